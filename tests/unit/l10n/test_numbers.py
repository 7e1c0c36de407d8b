"""Digits, grouping, plural forms, ordinals and sizes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.l10n.numbers import NUMERALS, digits, format_number, format_size, ordinal
from sitegen.l10n.speech import Digits, Speech

N = "\u00a0"


@pytest.mark.parametrize(
    ("given_text", "numerals", "written"),
    [
        (2020, "latn", "2020"),
        (2020, "arab", "٢٠٢٠"),
        ("17–19", "arabext", "۱۷–۱۹"),
        ("no number", "arab", "no number"),
    ],
)
def test_digits(given_text: str | int, numerals: Digits, written: str) -> None:
    assert digits(given_text, Speech("ar", numerals)) == written


@given(st.integers(), st.sampled_from(list(NUMERALS)))
def test_digits_keep_the_number(number: int, numerals: Digits) -> None:
    assert int(digits(number, Speech("ar", numerals))) == number


@pytest.mark.parametrize(
    ("number", "tag", "numerals", "written"),
    [
        (1234, "en", "latn", "1,234"),
        (1234.5, "fr", "latn", "1\u202f234,5"),
        (1234.5, "ar", "latn", "1,234.5"),
        (1234.5, "ar-EG", "arab", "١٬٢٣٤٫٥"),  # Babel: 1٬234٫5
        (1234, "ar-TN", "latn", "1.234"),
        (1234, "fa", "arabext", "۱٬۲۳۴"),
        (-5, "ar", "latn", "-5"),  # Babel: with U+200E
    ],
)
def test_numbers(number: float, tag: str, numerals: Digits, written: str) -> None:
    assert format_number(number, Speech(tag, numerals)) == written


@pytest.mark.parametrize(
    ("number", "tag", "feminine", "written"),
    [
        (1, "en", False, "first"),
        (4, "en", True, "fourth"),
        (12, "en", False, "twelfth"),
        (13, "en", False, "13th"),
        (21, "en", False, "21st"),
        (22, "en-US", False, "22nd"),
        (111, "en", False, "111th"),
        (0, "en", False, "0th"),
        (1, "fr", False, "premier"),
        (1, "fr", True, "première"),
        (4, "fr", True, "quatrième"),
        (13, "fr", False, "13e"),
        (4, "ar", True, "الرابعة"),
        (1, "ar", True, "الأولى"),
        (11, "ar", True, "الحادية عشرة"),
        (12, "ar", False, "الثاني عشر"),
        (13, "ar", True, f"رقم{N}13"),
        (4, "de", False, f"Nr.{N}4"),
        (4, "sv", False, f"№{N}4"),
        (4, "es", True, "cuarta"),
        (14, "es", True, "14.ª"),
        (4, "he", True, "הרביעית"),
        (11, "he", False, f"מס׳{N}11"),
        (4, "fa", False, "چهارم"),
        (13, "fa", False, "سیزدهم"),
        (21, "fa", False, "21\u200cام"),
        (4, "it", True, "4ª"),
    ],
)
def test_ordinals(number: int, tag: str, feminine: bool, written: str) -> None:
    assert ordinal(number, Speech(tag), feminine) == written


def test_ordinal_in_other_digits() -> None:
    assert ordinal(13, Speech("ar-EG", "arab")) == f"رقم{N}١٣"


@pytest.mark.parametrize(
    ("size", "tag", "written"),
    [
        (240_000, "en", f"240{N}KB"),  # Babel: 240 kB
        (240_000, "fr", f"240{N}Ko"),  # Babel: 240 ko
        (240_000, "ar", f"240{N}ك.ب"),  # Babel: 240 كيلوبايت
        (0, "en", f"1{N}KB"),
        (1_499, "en", f"1{N}KB"),
        (999_499, "en", f"999{N}KB"),
        (999_500, "en", f"1{N}MB"),
        (1_400_000, "fr", f"1,4{N}Mo"),
        (9_949_000, "en", f"9.9{N}MB"),
        (9_960_000, "en", f"10{N}MB"),
        (3_200_000_000, "en", f"3.2{N}GB"),
        (5_000_000_000_000_000, "en", f"5,000{N}TB"),
    ],
)
def test_sizes(size: int, tag: str, written: str) -> None:
    assert format_size(size, Speech(tag)) == written
