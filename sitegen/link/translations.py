"""Originals and translations: which text is which, and which are behind (by content, not by date)."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby, takewhile

from msgspec import Struct, field

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Related
from sitegen.base.remarks import Remark, listed
from sitegen.load.document import Part
from sitegen.load.parts import part_digest
from sitegen.load.sources import Sources
from sitegen.load.writeups import WriteUp
from sitegen.model.writeups import FrontMatter, Initiative, Kind

Key = tuple[Kind, str]

FINGERPRINTED = frozenset({"title", "short_title", "summary", "image", "downloads"})


class State(StrEnum):
    """What a text is to a language. `missing` and `fallback` are two views of one fact: there is
    no text, and what a reader is shown instead."""

    ORIGINAL = "original"
    CURRENT = "current"
    STALE = "stale"
    MISSING = "missing"
    FALLBACK = "fallback"
    ORPHAN = "orphan"


class Where(StrEnum):
    """The piece of a text that changed."""

    FRONT = "front"
    OPENING = "opening"
    PART = "part"


class Change(Struct, frozen=True):
    """A piece of the original that is not as the translator saw it; `id` and `title` of its heading."""

    where: Where
    id: str = ""
    title: str = ""

    @property
    def name(self) -> str:
        """The piece in an editor's words: a heading, or what stands before the first."""
        return self.title or {Where.FRONT: Remark("title and summary"), Where.OPENING: Remark("first paragraphs")}.get(
            self.where, self.id
        )


class Standing(Struct, frozen=True):
    """How the texts of an entry stand to each other, by language: their states, and what changed since."""

    states: Mapping[str, State] = field(default_factory=dict)
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)

    @property
    def words(self) -> Iterator[str]:
        """Everything that tells one standing from another."""
        for language, state in self.states.items():
            yield from (language, state)
            for change in self.changes[language]:
                yield from (change.where, change.id, change.title)


class Entry(Struct, frozen=True):
    """One event, project … : its original, which states the facts, and its texts by language.

    `standing` is empty until the texts have been compared.
    """

    kind: Kind
    id: str
    original: WriteUp
    texts: Mapping[str, WriteUp]
    standing: Standing = Standing()

    @property
    def key(self) -> Key:
        return self.kind, self.id

    @property
    def states(self) -> Mapping[str, State]:
        return self.standing.states

    @property
    def changes(self) -> Mapping[str, tuple[Change, ...]]:
        return self.standing.changes

    @property
    def facts(self) -> FrontMatter:
        return self.original.front.value

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a text of their own."""
        return tuple(self.texts)

    def best_text(self, order: Sequence[str]) -> WriteUp:
        """The text for a reader who reads the languages of `order`, best first."""
        return next((self.texts[language] for language in order if language in self.texts), self.original)

    def source_of(self, language: str) -> WriteUp:
        """The text from which this language's text was translated; itself for the original.

        While that one is a draft, the original stands for it.
        """
        translation = self.texts[language].front.value.translation
        return self.texts.get(translation.of, self.original) if translation else self.texts[language]


def fingerprint(text: WriteUp) -> str:
    """The digest of a text's meaning-bearing words, piece by piece: front matter, opening, parts.

    Groups of eight hexadecimal digits (BLAKE2b) joined by hyphens. White space, quotation style, key
    order and link addresses do not change it.
    """
    return "-".join(digest for digest, _ in pieces(text))


def changes_since(text: WriteUp, known: str) -> tuple[Change, ...]:
    """The pieces of a text whose digests an earlier fingerprint does not have."""
    before = known.split("-")
    after = pieces(text)
    changed = tuple(change for digest, change in after if digest not in before)
    if not changed and len(before) != len(after):
        return (_at_the_gap(before, after),)
    return changed


def _at_the_gap(before: Sequence[str], after: Sequence[tuple[str, Change]]) -> Change:
    """The piece behind which something was taken out, when nothing that is left has changed."""
    kept = list(takewhile(lambda pair: pair[0] == pair[1][0], zip(before, after, strict=False)))
    return kept[-1][1][1] if kept else after[-1][1]


def pieces(text: WriteUp) -> list[tuple[str, Change]]:
    """The pieces of a text in their order, each with its digest: front matter, opening, parts."""
    words = part_digest("\n".join(word for _, word in front_words(text.front.value)))
    return [(words, Change(Where.FRONT)), *map(_piece, text.document.parts)]


def front_words(front: FrontMatter) -> list[tuple[str, str]]:
    """The words of a front matter that count, each with its key; "" for an optional one that is not there."""
    short_title = front.short_title if isinstance(front, Initiative) else None
    words = [("title", front.title), ("short_title", short_title or ""), ("summary", front.summary or "")]
    words += [("image.alt", image.alt) for image in [front.image] if image]
    return words + [("downloads.title", download.title) for download in front.downloads]


def _piece(part: Part) -> tuple[str, Change]:
    where = Where.PART if part.id else Where.OPENING
    return part.digest, Change(where, part.id, part.title)


def path_beside(text: WriteUp, language: str) -> str:
    """Where the text of another language lies: `index.fr.md` beside `index.en.md`."""
    return f"{text.path.removesuffix(f'{text.language}.md')}{language}.md"


def pair(sources: Sources, drafts: bool = False) -> Checked[Mapping[Key, Entry]]:
    """The texts of each id brought together, and the agreement of their facts. Looks at front matters only."""
    findings = Findings()
    entries: dict[Key, Entry] = {}
    for key, group in groupby(sources.writeups, key=lambda text: (text.kind, text.id)):
        texts = {text.language: text for text in group}
        if key in sources.failed:
            continue
        original = findings.take(_original(texts))
        if original is None or (original.front.value.draft and not drafts):
            continue
        shown = {tag: text for tag, text in texts.items() if drafts or not text.front.value.draft}
        entries[key] = Entry(original.kind, original.id, original, shown)
        findings.found.extend(_facts_found(original, tuple(texts.values())))
    return Checked(entries, tuple(findings))


def _original(texts: Mapping[str, WriteUp]) -> Checked[WriteUp | None]:
    """The one text that is no translation; a family with none or several has no meaning yet."""
    findings = Findings()
    unclear = [text for text in texts.values() if "translation" in text.front.dropped]
    stated = [text for text in texts.values() if text not in unclear]
    originals = [text for text in stated if text.front.value.translation is None]
    for text in texts.values():
        findings.found.extend(_translation_found(text, texts))
    if not originals and not unclear and not findings.found:
        first = next(iter(texts.values()))
        findings.note(problems.NO_ORIGINAL, first.front.span("translation"), id=first.id)
    for other in originals[1:]:
        related = Related(originals[0].front.span("title"), Remark("the other one"))
        findings.note(
            problems.TWO_ORIGINALS,
            other.front.span("title"),
            related,
            language=other.language,
            other=originals[0].language,
            id=other.id,
        )
    return Checked(originals[0] if len(originals) == 1 and not findings.found else None, tuple(findings))


def _translation_found(text: WriteUp, texts: Mapping[str, WriteUp]) -> Findings:
    findings = Findings()
    translation = text.front.value.translation
    if translation is None:
        return findings
    if translation.of == text.language:
        findings.note(problems.TRANSLATION_OF_ITSELF, text.place("translation", "of"))
    elif translation.of not in texts:
        expected = path_beside(text, translation.of)
        place = text.place("translation", "of")
        findings.note(problems.ORPHAN_TRANSLATION, place, language=translation.of, id=text.id, expected=expected)
    elif text.language == min(_circle(text, texts), default="") and _have_an_original(texts):
        place = text.place("translation", "of")
        findings.note(problems.TRANSLATION_CIRCLE, place, language=text.language, of=translation.of)
    return findings


def _circle(text: WriteUp, texts: Mapping[str, WriteUp]) -> frozenset[str]:
    """The languages on the way from a text through those it was translated from, when that leads back to it."""
    passed: list[str] = []
    following: WriteUp | None = text
    while following and following.language not in passed:
        passed.append(following.language)
        translation = following.front.value.translation
        following = texts.get(translation.of) if translation else None
    return frozenset(passed) if following is text else frozenset()


def _have_an_original(texts: Mapping[str, WriteUp]) -> bool:
    return any(text.front.value.translation is None for text in texts.values())


def compare(entry: Entry, _shared: None = None) -> Checked[Standing]:
    """The states of an entry's texts. Depends on these texts alone."""
    findings = Findings()
    states: dict[str, State] = {}
    changes: dict[str, tuple[Change, ...]] = {}
    for language, text in entry.texts.items():
        changes[language] = findings.take(_changes(text, entry.texts))
        stale = State.STALE if changes[language] else State.CURRENT
        states[language] = State.ORIGINAL if language == entry.original.language else stale
    return Checked(Standing(states, changes), tuple(findings))


