"""The reverse index: who cites this practice, what belongs to this initiative, where, when, in which role."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from msgspec import Struct

from sitegen.link.mentions import Role, involvements
from sitegen.link.translations import Entry, Key
from sitegen.load.sources import Sources
from sitegen.model.catalogue import Catalogue, PracticeRef
from sitegen.model.configuration import Config, Policy
from sitegen.model.dates import EventDates
from sitegen.model.writeups import Event, FrontMatter, Kind

Keys = tuple[Key, ...]
Heading = TypeVar("Heading", bound=Hashable)
ACTIVITIES = (Kind.EVENT, Kind.PROJECT, Kind.PUBLICATION)  # what may cite a practice and be counted


class Index(Struct, frozen=True):
    """Entries by what they refer to; each list newest first, then by id.

    by_practice    (catalogue, number) -> what cites that number, alone, in a range or by its section
    by_section     (catalogue, section) -> what cites the section as a whole
    by_catalogue   catalogue -> what cites any part of it
    by_party       organisation id or ISO 3166-1 code -> role -> entries
    by_place       place id, or the ISO 3166-1 code of the country where a place is written out, or "" for events
                   that are only online -> events
    first_days     the first day of each entry that has a date, as an ordinal (1 is 1 January of the year 1)
    """

    by_practice: Mapping[tuple[str, int], Keys]
    by_section: Mapping[tuple[str, str], Keys]
    by_catalogue: Mapping[str, Keys]
    by_initiative: Mapping[str, Keys]
    by_party: Mapping[str, Mapping[Role, Keys]]
    by_year: Mapping[int, Keys]
    by_place: Mapping[str, Keys]
    by_kind: Mapping[Kind, Keys]
    first_days: Mapping[Key, int]


def dates_of(facts: FrontMatter) -> EventDates | None:
    """When something took place or appeared; None where no date is known."""
    ranges = getattr(facts, "dates", ())
    return EventDates(ranges) if ranges else None


def numbers_cited(reference: PracticeRef, catalogues: Mapping[str, Catalogue]) -> range:
    """The numbers that a declared reference stands for: its own, or those of its section."""
    catalogue = catalogues.get(reference.catalogue)
    section = catalogue.section(reference.section) if catalogue and reference.section else None
    return section.numbers if section else reference.numbers


def cited(facts: FrontMatter, catalogues: Mapping[str, Catalogue]) -> tuple[tuple[str, int], ...]:
    """The (catalogue, number) pairs that a write-up's front matter cites, sorted, each once."""
    pairs = {
        (reference.catalogue, number)
        for reference in facts.practices
        for number in numbers_cited(reference, catalogues)
    }
    return tuple(sorted(pairs))


def index(entries: Mapping[Key, Entry], sources: Sources, catalogues: Mapping[str, Catalogue]) -> Index:
    """The index of all entries."""
    ordered = sorted(entries.values(), key=_newest_first)
    countries = {id: place.value.country or "" for id, place in sources.records.places.items()}
    roles = _grouped(ordered, lambda facts: involvements(facts, countries))
    return Index(
        by_practice=_grouped(ordered, lambda facts: cited(facts, catalogues)),
        by_section=_grouped(
            ordered, lambda facts: ((ref.catalogue, ref.section) for ref in facts.practices if ref.section)
        ),
        by_catalogue=_grouped(ordered, lambda facts: (ref.catalogue for ref in facts.practices)),
        by_initiative=_grouped(ordered, lambda facts: _present(getattr(facts, "initiative", None))),
        by_party=_by_party(roles),
        by_year=_grouped(ordered, _years),
        by_place=_grouped(ordered, _places),
        by_kind={kind: tuple(entry.key for entry in ordered if entry.kind is kind) for kind in Kind},
        first_days={one.key: dates.start.toordinal() for one in ordered if (dates := dates_of(one.facts))},
    )


def _grouped(ordered: Iterable[Entry], headings: Callable[[FrontMatter], Iterable[Heading]]) -> dict[Heading, Keys]:
    """The entries under each heading that their facts give, once each, in the order given."""
    groups: dict[Heading, dict[Key, None]] = {}
    for entry in ordered:
        for heading in headings(entry.facts):
            groups.setdefault(heading, {})[entry.key] = None
    return {heading: tuple(keys) for heading, keys in groups.items()}


def _present(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _years(facts: FrontMatter) -> tuple[int, ...]:
    dates = dates_of(facts)
    return (dates.year,) if dates and isinstance(facts, Event) else ()


def _places(facts: FrontMatter) -> tuple[str, ...]:
    """The place of an event, else its country; "" for one that is only online; none where neither is stated."""
    location = facts.location if isinstance(facts, Event) else None
    if location is None:
        return ()
    if location.place:
        return (location.place,)
    if location.country:
        return (location.country,)
    return ("",) if location.online and not (location.city or location.venue) else ()


def _by_party(roles: Mapping[tuple[Role, str], Keys]) -> dict[str, dict[Role, Keys]]:
    parties: dict[str, dict[Role, Keys]] = {}
    for (role, party), keys in roles.items():
        parties.setdefault(party, {})[role] = keys
    return parties


def visible(keys: Iterable[Key], entries: Mapping[Key, Entry], config: Config, language: str) -> tuple[Key, ...]:
    """What lists of a language show: all but fallbacks of the kinds whose policy hides them."""
    return tuple(key for key in keys if language in entries[key].texts or config.policy(key[0]) is not Policy.HIDE)


def activities(index: Index) -> Keys:
    """All events, projects and publications, newest first; what has no date stands last."""
    keys = [key for kind in ACTIVITIES for key in index.by_kind[kind]]
    return tuple(sorted(keys, key=lambda key: -index.first_days.get(key, 0)))


def readable(index: Index, entries: Mapping[Key, Entry], language: str) -> Keys:
    """The events, projects and publications that have a text in a language, newest first."""
    return tuple(key for key in activities(index) if language in entries[key].texts)


def _newest_first(entry: Entry) -> tuple[int, int, str, str]:
    """By first day, latest first; then by last day; what has no date stands last."""
    dates = dates_of(entry.facts)
    first, last = (dates.start, dates.end) if dates else (date.min, date.min)
    return -first.toordinal(), -last.toordinal(), entry.kind.value, entry.id
