"""sitegen status: which translations are there, which are behind and why, and accepting what was brought up to date."""

import os
import shutil
import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path, PurePath
from typing import Literal

import click
from msgspec.structs import replace

from sitegen.base.diagnostics import Diagnostic, Severity, by_place
from sitegen.base.files import SourceFile
from sitegen.base.nearest import nearest
from sitegen.base.remarks import Remark
from sitegen.disk.edit import path_in_project, replace_files
from sitegen.disk.history import LIMIT_VERSIONS, Version, versions
from sitegen.disk.tree import read_project
from sitegen.link.acceptance import accepted
from sitegen.link.revisions import Written, read_written, revisions, shows
from sitegen.link.site import Site
from sitegen.link.tasks import Task, tasks, text_at
from sitegen.link.translations import State, fingerprint
from sitegen.load.writeups import WriteUp
from sitegen.model.options import Options
from sitegen.model.writeups import Kind
from sitegen.pipeline import connect
from sitegen.session import LANG, ROOT, Outcome, Session, patience
from sitegen.tasklist import TaskList, render_json, render_markdown, render_table

Form = Literal["table", "json", "markdown"]

APART = ("locale/", "static/", "templates/")
COLUMNS = 100  # where there is no terminal to ask
HELP = f"""Show the state of all translations and what is to do, or accept some as up to date.

Of what is stale it shows the words that changed, where git has the version of the original that was translated
(among the last {LIMIT_VERSIONS} of its file).

Accepting writes the fingerprint of the original into the translation's front matter; the rest of the file stays
as it is, to the last byte. Of several files, all are accepted or none.

\b
sitegen status --language fr
sitegen status --format markdown
sitegen status --accept content/events/2020-07-response/index.fr.md
"""


def _kinds(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[Kind, ...]:
    """Kinds by their names or by those of their folders."""
    known = {name: kind for kind in Kind for name in (kind.value, kind.folder)}
    for value in values:
        if value not in known:
            raise click.BadParameter(_unknown("kind of write-up", value, [kind.value for kind in Kind]))
    return tuple(known[value] for value in values)


@click.command(help=HELP)
@ROOT
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "markdown"]),
    default="table",
    show_default=True,
    help="For the terminal, for programs, or for a pull request.",
)
@click.option("--language", "languages", multiple=True, metavar="TAG", help="Only this language. May be repeated.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    callback=_kinds,
    help="Only this kind of write-up, such as event. May be repeated.",
)
@click.option(
    "--strict",
    is_flag=True,
    help="End with exit code 1 when anything of what was asked for is stale or missing; a draft counts as missing.",
)
@click.option(
    "--accept",
    "accept",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="State that this translation is up to date with its original as it is now. May be repeated.",
)
@LANG
def status(
    root: Path,
    form: Form,
    languages: tuple[str, ...],
    kinds: tuple[Kind, ...],
    strict: bool,
    accept: tuple[Path, ...],
    language: str,
) -> Outcome | None:
    """See HELP."""
    if accept and (languages or kinds or strict or form != "table"):
        raise click.UsageError("--accept goes with --root only.")
    session = Session(root, Options(drafts=True), strict=False, format="text", quiet=False, language=language)
    with patience("Reading the project …", session.quiet):
        files = read_project(root)
        connected = connect(files.value, session.options)
    mistakes = _mistakes((*files.diagnostics, *connected.diagnostics))
    if connected.value is None or mistakes:
        return Outcome(session, files.value, mistakes, None, Remark("Mend these first."))
    if accept:
        _accept(connected.value, root, accept)
        return None
    asked = _asked(connected.value, languages, kinds)
    with patience("Looking into the history …", session.quiet):
        listed = _task_list(asked, connected.value, files.value, root)
    click.echo(_rendered(listed, form), nl=False)
    behind = strict and any(task.behind for task in asked)
    return Outcome(session, files.value, (), None, unfinished=behind)


