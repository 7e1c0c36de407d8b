"""How many took part, and who: counts with their qualifier, lists that may be complete."""

from enum import StrEnum
from typing import Annotated, Generic, TypeVar

from msgspec import Struct

from sitegen.base import problems
from sitegen.model.border import CountryCode, Declared, Id, Ids, Judged, Positive, Prepared, refuse

Member = TypeVar("Member")


class Qualifier(StrEnum):
    """How exactly a count is known."""

    EXACTLY = "exactly"
    ABOUT = "about"
    MORE_THAN = "more-than"


class Count(Struct, frozen=True):
    """A number of people, countries or organisations, and how exactly it is known."""

    number: int
    qualifier: Qualifier = Qualifier.EXACTLY


class Group(Declared, Generic[Member], frozen=True, kw_only=True):
    """Countries or organisations: listed, counted, or both."""

    exactly: Positive | None = None
    about: Positive | None = None
    more_than: Positive | None = None
    list: tuple[Member, ...] = ()

    @property
    def count(self) -> Count | None:
        """The stated count, or the length of the list; None when there is neither."""
        stated = {
            Qualifier.EXACTLY: self.exactly,
            Qualifier.ABOUT: self.about,
            Qualifier.MORE_THAN: self.more_than,
        }
        for qualifier, number in stated.items():
            if number:
                return Count(number, qualifier)
        return Count(len(self.list)) if self.list else None


def _group(value: object) -> object:
    """`[AU, BE]` is a list, `12` is an exact count, and a mapping says both."""
    if isinstance(value, list | tuple):
        return {"list": value, "exactly": len(value)} if value else {}
    return {"exactly": value} if isinstance(value, str) else value


def _agreeing(group: Group[str]) -> Group[str]:
    listed = len(group.list)
    if group.exactly and listed and group.exactly != listed:
        raise refuse(problems.COUNT_DISAGREES, count=group.exactly, listed=listed)
    return group


Countries = Annotated[Group[CountryCode], Prepared(_group), Judged(_agreeing)]
Organisations = Annotated[Group[Id], Prepared(_group), Judged(_agreeing)]


class Participants(Declared, frozen=True, kw_only=True):
    """Who took part: a count with its qualifier, their countries, organisations and roles."""

    count: Positive | None = None
    qualifier: Qualifier = Qualifier.EXACTLY
    countries: Countries | None = None
    organisations: Organisations | None = None
    roles: Ids = ()

    @property
    def people(self) -> Count | None:
        return Count(self.count, self.qualifier) if self.count else None
