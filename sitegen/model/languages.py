"""Language: what BCP 47 and CLDR say of one, and nothing by hand."""

from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from msgspec import Struct

Direction = Literal["ltr", "rtl"]

SCRIPT_LENGTH = 4


class Language(Struct, frozen=True, order=True):
    """One language or regional variety, named by its BCP 47 tag (`fr`, `ar-TN`)."""

    tag: str

    @property
    def primary(self) -> str:
        """The primary language subtag: "ar" of "ar-TN"."""
        return self.tag.partition("-")[0].lower()

    @property
    def locale(self) -> Locale:
        """The CLDR data of the language."""
        return _locale(self.tag)

    @property
    def direction(self) -> Direction:
        """The way its script runs: "ltr" or "rtl"."""
        return _direction(self.tag)

    @property
    def autonym(self) -> str:
        """The language's name in itself, as it stands in a language switcher: Français, العربية."""
        return _autonym(self.tag)

    @property
    def script(self) -> str:
        """The ISO 15924 code of the script it is usually written in: Latn, Arab, Hebr …"""
        return self.locale.script or _likely_script(self.tag)


@cache
def _locale(tag: str) -> Locale:
    return Locale.parse(tag, sep="-")


@cache
def _direction(tag: str) -> Direction:
    return "rtl" if _locale(tag).character_order == "right-to-left" else "ltr"


@cache
def _autonym(tag: str) -> str:
    name = _locale(tag).get_language_name() or tag
    return name[:1].upper() + name[1:]


@cache
def _likely_script(tag: str) -> str:
    likely = get_global("likely_subtags")
    subtags = likely.get(tag.replace("-", "_")) or likely.get(Language(tag).primary) or ""
    return next((part for part in subtags.split("_") if len(part) == SCRIPT_LENGTH), "Latn")


@cache
def parse_language(tag: str) -> Language | None:
    """The language of a BCP 47 tag, or None when CLDR does not know it."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return None
    return Language(str(locale).replace("_", "-"))
