"""Both directions and longer words, on every type of page: a site in two languages that nobody speaks.

What a page looks like from right to left must be what it looks like from left to right, in a mirror; and words that
are half as long again must find room.
"""

from collections.abc import Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from sitegen.pipeline import connect
from tests.pseudo import artifacts, project

pytestmark = pytest.mark.browser

LANGUAGES = ("he", "el")
WIDTHS = (360, 768, 1280)
# Pages that differ from the first of their type.
VARIETIES = {
    ("catalogue", "second"): "open-ended",
    ("event", "borrowed"): "borrowed",
    ("event", "crowd"): "stale",
    ("event", "gathering"): "full",
    ("initiative", "line"): "full",
    ("organisation", "house"): "full",
    ("practice", "first/5"): "gap",
    ("practice", "second/1"): "recommendation",
}

# What keeps its direction on purpose; the style sheet says why at each.
UNTURNED = ".prose pre, .numbered .big"

# Text that goes beyond the box it stands in, boxes that cut their content off, neighbours that lie on one another.
CROWDED = """() => {
    const found = [];
    const name = element => element.tagName.toLowerCase() + (element.className ? '.' + element.className : '');
    const told = (what, element) => found.push(`${what}: ${name(element.parentElement)} > ${name(element)} ${element.textContent.trim().slice(0, 50)}`);
    const once = ask => { const known = new Map(); return of => { if (!known.has(of)) known.set(of, ask(of)); return known.get(of); }; };
    const scrolls = once(element => element && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement)));
    const clipped = element => getComputedStyle(element).clipPath !== 'none' || getComputedStyle(element).fontSize === '0px';
    const isClipped = once(element => element && (clipped(element) || isClipped(element.parentElement)));  // for screen readers
    const isGone = once(element => element && (getComputedStyle(element).display === 'none' || isGone(element.parentElement)));  // SVG has rectangles even so
    const stays = once(element => element && (getComputedStyle(element).position === 'sticky' || stays(element.parentElement)));  // others slide under it
    const meet = (one, other) => one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1;
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > room) found.push('scrolls sideways');
    for (const element of document.body.querySelectorAll('*')) {
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        if (style.display === 'none' || !box.width || element.closest('.vh, svg, .ruler') || isClipped(element)) continue;
        if (!scrolls(element) && (box.right > room + 1 || box.left < -1)) told('outside the window', element);
        if (/hidden|clip/.test(style.overflowX + style.overflowY) && element.scrollWidth > element.clientWidth + 1) told('cut off', element);
        if (/block|flex|grid|list-item|table-cell/.test(style.display) && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) {
            const range = document.createRange();
            range.selectNodeContents(element);
            const texts = [...range.getClientRects()].filter(one => one.width > 2);
            if (texts.some(one => one.right > box.right + 1 || one.left < box.left - 1)) told('text beyond its box', element);
        }
        if (/flex|grid/.test(style.display)) {
            const boxes = [...element.children].filter(child => !/absolute|fixed/.test(getComputedStyle(child).position))
                .map(child => [child, child.getBoundingClientRect()]).filter(([, one]) => one.width && one.height);
            boxes.forEach(([child, one], place) => boxes.slice(place + 1).some(([, other]) => meet(one, other)) && told('lies on its neighbour', child));
        }
    }
    const lines = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const node = texts.currentNode, range = document.createRange();
        if (!node.data.trim() || node.parentElement.closest('.vh, .skip') || isClipped(node.parentElement) || stays(node.parentElement) || isGone(node.parentElement)) continue;
        range.selectNodeContents(node);
        for (const line of range.getClientRects()) {
            const edge = line.height * .3;  // letters do not fill their line
            if (line.width > 2) lines.push([node.parentElement, {left: line.left, right: line.right, top: line.top + edge, bottom: line.bottom - edge}]);
        }
    }
    lines.forEach(([element, one], place) => lines.slice(place + 1).some(([other, two]) => other !== element && meet(one, two)) && told('words on words', element));
    return found;
}"""

