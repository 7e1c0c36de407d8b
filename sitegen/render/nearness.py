"""Who shares most with an entry, found without looking at every other entry.

For each heading under which entries stand (a practice, an initiative, a kind …) there is one integer: a set of entries,
with a bit for each. What one entry shares with all others is added up in a few operations on such sets. They take next
to nothing even where a set holds a hundred thousand.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import merge

from sitegen.link.translations import Key

Heading = tuple[str, object]
Bits = int  # a set: bit n stands for the nth entry of an order


class Order:
    """Entries one after the other, and the set of those under each heading."""

    def __init__(self, keys: Iterable[Key], under: Callable[[Heading], Iterable[Key]]) -> None:
        self.keys = tuple(keys)
        self.places = {key: place for place, key in enumerate(self.keys)}
        self._keys_under = under
        self._sets: dict[Heading, Bits] = {}

    def under(self, heading: Heading) -> Bits:
        """The set of everything that stands under a heading."""
        if heading not in self._sets:
            bits = bytearray(len(self.keys) // 8 + 1)
            for key in self._keys_under(heading):
                place = self.places[key]
                bits[place // 8] |= 1 << place % 8
            self._sets[heading] = int.from_bytes(bits, "little")
        return self._sets[heading]

    def tiers(self, weights: Mapping[Heading, int], among: Bits) -> Iterator[Bits]:
        """Those of a set that stand under any of the headings, heaviest first; what weighs the same comes together.

        The weight of a heading is a power of two, given as its exponent. The weights of all entries are added at once:
        each of `planes` holds one binary digit of every sum.
        """
        planes: list[Bits] = []
        for heading, exponent in weights.items():
            carry, place = self.under(heading) & among, exponent
            planes += [0] * (place + 1 - len(planes))
            while carry:
                if place == len(planes):
                    planes.append(0)
                planes[place], carry = planes[place] ^ carry, planes[place] & carry
                place += 1
        rest = 0
        for plane in planes:
            rest |= plane
        while rest:
            tier = rest
            for plane in reversed(planes):
                tier = tier & plane or tier
            yield tier
            rest ^= tier

    def members(self, among: Bits, start: int = 0) -> Iterator[int]:
        """The places of the members of a set, in order, from a place on."""
        rest = among >> start
        while rest:
            step = (rest & -rest).bit_length()
            start += step
            rest >>= step
            yield start - 1


class Time:
    """How far the entries of an order lie from each other; the order begins with the dated ones, earliest first."""

    def __init__(self, order: Order, days: Sequence[int]) -> None:
        self.order = order
        self.days = days

    def around(self, place: int, among: Bits, reach: int) -> Iterator[tuple[int, Key]]:
        """The members of a set that lie less than `reach` days from a dated entry, nearest first, then by key."""
        own = self.days[place]
        first, last = bisect_right(self.days, own - reach), bisect_left(self.days, own + reach)
        near = among & ((1 << last) - 1)
        middle = bisect_left(self.days, own)
        later = ((self.days[one] - own, self.order.keys[one]) for one in self.order.members(near, middle))
        yield from merge(self._earlier(near, first, middle, own), later)

    def _earlier(self, among: Bits, first: int, end: int, own: int) -> Iterator[tuple[int, Key]]:
        """Backwards in time, day by day; the entries of one day are in their order all the same."""
        while (last := (among & ((1 << end) - 1)).bit_length() - 1) >= first:
            end = bisect_left(self.days, self.days[last])
            for one in self.order.members(among & ((1 << (last + 1)) - 1), end):
                yield own - self.days[one], self.order.keys[one]
