"""Direction inside a line: which pieces of a text run the other way and must be isolated (UAX #9).

The direction of a whole text is never guessed: it comes from its known language. What is found here are
the pieces *inside* it that the Unicode bidirectional algorithm would tear apart or glue to their
neighbours: words of the other direction, and in right-to-left text the numbers with a sign, a range or
spaces (`17–19`, `6+`, `+216 71 000 000`).
"""

import re
from collections.abc import Iterator
from html import escape
from typing import Literal
from unicodedata import bidirectional

from sitegen.l10n.shapes import (
    ARABIC,
    BEFORE_CLOSING,
    ENDS_INSIDE,
    GOES_ON,
    KINDS,
    LATIN,
    LETTERED,
    NUMBER,
    NUMBERED,
    NUMERIC,
    RIGHT_TO_LEFT,
    SCRIPT_MARKS,
    SHORT_WORD,
    SPACES,
    STEADY,
    SURELY_LEFT_TO_RIGHT,
    SURELY_RIGHT_TO_LEFT,
    Words,
)
from sitegen.model.languages import Direction

Piece = tuple[str, Direction | None]
Stretch = tuple[int, int]

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
ISOLATORS = frozenset((LRI, RLI, FSI))
MARKS = frozenset("\u061c\u200e\u200f")
CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
OPENING: dict[Direction, str] = {"ltr": LRI, "rtl": RLI}
STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}

PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "‹": "›", '"': '"'}
BRACKET = re.compile(f"[{re.escape(''.join((*PAIRS, *PAIRS.values())))}]")
REACH = 40  # how far before a word its prefix is looked for, in characters
FARTHEST = 300  # brackets that are farther apart make no pair: the longest line takes no more than its length

ASCII = bytes(range(128))
LONG = 500  # in longer texts it is quicker to drop all ASCII first
PLACEHOLDER = re.compile(r"(%\(\w+\)[sd]|%%|<[^>]*>|&#?\w+;)")
ATTACHED = "\x00"  # an accent or a joiner belongs to the letter before it
MARK = "\x01"  # an invisible mark that came along with copied text is of the same kind as what is before it


def direction_of(text: str) -> Direction | Literal[""]:
    """The direction of the first strong character outside isolates (UAX #9, P2), or "" without one."""
    isolated = _isolated(text)
    for place, mark in enumerate(text):
        if place not in isolated and bidirectional(mark) in STRONG:
            return STRONG[bidirectional(mark)]
    return ""


def has_right_to_left(text: str) -> bool:
    """Whether any character belongs to a script that runs from right to left."""
    if text.isascii():
        return False
    if len(text) > LONG:
        text = text.encode("utf-8", "surrogatepass").translate(None, ASCII).decode("utf-8", "surrogatepass")
    return not SURELY_LEFT_TO_RIGHT.fullmatch(text) and RIGHT_TO_LEFT.search(text) is not None


def runs(text: str, direction: Direction) -> list[Piece]:
    """A plain text of one direction as pieces, each with the direction in which to isolate it, or None.

    The pieces joined are the text. Brackets, quotation marks and sentence punctuation around a run stay
    outside, as they belong to the sentence; what already stands between isolates is left alone.
    """
    other: Direction = "ltr" if direction == "rtl" else "rtl"
    pieces: list[Piece] = []
    position = 0
    for start, end in _stretches(text, direction):
        if start > position:
            pieces.append((text[position:start], None))
        pieces.append((text[start:end], other))
        position = end
    if position < len(text):
        pieces.append((text[position:], None))
    return pieces


def needs_isolation(text: str, direction: Direction) -> bool:
    """Whether a text of one direction holds anything that would be misplaced in it."""
    return next(_stretches(text, direction), None) is not None


def isolate(text: str, direction: Direction) -> str:
    """The text with U+2066 or U+2067 … U+2069 around its runs, for places without markup."""
    return "".join(
        f"{OPENING[way]}{_inside(piece, way)}{PDI}" if way else piece for piece, way in runs(text, direction)
    )


def enclose(text: str, way: Direction) -> str:
    """A whole text of a direction between isolates, for a place without markup whose direction may be another."""
    return f"{OPENING[way]}{isolate(text, way)}{PDI}" if text else ""


def within(text: str, way: Direction, around: Direction) -> str:
    """A text of one direction for a place without markup of another or the same."""
    return isolate(text, way) if way == around else enclose(text, way)


def isolate_message(message: str, direction: Direction) -> str:
    """Interface words with isolates; placeholders and markup in them stay as they are."""
    return "".join(
        part if number % 2 else isolate(part, direction) for number, part in enumerate(PLACEHOLDER.split(message))
    )


def isolate_html(text: str, direction: Direction) -> str:
    """The text as HTML, escaped, with its runs in `<bdi dir>`."""
    return "".join(
        f'<bdi dir="{way}">{_inside_html(piece, way)}</bdi>' if way else escape(piece, quote=False)
        for piece, way in runs(text, direction)
    )


def strip(text: str) -> str:
    """The text without bidirectional controls: for search, comparison and addresses."""
    return CONTROL.sub("", text)


def _inside(piece: str, way: Direction) -> str:
    """An Arabic run in Latin text holds numbers of its own to isolate; a Latin run holds nothing."""
    return isolate(piece, way) if way == "rtl" else piece


def _inside_html(piece: str, way: Direction) -> str:
    return isolate_html(piece, way) if way == "rtl" else escape(piece, quote=False)


