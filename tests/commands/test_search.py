"""What `sitegen build` says of a site that offers search where no index can be made."""

from pathlib import Path

import pytest

from sitegen.base.diagnostics import Checked
from sitegen.base.files import Artifact
from sitegen.cli import run
from sitegen.disk import indexer
from sitegen.disk.indexer import Indexer
from sitegen.exits import Exit

FILES = (Artifact("index.html", b"<p>"), Artifact("search-pages/en/en/a.page", b'{"words": "xword", "facets": [], "shown": {}}'))


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "config.yaml").write_text("title: {en: A}\nurl: https://site.example/\nlanguages: {en: {}}\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sitegen.pipeline.build", lambda *_: Checked(FILES))
    return tmp_path


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([], "python -m pip install 'pagefind[bin]'"),
        ([Indexer(("false",), "1.6.0")], "Pagefind 1.6.0 (`false`): it ended with code 1"),
        ([Indexer(("./not-there",), "1.6.0")], "no such file"),
    ],
)
def test_says_why_there_is_no_index_and_writes_nothing(project: Path, monkeypatch, capsys, found, said: str) -> None:
    monkeypatch.setattr(indexer, "_installed", lambda _: iter(found))
    assert run(["build"]) == Exit.COULD_NOT_RUN
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
    assert not (project / "public").exists()


def test_check_needs_no_index(monkeypatch) -> None:
    monkeypatch.setattr(indexer, "_installed", lambda _: pytest.fail("it was asked for"))
    assert run(["check"]) == Exit.CLEAN
