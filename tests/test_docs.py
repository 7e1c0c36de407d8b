"""The documentation says what is so: references are current, examples work, links lead somewhere."""

import importlib
import re
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from sitegen.base.diagnostics import Diagnostic
from sitegen.base.files import SourceFile
from sitegen.base.problems import PROBLEMS
from sitegen.cli import sitegen
from sitegen.disk.tree import read_project
from sitegen.model.writeups import Event
from sitegen.pipeline import connect
from sitegen.report import render_text

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *(ROOT / name for name in ("README.md", "CHANGELOG.md"))])
EDITORS = DOCS / "editors.md"

FENCE = re.compile(r"^(`{3,})([\w-]*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`[^`\n]+`")
OUTSIDE = re.compile(r"https?:|mailto:")
FOREIGN_PATH = re.compile(r"(?<![\w.])(/(?:work|home|root|Users|opt|mnt|srv)/|file://|[A-Z]:\\)")
OWN_FILE = re.compile(r"`((?:sitegen|tools|tests|docs)/[\w./-]*)`")
PROGRAM_CALL = re.compile(r"(?:^\s*|`|run: |/bin/)sitegen ([a-z]+)", re.MULTILINE)
AREAS = {code.partition("/")[0] for code in PROBLEMS}

ENGLISH = "content/events/2021-03-victims/index.en.md"
FRENCH = "content/events/2021-03-victims/index.fr.md"


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them; a second heading of the same name gets -1."""
    found: set[str] = set()
    for heading in HEADING.findall(FENCE.sub("", read(page))):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        anchor = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        while anchor in found:
            anchor += "-1"
        found.add(anchor)
    return found


def test_references_are_current() -> None:
    run = subprocess.run(
        [sys.executable, "tools/reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_key_without_a_meaning_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    content = importlib.import_module("reference_pages.content")
    meanings = importlib.import_module("reference_pages.meanings").MEANINGS
    monkeypatch.setitem(meanings, Event, {key: entry for key, entry in meanings[Event].items() if key != "speakers"})
    with pytest.raises(ValueError, match=r"Event\.speakers has no meaning"):
        content.complain()
    monkeypatch.setitem(
        meanings, Event, {**meanings[Event], "speakers": meanings[Event]["type"], "speeches": meanings[Event]["type"]}
    )
    with pytest.raises(ValueError, match=r"Event\.speeches has a meaning, but there is no such key"):
        content.complain()


def test_a_wrong_example_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    content = importlib.import_module("reference_pages.content")
    meanings = importlib.import_module("reference_pages.meanings").MEANINGS
    monkeypatch.setitem(
        meanings, Event, {**meanings[Event], "speakers": meanings[Event]["speakers"]._replace(example="Not an id")}
    )
    with pytest.raises(ValueError, match=r"the example of Event\.speakers"):
        content.complain()


def test_an_example_in_the_diagnostics_is_its_report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    diagnostics = importlib.import_module("reference_pages.diagnostics")
    report = "a.md:1:1: error[key/unknown]\n  there is no key a here\n"
    (tmp_path / "key--unknown.txt").write_text(
        f"=== a.md\na: b\n=== report\n{report}\n1 error in 1 file\n", encoding="utf-8"
    )
    assert f"```text\n{report}```" in diagnostics.diagnostics_reference(tmp_path)


def test_every_page_is_reached_from_the_index() -> None:
    linked = {(DOCS / link.partition("#")[0]).resolve() for link in LINK.findall(read(DOCS / "README.md"))}
    assert {page for page in DOCS.rglob("*.md") if page.resolve() not in linked} == {DOCS / "README.md"}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    prose = CODE.sub("", FENCE.sub("", read(page)))
    dead = [link for link in LINK.findall(prose) if not OUTSIDE.match(link) and not leads_somewhere(page, link)]
    assert not dead


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, anchor = unquote(link).partition("#")
    target = page.parent / path if path else page
    if not target.exists():
        return False
    return not anchor or anchor in anchors(target)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_named_files_exist(page: Path) -> None:
    """`sitegen/load/yaml.py` in running text is a file of this project."""
    named = {path for path in OWN_FILE.findall(read(page)) if "<" not in path}
    assert not [path for path in sorted(named) if not (ROOT / path).exists()]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_nothing_outside_the_project_is_named(page: Path) -> None:
    assert not FOREIGN_PATH.findall(read(page))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_named_codes_exist(page: Path) -> None:
    """`dates/reversed` in running text is the code of a problem."""
    named = re.findall(r"`([a-z-]+/[a-z-]+)`|\[([a-z-]+/[a-z-]+)\]", read(page))
    codes = {code for pair in named for code in pair if code.partition("/")[0] in AREAS}
    assert codes <= set(PROBLEMS)


def test_every_code_is_explained() -> None:
    assert set(PROBLEMS) == {heading for heading in HEADING.findall(read(DOCS / "diagnostics.md")) if "/" in heading}


def test_every_command_and_option_is_described() -> None:
    page = read(DOCS / "commands.md")
    missing = []
    for name, command in commands().items():
        section = page.partition(f"\n## sitegen {name}\n")[2].partition("\n## ")[0]
        missing += [f"{name} {option}" for option in options(command) if option not in section]
        missing += [] if section else [name]
    assert not missing


def commands() -> dict[str, click.Command]:
    context = click.Context(sitegen)
    return {name: command for name in sitegen.list_commands(context) if (command := sitegen.get_command(context, name))}


def options(command: click.Command) -> Iterable[str]:
    for parameter in command.params:
        yield from (parameter.opts if isinstance(parameter, click.Option) else [parameter.name or ""])


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_named_commands_exist(page: Path) -> None:
    """What a page, a message or a hint tells people to run can be run."""
    code = "\n".join([*CODE.findall(read(page)), *(body for _, _, body in FENCE.findall(read(page)))])
    assert set(PROGRAM_CALL.findall(code)) <= set(commands())


# The example of the page for editors


@cache
def project() -> tuple[SourceFile, ...]:
    return read_project(ROOT).value


def examples() -> tuple[str, str]:
    """The English and the French text that the page for editors shows."""
    english, french = (body for _, language, body in FENCE.findall(read(EDITORS)) if language == "markdown")
    return english, french


def found(english: str, french: str = "") -> list[Diagnostic]:
    """What is found in the example, among this project's own content."""
    given = {ENGLISH: english, FRENCH: french}
    own = [SourceFile(path, text.encode()) for path, text in given.items() if text]
    return [one for one in connect([*project(), *own]).diagnostics if one.span.path in given]


def test_the_example_has_no_mistake() -> None:
    english, french = examples()
    assert not found(english)
    assert [one.code for one in found(english, french)] == ["translation/no-fingerprint"], "until it is accepted"


def test_the_reports_are_what_the_program_says() -> None:
    english, french = examples()
    broken = (
        english.replace("2021-03-09/2021-03-10", "2021-03-10/2021-03-09")
        .replace("organisers: [iij]", "organizers: [iij]")
        .replace("event:2020-07-response", "event:2020-07-respons")
    )
    disagreeing = french.replace("language: fr\n", "language: fr\ndates: 2021-03-10\n")
    assert render_text(found(broken), {ENGLISH: broken}) in read(EDITORS)
    first = found(english, disagreeing)[:1]
    assert render_text(first, {ENGLISH: english, FRENCH: disagreeing}).partition("\n\n")[0] in read(EDITORS)
