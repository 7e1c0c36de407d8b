"""Remarks: words of ours with facts in them, in English, which can still be said in another language."""

from collections.abc import Iterable
from typing import Self, TypeVar

SOURCE_LANGUAGE = "en"  # of everything that the program says, and of the interface words in templates
LANGUAGES = (SOURCE_LANGUAGE, "fr", "ar")  # in which reports can be had

Said = TypeVar("Said", bound="Remark")


class Remark(str):
    """A sentence or a part of one for a report. It is its English text, and knows how that was put together.

    `template` is a format template over named facts, and the key by which other languages know it; one of the facts
    may be a remark itself. `plural` is its other form, empty when nothing is counted; then `{number}` is how many.
    """

    __slots__ = ("facts", "plural", "template")

    template: str
    plural: str
    facts: tuple[tuple[str, object], ...]

    def __new__(cls, template: str, /, **facts: object) -> Self:
        return _made(cls, template, "", facts)

    def __reduce__(self) -> tuple[object, ...]:
        return _made, (type(self), self.template, self.plural, dict(self.facts))

    @property
    def number(self) -> object:
        return dict(self.facts).get("number")


def counted(singular: str, plural: str, number: int, **facts: object) -> Remark:
    """A remark about a number of things: "1 page", "20 pages"."""
    return _made(Remark, singular, plural, {"number": number, **facts})


def recalled(template: str, plural: str, facts: dict[str, object]) -> Remark:
    """A remark from what was put by of it."""
    return _made(Remark, template, plural, facts)


def listed(parts: Iterable[str]) -> str:
    """The parts as a list: "a, b, c"."""
    first, *others = parts
    return Remark("{first}, {others}", first=first, others=listed(others)) if others else first


def _made(cls: type[Said], template: str, plural: str, facts: dict[str, object]) -> Said:
    english = plural if plural and facts.get("number") != 1 else template
    remark = str.__new__(cls, english.format_map(facts))
    remark.template, remark.plural, remark.facts = template, plural, tuple(facts.items())
    return remark
