"""Drawings: the SVG files beside write-ups, published as they are once they were found to be whole and to do nothing.

A browser that shows an SVG as a picture runs no program in it and fetches nothing for it. Opened by itself it would do
both, at the address of the site.
"""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from xml.parsers import expat

from msgspec import Struct

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Span
from sitegen.base.files import SourceFile
from sitegen.base.remarks import Remark

DRAWINGS = frozenset({".svg"})
SVG = "http://www.w3.org/2000/svg"
# CSS pixels to each unit of an absolute length (CSS Values and Units 3); others depend on what stands around.
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}
LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*", re.IGNORECASE)
MOST = 100_000  # pixels; more is a slip in a number
FETCHING = frozenset({"href", "src"})
LINKS = frozenset({"a"})  # elements that lead somewhere and fetch nothing
AT_HAND = ("#", "data:")
OF_STYLE = re.compile(r"""@import\s+(?:url\()?\s*["']?([^"')\s;]+)|url\(\s*["']?([^"')\s]+)""", re.IGNORECASE)
HREF = re.compile(r"""\bhref\s*=\s*["']([^"']*)""")
LEADING = FETCHING | {"to", "from", "by", "values"}  # the last four: what an animation makes of an address
PROGRAM = re.compile(r"(?:^|;)(?:java|vb)script:", re.IGNORECASE)  # in an address, or in a list of them


class Drawing(Struct, frozen=True):
    """A drawing in its natural size, in CSS pixels; 0 where it does not say."""

    path: str
    width: int
    height: int


def is_drawing(path: str) -> bool:
    """Whether a file is a drawing, going by its name."""
    return PurePosixPath(path).suffix.lower() in DRAWINGS


def measure(file: SourceFile, _shared: None) -> Checked[Drawing | None]:
    """The size of a drawing, and whatever is wrong with it; None where it cannot be read."""
    reader = _Reader(file.path)
    try:
        reader.read(file.content)
    except expat.ExpatError as error:
        detail = Remark("it is not well-formed XML from here on")
        reader.findings.note(problems.UNREADABLE_DRAWING, _place(file.path, error.lineno, error.offset), detail=detail)
        return Checked(None, tuple(reader.findings))
    if reader.size is None:
        return Checked(None, tuple(reader.findings))
    return Checked(Drawing(file.path, *reader.size), tuple(reader.findings))


class _Reader:
    """Reads one SVG file to its end. `size` is None where the file is something else."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings = Findings()
        self.size: tuple[int, int] | None = None
        self._is_within = self._is_in_style = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self, content: bytes) -> None:
        self._parser.Parse(content, True)

    @property
    def here(self) -> Span:
        return _place(self.path, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if not self._is_within:
            self._begin(space, name, attributes)
        self._is_within = True
        self._is_in_style = name == "style"
        if name == "script":
            self.findings.note(problems.DRAWING_WITH_PROGRAM, self.here, what=Remark("a script"))
            return
        for full, value in attributes.items():
            self._judge(name, full.rpartition(" ")[2], value)

    def _begin(self, space: str, name: str, attributes: Mapping[str, str]) -> None:
        if (space, name) != (SVG, "svg"):
            detail = Remark("it does not begin with <svg xmlns={address}>", address=f'"{SVG}"')
            self.findings.note(problems.UNREADABLE_DRAWING, self.here, detail=detail)
            return
        self.size = _size(attributes)
        if not all(self.size):
            self.findings.note(problems.DRAWING_WITHOUT_SIZE, self.here)

    def _end(self, _tag: str) -> None:
        self._is_in_style = False

    def _text(self, text: str) -> None:
        if self._is_in_style:
            self._judge_style(text)

    def _instruction(self, name: str, words: str) -> None:
        """A style sheet can be asked for before the drawing begins too (Associating Style Sheets with XML)."""
        asked = HREF.search(words) if name == "xml-stylesheet" else None
        if asked:
            self._judge_address(asked[1])

    def _judge(self, tag: str, name: str, value: str) -> None:
        """One attribute."""
        if name.lower().startswith("on"):
            said = Remark("the attribute {name}, which runs a program,", name=name)
            self.findings.note(problems.DRAWING_WITH_PROGRAM, self.here, what=said)
        elif name in LEADING and PROGRAM.search("".join(value.split())):
            self.findings.note(problems.DRAWING_WITH_PROGRAM, self.here, what=Remark("a link that runs a program"))
        elif name in FETCHING and tag not in LINKS:
            self._judge_address(value)
        elif "url(" in value.lower():
            self._judge_style(value)

    def _judge_style(self, style: str) -> None:
        for found in OF_STYLE.finditer(style):
            self._judge_address(found[1] or found[2])

    def _judge_address(self, address: str) -> None:
        address = address.strip()
        if address and not address.lower().startswith(AT_HAND):
            self.findings.note(problems.DRAWING_FETCHES, self.here, address=address)


def _place(path: str, line: int, column: int) -> Span:
    return Span(path, line, column + 1, line, column + 2)


def _size(attributes: Mapping[str, str]) -> tuple[int, int]:
    """The natural size by width, height and viewBox (SVG 2, 7.2 and 8.6); (0, 0) where they do not tell it."""
    width, height = _pixels(attributes.get("width", "")), _pixels(attributes.get("height", ""))
    box = [_pixels(number) for number in attributes.get("viewBox", "").replace(",", " ").split()[2:]]
    if len(box) == 2 and all(box):  # width and height
        if not width:
            width = height * box[0] / box[1] if height else box[0]
        height = height or width * box[1] / box[0]
    return (max(1, round(width)), max(1, round(height))) if width and height else (0, 0)


def _pixels(length: str) -> float:
    """An absolute length in CSS pixels; 0 for any other."""
    found = LENGTH.fullmatch(length)
    pixels = float(found[1]) * UNITS.get(found[2].lower(), 0.0) if found else 0.0
    return pixels if pixels < MOST else 0.0
