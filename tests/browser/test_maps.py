"""The map of the home page and the timelines of initiatives, as a browser draws them."""

from itertools import combinations, pairwise

import pytest

pytestmark = pytest.mark.browser

HOMES = ("/en/", "/fr/", "/ar/")
WIDTHS = (360, 768, 1280)
INITIATIVES = {
    "en": "/en/initiatives/homegrown-terrorism/",
    "fr": "/fr/initiatives/terrorisme-d-origine-nationale/",
    "ar": "/ar/mubadarat/homegrown/",
}
SPOTS = "() => [...document.querySelectorAll('.map .disc')].map(disc => { const box = disc.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; })"
NAMES = """() => [...document.querySelectorAll('.map text')].map(text => [text, text.getBoundingClientRect()])
    .filter(([, box]) => box.width).map(([text, box]) => [text.textContent, box.left, box.top, box.right, box.bottom])"""
EDGE = "() => { const box = document.querySelector('.map svg').getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; }"
LINE = """() => { const of = selector => [...document.querySelectorAll('.timeline ' + selector)].map(one => {
    const box = one.getBoundingClientRect(); return [one.textContent, box.left, box.right, box.width]; });
    return {years: of('text'), blocks: of('rect'), line: of('.base')[0]}; }"""
AXE_RUN = """async selector => (await axe.run(selector, {resultTypes: ['violations']})).violations.map(found => found.id)"""


def meet(one: list[float], other: list[float], slack: float = 1.0) -> bool:
    """Whether two boxes (left, top, right, bottom) have more than an edge in common."""
    return (
        one[0] < other[2] - slack and other[0] < one[2] - slack and one[1] < other[3] - slack and other[1] < one[3] - slack
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("home", HOMES)
def test_names_and_discs_stand_inside_the_map_and_clear_of_each_other(visit, home: str, width: int) -> None:
    tab = visit(home).tab
    tab.set_viewport_size({"width": width, "height": 800})
    left, top, right, bottom = tab.evaluate(EDGE)
    discs, names = tab.evaluate(SPOTS), [name[1:] for name in tab.evaluate(NAMES)]
    assert len(discs) == 4, "Valletta and Attard share one"
    assert len(names) == len(discs)
    for box in (*discs, *names):
        assert left <= box[0]
        assert top <= box[1]
        assert box[2] <= right
        assert box[3] <= bottom
    assert not [pair for pair in combinations(names, 2) if meet(*pair)]
    assert not [(name, disc) for name in names for disc in discs if meet(name, disc)]


@pytest.mark.parametrize("home", HOMES)
def test_the_map_is_the_same_in_every_direction(visit, home: str) -> None:
    opened, english = visit(home).tab, visit("/en/").tab
    for tab in (opened, english):
        tab.set_viewport_size({"width": 1280, "height": 800})
    own, other = ([[box[0] - edge[0], box[1] - edge[1]] for box in boxes] for edge, boxes in ((tab.evaluate(EDGE), tab.evaluate(SPOTS)) for tab in (opened, english)))
    assert own == [pytest.approx(place, abs=1) for place in other]


def test_names_follow_their_discs_as_they_are_read(visit) -> None:
    for home, is_before in (("/fr/", False), ("/ar/", True)):
        tab = visit(home).tab
        for disc, (name, *box) in zip(tab.evaluate(SPOTS), tab.evaluate(NAMES), strict=True):
            assert (box[2] < disc[2]) is is_before, name


def test_on_a_phone_discs_and_names_are_large(visit) -> None:
    tab = visit("/fr/").tab
    sizes = []
    for width in (1280, 360):
        tab.set_viewport_size({"width": width, "height": 800})
        disc = tab.evaluate(SPOTS)[-1]
        name = tab.evaluate(NAMES)[-1]
        sizes.append((disc[2] - disc[0], name[4] - name[2]))
    scale = 320 / 652
    assert sizes[1][0] == pytest.approx(sizes[0][0] * scale * 1.7, rel=0.1)
    assert sizes[1][1] >= 12


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("home", HOMES)
def test_it_is_one_picture_with_a_list_as_its_equal(visit, axe, home: str, scheme: str) -> None:
    tab = visit(home, color_scheme=scheme).tab
    drawing = tab.locator(".map svg")
    assert drawing.get_attribute("role") == "img"
    for id in (drawing.get_attribute("aria-labelledby") or "").split():
        assert len(tab.locator(f"#{id}").text_content() or "") > 10
    assert tab.locator(".map li").count() == 6
    assert tab.locator(".map li a").count() == 5
    assert not tab.locator(".map svg a, .map svg [tabindex]").count(), "whoever tabs goes on to the list"
    tab.evaluate(axe)
    assert not tab.evaluate(AXE_RUN, ".map")


def test_in_forced_colours_discs_and_coasts_are_still_there(visit) -> None:
    tab = visit("/en/", forced_colors="active").tab
    (disc, _), (land, coast) = tab.evaluate(
        "() => ['disc', 'land'].map(name => { const style = getComputedStyle(document.querySelector('.map .' + name)); return [style.fill, style.stroke]; })"
    )
    assert land not in {disc, coast}
    assert coast != "none"


def test_events_have_no_map(visit) -> None:
    tab = visit("/en/events/").tab
    tab.locator("main .title a").first.click()
    assert not tab.locator(".map").count()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", INITIATIVES)
def test_a_timeline_fills_its_line_and_its_labels_stand_apart(visit, language: str, width: int) -> None:
    tab = visit(INITIATIVES[language]).tab
    tab.set_viewport_size({"width": width, "height": 800})
    found = tab.evaluate(LINE)
    _, start, end, length = found["line"]
    assert length > 300
    years = [year for year in found["years"] if year[3]]
    assert len(years) == 5
    ordered = sorted(years, key=lambda year: year[1])
    assert all(after[1] - before[2] >= 8 for before, after in pairwise(ordered))
    assert [year[0] for year in ordered] == [str(year) for year in (range(2021, 2016, -1) if language == "ar" else range(2017, 2022))]
    for _, left, right, wide in found["blocks"]:
        assert start - 2 <= left < right <= end + 2
        assert wide > 0
    assert not tab.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("language", INITIATIVES)
def test_a_timeline_says_its_years_and_their_events(visit, axe, language: str) -> None:
    tab = visit(INITIATIVES[language], java_script_enabled=True).tab
    drawing = tab.locator(".timeline")
    assert drawing.get_attribute("role") == "img"
    said = tab.locator("#timeline-text").text_content() or ""
    assert all(str(year) in said for year in range(2017, 2022))
    titles = drawing.locator("g title").all_text_contents()
    listed = tab.locator(".year .title").count()
    assert len(titles) == listed
    tab.evaluate(axe)
    assert not tab.evaluate(AXE_RUN, ".row:has(.timeline)")


def test_a_timeline_grows_from_where_reading_begins(visit) -> None:
    places = []
    for language in ("en", "ar"):
        found = visit(INITIATIVES[language]).tab.evaluate(LINE)
        _, start, _, length = found["line"]
        places.append([((left + right) / 2 - start) / length for _, left, right, _ in found["blocks"]])
    assert places[0] == [pytest.approx(1 - place, abs=0.005) for place in places[1]]
