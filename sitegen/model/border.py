"""Where text becomes typed values: what the declared types say of it besides their shape.

Whatever an editor can declare is a frozen struct. Its types carry markers (`Annotated`), which say how a text is
prepared and judged; one that finds a mistake raises `refuse(PROBLEM, fact=…)`. `load` collects all mistakes, each
at its place in the file. Nothing here needs the library that does so: it takes long to start.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from babel.core import get_global
from msgspec import Struct
from msgspec.structs import fields

from sitegen.base import problems
from sitegen.base.diagnostics import Problem
from sitegen.base.nearest import nearest
from sitegen.base.remarks import Remark
from sitegen.model.languages import Language, parse_language

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG = re.compile(r"[^\W_]+(-[^\W_]+)*")
COUNTRY = re.compile(r"[A-Z]{2}")

# Codes that CLDR names although ISO 3166-1 does not assign them: islands, groups of states, tests. Kosovo (XK) and
# the European Union stay, because states and statisticians use their codes.
NOT_STATES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})


class Declared(Struct, frozen=True, kw_only=True):
    """The base of everything an editor can declare. Its fields are the keys; others are mistakes."""


def types_of(model: Any) -> dict[str, Any]:
    """The keys of a model, those of its parents first, each with its type; none for any other type.

    In a model with a parameter (`Group[Id]`) the parameter is filled in.
    """
    return _types_of(model)


@cache
def _types_of(model: Any) -> dict[str, Any]:
    plain: Any = get_origin(model) or model
    if not (isinstance(plain, type) and issubclass(plain, Declared) and plain is not Declared):
        return {}
    given = get_args(model)
    return {field.name: _with_parameter(field.type, given) for field in fields(plain)}


def _with_parameter(shape: Any, given: tuple[Any, ...]) -> Any:
    return shape[given] if given and getattr(shape, "__parameters__", ()) else shape


class Prepared(Struct, frozen=True):
    """A marker: what was written goes through `work` before it is taken for the type."""

    work: Callable[[Any], object]


class Judged(Struct, frozen=True):
    """A marker: a value of the type goes through `work`, which gives it back or refuses it."""

    work: Callable[[Any], object]


class Within(Struct, frozen=True):
    """A marker: the bounds of a number, both included."""

    least: float
    most: float | None = None


class NotEmpty(Struct, frozen=True):
    """A marker: keys and values of which there is at least one."""


class Refused(ValueError):
    """A text that is not what its type asks for: the problem that it is, and the facts of the case."""

    def __init__(self, problem: Problem, facts: dict[str, object]) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.facts = facts


def refuse(problem: Problem, **facts: object) -> Refused:
    """The exception by which a marker's work names one of our problems."""
    return Refused(problem, facts)


def _text(value: str) -> str:
    if not value.strip():
        raise refuse(problems.EMPTY_VALUE, key="this")
    return value


def identifier(value: str) -> str:
    """An id as it is, or the value/not-an-id problem."""
    if not ID.fullmatch(value):
        raise refuse(problems.NOT_AN_ID, value=value)
    return value


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value) or value != value.lower():
        raise refuse(problems.NOT_A_SLUG, value=value)
    return value


def _language(value: str) -> str:
    language = parse_language(value)
    same_but_for_case = language is not None and language.tag != value and language.tag.lower() == value.lower()
    if language is None or same_but_for_case:
        raise refuse(problems.NOT_A_LANGUAGE, value=value)
    return language.tag


def country(value: str) -> str:
    """An ISO 3166-1 alpha-2 code as it is, or the value/not-a-country problem."""
    if value not in _english_territories():
        raise refuse(problems.NOT_A_COUNTRY, value=value, nearest=nearest_country(value))
    return value


@cache
def _english_territories() -> dict[str, str]:
    """The English name of each country code."""
    territories = Language("en").locale.territories
    return {code: name for code, name in territories.items() if COUNTRY.fullmatch(code) and code not in NOT_STATES}


def nearest_country(value: str) -> str:
    """The code that an editor probably meant: by the code, by an alias of it (UK), or by the English name."""
    territories = _english_territories()
    others: list[str] = get_global("territory_aliases").get(value.upper(), [])
    code = others[0] if len(others) == 1 else value.upper()
    if code in territories:
        return code
    by_name = {name.casefold(): code for code, name in territories.items()}
    return by_name.get(nearest(value, by_name), "")


def _party(value: str) -> str:
    return country(value) if COUNTRY.fullmatch(value) else identifier(value)


def _path(value: str) -> str:
    parts = value.split("/")
    if value.startswith("/") or not value or any(part in {"", ".", ".."} for part in parts):
        raise refuse(problems.NOT_A_PATH, value=value, expected=Remark("a file in this folder"))
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"/([^\s/?#\\]+/)*([^\s/?#\\]+)?", value) or "/../" in f"{value}/" or value == "/":
        raise refuse(problems.NOT_A_PATH, value=value, expected=Remark("an address on this site, like /old/address/"))
    return value


def _one_as_list(value: object) -> object:
    """A single value where a list is expected is a list of one: editors write `funders: us-state`."""
    return [value] if isinstance(value, str) else value


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+[^\s]*", value):
        raise refuse(problems.NOT_A_PATH, value=value, expected=Remark("a web address, like https://www.example.org/"))
    return value


Text = Annotated[str, Judged(_text)]
Id = Annotated[str, Judged(identifier)]
Slug = Annotated[str, Judged(_slug)]
LanguageTag = Annotated[str, Judged(_language)]
CountryCode = Annotated[str, Judged(country)]
FilePath = Annotated[str, Judged(_path)]
WebAddress = Annotated[str, Judged(_web_address)]
SiteAddress = Annotated[str, Judged(_address)]
OneAsList = Prepared(_one_as_list)
Words = dict[LanguageTag, Text]
Names = Annotated[Words, NotEmpty()]
Aliases = dict[LanguageTag, Annotated[tuple[Text, ...], OneAsList]]
Ids = Annotated[tuple[Id, ...], OneAsList]
Party = Annotated[str, Judged(_party)]
"""An organisation by its id, or a state by its ISO 3166-1 code in capitals."""
Parties = Annotated[tuple[Party, ...], OneAsList]
Positive = Annotated[int, Within(1)]
