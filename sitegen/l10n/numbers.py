"""How a language writes numbers: digits, grouping, plural forms, ordinals, sizes of files."""

from functools import lru_cache

from babel.numbers import format_decimal

from sitegen.l10n.bidi import strip
from sitegen.l10n.speech import Digits, Speech

WESTERN = "0123456789"
NUMERALS: dict[Digits, str] = {"latn": WESTERN, "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}
TABLES = {system: str.maketrans(WESTERN, numerals) for system, numerals in NUMERALS.items()}

NBSP = "\u00a0"
ZWNJ = "\u200c"
STEP = 1000  # SI: a kilobyte is a thousand bytes, as on the reader's own machine
NUMBERS_REMEMBERED = 4096  # counts of all kinds, which are small; CLDR's rules take a while
UNITS = ("KB", "MB", "GB", "TB")

# CLDR writes "kB", "ko" and "كيلوبايت"; readers know these.
SIZES = {
    "en": UNITS,
    "fr": ("Ko", "Mo", "Go", "To"),
    "ar": ("ك.ب", "م.ب", "غ.ب", "ت.ب"),
    "fa": ("کیلوبایت", "مگابایت", "گیگابایت", "ترابایت"),
    "he": ("ק״ב", "מ״ב", "ג״ב", "ט״ב"),
    "ru": ("КБ", "МБ", "ГБ", "ТБ"),
    "uk": ("КБ", "МБ", "ГБ", "ТБ"),
}

# Ordinals as words, which CLDR does not have: masculine and feminine, from the first on as far as they are short.
ENGLISH = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
FRENCH = "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième"
ARABIC = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الحادي-عشر الثاني-عشر"
ARABIC_FEMININE = (
    "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة الحادية-عشرة الثانية-عشرة"
)
SPANISH = "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo"
SPANISH_FEMININE = "primera segunda tercera cuarta quinta sexta séptima octava novena décima"
HEBREW = "הראשון השני השלישי הרביעי החמישי השישי השביעי השמיני התשיעי העשירי"
HEBREW_FEMININE = "הראשונה השנייה השלישית הרביעית החמישית השישית השביעית השמינית התשיעית העשירית"
PERSIAN = (
    "اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم "
    "یازدهم دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم هفدهم هجدهم نوزدهم بیستم"
)
ORDINALS = {
    ("en", False): ENGLISH,
    ("en", True): ENGLISH,
    ("fr", False): FRENCH,
    ("fr", True): FRENCH.replace("premier", "première"),
    ("ar", False): ARABIC,
    ("ar", True): ARABIC_FEMININE,
    ("es", False): SPANISH,
    ("es", True): SPANISH_FEMININE,
    ("fa", False): PERSIAN,
    ("fa", True): PERSIAN,
    ("he", False): HEBREW,
    ("he", True): HEBREW_FEMININE,
}
# And in figures, standing alone: a full stop behind them would end the sentence.
FIGURES = {
    **dict.fromkeys((("en", False), ("en", True)), "{}th"),
    **dict.fromkeys((("fr", False), ("fr", True)), "{}e"),
    **dict.fromkeys((("ar", False), ("ar", True)), f"رقم{NBSP}{{}}"),
    **dict.fromkeys((("de", False), ("de", True)), f"Nr.{NBSP}{{}}"),
    **dict.fromkeys((("fa", False), ("fa", True)), f"{{}}{ZWNJ}ام"),
    **dict.fromkeys((("he", False), ("he", True)), f"מס׳{NBSP}{{}}"),
    ("es", False): "{}.º",
    ("es", True): "{}.ª",
    **dict.fromkeys((("it", False), ("pt", False)), "{}º"),
    **dict.fromkeys((("it", True), ("pt", True)), "{}ª"),
}
ENGLISH_FIGURES = {1: "{}st", 2: "{}nd", 3: "{}rd"}


def digits(text: str | int, speech: Speech) -> str:
    """A text or number with its Western digits replaced by those of the speech."""
    return str(text).translate(TABLES[speech.digits])


@lru_cache(maxsize=NUMBERS_REMEMBERED, typed=True)
def format_number(number: float, speech: Speech) -> str:
    """A number grouped as the language does (CLDR), at most three decimals: 1,234.5 · 1 234,5 · ١٬٢٣٤٫٥."""
    written: str = format_decimal(number, locale=speech.locale, numbering_system=speech.digits)
    return digits(strip(written), speech)


def ordinal(number: int, speech: Speech, feminine: bool = False) -> str:
    """The place in a row, "fourth", "quatrième", "الرابعة": a word as far as we know it, then figures.

    In Arabic and Hebrew the word is definite and agrees with its noun; in French only the first has a feminine form.
    """
    words = ORDINALS.get((speech.primary, feminine), "").split()
    if 0 < number <= len(words):
        return words[number - 1].replace("-", " ")
    return _figures(number, speech, feminine)


def _figures(number: int, speech: Speech, feminine: bool) -> str:
    pattern = FIGURES.get((speech.primary, feminine), f"№{NBSP}{{}}")
    if speech.primary == "en" and number % 100 not in range(11, 14):
        pattern = ENGLISH_FIGURES.get(number % 10, pattern)
    if speech.primary == "fr" and number == 1:
        pattern = "{}re" if feminine else "{}er"
    return pattern.format(digits(number, speech))


def format_size(size: int, speech: Speech) -> str:
    """The size of a file in bytes as "240 KB", "1,4 Mo": rounded, one decimal below ten, never less than one."""
    amount = max(size / STEP, 1)
    unit = 0
    while amount >= STEP - 0.5 and unit < len(UNITS) - 1:
        amount /= STEP
        unit += 1
    precise = round(amount, 1) if unit and amount < 9.95 else round(amount)
    return f"{format_number(precise, speech)}{NBSP}{SIZES.get(speech.primary, UNITS)[unit]}"
