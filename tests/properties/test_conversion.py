"""Our quick way through Python-Markdown gives what the library itself gives, cleaned and read again.

The library stays the reference of what a page means: here it converts the same texts with its own passes over blocks,
inline marks and trees, its own serializer and preprocessors, and the allow-list sees every block as HTML.
"""

from functools import cache
from time import process_time
from unicodedata import normalize
from xml.etree.ElementTree import Element as Made

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor

from sitegen.load.converter import is_paragraph
from sitegen.load.elements import grow
from sitegen.load.extensions import NO_PLACE_MARKER, Additions, Footnotes, converter
from sitegen.load.markdown import parse_markdown
from sitegen.load.nodes import Element, Node, Text, parse
from sitegen.load.places import without_forgeries
from sitegen.load.sanitise import clean
from sitegen.load.scanner import scan

SEAM = "\ufdd4"
WORDS = [
    "word",
    "été",
    "ورشة",
    "مرحبا",
    "שלום",
    "IIJ",
    "17–19",
    "it's",
    "2019",
    "snake_case",
    "a.b",
    "(a)",
    '"so"',
    "Q&A",
    "x < y",
    "klzzwxh:0000",
]
INLINE = [
    "*",
    "**",
    "_",
    "__",
    "***",
    "`",
    "``",
    "[",
    "]",
    "](",
    ")",
    "](event:x)",
    "](https://e.org/a(b) 'x')",
    "](<a b>)",
    "![",
    "](p.jpg)",
    "[^1]",
    "[^n]",
    "[r]",
    "[r][]",
    "[a][r]",
    "{lang=ar}",
    "{.c #i}",
    "{: lang=en }",
    "{",
    "}",
    "<https://e.org/1>",
    "<a@b.org>",
    "<b>",
    "</b>",
    "<br>",
    "<span lang=fr>",
    "</span>",
    "<!-- x -->",
    "<",
    ">",
    "&",
    "&amp;",
    "&copy;",
    "&#65;",
    "&#xFDD0;",
    "\\*",
    "\\[",
    "\\\\",
    "\\",
    "  \n",
    "\n",
    "|",
    ":",
    "#",
]
STARTS = [
    "",
    "",
    "# ",
    "## ",
    "- ",
    "* ",
    "1. ",
    "7. ",
    "> ",
    ">",
    "    ",
    "        ",
    ":   ",
    ": ",
    "| ",
    "[^1]: ",
    "[r]: ",
    "*[IIJ]: ",
    "```\n",
    "~~~\n",
    "---\n",
    "===\n",
    "***\n",
    "<div>\n",
    "</div>\n",
    "<script>",
    "{.x}\n",
    "- - ",
    "|--|--|\n",
    "a | b\n--|--\n",
    "\t",
]
RUNS = st.lists(st.sampled_from([*WORDS, *INLINE, " ", " "]), max_size=9).map("".join)
BLOCKS = st.lists(
    st.tuples(st.sampled_from(STARTS), RUNS, st.sampled_from(["\n\n", "\n\n", "\n"])).map("".join), max_size=8
)
TEXTS = BLOCKS.map("".join) | st.lists(st.sampled_from([*WORDS, *INLINE, *STARTS]), max_size=25).map("".join)


class Seams(Treeprocessor):
    """Marks where a block of the text ends."""

    def run(self, root: Made) -> None:
        for block in root:
            block.tail = SEAM + (block.tail or "")


@cache
def library() -> Markdown:
    """The library as it comes, with our extensions of the language."""
    extensions: list[Extension] = [
        TableExtension(use_align_attribute=True), FencedCodeExtension(), AttrListExtension(), DefListExtension(), AbbrExtension(),
        Footnotes(PLACE_MARKER=NO_PLACE_MARKER), Additions(),
    ]  # fmt: skip
    markdown = Markdown(extensions=extensions, output_format="html")
    markdown.treeprocessors.register(Seams(markdown), "seams", -10)
    return markdown


def by_the_library(source: str) -> Element:
    try:
        html = library().convert(source)
    finally:
        library().reset()
    return parse("".join(clean(block) for block in without_forgeries(html).split(SEAM))).root


def written(node: Node) -> object:
    """A tree as plain data. White space at its end does not count."""
    if isinstance(node, Text):
        return node.value
    assert isinstance(node, Element)
    return node.tag, list(node.attributes.items()), [written(child) for child in node.children]


def blocks(root: Element) -> list[object]:
    found = [written(child) for child in root.children]
    while found and isinstance(found[-1], str) and not found[-1].strip():
        found.pop()
    return found


def marked(text: str) -> str:
    return scan(normalize("NFC", text), "a.md", 1).text


@given(TEXTS)
@example("[a]: b\n[[a] *x*][a] ![c][a]")
@example("- a\n\n    b\n- c\n    - d")
@example("[x [y](a)](b)")
@example("a\n:   b\n\n:   c")
@example("<!-- -->\n\nx &lt;i>")
@example("*x*{.a} `<`")
@settings(max_examples=600, deadline=None)
def test_the_quick_way_gives_what_the_library_gives(text: str) -> None:
    source = marked(text)
    assert blocks(grow(converter(), source).root) == blocks(by_the_library(source))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_what_is_called_a_paragraph_is_one(text: str) -> None:
    """No other of the library's processors of blocks would take it."""
    for block in marked(text).expandtabs(4).split("\n\n"):
        if is_paragraph(block):
            others = list(library().parser.blockprocessors)[:-1]
            parent = Made("div")
            assert not any(other.test(parent, block) and other.run(parent, [block]) is not False for other in others)
            library().reset()


@pytest.mark.parametrize("piece", ["ب , ", "a *نعم* IIJ ب ", "`a` b ب "])
def test_a_line_of_many_isolates_takes_no_long_time(piece: str) -> None:
    """Each isolate is found from where the one before was: to look for each from the beginning took seconds."""
    start = process_time()
    parse_markdown(piece * (30_000 // len(piece)), "a.md", "ar", ("en", "ar"))
    assert process_time() - start < 1.5
