"""Citations in running prose: "Good Practices 17–19", "bonnes pratiques n° 17 à 19", "الممارسات الجيدة من 17 إلى 19".

Each language has a table of phrases; a language without one has no recognition. Only the numbers are citations. Digits
may be Western, Arabic-Indic or extended Arabic-Indic; spaces may be of any kind.
"""

import re
from collections.abc import Callable, Generator, Iterator
from functools import cache

from msgspec import Struct

from sitegen.model.languages import Language

GAP = r"[\s\u00a0\u202f\u2009\u200e\u200f\u2066-\u2069]"
DASH = r"[-\u2010-\u2015\u2212]"
DIGITS = r"[0-9\u0660-\u0669\u06f0-\u06f9]"
NUMBER = rf"(?P<number>(?!0|\u0660|\u06f0){DIGITS}{{1,3}})(?![\w%٪°]|[.,٫]{DIGITS})"
TASHKIL = "[\u0640\u064b-\u0652\u0670]*"
STRETCHED = re.compile(TASHKIL.removesuffix("*"))


COUNTED = re.compile(rf"{GAP}+[^\W\d_]")


class Citation(Struct, frozen=True):
    """One number of a citation: where its digits stand, and the practices it brings in (both ends included).

    `joins` is the offset at which the range that it ends begins, or None: of "17–19", 17 brings in 17, and 19
    brings in 18 and 19 and joins 17. `leads` is true of the number that directly follows the phrase.
    """

    start: int
    end: int
    first: int
    last: int
    joins: int | None = None
    leads: bool = False


class Grammar(Struct, frozen=True):
    """How one language cites: the phrase before the numbers, and the words between them.

    A text without vowel marks has one of the `hints`, in small letters, if it has a phrase, and one of the `plurals` if
    it has a phrase for several; ſ is a letter s to a pattern.
    """

    hints: tuple[str, ...]
    plurals: tuple[str, ...]
    one: re.Pattern[str]
    many: re.Pattern[str]
    through: re.Pattern[str]
    also: re.Pattern[str]
    comma: re.Pattern[str]


def _loose(arabic: str) -> str:
    """A pattern for Arabic words however fully they are vowelled or stretched."""
    return "".join(f"{letter}{TASHKIL}" if letter.isalpha() else letter for letter in arabic)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _through(words: str, sign: str = "") -> re.Pattern[str]:
    """What joins the two ends of a range, with the second; `sign` may come before a number, like "n°"."""
    return _pattern(rf"(?:{GAP}*{DASH}{GAP}*|{GAP}+(?:{words}){GAP}+)(?:{sign}{GAP}*)?{NUMBER}")


def _comma(marks: str) -> re.Pattern[str]:
    return _pattern(rf"{GAP}*[{marks}]{GAP}*{NUMBER}")


def _english() -> Grammar:
    sign = rf"(?:{GAP}+|{GAP}*(?:\bnos?\.|\bnos?\b|\bnumbers?\b|\#|№|n°){GAP}*)"
    return Grammar(
        hints=("pract", "recommendat"),
        plurals=("practices", "recommendations", "ſ"),
        one=_pattern(
            rf"\b(?:(?:(?:good|best){GAP}+practice|recommendation){sign}|practice{GAP}+(?:no\.|number){GAP}*){NUMBER}"
        ),
        many=_pattern(
            rf"\b(?:(?:(?:good|best){GAP}+practices|recommendations){sign}|practices{GAP}+(?:nos\.|numbers){GAP}*){NUMBER}"
        ),
        through=_through("to|through|until"),
        also=_pattern(rf"{GAP}*,?{GAP}+(?:and|or|&|as{GAP}+well{GAP}+as){GAP}+{NUMBER}"),
        comma=_comma(",;"),
    )


def _french() -> Grammar:
    sign = rf"(?:{GAP}+|{GAP}*(?:\bn{GAP}?[°ºo]s?|\bn\.[°ºo]?|\bnos\b|\bno\.?|\bnum[ée]ros?\b|№){GAP}*)"
    signed = rf"{GAP}*(?:\bn{GAP}?[°ºo]s?|\bnum[ée]ros?\b|№){GAP}*"
    return Grammar(
        hints=("prat", "recommandat"),
        plurals=("pratiques", "recommandations", "ſ"),
        one=_pattern(rf"\b(?:(?:bonne{GAP}+pratique|recommandation){sign}|pratique{signed}){NUMBER}"),
        many=_pattern(rf"\b(?:(?:bonnes{GAP}+pratiques|recommandations){sign}|pratiques{signed}){NUMBER}"),
        through=_through("à|a|jusqu[’']à", "n[°º]"),
        also=_pattern(rf"{GAP}+(?:et|ou|&|ainsi{GAP}+que){GAP}+(?:n[°º]{GAP}*)?{NUMBER}"),
        comma=_comma(",;"),
    )


