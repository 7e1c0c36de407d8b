"""What git remembers of a file, in real repositories: renames, merges, odd places, and configurations with bad intentions."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.disk import history
from sitegen.disk.history import versions

DAY = 86_400
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch", "main")
    return root


def git(root: Path, *words: str, day: int = 1) -> str:
    """Run git as somebody, on the given day of January 2021."""
    when = f"{1609459200 + (day - 1) * DAY} +0000"
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "N"), ("EMAIL", "n@example.org"), ("DATE", when))}
    return subprocess.run(["git", *words], cwd=root, env=CLEAN | who, check=True, capture_output=True, text=True).stdout


def commit(root: Path, path: str, text: str, day: int) -> str:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8", newline="")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", f"day {day}", day=day)
    return git(root, "rev-parse", "HEAD").strip()


def said(root: Path, path: str) -> list[tuple[str, str]]:
    return [(version.day, version.content.decode()) for version in versions(root, path)]


def test_a_configuration_that_hides_the_first_commit(root: Path) -> None:
    git(root, "config", "log.showRoot", "false")
    commit(root, "content/a.md", "one\n", 1)
    assert said(root, "content/a.md") == [("2021-01-01", "one\n")]


def test_newest_first_each_content_once(root: Path) -> None:
    first = commit(root, "content/a.md", "one\n", 1)
    commit(root, "content/a.md", "two\r\n", 2)
    commit(root, "content/b.md", "another", 3)
    commit(root, "content/a.md", "one\n", 4)
    (root / "content/a.md").write_text("not committed")
    assert said(root, "content/a.md") == [("2021-01-04", "one\n"), ("2021-01-02", "two\r\n")]
    assert next(versions(root, "content/b.md")).commit != first


def test_through_a_rename(root: Path) -> None:
    commit(root, "content/old.en.md", "older\n", 1)
    commit(root, "content/old.en.md", "long enough to be known again\n" * 3, 2)
    (root / "content/new").mkdir()
    git(root, "mv", "content/old.en.md", "content/new/index.en.md")
    commit(root, "content/new/index.en.md", "long enough to be known again\n" * 3 + "and more\n", 3)
    commit(root, "content/new/index.en.md", "short\n", 4)
    found = said(root, "content/new/index.en.md")
    assert [day for day, _ in found] == ["2021-01-04", "2021-01-03", "2021-01-02", "2021-01-01"]
    assert found[-1][1] == "older\n"


def test_through_a_merge_with_changes_of_its_own(root: Path) -> None:
    commit(root, "a.md", "one\n", 1)
    git(root, "checkout", "--quiet", "-b", "side")
    commit(root, "a.md", "side\n", 2)
    git(root, "checkout", "--quiet", "main")
    commit(root, "a.md", "main\n", 3)
    git(root, "merge", "--quiet", "--no-commit", "--strategy", "ours", "side")
    commit(root, "a.md", "merged\n", 4)
    commit(root, "a.md", "after\n", 5)
    assert {text for _, text in said(root, "a.md")} == {"after\n", "merged\n", "main\n", "side\n", "one\n"}


def test_many_versions(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than are asked for at once; and no more than the limit."""
    monkeypatch.setattr(history, "AT_ONCE", 2)
    monkeypatch.setattr(history, "LIMIT_VERSIONS", 5)
    for day in range(1, 8):
        commit(root, "a.md", f"{day}\n", day)
    assert [text for _, text in said(root, "a.md")] == ["7\n", "6\n", "5\n", "4\n", "3\n"]


@pytest.mark.parametrize("path", ["content/a[1]*.md", "content/:(top)é.md", "content/-x y.md", "content/عن.md"])
def test_names_are_taken_literally(root: Path, path: str) -> None:
    commit(root, path, "one\n", 1)
    commit(root, "content/a1x.md", "another\n", 2)
    assert said(root, path) == [("2021-01-01", "one\n")]


def test_a_project_in_a_subfolder(root: Path) -> None:
    commit(root, "site/content/a.md", "in the subfolder\n", 1)
    commit(root, "content/a.md", "at the top\n", 2)
    assert said(root / "site", "content/a.md") == [("2021-01-01", "in the subfolder\n")]


