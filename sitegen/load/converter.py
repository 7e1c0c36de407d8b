"""Python-Markdown without the work that a text does not need: the same elements, in a fraction of the time."""

import re
from typing import Self
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import BLOCK_LEVEL_ELEMENTS, ETX, STX, AtomicString

BLOCK_LEVEL = frozenset(BLOCK_LEVEL_ELEMENTS)
BLANK_LINE = re.compile(r"(?<=\n) +\n")
ONLY_WITH: dict[type[Treeprocessor], str] = {AttrListTreeprocessor: "{", UnescapeTreeprocessor: "\\"}
# How a line begins that may be anything but the line of a paragraph.
UNUSUAL = r"[ ]{0,3}(?:[#>:=_*+|\[{ \n-]|\d+\.)"
UNUSUAL_BLOCK = re.compile(rf"{UNUSUAL}|$")
UNUSUAL_LINE = re.compile(rf"\n{UNUSUAL}")


# One of these must stand in a block for a processor to want it.
NEEDED: dict[str, tuple[str, ...]] = {
    "table": ("|",),
    "block_attributes": ("}",),
    "hashheader": ("#",),
    "setextheader": ("\n=", "\n-"),
    "deflist": (":",),
    "quote": (">",),
    "footnote": ("[^",),
    "abbr": ("*[",),
    "reference": ("]:",),
}


class Blocks(BlockParser):
    """The library's parser of blocks, which asks only those processors about a block that could want it."""

    every: tuple[tuple[BlockProcessor, tuple[str, ...]], ...] = ()

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802  # the library's name
        self.every = self.every or self._every()
        paragraphs = self.every[-1][0]
        while blocks:
            block = blocks[0]
            if is_paragraph(block):
                paragraphs.run(parent, blocks)
                continue
            for processor, needed in self.every:
                if needed and not any(map(block.__contains__, needed)):
                    continue
                if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                    break

    def _every(self) -> tuple[tuple[BlockProcessor, tuple[str, ...]], ...]:
        known = self.blockprocessors
        names = {id(known[name]): name for name in NEEDED if name in known}
        return tuple((processor, NEEDED.get(names.get(id(processor), ""), ())) for processor in known)


def is_paragraph(block: str) -> bool:
    """Whether no other processor of blocks could want any of it. A table has a stroke in its first line."""
    if UNUSUAL_BLOCK.match(block):
        return False
    return "\n" not in block or not ("|" in block or UNUSUAL_LINE.search(block))


class Converter(Markdown):
    """Makes a tree of elements from Markdown, as it is before it is written as HTML."""

    def build_parser(self) -> Self:
        super().build_parser()
        self.parser.__class__ = Blocks  # its processors know it already, so that it cannot be another one
        return self

    def is_block_level(self, tag: object) -> bool:
        return isinstance(tag, str) and tag.lower().rstrip("/") in BLOCK_LEVEL

    def elements(self, source: str) -> Element:
        """The elements of a text, with line breaks and attributes in their places."""
        root = Element(self.doc_tag)
        if not source.strip():
            return root
        self.parser.parseChunk(root, self._prepared(source))
        for processor in self.treeprocessors:
            if ONLY_WITH.get(type(processor), "") in source:
                processor.run(root)
        return root

    def written(self, text: str, elements: list[Element]) -> str:
        """A text and elements as HTML, with what was set aside back in its place."""
        holder = Element("div")
        holder.text = text
        holder.extend(elements)
        html = self.serializer(holder).removeprefix("<div>").removesuffix("</div>")
        for processor in self.postprocessors:
            html = processor.run(html)
        return html

    def _prepared(self, source: str) -> str:
        """A text after the library's preprocessors."""
        text = source.replace(STX, "").replace(ETX, "") + "\n\n"
        if "\t" in text:
            text = text.expandtabs(self.tab_length)
        if "\n " in text:
            text = BLANK_LINE.sub("\n", text)
        if "```" in text or "~~~" in text:
            text = "\n".join(self.preprocessors["fenced_code_block"].run(text.split("\n")))
        if "<" in text or "&#" in text:
            text = "\n".join(self.preprocessors["html_block"].run(text.split("\n")))
        return text


class LineBreaks(Treeprocessor):
    """Line breaks between blocks, where the library puts them."""

    def run(self, root: Element) -> None:
        _break_lines(root)
        for line_break in root.iter("br"):
            tail = line_break.tail
            line_break.tail = f"\n{tail}" if tail and tail.strip() else "\n"
        for pre in root.iter("pre"):
            if len(pre) and pre[0].tag == "code" and not len(pre[0]) and pre[0].text is not None:
                pre[0].text = AtomicString(pre[0].text.rstrip() + "\n")


def _break_lines(element: Element) -> None:
    if element.tag not in {"code", "pre"}:
        if len(element) and (not element.text or not element.text.strip()) and element[0].tag in BLOCK_LEVEL:
            element.text = "\n"
        for child in element:
            if child.tag in BLOCK_LEVEL:
                _break_lines(child)
    if not element.tail or not element.tail.strip():
        element.tail = "\n"
