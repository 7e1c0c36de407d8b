"""Work spread over the processors gives what a plain loop gives."""

import os
import signal
from collections.abc import Callable

import pytest

from sitegen.base.digests import each_in_turn
from sitegen.disk import processes
from sitegen.disk.processes import WORTH_A_WORKER, WorkerFailed, each_on_all_processors

MANY = list(range(5 * WORTH_A_WORKER + 3))


@pytest.fixture(autouse=True)
def workers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Three processors; and the workers that are started, by the numbers of their processes."""
    started: list[int] = []
    fork = os.fork

    def noted() -> int:
        process = fork()
        if process:
            started.append(process)
        return process

    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    monkeypatch.setattr(os, "fork", noted)
    return started


def described(item: int, shared: Callable[[int], str]) -> tuple[str, int]:
    return shared(item), os.getpid()


def test_results_come_in_the_order_of_the_items() -> None:
    offset = 1000  # a closure: what is shared need not be fit to be sent anywhere
    results = each_on_all_processors(described, MANY, lambda item: f"{item + offset}")
    assert [text for text, _ in results] == [f"{item + 1000}" for item in MANY]
    assert len({process for _, process in results}) == 3


@pytest.mark.parametrize("count", [0, 1, 2 * WORTH_A_WORKER - 1])
def test_little_work_stays_in_this_process(count: int) -> None:
    items = MANY[:count]
    assert each_on_all_processors(described, items, str) == each_in_turn(described, items, str)


def refuse_one(item: int, shared: int) -> int:
    if item == shared:
        raise ValueError(f"not {item}")
    return item


@pytest.mark.parametrize("item", [0, 1, 2])
def test_an_error_in_any_process_is_raised(item: int, workers: list[int]) -> None:
    with pytest.raises(ValueError, match=f"not {item}"):
        each_on_all_processors(refuse_one, MANY, item)
    assert_nobody_is_left(workers)


def end_suddenly(item: int, shared: int) -> int:
    if os.getpid() != shared:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def test_a_worker_that_is_killed_is_told_of(workers: list[int]) -> None:
    with pytest.raises(WorkerFailed, match="memory"):
        each_on_all_processors(end_suddenly, MANY, os.getpid())
    assert_nobody_is_left(workers)


def test_without_fork_it_is_a_plain_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(processes.os, "fork")
    assert {process for _, process in each_on_all_processors(described, MANY, str)} == {os.getpid()}


def assert_nobody_is_left(workers: list[int]) -> None:
    assert len(workers) == 2
    for process in workers:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)
