"""The state that a preview is in, and those who wait for the next."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct, field

from sitegen.preview.states import State


class Current(Struct):
    """Holds one state after another. Each is complete before anybody sees it."""

    has_ended: bool = False
    is_lost: bool = False  # whether what was remembered cannot be read back
    _state: State | None = None
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _quiet: threading.Lock = field(default_factory=threading.Lock)

    def publish(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()

    @contextmanager
    def quiet(self, patience: float = -1) -> Iterator[None]:
        """Do the work inside while no other work is done so: building, and fetching what lies on the disk.

        Workers are forked from us while we build; a lock that a thread of ours held at that moment, deep in a
        library, would be held in the worker for ever. After `patience` seconds it is done all the same.
        """
        held = self._quiet.acquire(timeout=patience)
        try:
            yield
        finally:
            if held:
                self._quiet.release()

    def end(self) -> None:
        """Let everybody go who waits."""
        with self._changed:
            self.has_ended = True
            self._changed.notify_all()

    def covering(self, hints: int, patience: float) -> State | None:
        """The state, as soon as it knows about so many hints; after `patience` seconds whatever there is."""
        with self._changed:
            self._changed.wait_for(
                lambda: self.has_ended or (self._state is not None and self._state.covers >= hints), patience
            )
            return self._state

    def after(self, state: State | None, patience: float) -> State | None:
        """The state that follows, as soon as there is one; after `patience` seconds the same."""
        deadline = time.monotonic() + patience
        with self._changed:
            while self._state is state and not self.has_ended and (left := deadline - time.monotonic()) > 0:
                self._changed.wait(left)
            return self._state
