"""What open data says of an event, a project, a publication and a practice: plain facts under permanent names.

The classes below are the schema: sitegen/render/data_schema.py makes JSON Schema and the columns of tables from them,
and sitegen/l10n/data_words.py says what each field means. What is not known is left out.
"""

from typing import Annotated, Any, TypeVar

from msgspec import Meta, Struct

from sitegen.link.index import cited
from sitegen.link.routes import Target
from sitegen.link.site import Site, address_of, title_of
from sitegen.link.translations import Entry, Key
from sitegen.model.dates import DateRange
from sitegen.model.participants import Group
from sitegen.model.participants import Participants as DeclaredParticipants
from sitegen.model.words import best
from sitegen.model.writeups import Event, Kind, Project
from sitegen.model.writeups import Place as DeclaredPlace
from sitegen.render.memory import remembered
from sitegen.render.pieces import absolute
from sitegen.render.practices import activities_citing

Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Country = Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
Tag = Annotated[str, Meta(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")]
Day = Annotated[str, Meta(extra_json_schema={"format": "date"})]
Address = Annotated[str, Meta(extra_json_schema={"format": "uri"})]
PracticeId = Annotated[str, Meta(pattern=r"^[a-z0-9-]+/[1-9][0-9]*$")]


class Fields(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of all records: named fields, in this order, without those that nothing is known of."""


class Range(Fields, frozen=True, kw_only=True):
    """Days from one to another, both included."""

    start: Day
    end: Day
    edtf: str


class Location(Fields, frozen=True, kw_only=True):
    """A place, a city written out, a venue, online: whatever is stated."""

    place: Id | None = None
    name: str | None = None
    venue: str | None = None
    country: Country | None = None
    online: bool = False
    latitude: float | None = None
    longitude: float | None = None


class Countries(Fields, frozen=True, kw_only=True):
    """Countries that took part."""

    count: int | None = None
    qualifier: str | None = None
    list: tuple[Country, ...] = ()


class Organisations(Fields, frozen=True, kw_only=True):
    """Organisations that took part."""

    count: int | None = None
    qualifier: str | None = None
    list: tuple[Id, ...] = ()


class Participants(Fields, frozen=True, kw_only=True):
    """Who took part: people, with their countries, organisations and occupations."""

    count: int | None = None
    qualifier: str | None = None
    countries: Countries | None = None
    organisations: Organisations | None = None
    roles: tuple[Id, ...] = ()


class ActivityRecord(Fields, frozen=True, kw_only=True):
    """What events, projects and publications have in common."""

    id: Id
    kind: str
    type: str | None = None
    title: str
    summary: str | None = None
    language: Tag
    url: Address
    texts: dict[str, Address]
    dates: tuple[Range, ...] = ()
    initiative: Id | None = None
    practices: tuple[PracticeId, ...] = ()
    catalogues: tuple[Id, ...] = ()
    languages: tuple[Tag, ...] = ()
    organisers: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()
    regions: tuple[Id, ...] = ()
    references: tuple[str, ...] = ()


class EventRecord(ActivityRecord, frozen=True, kw_only=True):
    """An event."""

    location: Location | None = None
    participants: Participants | None = None
    speakers: tuple[str, ...] = ()


class ProjectRecord(ActivityRecord, frozen=True, kw_only=True):
    """A project."""

    planned: tuple[Range, ...] = ()
    months: int | None = None
    countries: Countries | None = None


class PublicationRecord(ActivityRecord, frozen=True, kw_only=True):
    """A publication."""

    publishers: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


class PracticeRecord(Fields, frozen=True, kw_only=True):
    """A number of a catalogue, and what cites it."""

    id: PracticeId
    kind: str
    catalogue: Id
    number: int
    section: Id | None = None
    available: bool
    title: str | None = None
    language: Tag | None = None
    url: Address
    events: tuple[Id, ...] = ()
    projects: tuple[Id, ...] = ()
    publications: tuple[Id, ...] = ()


Record = ActivityRecord | PracticeRecord
TABLES: dict[str, type[Record]] = {
    "events": EventRecord,
    "projects": ProjectRecord,
    "publications": PublicationRecord,
    "practices": PracticeRecord,
}
KINDS: dict[Kind, type[ActivityRecord]] = {
    Kind.EVENT: EventRecord,
    Kind.PROJECT: ProjectRecord,
    Kind.PUBLICATION: PublicationRecord,
}
Members = TypeVar("Members", Countries, Organisations)
SAME = ("organisers", "partners", "funders", "supporters", "regions", "references", "languages")
OWN = {Kind.EVENT: ("speakers",), Kind.PROJECT: (), Kind.PUBLICATION: ("publishers", "authors")}


@remembered
def activity_record(site: Site, key: Key, language: str) -> ActivityRecord:
    """An event, project or publication, with its words in the language that readers of one read best."""
    entry = site.entries[key]
    facts, text = entry.facts, entry.best_text(site.order(language))
    target = Target(entry.kind.value, entry.id)
    given: dict[str, Any] = {name: tuple(getattr(facts, name)) for name in (*SAME, *OWN[entry.kind])}
    return KINDS[entry.kind](
        id=entry.id,
        kind=entry.kind.value,
        type=getattr(facts, "type", None),
        title=text.front.value.title,
        summary=text.front.value.summary,
        language=text.language,
        url=absolute(site, address_of(site, target, language)),
        texts={tag: absolute(site, site.routes.of(target, tag) or "/") for tag in entry.texts},
        dates=_ranges(getattr(facts, "dates", ())),
        initiative=getattr(facts, "initiative", None),
        practices=tuple(f"{catalogue}/{number}" for catalogue, number in cited(facts, site.catalogues)),
        catalogues=tuple(dict.fromkeys(reference.catalogue for reference in facts.practices)),
        **given | _special(site, entry, language),
    )


def _special(site: Site, entry: Entry, language: str) -> dict[str, object]:
    """What only events or only projects have."""
    facts = entry.facts
    if isinstance(facts, Event):
        location = _location(site, facts.location, language) if facts.location else None
        return {"location": location, "participants": _participants(facts.participants) if facts.participants else None}
    if isinstance(facts, Project):
        months = facts.duration.months if facts.duration else None
        return {"planned": _ranges(facts.planned), "months": months, "countries": _group(facts.countries, Countries)}
    return {}


def _ranges(dates: tuple[DateRange, ...]) -> tuple[Range, ...]:
    return tuple(Range(start=one.start.isoformat(), end=one.end.isoformat(), edtf=one.edtf) for one in dates)


def _location(site: Site, given: DeclaredPlace, language: str) -> Location:
    found = site.sources.records.places.get(given.place or "")
    record = found.value if found else None
    named = best(record.name, site.order(language)) if record else None
    latitude, longitude = record.coordinates if record and record.coordinates else (None, None)
    return Location(
        place=given.place,
        name=named.text if named else given.city,
        venue=given.venue,
        country=(record.country if record else None) or given.country,
        online=given.online,
        latitude=latitude,
        longitude=longitude,
    )


def _participants(given: DeclaredParticipants) -> Participants:
    people = given.people
    return Participants(
        count=people.number if people else None,
        qualifier=people.qualifier.value if people else None,
        countries=_group(given.countries, Countries),
        organisations=_group(given.organisations, Organisations),
        roles=tuple(given.roles),
    )


def _group(given: Group[str] | None, record: type[Members]) -> Members | None:
    count = given.count if given else None
    if given is None or count is None:
        return None
    return record(count=count.number, qualifier=count.qualifier.value, list=tuple(given.list))


def practice_record(site: Site, catalogue: str, number: int, language: str) -> PracticeRecord:
    """A number of a catalogue; one that is only reserved has no title."""
    target = Target("practice", f"{catalogue}/{number}")
    named = title_of(site, target, language)
    section = site.catalogues[catalogue].section_of(number)
    citing = activities_citing(site, catalogue, number)
    ids = {kind: tuple(sorted(entry.id for entry in citing if entry.kind is kind)) for kind in KINDS}
    return PracticeRecord(
        id=target.id,
        kind="practice",
        catalogue=catalogue,
        number=number,
        section=section.id if section else None,
        available=bool(named.text),
        title=named.text or None,
        language=named.language if named.text else None,
        url=absolute(site, site.routes.of(target, language) or "/"),
        events=ids[Kind.EVENT],
        projects=ids[Kind.PROJECT],
        publications=ids[Kind.PUBLICATION],
    )
