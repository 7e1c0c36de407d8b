"""The ground of a map: which part of the earth it shows, where a place lies on it, its coastlines and its frame.

The projection is the equidistant cylindrical one (plate carrée), true to scale along the middle parallel of the map.
Degrees of latitude are equally long everywhere, so that the ticks of the frame measure. It takes no position: it knows
coasts, no borders.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, radians

from msgspec import Struct

from sitegen.render.land import LAND

WIDTH = 640  # of every map, in its own units
MARGIN = 0.3  # of the stretch that the places cover, on each side
LEAST_MARGIN = 6.0  # degrees
LEAST_STRETCH = 32.0  # degrees of latitude: less of the coast would not be recognised
SHAPE = (1.05, 2.0)  # the least and the greatest width of a map by its height
LOWEST, HIGHEST = -58.0, 80.0  # what lies beyond is shown only for places there
FLATTEST = 0.3  # near the poles a map is drawn as if it lay at 72 degrees
OUTSIDE = 3.0  # land goes on behind the frame, so that its edge there is not drawn as a coast
FINEST = 1.0  # points of a coast that are nearer to each other look like one
TURN = 360.0
TICKS = ((1, 5), (2, 10), (5, 10), (10, 30))  # degrees between ticks, and between the longer ones
LEAST_TICK = 6.0
SHORT, LONG = 4, 9

Point = tuple[float, float]
NUMBER = re.compile(r"-?\d+")


class Window(Struct, frozen=True):
    """What a map shows, in degrees (WGS 84). `east` is greater than `west`, and may lie beyond 180."""

    west: float
    east: float
    south: float
    north: float

    @property
    def narrowing(self) -> float:
        """The length of a degree of longitude by that of one of latitude, on the middle parallel."""
        return max(cos(radians((self.south + self.north) / 2)), FLATTEST)

    @property
    def scale(self) -> float:
        """Units of the map to a degree of latitude."""
        return WIDTH / ((self.east - self.west) * self.narrowing)

    @property
    def height(self) -> int:
        """Of the map, in its units."""
        return round((self.north - self.south) * self.scale)

    def place(self, latitude: float, longitude: float) -> Point:
        """Where a place lies on the map, whichever way around the earth it is."""
        return self.spot(self.west + (longitude - self.west) % TURN, latitude)

    def spot(self, longitude: float, latitude: float) -> Point:
        """A point of the map by a longitude that may lie beyond 180."""
        scale = self.scale
        return (longitude - self.west) * scale * self.narrowing, (self.north - latitude) * scale


def window(places: Iterable[Point]) -> Window:
    """What a map of at least one place (latitude, longitude) shows: all of them, and some of the coast around."""
    latitudes, longitudes = zip(*places, strict=True)
    west, stretch = _arc(longitudes)
    south, north = min(latitudes), max(latitudes)
    margin = max((north - south) * MARGIN, LEAST_MARGIN)
    floor, ceiling = max(-90.0, min(LOWEST, south - margin)), min(90.0, max(HIGHEST, north + margin))
    tall = max(north - south + 2 * margin, LEAST_STRETCH)
    narrowing = max(cos(radians((south + north) / 2)), FLATTEST)
    wide = stretch + 2 * max(stretch * MARGIN, LEAST_MARGIN)
    wide = min(max(wide, tall * SHAPE[0] / narrowing), TURN)
    tall = min(max(tall, wide * narrowing / SHAPE[1]), ceiling - floor)
    start = west + (stretch - wide) / 2
    return Window(start, start + wide, *_within((south + north) / 2, tall, floor, ceiling))


def wider(view: Window) -> Window:
    """The same middle with half as much again around it, for places from which no coast is in sight."""
    middle, tall = (view.south + view.north) / 2, min((view.north - view.south) * 1.5, HIGHEST - LOWEST)
    wide = min((view.east - view.west) * 1.5, TURN)
    start = (view.west + view.east - wide) / 2
    return Window(start, start + wide, *_within(middle, tall, min(LOWEST, view.south), max(HIGHEST, view.north)))


def _within(middle: float, tall: float, floor: float, ceiling: float) -> tuple[float, float]:
    """South and north of a stretch of latitudes, moved to lie between two; never a rounding beyond them."""
    south = max(min(middle - tall / 2, ceiling - tall), floor)
    return south, min(south + tall, ceiling)


def _arc(longitudes: Iterable[float]) -> tuple[float, float]:
    """The shortest arc of longitudes that has them all: where it begins in the west, and its length."""
    ordered = sorted({longitude % TURN for longitude in longitudes})
    gaps = [(after - before, after) for before, after in pairwise([*ordered, ordered[0] + TURN])]
    widest, begin = max(gaps, key=lambda gap: (gap[0], -gap[1]))
    return (begin + TURN / 2) % TURN - TURN / 2, TURN - widest


@lru_cache(maxsize=1)
def _rings() -> tuple[tuple[Point, ...], ...]:
    """The outlines of land as longitude and latitude in degrees."""
    return tuple(tuple(_ring([int(number) for number in NUMBER.findall(ring)])) for ring in LAND.split(".") if ring)


def _ring(steps: list[int]) -> Iterator[Point]:
    x = y = 0
    points = []
    for across, up in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + across, y + up
        points.append((x / 10, y / 10))
    around = points[-1][0] - points[0][0]
    if abs(around) < TURN / 2:
        return iter(points)
    # Around the South Pole: the same coast again on both sides, closed beyond the edge of every map.
    line = [(longitude + turn * around, latitude) for turn in (-1, 0, 1) for longitude, latitude in points]
    return iter([*line, (line[-1][0], -100.0), (line[0][0], -100.0)])


def land(view: Window) -> str:
    """The land of a map as the data of an SVG path; "" where there is none."""
    return "".join(_outline(points) for points in _clipped(view))


def _clipped(view: Window) -> Iterator[list[Point]]:
    """The rings on a map, cut off just outside its frame; a map may show the same land from both sides."""
    right, bottom = WIDTH + OUTSIDE, view.height + OUTSIDE
    for ring in _rings():
        first, last = min(point[0] for point in ring), max(point[0] for point in ring)
        for turn in (-TURN, 0.0, TURN, 2 * TURN) if last - first < TURN else (0.0,):
            if first + turn > view.east or last + turn < view.west:
                continue
            line = [view.spot(longitude + turn, latitude) for longitude, latitude in ring]
            for axis, edge, sign in ((0, -OUTSIDE, 1), (0, right, -1), (1, -OUTSIDE, 1), (1, bottom, -1)):
                line = list(_cut(line, axis, edge, sign))
            if line:
                yield line


def _cut(line: list[Point], axis: int, edge: float, sign: int) -> Iterator[Point]:
    """What of a ring lies on one side of a straight line (Sutherland and Hodgman)."""

    def inside(point: Point) -> bool:
        return (point[axis] - edge) * sign >= 0

    for before, point in zip([*line[-1:], *line[:-1]], line, strict=True):
        if inside(before) != inside(point):
            share = (edge - before[axis]) / (point[axis] - before[axis])
            crossing = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            yield (edge, crossing) if axis == 0 else (crossing, edge)
        if inside(point):
            yield point


def _outline(line: list[Point]) -> str:
    """A closed outline at one decimal, without what is too fine to be seen; "" where nothing is left."""
    kept = line[:1]
    for point in line[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= FINEST:
            kept.append(point)
    if len(kept) < 3:
        return ""
    tenths = [(round(x * 10), round(y * 10)) for x, y in kept]
    steps = [(x - back_x, y - back_y) for (back_x, back_y), (x, y) in pairwise(tenths)]
    return f"M{joined(tenths[0])}l{joined(number for step in steps for number in step)}z"


def joined(tenths: Iterable[int]) -> str:
    """Tenths as the numbers of a path, with no more between them than has to be: 1.5-.3 12."""
    out = ""
    for number in tenths:
        whole, rest = divmod(abs(number), 10)
        text = ("-" if number < 0 else "") + (f"{whole or ''}.{rest}" if rest else str(whole))
        out += text if not out or text.startswith("-") else f" {text}"
    return out


def frame_ticks(view: Window) -> tuple[str, str]:
    """The ticks along the four sides of a map as the data of two paths: the short ones and the longer ones.

    Like the frame of a sea chart: a tick each degree, a longer one each five; further apart where degrees are narrow.
    """
    narrow = view.scale * view.narrowing
    step, longer = next((pair for pair in TICKS if pair[0] * narrow >= LEAST_TICK), TICKS[-1])
    short = "".join(_sides(view, SHORT, step, longer))
    return short, "".join(_sides(view, LONG, longer, 0))


def _sides(view: Window, length: int, step: int, but: int) -> Iterator[str]:
    """The ticks of a length, each so many degrees, but for those where a longer one stands."""
    height = view.height
    for degree in _degrees(view.west, view.east, step, but):
        across = joined([round(view.spot(degree, 0)[0] * 10)])
        yield f"M{across} 0v{length}M{across} {height}v-{length}"
    for degree in _degrees(view.south, view.north, step, but):
        down = joined([round(view.spot(0, degree)[1] * 10)])
        yield f"M0 {down}h{length}M{WIDTH} {down}h-{length}"


def _degrees(start: float, end: float, step: int, but: int) -> Iterator[int]:
    """The whole degrees between two that are multiples of one number and not of another."""
    for degree in range(ceil(start / step) * step, ceil(end), step):
        if start < degree < end and not (but and degree % but == 0):
            yield degree
