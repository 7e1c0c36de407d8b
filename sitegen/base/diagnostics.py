"""Problems are values: where something is wrong, what it is, and what else it concerns."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from string import Formatter
from typing import Generic, TypeVar

from msgspec import Struct, field

from sitegen.base.remarks import Remark

Value = TypeVar("Value", covariant=True)


class Severity(StrEnum):
    """An error stops publication; a warning does not (unless `--strict` asks for it)."""

    ERROR = "error"
    WARNING = "warning"


class Span(Struct, frozen=True, order=True):
    """A place in a source file.

    Lines and columns count from 1; columns count code points, not bytes. The end is exclusive.
    Line 0 stands for the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


class Problem(Struct, frozen=True):
    """One kind of mistake: a stable code, how bad it is, and the words for it.

    `message` and `hint` are format templates over named facts. A hint of which a fact is empty is
    left out, so that "did you mean {nearest}?" disappears when nothing is near.
    `explanation` is for the reference: what it means and how to mend it, in Markdown.

    A fact that is words of ours, not of a source, is a `Remark`, so that reports in other languages can say it too.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    explanation: str

    def at(self, span: Span, *related: "Related", **facts: object) -> "Diagnostic":
        """This problem, found at a place."""
        named = tuple((name, value if isinstance(value, Remark) else str(value)) for name, value in facts.items())
        return Diagnostic(self, span, named, related)


class Related(Struct, frozen=True, order=True):
    """Another place that a diagnostic concerns, and in a few words how."""

    span: Span
    label: Remark


class Diagnostic(Struct, frozen=True):
    """One mistake, found once, at its place."""

    problem: Problem
    span: Span
    facts: tuple[tuple[str, str], ...] = ()
    related: tuple[Related, ...] = ()

    @property
    def code(self) -> str:
        return self.problem.code

    @property
    def severity(self) -> Severity:
        return self.problem.severity

    @property
    def message(self) -> Remark:
        return Remark(self.problem.message, **dict(self.facts))

    @property
    def hint(self) -> str:
        """What to do about it; empty when a fact that the hint needs is missing."""
        facts = dict(self.facts)
        wanted = [name for _, name, _, _ in Formatter().parse(self.problem.hint) if name]
        if not all(facts.get(name) for name in wanted):
            return ""
        return Remark(self.problem.hint, **facts)


def by_place(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics in the order of their places, each once: the same on every run."""
    return tuple(
        sorted(
            dict.fromkeys(diagnostics),
            key=lambda found: (found.span, found.code, found.facts, found.related),
        )
    )


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether anything found must stop publication."""
    return any(found.severity is Severity.ERROR for found in diagnostics)


class Checked(Struct, Generic[Value], frozen=True):
    """A value together with everything that was found wrong while making it."""

    value: Value
    diagnostics: tuple[Diagnostic, ...] = ()


class Withheld:
    """What was found but is told later, or never: a value that holds diagnostics of its own."""

    __slots__ = ("found",)

    def __init__(self, found: tuple[Diagnostic, ...] = ()) -> None:
        self.found = found


class Findings(Struct):
    """A notebook for one function that finds several problems; it leaves as a tuple."""

    found: list[Diagnostic] = field(default_factory=list)

    def note(self, problem: Problem, span: Span, *related: Related, **facts: object) -> None:
        self.found.append(problem.at(span, *related, **facts))

    def take(self, checked: Checked[Value]) -> Value:
        """The value of a checked result, keeping what was found with it."""
        self.found.extend(checked.diagnostics)
        return checked.value

    def take_each(self, several: Iterable[Checked[Value]]) -> list[Value]:
        """The same of many results."""
        results = list(several)
        self.found.extend(found for one in results if one.diagnostics for found in one.diagnostics)
        return [one.value for one in results]

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.found)
