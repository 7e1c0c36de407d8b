"""Quotation marks, apostrophes, spaces and dashes as each language writes them.

`typeset` works on one line of prose at a time, and twice is the same as once. It changes marks one for one, adds and
drops spaces, and never touches a letter or a digit. It leaves alone what is not prose: addresses, dates in ISO 8601,
ids, telephone numbers. Where a mark could mean two things it stays as it was written. The time it takes grows with
the length of the line, whatever stands in it.
"""

import re
from functools import cache

from sitegen.l10n.quotations import HELD, MARKS, Marks, set_quotations
from sitegen.model.languages import Language

NBSP = "\u00a0"
NARROW = "\u202f"
SPACES = f" {NBSP}{NARROW}\u2009"
SPACE = f"[{SPACES}]"
LETTER = r"[^\W\d_]"

# A text without any of these, and without two spaces in a row, is as its printers would set it.
MARKED = re.compile(f"[\"'‘“–°º{NBSP}\\d]")
FRENCH_MARKED = re.compile(f"[\"'‘“–°º{NBSP}\\d«»;:!?]")

# What is not prose, by what a line must contain for it to be worth looking for.
NOT_PROSE = {
    HELD: HELD,
    "://": r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*+://[^\s<>«»“”\"]*[\w/=#&%]",  # web addresses
    "www.": r"www\.[^\s<>«»“”\"]*[\w/=#&%]",
    "@": r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+",  # e-mail addresses
    "`": r"`[^`\n]*`",
    "+": r"\+\d[\d ().\u00a0\u202f-]{4,}\d",  # telephone numbers
    "-": r"(?<![\w-])\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?(?![\w-])",  # dates in ISO 8601
    "&": r"&#?\w+;",
    "/": r"(?<![\w/.-])[a-z][\w.]*+[-/](?=[\w./-]*\d)[\w./-]*\w",  # ids: rabat-washington/17-19
}
WITH_DIGITS = frozenset("+-/")

# 17-19, 2018-2019, 2017-18; never part of a longer number, reference or sum. In Arabic a prefix may touch it: و17-19.
RANGE = re.compile(
    r"(?:(?<![\w.,:/+–—−-])|(?<=(?<!\w)[وفبكل]))(?![0٠۰])(\d{1,4})-(?![0٠۰])(\d{1,4})(?![\w–—−-]|[.,:/]\d)"
)
HYPHENED = re.compile(r"\d-\d")
DIGIT = re.compile(r"\d")
NUMBERED = re.compile(r"[\d°º]")
# The dash of a name (Rabat – Washington) does not begin a line.
NAME_DASH = re.compile(r"(?<![\w’-])(\w)([\w’-]*) – (?=(\w))")

# Words that stay on one line with the number after them.
BEFORE_NUMBER = {
    "en": r"\b(practices?|nos?\.)[ \n]+(?=\d)",
    "fr": r"\b(pratiques?(?=[ \n]+(?:n[°º]|\d))|nos?\.|n[°º]s?)[ \n]*(?=\d|n[°º])",
    "de": r"\b(Praktik(?:en)?|Nr\.)[ \n]+(?=\d)",
    "es": r"\b(prácticas?|n\.º|núms?\.)[ \n]+(?=\d)",
    "fa": r"\b((?:رویه|شماره|توصیه)(?:ٔ|‌های)?)[ \n]+(?=\d)",
    "he": r"(\w{0,2}(?:פרקטיק(?:ה|ות)|המלצ(?:ה|ות)|מס׳|מספר))[ \n]+(?=\d)",
    "ar": r"\b(\w{0,3}(?:رقم|رقمي|رقمين|أرقام|ممارسة|ممارسات))[ \n]+(?=\d)",
}
IN_ANY_CASE = frozenset({"en", "fr", "es"})

# What a text in small letters has if it has any of these words; ſ is a letter s to a pattern.
ANNOUNCED = {
    "en": ("pract", "no.", "nos.", "noſ."),
    "fr": ("prat", "no.", "nos.", "noſ.", "n°", "nº"),
    "de": ("praktik", "nr."),
    "es": ("práct", "n.º", "núm"),
    "fa": ("رویه", "شماره", "توصیه"),
    "he": ("פרקטיק", "המלצ", "מס׳", "מספר"),
    "ar": ("رقم", "أرقام", "ممارس"),
}

