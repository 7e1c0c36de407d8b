"""The spool: what was made in this run and is not needed just now, in a file that the system takes away with us."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

AT_HAND = 1 << 20  # bytes that are not worth a file


class Spool:
    """Byte strings by name: a few in memory, more on the disk; in memory too where the disk does not let us.

    Workers that were forked from us read it too: nobody moves a common position in the file.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._file: BinaryIO | None = None
        self._length = 0
        self._free = AT_HAND
        self._places: dict[str, tuple[int, int]] = {}
        self._held: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._places or name in self._held

    def __iter__(self) -> Iterator[str]:
        yield from self._places
        yield from self._held

    def add(self, name: str, content: bytes) -> None:
        """Put a byte string by; one whose name is known is there already."""
        if name in self:
            return
        self._free -= len(content)
        if self._file is None and self._free >= 0:
            self._held[name] = content
            return
        try:
            self._write(name, content)
        except OSError:  # a full disk, or a folder that may not be written
            self._held[name] = content

    def get(self, name: str) -> bytes | None:
        """A byte string by its name; None where there is none."""
        if name in self._held:
            return self._held[name]
        place = self._places.get(name)
        if place is None or self._file is None:
            return None
        return os.pread(self._file.fileno(), place[1], place[0])

    def keep(self, names: Iterable[str]) -> None:
        """Forget all others, and begin a new file once most of the old one is forgotten."""
        wanted = set(names)
        self._held = {name: content for name, content in self._held.items() if name in wanted}
        if self._file is None:
            self._free = AT_HAND - sum(map(len, self._held.values()))
        self._places = {name: place for name, place in self._places.items() if name in wanted}
        if 2 * sum(length for _, length in self._places.values()) < self._length:
            kept = [(name, content) for name in self if (content := self.get(name)) is not None]
            self.clear()
            for name, content in kept:
                self.add(name, content)

    def clear(self) -> None:
        """Forget everything."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        self._file, self._length, self._free = None, 0, AT_HAND
        self._places.clear()
        self._held.clear()

    def _write(self, name: str, content: bytes) -> None:
        if self._file is None:
            self._file = file_without_a_name(self._folder)
        written = 0
        while written < len(content):
            written += os.pwrite(self._file.fileno(), content[written:], self._length + written)
        self._places[name] = self._length, len(content)
        self._length += len(content)


def file_without_a_name(folder: Path | None) -> BinaryIO:
    """A file in a folder, else where the system has room for such files, that is gone when it is closed."""
    import tempfile  # start-up: 2 ms, where little was made

    if folder and folder.is_dir():
        with suppress(OSError):
            return cast("BinaryIO", tempfile.TemporaryFile(dir=folder))
    return cast("BinaryIO", tempfile.TemporaryFile())
