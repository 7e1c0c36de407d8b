"""Which sections and blocks of two texts say the same: the one is the other's translation, or both are of a third's.

A translator keeps the order, but may join two paragraphs or part one, and a text behind its original lacks some. So the
cheapest way through both texts is looked for, as Gale and Church do for sentences ("A Program for Aligning Sentences in
Bilingual Corpora", 1993): by kind, by length, and by the numbers that both name.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from sitegen.render.blocks import HEADINGS, LIST, OPENING, PARAGRAPH, QUOTATION, Block, Section

# What a step costs: -ln of how often it is met (Gale and Church, table 5).
ONE_TO_ONE, JOINED, ALONE = 0.12, 3.1, 4.6
# Of a length that fits badly: less than to leave both alone, or nothing would stand beside a text that has grown.
WORST_LENGTH = 6.0
OTHER_KIND = 3.0
SAME_NUMBERS = 1.5
SAME_ID = 12.0  # more than two pieces that stand alone
VARIANCE = 6.8  # of the length of a translation, for each character
WORDS = frozenset({PARAGRAPH, LIST, QUOTATION})
# How far from the diagonal a way may lead: keeps the work in proportion to the length of the texts.
REACH = 24


class Piece(Protocol):
    """What can be aligned: sections, or blocks within them."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def length(self) -> int: ...
    @property
    def numbers(self) -> frozenset[int]: ...


One = TypeVar("One", bound=Piece)
Pair = tuple[tuple[Block, ...], tuple[Block, ...]]
Step = tuple[int, int]
STEPS: tuple[Step, ...] = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))


def aligned(first: Sequence[Section], second: Sequence[Section]) -> Iterator[Pair]:
    """The blocks of two texts, those together that say the same; a side is empty where its text has nothing."""
    growth = _growth(first, second)
    for ours, theirs in paired(first, second, growth):
        own = [block for section in ours for block in section.blocks]
        other = [block for section in theirs for block in section.blocks]
        if own and other and own[0].is_heading and other[0].is_heading:
            yield (own.pop(0),), (other.pop(0),)
        yield from paired(own, other, growth)


def paired(
    first: Sequence[One], second: Sequence[One], growth: float = 1.0
) -> list[tuple[tuple[One, ...], tuple[One, ...]]]:
    """Two texts' pieces in pairs. `growth`: how many characters the second says for one of the first."""
    if _correspond(first, second):
        return [((one,), (other,)) for one, other in zip(first, second, strict=True)]
    found = []
    i = j = 0
    for down, on in _way(len(first), len(second), lambda step, i, j: _cost(first, second, growth, step, i, j)):
        found.append((tuple(first[i : i + down]), tuple(second[j : j + on])))
        i, j = i + down, j + on
    return found


def _growth(first: Sequence[Section], second: Sequence[Section]) -> float:
    """How the mean lengths of blocks compare: not those of the texts, of which one may lack half."""
    means = [_mean([block.length for section in sections for block in section.blocks]) for sections in (first, second)]
    return means[1] / means[0] if all(means) else 1.0


def _mean(lengths: Sequence[int]) -> float:
    return sum(lengths) / len(lengths) if lengths else 0.0


def _correspond(first: Sequence[Piece], second: Sequence[Piece]) -> bool:
    """Whether both have the same, one after the other, and no id says otherwise."""
    if [piece.kind for piece in first] != [piece.kind for piece in second]:
        return False
    known = {piece.id for piece in first} & {piece.id for piece in second}
    return all(one.id == other.id or not {one.id, other.id} & known for one, other in zip(first, second, strict=True))


def _way(rows: int, columns: int, cost: Callable[[Step, int, int], float]) -> list[Step]:
    """The cheapest steps from the beginning of both texts to their ends; `cost` is that of a step and its end."""
    slope = columns // max(rows, 1)
    reach = max(REACH, 2 * slope + 2)
    best: list[dict[int, tuple[float, Step]]] = []
    for i in range(rows + 1):
        middle = i * columns // rows if rows else 0
        row: dict[int, tuple[float, Step]] = {}
        best.append(row)
        low, high = (max(0, middle - reach), min(columns, middle + reach)) if rows else (0, columns)
        for j in range(low, high + 1):
            row[j] = min(_arrivals(best, i, j, cost), default=(0.0 if i == j == 0 else math.inf, (1, 1)))
    return _back(best, rows, columns)


def _arrivals(
    best: Sequence[dict[int, tuple[float, Step]]], i: int, j: int, cost: Callable[[Step, int, int], float]
) -> Iterator[tuple[float, Step]]:
    for step in STEPS:
        before = best[i - step[0]].get(j - step[1]) if i >= step[0] else None
        if before is not None:
            yield before[0] + cost(step, i, j), step


def _back(best: Sequence[dict[int, tuple[float, Step]]], i: int, j: int) -> list[Step]:
    steps: list[Step] = []
    while i or j:
        step = best[i][j][1]
        steps.append(step)
        i, j = i - step[0], j - step[1]
    return steps[::-1]


def _cost(first: Sequence[Piece], second: Sequence[Piece], growth: float, step: Step, i: int, j: int) -> float:
    """What it costs to say that the pieces of one step are the same text, or stand alone."""
    ours, theirs = first[i - step[0] : i], second[j - step[1] : j]
    if not ours or not theirs:
        return ALONE
    expected, length = sum(piece.length for piece in ours) * growth, sum(piece.length for piece in theirs)
    return _kinship(ours, theirs) + _misfit(expected, length) + _difference(_numbers(ours), _numbers(theirs))


def _numbers(pieces: Sequence[Piece]) -> frozenset[int]:
    return frozenset().union(*(piece.numbers for piece in pieces))


def _kinship(ours: Sequence[Piece], theirs: Sequence[Piece]) -> float:
    """The cost of the kinds; infinite where one cannot be the other."""
    one, other = ours[0], theirs[0]
    if len(ours) + len(theirs) > 2:
        kinds = {piece.kind for piece in (*ours, *theirs)}
        return JOINED if kinds in ({PARAGRAPH}, {LIST}) else math.inf
    if one.kind != other.kind:
        return ONE_TO_ONE + OTHER_KIND if {one.kind, other.kind} <= WORDS else math.inf
    has_name = one.kind in HEADINGS or one.kind == OPENING
    return ONE_TO_ONE - (SAME_ID if has_name and one.id == other.id else 0)


def _misfit(expected: float, length: float) -> float:
    """How unlikely two lengths are for texts that say the same: -ln of the two-sided probability."""
    mean = (expected + length) / 2
    if not mean:
        return 0.0
    delta = abs(expected - length) / math.sqrt(mean * VARIANCE)
    chance = math.erfc(delta / math.sqrt(2))
    return min(-math.log(chance), WORST_LENGTH) if chance else WORST_LENGTH


def _difference(ours: frozenset[int], theirs: frozenset[int]) -> float:
    """Numbers that both name bring two pieces together; other numbers part them."""
    if not ours or not theirs:
        return 0.0
    shared = len(ours & theirs) / len(ours | theirs)
    return SAME_NUMBERS * (1 - 2 * shared)
