"""Two texts of one write-up side by side, as a reader's browser shows them."""

import pytest

from tests.browser.test_pages import AXE_RUN, OVERFLOWING, SCROLLS, WIDTHS

pytestmark = pytest.mark.browser

# In each frame beside another direction, beside the same one, and with a text that is behind its original.
ADDRESSES = (
    "/en/events/second-remve-expert-meeting/side-by-side-ar/",
    "/en/events/second-remve-expert-meeting/side-by-side-fr/",
    "/fr/evenements/repondre-apres-un-attentat/side-by-side-ar/",
    "/ar/faaliyat/2020-07-response/side-by-side-fr/",
)
# For each pair: where its sides begin and how far they reach; nothing for a side without a text.
PAIRS = """() => [...document.querySelectorAll('.pairing')].map(pair => [...pair.querySelectorAll(':scope > [lang]')].map(side => {
    const box = side.getBoundingClientRect();
    return [box.left, box.right, box.top].map(Math.round);
})).filter(sides => sides.length === 2)"""
FACES = """() => [...document.querySelectorAll('.pairing .prose')].map(side => {
    const style = getComputedStyle(side);
    return [side.lang, style.direction, style.fontFamily.split(',')[0].replaceAll('"', ''), style.textAlign];
})"""
# How far the letters of each title and summary are from the side where its own lines begin.
BEGIN = """() => [...document.querySelectorAll(':is(.titles, .summaries) > [dir]')].map(text => {
    const range = document.createRange(), box = text.getBoundingClientRect();
    range.selectNodeContents(text);
    const lines = [...range.getClientRects()];
    return text.dir === 'ltr' ? Math.min(...lines.map(line => line.left)) - box.left : box.right - Math.max(...lines.map(line => line.right));
})"""


@pytest.fixture(params=ADDRESSES)
def address(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_columns_where_there_is_room_and_pairs_where_there_is_not(visit, address: str) -> None:
    opened = visit(address)
    first_on_the_left = not address.startswith("/ar/")
    for width in WIDTHS:
        opened.tab.set_viewport_size({"width": width, "height": 800})
        assert not opened.tab.evaluate(SCROLLS), f"at {width} pixels: {opened.tab.evaluate(OVERFLOWING)}"
        pairs = opened.tab.evaluate(PAIRS)
        assert len(pairs) > 10
        for ours, theirs in pairs:
            if width < 704:
                assert theirs[2] > ours[2], "one below the other"
            else:
                assert abs(theirs[2] - ours[2]) <= 1, "side by side, and aligned at the top"
                assert (ours[1] <= theirs[0]) if first_on_the_left else (theirs[1] <= ours[0])
    assert not opened.troubles, "\n".join(opened.troubles)


def test_each_text_in_its_own_script_and_direction(visit, address: str) -> None:
    for language, direction, face, align in visit(address).tab.evaluate(FACES):
        assert (direction, face) == (("rtl", "Text Arabic") if language == "ar" else ("ltr", "Text"))
        assert align == "start"


@pytest.mark.parametrize("width", [360, 1280])
def test_titles_begin_where_their_own_lines_begin(visit, address: str, width: int) -> None:
    tab = visit(address).tab
    tab.set_viewport_size({"width": width, "height": 800})
    begin = tab.evaluate(BEGIN)
    assert len(begin) == 4
    assert begin == [pytest.approx(0, abs=2)] * 4


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_is_accessible(visit, axe, address: str, scheme: str, width: int) -> None:
    tab = visit(address, color_scheme=scheme).tab
    tab.set_viewport_size({"width": width, "height": 800})
    tab.evaluate(axe)
    found = tab.evaluate(AXE_RUN)
    assert not found, "\n".join(found)


def test_it_is_found_and_left_again_by_keyboard(visit) -> None:
    tab = visit("/fr/evenements/repondre-apres-un-attentat/", java_script_enabled=True).tab
    beside = tab.locator("a.beside").first
    beside.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/side-by-side-en/")
    tab.locator(".langs a[hreflang=en]").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/en/events/responding-after-an-attack/side-by-side-fr/")
    assert tab.locator(".crumbs a").last.get_attribute("href") == "/en/events/responding-after-an-attack/"


def test_links_within_a_text_stay_in_it(visit) -> None:
    tab = visit("/fr/evenements/repondre-apres-un-attentat/side-by-side-ar/").tab
    for language in ("fr", "ar"):
        mark = tab.locator(f".prose[lang={language}] .footnote-ref").first
        note = tab.locator(mark.get_attribute("href"))
        assert note.evaluate("note => note.closest('[lang]').lang") == language


def test_on_paper_the_columns_stay(visit, address: str) -> None:
    tab = visit(address).tab
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 672, "height": 900})  # what A4 leaves between our margins, in CSS pixels
    assert not tab.evaluate(SCROLLS)
    assert all(abs(theirs[2] - ours[2]) <= 1 for ours, theirs in tab.evaluate(PAIRS))
    assert tab.locator(".print-only").is_visible()
