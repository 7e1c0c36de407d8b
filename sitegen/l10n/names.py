"""Names of languages, lists of names, and their order."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from sitegen.l10n.bidi import strip
from sitegen.l10n.countries import country
from sitegen.l10n.speech import Speech
from sitegen.model.languages import Language, parse_language

# How a language says "in" a language, before the language's name in CLDR.
IN = {"ar": "ب", "de": "auf ", "en": "in ", "es": "en ", "fa": "به ", "fr": "en ", "he": "ב", "it": "in ", "pt": "em "}

# CLDR puts a comma before the "and" of these languages as well, which their printers do not.
LISTS = {"fa": {"end": "{0} و {1}"}, "hi": {"end": "{0} और {1}"}, "ur": {"end": "{0} اور {1}"}}

# Letters that stand elsewhere than their shape or code point says: "\uffff" is "after every word with".
AFTER = "\uffff"
NORDIC = {"å": f"z{AFTER}3", "ä": f"z{AFTER}1", "æ": f"z{AFTER}1", "ö": f"z{AFTER}2", "ø": f"z{AFTER}2"}
SWEDISH = {"å": f"z{AFTER}1", "ä": f"z{AFTER}2", "ö": f"z{AFTER}3"}
PERSIAN = {"پ": "ب", "چ": "ج", "ژ": "ز", "گ": "ك", "ه": "و"}
PLACED = {
    "da": NORDIC,
    "es": {"ñ": f"n{AFTER}"},
    "fa": {letter: before + AFTER for letter, before in PERSIAN.items()} | {"آ": "ء", "ک": "ك", "ی": "ي"},
    "fi": SWEDISH,
    "nb": NORDIC,
    "nn": NORDIC,
    "no": NORDIC,
    "sv": SWEDISH,
}
SPELLED = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ٱ": "ا"})
TATWEEL = "ـ"
NOT_SORTED = str.maketrans("", "", f"'’‘ʼ\"“”„‚«»׳״.,\u200c{TATWEEL}")
SPACED = str.maketrans("-‐‑–—/", "      ")

MARKUP = re.compile(r"<[^>]*>")  # names may come as links

SortKey = tuple[tuple[tuple[bool, str], ...], str, str]


def language_name(tag: str, speech: Speech) -> str:
    """The name of a language by its BCP 47 tag, as CLDR writes it within a sentence; unknown ones as they are."""
    language = parse_language(tag)
    names = speech.locale.languages
    name: str = names.get(tag.replace("-", "_"), "") if language else tag
    if name or language is None:
        return name
    name = names.get(language.locale.language, tag)
    region = language.locale.territory
    return f"{name} ({country(region, speech)})" if region else name


def in_language(tag: str, speech: Speech) -> str:
    """What "in English" is: "en anglais", "بالإنجليزية"; the bare name where a language has no fixed word for it."""
    name = language_name(tag, speech)
    if speech.primary == "ru" and name.endswith("ий"):
        return "на " + re.sub(r"ий\b", "ом", name)
    return IN.get(speech.primary, "") + name


def join(items: Iterable[str], speech: Speech) -> str:
    """Items as a list in running text: "A, B and C", "A, B et C", "A وB وC" (CLDR standard list)."""
    names = list(items)
    if len(names) < 2:
        return "".join(names)
    patterns = _list_patterns(speech.language)
    if len(names) == 2:
        return _pair(patterns["2"], names[0], names[1], speech)
    joined = patterns["start"].format(names[0], names[1])
    for name in names[2:-1]:
        joined = patterns["middle"].format(joined, name)
    return _pair(patterns["end"], joined, names[-1], speech)


@cache
def _list_patterns(language: str) -> dict[str, str]:
    """What stands between the items of a list, by their place: start, middle, end, and 2 for a pair."""
    speech = Speech(language)
    standard = speech.locale.list_patterns["standard"].items()
    return {place: strip(pattern) for place, pattern in standard} | LISTS.get(speech.primary, {})


def _pair(pattern: str, before: str, last: str, speech: Speech) -> str:
    """The last two of a list, where the conjunction may change before certain sounds or letters."""
    primary = speech.primary
    if primary == "es" and _sounds_as_i(MARKUP.sub("", last)):
        pattern = pattern.replace(" y ", " e ")
    if primary == "he" and not "א" <= MARKUP.sub("", last)[:1] <= "ת":
        pattern = pattern.replace("ו{1}", "ו־{1}")
    return pattern.format(before, last)


def _sounds_as_i(word: str) -> bool:
    start = word.casefold()[:3]
    return start[:1] in {"i", "í"} or (start[:2] in {"hi", "hí"} and start not in {"hia", "hie", "hio"})


def sort_key(text: str, language: str) -> SortKey:
    """A key that puts names in the order of a language: letters, then accents, then case.

    Good for languages in Latin letters and for Arabic, where forms of alef and hamza stand together, vowel
    signs and tatweel are passed over, and the article counts. Letters of the language's own script come first.
    It needs no ICU, so that every machine builds the same site.
    """
    own = PLACED.get(Language(language).primary, {})
    folded = text.casefold().translate(NOT_SORTED).translate(SPACED)
    placed = "".join(own.get(letter, letter) for letter in folded)
    spelled = unicodedata.normalize("NFD", placed.translate(SPELLED))
    letters = " ".join("".join(mark for mark in spelled if unicodedata.category(mark) != "Mn").split())
    rtl = Language(language).direction == "rtl"
    return tuple((_foreign(mark, rtl), mark) for mark in letters), spelled, text


def _foreign(letter: str, rtl: bool) -> bool:
    return letter.isalpha() and rtl != (unicodedata.bidirectional(letter) in {"R", "AL"})
