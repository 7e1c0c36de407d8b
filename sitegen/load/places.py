"""Places: marks that carry a position in the source through Markdown into the finished HTML.

Python-Markdown does not say where in the source an element comes from. So a scanner puts a mark before everything
that may need a place later, and Markdown decides what becomes of it. A mark consists of Unicode noncharacters
(U+FDD0 to U+FDEF), which no text may contain: they are neither letters, digits nor spaces to Markdown.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sitegen.base.diagnostics import Span

OPEN = "\ufdd0"
DIGITS = "\ufde0\ufde1\ufde2\ufde3\ufde4\ufde5\ufde6\ufde7\ufde8\ufde9\ufdea\ufdeb\ufdec\ufded\ufdee\ufdef"
CLOSE = "\ufdd1"
CLOSE_BEFORE = "\ufdd2"  # ends a mark inserted as `at=MARK ` at the start of an attribute list
CLOSE_AFTER = "\ufdd3"  # ends a mark inserted as ` at=MARK` at the end of an HTML tag
SEAM = "\ufdd4"  # stands between two blocks of the text
ATTRIBUTE = "at"  # no letter of it may mean anything to Markdown

MARK = re.compile(f"{OPEN}([{DIGITS}]+)[{CLOSE}{CLOSE_BEFORE}{CLOSE_AFTER}]")
INSERTED = re.compile(
    f"{OPEN}[{DIGITS}]+{CLOSE}"
    f"|{ATTRIBUTE}={OPEN}[{DIGITS}]+{CLOSE_BEFORE} ?"
    f"| ?{ATTRIBUTE}={OPEN}[{DIGITS}]+{CLOSE_AFTER}"
)
NONCHARACTER = re.compile("[\ufdd0-\ufdef]")
NUMERIC_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
VALUES = str.maketrans(DIGITS, "0123456789abcdef")


class Mark(StrEnum):
    """What the scanner saw where it left a mark."""

    LINE = "line"  # the first letter of a line
    NUMBER = "number"  # digits
    PUNCTUATION = "punctuation"  # a comma, semicolon or question mark that may be one of another script
    LINK = "link"  # the target of a link, an image or a link definition
    NOTE = "note"  # what looks like a footnote mark
    TAG = "tag"  # an HTML tag
    ATTRIBUTES = "attributes"  # an attribute list


@dataclass(frozen=True, slots=True)
class Place:
    """One marked place: what was seen, where, and how it was written."""

    mark: Mark
    span: Span
    written: str


def encode(index: int, mark: Mark) -> str:
    """What is inserted into the source for the place with this index."""
    number = "".join(DIGITS[int(digit, 16)] for digit in f"{index:x}")
    if mark is Mark.ATTRIBUTES:
        return f"{ATTRIBUTE}={OPEN}{number}{CLOSE_BEFORE} "
    if mark is Mark.TAG:
        return f" {ATTRIBUTE}={OPEN}{number}{CLOSE_AFTER}"
    return f"{OPEN}{number}{CLOSE}"


def decode(match: re.Match[str]) -> int:
    """The index of the place that a match of `MARK` stands for."""
    return int(match[1].translate(VALUES), 16)


def strip(text: str) -> str:
    """A text as it was before the scanner, without marks."""
    if not NONCHARACTER.search(text):
        return text
    return NONCHARACTER.sub("", INSERTED.sub("", text))


def without_forgeries(html: str) -> str:
    """HTML whose numeric character references cannot become marks."""
    return NUMERIC_REFERENCE.sub(_harmless, html)


def _harmless(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    code = int(digits[-8:], 16 if match[1] else 10)
    return "\ufffd" if 0xFDD0 <= code <= 0xFDEF else match[0]


@dataclass(frozen=True, slots=True)
class Places:
    """All places of one text, by the index that their marks carry."""

    places: tuple[Place, ...]
    start: Span

    def all(self, text: str) -> Iterator[Place]:
        """The places whose marks a text contains, in order."""
        for match in MARK.finditer(text):
            index = decode(match)
            if index < len(self.places):
                yield self.places[index]

    def first(self, text: str, *kinds: Mark) -> Place | None:
        """The first place in a text, of certain kinds if any are named."""
        return next((place for place in self.all(text) if not kinds or place.mark in kinds), None)


@dataclass(frozen=True, slots=True)
class Ruler:
    """Turns offsets in a text into lines and columns of its file."""

    path: str
    first_line: int
    starts: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The span of two offsets; the end is exclusive."""
        line, column = self._position(start)
        end_line, end_column = self._position(max(start, end))
        return Span(self.path, line, column, end_line, end_column)

    def _position(self, offset: int) -> tuple[int, int]:
        row = bisect_right(self.starts, offset) - 1
        return self.first_line + row, offset - self.starts[row] + 1


def ruler(text: str, path: str, first_line: int) -> Ruler:
    """The ruler for a text whose first line is line `first_line` of the file."""
    starts = (0, *(match.end() for match in re.finditer("\n", text)))
    return Ruler(path, first_line, starts)
