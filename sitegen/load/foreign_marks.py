"""Foreign marks: a comma, semicolon or question mark of another script than the words around it; letters likewise.

Typesetting leaves them alone, because in a name or a quotation they may be meant. The editor gets to know of them.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from sitegen.base import problems
from sitegen.base.diagnostics import Diagnostic, Span
from sitegen.base.remarks import Remark
from sitegen.load.located import Mapping, Node, Scalar, Sequence, follow
from sitegen.load.nodes import Element
from sitegen.load.passages import language_of
from sitegen.load.places import Mark, Place
from sitegen.load.prose import Run, Slot, prose
from sitegen.load.setting import Setting
from sitegen.load.typesetting import FOOTNOTE_MARK, SPOKEN
from sitegen.model.languages import Language, parse_language

ARABIC_MARKS = {",": "،", ";": "؛", "?": "؟"}
LATIN_MARKS = {arabic: latin for latin, arabic in ARABIC_MARKS.items()}
NAMES = {",": Remark("comma"), ";": Remark("semicolon"), "?": Remark("question mark")}
USE_LATIN_MARKS = frozenset({"Latn", "Cyrl", "Grek", "Hebr", "Armn", "Geor"})
ARABIC_LETTER = re.compile(
    r"[\u0620-\u064a\u066e-\u06d3\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufdcf\ufe70-\ufefc]"
)

# Where the marks of the other script stand in a text, by whether the text is in Arabic script: each with the last
# letter or digit before it, and up to the next one after it.
FOREIGN = {
    True: re.compile(r"(?:(\w)[^\w,;?]*+)?([,;?])(?=(\W{,20}\w)?)"),
    False: re.compile(r"(?:(\w)[^\w،؛؟]*+)?([،؛؟])(?=(\W{,20}\w)?)"),
}
ANY_FOREIGN = {True: re.compile("[,;?]"), False: re.compile("[،؛؟]")}
# In brackets or quotation marks of its own a mark is spoken of and not used.
MENTIONED = re.compile(r"""[(\[«"'“‘]\s?[,;?،؛؟]\s?[)\]»"'”’]""")

# Letters of Arabic that Persian and Urdu write with letters of their own.
OWN_LETTERS = {"ي": "ی", "ك": "ک"}
WITH_OWN_LETTERS = frozenset({"fa", "ur"})
OTHERS_LETTER = re.compile("[يك]")

WORDS = (("title",), ("short_title",), ("summary",), ("image", "alt"), ("image", "credit"))
MARKDOWN = "text"  # the key of a catalogue's Markdown, which is judged as all other Markdown is
SOME_WORD = "x"


class Foreign(Struct, frozen=True):
    """A character of a line that belongs to another script or language, and what is written instead."""

    offset: int
    found: str
    meant: str

    def at(self, span: Span) -> Diagnostic:
        """What there is to say about it, at its place."""
        if self.found in OWN_LETTERS:
            return problems.FOREIGN_LETTER.at(span, found=self.found, meant=self.meant)
        name = NAMES.get(self.found) or NAMES[self.meant]
        return problems.FOREIGN_MARK.at(span, found=self.found, name=name, meant=self.meant)


def foreign_marks(line: str, language: Language) -> Iterator[Foreign]:
    """The commas, semicolons and question marks of a line that belong to another script than its language.

    In a language of Arabic script, those of Latin after a word in Arabic; in one that uses the Latin marks, those of
    Arabic that stand beside no word in Arabic. Marks after numbers and names in another script are nobody's mistake.
    """
    if not may_be_foreign(line, language):
        return
    arabic = language.script == "Arab"
    before = ""
    for match in FOREIGN[arabic].finditer(line):
        before = match[1] or before
        offset, found, after = match.start(2), match[2], match[3] or ""
        beside_arabic = ARABIC_LETTER.match(before) or (not arabic and ARABIC_LETTER.match(after[-1:]))
        mentioned = MENTIONED.search(line, max(offset - 2, 0), offset + 3)
        if bool(beside_arabic) is arabic and not mentioned and not _begins_query(found, after):
            yield Foreign(offset, found, ARABIC_MARKS[found] if arabic else LATIN_MARKS[found])


def may_be_foreign(text: str, language: Language) -> bool:
    """Whether a text has any marks that could be foreign to its language."""
    arabic = language.script == "Arab"
    return (arabic or language.script in USE_LATIN_MARKS) and ANY_FOREIGN[arabic].search(text) is not None


def _begins_query(mark: str, after: str) -> bool:
    """Whether a question mark belongs to an address without a scheme: صفحة?id=3."""
    return mark == "?" and len(after) == 1 and after.isascii()


def foreign_letter(line: str, language: Language) -> Foreign | None:
    """The first letter of a line that its language writes with a letter of its own."""
    if language.primary not in WITH_OWN_LETTERS:
        return None
    match = OTHERS_LETTER.search(line)
    return Foreign(match.start(), match[0], OWN_LETTERS[match[0]]) if match else None


def judge_text(root: Element, source: str, setting: Setting) -> None:
    """Names every foreign mark of a text, and the first foreign letter. The marks of the scanner are still in it.

    Most sources have none, and nothing that could hide one: a passage in another language, a character by its name.
    """
    if not (_may_hide(source) or may_be_foreign(source, setting.language) or foreign_letter(source, setting.language)):
        return
    lettered = False
    for run in prose(root, setting.language):
        marked = run.line(SOME_WORD)
        letter = not lettered and foreign_letter(marked, run.language) is not None
        if letter or may_be_foreign(marked, run.language):
            line, places = _line(run, setting)
            _note_marks(line, run.language, places, setting)
            if letter:
                _note_letter(line, run, places, setting)
                lettered = True
    _judge_attributes(root, setting.language, setting)


def _may_hide(source: str) -> bool:
    return "&" in source or "lang" in source.lower()


def _line(run: Run, setting: Setting) -> tuple[str, dict[int, Place]]:
    """The line of a run without the scanner's marks, and the places that these gave to its characters."""
    line = ""
    places: dict[int, Place] = {}
    for part in run.parts:
        if isinstance(part, Slot):
            text, found = setting.places.unmarked(part.text.value)
            places |= {len(line) + offset: place for offset, place in found}
            line += text
        elif not (isinstance(part, Element) and part.attributes.get("class") == FOOTNOTE_MARK):
            line += SOME_WORD
    return line, places


def _note_marks(line: str, language: Language, places: dict[int, Place], setting: Setting) -> None:
    for foreign in foreign_marks(line, language):
        if place := places.get(foreign.offset):
            setting.findings.found.append(foreign.at(place.span))


def _note_letter(line: str, run: Run, places: dict[int, Place], setting: Setting) -> None:
    """The first foreign letter of a run: in the source line that the last place before it begins."""
    foreign = foreign_letter(line, run.language)
    slot = next((slot for slot in run.slots if slot), None)
    if foreign is None or slot is None:
        return
    begun = [place for offset, place in places.items() if offset <= foreign.offset and place.mark is Mark.LINE]
    span = setting.span_of(slot.path[-1])
    if begun:
        start = begun[-1].span
        column = start.column + max(begun[-1].written.find(foreign.found), 0)
        span = Span(start.path, start.line, column, start.line, column + 1)
    setting.findings.found.append(foreign.at(span))


def _judge_attributes(element: Element, around: Language, setting: Setting) -> None:
    for child in element.children:
        if isinstance(child, Element):
            language = language_of(child, around)
            for name in SPOKEN:
                words = child.attributes.get(name, "")
                if may_be_foreign(words, language):
                    line, places = setting.places.unmarked(words)
                    _note_marks(line, language, dict(places), setting)
            _judge_attributes(child, language, setting)


def judge_front(node: Mapping, text: str, first_line: int, language: str) -> Iterator[Diagnostic]:
    """What is foreign in the words of a front matter. `text` is its source, from line `first_line` of its file on."""
    lines = _Lines(text, first_line)
    words = [follow(node, keys)[1] for keys in WORDS]
    downloads = node.entry("downloads")
    if downloads and isinstance(downloads[1], Sequence):
        words += [follow(item, ("title",))[1] for item in downloads[1].items]
    for scalar in words:
        if isinstance(scalar, Scalar):
            yield from lines.judge(scalar, language)


def judge_words(node: Node | None, text: str) -> Iterator[Diagnostic]:
    """What is foreign in words per language, wherever they stand in a file. `text` is the whole file."""
    lines = _Lines(text, 1)
    for language, scalar in _words(node):
        yield from lines.judge(scalar, language)


def _words(node: Node | None) -> Iterator[tuple[str, Scalar]]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _words(item)
    elif isinstance(node, Mapping):
        pairs = [(key.text, value) for key, value in node.entries if isinstance(value, Scalar)]
        if len(pairs) == len(node.entries) and all(parse_language(tag) for tag, _ in pairs):
            yield from pairs
            return
        for key, value in node.entries:
            if key.text != MARKDOWN:
                yield from _words(value)


class _Lines:
    """The lines of a source, to find the places of single characters in the texts that YAML made of it."""

    def __init__(self, text: str, first_line: int) -> None:
        self.lines = text.split("\n")
        self.first_line = first_line

    def judge(self, words: Scalar, tag: str) -> Iterator[Diagnostic]:
        """What is foreign in words of a language."""
        language = parse_language(tag)
        if language is None:
            return
        letter = foreign_letter(words.text, language)
        for foreign in (*foreign_marks(words.text, language), *([letter] if letter else [])):
            yield foreign.at(self._span(words, foreign))

    def _span(self, words: Scalar, foreign: Foreign) -> Span:
        """The place of a character: as many of its kind stand before it in the source as in the text."""
        places = list(self._places(words.span, foreign.found))
        if len(places) != words.text.count(foreign.found):
            return words.span
        line, column = places[words.text.count(foreign.found, 0, foreign.offset)]
        return Span(words.span.path, line, column, line, column + 1)

    def _places(self, span: Span, character: str) -> Iterator[tuple[int, int]]:
        for number in range(span.line, span.end_line + 1):
            line = self.lines[number - self.first_line]
            start = span.column - 1 if number == span.line else 0
            end = span.end_column - 1 if number == span.end_line else len(line)
            for match in re.finditer(re.escape(character), line[start:end]):
                yield number, start + match.start() + 1
