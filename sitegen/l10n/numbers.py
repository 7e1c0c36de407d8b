"""How a language writes numbers: digits, grouping, plural forms, ordinals, sizes of files."""

from typing import Literal, cast

from babel.numbers import format_decimal

from sitegen.l10n.bidi import strip
from sitegen.l10n.speech import Digits, Speech
from sitegen.model.languages import Language

PluralForm = Literal["zero", "one", "two", "few", "many", "other"]

WESTERN = "0123456789"
NUMERALS: dict[Digits, str] = {"latn": WESTERN, "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}
TABLES = {system: str.maketrans(WESTERN, numerals) for system, numerals in NUMERALS.items()}

NBSP = "\u00a0"
STEP = 1000  # SI: a kilobyte is a thousand bytes, as on the reader's own machine
UNITS = ("KB", "MB", "GB", "TB")

# CLDR writes "kB", "ko" and "كيلوبايت"; readers know these.
SIZES = {
    "en": UNITS,
    "fr": ("Ko", "Mo", "Go", "To"),
    "ar": ("ك.ب", "م.ب", "غ.ب", "ت.ب"),
    "ru": ("КБ", "МБ", "ГБ", "ТБ"),
    "uk": ("КБ", "МБ", "ГБ", "ТБ"),
}

# Ordinals as words, which CLDR does not have: masculine and feminine, from the first to the twelfth.
ENGLISH = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
FRENCH = "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième"
ARABIC = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الحادي-عشر الثاني-عشر"
ARABIC_FEMININE = (
    "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة الحادية-عشرة الثانية-عشرة"
)
ORDINALS = {
    ("en", False): ENGLISH,
    ("en", True): ENGLISH,
    ("fr", False): FRENCH,
    ("fr", True): FRENCH.replace("premier", "première"),
    ("ar", False): ARABIC,
    ("ar", True): ARABIC_FEMININE,
}
ENGLISH_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def digits(text: str | int, speech: Speech) -> str:
    """A text or number with its Western digits replaced by those of the speech."""
    return str(text).translate(TABLES[speech.digits])


def format_number(number: float, speech: Speech) -> str:
    """A number grouped as the language does (CLDR), at most three decimals: 1,234.5 · 1 234,5 · ١٬٢٣٤٫٥."""
    written: str = format_decimal(number, locale=speech.locale, numbering_system=speech.digits)
    return digits(strip(written), speech)


def plural_form(number: float, language: str) -> PluralForm:
    """The CLDR cardinal category of a number in a language: one for 1, two for 2 in Arabic …"""
    return cast(PluralForm, Language(language).locale.plural_form(number))


def ordinal(number: int, speech: Speech, feminine: bool = False) -> str:
    """The place in a row, "fourth", "quatrième", "الرابعة": a word up to twelve where we know it, then figures.

    In Arabic the word is definite and agrees with its noun; in French only the first has a feminine form.
    """
    words = ORDINALS.get((speech.primary, feminine), "").split()
    if 0 < number <= len(words):
        return words[number - 1].replace("-", " ")
    return _figures(number, speech, feminine)


def _figures(number: int, speech: Speech, feminine: bool) -> str:
    figures = digits(number, speech)
    match speech.primary:
        case "en":
            teen = number % 100 in range(11, 14)
            return figures + ("th" if teen else ENGLISH_ENDINGS.get(number % 10, "th"))
        case "fr":
            first = "re" if feminine else "er"
            return figures + (first if number == 1 else "e")
        case "ar":
            return f"رقم{NBSP}{figures}"
        case "es" | "it" | "pt":
            return figures + ("ª" if feminine else "º")
        case _:
            return f"{figures}."


def format_size(size: int, speech: Speech) -> str:
    """The size of a file in bytes as "240 KB", "1,4 Mo": rounded, one decimal below ten, never less than one."""
    amount = max(size / STEP, 1)
    unit = 0
    while amount >= STEP - 0.5 and unit < len(UNITS) - 1:
        amount /= STEP
        unit += 1
    precise = round(amount, 1) if unit and amount < 9.95 else round(amount)
    return f"{format_number(precise, speech)}{NBSP}{SIZES.get(speech.primary, UNITS)[unit]}"
