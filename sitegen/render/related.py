"""What stands near an entry: the same practices first, then the same initiative, then nearness in time."""

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from sitegen.link.index import cited, visible
from sitegen.link.site import Site
from sitegen.link.translations import Entry, Key
from sitegen.model.writeups import Kind
from sitegen.render.memory import remembered
from sitegen.render.nearness import Bits, Heading, Order, Time
from sitegen.render.rows import listed, of_kinds

SHOWN = 4
# Each counts twice as much as the one before it, as exponents of two.
SAME_SERIES, SAME_INITIATIVE, SHARED_PRACTICE = range(3)
REACH = 24 * 365  # days; what lies farther away is all equally far, and so is what has no date


class _Orders(Struct, frozen=True):
    """All entries of a site in order of time, what has no date last, and in order of their keys."""

    by_time: Time
    by_key: Order


def related(site: Site, entry: Entry, language: str) -> tuple[Entry, ...]:
    """The entries that share most with this one, at most four, of those that lists of a language show."""
    if entry.kind not in {Kind.EVENT, Kind.PUBLICATION, Kind.PROJECT}:
        return ()
    return tuple(site.entries[key] for key in islice(_related(site, entry, language), SHOWN))


def _related(site: Site, entry: Entry, language: str) -> Iterator[Key]:
    """The same without end: those that share the same number of headings by nearness in time, then by key."""
    orders = _orders(site)
    time, order = orders.by_time, orders.by_time.order
    weights = _headings(site, entry)
    place = order.places[entry.key]
    for number, tier in enumerate(order.tiers(weights, _among(order, entry, language))):
        dated = place < len(time.days)
        near = []
        for _, key in time.around(place, tier, REACH) if dated else ():
            near.append(key)
            yield key
        among = _among(orders.by_key, entry, language)
        same = next(islice(orders.by_key.tiers(weights, among), number, None))
        keys = (orders.by_key.keys[one] for one in orders.by_key.members(same))
        yield from (key for key in keys if key not in near)


def _headings(site: Site, entry: Entry) -> dict[Heading, int]:
    """What an entry may share with others, and how much each weighs."""
    weights: dict[Heading, int] = {("practice", pair): SHARED_PRACTICE for pair in cited(entry.facts, site.catalogues)}
    weights |= {("catalogue", reference.catalogue): SAME_SERIES for reference in entry.facts.practices}
    return weights | {("initiative", getattr(entry.facts, "initiative", None) or ""): SAME_INITIATIVE}


def _among(order: Order, entry: Entry, language: str) -> Bits:
    """Events and what is of the entry's own kind, as lists of a language show them, without the entry itself."""
    kinds = order.under(("kind", Kind.EVENT)) | order.under(("kind", entry.kind))
    return order.under(("shown", language)) & kinds & ~(1 << order.places[entry.key])


@remembered
def _orders(site: Site) -> _Orders:
    days = site.index.first_days
    dated = sorted(days, key=lambda key: (days[key], key))
    undated = [key for key in site.entries if key not in days]

    def keys_under(heading: Heading) -> Iterable[Key]:
        return _keys_under(site, heading)

    by_time = Order((*dated, *undated), keys_under)
    return _Orders(Time(by_time, [days[key] for key in dated]), Order(sorted(site.entries), keys_under))


def _keys_under(site: Site, heading: Heading) -> Iterable[Key]:
    match heading:
        case ("practice", (str(catalogue), int(number))):
            return site.index.by_practice.get((catalogue, number), ())
        case ("catalogue", str(id)):
            return site.index.by_catalogue.get(id, ())
        case ("initiative", str(id)):
            return site.index.by_initiative.get(id, ())
        case ("kind", Kind() as kind):
            return site.index.by_kind[kind]
        case (_, language):
            return visible(site.entries, site.entries, site.config, str(language))


def neighbours(site: Site, entry: Entry, language: str) -> tuple[Entry | None, Entry | None]:
    """The event before and the event after this one in the same initiative, as lists of a language show them."""
    initiative = getattr(entry.facts, "initiative", None)
    if entry.kind is not Kind.EVENT or not initiative:
        return None, None
    return _in_turn(site, initiative, language)[entry.key]


@remembered
def _in_turn(site: Site, initiative: str, language: str) -> dict[Key, tuple[Entry | None, Entry | None]]:
    """Each event of an initiative with the one before and the one after it."""
    events = listed(site, of_kinds(site.index.by_initiative.get(initiative, ()), Kind.EVENT), language)
    around = [None, *events, None]
    return {event.key: (around[place + 2], around[place]) for place, event in enumerate(events)}
