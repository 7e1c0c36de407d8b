"""Hints that something in the project has changed, gathered until it is worth looking."""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock
from typing import NamedTuple

from msgspec import Struct, field

SOON = 0.01  # seconds of quiet after a file was written to its end, when hardly any other was touched
QUIET = 0.05  # seconds of quiet after anything else: somebody may be in the middle of it
LIMIT = 0.5  # seconds after which it is worth looking although it never is quiet
HEARD = 1.0  # seconds after which a signal is heard at the latest, when it came just before the waiting began
FEW = 3  # paths that one save touches: the file, a copy beside it, a new one that takes its place


class Hints(NamedTuple):
    """What was hinted at until it was quiet.

    number  of the last hint of all
    places  of the files that the new ones are about; None where folders were concerned too, or very many
    """

    number: int
    places: frozenset[str] | None


class Changes(Struct):
    """A count of hints. Whoever has looked after the nth hint has seen all that the first n are about.

    Who waits for hints waits for a bell. A signal to end raises an exception where it interrupts us; inside a
    `threading.Condition` that may be where its lock is not held, and another exception takes the place of ours.
    """

    now: Callable[[], float] = time.monotonic
    noted: int = 0
    _lock: Lock = field(default_factory=Lock)
    _bell: SimpleQueue[None] = field(default_factory=SimpleQueue)
    _paths: set[str] = field(default_factory=set)
    _first: float = 0.0
    _last: float = 0.0
    _is_whole: bool = True
    _is_of_files: bool = True

    def note(self, paths: Iterable[str], is_whole: bool = False, is_of_files: bool = False) -> None:
        """Something about these paths has changed.

        `is_whole` says that what is there now is complete, `is_of_files` that nothing else has changed than what
        stands in files, or whether they are there.
        """
        with self._lock:
            self._last = self.now()
            self._first = self._first if self._paths else self._last
            if len(self._paths) <= FEW:  # more need not be known
                self._paths.update(paths)
            self._is_whole = is_whole
            self._is_of_files = self._is_of_files and is_of_files
            self.noted += 1
        self._bell.put(None)

    @property
    def are_waiting(self) -> bool:
        """Whether there was a hint since it was quiet last."""
        return bool(self._paths)

    def settled(self, patience: float | None = None) -> Hints | None:
        """Wait for a hint and then until it is quiet; None when for so many seconds there was none."""
        end = None if patience is None else self.now() + patience
        while not self.are_waiting:
            left = HEARD if end is None else end - self.now()
            if left <= 0:
                return None
            self._wait(min(left, HEARD))
        while (left := self._due() - self.now()) > 0:
            self._wait(left)
        with self._lock:
            is_told = self._is_of_files and len(self._paths) <= FEW
            places = frozenset(self._paths) if is_told else None
            self._paths.clear()
            self._is_of_files = True
            return Hints(self.noted, places)

    def _wait(self, seconds: float) -> None:
        """Until the bell rings; it may ring once more for a hint that is settled."""
        with suppress(Empty):
            self._bell.get(timeout=seconds)

    def _due(self) -> float:
        quiet = SOON if self._is_whole and len(self._paths) <= FEW else QUIET
        return min(self._last + quiet, self._first + LIMIT)
