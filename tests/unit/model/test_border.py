"""Ids, slugs, codes and paths as editors may and may not write them."""

from contextlib import suppress
from itertools import product
from string import ascii_uppercase

import pytest
from pydantic_core import ValidationError

from sitegen.load.schemas import validator
from sitegen.model.border import (
    CountryCode,
    FilePath,
    Id,
    Ids,
    LanguageTag,
    Parties,
    Refused,
    SiteAddress,
    Slug,
    Text,
    country,
    nearest_country,
)

GOOD = [
    (Id, ["a", "2020-07-response", "us-state"]),
    (Slug, ["reagir-vite", "évaluation", "الاستجابة", "2020", "中文"]),
    (CountryCode, ["NO", "MT", "GB", "EU", "XK"]),
    (LanguageTag, ["en", "ar-TN", "pt-BR", "no", "zh-Hant"]),
    (FilePath, ["a.jpg", "slides/agenda.fr.pdf", "Foto 1.JPG"]),
    (SiteAddress, ["/old/", "/old/page.html", "/ar/قديم/"]),
    (Text, ["a", "~"]),
]
BAD = [
    (Id, ["", "A", "a_b", "a--b", "-a", "a b", "é", "a/b"]),
    (Slug, ["", "A", "a b", "a--b", "a_b", "a/b", "-a", "a.b"]),
    (CountryCode, ["", "no", "UK", "USA", "XX", "ZZ", "UN", "N0"]),
    (LanguageTag, ["", "FR", "xx", "english", "fr_FR", "ar-tn", "1"]),
    (FilePath, ["", "/a.jpg", "../a.jpg", "a/../b", "a//b", "./a", "a/"]),
    (SiteAddress, ["", "old", "/", "//evil.example", "/a/../b", "/a b/", "/a?b", "/a#b", "https://x.org/", "/a\\b"]),
    (Text, ["", " ", "\u00a0"]),
]


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in GOOD for value in values])
def test_good(kind: object, value: str) -> None:
    assert validator(kind).validate_python(value) == value


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in BAD for value in values])
def test_bad(kind: object, value: str) -> None:
    with pytest.raises(ValidationError) as raised:
        validator(kind).validate_python(value)
    assert [error["type"] for error in raised.value.errors()] == ["value_error"]


def test_one_stands_for_a_list_of_one() -> None:
    assert validator(Ids).validate_python("iij") == ("iij",)
    assert validator(Parties).validate_python("NO") == ("NO",)
    assert validator(Parties).validate_python(["iij", "US", "eu"]) == ("iij", "US", "eu")


@pytest.mark.parametrize(
    ("value", "code"),
    [("no", "NO"), ("Norway", "NO"), ("Marocco", "MA"), ("uk", "GB"), ("qqq", ""), ("", "")],
)
def test_the_country_that_was_meant(value: str, code: str) -> None:
    assert nearest_country(value) == code


def test_territories() -> None:
    codes = set()
    for code in map("".join, product(ascii_uppercase, repeat=2)):
        with suppress(Refused):
            codes.add(country(code))
    assert 245 < len(codes) < 255
    assert not codes & {"ZZ", "XA", "EZ", "UN"}
