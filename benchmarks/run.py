"""Compares sitegen with other generators over the same site, and prints what it measured as Markdown.

    python -m benchmarks.run --sizes 1000 3000 --runs 5

Tools take turns, so that what else goes on in the machine hits all of them alike. Progress goes to standard error.
"""

import argparse
import http.client
import signal
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from subprocess import CalledProcessError, Popen

from benchmarks.meter import CommandFailed, Cost, run, running
from benchmarks.outcome import WrongSite, check, page, text
from benchmarks.report import heading, table
from benchmarks.tools import TOOLS, NotInstalled, Tool, tool
from benchmarks.world import event

SCENARIOS = ("cold", "nothing", "original", "translation", "serve")
EDITED = {"original": "en", "translation": "fr", "serve": "en"}
MEMORY_RUNS = 2
PATIENCE = 300.0  # seconds until a server counts as stuck
POLL = 0.01
SETTLED = 1.0


class ServerStuck(RuntimeError):
    """A server did not serve the text within PATIENCE."""


@dataclass(slots=True)
class Bench:
    """One tool at one size: its folder, and what was measured so far."""

    tool: Tool
    folder: Path
    events: int
    pages: int = 0
    costs: dict[str, list[Cost]] = field(default_factory=dict)
    edits: int = 0

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def note(self, scenario: str, cost: Cost) -> None:
        self.costs.setdefault(scenario, []).append(cost)

    def median(self, scenario: str, what: str) -> float | None:
        """The median of "wall", "cpu" or "memory"; None for what was not measured."""
        known = [value for cost in self.costs.get(scenario, []) if (value := getattr(cost, what)) is not None]
        return statistics.median(known) if known else None


def cold(bench: Bench, *, memory: bool = False) -> None:
    bench.tool.forget(bench.folder)
    cost = run(bench.tool.cold(), bench.folder, memory=memory, variables=bench.tool.variables)
    bench.note("memory" if memory else "cold", cost)


def again(bench: Bench, scenario: str) -> None:
    """A build in a new process, after an edit or after none."""
    language = EDITED.get(scenario)
    marker = edit(bench, language) if language else ""
    bench.note(scenario, run(bench.tool.build(), bench.folder, variables=bench.tool.variables))
    if language and marker not in text(page(bench.out, edited_event(bench), language)):
        raise WrongSite(f"{bench.tool.name}: the edited text is not on its page")


def edited_event(bench: Bench) -> int:
    return bench.events // 2


def edit(bench: Bench, language: str) -> str:
    """Write a new sentence at the end of the first paragraph of a text, over the one of the edit before."""
    bench.edits += 1
    path = bench.folder / bench.tool.source(event(edited_event(bench)).id, language)
    lines = path.read_text(encoding="utf-8").split("\n")
    body = next(place for place, line in enumerate(lines) if line.count(" ") > 10 and ": " not in line[:20])
    marker = f"Remark{bench.edits}"
    lines[body] = f"{lines[body].split(' Remark')[0]} {marker}."
    path.write_text("\n".join(lines), encoding="utf-8")
    return marker


