"""Catalogue: a memorandum with its numbered practices; PracticeRef: what cites one."""

import re
from typing import Annotated, Literal

from msgspec import Struct, field

from sitegen.base import problems
from sitegen.base.remarks import Remark
from sitegen.model.border import Aliases, Declared, Id, Names, Parties, Prepared, Within, Words, refuse
from sitegen.model.dates import Range

REFERENCE = re.compile(r"(?P<catalogue>[a-z0-9]+(?:-[a-z0-9]+)*)(?:/(?P<part>[^/\s]+))?")
NUMBERS = re.compile(r"([1-9]\d{0,3})(?:\s*[-–]\s*([1-9]\d{0,3}))?", re.ASCII)


class PracticeRef(Struct, frozen=True, order=True):
    """A citation as declared: a whole memorandum, a section of it, or a range of numbers."""

    catalogue: str
    first: int = 0
    last: int = 0
    section: str = ""

    @property
    def numbers(self) -> range:
        """The numbers cited one by one; empty for a section or a whole memorandum."""
        return range(self.first, self.last + 1) if self.first else range(0)

    def __str__(self) -> str:
        if self.first:
            return f"{self.catalogue}/{number_range(self.first, self.last)}"
        return f"{self.catalogue}/{self.section}" if self.section else self.catalogue


def number_range(first: int, last: int) -> str:
    """ "17" or "17-19", as editors write it."""
    return str(first) if first == last else f"{first}-{last}"


def parse_numbers(text: str) -> tuple[int, int] | None:
    """First and last number of "17" or "17-19" (hyphen or en dash), or None."""
    match = NUMBERS.fullmatch(text.strip())
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return (first, last) if first <= last else None


def parse_reference(text: str) -> PracticeRef | None:
    """A practice reference as editors write it, or None when it is not one."""
    match = REFERENCE.fullmatch(text.strip())
    if match is None:
        return None
    catalogue, part = match["catalogue"], match["part"]
    if part is None:
        return PracticeRef(catalogue)
    numbers = parse_numbers(part)
    if numbers:
        return PracticeRef(catalogue, *numbers)
    return PracticeRef(catalogue, section=part) if re.match(r"[a-zA-Z]", part) else None


def _reference(value: object) -> object:
    if isinstance(value, PracticeRef):
        return value
    if not isinstance(value, str):
        raise refuse(problems.WRONG_TYPE, expected=Remark("a text like rome, rome/7, rome/7-9 or rome/<section>"))
    reference = parse_reference(value)
    if reference is None:
        raise refuse(problems.BAD_PRACTICE, value=value)
    return reference


def _numbers(value: object) -> object:
    if isinstance(value, tuple):
        return value
    numbers = parse_numbers(value) if isinstance(value, str) else None
    if numbers is None:
        raise refuse(problems.NOT_A_NUMBER, value=value, expected=Remark("a number or a range, like 17 or 17-19"))
    return numbers


Number = Annotated[int, Within(1, 9999)]
Reference = Annotated[PracticeRef, Prepared(_reference)]
NumberRange = Annotated[tuple[int, int], Prepared(_numbers)]


class Practice(Declared, frozen=True, kw_only=True):
    """One numbered practice: its number is permanent, its words are per language."""

    number: Number
    title: Names
    text: Words = field(default_factory=dict)


class Section(Declared, frozen=True, kw_only=True):
    """A part of a memorandum. `practices` is left out where its numbers are not known."""

    id: Id
    title: Names
    practices: NumberRange | None = None

    @property
    def numbers(self) -> range:
        return range(self.practices[0], self.practices[1] + 1) if self.practices else range(0)


class Catalogue(Declared, frozen=True, kw_only=True):
    """A memorandum. `total` is how many practices it has; left out when that is not known."""

    id: Id
    title: Names
    short_title: Words = field(default_factory=dict)
    aliases: Aliases = field(default_factory=dict)
    summary: Words = field(default_factory=dict)
    issuer: Id | None = None
    adopted: Range | None = None
    total: Number | None = None
    item: Literal["practice", "recommendation"] = "practice"
    leads: Parties = ()
    sections: tuple[Section, ...] = ()
    practices: tuple[Practice, ...] = ()

    @property
    def length(self) -> int:
        """The highest number there is: the total, or the highest that is known of."""
        known = [practice.number for practice in self.practices]
        known += [section.practices[1] for section in self.sections if section.practices]
        return self.total or max(known, default=0)

    def practice(self, number: int) -> Practice | None:
        """The practice with this number, or None where the number is only reserved."""
        return next((practice for practice in self.practices if practice.number == number), None)

    def section(self, id: str) -> Section | None:
        return next((section for section in self.sections if section.id == id), None)

    def section_of(self, number: int) -> Section | None:
        """The section that holds a number, where that is known."""
        return next((section for section in self.sections if number in section.numbers), None)
