"""What a build spent is counted once, and where it belongs."""

import re
from collections.abc import Callable, Sequence
from types import SimpleNamespace

import pytest

from sitegen import timings
from sitegen.base.digests import Key, each_in_turn
from sitegen.base.files import SourceFile
from sitegen.model.options import Options
from sitegen.pipeline import build
from sitegen.timings import STAGE_OF, Stage, Timings
from tests.projects import CONFIG, files, sections

CATALOGUE = """\
=== content/catalogues/rome.yaml
id: rome
title: {en: The Rome Memorandum}
summary: {en: What it is.}
issuer: gctf
adopted: "2012"
total: 1
sections:
  - id: a
    title: {en: A}
    practices: 1
practices:
  - number: 1
    title: {en: One}
    text: {en: Begin early.}
=== content/records/organisations.yaml
gctf: {name: {en: GCTF}, url: "https://gctf.example/"}
"""
PHOTOGRAPH = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
PAGE = "---\ntitle: A page\nsummary: What it is about.\n---\nText.\n"


class Clock:
    """A clock that goes on only when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timings, "perf_counter", clock)
    return clock


def named(name: str, work: Callable[[object, object], None]) -> Callable[[object, object], None]:
    work.__name__ = name
    return work


def test_every_work_has_a_stage() -> None:
    """The works of the table are those that a build does, no more and no fewer."""
    done = set()

    def each(work: Callable[..., object], items: Sequence[object], shared: object, key: Key[object]) -> Sequence[object]:
        done.add(work.__name__)
        return each_in_turn(work, items, shared)

    texts = {"config.yaml": f"{CONFIG}features: [cards]\n", "content/pages/about/index.en.md": PAGE}
    build([*files({**sections(CATALOGUE), **texts}), SourceFile("content/pages/about/a.png", PHOTOGRAPH)], Options(), each)
    assert done | {"_produce"} == set(STAGE_OF)


def test_photographs_and_cards_have_lines_of_their_own() -> None:
    told = Timings(itemised=True)
    work = [("develop", Stage.PHOTOGRAPHS, "content/a.jpg"), ("finish_card", Stage.CARDS, "en/card.png"), ("finish", Stage.PAGES, "en/index.html")]
    for name, stage, path in work:
        item = SimpleNamespace(path=path, template="", view="card")

        def each(work: Callable[[object, object], object], items: Sequence[object], shared: object, key: Key[object]) -> Sequence[object]:
            told.done(work.__name__, items[0], 0.5)
            return [None]

        told.each(each)(named(name, lambda *_: None), [item], None, lambda _: ())
        assert (told.spent[stage].made, told.spent[stage].work) == (1, 0.5)
    table = told.report()
    assert re.search(r"^developing photographs +1 +0 +0\.50 s", table, re.MULTILINE)
    assert re.search(r"^drawing cards +1 +0 +0\.50 s", table, re.MULTILINE)
    assert re.search(r"^content/a\.jpg +500\.0 ms$", table, re.MULTILINE)
    assert re.search(r"^card +2 +1\.00 s", table, re.MULTILINE)


def test_what_is_inside_another_work_is_not_counted_twice(clock: Clock) -> None:
    """The whole takes 1 + 2 · 3 + 4 seconds; two workers have done the inner work in half the time."""
    told = Timings()

    def each(work: Callable[[object, object], object], items: Sequence[object], shared: object, key: Key[object]) -> Sequence[object]:
        begun = clock.now
        results = [work(item, shared) for item in items]
        if work.__name__ == "_produce":
            told.done("_produce", items[0], clock.now - begun)
        return results

    def produce(item: object, shared: object) -> None:
        clock.now += 1
        timed(named("read_text", read), ["a", "b", "known"], None, lambda _: ())
        clock.now += 4

    def read(item: object, shared: object) -> None:
        if item != "known":
            clock.now += 1.5
            told.done("read_text", item, 3)

    timed = told.each(each)
    timed(named("_produce", produce), ["all"], None, lambda _: ())
    reading, connecting = told.spent[Stage.WRITE_UPS], told.spent[Stage.CONNECTING]
    assert (reading.wall, reading.work, reading.made, reading.asked) == (3, 6, 2, 3)
    assert (connecting.wall, connecting.work) == (5, 5)


def test_a_stage_that_fails_has_cost_something_too(clock: Clock) -> None:
    told = Timings()

    def fail(*_: object) -> Sequence[object]:
        with told.stage(Stage.STARTING):
            clock.now += 2
        clock.now += 1
        raise ValueError("failed")

    with pytest.raises(ValueError, match="failed"):
        told.each(fail)(named("_produce", fail), ["all"], None, lambda _: ())
    assert (told.spent[Stage.STARTING].work, told.spent[Stage.STARTING].wall) == (2, 2)
    assert (told.spent[Stage.CONNECTING].work, told.spent[Stage.CONNECTING].wall) == (0, 1)
    assert told.report() == "Nothing had to be made: starting 2.00 s, connecting 1.00 s.\n"


def test_the_report(clock: Clock) -> None:
    told = Timings(itemised=True)

    def each(work: Callable[..., object], items: Sequence[SimpleNamespace], shared: object, key: Key[SimpleNamespace]) -> Sequence[object]:
        for item in items:
            told.done(work.__name__, item, item.seconds)
        clock.now += 1
        return items

    texts = [SimpleNamespace(file=SimpleNamespace(path=f"content/pages/{number}.en.md"), seconds=number / 1000) for number in range(12)]
    jobs = [SimpleNamespace(path="a.html", template="page.html", seconds=0.5), SimpleNamespace(path="b\u202e.html", template="page.html", seconds=1.0)]
    with told.stage(Stage.LOOKING):
        clock.now += 0.25
    told.each(each)(named("read_text", lambda *_: None), texts, None, lambda _: ())
    told.each(each)(named("finish", lambda *_: None), jobs, None, lambda _: ())
    slowest = "".join(f"{f'content/pages/{number}.en.md':<24}  {number:>2}.0 ms\n" for number in range(11, 1, -1))
    assert told.report() == (
        "stage                  made  remembered    work    wall\n"
        "looking at the files                     0.25 s  0.25 s\n"
        "reading the write-ups    12           0  0.07 s  1.00 s\n"
        "making the pages          2           0  1.50 s  1.00 s\n"
        "all                                      1.82 s  2.25 s\n"
        "\n"
        "slowest templates  pages    work\n"
        "page.html              2  1.50 s  750.0 ms a page\n"
        "\n"
        "slowest files to be read     work\n"
        f"{slowest}"
        "\n"
        "slowest files to be made       work\n"
        "b<U+202E>.html            1000.0 ms\n"
        "a.html                     500.0 ms\n"
    )


def test_what_is_being_done() -> None:
    """With workers, this process tells of them by `advance`, and of every item afterwards; without, only of items."""
    told = Timings()
    with told.stage(Stage.PAGES):
        told.begin("finish", 300)
        told.advance(2)
        told.advance(2)
        assert told.doing() == ("Making the pages …", 4, 300)
        told.done("finish", None, 0.1)
        assert told.doing() == ("Making the pages …", 4, 300)
        told.advance(400)
        assert told.doing() == ("Making the pages …", 300, 300)
        with told.stage(Stage.LINKS):
            told.begin("_judge", 2)
            told.done("_judge", None, 0.1)
            assert told.doing() == ("Checking links …", 1, 2)
        assert told.doing() == ("Making the pages …", 300, 300)
    assert told.doing().words == "Making the pages …"
