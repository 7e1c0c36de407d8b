"""What lies where in content/: which file is a write-up, a catalogue, records, an attachment, or a mistake."""

import re
from collections.abc import Iterable
from collections.abc import Mapping as ReadOnly
from pathlib import PurePosixPath

from msgspec import Struct, field

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Related, Span
from sitegen.base.files import SourceFile
from sitegen.base.nearest import nearest
from sitegen.base.remarks import Remark
from sitegen.load.records import EVERY_ID, FILES, RecordKind
from sitegen.load.writeups import WriteUpFile
from sitegen.model.border import ID
from sitegen.model.writeups import Kind

CONTENT = "content"
CATALOGUES, RECORDS = "catalogues", "records"
CATALOGUE = "catalogue"
KINDS = {kind.folder: kind for kind in Kind}
FOLDERS = (*KINDS, CATALOGUES, RECORDS)
MARKDOWN, YAML = ".md", ".yaml"
TEXT_NAME = re.compile(r"(?P<stem>.+)\.(?P<language>[^.]+)\.md")

# What editors and operating systems leave behind: swap files, backups, thumbnails, lock files.
LITTER = re.compile(r"\..*|.*~|~\$.*|#.*#|.*\.(swp|swo|bak|orig|tmp|part)|thumbs\.db|desktop\.ini", re.IGNORECASE)


class Layout(Struct, frozen=True):
    """The files of content/ by what they are.

    `failed` are kind and id of what lies under a wrong name; an empty id means everything of that kind.
    """

    writeups: tuple[WriteUpFile, ...]
    catalogues: ReadOnly[str, SourceFile]
    records: ReadOnly[RecordKind, SourceFile]
    attachments: ReadOnly[str, SourceFile]
    failed: frozenset[tuple[str, str]]


class _Sorting(Struct):
    """A layout in the making."""

    languages: tuple[str, ...]
    findings: Findings = field(default_factory=Findings)
    writeups: dict[tuple[Kind, str, str], WriteUpFile] = field(default_factory=dict)
    catalogues: dict[str, SourceFile] = field(default_factory=dict)
    records: dict[RecordKind, SourceFile] = field(default_factory=dict)
    beside: list[tuple[str, SourceFile]] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)
    failed: set[tuple[str, str]] = field(default_factory=set)
    misnamed_folders: set[str] = field(default_factory=set)
    bad_ids: set[str] = field(default_factory=set)


def is_litter(path: str) -> bool:
    """Whether a path is, or lies in, what nobody wrote on purpose."""
    return any(LITTER.fullmatch(part) for part in path.split("/"))


def arrange(files: Iterable[SourceFile], languages: tuple[str, ...]) -> Checked[Layout]:
    """Every file of content/ by what its path says it is; the order of the files does not matter."""
    sorting = _Sorting(languages)
    for file in sorted(files):
        if file.path.startswith(f"{CONTENT}/") and not is_litter(file.path):
            _place(file, file.path.split("/")[1:], sorting)
    attachments = {file.path: file for folder, file in sorting.beside if folder in sorting.folders}
    for _, file in sorting.beside:
        if file.path not in attachments:
            _unexpected(file, sorting)
    writeups = tuple(sorting.writeups[key] for key in sorted(sorting.writeups))
    failed = frozenset(sorting.failed)
    layout = Layout(writeups, sorting.catalogues, sorting.records, attachments, failed)
    return Checked(layout, tuple(sorting.findings))


def _unexpected(file: SourceFile, sorting: _Sorting) -> None:
    sorting.findings.note(problems.UNEXPECTED_FILE, Span(file.path))


def _misnamed(path: str, meant: str, sorting: _Sorting, *failed: tuple[str, str]) -> None:
    """Names what would be read under another name. `failed` are kind and id of what it holds."""
    sorting.findings.note(problems.MISNAMED_FILE, Span(path), nearest=meant)
    sorting.failed.update(failed)


def _place(file: SourceFile, parts: list[str], sorting: _Sorting) -> None:
    folder, rest = parts[0], parts[1:]
    if folder in KINDS and rest:
        _place_in_kind(file, KINDS[folder], rest, sorting)
    elif folder == CATALOGUES and len(rest) == 1:
        _place_catalogue(file, rest[0], sorting)
    elif folder == RECORDS and len(rest) == 1:
        _place_records(file, rest[0], sorting)
    elif rest and folder not in FOLDERS and nearest(folder, FOLDERS):
        _name_folder(folder, nearest(folder, FOLDERS), sorting)
    else:
        _unexpected(file, sorting)