def _stretches(text: str, direction: Direction) -> Iterator[Stretch]:
    if SURELY_RIGHT_TO_LEFT.fullmatch(text) if direction == "rtl" else not has_right_to_left(text):
        return
    shadow = _shadow(text)
    if direction == "ltr":
        yield from _words(text, shadow, ARABIC)
        return
    position = 0
    for start, end in _words(text, shadow, LATIN):
        yield from _numbers(shadow, position, start)
        yield start, end
        position = end
    yield from _numbers(shadow, position, len(shadow))


def _words(text: str, shadow: str, words: Words) -> Iterator[Stretch]:
    position = last = 0
    while (start := shadow.find(words.letter, position)) >= 0:
        if start >= last and (core := words.core.match(shadow, start)):
            last = core.end()
        if start > position and _belongs(text, shadow, start, last):
            start -= 1
        prefix = words.before.search(shadow, max(position, start - REACH), start)
        end = _balanced(text, shadow, start, last)
        end += _is_short_for_a_number(text, shadow, start, end)
        after = words.after.match(shadow, end)
        start = prefix.start() if prefix else start
        position = _with_its_stop(text, start, after.end() if after else end)
        yield start, position


def _belongs(text: str, shadow: str, start: int, last: int) -> bool:
    """Whether an opening mark before a word is part of its run: “Yes” and “no”, (P)CVE, 12(a)."""
    opening = text[start - 1]
    if opening == "(" and shadow[max(start - 2, 0)] == "0" and LETTERED.match(shadow, start):
        return True
    closing = text.find(PAIRS[opening], start, min(last, start + FARTHEST)) if opening in PAIRS else -1
    if closing < 0 or PAIRS[opening] == opening or opening in text[start:closing]:
        return False
    goes_on = shadow[closing + 1] == shadow[start] or (opening in "«“‹" and GOES_ON.match(shadow, closing + 1))
    return bool(goes_on) and shadow[start] == "L"


def _is_short_for_a_number(text: str, shadow: str, start: int, end: int) -> bool:
    """Whether a run ends in an abbreviation whose full stop and number follow."""
    if not shadow.startswith((".0", ". 0"), end):
        return False
    word = SHORT_WORD.search(text, max(start, end - 6), end)
    return word is not None and word[0].lower() in NUMBERED


def _with_its_stop(text: str, start: int, end: int) -> int:
    """The end of a run with the mark that ends its sentence, if it alone stands in quotation marks or brackets."""
    stop = ENDS_INSIDE.match(text, end) if start and text[start - 1] in PAIRS else None
    return stop.end() if stop and text.startswith(PAIRS[text[start - 1]], stop.end()) else end


def _numbers(shadow: str, start: int, end: int) -> Iterator[Stretch]:
    position = start
    while begin := NUMERIC.search(shadow, position, end):
        position = begin.start()
        match = NUMBER.match(shadow, position, end)
        if match and not STEADY.fullmatch(match.group()):
            yield match.span()
        position = match.end() if match else position + 1


def _balanced(text: str, shadow: str, start: int, end: int) -> int:
    """The end of a run whose brackets all pair: "IIJ (Malta)" takes its last one in, "IIJ) (RAN" is cut."""
    waiting: list[int] = []
    for match in BRACKET.finditer(text, start, end):
        place, mark = match.start(), match[0]
        if waiting and place - waiting[0] > FARTHEST:
            break
        if waiting and PAIRS[text[waiting[-1]]] == mark:
            waiting.pop()
        elif mark in PAIRS:
            waiting.append(place)
        else:
            return _trimmed(shadow, start, place)
    while waiting and end - waiting[0] <= FARTHEST:
        before = BEFORE_CLOSING.match(shadow, end)
        closing = before.end() if before else end
        if not text.startswith(PAIRS[text[waiting[-1]]], closing):
            break
        waiting.pop()
        end = closing + 1
    return _trimmed(shadow, start, waiting[0]) if waiting else end


def _trimmed(shadow: str, start: int, end: int) -> int:
    """The end of the last letter or digit before `end`, or of a bracket closed inside the run."""
    while end > start + 1 and shadow[end - 1] not in "LR09)]}»”":
        end -= 1
    return end


def _shadow(text: str) -> str:
    shadow = text.translate(KIND)
    isolated = _isolated(text)
    if not isolated and ATTACHED not in shadow and MARK not in shadow:
        return shadow
    marks: list[str] = []
    before = ""
    for place, kind in enumerate(shadow):
        if place in isolated:
            before = "C"
        elif kind == ATTACHED:
            before = before if before in {"L", "R"} else "·"
        elif kind == MARK:
            before = before or "·"
        else:
            before = kind
        marks.append(before)
    return "".join(marks)


class _Kinds(dict[int, str]):
    """The kind of each character by its code point, worked out when it first occurs."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _kind(chr(code)))


KIND = _Kinds()


def _kind(mark: str) -> str:
    if mark in MARKS:
        return MARK
    if mark in SCRIPT_MARKS or mark in SPACES:
        return SCRIPT_MARKS.get(mark, " ")
    kind = bidirectional(mark)
    if kind in {"NSM", "BN"}:
        return ATTACHED
    if kind == "EN" and "۰" <= mark <= "۹":
        return "9"
    return KINDS.get(kind, mark)


def _isolated(text: str) -> frozenset[int]:
    """Positions of all that stands between an isolate's two ends, and of other controls that come in pairs."""
    if not CONTROL.search(text):
        return frozenset()
    found: set[int] = set()
    depth = 0
    for place, mark in enumerate(text):
        if mark in ISOLATORS:
            depth += 1
        if depth or (mark not in MARKS and CONTROL.match(mark)):
            found.add(place)
        if mark == PDI and depth:
            depth -= 1
    return frozenset(found)
