"""Watches the folders of a project, and those that links in them lead to, and hints at every change."""

import errno
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserverVFS

from sitegen.disk.tree import CONFIG, FOLDERS
from sitegen.preview.changes import Changes

INTERVAL = 1.0  # seconds between two looks where the system tells of nothing
EXHAUSTED = {errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOSYS}
WHOLE = (FileClosedEvent, FileMovedEvent)
OF_FOLDERS = (DirCreatedEvent, DirDeletedEvent, DirMovedEvent)
NEW = (DirCreatedEvent, DirMovedEvent)
# Not that a file was opened or read: we do that ourselves.
TELLING: list[type[FileSystemEvent]] = [
    FileAttribEvent, FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent,
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent,
]  # fmt: skip


@contextmanager
def watching(
    root: Path, changes: Changes, is_polling: bool = False, exhausted: Callable[[], None] = lambda: None
) -> Iterator["Watching"]:
    """Watch a project until the work inside is done; see Watching."""
    watch = Watching(root.resolve(), changes, is_polling, exhausted)
    try:
        watch.start()
        yield watch
    finally:
        watch.stop()


class Watched(Struct):
    """A folder that is watched: which one it was when we began, and as what the observer knows it."""

    identity: tuple[int, int]
    watch: ObservedWatch


@dataclass(slots=True, eq=False)
class Watching(FileSystemEventHandler):
    """Watches a project and notes what changes. `is_polling` says that we look ourselves, about once a second.

    Where the system cannot watch as many folders as the project has, `exhausted` is called, and we look ourselves.
    """

    root: Path
    changes: Changes
    is_polling: bool = False
    exhausted: Callable[[], None] = lambda: None
    _observer: BaseObserver | None = None
    _watched: dict[str, Watched] = field(default_factory=dict)
    _linked: dict[str, bool] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _lost: set[str] = field(default_factory=set)
    _new: set[str] = field(default_factory=set)

    def start(self) -> None:
        """Begin to watch everything."""
        try:
            self._begin()
        except OSError as error:
            self._fall_back(error)

    def renew(self) -> None:
        """Watch folders that have appeared or were replaced, and those that new links lead to."""
        try:
            self._renew()
        except OSError as error:
            self._fall_back(error)

    def stop(self) -> None:
        if self._observer is not None and self._observer.is_alive():
            self._observer.stop()
            self._observer.join()
        self._observer = None
        self._watched.clear()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the observer, in its thread."""
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        with self._lock:
            if isinstance(event, (DirDeletedEvent, DirMovedEvent)):
                self._lost.add(paths[0])
            if isinstance(event, NEW) or Path(paths[-1]).is_symlink():
                self._new.add(paths[-1])
        concerned = [path for path in paths if self._concerns(path)]
        if concerned:
            is_of_files = not isinstance(event, OF_FOLDERS)
            self.changes.note(concerned, is_whole=isinstance(event, WHOLE), is_of_files=is_of_files)

    def _concerns(self, path: str) -> bool:
        """Whether a path may be part of the project: not hidden, and none of the other things in its root folder."""
        parts = self._parts(path)
        return bool(parts) and (len(parts) > 1 or parts[0] in (CONFIG, *FOLDERS) or path in self._linked)

    @property
    def _observed(self) -> BaseObserver:
        if self._observer is None:
            raise RuntimeError("nothing is watched yet")
        return self._observer

    def _begin(self) -> None:
        polling = PollingObserverVFS(stat=os.lstat, listdir=_visible, polling_interval=INTERVAL)
        self._observer = polling if self.is_polling else Observer()
        self._observer.start()
        self._new = {str(self.root / name) for name in (CONFIG, *FOLDERS)}
        self._renew()

    def _fall_back(self, error: OSError) -> None:
        if self.is_polling or error.errno not in EXHAUSTED:
            raise error
        self.stop()
        self.is_polling = True
        self.exhausted()
        self._begin()

    def _renew(self) -> None:
        with self._lock:
            new, self._new = self._new, set()
            lost, self._lost = self._lost, set()
        for path in sorted(new):
            self._linked |= dict(self._links(path))
        wanted = list(self._wanted())
        kept = {(path, identity) for path, _, identity in wanted if path not in lost}
        for path, watched in [*self._watched.items()]:
            if (path, watched.identity) not in kept:
                self._observed.unschedule(self._watched.pop(path).watch)
        for path, deep, identity in wanted:
            if path not in self._watched:
                self._watch(path, deep, identity)
        if new and sys.platform == "linux" and not self.is_polling:
            self._prove()

    def _wanted(self) -> Iterator[tuple[str, bool, tuple[int, int]]]:
        """The folders to watch, whether with all below them, and what the system knows them by."""
        folders = {str(self.root): False}
        for name in FOLDERS:
            folders[os.path.realpath(self.root / name)] = True
        for target, is_folder in self._linked.items():
            folders.setdefault(target if is_folder else str(Path(target).parent), is_folder)
        for path, deep in folders.items():
            with suppress(OSError):  # not there, or not now
                found = Path(path).stat()
                yield path, deep, (found.st_dev, found.st_ino)

    def _watch(self, path: str, deep: bool, identity: tuple[int, int]) -> None:
        with suppress(FileNotFoundError, PermissionError):  # when that changes, we are told
            watch = self._observed.schedule(self, path, recursive=deep, event_filter=TELLING)
            self._watched[path] = Watched(identity, watch)

    def _prove(self) -> None:
        """Raise when inotify cannot watch one folder more: then it has left out some without a word."""
        self._observed.unschedule(self._observed.schedule(self, os.sep, event_filter=[DirMovedEvent]))

    def _links(self, path: str) -> Iterator[tuple[str, bool]]:
        """Where links at a path and below it lead to in the project, and whether that is a folder."""
        waiting, seen = [path], set()
        while waiting:
            place = waiting.pop()
            real = os.path.realpath(place)
            if real in seen or not self._parts(real):
                continue
            seen.add(real)
            is_folder = Path(real).is_dir()
            if Path(place).is_symlink():
                yield real, is_folder
            if is_folder:
                waiting += [entry.path for entry in _visible(real) if _leads_on(entry)]

    def _parts(self, path: str) -> tuple[str, ...]:
        """The names on the way from the project to a path in it; none when it is hidden or lies elsewhere."""
        parts = Path(os.path.relpath(path, self.root)).parts
        return () if any(part.startswith(".") for part in parts) else parts


def _leads_on(entry: "os.DirEntry[str]") -> bool:
    return entry.is_symlink() or entry.is_dir(follow_symlinks=False)


def _visible(folder: str | None) -> Iterator["os.DirEntry[str]"]:
    """The entries of a folder that are not hidden; none where it cannot be read."""
    try:
        with os.scandir(folder or ".") as entries:
            yield from (entry for entry in entries if not entry.name.startswith("."))
    except OSError:
        return
