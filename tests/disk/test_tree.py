"""Reading a project from the disk."""

import os
from pathlib import Path

import pytest

from sitegen.base.diagnostics import Checked
from sitegen.base.files import SourceFile
from sitegen.disk.tree import read_project


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(path.encode())


def paths(read: Checked[tuple[SourceFile, ...]]) -> list[str]:
    return [file.path for file in read.value]


def troubles(read: Checked[tuple[SourceFile, ...]]) -> list[tuple[str, str, str]]:
    return [(found.code, found.span.path, found.message.partition(": ")[2]) for found in read.diagnostics]


def test_reads_what_a_project_consists_of_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, "config.yaml", "content/a/b.md", "templates/page.html", "static/x.css", "locale/fr/m.po")
    write(tmp_path, "public/index.html", "README.md", ".git/config", "content/.hidden/x", "content/.DS_Store", "sitegen/x.py")
    read = read_project(tmp_path)
    assert paths(read) == ["config.yaml", "content/a/b.md", "locale/fr/m.po", "static/x.css", "templates/page.html"]
    assert read.value[1] == SourceFile("content/a/b.md", b"content/a/b.md")
    assert read.diagnostics == ()


def test_an_empty_folder_is_an_empty_project(tmp_path: Path) -> None:
    assert read_project(tmp_path) == Checked((), ())


def test_paths_are_in_composed_form(tmp_path: Path) -> None:
    write(tmp_path, "content/e\u0301te\u0301.jpg")
    assert paths(read_project(tmp_path)) == ["content/\u00e9t\u00e9.jpg"]


def test_two_names_that_look_the_same_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "content/e\u0301.jpg", "content/\u00e9.jpg")
    read = read_project(tmp_path)
    assert paths(read) == ["content/\u00e9.jpg"]
    assert troubles(read) == [("file/unreadable", "content/\u00e9.jpg", "another file has the same name in other code points")]


def test_links_inside_the_project_are_followed(tmp_path: Path) -> None:
    write(tmp_path, "content/a/photo.jpg", "shared/b.md")
    (tmp_path / "content/copy.jpg").symlink_to("a/photo.jpg")
    (tmp_path / "content/shared").symlink_to(tmp_path / "shared")
    read = read_project(tmp_path)
    assert paths(read) == ["content/a/photo.jpg", "content/copy.jpg", "content/shared/b.md"]
    assert read.value[1].content == b"content/a/photo.jpg"


@pytest.mark.parametrize(
    ("target", "detail"),
    [
        ("nowhere.md", "the link leads nowhere"),
        ("link.md", "the link leads nowhere"),
        ("../../outside.md", "the link leads out of the project"),
        ("/etc", "the link leads out of the project"),
        ("../.env", "the link leads to a hidden file"),
        ("..", "the link leads back to a folder that holds it"),
        (".", "the link leads back to a folder that holds it"),
    ],
)
def test_links_that_are_refused(tmp_path: Path, target: str, detail: str) -> None:
    root = tmp_path / "project"
    write(root, "content/x.md", ".env")
    write(tmp_path, "outside.md")
    (root / "content/link.md").symlink_to(target)
    read = read_project(root)
    assert "content/x.md" in paths(read) and "content/link.md" not in paths(read)
    assert detail in {words for _, _, words in troubles(read)}


def test_a_link_in_place_of_a_folder_is_judged_too(tmp_path: Path) -> None:
    root = tmp_path / "project"
    write(tmp_path, "elsewhere/a.md")
    write(root, "config.yaml")
    (root / "content").symlink_to(tmp_path / "elsewhere")
    read = read_project(root)
    assert troubles(read) == [("file/unreadable", "content", "the link leads out of the project")]


def test_a_project_reached_by_a_link_is_read(tmp_path: Path) -> None:
    write(tmp_path / "project", "content/a.md")
    (tmp_path / "link").symlink_to("project")
    assert paths(read_project(tmp_path / "link")) == ["content/a.md"]


def test_things_that_are_not_files_do_not_stop_the_walk(tmp_path: Path) -> None:
    write(tmp_path, "content/x.md", "static", "config.yaml/inside")
    os.mkfifo(tmp_path / "content/pipe")
    read = read_project(tmp_path)
    assert paths(read) == ["content/x.md"]
    assert troubles(read) == [
        ("file/unreadable", "config.yaml", "it is not a file"),
        ("file/unreadable", "content/pipe", "it is not a file"),
        ("file/unreadable", "static", "it is not a folder"),
    ]


def test_names_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "content/x.md")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/content/caf\xe9.md")).write_bytes(b"")
    read = read_project(tmp_path)
    assert troubles(read) == [("file/unreadable", "content/caf\ufffd.md", "its name is not UTF-8")]


def test_what_the_system_refuses_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "content/a.md", "content/b.md")
    honest = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "a.md":
            raise PermissionError(13, "Permission denied", str(path))
        return honest(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    read = read_project(tmp_path)
    assert paths(read) == ["content/b.md"]
    assert troubles(read) == [("file/unreadable", "content/a.md", "permission denied")]
