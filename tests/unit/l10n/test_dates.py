"""The golden table of dates: seventeen shapes in nine languages, and what must hold for all of them.

Where Babel 2.18 (`format_date` in "long", `format_interval` with the skeleton yMMMMd) would answer otherwise,
a comment says how.
"""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from babel.dates import format_date, format_interval
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from sitegen.l10n import patterns
from sitegen.l10n.dates import format_dates, format_month, format_range, machine_dates, month_name
from sitegen.l10n.numbers import digits
from sitegen.l10n.phrases import PARTS_OF_YEAR
from sitegen.l10n.speech import Digits, Speech
from sitegen.load.messages import load_messages
from sitegen.model.dates import DateRange, EventDates, Precision, parse_range
from tests.projects import theme

SHAPES = {
    "one day": "2019-01-28",
    "the first": "2018-02-01",  # Babel: "1 février"
    "in a month": "2019-01-28/2019-01-29",  # Babel: "28–29 janv. 2019"; no French, no Arabic long form
    "across months": "2018-01-31/2018-02-01",  # Babel: abbreviated, and thin spaces around the dash
    "across years": "2019-12-30/2020-01-02",
    "several in a month": "2020-07-15 2020-07-21/2020-07-22 2020-07-28/2020-07-30",  # Babel: has none
    "several in months": "2018-05-30 2018-06-01/2018-06-02",
    "several in years": "2019-12-30 2020-01-02",
    "month": "2021-09",
    "months": "2021-09/2021-10",  # Babel: "sept.–oct. 2021"
    "year": "2019",
    "years": "2019/2020",
    "april": "2021-04-01",  # Babel in ar-TN: أفريل for a day, أبريل for a range
    "season": "2021-21",  # CLDR has no names for the parts of a year: they are interface words
    "seasons": "2021-21/2021-22",
    "early": "2021-37",
    "middle to end": "2020-38/2021-39",
}

BRITISH = {
    "one day": "28 January 2019",  # Babel in plain "en": "January 28, 2019"
    "the first": "1 February 2018",
    "in a month": "28–29 January 2019",
    "across months": "31 January – 1 February 2018",
    "across years": "30 December 2019 – 2 January 2020",
    "several in a month": "15, 21–22 and 28–30 July 2020",
    "several in months": "30 May and 1–2 June 2018",
    "several in years": "30 December 2019 and 2 January 2020",
    "month": "September 2021",
    "months": "September–October 2021",
    "year": "2019",
    "years": "2019–2020",
    "april": "1 April 2021",
    "season": "spring 2021",
    "seasons": "spring 2021 – summer 2021",
    "early": "early 2021",
    "middle to end": "mid-2020 – late 2021",
}
ARABIC = {
    "one day": "28 يناير 2019",
    "the first": "1 فبراير 2018",
    "in a month": "28–29 يناير 2019",
    "across months": "31 يناير – 1 فبراير 2018",
    "across years": "30 ديسمبر 2019 – 2 يناير 2020",
    "several in a month": "15 و21–22 و28–30 يوليو 2020",
    "several in months": "30 مايو و1–2 يونيو 2018",
    "several in years": "30 ديسمبر 2019 و2 يناير 2020",
    "month": "سبتمبر 2021",
    "months": "سبتمبر–أكتوبر 2021",
    "year": "2019",
    "years": "2019–2020",
    "april": "1 أبريل 2021",
    "season": "ربيع عام 2021",
    "seasons": "ربيع عام 2021 – صيف عام 2021",
    "early": "أوائل عام 2021",
    "middle to end": "أواسط عام 2020 – أواخر عام 2021",
}
EGYPT = Speech("ar-EG", "arab")

