"""A finished body taken apart: its blocks and sections, with what is known of them in any language."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from sitegen.load.nodes import VOID

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
ID = re.compile(r'<[^>]* id="([^"]+)"')
NUMBER = re.compile(r"\d+")
WORDS_BETWEEN = re.compile(r"<[^>]*>")
# The numerals in the margin stand before their blocks and repeat what these say.
MARGIN = re.compile(r'<span class="margin-numeral"[^>]*>(?:<span>[^<]*</span>)*</span>')

OPENING = "opening"
PARAGRAPH, LIST, QUOTATION, TABLE, NOTES, IMAGE = "paragraph", "list", "quotation", "table", "notes", "image"
KINDS = {"ul": LIST, "ol": LIST, "dl": LIST, "blockquote": QUOTATION, "table": TABLE, "img": IMAGE}
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


class Block(Struct, frozen=True):
    """A heading, a paragraph, a list, a table …: whatever stands by itself in a body.

    kind      what it is: the tag of a heading, one of the words above, else its own tag
    id        its own, "" without one
    length    how many characters it says
    numbers   the numbers in it, which stay what they are in every language
    """

    kind: str
    html: str
    id: str
    length: int
    numbers: frozenset[int]

    @property
    def is_heading(self) -> bool:
        return self.kind in HEADINGS


class Section(Struct, frozen=True):
    """The blocks from one heading, of whatever level, to the next.

    The `kind` is the heading's, "opening" before the first of them, "notes" for the footnotes, which belong to none.
    """

    kind: str
    id: str
    blocks: tuple[Block, ...]

    @property
    def length(self) -> int:
        return sum(block.length for block in self.blocks)

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset().union(*(block.numbers for block in self.blocks))


def sections(html: str) -> tuple[Section, ...]:
    """A body section by section; the first is what stands before all headings, and may be empty."""
    gathered: list[tuple[str, str, list[Block]]] = [(OPENING, "", [])]
    for block in blocks(html):
        if block.is_heading or block.kind == NOTES:
            gathered.append((block.kind, block.id, []))
        gathered[-1][2].append(block)
    return tuple(Section(kind, id, tuple(held)) for kind, id, held in gathered)


def blocks(html: str) -> Iterator[Block]:
    """The outermost elements of a body, in order, without the numerals that hang beside them."""
    for piece in outermost(MARGIN.sub("", html)):
        yield _block(piece)


def outermost(html: str) -> Iterator[str]:
    """Well-formed HTML cut into its outermost elements; words outside of all are a piece of their own."""
    depth, start = 0, 0
    for tag in TAG.finditer(html):
        if depth == 0:
            yield from _said(html[start : tag.start()])
            start = tag.start()
        if tag[2] not in VOID:
            depth += -1 if tag[1] else 1
        if depth == 0:
            yield html[start : tag.end()]
            start = tag.end()
    yield from _said(html[start:])


def _said(between: str) -> Iterable[str]:
    return (between,) if between.strip() else ()


def _block(html: str) -> Block:
    opening = TAG.match(html)
    tag = opening[2] if opening else "p"
    id = ID.match(opening[0]) if opening else None
    words = WORDS_BETWEEN.sub("", html)
    numbers = frozenset(int(number) for number in NUMBER.findall(words))
    return Block(_kind(tag, opening[0] if opening else "", html, words), html, id[1] if id else "", len(words), numbers)


def _kind(tag: str, opening: str, html: str, words: str) -> str:
    if 'class="footnotes"' in opening:
        return NOTES
    if 'class="table-box"' in opening:
        return TABLE
    if 'class="quotation"' in opening:
        return QUOTATION
    if tag in {"p", "figure"} and "<img " in html and not words.strip():
        return IMAGE
    return PARAGRAPH if tag == "p" else KINDS.get(tag, tag)
