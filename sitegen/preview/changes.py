"""Hints that something in the project has changed, gathered until it is worth looking."""

import threading
import time
from collections.abc import Callable, Iterable
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
    """A count of hints. Whoever has looked after the nth hint has seen all that the first n are about."""

    now: Callable[[], float] = time.monotonic
    noted: int = 0
    _waiting: threading.Condition = field(default_factory=threading.Condition)
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
        with self._waiting:
            self._last = self.now()
            self._first = self._first if self._paths else self._last
            if len(self._paths) <= FEW:  # more need not be known
                self._paths.update(paths)
            self._is_whole = is_whole
            self._is_of_files = self._is_of_files and is_of_files
            self.noted += 1
            self._waiting.notify_all()

    def settled(self, patience: float | None = None) -> Hints | None:
        """Wait for a hint and then until it is quiet; None when for so many seconds there was none."""
        with self._waiting:
            if patience is None:
                while not self._paths:
                    self._waiting.wait(HEARD)
            elif not self._waiting.wait_for(lambda: self._paths, patience):
                return None
            while (left := self._due() - self.now()) > 0:
                self._waiting.wait(left)
            is_told = self._is_of_files and len(self._paths) <= FEW
            places = frozenset(self._paths) if is_told else None
            self._paths.clear()
            self._is_of_files = True
            return Hints(self.noted, places)

    def _due(self) -> float:
        quiet = SOON if self._is_whole and len(self._paths) <= FEW else QUIET
        return min(self._last + quiet, self._first + LIMIT)
