"""How a language writes one day, a range, several ranges, a month, a part of a year, a year.

CLDR says in which order day, month and year stand and what the months are called. The rest is put together
here, because Babel has no ranges with the month in full, none of several parts, and only Western digits.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from msgspec import Struct

from sitegen.l10n.names import join
from sitegen.l10n.numbers import digits
from sitegen.l10n.patterns import Pattern, patterns_of
from sitegen.l10n.phrases import PARTS_OF_YEAR
from sitegen.l10n.speech import Speech
from sitegen.model.dates import DateRange, EventDates, Precision

# The first of a month is an ordinal here. In Portuguese it is one in Brazil only, which plain "pt" is in CLDR.
FIRST = {"fr": "{}er", "it": "{}º", "pt": "{}º", "pt-BR": "{}º"}


class _Group(Struct, frozen=True):
    """Ranges of days that share a month, or any one range; and their year, 0 where they have two."""

    ranges: tuple[DateRange, ...]
    year: int


def format_dates(dates: EventDates, speech: Speech, year: bool = True) -> str:
    """All ranges in one line, months and years said once: "15, 21–22 et 28–30 juillet 2020".

    Without `year` the year is left out, unless the dates lie in several years or it is all that is known.
    """
    groups = list(_groups(dates.ranges))
    several = len({group.year for group in groups}) > 1
    written: list[str] = []
    for of_year, same in groupby(groups, key=lambda group: group.year):
        written += _in_one_year(list(same), speech, of_year > 0 and (year or several))
    return join(written, speech)


def format_range(part: DateRange, speech: Speech, year: bool = True) -> str:
    """One range: "28–29 January 2019", "31 janvier – 1er février 2018", "septembre 2021", "2019–2020"."""
    return format_dates(EventDates((part,)), speech, year)


def format_month(day: date, speech: Speech) -> str:
    """The month of a day with its year: "July 2020"."""
    return _fill(patterns_of(speech.language).month_year, day, speech)


def month_name(day: date, speech: Speech) -> str:
    """The month of a day as it stands by itself: "July", "juillet", "يوليو"."""
    return patterns_of(speech.language).alone[day.month - 1]


def format_span(first: int, last: int, speech: Speech) -> str:
    """Numbers from one to another, as years are written: "17–19", in Persian "۱۷ تا ۱۹"; one number alone."""
    numbers = dict.fromkeys((first, last))
    return patterns_of(speech.language).tight.join(digits(number, speech) for number in numbers)


def machine_dates(part: DateRange) -> str:
    """The beginning of a range for `<time datetime>`, as exact as HTML can say it: 2020-07-21, 2021-09, 2021.

    HTML has no notation for a range in one element, and none for a season: `DateRange.edtf` is for other machines.
    """
    if part.precision in {Precision.SEASON, Precision.THIRD}:
        return f"{part.start.year:04}"
    return part.edtf.partition("/")[0]


def _groups(ranges: tuple[DateRange, ...]) -> Iterator[_Group]:
    for _, same in groupby(ranges, key=_month_or_range):
        held = tuple(same)
        start, end = held[0].start.year, held[-1].end.year
        yield _Group(held, start if start == end else 0)


def _month_or_range(part: DateRange) -> tuple[int, int] | DateRange:
    """What ranges of days inside one month have in common; any other range stands by itself."""
    start, end = part.start, part.end
    if part.precision is Precision.DAY and (start.year, start.month) == (end.year, end.month):
        return start.year, start.month
    return part


def _in_one_year(groups: list[_Group], speech: Speech, year: bool) -> Iterator[str]:
    """Groups of one year, which the last of them says, or the first where the year is written in front."""
    bearer = 0 if patterns_of(speech.language).year_first else len(groups) - 1
    for place, group in enumerate(groups):
        yield _write(group, speech, year and place == bearer)


def _write(group: _Group, speech: Speech, year: bool) -> str:
    first = group.ranges[0]
    if first.precision is Precision.YEAR:
        return _years(first, speech)
    if first.precision is Precision.MONTH:
        return _months(first, speech, year)
    if first.precision is not Precision.DAY:
        return _parts_of_year(first, speech)
    if _month_or_range(first) == first:
        return _across(first, speech, year)
    patterns = patterns_of(speech.language)
    days = join((_days(part, speech) for part in group.ranges), speech)
    return _fill(patterns.day_year if year else patterns.day, first.start, speech, day=days)


def _years(part: DateRange, speech: Speech) -> str:
    return patterns_of(speech.language).year.fill({"y": format_span(part.start.year, part.end.year, speech)})


def _parts_of_year(part: DateRange, speech: Speech) -> str:
    """Seasons and thirds of a year, each with its year: "printemps 2021", "early 2021 – late 2022"."""
    words = dict(zip(PARTS_OF_YEAR, speech.parts_of_year, strict=True))
    years = (part.start.year, part.end.year)
    ends = (words[code] % {"year": digits(year, speech)} for code, year in zip(part.parts_of_year, years, strict=True))
    return patterns_of(speech.language).loose.join(dict.fromkeys(ends))


def _months(part: DateRange, speech: Speech, year: bool) -> str:
    patterns = patterns_of(speech.language)
    last = patterns.month_year if year else patterns.month
    if (part.start.year, part.start.month) == (part.end.year, part.end.month):
        return _fill(last, part.end, speech)
    if part.start.year != part.end.year:
        ends = (_fill(patterns.month_year, point, speech) for point in (part.start, part.end))
        return patterns.loose.join(ends)
    first = _fill(patterns.month, part.start, speech)
    return _fill(last, part.end, speech, before_month=first + patterns.tight)


def _across(part: DateRange, speech: Speech, year: bool) -> str:
    """A range of days that leaves its month."""
    patterns = patterns_of(speech.language)
    both = part.start.year != part.end.year
    first = patterns.day_year if both or (year and patterns.year_first) else patterns.day
    last = patterns.day_year if both or (year and not patterns.year_first) else patterns.day
    return patterns.loose.join((_fill(first, part.start, speech), _fill(last, part.end, speech)))


def _days(part: DateRange, speech: Speech) -> str:
    """The days of a range inside one month: "21–22", "1er", "21.–22."."""
    days = dict.fromkeys((part.start.day, part.end.day))
    return patterns_of(speech.language).tight.join(_day(day, speech) for day in days)


def _day(day: int, speech: Speech) -> str:
    variety = speech.language if speech.primary == "pt" else speech.primary
    if day == 1 and variety in FIRST:
        return FIRST[variety].format(digits(1, speech))
    return digits(day, speech) + patterns_of(speech.language).day_mark


def _fill(pattern: Pattern, point: date, speech: Speech, day: str = "", before_month: str = "") -> str:
    return pattern.fill({field: _field(field, point, speech, day, before_month) for field in pattern.fields})


def _field(field: str, point: date, speech: Speech, day: str, before_month: str) -> str:
    """A field of a pattern, by its letter in CLDR; "" for one that no date of ours has, such as the era."""
    match field:
        case "d":
            return day or _day(point.day, speech)
        case "M":
            return before_month + digits(point.month, speech)
        case "MMMM":
            return before_month + patterns_of(speech.language).names[point.month - 1]
        case "LLLL":
            return before_month + patterns_of(speech.language).alone[point.month - 1]
        case "y":
            return digits(point.year, speech)
    return ""
