"""sitegen clean: what builds made goes, and nothing else."""

from pathlib import Path

import pytest

from tests.program import sitegen
from tests.projects import files, snapshot, written

PROJECT = {"content/pages/about.en.md": "---\ntitle: About\n---\n\nWords.\n"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that was built."""
    root = written(tmp_path / "project", files(PROJECT))
    assert sitegen(root, "build").returncode == 0
    return root


def sources(root: Path) -> dict[str, bytes]:
    return {path: content for path, content in snapshot(root).items() if not path.startswith((".cache/", "public/"))}


def test_what_builds_remember_goes_and_the_site_stays(project: Path) -> None:
    before = snapshot(project)
    remembered = [path for path in before if path.startswith(".cache/sitegen/")]
    assert "memo.sqlite" in {Path(path).name for path in remembered}
    run = sitegen(project, "clean")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith(f".cache/sitegen: {len(remembered)} files deleted (")
    assert run.stdout.endswith("B)\n")
    assert snapshot(project) == {path: content for path, content in before.items() if path not in remembered}
    assert not (project / ".cache").exists()
    assert sitegen(project, "clean").stdout == ".cache/sitegen: nothing to delete\n"


def test_the_site_is_the_same_when_it_is_made_anew(project: Path) -> None:
    before = snapshot(project / "public")
    assert sitegen(project, "clean", "--output").returncode == 0
    assert not (project / "public").exists()
    assert sitegen(project, "build").returncode == 0
    assert snapshot(project / "public") == before


def test_a_dry_run_only_counts(project: Path) -> None:
    before = snapshot(project)
    dry = sitegen(project, "clean", "--output", "--dry-run").stdout
    assert snapshot(project) == before
    assert dry.count("would be deleted") == 2
    assert sitegen(project, "clean", "--output").stdout == dry.replace("would be deleted", "deleted")
    assert snapshot(project) == sources(project)


def test_what_others_put_there_stays(project: Path, tmp_path: Path) -> None:
    precious = written(tmp_path / "precious", files({"- config.yaml": "", "thesis.txt": "mine"}))
    before = snapshot(precious)
    (project / "public/notes.txt").write_text("mine")
    (project / ".cache/other").mkdir()
    (project / ".cache/sitegen/other.txt").write_text("mine")
    (project / ".cache/sitegen/memo.sqlite-link").symlink_to(precious / "thesis.txt")
    for path in (project / "public/en").rglob("*"):
        if path.is_file():
            path.unlink()
    (project / "public/en/about/index.html").symlink_to(precious / "thesis.txt")
    (project / "public/static/css").rename(tmp_path / "css")
    (project / "public/static/css").symlink_to(tmp_path / "css")
    styles = snapshot(tmp_path / "css")
    run = sitegen(project, "clean", "--output")
    assert (run.returncode, run.stderr) == (0, "")
    assert snapshot(project / "public") == {"notes.txt": b"mine"}
    assert (project / "public/static/css").is_symlink()
    assert snapshot(project / ".cache") == {"sitegen/other.txt": b"mine"}
    assert (snapshot(precious), snapshot(tmp_path / "css")) == (before, styles)


def test_a_memory_that_is_a_link_is_not_followed(project: Path, tmp_path: Path) -> None:
    (project / ".cache").rename(tmp_path / "elsewhere")
    (project / ".cache").symlink_to(tmp_path / "elsewhere")
    before = snapshot(tmp_path / "elsewhere")
    assert sitegen(project, "clean").stdout == ".cache/sitegen: nothing to delete\n"
    assert snapshot(tmp_path / "elsewhere") == before


def test_a_folder_that_is_not_ours_is_refused_and_all_stays(project: Path) -> None:
    (project / "mine").mkdir()
    (project / "mine/thesis.txt").write_text("mine")
    before = snapshot(project)
    for folder in ("mine", "content", "."):
        run = sitegen(project, "clean", "--output", folder)
        assert run.returncode == 3, run.stdout
        assert run.stderr.startswith("sitegen: ")
    assert snapshot(project) == before


def test_a_site_elsewhere(project: Path, tmp_path: Path) -> None:
    assert sitegen(project, "build", "--output", str(tmp_path / "site")).returncode == 0
    run = sitegen(project, "clean", "--output", str(tmp_path / "site"))
    assert run.stdout.startswith(f"{tmp_path}/site: ")
    assert not (tmp_path / "site").exists()
    assert (project / "public/index.html").exists()


def test_without_a_configuration_the_folder_must_be_named(project: Path) -> None:
    (project / "config.yaml").write_text("{")
    run = sitegen(project, "clean", "--output")
    assert run.returncode == 2
    assert "Name it: --output DIR" in run.stderr
    assert (project / "public/index.html").exists()
    assert sitegen(project, "clean", "--output", "public").returncode == 0


def test_it_is_said_in_the_editors_language(project: Path) -> None:
    assert "suppression de" in sitegen(project, "clean", "--lang", "fr").stdout
