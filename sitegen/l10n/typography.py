"""Quotation marks, apostrophes, spaces and dashes as each language writes them.

`typeset` works on one text node at a time, and twice is the same as once. It changes marks and spaces only,
never a letter or a digit, and leaves alone what is not prose: addresses, dates in ISO 8601, ids, telephone
numbers. Where a mark could mean two things it stays as it was written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

NBSP = "\u00a0"
NARROW = "\u202f"
HELD = "\ue000"  # stands for a token that is not prose while the rules run
SPACE = f"[ {NBSP}{NARROW}\u2009]"

NOT_PROSE = re.compile(
    rf"{HELD}"
    r"|(?:(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*://|www\.)[^\s<>«»“”\"]*[\w/=#&%]"  # web addresses
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # e-mail addresses
    r"|`[^`\n]*`"
    r"|\+\d[\d ().\u00a0\u202f-]{4,}\d"  # telephone numbers
    r"|(?<![\w-])\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?(?![\w-])"  # dates in ISO 8601
    r"|&#?\w+;"
    r"|(?<![\w/.-])[a-z][\w.]*(?:[-/][\w.]*\w)*[-/](?=[\w./-]*\d)[\w./-]*\w"  # ids: rabat-washington/17-19
)

# 17-19, 2018-2019, 2017-18; never part of a longer number, reference or sum. In Arabic a prefix may touch it: و17-19.
RANGE = re.compile(
    r"(?:(?<![\w.,:/+–—−-])|(?<=(?<!\w)[وفبكل]))(?![0٠۰])(\d{1,4})-(?![0٠۰])(\d{1,4})(?![\w–—−-]|[.,:/]\d)"
)
# The dash of a name (Rabat – Washington) does not begin a line.
NAME_DASH = re.compile(r"(?<![\w’-])(\w)([\w’-]*) – (?=(\w))")


@dataclass(frozen=True, slots=True)
class _Marks:
    """Quotation marks, outer and inner, as CLDR gives them (Arabic: the guillemets that its press uses)."""

    outer: str
    inner: str


FRENCH = _Marks("«»", "“”")
ENGLISH = _Marks("“”", "‘’")
MARKS = {
    "ar": FRENCH,
    "de": _Marks("„“", "‚‘"),
    "en": ENGLISH,
    "es": FRENCH,
    "fa": FRENCH,
    "fr": FRENCH,
    "it": FRENCH,
    "pt": ENGLISH,
    "ru": _Marks("«»", "„“"),
    "uk": _Marks("«»", "„“"),
}

# Words that stay on one line with the number after them.
BEFORE_NUMBER = {
    "en": re.compile(r"\b(practices?|nos?\.)[ \n]+(?=\d)", re.IGNORECASE),
    "fr": re.compile(r"\b(pratiques?(?=[ \n]+(?:n[°º]|\d))|nos?\.|n[°º]s?)[ \n]*(?=\d|n[°º])", re.IGNORECASE),
    "ar": re.compile(r"\b(\w{0,3}(?:رقم|رقمي|رقمين|أرقام|ممارسة|ممارسات))[ \n]+(?=\d)"),
}

# A sentence ends before it, so that nothing has to be kept together; abbreviations (Prof. X) are shorter.
MEANINGLESS = re.compile(rf"(?<=[^\W\d_]{{5}}\.){NBSP}(?=[^\W\d_])")
DOUBLE_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)")

APOSTROPHES = frozenset({"en", "fr"})
CLIPPED = re.compile(r"(?:\d|(?:s|t|re|ve|ll|d|m|n|em|tis|twas|til|cause)\b)", re.IGNORECASE)
AFTER_LETTER = re.compile(r"(?<=[^\W\d_])'|(?<=[\d.,!?…)\]»”])'(?=[^\W\d_])|(?<=[.,!?…])'|(?<=\w)‘(?=\w)")
# Word processors take the apostrophe after a stray space for the beginning of a quotation: "L ‘atelier".
ELIDED = re.compile(r"(?<![\w’'‘-])([cdjlmnst]|qu|jusqu|lorsqu|puisqu) ‘(?=[aeiouyhàâæéèêëîïôœùûü])", re.IGNORECASE)
BEFORE_LETTER = re.compile(r"(?<![^\s(\[{«“‘„—–/])'(?=\w)")
CLOSES_LATER = re.compile(r"(?<=\S)['’](?!\w)")

# “ that closes, after a word and before a space or a stop. Only where it cannot be meant: German closes with it.
CLOSES_WRONGLY = re.compile(r"(“[^“”\n]*[^\W_][.,!?…]?)“(?=[\s.,;:!?)،؛؟]|$)")
UNAMBIGUOUS = frozenset({"ar", "en", "fr"})

OPENERS = "([{«“‘„—–/'’"
BEGINS = "([{«“‘„'’¿¡$€£#@" + HELD
ARABIC_PREFIXES = "وفبكل"

GUILLEMET_OPENS = re.compile(rf"«{SPACE}*(?=\S|$)")
GUILLEMET_CLOSES = re.compile(rf"{SPACE}*»")
HIGH_MARKS = re.compile(rf"(?:(?<=[^\s(\[{{«“‘„;!?:/&=])|(?<!.)(?={SPACE}))(?<!\n){SPACE}*(?=[;!?]+(?![\w=]))")
COLON = re.compile(rf"(?:(?<=[\w)\]»”’\"'%°…{HELD}])|(?<!.)(?={SPACE}))(?<!\n){SPACE}*(?=:(?:\s|$|[«“\"»”]))")


def typeset(text: str, language: str) -> str:
    """Plain text of a language (BCP 47) with the marks and spaces that its printers would set.

    French: ’, « … » with no-break spaces inside, U+202F before ; ! ? and U+00A0 before a colon. English: ’ and
    “ … ”. Arabic: straight quotation marks become « … ». A “ that closes becomes ”. In every language a hyphen
    between two numbers becomes an en dash, a number stays with the word that announces it, and doubled spaces and
    the no-break space after a sentence become one space.
    """
    primary = language.partition("-")[0].lower()
    held = NOT_PROSE.findall(text)
    set_text = _prose(NOT_PROSE.sub(HELD, text), primary)
    return _put_back(set_text, held)


def _prose(text: str, primary: str) -> str:
    text = DOUBLE_SPACE.sub(" ", MEANINGLESS.sub(" ", text))
    if primary == "fr":
        text = ELIDED.sub(_elided, text)
    if primary in APOSTROPHES:
        text = _apostrophes(text)
    if primary in UNAMBIGUOUS:
        text = CLOSES_WRONGLY.sub(r"\1”", text)
    if primary in MARKS:
        text = _quotes(text, MARKS[primary], primary)
    if primary == "fr":
        text = _french_spaces(text)
    text = RANGE.sub(_range, text)
    if primary in BEFORE_NUMBER:
        text = BEFORE_NUMBER[primary].sub(rf"\1{NBSP}", text)
    return NAME_DASH.sub(_name_dash, text)


def _put_back(text: str, held: list[str]) -> str:
    tokens = iter(held)
    return re.sub(HELD, lambda _: next(tokens), text)


def _apostrophes(text: str) -> str:
    text = AFTER_LETTER.sub("’", text)
    return BEFORE_LETTER.sub(_single, text)


def _elided(match: re.Match[str]) -> str:
    """An elided word and its apostrophe, unless a mark further on closes a quotation that begins here."""
    return match[0] if CLOSES_LATER.search(match.string[match.end() :]) else f"{match[1]}’"


def _single(match: re.Match[str]) -> str:
    """A straight mark before a word: it opens a quotation if one closes later, or stands for clipped letters."""
    rest = match.string[match.end() :]
    if CLIPPED.match(rest):
        return "’"
    return "‘" if CLOSES_LATER.search(rest) else "'"


def _quotes(text: str, marks: _Marks, primary: str) -> str:
    """Pairs of straight quotation marks as the language writes them; one without a partner stays."""
    letters = list(text)
    for first, last in _pairs(text, primary):
        opened = text[:first].count(marks.outer[0]) - text[:first].count(marks.outer[1])
        pair = marks.inner if opened > 0 else marks.outer
        letters[first] = pair[0]
        letters[last] = pair[1]
    return "".join(letters)


def _pairs(text: str, primary: str) -> Iterator[tuple[int, int]]:
    waiting: int | None = None
    for match in re.finditer('"', text):
        place = match.start()
        if waiting is not None and _may_close(text, place):
            yield waiting, place
            waiting = None
        elif _may_open(text, place, primary):
            waiting = place


def _may_open(text: str, place: int, primary: str) -> bool:
    before, after = text[:place][-2:], text[place + 1 : place + 2]
    starts = not before or before[-1].isspace() or before[-1] in OPENERS
    if primary == "ar" and before and before[-1] in ARABIC_PREFIXES:
        starts = not before[:-1].isalpha()
    return starts and (after.isalnum() or (after != "" and after in BEGINS))


def _may_close(text: str, place: int) -> bool:
    before, after = text[:place][-1:], text[place + 1 : place + 2]
    return before != "" and not before.isspace() and before not in "([{«“‘„" and not after.isalnum()


def _french_spaces(text: str) -> str:
    text = GUILLEMET_OPENS.sub(f"«{NBSP}", text)
    text = GUILLEMET_CLOSES.sub(f"{NBSP}»", text)
    text = HIGH_MARKS.sub(NARROW, text)
    return COLON.sub(NBSP, text)


def _range(match: re.Match[str]) -> str:
    first, last = match.groups()
    if len(first) == 4 and len(last) == 2:  # 2017-18
        first = first[2:]
    rising = int(first) < int(last) and len(last) - len(first) <= 2
    return f"{match[1]}–{match[2]}" if rising else match[0]


def _name_dash(match: re.Match[str]) -> str:
    initials = (match[1], match[3])
    if all(initial.isalpha() and not initial.islower() for initial in initials):
        return f"{match[1]}{match[2]}{NBSP}– "
    return match[0]
