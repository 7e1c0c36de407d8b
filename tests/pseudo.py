"""A pseudo-language, as testers of translations use it: every word is there, none can be read.

Each letter of English is replaced by a letter of another script, and words grow by half, as they do in many
translations. What remains in Latin letters on a finished page was never translated; what is cut off or pushed
aside has no room for longer words. Two such languages are made, one for each direction of writing. Each borrows
the tag, and so the CLDR data, of a language that the site of this repository does not have.

The project that they are shown with is `pseudo.txt`: written in English, with `‹…›` around what a reader reads.
"""

import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from string import ascii_lowercase

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from sitegen.base.diagnostics import Severity, Span
from sitegen.base.files import Artifact, SourceFile
from sitegen.l10n.phrases import phrases_of
from sitegen.link.acceptance import accepted
from sitegen.load.messages import PATH, Wording
from sitegen.load.po import plural_rule
from sitegen.load.theme import load_theme
from sitegen.model.configuration import Feature
from sitegen.pipeline import build, connect
from sitegen.report import render_text
from tests.projects import sections, theme

# What stands among words and is none: placeholders, percent signs, markup, Markdown's addresses and attributes.
KEPT = re.compile(
    r"%\(\w+\)[a-z]|%%|</?\w[^>]*>|&#?\w+;|https?://[^\s)]+|\]\([^)]*\)|\[\^\w+\]|\{[:\w][^}]*\}",
)
WORD = re.compile(r"[A-Za-z]+")
# ‹words in the language of their key or file›, ‹el:words in that one›
MARKED = re.compile(r"(?:\b(?P<key>[a-z]{2}): )?‹(?:(?P<own>[a-z]{2}):)?(?P<words>[^›]*)›")
TEXT = re.compile(r"\.(?P<tag>[a-z]{2})\.md$")
GATHERING = "content/events/gathering"
EVENTS = 22  # with those of pseudo.txt, three pages of them
TYPES = ("workshop", "expert-meeting", "conference", "review-meeting", "scoping-workshop", "launch", "course")


@dataclass(frozen=True, slots=True)
class Pseudo:
    """A language that nobody speaks.

    tag      the BCP 47 tag that it borrows
    letters  26 small letters of its script, one for each of the English alphabet
    """

    tag: str
    letters: str

    def words(self, text: str) -> str:
        """A text with every English word replaced and half as long again; different words stay different."""
        out, end = "", 0
        for kept in KEPT.finditer(text):
            out += WORD.sub(self._word, text[end : kept.start()]) + kept[0]
            end = kept.end()
        return out + WORD.sub(self._word, text[end:])

    def _word(self, match: re.Match[str]) -> str:
        small = str.maketrans(ascii_lowercase + ascii_lowercase.upper(), self.letters + self.letters.upper())
        word = match[0].translate(small)
        return word + word[: round(len(word) / 2)].lower()

    def catalogue(self, wordings: Iterable[Wording]) -> str:
        """The .po file (GNU gettext) that translates every given message, with all plural forms of the language."""
        catalogue = Catalog(locale=self.tag, charset="utf-8", fuzzy=False)
        rule = plural_rule(self.tag)
        for wording in wordings:
            if wording.plural:
                forms = [wording.message if form == rule.form(1) else wording.plural for form in range(rule.forms)]
                catalogue.add((wording.message, wording.plural), tuple(map(self.words, forms)), context=wording.context or None)
            else:
                catalogue.add(wording.message, self.words(wording.message), context=wording.context or None)
        out = BytesIO()
        write_po(out, catalogue)
        return out.getvalue().decode()


HEBREW = Pseudo("he", "אבגדהוזחטיכלמנסעפצקרשתךםןף")
GREEK = Pseudo("el", "αβγδεζηθικλμνξοπρστυφχψωϊϋ")
BY_TAG = {one.tag: one for one in (HEBREW, GREEK)}


