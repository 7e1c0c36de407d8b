"""What readers need who see little, use no mouse, or set colours, sizes and spacing themselves (WCAG 2.2 AA).

Every type of page in every language. What axe-core judges by itself is in test_pages.py.
"""

from itertools import pairwise

import pytest

from tests.browser.test_pages import OVERFLOWING, SCROLLS

pytestmark = pytest.mark.browser

# SC 1.4.12, as it is written there. Letters of Arabic join: nothing can be put between them, which it allows for.
SPACING = """* { line-height: 1.5 !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
:not(:lang(ar)) { letter-spacing: .12em !important }"""
# What has been given less room than it needs. Scrolling boxes give way; what is for ears only is cut on purpose.
CUT_OFF = """() => [...document.body.querySelectorAll('*')].filter(element => {
    const style = getComputedStyle(element);
    return style.overflow === 'hidden' && style.clipPath === 'none'
        && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
}).map(element => element.outerHTML.slice(0, 120))"""
# The element that has the focus: whether one sees it and the ring around it, and which place it has in the page.
FOCUSED = """() => {
    const found = document.activeElement;
    if (!found || found === document.body) return null;
    const box = found.getClientRects()[0], style = getComputedStyle(found);
    const middle = box && [(Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2, (box.top + box.bottom) / 2];
    const above = middle && document.elementFromPoint(...middle);
    const canvas = getComputedStyle(document.documentElement).backgroundColor;
    return {
        html: found.outerHTML.slice(0, 160),
        place: [...document.querySelectorAll('*')].indexOf(found),
        ring: parseFloat(style.outlineWidth) >= 3 && style.outlineStyle === 'solid' && style.outlineColor !== canvas,
        seen: Boolean(above && (found.contains(above) || above.contains(found))),
    };
}"""
# Each stop of the keyboard is noted when the key is let go, until the page is left or begins anew.
NOTE_STOPS = f"""() => {{
    const focused = {FOCUSED};
    window.stops = {{seen: [], over: false}};
    onkeyup = () => {{
        const stop = focused(), first = stops.seen[0];
        stops.over ||= !stop || Boolean(first) && stop.place <= first.place;
        if (!stops.over) stops.seen.push(stop);
    }};
}}"""
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(element => element.checkVisibility() && !element.disabled).length"""
SHUFFLED = "() => [...document.querySelectorAll('[tabindex]')].filter(one => one.tabIndex > 0).map(one => one.outerHTML.slice(0, 120))"

LANDMARKS = """() => {
    const named = one => one.getAttribute('aria-label')
        || (one.getAttribute('aria-labelledby') || '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join('');
    return {
        mains: document.querySelectorAll('main').length,
        nameless: [...document.querySelectorAll('nav, aside, [role=region], [role=search], search')]
            .filter(one => !named(one).trim()).map(one => one.outerHTML.slice(0, 120)),
        outside: [...document.body.children].filter(one => !one.matches('main, header, footer, nav, .skip, script, .vh, template, dialog'))
            .map(one => one.outerHTML.slice(0, 120)),
    };
}"""
OUTLINE = "() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(one => one.checkVisibility()).map(one => Number(one.tagName[1]))"
# Texts whose letters are not those of the language they are said to be in. Names and acronyms are those of any (SC 3.1.2).
WRONGLY_SAID = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (texts.nextNode()) {
        if (texts.currentNode.parentElement.closest('svg title, svg desc')) continue;  // like attributes, they bear no markup
        const text = texts.currentNode.data, language = texts.currentNode.parentElement.closest('[lang]').lang;
        const arabic = /^(ar|fa|ur)/.test(language);
        const foreign = arabic ? /(?:\\b[a-zà-ÿ]{2,}\\b[ ,’']+){3}/ : /[\\u0621-\\u064a]/;
        if (foreign.test(text)) found.push(`${language}: ${text.trim().slice(0, 100)}`);
    }
    return found;
}"""

# What is drawn by borders and grounds, and must not vanish where a reader's own colours take the place of ours.
DRAWN = """() => {
    const canvas = getComputedStyle(document.documentElement).backgroundColor, faults = [], drawn = [];
    const lines = [
        ['.ruler > i', '::before'], ['.ruler > i', null], ['.tally i', null], ['.key i', null], ['.notice', null],
        ['.notice', '::before'], ['.notice', '::after'], ['.tag', null], ['.nav a[aria-current]', '::before'],
        ['.langs a[aria-current]', null],
    ];
    for (const [selector, pseudo] of lines) for (const element of document.querySelectorAll(selector)) {
        if (!element.checkVisibility()) continue;
        const style = getComputedStyle(element, pseudo);
        if (pseudo && style.content === 'none') continue;
        drawn.push(selector);
        const seen = ['top', 'right', 'bottom', 'left'].some(side => style[`border-${side}-style`] !== 'none'
            && parseFloat(style[`border-${side}-width`]) > 0 && ![canvas, 'rgba(0, 0, 0, 0)'].includes(style[`border-${side}-color`]));
        if (!seen) faults.push(selector + (pseudo ?? ''));
    }
    for (const bar of document.querySelectorAll('.growth svg')) {
        drawn.push('.growth svg');
        if ([canvas, 'rgba(0, 0, 0, 0)'].includes(getComputedStyle(bar).backgroundColor)) faults.push('.growth svg');
    }
    return {faults: [...new Set(faults)], drawn: [...new Set(drawn)]};
}"""
# Pages that between them have everything that is drawn.
RICH = (
    "/fr/catalogues/rabat-washington/18/", "/ar/faharis/rabat-washington/", "/en/events/", "/ar/faaliyat/2018-06-review/",
    "/fr/evenements/repondre-apres-un-attentat/",
)  # fmt: skip
DRAWINGS = {".ruler > i", ".tally i", ".key i", ".notice", ".tag", ".nav a[aria-current]", ".langs a[aria-current]", ".growth svg"}
MOVING = """() => [...document.querySelectorAll('*')].flatMap(element => ['', '::before', '::after'].map(pseudo => {
    const style = getComputedStyle(element, pseudo || null);
    const longest = value => Math.max(...value.split(',').map(one => parseFloat(one) * (one.includes('ms') ? 1 : 1000)));
    return style.animationName !== 'none' ? Infinity : longest(style.transitionDuration);
})).reduce((one, other) => Math.max(one, other), 0)"""


@pytest.mark.parametrize("size", [(320, 640), (640, 400)], ids=["320 pixels", "zoom of 200 %"])
def test_reflows(shown, size: tuple[int, int]) -> None:
    """SC 1.4.10: a page of 1280 pixels at a zoom of 400 %, and of 200 %."""
    shown.tab.set_viewport_size({"width": size[0], "height": size[1]})
    assert not shown.tab.evaluate(SCROLLS), shown.tab.evaluate(OVERFLOWING)
    assert not shown.tab.evaluate(CUT_OFF)


def test_readers_set_the_spacing(shown) -> None:
    """SC 1.4.12."""
    added = shown.tab.add_style_tag(content=SPACING)
    try:
        for width in (320, 1280):
            shown.tab.set_viewport_size({"width": width, "height": 800})
            assert not shown.tab.evaluate(SCROLLS), shown.tab.evaluate(OVERFLOWING)
            assert not shown.tab.evaluate(CUT_OFF)
    finally:
        added.evaluate("style => style.remove()")


@pytest.mark.parametrize("width", [360, 1280])
def test_every_stop_of_the_keyboard_is_seen(shown, width: int) -> None:
    """SC 2.1.2, 2.4.3, 2.4.7, 2.4.11: in the order of the page, to its end, with a ring, under nothing."""
    tab = shown.tab
    tab.set_viewport_size({"width": width, "height": 800})
    assert not tab.evaluate(SHUFFLED)
    tab.evaluate(NOTE_STOPS)
    for _ in range(tab.evaluate(REACHABLE) + 2):
        tab.keyboard.press("Tab")
    stops = tab.evaluate("() => stops.seen")
    assert tab.evaluate("() => stops.over"), f"the keyboard does not get out: {stops[-1]['html']}"
    assert [stop["place"] for stop in stops] == sorted({stop["place"] for stop in stops})
    assert not [stop["html"] for stop in stops if not stop["ring"]], "without a ring"
    assert not [stop["html"] for stop in stops if not stop["seen"]], "hidden"


def test_landmarks_and_headings(shown, sample) -> None:
    found = shown.tab.evaluate(LANDMARKS)
    assert found["mains"] == 1
    assert not found["nameless"]
    assert not found["outside"]
    levels = shown.tab.evaluate(OUTLINE)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_every_text_says_its_language(shown) -> None:
    assert not shown.tab.evaluate(WRONGLY_SAID)


def test_the_focus_is_seen_in_a_readers_own_colours(shown) -> None:
    shown.tab.emulate_media(forced_colors="active")
    shown.tab.keyboard.press("Tab")
    assert shown.tab.evaluate(FOCUSED)["ring"]
    assert not shown.tab.evaluate(DRAWN)["faults"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_drawn_vanishes_in_a_readers_own_colours(visit, served: str, scheme: str) -> None:
    tab, found = visit(RICH[0], forced_colors="active", color_scheme=scheme).tab, []
    for address in RICH:
        tab.goto(served + address)
        found.append(tab.evaluate(DRAWN))
    assert not {fault for one in found for fault in one["faults"]}
    assert {selector for one in found for selector in one["drawn"]} == DRAWINGS


def test_next_to_nothing_moves_and_nothing_at_all_where_it_must_not(shown) -> None:
    assert shown.tab.evaluate(MOVING) == 0
    shown.tab.emulate_media(reduced_motion="no-preference")
    assert shown.tab.evaluate(MOVING) <= 120
