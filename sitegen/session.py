"""One run over one project: what was asked on the command line, and what came of it."""

import os
import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from functools import wraps
from pathlib import Path, PurePath
from typing import Any, Literal, TypeVar

import click
from msgspec import Struct

from sitegen.base.diagnostics import Diagnostic, Severity
from sitegen.base.files import Artifact, SourceFile
from sitegen.base.remarks import LANGUAGES, SOURCE_LANGUAGE
from sitegen.model.options import Options
from sitegen.progress import Doing, shown

Result = TypeVar("Result")
Format = Literal["text", "json", "github"]
Decorator = Callable[[Callable[..., Result]], Callable[..., Result]]


class BrokenOff(Exception):
    """A run that has come to no end, because of the exception that is its cause; and the language to say why in."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


class Session(Struct, frozen=True):
    """What one run was asked.

    root      the project's folder
    options   choices about the site itself
    strict    whether a warning counts as an error
    format    how findings are written
    quiet     whether to say nothing but what was found
    language  in which language to say it
    jobs      how many processes may work at once; 0 for as many as there are processors
    cache     whether to use, and keep, what was made before
    timings   whether to tell what it spent
    """

    root: Path
    options: Options
    strict: bool
    format: Format
    quiet: bool
    language: str = SOURCE_LANGUAGE
    jobs: int = 0
    cache: bool = True
    timings: bool = False


class Outcome(Struct, frozen=True):
    """What came of a run: the files it read, what was found, the site if there is one, and a last line to say.

    folder       where the project's settings want the site to be written
    unfinished   whether something is left to do that is no diagnostic, and that the command has told
    spent        what the run spent, in lines to be told at the very end; empty when nobody asked
    """

    session: Session
    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    artifacts: tuple[Artifact, ...] | None
    closing: str = ""  # a Remark, where it can be said in other languages
    unfinished: bool = False
    folder: str = ""
    spent: str = ""

    @property
    def counting(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that forbid publication: errors, and in a strict session all."""
        return tuple(found for found in self.diagnostics if self.session.strict or found.severity is Severity.ERROR)


def patience(words: str, quiet: bool) -> AbstractContextManager[None]:
    """Show these words on the terminal once the work inside takes longer than a second."""
    return shown(lambda: Doing(words), quiet)


def _address(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from sitegen.model.configuration import BASE  # start-up: 20 ms that few runs need

    if not re.fullmatch(BASE, value):
        raise click.BadParameter(f"{value!r} is not an address like https://www.example.org/.")
    return value.rstrip("/") + "/"


def way_to(root: PurePath) -> str:
    """The POSIX path from where we stand to the project, to be put before paths in it."""
    way = PurePath(os.path.relpath(root)).as_posix()
    return "" if way == "." else f"{way}/"


FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
ROOT = click.option("--root", type=FOLDER, default=".", metavar="DIR", help="The project's folder. [default: here]")
SITE_OPTIONS = (
    click.option(
        "--base-url", metavar="URL", callback=_address, help="Use this address instead of the configured one."
    ),
    click.option("--drafts", is_flag=True, help="Include write-ups marked draft: true."),
    click.option(
        "--jobs",
        "-j",
        type=click.IntRange(min=1),
        metavar="N",
        help="Let at most N processes work at once. [default: the number of processors]",
    ),
    click.option("--no-cache", is_flag=True, help="Make everything anew, and remember nothing of it."),
    click.option(
        "--timings", is_flag=True, help="Tell at the end how long each stage took, and which templates and files most."
    ),
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


def with_session(work: Callable[..., Result]) -> Callable[..., Result]:
    """Give a command the options that every run over a project has, as a Session in its first argument."""
    return _decorated(work, (ROOT, *SITE_OPTIONS, *REPORT_OPTIONS))


def with_project(work: Callable[..., Result]) -> Callable[..., Result]:
    """The same for a command that makes no site: without the options about the site itself."""
    return _decorated(work, (ROOT, *REPORT_OPTIONS))


def _decorated(work: Callable[..., Result], options: Iterable[Decorator[Result]]) -> Callable[..., Result]:
    @wraps(work)
    def command(**given: Any) -> Result:
        session = _session(given)
        try:
            return work(session, **given)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            raise BrokenOff(session.language) from error

    decorated: Callable[..., Result] = command
    for option in reversed(tuple(options)):
        decorated = option(decorated)
    return decorated


def _session(given: dict[str, Any]) -> Session:
    """The session that options ask for, which are taken out of what was given on the command line."""
    take = given.pop
    return Session(
        root=take("root"),
        options=Options(take("drafts", False), take("base_url", None)),
        strict=take("strict"),
        format=take("form"),
        quiet=take("quiet"),
        language=take("language"),
        jobs=take("jobs", None) or 0,
        cache=not take("no_cache", False),
        timings=take("timings", False),
    )
