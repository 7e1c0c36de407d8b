"""Dates as editors write them, and as ranges of days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.border import Refused
from sitegen.model.dates import DateRange, EventDates, Precision, parse_range

DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "days", "edtf"),
    [
        ("2020-07-15", (2020, 7, 15), (2020, 7, 15), DAY, 1, "2020-07-15"),
        (" 2020-07-15 ", (2020, 7, 15), (2020, 7, 15), DAY, 1, "2020-07-15"),
        ("2020-07-21/2020-07-22", (2020, 7, 21), (2020, 7, 22), DAY, 2, "2020-07-21/2020-07-22"),
        ("2020-07-21 / 2020-07-22", (2020, 7, 21), (2020, 7, 22), DAY, 2, "2020-07-21/2020-07-22"),
        ("2020-02", (2020, 2, 1), (2020, 2, 29), MONTH, 29, "2020-02"),
        ("2021-12/2022-01", (2021, 12, 1), (2022, 1, 31), MONTH, 62, "2021-12/2022-01"),
        ("2021", (2021, 1, 1), (2021, 12, 31), YEAR, 365, "2021"),
        ("2021/2022", (2021, 1, 1), (2022, 12, 31), YEAR, 730, "2021/2022"),
        ("2020-07-15/2020-07-15", (2020, 7, 15), (2020, 7, 15), DAY, 1, "2020-07-15"),
    ],
)
def test_ranges(
    text: str, start: tuple[int, int, int], end: tuple[int, int, int], precision: Precision, days: int, edtf: str
) -> None:
    parsed = parse_range(text)
    assert parsed == DateRange(date(*start), date(*end), precision)
    assert (parsed.days, parsed.edtf) == (days, edtf)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "dates/not-a-date"),
        ("08", "dates/not-a-date"),
        ("15.07.2020", "dates/not-a-date"),
        ("2020-7-5", "dates/not-a-date"),
        ("2020-07-15T10:00", "dates/not-a-date"),
        ("2020-07-15/", "dates/not-a-date"),
        ("2020-07-15/16", "dates/not-a-date"),
        ("2020-07-15/2020-08", "dates/not-a-date"),
        ("2020-07-15/2020-07-16/2020-07-17", "dates/not-a-date"),
        ("٢٠٢٠", "dates/not-a-date"),
        ("2025-02-30", "dates/impossible"),
        ("2021-02-29", "dates/impossible"),
        ("2020-13", "dates/impossible"),
        ("2020-00-01", "dates/impossible"),
        ("2020-01-00", "dates/impossible"),
        ("0000", "dates/impossible"),
        ("2020-01-01/2020-02-30", "dates/impossible"),
        ("2020-07-22/2020-07-21", "dates/reversed"),
        ("2021/2020", "dates/reversed"),
    ],
)
def test_what_is_no_date(text: str, code: str) -> None:
    with pytest.raises(Refused) as raised:
        parse_range(text)
    assert raised.value.problem.code == code


def test_several_ranges() -> None:
    dates = EventDates(tuple(parse_range(text) for text in ("2020-07-15", "2020-07-21/2020-07-22", "2021-01")))
    assert (dates.start, dates.end) == (date(2020, 7, 15), date(2021, 1, 31))
    assert (dates.year, dates.days, dates.precision) == (2020, 34, MONTH)


@given(st.dates(), st.dates(), st.sampled_from([10, 7, 4]))
def test_what_is_written_is_read_again(one: date, other: date, length: int) -> None:
    first, last = sorted((one, other))
    parsed = parse_range(f"{first.isoformat()[:length]}/{last.isoformat()[:length]}")
    assert parse_range(parsed.edtf) == parsed
    assert parsed.start <= first <= last <= parsed.end
