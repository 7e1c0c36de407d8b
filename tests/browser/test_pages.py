"""Every type of page, in every language of the sample site, as a reader's browser shows it."""

import pytest

from sitegen.model.languages import parse_language

pytestmark = pytest.mark.browser

WIDTHS = (360, 768, 1280)
OVERFLOWING = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.body.querySelectorAll('*')]
        .filter(element => { const box = element.getBoundingClientRect(); return box.right > room + 1 || box.left < -1; })
        .slice(0, 5).map(element => element.outerHTML.slice(0, 120));
}"""
SCROLLS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Rules judge what WCAG 2.2 AA asks, and good practice; dark and light are judged apart. `more` are rules that axe-core
# leaves out unless asked for; `target-size` is SC 2.5.8.
AXE_RUN = """async more => (await axe.run(document, {
    resultTypes: ['violations'], rules: Object.fromEntries((more ?? []).map(name => [name, {enabled: true}])),
})).violations.map(
    found => `${found.id}: ${found.help}: ` + found.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | '))"""
AXE_MORE = ["target-size", "css-orientation-lock", "hidden-content", "label-content-name-mismatch", "table-fake-caption", "td-has-header"]


def test_opens_without_complaint(shown) -> None:
    assert not shown.troubles, "\n".join(shown.troubles)


def test_says_its_language_and_direction(shown, sample) -> None:
    stated = shown.tab.evaluate("() => [document.documentElement.lang, document.documentElement.dir]")
    language = parse_language(sample.language or stated[0])
    assert language, f"{stated[0]!r} is not a language"
    assert stated == [language.tag, language.direction]
    assert shown.tab.title().strip()
    assert shown.tab.locator("h1").count() == 1


def test_never_scrolls_sideways(shown) -> None:
    for width in WIDTHS:
        shown.tab.set_viewport_size({"width": width, "height": 800})
        assert not shown.tab.evaluate(SCROLLS), f"at {width} pixels: {shown.tab.evaluate(OVERFLOWING)}"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_is_accessible(shown, axe, scheme: str, width: int) -> None:
    shown.tab.set_viewport_size({"width": width, "height": 800})
    shown.tab.emulate_media(color_scheme=scheme)
    if not shown.tab.evaluate("() => 'axe' in window"):
        shown.tab.evaluate(axe)
    found = shown.tab.evaluate(AXE_RUN, AXE_MORE)
    assert not found, "\n".join(found)


def test_reads_without_script(visit, sample) -> None:
    opened = visit(sample.address, java_script_enabled=False)
    assert opened.tab.locator("h1").is_visible()
    assert opened.tab.locator("main a[href], header a[href]").count() > 0
    assert not opened.troubles, "\n".join(opened.troubles)


@pytest.mark.parametrize("address", ["/en/", "/fr/", "/ar/"])
def test_the_first_tab_leads_past_the_menus(visit, address: str) -> None:
    tab = visit(address).tab
    tab.keyboard.press("Tab")
    skips = tab.evaluate("() => document.activeElement.getAttribute('href')")
    assert skips
    assert skips.startswith("#")
    assert tab.locator(":focus").is_visible()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    inside = tab.evaluate("skips => document.querySelector(skips).contains(document.activeElement)", skips)
    assert inside or tab.evaluate("skips => !document.querySelector(skips).querySelector('a, button, input')", skips)
