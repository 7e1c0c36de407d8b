"""Work on many items spread over the processors: the same results, sooner.

Each worker is a fork of this process, so that what is shared need not be sent to it; only results come back. Where the
system cannot fork, workers are started afresh and are sent what is shared.
"""

import gc
import os
import signal
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, TypeVar

from msgspec import Struct

from sitegen.base.digests import each_in_turn
from sitegen.base.remarks import Remark
from sitegen.disk.spool import file_without_a_name

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")

CAN_FORK = hasattr(os, "fork")

forking = Lock()  # held while a worker is forked; a thread that uses locks of its own holds it while it does


class WorkerFailed(RuntimeError):
    """A worker ended without its results: it was killed, or ran out of memory."""

    def __init__(self) -> None:
        self.said = Remark("a part of the work ended before it was done; there may be too little memory or disk.")
        super().__init__(self.said)


class _Worker(Struct, frozen=True):
    """A process, and the file without a name into which it writes its results one behind the other."""

    process: int
    results: BinaryIO


END = "end"  # what a worker writes last; or the exception that ended it
Numbered = tuple[int, Result]


def spread(
    work: Callable[[Item, Shared], Result],
    items: Sequence[Item],
    shared: Shared,
    count: int,
    advance: Callable[[int], None] = lambda _: None,
    folder: Path | None = None,
) -> Iterator[Numbered[Result]]:
    """`work` on every nth item done by the nth of `count` processes: the place of each item, and its result.

    They come in no order, and one by one, so that nobody has to hold them all. `advance` is told how many more items
    are done by now: this process knows of its own only, and takes the others to be as quick. `folder` has room for
    what workers have done and nobody has asked for yet.
    """
    places = range(len(items))
    if count < 2:
        yield from _done(work, items, shared, places, lambda: advance(1))
        return
    gc.freeze()  # or collecting garbage in the workers would copy all that is shared
    shares = [places[number::count] for number in range(count)]
    try:
        if CAN_FORK:
            yield from _forked(work, items, shared, shares, lambda: advance(count), folder)
        else:
            yield from _spawned(work, items, shared, shares, lambda: advance(count))
    finally:
        gc.unfreeze()


def _done(
    work: Callable[[Item, Shared], Result],
    items: Sequence[Item],
    shared: Shared,
    places: Iterable[int],
    tell: Callable[[], None],
) -> Iterator[Numbered[Result]]:
    for place in places:
        result = work(items[place], shared)
        tell()
        yield place, result


def _forked(
    work: Callable[[Item, Shared], Result],
    items: Sequence[Item],
    shared: Shared,
    shares: Sequence[Sequence[int]],
    tell: Callable[[], None],
    folder: Path | None,
) -> Iterator[Numbered[Result]]:
    """All but the first share done by workers, the first by this process."""
    workers: list[_Worker] = []
    try:
        workers += (_start(work, items, shared, share, folder) for share in shares[1:])
        yield from _done(work, items, shared, shares[0], tell)
        for worker, share in zip(workers, shares[1:], strict=True):
            yield from zip(share, _collect(worker), strict=True)
    finally:
        for worker in workers:
            _end(worker)


def _start(
    work: Callable[[Item, Shared], Result],
    items: Sequence[Item],
    shared: Shared,
    share: Sequence[int],
    folder: Path | None,
) -> _Worker:
    import pickle  # start-up: 2 ms, where one process does all; read before the fork, for all workers

    results = file_without_a_name(folder)
    process = _fork()
    if process:
        return _Worker(process, results)
    try:
        for result in _attempt(work, items, shared, share):
            pickle.dump(result, results, pickle.HIGHEST_PROTOCOL)
        results.flush()
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


def _attempt(
    work: Callable[[Item, Shared], Result], items: Sequence[Item], shared: Shared, share: Sequence[int]
) -> Iterator[Result | Exception | str]:
    """The results of a share, and how it ended."""
    try:
        for place in share:
            yield work(items[place], shared)
    except Exception as error:  # noqa: BLE001  # told to the parent, which raises it
        yield error
    else:
        yield END


def _collect(worker: _Worker) -> Iterator[Any]:
    """What a worker has written, once it has ended."""
    import pickle  # start-up: as above

    os.waitid(os.P_PID, worker.process, os.WEXITED | os.WNOWAIT)
    worker.results.seek(0)
    while True:
        try:
            result = pickle.load(worker.results)  # noqa: S301  # from our own fork, through our own file
        except (EOFError, pickle.UnpicklingError) as error:
            raise WorkerFailed from error
        if isinstance(result, Exception):
            raise result
        if result == END:
            return
        yield result


def _end(worker: _Worker) -> None:
    """Nobody is left behind: a worker whose results are not wanted any more is stopped."""
    worker.results.close()
    ended, _ = os.waitpid(worker.process, os.WNOHANG)
    if not ended:
        os.kill(worker.process, signal.SIGKILL)
        os.waitpid(worker.process, 0)


def _spawned(
    work: Callable[[Item, Shared], Result],
    items: Sequence[Item],
    shared: Shared,
    shares: Sequence[Sequence[int]],
    tell: Callable[[], None],
) -> Iterator[Numbered[Result]]:
    """The same with workers that are started afresh."""
    from concurrent.futures import ProcessPoolExecutor  # start-up: 6 ms with multiprocessing, where few need them
    from concurrent.futures.process import BrokenProcessPool  # start-up: as above
    from multiprocessing import get_context  # start-up: as above

    with ProcessPoolExecutor(len(shares) - 1, mp_context=get_context("spawn")) as pool:
        try:
            waiting = [
                pool.submit(each_in_turn, work, [items[place] for place in share], shared) for share in shares[1:]
            ]
            yield from _done(work, items, shared, shares[0], tell)
            for share, one in zip(shares[1:], waiting, strict=True):
                yield from zip(share, one.result(), strict=True)
        except BrokenProcessPool as error:
            raise WorkerFailed from error
