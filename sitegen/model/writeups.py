"""The front matter of each kind of write-up: every key, its type and its meaning.

A key is a *word* when each language has its own (title, summary …), otherwise a *fact*: stated once,
in the original, and shared by all translations.
"""

import re
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from msgspec import field

from sitegen.base import problems
from sitegen.model.border import (
    CountryCode,
    Declared,
    FilePath,
    Id,
    Ids,
    Judged,
    LanguageTag,
    OneAsList,
    Parties,
    Positive,
    Prepared,
    SiteAddress,
    Slug,
    Text,
    refuse,
)
from sitegen.model.catalogue import Reference
from sitegen.model.dates import Range
from sitegen.model.participants import Countries, Participants

FINGERPRINT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{8})*")


class Kind(StrEnum):
    """The kinds of write-up. The value names it in links (`event:…`) and, with an s, its folder."""

    EVENT = "event"
    PROJECT = "project"
    PUBLICATION = "publication"
    INITIATIVE = "initiative"
    PAGE = "page"

    @property
    def folder(self) -> str:
        return f"{self.value}s"


def _fingerprint(value: str) -> str:
    if not FINGERPRINT.fullmatch(value):
        raise refuse(problems.BAD_FINGERPRINT, value=value, path="FILE")
    return value


class Translation(Declared, frozen=True, kw_only=True):
    """Which language's text this one was made from, and in which state it was then."""

    of: LanguageTag
    fingerprint: Annotated[str, Judged(_fingerprint)] | None = None


class Image(Declared, frozen=True, kw_only=True):
    """A photo beside the write-up, with its text alternative and credit."""

    file: FilePath
    alt: Text
    credit: Text | None = None


class Download(Declared, frozen=True, kw_only=True):
    """A file for readers. `available: false` says plainly that it exists but is not to be had here."""

    title: Text
    language: LanguageTag | None = None
    file: FilePath | None = None
    available: bool = True
    format: Text | None = None


class Place(Declared, frozen=True, kw_only=True):
    """Where: a place's id, or a city and country written out; a venue; whether also online."""

    place: Id | None = None
    venue: Text | None = None
    city: Text | None = None
    country: CountryCode | None = None
    online: bool = False


def _place(value: object) -> object:
    if isinstance(value, str):
        return {"online": "true"} if value.strip().lower() == "online" else {"place": value}
    return value


class Contact(Declared, frozen=True, kw_only=True):
    """Whom to ask: a person of `content/records/people.yaml`."""

    person: Id


class Series(Declared, frozen=True, kw_only=True):
    """The series something belongs to (a term of the glossary) and its number in it."""

    name: Id
    number: Positive


class Duration(Declared, frozen=True, kw_only=True):
    """A length without a beginning."""

    months: Positive


Location = Annotated[Place, Prepared(_place)]


class FrontMatter(Declared, frozen=True, kw_only=True):
    """What every kind has."""

    WORDS: ClassVar[frozenset[str]] = frozenset(
        {
            "title",
            "short_title",
            "language",
            "summary",
            "slug",
            "aliases",
            "draft",
            "image",
            "downloads",
            "params",
            "translation",
        }
    )
    REQUIRED_FACTS: ClassVar[tuple[str, ...]] = ()

    title: Text
    language: LanguageTag | None = None
    summary: Text | None = None
    slug: Slug | None = None
    aliases: Annotated[tuple[SiteAddress, ...], OneAsList] = ()
    draft: bool = False
    image: Image | None = None
    downloads: tuple[Download, ...] = ()
    practices: Annotated[tuple[Reference, ...], OneAsList] = ()
    references: Annotated[tuple[Text, ...], OneAsList] = ()
    translation: Translation | None = None
    params: dict[str, object] = field(default_factory=dict)


class _Activity(FrontMatter, frozen=True, kw_only=True):
    """What events, projects and publications share: when, who, and for what."""

    dates: Annotated[tuple[Range, ...], OneAsList] = ()
    planned: Annotated[tuple[Range, ...], OneAsList] = ()
    initiative: Id | None = None
    languages: Annotated[tuple[LanguageTag, ...], OneAsList] = ()
    organisers: Parties = ()
    partners: Parties = ()
    funders: Parties = ()
    supporters: Parties = ()
    regions: Ids = ()
    contact: Contact | None = None
    series: Series | None = None


class Event(_Activity, frozen=True, kw_only=True):
    """A workshop, meeting or conference. Its dates are days."""

    REQUIRED_FACTS: ClassVar[tuple[str, ...]] = ("type", "dates", "location")

    type: (
        Literal[
            "workshop",
            "expert-meeting",
            "conference",
            "review-meeting",
            "scoping-workshop",
            "launch",
            "course",
        ]
        | None
    ) = None
    location: Location | None = None
    participants: Participants | None = None
    speakers: Parties = ()


class Project(_Activity, frozen=True, kw_only=True):
    """A project. Its dates may be months or years; a duration may stand without dates."""

    duration: Duration | None = None
    countries: Countries | None = None


class Publication(_Activity, frozen=True, kw_only=True):
    """A guide, paper or agenda. `languages` are those in which it was published."""

    publishers: Parties = ()
    authors: Parties = ()


class Initiative(FrontMatter, frozen=True, kw_only=True):
    """A line of work of the institute, and the catalogues that it puts into practice."""

    short_title: Text | None = None
    catalogues: Ids = ()
    organisers: Parties = ()
    partners: Parties = ()
    funders: Parties = ()
    countries: Annotated[tuple[CountryCode, ...], OneAsList] = ()
    order: int = 0


class Page(FrontMatter, frozen=True, kw_only=True):
    """A text of the site itself: about, privacy, accessibility, contact."""

    order: int = 0


FRONT_MATTER: dict[Kind, type[FrontMatter]] = {
    Kind.EVENT: Event,
    Kind.PROJECT: Project,
    Kind.PUBLICATION: Publication,
    Kind.INITIATIVE: Initiative,
    Kind.PAGE: Page,
}
