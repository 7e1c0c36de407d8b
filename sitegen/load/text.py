"""Bytes -> text that is safe to read: UTF-8, normalised, without invisible traps."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic, Findings, Related, Span
from sitegen.base.files import SourceFile
from sitegen.base.remarks import Remark
from sitegen.l10n.bidi import CONTROL as BIDI_CONTROL
from sitegen.l10n.bidi import MARKS, direction_of

LIMIT_BYTES = 5_000_000
MEGABYTE = 1_000_000

# C0 and C1 controls but for tab and line feed, DEL, the separators of lines and paragraphs (which YAML would take
# for line ends), the byte order mark inside a text, and the noncharacters.
CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff"
CONTROL = re.compile(
    f"[{CONTROLS}{''.join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))}]"
)
# Most texts have no character beyond the basic plane, whose first byte is F0 or more; without them the search is quick.
BASIC_UNSEEN = re.compile(f"[{CONTROLS}]|{BIDI_CONTROL.pattern}")
BEYOND_BASIC = tuple(bytes([first]) for first in range(0xF0, 0xF5))
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

# What opens a stretch of another direction, and what closes it (UAX #9).
POP_EMBEDDING, POP_ISOLATE = "\u202c", "\u2069"
PARTNER = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", POP_EMBEDDING),
    **dict.fromkeys("\u2066\u2067\u2068", POP_ISOLATE),
}
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
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text)
    findings = Findings()
    beyond = any(first in file.content for first in BEYOND_BASIC)
    if beyond or BASIC_UNSEEN.search(text):
        if CONTROL.search(text):
            _note_controls(text, file.path, findings)
            text = CONTROL.sub("", text)
        if BIDI_CONTROL.search(text):
            text = _without_stray_bidi(text, file.path, findings)
    return Checked(text, tuple(findings))


def _not_utf8(file: SourceFile, offset: int) -> Diagnostic:
    before = file.content[:offset]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", errors="replace")) + 1
    place = Span(file.path, line, column, line, column + 1)
    return problems.NOT_UTF8.at(place, byte=f"0x{file.content[offset]:02X}", offset=offset)


class _Lines(Struct, frozen=True):
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
    name = CONTROL_NAMES.get(character, "") or unicodedata.name(character, Remark("an invisible control character"))
    return {"name": name, "code_point": f"U+{ord(character):04X}"}


def _note_controls(text: str, path: str, findings: Findings) -> None:
    lines = _lines(text, path)
    for match in CONTROL.finditer(text):
        findings.note(problems.CONTROL_CHARACTER, lines.span(match.start()), **_facts(match[0]))


def _without_stray_bidi(text: str, path: str, findings: Findings) -> str:
    lines = _lines(text, path)
    stray = [one.moved(start) for start, paragraph in _paragraphs(text) for one in _strays(paragraph)]
    kept = list(text)
    for one in sorted(stray):
        related = (Related(lines.span(offset), label) for offset, label in one.related)
        facts = _facts(text[one.offset])
        findings.note(problems.STRAY_BIDI, lines.span(one.offset), *related, **facts, fault=one.fault)
        kept[one.offset] = ""
    return "".join(kept)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in PARAGRAPH_END.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


class _Stray(Struct, frozen=True, order=True):
    """A bidirectional control that does not belong where it is, why, and which other ones it concerns."""

    offset: int
    fault: str
    related: tuple[tuple[int, Remark], ...] = ()

    def moved(self, by: int) -> "_Stray":
        return replace(
            self, offset=self.offset + by, related=tuple((offset + by, label) for offset, label in self.related)
        )


def _strays(paragraph: str) -> Iterator[_Stray]:
    """Controls without a partner, by the pairing rules of UAX #9 (X1–X8), and marks that split a word."""
    opened: list[int] = []
    isolates = 0
    for match in BIDI_CONTROL.finditer(paragraph):
        offset, character = match.start(), match[0]
        if character in MARKS:
            if _is_inside_a_word(paragraph, offset):
                yield _Stray(offset, Remark("stands inside a word"))
        elif character in PARTNER:
            opened.append(offset)
            isolates += PARTNER[character] == POP_ISOLATE
        elif opened and PARTNER[paragraph[opened[-1]]] == character:
            opened.pop()
            isolates -= character == POP_ISOLATE
        elif character == POP_ISOLATE and isolates:
            yield from _cut_short(paragraph, opened, offset)
            isolates -= 1
        else:
            yield _closes_nothing(paragraph, opened, offset)
    for offset in opened:
        yield _Stray(offset, _unfollowed(PARTNER[paragraph[offset]]))


def _is_inside_a_word(text: str, offset: int) -> bool:
    """Whether there is a letter of one direction on either side; elsewhere a mark may steer what has no direction."""
    before, after = text[max(0, offset - 1) : offset], text[offset + 1 : offset + 2]
    return before.isalpha() and after.isalpha() and direction_of(before) == direction_of(after)


def _cut_short(paragraph: str, opened: list[int], end: int) -> Iterator[_Stray]:
    """The end of an isolate also ends what was opened inside it, which is then left without an end of its own."""
    inside: list[int] = []
    while PARTNER[paragraph[opened[-1]]] != POP_ISOLATE:
        inside.append(opened.pop())
    around = opened.pop()
    for offset in inside:
        fault = Remark(
            "has no partner: no {control} closes it before the isolate around it ends", control=_named(POP_EMBEDDING)
        )
        yield _Stray(offset, fault, ((around, Remark("the isolate begins here")), (end, Remark("and ends here"))))


def _closes_nothing(paragraph: str, opened: list[int], offset: int) -> _Stray:
    if paragraph[offset] == POP_ISOLATE:
        fault = Remark("has no partner: no isolate is open here")
    else:
        fault = Remark("has no partner: no embedding or override is open here")
    if not opened:
        return _Stray(offset, fault)
    label = Remark("what is open needs {control}", control=_named(PARTNER[paragraph[opened[-1]]]))
    return _Stray(offset, fault, ((opened[-1], label),))


def _unfollowed(character: str) -> Remark:
    return Remark("has no partner: no {control} follows in its paragraph", control=_named(character))


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"
