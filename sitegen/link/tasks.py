"""Tasks: what a translator finds in each language, and what is to do about it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from sitegen.link.revisions import Revision
from sitegen.link.site import Site
from sitegen.link.translations import Entry, State, path_beside
from sitegen.load.writeups import WriteUp
from sitegen.model.writeups import Kind

DRAFTS = "drafts"


class Work(StrEnum):
    """What a translator does, most urgent first."""

    STALE = "stale"
    NOT_ACCEPTED = "not accepted yet"
    DRAFT = "draft"
    MISSING = "missing"


class Task(Struct, frozen=True):
    """One write-up in one language of the site, and what is to do there.

    state      original, current, stale or missing
    path       its file; for a missing text the one to make
    source     the text that it is, or will be, made from; None for an original
    title      of that text, or its own when it is an original
    fingerprint   of the source as the translator saw it; "" when nobody knows how that was
    changes    the pieces of the source that changed since, when it is stale
    draft      whether it is kept off the site
    waiting    whether the whole write-up is a draft, so that nobody misses its translations yet
    """

    kind: Kind
    id: str
    language: str
    state: State
    path: str
    source: WriteUp | None
    title: str
    fingerprint: str = ""
    changes: tuple[Revision, ...] = ()
    draft: bool = False
    waiting: bool = False

    @property
    def accepted(self) -> bool:
        """Whether it is known which state of its source a text translates, if it translates any."""
        return self.source is None or self.state is State.MISSING or bool(self.fingerprint)

    @property
    def work(self) -> Work | None:
        """What is to do; nothing for a finished text."""
        if self.draft:
            return None if self.source is None else Work.DRAFT
        if self.state is State.STALE:
            return Work.STALE
        if self.state is State.MISSING:
            return Work.MISSING
        return None if self.accepted else Work.NOT_ACCEPTED

    @property
    def behind(self) -> bool:
        """Whether readers of the language lack something: a text that is stale, missing or not finished."""
        return not self.waiting and self.work in {Work.STALE, Work.MISSING, Work.DRAFT}


def tasks(site: Site) -> tuple[Task, ...]:
    """All write-ups in all languages, by language, kind and id. The site was made with its drafts."""
    entries = sorted(site.entries.values(), key=lambda entry: entry.key)
    return tuple(found for language in site.languages for entry in entries for found in _task(entry, language))


def text_at(site: Site, path: str) -> WriteUp | None:
    """The write-up whose file is at a path of the project."""
    return next((text for text in site.sources.writeups if text.path == path), None)


def counts(found: Iterable[Task]) -> Mapping[tuple[str, Kind], Counter[str]]:
    """How many texts each language has of each kind in each state; drafts are counted apart, under `drafts`."""
    counted: dict[tuple[str, Kind], Counter[str]] = {}
    for task in found:
        counter = counted.setdefault((task.language, task.kind), Counter())
        counter[DRAFTS if task.draft else task.state.value] += 1
    return counted


def _task(entry: Entry, language: str) -> Iterator[Task]:
    """The task of one language; none where nobody can translate yet because the original is a draft."""
    text = entry.texts.get(language)
    waiting = entry.facts.draft
    if text is None:
        path, title = path_beside(entry.original, language), entry.facts.title
        if not waiting:
            yield Task(entry.kind, entry.id, language, State.MISSING, path, entry.original, title)
        return
    translation = text.front.value.translation
    source = entry.source_of(language) if translation else None
    yield Task(
        entry.kind,
        entry.id,
        language,
        entry.states[language],
        text.path,
        source,
        (source or text).front.value.title,
        (translation.fingerprint or "") if translation else "",
        tuple(Revision(change) for change in entry.changes[language]),
        draft=text.front.value.draft or waiting,
        waiting=waiting,
    )
