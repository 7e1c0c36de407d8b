"""sitegen explain: what a code in a report means, and how to mend it."""

import textwrap

import click

from sitegen.base.diagnostics import Problem
from sitegen.base.nearest import nearest
from sitegen.base.problems import PROBLEMS

WIDTH = 80


@click.command
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what the CODE of a finding means and how to mend it. Without CODE, list all codes.

    \b
    sitegen explain practice/unknown-number
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
    click.echo("\n".join(explanation(problem)))


def explanation(problem: Problem) -> list[str]:
    """The lines that explain a problem: its code and severity, its words, what it means, what to do."""
    lines = [f"{problem.code} ({problem.severity})", "", f"  {problem.message}", ""]
    lines += textwrap.wrap(problem.explanation, WIDTH, break_long_words=False, break_on_hyphens=False)
    return [*lines, "", f"hint: {problem.hint}"] if problem.hint else lines
