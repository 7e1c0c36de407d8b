"""docs/diagnostics.md: every problem with its words, what it means, how to mend it, and a report that shows it."""

import re
from itertools import groupby
from pathlib import Path

from reference_pages.markdown import GENERATED, code, fenced, linked, page, table
from sitegen.base.diagnostics import Problem
from sitegen.base.problems import PROBLEMS

REPORT = "=== report\n"
FACT = re.compile(r"\{\{|\}\}|\{(\w+)(?:![rs])?(?::[^}]*)?\}")

INTRODUCTION = """\
Everything that the program can find wrong, by its code. An **error** stops publication: nothing is written while there
is one. A **warning** does not, unless `--strict` asks for it. `sitegen explain CODE` says the same in the terminal.

Words between ‹ and › are filled in. A hint is left out when there is nothing useful to say in it. How to read a report:
[for editors](editors.md#reading-a-report)."""

AREAS = {
    "text": "The characters of a file",
    "file": "Files and their names",
    "yaml": "YAML",
    "front-matter": "The lines around the front matter",
    "key": "Keys",
    "value": "Values",
    "language": "The language of a text",
    "dates": "Dates",
    "practice": "References to practices",
    "catalogue": "Catalogues",
    "citation": "Citations in texts",
    "reference": "References to records and write-ups",
    "participants": "Participants",
    "words": "Words by language",
    "link": "Links in texts",
    "markdown": "Markdown",
    "image": "Images",
    "drawing": "Drawings",
    "card": "Cards",
    "facts": "Facts",
    "translation": "Originals and translations",
    "route": "Addresses",
    "config": "The configuration",
    "message": "Interface words",
    "template": "Templates",
    "static": "Static files",
    "site": "The finished site",
}


def diagnostics_reference(examples: Path) -> str:
    """The page. `examples` is the folder with a broken project for each code, in a file area--problem.txt."""
    blocks: list[list[str]] = [["# Diagnostics"], [GENERATED], [INTRODUCTION], _overview()]
    for area, problems in groupby(_ordered(), key=_area):
        blocks.append([f"## {_heading(area)}"])
        for problem in problems:
            blocks += _section(problem, examples)
    return page(*blocks)


def _ordered() -> list[Problem]:
    """The problems area by area; within an area in the order of the table."""
    areas = list(dict.fromkeys(map(_area, PROBLEMS.values())))
    return sorted(PROBLEMS.values(), key=lambda problem: areas.index(_area(problem)))


def _area(problem: Problem) -> str:
    return problem.code.partition("/")[0]


def _heading(area: str) -> str:
    if area not in AREAS:
        raise ValueError(f"tools/reference_pages/diagnostics.py: the area {area}/ has no heading")
    return AREAS[area]


def _overview() -> list[str]:
    rows = [
        (linked(problem.code, problem.code), problem.severity.value, _said(problem.message)) for problem in _ordered()
    ]
    return table(("Code", "Severity", "Message"), rows)


def _section(problem: Problem, examples: Path) -> list[list[str]]:
    lines = [f"{problem.severity.value.capitalize()}: {code(_said(problem.message))}"]
    if problem.hint:
        lines.append(f"<br>Hint: {code(_said(problem.hint))}")
    blocks = [[f"### {problem.code}"], lines, [problem.explanation]]
    report = _report(examples / f"{problem.code.replace('/', '--')}.txt")
    return [*blocks, fenced(report, "text")] if report else blocks


def _said(template: str) -> str:
    """A message with its facts between ‹ and ›."""
    return FACT.sub(lambda match: f"‹{match[1]}›" if match[1] else match[0][0], template)


def _report(example: Path) -> str:
    """The report that an example must give, without the count at its end; "" when there is no example."""
    if not example.is_file():
        return ""
    _, found, report = example.read_text(encoding="utf-8").partition(REPORT)
    if not found:
        return ""
    return report.rstrip("\n").rpartition("\n")[0].rstrip("\n")