GOLDEN: dict[str, tuple[Digits, dict[str, str]]] = {
    "en": ("latn", BRITISH),
    "en-GB": ("latn", BRITISH),
    "fr": (
        "latn",
        {
            "one day": "28 janvier 2019",
            "the first": "1er février 2018",
            "in a month": "28–29 janvier 2019",
            "across months": "31 janvier – 1er février 2018",
            "across years": "30 décembre 2019 – 2 janvier 2020",
            "several in a month": "15, 21–22 et 28–30 juillet 2020",
            "several in months": "30 mai et 1er–2 juin 2018",
            "several in years": "30 décembre 2019 et 2 janvier 2020",
            "month": "septembre 2021",
            "months": "septembre–octobre 2021",
            "year": "2019",
            "years": "2019–2020",
            "april": "1er avril 2021",
            "season": "printemps 2021",
            "seasons": "printemps 2021 – été 2021",
            "early": "début 2021",
            "middle to end": "mi-2020 – fin 2021",
        },
    ),
    "ar": ("latn", ARABIC),
    "ar-TN": (
        "latn",
        {  # Babel: يناير or جانفي, by what was asked before
            "one day": "28 جانفي 2019",
            "the first": "1 فيفري 2018",
            "in a month": "28–29 جانفي 2019",
            "across months": "31 جانفي – 1 فيفري 2018",
            "across years": "30 ديسمبر 2019 – 2 جانفي 2020",
            "several in a month": "15 و21–22 و28–30 جويلية 2020",
            "several in months": "30 ماي و1–2 جوان 2018",
            "several in years": "30 ديسمبر 2019 و2 جانفي 2020",
            "month": "سبتمبر 2021",
            "months": "سبتمبر–أكتوبر 2021",
            "year": "2019",
            "years": "2019–2020",
            "april": "1 أفريل 2021",
            "season": "ربيع عام 2021",
            "seasons": "ربيع عام 2021 – صيف عام 2021",
            "early": "أوائل عام 2021",
            "middle to end": "أواسط عام 2020 – أواخر عام 2021",
        },
    ),
    "ar-EG": ("arab", {shape: digits(text, EGYPT) for shape, text in ARABIC.items()}),  # Babel: 28 يناير 2019
    "de": (
        "latn",
        {
            "one day": "28. Januar 2019",
            "the first": "1. Februar 2018",
            "in a month": "28.–29. Januar 2019",
            "across months": "31. Januar – 1. Februar 2018",
            "across years": "30. Dezember 2019 – 2. Januar 2020",
            "several in a month": "15., 21.–22. und 28.–30. Juli 2020",
            "several in months": "30. Mai und 1.–2. Juni 2018",
            "several in years": "30. Dezember 2019 und 2. Januar 2020",
            "month": "September 2021",
            "months": "September–Oktober 2021",
            "year": "2019",
            "years": "2019–2020",
            "april": "1. April 2021",
            "season": "Frühjahr 2021",
            "seasons": "Frühjahr 2021 – Sommer 2021",
            "early": "Anfang 2021",
            "middle to end": "Mitte 2020 – Ende 2021",
        },
    ),
    "fa": (
        "arabext",
        {  # the month has its ezafe before a year only; Babel: Western digits
            "one day": "۲۸ ژانویهٔ ۲۰۱۹",
            "the first": "۱ فوریهٔ ۲۰۱۸",
            "in a month": "۲۸ تا ۲۹ ژانویهٔ ۲۰۱۹",
            "across months": "۳۱ ژانویه تا ۱ فوریهٔ ۲۰۱۸",
            "across years": "۳۰ دسامبر ۲۰۱۹ تا ۲ ژانویهٔ ۲۰۲۰",
            "several in a month": "۱۵، ۲۱ تا ۲۲ و ۲۸ تا ۳۰ ژوئیهٔ ۲۰۲۰",
            "several in months": "۳۰ مه و ۱ تا ۲ ژوئن ۲۰۱۸",
            "several in years": "۳۰ دسامبر ۲۰۱۹ و ۲ ژانویهٔ ۲۰۲۰",
            "month": "سپتامبر ۲۰۲۱",
            "months": "سپتامبر تا اکتبر ۲۰۲۱",
            "year": "۲۰۱۹",
            "years": "۲۰۱۹ تا ۲۰۲۰",
            "april": "۱ آوریل ۲۰۲۱",
            "season": "بهار ۲۰۲۱",
            "seasons": "بهار ۲۰۲۱ تا تابستان ۲۰۲۱",
            "early": "اوایل ۲۰۲۱",
            "middle to end": "اواسط ۲۰۲۰ تا اواخر ۲۰۲۱",
        },
    ),
    "he": (
        "latn",
        {  # Babel: "31 ינו׳ – 1 בפבר׳ 2018", the preposition in the second date only
            "one day": "28 בינואר 2019",
            "the first": "1 בפברואר 2018",
            "in a month": "28–29 בינואר 2019",
            "across months": "31 בינואר – 1 בפברואר 2018",
            "across years": "30 בדצמבר 2019 – 2 בינואר 2020",
            "several in a month": "15, 21–22 ו־28–30 ביולי 2020",
            "several in months": "30 במאי ו־1–2 ביוני 2018",
            "several in years": "30 בדצמבר 2019 ו־2 בינואר 2020",
            "month": "ספטמבר 2021",
            "months": "ספטמבר–אוקטובר 2021",
            "year": "2019",
            "years": "2019–2020",
            "april": "1 באפריל 2021",
            "season": "אביב 2021",
            "seasons": "אביב 2021 – קיץ 2021",
            "early": "תחילת 2021",
            "middle to end": "אמצע 2020 – סוף 2021",
        },
    ),
}


