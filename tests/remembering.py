"""Builders that remember: a memo kept open or opened again, and what may befall its file between two builds."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from unittest.mock import patch

from sitegen.base.diagnostics import Checked
from sitegen.disk import tree
from sitegen.disk.forms import Damaged
from sitegen.disk.memo import MEMO, Memo, open_memo
from sitegen.pipeline import build
from sitegen.session import Outcome, Session
from sitegen.workshop import Workshop
from tests.edits.kinds import Files
from tests.histories import Finished, Moment, Step, finished, moments, sources

# What may befall the file of a memo. Whatever is done to a closed one, it is opened again afterwards.
KEPT = ""
CLOSED = ("reopened", "deleted", "damaged", "cut", "emptied")
TICK = 0.02  # seconds: longer than the clock of any file system stands still
FATES = (KEPT, *CLOSED, "damaged while open", "deleted while open", "shared", "built twice")


class Remembering:
    """Builds every moment with what the last ones left behind; files are found in any order."""

    def __init__(self, path: Path | str | None = None, jobs: int = 1, worth: int = 40) -> None:
        self.path, self.jobs, self.worth = Path(path) if path else None, jobs, worth
        self.open = ExitStack()
        self.memo = self.opened()
        self.before: Moment | None = None

    def opened(self) -> Memo:
        return self.open.enter_context(open_memo(self.path, self.jobs, self.worth))

    def __call__(self, moment: Moment) -> Finished:
        chance = Random(moment.key)
        self.befall(moment.step.befalls, chance)
        made = self.build(moment, chance)
        if moment.step.befalls == "built twice":
            assert self.build(moment, chance) == made
        self.before = moment
        return made

    def build(self, moment: Moment, chance: Random) -> Finished:
        return remembered(self.memo, moment, chance)

    def befall(self, fate: str, chance: Random) -> None:
        if fate in CLOSED:
            self.open.close()
        if self.path and fate not in {KEPT, "reopened"}:
            spoil(self.path, fate, chance)
        if fate in CLOSED:
            self.memo = self.opened()
        if fate == "shared" and self.before:
            with open_memo(self.path, self.jobs, self.worth) as other:
                remembered(other, self.before, chance)


class WorkingIn(Remembering):
    """Writes every moment into a folder, and builds what is there: in one workshop, until the memo is opened again.

    Now it looks at everything, as a build does, and now only where it was told of changes, as a preview does, which does
    not put by what it made every time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workshop: Workshop | None = None
        self.written: Files = {}
        super().__init__(folder / MEMO)

    def opened(self) -> Memo:
        self.workshop = None
        return super().opened()

    def build(self, moment: Moment, chance: Random) -> Finished:
        time.sleep(TICK)
        every = sorted(self.written.keys() | moment.files.keys())
        places = [f"{self.folder.resolve()}/{path}" for path in every if self.written.get(path) != moment.files.get(path)]
        for path in every:
            write(self.folder / path, self.written.get(path), moment.files.get(path), chance)
        self.written = moment.files
        if self.workshop is None or self.workshop.session.options != moment.options:
            self.workshop = Workshop(Session(self.folder, moment.options, False, "text", True), self.memo)
        if chance.randrange(2):
            return self.workshop.attempt(lambda outcome: seen(moment, outcome))
        try:
            made = seen(moment, self.workshop.follow(places))
        except Damaged:
            self.workshop.forget()
            made = seen(moment, self.workshop.follow(None))
        if chance.randrange(2):
            self.workshop.put_by()
        return made


def seen(moment: Moment, outcome: Outcome) -> Finished:
    """What comes of a moment, with all its bytes."""
    return finished(moment.files, Checked(outcome.artifacts, outcome.diagnostics))


def write(path: Path, before: bytes | None, after: bytes | None, chance: Random) -> None:
    """Write a file in one of the ways of editors and other programs, or delete it; or touch it without a change."""
    if before is not None and after == before:
        if not chance.randrange(20):
            path.touch()
        return
    times = path.stat().st_mtime_ns if before is not None else time.time_ns() - 10**9
    path.parent.mkdir(parents=True, exist_ok=True)
    if after is None or not chance.randrange(3):
        path.unlink(missing_ok=True)
    if after is not None:
        place = path.with_name(".new") if chance.randrange(2) else path
        place.write_bytes(after)
        if not chance.randrange(3):
            os.utime(place, ns=(times, times))  # as `cp -p` or an unpacked archive would
        place.rename(path)


def spoil(path: Path, fate: str, chance: Random) -> None:
    """Change the file of a memo as no program of ours does."""
    content = path.read_bytes() if path.exists() else b""
    if fate.startswith("deleted"):
        path.unlink(missing_ok=True)
    elif fate == "emptied":
        path.write_bytes(b"")
    elif fate == "cut":
        path.write_bytes(content[: chance.randrange(len(content) + 1)])
    elif fate.startswith("damaged") and content:
        with path.open("r+b") as file:
            for _ in range(chance.choice([1, 20, 400])):
                file.seek(chance.randrange(len(content) + 1))
                file.write(chance.randbytes(chance.choice([1, 16])))


def remembered(memo: Memo, moment: Moment, chance: Random) -> Finished:
    """One build with a memo, begun anew where it turns out to be damaged."""
    files = sources(moment.files)
    chance.shuffle(files)
    memo.begin()
    try:
        made = finished(moment.files, build(files, moment.options, memo.each))
    except Damaged:
        memo.forget()
        memo.begin()
        made = finished(moment.files, build(files, moment.options, memo.each))
    memo.save()
    return made


def built_in_turn(path: Path, history: Sequence[Step]) -> list[Finished]:
    """What another process builds with the memo at a path, which is opened again for each build."""
    made = []
    for moment in moments(history):
        with remembering(path) as builder:
            made.append(builder(moment))
    return made


@contextmanager
def working_in(folder: Path, clock: int = 0) -> Iterator[WorkingIn]:
    """`clock` is how far the clock goes ahead, in nanoseconds: so far, that no file counts as changed just now."""
    with patch.object(tree.time, "time_ns", lambda real=time.time_ns: real() + clock):
        one = WorkingIn(folder)
        try:
            yield one
        finally:
            one.open.close()


@contextmanager
def remembering(path: Path | str | None = None, jobs: int = 1, worth: int = 40) -> Iterator[Remembering]:
    one = Remembering(path, jobs, worth)
    try:
        yield one
    finally:
        one.open.close()
