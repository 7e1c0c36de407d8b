"""Organisation, Person, Place, Term: what write-ups refer to by id."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from sitegen.base import problems
from sitegen.base.remarks import Remark
from sitegen.model.border import (
    Aliases,
    CountryCode,
    Declared,
    Id,
    LanguageTag,
    OneAsList,
    Text,
    WebAddress,
    Words,
    refuse,
)

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Names = Annotated[Words, Field(min_length=1)]


def _coordinates(value: object) -> object:
    if not isinstance(value, list | tuple) or len(value) != 2:
        expected = Remark("two numbers, degrees north and degrees east, like [35.9, 14.5]")
        raise refuse(problems.WRONG_TYPE, expected=expected)
    return value


def _shape(value: object) -> str:
    """Which of its two forms a person's name has; judged by the form alone, so that a mistake is named once."""
    return "words" if isinstance(value, dict) else "text"


Coordinates = Annotated[tuple[Latitude, Longitude], BeforeValidator(_coordinates)]
PersonName = Annotated[Annotated[Text, Tag("text")] | Annotated[Words, Tag("words")], Discriminator(_shape)]


class Organisation(Declared):
    """A body that organises, funds, speaks or takes part; its names and acronyms per language."""

    name: Names
    acronym: Words = {}
    aliases: Aliases = {}
    summary: Words = {}
    country: CountryCode | None = None
    place: Id | None = None
    url: WebAddress | None = None


class Person(Declared):
    """Somebody to write to. A name is one text, or one per script."""

    name: PersonName
    role: Words = {}
    organisation: Id | None = None


class Place(Declared):
    """A city or a region; coordinates are degrees north and east (WGS 84)."""

    kind: Literal["city", "region"] = "city"
    name: Names
    country: CountryCode | None = None
    coordinates: Coordinates | None = None


class Term(Declared):
    """A notion of the field with its name, acronym and other names per language.

    Of a series: `feminine` are the languages in which one of its members is a feminine word, for ordinals
    ("la première réunion", "الورشة الرابعة").
    """

    name: Names
    acronym: Words = {}
    aliases: Aliases = {}
    feminine: Annotated[tuple[LanguageTag, ...], OneAsList] = ()