# A sentence ends before it, so that nothing has to be kept together; abbreviations (Prof. X) are shorter.
MEANINGLESS = re.compile(rf"(?<={LETTER}{{5}}\.){NBSP}(?={LETTER})")
DOUBLE_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)")

CLIPPED = re.compile(r"(?:\d|(?:s|t|re|ve|ll|d|m|n|em|tis|twas|til|cause|ne|nem|nen|ner)\b)", re.IGNORECASE)
# These begin with the mark, and look behind it only then: that is many times as fast as to look behind every letter.
AFTER_LETTER = re.compile(
    rf"['‘](?:(?<={LETTER}')(?!')|(?<=[\d.,!?…)\]»”{HELD}]')(?={LETTER})|(?<=[.,!?…]')|(?<=\w‘)(?=\w))"
)
BETWEEN_LETTERS = re.compile(rf"'(?<={LETTER}')(?={LETTER})")
# Word processors take the apostrophe after a stray space for the beginning of a quotation: "L ‘atelier".
ELIDED = re.compile(r"(?<![\w’'‘-])([cdjlmnst]|qu|jusqu|lorsqu|puisqu) ‘(?=[aeiouyhàâæéèêëîïôœùûü])", re.IGNORECASE)
BEFORE_LETTER = re.compile(r"'(?<![^\s(\[{«“‘„—–/\"¿¡]')(?=[\"“«¿¡]?\w)")
CLOSES_LATER = re.compile(r"['’](?<=\S.)(?!\w)")
SINGLES = re.compile(r"(?<![^\s(\[{«“‘„—–/\"])'(?=\w)([^'\n]*[^'\s])'(?!\w)")

# “ that closes, after a word and before a space or a stop.
CLOSES_WRONGLY = re.compile(r"(“[^“”\n]*[^\W_][.,!?…]?)“(?=[\s.,;:!?)»،؛؟]|$)")

GUILLEMET_OPENS = re.compile(rf"«{SPACE}*+(?=\S|$)")
GUILLEMET_CLOSES = re.compile(rf"{SPACE}*»")
CLOSING_GUILLEMET = re.compile("»")
HIGH_MARK = re.compile("[;!?]")
COLON_MARK = re.compile(":")
HIGH_MARKS = re.compile(rf"(?:(?<=[^\s(\[{{«“‘„;!?:/&=])|(?<!.)(?={SPACE}))(?<!\n){SPACE}*+(?=[;!?]++(?![\w=]))")
COLON = re.compile(rf"(?:(?<=[\w)\]»”’\"'%°…{HELD}])|(?<!.)(?={SPACE}))(?<!\n){SPACE}*+(?=:(?:\s|$|[«“\"»”]))")


def typeset(text: str, language: str) -> str:
    """Plain text of a language (BCP 47) with the marks and spaces that its printers would set.

    French: ’, « … » with no-break spaces inside, U+202F before ; ! ? and U+00A0 before a colon. English: ’ and
    “ … ”. Arabic: straight quotation marks become « … ». A “ that closes becomes ”. In every language a hyphen
    between two numbers becomes an en dash, a number stays with the word that announces it, and doubled spaces and
    the no-break space after a sentence become one space. A character U+E000 stands for some word.
    """
    primary = _primary(language)
    if not (FRENCH_MARKED if primary == "fr" else MARKED).search(text) and "  " not in text:
        return text
    pattern = _not_prose(text)
    if pattern is None:
        return _prose(text, primary)
    held = iter(pattern.findall(text))
    return re.sub(HELD, lambda _: next(held), _prose(pattern.sub(HELD, text), primary))


@cache
def _primary(language: str) -> str:
    return Language(language).primary


def _not_prose(text: str) -> re.Pattern[str] | None:
    """The pattern of what there may be in a line that is not prose; None where there is nothing."""
    present = tuple(trigger for trigger in NOT_PROSE if trigger in text)
    if present and not DIGIT.search(text):
        present = tuple(trigger for trigger in present if trigger not in WITH_DIGITS)
    return _any_of(present) if present else None


