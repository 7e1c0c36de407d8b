"""Countries in the words of a language: their names, and the articles and prepositions that go with them.

CLDR has the names and none of their grammar. Where a language is not in the tables below, the bare name stands in
lists, which is right everywhere, and no sentence is made of it.
"""

from sitegen.l10n.speech import Speech

# Where CLDR's name is no longer, or not, the one that the United Nations and its members use.
COUNTRIES = {
    "CD": {
        "en": "Democratic Republic of the Congo",
        "fr": "République démocratique du Congo",
        "ar": "جمهورية الكونغو الديمقراطية",
        "de": "Demokratische Republik Kongo",
        "fa": "جمهوری دموکراتیک کنگو",
        "he": "הרפובליקה הדמוקרטית של קונגו",
    },
    "CG": {"en": "Congo", "fr": "Congo", "ar": "الكونغو", "de": "Kongo", "fa": "کنگو", "he": "קונגו"},
    "CF": {"fa": "جمهوری آفریقای مرکزی"},
    "CI": {"ar": "كوت ديفوار"},
    "CV": {"en": "Cabo Verde", "fr": "Cabo Verde", "ar": "كابو فيردي", "fa": "کابو ورده", "he": "קאבו ורדה"},
    "GB": {"he": "הממלכה המאוחדת"},
    "HK": {
        "en": "Hong Kong",
        "fr": "Hong Kong",
        "ar": "هونغ كونغ",
        "de": "Hongkong",
        "es": "Hong Kong",
        "fa": "هنگ‌کنگ",
        "he": "הונג קונג",
    },
    "MM": {"en": "Myanmar", "fr": "Myanmar", "ar": "ميانمار", "es": "Myanmar", "fa": "میانمار", "he": "מיאנמר"},
    "MO": {"en": "Macao", "fr": "Macao", "ar": "ماكاو", "de": "Macau", "es": "Macao", "fa": "ماکائو", "he": "מקאו"},
    "PS": {
        "en": "Palestine",
        "fr": "Palestine",
        "ar": "فلسطين",
        "de": "Palästina",
        "es": "Palestina",
        "fa": "فلسطین",
        "he": "פלסטין",
    },
    "TL": {"fr": "Timor-Leste", "ar": "تيمور-ليشتي"},
    "ZA": {"fa": "آفریقای جنوبی"},
}

# English names with an article; those that end in Islands or Republic have it too.
ENGLISH_ARTICLE = frozenset("AE BQ BS CD CG EU GB GM HM IM IO KM MV NL PH TC TF US".split())
ENGLISH_ENDINGS = ("Islands", "Republic")

# French: a name in -e is feminine and any other masculine, but for these.
FRENCH_MASCULINE = frozenset("BZ KH MX MZ SR TL ZW".split())
FRENCH_FEMININE = frozenset("CD GS GW KP KR MK TT ZA".split())
FRENCH_PLURAL = frozenset("AE AS BM BQ BS FJ KM MH MV NL PH PW SB SC TF TO US".split())
FRENCH_WITHOUT_ARTICLE = frozenset(
    "AG AI AW BH CU CV CW CY DJ GG GI GU HK HT IL JE KI MC MG MO MS MT MU NR NU OM PR RE SG ST TK TV TW WF YT".split()
)
FRENCH_IN = {"EU": "dans", "HT": "en", "IL": "en", "VA": "dans"}
FRENCH_ISLANDS = frozenset("BB DM GD TT".split())  # à la Barbade
VOWELS = frozenset("AEIOUÉÎ")

# Hebrew names that begin with an article, which a preposition swallows.
HEBREW_ARTICLE = frozenset("BQ CD CF DO EU GB IC IM IO MV PH TF UM VA".split())

# Languages that put one word before any name.
IN = {"ar": "في ", "en": "in ", "es": "en ", "fa": "در ", "he": "ב"}


def country(code: str, speech: Speech) -> str:
    """The name of a country by its ISO 3166-1 alpha-2 code (CLDR, with our exceptions); unknown ones as they are."""
    ours = COUNTRIES.get(code, {}).get(speech.primary)
    if ours:
        return ours
    name: str = speech.locale.territories.get(code, code)
    return name.replace(" & ", " and ") if speech.primary == "en" else name


def the_country(code: str, speech: Speech) -> str:
    """The name within a sentence: "the United States", "la Tunisie", "l’Égypte"; elsewhere the bare name."""
    name = country(code, speech)
    if speech.primary == "en" and (code in ENGLISH_ARTICLE or (name.endswith(ENGLISH_ENDINGS) and " and " not in name)):
        return f"the {name}"
    return _french_article(code, name) + name if speech.primary == "fr" else name


def in_country(code: str, speech: Speech) -> str:
    """In a country: "in the Netherlands", "en Tunisie", "au Maroc", "à Malte", "في تونس".

    "" in a language whose grammar we do not know.
    """
    if speech.primary == "fr":
        return _french_in(code, country(code, speech))
    name = the_country(code, speech)
    if speech.primary == "he" and code in HEBREW_ARTICLE:
        name = name.removeprefix("ה")
    return IN[speech.primary] + name if speech.primary in IN else ""


def _french_article(code: str, name: str) -> str:
    if code in FRENCH_WITHOUT_ARTICLE or name.startswith("Saint"):
        return ""
    if code in FRENCH_PLURAL or name.startswith("Îles"):
        return "les "
    if name[0] in VOWELS:
        return "l’"
    return "la " if _is_feminine(code, name) else "le "


def _is_feminine(code: str, name: str) -> bool:
    return code in FRENCH_FEMININE or (name.endswith("e") and code not in FRENCH_MASCULINE)


def _french_in(code: str, name: str) -> str:
    article = _french_article(code, name)
    if code in FRENCH_IN:
        return f"{FRENCH_IN[code]} {article}{name}"
    if code in FRENCH_ISLANDS or name.startswith("Île "):
        return f"à {article}{name}"
    return {"": "à ", "les ": "aux ", "le ": "au "}.get(article, "en ") + name
