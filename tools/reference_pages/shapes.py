"""What the type of a key asks for, in an editor's words."""

import types
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from reference_pages.markdown import code, linked
from sitegen.model.border import (
    Aliases,
    CountryCode,
    Declared,
    FilePath,
    Id,
    Ids,
    LanguageTag,
    Names,
    OneAsList,
    Parties,
    Party,
    SiteAddress,
    Slug,
    Text,
    Words,
    types_of,
)
from sitegen.model.catalogue import NumberRange, Reference
from sitegen.model.dates import Range
from sitegen.model.participants import Countries, Member, Organisations
from sitegen.model.records import Coordinates, PersonName
from sitegen.model.writeups import Location
from sitegen.model.writeups import Place as LocationParts

Shape = Any  # types as values: mypy has no name for an annotation
GROUP = linked("counts and lists", "counts and lists")

NAMED: tuple[tuple[Shape, str], ...] = (
    (Aliases, "lists of texts by language"),
    (Words, "texts by language"),
    (Names, "texts by language"),
    (PersonName, "text, or texts by language"),
    (Ids, "list of ids, or one id"),
    (Parties, "list of organisations and countries, or one"),
    (Countries, f"countries: a list, a number, or {GROUP}"),
    (Organisations, f"organisation ids: a list, a number, or {GROUP}"),
    (Location, f"`online`, a place id, or {linked('parts of a location', 'location')}"),
    (Coordinates, "two numbers"),
    (NumberRange, "number or range of numbers"),
)
ONE_AND_MANY: tuple[tuple[Shape, str, str], ...] = (
    (Text, "text", "texts"),
    (str, "text", "texts"),
    (Id, "id", "ids"),
    (Slug, "slug", "slugs"),
    (LanguageTag, "language", "languages"),
    (CountryCode, "country", "countries"),
    (FilePath, "relative path", "relative paths"),
    (SiteAddress, "address on this site", "addresses on this site"),
    (Party, "organisation or country", "organisations and countries"),
    (Reference, "practice", "practices"),
    (Range, "date or range", "dates and ranges"),
    (Member, "country or organisation", "countries or of organisation ids"),
    (float, "number", "numbers"),
    (object, "anything", "anything"),
)


def fields(model: type[Declared]) -> dict[str, Shape]:
    """The keys that a model declares itself, with their types; those of its parents are theirs to tell."""
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in types_of(model) if name in vars(model).get("__annotations__", {})}


def said(shape: Shape) -> str:
    """The type in words: "text", "list of practices, or one alone", "`true` or `false`"."""
    shape = without_nothing(shape)
    known = next((words for one, words in NAMED if shape == one), "")
    known = known or next((words for one, words, _ in ONE_AND_MANY if shape == one), "")
    return known or _composed(shape) or _simple(shape)


def _composed(shape: Shape) -> str:
    """The words for a type that has parts; "" for one that has none."""
    origin: Shape = get_origin(shape)
    parts = get_args(shape)
    if origin is Annotated:
        return f"{said(parts[0])}{', or one alone' if OneAsList in shape.__metadata__ else ''}"
    if origin is tuple:
        return f"list of {_many(parts[0])}"
    if origin is dict:
        return _by_key(*parts)
    return _choice(parts) if origin is Literal else ""


def _simple(shape: Shape) -> str:
    if shape is bool:
        return "`true` or `false`"
    if shape is int:
        return "whole number"
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return _choice([member.value for member in shape])
    if isinstance(shape, type) and issubclass(shape, Declared):
        return f"keys and values, see {linked(title(shape), title(shape))}"
    raise ValueError(f"no words for {shape!r}: add some to tools/reference_pages/shapes.py")


def _many(shape: Shape) -> str:
    for known, _, many in ONE_AND_MANY:
        if shape == known:
            return many
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return f"words: {_choice([member.value for member in shape])}"
    return f"{linked(f'{title(shape)}s', title(shape))}, each with its keys and values"


def _by_key(key: Shape, value: Shape) -> str:
    if isinstance(key, type) and issubclass(key, StrEnum):
        return f"keys {_choice([member.value for member in key])}, each with {_article(said(value))}"
    if key == LanguageTag:
        return f"languages, each with {said(value)}"
    return "keys and values of any kind"


def _article(words: str) -> str:
    return words if words.startswith("`") else f"a {words}"


def _choice(values: Any) -> str:
    *first, last = (code(str(value)) for value in values)
    return f"{', '.join(first)} or {last}" if first else last


def without_nothing(shape: Shape) -> Shape:
    """The type of a value that may be left out, as if it had to be there."""
    if get_origin(shape) not in {Union, types.UnionType} or type(None) not in get_args(shape):
        return shape
    kept = [part for part in get_args(shape) if part is not type(None)]
    return kept[0] if len(kept) == 1 else shape


def title(model: type[Declared]) -> str:
    """The heading of the section about a model: its name in small letters, except where a word says more."""
    if model is LocationParts:
        return "location"
    known = {"Group": "counts and lists", "LanguageSettings": "language settings"}
    return known.get(model.__name__, model.__name__.lower())


def models_in(shape: Shape) -> Iterator[type[Declared]]:
    """The models that a type is made of; Group for Group[CountryCode]."""
    if types_of(shape):
        yield get_origin(shape) or shape
    for part in get_args(shape):
        yield from models_in(part)
