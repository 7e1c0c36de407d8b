"""What we add to Python-Markdown, and the one place where it is called."""

import re
from functools import cache
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, OListProcessor
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from sitegen.load.places import OPEN, SEAM

ATTRIBUTES = r"\{:?[ ]*[^}\n ][^}\n]*\}"
NO_PLACE_MARKER = OPEN + OPEN  # in a mark, a digit follows


def to_html(text: str) -> str:
    """Markdown source as HTML: not sanitised, with the scanner's marks still in it, and a `SEAM` after each block.

    Raises RecursionError for a text that is nested too deeply.
    """
    converter = _converter()
    try:
        return converter.convert(text)
    finally:
        converter.reset()


@cache
def _converter() -> Markdown:
    """One for the process: to set it up takes as long as a page. `reset` makes it forget the text before."""
    extensions: list[str | Extension] = [
        TableExtension(use_align_attribute=True),
        "markdown.extensions.fenced_code",
        "markdown.extensions.attr_list",
        "markdown.extensions.def_list",
        "markdown.extensions.abbr",
        Footnotes(PLACE_MARKER=NO_PLACE_MARKER),
        Additions(),
    ]
    return Markdown(extensions=extensions, output_format="html")


class Additions(Extension):
    """Spans with attributes, attribute lists of whole blocks, and addresses that may bear a mark."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the library's name
        md.inlinePatterns.register(Address(r"<([A-Za-z\ufdd0-\ufdef][^<>\s]*://[^<>\s]*)>", md), "autolink", 120)
        md.inlinePatterns.register(Mailbox(r"<([^<>\s!]+@[^@<>\s]+)>", md), "automail", 110)
        md.inlinePatterns.register(SpanWithAttributes(r"(?<!!)\[", md), "span_with_attributes", 128)
        md.parser.blockprocessors.register(BlockAttributes(md), "block_attributes", 75)
        md.treeprocessors.register(Seams(md), "seams", -10)
        md.ESCAPED_CHARS.append("<")
        md.parser.blockprocessors.register(NumberedLists(md.parser), "olist", 40)


class Address(InlineProcessor):
    """`<https://example.org>`: the address is also the text."""

    prefix = ""

    def handleMatch(  # type: ignore[override]  # noqa: N802  # the library's name, and the narrower of its two types
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002  # the library's signature
    ) -> tuple[Element, int, int]:
        link = Element("a", href=self.prefix + m[1])
        link.text = AtomicString(m[1])
        return link, m.start(), m.end()


class Mailbox(Address):
    """`<name@example.org>`; not obfuscated, which only hinders readers."""

    prefix = "mailto:"


class SpanWithAttributes(LinkInlineProcessor):
    """`[text]{lang=en}`: a span, to which the attribute list extension then gives its attributes."""

    FOLLOWS = re.compile(ATTRIBUTES)

    def handleMatch(  # type: ignore[override]  # noqa: N802  # as above
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        text, end, closed = self.getText(data, m.end())
        if not closed or not self.FOLLOWS.match(data, end):
            return None, None, None
        span = Element("span")
        span.text = text
        return span, m.start(), end


class BlockAttributes(BlockProcessor):
    """An attribute list on a line of its own after a quotation, list or table is about the whole of it.

    Python-Markdown by itself would give it to the last paragraph, item or cell inside.
    """

    ALONE = re.compile(rf"[ ]{{0,3}}({ATTRIBUTES})[ ]*")
    COMPOSED = re.compile(r"[ ]{0,3}(?:>|[*+-][ ]|\d+\.[ ]|\|)")

    def __init__(self, md: Markdown) -> None:
        super().__init__(md.parser)
        self.attributes = AttrListTreeprocessor(md)

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  # the library's signature
        last = block.rstrip("\n").rpartition("\n")[2]
        return bool(self.ALONE.fullmatch(last))

    def run(self, parent: Element, blocks: list[str]) -> bool:
        before, _, last = blocks[0].rstrip("\n").rpartition("\n")
        match = self.ALONE.fullmatch(last)
        if before and self.COMPOSED.match(before):
            blocks[0:1] = [before, last]
            return True
        if before or match is None or not len(parent):
            return False
        blocks.pop(0)
        content = re.sub(r"^\{:?[ ]*|\}$", "", match[1])
        self.attributes.assign_attrs(parent[-1], content)
        return True


class Seams(Treeprocessor):
    """Marks where a block of the text ends, so that a tag left open in one cannot reach into the next."""

    def run(self, root: Element) -> None:
        for block in root:
            block.tail = SEAM + (block.tail or "")


class NumberedLists(OListProcessor):
    """Ordered lists that begin with the number that the author gave to the first item."""

    LAZY_OL = False


class Footnotes(FootnoteExtension):
    """Footnotes without the library's links back to the text, which would be in English."""

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: ARG002, N802  # the library's name and signature
        if not self.footnotes:
            return None
        section = Element("div", {"class": "footnote"})
        notes = SubElement(section, "ol")
        for label, text in list(self.footnotes.items()):
            note = SubElement(notes, "li", id=self.makeFootnoteId(label))
            holder = Element("div")
            self.parser.parseChunk(holder, text)
            note.extend(list(holder))
        return section
