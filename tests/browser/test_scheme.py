"""Light or dark, as a reader chooses at the foot of a page: by keyboard, remembered, and before anything is painted."""

import time

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import Route

from sitegen.link.routes import Target
from tests.browser.test_browse import tab_to
from tests.browser.test_pages import AXE_RUN, OVERFLOWING, SCROLLS
from tests.sample import sample_site

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "fr", "ar")
SCHEMES = ("light", "dark")
PAPER = {"light": "rgb(251, 252, 251)", "dark": "rgb(15, 21, 25)"}
EVENT = "2020-07-response"
CHOSEN = ".scheme input:checked"
# Pages that between them have everything that is drawn or coloured.
COLOURED = (
    "/en/", "/ar/faaliyat/2020-07-response/", "/fr/catalogues/rabat-washington/18/", "/en/coverage/rabat-washington/", "/en/coverage/",
    "/ar/mubadarat/homegrown/", "/fr/evenements/repondre-apres-un-attentat/side-by-side-ar/", "/ar/faaliyat/?practice=rabat-washington/18",
    "/en/search/?q=practice+18", "/", "/fr/404.html",
)  # fmt: skip
# Every colour that is set anywhere, element by element.
COLOURS = """() => [...document.querySelectorAll('*')].flatMap(element => ['', '::before', '::after'].map(pseudo => {
    const style = getComputedStyle(element, pseudo || null);
    const all = ['color', 'backgroundColor', 'backgroundImage', 'borderInlineStartColor', 'borderBlockEndColor', 'fill', 'stroke', 'textDecorationColor'];
    return element.tagName + '.' + element.className + pseudo + ' ' + all.map(name => style[name]).join(' ');
}))"""
BACKGROUND = "() => getComputedStyle(document.documentElement).backgroundColor"
# What the browser's own bars, scroll bars and fields go by.
TOLD = """() => [getComputedStyle(document.documentElement).colorScheme, document.querySelector('meta[name="color-scheme"]').content,
    ...[...document.querySelectorAll('meta[name="theme-color"]')].filter(one => matchMedia(one.media).matches).map(one => one.content)]"""
# The backgrounds of all frames from the first on, as a reader sees them while the page loads.
WATCH_FRAMES = """window.frames_seen = [];
const look = () => {
    if (document.body) window.frames_seen.push(getComputedStyle(document.documentElement).backgroundColor);
    requestAnimationFrame(look);
};
requestAnimationFrame(look);"""
SLOW = 0.4  # seconds


def address(kind: str, id: str, language: str) -> str:
    found = sample_site().routes.of(Target(kind, id), language)
    assert found
    return found


def other(scheme: str) -> str:
    return "dark" if scheme == "light" else "light"


