"""One run over one project: what was asked on the command line, and what came of it."""

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Concatenate, Literal, ParamSpec, TypeVar

import click
from rich.console import Console

from sitegen.base.diagnostics import Diagnostic, Severity, by_place
from sitegen.base.files import Artifact, SourceFile
from sitegen.disk.processes import each_on_all_processors
from sitegen.disk.tree import read_project
from sitegen.load.messages import SOURCE_LANGUAGE
from sitegen.load.report_words import LANGUAGES
from sitegen.model.configuration import BASE
from sitegen.pipeline import Options, build

Rest = ParamSpec("Rest")
Result = TypeVar("Result")
Format = Literal["text", "json", "github"]
Decorator = Callable[[Callable[..., Result]], Callable[..., Result]]

PATIENCE = 1.0  # seconds without a word before a spinner appears


@dataclass(frozen=True, slots=True)
class Session:
    """What one run was asked.

    root      the project's folder
    options   choices about the site itself
    strict    whether a warning counts as an error
    format    how findings are written
    quiet     whether to say nothing but what was found
    language  in which language to say it
    """

    root: Path
    options: Options
    strict: bool
    format: Format
    quiet: bool
    language: str = SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run: the files it read, what was found, the site if there is one, and a last line to say.

    unfinished   whether something is left to do that is no diagnostic, and that the command has told
    """

    session: Session
    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    artifacts: tuple[Artifact, ...] | None
    closing: str = ""  # a Remark, where it can be said in other languages
    unfinished: bool = False

    @property
    def counting(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that forbid publication: errors, and in a strict session all."""
        return tuple(found for found in self.diagnostics if self.session.strict or found.severity is Severity.ERROR)


def examine(session: Session) -> Outcome:
    """Read the project and take it through the whole flow, up to the artifacts. Writes nothing."""
    with patience("Reading the project …", session.quiet):
        read = read_project(session.root)
    with patience("Making the site …", session.quiet):
        made = build(read.value, session.options, each_on_all_processors)
    return Outcome(session, read.value, by_place((*read.diagnostics, *made.diagnostics)), made.value)


@contextmanager
def patience(words: str, quiet: bool) -> Iterator[None]:
    """Show a spinner on the terminal once the work inside takes longer than a second."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield
        return
    status = console.status(words)
    timer = threading.Timer(PATIENCE, status.start)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()


def _address(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    if not re.fullmatch(BASE, value):
        raise click.BadParameter(f"{value!r} is not an address like https://www.example.org/.")
    return value.rstrip("/") + "/"


FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
ROOT = click.option("--root", type=FOLDER, default=".", metavar="DIR", help="The project's folder. [default: here]")
SITE_OPTIONS = (
    click.option(
        "--base-url", metavar="URL", callback=_address, help="Use this address instead of the configured one."
    ),
    click.option("--drafts", is_flag=True, help="Include write-ups marked draft: true."),
)
LANG = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default=SOURCE_LANGUAGE,
    envvar="SITEGEN_LANG",
    show_default=True,
    show_envvar=True,
    help="The language of what is said about mistakes. Codes stay as they are.",
)
REPORT_OPTIONS = (
    click.option("--strict", is_flag=True, help="Let warnings count as errors."),
    click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        show_default=True,
        help="How findings are written: for people, for programs, or as annotations of GitHub Actions.",
    ),
    click.option("--quiet", "-q", is_flag=True, help="Say nothing but what was found."),
    LANG,
)


def with_session(work: Callable[Concatenate[Session, Rest], Result]) -> Callable[..., Result]:
    """Give a command the options that every run over a project has, as a Session in its first argument."""

    @wraps(work)
    def command(
        root: Path,
        drafts: bool,
        base_url: str | None,
        strict: bool,
        form: Format,
        quiet: bool,
        language: str,
        *args: Rest.args,
        **rest: Rest.kwargs,
    ) -> Result:
        return work(Session(root, Options(drafts, base_url), strict, form, quiet, language), *args, **rest)

    return _decorated(command, (ROOT, *SITE_OPTIONS, *REPORT_OPTIONS))


def with_project(work: Callable[Concatenate[Session, Rest], Result]) -> Callable[..., Result]:
    """The same for a command that makes no site: without the options about the site itself."""

    @wraps(work)
    def command(
        root: Path, strict: bool, form: Format, quiet: bool, language: str, *args: Rest.args, **rest: Rest.kwargs
    ) -> Result:
        return work(Session(root, Options(), strict, form, quiet, language), *args, **rest)

    return _decorated(command, (ROOT, *REPORT_OPTIONS))


def _decorated(command: Callable[..., Result], options: Iterable[Decorator[Result]]) -> Callable[..., Result]:
    for option in reversed(tuple(options)):
        command = option(command)
    return command
