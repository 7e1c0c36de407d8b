"""Progress: what a terminal shows of work that takes longer than a second, and then takes away again."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Any, NamedTuple

from sitegen.disk.processes import forking

PATIENCE = 1.0  # seconds without a word before anything is shown
REFRESH = 0.1  # seconds between two looks at what is being done; in between, progress costs the work nothing
BAR = 24  # columns


class Doing(NamedTuple):
    """What is being done: in words, and how many of how many items are done. No total: nobody counts them."""

    words: str
    done: int = 0
    total: int = 0


@contextmanager
def shown(doing: Callable[[], Doing], quiet: bool) -> Iterator[None]:
    """Show on the terminal what is being done, once the work inside takes longer than a second.

    Nothing is shown where the standard error stream is no terminal, and nothing stays when the work ends, however it
    ends. Workers that are forked meanwhile show nothing.
    """
    if quiet or not sys.stderr.isatty():
        yield
        return
    ended = Event()
    painter = Thread(target=_paint, args=(doing, time.monotonic(), ended), daemon=True)
    painter.start()
    try:
        yield
    finally:
        ended.set()
        painter.join()


def _paint(doing: Callable[[], Doing], begun: float, ended: Event) -> None:
    """Look at what is being done and draw it, until it has ended. Nobody else draws.

    A worker that was forked in the middle of it would have a copy of rich's locks that nobody lets go of.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C is for the thread that works
    if ended.wait(PATIENCE):
        return
    with suppress(OSError):  # the terminal may be gone
        with forking:
            canvas = _canvas(doing, begun)
            canvas.start()
        try:
            while not ended.wait(REFRESH):
                with forking:
                    canvas.refresh()
        finally:
            with forking:
                canvas.stop()


def _canvas(doing: Callable[[], Doing], begun: float) -> Any:
    """A line at the foot of the terminal that shows what is being done whenever it is refreshed."""
    from rich.console import Console  # start-up: 60 ms, and most builds are done before
    from rich.live import Live  # start-up: as above
    from rich.progress_bar import ProgressBar  # start-up: as above
    from rich.spinner import Spinner  # start-up: as above
    from rich.table import Table  # start-up: as above

    console = Console(stderr=True)
    spinner = Spinner("line" if console.options.ascii_only else "dots", style="green")

    def line() -> Table:
        now = doing()
        counted = (ProgressBar(now.total, now.done, width=BAR), f"{now.done:,}/{now.total:,}") if now.total > 1 else ()
        cells = (spinner, now.words, *counted, f"{time.monotonic() - begun:.0f} s")
        grid = Table.grid(padding=(0, 1))
        for _ in cells:
            grid.add_column(no_wrap=True)
        grid.add_row(*cells)
        return grid

    return Live(
        console=console,
        get_renderable=line,
        transient=True,
        auto_refresh=False,  # that would be another thread
        redirect_stdout=False,  # nobody prints before this ends, and a worker that warns must not meet rich's lock
        redirect_stderr=False,
    )
