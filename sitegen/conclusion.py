"""How a run ends: what is told of its outcome, and the exit code that judges it."""

import os
import sys
import traceback

import click

from sitegen.base.remarks import SOURCE_LANGUAGE, Remark
from sitegen.disk.manifest import OutputError
from sitegen.disk.processes import WorkerFailed
from sitegen.disk.tree import CONFIG, reason
from sitegen.exits import Exit
from sitegen.session import BrokenOff, Outcome, way_to


def concluded(outcome: Outcome) -> Exit:
    """Tell what was found, and judge it."""
    click.echo(_told(outcome), nl=False)
    click.echo(outcome.spent, err=True, nl=False)
    return exit_code(outcome)


def exit_code(outcome: Outcome) -> Exit:
    """CLEAN, FINDINGS or USAGE, by what of the findings counts."""
    counting = outcome.counting
    if any(found.code.startswith("config/") or found.span.path == CONFIG for found in counting):
        return Exit.USAGE
    return Exit.FINDINGS if counting or outcome.unfinished else Exit.CLEAN


def failed(error: BaseException) -> Exit:
    """Say why nothing came of a run: the system did not let us, or we have made a mistake."""
    language = SOURCE_LANGUAGE
    if isinstance(error, BrokenOff) and error.__cause__:
        language, error = error.language, error.__cause__
    if isinstance(error, OutputError | WorkerFailed):
        said = error.said
    elif isinstance(error, OSError):
        place = error.filename or Remark("the system")
        said = Remark("{place}: {detail}", place=place, detail=reason(error))
    else:
        traceback.print_exception(error)
        said = Remark("this is a fault in sitegen or in a template of its project, not in the content.")
    from sitegen.disk.report_words import read_report_words  # start-up: as below

    click.echo(f"sitegen: {read_report_words(language).line(said)}", err=True)
    return Exit.COULD_NOT_RUN


def _told(outcome: Outcome) -> str:
    """The report, in the format that was asked for."""
    session, found = outcome.session, outcome.diagnostics
    said = bool(outcome.closing) and not session.quiet
    if session.format == "text" and session.language == SOURCE_LANGUAGE and not found:
        return f"{outcome.closing}\n" if said else ""
    from sitegen.disk.report_words import read_report_words  # start-up: 40 ms with what reports are made of,
    from sitegen.report import render_github, render_json, render_text, sources_of  # start-up: when there is one

    words = read_report_words(session.language)
    if session.format == "json":
        return render_json(found, words)
    folder = way_to(session.root)
    if session.format == "github":
        return render_github(found, folder, words)
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    closing = f"{words.line(outcome.closing)}\n" if said else ""
    return render_text(found, sources_of(found, outcome.files), colour, folder, words) + closing
