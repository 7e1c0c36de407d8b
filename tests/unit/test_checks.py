"""Rules over finished pages: each finds what it is for, and nothing in pages that are in order."""

import pytest

from sitegen.base.files import Artifact
from tests.plain import judged, said

HEAD = """\
<title>T</title>
<meta name="description" content="d">
<link rel="canonical" href="https://site.example{address}">
"""
PAGE = '<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n{head}</head>\n<body>\n{body}\n</body>\n</html>\n'


def page(path: str, body: str = "", head: str = "") -> Artifact:
    address = "/" + path.removesuffix("index.html")
    return Artifact(path, PAGE.format(head=HEAD.format(address=address) + head, body=body).encode())


def found(*artifacts: Artifact, url: str = "https://site.example/") -> list[str]:
    return said(judged(*artifacts, url=url))


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/b/">x</a>',
        '<a href="/b/#sec">x</a>',
        '<a href="#own">x</a><p id="own">',
        '<a href="/b/#%D9%82">x</a>',
        '<a href="/%C3%A9t%C3%A9/">x</a>',
        '<a href="/files/a%20b.pdf">x</a>',
        '<img src="/files/a%20b.pdf" alt="">',
        '<a href="https://elsewhere.example/none">x</a>',
        '<a href="mailto:a@b.example">x</a>',
        '<a href="tel:+216">x</a>',
        '<a href="//elsewhere.example/">x</a>',
        '<p>a &lt;a href="/none/" id="own"&gt; b</p><p id="own">',
    ],
)
def test_links_that_lead_somewhere(link: str) -> None:
    others = (page("b/index.html", '<p id="sec"><p id="ق">'), page("été/index.html"), Artifact("files/a b.pdf", b""))
    assert found(page("a/index.html", link), *others) == []


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a href="/none/">x</a>', "a/index.html:9:3 site/broken-link /none/ leads nowhere"),
        ('<a href="/b">x</a>', "a/index.html:9:3 site/broken-link /b leads nowhere"),
        ('<a href="b/">x</a>', "a/index.html:9:3 site/broken-link b/ leads nowhere"),
        ('<p>x</p><img alt="" src="/x.jpg">', "a/index.html:9:20 site/broken-link /x.jpg leads nowhere"),
        ('<script src="/x.js"></script>', "a/index.html:9:8 site/broken-link /x.js leads nowhere"),
        ('<link rel="stylesheet" href="/x.css">', "a/index.html:9:23 site/broken-link /x.css leads nowhere"),
        ('<a href="/b/#none">x</a>', "a/index.html:9:3 site/broken-anchor /b/#none leads to no element of the page"),
        ('<a href="#none">x</a>', "a/index.html:9:3 site/broken-anchor #none leads to no element of the page"),
        ('<p id="x"></p><p id="x"></p>', "a/index.html:9:17 site/duplicate-id the id x occurs twice"),
    ],
)
def test_links_that_lead_nowhere(link: str, expected: str) -> None:
    assert found(page("a/index.html", link), page("b/index.html")) == [expected]


def test_below_a_folder_links_stay_in_it() -> None:
    one = page("a/index.html", '<a href="/sub/b/">x</a> <a href="/sub/">x</a> <a href="/b/">x</a> <a href="/subway/">x</a>')
    others = (page("b/index.html"), page("index.html"), page("subway/index.html"))
    assert [line.split(" ", 1)[1] for line in found(one, *others, url="https://site.example/sub/")] == [
        "site/broken-link /b/ leads nowhere",
        "site/broken-link /subway/ leads nowhere",
    ]


@pytest.mark.parametrize(
    ("cut", "what"),
    [
        ("<title>T</title>\n", "title"),
        ("T</title>", "title"),
        (' lang="en"', "language"),
        (' dir="ltr"', "direction"),
        ('<meta name="description" content="d">\n', "description"),
        ('<link rel="canonical" href="https://site.example/a/">\n', "canonical address"),
    ],
)
def test_heads_are_complete(cut: str, what: str) -> None:
    whole = page("a/index.html").content.decode()
    broken = whole.replace(cut, "</title>" if cut.startswith("T<") else "")
    assert found(Artifact("a/index.html", broken.encode())) == [f"a/index.html:0:0 site/missing-head this page has no {what}"]


@pytest.mark.parametrize("path", ["404.html", "fr/404.html"])
def test_error_pages_need_no_address(path: str) -> None:
    bare = PAGE.format(head="<title>T</title>\n", body="")
    assert found(Artifact(path, bare.encode())) == []


def test_redirects_need_no_description() -> None:
    bare = PAGE.format(head='<title>T</title>\n<meta http-equiv="refresh" content="0; url=/a/">\n', body="")
    assert found(Artifact("old/index.html", bare.encode())) == []


def test_a_page_about_404_is_a_page() -> None:
    bare = PAGE.format(head="<title>T</title>\n", body="")
    lines = found(Artifact("en/events/404-days/index.html", bare.encode()))
    assert [line.rpartition(" no ")[2] for line in lines] == ["canonical address", "description"]


# Sets of translations


def members(*pairs: tuple[str, str]) -> str:
    return "".join(f'<link rel="alternate" hreflang="{tag}" href="https://site.example{address}">\n' for tag, address in pairs)


A, B, DEFAULT = ("en", "/a/"), ("fr", "/b/"), ("x-default", "/a/")


def test_a_mutual_set() -> None:
    both = members(A, B, DEFAULT)
    assert found(page("a/index.html", head=both), page("b/index.html", head=both)) == []


@pytest.mark.parametrize(
    ("one", "other", "details"),
    [
        (members(A, B), members(A, B), ["a: the set has no x-default", "b: the set has no x-default"]),
        (members(B, DEFAULT), members(B, DEFAULT), []),
        (members(A, B, DEFAULT), "", ["a: fr: https://site.example/b/ names another set"]),
        (members(A, B, DEFAULT), members(A, DEFAULT), ["a: fr: https://site.example/b/ names another set", "b: en: https://site.example/a/ names another set", "b: the set does not name the page itself", "b: x-default: https://site.example/a/ names another set"]),
        (members(A, ("fr", "/none/"), DEFAULT), "", ["a: fr: no page was written at https://site.example/none/"]),
    ],
)
def test_sets_that_are_not_mutual(one: str, other: str, details: list[str]) -> None:
    lines = found(page("a/index.html", head=one), page("b/index.html", head=other))
    assert [line[0] + ": " + line.split("site/hreflang ")[1] for line in lines] == details


def test_feeds_are_links_not_translations() -> None:
    feed = '<link rel="alternate" type="application/atom+xml" href="/feed.xml">\n'
    assert found(page("a/index.html", head=feed), Artifact("feed.xml", b"")) == []
    assert [line.split()[1] for line in found(page("a/index.html", head=feed))] == ["site/broken-link"]