@cache
def _any_of(triggers: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for several of what is not prose; an id has a hyphen or a stroke."""
    hyphened = "-" in triggers and "/" not in triggers
    return re.compile("|".join(NOT_PROSE[trigger] for trigger in (*triggers, *("/" if hyphened else ""))))


def _prose(text: str, primary: str) -> str:
    if NBSP in text:
        text = MEANINGLESS.sub(" ", text)
    if "  " in text:
        text = DOUBLE_SPACE.sub(" ", text)
    if marks := MARKS.get(primary):
        text = _set_marks(text, marks, primary)
    if "-" in text and HYPHENED.search(text):
        text = RANGE.sub(_range, text)
    if primary in BEFORE_NUMBER and NUMBERED.search(text):
        small = text.lower()
        if any(map(small.__contains__, ANNOUNCED[primary])):
            text = _before_number(primary).sub(rf"\1{NBSP}", text)
    return NAME_DASH.sub(_name_dash, text) if " – " in text else text


@cache
def _before_number(primary: str) -> re.Pattern[str]:
    """Compiled for a language when it is read."""
    return re.compile(BEFORE_NUMBER[primary], re.IGNORECASE if primary in IN_ANY_CASE else 0)


def _set_marks(text: str, marks: Marks, primary: str) -> str:
    if primary == "fr" and " ‘" in text:
        text = _join_elided(text)
    if marks.apostrophes and ("'" in text or "‘" in text):
        text = _apostrophes(text, marks)
    if "“" not in marks.closing and text.count("“") > 1:
        text = CLOSES_WRONGLY.sub(r"\1”", text)
    if '"' in text:
        text = set_quotations(text, marks)
    return _french_spaces(text) if primary == "fr" else text


def _join_elided(text: str) -> str:
    """An elided word and its apostrophe, unless a mark further on closes a quotation that begins there."""
    last = _last_closing(text)
    return ELIDED.sub(lambda match: match[0] if last > match.end() else f"{match[1]}’", text)


def _last_closing(text: str) -> int:
    """Where the last mark stands that could close a quotation in single marks; -1 where there is none."""
    return max((match.start() for match in CLOSES_LATER.finditer(text)), default=-1)


def _apostrophes(text: str, marks: Marks) -> str:
    """Apostrophes, and quotations in single marks. Where these do not end in ’, only what is certain."""
    if marks.single.endswith("’"):
        text = AFTER_LETTER.sub("’", text)
        last = _last_closing(text)
        return BEFORE_LETTER.sub(lambda match: _opening(match, marks.single[0] if last > match.end() else "'"), text)
    text = BETWEEN_LETTERS.sub("’", text)
    if not marks.single:
        return text
    text = SINGLES.sub(lambda match: _enclosed(match, marks.single), text)
    return BEFORE_LETTER.sub(lambda match: _opening(match, "'"), AFTER_LETTER.sub("’", text))


def _enclosed(match: re.Match[str], single: str) -> str:
    return match[0] if CLIPPED.match(match[1]) else f"{single[0]}{match[1]}{single[1]}"


def _opening(match: re.Match[str], opens: str) -> str:
    """A straight mark before a word: it stands for clipped letters, or opens a quotation if one closes later."""
    return "’" if CLIPPED.match(match.string, match.end()) else opens


def _french_spaces(text: str) -> str:
    if "«" in text or "»" in text:
        text = _spaced(GUILLEMET_OPENS.sub(f"«{NBSP}", text), CLOSING_GUILLEMET, GUILLEMET_CLOSES, NBSP)
    text = _spaced(text, HIGH_MARK, HIGH_MARKS, NARROW)
    return _spaced(text, COLON_MARK, COLON, NBSP)


def _spaced(text: str, mark: re.Pattern[str], before: re.Pattern[str], space: str) -> str:
    """A text with one space before each mark, in place of those that stand there, if a pattern matches from them on."""
    pieces: list[str] = []
    done = 0
    for match in mark.finditer(text):
        end = start = match.start()
        while start > done and text[start - 1] in SPACES:
            start -= 1
        if before.match(text, start):
            pieces += (text[done:start], space)
            done = end
    return "".join([*pieces, text[done:]]) if pieces else text


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