def _mistakes(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The errors in what is translated. The theme and the interface words may wait: no task depends on them."""
    errors = (one for one in found if one.severity is Severity.ERROR)
    return by_place(one for one in errors if not f"{one.span.path}/".startswith(APART))


def _unknown(noun: str, value: str, known: Sequence[str]) -> str:
    near = nearest(value, known)
    return f"There is no {noun} {value!r} here. " + (f"Did you mean {near}?" if near else f"Known: {', '.join(known)}.")


def _asked(site: Site, languages: Sequence[str], kinds: Sequence[Kind]) -> tuple[Task, ...]:
    for language in languages:
        if language not in site.languages:
            raise click.BadParameter(_unknown("language", language, site.languages), param_hint="'--language'")
    return tuple(
        task
        for task in tasks(site)
        if task.language in (languages or site.languages) and task.kind in (kinds or tuple(Kind))
    )


def _task_list(asked: Sequence[Task], site: Site, files: Sequence[SourceFile], root: Path) -> TaskList:
    """The tasks with what changed in their sources, as far as git remembers."""
    contents = {file.path: file.content for file in files}
    sources: dict[str, WriteUp] = {}
    by_source: dict[str, list[Task]] = {}
    for task in asked:
        if task.state is State.STALE and task.source:
            sources[task.source.path] = task.source
            by_source.setdefault(task.source.path, []).append(task)
    found: dict[str, Task] = {}
    seen: dict[str, Version] = {}
    for path, stale in by_source.items():
        now = read_written(contents[path], sources[path], site.languages)
        past = _past(now, {task.fingerprint for task in stale}, root, site.languages) if now else {}
        for task in stale if now else ():
            version, then = past.get(task.fingerprint, (None, None))
            seen |= {task.path: version} if version else {}
            found[task.path] = replace(task, changes=revisions(then, now, task.fingerprint)) if now else task
    way = PurePath(os.path.relpath(root)).as_posix()
    languages = tuple(dict.fromkeys(task.language for task in asked))
    listed = tuple(found.get(task.path, task) for task in asked)
    return TaskList(listed, languages, seen, "" if way == "." else way)


def _past(
    now: Written, fingerprints: Collection[str], root: Path, languages: tuple[str, ...]
) -> dict[str, tuple[Version, Written]]:
    """By fingerprint, the newest version of a text that it was taken of.

    Where a fingerprint was taken of a text that was never committed, or mended by hand, the newest version that
    shows what is lost stands for it; where git has none, nothing does.
    """
    exact: dict[str, tuple[Version, Written]] = {}
    near: dict[str, tuple[Version, Written]] = {}
    for version in versions(root, now.text.path):
        written = read_written(version.content, now.text, languages)
        for known in fingerprints if written else ():
            if written and shows(written, now, known):
                near.setdefault(known, (version, written))
                if fingerprint(written.text) == known:
                    exact.setdefault(known, (version, written))
        if len(exact) == len(fingerprints):
            break
    return near | exact


def _rendered(listed: TaskList, form: Form) -> str:
    if form == "json":
        return render_json(listed)
    if form == "markdown":
        return render_markdown(replace(listed, root=""))
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size((COLUMNS, 24)).columns if terminal else COLUMNS
    return render_table(listed, width, terminal and not os.environ.get("NO_COLOR"))


def _accept(site: Site, root: Path, paths: Iterable[Path]) -> None:
    """Write the fingerprints into all of the files, or into none."""
    texts = {path: _translation_at(site, root, path) for path in paths}
    contents = {path: path.read_bytes() for path in texts}
    changed = {
        path: accepted(content.decode(), texts[path], site.entries[texts[path].kind, texts[path].id]).encode()
        for path, content in contents.items()
    }
    replace_files({path: content for path, content in changed.items() if content != contents[path]})
    for path in texts:
        click.echo(f"{path}: accepted" + (" already" if changed[path] == contents[path] else ""))


def _translation_at(site: Site, root: Path, path: Path) -> WriteUp:
    name = path_in_project(path, root)
    if not name:
        raise click.ClickException(f"{path} is not in the project {root.resolve()}.")
    text = text_at(site, name)
    if text is None:
        raise click.ClickException(f"{path} is not a write-up.")
    if text.front.value.translation is None:
        raise click.ClickException(f"{path} is an original; only translations are accepted.")
    return text
