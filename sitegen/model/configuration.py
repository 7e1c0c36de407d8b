"""Config: the site's settings, as `config.yaml` declares them."""

import re
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import field

from sitegen.base import problems
from sitegen.base.remarks import Remark
from sitegen.model.border import (
    Declared,
    FilePath,
    Id,
    Judged,
    LanguageTag,
    Names,
    NotEmpty,
    OneAsList,
    Slug,
    WebAddress,
    Within,
    Words,
    refuse,
)
from sitegen.model.writeups import Kind

BASE = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


class Section(StrEnum):
    """The parts of a site that have a word of their own in the addresses of each language."""

    EVENTS = "events"
    INITIATIVES = "initiatives"
    CATALOGUES = "catalogues"
    PROJECTS = "projects"
    PUBLICATIONS = "publications"
    ORGANISATIONS = "organisations"
    COUNTRIES = "countries"
    COVERAGE = "coverage"
    LANGUAGES = "languages"
    SEARCH = "search"


class Policy(StrEnum):
    """What a reader gets of a write-up that is missing in their language."""

    SHOW = "show"
    LIST = "list"
    HIDE = "hide"


class Feature(StrEnum):
    """What a site may offer besides its pages, feeds and site maps. Each has templates of its own in the theme."""

    CALENDARS = "calendars"
    CARDS = "cards"
    COLOUR_SCHEME = "colour-scheme"
    COVERAGE = "coverage"
    DATA = "data"
    FILTERS = "filters"
    MAP = "map"
    SEARCH = "search"
    SIDE_BY_SIDE = "side-by-side"
    STRUCTURED_DATA = "structured-data"


# The sections that a site has only with a feature.
BROUGHT_BY = {Section.COVERAGE: Feature.COVERAGE, Section.SEARCH: Feature.SEARCH}


def _base(value: str) -> str:
    if not BASE.fullmatch(value):
        raise refuse(
            problems.NOT_A_PATH, value=value, expected=Remark("the site's address, like https://www.example.org/")
        )
    return value.rstrip("/") + "/"


class LanguageSettings(Declared, frozen=True, kw_only=True):
    """One language of the site."""

    fallback: tuple[LanguageTag, ...] = ()
    digits: Literal["latn", "arab", "arabext"] = "latn"
    sections: dict[Section, Slug] = field(default_factory=dict)

    def section(self, section: Section) -> str:
        """The section's word in addresses; its English name where none is set."""
        return self.sections.get(section, section.value)


class Config(Declared, frozen=True, kw_only=True):
    """The site. Keys of `languages` are BCP 47 tags, in the order in which switchers list them."""

    title: Names
    url: Annotated[str, Judged(_base)]
    languages: Annotated[dict[LanguageTag, LanguageSettings], NotEmpty()]
    organisation: Id | None = None
    line: Words = field(default_factory=dict)
    lead: Words = field(default_factory=dict)
    events_per_page: Annotated[int, Within(1, 500)] = 20
    fallback: dict[Kind, Policy] = field(default_factory=dict)
    features: Annotated[tuple[Feature, ...], OneAsList] = ()
    licence: WebAddress | None = None
    output: FilePath = "public"

    def offers(self, feature: Feature) -> bool:
        return feature in self.features

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that this site has."""
        return tuple(part for part in Section if part not in BROUGHT_BY or self.offers(BROUGHT_BY[part]))

    def policy(self, kind: Kind) -> Policy:
        return self.fallback.get(kind, Policy.SHOW)

    def reading_order(self, language: str) -> tuple[str, ...]:
        """The languages that a reader of one understands, best first: itself, its fallbacks, the rest."""
        preferred = (language, *self.languages[language].fallback, *self.languages)
        return tuple(dict.fromkeys(preferred))
