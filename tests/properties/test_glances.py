"""A look with the glance of the last one gives what reading everything gives, whatever happened in between."""

import os
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.disk import tree
from sitegen.disk.glance import NOTHING, decoded, encoded
from sitegen.disk.tree import look, look_at, read_project

NAMES = ("config.yaml", "content/a.md", "content/b.md", "content/é.md", "content/d/a.md", "static/x.css")
MARGIN = 20_000_000  # nanoseconds; nobody waits for two seconds, and no clock of a file system at hand is so coarse
EDITS = ("write", "hide", "touch", "delete", "rename", "swap", "link", "rename folder")

edits = st.lists(
    st.tuples(st.sampled_from(EDITS), st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from([b"1", b"2", b"33"])),
    max_size=5,
)


def edit(root: Path, how: str, name: str, other: str, content: bytes) -> None:
    """Something that people and their programs do to files. Hidden writes keep the time of modification."""
    place, second = root / name, root / other
    place.parent.mkdir(parents=True, exist_ok=True)
    second.parent.mkdir(parents=True, exist_ok=True)
    if how == "write":
        write(place, content)
    elif how == "rename folder" and (root / "content/d").is_dir():
        shutil.rmtree(root / "content/moved", ignore_errors=True)
        (root / "content/d").rename(root / "content/moved")
    elif how == "link" and name != other:
        place.unlink(missing_ok=True)
        place.symlink_to(second)
    elif place.is_file():
        if how == "hide":
            status = place.stat()
            place.write_bytes(content)
            os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))
        elif how == "touch":
            os.utime(place, ns=(0, 10**18))
        elif how == "delete":
            place.unlink()
        elif how == "rename":
            place.replace(second)
        elif how == "swap":
            swap(place, second, root / "content/.swapped")


def write(place: Path, content: bytes) -> None:
    if place.is_symlink() and not place.exists():
        place.unlink()  # what it led to has been moved away with its folder
    place.write_bytes(content)


def swap(place: Path, second: Path, aside: Path) -> None:
    if second.is_file() and place != second:
        place.rename(aside)
        second.rename(place)
        aside.rename(second)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(st.tuples(edits, st.booleans()), min_size=1, max_size=6))
def test_a_look_sees_every_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, history: list[tuple[list[tuple[str, str, str, bytes]], bool]]
) -> None:
    """Some steps come at once after the last, some after a rest, in which files settle."""
    monkeypatch.setattr(tree, "RACY", MARGIN)
    root = tmp_path / "project"
    shutil.rmtree(root, ignore_errors=True)
    (root / "content").mkdir(parents=True)
    for name in NAMES:
        edit(root, "write", name, name, b"1")
    glance = NOTHING
    for step, rests in history:
        for one in step:
            edit(root, *one)
        if rests:
            time.sleep(MARGIN / 1e9)
        reading = look(root, glance)
        whole = read_project(root)
        assert reading.checked == whole
        assert [file.content for file in reading.checked.value] == [file.content for file in whole.value]
        assert [file.size for file in reading.checked.value] == [len(file.content) for file in whole.value]
        glance = decoded(encoded(reading.glance))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(edits, min_size=1, max_size=8))
def test_a_look_at_what_changed_sees_every_change(tmp_path: Path, history: list[list[tuple[str, str, str, bytes]]]) -> None:
    """Told of a change of files, it gives what a look at everything gives, or refuses. Of folders it is told nothing."""
    root = tmp_path.resolve() / "project"
    shutil.rmtree(root, ignore_errors=True)
    (root / "content").mkdir(parents=True)
    for name in NAMES:
        edit(root, "write", name, name, b"1")
    reading = look(root)
    for step in history:
        for one in step:
            edit(root, *one)
        told = None if any(how == "rename folder" for how, *_ in step) else {f"{root}/{name}" for one in step for name in one[1:3]}
        reading = (look_at(root, reading, told) if told is not None else None) or look(root, reading.glance)
        whole = read_project(root)
        assert reading.checked == whole
        assert [file.content for file in reading.checked.value] == [file.content for file in whole.value]


def test_files_settle_and_are_then_only_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this the test above could be passed by reading everything."""
    monkeypatch.setattr(tree, "RACY", MARGIN)
    (tmp_path / "config.yaml").write_bytes(b"1")
    glance = NOTHING
    while not glance.files:
        glance = look(tmp_path, glance).glance
    monkeypatch.setattr(tree, "_content", None)
    assert look(tmp_path, glance).checked.value[0].size == 1
