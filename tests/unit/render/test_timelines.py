"""The timeline of an initiative: what stands where along its ruler, and how much of it there is."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.link.site import Site
from sitegen.link.translations import Key
from sitegen.pipeline import connect
from sitegen.render.timelines import APART, FOOT, HEAD, STACK, THINNEST, timeline
from sitegen.render.views.timeline import Timeline
from tests.projects import CONFIG, files

DAYS = 366  # of 2020
KINDS = ("events", "publications", "projects")
FACTS = {"events": "type: launch\nlocation: online\n", "publications": "", "projects": ""}


def site_of(*dated: str) -> Site:
    """A site with one initiative and what belongs to it, each written as its kind and its dates: "events 2020-01-01"."""
    texts = {"config.yaml": CONFIG, "content/initiatives/one.en.md": "---\ntitle: One\n---\n"}
    for number, text in enumerate(dated):
        kind, _, dates = text.partition(" ")
        ranges = ", ".join(f'"{part}"' for part in dates.split())
        head = f"---\ntitle: T{number}\n{FACTS[kind]}initiative: one\n"
        texts[f"content/{kind}/{kind[0]}{number}.en.md"] = head + (f"dates: [{ranges}]\n" if ranges else "") + "---\n"
    site = connect(files(texts)).value
    assert site is not None
    return site


def keys(site: Site) -> tuple[Key, ...]:
    return site.index.by_initiative.get("one", ())


def drawn(*dated: str, language: str = "en") -> Timeline:
    site = site_of(*dated)
    found = timeline(site, keys(site), language)
    assert found is not None
    return found


def along(day: str, days: int = DAYS) -> float:
    point = date.fromisoformat(day)
    return 100 * (point - date(point.year, 1, 1)).days / days


def test_a_day_stands_where_it_lies_in_its_year() -> None:
    found = drawn("events 2020-07-01")
    (item,) = found.items
    (block,) = item.blocks
    assert item.title == "T0"
    assert block.x == pytest.approx(along("2020-07-01"), abs=0.001)
    assert block.length == pytest.approx(100 / DAYS, abs=0.001)
    assert not block.open
    assert (found.span.text, found.below, found.inexact) == ("2020", False, False)
    assert [(one.year, one.count) for one in found.years] == [("2020", 1)]


def test_in_one_year_months_are_ticks_and_some_have_names() -> None:
    found = drawn("events 2020-07-01")
    assert len(found.ticks) == 13
    assert [tick.label for tick in found.ticks if tick.label] == ["2020", "April", "July", "October"]
    assert [tick.x for tick in found.ticks[:2]] == [0, pytest.approx(along("2020-02-01"), abs=0.001)]


def test_from_right_to_left_it_grows_from_the_right() -> None:
    latin, arabic = (drawn("events 2020-07-01/2020-07-03", language=tag) for tag in ("en", "ar"))
    (one,), (other,) = latin.items[0].blocks, arabic.items[0].blocks
    assert one.x + one.length + other.x == pytest.approx(100, abs=0.002)
    assert [tick.x for tick in arabic.ticks] == [pytest.approx(100 - tick.x, abs=0.001) for tick in latin.ticks]
    assert arabic.items[0].y == latin.items[0].y


def test_three_in_a_month_stand_beside_each_other() -> None:
    found = drawn("events 2020-07-01", "events 2020-07-11/2020-07-12", "events 2020-07-28")
    assert len({item.y for item in found.items}) == 1
    assert len(found.items) == 3


def test_those_of_one_day_stand_upon_each_other() -> None:
    found = drawn("events 2020-07-01", "events 2020-07-01", "events 2020-07-01/2020-07-02", "events 2020-09-01")
    assert [item.y for item in found.items] == [found.base - 18 - 20 * lane for lane in (0, 1, 2, 0)]
    assert min(item.y for item in found.items) >= HEAD


def test_the_ranges_of_an_event_belong_together() -> None:
    found = drawn("events 2020-07-15 2020-07-21/2020-07-22 2020-07-28/2020-07-30")
    (item,) = found.items
    assert [block.x for block in item.blocks] == [
        pytest.approx(along(day), abs=0.001) for day in ("2020-07-15", "2020-07-21", "2020-07-28")
    ]


@pytest.mark.parametrize(
    ("dates", "begin", "days", "is_open"),
    [
        ("2020-08", "2020-08-01", 31, True),
        ("2020", "2020-01-01", 366, True),
        ("2020-03/2020-05", "2020-03-01", 92, True),
        ("2020-37", "2020-01-01", 121, True),
        ("2020-08-09", "2020-08-09", 1, False),
    ],
)
def test_what_is_not_known_to_the_day_is_open_and_as_long_as_it_may_be(
    dates: str, begin: str, days: int, is_open: bool
) -> None:
    found = drawn(f"publications {dates}", "events 2020-05-05")
    item = next(item for item in found.items if item.y > found.base)
    assert item.blocks[0].x == pytest.approx(along(begin), abs=0.001)
    assert item.blocks[0].length == pytest.approx(100 * days / DAYS, abs=0.001)
    assert item.blocks[0].open is is_open
    assert (found.below, found.inexact) == (True, is_open)
    assert item.y + item.height < found.height - 20
    assert [one.count for one in found.years] == [1], "publications are no events"


def test_nothing_dated_has_no_timeline() -> None:
    for dated in ((), ("projects ",), ("publications ",)):
        site = site_of(*dated)
        assert timeline(site, keys(site), "en") is None


def test_three_hundred_events_in_twenty_years() -> None:
    dated = [f"events {2001 + number % 20}-{number * 7 % 12 + 1:02}-{number * 11 % 28 + 1:02}" for number in range(300)]
    found = drawn(*dated)
    assert found.span.text == "2001–2020"
    assert len(found.items) == 300
    assert found.height <= HEAD + STACK + FOOT + 20
    assert found.months == 3
    assert all(item.packed and len(item.blocks) == 1 for item in found.items)
    assert len({(item.blocks[0].x, item.y) for item in found.items}) == 300
    assert len({item.blocks[0].x for item in found.items}) <= 80
    labels = [tick for tick in found.ticks if tick.label]
    assert [tick.label for tick in labels] == [str(year) for year in range(2002, 2020, 2)]
    assert [tick.label for tick in labels if not tick.inner] == ["2004", "2008", "2012", "2016"]


dated_things = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.dates(date(1, 1, 1), date(9990, 1, 1)),
        st.integers(0, 800),
    ),
    min_size=1,
    max_size=25,
)


@settings(deadline=None, max_examples=15)
@given(dated_things)
def test_everything_lies_inside_and_clear_of_each_other(things: list[tuple[str, date, int]]) -> None:
    dated = []
    for kind, first, days in things:
        last = date.fromordinal(first.toordinal() + days)
        dated.append(f"{kind} {first.isoformat()}/{last.isoformat()}" if days else f"{kind} {first.isoformat()}")
    found = drawn(*dated, language="ar")
    assert len(found.items) == len(things)
    lanes: dict[tuple[float, bool], list[tuple[float, float]]] = {}
    for item in found.items:
        assert HEAD - 1 <= item.y < item.y + item.height <= found.height - FOOT + 5
        assert item.height >= THINNEST - 1
        assert item.packed is (found.months > 0 and item.y < found.base)
        for block in item.blocks:
            assert -0.001 <= block.x <= block.x + block.length <= 100.001
            if not item.packed:
                lanes.setdefault((item.y, item.y > found.base), []).append((block.x, block.x + block.length))
    for stretches in lanes.values():
        ordered = sorted(stretches)
        assert all(after[0] - before[1] >= APART - 0.01 for before, after in pairwise(ordered))
    assert len(found.ticks) <= 75
    labels = [tick for tick in found.ticks if tick.label]
    assert len(labels) <= 12
    assert sum(not tick.inner for tick in labels) <= 6
