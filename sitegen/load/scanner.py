"""The scanner: finds in Markdown source what may need a place later, and marks it.

It guesses generously and never decides. What is code, a comment or a link is for Markdown to say; a mark that ends
up in code is taken out again.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct, field

from sitegen.base.diagnostics import Span
from sitegen.load.places import Mark, Places, Ruler, encode

LETTER = r"[^\W\d_]"
QUOTED = r'"[^"]{0,2000}"|\'[^\']{0,2000}\''
TOKEN = rf"""
  (?P<escape>\\[^\w\s])
| (?P<comment><!--.*?-->)
| ^[ >]*(?P<definition>\[(?!\^)[^\[\]\n]*\]:[ ]*(?:\n[ >]*)?<?)
| ^[ >]*(?P<note_definition>\[\^(?P<label>[^\]\n]*)\]:)
| ^(?P<abbreviation>[*]\[[^\\\n]*?\][ ]?:)
| (?P<line>
    ^(?:[ \t>|]*(?:(?:[*+-]|\d{{1,9}}\.|:)[ \t]+[>|]*|\#{{1,6}}[ \t]*)*["'«“‘(*_]*[\u00a0\u202f ]*)
    (?P<letter>{LETTER})?(?<!^)
  )
| (?P<opaque><(?:script|style|textarea|title|iframe|noembed|noframes|xmp|plaintext)\b(?>[^<>"']|{QUOTED})*)
| (?P<address><(?=[A-Za-z][A-Za-z0-9+.-]*://[^<>\s]*>|[^<>\s!]+@[^@<>\s]+>))
| (?P<tag><[A-Za-z](?>[^<>"']|{QUOTED})*>)
| (?P<note>\[\^[^\]\n]+\]|\[\^?\d{{1,3}}\}}|\{{\^?\d{{1,3}}\])
| (?P<target>\]\([ \t]*(?:\n[ \t>]*)?<?)
| (?P<attributes>\{{:?[ ]*(?=[.\#][^\s{{}}]|[\w:-]+=)[^{{}}\n]*\}})
| (?P<bracket>\[[^\[\]\n]{{1,200}}\])
| (?P<url>\b[a-z]{{2,10}}://[^\s<>()\[\]]+|\bwww\.[^\s<>()\[\]]+)
| (?P<entity>&\#?\w{{1,32}};)
| (?P<number>(?<![^\W\u0621-\u064a])\d+)
| (?P<punctuation>
    [,;?](?<=[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdcf\ufe70-\ufefc\W].)
  | [،؛؟](?<![\u0621-\u064a].)
  )"""
# Where a token may begin, so that it need not be tried at every letter: at the first character of one, after a line
# feed, or before "://". What stands before a number or a mark decides here already.
CANDIDATE = r"""
  [\n\\<\[\]{&:wW\d,;?،؛؟]
  (?:
    (?<=[\n\\<\[{&])
  | (?<=\])(?=\()
  | (?<=:)(?=//)
  | (?<=[wW])(?=[wW]{2}\.)
  | (?<=\d)(?<![^\W\u0621-\u064a].)\d*
  | (?<=[,;?])(?<=[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdcf\ufe70-\ufefc\W].)
  | (?<=[،؛؟])(?<![\u0621-\u064a].)
  )"""
SCHEME = re.compile(r"\b[a-z]{2,10}\Z", re.IGNORECASE)
LONGEST_SCHEME = 10
LABEL = re.compile(r"^[ >]*\[(?!\^)([^\[\]\n]*)\]:", re.MULTILINE)
ABBREVIATION = re.compile(r"^[*]\[([^\\\n]*?)\][ ]?:", re.MULTILINE)
ATTRIBUTE_START = re.compile(r"\{:?[ ]*")
TARGET_END = re.compile(r"[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*")
ANGLED_END = re.compile(r"[^<>\n]*")


class Scanned(NamedTuple):
    """A Markdown text with marks, the places they stand for, and where footnotes are defined."""

    text: str
    places: Places
    notes: tuple[tuple[str, Span], ...]


class _Scan(Struct):
    """The state of one walk through a text."""

    body: str
    labels: frozenset[str]
    protected: frozenset[int]
    marked: list[tuple[Mark, int, int]] = field(default_factory=list)
    output: list[str] = field(default_factory=list)
    copied: int = 0

    def mark(self, kind: Mark, at: int, start: int, end: int) -> None:
        """Insert a mark before offset `at` for the place from `start` to `end`."""
        marked = self.marked
        self.output += (self.body[self.copied : at], encode(len(marked), kind))
        self.copied = at
        marked.append((kind, start, end))


@cache
def _token() -> re.Pattern[str]:
    """Compiled when a text is read: it takes longer than the text."""
    return re.compile(TOKEN, re.VERBOSE | re.MULTILINE | re.DOTALL | re.IGNORECASE)


@cache
def _candidate() -> re.Pattern[str]:
    return re.compile(CANDIDATE, re.VERBOSE | re.DOTALL)


def scan(body: str, path: str, first_line: int) -> Scanned:
    """The text with a mark at every place that may matter. `first_line` is the body's first line in its file."""
    state = _Scan(body, _labels(body), frozenset(_abbreviated(body)))
    measure = Ruler(body, path, first_line)
    notes: list[tuple[str, Span]] = []
    position = 0
    token = _token()
    for start in _candidates(body):
        if start < position:
            continue
        if not start or body[start - 1] == "\n":  # most lines begin with a letter, or are empty
            first = body[start : start + 1]
            if first.isalpha():
                state.mark(Mark.LINE, start, start, _line_end(body, start))
                position = start + 1
                continue
            if first == "\n":
                continue
        if match := token.match(body, start):
            if match.lastgroup == "note_definition":
                notes.append((match["label"], measure.span(match.start("note_definition"), match.end())))
            position = _note(state, match)
    state.output.append(body[state.copied :])
    return Scanned("".join(state.output), Places(state.marked, measure), tuple(notes))


def _candidates(body: str) -> Iterator[int]:
    yield 0
    for start in [match.start() for match in _candidate().finditer(body)]:
        character = body[start]
        if character == "\n":
            yield start + 1
        elif character != ":":
            yield start
        elif scheme := SCHEME.search(body, max(start - LONGEST_SCHEME, 0), start):
            yield scheme.start()


def _note(state: _Scan, match: re.Match[str]) -> int:
    """Mark what a token needs; the offset at which to go on."""
    start, end = match.span()
    kind = match.lastgroup or ""
    step = STEPS.get(kind)
    if step:
        step(state, start, end)
    if kind == "opaque":
        return _closing_tag(state.body, end)
    if kind == "bracket":
        return end if _label(match[0][1:-1]) in state.labels else start + 1
    return max(end, start + 1)


def _line(state: _Scan, _: int, end: int) -> None:
    if state.body[end - 1].isalpha():
        state.mark(Mark.LINE, end - 1, end - 1, _line_end(state.body, end))


def _line_end(body: str, start: int) -> int:
    end = body.find("\n", start)
    return len(body) if end < 0 else end


def _address(state: _Scan, _: int, end: int) -> None:
    state.mark(Mark.LINK, end, end, state.body.index(">", end))


def _opaque(state: _Scan, start: int, end: int) -> None:
    state.mark(Mark.TAG, end, start, end)


def _tag(state: _Scan, start: int, end: int) -> None:
    state.mark(Mark.TAG, end - (2 if state.body[end - 2] == "/" else 1), start, end)


def _footnote(state: _Scan, start: int, end: int) -> None:
    state.mark(Mark.NOTE, start, start, end)


def _number(state: _Scan, start: int, end: int) -> None:
    if start not in state.protected:
        state.mark(Mark.NUMBER, start, start, end)


def _punctuation(state: _Scan, start: int, end: int) -> None:
    if start not in state.protected:
        state.mark(Mark.PUNCTUATION, start, start, end)


def _target(state: _Scan, _: int, end: int) -> None:
    angled = state.body[end - 1] == "<"
    found = (ANGLED_END if angled else TARGET_END).match(state.body, end)
    state.mark(Mark.LINK, end, end, found.end() if found else end)


def _attributes(state: _Scan, start: int, end: int) -> None:
    opening = ATTRIBUTE_START.match(state.body, start)
    state.mark(Mark.ATTRIBUTES, opening.end() if opening else end, start, end)


STEPS: dict[str, Callable[[_Scan, int, int], None]] = {
    "line": _line,
    "definition": _target,
    "target": _target,
    "address": _address,
    "opaque": _opaque,
    "tag": _tag,
    "note": _footnote,
    "attributes": _attributes,
    "number": _number,
    "punctuation": _punctuation,
}


def _closing_tag(body: str, start: int) -> int:
    """The end of an element whose content is not HTML, or its start when it is never closed."""
    name = re.match(r"<(\w+)", body[body.rindex("<", 0, start) : start])
    closing = re.compile(rf"</{name[1]}\s*>", re.IGNORECASE).search(body, start) if name else None
    return closing.end() if closing else start


def _labels(body: str) -> frozenset[str]:
    """The labels of all link definitions: a mark inside one would keep it from being found."""
    return frozenset(_label(match[1]) for match in LABEL.finditer(body)) if "]:" in body else frozenset()


def _label(text: str) -> str:
    return " ".join(text.split()).lower()


def _abbreviated(body: str) -> Iterator[int]:
    """Offsets inside defined abbreviations with digits or marks of their own ("COVID-19"), which a mark would hide."""
    keys = [match[1].strip() for match in ABBREVIATION.finditer(body)] if "*[" in body else []
    keys = [key for key in keys if not key.isalpha()]
    if keys:
        for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, keys))})\b", body):
            yield from range(*match.span())
