"""load(): the files of a project -> Sources, every file judged by itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitegen.base.diagnostics import Checked, Diagnostic, Findings, by_place
from sitegen.base.digests import Each, each_in_turn
from sitegen.base.files import SourceFile
from sitegen.load.bodies import Body, parse_body
from sitegen.load.catalogue import LoadedCatalogue, OpenedCatalogue, open_catalogue
from sitegen.load.config import languages_despite_mistakes, load_config
from sitegen.load.document import Document
from sitegen.load.layout import CATALOGUE, arrange
from sitegen.load.located import Located
from sitegen.load.messages import OWN_WORDINGS, Messages, load_messages
from sitegen.load.records import EVERY_ID, Records, load_records
from sitegen.load.theme import Theme, load_theme
from sitegen.load.writeups import Opened, WriteUp, open_writeup
from sitegen.model.configuration import Config


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that editors and designers wrote, typed, each file judged by itself.

    writeups     sorted by kind, id and language
    catalogues   by id
    messages     the interface words by language
    files        what lies beside write-ups (photos, downloads), by path
    failed       kind and id of what exists but could not be loaded (for a write-up: at least one of its texts), so
                 that nobody reports links to it as broken; an empty id means everything of that kind
    """

    config: Located[Config]
    writeups: tuple[WriteUp, ...]
    catalogues: Mapping[str, LoadedCatalogue]
    records: Records
    messages: Mapping[str, Messages]
    theme: Theme
    files: Mapping[str, SourceFile]
    failed: frozenset[tuple[str, str]]

    def has_failed(self, kind: str, id: str) -> bool:
        """Whether something exists but could not be loaded, which a diagnostic has said already."""
        return (kind, id) in self.failed or (kind, EVERY_ID) in self.failed


def load(files: Sequence[SourceFile], each: Each = each_in_turn) -> Checked[Sources | None]:
    """The sources of a project, with every mistake of every file. None only without a usable config.yaml."""
    findings = Findings()
    config = findings.take(load_config(files))
    languages = tuple(config.value.languages) if config else languages_despite_mistakes(files)
    if not languages:
        return Checked(None, by_place(findings))
    layout = findings.take(arrange(files, languages))
    records = findings.take(load_records(layout.records))
    opened = [findings.take(open_writeup(source)) for source in layout.writeups]
    catalogues = [findings.take(open_catalogue(id, file, languages)) for id, file in sorted(layout.catalogues.items())]
    documents = findings.take(_parse_bodies(opened, catalogues, languages, each))
    theme = findings.take(load_theme(files, each))
    messages = findings.take(load_messages(files, languages, (*theme.wordings, *OWN_WORDINGS)))
    if config is None:
        return Checked(None, by_place(findings))
    finished = tuple(writeup for text in opened if (writeup := _finish(text, documents)))
    sources = Sources(
        config=config,
        writeups=finished,
        catalogues={c.id: LoadedCatalogue(c.id, c.catalogue, _texts(c, documents)) for c in catalogues if c.catalogue},
        records=records,
        messages=messages,
        theme=theme,
        files=layout.attachments,
        failed=layout.failed | records.failed | _failed(opened, catalogues),
    )
    return Checked(sources, by_place(findings))


def _parse_bodies(
    opened: Iterable[Opened],
    catalogues: Iterable[OpenedCatalogue],
    languages: tuple[str, ...],
    each: Each,
) -> Checked[dict[Body, Document]]:
    """All Markdown of the project: the slow part, and the part that `each` may remember and spread."""
    bodies = [text.body for text in opened if text.body]
    bodies += [body for catalogue in catalogues for _, body in catalogue.bodies]
    parsed = each(parse_body, bodies, languages)
    documents = {body: result.value for body, result in zip(bodies, parsed, strict=True)}
    diagnostics: tuple[Diagnostic, ...] = tuple(found for result in parsed for found in result.diagnostics)
    return Checked(documents, diagnostics)


def _finish(text: Opened, documents: Mapping[Body, Document]) -> WriteUp | None:
    return text.with_document(documents[text.body]) if text.body else None


def _texts(catalogue: OpenedCatalogue, documents: Mapping[Body, Document]) -> dict[tuple[int, str], Document]:
    return {key: documents[body] for key, body in catalogue.bodies}


def _failed(opened: Iterable[Opened], catalogues: Iterable[OpenedCatalogue]) -> frozenset[tuple[str, str]]:
    texts = {(str(text.source.kind), text.source.id) for text in opened if text.front is None}
    return frozenset(texts | {(CATALOGUE, catalogue.id) for catalogue in catalogues if catalogue.catalogue is None})
