"""Static files and the names under which they are published."""

import re
from collections.abc import Callable, Iterable

from sitegen.base.diagnostics import Diagnostic
from sitegen.base.files import SourceFile
from sitegen.load.statics import Statics, load_statics

Shown = Callable[[Iterable[Diagnostic]], list[str]]


def statics(**files: str) -> tuple[Statics, tuple[Diagnostic, ...]]:
    checked = load_statics([SourceFile(f"static/{path}", text.encode()) for path, text in files.items()])
    return checked.value, checked.diagnostics


def test_names() -> None:
    loaded, _ = statics(**{"fonts/text.woff2": "font", "js/search.min.js": "x", "root/favicon.ico": "icon", "LICENSE": "l"})
    nameless = {name: re.sub(r"\.[0-9a-f]{8}", ".#", path) for name, path in loaded.assets.items()}
    assert nameless == {
        "fonts/text.woff2": "static/fonts/text.#.woff2",
        "js/search.min.js": "static/js/search.min.#.js",
        "root/favicon.ico": "favicon.ico",
        "LICENSE": "static/LICENSE.#",
    }
    assert set(loaded.contents) == set(loaded.assets.values())


def test_a_name_changes_with_its_content_only() -> None:
    one, other, same = (statics(**{"a.txt": text})[0].assets["a.txt"] for text in ("x", "y", "x"))
    assert one == same != other


def test_style_sheets_are_joined_in_order_and_lead_to_published_names() -> None:
    loaded, diagnostics = statics(
        **{
            "css/site/20-b.css": "b { src: url('../../fonts/t.woff2#x') }",
            "css/site/10-a.css": "a { background: url(data:image/png;base64,AA==) } /* url(none.png) */",
            "css/print.css": 'p { background: url("paper.png") }',
            "css/paper.png": "png",
            "fonts/t.woff2": "font",
        }
    )
    assert not diagnostics
    joined = loaded.contents[loaded.assets["css/site.css"]].decode()
    font = loaded.assets["fonts/t.woff2"].removeprefix("static/")
    assert joined.index("a {") < joined.index("b {")
    assert f'url("../{font}#x")' in joined
    assert "url(data:image/png;base64,AA==)" in joined
    paper = loaded.assets["css/paper.png"].removeprefix("static/css/")
    assert loaded.contents[loaded.assets["css/print.css"]].decode() == f'p {{ background: url("{paper}") }}'


def test_comments_of_style_sheets_are_not_published_except_licences() -> None:
    given = """\
/* Tokens, "quoted */
a { color: red; /* why */ }

/*! Licence: url(none.png) */

b::before { content: "/* no comment */" / ''; }
b::after { content: '\\'/* nor this */'; }
/* url(none.png)
   it's */
c { background: url("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/><!-- /* -->"); } /* the end */
"""
    loaded, diagnostics = statics(**{"css/a.css": given})
    assert not diagnostics
    assert loaded.contents[loaded.assets["css/a.css"]].decode().splitlines() == [
        "a { color: red;  }",
        "/*! Licence: url(none.png) */",
        """b::before { content: "/* no comment */" / ''; }""",
        """b::after { content: '\\'/* nor this */'; }""",
        """c { background: url("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/><!-- /* -->"); } """,
    ]


def test_a_reference_that_leads_nowhere(shown: Shown) -> None:
    _, diagnostics = statics(**{"css/a.css": "a {}\n  b { src: url(../fonts/txt.woff2) }", "fonts/text.woff2": "x"})
    assert shown(diagnostics) == [
        "2:16 static/missing: there is no static file fonts/txt.woff2 (did you mean fonts/text.woff2?)"
    ]
