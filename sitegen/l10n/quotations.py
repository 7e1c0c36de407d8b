"""Quotation marks of each language, and which straight ones are a pair."""

import re
from collections.abc import Iterator

from msgspec import Struct

HELD = "\ue000"  # stands for something that is not prose, and is like a word

OPENERS = "([{«“‘„‚—–-‑־ـ/'’¿¡"
BEGINS = "([{«“‘„‚'’¿¡$€£#@" + HELD
NEVER_BEFORE_CLOSING = "([{«“‘„‚¿¡"


class Marks(Struct, frozen=True):
    """Quotation marks, outer and inner, and what '…' becomes where it is no apostrophe.

    `apostrophes` says that ' between two letters, and at the end of a word, is ’. `prefixes` are what a word may
    begin with before a quotation mark that opens: و"نعم". They are `doubtful` where the same could be an abbreviation.
    """

    outer: str
    inner: str
    single: str = ""
    apostrophes: bool = False
    prefixes: re.Pattern[str] | None = None
    doubtful: bool = False

    @property
    def closing(self) -> str:
        """The marks that close a quotation and cannot be anything else."""
        return (self.outer[1] + self.inner[1]).replace("’", "")


ARABIC_PREFIXES = re.compile(r"(?<!\w)(?=\w)[وف]?(?:[بكل]?|[بك]?ال|لل)\Z")
HEBREW_PREFIXES = re.compile(r"(?<!\w)[והבכלמש]{1,3}\Z")
LONGEST_PREFIX = 4

# As CLDR or the language's own printers have them: Arabic with the guillemets of its press. Hebrew as in CLDR, with the
# same ” on both sides, so that neither can look turned. Gershayim (ארה"ב) and geresh stay as they are typed.
MARKS = {
    "ar": Marks("«»", "“”", prefixes=ARABIC_PREFIXES),
    "de": Marks("„“", "‚‘", "‚‘", apostrophes=True),
    "en": Marks("“”", "‘’", "‘’", apostrophes=True),
    "es": Marks("«»", "“”", "‘’", apostrophes=True),
    "fa": Marks("«»", "‹›"),
    "fr": Marks("«»", "“”", "‘’", apostrophes=True),
    "he": Marks("””", "’’", prefixes=HEBREW_PREFIXES, doubtful=True),
    "it": Marks("«»", "“”", "‘’", apostrophes=True),
    "pt": Marks("“”", "‘’", "‘’", apostrophes=True),
    "ru": Marks("«»", "„“", apostrophes=True),
    "uk": Marks("«»", "„“", apostrophes=True),
}


def set_quotations(text: str, marks: Marks) -> str:
    """Pairs of straight quotation marks as the language writes them; one without a partner stays."""
    letters = list(text)
    partners = dict(_pairs(text, marks))
    closing = set(partners.values())
    around: list[str] = []  # the marks of the pairs that are open here
    curly = 0  # outer marks that the author has opened and not closed
    for match in re.finditer(f'["{marks.outer}]', text):
        place = match.start()
        if match[0] != '"':
            curly += 1 if match[0] == marks.outer[0] else -1
        elif place in partners:
            outer = around[-1] == marks.inner if around else _closed(curly, marks)
            around.append(marks.outer if outer else marks.inner)
            letters[place] = around[-1][0]
        elif place in closing:
            letters[place] = around.pop()[1]
    return "".join(letters)


def _closed(curly: int, marks: Marks) -> bool:
    """Whether no quotation is open. Where both marks are the same, every second one closes."""
    return curly % 2 == 0 if marks.outer[0] == marks.outer[1] else curly <= 0


def _pairs(text: str, marks: Marks) -> Iterator[tuple[int, int]]:
    places = [match.start() for match in re.finditer('"', text)]
    opening = _opening_places(text, places, marks)
    waiting: list[int] = []
    for place in places:
        if waiting and _may_close(text, place, marks):
            yield waiting.pop(), place
        elif place in opening:
            waiting.append(place)


def _opening_places(text: str, places: list[int], marks: Marks) -> set[int]:
    """Where a straight mark may open. After a doubtful prefix only if as many are left without a partner otherwise."""
    opening = {place for place in places if _may_open(text, place, marks)}
    prefixed = {place for place in places if _after_prefix(text, place, marks)}
    if marks.doubtful and prefixed:
        closing = sum(_may_close(text, place, marks) for place in places)
        return opening | prefixed if closing - len(opening) >= len(prefixed) else opening
    return opening | prefixed


def _may_open(text: str, place: int, marks: Marks) -> bool:
    before = text[place - 1] if place else " "
    starts = before.isspace() or (before in OPENERS and before not in marks.closing)
    return starts and (_begins(text[place + 1 : place + 2]) or text.startswith(("…", "..."), place + 1))


def _begins(after: str) -> bool:
    return after.isalnum() or (after != "" and after in BEGINS)


def _after_prefix(text: str, place: int, marks: Marks) -> bool:
    """Whether a mark stands between a prefix and a word. Gershayim stand before the last letter, mostly."""
    if marks.prefixes is None or not marks.prefixes.search(text[max(place - LONGEST_PREFIX - 1, 0) : place]):
        return False
    following = text[place + 1 : place + 3]
    return len(following) == 2 and following.isalpha() if marks.doubtful else _begins(following[:1])


def _may_close(text: str, place: int, marks: Marks) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    ends = not before.isspace() and (before not in NEVER_BEFORE_CLOSING or before in marks.closing)
    return before != "" and ends and not after.isalnum()
