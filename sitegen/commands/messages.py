"""sitegen messages: the interface words of every language, in step with the words that are shown."""

import errno
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from msgspec import Struct

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic, Findings, Span, by_place, has_errors
from sitegen.base.files import SourceFile
from sitegen.base.nearest import nearest
from sitegen.base.remarks import SOURCE_LANGUAGE, Remark
from sitegen.disk.edit import create_file, replace_files
from sitegen.disk.tree import CONFIG, read_project
from sitegen.load.config import load_config
from sitegen.load.messages import (
    FOLDER,
    PATH,
    Wording,
    is_english,
    load_messages,
    messages_path,
    own_wordings,
    words_path,
)
from sitegen.load.theme import TEMPLATES, load_theme
from sitegen.load.upkeep import Kept, kept
from sitegen.model.languages import Language, parse_language
from sitegen.session import Outcome, Session, patience, with_project

CATALOGUE = re.compile(PATH.format("([^/]+)"))
COLUMNS = ("messages", "translated", "to translate", "fuzzy", "obsolete")
OWNER_WRITES = 0o200


class Catalogue(Struct, frozen=True):
    """The file of a language: as it is, if there is one, and as it shall be, unless it cannot be read."""

    language: str
    path: str
    file: SourceFile | None
    kept: Kept | None

    @property
    def changes(self) -> bool:
        return self.kept is not None and (self.file is None or self.file.content != self.kept.content)


class Shown(Struct, frozen=True):
    """The words in use, and the languages of config.yaml."""

    wordings: tuple[Wording, ...]
    languages: tuple[str, ...]


def _tag(value: str) -> str:
    """The BCP 47 tag of a language that CLDR knows, written as config.yaml wants it."""
    language = parse_language(value.replace("_", "-"))
    same_language = language is not None and language.primary == re.split("[-_]", value.lower())[0]
    if language is None or not same_language or not re.fullmatch(r"[a-z]{2,3}(-.+)?", language.tag):
        codes = {name.casefold(): code for code, name in Language(SOURCE_LANGUAGE).locale.languages.items()}
        near = codes.get(nearest(value, codes), "").replace("_", "-")
        meant = f"Did you mean {near}?" if near else "Write a tag like fr, pt-BR or sr-Latn."
        raise click.BadParameter(f"{value!r} is not the BCP 47 tag of a language that CLDR knows. {meant}")
    if language.tag != value and language.tag.lower() == value.replace("_", "-").lower():
        raise click.BadParameter(f"{value!r} is not written as BCP 47 has it. Did you mean {language.tag}?")
    return language.tag


def _tags(_context: click.Context, _argument: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_tag, values)))


@click.command
@with_project
@click.argument("languages", nargs=-1, metavar="[LANGUAGE]...", callback=_tags)
@click.option("--check", is_flag=True, help="Write nothing. The exit code is 1 when a file would change.")
def messages(session: Session, languages: tuple[str, ...], check: bool) -> Outcome:
    """Bring the interface words of all languages up to date, and judge their translations.

    Reads the words that the templates show, and those that sitegen itself shows, and writes them into
    locale/<language>/LC_MESSAGES/site.po: for each language of config.yaml, for each that has such a file already,
    and for each LANGUAGE (a BCP 47 tag), which is how a new translation begins.

    New words wait empty, or with the translation of a similar word, marked fuzzy: check it, then delete "#, fuzzy".
    Words that are gone are kept at the end of the file, after "#~", and return from there. Your comments stay, and
    so does a file whose words have not changed, to the last byte. A file with a mistake in its syntax is left alone.

    \b
    sitegen messages                     after words in templates have changed
    sitegen messages de sr-Latn          begin translations into German and Serbian in Latin script
    sitegen messages --check             in a pull request: is anything out of date, missing or wrong?
    """
    read = read_project(session.root)
    shown = _shown(read)
    if has_errors(shown.diagnostics):
        return Outcome(session, read.value, shown.diagnostics, None, Remark("Nothing was written."))
    with patience("Comparing words …", session.quiet):
        catalogues = _catalogues(read, shown.value, languages)
    files = read.value if check else _write(session.root, catalogues, read.value)
    found = by_place((*shown.diagnostics, *_judged(read, files, shown.value, catalogues)))
    outdated = [one for one in catalogues if check and one.changes]
    for one in outdated:
        click.echo(f"{session.root / one.path}: {_advice(one, shown.value)}", err=True)
    lines = [*([] if check else _done(catalogues)), *_table(catalogues)]
    return Outcome(session, files, found, None, "\n".join(["", *lines] if found else lines), bool(outdated))


def _shown(read: Checked[tuple[SourceFile, ...]]) -> Checked[Shown]:
    """The words in use, and what is wrong where they come from: a word in a template that cannot be read would look
    as if it were gone."""
    findings = Findings([found for found in read.diagnostics if _is_read_for_words(found.span.path)])
    config = findings.take(load_config(read.value))
    theme = findings.take(load_theme(file for file in read.value if file.path.startswith(TEMPLATES)))
    configured = tuple(config.value.languages) if config else ()
    findings.found.extend(_misnamed(_folders(file.path for file in read.value)))
    own = own_wordings(config.value.features if config else ())
    return Checked(Shown((*theme.wordings, *own), configured), by_place(findings))


