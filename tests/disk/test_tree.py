"""Reading a project from the disk."""

import os
import pickle
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.base.diagnostics import Checked
from sitegen.base.digests import digest
from sitegen.base.files import SourceFile
from sitegen.disk import tree
from sitegen.disk.glance import NOTHING, decoded, encoded
from sitegen.disk.tree import LARGE, SourceChanged, look, look_at, read_project


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
    honest = os.open

    def refuse(path: str, *rest: int) -> int:
        if path.endswith("a.md"):
            raise PermissionError(13, "Permission denied", path)
        return honest(path, *rest)

    monkeypatch.setattr(os, "open", refuse)
    read = read_project(tmp_path)
    assert paths(read) == ["content/b.md"]
    assert troubles(read) == [("file/unreadable", "content/a.md", "permission denied")]


def test_folders_may_be_very_deep(tmp_path: Path) -> None:
    place = tmp_path / "content"
    for _ in range(600):
        place /= "a"
    place.mkdir(parents=True)
    (place / "x.md").write_bytes(b"deep")
    assert [file.content for file in read_project(tmp_path).value] == [b"deep"]


# Looking again


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened from now on."""
    names: list[str] = []
    honest = os.open

    def note(path: str, *rest: int) -> int:
        names.append(Path(path).name)
        return honest(path, *rest)

    monkeypatch.setattr(os, "open", note)
    return names


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for two seconds: a file that was written a moment ago counts as left alone."""
    monkeypatch.setattr("sitegen.disk.tree.RACY", -60_000_000_000)


def test_what_looks_the_same_is_not_opened(tmp_path: Path, settled: None, opened: list[str]) -> None:
    write(tmp_path, "config.yaml", "content/a.md", "content/b/\u00e9.md")
    (tmp_path / "content/link.md").symlink_to("a.md")
    first = look(tmp_path)
    opened.clear()
    again = look(tmp_path, first.glance)
    assert opened == []
    assert again.checked == first.checked
    assert again.glance is first.glance
    assert [file.size for file in again.checked.value] == [11, 12, 15, 12]
    assert [file.content for file in again.checked.value] == [b"config.yaml", b"content/a.md", "content/b/\u00e9.md".encode(), b"content/a.md"]


def test_only_what_changed_is_opened(tmp_path: Path, settled: None, opened: list[str]) -> None:
    write(tmp_path, "content/a.md", "content/b.md", "content/c.md", "content/d.md")
    first = look(tmp_path)
    (tmp_path / "content/b.md").write_bytes(b"CONTENT/B.MD")
    (tmp_path / "content/c.md").unlink()
    (tmp_path / "content/d.md").rename(tmp_path / "content/e.md")
    opened.clear()
    again = look(tmp_path, first.glance)
    assert opened == ["b.md", "e.md"]
    assert sorted(again.glance.files) == ["content/a.md", "content/b.md", "content/e.md"]
    assert again.checked == look(tmp_path).checked


def test_a_change_that_hides_is_seen(tmp_path: Path, settled: None) -> None:
    """The same size, and the time of modification set back: only the time of change tells."""
    write(tmp_path, "content/a.md")
    place = tmp_path / "content/a.md"
    before = place.stat()
    first = look(tmp_path)
    while place.stat().st_ctime_ns == before.st_ctime_ns:  # until the clock of the file system moves on
        place.write_bytes(b"CONTENT/A.MD")
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert look(tmp_path, first.glance).checked.value[0].content == b"CONTENT/A.MD"


def test_racy_files_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: list[str]) -> None:
    write(tmp_path, "content/a.md", "content/ahead.md")
    place = tmp_path / "content/a.md"
    ahead = time.time() + 3600
    os.utime(tmp_path / "content/ahead.md", (ahead, ahead))
    first = look(tmp_path)
    assert first.glance.files == {}, "both were written a moment ago"
    with monkeypatch.context() as patch:
        patch.setattr("time.time_ns", lambda: place.stat().st_ctime_ns + 2_000_000_001)
        second = look(tmp_path, first.glance)
    assert list(second.glance.files) == ["content/a.md"], "what seems to come from the future never settles"
    opened.clear()
    assert look(tmp_path, second.glance).glance is second.glance
    assert opened == ["ahead.md"]


@pytest.fixture
def project(tmp_path: Path, settled: None) -> Path:
    write(tmp_path, "config.yaml", "content/a.md", "content/b.md", "content/deep/c.md")
    return tmp_path.resolve()


def test_a_file_that_changed_is_read_alone(project: Path, opened: list[str]) -> None:
    before = look(project)
    (project / "content/b.md").write_bytes(b"another")
    (project / "content/new.md").write_bytes(b"of which nobody has told")
    opened.clear()
    after = look_at(project, before, [f"{project}/content/b.md", f"{project}/content/b.md~"])
    assert after is not None
    assert opened == ["b.md"]
    assert [file.content for file in after.checked.value] == [b"config.yaml", b"content/a.md", b"another", b"content/deep/c.md"]
    assert all(one is other for one, other in zip(after.checked.value, before.checked.value, strict=True) if one.name != "b.md")
    assert sorted(after.glance.files) == ["config.yaml", "content/a.md", "content/deep/c.md"], "it may change again within a tick"
    assert look(project, after.glance).checked == look(project).checked


