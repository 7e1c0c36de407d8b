"""What a terminal shows of a build's progress, by the real program."""

import os
import pty
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from sitegen import progress
from sitegen.disk.processes import forking, spread
from sitegen.progress import Doing
from sitegen.timings import Stage, Timings
from tests.projects import files, written

# Where tests run unattended, Ctrl-C may be ignored from the start.
PROGRAM = """
import signal, sys
from sitegen import cli, progress
signal.signal(signal.SIGINT, signal.default_int_handler)
progress.PATIENCE, progress.REFRESH = 0, 0.002
cli.main(sys.argv[1:])
"""
IMPATIENT = (sys.executable, "-c", PROGRAM)
HIDDEN, VISIBLE, ERASED = "\x1b[?25l", "\x1b[?25h", "\x1b[1A\x1b[2K"
STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
AGAIN = 0.5  # seconds after which somebody presses Ctrl-C once more
PAGES = 90  # so many that two workers are worth it


@pytest.fixture
def project(tmp_path: Path) -> Path:
    texts = {f"content/pages/p{number}.en.md": f"---\ntitle: Page {number}\nsummary: x\n---\n{'Some *words*. ' * 50}\n" for number in range(PAGES)}
    return written(tmp_path, files(texts))


def on_a_terminal(folder: Path, *words: str, stop_at: str = "", **environment: str) -> tuple[int, str, str]:
    """Exit code, what a command said, and all that it sent to the terminal that its standard error stream is.

    Progress is shown from the first moment on. The command is interrupted when it has sent `stop_at`.
    """
    own, theirs = pty.openpty()
    process = subprocess.Popen(
        [*IMPATIENT, *words],
        cwd=folder,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100", **environment},
        stdout=subprocess.PIPE,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    sent, pressed = b"", 0.0
    try:
        while chunk := os.read(own, 65536):
            sent += chunk
            if stop_at and stop_at in sent.decode("utf-8", "ignore") and time.monotonic() > pressed + AGAIN:
                os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does, to all processes on the terminal
                pressed = time.monotonic()
    except OSError:  # how Linux says that nobody has the terminal any more
        pass
    finally:
        os.close(own)
    said, _ = process.communicate(timeout=60)
    return process.returncode, said.decode(), sent.decode()


def test_progress_on_a_terminal(project: Path) -> None:
    """With two workers. The bar shows how far every stage is, and leaves nothing behind."""
    code, said, sent = on_a_terminal(project, "build", "--jobs", "2")
    assert code == 0, said + sent
    shown = STEERING.sub("", sent)
    assert re.search(rf"Reading the write-ups … +\S+ +\d+/{PAGES} +\d s", shown)
    assert re.search(r"Making the pages … +\S+ +\d+/3\d\d +\d s", shown)
    assert sent.count(HIDDEN) == sent.count(VISIBLE) == 1
    assert sent.endswith(ERASED)
    assert "Traceback" not in sent
    assert " 0 unchanged" in said


@pytest.mark.parametrize("words", [("build", "--quiet"), ("check", "-q", "--jobs", "2")])
def test_no_progress_when_nothing_is_to_be_said(project: Path, words: tuple[str, ...]) -> None:
    assert on_a_terminal(project, *words)[2] == ""


def test_no_progress_on_what_is_no_terminal(project: Path) -> None:
    command = [*IMPATIENT, "build"]
    assert subprocess.run(command, cwd=project, capture_output=True, check=True, timeout=60).stderr == b""


@pytest.mark.parametrize("stop_at", ["Reading the write-ups", "Making the pages"])
def test_control_c_gives_the_terminal_back(project: Path, stop_at: str) -> None:
    code, said, sent = on_a_terminal(project, "build", "--jobs", "2", stop_at=stop_at)
    assert (code, said) == (130, ""), sent[-2000:]
    assert sent.count(HIDDEN) == sent.count(VISIBLE) == 1
    assert sent.removesuffix("\r\n").endswith(ERASED)
    assert "Traceback" not in sent


def test_what_is_told_at_the_end_comes_when_the_bar_is_gone(project: Path) -> None:
    sent = on_a_terminal(project, "build", "--timings", "--jobs", "2")[2]
    told = sent[sent.index(VISIBLE) :]
    assert "…" not in told
    assert told.index(ERASED) < told.index("reading the write-ups")


def test_other_commands_show_what_they_do(project: Path) -> None:
    sent = on_a_terminal(project, "status")[2]
    assert re.search(r"Reading the project … +\d s", STEERING.sub("", sent))
    assert sent.endswith(ERASED)


def test_a_build_that_fails_gives_the_terminal_back(project: Path) -> None:
    (project / "public").write_text("not a folder", encoding="utf-8")
    code, _, sent = on_a_terminal(project, "build", "--jobs", "2")
    assert code == 3
    assert sent.count(HIDDEN) == sent.count(VISIBLE) == 1
    assert sent.index(ERASED) < sent.index("public is a file")


def test_the_terminal_is_left_alone_while_a_worker_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or it would have a copy of a lock that nobody lets go of."""
    own, theirs = pty.openpty()
    drawing = threading.Event()

    def slowly() -> Doing:
        drawing.set()
        time.sleep(0.3)
        return Doing("Waiting …")

    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "REFRESH", 0.05)
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        with progress.shown(slowly, quiet=False):
            assert drawing.wait(20)
            _, is_free = spread(lambda _item, _shared: not forking.locked(), ["here", "in a worker"], None, 2)
    os.close(own)
    assert is_free


def test_telling_costs_next_to_nothing() -> None:
    """Some 0.3 µs an item, by the processor's clock; ten are allowed to slow machines. Drawing one would take 500."""
    told = Timings()
    with told.stage(Stage.PAGES):
        begun = time.process_time()
        for number in range(100_000):
            told.advance(2)
            told.done("finish", number, 0.1)
        assert time.process_time() - begun < 1.0
