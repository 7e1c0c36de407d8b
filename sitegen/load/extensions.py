"""What we add to Python-Markdown, and the one place where it is called."""

import re
from functools import cache
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, OListProcessor
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension, AttrListTreeprocessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import IMAGE_LINK_RE, LINK_RE, InlineProcessor
from markdown.util import AtomicString

from sitegen.load.converter import Converter, LineBreaks
from sitegen.load.inline import Brackets, Image, Inline
from sitegen.load.places import OPEN

ATTRIBUTES = r"\{:?[ ]*[^}\n ][^}\n]*\}"
NO_PLACE_MARKER = OPEN + OPEN  # in a mark, a digit follows


@cache
def converter() -> Converter:
    """One for the process: to set it up takes as long as a page. `reset` makes it forget the text before."""
    extensions: list[Extension] = [
        TableExtension(use_align_attribute=True),
        FencedCodeExtension(),
        AttrListExtension(),
        DefListExtension(),
        AbbrExtension(),
        Footnotes(PLACE_MARKER=NO_PLACE_MARKER),
        Additions(),
        Speed(),
    ]
    return Converter(extensions=extensions, output_format="html")


class Additions(Extension):
    """Spans with attributes, attribute lists of whole blocks, and addresses that may bear a mark."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the library's name
        md.inlinePatterns.register(Address(r"<([A-Za-z\ufdd0-\ufdef][^<>\s]*://[^<>\s]*)>", md), "autolink", 120)
        md.inlinePatterns.register(Mailbox(r"<([^<>\s!]+@[^@<>\s]+)>", md), "automail", 110)
        md.inlinePatterns.register(SpanWithAttributes(r"(?<!!)\[", md), "span_with_attributes", 128)
        md.parser.blockprocessors.register(BlockAttributes(md), "block_attributes", 75)
        md.ESCAPED_CHARS.append("<")
        md.parser.blockprocessors.register(NumberedLists(md.parser), "olist", 40)


class Speed(Extension):
    """The same as the library does, in less time; tests hold it equal."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # as above
        md.inlinePatterns.register(Brackets(LINK_RE, md), "link", 160)
        md.inlinePatterns.register(Image(IMAGE_LINK_RE, md), "image_link", 150)
        md.treeprocessors.register(Inline(md), "inline", 20)
        md.treeprocessors.register(LineBreaks(md), "prettify", 10)
        md.treeprocessors.deregister("footnote-duplicate")  # it only repeats links back, which our footnotes lack


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


class SpanWithAttributes(Brackets):
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
