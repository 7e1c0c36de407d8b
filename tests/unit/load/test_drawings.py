"""Drawings: how large an SVG is by itself, and what must not be in one that is published as it is."""

import pytest

from sitegen.base.files import SourceFile
from sitegen.load.drawings import Drawing, is_drawing, measure

SVG = 'xmlns="http://www.w3.org/2000/svg"'
BOX = f'{SVG} viewBox="0 0 60 40"'


def found(content: str | bytes) -> list[tuple[str, int, int]]:
    """Codes with their places."""
    given = content.encode() if isinstance(content, str) else content
    checked = measure(SourceFile("content/pages/a/b.svg", given), None)
    return [(one.code, one.span.line, one.span.column) for one in checked.diagnostics]


def size(attributes: str) -> tuple[int, int]:
    drawing = measure(SourceFile("b.svg", f"<svg {SVG} {attributes}/>".encode()), None).value
    assert isinstance(drawing, Drawing)
    return drawing.width, drawing.height


def test_what_is_a_drawing() -> None:
    assert is_drawing("a/LINE.SVG")
    assert not is_drawing("a.svgz")


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="60" height="40"', (60, 40)), ('width="60px" height="40PX"', (60, 40)), ('width="2in" height="1in"', (192, 96)),
        ('width="25.4mm" height="2.54cm"', (96, 96)), ('width="30pt" height="1pc"', (40, 16)), ('width="1e2" height=".4"', (100, 1)),
        ('viewBox="0 0 60 40"', (60, 40)), ('viewBox="-5,-5, 60.4,40"', (60, 40)), ('viewBox="0 0 60 40" width="120"', (120, 80)),
        ('viewBox="0 0 60 40" height="20"', (30, 20)), ('viewBox="0 0 60 40" width="100%" height="100%"', (60, 40)),
        ('viewBox="0 0 60 40" width="10" height="10"', (10, 10)),
    ],
)  # fmt: skip
def test_the_natural_size(attributes: str, expected: tuple[int, int]) -> None:
    assert size(attributes) == expected


@pytest.mark.parametrize(
    "attributes",
    ["", 'width="100%" height="50%"', 'width="10em" height="2em"', 'viewBox="0 0 0 40"', 'viewBox="none"', 'width="60"',
     'width="1e999" height="1"', 'width="-60" height="40"', 'viewBox="0 0 60"'],
)  # fmt: skip
def test_no_size(attributes: str) -> None:
    assert size(attributes) == (0, 0)
    assert found(f"<svg {SVG} {attributes}/>") == [("drawing/no-size", 1, 1)]


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("", 1, 1), ("The drawing follows by post.", 1, 1), (f"<svg {BOX}>\n<g>\n</svg>", 3, 3), (f"<svg {BOX}><g/>", 1, None),
        (b"\x1f\x8b\x08\x00", 1, 1), ("<html/>", 1, 1), ("<svg/>", 1, 1), ('<svg xmlns="http://www.w3.org/2000/svgs"/>', 1, 1),
        (f"<?xml version='1.0'?>\n<!-- é -->\n  <g {SVG}/>", 3, 3), (f"<svg {BOX}>&nbsp;</svg>", 1, None),
        (f"<svg {BOX}>".encode() + b"\xff</svg>", 1, None), ("<svg:svg/>", 1, 1),
    ],
)  # fmt: skip
def test_what_cannot_be_read(content: str | bytes, line: int, column: int | None) -> None:
    ((code, at, place),) = found(content)
    assert (code, at) == ("drawing/unreadable", line)
    assert column in {None, place}


def test_entities_that_grow_without_end_are_no_danger() -> None:
    names = [f'<!ENTITY a{number + 1} "{f"&a{number};" * 10}">' for number in range(12)]
    bomb = f'<!DOCTYPE svg [<!ENTITY a0 "ha">{"".join(names)}]><svg {BOX}>&a12;</svg>'
    assert [code for code, _, _ in found(bomb)] == ["drawing/unreadable"]


@pytest.mark.parametrize(
    "content",
    [
        f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [<!ENTITY s "{SVG[7:-1]}">]><svg xmlns="&s;" viewBox="0 0 1 1"/>',
        f'<?xml version="1.0" encoding="ISO-8859-1"?><svg {BOX}><text>é</text></svg>'.encode("latin-1"),
        f'<svg {BOX}><text>é</text></svg>'.encode("utf-16"), b"\xef\xbb\xbf" + f"<svg {BOX}/>".encode(),
        f'<s:svg xmlns:s="{SVG[7:-1]}" viewBox="0 0 1 1"/>',
        f'<svg {BOX} xmlns:x="http://www.w3.org/1999/xlink"><use x:href="#a"/><image href="data:image/png;base64,AA"/></svg>',
        f'<svg {BOX}><style>.a {{ fill: url(#b); src: url( "data:font/woff2,A" ) }}</style><path fill="url(\'#b\')"/></svg>',
        f'<svg {BOX}><a href="https://example.org/"><text>there</text></a><image href=""/></svg>',
        f'<svg {BOX}><animate attributeName="x" values="0;1" from="0" to="1"/></svg>',
        f'<svg {BOX}><metadata>url(https://example.org) @import "a.css"</metadata><text font-family="one"/></svg>',
    ],
    ids=lambda _: "",
)
def test_what_may_be_in_a_drawing(content: str | bytes) -> None:
    assert found(content) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<script>alert(1)</script>", "program"), ('<script href="a.js"/>', "program"), ('<g onload="a()"/>', "program"),
        ('<g ONCLICK="a()"/>', "program"), ('<a href=" JavaScript:a()">x</a>', "program"),
        ('<a><set attributeName="href" to="java&#10;script:a()"/></a>', "program"),
        ('<a><animate attributeName="href" values="#a;javascript:a()"/></a>', "program"),
        ('<image href="photo.jpg"/>', "fetches"), ('<image href="https://example.org/a.png"/>', "fetches"),
        ('<x:image xmlns:x="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink" l:href="//example.org/a.png"/>', "fetches"),
        ('<use href="parts.svg#a"/>', "fetches"), ("<style>@import 'a.css';</style>", "fetches"),
        ("<style>@import url(a.css)</style>", "fetches"), ('<g style="fill: URL(a.svg#b)"/>', "fetches"),
        ("<style>@font-face { src: url('a.woff2') }</style>", "fetches"), ("<style><![CDATA[a { b: url(c.png) }]]></style>", "fetches"),
    ],
)  # fmt: skip
def test_what_must_not_be_in_a_drawing(content: str, code: str) -> None:
    places = found(f"<svg {BOX}>\n {content}\n</svg>")
    assert {(one, line) for one, line, _ in places} == {(f"drawing/{code}", 2)}, places
    assert places[0][2] >= 2


def test_a_style_sheet_beside_it() -> None:
    assert found(f'<?xml-stylesheet type="text/css" href="a.css"?>\n<svg {BOX}/>') == [("drawing/fetches", 1, 1)]
    assert found(f'<?xml-stylesheet href="#own"?><?other href="a.css"?>\n<svg {BOX}/>') == []
