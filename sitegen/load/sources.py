"""load(): the files of a project -> Sources, every file judged by itself."""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from msgspec import Struct, field

from sitegen.base.diagnostics import Checked, Diagnostic, Findings, by_place
from sitegen.base.digests import Each, each_in_turn
from sitegen.base.files import SourceFile
from sitegen.load.bodies import Body, parse_body
from sitegen.load.catalogue import LoadedCatalogue, OpenedCatalogue, open_catalogue
from sitegen.load.config import languages_despite_mistakes, load_config
from sitegen.load.document import Document
from sitegen.load.layout import CATALOGUE, Layout, arrange
from sitegen.load.located import Located
from sitegen.load.messages import Messages, load_messages, own_wordings
from sitegen.load.records import EVERY_ID, RecordKind, Records, load_records
from sitegen.load.theme import Theme, load_theme
from sitegen.load.writeups import Text, TextKey, WriteUp, WriteUpFile, read_text
from sitegen.model.configuration import Config
from sitegen.model.writeups import Kind


class Sources(Struct, frozen=True):
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


class Plan(Struct, frozen=True):
    """The languages of a project, and what each file of content/ is, by path. Without languages nothing can be read."""

    languages: tuple[str, ...] = ()
    writeups: tuple[tuple[Kind, str, str, str], ...] = ()
    catalogues: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[RecordKind, str] = field(default_factory=dict)
    attachments: tuple[str, ...] = ()
    failed: frozenset[tuple[str, str]] = frozenset()


class Survey(Struct, frozen=True):
    """The files of a project by path, sorted, the plan of them, and what each write-up's file says."""

    files: Mapping[str, SourceFile]
    plan: Plan
    texts: Mapping[TextKey, Text]

    @property
    def writeups(self) -> tuple[WriteUp, ...]:
        """The write-ups that could be read."""
        sources = (WriteUpFile(kind, id, tag, self.files[path]) for kind, id, tag, path in self.plan.writeups)
        texts = ((source, self.texts[source.key]) for source in sources)
        return tuple(WriteUp(source, text) for source, text in texts if text.front and text.document)

    @property
    def attachments(self) -> dict[str, SourceFile]:
        return {path: self.files[path] for path in self.plan.attachments}


def load(files: Sequence[SourceFile], each: Each = each_in_turn) -> Checked[Sources | None]:
    """The sources of a project, with every mistake of every file. None only without a usable config.yaml."""
    findings = Findings()
    survey = findings.take(look_over(files, each))
    return Checked(findings.take(load_rest(survey, each)), by_place(findings))


def look_over(files: Sequence[SourceFile], each: Each = each_in_turn) -> Checked[Survey]:
    """What lies where, and all write-ups read: the slow part, and the part that `each` may remember and spread."""
    findings = Findings()
    plan = findings.take(each(_plan, [files], None, _everything_in_a_plan)[0])
    by_path = {file.path: file for file in sorted(files, key=attrgetter("path"))}
    sources = [WriteUpFile(kind, id, tag, by_path[path]) for kind, id, tag, path in plan.writeups]
    languages = "/".join(plan.languages)
    read = each(
        read_text,
        sources,
        plan.languages,
        lambda one: (one.kind, one.id, one.language, one.file.path, one.file.digest, languages),
    )
    texts = dict(zip((source.key for source in sources), findings.take_each(read), strict=True))
    return Checked(Survey(by_path, plan, texts), tuple(findings))


def load_rest(survey: Survey, each: Each = each_in_turn) -> Checked[Sources | None]:
    """The sources, once the write-ups are read. None only without a usable config.yaml."""
    findings = Findings()
    files, plan = tuple(survey.files.values()), survey.plan
    config = findings.take(load_config(files))
    if not plan.languages:
        return Checked(None, tuple(findings))
    records = findings.take(load_records({kind: survey.files[path] for kind, path in plan.records.items()}))
    catalogues = [
        findings.take(open_catalogue(id, survey.files[path], plan.languages))
        for id, path in sorted(plan.catalogues.items())
    ]
    documents = findings.take(_parse_bodies(catalogues, plan.languages, each))
    theme = findings.take(load_theme(files, each))
    own = own_wordings(config.value.features if config else ())
    messages = findings.take(load_messages(files, plan.languages, (*theme.wordings, *own)))
    if config is None:
        return Checked(None, tuple(findings))
    sources = Sources(
        config=config,
        writeups=survey.writeups,
        catalogues={c.id: LoadedCatalogue(c.id, c.catalogue, _texts(c, documents)) for c in catalogues if c.catalogue},
        records=records,
        messages=messages,
        theme=theme,
        files=survey.attachments,
        failed=plan.failed | records.failed | _failed(survey.texts, catalogues),
    )
    return Checked(sources, tuple(findings))


def _plan(files: Sequence[SourceFile], _shared: None) -> Checked[Plan]:
    config = load_config(files).value
    languages = tuple(config.value.languages) if config else languages_despite_mistakes(files)
    if not languages:
        return Checked(Plan())
    layout = arrange(files, languages)
    return Checked(_planned(layout.value, languages), layout.diagnostics)


def _planned(layout: Layout, languages: tuple[str, ...]) -> Plan:
    return Plan(
        languages,
        tuple((one.kind, one.id, one.language, one.file.path) for one in layout.writeups),
        {id: file.path for id, file in layout.catalogues.items()},
        {kind: file.path for kind, file in layout.records.items()},
        tuple(layout.attachments),
        layout.failed,
    )


def _everything_in_a_plan(files: Sequence[SourceFile]) -> Iterable[str]:
    """Which files there are, and what config.yaml says."""
    settings = next((file.digest for file in files if file.path == "config.yaml"), "")
    return (settings, *(file.path for file in files))


def _parse_bodies(
    catalogues: Iterable[OpenedCatalogue], languages: tuple[str, ...], each: Each
) -> Checked[dict[Body, Document]]:
    """The texts of all practices."""
    bodies = [body for catalogue in catalogues for _, body in catalogue.bodies]
    parsed = each(parse_body, bodies, languages, lambda body: (*body.words, *languages))
    documents = {body: result.value for body, result in zip(bodies, parsed, strict=True)}
    diagnostics: tuple[Diagnostic, ...] = tuple(found for result in parsed for found in result.diagnostics)
    return Checked(documents, diagnostics)


def _texts(catalogue: OpenedCatalogue, documents: Mapping[Body, Document]) -> dict[tuple[int, str], Document]:
    return {key: documents[body] for key, body in catalogue.bodies}


def _failed(texts: Mapping[TextKey, Text], catalogues: Iterable[OpenedCatalogue]) -> frozenset[tuple[str, str]]:
    unread = {(str(kind), id) for (kind, id, _), text in texts.items() if text.front is None or text.document is None}
    return frozenset(unread | {(CATALOGUE, catalogue.id) for catalogue in catalogues if catalogue.catalogue is None})
