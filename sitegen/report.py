"""Diagnostics as people and machines read them: terminal text, JSON, annotations of a pull request."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from unicodedata import bidirectional, category

import click
from msgspec import Struct
from msgspec.structs import asdict

from sitegen.base.diagnostics import Diagnostic, Severity, Span
from sitegen.base.files import SourceFile
from sitegen.base.remarks import Remark, counted, listed
from sitegen.load.report_words import ENGLISH, ReportWords
from sitegen.load.text import decode_text

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
HINT = Remark("hint:")
TAB = "    "
JOINERS = "\u200c\u200d"  # not seen, but part of how Persian and Arabic words are written
LINE_LIMIT = 100  # code points of a source line that are shown
LEAD_IN = 40  # of which so many stand before the marked place, when the line is cut
LINES_LIMIT = 4  # a place of more lines is shown by its first and last


def render_text(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, str],
    colour: bool = False,
    folder: str = "",
    words: ReportWords = ENGLISH,
) -> str:
    """A report for the terminal: each mistake with its line and a mark below it, and a count at the end.

    `sources` are the texts of files by path, as the spans count them. `folder` is put before every path: the
    way from where the reader stands to the project, "" or ending in a slash. Nothing found gives nothing.
    What stays the same in every language is the line with the place and the code.
    """
    printer = _Printer(sources, colour, folder, words)
    found = ["\n".join(printer.diagnostic(diagnostic)) + "\n" for diagnostic in diagnostics]
    return "\n".join([*found, words.line(summary(diagnostics)) + "\n"]) if found else ""


def sources_of(diagnostics: Iterable[Diagnostic], files: Iterable[SourceFile]) -> dict[str, str]:
    """The texts of the files that a report shows lines of, by path."""
    named = {span.path for found in diagnostics for span in (found.span, *(other.span for other in found.related))}
    return {
        file.path: decode_text(file).value or file.content.decode("utf-8", "replace")
        for file in files
        if file.path in named
    }


def summary(diagnostics: Sequence[Diagnostic]) -> Remark:
    """What was found, in one line: "2 errors, 1 warning in 3 files"."""
    counts = Counter(found.severity for found in diagnostics)
    errors = counted("{number} error", "{number} errors", counts[Severity.ERROR])
    warnings = counted("{number} warning", "{number} warnings", counts[Severity.WARNING])
    said = [remark for remark in (errors, warnings) if remark.number]
    if not said:
        return Remark("no errors, no warnings")
    files = counted("in {number} file", "in {number} files", len({found.span.path for found in diagnostics}))
    return Remark("{findings} {in_files}", findings=listed(said), in_files=files)


def render_json(diagnostics: Sequence[Diagnostic], words: ReportWords = ENGLISH) -> str:
    """The diagnostics as one JSON object. Lines and columns count from 1 and in code points; 0 is "no place"."""
    counts = Counter(found.severity for found in diagnostics)
    whole = {
        "diagnostics": [_as_plain(found, words) for found in diagnostics],
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _as_plain(found: Diagnostic, words: ReportWords) -> dict[str, object]:
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": words.say(found.message),
        "hint": words.say(found.hint),
        **asdict(found.span),
        "related": [{"label": words.say(related.label), **asdict(related.span)} for related in found.related],
    }


def render_github(diagnostics: Iterable[Diagnostic], folder: str = "", words: ReportWords = ENGLISH) -> str:
    """Workflow commands of GitHub Actions, one line each, which show as annotations beside the changed lines."""
    return "".join(_annotation(found, folder, words) + "\n" for found in diagnostics)


def _annotation(found: Diagnostic, folder: str, words: ReportWords) -> str:
    span = found.span
    place = {"file": folder + span.path}
    if span.line:
        place |= {"line": str(span.line), "endLine": str(max(span.end_line, span.line))}
    if span.column and span.end_line == span.line:
        place |= {"col": str(span.column), "endColumn": str(span.end_column)}
    place["title"] = found.code
    properties = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in place.items())
    related = (f"{place_of(other.span, folder)}: {words.line(other.label)}" for other in found.related)
    text = "\n".join(filter(None, [words.line(found.message), *related, words.line(found.hint)]))
    return f"::{found.severity} {properties}::{_escaped(text)}"


def _escaped(value: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        value = value.replace(character, f"%{ord(character):02X}")
    return value


def place_of(span: Span, folder: str = "") -> str:
    """`path:line:column`, as far as they are known."""
    parts = [folder + span.path, *(str(number) for number in (span.line, span.column) if number)]
    return "".join(map(_visible, ":".join(parts)))


class ShownLine(Struct, frozen=True):
    """A line of a source as reports show it, cut where it is long, with what is invisible made visible.

    number   of the line, from 1; 0 stands for lines that are left out
    marked   the part of it that is meant; None where the whole line is
    """

    number: int
    before: str
    marked: str | None
    after: str

    @property
    def text(self) -> str:
        return f"{self.before}{self.marked or ''}{self.after}"


class _Printer(Struct, frozen=True):
    """Writes diagnostics as lines of text."""

    sources: Mapping[str, str]
    colour: bool
    folder: str
    words: ReportWords

    def diagnostic(self, found: Diagnostic) -> Iterator[str]:
        colour = COLOURS[found.severity]
        head = self.style(f"{found.severity}[{found.code}]", colour)
        yield f"{self.style(place_of(found.span, self.folder), None)}: {head}"
        yield f"  {_tame(self.words.line(found.message))}"
        yield from self.frame(found.span, colour)
        for related in found.related:
            yield f"  {place_of(related.span, self.folder)}: {_tame(self.words.line(related.label))}"
            yield from self.frame(related.span, "blue")
        if found.hint:
            hint = self.style(self.words.say(HINT), "cyan")
            yield f"  {self.words.directed(f'{hint} {_tame(self.words.say(found.hint))}')}"

    def frame(self, span: Span, colour: str) -> Iterator[str]:
        """The source lines of a span with marks below them; nothing when they are not to be had."""
        lines = list(shown_lines(span, self.sources.get(span.path, "")))
        margin = max(3, *(len(str(line.number)) for line in lines)) if lines else 0
        for line in lines:
            if not line.number:
                yield f" {'…':>{margin}} |"
                continue
            yield f" {line.number:>{margin}} | {line.text}".rstrip()
            if line.marked is not None:
                marks, quote = _marks(line.before, line.marked, line.text)
                yield f" {'':>{margin}} | {self.style(marks, colour)}{quote}"

    def style(self, text: str, colour: str | None) -> str:
        if not self.colour or not text.strip():
            return text
        blank = text[: len(text) - len(text.lstrip())]
        return blank + click.style(text.lstrip(), fg=colour, bold=True)


def _tame(text: str) -> str:
    """Words for the terminal: further lines indented, nothing in them that could steer it."""
    return "\n  ".join(
        "".join(_visible(character) if _steers(character) else character for character in line)
        for line in text.split("\n")
    )


def _steers(character: str) -> bool:
    """Whether a character may not reach a terminal. Isolates may: our own words have them."""
    return category(character) in {"Cc", "Cs"} or bidirectional(character) in {"LRE", "RLE", "PDF", "LRO", "RLO"}


def shown_lines(span: Span, source: str) -> Iterator[ShownLine]:
    """The lines of a span in the text of its file, the middle of many left out; nothing when they are not to be had."""
    lines = source.split("\n")
    last = max(span.end_line, span.line)
    if span.line < 1 or last > len(lines) or not any(lines):
        return
    shown = range(span.line, last + 1)
    for number in shown:
        if len(shown) <= LINES_LIMIT or number in (span.line, last):
            yield _shown(number, lines[number - 1], span)
        elif number == span.line + 1:
            yield ShownLine(0, "", None, "")


def _shown(number: int, line: str, span: Span) -> ShownLine:
    line, first, last = _cut(line, *_columns(span, number, line))
    shown = [_visible(character) for character in line]
    before, marked, after = "".join(shown[:first]), "".join(shown[first:last]), "".join(shown[last:])
    return ShownLine(number, before, marked if last else None, after)


def _columns(span: Span, number: int, line: str) -> tuple[int, int]:
    """Which code points of one line a span covers, counted from 0, the end exclusive."""
    if not span.column:
        return 0, 0
    first = span.column - 1 if number == span.line else len(line) - len(line.lstrip())
    last = span.end_column - 1 if number == span.end_line else len(line)
    return min(first, len(line)), max(last, first + 1)


def _marks(before: str, marked: str, text: str) -> tuple[str, str]:
    """The marks below a line, and the marked words where marks cannot be relied on.

    Marks stand where a terminal puts the characters in the order of the file. Terminals that turn
    right-to-left runs round show them elsewhere, so there the words are said again.
    """
    from rich.cells import cell_len  # start-up: 5 ms, and most reports show no line

    marks = " " * cell_len(before) + "^" * max(1, cell_len(marked))
    turned = any(bidirectional(character) in {"R", "AL"} for character in text)
    return marks, f" {marked.strip()}" if turned and marked.strip() else ""


def _cut(line: str, first: int, last: int) -> tuple[str, int, int]:
    """The part of a long line that matters, with ellipses, and where the marked part is in it."""
    if len(line) <= LINE_LIMIT:
        return line, first, last
    start = max(0, min(first - LEAD_IN, len(line) - LINE_LIMIT))
    end = start + LINE_LIMIT
    opening, closing = "…" if start else "", "…" if end < len(line) else ""
    shift = start - len(opening)
    return f"{opening}{line[start:end]}{closing}", first - shift, min(last, end) - shift


def _visible(character: str) -> str:
    """A character as it may be shown: tabs as spaces, and what is invisible or steers the terminal by its number."""
    if character == "\t":
        return TAB
    if category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character not in JOINERS:
        return f"<U+{ord(character):04X}>"
    return character
