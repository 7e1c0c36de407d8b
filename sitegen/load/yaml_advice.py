"""What libyaml says of a syntax error, in the words of an editor and with what to do about it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

QUOTE_IT = 'put the text in quotes: "…"'
CLOSING = {"[": "]", "{": "}"}
SPECIAL = {"*", "&", "!"}
GOES_ON = {
    "'": "write '' for an apostrophe inside '…'",
    '"': 'write \\" for a quotation mark inside "…"',
}
MISPLACED = {
    "]": ("the bracket ] closes nothing", "delete it"),
    "}": ("the bracket } closes nothing", "delete it"),
    "-": ("a list begins here, but the key above it already has a value", "delete that value, or this list"),
    ":": ("there is no key before this colon", "write key: value"),
}
WRONG_COLUMN = ("this line is not indented like its neighbours", "begin the keys of one group in the same column")


@dataclass(frozen=True, slots=True)
class Advice:
    """A place in the text (line and column from 0), what is wrong there, and what to do."""

    line: int
    column: int
    detail: str
    advice: str


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where and why libyaml stopped: the place of the problem, and where what it was reading began."""

    lines: tuple[str, ...]
    problem: str
    context: str
    line: int
    column: int
    start_line: int
    start_column: int

    @property
    def before(self) -> str:
        return self.lines[self.line][: self.column] if self.line < len(self.lines) else ""

    @property
    def after(self) -> str:
        return self.lines[self.line][self.column :] if self.line < len(self.lines) else ""

    @property
    def opening(self) -> str:
        """What stands where the unfinished construct began."""
        return self.lines[self.start_line][self.start_column :] if self.start_line < len(self.lines) else ""

    def here(self, detail: str, advice: str) -> Advice:
        return Advice(self.line, self.column, detail, advice)

    def at_start(self, detail: str, advice: str) -> Advice:
        return Advice(self.start_line, self.start_column, detail, advice)


def explain(error: yaml.MarkedYAMLError, text: str) -> Advice:
    """The place and the plain words for an error of libyaml in this text."""
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    if mark is None or start is None:
        return Advice(0, 0, f"this cannot be read: {error.problem}", "")
    lines = tuple(text.split("\n"))
    stop = _Stop(lines, error.problem or "", error.context or "", mark.line, mark.column, start.line, start.column)
    for said, words in EXPLANATIONS:
        if said in stop.problem or said in stop.context:
            return words(stop)
    return stop.here(f"this cannot be read: {stop.problem}", "")


def _colon(stop: _Stop) -> Advice:
    key, colon, value = stop.before.partition(":")
    if colon:
        whole = (value + stop.after).strip()
        quotation = "'" if '"' in whole else '"'
        advice = f"put the text in quotes: {key.strip()}: {quotation}{whole}{quotation}"
        return stop.here("a text with a colon needs quotes", advice)
    if stop.before.startswith((" ", "\t")):
        column = len(stop.before) - len(stop.before.lstrip())
        detail = "this line is indented, but the key above it already has a value"
        return Advice(stop.line, column, detail, "begin it in the column of the key that it stands beside")
    return Advice(max(stop.line - 1, 0), 0, "this line has no colon after its key", "write key: value")


def _question(stop: _Stop) -> Advice:
    return stop.here("a question mark with a space after it needs quotes", QUOTE_IT)


def _flow_colon(stop: _Stop) -> Advice:
    return stop.here("a text with a colon needs quotes", QUOTE_IT)


def _quotation(stop: _Stop) -> Advice:
    mark = stop.opening[:1]
    return stop.at_start(f"the quotation mark {mark} is not closed", f"write {mark} at the end of the text as well")


def _bracket(stop: _Stop) -> Advice:
    if stop.after.startswith(":"):
        return _flow_colon(stop)
    mark = stop.opening[:1]
    closing = CLOSING.get(mark, "]")
    rest = "\n".join((stop.after, *stop.lines[stop.line + 1 :]))
    if closing in rest and mark in CLOSING:
        return stop.here("there is no comma before this", "put commas between the entries, or the text in quotes")
    return stop.at_start(f"the bracket {mark} is not closed", f"write {closing} at the end")


