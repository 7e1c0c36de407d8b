"""The timeline of an initiative: a ruler of its years, its events as blocks on their days, drawn for one language.

Everything along the ruler is in hundredths of its length, so that it is as long as the page is wide, and grows from the
side where reading begins; everything across it is in pixels.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from math import ceil

from msgspec import Struct

from sitegen.l10n.dates import format_span, month_name
from sitegen.l10n.numbers import digits
from sitegen.l10n.speech import Speech
from sitegen.link.index import dates_of
from sitegen.link.site import Site
from sitegen.link.translations import Entry, Key
from sitegen.model.dates import EventDates, Precision
from sitegen.model.writeups import Kind
from sitegen.render.pieces import plain
from sitegen.render.rows import entry_link, listed
from sitegen.render.views.timeline import TimeBlock, Timeline, TimelineItem, TimeTick, YearCount

NARROWEST = 320  # pixels: nothing may stand over something else on a ruler as short as this
APART = 100 * 4 / NARROWEST  # between two blocks, whose edges make each of them two pixels longer
BLOCK, BELOW = 18, 8  # how high blocks are: of events above the line, of everything else below it
PITCH, PITCH_BELOW = 20, 13
STACK, THINNEST, MOST_LANES = 100, 3, 40  # blocks that are stacked share this height, down to the thinnest
CROWDED = 5  # lanes: with more, nobody sees which block stands where, and columns are clearer
COLUMNS, LEAST_COLUMN, FILLED = (1, 2, 3, 6, 12, 24, 60, 120, 600), 4, 0.8  # months; pixels; how much of it is drawn
HEAD, TICK, YEAR = 8, 7, 14  # above the highest block; ticks of months and years
FOOT = 24  # for the labels
MONTHS_UP_TO = 5  # years: in longer rulers a month is too short for a tick of its own
WIDE_LABELS, NARROW_LABELS = 12, 6
WIDE_END, NARROW_END = 94.5, 90.0  # a label that begins beyond would leave the page
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
LABELLED_MONTHS = {1: (4, 7, 10), 2: (7,)}  # besides January, which bears the year, in rulers of so many years


Dated = tuple[Entry, EventDates]


class _Placed(Struct, frozen=True):
    """An entry with its blocks, in a lane counted from the line; `packed`: in a column with others."""

    entry: Entry
    blocks: tuple[TimeBlock, ...]
    lane: int
    packed: bool = False


class _Axis(Struct, frozen=True):
    """Whole years, first and last, along which days are measured; `mirrored`: from right to left."""

    first: int
    last: int
    mirrored: bool

    @property
    def years(self) -> int:
        return self.last - self.first + 1

    def at(self, day: int) -> float:
        """How far along the ruler a day begins, given as an ordinal."""
        start = date(self.first, 1, 1).toordinal()
        length = date(self.last, 12, 31).toordinal() + 1 - start
        return 100 * (day - start) / length

    def shown(self, along: float, length: float = 0.0) -> float:
        """From the left edge of the drawing."""
        return round(100 - along - length if self.mirrored else along, 3)


def timeline(site: Site, keys: Iterable[Key], language: str) -> Timeline | None:
    """The timeline of what belongs to an initiative, as lists of a language show it; None where nothing has a date."""
    dated = [(entry, dates) for entry in listed(site, keys, language) if (dates := dates_of(entry.facts))]
    if not dated:
        return None
    dated.sort(key=lambda pair: (pair[1].start, pair[1].end, pair[0].id))
    speech = site.speech(language)
    span = [dates.year for _, dates in dated], [dates.end.year for _, dates in dated]
    axis = _Axis(min(span[0]), max(span[1]), speech.direction == "rtl")
    events = [(entry, dates) for entry, dates in dated if entry.kind is Kind.EVENT]
    others = [(entry, dates) for entry, dates in dated if entry.kind is not Kind.EVENT]
    above, below = _on_their_days(events, axis), _on_their_days(others, axis)
    months = 0
    if _height(above) > CROWDED:
        months = _column(axis)
        above = _in_columns(events, axis, months)
    pitch = min(PITCH, max(STACK / max(1, _height(above)), THINNEST))
    high = BLOCK if pitch == PITCH else pitch - 1
    base = round(HEAD + max(YEAR, pitch * _height(above)))
    items = [
        *((one, base - pitch * one.lane - high, high) for one in above),
        *((one, base + 5.0 + PITCH_BELOW * one.lane, float(BELOW)) for one in below),
    ]
    return Timeline(
        height=base + FOOT + PITCH_BELOW * _height(below),
        base=base,
        span=plain(site, format_span(axis.first, axis.last, speech), language),
        ticks=tuple(_ticks(axis, speech)),
        items=tuple(
            TimelineItem(
                entry_link(site, one.entry, language).words.text, one.blocks, round(y, 1), round(tall, 1), one.packed
            )
            for one, y, tall in items
        ),
        years=tuple(_counts(events, speech)),
        below=bool(others),
        inexact=any(dates.precision is not Precision.DAY for _, dates in dated),
        months=months,
    )


def _height(placed: Iterable[_Placed]) -> int:
    """How many lanes are taken."""
    return max((one.lane + 1 for one in placed), default=0)


def _on_their_days(dated: Iterable[Dated], axis: _Axis) -> list[_Placed]:
    """Each where its dates are, in the lowest lane in which it stands clear of those before it."""
    ends: list[float] = []
    found = []
    for entry, dates in dated:
        begin, end = axis.at(dates.start.toordinal()), axis.at(dates.end.toordinal() + 1)
        lane = next((number for number, taken in enumerate(ends) if taken + APART <= begin), len(ends))
        lane = min(lane, MOST_LANES - 1)
        ends[lane : lane + 1] = [end]
        found.append(_Placed(entry, tuple(_blocks(dates, axis)), lane))
    return found


def _in_columns(dated: Iterable[Dated], axis: _Axis, months: int) -> list[_Placed]:
    """Each as one block in the column of the months in which it began, where there are too many for their days."""
    tall: Counter[int] = Counter()
    found = []
    for entry, dates in dated:
        column = ((dates.start.year - axis.first) * 12 + dates.start.month - 1) // months
        begin, end = (axis.at(_month(axis.first, number * months)) for number in (column, column + 1))
        length = (min(end, 100.0) - begin) * FILLED
        block = TimeBlock(axis.shown(begin, length), round(length, 3), open=False)
        found.append(_Placed(entry, (block,), min(tall[column], MOST_LANES - 1), packed=True))
        tall[column] += 1
    return found


def _column(axis: _Axis) -> int:
    """The fewest months of which columns are wide enough to be seen on narrow screens."""
    return next((months for months in COLUMNS if NARROWEST * months / (axis.years * 12) >= LEAST_COLUMN), COLUMNS[-1])


def _month(year: int, months: int) -> int:
    """The first day, as an ordinal, of the month that comes so many after January of a year."""
    return date(year + months // 12, months % 12 + 1, 1).toordinal()


def _blocks(dates: EventDates, axis: _Axis) -> Iterator[TimeBlock]:
    """One for each range; open where the days themselves are not known."""
    for part in dates.ranges:
        begin, end = axis.at(part.start.toordinal()), axis.at(part.end.toordinal() + 1)
        length = end - begin
        yield TimeBlock(axis.shown(begin, length), round(length, 3), part.precision is not Precision.DAY)


def _counts(events: Iterable[Dated], speech: Speech) -> Iterator[YearCount]:
    """How many events each year has, the years without any left out."""
    for year, count in sorted(Counter(dates.year for _, dates in events).items()):
        yield YearCount(digits(year, speech), count)


def _ticks(axis: _Axis, speech: Speech) -> Iterator[TimeTick]:
    """A tick for each year, for each month where years are few, or for each few years where they are many."""
    wide = _step(axis.years, WIDE_LABELS)
    narrow = wide * ceil(axis.years / (wide * NARROW_LABELS))  # a part of the labels of wide screens
    every = _step(axis.years, 10 * NARROW_LABELS)
    months = range(1, 13) if axis.years <= MONTHS_UP_TO else (1,)
    for year in range(axis.first, axis.last + 1):
        if year % every and axis.years > MONTHS_UP_TO:
            continue
        for month in months:
            along = axis.at(date(year, month, 1).toordinal())
            is_year = month == 1
            label = ""
            if is_year and year % wide == 0 and along < WIDE_END:
                label = digits(year, speech)
            elif month in LABELLED_MONTHS.get(axis.years, ()):
                label = month_name(date(year, month, 1), speech)
            is_kept = not is_year or (year % narrow == 0 and along < NARROW_END)
            tall = YEAR if is_year and (year % wide == 0 or len(months) > 1) else TICK
            yield TimeTick(axis.shown(along), tall, label, bool(label) and not is_kept)
    yield TimeTick(axis.shown(100.0), YEAR, "")


def _step(years: int, most: int) -> int:
    """The least of the round steps by which so many years have at most so many labels."""
    return next((step for step in STEPS if years <= step * most), STEPS[-1])