def _changes(text: WriteUp, texts: Mapping[str, WriteUp]) -> Checked[tuple[Change, ...]]:
    translation = text.front.value.translation
    source = texts.get(translation.of) if translation else None
    if translation is None or source is None or source.front.dropped & FINGERPRINTED:
        return Checked(())
    if translation.fingerprint is None:
        place = text.front.span("translation")
        return Checked((), (problems.NO_FINGERPRINT.at(place, path=text.path),))
    changed = changes_since(source, translation.fingerprint)
    if not changed:
        return Checked(())
    sections = listed(change.name for change in changed)
    place = text.front.span("translation", "fingerprint")
    related = Related(source.front.span("title"), Remark("the original"))
    found = problems.STALE_TRANSLATION.at(place, related, language=source.language, sections=sections, path=text.path)
    return Checked(changed, (found,))


def _facts_found(original: WriteUp, texts: Sequence[WriteUp]) -> Findings:
    """Facts are stated once: those that the kind requires, and none with two values."""
    findings = Findings()
    facts = original.front.value
    stated_somewhere = {key for text in texts for key in text.front.stated | text.front.dropped}
    for key in facts.REQUIRED_FACTS:
        if key not in stated_somewhere:
            findings.note(problems.MISSING_FACT, original.front.key_span("title"), key=key)
    for text in texts:
        stated = text.front.value
        repeated = text.front.stated - stated.WORDS - original.front.dropped
        for key in sorted(repeated if text is not original else ()):
            if getattr(stated, key) != getattr(facts, key):
                related = _in_original(original, key)
                findings.note(problems.FACTS_DISAGREE, text.front.key_span(key), related, key=key)
    return findings


def _in_original(original: WriteUp, key: str) -> Related:
    if key in original.front.stated:
        return Related(original.front.span(key), Remark("the original"))
    return Related(original.front.key_span("title"), Remark("the original, which does not state it"))
