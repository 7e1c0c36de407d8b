"""sitegen translate: begin a translation, as a new file beside the text that it is made from."""

import os
from collections.abc import Sequence
from pathlib import Path, PurePath

import click

from sitegen.base.diagnostics import Diagnostic, Severity, by_place
from sitegen.base.files import SourceFile
from sitegen.base.nearest import nearest
from sitegen.base.remarks import Remark
from sitegen.disk.edit import create_file, path_in_project
from sitegen.disk.tree import read_project
from sitegen.link.beginnings import begun
from sitegen.link.revisions import read_written
from sitegen.link.site import Site
from sitegen.link.tasks import text_at
from sitegen.link.translations import path_beside
from sitegen.load.writeups import WriteUp
from sitegen.model.options import Options
from sitegen.pipeline import connect
from sitegen.session import LANG, ROOT, Outcome, Session, patience


@click.command
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
@click.argument("into", metavar="LANGUAGE")
@ROOT
@LANG
def translate(file: Path, into: str, root: Path, language: str) -> Outcome | None:
    """Begin the translation of FILE into LANGUAGE, in a new file beside it.

    LANGUAGE is a language of the site, such as fr. FILE is an original or another translation. The new file holds its
    words for you to overwrite, and none of the facts, which stay in the original. It is a draft until you delete the
    line that says so. No file is ever overwritten.

    \b
    sitegen translate content/events/2020-07-response/index.ar.md fr
    """
    path = path_in_project(file, root)
    if not path:
        raise click.UsageError(f"{file} is not in the project {root.resolve()}.")
    session = Session(root, Options(drafts=True), strict=False, format="text", quiet=False, language=language)
    with patience("Reading the project …", session.quiet):
        files = read_project(root)
        connected = connect(files.value, session.options)
    site = connected.value
    text = text_at(site, path) if site else None
    broken = _mistakes((*files.diagnostics, *connected.diagnostics), path, whole=site is None)
    if site is None or broken:
        return Outcome(session, files.value, broken, None, Remark("Mend these first."))
    if text is None:
        raise click.UsageError(f"{file} is not a write-up: an event, project, publication, initiative or page.")
    _judge(site, text, into)
    target = root / path_beside(text, into)
    _write(target, _content(files.value, text, site, into))
    _say(target, text, root)
    return None


def _mistakes(found: Sequence[Diagnostic], path: str, whole: bool) -> tuple[Diagnostic, ...]:
    """The errors in one file, or in all of them when there is no site at all."""
    errors = (one for one in found if one.severity is Severity.ERROR)
    return by_place(one for one in errors if whole or one.span.path == path)


def _judge(site: Site, text: WriteUp, language: str) -> None:
    """Refuse a language that the site does not have, or in which the text is already."""
    if language not in site.languages:
        near = nearest(language, site.languages)
        advice = f"Did you mean {near}?" if near else f"It has {', '.join(site.languages)}; config.yaml lists them."
        raise click.UsageError(f"The site has no language {language!r}. {advice}")
    if language == text.language:
        raise click.UsageError(f"{text.path} is in {language!r} itself.")
    own = (other for other in site.sources.writeups if (other.kind, other.id) == (text.kind, text.id))
    there = next((other for other in own if other.language == language), None)
    if there:
        raise click.UsageError(f"{there.path} is there already.")


def _content(files: Sequence[SourceFile], text: WriteUp, site: Site, language: str) -> bytes:
    content = next(file.content for file in files if file.path == text.path)
    written = read_written(content, text, site.languages)
    if written is None:  # it was read without errors a moment ago
        raise AssertionError(text.path)
    return begun(written, language).encode()


def _write(target: Path, content: bytes) -> None:
    try:
        create_file(target, content)
    except FileExistsError:
        raise click.UsageError(f"{target} is there already.") from None


def _say(target: Path, text: WriteUp, root: Path) -> None:
    way = PurePath(os.path.relpath(root)).as_posix()
    check = "sitegen check" if way == "." else f"sitegen check --root {way}"
    click.echo(f"{target}: written, with the words of {text.path}")
    click.echo(f"Translate it, delete the line draft: true, then run: {check}")
