"""What libyaml says of a syntax error, in the words of an editor and with what to do about it."""

import re
from collections.abc import Callable

import yaml
from msgspec import Struct

from sitegen.base.remarks import Remark

QUOTE_IT = Remark('put the text in quotes: "…"')
COLON = Remark("a text with a colon needs quotes")
NO_COLON = Remark("this line has no colon after its key")
KEY_VALUE = Remark("write key: value")
CLOSING = {"[": "]", "{": "}"}
SPECIAL = {"*", "&", "!"}
GOES_ON = {
    "'": Remark("write '' for an apostrophe inside '…'"),
    '"': Remark('write \\" for a quotation mark inside "…"'),
}
MISPLACED = {
    **{mark: (Remark("the bracket {mark} closes nothing", mark=mark), Remark("delete it")) for mark in "]}"},
    "-": (
        Remark("a list begins here, but the key above it already has a value"),
        Remark("delete that value, or this list"),
    ),
    ":": (Remark("there is no key before this colon"), KEY_VALUE),
}
WRONG_COLUMN = (
    Remark("this line is not indented like its neighbours"),
    Remark("begin the keys of one group in the same column"),
)


class Advice(Struct, frozen=True):
    """A place in the text (line and column from 0), what is wrong there, and what to do."""

    line: int
    column: int
    detail: str
    advice: str


class _Stop(Struct, frozen=True):
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
        return Advice(0, 0, Remark("this cannot be read: {problem}", problem=error.problem), "")
    lines = tuple(text.split("\n"))
    stop = _Stop(lines, error.problem or "", error.context or "", mark.line, mark.column, start.line, start.column)
    for said, words in EXPLANATIONS:
        if said in stop.problem or said in stop.context:
            return words(stop)
    return stop.here(Remark("this cannot be read: {problem}", problem=stop.problem), "")


def _colon(stop: _Stop) -> Advice:
    key, colon, value = stop.before.partition(":")
    if colon:
        whole = (value + stop.after).strip()
        quotation = "'" if '"' in whole else '"'
        quoted = f"{key.strip()}: {quotation}{whole}{quotation}"
        return stop.here(COLON, Remark("put the text in quotes: {text}", text=quoted))
    if stop.before.startswith((" ", "\t")):
        column = len(stop.before) - len(stop.before.lstrip())
        detail = Remark("this line is indented, but the key above it already has a value")
        return Advice(stop.line, column, detail, Remark("begin it in the column of the key that it stands beside"))
    return Advice(max(stop.line - 1, 0), 0, NO_COLON, KEY_VALUE)


def _question(stop: _Stop) -> Advice:
    return stop.here(Remark("a question mark with a space after it needs quotes"), QUOTE_IT)


def _flow_colon(stop: _Stop) -> Advice:
    return stop.here(COLON, QUOTE_IT)


def _quotation(stop: _Stop) -> Advice:
    mark = stop.opening[:1]
    detail = Remark("the quotation mark {mark} is not closed", mark=mark)
    return stop.at_start(detail, Remark("write {mark} at the end of the text as well", mark=mark))


def _bracket(stop: _Stop) -> Advice:
    if stop.after.startswith(":"):
        return _flow_colon(stop)
    mark = stop.opening[:1]
    closing = CLOSING.get(mark, "]")
    rest = "\n".join((stop.after, *stop.lines[stop.line + 1 :]))
    if closing in rest and mark in CLOSING:
        advice = Remark("put commas between the entries, or the text in quotes")
        return stop.here(Remark("there is no comma before this"), advice)
    detail = Remark("the bracket {mark} is not closed", mark=mark)
    return stop.at_start(detail, Remark("write {mark} at the end", mark=closing))


def _character(stop: _Stop) -> Advice:
    mark = stop.after[:1]
    if mark == "\t":
        return _tab(stop)
    return stop.here(_cannot_begin(mark), QUOTE_IT)


def _tab(stop: _Stop) -> Advice:
    return stop.here(Remark("a tab cannot indent a line"), Remark("use spaces"))


def _special(stop: _Stop) -> Advice:
    return stop.at_start(_cannot_begin(stop.opening[:1]), QUOTE_IT)


def _cannot_begin(mark: str) -> Remark:
    return Remark("a text cannot begin with {mark}", mark=mark)


def _content(stop: _Stop) -> Advice:
    mark = stop.after[:1]
    if mark in {"]", "}"}:
        return stop.here(MISPLACED[mark][0], Remark("delete it, or put the text in quotes"))
    if mark == ",":
        return stop.here(Remark("nothing stands before this comma"), Remark("delete one comma"))
    if mark == ":":
        return _flow_colon(stop)
    if mark.strip():
        return stop.here(_cannot_begin(mark), QUOTE_IT)
    if "flow" in stop.context:
        bracket = re.search(r"[\[{]", stop.lines[0])
        column = bracket.start() if bracket else 0
        return Advice(0, column, Remark("a bracket is not closed"), Remark("write ] or }} at the end"))
    return stop.here(Remark("a value is missing here"), QUOTE_IT)


def _key(stop: _Stop) -> Advice:
    value = stop.before.partition(":")[2].strip()
    if value[:1] in SPECIAL:
        return Advice(stop.line, stop.before.index(value), _cannot_begin(value[0]), QUOTE_IT)
    if value[:1] in GOES_ON:
        return stop.here(Remark("the text goes on after its closing quotation mark"), GOES_ON[value[0]])
    if stop.after.startswith("-") and stop.line and stop.lines[stop.line - 1].lstrip().startswith("-"):
        return _dash(stop)
    detail, advice = MISPLACED.get(stop.after[:1], WRONG_COLUMN)
    if value.endswith(("]", "}")) and stop.after[:1] not in MISPLACED:
        detail = Remark("something stands after the closing bracket")
        advice = Remark("delete it, or put the whole text in quotes")
    return stop.here(detail, advice)


def _dash(stop: _Stop) -> Advice:
    if stop.before.strip():
        detail = Remark("a list cannot begin on the line of its key")
        return stop.here(detail, Remark("begin it on the next line, or write [a, b]"))
    return stop.here(WRONG_COLUMN[0], Remark("begin the entries of one list in the same column"))


def _items(stop: _Stop) -> Advice:
    return stop.here(Remark("this line is not an entry of the list above it"), Remark("begin it with -, or indent it"))


def _no_colon(stop: _Stop) -> Advice:
    return stop.at_start(NO_COLON, KEY_VALUE)


def _escape(stop: _Stop) -> Advice:
    detail = Remark('a backslash has a meaning of its own inside "…"')
    return stop.here(detail, Remark("write \\\\ for a backslash"))


def _block(stop: _Stop) -> Advice:
    detail = Remark("nothing may follow {mark} on its line", mark=stop.opening[:1])
    return stop.at_start(detail, Remark("begin the text on the next line, or put it in quotes"))


def _after_end(stop: _Stop) -> Advice:
    detail = Remark("this does not belong to what stands above it")
    return stop.here(detail, Remark("write the file as lines of key: value"))


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