# Every box, its own sides and those of what CSS puts before and after it; then the same with all directions swapped;
# what differs from the mirror image. Inside a line the bidirectional algorithm orders things (UAX #9), so what stands
# there is not compared, only how far the lines reach.
UNMIRRORED = """exempt => {
    const SIDES = ['margin-left', 'padding-left', 'border-left-width', 'border-left-style', 'border-left-color', 'border-top-left-radius', 'border-bottom-left-radius'];
    const other = side => side.replace('left', 'right');
    const name = element => element.tagName.toLowerCase() + (element.className ? '.' + element.className : '');
    const sides = style => [SIDES.map(side => style.getPropertyValue(side)), SIDES.map(side => style.getPropertyValue(other(side))),
        style.backgroundImage === 'none' ? '' : style.backgroundPositionX + style.backgroundImage];
    const inLine = (element, style) => style.display.startsWith('inline') && !/flex|grid/.test(getComputedStyle(element.parentElement).display);
    const record = element => {
        const style = getComputedStyle(element);
        if (!element.getClientRects().length || style.display === 'inline') return null;
        const box = element.getBoundingClientRect();
        const made = {name: name(element), y: box.top, sides: sides(style), more: []};
        if (!inLine(element, style)) made.box = [box.left, box.right];
        if ([...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) {
            const range = document.createRange();
            range.selectNodeContents(element);
            const text = range.getBoundingClientRect();
            made.text = [text.left, text.right];
        }
        for (const which of ['::before', '::after']) {
            const added = getComputedStyle(element, which);
            if (added.content !== 'none' && added.display !== 'none')
                made.more.push([which, sides(added), added.position === 'absolute' ? [added.left, added.right] : null]);
        }
        return made;
    };
    const all = [...document.body.querySelectorAll('*')].filter(element => !element.closest(`svg *, .vh, ${exempt}`));
    const before = all.map(record);
    for (const element of document.querySelectorAll('[dir]')) element.dir = element.dir === 'rtl' ? 'ltr' : 'rtl';
    const after = all.map(record);
    for (const element of document.querySelectorAll('[dir]')) element.dir = element.dir === 'rtl' ? 'ltr' : 'rtl';
    const width = document.documentElement.clientWidth;
    const close = (one, two) => Math.abs(one - two) <= 1.5;
    const mirrored = ([left, right], [otherLeft, otherRight]) => close(left, width - otherRight) && close(right, width - otherLeft);
    const round = numbers => numbers.map(number => Math.round(number)).join('–');
    const same = (one, two) => one.every((value, place) => value === two[place] || close(parseFloat(value), parseFloat(two[place])));
    const turned = (one, two) => same(one[0], two[1]) && same(one[1], two[0]) && one[2] === two[2];
    const found = [];
    before.forEach((one, place) => {
        const two = after[place];
        if (!one !== !two) found.push(`${(one || two).name} is there in one direction only`);
        if (!one || !two) return;
        for (const part of ['box', 'text'])
            if (one[part] && !mirrored(one[part], two[part])) found.push(`${one.name}: its ${part} is at ${round(one[part])}, and at ${round(two[part])} the other way, of ${width}`);
        if (!turned(one.sides, two.sides)) found.push(`${one.name}: its sides are ${one.sides.join(' | ')}, and ${two.sides.join(' | ')} the other way`);
        if (one.more.length !== two.more.length) found.push(`${one.name}: there is something before or after it in one direction only`);
        else one.more.forEach(([which, own, at], number) => {
            const [, others, there] = two.more[number];
            if (!turned(own, others) || (at && !same([...at].reverse(), there)))
                found.push(`${one.name}${which}: its sides are ${own.join(' | ')} ${at}, and ${others.join(' | ')} ${there} the other way`);
        });
    });
    return [...new Set(found)];
}"""


# Arrows, in the text or put there by CSS: on to where a line ends, back to where it begins. What an author writes is not
# judged.
ASTRAY = """() => {
    const found = [];
    const told = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
    for (const element of document.querySelectorAll('body *:not(.prose *)')) {
        const style = getComputedStyle(element);
        const own = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join('');
        const added = ['::before', '::after'].map(which => getComputedStyle(element, which).content).join('');
        const arrows = (own + added).match(/[←→↩↪⟵⟶◀▶‹›«»▸◂]/gu) || [];
        const back = element.closest('a')?.rel === 'prev';
        const wanted = (style.direction === 'rtl') === back ? '→' : '←';
        if (arrows.some(arrow => arrow !== wanted)) told('points the wrong way', element);
        if (arrows.length && style.transform.startsWith('matrix(-1')) told('is turned as well as chosen', element);
        if (element.matches('.more') && !arrows.length) told('has lost its arrow', element);
    }
    return found;
}"""

# Each script, with the widths at which it looks.
LOOKS = ((CROWDED, WIDTHS), (UNMIRRORED, (360, 1280)), (ASTRAY, (1280,)))

AXE_RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
    found => `${found.id}: ${found.help}: ` + found.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | '))"""


@cache
def pages(language: str) -> dict[str, str]:
    """One page of each type, and those that differ from it: what it shows -> its address."""
    site = connect(project()).value
    assert site
    found: dict[str, str] = {}
    for (target, tag), address in sorted(site.routes.addresses.items()):
        if tag == language:
            variety = VARIETIES.get((target.kind, target.id), target.id if target.kind == "section" else "")
            found.setdefault(f"{target.kind} {variety}".strip(), address)
    return found | {"not found": f"/{language}/404.html", "languages": "/", "no language": "/404.html"}


@pytest.fixture(scope="module")
def address(serve) -> str:
    return serve(artifacts())


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=LANGUAGES)
def seen(request, tab, address) -> dict[str, list[str]]:
    """What each script finds on every type of page of a language; every page is opened once for all of them."""
    found: dict[str, list[str]] = {script: [] for script, _ in LOOKS}
    for shows, path in pages(request.param).items():
        tab.goto(address + path)
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 800})
            for script, widths in LOOKS:
                found[script] += [f"{shows} at {width}: {one}" for one in tab.evaluate(script, UNTURNED)] if width in widths else []
    return found


def test_longer_words_find_room(seen) -> None:
    assert not seen[CROWDED], "\n".join(["", *seen[CROWDED]])


def test_the_other_direction_is_the_mirror_image(seen) -> None:
    assert not seen[UNMIRRORED], "\n".join(["", *seen[UNMIRRORED]])


def test_arrows_point_the_way_of_reading(seen) -> None:
    assert not seen[ASTRAY], "\n".join(["", *seen[ASTRAY]])


def test_there_are_arrows(tab, address) -> None:
    """Those that the test before this one judges."""
    for language, arrows in (("he", "→←"), ("el", "←→")):
        tab.goto(address + pages(language)["page of events"])
        assert "".join(tab.locator("[rel=prev], [rel=next]").all_inner_texts()) == arrows
        tab.goto(address + pages(language)["home"])
        assert arrows[1] in tab.evaluate("() => getComputedStyle(document.querySelector('.more'), '::after').content")


@pytest.mark.parametrize("shows", ["home", "event full", "event borrowed", "catalogue", "practice", "section events"])
def test_longer_words_stay_accessible(tab, address, axe, shows: str) -> None:
    tab.goto(address + pages("he")[shows])
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.evaluate(axe)
    found = tab.evaluate(AXE_RUN)
    assert not found, "\n".join(found)
