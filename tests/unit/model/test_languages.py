"""Languages: what CLDR knows of them."""

import pytest

from sitegen.load.schemas import validator
from sitegen.model.configuration import Config
from sitegen.model.languages import parse_language


@pytest.mark.parametrize(
    ("tag", "direction", "script", "autonym"),
    [
        ("en", "ltr", "Latn", "English"),
        ("fr", "ltr", "Latn", "Français"),
        ("ar", "rtl", "Arab", "العربية"),
        ("ar-TN", "rtl", "Arab", "العربية"),
        ("fa", "rtl", "Arab", "فارسی"),
        ("he", "rtl", "Hebr", "עברית"),
        ("ru", "ltr", "Cyrl", "Русский"),
        ("zh-Hant", "ltr", "Hant", "中文"),
    ],
)
def test_languages(tag: str, direction: str, script: str, autonym: str) -> None:
    language = parse_language(tag)
    assert language is not None
    assert (language.tag, language.direction, language.script) == (tag, direction, script)
    assert language.autonym.startswith(autonym)


@pytest.mark.parametrize("tag", ["", "xx", "english", "fr_FR", "-", "e", "🏳", "a" * 500])
def test_what_is_no_language(tag: str) -> None:
    assert parse_language(tag) is None


def test_reading_order() -> None:
    languages = {"en": {"fallback": ["ar"]}, "fr": {}, "ar": {"fallback": ["fr"]}}
    config = validator(Config).validate_python({"title": {"en": "x"}, "url": "https://x.org", "languages": languages})
    assert config.url == "https://x.org/"
    assert config.reading_order("en") == ("en", "ar", "fr")
    assert config.reading_order("fr") == ("fr", "en", "ar")
    assert config.reading_order("ar") == ("ar", "fr", "en")
