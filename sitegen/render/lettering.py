"""Lettering: lines of text in pictures, each script in its own face, each direction in its own order (UAX #9).

Raqm (HarfBuzz) joins and stacks letters; it knows one face at a time, so a line is cut into bits that have one.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from io import BytesIO
from itertools import groupby
from typing import Final
from unicodedata import category

from msgspec import Struct
from PIL import ImageDraw, ImageFont

from sitegen.l10n import bidi
from sitegen.model.languages import Direction, Language

MEASURED_AT: Final = 100  # pixels; widths grow with the size, for no face is hinted
LEAST: Final = 0.01  # what is written takes some room, even when nothing is to be seen
NUMBER = re.compile(r"([0-9]+(?:[.,:/–-][0-9]+)*)")  # which runs from left to right in any line
SPACE = re.compile(r"([ \n\t]+)")
BLANK = "\u00a0\u202f\u200c\u200d\u2060 "  # what shows nothing needs no glyph of its own
JOINED = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06fc\u0750-\u077f]{2}")  # letters that touch their neighbours


class Style(Struct, frozen=True):
    """A voice: the faces for lines in Latin letters and those for lines in Arabic, first the one to try first.

    `latin_in_arabic` is the size of Latin letters and digits among Arabic ones, so that both look one size.
    """

    latin: tuple[str, ...]
    arabic: tuple[str, ...]
    latin_in_arabic: float


TITLE = Style(
    ("title", "title-more", "title-arabic", "title-persian"),
    ("title-arabic", "title-persian", "title", "title-more"),
    0.9,
)
OFFICE = Style(("ui", "ui-more", "ui-arabic", "ui-persian"), ("ui-arabic", "ui-persian", "ui", "ui-more"), 0.86)
STRONG = Style(
    ("ui-strong", "ui-more", "ui-arabic-strong", "ui-persian-strong"),
    ("ui-arabic-strong", "ui-persian-strong", "ui-strong", "ui-more"),
    0.86,
)
NUMERAL = Style(("num", "title-arabic", "title"), ("num", "title-arabic", "title"), 1.0)
VOICES = (TITLE, OFFICE, STRONG)  # a text that all of these have can be written anywhere


class Bit(Struct, frozen=True):
    """A few characters in one face and one direction. `piece` numbers the stretches of a text that run one way."""

    text: str
    face: str
    way: Direction
    piece: int
    piece_way: Direction
    language: str
    scale: float = 1.0


Word = tuple[Bit, ...]
Words = tuple[Word, ...]


class Case:
    """A case of type: the faces that a theme has, by the names of their files."""

    def __init__(self, contents: dict[str, bytes]) -> None:
        self._contents = contents
        self._sizes: dict[tuple[str, int], ImageFont.FreeTypeFont] = {}
        self._plain: dict[str, ImageFont.FreeTypeFont] = {}
        self._covered: dict[tuple[str, str], bool] = {}

    def at(self, face: str, size: float) -> ImageFont.FreeTypeFont:
        """A face in a size in pixels."""
        key = (face, round(size))
        if key not in self._sizes:
            content = BytesIO(self._contents[face])
            self._sizes[key] = ImageFont.truetype(content, key[1], layout_engine=ImageFont.Layout.RAQM)
        return self._sizes[key]

    def covers(self, face: str, letter: str) -> bool:
        """Whether a face has a letter: what it has not, it draws as it draws what no face has."""
        key = (face, letter)
        if key not in self._covered:
            self._covered[key] = face in self._contents and (letter in BLANK or self._has(face, letter))
        return self._covered[key]

    def _has(self, face: str, letter: str) -> bool:
        if face not in self._plain:
            content = BytesIO(self._contents[face])
            self._plain[face] = ImageFont.truetype(content, 24, layout_engine=ImageFont.Layout.BASIC)
        plain = self._plain[face]
        return _drawn(plain, letter) != _drawn(plain, "\U000ffffd")


def _drawn(face: ImageFont.FreeTypeFont, letter: str) -> tuple[object, bytes]:
    mask = face.getmask(letter)
    return (mask.size, face.getbbox(letter)), bytes(mask)


class Unwritable(Exception):
    """No face has a letter, or none has all letters of a word that are joined."""

    def __init__(self, letters: str) -> None:
        super().__init__(letters)
        self.letters = letters


class Lettering:
    """A text of one language, cut into words of bits; it raises Unwritable where the faces do not have it."""

    def __init__(self, case: Case, style: Style, text: str, language: str) -> None:
        self.case = case
        self.style = style
        self.text = text
        self.language = language
        self.way: Direction = Language(language).direction
        self.words = tuple(self._words())

    @property
    def widest(self) -> float:
        """The width of the widest word at one pixel of size."""
        return max((*self._widths, LEAST))

    @cached_property
    def _widths(self) -> list[float]:
        return [self._width(word) for word in self.words]

    def lines(self, width: float) -> tuple[Words, ...]:
        """The words in lines no wider than a width, given in parts of the size, all about equally long."""
        lines = self._broken(width)
        low, high = self.widest, width
        for _ in range(8):  # the narrowest width that needs no line more
            middle = (low + high) / 2
            tried = self._broken(middle)
            low, high, lines = (low, middle, tried) if len(tried) <= len(lines) else (middle, high, lines)
        return lines

    def line_width(self, line: Words) -> float:
        """How wide a line is, in parts of the size."""
        return sum(map(self._width, line)) + self._space * max(len(line) - 1, 0)

    def _broken(self, width: float) -> tuple[Words, ...]:
        lines: list[list[Word]] = [[]]
        length = 0.0
        for word, added in zip(self.words, self._widths, strict=True):
            if lines[-1] and length + self._space + added > width:
                lines.append([])
                length = 0.0
            length += added + (self._space if lines[-1] else 0)
            lines[-1].append(word)
        return tuple(map(tuple, lines))

    @cached_property
    def _space(self) -> float:
        faces = self.style.arabic if self.way == "rtl" else self.style.latin
        return self.case.at(faces[0], MEASURED_AT).getlength(" ") / MEASURED_AT

    def _width(self, word: Word) -> float:
        return sum(self._length(bit, MEASURED_AT) for bit in word) / MEASURED_AT

    def _length(self, bit: Bit, size: float) -> float:
        face = self.case.at(bit.face, size * bit.scale)
        return face.getlength(bit.text, direction=bit.way, language=bit.language)

    def draw(self, on: ImageDraw.ImageDraw, at: tuple[float, float], line: Words, size: float, ink: str) -> None:
        """A line whose beginning stands at a place on its base line: its right end, where it runs from the right."""
        x, y = at
        step = -1 if self.way == "rtl" else 1
        for bits in self._in_order(line):
            for bit in bits:
                length = self._space * size if bit.text == " " else self._length(bit, size)
                if bit.text != " ":
                    face = self.case.at(bit.face, size * bit.scale)
                    left = x if step > 0 else x - length
                    on.text((left, y), bit.text, ink, face, "ls", direction=bit.way, language=bit.language)
                x += step * length

    def _in_order(self, line: Words) -> Iterator[list[Bit]]:
        """The bits of a line from its beginning on; a piece that runs the other way begins with its last."""
        bits: list[Bit] = []
        for place, word in enumerate(line):
            if place:
                before = bits[-1]
                inside = before.piece == word[0].piece
                bits.append(Bit(" ", "", self.way, before.piece if inside else -1, before.piece_way, ""))
            bits += word
        for _, group in groupby(bits, key=lambda bit: bit.piece):
            piece = list(group)
            yield piece if piece[0].piece == -1 or piece[0].piece_way == self.way else piece[::-1]

    def _words(self) -> Iterator[Word]:
        """The words of the text. Between two of them the line may be broken, within one it may not."""
        word: list[Bit] = []
        for number, (piece, other) in enumerate(bidi.runs(bidi.strip(self.text), self.way)):
            way = other or self.way
            for part in SPACE.split(piece):
                if part.isspace():
                    if word:
                        yield tuple(word)
                    word = []
                elif part:
                    word += self._bits(part, way, number)
        if word:
            yield tuple(word)

    def _bits(self, text: str, way: Direction, piece: int) -> Iterator[Bit]:
        """Text without spaces that runs one way, cut where its direction or its face changes."""
        given = NUMBER.split(text) if way == "rtl" else [text]
        for place, part in enumerate(given):
            faces = self.style.arabic if way == "rtl" else self.style.latin
            own: Direction = "ltr" if place % 2 else way
            for face, letters in _by_face(part, faces, self.case.covers):
                yield Bit(letters, face, own, piece, way, self._spoken(own), self._scale(face))

    def _spoken(self, way: Direction) -> str:
        """The language whose letter forms are to be had; a run the other way is in one that we do not know."""
        return Language(self.language).primary if way == self.way else ("ar" if way == "rtl" else "en")

    def _scale(self, face: str) -> float:
        return self.style.latin_in_arabic if self.way == "rtl" and face not in self.style.arabic[:2] else 1.0


def _by_face(text: str, faces: tuple[str, ...], covers: Callable[[str, str], bool]) -> Iterator[tuple[str, str]]:
    """The text in stretches of one face; a mark stays with its letter, and joined letters stay together."""
    chosen: list[str] = []
    for letter in text:
        stays = chosen and (category(letter).startswith(("M", "P")) or letter in BLANK) and covers(chosen[-1], letter)
        found = chosen[-1] if stays else next((face for face in faces if covers(face, letter)), None)
        if found is None:
            raise Unwritable(letter)
        if chosen and found != chosen[-1] and JOINED.fullmatch(text[len(chosen) - 1 : len(chosen) + 1]):
            raise Unwritable(text[len(chosen) - 1 : len(chosen) + 1])
        chosen.append(found)
    place = 0
    for face, group in groupby(chosen):
        count = len(list(group))
        yield face, text[place : place + count]
        place += count
