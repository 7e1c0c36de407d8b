"""Coverage as readers meet it: mirrored, by keyboard, with forty years on a phone, in forced colours."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from sitegen.pipeline import build
from tests.browser.tabs import opened
from tests.browser.test_direction import measured
from tests.browser.test_pages import OVERFLOWING, SCROLLS, WIDTHS
from tests.projects import CONFIG, files

pytestmark = pytest.mark.browser

PAGES = {"en": "/en/coverage/", "fr": "/fr/couverture/", "ar": "/ar/taghtiya/"}
ONE = "rabat-washington/"
LEFT = "elements => elements.map(element => element.getBoundingClientRect().left)"
BOX = "element => { const {left, right} = element.getBoundingClientRect(); return [left, right]; }"
STANDS_STILL = """() => {
    const before = window.scrolled;
    window.scrolled = document.querySelector('.cover-box').scrollLeft;
    return window.scrolled !== 0 && window.scrolled === before;
}"""
HIDDEN = """async () => {
    const found = [], links = [...document.querySelectorAll('.cover td a')];
    for (const link of links.filter((_, place) => place % 5 === 0)) {
        link.focus();
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);  // it is brought into view later
        const row = link.closest('tr'), own = link.getBoundingClientRect();
        const held = [row.querySelector('th'), row.querySelector('.total')].map(one => one.getBoundingClientRect());
        if (held.some(box => own.left < box.right - 1 && own.right > box.left + 1)) found.push(link.outerHTML);
    }
    return found;
}"""
ROME = """\
id: rome
title: {en: Rome}
total: 12
practices:
  - {number: 2, title: {en: A title that is long enough to need more than one line where there is little room for it}}
"""


@pytest.fixture(scope="module")
def wide(serve) -> str:
    """The address of a site with forty years of events; in Arabic with Arabic digits."""
    config = CONFIG.replace("ar: {", "ar: {digits: arab, ") + "features: [coverage]\n"
    texts = {"config.yaml": config, "content/catalogues/rome.yaml": ROME}
    for number in range(120):
        practice = number * 7 % 12 + 1
        texts[f"content/events/e{number}.en.md"] = (
            f'---\ntitle: E\ntype: launch\ndates: ["{1985 + number % 40}-03-01"]\nlocation: online\n'
            f"practices: [rome/{practice}]\n---\nOn good practice {practice}.\n"
        )
    artifacts = build(files(texts)).value
    assert artifacts is not None
    return serve(artifacts)


@pytest.fixture
def tab(browser: Browser, wide: str) -> Iterator[Tab]:
    with opened(browser, wide, "/en/coverage/") as visit:
        yield visit.tab


@pytest.mark.parametrize("language", PAGES)
def test_years_run_from_where_one_begins_to_read(visit, language: str) -> None:
    tab = visit(PAGES[language] + ONE).tab
    places = tab.locator(".cover thead th").evaluate_all(LEFT)
    assert places == sorted(places, reverse=language == "ar")
    years = [year.strip() for year in tab.locator(".cover thead th").all_inner_texts()[1:-1]]
    assert years == sorted(years)


@pytest.mark.parametrize("language", PAGES)
def test_the_glance_is_mirrored_with_its_ruler(visit, language: str) -> None:
    tab = visit(PAGES[language]).tab
    glance = tab.locator(".catalogue", has=tab.locator(f"a[href$='{ONE}']"))
    marks = glance.locator(".mark").evaluate_all("all => all.map(one => { const {left, right} = one.getBoundingClientRect(); return [left, right]; })")
    ticks = glance.locator(".ruler .on").evaluate_all("all => all.map(one => { const {left, right} = one.getBoundingClientRect(); return [left, right]; })")
    start = 1 if language == "ar" else 0
    assert len(marks) == 2 * len(ticks) == 6
    assert [mark[start] for mark in marks[::2]] == pytest.approx([tick[start] for tick in ticks], abs=1)


def test_ranges_in_the_key_keep_their_order(visit) -> None:
    assert measured(visit(PAGES["ar"] + ONE).tab, ".scale li") == ["0", "1", "2", "3", "4–5", "6+"]


def test_a_cell_leads_to_its_year_by_keyboard(visit) -> None:
    visited = visit(PAGES["fr"] + ONE)
    tab = visited.tab
    tab.locator(".cover-box").focus()
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("() => document.activeElement.matches('.cover td a')"):
            break
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/fr/catalogues/rabat-washington/17/#y2020")
    assert tab.locator(":target h2").inner_text() == "2020"
    assert tab.locator(":target .entry").count() == 1
    assert not visited.troubles


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", WIDTHS)
def test_forty_years_scroll_in_their_own_box(tab: Tab, wide: str, width: int, language: str) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(f"{wide}/{language}/coverage/rome/")
    assert not tab.evaluate(SCROLLS), tab.evaluate(OVERFLOWING)
    box = tab.locator(".cover-box")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    name, total = tab.locator(".cover tbody th[scope=row]").nth(1), tab.locator(".cover tbody td.total").nth(1)
    before = [name.evaluate(BOX), total.evaluate(BOX)]
    box.focus()
    tab.keyboard.press("ArrowLeft" if language == "ar" else "ArrowRight")
    tab.wait_for_function(STANDS_STILL, polling=150)
    assert [name.evaluate(BOX), total.evaluate(BOX)] == before, "the practices and the totals stay in sight"
    assert not tab.evaluate(HIDDEN), "what has the focus is not behind what stays in sight"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_growth_of_forty_years_has_room(tab: Tab, wide: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(f"{wide}/ar/catalogues/rome/2/")
    assert not tab.evaluate(SCROLLS), tab.evaluate(OVERFLOWING)
    assert tab.locator(".growth > div").count() == 40
    shown = tab.locator(".growth > :nth-last-child(5n + 1) dt")
    boxes = sorted(shown.evaluate_all("all => all.map(one => { const {left, right} = one.getBoundingClientRect(); return [left, right]; })"))
    assert all(one[1] < other[0] for one, other in pairwise(boxes)), "years do not run into each other"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_many_years_are_accessible(tab: Tab, wide: str, axe: str, scheme: str) -> None:
    tab.emulate_media(color_scheme=scheme)
    for address in ("/ar/coverage/rome/", "/en/coverage/", "/en/catalogues/rome/2/"):
        tab.goto(wide + address)
        tab.evaluate(axe)
        found = tab.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(one => one.id + one.nodes[0].html)")
        assert not found, address


def test_fills_survive_forced_colours(browser: Browser, wide: str) -> None:
    look = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one.querySelector('a') ?? one).color]"
    with opened(browser, wide, "/en/coverage/rome/", forced_colors="active", color_scheme="dark") as visit:
        assert visit.tab.locator(".cover .c1").first.evaluate(look) == ["rgb(58, 33, 28)", "rgb(244, 228, 223)"]


def test_the_picture_opens_by_itself(visit) -> None:
    tab = visit(PAGES["ar"] + ONE).tab
    address = tab.locator("a[type='image/svg+xml']").get_attribute("href")
    size = tab.evaluate(
        "async address => { const image = new Image(); image.src = address; await image.decode(); return [image.naturalWidth, image.naturalHeight]; }",
        address,
    )
    assert size[0] > 600
    assert size[1] > 400
