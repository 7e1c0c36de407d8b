"""When it is worth looking: soon after a save, later in a storm, never not at all."""

import signal
import threading
import time
from dataclasses import dataclass

import pytest

from sitegen.preview.changes import HEARD, LIMIT, QUIET, SOON, Changes, Hints


@dataclass
class Clock:
    """A clock that stands still until somebody waits."""

    moment: float = 100.0

    def __call__(self) -> float:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.mark.parametrize(
    ("hints", "wait"),
    [
        ([(0, "a", True)], SOON),
        ([(0, "a", False)], QUIET),
        ([(0, "a", False), (0.001, "a", True)], SOON),
        ([(0, name, True) for name in "abc"], SOON),
        ([(0, name, True) for name in "abcd"], QUIET),
        ([(0, "a", True), (0.004, "a", False)], QUIET),
    ],
)
def test_how_long_it_must_be_quiet(clock: Clock, hints: list[tuple[float, str, bool]], wait: float) -> None:
    changes = Changes(clock)
    for moment, path, is_whole in hints:
        clock.moment = 100 + moment
        changes.note([path], is_whole)
    assert changes._due() == pytest.approx(clock.moment + wait)


def test_in_a_storm_somebody_looks_all_the_same(clock: Clock) -> None:
    changes = Changes(clock)
    for number in range(1000):
        clock.moment = 100 + number * 0.001
        changes.note([str(number)])
    assert changes._due() == pytest.approx(100 + LIMIT)
    assert changes.settled() == Hints(1000, None)
    changes.note(["a"])
    assert changes._due() == pytest.approx(clock.moment + QUIET), "the next storm is another"


def test_a_hint_during_the_work_is_for_the_next_look() -> None:
    changes = Changes()
    changes.note(["a"], is_whole=True, is_of_files=True)
    assert changes.settled() == Hints(1, frozenset({"a"}))
    began = time.monotonic()
    threading.Timer(0.03, changes.note, (["b"], True, True)).start()
    assert changes.settled() == Hints(2, frozenset({"b"}))
    assert time.monotonic() - began >= 0.03


def test_nobody_waits_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a signal that comes just before the waiting begins would not be heard before the next change."""
    changes, waited = Changes(), []

    def wait(self: Changes, seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            changes.note(["a"], is_whole=True)

    monkeypatch.setattr(Changes, "_wait", wait)
    assert changes.settled() == Hints(1, None)
    assert waited[:2] == [HEARD, HEARD]


def test_a_signal_is_heard_as_what_it_is_whenever_it_comes() -> None:
    changes = Changes()

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    def wait_until_it_comes(seconds: float) -> None:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        while True:
            changes.settled(0.00005)

    before = signal.signal(signal.SIGALRM, end)
    try:
        for number in range(400):
            with pytest.raises(KeyboardInterrupt):
                wait_until_it_comes(0.0002 + number * 1e-6)
    finally:
        signal.signal(signal.SIGALRM, before)
    changes.note(["a"], is_of_files=True)
    assert changes.settled() == Hints(1, frozenset({"a"})), "and it goes on as before"


def test_what_is_no_matter_of_a_few_files_may_be_anything() -> None:
    changes = Changes()
    assert changes.settled(0) is None
    for number in range(4):
        changes.note([f"{number}"], is_whole=True, is_of_files=True)
    assert changes.settled() == Hints(4, None)
    changes.note(["a"], is_whole=True, is_of_files=True)
    changes.note(["folder"], is_whole=True)
    changes.note(["a"], is_whole=True, is_of_files=True)
    assert changes.settled() == Hints(7, None)
    changes.note(["a"], is_whole=True, is_of_files=True)
    assert changes.settled() == Hints(8, frozenset({"a"})), "the next hints are others"