def spoken(tag: str, numerals: Digits) -> Speech:
    """A language as a site speaks it: with the words for seasons of its catalogue in locale/."""
    primary = tag.partition("-")[0]
    words = load_messages(theme(), (primary,)).value[primary]
    return Speech(tag, numerals, tuple(map(words.gettext, PARTS_OF_YEAR.values())))


TABLE = [
    pytest.param(spoken(tag, numerals), shape, text, id=f"{tag}: {shape}")
    for tag, (numerals, texts) in GOLDEN.items()
    for shape, text in texts.items()
]


def dates(text: str) -> EventDates:
    return EventDates(tuple(parse_range(part) for part in text.split()))


@pytest.mark.parametrize(("speech", "shape", "text"), TABLE)
def test_golden(speech: Speech, shape: str, text: str) -> None:
    assert format_dates(dates(SHAPES[shape]), speech) == text


@pytest.mark.parametrize(
    ("tag", "shape", "text"),
    [
        ("en-US", "one day", "January 28, 2019"),
        ("en-US", "across months", "January 31 – February 1, 2018"),
        ("en-US", "several in a month", "July 15, 21–22, and 28–30, 2020"),
        ("es", "several in a month", "15, 21–22 y 28–30 de julio de 2020"),
        ("hu", "across months", "2018. január 31. – február 1."),
        ("ja", "several in a month", "2020年7月15日、21日–22日、28日–30日"),
        ("ru", "month", "сентябрь 2021\u202fг."),
        ("ru", "across years", "30 декабря 2019\u202fг. – 2 января 2020\u202fг."),
        ("pl", "months", "wrzesień–październik 2021"),
        ("th", "one day", "28 มกราคม 2019"),
        ("it", "the first", "1º febbraio 2018"),
        ("pt-BR", "several in months", "30 de maio e 1º–2 de junho de 2018"),
        ("pt-PT", "the first", "1 de fevereiro de 2018"),
        ("zh", "months", "2021年9月–10月"),
        ("hi", "several in a month", "15, 21–22 और 28–30 जुलाई 2020"),
    ],
)
def test_languages_without_code_of_their_own(tag: str, shape: str, text: str) -> None:
    assert format_dates(dates(SHAPES[shape]), Speech(tag)) == text


@pytest.mark.parametrize(
    ("tag", "shape", "text"),
    [
        ("fr", "several in a month", "15, 21–22 et 28–30 juillet"),
        ("fr", "across years", "30 décembre 2019 – 2 janvier 2020"),
        ("en", "several in years", "30 December 2019 and 2 January 2020"),
        ("en-US", "across months", "January 31 – February 1"),
        ("ar", "month", "سبتمبر"),
        ("en", "year", "2019"),
        ("fr", "season", "printemps 2021"),
        ("fa", "one day", "28 ژانویه"),
        ("zh", "month", "9月"),
    ],
)
def test_without_the_year(tag: str, shape: str, text: str) -> None:
    assert format_dates(dates(SHAPES[shape]), spoken(tag, "latn"), year=False) == text


def test_a_whole_month_of_days_is_not_a_month() -> None:
    assert format_range(parse_range("2021-09-01/2021-09-30"), Speech("en")) == "1–30 September 2021"


def test_years_stand_where_they_change() -> None:
    several = dates("2019-03-03 2019-12-30/2020-01-02 2020-05-05")
    written = "3 March 2019, 30 December 2019 – 2 January 2020 and 5 May 2020"
    assert format_dates(several, Speech("en")) == written


def test_precisions_may_differ() -> None:
    mixed = EventDates((parse_range("2018"), parse_range("2019-05"), parse_range("2019-07-01/2019-07-03")))
    assert format_dates(mixed, Speech("fr")) == "2018, mai et 1er–3 juillet 2019"


@pytest.mark.parametrize(
    ("tag", "numerals", "text"),
    [("en", "latn", "July 2020"), ("fr", "latn", "juillet 2020"), ("ar-TN", "arab", "جويلية ٢٠٢٠")],
)
def test_month(tag: str, numerals: Digits, text: str) -> None:
    assert format_month(date(2020, 7, 15), Speech(tag, numerals)) == text