def _character(stop: _Stop) -> Advice:
    mark = stop.after[:1]
    if mark == "\t":
        return stop.here("a tab cannot indent a line", "use spaces")
    return stop.here(f"a text cannot begin with {mark}", QUOTE_IT)


def _tab(stop: _Stop) -> Advice:
    return stop.here("a tab cannot indent a line", "use spaces")


def _special(stop: _Stop) -> Advice:
    return stop.at_start(f"a text cannot begin with {stop.opening[:1]}", QUOTE_IT)


def _content(stop: _Stop) -> Advice:
    mark = stop.after[:1]
    if mark in {"]", "}"}:
        return stop.here(f"the bracket {mark} closes nothing", "delete it, or put the text in quotes")
    if mark == ",":
        return stop.here("nothing stands before this comma", "delete one comma")
    if mark == ":":
        return _flow_colon(stop)
    if mark.strip():
        return stop.here(f"a text cannot begin with {mark}", QUOTE_IT)
    if "flow" in stop.context:
        bracket = re.search(r"[\[{]", stop.lines[0])
        return Advice(0, bracket.start() if bracket else 0, "a bracket is not closed", "write ] or } at the end")
    return stop.here("a value is missing here", QUOTE_IT)


def _key(stop: _Stop) -> Advice:
    value = stop.before.partition(":")[2].strip()
    if value[:1] in SPECIAL:
        return Advice(stop.line, stop.before.index(value), f"a text cannot begin with {value[0]}", QUOTE_IT)
    if value[:1] in GOES_ON:
        return stop.here("the text goes on after its closing quotation mark", GOES_ON[value[0]])
    if stop.after.startswith("-") and stop.line and stop.lines[stop.line - 1].lstrip().startswith("-"):
        return _dash(stop)
    detail, advice = MISPLACED.get(stop.after[:1], WRONG_COLUMN)
    if value.endswith(("]", "}")) and stop.after[:1] not in MISPLACED:
        detail, advice = "something stands after the closing bracket", "delete it, or put the whole text in quotes"
    return stop.here(detail, advice)


def _dash(stop: _Stop) -> Advice:
    if stop.before.strip():
        return stop.here("a list cannot begin on the line of its key", "begin it on the next line, or write [a, b]")
    return stop.here(WRONG_COLUMN[0], "begin the entries of one list in the same column")


def _items(stop: _Stop) -> Advice:
    return stop.here("this line is not an entry of the list above it", "begin it with -, or indent it")


def _no_colon(stop: _Stop) -> Advice:
    return stop.at_start("this line has no colon after its key", "write key: value")


def _escape(stop: _Stop) -> Advice:
    return stop.here('a backslash has a meaning of its own inside "…"', "write \\\\ for a backslash")


def _block(stop: _Stop) -> Advice:
    detail = f"nothing may follow {stop.opening[:1]} on its line"
    return stop.at_start(detail, "begin the text on the next line, or put it in quotes")


def _after_end(stop: _Stop) -> Advice:
    return stop.here("this does not belong to what stands above it", "write the file as lines of key: value")


EXPLANATIONS: tuple[tuple[str, Callable[[_Stop], Advice]], ...] = (
    ("mapping values are not allowed", _colon),
    ("mapping keys are not allowed", _question),
    ("found unexpected ':'", _flow_colon),
    ("found unexpected end of stream", _quotation),
    ("found a tab character", _tab),
    ("found character that cannot start", _character),
    ("scanning an alias", _special),
    ("scanning an anchor", _special),
    ("scanning a tag", _special),
    ("parsing a tag", _special),
    ("directive", _special),
    ("expected ',' or", _bracket),
    ("did not find expected node content", _content),
    ("did not find expected key", _key),
    ("block sequence entries are not allowed", _dash),
    ("expected '-' indicator", _items),
    ("could not find expected ':'", _no_colon),
    ("unknown escape character", _escape),
    ("did not find expected hexdecimal number", _escape),
    ("scanning a block scalar", _block),
    ("expected <document start>", _after_end),
    ("incompatible YAML document", _after_end),
)