def choose(tab: Tab, name: str) -> None:
    """By keyboard: to the choice, which is one stop, and along it."""
    tab_to(tab, CHOSEN)
    for _ in range(3):
        if tab.locator(CHOSEN).get_attribute("data-choice") == name:
            return
        tab.keyboard.press("ArrowDown")
    pytest.fail(f"the arrows do not lead to {name}")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_chosen_by_keyboard_and_kept_from_page_to_page_and_from_language_to_language(visit, language: str, width: int) -> None:
    opened = visit(address("event", EVENT, language), color_scheme="light")
    tab: Tab = opened.tab
    tab.set_viewport_size({"width": width, "height": 800})
    say = sample_site().sources.messages[language].gettext
    group = tab.get_by_role("group", name=say("Appearance"))
    assert group.get_by_role("radio", name=say("As the system")).is_checked()
    choose(tab, "dark")
    assert group.get_by_role("radio", name=say("Dark"), exact=True).is_checked()
    assert tab.locator(":focus").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    assert tab.evaluate(BACKGROUND) == PAPER["dark"]
    assert not tab.evaluate(SCROLLS), tab.evaluate(OVERFLOWING)
    for link in (".crumbs a", f".langs a[hreflang='{'fr' if language == 'ar' else 'ar'}']", ".mast .name a"):
        tab.locator(link).first.click()
        tab.wait_for_load_state()
        assert tab.evaluate(BACKGROUND) == PAPER["dark"], tab.url
        assert tab.locator(CHOSEN).get_attribute("data-choice") == "dark"
    choose(tab, "system")
    assert tab.evaluate(BACKGROUND) == PAPER["light"]
    assert tab.evaluate("() => localStorage.length") == 0
    assert not opened.troubles, "\n".join(opened.troubles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tapped_where_the_word_stands(visit, language: str) -> None:
    tab: Tab = visit(f"/{language}/", color_scheme="dark", has_touch=True).tab
    tab.set_viewport_size({"width": 360, "height": 800})
    word = tab.get_by_text(sample_site().sources.messages[language].gettext("Light"), exact=True)
    word.scroll_into_view_if_needed()
    where = word.bounding_box()
    assert where
    tab.touchscreen.tap(where["x"] + where["width"] - 2, where["y"] + 2)
    assert tab.evaluate(BACKGROUND) == PAPER["light"]
    for label in tab.locator(".scheme label").all():
        box = label.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24


def test_the_system_is_followed_until_somebody_chooses(visit) -> None:
    tab: Tab = visit("/en/", color_scheme="light").tab
    for scheme in ("dark", "light"):
        tab.emulate_media(color_scheme=scheme)
        assert tab.evaluate(BACKGROUND) == PAPER[scheme]
        assert tab.evaluate(TOLD)[1:] == ["light dark", {"light": "#FBFCFB", "dark": "#0F1519"}[scheme]]
    choose(tab, "light")
    tab.emulate_media(color_scheme="dark")
    assert tab.evaluate(BACKGROUND) == PAPER["light"]
    assert tab.evaluate(TOLD) == ["light", "light", "#FBFCFB"]
    choose(tab, "dark")
    tab.emulate_media(color_scheme="light")
    assert tab.evaluate(TOLD) == ["dark", "dark", "#0F1519"]
    choose(tab, "system")
    assert tab.evaluate(TOLD) == ["light dark", "light dark", "#FBFCFB"]


def test_other_tabs_and_pages_one_comes_back_to_follow(visit) -> None:
    opened = visit("/en/", color_scheme="light")
    tab: Tab = opened.tab
    second = tab.context.new_page()
    second.goto(tab.url)
    choose(tab, "dark")
    second.wait_for_function(f"() => ({BACKGROUND})() === '{PAPER['dark']}'")
    assert second.locator(CHOSEN).get_attribute("data-choice") == "dark"
    tab.locator(".nav a").first.click()
    tab.wait_for_load_state()
    choose(tab, "light")
    tab.go_back()
    assert tab.evaluate(BACKGROUND) == PAPER["light"]
    assert tab.locator(CHOSEN).get_attribute("data-choice") == "light"


@pytest.mark.parametrize("where", ["/ar/", "/", "/404.html"])
@pytest.mark.parametrize("chosen", SCHEMES)
def test_nobody_sees_the_wrong_colours_first(visit, chosen: str, where: str) -> None:
    """Even where the script comes late: the page waits for it, and for nothing else."""
    tab: Tab = visit("/en/", color_scheme=other(chosen)).tab
    choose(tab, chosen)

    def late(route: Route) -> None:
        time.sleep(SLOW)
        route.continue_()

    tab.context.route("**/scheme.*.js", late)
    tab.add_init_script(WATCH_FRAMES)
    tab.goto(tab.url.replace("/en/", where), wait_until="networkidle")
    assert set(tab.evaluate("() => window.frames_seen")) == {PAPER[chosen]}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_script_there_is_no_choice_and_the_system_decides(visit, language: str, scheme: str) -> None:
    tab: Tab = visit(f"/{language}/", color_scheme=scheme, java_script_enabled=False).tab
    assert not tab.locator(".scheme").is_visible()
    assert tab.locator("html").evaluate("one => getComputedStyle(one).backgroundColor") == PAPER[scheme]


def test_whoever_lets_no_site_keep_anything_is_not_asked(visit) -> None:
    opened = visit("/en/", color_scheme="dark")
    tab: Tab = opened.tab
    tab.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError') }})")
    tab.reload()
    assert not tab.locator(".scheme").is_visible()
    assert tab.evaluate(BACKGROUND) == PAPER["dark"]
    assert not opened.troubles, "\n".join(opened.troubles)


def test_a_strict_host_lets_the_script_run(visit) -> None:
    """With a Content Security Policy that lets no script run but files of the site itself."""
    opened = visit("/en/", color_scheme="light")
    tab: Tab = opened.tab

    def strict(route: Route) -> None:
        given = route.fetch()
        route.fulfill(response=given, headers={**given.headers, "content-security-policy": "script-src 'self'"})

    tab.context.route(lambda url: url.endswith("/"), strict)
    tab.goto(tab.url.replace("/en/", address("event", EVENT, "ar")), wait_until="networkidle")
    choose(tab, "dark")
    assert tab.evaluate(BACKGROUND) == PAPER["dark"]
    assert not opened.troubles, "\n".join(opened.troubles)


@pytest.mark.parametrize("page", COLOURED)
def test_a_choice_against_the_system_looks_as_that_of_the_system(visit, page: str) -> None:
    """Every element and every drawing."""
    tab: Tab = visit(page, color_scheme="light").tab
    tab.wait_for_load_state("networkidle")
    shown = {"light": tab.evaluate(COLOURS)}
    tab.emulate_media(color_scheme="dark")
    shown["dark"] = tab.evaluate(COLOURS)
    assert shown["light"] != shown["dark"]
    for scheme in SCHEMES:
        tab.emulate_media(color_scheme=other(scheme))
        tab.evaluate("scheme => { localStorage.setItem('scheme', scheme); dispatchEvent(new Event('storage')) }", scheme)
        assert tab.evaluate(BACKGROUND) == PAPER[scheme]
        # The choice itself marks another word now.
        differ = [pair for pair in zip(tab.evaluate(COLOURS), shown[scheme], strict=True) if pair[0] != pair[1]]
        assert len(differ) <= 4, differ[:6]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_both_are_accessible_where_the_system_is_otherwise(visit, axe: str, language: str, scheme: str) -> None:
    opened = visit(address("event", EVENT, language), color_scheme=other(scheme))
    tab: Tab = opened.tab
    choose(tab, scheme)
    tab.evaluate(axe)
    assert not tab.evaluate(AXE_RUN)
    assert not opened.troubles, "\n".join(opened.troubles)


@pytest.mark.parametrize("system", SCHEMES)
def test_in_a_readers_own_colours_one_sees_what_is_chosen(visit, system: str) -> None:
    tab: Tab = visit("/ar/", color_scheme=system, forced_colors="active").tab
    choose(tab, other(system))
    lines = "() => [...document.querySelectorAll('.scheme span')].map(one => getComputedStyle(one).borderBlockEndColor)"
    canvas = tab.evaluate(BACKGROUND)
    assert [line != canvas for line in tab.evaluate(lines)].count(True) == 1
    assert tab.evaluate(f"([...document.querySelectorAll('.scheme span')].indexOf(document.querySelector('{CHOSEN} + span')))") == [
        line != canvas for line in tab.evaluate(lines)
    ].index(True)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_paper_is_white(visit, scheme: str) -> None:
    tab: Tab = visit(address("event", EVENT, "fr"), color_scheme=other(scheme)).tab
    choose(tab, scheme)
    tab.emulate_media(media="print")
    assert tab.evaluate(BACKGROUND) == "rgb(255, 255, 255)"
    assert tab.locator("h1").evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
    assert not tab.locator(".scheme").is_visible()
