"""What a reader does across pages: journeys by keyboard and by thumb, from language to language and from light to dark."""

import re
from urllib.parse import unquote, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page as Tab

from sitegen.link.routes import Target
from tests.browser.test_browse import FOUND, tab_to
from tests.browser.test_search import ANSWERED
from tests.calendars import read
from tests.sample import sample_site

pytestmark = pytest.mark.browser

CATALOGUE = "rabat-washington"
PRACTICE = f"{CATALOGUE}/18"
EVENT = "2020-07-response"
INITIATIVE = "homegrown"
ONLY_ENGLISH = "2018-06-review"
ONLY_ARABIC = "2019-07-juvenile"
BODY, NOTES = 7.0, 4.5  # contrast at least (WCAG 2.2, 1.4.6 and 1.4.3)
SMALLEST = 24  # CSS pixels of what one taps (WCAG 2.2, 2.5.8)

SPOKEN = "() => [document.documentElement.lang, document.documentElement.dir]"
# The colours of the page, of what is read, and of what stands small beside it.
COLOURS = """() => Object.fromEntries([['page', 'html', 'backgroundColor'], ['text', '.prose > p', 'color'], ['title', 'h1', 'color'],
    ['link', '.prose a', 'color'], ['note', '.crumbs', 'color'], ['number', '.practices .num', 'color']].map(([name, selector, property]) =>
        [name, getComputedStyle(document.querySelector(selector))[property]]))"""
# How far each of these is from where a line begins, or ends: the first one of each that is seen. A numeral that hangs
# over the edge by its side bearing counts from the edge.
OFFSETS = """([selectors, side]) => selectors.map(selector => {
    const found = [...document.querySelectorAll(selector)].find(one => one.checkVisibility());
    if (!found) return `there is no ${selector}`;
    const box = found.getBoundingClientRect(), left = (document.documentElement.dir === 'ltr') === (side === 'start');
    const hangs = side === 'start' ? Math.min(0, parseFloat(getComputedStyle(found).marginInlineStart)) : 0;
    return Math.round((left ? box.left : document.documentElement.clientWidth - box.right) - hangs);
})"""
# Where the ticks of a ruler stand, from the edge at which it begins.
TICKS = """() => {
    const ruler = document.querySelector('.ruler'), whole = ruler.getBoundingClientRect(), ltr = document.documentElement.dir === 'ltr';
    return [...ruler.querySelectorAll(':scope > i')].map(tick => tick.getBoundingClientRect())
        .map(box => Math.round(ltr ? box.left - whole.left : whole.right - box.right));
}"""
# Pages, and what begins (or ends) in them at the same distance from the reader's side.
BEGINS = {
    "home": (("home", ""), (".mast .name a", ".row > .label", ".row > .axis", ".home .display", ".catalogue .title", ".catalogue .ruler")),
    "events": (("section", "events"), (".crumbs a", "h1", ".row.year > h2", ".row.year > .axis", ".entry .when", ".entry .title a")),
    "event": (("event", EVENT), (".row > .label", ".row > .axis", "h1", ".practices .num", ".practices .title", ".ranges .when", ".prose")),
    "practice": (("practice", PRACTICE), (".row > .label", ".row > .axis", ".numbered .big", ".row .ruler", ".entry .when", ".turn [rel=prev]")),
}
ENDS = {"home": (".langs",), "events": (".find",), "event": (".find", ".foot"), "practice": (".langs", ".row > .axis")}


def address(kind: str, id: str, language: str) -> str:
    found = sample_site().routes.of(Target(kind, id), language)
    assert found, f"there is no {kind} {id} in {language}"
    return found


def here(tab: Tab) -> str:
    return unquote(urlsplit(tab.url).path)


def follow(tab: Tab, where: str, within: str = "") -> None:
    """By keyboard: to the link that leads there, and on."""
    tab_to(tab, f"{within} a[href='{where}']")
    assert tab.locator(":focus").evaluate("link => getComputedStyle(link).outlineStyle") == "solid", where
    tab.keyboard.press("Enter")
    tab.wait_for_url(lambda url: unquote(urlsplit(url).path) == unquote(where))


