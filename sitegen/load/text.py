"""Bytes -> text that is safe to read: UTF-8, normalised, without invisible traps."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic, Findings, Span
from sitegen.base.files import SourceFile

LIMIT_BYTES = 5_000_000
MEGABYTE = 1_000_000

# C0 and C1 controls but for tab and line feed, DEL, the separators of lines and paragraphs (which YAML would take
# for line ends), the byte order mark inside a text, and the noncharacters.
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
CONTROL_NAMES = {
    "\x00": "NUL",
    "\x08": "BACKSPACE",
    "\x0b": "VERTICAL TAB",
    "\x0c": "FORM FEED",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
    "\ufeff": "BYTE ORDER MARK",
}

BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
POP_EMBEDDING, POP_ISOLATE = "\u202c", "\u2069"
EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")
PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


def decode_text(file: SourceFile) -> Checked[str | None]:
    """The text of a file: line ends are \\n, the form is NFC; None when it is not UTF-8 or far too large.

    Characters that do not belong in a text are named and taken out, so that nothing trips over them again.
    """
    if len(file.content) > LIMIT_BYTES:
        size, limit = (f"{length / MEGABYTE:.1f} MB" for length in (len(file.content), LIMIT_BYTES))
        return Checked(None, (problems.TOO_LARGE.at(Span(file.path), size=size, limit=limit),))
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Checked(None, (_not_utf8(file, error.start),))
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    findings = Findings()
    if CONTROL.search(text):
        _note_controls(text, file.path, findings)
        text = CONTROL.sub("", text)
    if BIDI.search(text):
        text = _without_stray_bidi(text, file.path, findings)
    return Checked(text, tuple(findings))


def _not_utf8(file: SourceFile, offset: int) -> Diagnostic:
    before = file.content[:offset]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", errors="replace")) + 1
    place = Span(file.path, line, column, line, column + 1)
    return problems.NOT_UTF8.at(place, byte=f"0x{file.content[offset]:02X}", offset=offset)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the lines of a text begin."""

    path: str
    starts: tuple[int, ...]

    def span(self, offset: int) -> Span:
        """The place of one character."""
        line = bisect_right(self.starts, offset)
        column = offset - self.starts[line - 1] + 1
        return Span(self.path, line, column, line, column + 1)


def _lines(text: str, path: str) -> _Lines:
    return _Lines(path, (0, *(match.end() for match in re.finditer("\n", text))))


def _facts(character: str) -> dict[str, str]:
    name = CONTROL_NAMES.get(character, "") or unicodedata.name(character, "an invisible control character")
    return {"name": name, "code_point": f"U+{ord(character):04X}"}


def _note_controls(text: str, path: str, findings: Findings) -> None:
    lines = _lines(text, path)
    for match in CONTROL.finditer(text):
        findings.note(problems.CONTROL_CHARACTER, lines.span(match.start()), **_facts(match[0]))


def _without_stray_bidi(text: str, path: str, findings: Findings) -> str:
    lines = _lines(text, path)
    stray = [start + offset for start, paragraph in _paragraphs(text) for offset in _unpaired(paragraph)]
    for offset in stray:
        findings.note(problems.STRAY_BIDI, lines.span(offset), **_facts(text[offset]))
    kept = list(text)
    for offset in reversed(stray):
        del kept[offset]
    return "".join(kept)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in PARAGRAPH_END.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def _unpaired(paragraph: str) -> list[int]:
    """Offsets of bidirectional controls without a partner, by the pairing rules of UAX #9 (X1–X8).

    The end of an isolate also ends what was opened inside it, which is then left without an end of its own.
    """
    opened: list[int] = []
    stray: list[int] = []
    isolates = 0
    for match in BIDI.finditer(paragraph):
        offset, character = match.start(), match[0]
        if character not in {POP_EMBEDDING, POP_ISOLATE}:
            opened.append(offset)
            isolates += character not in EMBEDDINGS
        elif character == POP_EMBEDDING and opened and paragraph[opened[-1]] in EMBEDDINGS:
            opened.pop()
        elif character == POP_ISOLATE and isolates:
            while paragraph[opened[-1]] in EMBEDDINGS:
                stray.append(opened.pop())
            opened.pop()
            isolates -= 1
        else:
            stray.append(offset)
    return sorted(stray + opened)