def wordings() -> tuple[Wording, ...]:
    """Every interface word in use: those of the templates, and the few of the program."""
    phrases = (Wording(phrase, span=Span("sitegen/l10n/phrases.py")) for phrase in phrases_of(Feature))
    return (*load_theme(theme()).value.wordings, *phrases)


# The project


def project() -> tuple[SourceFile, ...]:
    """A site in both pseudo-languages that has every kind of page and uses every interface word that can be used
    when there is something to show.
    """
    texts = sections((Path(__file__).parent / "pseudo.txt").read_text(encoding="utf-8"))
    texts |= dict(_events())
    content = {path: translated(path, text).encode() for path, text in texts.items()}
    content |= {f"{GATHERING}/hall.png": picture(1200, 800), f"{GATHERING}/agenda.pdf": b"%PDF" * 60_000}
    return _accepted(_with_theme(content))


def bare_project() -> tuple[SourceFile, ...]:
    """The same site before anything was published."""
    texts = sections((Path(__file__).parent / "pseudo.txt").read_text(encoding="utf-8"))
    config = translated("config.yaml", texts["config.yaml"].replace("organisation: house\n", ""))
    return _with_theme({"config.yaml": config.encode()})


@cache
def artifacts(bare: bool = False) -> tuple[Artifact, ...]:
    """The finished site of the project, or of the one in which nothing was published."""
    files = bare_project() if bare else project()
    checked = build(files)
    errors = [found for found in checked.diagnostics if found.severity is Severity.ERROR]
    assert checked.value is not None, render_text(errors, {})
    return checked.value


def translated(path: str, text: str) -> str:
    """A source whose marked words are in their pseudo-languages; of a write-up, all of the body."""
    named = TEXT.search(path)
    language = named["tag"] if named else ""
    text = MARKED.sub(lambda found: _said(found, language), text)
    if not named:
        return text
    _, front, body = text.split("---\n", 2)
    return f"---\n{front}---\n{BY_TAG[language].words(body)}"


def _said(found: re.Match[str], language: str) -> str:
    key = f"{found['key']}: " if found["key"] else ""
    return key + BY_TAG[found["own"] or found["key"] or language].words(found["words"])


def _with_theme(content: dict[str, bytes]) -> tuple[SourceFile, ...]:
    whole = {file.path: file.content for file in theme() if not file.path.startswith("locale/")} | content
    for pseudo in BY_TAG.values():
        whole[PATH.format(pseudo.tag)] = pseudo.catalogue(wordings()).encode()
    return tuple(SourceFile(path, content) for path, content in sorted(whole.items()))


def _accepted(files: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
    """The same files, in which every translation that names no fingerprint is up to date with its original."""
    site = connect(files).value
    content = {file.path: file.content for file in files}
    for entry in site.entries.values() if site else ():
        for text in entry.texts.values():
            translation = text.front.value.translation
            if translation and not translation.fingerprint:
                content[text.path] = accepted(content[text.path].decode(), text, entry).encode()
    return tuple(SourceFile(path, text) for path, text in content.items())


def _events() -> Iterator[tuple[str, str]]:
    """Further events, so that lists are long: of every type, some in one language only."""
    for number in range(1, EVENTS + 1):
        facts = f"type: {TYPES[number % len(TYPES)]}\ndates: 201{number % 7}-0{number % 9 + 1}-1{number % 10}\n"
        facts += f"location: {'online' if number % 4 == 0 else 'haven'}\ninitiative: line\npractices: [first/{number % 4 + 1}]\n"
        title = f"Comprehensive deliberations, round {number}"
        first, second = ("he", "el") if number % 3 else ("el", "he")
        yield f"content/events/round-{number}.{first}.md", f"---\ntitle: ‹{title}›\n{facts}---\nShort proceedings.\n"
        if number % 2:
            yield f"content/events/round-{number}.{second}.md", f"---\ntitle: ‹{title}›\ntranslation: {{of: {first}}}\n---\nShort proceedings.\n"


def picture(width: int, height: int) -> bytes:
    """A grey PNG."""
    rows = (b"\0" + b"\x99" * width) * height
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
