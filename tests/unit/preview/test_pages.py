"""What an open page has to know of itself."""

import pytest

from sitegen.base.files import Artifact
from sitegen.base.media import content_type
from sitegen.preview.pages import look, with_script
from sitegen.preview.states import Site

FILES = {
    "static/css/site.11111111.css": b"a",
    "static/css/site.22222222.css": b"b",
    "files/events/x/hall.jpg": b"hall",
    "static/app.33333333.js": b"app",
    "en/feed.xml": b"feed",
}
PAGE = '<html><head><link rel="stylesheet" href="{base}static/css/site.11111111.css">{more}</head><body>Text</body>\n</html>\n'


def site(base: str = "/", **contents: bytes) -> Site:
    files = FILES | {name.replace("hall", "files/events/x/hall.jpg"): content for name, content in contents.items()}
    return Site({path: Artifact(path, content) for path, content in files.items()}, base)


def page(more: str = "", base: str = "/") -> bytes:
    return PAGE.format(more=more, base=base).encode()


@pytest.mark.parametrize("base", ["/", "/sub/"])
def test_another_fingerprint_is_another_dress(base: str) -> None:
    before = look(page(base=base), 200, "en/", site(base))
    after = look(page(base=base).replace(b"11111111", b"22222222"), 200, "en/", site(base))
    assert before.shape == after.shape and before.dress_digest != after.dress_digest
    assert [piece.name for piece in before.dress] == [f"{base}static/css/site.css"]


@pytest.mark.parametrize("address", ["/files/events/x/hall.jpg", "../files/events/x/hall.jpg", "/files/events/x/hall.jpg 2x, /b.jpg"])
def test_another_picture_under_the_same_address_too(address: str) -> None:
    content = page(f'<img srcset="{address}">')
    before, after = look(content, 200, "en/", site()), look(content, 200, "en/", site(hall=b"another"))
    assert before.shape == after.shape and before.dress_digest != after.dress_digest


@pytest.mark.parametrize("more", ["x", '<a href="static/css/site.22222222.css">', '<script src="/static/app.33333333.js"></script>'])
def test_anything_else_is_another_shape(more: str) -> None:
    assert look(page(more), 200, "en/", site()).shape != look(page(), 200, "en/", site()).shape


def test_what_a_page_only_links_to_is_not_its_dress() -> None:
    assert len(look(page('<a href="/en/feed.xml">'), 200, "en/", site()).dress) == 1
    assert not look(b"<img src='https://example.org/static/css/site.11111111.css'>", 200, "en/", site()).dress


@pytest.mark.parametrize("content", [b"<body>a</body></html>", b"<BODY>a</BODY>", b"a", b"", b"<body><pre></body></pre></body>"])
def test_the_script_comes_last(content: bytes) -> None:
    seen = look(content, 200, "", None)
    with_it = with_script(content, seen, '/"><b>')
    assert with_it.count(b"<script ") == 1 and b'data-path="/&quot;&gt;&lt;b&gt;"' in with_it
    before, _, after = with_it.partition(b"<script ")
    assert before + after.partition(b"</script>\n")[2] == content
    assert b"</body>" not in after.partition(b"</script>\n")[2].lower()[7:]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.html", "text/html; charset=utf-8"), ("a.css", "text/css; charset=utf-8"), ("a.js", "text/javascript; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"), ("a.xml", "application/xml; charset=utf-8"), ("a.ics", "text/calendar; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"), ("a.csv", "text/csv; charset=utf-8"), ("a.txt", "text/plain; charset=utf-8"),
        ("a.woff2", "font/woff2"), ("a.jpg", "image/jpeg"), ("a.webp", "image/webp"), ("a.pdf", "application/pdf"),
        ("A.DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), ("a.tar.gz", "application/gzip"),
        ("a", "application/octet-stream"), ("a.unknown", "application/octet-stream"),
    ],
)  # fmt: skip
def test_types(path: str, kind: str) -> None:
    assert content_type(path) == kind
