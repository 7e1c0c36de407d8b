"""Photographs, downloads and cards, as a reader's browser and those who show shared links get them."""

from io import BytesIO
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Route

from tests.browser.tabs import NEXT_FRAME
from tests.browser.test_pages import AXE_RUN
from tests.program import until

pytestmark = pytest.mark.browser

IN_HEADS = ("/en/events/2021-07-guide-launch/", "/fr/evenements/lancement-du-guide-remve/", "/ar/faaliyat/2021-07-guide-launch/")
IN_TEXTS = ("/en/publications/remve-guide/", "/fr/publications/guide-praticiens-justice-penale/", "/ar/manshurat/remve-guide/")
WIDTHS = (360, 768, 1280)
SHIFTS = """() => {
    window.shifted = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifted += entry.value; }))
        .observe({type: 'layout-shift', buffered: true});
}"""
FIGURE = """() => {
    const figure = document.querySelector('figure.photo'), image = figure.querySelector('img');
    const column = figure.closest('.reading').getBoundingClientRect();
    const box = image.getBoundingClientRect();
    const caption = figure.querySelector('figcaption');
    return {
        chosen: image.currentSrc, width: box.width, height: box.height, column: column.width,
        natural: image.naturalWidth / image.naturalHeight, inside: box.left >= column.left - 1 && box.right <= column.right + 1,
        corner: getComputedStyle(image).borderRadius, below: caption.getBoundingClientRect().top >= box.bottom,
        small: parseFloat(getComputedStyle(caption).fontSize) < parseFloat(getComputedStyle(document.body).fontSize) + 4,
        start: Math.abs(document.dir === 'rtl' ? column.right - box.right : box.left - column.left),
    };
}"""


def seen(opened) -> dict[str, object]:
    """The first photograph of a page, once it has come."""
    opened.tab.locator("figure.photo img").first.scroll_into_view_if_needed()
    opened.tab.wait_for_function("() => document.querySelector('figure.photo img').complete")
    return opened.tab.evaluate(FIGURE)


@pytest.mark.parametrize("address", [*IN_HEADS, *IN_TEXTS])
def test_it_stands_in_the_reading_column(visit, address: str) -> None:
    opened = visit(address)
    for width in WIDTHS:
        opened.tab.set_viewport_size({"width": width, "height": 800})
        figure = seen(opened)
        assert figure["inside"], (width, figure)
        assert figure["start"] < 1, (width, figure)
        assert figure["corner"] == "0px"
        assert figure["below"]
        assert figure["small"]
        assert abs(figure["width"] / figure["height"] - figure["natural"]) < 0.01, "its shape is its own"
    assert not opened.troubles, "\n".join(opened.troubles)


@pytest.mark.parametrize("address", [*IN_HEADS, *IN_TEXTS])
def test_it_is_accessible_in_either_scheme_and_seen_in_a_readers_own_colours(visit, axe: str, address: str) -> None:
    tab = visit(address).tab
    tab.evaluate(axe)
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme, forced_colors="none")
        assert not tab.evaluate(AXE_RUN)
        tab.emulate_media(color_scheme=scheme, forced_colors="active")
        assert tab.locator("figure.photo img").first.is_visible()
        assert not tab.evaluate(AXE_RUN)


@pytest.mark.parametrize("address", [IN_HEADS[2], IN_TEXTS[0]])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_it_comes(visit, served: str, address: str, width: int) -> None:
    opened = visit("/en/404.html")
    opened.troubles.clear()
    opened.tab.set_viewport_size({"width": width, "height": 800})
    opened.tab.add_init_script(f"({SHIFTS})()")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    opened.tab.route("**/files/**", hold)
    opened.tab.goto(served + address, wait_until="load")
    room = opened.tab.evaluate("() => document.querySelector('figure.photo img').getBoundingClientRect().height")
    assert room > 100, "its room is kept before it is there"
    opened.tab.locator("figure.photo img").first.scroll_into_view_if_needed()
    until(lambda: opened.tab.evaluate(NEXT_FRAME) and held)
    opened.tab.route("**/files/**", lambda route: route.continue_())
    for route in held:
        route.continue_()
    assert abs(seen(opened)["height"] - room) < 1, "a file is a whole number of pixels high"
    opened.settle()
    assert opened.tab.evaluate("() => window.shifted") < 0.001, "nothing but the rounding of a pixel"


