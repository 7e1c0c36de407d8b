"""What stands near an entry: the same practices first, then the same initiative, then nearness in time."""

from collections import Counter

from sitegen.link.index import cited, dates_of
from sitegen.link.site import Site
from sitegen.link.translations import Entry, Key
from sitegen.model.writeups import Kind
from sitegen.render.rows import listed, of_kinds

SHOWN = 4
SHARED_PRACTICE = 100
SAME_INITIATIVE = 50
SAME_SERIES = 25
DAYS_PER_POINT = 365


def related(site: Site, entry: Entry, language: str) -> tuple[Entry, ...]:
    """The entries that share most with this one, at most four, of those that lists of a language show."""
    if entry.kind not in {Kind.EVENT, Kind.PUBLICATION, Kind.PROJECT}:
        return ()
    shared: Counter[Key] = Counter()
    for pair in cited(entry.facts, site.catalogues):
        _count(shared, site.index.by_practice.get(pair, ()), SHARED_PRACTICE)
    for catalogue in {reference.catalogue for reference in entry.facts.practices}:
        _count(shared, site.index.by_catalogue.get(catalogue, ()), SAME_SERIES)
    initiative = getattr(entry.facts, "initiative", None)
    _count(shared, site.index.by_initiative.get(initiative or "", ()), SAME_INITIATIVE)
    near = [key for key in shared if key != entry.key and key[0] in {Kind.EVENT, entry.kind}]
    ordered = sorted(near, key=lambda key: (-shared[key] + _distance(entry, site.entries[key]), key))
    return tuple(listed(site, ordered, language)[:SHOWN])


def _count(shared: Counter[Key], keys: tuple[Key, ...], weight: int) -> None:
    for key in keys:
        shared[key] += weight


def _distance(entry: Entry, other: Entry) -> float:
    """Years between two entries, never as much as one shared heading counts."""
    one, two = dates_of(entry.facts), dates_of(other.facts)
    if one is None or two is None:
        return SAME_SERIES - 1
    return min(abs((one.start - two.start).days) / DAYS_PER_POINT, SAME_SERIES - 1)


def neighbours(site: Site, entry: Entry, language: str) -> tuple[Entry | None, Entry | None]:
    """The event before and the event after this one in the same initiative, as lists of a language show them."""
    initiative = getattr(entry.facts, "initiative", None)
    if entry.kind is not Kind.EVENT or not initiative:
        return None, None
    events = listed(site, of_kinds(site.index.by_initiative.get(initiative, ()), Kind.EVENT), language)
    here = next(number for number, event in enumerate(events) if event.key == entry.key)
    before = events[here + 1] if here + 1 < len(events) else None
    return before, events[here - 1] if here else None
