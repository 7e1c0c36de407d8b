"""Patterns: what CLDR says of the order of day, month and year in a language, and its names of months.

All that is taken from Babel about dates is taken here, once for each language and as plain values, so that
nothing depends on what was formatted before. Babel resolves a reference from one part of its data to another
in tables that languages share, and whichever language asks first answers for the others: this is why only
names of months that are a language's own are read.
"""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale
from msgspec import Struct

from sitegen.l10n.bidi import strip
from sitegen.l10n.speech import Speech

TOKEN = re.compile(r"'(?:[^']|'')*'|([a-zA-Z])\1*|[^'a-zA-Z]+")
DAY_MARK = re.compile(r"[^\s,،(–-]+")
SPACES = re.compile("  +")
MONTH_BY_NUMBER = re.compile(r"(?<!M)M(月)")
DASH = "–"

# CLDR asks for the names of months standing alone and gives none of their own to these languages.
NO_NAMES_ALONE = frozenset({"ab", "bs", "cv", "fur", "ie", "kea", "smn"})


class Pattern(Struct, frozen=True):
    """A date pattern of CLDR in pieces: fields by their letter (d, M, MMMM, LLLL, y), all else as it is."""

    pieces: tuple[tuple[str, str], ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """The pattern with a value for each field; fields without one, such as the era, fall away."""
        filled = "".join(values.get(field, "") if field else text for field, text in self.pieces)
        return SPACES.sub(" ", filled).strip(" ") if "  " in filled else filled.strip(" ")

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(field for field, _ in self.pieces if field)


class Patterns(Struct, frozen=True):
    """The patterns of one language, with the month always in full.

    `names` are the twelve months beside a day or a year, `alone` without; they differ in Russian or Persian.
    `between` is what stands between the ends of a range where it is a word (Persian), otherwise an en dash.
    """

    day: Pattern
    day_year: Pattern
    month: Pattern
    month_year: Pattern
    year: Pattern
    day_mark: str
    between: str
    names: tuple[str, ...]
    alone: tuple[str, ...]

    @property
    def year_first(self) -> bool:
        return self.day_year.fields[0] == "y"

    @property
    def tight(self) -> str:
        """Between two single words or numbers: 28–29."""
        return self.between if self.between == DASH else f" {self.between} "

    @property
    def loose(self) -> str:
        """Between two expressions of several words: 31 January – 1 February."""
        return f" {self.between} "


@cache
def patterns_of(language: str) -> Patterns:
    """The patterns of a language by its BCP 47 tag."""
    locale = Speech(language).locale
    full = locale.date_formats["long"].pattern
    month_year = _skeleton(locale, "yMMMM")
    day = _skeleton(locale, "MMMMd")
    names = _names(locale, "format")
    month_by_number = MONTH_BY_NUMBER.search(month_year)
    stands_alone = "LLLL" in month_year + day and locale.language not in NO_NAMES_ALONE
    return Patterns(
        day=_pattern(day),
        day_year=_pattern(full),
        month=_pattern("LLLL"),
        month_year=_pattern(month_year),
        year=_pattern(_skeleton(locale, "y")),
        day_mark=_day_mark(full),
        between=_between(locale),
        names=names,
        alone=_numbered(month_by_number[1])
        if month_by_number
        else (_names(locale, "stand-alone") if stands_alone else names),
    )


def _skeleton(locale: Locale, name: str) -> str:
    return str(locale.datetime_skeletons[name])


def _names(locale: Locale, context: str) -> tuple[str, ...]:
    wide = locale.months[context]["wide"]
    return tuple(str(wide[month]) for month in range(1, 13))


def _numbered(mark: str) -> tuple[str, ...]:
    """Months by number and mark, alone as with a year: 2021年9月–10月 in Chinese, whose names of months are others."""
    return tuple(f"{month}{mark}" for month in range(1, 13))


def _pattern(pattern: str) -> Pattern:
    """A CLDR pattern (UTS #35) in pieces; the mark after a day is left to the day."""
    pieces: list[tuple[str, str]] = []
    for match in TOKEN.finditer(strip(pattern)):
        text = match.group()
        if match[1]:
            pieces.append((_field(text), ""))
            continue
        text = text[1:-1].replace("''", "'") if text.startswith("'") else text
        if pieces and pieces[-1] == ("d", "") and (mark := DAY_MARK.match(text)):
            text = text[mark.end() :]
        pieces.append(("", text))
    return Pattern(tuple(pieces))


def _field(letters: str) -> str:
    """Months by name always in full, by number without a leading zero; days and years likewise."""
    if letters[0] in "ML":
        return letters[0] * 4 if len(letters) > 2 else "M"
    return letters[0]


def _day_mark(pattern: str) -> str:
    """What follows a day and belongs to it: the full stop of German, the 日 of Japanese."""
    _, _, rest = pattern.partition("d")
    mark = DAY_MARK.match(rest.lstrip("d").replace("'", ""))
    return mark.group() if mark and "M" not in mark.group() else ""


def _between(locale: Locale) -> str:
    """The word between the ends of a range, where CLDR puts a word between two years; an en dash elsewhere."""
    first = locale.interval_formats.get("y", {}).get("y", ["y", ""])[0]
    word = strip(str(first)).removeprefix("y").strip()
    return word if word.isalpha() else DASH
