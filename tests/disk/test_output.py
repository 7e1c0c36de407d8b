"""Writing the site: whole, atomic, and never over what is not ours."""

import errno
import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.base.files import Artifact
from sitegen.disk.manifest import OutputFailed, OutputRefused
from sitegen.disk.output import Published, publish


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "project/content").mkdir(parents=True)
    return tmp_path / "project"


@pytest.fixture
def out(root: Path) -> Path:
    return root / "public"


def site(**files: str) -> list[Artifact]:
    """Artifacts from words: `a_b="x"` is the file a/b."""
    return [Artifact(path.replace("_", "/"), text.encode()) for path, text in files.items()]


def pages(*paths: str) -> list[Artifact]:
    return [Artifact(f"{path}.html", b"page") for path in paths]


def held(folder: Path) -> dict[str, str]:
    """The files in a folder, the manifest left out, with their texts."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".sitegen.json")
    return {path.relative_to(folder).as_posix(): path.read_text() for path in sorted(files)}


def test_writes_everything_into_a_new_folder(root: Path, out: Path) -> None:
    deep = out / "below"
    assert publish(site(b="2", a_b_c="1"), deep, root) == Published(written=("a/b/c", "b"))
    assert held(deep) == {"a/b/c": "1", "b": "2"}
    assert json.loads((deep / ".sitegen.json").read_text())["files"] == ["a/b/c", "b"]
    assert sorted(path.name for path in deep.iterdir()) == [".sitegen.json", "a", "b"]


def test_writes_again_only_what_changed(root: Path, out: Path) -> None:
    publish(site(a="1", b="2", c="3"), out, root)
    before = {name: (out / name).stat() for name in ("a", "b", ".sitegen.json")}
    assert publish(site(a="1", b="x", c="3"), out, root) == Published(written=("b",), unchanged=("a", "c"))
    for name in ("a", ".sitegen.json"):
        after = (out / name).stat()
        assert (after.st_ino, after.st_mtime_ns) == (before[name].st_ino, before[name].st_mtime_ns)
    assert (out / "b").stat().st_ino != before["b"].st_ino, "replaced, not written over"


def test_removes_what_is_no_longer_wanted_and_folders_that_this_empties(root: Path, out: Path) -> None:
    publish(site(a_b_c="1", a_d="2", e="3"), out, root)
    (out / "a/b/notes.txt").write_text("mine")
    (out / "mine").mkdir()
    assert publish(site(e="3"), out, root) == Published(unchanged=("e",), removed=("a/b/c", "a/d"))
    assert held(out) == {"a/b/notes.txt": "mine", "e": "3"}
    assert (out / "mine").is_dir()
    (out / "a/b/notes.txt").unlink()
    publish(site(a_b_c="1", e="3"), out, root)
    publish(site(e="3"), out, root)
    assert not (out / "a").exists()


def test_files_follow_the_usual_permissions(root: Path, out: Path) -> None:
    old = os.umask(0o022)
    try:
        publish(site(a="1"), out, root)
    finally:
        os.umask(old)
    assert (out / "a").stat().st_mode & 0o777 == 0o644


def test_a_file_becomes_a_folder_and_back(root: Path, out: Path) -> None:
    publish(site(a="1"), out, root)
    assert publish(site(a_b="2"), out, root) == Published(written=("a/b",), removed=("a",))
    assert held(out) == {"a/b": "2"}
    (out / "a/empty/deep").mkdir(parents=True)
    assert publish(site(a="1"), out, root) == Published(written=("a",), removed=("a/b",))
    assert held(out) == {"a": "1"}


def test_arabic_names_and_names_with_spaces_are_names(root: Path, out: Path) -> None:
    files = [Artifact("ar/برنامج\u200cها.pdf", b"1"), Artifact("a b/.nojekyll", b"")]
    assert publish(files, out, root).written == ("a b/.nojekyll", "ar/برنامج\u200cها.pdf")
    assert publish(files, out, root).written == ()


@pytest.mark.parametrize(
    "path",
    ["", "/etc/passwd", "../x", "a/../../x", "a//b", "./a", "a/", "a\\b", "a\x00b", "a\nb", "a\ud800", ".sitegen.json", ".sitegen.tmp/x"],
)
def test_paths_that_leave_the_folder_or_are_ours_are_refused(root: Path, out: Path, path: str) -> None:
    with pytest.raises(OutputRefused, match="is not a path in the output folder"):
        publish([Artifact(path, b"")], out, root)
    assert not out.exists()


def test_two_files_in_one_place_are_refused(root: Path, out: Path) -> None:
    with pytest.raises(OutputRefused, match="two files"):
        publish([Artifact("a", b"1"), Artifact("a", b"2")], out, root)
    with pytest.raises(OutputRefused, match="a file and a folder at once"):
        publish(site(a="1", a_b_c="2"), out, root)


# Folders that are not ours


def test_a_folder_with_other_files_is_refused_and_left_as_it_was(root: Path, out: Path) -> None:
    out.mkdir()
    (out / "thesis.doc").write_text("mine")
    with pytest.raises(OutputRefused, match=r"not empty and was not made by sitegen[\s\S]*--output"):
        publish(site(a="1"), out, root)
    assert os.listdir(out) == ["thesis.doc"]


def test_an_empty_folder_is_welcome(root: Path, out: Path) -> None:
    out.mkdir()
    assert publish(site(a="1"), out, root).written == ("a",)


@pytest.mark.parametrize("target", [".", "..", "content", "content/x", "templates", "static/site", "locale", ".git"])
def test_sources_are_never_written_over(root: Path, target: str) -> None:
    with pytest.raises(OutputRefused, match="a folder of its own"):
        publish(site(a="1"), root / target, root)
    assert [path.name for path in root.rglob("*")] == ["content"]


def test_a_link_to_the_sources_is_seen_through(root: Path, out: Path) -> None:
    out.symlink_to("content")
    with pytest.raises(OutputRefused, match="where sources are"):
        publish(site(a="1"), out, root)


def test_a_link_to_a_folder_elsewhere_is_followed(root: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    out.symlink_to(tmp_path / "www")
    publish(site(a="1"), out, root)
    publish(site(a="2"), out, root)
    assert out.is_symlink()
    assert held(tmp_path / "www") == {"a": "2"}


def test_a_link_to_itself_is_refused(root: Path, out: Path) -> None:
    out.symlink_to("public")
    with pytest.raises((OutputRefused, OutputFailed)):
        publish(site(a="1"), out, root)


def test_a_file_in_place_of_the_folder_is_refused(root: Path, out: Path) -> None:
    out.write_text("mine")
    with pytest.raises(OutputRefused, match="is a file"):
        publish(site(a="1"), out, root)


# Things inside a folder of ours that are not ours


def test_a_strangers_file_where_one_of_ours_should_be(root: Path, out: Path) -> None:
    publish(site(a="1"), out, root)
    (out / "robots.txt").write_text("mine")
    with pytest.raises(OutputRefused, match=r"robots\.txt was not made by sitegen"):
        publish([*site(a="2"), Artifact("robots.txt", b"ours")], out, root)
    assert held(out) == {"a": "1", "robots.txt": "mine"}


def test_a_strangers_folder_where_one_of_our_files_should_be(root: Path, out: Path) -> None:
    publish(site(a="1"), out, root)
    (out / "b/c").mkdir(parents=True)
    (out / "b/c/d").write_text("mine")
    with pytest.raises(OutputRefused, match="is a folder with files that sitegen did not make"):
        publish(site(a="1", b="2"), out, root)


def test_links_inside_are_never_written_through(root: Path, out: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "b").write_text("mine")
    publish(site(a_b="1", c="1"), out, root)
    (out / "a/b").unlink()
    (out / "a").rmdir()
    (out / "a").symlink_to(precious)
    with pytest.raises(OutputRefused, match="in the way"):
        publish(site(a_b="2", c="1"), out, root)
    assert publish(site(c="1"), out, root).removed == ("a/b",)
    assert (precious / "b").read_text() == "mine"


def test_a_link_in_place_of_our_own_file_is_replaced_not_followed(root: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    publish(site(a="1"), out, root)
    (out / "a").unlink()
    (out / "a").symlink_to(tmp_path / "precious")
    publish(site(a="1"), out, root)
    assert (tmp_path / "precious").read_text() == "mine"
    assert not (out / "a").is_symlink()


def test_a_manifest_that_was_tampered_with_cannot_reach_out(root: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    publish(site(a="1"), out, root)
    bad = ["../../precious", str(tmp_path / "precious"), "", ".", 7, None, "b"]
    (out / ".sitegen.json").write_text(json.dumps({"format": 1, "files": bad}))
    (out / "a").unlink()
    assert publish(site(a="1"), out, root) == Published(written=("a",))
    assert (tmp_path / "precious").read_text() == "mine"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 2, "files": []}', '{"format": 1, "files": {}}', "\udcff"])
def test_a_manifest_that_cannot_be_read_is_refused(root: Path, out: Path, text: str) -> None:
    publish(site(a="1"), out, root)
    (out / ".sitegen.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(OutputRefused, match="yourself, then build again"):
        publish(site(a="2"), out, root)
    assert held(out)["a"] == "1"


# When the system says no


def test_a_full_disk_changes_nothing(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site(a="1", b="2"), out, root)
    honest = os.write
    count = 0

    def write(handle: int, content: bytes) -> int:
        nonlocal count
        count += 1
        if count > 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return honest(handle, content[:3])

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(OutputFailed, match=r"cannot write the site: .*: no space left on device"):
        publish(site(a="long", b="long", c="long"), out, root)
    assert held(out) == {"a": "1", "b": "2"}
    assert sorted(os.listdir(out)) == [".sitegen.json", "a", "b"]


def test_a_folder_that_may_not_be_written(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site(a="1"), out, root)

    def mkdir(path: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(Path, "mkdir", mkdir)
    with pytest.raises(OutputFailed, match="read-only file system"):
        publish(site(a="2"), out, root)
    assert held(out) == {"a": "1"}


def test_stopped_half_way_the_next_build_mends_it(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site(old="0", a="1", b="1"), out, root)
    honest = os.replace

    def replace(path: str, target: str) -> None:
        if target.endswith("/c"):
            raise OSError(errno.EACCES, "Permission denied", target)
        honest(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        with pytest.raises(OutputFailed, match="permission denied"):
            publish(site(a="2", b="2", c="2", d="2"), out, root)
    assert held(out) == {"a": "2", "b": "2", "old": "0"}, "whole files only, nothing removed yet"
    assert publish(site(b="2", c="2", d="2"), out, root) == Published(("c", "d"), ("b",), ("a", "old"))
    assert held(out) == {"b": "2", "c": "2", "d": "2"}


def test_what_a_killed_build_left_is_cleared(root: Path, out: Path) -> None:
    (out / ".sitegen.tmp").mkdir(parents=True)
    (out / ".sitegen.tmp/0").write_text("half")
    (out / ".sitegen.lock").write_text("")
    publish(site(a="1"), out, root)
    assert sorted(os.listdir(out)) == [".sitegen.json", "a"]


def test_interrupted_it_leaves_nothing_behind(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sitegen.disk.output.move", interrupt)
    with pytest.raises(KeyboardInterrupt):
        publish(site(a="1"), out, root)
    assert os.listdir(out) == [".sitegen.json"]


def test_pages_come_after_the_files_that_they_show(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[str] = []
    honest = os.replace

    def replace(path: str, target: str) -> None:
        if str(target).startswith(f"{out}/"):
            moved.append(target.removeprefix(f"{out}/"))
        honest(path, target)

    monkeypatch.setattr(os, "replace", replace)
    publish(site(a_x="", a_b_page="", z="") + pages("a", "b/c/d", "b/e", "f/g"), out, root)
    assert moved == [".sitegen.json", "a", "z", "a.html", "b", "f"], "new folders at once"
    moved.clear()
    publish(site(f_g="", a_x="new") + pages("f/g", "f/h/i", "k/l"), out, root)
    assert moved == [".sitegen.json", "a/x", "f/g", "f/h", "k", ".sitegen.json"], "not those that are there"
    moved.clear()
    publish([*site(m_n_picture="", m_style=""), *pages("m/n/o/p", "m/n/o/q")], out, root)
    assert moved == [".sitegen.json", "m/n/picture", "m/style", "m/n/o", ".sitegen.json"], "nor mixed ones"


# Two builds at once


def test_a_second_build_is_refused_while_one_writes(root: Path, out: Path) -> None:
    out.mkdir()
    handle = os.open(out / ".sitegen.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(OutputRefused, match="another build is writing"):
        publish(site(a="1"), out, root)
    os.close(handle)
    publish(site(a="1"), out, root)


BUILD = """
import sys
from pathlib import Path
from sitegen.base.files import Artifact
from sitegen.disk.output import OutputRefused, publish
word = sys.argv[2]
for _ in range(30):
    try:
        publish([Artifact(f"{n}.html", word.encode() * 1000) for n in range(20)], Path(sys.argv[1]) / "public", Path(sys.argv[1]))
    except OutputRefused as error:
        assert "another build" in str(error), error
"""


def test_builds_that_race_never_mix(root: Path, out: Path) -> None:
    racers = [subprocess.Popen([sys.executable, "-c", BUILD, root, word], cwd=Path(__file__).parents[2]) for word in "xyz"]
    assert [racer.wait() for racer in racers] == [0, 0, 0]
    texts = held(out)
    assert len(texts) == 20
    assert len(set(texts.values())) == 1
    assert sorted(os.listdir(out))[:2] == [".sitegen.json", "0.html"]
