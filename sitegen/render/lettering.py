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
# Letters that touch the next one, and those that the one before touches: Unicode's Joining_Type D, and R besides.
DUAL = (
    "\u0620\u0626\u0628\u062a-\u062e\u0633-\u0647\u0649\u064a\u066e\u066f\u0678-\u0687\u069a-\u06bf\u06c1\u06c2\u06cc\u06ce\u06d0\u06d1"
    "\u06fa-\u06fc"
)
RIGHT = (
    "\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf"
    "\u06d2\u06d3\u06d5"
)
JOINED = re.compile(f"[{DUAL}][{DUAL}{RIGHT}]")
JOINER = "\u200d"  # shows nothing, and is touched by what stands beside it


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
NUMERAL = Style(("num", *TITLE.arabic), ("num", *TITLE.arabic), 1.0)
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
        self._everywhere: dict[str, bool] = {}

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

    def surely_writes(self, text: str) -> bool:
        """Whether each voice has every letter of a text, and no mark in it asks for the face of its letter.

        Most texts of a site are settled so, a hundred times faster than by cutting them into bits.
        """
        return all(map(self._is_in_every_voice, set(text)))

    def _is_in_every_voice(self, letter: str) -> bool:
        if letter not in self._everywhere:
            known = (any(self.covers(face, letter) for face in style.latin) for style in VOICES)
            self._everywhere[letter] = not category(letter).startswith("M") and all(known)
        return self._everywhere[letter]

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
    """No face has a letter, or that of a letter has not the mark on it."""

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
    """The text in stretches of one face. A mark stays with its letter; a letter joins its neighbour in another face."""
    chosen: list[str] = []
    for letter in text:
        kind = category(letter)[0]
        stays = chosen and (kind in "MP" or letter in BLANK) and covers(chosen[-1], letter)
        found = chosen[-1] if stays else next((face for face in faces if covers(face, letter)), None)
        if found is None or (kind == "M" and chosen and not stays):
            raise Unwritable(letter)
        chosen.append(found)
    begin = 0
    for face, group in groupby(chosen):
        end = begin + len(list(group))
        yield face, f"{_joint(text, begin)}{text[begin:end]}{_joint(text, end)}"
        begin = end


def _joint(text: str, place: int) -> str:
    """What stands for the neighbour from which a cut at a place parts a joined letter."""
    return JOINER if JOINED.match(text, place - 1) and 0 < place < len(text) else ""
