"""sitegen status: the state of all translations, and accepting one, in real files."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sitegen.cli import run
from tests.plain import plain

EVENT = 'type: launch\ndates: ["2020-01-01"]\nlocation: online\n'
TEXTS = {
    "content/events/a/index.en.md": f"---\ntitle: A\n{EVENT}---\nOpening.\n\n## Why\n\nBecause.\n",
    "content/events/a/index.fr.md": "---\ntitle: A\ntranslation: {of: en}\n---\nOuverture.\n",
    "content/events/b/index.fr.md": f"---\ntitle: B\n{EVENT}---\nTexte.\n",
    "content/pages/about.en.md": "---\ntitle: About\n---\nText.\n",
    "content/pages/about.ar.md": "---\ntitle: عن\ndraft: true\ntranslation:\n  of: en\n---\nنص\n",
}
FRENCH = "content/events/a/index.fr.md"
ARABIC = "content/pages/about.ar.md"
ENGLISH = "content/events/a/index.en.md"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, TEXTS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, texts: Mapping[str, str]) -> None:
    for file in plain(texts):
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def snapshot(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def accept(*paths: str | Path) -> int:
    return run(["status", *(part for path in paths for part in ("--accept", str(path)))])


Captured = pytest.CaptureFixture[str]


def test_the_table(root: Path, capsys: Captured) -> None:
    before = snapshot(root)
    assert accept(FRENCH) == 0
    path = root / ENGLISH
    path.write_text(path.read_text().replace("Because", "For this reason").replace("Opening", "Beginning"))
    before |= {FRENCH: (root / FRENCH).read_bytes(), ENGLISH: path.read_bytes()}
    capsys.readouterr()
    assert run(["status"]) == 0
    assert capsys.readouterr().out == """\
    original   current     stale   missing
en         2         0         0         1
fr         1         0         1         1
ar         0         1         0         2

missing  event a in ar
missing  event b in ar
missing  event b in en
missing  page about in fr
stale    content/events/a/index.fr.md: first paragraphs, Why
"""
    assert snapshot(root) == before, "looking changes nothing"


def test_accepting_writes_the_fingerprint_and_nothing_else(root: Path, capsys: Captured) -> None:
    before = snapshot(root)
    assert accept(FRENCH, ARABIC) == 0
    assert capsys.readouterr().out == f"{FRENCH}: accepted\n{ARABIC}: accepted\n"
    after = snapshot(root)
    assert {path for path in before if before[path] != after[path]} == {FRENCH, ARABIC}
    assert set(after) == set(before), "nothing is left beside the files"
    flow = after[FRENCH].decode()
    digest = flow.partition("fingerprint: ")[2].partition("}")[0]
    assert flow == TEXTS[FRENCH].replace("{of: en}", f"{{of: en, fingerprint: {digest}}}")
    block = after[ARABIC].decode()
    digest = block.partition("fingerprint: ")[2].partition("\n")[0]
    assert block == TEXTS[ARABIC].replace("of: en\n", f"of: en\n  fingerprint: {digest}\n")


def test_accepting_twice_changes_nothing(root: Path, capsys: Captured) -> None:
    assert accept(FRENCH) == 0
    once = snapshot(root)
    capsys.readouterr()
    assert accept(FRENCH) == 0
    assert capsys.readouterr().out == f"{FRENCH}: accepted already\n"
    assert snapshot(root) == once


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("path", [FRENCH, ARABIC], ids=["flow", "block"])
def test_files_of_other_editors_stay_as_they_are(root: Path, path: str, mark: bytes, end: str) -> None:
    odd = mark + TEXTS[path].replace("\n", end).encode() + b"  \t"
    (root / path).write_bytes(odd)
    (root / path).chmod(0o640)
    assert accept(path) == 0
    changed = (root / path).read_bytes()
    digest = changed.partition(b"fingerprint: ")[2][:17].split(b"}")[0].split(b"\r")[0].split(b"\n")[0]
    assert len(digest) == 17
    assert changed.count(b"\r\n") == changed.count(b"\n") * (end == "\r\n")
    whole = changed.partition(b"fingerprint: ")[2]
    whole = whole.partition(b"}" if path == FRENCH else end.encode())[0]
    added = b", fingerprint: " + whole if path == FRENCH else b"  fingerprint: " + whole + end.encode()
    assert changed.replace(added, b"", 1) == odd
    assert (root / path).stat().st_mode & 0o777 == 0o640


def test_a_path_may_be_given_in_any_way(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "content/events")
    assert run(["status", "--root", "../..", "--accept", "a/index.fr.md"]) == 0
    assert "fingerprint" in (root / FRENCH).read_text()
    assert run(["status", "--root", str(root), "--accept", str(root / ARABIC)]) == 0
    assert "fingerprint" in (root / ARABIC).read_text()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (ENGLISH, "is an original; only translations are accepted"),
        ("config.yaml", "is not a write-up"),
        ("content/none.md", "does not exist"),
        ("/etc/hostname", "is not in the project"),
    ],
)
def test_what_cannot_be_accepted(root: Path, capsys: Captured, path: str, words: str) -> None:
    before = snapshot(root)
    assert accept(path) == 2
    assert words in " ".join(capsys.readouterr().err.split())
    assert snapshot(root) == before


def test_all_or_nothing(root: Path) -> None:
    before = snapshot(root)
    assert accept(FRENCH, ENGLISH) == 2
    assert snapshot(root) == before, "a mistake on the command line leaves all files alone"


def test_mistakes_in_the_content_come_first(root: Path, capsys: Captured) -> None:
    path = root / "content/pages/about.en.md"
    path.write_text("---\ntitel: About\n---\n")
    before = snapshot(root)
    for arguments in (["status"], ["status", "--accept", FRENCH]):
        assert run(arguments) == 1
        out = capsys.readouterr().out
        assert "content/pages/about.en.md:2:1: error[" in out
        assert "Mend these first." in out
    assert snapshot(root) == before


def test_a_project_without_configuration(tmp_path: Path, capsys: Captured) -> None:
    assert run(["status", "--root", str(tmp_path)]) == 2
    assert "config/missing" in capsys.readouterr().out
