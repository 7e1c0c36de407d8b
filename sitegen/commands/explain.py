"""sitegen explain: what a code in a report means, and how to mend it."""

import textwrap

import click

from sitegen.base.diagnostics import Problem, Severity
from sitegen.base.nearest import nearest
from sitegen.base.problems import PROBLEMS
from sitegen.base.remarks import Remark
from sitegen.disk.report_words import read_report_words
from sitegen.load.report_words import CODE, ENGLISH, ReportWords
from sitegen.report import HINT
from sitegen.session import LANG

WIDTH = 80
KEPT_SPACE = "\0"  # stands for a space that is no place for a new line
SEVERITIES = {Severity.ERROR: Remark("error"), Severity.WARNING: Remark("warning")}


@click.command
@click.argument("code", required=False)
@LANG
def explain(code: str | None, language: str) -> None:
    """Say what the CODE of a finding means and how to mend it. Without CODE, list all codes.

    \b
    sitegen explain practice/unknown-number
    sitegen explain practice/unknown-number --lang fr
    """
    if code is None:
        for each in sorted(PROBLEMS):
            click.echo(each)
        return
    problem = PROBLEMS.get(code.rpartition("[")[2].rstrip("]"))  # error[area/problem], as reports say it
    if problem is None:
        near = nearest(code, PROBLEMS)
        advice = f"Did you mean {near}?" if near else "sitegen explain, without a code, lists all."
        raise click.UsageError(f"There is no problem with the code {code}. {advice}")
    click.echo("\n".join(explanation(problem, read_report_words(language))))


def explanation(problem: Problem, words: ReportWords = ENGLISH) -> list[str]:
    """The lines that explain a problem: its code and severity, its words, what it means, what to do."""
    message, hint = (words.isolated(words.translated(template)) for template in (problem.message, problem.hint))
    lines = [f"{problem.code} ({words.say(SEVERITIES[problem.severity])})", "", f"  {words.directed(message)}", ""]
    lines += _wrapped(problem.explanation, words)
    return [*lines, "", words.directed(f"{words.say(HINT)} {hint}")] if problem.hint else lines


def _wrapped(explanation: str, words: ReportWords) -> list[str]:
    """The lines of an explanation. From right to left each is arranged by itself, so that no code is cut in two."""
    said = words.translated(explanation)
    if words.is_right_to_left:
        said = CODE.sub(lambda code: code[0].replace(" ", KEPT_SPACE), said)
    lines = textwrap.wrap(said, WIDTH, break_long_words=False, break_on_hyphens=False)
    return [words.directed(words.isolated(line.replace(KEPT_SPACE, " "))) for line in lines]
