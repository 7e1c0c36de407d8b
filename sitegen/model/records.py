"""Organisation, Person, Place, Term: what write-ups refer to by id."""

from typing import Annotated, Literal

from msgspec import field

from sitegen.base import problems
from sitegen.base.remarks import Remark
from sitegen.model.border import (
    Aliases,
    CountryCode,
    Declared,
    Id,
    LanguageTag,
    Names,
    OneAsList,
    Prepared,
    Text,
    WebAddress,
    Within,
    Words,
    refuse,
)

Latitude = Annotated[float, Within(-90, 90)]
Longitude = Annotated[float, Within(-180, 180)]


def _coordinates(value: object) -> object:
    if not isinstance(value, list | tuple) or len(value) != 2:
        expected = Remark("two numbers, degrees north and degrees east, like [35.9, 14.5]")
        raise refuse(problems.WRONG_TYPE, expected=expected)
    return value


Coordinates = Annotated[tuple[Latitude, Longitude], Prepared(_coordinates)]
PersonName = Text | Words


class Organisation(Declared, frozen=True, kw_only=True):
    """A body that organises, funds, speaks or takes part; its names and acronyms per language."""

    name: Names
    acronym: Words = field(default_factory=dict)
    aliases: Aliases = field(default_factory=dict)
    summary: Words = field(default_factory=dict)
    country: CountryCode | None = None
    place: Id | None = None
    url: WebAddress | None = None


class Person(Declared, frozen=True, kw_only=True):
    """Somebody to write to. A name is one text, or one per script."""

    name: PersonName
    role: Words = field(default_factory=dict)
    organisation: Id | None = None


class Place(Declared, frozen=True, kw_only=True):
    """A city or a region; coordinates are degrees north and east (WGS 84)."""

    kind: Literal["city", "region"] = "city"
    name: Names
    country: CountryCode | None = None
    coordinates: Coordinates | None = None


class Term(Declared, frozen=True, kw_only=True):
    """A notion of the field with its name, acronym and other names per language.

    Of a series: `feminine` are the languages in which one of its members is a feminine word, for ordinals
    ("la première réunion", "الورشة الرابعة").
    """

    name: Names
    acronym: Words = field(default_factory=dict)
    aliases: Aliases = field(default_factory=dict)
    feminine: Annotated[tuple[LanguageTag, ...], OneAsList] = ()
