"""content/records/*.yaml -> organisations, people, places and the glossary."""

from collections.abc import Mapping as ReadOnly
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct, field

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Span, has_errors
from sitegen.base.files import SourceFile
from sitegen.load.decode import decode
from sitegen.load.foreign_marks import judge_words
from sitegen.load.located import Located, Mapping
from sitegen.load.text import decode_text
from sitegen.load.yaml import parse_yaml
from sitegen.model.border import ID, Declared
from sitegen.model.records import Organisation, Person, Place, Term

Record = TypeVar("Record", bound=Declared)

EVERY_ID = ""


class RecordKind(StrEnum):
    """The kinds of record, by the word that links and diagnostics use."""

    ORGANISATION = "organisation"
    PERSON = "person"
    PLACE = "place"
    TERM = "term"

    @property
    def file(self) -> str:
        """The name of the file in content/records/ that holds them."""
        return FILES[self]


FILES = {
    RecordKind.ORGANISATION: "organisations.yaml",
    RecordKind.PERSON: "people.yaml",
    RecordKind.PLACE: "places.yaml",
    RecordKind.TERM: "glossary.yaml",
}


class Records(Struct, frozen=True):
    """Everything that write-ups refer to by id, and that has no page text of its own."""

    organisations: ReadOnly[str, Located[Organisation]] = field(default_factory=dict)
    people: ReadOnly[str, Located[Person]] = field(default_factory=dict)
    places: ReadOnly[str, Located[Place]] = field(default_factory=dict)
    glossary: ReadOnly[str, Located[Term]] = field(default_factory=dict)
    failed: frozenset[tuple[str, str]] = frozenset()


def load_records(files: ReadOnly[RecordKind, SourceFile]) -> Checked[Records]:
    """The records of all files. A kind without a file has no records.

    `failed` are kind and id of what stands there but has mistakes; an empty id means the whole kind.
    """
    findings = Findings()
    failed: set[tuple[str, str]] = set()

    def records(kind: RecordKind, model: type[Record]) -> dict[str, Located[Record]]:
        return _load_kind(kind, model, files.get(kind), findings, failed)

    organisations = records(RecordKind.ORGANISATION, Organisation)
    people = records(RecordKind.PERSON, Person)
    places = records(RecordKind.PLACE, Place)
    glossary = records(RecordKind.TERM, Term)
    return Checked(Records(organisations, people, places, glossary, frozenset(failed)), tuple(findings))


def _load_kind(
    kind: RecordKind,
    model: type[Record],
    file: SourceFile | None,
    findings: Findings,
    failed: set[tuple[str, str]],
) -> dict[str, Located[Record]]:
    if file is None:
        return {}
    root = findings.take(_read(file))
    if root is None:
        failed.add((kind, EVERY_ID))
        return {}
    failed.update((kind, id) for id in root.broken)
    loaded: dict[str, Located[Record]] = {}
    for key, node in root.entries:
        is_id = ID.fullmatch(key.text)
        if not is_id:
            findings.note(problems.NOT_AN_ID, key.span, value=key.text)
        record = findings.take(decode(model, node)) if is_id or isinstance(node, Mapping) else None
        if record:
            loaded[key.text] = record
        else:
            failed.add((kind, key.text))
    return loaded


def _read(file: SourceFile) -> Checked[Mapping | None]:
    """The mapping by id that a file of records is; an empty file is an empty mapping."""
    findings = Findings()
    text = findings.take(decode_text(file))
    node = None if text is None else findings.take(parse_yaml(text, file.path))
    findings.found.extend(judge_words(node, text or ""))
    if isinstance(node, Mapping):
        return Checked(node, tuple(findings))
    if node is not None:
        findings.note(problems.NOT_A_MAPPING, node.span, example="some-id: {name: …}")
    empty = text is not None and node is None and not has_errors(findings)
    return Checked(Mapping((), Span(file.path)) if empty else None, tuple(findings))
