"""Excerpts: the Markdown of each part of a text as it was written, with the notes and abbreviations that it uses."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sitegen.load.bodies import Body
from sitegen.load.document import Part

FENCE = re.compile(r" {0,3}(?:```|~~~)")
DEFINITION = re.compile(
    r" {0,3}\[\^(?P<note>[^\]]+)\]:|\*\[(?P<abbreviation>[^\]]+)\] ?:| {0,3}\[(?P<label>[^\]^][^\]]*)\]:"
)
HEADING = re.compile(r"[ >]*#|<h\d", re.IGNORECASE)
INDENTED = re.compile(r" {4}|\t")
EMPTY_LINES = re.compile(r"\n{3,}")


class Definition(Struct, frozen=True):
    """A footnote, an abbreviation or the address of a link: how a text uses it, and what stands there."""

    used: re.Pattern[str]
    text: str


def excerpts(body: Body, parts: Sequence[Part]) -> tuple[str, ...]:
    """One Markdown text for each part of a body, from its heading to the next.

    What may be defined anywhere in a body is taken from where it stands and put below the parts that use it, as a
    change of it is a change of these.
    """
    lines = body.text.split("\n")
    defining = dict(_definitions(lines))
    definitions = tuple(definition for definition in defining.values() if definition)
    own = ["" if row in defining else line for row, line in enumerate(lines)]
    starts = _starts(parts, lines, body.first_line)
    ends = [*starts[1:], len(lines)]
    texts = ("\n".join(own[start:end]) for start, end in zip(starts, ends, strict=True))
    return tuple(_with_used(text, definitions) for text in texts)


def _starts(parts: Sequence[Part], lines: Sequence[str], first_line: int) -> list[int]:
    """The rows, counted from 0, on which the parts begin."""
    starts: list[int] = []
    for part in parts:
        before = starts[-1] + 1 if len(starts) > 1 else 0
        row = part.line - first_line
        if not starts:
            starts.append(0)
        elif part.line and before <= row < len(lines):
            starts.append(row)
        else:
            starts.append(_row_of_heading(part.title, lines, before))
    return starts


def _row_of_heading(title: str, lines: Sequence[str], start: int) -> int:
    """The next row with a heading that holds the letters of a title; where the part before begins, if there is none."""
    wanted = _letters(title)
    rows = range(start, len(lines))
    return next((row for row in rows if HEADING.match(lines[row]) and wanted in _letters(lines[row])), start)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _definitions(lines: Sequence[str]) -> Iterator[tuple[int, Definition | None]]:
    """The rows that belong to definitions; the first of each with what is defined."""
    row, fenced = 0, False
    while row < len(lines):
        fenced ^= bool(FENCE.match(lines[row]))
        match = None if fenced else DEFINITION.match(lines[row])
        end = _end_of_note(lines, row) if match and match["note"] else row + 1
        if match:
            yield row, Definition(_use(match), "\n".join(lines[row:end]).rstrip())
            yield from ((other, None) for other in range(row + 1, end))
        row = end


def _end_of_note(lines: Sequence[str], row: int) -> int:
    """The row behind a footnote: it goes on until an empty line that nothing indented follows."""
    end = row + 1
    while end < len(lines):
        following = next((line for line in lines[end:] if line.strip()), "")
        inside = INDENTED.match(following) if not lines[end].strip() else not DEFINITION.match(lines[end])
        if not inside:
            break
        end += 1
    return end


def _use(match: re.Match[str]) -> re.Pattern[str]:
    """How a text uses what is defined."""
    if match["note"]:
        return re.compile(re.escape(f"[^{match['note']}]"))
    if match["abbreviation"]:
        return re.compile(rf"(?<!\w){re.escape(match['abbreviation'].strip())}(?!\w)")
    return re.compile(re.escape(f"[{match['label']}]"), re.IGNORECASE)


def _with_used(text: str, definitions: Sequence[Definition]) -> str:
    """A text with the definitions that it uses below it, and those that they use."""
    used: list[Definition] = []
    whole = text
    while more := [one for one in definitions if one not in used and one.used.search(whole)]:
        used += more
        whole = "\n".join([text, *(one.text for one in used)])
    notes = "\n".join(one.text for one in definitions if one in used)
    return EMPTY_LINES.sub("\n\n", f"{text}\n\n{notes}").strip("\n")