def test_a_shallow_clone(root: Path, tmp_path: Path) -> None:
    for day in (1, 2, 3):
        commit(root, "a.md", f"{day}\n", day)
    git(tmp_path, "clone", "--quiet", "--depth", "2", root.as_uri(), "clone")
    assert [text for _, text in said(tmp_path / "clone", "a.md")] == ["3\n", "2\n"]


def test_nothing_where_there_is_nothing(root: Path, tmp_path: Path) -> None:
    assert said(root, "a.md") == [], "a repository without commits"
    commit(root, "a.md", "one\n", 1)
    (root / "b.md").write_text("never committed")
    assert said(root, "b.md") == []
    assert said(root, "none.md") == []
    assert said(tmp_path, "repository/a.md") == [], "outside a repository"
    (root / ".git/HEAD").write_text("damaged")
    assert said(root, "a.md") == []


def test_without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(root, "a.md", "one\n", 1)
    monkeypatch.setenv("PATH", str(root / "nowhere"))
    assert said(root, "a.md") == []


def test_git_that_never_answers(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin/git"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(3600)\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setattr(history, "PATIENCE_SECONDS", 0.2)
    assert said(root, "a.md") == []


def test_links_and_folders_are_no_versions(root: Path) -> None:
    commit(root, "b.md", "target", 1)
    (root / "a.md").symlink_to("b.md")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "a link", day=2)
    (root / "a.md").unlink()
    commit(root, "a.md", "a file\n", 3)
    assert said(root, "a.md") == [("2021-01-03", "a file\n")]


def test_the_environment_of_a_hook_does_not_lead_astray(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(root, "a.md", "ours\n", 1)
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    commit(other, "a.md", "theirs\n", 1)
    for name, value in {"GIT_DIR": other / ".git", "GIT_WORK_TREE": other, "GIT_INDEX_FILE": other / "x", "GIT_EXTERNAL_DIFF": "false"}.items():
        monkeypatch.setenv(name, str(value))
    assert said(root, "a.md") == [("2021-01-01", "ours\n")]


def test_a_hostile_configuration_runs_nothing(root: Path, tmp_path: Path) -> None:
    commit(root, "a.md", "one\n", 1)
    signer = tmp_path / "signer.sh"
    signer.write_text('#!/bin/sh\ncat > /dev/null\necho "[GNUPG:] SIG_CREATED " >&2\necho "-----BEGIN PGP SIGNATURE-----"\necho "-----END PGP SIGNATURE-----"\n')
    signer.chmod(0o755)
    git(root, "config", "gpg.program", str(signer))
    git(root, "config", "commit.gpgSign", "true")
    commit(root, "a.md", "two\n", 2)
    (root / "a.md").write_text("not committed")
    trap, sprung = tmp_path / "trap.sh", tmp_path / "sprung"
    trap.write_text(f'#!/bin/sh\necho "$0 $@" >> {sprung}\ncat\n')
    trap.chmod(0o755)
    (root / ".gitattributes").write_text("*.md diff=evil filter=evil\n")
    settings = {
        "core.fsmonitor": trap, "core.pager": trap, "pager.log": trap, "core.editor": trap, "core.sshCommand": trap,
        "core.hooksPath": tmp_path, "diff.external": trap, "diff.evil.command": trap, "diff.evil.textconv": trap,
        "filter.evil.smudge": trap, "filter.evil.clean": trap, "filter.evil.process": trap, "gpg.program": trap,
        "log.showSignature": "true", "color.ui": "always", "log.decorate": "full", "diff.noprefix": "true", "core.quotePath": "false",
        "alias.log": f"!{trap}", "alias.cat-file": f"!{trap}", "log.follow": "false", "format.pretty": "%B", "log.diffMerges": "off",
    }  # fmt: skip
    for name, value in settings.items():
        git(root, "config", name, str(value))
    assert [text for _, text in said(root, "a.md")] == ["two\n", "one\n"]
    assert not sprung.exists(), sprung.read_text()


def test_nothing_is_fetched(root: Path, tmp_path: Path) -> None:
    """A clone without contents would ask its origin for each of them."""
    commit(root, "a.md", "one\n", 1)
    commit(root, "a.md", "two\n", 2)
    git(root, "config", "uploadpack.allowFilter", "true")
    git(root, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(tmp_path, "clone", "--quiet", "--no-checkout", "--filter", "blob:none", root.as_uri(), "partial")
    assert said(tmp_path / "partial", "a.md") == []
