"""Timings: what a build spends, by stage, by template and by file."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from heapq import nlargest
from operator import attrgetter, itemgetter
from time import perf_counter
from typing import Any, TypeVar

from msgspec import Struct

from sitegen.base.diagnostics import Span
from sitegen.base.digests import Each, Key
from sitegen.disk.memo import Watch
from sitegen.progress import Doing

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")
Row = tuple[str, ...]

SHOWN = 10  # templates, and files of each kind
LEAST = 0.005  # seconds; less is not worth a word


class Stage(StrEnum):
    """The stages of a build in the words of people, in their order."""

    LOOKING = "looking at the files"
    STARTING = "starting"
    WRITE_UPS = "reading the write-ups"
    PRACTICES = "reading the practices"
    TEMPLATES = "reading the templates"
    CONNECTING = "connecting"
    PHOTOGRAPHS = "developing photographs"
    CARDS = "drawing cards"
    PAGES = "making the pages"
    LINKS = "checking links"
    REMEMBERING = "remembering"
    INDEXING = "making the search index"
    WRITING = "writing"


STAGE_OF = {
    "_plan": Stage.LOOKING,
    "read_text": Stage.WRITE_UPS,
    "parse_body": Stage.PRACTICES,
    "examine": Stage.TEMPLATES,
    "_produce": Stage.CONNECTING,
    "_oversee": Stage.CONNECTING,
    "compare": Stage.CONNECTING,
    "judge": Stage.CONNECTING,
    "judge_catalogues": Stage.CONNECTING,
    "judge_paths": Stage.CONNECTING,
    "develop": Stage.PHOTOGRAPHS,
    "judge_cards": Stage.CONNECTING,
    "finish_card": Stage.CARDS,
    "listed": Stage.CONNECTING,
    "finish": Stage.PAGES,
    "_judge": Stage.LINKS,
}  # by the name of the function that does the work
COUNTED = (
    Stage.WRITE_UPS,
    Stage.PRACTICES,
    Stage.TEMPLATES,
    Stage.PHOTOGRAPHS,
    Stage.CARDS,
    Stage.PAGES,
    Stage.LINKS,
)  # whose items people know
FILE_OF: dict[str, Callable[[Any], str]] = {
    "read_text": attrgetter("file.path"),
    "parse_body": attrgetter("path"),
    "develop": attrgetter("path"),
    "examine": lambda template: f"templates/{template.name}",
}


class Spent(Struct):
    """What a stage has cost.

    asked, made   items that were wanted, and those of them that were not remembered from earlier
    work          seconds that it took, those of all processes together
    wall          seconds that passed meanwhile
    """

    asked: int = 0
    made: int = 0
    work: float = 0.0
    wall: float = 0.0


class _Open(Struct):
    """A stage that is going on. `within` are the seconds of the stages inside it, which are not its own."""

    stage: Stage
    begun: float
    total: int = 0
    advanced: int = 0
    done: int = 0
    seconds: float = 0.0
    within: float = 0.0


class Timings(Watch):
    """Looks on while a site is made, and knows what is being done and what was spent.

    Where it is `itemised`, it keeps account of every template and file too.
    """

    def __init__(self, itemised: bool = False) -> None:
        self.itemised = itemised
        self.spent: defaultdict[Stage, Spent] = defaultdict(Spent)
        self.read: defaultdict[str, float] = defaultdict(float)  # seconds by path
        self.rendered: defaultdict[str, float] = defaultdict(float)  # the same of files of the site
        self.templates: defaultdict[str, Spent] = defaultdict(Spent)
        self._open: list[_Open] = []
        self._now = _Open(Stage.LOOKING, perf_counter())

    @contextmanager
    def stage(self, stage: Stage, items: int | None = None) -> Iterator[None]:
        """The work inside is this stage's, save what is another's inside it. With `items`, it is that of a memo."""
        now = _Open(stage, perf_counter())
        self._open.append(now)
        self._now = now
        try:
            yield
        finally:
            wall = perf_counter() - now.begun
            self._open.pop()
            if self._open:
                self._now = self._open[-1]
                self._now.within += wall
            spent = self.spent[stage]
            spent.wall += wall - now.within
            spent.work += wall - now.within if items is None else max(0.0, now.seconds - now.within)
            spent.asked += items or 0
            spent.made += now.done

    def each(self, each: Each) -> Each:
        """The same `each`, of which every call is a stage."""

        def timed(
            work: Callable[[Item, Shared], Result], items: Sequence[Item], shared: Shared, key: Key[Item]
        ) -> Sequence[Result]:
            with self.stage(STAGE_OF.get(work.__name__, Stage.CONNECTING), len(items)):
                return each(work, items, shared, key)

        return timed

    def doing(self) -> Doing:
        """What is being done now, or was last. Any thread may ask."""
        now = self._now
        return Doing(f"{now.stage.capitalize()} …", min(max(now.advanced, now.done), now.total), now.total)

    def begin(self, work: str, count: int) -> None:  # noqa: ARG002  # which work it is, its stage knows
        self._now.total = count

    def advance(self, count: int) -> None:
        self._now.advanced += count

    def done(self, work: str, item: object, seconds: float) -> None:
        now = self._now
        now.done += 1
        now.seconds += seconds
        if self.itemised:
            self._note(work, item, seconds)

    def _note(self, work: str, item: Any, seconds: float) -> None:
        if work in FILE_OF:
            self.read[FILE_OF[work](item)] += seconds
        elif STAGE_OF.get(work) in {Stage.CARDS, Stage.PAGES}:
            self.rendered[item.path] += seconds
            template = self.templates[item.template or item.view]  # what no template makes is named by its view
            template.made += 1
            template.work += seconds

    def report(self) -> str:
        """What was spent, as a table for the terminal; one line when nothing had to be made."""
        spent = [(stage, self.spent[stage]) for stage in Stage if stage in self.spent]
        if not any(one.made for _, one in spent):
            stages = ", ".join(f"{stage} {one.wall:.2f} s" for stage, one in spent if one.wall >= LEAST)
            return f"Nothing had to be made: {stages or 'no time to speak of'}.\n"
        tables = (_stages(spent), _templates(self.templates), _files("read", self.read), _files("made", self.rendered))
        return "\n".join("".join(f"{line}\n" for line in _aligned(table)) for table in tables if len(table) > 1)


def _stages(spent: Iterable[tuple[Stage, Spent]]) -> list[Row]:
    shown = [("stage", "made", "remembered", "work", "wall")]
    whole = Spent()
    for stage, one in spent:
        counts = (f"{one.made:,}", f"{one.asked - one.made:,}") if stage in COUNTED else ("", "")
        if stage not in COUNTED or one.asked:
            shown.append((stage, *counts, _seconds(one.work), _seconds(one.wall)))
        whole.work += one.work
        whole.wall += one.wall
    return [*shown, ("all", "", "", _seconds(whole.work), _seconds(whole.wall))]


def _templates(templates: Mapping[str, Spent]) -> list[Row]:
    slowest = nlargest(SHOWN, templates.items(), key=lambda one: one[1].work)
    rows = [
        (_visible(name), f"{one.made:,}", _seconds(one.work), f"{_milliseconds(one.work / one.made)} a page")
        for name, one in slowest
    ]
    return [("slowest templates", "pages", "work", ""), *rows]


def _files(what: str, files: Mapping[str, float]) -> list[Row]:
    slowest = nlargest(SHOWN, files.items(), key=itemgetter(1))
    return [(f"slowest files to be {what}", "work"), *((_visible(path), _milliseconds(work)) for path, work in slowest)]


def _visible(path: str) -> str:
    from sitegen.report import place_of  # start-up: 40 ms, for those who ask for timings only

    return place_of(Span(path))


def _seconds(number: float) -> str:
    return f"{number:.2f} s"


def _milliseconds(number: float) -> str:
    return f"{number * 1000:.1f} ms"


def _aligned(rows: Sequence[Row]) -> Iterator[str]:
    """The rows as lines: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()
