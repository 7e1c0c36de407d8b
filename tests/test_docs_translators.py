"""The page for translators, played from its beginning to its end: what it shows is what the program says."""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.cli import run
from sitegen.link.translations import State
from sitegen.load.citations import citations
from sitegen.model.writeups import Kind
from tests.plain import linked, plain
from tests.projects import written

PAGE = Path(__file__).parents[1] / "docs/translators.md"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMIT = re.compile(r"\([0-9a-f]{7}\)")

FOLDER = "content/events/2021-03-victims"
ENGLISH, FRENCH = f"{FOLDER}/index.en.md", f"{FOLDER}/index.fr.md"
ORIGINAL = """\
---
title: Hearing victims
summary: Two days in Valletta on how police and prosecutors speak with victims.
type: workshop
dates: ["2021-03-09/2021-03-10"]
location: {city: Valletta, country: MT}
image: {file: hall.jpg, alt: Participants around a table}
---

Twenty-five people came to Valletta. The Institute had invited them.

## What victims need first

They need somebody who listens. The workshop gave a day to that.
"""
REVISED = ORIGINAL.replace("gave a day to that", "gave two days to that, and an evening to a film")
DAYS = {ORIGINAL: "2021-03-15T12:00:00+00:00", REVISED: "2021-04-01T12:00:00+00:00"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    written(tmp_path, plain({ENGLISH: ORIGINAL, f"{FOLDER}/hall.jpg": "JPEG"}))
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet")
    commit(ORIGINAL)
    return tmp_path


def git(*words: str, day: str = "") -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = ("-c", "user.name=N", "-c", "user.email=n@example.org")
    subprocess.run(["git", *who, *words], env=clean | {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}, check=True)


def commit(english: str) -> None:
    Path(ENGLISH).write_text(english, encoding="utf-8")
    git("add", "content")
    git("commit", "--quiet", "--message", "content", day=DAYS[english])


def blocks() -> Iterator[tuple[str, str]]:
    """The commands and examples of the page in their order, each command with what it says."""
    found = FENCE.findall(PAGE.read_text(encoding="utf-8"))
    for place, (language, body) in enumerate(found):
        following = found[place + 1][1] if place + 1 < len(found) else ""
        if body.startswith("sitegen "):
            yield body.strip(), "" if following.startswith("sitegen ") else following
        elif language != "text":
            yield "", body


def test_the_way_of_a_translation(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = list(blocks())
    for command, shown in story:
        if command == "sitegen check":
            commit(REVISED)  # a finished translation, and then somebody changes the original
            continue
        if command:
            capsys.readouterr()
            assert run(shlex.split(command)[1:]) == 0
            assert COMMIT.sub("(commit)", capsys.readouterr().out) == COMMIT.sub("(commit)", shown)
        elif "draft: true" in shown:
            assert Path(FRENCH).read_text(encoding="utf-8") == shown
        elif shown.startswith("---"):
            Path(FRENCH).write_text(shown, encoding="utf-8")
        else:
            last = Path(FRENCH).read_text(encoding="utf-8").splitlines(keepends=True)[:-1]
            Path(FRENCH).write_text("".join([*last, shown]), encoding="utf-8")
    assert len(story) == 9


def test_the_finished_translation_has_no_mistake() -> None:
    finished = next(shown for command, shown in blocks() if not command and "slug:" in shown)
    site, found = linked({ENGLISH: ORIGINAL, FRENCH: finished, f"{FOLDER}/hall.jpg": "JPEG"})
    assert not found
    assert site.entries[Kind.EVENT, "2021-03-victims"].states["fr"] is State.CURRENT


@pytest.mark.parametrize(("name", "language", "between"), [("English", "en", ", "), ("French", "fr", ", "), ("Arabic", "ar", "، ")])
def test_the_examples_of_citations_are_recognised(name: str, language: str, between: str) -> None:
    row = re.search(rf"^\| {name} \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert row
    cited = [[(one.first, one.last) for one in citations(example, language)] for example in row[1].split(between)]
    numbers = [sorted({number for first, last in one for number in range(first, last + 1)}) for one in cited]
    assert numbers == [[17], [17, 18, 19], [17, 18]]