@pytest.mark.parametrize(
    ("width", "density", "expected"), [(360, 1, "-480."), (360, 2, "-800."), (1280, 1, "-800."), (1280, 2, "-1200.")]
)
def test_a_phone_gets_the_small_file(visit, width: int, density: int, expected: str) -> None:
    opened = visit("/en/404.html", device_scale_factor=density, anew=True)
    opened.troubles.clear()
    opened.tab.set_viewport_size({"width": width, "height": 800})
    host = urlsplit(opened.tab.url)
    opened.tab.goto(f"{host.scheme}://{host.netloc}{IN_HEADS[0]}")
    chosen = str(seen(opened)["chosen"])
    assert expected in chosen
    assert chosen.endswith((".webp", ".avif"))


@pytest.mark.parametrize("address", [IN_HEADS[0], IN_TEXTS[2]])
def test_what_is_below_comes_late(visit, address: str) -> None:
    opened = visit(address)
    for image in opened.tab.locator("main img").all():
        assert image.get_attribute("loading") == "lazy"
        assert image.get_attribute("decoding") == "async"
        assert image.get_attribute("alt")
        assert int(image.get_attribute("width") or 0) > 0
        assert int(image.get_attribute("height") or 0) > 0


def test_old_browsers_get_the_format_of_the_original(visit, served: str) -> None:
    opened = visit(IN_HEADS[1])
    address = opened.tab.locator("figure.photo img").get_attribute("src")
    image = Image.open(BytesIO(opened.tab.request.get(served + address).body()))
    assert (image.format, image.width) == ("JPEG", 800)
    assert not dict(image.getexif())


def test_photographs_need_no_script(visit) -> None:
    opened = visit(IN_TEXTS[1], java_script_enabled=False)
    image = opened.tab.locator("figure.photo img")
    image.scroll_into_view_if_needed()
    until(lambda: image.evaluate("image => image.complete && image.naturalWidth"))
    assert image.bounding_box()["height"] > 100
    assert not opened.troubles, "\n".join(opened.troubles)


@pytest.mark.parametrize("address", ["/en/events/responding-after-an-attack/", "/fr/evenements/repondre-apres-un-attentat/", "/ar/faaliyat/2020-07-response/"])
def test_downloads_are_what_they_say(visit, served: str, address: str) -> None:
    opened = visit(address)
    links = opened.tab.locator(".files a")
    assert links.count() == 3
    for link in links.all():
        answer = opened.tab.request.get(served + link.get_attribute("href"))
        assert answer.headers["content-type"] == link.get_attribute("type") == "application/pdf"
        assert answer.body().startswith(b"%PDF-")
        assert f".{link.get_attribute('hreflang')}." in link.get_attribute("href")
        assert link.get_attribute("download") is None
        assert "PDF" in link.locator("xpath=..").inner_text()


@pytest.mark.parametrize("address", ["/en/events/responding-after-an-attack/", "/fr/evenements/repondre-apres-un-attentat/", "/ar/faaliyat/2020-07-response/"])
def test_the_card_is_there(visit, served: str, address: str) -> None:
    opened = visit(address)
    named = opened.tab.locator("meta[property='og:image']").get_attribute("content")
    assert urlsplit(named).netloc
    answer = opened.tab.request.get(served + urlsplit(named).path)
    image = Image.open(BytesIO(answer.body()))
    assert answer.headers["content-type"] == "image/png"
    assert image.size == (1200, 630)
    assert len(answer.body()) < 60_000
    rubric = [pixel for _, pixel in image.convert("RGB").getcolors(4096) if pixel[0] > 150 and pixel[1] < 70]
    assert rubric, "the numerals are red"


@pytest.mark.parametrize("media", [{"color_scheme": "dark"}, {"color_scheme": "dark", "forced_colors": "active"}], ids=["dark", "forced"])
def test_lines_drawn_for_white_paper_are_seen_on_a_dark_page(visit, media: dict[str, str]) -> None:
    tab = visit(IN_TEXTS[0]).tab
    tab.emulate_media(**media)
    ground = tab.locator("figure.photo img").first.evaluate("image => { image.classList.add('drawn'); return getComputedStyle(image).backgroundColor; }")
    assert ground == "rgb(251, 252, 251)"
