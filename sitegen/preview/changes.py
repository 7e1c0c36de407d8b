"""Hints that something in the project has changed, gathered until it is worth looking."""

import threading
import time
from collections.abc import Callable, Iterable

from msgspec import Struct, field

SOON = 0.01  # seconds of quiet after a file was written to its end, when hardly any other was touched
QUIET = 0.05  # seconds of quiet after anything else: somebody may be in the middle of it
LIMIT = 0.5  # seconds after which it is worth looking although it never is quiet
FEW = 3  # paths that one save touches: the file, a copy beside it, a new one that takes its place


class Changes(Struct):
    """A count of hints. Whoever has looked after the nth hint has seen all that the first n are about."""

    now: Callable[[], float] = time.monotonic
    noted: int = 0
    _waiting: threading.Condition = field(default_factory=threading.Condition)
    _paths: set[str] = field(default_factory=set)
    _first: float = 0.0
    _last: float = 0.0
    _is_whole: bool = True

    def note(self, paths: Iterable[str], is_whole: bool = False) -> None:
        """Something about these paths has changed; `is_whole` says that what is there now is complete."""
        with self._waiting:
            self._last = self.now()
            self._first = self._first if self._paths else self._last
            if len(self._paths) <= FEW:  # more need not be known
                self._paths.update(paths)
            self._is_whole = is_whole
            self.noted += 1
            self._waiting.notify_all()

    def settled(self) -> int:
        """Wait for a hint and then until it is quiet, and give the number of the last hint."""
        with self._waiting:
            while not self._paths:
                self._waiting.wait()
            while (left := self._due() - self.now()) > 0:
                self._waiting.wait(left)
            self._paths.clear()
            return self.noted

    def _due(self) -> float:
        quiet = SOON if self._is_whole and len(self._paths) <= FEW else QUIET
        return min(self._last + quiet, self._first + LIMIT)
