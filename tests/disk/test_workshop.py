"""A project looked at once: what its files say, and what could not be read of them."""

from pathlib import Path

from sitegen.model.options import Options
from sitegen.session import Session
from sitegen.workshop import examine
from tests.projects import files, written

PAGE = "---\ntitle: About\nsummary: s\n---\n![A hall](hall.jpg)\n\n![A door](door.jpg)\n"


def test_a_file_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    project = written(tmp_path / "project", files({"content/pages/about/index.en.md": PAGE}))
    (project / "content/pages/about/hall.jpg").symlink_to(tmp_path / "elsewhere.jpg")
    outcome = examine(Session(project, Options(), strict=False, format="text", quiet=True, jobs=1, cache=False))
    assert outcome.artifacts is None
    assert [(one.code, one.span.path, one.span.line) for one in outcome.diagnostics] == [
        ("file/unreadable", "content/pages/about/hall.jpg", 0),
        ("link/missing-file", "content/pages/about/index.en.md", 7),
    ]
