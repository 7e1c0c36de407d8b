"""Compiled templates are code: they are only run when nobody but this user can have put them there."""

import os
from pathlib import Path

import pytest

from sitegen.disk import compiled
from sitegen.disk.compiled import recall, remember

CODE = {"a": b"\x00code", "b": b"more"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "sitegen"


def test_they_come_back() -> None:
    assert recall("v1") == {}
    remember("v1", CODE)
    assert recall("v1") == CODE


def test_each_version_has_its_own_and_the_last_one_stays(home: Path) -> None:
    remember("v1", CODE)
    remember("v2", {"a": b"new"})
    assert recall("v1") == {}
    assert recall("v2") == {"a": b"new"}
    assert len(list(home.iterdir())) == 1


def test_nobody_else_may_read_or_write_them(home: Path) -> None:
    remember("v1", CODE)
    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / "templates-v1").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_can_write_is_not_trusted(home: Path, mode: int) -> None:
    remember("v1", CODE)
    (home / "templates-v1").chmod(mode)
    assert recall("v1") == {}


def test_a_folder_that_others_can_write_is_not_trusted(home: Path) -> None:
    remember("v1", CODE)
    home.chmod(0o777)
    assert recall("v1") == {}
    remember("v1", {"a": b"new"})
    home.chmod(0o700)
    assert recall("v1") == CODE, "nothing is put there"


def test_a_link_is_not_trusted(home: Path, tmp_path: Path) -> None:
    remember("v1", CODE)
    (home / "templates-v1").rename(tmp_path / "elsewhere")
    (home / "templates-v1").symlink_to(tmp_path / "elsewhere")
    assert recall("v1") == {}


def test_what_is_another_users_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    remember("v1", CODE)
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    assert recall("v1") == {}


@pytest.mark.parametrize("content", [b"", b"\xc1", b"\x93\x01\x02\x03", b"\x81\xa1a\xa1b"])
def test_damage(home: Path, content: bytes) -> None:
    remember("v1", CODE)
    (home / "templates-v1").write_bytes(content)
    assert recall("v1") == {}


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    remember("v1", CODE)
    monkeypatch.setattr(compiled, "LARGEST", 3)
    assert recall("v1") == {}


def test_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    remember("v1", CODE)
    assert recall("v1") == {}