def _misnamed(folders: Iterable[str]) -> Iterable[Diagnostic]:
    """Catalogues whose folders nobody looks into: `pt-BR` or `FR`, where gettext has `pt_BR` and `fr`."""
    for folder in folders:
        path, meant = PATH.format(folder), messages_path(_tag_of(folder))
        if parse_language(folder.replace("_", "-")) and meant != path:
            yield problems.MISNAMED_FILE.at(Span(path), nearest=meant)


def _tag_of(folder: str) -> str:
    """The language that a folder is named for, its tag in the cases that BCP 47 has."""
    given = folder.replace("_", "-")
    language = parse_language(given)
    return language.tag if language and language.tag.lower() == given.lower() else given


def _is_read_for_words(path: str) -> bool:
    return path in {CONFIG, FOLDER} or f"{path}/".startswith(TEMPLATES)


def _catalogues(read: Checked[tuple[SourceFile, ...]], shown: Shown, asked: Iterable[str]) -> tuple[Catalogue, ...]:
    """The catalogues that are there, and those that are wanted. English needs none, but may have one."""
    files = {file.path: file for file in read.value}
    unreadable = tuple(found.span.path for found in read.diagnostics)
    own = [one for one in shown.languages if words_path(one, files) == messages_path(one)]
    configured = [one for one in own if not is_english(one) or messages_path(one) in files]
    present = [folder.replace("_", "-") for folder in _folders(files)]
    return tuple(
        _catalogue(language, files.get(messages_path(language)), shown.wordings)
        for language in dict.fromkeys([*configured, *asked, *filter(parse_language, present)])
        if not _lies_in(messages_path(language), unreadable)
    )


def _folders(paths: Iterable[str]) -> list[str]:
    """The folders in locale/ that have a catalogue."""
    return [name[1] for path in paths if (name := CATALOGUE.fullmatch(path))]


def _lies_in(path: str, places: Iterable[str]) -> bool:
    return any(f"{path}/".startswith(f"{place}/") for place in places)


def _catalogue(language: str, file: SourceFile | None, wordings: Sequence[Wording]) -> Catalogue:
    path = messages_path(language)
    return Catalogue(language, path, file, kept(file or SourceFile(path, b""), language, wordings))


def _write(root: Path, catalogues: Iterable[Catalogue], files: Sequence[SourceFile]) -> tuple[SourceFile, ...]:
    """Write what changes, and give all files as they then are. Nothing is written when one must not be."""
    changed = {one.path: one.kept.content for one in catalogues if one.kept and one.changes}
    present = {file.path for file in files}
    for path in sorted(changed.keys() & present):
        if not (root / path).stat().st_mode & OWNER_WRITES:
            raise PermissionError(errno.EACCES, Remark("it is marked read-only"), str(root / path))
    replace_files({root / path: changed[path] for path in changed.keys() & present})
    for path in sorted(changed.keys() - present):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        create_file(root / path, changed[path])
    others = [file for file in files if file.path not in changed]
    return (*others, *(SourceFile(path, content) for path, content in changed.items()))


def _judged(
    read: Checked[tuple[SourceFile, ...]],
    files: Sequence[SourceFile],
    shown: Shown,
    catalogues: Iterable[Catalogue],
) -> Iterable[Diagnostic]:
    """What is wrong with the files in locale/; of one that has just begun, everybody knows that it is empty."""
    yield from (found for found in read.diagnostics if found.span.path.startswith(f"{FOLDER}/"))
    for folder in _folders(file.path for file in files):
        if not parse_language(folder.replace("_", "-")):
            yield problems.NOT_A_LANGUAGE.at(Span(PATH.format(folder)), value=folder)
    there = {file.path for file in files}
    wanted = {one.language for one in catalogues if one.path not in there and one.language in shown.languages}
    languages = tuple(one.language for one in catalogues if one.file or one.language in wanted)
    yield from load_messages(files, languages, shown.wordings).diagnostics


def _advice(catalogue: Catalogue, shown: Shown) -> str:
    if catalogue.file:
        return "out of date; run: sitegen messages"
    known = catalogue.language in shown.languages
    return f"missing; run: sitegen messages{'' if known else f' {catalogue.language}'}"


def _done(catalogues: Iterable[Catalogue]) -> list[str]:
    """What was written, one file a line, and an empty line."""
    done = [f"{one.path}: {'updated' if one.file else 'begun'}" for one in catalogues if one.changes]
    return [*done, ""] if done else []


def _table(catalogues: Sequence[Catalogue]) -> list[str]:
    """How far each translation is."""
    width = max((len(one.language) for one in catalogues), default=0)
    lines = ["  ".join([" " * width, *COLUMNS])]
    for one in catalogues:
        counts = _counts(one.kept) if one.kept else ["cannot be read; left as it is"]
        lines.append("  ".join([f"{one.language:<{width}}", *counts]))
    return lines


def _counts(kept: Kept) -> list[str]:
    numbers = (kept.messages, kept.translated, kept.untranslated, kept.fuzzy, kept.obsolete)
    return [f"{number:>{len(name)}}" for number, name in zip(numbers, COLUMNS, strict=True)]
