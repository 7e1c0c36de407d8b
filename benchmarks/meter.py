"""What a command costs, measured from outside and in the same way for every tool: time, processor time, memory."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SAMPLE_EVERY = 0.02  # seconds
SHARE_OF_SAMPLER = 0.1  # reading the memory of a large process takes time: at most this share of it is spent so


class CommandFailed(RuntimeError):
    """A tool ended with an error; its words are the message."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock; seconds of all processors, descendants included; megabytes at the peak, where measured."""

    wall: float
    cpu: float
    memory: float | None = None


def run(command: Sequence[str], folder: Path, *, memory: bool = False, variables: Mapping[str, str] = {}) -> Cost:
    """Run a command to its end.

    Processor time is the system's own account of the finished process and of all descendants that were waited for.
    Memory is the peak of the proportional set size (PSS) of the process and its descendants together: a page that
    several of them share, as forks do, counts once. It is sampled, so ask for it in runs of their own.
    """
    words = folder / ".output-of-command"
    with words.open("wb") as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **variables}, stdout=output, stderr=output, start_new_session=True
        )
        sampler = Sampler(process.pid) if memory else None
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            end(process)
            raise
        finally:
            peak = sampler.stop() if sampler else None
        wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    said = words.read_text(encoding="utf-8", errors="replace")
    words.unlink()
    if process.returncode:
        raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak)


@contextmanager
def running(
    command: Sequence[str], folder: Path, variables: Mapping[str, str] = {}
) -> Iterator[subprocess.Popen[bytes]]:
    """A server while the block runs; afterwards it and whatever it started are gone."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **variables},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop the whole group that a process leads, politely first."""
    for word in (signal.SIGINT, signal.SIGKILL):
        try:
            os.killpg(process.pid, word)
        except ProcessLookupError:
            break
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            continue
    process.wait()


class Sampler:
    """Looks at a process and its descendants now and then, and remembers the most memory they had together."""

    def __init__(self, process: int) -> None:
        self.process, self.peak = process, 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def watch(self) -> None:
        pause = 0.0
        while not self.over.wait(pause):
            begin = time.perf_counter()
            self.peak = max(self.peak, sum(map(memory_of, family(self.process))))
            pause = max(SAMPLE_EVERY, (time.perf_counter() - begin) / SHARE_OF_SAMPLER)

    def stop(self) -> float:
        """The peak in megabytes (10^6 bytes)."""
        self.over.set()
        self.thread.join()
        return self.peak / 1e6


def family(process: int) -> list[int]:
    """A process and all its living descendants."""
    found, new = [], [process]
    while new:
        found.append(new.pop())
        new += _children(found[-1])
    return found


def _children(process: int) -> list[int]:
    children: list[int] = []
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            children += map(int, (task / "children").read_text().split())
    except (FileNotFoundError, ProcessLookupError):
        pass  # it ended while we looked
    return children


def memory_of(process: int) -> int:
    """The proportional set size in bytes; 0 for a process that has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