def unfold(tab: Tab, summary: str) -> None:
    """By keyboard: what is folded up on a phone."""
    if tab.locator(summary).is_visible():
        tab_to(tab, summary)
        tab.keyboard.press("Enter")


# By keyboard


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_from_home_to_the_calendar_of_the_initiative_behind_practice_18(visit, served: str, language: str, width: int) -> None:
    opened = visit(f"/{language}/")
    tab: Tab = opened.tab
    tab.set_viewport_size({"width": width, "height": 800})
    unfold(tab, ".menu > summary")
    follow(tab, address("section", "events", language), ".nav")
    unfold(tab, ".fold > summary")
    tab_to(tab, f'.nums a[data-value="{PRACTICE}"]')
    tab.keyboard.press("Enter")
    tab.wait_for_selector(FOUND)
    assert "2" in tab.get_by_role("status").inner_text() or language == "ar"  # which has a word for two
    assert tab.locator(".narrowed .entry").count() == 2
    follow(tab, address("event", EVENT, language), ".narrowed")
    follow(tab, address("initiative", INITIATIVE, language), "main")
    tab_to(tab, "main a[href^='webcal:']")
    calendar = urlsplit(str(tab.locator(":focus").get_attribute("href")))
    assert tab.locator(":focus").inner_text() == sample_site().sources.messages[language].gettext("Subscribe to the calendar")
    with urlopen(served + calendar.path) as answer:
        given = read(answer.read())
    assert given.one("SOURCE").value == f"https://{calendar.netloc}{calendar.path}"
    pages = [unquote(urlsplit(event.one("URL").value).path) for event in given.components]
    assert unquote(address("event", EVENT, language)) in pages
    assert {event.one("SUMMARY").parameters["LANGUAGE"] for event in given.components} == {language}
    assert not opened.troubles, "\n".join(opened.troubles)


def test_from_a_search_to_both_texts_side_by_side_and_back(visit) -> None:
    opened = visit("/fr/")
    tab: Tab = opened.tab
    follow(tab, address("section", "search", "fr"), ".find")
    tab_to(tab, "#query")
    tab.keyboard.type("bonne pratique 18")
    tab.keyboard.press("Enter")
    tab.wait_for_function(ANSWERED)
    asked, said = tab.url, tab.get_by_role("status").inner_text()
    follow(tab, address("practice", PRACTICE, "fr"), ".results")
    assert tab.locator("h1 .big").inner_text() == "18"
    event = address("event", EVENT, "fr")
    follow(tab, event, ".entry .title")
    follow(tab, f"{event}side-by-side-ar/")
    sides = tab.locator(".pairing .prose").evaluate_all("sides => sides.map(side => [side.lang, getComputedStyle(side).direction])")
    assert {tuple(side) for side in sides} == {("fr", "ltr"), ("ar", "rtl")}
    follow(tab, event, ".crumbs")
    for _ in range(4):
        tab.go_back()
    assert tab.url == asked
    tab.wait_for_function(ANSWERED)
    assert tab.get_by_role("status").inner_text() == said
    assert not opened.troubles, "\n".join(opened.troubles)


# From language to language


@pytest.mark.parametrize(
    ("event", "read_in"),
    [(EVENT, {"en": "en", "ar": "ar"}), (ONLY_ENGLISH, {"en": "en", "ar": "en"}), (ONLY_ARABIC, {"en": "ar", "ar": "ar"})],
    ids=["in both", "borrowed there", "borrowed here"],
)
@pytest.mark.parametrize(("first", "second"), [("en", "ar"), ("ar", "en")])
def test_the_same_page_in_the_other_language(visit, event: str, read_in: dict[str, str], first: str, second: str) -> None:
    opened = visit(address("event", event, first))
    for language in (first, second, first):
        if here(opened.tab) != unquote(address("event", event, language)):
            follow(opened.tab, address("event", event, language), ".langs")
        assert opened.tab.evaluate(SPOKEN) == [language, "rtl" if language == "ar" else "ltr"]
        assert opened.tab.locator(".langs [aria-current]").get_attribute("lang") == language
        text = opened.tab.locator(".prose").first
        spoken = text.evaluate("text => [text.closest('[lang]').lang, getComputedStyle(text).direction]")
        assert spoken == [read_in[language], "rtl" if read_in[language] == "ar" else "ltr"]
        assert opened.tab.locator(".notice").count() == (read_in[language] != language)
    assert not opened.troubles, "\n".join(opened.troubles)