@pytest.mark.parametrize(
    ("tag", "text"), [("en", "July"), ("fr", "juillet"), ("ar", "يوليو"), ("ru", "июль"), ("he", "יולי"), ("fa", "ژوئیه")]
)
def test_a_month_by_itself(tag: str, text: str) -> None:
    assert month_name(date(2020, 7, 15), Speech(tag)) == text


@pytest.mark.parametrize(
    ("text", "machine"),
    [("2020-07-21/2020-07-22", "2020-07-21"), ("2021-09", "2021-09"), ("2019/2020", "2019"), ("2021-21", "2021"), ("2021-37", "2021")],
)
def test_for_machines(text: str, machine: str) -> None:
    assert machine_dates(parse_range(text)) == machine


def test_nothing_depends_on_what_was_formatted_before() -> None:
    day = date(2020, 7, 15)
    for tag in ("he", "ar", "ar_LB", "es", "fr", "ru", "ar_TN", "fa"):
        for skeleton in ("LLLL", "d MMM y", "LLL"):
            format_date(day, skeleton, locale=tag)
        format_interval(day, day + timedelta(40), "yMMMd", locale=tag)
    patterns.patterns_of.cache_clear()
    for tag, (numerals, texts) in GOLDEN.items():
        for shape, text in texts.items():
            assert format_dates(dates(SHAPES[shape]), spoken(tag, numerals)) == text
    assert format_month(day, Speech("ru")) == "июль 2020\u202fг."


def test_every_language_of_cldr_can_be_written() -> None:
    for identifier in locale_identifiers():
        speech = Speech(identifier.replace("_", "-"))
        for shape in SHAPES.values():
            written = format_dates(dates(shape), speech)
            assert written
            assert "  " not in written
            assert "'" not in written.replace("'ren", "").replace("'ta", "")


DAYS = st.lists(st.dates(date(2016, 1, 1), date(2022, 12, 31)), min_size=1, max_size=6, unique=True).map(sorted)
SPEECHES = st.sampled_from([Speech(tag, numerals) for tag, (numerals, _) in GOLDEN.items()])


@st.composite
def event_dates(draw: st.DrawFn) -> EventDates:
    ends = draw(DAYS)
    ranges = [DateRange(first, first) for first in ends[::3]]
    ranges += [DateRange(first, last) for first, last in zip(ends[1::3], ends[2::3], strict=False)]
    return EventDates(tuple(sorted(ranges)))


@given(event_dates(), SPEECHES)
def test_every_year_and_month_is_said(found: EventDates, speech: Speech) -> None:
    written = format_dates(found, speech)
    names = patterns.patterns_of(speech.language)
    for part in found.ranges:
        for point in (part.start, part.end):
            assert digits(point.year, speech) in written
            assert names.alone[point.month - 1] in written
            assert digits(point.day, speech) in written


@given(event_dates(), SPEECHES)
def test_a_year_is_said_once_while_it_lasts(found: EventDates, speech: Speech) -> None:
    years = [point.year for part in found.ranges for point in (part.start, part.end)]
    if len(set(years)) == 1:
        assert format_dates(found, speech).count(digits(years[0], speech)) == 1


@given(st.lists(SPEECHES, min_size=2, max_size=4), event_dates())
def test_order_of_languages_does_not_matter(speeches: list[Speech], found: EventDates) -> None:
    patterns.patterns_of.cache_clear()
    forth = [format_dates(found, speech) for speech in speeches]
    patterns.patterns_of.cache_clear()
    back = [format_dates(found, speech) for speech in reversed(speeches)]
    assert forth == back[::-1]


@given(event_dates())
def test_machine_dates_mean_the_same_data(found: EventDates) -> None:
    """What a machine reads back from a page's dates is what the editor wrote."""
    assert EventDates(tuple(parse_range(part.edtf) for part in found.ranges)) == found
    for part in found.ranges:
        assert parse_range(machine_dates(part)).start == part.start


@given(st.integers(1, 9999), st.sampled_from([None, *range(1, 13), *PARTS_OF_YEAR]), st.integers(0, 3))
def test_less_exact_dates_are_read_back_too(year: int, part: int | None, years: int) -> None:
    ends = [f"{point:04}" + (f"-{part:02}" if part else "") for point in dict.fromkeys((year, min(year + years, 9999)))]
    text = "/".join(ends)
    found = parse_range(text)
    assert found.edtf == text
    assert parse_range(found.edtf) == found


def test_shapes_are_in_order() -> None:
    for shape in SHAPES.values():
        ranges = dates(shape).ranges
        assert all(before.end < after.start for before, after in pairwise(ranges))
        assert {part.precision for part in ranges} <= set(Precision)