def _name_folder(folder: str, meant: str, sorting: _Sorting) -> None:
    """Names a folder that nearly has the name of one that is read; once, whatever it holds."""
    if folder not in sorting.misnamed_folders:
        sorting.misnamed_folders.add(folder)
        held = {CATALOGUES: (CATALOGUE,), RECORDS: tuple(RecordKind)}.get(meant) or (KINDS[meant],)
        _misnamed(f"{CONTENT}/{folder}", f"{CONTENT}/{meant}", sorting, *((kind, EVERY_ID) for kind in held))


def _place_in_kind(file: SourceFile, kind: Kind, rest: list[str], sorting: _Sorting) -> None:
    in_folder = len(rest) > 1
    named = TEXT_NAME.fullmatch(rest[-1])
    if in_folder and not (len(rest) == 2 and _looks_like_text(rest[-1])):
        sorting.beside.append((f"{kind.folder}/{rest[0]}", file))
    elif not _looks_like_text(rest[-1]):
        _unexpected(file, sorting)
    elif named is None or (in_folder and named["stem"] != "index"):
        meant = _text_path(file.path, rest[-1], in_folder, sorting)
        _misnamed(file.path, meant, sorting, (kind, rest[0].partition(".")[0]))
    else:
        id = rest[0] if in_folder else named["stem"]
        if in_folder:
            sorting.folders.add(f"{kind.folder}/{id}")
        _judge_id(id, file.path, sorting)
        _place_text(WriteUpFile(kind, id, named["language"], file), sorting)


def _looks_like_text(name: str) -> bool:
    return name.lower().endswith((MARKDOWN, ".markdown")) or name.lower().startswith("index.")


def _text_path(path: str, name: str, in_folder: bool, sorting: _Sorting) -> str:
    """The path that a text with a wrong name should probably have."""
    words = name.split(".")
    stem = "index" if in_folder else words[0]
    languages = [word for word in words[1:] if word in sorting.languages] or list(sorting.languages)
    return f"{PurePosixPath(path).parent}/{stem}.{languages[0]}{MARKDOWN}" if languages else ""


def _judge_id(id: str, path: str, sorting: _Sorting) -> None:
    if not ID.fullmatch(id) and id not in sorting.bad_ids:
        sorting.bad_ids.add(id)
        sorting.findings.note(problems.BAD_ID, Span(path), id=id)


def _place_text(source: WriteUpFile, sorting: _Sorting) -> None:
    path, language = source.file.path, source.language
    key = (source.kind, source.id, language)
    if language not in sorting.languages:
        near = nearest(language, sorting.languages)
        sorting.findings.note(problems.UNKNOWN_FILE_LANGUAGE, Span(path), language=language, nearest=near)
        sorting.failed.add((source.kind, source.id))
    elif key in sorting.writeups:
        first = Related(Span(sorting.writeups[key].file.path), Remark("the other file"))
        sorting.findings.note(problems.DUPLICATE_SOURCE, Span(path), first, id=source.id, language=language)
    else:
        sorting.writeups[key] = source


def _place_catalogue(file: SourceFile, name: str, sorting: _Sorting) -> None:
    id, dot, suffix = name.rpartition(".")
    if f"{dot}{suffix}" == YAML:
        _judge_id(id, file.path, sorting)
        sorting.catalogues[id] = file
    elif suffix.lower() in {"yml", "yaml", "md", "txt"}:
        _misnamed(file.path, f"{CONTENT}/{CATALOGUES}/{id}{YAML}", sorting, (CATALOGUE, id))
    else:
        _unexpected(file, sorting)


def _place_records(file: SourceFile, name: str, sorting: _Sorting) -> None:
    kinds = {own: kind for kind, own in FILES.items()}
    near = nearest(name, kinds)
    if name in kinds:
        sorting.records[kinds[name]] = file
    elif near:
        _misnamed(file.path, f"{CONTENT}/{RECORDS}/{near}", sorting, (kinds[near], EVERY_ID))
    else:
        _unexpected(file, sorting)
