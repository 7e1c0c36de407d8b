"""Small projects with all the bytes of their finished sites, and the report of their mistakes.

Their themes stand in the folders `_…` beside them: the file `theme` of a site names those that it is made with. A file
of a later folder takes the place of the same file in an earlier one, and the site's own come last.

Run with UPDATE_EXPECTED=1 to write both anew; then read the difference.
"""

import os
import shutil
from pathlib import Path

import pytest

from sitegen.base.diagnostics import Checked
from sitegen.base.files import SourceFile
from sitegen.disk.tree import read_project
from sitegen.pipeline import build
from sitegen.report import render_text

HERE = Path(__file__).parent
SITES = sorted(path.parent for path in HERE.glob("*/config.yaml"))


def project(root: Path) -> Checked[tuple[SourceFile, ...]]:
    """The files of a site over those of its theme, and what could not be read."""
    folders = [HERE / name for name in (root / "theme").read_text(encoding="utf-8").split()]
    read = [read_project(folder) for folder in (*folders, root)]
    files = {file.path: file for one in read for file in one.value}
    return Checked(tuple(files.values()), tuple(found for one in read for found in one.diagnostics))


def made(root: Path) -> tuple[dict[str, bytes], str]:
    """The files of the finished site by path, and the report."""
    read = project(root)
    checked = build(read.value)
    texts = {file.path: file.content.decode("utf-8", "replace") for file in read.value}
    report = render_text((*read.diagnostics, *checked.diagnostics), texts, colour=False)
    assert checked.value is not None, report
    return {one.path: one.content for one in checked.value}, report


@pytest.mark.parametrize("root", SITES, ids=lambda root: root.name)
def test_every_byte_is_expected(root: Path) -> None:
    site, report = made(root)
    expected = root / "expected"
    if os.environ.get("UPDATE_EXPECTED"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, content in site.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(content)
        (root / "report.txt").write_text(report, encoding="utf-8")
    known = {path.relative_to(expected).as_posix(): path.read_bytes() for path in expected.rglob("*") if path.is_file()}
    assert sorted(site) == sorted(known), "a file is missing, or one is expected that nobody makes"
    for path, content in site.items():
        assert content.decode("utf-8", "replace") == known[path].decode("utf-8", "replace"), path
        assert content == known[path], path
    assert report == (root / "report.txt").read_text(encoding="utf-8")


def test_no_site_is_forgotten() -> None:
    folders = {path for path in HERE.iterdir() if path.is_dir() and not path.name.startswith(("_", "."))}
    assert folders == set(SITES)
