"""Reads a project: its folder on the disk becomes source files. What looks as it did before is not even opened."""

import errno
import os
import stat
import time
from collections.abc import Iterable, Mapping
from functools import partial
from operator import attrgetter
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct, field

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic, Span, by_place
from sitegen.base.digests import digest
from sitegen.base.files import SourceFile
from sitegen.base.remarks import Remark
from sitegen.disk.glance import NOTHING, Glance, digest_in, entry, is_settled, signature

CONFIG = "config.yaml"
FOLDERS = ("content", "locale", "static", "templates")
RACY = 2_000_000_000  # nanoseconds: no file system's clock is coarser, and few are off by more
LARGE = 1 << 18  # bytes; what is larger, a photograph or a font, is not kept in memory but read again when it is wanted
HELD = 1 << 26  # bytes of all that is kept in memory; beyond, what is read is read again as well

by_name = attrgetter("name")


class SourceChanged(Exception):
    """A file is no longer what it was when the project was looked at. Look again, without the earlier glance."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} was changed while the site was being made.")
        self.path = path


class Reading(Struct, frozen=True):
    """The files of a project with what is wrong with them, and the glance by which the next reading is quicker.

    has_links   whether symbolic links lead to some of them
    """

    checked: Checked[tuple[SourceFile, ...]]
    glance: Glance
    has_links: bool = False


def read_project(root: Path) -> Checked[tuple[SourceFile, ...]]:
    """`config.yaml` and all files in the source folders of a project, sorted by path.

    Paths are relative to `root`, POSIX, in Unicode's NFC: the same on every system. Hidden files are passed
    over. What cannot be read, links that lead nowhere or out of the project, and things that are not files
    are `file/unreadable`.
    """
    return look(root).checked


def look(root: Path, seen: Glance = NOTHING) -> Reading:
    """The same, opening only files that do not look as they did in the glance of an earlier reading.

    A file looks the same when its size, its times of modification and change, its inode and its device are the same.
    It is then known by its digest, and whoever asks for its bytes gets those, or SourceChanged. Racy files never look
    the same: those that were changed less than two seconds before they were looked at, as git has it in its index.
    Two seconds is the coarsest clock of a file system (FAT), and how far that of a file server may be behind ours.

    The glance that is given back is `seen` itself when it would not say anything else.
    """
    taken = time.time_ns()
    real_root = os.path.realpath(root)
    walk = _Walk(real_root, real_root.rstrip("/") + "/", seen.files, taken - RACY)
    for path in (CONFIG, *FOLDERS):
        walk.begin(path)
    files = tuple(walk.files[path] for path in sorted(walk.files))
    return Reading(Checked(files, by_place(walk.found)), _glance(walk, seen, taken), walk.has_links)


def look_at(root: Path, before: Reading, places: Iterable[str]) -> Reading | None:
    """The reading after a change of the files at these places, if nothing else in the project has changed.

    None where that takes a look at everything: something there is no plain file, is new or is gone, or cannot be read;
    or one file may have several paths, or several one: through links, or as names are written in code points.
    """
    inside = os.path.realpath(root).rstrip("/") + "/"
    if before.has_links or before.checked.diagnostics:
        return None
    files = {file.path: file for file in before.checked.value}
    noted = dict(before.glance.files)
    for place in places:
        path = place.removeprefix(inside)
        if not path.isascii():
            return None
        try:
            is_plain = stat.S_ISREG(os.lstat(place).st_mode) and os.path.realpath(place) == place
            read = _read(place, path)[0] if is_plain and path in files else None
        except FileNotFoundError:
            if path in files:
                return None
            continue  # what an editor needed for a moment
        except OSError:
            return None
        if read is None:
            return None
        noted.pop(path, None)
        if read.digest != files[path].digest:
            files[path] = read
    return Reading(Checked(tuple(files.values())), Glance(before.glance.taken, noted))


class _Walk(Struct):
    """One walk over a project: where it goes, and what it has seen so far. Places are real paths, without links."""

    root: str
    inside: str
    seen: Mapping[str, bytes]
    settled: int
    files: dict[str, SourceFile] = field(default_factory=dict)
    held: int = 0
    opened: set[str] = field(default_factory=set)
    noted: dict[str, bytes] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    has_links: bool = False
    waiting: list[tuple[str, str, frozenset[str]]] = field(default_factory=list)

    def begin(self, path: str) -> None:
        """Read the configuration or a source folder with all that is in it, if it is there."""
        place = self.inside + path
        try:
            mode = os.lstat(place).st_mode
            if stat.S_ISLNK(mode):
                self.link(place, path, frozenset())
            else:
                self.visit(place, path, mode, frozenset())
        except OSError as error:
            self.fail(path, error)
        while self.waiting:
            place, path, above = self.waiting.pop()
            try:
                self.folder(place, path, above)
            except OSError as error:
                self.fail(path, error)

    def folder(self, place: str, path: str, above: frozenset[str]) -> None:
        """Read the files in a folder; `above` are the real folders that the walk came through."""
        if place in above:
            self.refuse(path, Remark("the link leads back to a folder that holds it"))
            return
        with os.scandir(place) as entries:
            ordered = sorted(entries, key=by_name)
        for one in ordered:
            name = one.name
            if name[0] == ".":
                continue
            if not name.isascii():
                if _is_no_text(name):
                    self.refuse(f"{path}/{name}", Remark("its name is not UTF-8"))
                    continue
                name = normalize("NFC", name)
            try:
                if one.is_file(follow_symlinks=False):
                    self.file(f"{place}/{one.name}", f"{path}/{name}", one.stat(follow_symlinks=False))
                else:
                    self.other(one, f"{place}/{one.name}", f"{path}/{name}", above | {place})
            except OSError as error:
                self.fail(f"{path}/{name}", error)

    def other(self, one: os.DirEntry[str], place: str, path: str, above: frozenset[str]) -> None:
        if one.is_symlink():
            self.link(place, path, above)
        elif one.is_dir(follow_symlinks=False):
            self.waiting.append((place, path, above))
        else:
            self.refuse(path, Remark("it is not a file"))

    def file(self, place: str, path: str, status: os.stat_result) -> None:
        files = self.files
        if path in files:
            self.refuse(path, Remark("another file has the same name in other code points"))
            return
        known = self.seen.get(path)
        if known is not None and known.startswith(signature(status)):
            name = digest_in(known)
            files[path] = SourceFile(path, digest=name, size=status.st_size, fetch=partial(_fetch, place, path, name))
        else:
            self.read(place, path)

    def read(self, place: str, path: str) -> None:
        self.opened.add(path)
        read, status = _read(place, path, HELD - self.held)
        self.files[path] = read
        self.held += read.size if read.is_at_hand else 0
        if read.size == status.st_size and is_settled(status, self.settled):
            self.noted[path] = entry(status, read.digest)

    def visit(self, place: str, path: str, mode: int, above: frozenset[str]) -> None:
        if stat.S_ISDIR(mode) and path != CONFIG:
            self.waiting.append((place, path, above))
        elif stat.S_ISREG(mode) and path not in FOLDERS:
            self.file(place, path, os.lstat(place))
        else:
            self.refuse(path, Remark("it is not a folder") if path in FOLDERS else Remark("it is not a file"))

    def link(self, place: str, path: str, above: frozenset[str]) -> None:
        """Follow a symbolic link, if it stays among the project's visible files."""
        self.has_links = True
        try:
            real = os.path.realpath(place, strict=True)
        except OSError:
            self.refuse(path, Remark("the link leads nowhere"))
            return
        if real != self.root and not real.startswith(self.inside):
            self.refuse(path, Remark("the link leads out of the project"))
        elif any(part.startswith(".") for part in real.removeprefix(self.inside).split("/")):
            self.refuse(path, Remark("the link leads to a hidden file"))
        else:
            self.visit(real, path, os.lstat(real).st_mode, above)

    def fail(self, path: str, error: OSError) -> None:
        """Not every project has every folder, and a file may have been deleted a moment ago; the rest is told."""
        if not isinstance(error, FileNotFoundError):
            self.refuse(path, reason(error))

    def refuse(self, path: str, detail: str) -> None:
        shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        self.found.append(problems.UNREADABLE.at(Span(normalize("NFC", shown)), detail=detail))


