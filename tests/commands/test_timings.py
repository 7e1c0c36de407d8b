"""What a build tells of what it spent, by the real program."""

import json
import re
from pathlib import Path

import pytest

from tests.program import sitegen
from tests.projects import files, written

ROW = re.compile(r"^(?P<stage>[^\d\n]+?) +(?:(?P<made>[\d,]+) +(?P<remembered>[\d,]+) +)?(?P<work>[\d.]+) s +(?P<wall>[\d.]+) s$", re.MULTILINE)
PAGES = 90  # so many that two workers are worth it


@pytest.fixture
def project(tmp_path: Path) -> Path:
    texts = {f"content/pages/p{number}.en.md": f"---\ntitle: Page {number}\nsummary: x\n---\n{'Some *words*. ' * 50}\n" for number in range(PAGES)}
    return written(tmp_path, files(texts))


def stages(table: str) -> dict[str, tuple[int, int, float, float]]:
    """Made, remembered, work and wall of each stage in a table."""
    return {
        row["stage"]: (int((row["made"] or "0").replace(",", "")), int((row["remembered"] or "0").replace(",", "")), float(row["work"]), float(row["wall"]))
        for row in ROW.finditer(table)
    }


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_a_build_spent(project: Path, jobs: str) -> None:
    built = sitegen(project, "build", "--timings", "--jobs", jobs)
    assert built.returncode == 0, built.stdout + built.stderr
    spent = stages(built.stderr)
    assert spent["reading the write-ups"][:2] == (PAGES, 0)
    assert {"looking at the files", "starting", "connecting", "remembering", "writing", "all"} < spent.keys()
    made = [path.suffix for path in (project / "public").rglob("*.*")]
    assert spent["making the pages"][0] == made.count(".html") + made.count(".xml") + len(["robots.txt"])
    assert spent["checking links"][0] == made.count(".html")
    everything = spent.pop("all")
    for column in (2, 3):
        assert sum(one[column] for one in spent.values()) == pytest.approx(everything[column], abs=0.01 * len(spent))
    assert re.search(rf"^page\.html +{PAGES * 3} +[\d.]+ s +[\d.]+ ms a page$", built.stderr, re.MULTILINE)
    assert len(re.findall(r"^content/pages/\S+ +[\d.]+ ms$", built.stderr, re.MULTILINE)) <= 10
    assert len(re.findall(r"^\S+\.\w+ +[\d.]+ ms$", built.stderr, re.MULTILINE)) == 20
    if jobs == "1":  # nobody else works meanwhile
        assert all(work <= wall + 0.02 for _, _, work, wall in spent.values())
    else:  # two work at once, and what they do is added up
        assert spent["making the pages"][2] > 1.2 * spent["making the pages"][3]


def test_what_was_made_before_costs_nothing(project: Path) -> None:
    sitegen(project, "build")
    again = sitegen(project, "build", "--timings")
    assert re.fullmatch(r"Nothing had to be made: (?:[a-z ]+ \d+\.\d\d s(?:, )?)*\.\n", again.stderr)
    (project / "content/pages/p7.en.md").write_text("---\ntitle: Page 7\nsummary: x\n---\nOther words.\n", encoding="utf-8")
    edited = sitegen(project, "check", "--timings", "--quiet", "--format", "json")
    json.loads(edited.stdout)
    spent = stages(edited.stderr)
    assert spent["reading the write-ups"][:2] == (1, PAGES - 1)
    assert spent["making the pages"][0] == 3  # in three languages
    assert "reading the templates" not in spent
    assert "writing" not in spent
    assert "content/pages/p7.en.md" in edited.stderr
    assert "content/pages/p8.en.md" not in edited.stderr


def test_they_are_told_of_a_project_with_mistakes_too(project: Path) -> None:
    (project / "content/pages/p7.en.md").write_text("no front matter", encoding="utf-8")
    built = sitegen(project, "build", "--timings")
    assert built.returncode == 1
    assert stages(built.stderr)["reading the write-ups"][:2] == (PAGES, 0)
    assert "making the pages" not in built.stderr


def test_nobody_asks(project: Path) -> None:
    assert sitegen(project, "build").stderr == ""