# By thumb


def test_on_a_phone_practice_18_is_three_steps_away_in_arabic(visit) -> None:
    opened = visit("/ar/", has_touch=True, is_mobile=True)
    tab: Tab = opened.tab
    tab.set_viewport_size({"width": 360, "height": 740})
    catalogue = address("catalogue", CATALOGUE, "ar")
    steps = (catalogue, address("practice", PRACTICE, "ar"), address("event", EVENT, "ar"))
    for where in steps:
        link = tab.locator(f"main a[href='{where}']").filter(visible=True).first
        link.scroll_into_view_if_needed()
        box = link.bounding_box()
        assert box
        assert box["height"] >= SMALLEST
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 360
        link.tap()
        tab.wait_for_url(lambda url, where=where: unquote(urlsplit(url).path) == unquote(where))
    assert tab.locator("main .practices a", has_text="18").is_visible()
    assert not opened.troubles, "\n".join(opened.troubles)


# Light, dark, and a reader's own colours


def brightness(colour: str) -> float:
    """Relative luminance of `rgb(…)` or `color(srgb …)` (WCAG 2.2)."""
    numbers = [float(one) for one in re.findall(r"[\d.]+", colour)][:3]
    linear = [one if colour.startswith("color") else one / 255 for one in numbers]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in linear)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_colours_follow_the_system_while_the_page_is_open(visit, language: str) -> None:
    tab: Tab = visit(address("event", EVENT, language), color_scheme="light").tab
    shown = {}
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme, forced_colors="none")
        shown[scheme] = tab.evaluate(COLOURS)
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme, forced_colors="active")
        shown[f"forced {scheme}"] = tab.evaluate(COLOURS)
    assert all(shown["light"][part] != shown["dark"][part] for part in shown["light"])
    assert contrast(shown["light"]["page"], shown["dark"]["page"]) > 15
    for scheme, colours in shown.items():
        page = colours.pop("page")
        for part, colour in colours.items():
            assert contrast(colour, page) >= (BODY if part in ("text", "title") else NOTES), (scheme, part)
    assert shown["forced dark"]["text"] not in (shown["light"]["text"], shown["dark"]["text"])
    assert shown["forced dark"]["number"] == shown["forced dark"]["link"], "numerals that lead on are links"


# In either direction


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page", BEGINS)
def test_a_page_from_right_to_left_is_the_mirror_of_the_other(visit, page: str, width: int) -> None:
    shows, begins = BEGINS[page]
    measured = {}
    for language in ("en", "ar"):
        tab: Tab = visit(address(*shows, language)).tab
        tab.set_viewport_size({"width": width, "height": 800})
        measured[language] = [tab.evaluate(OFFSETS, [begins, "start"]), tab.evaluate(OFFSETS, [ENDS[page], "end"])]
        for where in (*measured[language][0], *measured[language][1]):
            assert isinstance(where, int), where
    assert measured["en"] == [[pytest.approx(one, abs=1) for one in side] for side in measured["ar"]]
    assert max(measured["en"][0]) <= width / 2


@pytest.mark.parametrize("width", [360, 1280])
def test_a_ruler_counts_from_the_side_where_one_begins_to_read(visit, width: int) -> None:
    ticks = {}
    for language in ("en", "ar"):
        tab: Tab = visit(address("practice", PRACTICE, language)).tab
        tab.set_viewport_size({"width": width, "height": 800})
        ticks[language] = tab.evaluate(TICKS)
    assert ticks["en"] == sorted(ticks["en"])
    assert len(ticks["en"]) == 19
    assert ticks["en"] == [pytest.approx(one, abs=1) for one in ticks["ar"]]