def _arabic() -> Grammar:
    article = f"(?<![^\\W\\d_])[وف]?{TASHKIL}(?:[بك]?{TASHKIL}{_loose('ال')}|{_loose('لل')})"
    sign = (
        rf"{GAP}+(?:(?:{_loose('ذات')}{GAP}+)?(?:{_loose('ال')})?(?:{_loose('رقم')}(?:{_loose('ي')}|{_loose('ين')})?"
        rf"|{_loose('أرقام')}|{_loose('ارقام')})?{GAP}*:?{GAP}*)?(?:{_loose('من')}{GAP}+)?\(?"
    )
    one = f"(?:{_loose('ممارسة')}|{_loose('ممارسه')}){GAP}+{_loose('الجيد')}[ةه]{TASHKIL}"
    many = (
        f"(?:{_loose('ممارسات')}{GAP}+{_loose('الجيد')}(?:[ةه]|{_loose('ات')}){TASHKIL}"
        f"|{_loose('ممارست')}(?:{_loose('ين')}|{_loose('ان')}){GAP}+{_loose('الجيدت')}(?:{_loose('ين')}|{_loose('ان')}))"
    )
    both = f"(?:{_loose('ين')}|{_loose('ان')})"
    return Grammar(
        hints=("ممارس", "توصي"),
        plurals=("ممارسات", "ممارست", "توصيات", "توصيت"),
        one=_pattern(rf"{article}(?:{one}|{_loose('توصي')}[ةه]{TASHKIL}){sign}{NUMBER}"),
        many=_pattern(rf"{article}(?:{many}|{_loose('توصيات')}|{_loose('توصيت')}{both}){sign}{NUMBER}"),
        through=_through(f"{_loose('إلى')}|{_loose('الى')}|{_loose('حتى')}"),
        also=_pattern(
            rf"\)?{GAP}+(?:و|{_loose('أو')}{GAP}|{_loose('وكذلك')}{GAP}){TASHKIL}{GAP}*(?:{_loose('رقم')}{GAP}+)?\(?{NUMBER}"
        ),
        comma=_comma("،؛,;"),
    )


GRAMMARS: dict[str, Callable[[], Grammar]] = {"en": _english, "fr": _french, "ar": _arabic}


@cache
def _grammar(primary: str) -> Grammar:
    """The grammar of a language: compiled when a text needs it, as that takes longer than many texts."""
    return GRAMMARS[primary]()


def recognises(language: str) -> bool:
    """Whether citations in prose are recognised in a language named by its BCP 47 tag; elsewhere only links cite."""
    return Language(language).primary in GRAMMARS


def citations(text: str, language: str) -> tuple[Citation, ...]:
    """The citations in a plain text in a language named by its BCP 47 tag, in order."""
    primary = Language(language).primary
    if primary not in GRAMMARS:
        return ()
    grammar = _grammar(primary)
    small = text.lower()
    stretched = not text.isascii() and STRETCHED.search(text) is not None
    if not stretched and not any(map(small.__contains__, grammar.hints)):
        return ()
    found = list(_all(text, grammar.one, grammar, several=False))
    if stretched or any(map(small.__contains__, grammar.plurals)):
        found += _all(text, grammar.many, grammar, several=True)
    return tuple(sorted(found, key=lambda citation: citation.start))


def _all(text: str, phrase: re.Pattern[str], grammar: Grammar, *, several: bool) -> Iterator[Citation]:
    for match in phrase.finditer(text):
        end = yield from _item(text, match, grammar, leads=True)
        while several and (following := _next(text, end, grammar)):
            end = yield from _item(text, following, grammar)


def _item(text: str, match: re.Match[str], grammar: Grammar, *, leads: bool = False) -> Generator[Citation, None, int]:
    """One number, or a range; gives the offset at which it ends."""
    start, end = match.span("number")
    first = int(match["number"])
    yield Citation(start, end, first, first, leads=leads)
    through = grammar.through.match(text, end)
    if through and int(through["number"]) > first:
        yield Citation(*through.span("number"), first + 1, int(through["number"]), joins=start)
        return through.end("number")
    return end


def _next(text: str, end: int, grammar: Grammar) -> re.Match[str] | None:
    """The next number of a list. After a comma it counts only if it is not itself followed by what it counts."""
    comma = grammar.comma.match(text, end)
    if comma and _goes_on(text, comma.end(), grammar):
        return comma
    return grammar.also.match(text, end)


def _goes_on(text: str, end: int, grammar: Grammar) -> bool:
    if grammar.also.match(text, end) or grammar.through.match(text, end) or grammar.comma.match(text, end):
        return True
    return not COUNTED.match(text[end : end + 8])
