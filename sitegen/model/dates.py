"""EventDates: several inclusive ranges, each with its precision.

Written in EDTF (ISO 8601-2): days, months and years of level 0, and of its codes for parts of a year those for
seasons (21–24, level 1) and for thirds of a year (37–39, level 2), which say "early", "mid" and "late".
"""

import re
from calendar import monthrange
from datetime import MINYEAR, date
from enum import StrEnum
from typing import Annotated

from msgspec import Struct

from sitegen.base import problems
from sitegen.base.remarks import Remark
from sitegen.model.border import Prepared, refuse

POINT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)

# The months of each part of a year, by its EDTF code. EDTF does not say when a season begins: these months serve
# to put dates in order, and no reader sees them.
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
THIRDS = {37: (1, 4), 38: (5, 8), 39: (9, 12)}
PARTS_OF_YEAR = SEASONS | THIRDS


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    THIRD = "third of a year"
    YEAR = "year"


class DateRange(Struct, frozen=True, order=True):
    """First and last day, both included. A month, a season or a year is the range of its days."""

    start: date
    end: date
    precision: Precision = Precision.DAY

    @property
    def days(self) -> int:
        """Length in days, at least 1."""
        return (self.end - self.start).days + 1

    @property
    def edtf(self) -> str:
        """The range as EDTF writes it: 2020-07-21/2020-07-22, 2021-09, 2021-21, 2021."""
        start, end = (_machine(point, self.precision) for point in (self.start, self.end))
        return start if start == end else f"{start}/{end}"

    @property
    def parts_of_year(self) -> tuple[int, int]:
        """The EDTF codes of the seasons or thirds of a year in which it begins and ends."""
        return part_of_year(self.start, self.precision), part_of_year(self.end, self.precision)


class EventDates(Struct, frozen=True, order=True):
    """When something took place: ranges in order of time that share no day."""

    ranges: tuple[DateRange, ...]

    @property
    def start(self) -> date:
        return self.ranges[0].start

    @property
    def end(self) -> date:
        return self.ranges[-1].end

    @property
    def year(self) -> int:
        """The year under which it is listed: that of its first day."""
        return self.start.year

    @property
    def days(self) -> int:
        """The number of days it took, the days between the ranges not counted."""
        return sum(part.days for part in self.ranges)

    @property
    def precision(self) -> Precision:
        """The least exact precision among the ranges."""
        order = list(Precision)
        return max((part.precision for part in self.ranges), key=order.index)


def part_of_year(point: date, precision: Precision) -> int:
    """The EDTF code of the season or third in which a day lies."""
    parts = SEASONS if precision is Precision.SEASON else THIRDS
    return next(code for code, (first, last) in parts.items() if first <= point.month <= last)


def _machine(point: date, precision: Precision) -> str:
    if precision in {Precision.SEASON, Precision.THIRD}:
        return f"{point.year:04}-{part_of_year(point, precision)}"
    length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[precision]
    return point.isoformat()[:length]


def parse_range(text: str) -> DateRange:
    """A day, month, part of a year, year or range between two of them; raises the dates/… problems."""
    first, slash, last = text.partition("/")
    start = _parse_point(first, text)
    end = _parse_point(last, text) if slash else start
    if end.precision is not start.precision:
        raise refuse(problems.NOT_A_DATE, value=text)
    if end.end < start.start:
        raise refuse(problems.REVERSED_DATES, start=first, end=last)
    return DateRange(start.start, end.end, start.precision)


def _parse_point(text: str, whole: str) -> DateRange:
    match = POINT.fullmatch(text.strip())
    if match is None:
        raise refuse(problems.NOT_A_DATE, value=whole)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return _point(year or 0, month, day)
    except ValueError:
        raise refuse(problems.IMPOSSIBLE_DATE, value=text.strip(), detail=_impossible(year or 0, month or 1)) from None


def _impossible(year: int, month: int) -> str:
    """Why a well-formed date does not exist."""
    if year < MINYEAR:
        return Remark("years begin with 0001")
    if not 1 <= month <= 12:
        return Remark("months go from 01 to 12, seasons from 21 to 24, early, mid and late are 37, 38 and 39")
    return Remark("that month has {days} days, from 01", days=monthrange(year, month)[1])


def _point(year: int, month: int | None, day: int | None) -> DateRange:
    if month is None:
        return DateRange(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
    if day is not None:
        return DateRange(date(year, month, day), date(year, month, day))
    first, last = PARTS_OF_YEAR.get(month, (month, month))
    end = date(year, last, 1)
    return DateRange(date(year, first, 1), end.replace(day=monthrange(year, last)[1]), _precision(month))


def _precision(month: int) -> Precision:
    if month in SEASONS:
        return Precision.SEASON
    return Precision.THIRD if month in THIRDS else Precision.MONTH


def _parse_one(value: object) -> object:
    if isinstance(value, DateRange):
        return value
    if not isinstance(value, str):
        expected = Remark("a date or a range, like 2020-07-15 or 2020-07-21/2020-07-22")
        raise refuse(problems.WRONG_TYPE, expected=expected)
    return parse_range(value)


Range = Annotated[DateRange, Prepared(_parse_one)]