def serve(bench: Bench, runs: int) -> None:
    """The time from saving a text to its being served, again and again with one server."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = bench.tool.serve(port)
    if command is None:
        return
    bench.tool.forget(bench.folder)
    address = f"/en/events/{event(edited_event(bench)).id}/"
    with running(command, bench.folder, bench.tool.variables) as server:
        wait_for(server, port, address, event(edited_event(bench)).title["en"][:12])
        for _ in range(runs):
            time.sleep(SETTLED)
            marker = edit(bench, EDITED["serve"])
            begin = time.perf_counter()
            wait_for(server, port, address, marker)
            bench.note("serve", Cost(time.perf_counter() - begin, 0))


def wait_for(server: Popen[bytes], port: int, address: str, words: str) -> None:
    """Ask a server for a page until it has some words."""
    begin = time.perf_counter()
    while words not in fetch(port, address):
        if server.poll() is not None:
            raise ServerStuck(f"the server ended with {server.returncode}")
        if time.perf_counter() - begin > PATIENCE:
            raise ServerStuck(f"{words!r} was not served at {address} within {PATIENCE:.0f} s")
        time.sleep(POLL)


def fetch(port: int, address: str) -> str:
    """What a server answers; nothing while it is not there."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", address)
        return connection.getresponse().read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""
    finally:
        connection.close()


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def rounds(benches: list[Bench], scenarios: list[str], runs: int) -> Iterator[tuple[str, Bench, Callable[[], None]]]:
    """Everything to do, in its order: all tools in turn, again and again, scenario by scenario."""
    for number in range(runs) if "cold" in scenarios else ():
        for bench in benches:
            yield f"cold {number + 1}", bench, partial(cold, bench)
    for number in range(MEMORY_RUNS) if "cold" in scenarios else ():
        for bench in benches:
            yield f"memory {number + 1}", bench, partial(cold, bench, memory=True)
    later = [one for one in ("nothing", "original", "translation") if one in scenarios]
    for bench in benches if later else ():
        yield "filling caches", bench, partial(again, bench, "filling")
    for scenario in later:
        for number in range(runs):
            for bench in benches:
                yield f"{scenario} {number + 1}", bench, partial(again, bench, scenario)
    for bench in benches if "serve" in scenarios else ():
        yield "serving", bench, partial(serve, bench, runs)


def measure(tools: list[Tool], events: int, scenarios: list[str], runs: int, folder: Path) -> list[Bench]:
    """All scenarios at one size; a tool that fails is said to and left out from then on."""
    benches = [Bench(one, folder / one.name, events) for one in tools]
    for bench in benches:
        say(f"{events} events: writing for {bench.tool.name}")
        try:
            bench.tool.write(bench.folder, events)
            cold(bench)
            bench.pages = check(bench.out, bench.tool, events)
        except (CommandFailed, WrongSite, CalledProcessError) as error:
            say(f"{bench.tool.name} is left out: {error}")
        bench.costs.clear()
    benches = [bench for bench in benches if bench.pages]
    failed: list[Bench] = []
    for name, bench, work in rounds(benches, scenarios, runs):
        if bench in failed:
            continue
        say(f"{events} events: {name}, {bench.tool.name}")
        try:
            work()
        except (CommandFailed, WrongSite, ServerStuck) as error:
            say(f"{bench.tool.name} failed at {name}: {error}")
            failed.append(bench)
    return benches


def installed(names: list[str], jobs: int | None) -> list[Tool]:
    """The tools that can be run here, each of them said if it cannot."""
    found = []
    for name in names:
        one = tool(name, jobs)
        try:
            one.install()
        except NotInstalled as error:
            say(f"going on without {one.name}: {error}")
        else:
            found.append(one)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 3000], help="numbers of events (1000 3000)")
    parser.add_argument("--tools", nargs="+", choices=TOOLS, default=list(TOOLS), help="which tools (all)")
    parser.add_argument("--scenarios", nargs="+", choices=SCENARIOS, default=list(SCENARIOS), help="which ones (all)")
    parser.add_argument("--runs", type=int, default=5, help="how often each; medians count (5)")
    parser.add_argument("--jobs", type=int, help="how many processes sitegen may use (its own choice)")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that servers and folders go too
    tools = installed(chosen.tools, chosen.jobs)
    print(heading(tools, chosen.runs), flush=True)
    finished: list[list[Bench]] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:  # one for all sizes: see `Tool.forget`
        for events in chosen.sizes:
            place = Path(folder, str(events))
            place.mkdir()
            finished.append(measure(tools, events, chosen.scenarios, chosen.runs, place))
            print(table(finished[-1], finished[0]), flush=True)


if __name__ == "__main__":
    main()
