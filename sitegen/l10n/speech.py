"""Speech: one language and the digits it is written with; what every function of this layer asks for."""

from functools import cache
from typing import Literal

from babel import Locale
from msgspec import Struct

from sitegen.l10n.phrases import PARTS_OF_YEAR
from sitegen.model.languages import Direction, Language

Digits = Literal["latn", "arab", "arabext"]

# CLDR takes plain "en" for American English. The site's English is British unless its tag says otherwise.
BRITISH = "en-GB"


class Speech(Struct, frozen=True):
    """A BCP 47 tag and a CLDR numbering system: latn (0–9), arab (٠–٩) or arabext (۰–۹).

    `parts_of_year` are the language's own words for `phrases.PARTS_OF_YEAR`, which come from its interface words.
    """

    language: str
    digits: Digits = "latn"
    parts_of_year: tuple[str, ...] = tuple(PARTS_OF_YEAR.values())

    @property
    def direction(self) -> Direction:
        return _direction(self.language)

    @property
    def primary(self) -> str:
        """The primary language subtag: "ar" of "ar-TN"."""
        return _primary(self.language)

    @property
    def locale(self) -> Locale:
        """The CLDR data to write with."""
        return Language(BRITISH if self.language == "en" else self.language).locale


# Asked for with every word that is written.


@cache
def _direction(language: str) -> Direction:
    return Language(language).direction


@cache
def _primary(language: str) -> str:
    return Language(language).primary
