"""Folding: spellings of one word brought to one form, so that search finds a word however it is written.

Everything that the rules need is in `RULES`, as plain data. Search pages are folded here when the site is made, queries
by `static/js/search.js` when somebody asks; both read the same rules, and a test holds the two equal.

Folding keeps no word readable and is never shown. It takes away accents, vowel signs, tatweel and case, writes letters
that are often written for each other as one, and all digits as 0–9. What an Arabic word may have attached to it is not
guessed. A page is found by all `guises` of its words. A query asks for few of them, its `variants`: the word without
its article, or, where a first letter may be a particle or a part of the word, both. The guises are made so that this is
enough.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from sitegen.l10n.plurals import PLURALS

REMEMBERED = 1 << 16  # words of a site; a text repeats most of them

# Marks that leave no trace, as ranges of code points: accents, vowel signs of Hebrew and Arabic, tatweel, what is
# invisible. The hamza marks U+0654 and U+0655 are not among them: what they sit on depends on them.
MARKS = (
    "0300-036F 0483-0487 0591-05BD 05BF-05BF 05C1-05C2 05C4-05C5 05C7-05C7 0610-061A 0640-0640 064B-0653 0656-065F "
    "0670-0670 06D6-06DC 06DF-06E4 06E7-06E8 06EA-06ED 08D3-08FF 00AD-00AD 200B-200F 202A-202E 2060-2069 FEFF-FEFF"
)
# مسئول and مسؤول are one word, by the custom of the country.
SEQUENCES = {"\u064a\u0654\u0648": "وو"}
LETTERS = {
    "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه", "ٱ": "ا",
    "ء": "", "\u0654": "", "\u0655": "",
    "œ": "oe", "æ": "ae", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "’": "'", "‘": "'", "ʼ": "'", "′": "'",
    **{digit: str(number) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for number, digit in enumerate(digits)},
}  # fmt: skip
ELISIONS = ("qu", "jusqu", "lorsqu", "puisqu", "quoiqu")  # besides all single letters: l’État, d’experts, judge’s
ARABIC = "\u0600-\u06ff"
ARTICLES = ("وبال", "فبال", "وكال", "فكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال")
PARTICLES = "وفبلك"
ENDINGS = (
    "هما", "تين", "تان", "يات", "يون", "يين", "ات", "ان", "ون", "ين", "ها", "هم", "هن", "كم", "نا", "يه", "ته",
    "ه", "ي", "ا", "ت",
)  # fmt: skip
PRONOUNS = ("هما", "ها", "هم", "هن", "كم", "نا")  # not ه, which is the end of another word as often: محاكمة
SHORTEST = 2  # letters that are left when an article or a particle is taken off
SHORTEST_STEM = 3  # letters that are left when an ending is taken off
# “n° 18”, “GP 18”, “bonne pratique 18”, “الممارسة 18”: beside a number, these words ask for a practice.
NUMBERED = (
    "practice practices good gp no n nr number num recommendation recommendations item "
    "pratique pratiques bonne bonnes bp numero recommandation recommandations "
    "ممارسه ممارسات جيده رقم توصيه توصيات "
    "praktik praktiken gute guten nummer empfehlung practica practicas buena buenas recomendacion "
    "شيوه شماره خوب פרקטיקה מספר טובה המלצה"
)
# Words that say nothing beside others: they are asked for only where a query has none but them. None of them means
# something in another of these languages, or is a name (`على` may be one).
IDLE = (
    "the of and in to for with from by at as is are was were be an this that which "
    "le la les de des du un une et en au aux dans pour par sur avec ce cette ces qui que "
    "في من الي عن مع التي الذي هذا هذه ان او وفي ومن"
)


def fold(text: str) -> str:
    """A text with all letters in their plain forms; marks between words stay as they are."""
    text = _DROPPED.sub("", unicodedata.normalize("NFKD", text).lower())
    for sequence, one in SEQUENCES.items():
        text = text.replace(sequence, one)
    return text.translate(_LETTERS)


_DROPPED = re.compile(
    "[" + "".join(rf"\u{first}-\u{last}" for first, last in (one.split("-") for one in MARKS.split())) + "]"
)
_LETTERS = str.maketrans(LETTERS)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
_ARABIC = re.compile(f"[{ARABIC}]+")
_SINGULARS = {
    fold(plural): fold(singular)
    for singular, *plurals in map(str.split, PLURALS.strip().splitlines())
    for plural in plurals
}

RULES: Mapping[str, object] = {
    "marks": MARKS.split(),
    "sequences": SEQUENCES,
    "letters": LETTERS,
    "elisions": ELISIONS,
    "arabic": ARABIC,
    "articles": ARTICLES,
    "particles": PARTICLES,
    "endings": ENDINGS,
    "pronouns": PRONOUNS,
    "singulars": _SINGULARS,
    "shortest": SHORTEST,
    "shortestStem": SHORTEST_STEM,
    "numbered": NUMBERED.split(),
    "idle": IDLE.split(),
}


def folded_words(text: str) -> Iterator[str]:
    """The words and numbers of a text, folded, in their order. An elided article and a genitive s are no words."""
    return chain.from_iterable(map(words_of, text.split()))  # no rule looks across white space


@lru_cache(REMEMBERED)
def words_of(piece: str) -> tuple[str, ...]:
    """The same for a piece of text without white space."""
    words = _WORD.findall(fold(piece))
    return tuple(chain.from_iterable(map(_parts, words))) if "'" in "".join(words) else tuple(words)


def _parts(word: str) -> Iterable[str]:
    parts = word.split("'")
    kept = [part for part in parts if len(part) > 1 and part not in ELISIONS] if len(parts) > 1 else parts
    return kept or parts


@lru_cache(REMEMBERED)
def variants(word: str) -> tuple[str, ...]:
    """A folded word as it may be meant in a query, the likeliest first."""
    if not _ARABIC.fullmatch(word):
        return (word,)
    return _bare(word) or (word, *_unattached(word))


@lru_cache(REMEMBERED)
def guises(word: str) -> tuple[str, ...]:
    """All that a folded word of a page is found by, the likeliest first.

    Whatever two words have in common when each may have lost its article or a particle, a guise of one is a variant of
    the other.
    """
    if not _ARABIC.fullmatch(word):
        return (word,)
    meant = (*_bare(word), word, *_unattached(word))
    return tuple(dict.fromkeys((*meant, *chain.from_iterable(map(_bare, meant)))))


def _bare(word: str) -> tuple[str, ...]:
    """An Arabic word without its article and the particle before that; nothing where it has none.

    Before ل an article leaves no trace of its own: للجنة is “for the committee”, لجنة, as well as للوقاية is of وقاية.
    """
    article = next((one for one in ARTICLES if word.startswith(one) and len(word) - len(one) >= SHORTEST), "")
    rest = word[len(article) :]
    return (rest, f"ل{rest}") if article.endswith("لل") else (rest,) if article else ()


def _unattached(word: str) -> tuple[str, ...]:
    """An Arabic word without the letter that may be a particle; nothing where it has none."""
    return (word[1:],) if word[0] in PARTICLES and len(word) > SHORTEST else ()


@lru_cache(REMEMBERED)
def stem(word: str) -> str:
    """An Arabic variant or guise without its ending, in the singular, by which forms of one word find each other."""
    if not _ARABIC.fullmatch(word):
        return word
    return _without(_SINGULARS.get(word) or _SINGULARS.get(_without(word, PRONOUNS), word), ENDINGS)


def _without(word: str, endings: Iterable[str]) -> str:
    ending = next((one for one in endings if word.endswith(one) and len(word) - len(one) >= SHORTEST_STEM), "")
    return word[: len(word) - len(ending)]
