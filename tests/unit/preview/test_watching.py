"""Where the system cannot watch, we look ourselves."""

import errno
import shutil
from pathlib import Path

import pytest
from watchdog.observers import Observer

from sitegen.preview.changes import Changes
from sitegen.preview.watching import watching
from tests.program import until


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content/events").mkdir(parents=True)
    (tmp_path / "config.yaml").write_text("", encoding="utf-8")
    return tmp_path


def test_it_says_so_and_looks_once_a_second(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "schedule", refuse)
    monkeypatch.setattr("sitegen.preview.watching.INTERVAL", 0.05)
    said: list[str] = []
    changes = Changes()
    with watching(project, changes, exhausted=lambda: said.append("exhausted")) as watch:
        assert said == ["exhausted"] and watch.is_polling
        (project / "content/events/a.md").write_text("a", encoding="utf-8")
        until(lambda: changes.noted)


def test_another_trouble_is_not_hidden(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(Observer, "schedule", refuse)
    with pytest.raises(OSError, match="broken"), watching(project, Changes()):
        pass


@pytest.mark.parametrize("is_polling", [False, True])
def test_what_is_hidden_or_beside_the_project_is_no_change(project: Path, is_polling: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.preview.watching.INTERVAL", 0.05)
    changes = Changes()
    with watching(project, changes, is_polling):
        for path in ("README.md", ".cache", "content/.git", "content/events/.index.en.md.swp"):
            (project / path).write_text("a", encoding="utf-8")
        (project / "public").mkdir()
        (project / "content/events/a.md").write_text("a", encoding="utf-8")
        until(lambda: changes.noted)
        assert changes._paths == {str(project / "content/events/a.md")}
        before = changes.noted
        assert (project / "content/events/a.md").read_text(encoding="utf-8") == "a"
        assert changes.noted == before, "that we read it is none either"


def test_a_folder_that_was_deleted_and_made_again_is_watched_again(project: Path) -> None:
    """The new one may have the number that the file system had for the old."""
    changes = Changes()
    with watching(project, changes) as watch:
        for number in range(5):
            before = changes.noted
            shutil.rmtree(project / "content")
            (project / "content/events").mkdir(parents=True)
            until(lambda before=before: changes.noted > before)
            changes.settled()
            watch.renew()
            before = changes.noted
            (project / f"content/events/{number}.md").write_text("a", encoding="utf-8")
            until(lambda before=before: changes.noted > before)
