"""The command line: words in, exit code out."""

import codecs
import io
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from enum import IntEnum
from pathlib import PurePath

import click

from sitegen.commands.build import build
from sitegen.commands.check import check
from sitegen.commands.explain import explain
from sitegen.commands.messages import messages
from sitegen.commands.status import status
from sitegen.commands.translate import translate
from sitegen.disk.manifest import OutputError
from sitegen.disk.processes import WorkerFailed
from sitegen.disk.report_words import read_report_words
from sitegen.disk.tree import CONFIG, reason
from sitegen.load.text import decode_text
from sitegen.report import render_github, render_json, render_text
from sitegen.session import Outcome


class Exit(IntEnum):
    """What the exit code of a command means."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    COULD_NOT_RUN = 3
    INTERRUPTED = 130  # 128 + SIGINT, as shells have it


PLAINLY = "sitegen.plainly"
PLAIN = {
    **dict.fromkeys("\u2066\u2067\u2068\u2069\u200e\u200f", ""),
    **dict.fromkeys("\u00a0\u202f", " "),
    "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "…": "...", "×": "x",
}

EPILOG = """\b
Exit codes:
  0  clean; there may be warnings
  1  mistakes in the content; with --strict, warnings too
  2  mistakes on the command line or in config.yaml
  3  could not run: a file could not be written, or sitegen itself failed
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=EPILOG)
@click.version_option(package_name="sitegen")
def sitegen() -> None:
    """Text files in, a finished multilingual website out, with every mistake named at its line.

    Run it in a project's folder, the one with config.yaml. "sitegen COMMAND --help" says more.
    """


for command in (build, check, explain, messages, status, translate):
    sitegen.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command line (by default the process's own) and leave with its exit code."""
    codecs.register_error(PLAINLY, _plainly)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no Arabic shall not stop a report
            stream.reconfigure(errors=PLAINLY)
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and turn whatever comes of it into an exit code."""
    try:
        return int(sitegen.main(arguments, prog_name="sitegen", standalone_mode=False) or Exit.CLEAN)
    except click.Abort:
        return Exit.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except (OutputError, WorkerFailed) as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(f"{error.filename or 'the system'}: {reason(error)}")
    except Exception:  # noqa: BLE001 - the last resort: exit code 1 is taken by mistakes in the content
        traceback.print_exc()
        return _failed("this is a fault in sitegen or in a template of its project, not in the content.")


def _failed(message: str) -> int:
    click.echo(f"sitegen: {message}", err=True)
    return Exit.COULD_NOT_RUN


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """What a code page has no characters for: isolates fall away, marks become plain ones, letters numbers."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    said = (PLAIN.get(mark) for mark in lost)
    numbers = (mark.encode("ascii", "backslashreplace").decode() for mark in lost)
    return "".join(number if plain is None else plain for plain, number in zip(said, numbers, strict=True)), error.end


@sitegen.result_callback()
def conclude(outcome: Outcome | None) -> int:
    """Tell what was found, and judge it."""
    if outcome is None:
        return Exit.CLEAN
    click.echo(_told(outcome), nl=False)
    return exit_code(outcome)


def exit_code(outcome: Outcome) -> int:
    """CLEAN, FINDINGS or USAGE, by what of the findings counts."""
    counting = outcome.counting
    if any(found.code.startswith("config/") or found.span.path == CONFIG for found in counting):
        return Exit.USAGE
    return Exit.FINDINGS if counting or outcome.unfinished else Exit.CLEAN


def _told(outcome: Outcome) -> str:
    """The report, in the format that was asked for."""
    session, found = outcome.session, outcome.diagnostics
    words = read_report_words(session.language)
    if session.format == "json":
        return render_json(found, words)
    folder = _way_to(session.root)
    if session.format == "github":
        return render_github(found, folder, words)
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    closing = f"{words.line(outcome.closing)}\n" if outcome.closing and not session.quiet else ""
    return render_text(found, _texts(outcome), colour, folder, words) + closing


def _texts(outcome: Outcome) -> Mapping[str, str]:
    """The texts of the files that a report shows lines of, by path."""
    named = {found.span.path for found in outcome.diagnostics}
    named |= {related.span.path for found in outcome.diagnostics for related in found.related}
    return {
        file.path: decode_text(file).value or file.content.decode("utf-8", "replace")
        for file in outcome.files
        if file.path in named
    }


def _way_to(root: PurePath) -> str:
    """The POSIX path from where we stand to the project, to be put before paths in it."""
    way = PurePath(os.path.relpath(root)).as_posix()
    return "" if way == "." else f"{way}/"
