"""Work spread over the processors gives what a plain loop gives."""

import os
import signal
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from sitegen.base.digests import each_in_turn
from sitegen.disk import processes
from sitegen.disk.processes import WorkerFailed
from sitegen.disk.processes import spread as spread_unordered

MANY = list(range(203))


def spread(work: Callable[[int, Any], Any], items: Sequence[int], shared: Any, count: int) -> list[Any]:
    """The results in the order of the items."""
    done = dict(spread_unordered(work, items, shared, count))
    assert sorted(done) == list(range(len(items)))
    return [done[place] for place in range(len(items))]


@pytest.fixture(autouse=True)
def workers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The workers that are started, by the numbers of their processes."""
    started: list[int] = []
    fork = os.fork

    def noted() -> int:
        process = fork()
        if process:
            started.append(process)
        return process

    monkeypatch.setattr(os, "fork", noted)
    return started


def described(item: int, shared: Callable[[int], str]) -> tuple[str, int]:
    return shared(item), os.getpid()


def test_results_come_in_the_order_of_the_items() -> None:
    offset = 1000  # a closure: what is shared need not be fit to be sent anywhere
    results = spread(described, MANY, lambda item: f"{item + offset}", 3)
    assert [text for text, _ in results] == [f"{item + 1000}" for item in MANY]
    assert len({process for _, process in results}) == 3


@pytest.mark.parametrize("count", [0, 1])
def test_one_process_is_this_one(count: int) -> None:
    assert spread(described, MANY, str, count) == each_in_turn(described, MANY, str)


def interrupted(item: int, here: int) -> int:
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGINT)
    return item


def test_workers_leave_control_c_to_this_process() -> None:
    """A terminal sends it to all. A worker that ended by it would look like one that was killed."""
    assert spread(interrupted, MANY, os.getpid(), 3) == MANY


def refuse_one(item: int, shared: int) -> int:
    if item == shared:
        raise ValueError(f"not {item}")
    return item


@pytest.mark.parametrize("item", [0, 1, 2])
def test_an_error_in_any_process_is_raised(item: int, workers: list[int]) -> None:
    with pytest.raises(ValueError, match=f"not {item}"):
        spread(refuse_one, MANY, item, 3)
    assert_nobody_is_left(workers)


def end_suddenly(item: int, shared: int) -> int:
    if os.getpid() != shared:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def test_a_worker_that_is_killed_is_told_of(workers: list[int]) -> None:
    with pytest.raises(WorkerFailed, match="memory"):
        spread(end_suddenly, MANY, os.getpid(), 3)
    assert_nobody_is_left(workers)


def named(item: int, shared: str) -> tuple[str, int]:
    return f"{shared}{item}", os.getpid()


def test_where_nothing_can_fork_workers_are_started_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "CAN_FORK", False)
    results = spread(named, MANY, "a", 3)
    assert [text for text, _ in results] == [f"a{item}" for item in MANY]
    by_share = [{process for _, process in results[number::3]} for number in range(3)]
    assert by_share[0] == {os.getpid()}
    for processes_of_a_share in by_share[1:]:  # one worker may do both, where the other is slow to start
        assert len(processes_of_a_share) == 1
        assert os.getpid() not in processes_of_a_share


def test_a_fresh_worker_that_is_killed_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "CAN_FORK", False)
    with pytest.raises(WorkerFailed, match="memory"):
        spread(end_suddenly, MANY, os.getpid(), 3)


def assert_nobody_is_left(workers: list[int]) -> None:
    assert len(workers) == 2
    for process in workers:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)
