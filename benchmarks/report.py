"""What was measured, as Markdown: a table for each size, with ratios and what we aim at."""

import os
import platform
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from benchmarks.tools import Tool

WORDS = {
    "cold": "cold, empty output",
    "nothing": "nothing changed, new process",
    "original": "one body edit (original), new process",
    "translation": "one body edit (translation), new process",
    "serve": "one body edit while serving, until served",
}
OF_HUGO = {"cold": 1.0, "nothing": 0.08, "original": 0.10, "translation": 0.10, "memory": 0.6}
COLD_OF_PELICAN = 0.35
GROWTH = 1.15
WHILE_SERVING = ((3_500, 0.15), (10_000, 0.5))
"""Up to so many pages, the seconds that may pass until an edit is served."""


class Measured(Protocol):
    """One tool at one size."""

    tool: Tool
    events: int
    pages: int

    def median(self, scenario: str, what: str) -> float | None: ...


def heading(tools: Sequence[Tool], runs: int) -> str:
    """Which machine, when, which versions."""
    today = datetime.now(UTC).date()
    versions = ", ".join(f"{tool.name} {tool.version()}" for tool in tools)
    return (
        "# Results\n\n"
        f"{today}. {_processor()}, {os.cpu_count()} processors, {_memory()} GB of memory; "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}.\n\n"
        f"{versions}. Medians of {runs} runs in turn. What each line means and how it is measured: "
        "[README.md](README.md).\n"
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)


def table(measured: Sequence[Measured], smallest: Sequence[Measured]) -> str:
    """One size: a line for each scenario, a column for each tool, then our ratio to Hugo and the aim."""
    if not measured:
        return "No tool made its site.\n"
    names = [one.tool.name for one in measured]
    head = ["", *names, "sitegen : Hugo", "aim"]
    rows = [head, ["---", *["---:"] * (len(head) - 1)], *_rows(measured, smallest)]
    title = f"## {measured[0].events:,} events in three languages"
    return f"{title}\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _rows(measured: Sequence[Measured], smallest: Sequence[Measured]) -> Iterator[list[str]]:
    yield ["HTML pages", *(f"{one.pages:,}" for one in measured), "", ""]
    for scenario, words in WORDS.items():
        yield from _row(measured, scenario, "wall", f"{words}: wall s")
        if scenario in {"cold", "original"}:
            yield from _row(measured, scenario, "cpu", f"{words}: CPU s")
    yield from _row(measured, "memory", "memory", "cold: peak memory of all processes, MB")
    yield ["cold: CPU ms a page", *(_number(_a_page(one), 2) for one in measured), _ratio(measured, _a_page), ""]
    if measured[0].events != smallest[0].events:
        grown = [_growth(one, smallest) for one in measured]
        words = f"CPU a page against {smallest[0].events:,} events"
        yield [words, *(_number(one, 2) for one in grown), "", f"at most {GROWTH}"]
    ours, pelican = _named(measured, "sitegen"), _named(measured, "Pelican")
    own, other = ours and ours.median("cold", "wall"), pelican and pelican.median("cold", "wall")
    if own and other:
        yield ["cold: sitegen : Pelican", *[""] * len(measured), f"{own / other:.2f}", f"at most {COLD_OF_PELICAN}"]


def _row(measured: Sequence[Measured], scenario: str, what: str, words: str) -> Iterator[list[str]]:
    values = [one.median(scenario, what) for one in measured]
    if any(value is not None for value in values):
        ratio = _ratio(measured, lambda one: one.median(scenario, what))
        yield [
            words,
            *(_number(value, 0 if what == "memory" else 2) for value in values),
            ratio,
            _aim(measured, scenario),
        ]


def _aim(measured: Sequence[Measured], scenario: str) -> str:
    if scenario in OF_HUGO:
        return f"at most {OF_HUGO[scenario]}"
    seconds = next((limit for pages, limit in WHILE_SERVING if measured[0].pages <= pages), None)
    return f"at most {seconds} s" if seconds else ""


def _ratio(measured: Sequence[Measured], value: Callable[[Measured], float | None]) -> str:
    ours, hugo = _named(measured, "sitegen"), _named(measured, "Hugo")
    own, other = ours and value(ours), hugo and value(hugo)
    return f"{own / other:.2f}" if own and other else "–"


def _a_page(one: Measured) -> float | None:
    """Milliseconds of processor time for each page of a cold build."""
    cpu = one.median("cold", "cpu")
    return None if cpu is None else 1000 * cpu / one.pages


def _growth(one: Measured, smallest: Sequence[Measured]) -> float | None:
    """What a page costs here for each unit of what it costs on the smallest site."""
    before = _named(smallest, one.tool.name)
    here, there = _a_page(one), before and _a_page(before)
    return here / there if here and there else None


def _named(measured: Sequence[Measured], name: str) -> Measured | None:
    return next((one for one in measured if one.tool.name == name), None)


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:,.{digits}f}"
