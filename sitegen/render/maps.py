"""The map of the places where events were held: their discs and names over coastlines, made once for each language."""

from collections.abc import Iterable, Iterator
from math import hypot, sqrt

from msgspec import Struct

from sitegen.link.index import visible
from sitegen.link.site import Site
from sitegen.model.configuration import Feature
from sitegen.render.labels import Disc, labels
from sitegen.render.memory import remembered
from sitegen.render.pieces import best_words
from sitegen.render.projection import WIDTH, Point, Window, frame_ticks, land, wider, window
from sitegen.render.views.home import MapDisc, MapName, MapPlace, MapView

LEAST, GROWTH = 4.0, 3.0  # the radius of a disc: 4 + 3√n for n events …
LARGEST = 26.0  # … and less where the largest would hide the map
RING = 3.0  # from a disc to its ring
MERGED = 0.75  # discs that overlap more than this become one
COAST = 300  # characters of outline: with less, nobody knows which coast it is
NAMES, CROWDED = 60, 40
# On narrow screens the whole map shrinks, so its discs and its type grow. The style sheet has the same numbers.
SIZE, NARROW_SIZE = 14.0, 25.0
NARROW_GROWTH = 1.7


class _Spot(Struct, frozen=True):
    """Places that share a disc, the one with the most events first, and where they are."""

    places: tuple[MapPlace, ...]
    x: float
    y: float

    @property
    def events(self) -> int:
        return sum(place.count for place in self.places)


def map_view(site: Site, language: str) -> MapView | None:
    """The map of a site that offers one; None where no event has a place with coordinates."""
    return _map(site, language) if site.config.offers(Feature.MAP) else None


@remembered
def _map(site: Site, language: str) -> MapView | None:
    found = sorted(_places(site, language), key=lambda found: (-found[0].count, found[1]))
    if not found:
        return None
    ground = _ground(tuple(point for _, point in found))
    spots = _merged([_Spot((place,), *_inside(ground.view, *point)) for place, point in found])
    most = max(spot.events for spot in spots)
    growth = min(GROWTH, (LARGEST - LEAST) / sqrt(most))
    discs = [_disc(spot, growth, ground.view) for spot in spots]
    own, crowded = site.speech(language).direction, len(discs) > CROWDED
    return MapView(
        width=WIDTH,
        height=ground.view.height,
        land=ground.land,
        ticks=ground.ticks,
        long_ticks=ground.long_ticks,
        discs=tuple(discs),
        names=_names(discs, ground.view, own, SIZE, 1.0),
        narrow_names=_names(discs, ground.view, own, NARROW_SIZE, 1.0 if crowded else NARROW_GROWTH),
        crowded=crowded,
    )


class _Ground(Struct, frozen=True):
    view: Window
    land: str
    ticks: str
    long_ticks: str


def _ground(points: tuple[Point, ...]) -> _Ground:
    """What lies under the discs: wide enough that a coast is in sight."""
    view = window(points)
    drawn = land(view)
    for _ in range(3):
        if len(drawn) >= COAST:
            break
        view = wider(view)
        drawn = land(view)
    return _Ground(view, drawn, *frame_ticks(view))


def _places(site: Site, language: str) -> Iterator[tuple[MapPlace, Point]]:
    """The places with coordinates where events were held that lists of a language show."""
    for id, keys in sorted(site.index.by_place.items()):
        record = site.sources.records.places.get(id)
        name = best_words(site, record.value.name, language) if record else None
        count = len(visible(keys, site.entries, site.config, language))
        if record and record.value.coordinates and name and count:
            yield MapPlace(name, count), record.value.coordinates


def _inside(view: Window, latitude: float, longitude: float) -> Point:
    """Where the disc of a place stands, at least."""
    return _kept(view, LEAST + GROWTH, *view.place(latitude, longitude))


def _kept(view: Window, radius: float, x: float, y: float) -> Point:
    """The point next to another from which a disc does not reach over the edge of the map."""
    edge = min((radius + RING) * NARROW_GROWTH + 1, view.height / 2)
    return min(max(x, edge), WIDTH - edge), min(max(y, edge), view.height - edge)


def _merged(spots: Iterable[_Spot]) -> list[_Spot]:
    """Places that lie too near to each other to be told apart share one disc, at the place with the most events."""
    cells: dict[tuple[int, int], list[int]] = {}
    size = 2 * (LEAST + GROWTH)
    found: list[_Spot] = []
    for spot in spots:
        column, row = int(spot.x // size), int(spot.y // size)
        near = (
            number
            for across in (-1, 0, 1)
            for down in (-1, 0, 1)
            for number in cells.get((column + across, row + down), ())
        )
        for number in sorted(near):
            other = found[number]
            if hypot(spot.x - other.x, spot.y - other.y) < size * MERGED:
                found[number] = _Spot((*other.places, *spot.places), other.x, other.y)
                break
        else:
            cells.setdefault((column, row), []).append(len(found))
            found.append(spot)
    return sorted(found, key=lambda spot: -spot.events)


def _disc(spot: _Spot, growth: float, view: Window) -> MapDisc:
    """A disc whose area grows with its events; never over the edge of the map."""
    radius = LEAST + growth * sqrt(spot.events)
    x, y = _kept(view, radius, spot.x, spot.y)
    return MapDisc(round(x, 1), round(y, 1), round(radius, 1), round(radius + RING, 1), spot.places)


def _names(discs: Iterable[MapDisc], view: Window, own: str, size: float, growth: float) -> tuple[MapName, ...]:
    """The names that find room in type of a size, beside discs that have grown; `own` is the page's direction."""
    named = [(disc, disc.places[0].name) for disc in discs]
    shapes = [Disc(disc.x, disc.y, disc.ring * growth, name.text, name.direction or own) for disc, name in named]
    return tuple(
        MapName(named[one.disc][1], shapes[one.disc].direction, round(one.x, 1), round(one.y, 1), one.anchor)
        for one in labels(shapes, WIDTH, view.height, size, NAMES)
    )