def _glance(walk: _Walk, seen: Glance, taken: int) -> Glance:
    if not walk.opened and len(walk.files) == len(seen.files):
        return seen
    noted = {path: seen.files[path] for path in walk.files if path not in walk.opened} | walk.noted
    return seen if noted == seen.files else Glance(taken, noted)


def _read(place: str, path: str, room: int = LARGE) -> tuple[SourceFile, os.stat_result]:
    """A file, and what it looked like before it was read. `room` is how much of it may be kept in memory."""
    content, status = _content(place)
    size, name = len(content), digest([content])
    kept = content if size <= min(room, LARGE) else None
    return SourceFile(path, kept, digest=name, size=size, fetch=partial(_fetch, place, path, name)), status


def _content(place: str) -> tuple[bytes, os.stat_result]:
    """The bytes of a file, and what it looked like before they were read."""
    handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        status = os.fstat(handle)
        content = os.read(handle, status.st_size + 1)
        if len(content) == status.st_size:
            return content, status
        rest = [content]  # somebody is writing it just now, or it is very large
        while more := os.read(handle, LARGE):
            rest.append(more)
        return b"".join(rest), status
    finally:
        os.close(handle)


def _fetch(place: str, path: str, name: str) -> bytes:
    try:
        content, _ = _content(place)
    except OSError as error:
        raise SourceChanged(path) from error
    if digest([content]) != name:
        raise SourceChanged(path)
    return content


# What goes wrong most often, in words that can be translated; they are the system's own in English.
REASONS = {
    errno.EACCES: Remark("permission denied"),
    errno.EDQUOT: Remark("disk quota exceeded"),
    errno.EIO: Remark("input/output error"),
    errno.ENAMETOOLONG: Remark("file name too long"),
    errno.ENOENT: Remark("no such file or directory"),
    errno.ENOSPC: Remark("no space left on device"),
    errno.ENOTDIR: Remark("not a directory"),
    errno.EPERM: Remark("operation not permitted"),
    errno.EROFS: Remark("read-only file system"),
}


def reason(error: OSError) -> str:
    """The system's words for what went wrong, or ours, as the end of a sentence: "permission denied"."""
    known = error.strerror if isinstance(error.strerror, Remark) else REASONS.get(error.errno or 0)
    if known:
        return known
    words = error.strerror or type(error).__name__
    return words[:1].lower() + words[1:]


def _is_no_text(name: str) -> bool:
    """Whether the name on the disk is bytes that are not UTF-8 (Python shows them as lone surrogates)."""
    return any("\ud800" <= character <= "\udfff" for character in name)
