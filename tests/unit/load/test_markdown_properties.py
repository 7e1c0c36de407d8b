"""Markdown: whatever an editor types is read without an exception, and nothing of our own comes out."""

import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.base.diagnostics import Checked, Span
from sitegen.load.document import Document, Hole
from sitegen.load.markdown import parse_markdown
from sitegen.load.places import strip
from sitegen.load.scanner import scan
from tests.unit.load.texts import LANGUAGES, PATH

FRAGMENTS = [
    "good practice 17", "Good Practices 17–19", "bonnes pratiques n° 17 à 19", "الممارسات الجيدة من ١٧ إلى ١٩", "17", " ",
    "\n", "\n\n", "    ", "\t", "> ", "- ", "1. ", "## ", "# ", "*", "**", "_", "`", "```\n", "~~~\n", "[", "]", "](", "(", ")",
    "[^1]", "\n[^1]: ", "[1}", "![", "](event:x)", "](practice:rome/17-19 'x')", "](a.pdf)", "](https://e.org/17)", "[r]: ",
    "\n[r]: event:x\n", "[a][r]", "{: lang=en }", "\n{: lang=ar #id17 .c }", "{lang=fr}", "{", "}", "<b>", "</b>", "<br/>", "<!--",
    "-->", "<script>", "</script>", "<div>\n", "</div>", "<p lang=ar>", "<a href=x>", "<https://e.org>", "<a@b.org>", "<", ">", "&amp;",
    "&#xFDD0;", "&#64977", "\\", '"', "'", "«", "»", "|", "|--|--|\n", "| a | b |\n", ":   ", "\n:   x\n", "*[IIJ]: Institut\n", "IIJ",
    "ورشة", "مرحبا (IIJ) ", "\u200f", "\u2067", "\u2069", "\ufdd0", "\ufdd1", "\ufde1", "\x00", "\x02", "\x03", "\ue000", "\ufffc", "\u2028",
    "===\n", "---\n", "\r\n", "http://", "+216 71", "C++", "_=", "e\u0301", "🙂",
]
TEXTS = st.one_of(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join), st.text(max_size=200))
PRIVATE = re.compile("[\ufdd0-\ufdef]")


class Balance(HTMLParser):
    """Counts what is opened and never closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # the parser's signature
        if tag not in {"br", "hr", "img", "wbr", "col"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def checked(body: str, language: str) -> Checked[Document]:
    return parse_markdown(body, PATH, language, LANGUAGES, first_line=10)


def within(span: Span, body: str) -> bool:
    lines = re.split(r"\r\n|\r|\n", body)
    row = span.line - 10
    return span.path == PATH and 0 <= row < len(lines) and 1 <= span.column <= len(lines[row]) + 1


@settings(max_examples=400, deadline=None)
@given(body=TEXTS, language=st.sampled_from([*LANGUAGES, "de"]))
def test_any_text_becomes_a_sound_document(body: str, language: str) -> None:
    result = checked(body, language)
    document = result.value
    assert len(document.pieces) == len(document.references) + 1
    assert not PRIVATE.search(repr(document.pieces) + "".join(document.pieces))
    for reference in document.references:
        assert not PRIVATE.search(reference.text + reference.target + reference.anchor)
        assert within(reference.span, body), reference
        if reference.hole in {Hole.CITATION, Hole.MARGIN}:
            assert 0 < reference.first <= reference.last < 1000
    for heading in document.headings:
        assert heading.id in document.anchors
        assert not PRIVATE.search(heading.id + heading.html + heading.text)
    for found in result.diagnostics:
        assert within(found.span, body), found
        assert not PRIVATE.search(found.message + found.hint)


@settings(max_examples=200, deadline=None)
@given(body=TEXTS)
def test_tags_are_balanced_and_ids_are_unique(body: str) -> None:
    document = checked(body, "fr").value
    html = "x".join(document.pieces)
    balance = Balance()
    balance.feed(html)
    balance.close()
    assert balance.open == []
    ids = re.findall(r'<[a-z0-9]+(?: [a-z]+="[^"]*")*? id="([^"]*)"', html)
    assert len(ids) == len(set(ids))


@settings(max_examples=100, deadline=None)
@given(body=TEXTS)
def test_the_same_text_gives_the_same_document(body: str) -> None:
    assert checked(body, "ar") == checked(body, "ar")


@settings(max_examples=200, deadline=None)
@given(body=TEXTS.map(lambda text: PRIVATE.sub("", text)))
def test_stripping_undoes_scanning(body: str) -> None:
    assert strip(scan(body, PATH, 1).text) == body
