"""Places: marks that carry a position in the source through Markdown into the finished HTML.

Python-Markdown does not say where in the source an element comes from. So a scanner puts a mark before everything
that may need a place later, and Markdown decides what becomes of it. A mark consists of Unicode noncharacters
(U+FDD0 to U+FDEF), which no text may contain: they are neither letters, digits nor spaces to Markdown.
"""

import re
from bisect import bisect_right
from enum import StrEnum
from functools import cached_property, lru_cache

from msgspec import Struct

from sitegen.base.diagnostics import Span

OPEN = "\ufdd0"
DIGITS = "\ufde0\ufde1\ufde2\ufde3\ufde4\ufde5\ufde6\ufde7\ufde8\ufde9\ufdea\ufdeb\ufdec\ufded\ufdee\ufdef"
CLOSE = "\ufdd1"
CLOSE_BEFORE = "\ufdd2"  # ends a mark inserted as `at=MARK ` at the start of an attribute list
CLOSE_AFTER = "\ufdd3"  # ends a mark inserted as ` at=MARK` at the end of an HTML tag
ATTRIBUTE = "at"  # no letter of it may mean anything to Markdown

MARK = re.compile(f"{OPEN}([{DIGITS}]+)[{CLOSE}{CLOSE_BEFORE}{CLOSE_AFTER}]")
BARE = re.compile(f"{OPEN}[{DIGITS}]+{CLOSE}")
INSERTED = re.compile(
    f"{OPEN}[{DIGITS}]+{CLOSE}"
    f"|{ATTRIBUTE}={OPEN}[{DIGITS}]+{CLOSE_BEFORE} ?"
    f"| ?{ATTRIBUTE}={OPEN}[{DIGITS}]+{CLOSE_AFTER}"
)
NONCHARACTER = re.compile("[\ufdd0-\ufdef]")
NUMERIC_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
VALUES = str.maketrans(DIGITS, "0123456789abcdef")
FIGURES = str.maketrans("0123456789abcdef", DIGITS)


class Mark(StrEnum):
    """What the scanner saw where it left a mark."""

    LINE = "line"  # the first letter of a line
    NUMBER = "number"  # digits
    PUNCTUATION = "punctuation"  # a comma, semicolon or question mark that may be one of another script
    LINK = "link"  # the target of a link, an image or a link definition
    NOTE = "note"  # what looks like a footnote mark
    TAG = "tag"  # an HTML tag
    ATTRIBUTES = "attributes"  # an attribute list


class Place(Struct, frozen=True):
    """One marked place: what was seen, where, and how it was written."""

    mark: Mark
    span: Span
    written: str


@lru_cache(maxsize=4096)
def encode(index: int, mark: Mark) -> str:
    """What is inserted into the source for the place with this index."""
    number = f"{index:x}".translate(FIGURES)
    if mark is Mark.ATTRIBUTES:
        return f"{ATTRIBUTE}={OPEN}{number}{CLOSE_BEFORE} "
    if mark is Mark.TAG:
        return f" {ATTRIBUTE}={OPEN}{number}{CLOSE_AFTER}"
    return f"{OPEN}{number}{CLOSE}"


@lru_cache(maxsize=4096)
def decode(digits: str) -> int:
    """The index of the place that the digits of a mark stand for."""
    return int(digits.translate(VALUES), 16)


def strip(text: str) -> str:
    """A text as it was before the scanner, without marks."""
    if OPEN in text:
        text = (INSERTED if CLOSE_BEFORE in text or CLOSE_AFTER in text else BARE).sub("", text)
    return text if text.isascii() or not NONCHARACTER.search(text) else NONCHARACTER.sub("", text)


def without_forgeries(html: str) -> str:
    """HTML whose numeric character references cannot become marks."""
    return NUMERIC_REFERENCE.sub(_harmless, html)


def _harmless(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    code = int(digits[-8:], 16 if match[1] else 10)
    return "\ufffd" if 0xFDD0 <= code <= 0xFDEF else match[0]


class Ruler:
    """Turns offsets in a text into lines and columns of its file. The text's first line is line `first_line` of it."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line

    @cached_property
    def _starts(self) -> list[int]:
        """Where the lines begin: most texts have no mistake and no gap, and are never measured."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def span(self, start: int, end: int) -> Span:
        """The span of two offsets; the end is exclusive."""
        line, column = self._position(start)
        end_line, end_column = self._position(max(start, end))
        return Span(self.path, line, column, end_line, end_column)

    def _position(self, offset: int) -> tuple[int, int]:
        row = bisect_right(self._starts, offset) - 1
        return self.first_line + row, offset - self._starts[row] + 1


class Places:
    """All places of one text, by the index that their marks carry. Each is worked out when it is asked for."""

    def __init__(self, marked: list[tuple[Mark, int, int]], ruler: Ruler) -> None:
        self._marked = marked
        self._ruler = ruler

    @property
    def start(self) -> Span:
        """The first line of the text."""
        end = self._ruler.text.find("\n")
        return self._ruler.span(0, len(self._ruler.text) if end < 0 else end)

    def has(self, mark: Mark) -> bool:
        """Whether anything was marked as of this kind."""
        return any(kind is mark for kind, _, _ in self._marked)

    def first(self, text: str, *kinds: Mark) -> Place | None:
        """The first place whose mark a text contains, of certain kinds if any are named."""
        if OPEN not in text:
            return None
        for match in MARK.finditer(text):
            index = decode(match[1])
            if index < len(self._marked) and (not kinds or self._marked[index][0] in kinds):
                return self._place(index)
        return None

    def unmarked(self, text: str) -> tuple[str, list[tuple[int, Place]]]:
        """A text without marks, and where in it they stood with what they point at."""
        plain = ""
        found: list[tuple[int, Place]] = []
        done = 0
        for match in INSERTED.finditer(text) if OPEN in text else ():
            plain += strip(text[done : match.start()])
            done = match.end()
            if place := self.first(match[0]):
                found.append((len(plain), place))
        return plain + strip(text[done:]), found

    def _place(self, index: int) -> Place:
        kind, start, end = self._marked[index]
        return Place(kind, self._ruler.span(start, end), self._ruler.text[start:end])