def replaced(place: Path) -> None:
    """By a file that was written beside it, with the same size and the times of the old one."""
    times = place.stat()
    aside = place.with_name("aside.md")
    aside.write_bytes(b"CONTENT/A.MD")
    os.utime(aside, ns=(times.st_atime_ns, times.st_mtime_ns))
    aside.replace(place)


@pytest.mark.parametrize(
    "change",
    [
        replaced,
        lambda place: place.write_bytes(b"longer than it was"),
        lambda place: place.write_bytes(b""),
        lambda place: place.touch(),
        lambda place: place.with_name("b.md").write_bytes(b"not told"),
        lambda place: place.unlink(),
        lambda place: place.rename(place.with_name("z.md")),
        lambda place: (place.unlink(), place.mkdir()),
        lambda place: (place.unlink(), place.symlink_to("b.md")),
        lambda place: (place.unlink(), os.mkfifo(place)),
        lambda place: (place.unlink(), place.symlink_to("nowhere.md")),
    ],
)
def test_a_look_at_one_file_is_right_or_refused(project: Path, change: Callable[[Path], object]) -> None:
    before = look(project)
    place = project / "content/a.md"
    change(place)
    after = look_at(project, before, [str(place)])
    whole = look(project)
    if after is None:
        assert not place.is_file() or place.is_symlink(), "a plain file needs no look at everything"
    else:
        found = {file.path: file.content for file in after.checked.value}
        assert found.keys() == {file.path for file in whole.checked.value}
        assert found["content/a.md"] == place.read_bytes()


def test_what_may_concern_other_paths_takes_a_look_at_everything(project: Path) -> None:
    before = look(project)
    assert look_at(project, before, [f"{project}/content/a.md"])
    (project / "content/new.md").write_bytes(b"new")
    assert look_at(project, before, [f"{project}/content/new.md"]) is None
    assert look_at(project, before, [f"{project}/content/\u00e9.md"]) is None, "it may be another's name in other code points"
    (project / "content/deep").rename(project / "content/moved")
    (project / "content/deep").symlink_to("moved")
    assert look_at(project, before, [f"{project}/content/deep/c.md"]) is None, "it is reached through a link now"
    assert look_at(project, look(project), [f"{project}/content/a.md"]) is None, "there is a link, perhaps to this file"
    (project / "content/deep").unlink()
    os.mkfifo(project / "content/pipe")
    assert look_at(project, look(project), [f"{project}/content/a.md"]) is None, "something is wrong, and has to be said again"


def test_a_file_that_changes_under_our_hands_is_told(tmp_path: Path, settled: None) -> None:
    write(tmp_path, "content/a.md", "content/b.md", "content/c.md")
    a, b, c = look(tmp_path, look(tmp_path).glance).checked.value
    (tmp_path / "content/a.md").write_bytes(b"CONTENT/A.MD")
    (tmp_path / "content/b.md").unlink()
    for file in (a, b):
        with pytest.raises(SourceChanged, match=f"{file.path} was changed while"):
            _ = file.content
    assert c.content == b"content/c.md"


def test_large_files_are_not_kept_in_memory(tmp_path: Path, opened: list[str]) -> None:
    write(tmp_path, "content/small.jpg", "content/large.jpg")
    content = b"x" * (LARGE + 1)
    (tmp_path / "content/large.jpg").write_bytes(content)
    large, small = read_project(tmp_path).value
    opened.clear()
    assert (large.size, large.digest) == (len(content), digest([content]))
    assert (large.content, small.content) == (content, b"content/small.jpg")
    assert opened == ["large.jpg"]


def test_many_files_are_not_kept_in_memory(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "HELD", 30)
    write(tmp_path, "content/a.jpg", "content/b.jpg", "content/c.jpg")  # 13 bytes each
    files = read_project(tmp_path).value
    opened.clear()
    assert [file.content for file in files] == [b"content/a.jpg", b"content/b.jpg", b"content/c.jpg"]
    assert opened == ["c.jpg"]


def test_files_can_be_sent_to_another_process(tmp_path: Path, settled: None) -> None:
    write(tmp_path, "content/a.md")
    file = look(tmp_path, look(tmp_path).glance).checked.value[0]
    assert pickle.loads(pickle.dumps(file)).content == b"content/a.md"


def test_a_glance_is_kept_as_bytes(tmp_path: Path, settled: None) -> None:
    write(tmp_path, "content/a.md", "content/\u00e9.md")
    os.utime(tmp_path / "content/a.md", (-7e9, 2e10))  # the times of files may lie before 1970, and after 2262
    glance = look(tmp_path).glance
    assert decoded(encoded(glance)) == glance
    for damaged in (b"", b"\x93", encoded(glance)[:-1], b"\x93\x02\x00\x80", b"\x93\x01\x00\x81\xa1a\xa1b", b"{}"):
        assert decoded(damaged) == NOTHING
