"""Work on many items spread over the processors: the same results, in the same order, sooner.

Each worker is a fork of this process, so that what is shared need not be sent to it; only results come back. Where the
system cannot fork, workers are started afresh and are sent what is shared.
"""

import gc
import os
import pickle
import signal
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, BinaryIO, Generic, TypeVar

from sitegen.base.digests import each_in_turn

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")

CAN_FORK = hasattr(os, "fork")

forking = Lock()  # held while a worker is forked; a thread that uses locks of its own holds it while it does


class WorkerFailed(RuntimeError):
    """A worker ended without its results: it was killed, or ran out of memory."""

    def __init__(self) -> None:
        super().__init__("a part of the work ended before it was done; there may be too little memory.")


@dataclass(frozen=True, slots=True)
class _Worker:
    process: int
    results: BinaryIO


@dataclass(frozen=True, slots=True)
class _Answer(Generic[Result]):
    """What a worker sends: its results, or what went wrong in it."""

    results: Sequence[Result] = ()
    error: Exception | None = None


def spread(
    work: Callable[[Item, Shared], Result],
    items: Sequence[Item],
    shared: Shared,
    count: int,
    advance: Callable[[int], None] = lambda _: None,
) -> Sequence[Result]:
    """`each_in_turn`, with every nth item done by the nth of `count` processes.

    `advance` is told how many more items are done by now: this process knows of its own only, and takes the others
    to be as quick.
    """
    count = max(1, count)

    def told(item: Item, shared: Shared) -> Result:
        result = work(item, shared)
        advance(count)
        return result

    if count == 1:
        return each_in_turn(told, items, shared)
    shares = [items[number::count] for number in range(count)]
    done = _forked(work, told, shares, shared) if CAN_FORK else _spawned(work, told, shares, shared)
    return [done[place % count][place // count] for place in range(len(items))]


def _forked(
    work: Callable[[Item, Shared], Result],
    here: Callable[[Item, Shared], Result],
    shares: Sequence[Sequence[Item]],
    shared: Shared,
) -> list[Sequence[Result]]:
    """`work` done by workers, and on the first share by this process, where it is `here`."""
    gc.freeze()  # or collecting garbage in the workers would copy all that is shared
    workers = [_start(work, share, shared) for share in shares[1:]]
    try:
        return [each_in_turn(here, shares[0], shared), *map(_collect, workers)]
    finally:
        gc.unfreeze()
        for worker in workers:
            _end(worker)


def _start(work: Callable[[Item, Shared], Result], items: Sequence[Item], shared: Shared) -> _Worker:
    reading, writing = os.pipe()
    process = _fork()
    if process:
        os.close(writing)
        return _Worker(process, os.fdopen(reading, "rb"))
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(_attempt(work, items, shared), pipe, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)  # nothing that this process was about to do besides is the worker's business


def _fork() -> int:
    """`os.fork`, during which Ctrl-C waits: Python would lose it in what libraries have asked to be called then.

    A worker never hears of it. The terminal sends it to all, and it is for us to end our workers.
    """
    with warnings.catch_warnings(), forking:
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns where threads run; see `forking`
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process = os.fork()
            if not process:
                signal.signal(signal.SIGINT, signal.SIG_IGN)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return process


def _attempt(work: Callable[[Item, Shared], Result], items: Sequence[Item], shared: Shared) -> _Answer[Result]:
    try:
        return _Answer(each_in_turn(work, items, shared))
    except Exception as error:  # noqa: BLE001  # told to the parent, which raises it
        return _Answer(error=error)


def _collect(worker: _Worker) -> Any:
    try:
        answer = pickle.load(worker.results)  # noqa: S301  # from our own fork, through our own pipe
    except (EOFError, pickle.UnpicklingError) as error:
        raise WorkerFailed from error
    if answer.error is not None:
        raise answer.error
    return answer.results


def _end(worker: _Worker) -> None:
    """Nobody is left behind: a worker whose results are not wanted any more is stopped."""
    worker.results.close()
    ended, _ = os.waitpid(worker.process, os.WNOHANG)
    if not ended:
        os.kill(worker.process, signal.SIGKILL)
        os.waitpid(worker.process, 0)


def _spawned(
    work: Callable[[Item, Shared], Result],
    here: Callable[[Item, Shared], Result],
    shares: Sequence[Sequence[Item]],
    shared: Shared,
) -> list[Sequence[Result]]:
    """The same with workers that are started afresh."""
    from concurrent.futures import ProcessPoolExecutor  # start-up: 6 ms with multiprocessing, where few need them
    from concurrent.futures.process import BrokenProcessPool  # start-up: as above
    from multiprocessing import get_context  # start-up: as above

    with ProcessPoolExecutor(len(shares) - 1, mp_context=get_context("spawn")) as pool:
        try:
            waiting = [pool.submit(each_in_turn, work, share, shared) for share in shares[1:]]
            return [each_in_turn(here, shares[0], shared), *(one.result() for one in waiting)]
        except BrokenProcessPool as error:
            raise WorkerFailed from error
