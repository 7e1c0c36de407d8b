"""Names on a map: each beside its disc, none over another, over a disc or over the frame. Without room, no name.

How wide a name is, is estimated from its letters, since no font is known here; the estimate is generous.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal
from unicodedata import combining, east_asian_width

from msgspec import Struct

Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]  # left, top, right, bottom

LETTER = 0.62  # the width of a letter by the size of the type; half as much again for a wide one
WIDE_LETTER = 1.05
HEIGHT = 1.2  # of a line, by the size of the type
DROP = 0.35  # from the middle of a line down to the foot of its letters
GAP = 4.0  # between a disc and its name
EDGE = 11.0  # the ticks of the frame
CELL = 80.0  # of the grid by which neighbours are found


class Disc(Struct, frozen=True):
    """A place on a map with its name; `radius` with everything that is drawn around it."""

    x: float
    y: float
    radius: float
    name: str
    direction: str


class Label(Struct, frozen=True):
    """Where a name stands: the foot of its line, and which end of it lies there as its own language reads."""

    disc: int
    x: float
    y: float
    anchor: Anchor
    box: Box


def labels(discs: Sequence[Disc], width: float, height: float, size: float, most: int) -> tuple[Label, ...]:
    """The names of discs that find room on a map, the first ones first and at most so many; `size` is that of the type.

    A name follows its disc in the direction in which it is read; where that is full it stands before, below or above.
    """
    taken = _Grid()
    for disc in discs:
        taken.add((disc.x - disc.radius, disc.y - disc.radius, disc.x + disc.radius, disc.y + disc.radius))
    found: list[Label] = []
    for number, disc in enumerate(discs):
        if len(found) >= most:
            break
        for label in _seats(number, disc, size):
            left, top, right, bottom = label.box
            is_inside = min(left, top, width - right, height - bottom) >= EDGE
            if is_inside and not taken.meets(label.box):
                taken.add(label.box)
                found.append(label)
                break
    return tuple(found)


def width_of(text: str, size: float) -> float:
    """About how wide a text is in semi-bold type of a size."""
    letters = (0.0 if combining(letter) else _width(letter) for letter in text if letter.isprintable())
    return size * sum(letters)


def _width(letter: str) -> float:
    return WIDE_LETTER if east_asian_width(letter) in "WF" else LETTER


def _seats(number: int, disc: Disc, size: float) -> Iterator[Label]:
    """Where the name of a disc may stand, the best place first."""
    wide, tall = width_of(disc.name, size), size * HEIGHT
    reach = disc.radius + GAP
    ahead = -1 if disc.direction == "rtl" else 1
    for side in (ahead, -ahead):
        x = disc.x + side * reach
        left = x if side > 0 else x - wide
        yield Label(
            number,
            x,
            disc.y + size * DROP,
            "start" if side == ahead else "end",
            (left, disc.y - tall / 2, left + wide, disc.y + tall / 2),
        )
    for side in (1, -1):
        middle = disc.y + side * (reach + tall / 2)
        box = (disc.x - wide / 2, middle - tall / 2, disc.x + wide / 2, middle + tall / 2)
        yield Label(number, disc.x, middle + size * DROP, "middle", box)


class _Grid:
    """What is taken already, by the cells of a grid, so that only what is near is looked at."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        for cell in self._under(box):
            self._cells.setdefault(cell, []).append(box)

    def meets(self, box: Box) -> bool:
        return any(overlap(box, other) for cell in self._under(box) for other in self._cells.get(cell, ()))

    def _under(self, box: Box) -> Iterable[tuple[int, int]]:
        left, top, right, bottom = (int(edge // CELL) for edge in box)
        return ((column, row) for column in range(left, right + 1) for row in range(top, bottom + 1))


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have more in common than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
