"""Work on many items spread over the processors: the same results, in the same order, sooner.

Each worker is a fork of this process, so that what is shared need not be sent to it; only results come back.
Where the system cannot fork, or there is too little to do, it is a plain loop.
"""

import gc
import os
import pickle
import signal
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Generic, TypeVar

from sitegen.base.digests import each_in_turn

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")

WORTH_A_WORKER = 40  # items; below that, starting a worker takes longer than their work


class WorkerFailed(RuntimeError):
    """A worker ended without its results: it was killed, or ran out of memory."""


@dataclass(frozen=True, slots=True)
class _Worker:
    process: int
    results: BinaryIO


@dataclass(frozen=True, slots=True)
class _Answer(Generic[Result]):
    """What a worker sends: its results, or what went wrong in it."""

    results: Sequence[Result] = ()
    error: Exception | None = None


def each_on_all_processors(
    work: Callable[[Item, Shared], Result], items: Sequence[Item], shared: Shared
) -> Sequence[Result]:
    """`each_in_turn`, with every nth item done by the nth process."""
    count = min(os.cpu_count() or 1, len(items) // WORTH_A_WORKER)
    if count < 2 or not hasattr(os, "fork"):
        return each_in_turn(work, items, shared)
    gc.freeze()  # or collecting garbage in the workers would copy all that is shared
    shares = [items[number::count] for number in range(count)]
    workers = [_start(work, share, shared) for share in shares[1:]]
    try:
        done: list[Sequence[Result]] = [each_in_turn(work, shares[0], shared)]
        done += [_collect(worker) for worker in workers]
    finally:
        gc.unfreeze()
        for worker in workers:
            _end(worker)
    return [done[place % count][place // count] for place in range(len(items))]


def _start(work: Callable[[Item, Shared], Result], items: Sequence[Item], shared: Shared) -> _Worker:
    reading, writing = os.pipe()
    with warnings.catch_warnings():  # Python 3.12 warns where threads run; ours only draws the spinner
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process:
        os.close(writing)
        return _Worker(process, os.fdopen(reading, "rb"))
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(_attempt(work, items, shared), pipe, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)  # nothing that this process was about to do besides is the worker's business


def _attempt(work: Callable[[Item, Shared], Result], items: Sequence[Item], shared: Shared) -> _Answer[Result]:
    try:
        return _Answer(each_in_turn(work, items, shared))
    except Exception as error:  # noqa: BLE001  # told to the parent, which raises it
        return _Answer(error=error)


def _collect(worker: _Worker) -> Sequence[Result]:
    try:
        answer: _Answer[Result] = pickle.load(worker.results)  # noqa: S301  # from our own fork, through our own pipe
    except (EOFError, pickle.UnpicklingError) as error:
        raise WorkerFailed("a part of the work ended before it was done; there may be too little memory.") from error
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
