"""Each code has one broken project, and each project gives the report that stands below it.

Run with UPDATE_EXPECTED=1 to write the reports anew; then read the difference.
"""

import os
import re
from pathlib import Path

import pytest

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Problem, by_place
from sitegen.base.files import SourceFile
from sitegen.base.problems import PROBLEMS
from sitegen.disk.tree import read_project
from sitegen.pipeline import build
from sitegen.report import render_text
from tests.projects import ROOT, files, sections, written

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*.txt"))
REPORT = "report"
LINK = " -> "
HEADING = re.compile(r"^#+ .*?`?([a-z-]+/[a-z0-9-]+)`?\s*(?:\{.*\})?$", re.MULTILINE)


def code_of(case: Path) -> str:
    """`dates--not-a-date.txt` is the example of dates/not-a-date."""
    return case.stem.replace("--", "/")


def test_every_code_has_its_example() -> None:
    assert {code_of(case) for case in CASES} == set(PROBLEMS)


def test_every_code_is_in_the_reference() -> None:
    reference = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
    assert set(HEADING.findall(reference)) == set(PROBLEMS)


def test_every_problem_can_be_found() -> None:
    modules = [path for path in (ROOT / "sitegen").rglob("*.py") if path.name != "problems.py"]
    program = "\n".join(path.read_text(encoding="utf-8") for path in modules)
    named = {name: value for name, value in vars(problems).items() if isinstance(value, Problem)}
    assert {problem.code for problem in named.values()} == set(PROBLEMS)
    assert [name for name in named if not re.search(rf"\bproblems\.{name}\b", program)] == []


def project(given: dict[str, str], folder: Path) -> Checked[tuple[SourceFile, ...]]:
    """The files of a case. With links among them (`path -> target`) they are read from a real folder."""
    links = dict(name.split(LINK) for name in given if LINK in name)
    plain = files({name: text for name, text in given.items() if LINK not in name})
    if not links:
        return Checked(tuple(plain))
    written(folder, plain)
    for path, target in links.items():
        (folder / path).symlink_to(target)
    return read_project(folder)


@pytest.mark.parametrize("case", CASES, ids=code_of)
def test_report(case: Path, tmp_path: Path) -> None:
    text = case.read_text(encoding="utf-8")
    given = sections(text)
    expected = given.pop(REPORT, "")
    read = project(given, tmp_path)
    found = by_place((*read.diagnostics, *build(read.value).diagnostics))
    sources = {file.path: file.content.decode("utf-8", "replace") for file in read.value}
    report = render_text(found, sources, colour=False)
    if os.environ.get("UPDATE_EXPECTED"):
        head = text.partition(f"=== {REPORT}\n")[0]
        case.write_text(f"{head}=== {REPORT}\n{report}", encoding="utf-8")
        return
    assert report == expected
    assert [one.code for one in found] == [code_of(case)], "one mistake gives one diagnostic"
