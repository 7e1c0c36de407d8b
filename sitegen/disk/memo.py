"""The memo: results of pure work, remembered by the digest of all they depend on, and made on all processors."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

import msgspec

from sitegen.base.digests import DIGEST_BYTES, LABORIOUS, Key, digest
from sitegen.disk.forms import Stored, has_parts, restoring, result_type, store
from sitegen.disk.processes import spread
from sitegen.disk.shelf import Shelf
from sitegen.disk.spool import Spool

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")

MEMO = ".cache/sitegen/memo.sqlite"
WORTH_A_WORKER = 40  # items; below that, starting a worker takes longer than their work


class Watch:
    """Who looks on while a memo works; this one does nothing with what it is told."""

    def begin(self, work: str, count: int) -> None:
        """So many items of a piece of work, named by its function, are to be done now."""

    def advance(self, count: int) -> None:
        """About so many more of them are done."""

    def done(self, work: str, item: object, seconds: float) -> None:
        """An item was done, and how long that took, in whichever process."""

    def end(self, work: str) -> None:
        """All of them are done."""


class Memo:
    """Does pure work once: `each` gives what the plain loop gives, from here where it was made before.

    A result is found by what it depends on: our code, the libraries, the name of the work and its key. Results of
    the last build stay in memory, so that one memo kept open serves a preview; those of earlier runs lie on a shelf.

    made     how many items of each work were really done since `begin`
    watch    is told of all that is done
    """

    def __init__(self, shelf: Shelf, jobs: int = 0, worth: int = WORTH_A_WORKER, watch: Watch | None = None) -> None:
        self.shelf = shelf
        self.jobs = jobs or os.cpu_count() or 1
        self.worth = worth
        self.watch = watch or Watch()
        self.made: Counter[str] = Counter()
        self._known: dict[bytes, Any] = {}
        self._last: dict[bytes, Any] = {}
        self._folder = shelf.path.parent if shelf.path else None
        self._parts = Spool(self._folder)  # those that are not on the shelf
        self._names: dict[bytes, tuple[str, ...]] = {}  # of the parts that results refer to
        self._new: list[tuple[str, bytes, Any]] = []
        self._notes: dict[str, bytes] = {}

    def each(
        self, work: Callable[[Item, Shared], Result], items: Sequence[Item], shared: Shared, key: Key[Item]
    ) -> Sequence[Result]:
        """`each_in_turn`, doing only what is not known yet."""
        stage = f"{work.__module__}.{work.__qualname__}"
        kind = result_type(work)
        keys = [_key(stage, key(item)) for item in items]
        self._recall(stage, kind, keys)
        missing = {name: item for name, item in zip(keys, items, strict=True) if name not in self._known}
        if missing:
            self.made[stage] += len(missing)
            self.watch.begin(work.__name__, len(missing))
            self._make(stage, kind, work, missing, shared)
            self.watch.end(work.__name__)
        return [self._known[name] for name in keys]

    def begin(self) -> None:
        """A new build: what only builds before the last one asked for is forgotten."""
        self._last, self._known = self._known, {}
        self.made.clear()
        self._names = {key: names for key, names in self._names.items() if key in self._last}
        self._parts.keep(name for names in self._names.values() for name in names)

    def save(self) -> None:
        """Put by what is new, for runs to come."""
        if self.shelf.is_open and (self._new or self._notes):
            stored = ((stage, key, made if isinstance(made, Stored) else store(made)) for stage, key, made in self._new)
            rows = [(stage, key, one.head, one.names) for stage, key, one in stored]
            parts = ((name, content) for name in self._parts if (content := self._parts.get(name)) is not None)
            if self.shelf.put(rows, parts, self._notes):
                self._parts.clear()
                self._names.clear()
        self._new.clear()
        self._notes.clear()

    def note(self, name: str, content: bytes) -> None:
        """Something to be told to the next run."""
        self._notes[name] = content

    def noted(self, name: str) -> bytes:
        """What an earlier run noted; empty where there is nothing."""
        return self._notes.get(name) or self.shelf.note(name)

    def forget(self) -> None:
        """Everything is to be made anew: what was put by cannot be trusted."""
        self.shelf.discard()
        for remembered in (self._known, self._last, self._parts, self._names, self._new, self._notes):
            remembered.clear()

    def close(self) -> None:
        """Let go of all files."""
        self._parts.clear()
        self.shelf.close()

    def _recall(self, stage: str, kind: Any, keys: Iterable[bytes]) -> None:
        unknown = []
        for key in keys:
            if key in self._last:
                self._known[key] = self._last[key]
            elif key not in self._known:
                unknown.append(key)
        if unknown and self.shelf.is_open:
            restore = restoring(kind, self._part)
            for key, head in self.shelf.heads(stage, unknown).items():
                self._known[key] = restore(head)

    def _make(
        self,
        stage: str,
        kind: Any,
        work: Callable[[Item, Shared], Result],
        missing: dict[bytes, Item],
        shared: Shared,
    ) -> None:
        items = list(missing.values())
        count = min(self.jobs, len(items) // (1 if work in LABORIOUS else self.worth))
        if count < 2 and not has_parts(kind):
            for name, item in missing.items():
                begun = perf_counter()
                made = work(item, shared)
                self.watch.done(work.__name__, item, perf_counter() - begun)
                self._remember(stage, name, made, made)
            return
        restore, names = restoring(kind, self._part), list(missing)
        for place, one in spread(_Packing(work), items, shared, count, self.watch.advance, self._folder):
            name = names[place]
            self.watch.done(work.__name__, items[place], one.seconds)
            for part, content in one.parts:
                self._parts.add(part, content)
            self._names[name] = one.names
            self._remember(stage, name, restore(one.head), one._replace(parts=()))

    def _remember(self, stage: str, key: bytes, made: Any, form: Any) -> None:
        self._known[key] = made
        if self.shelf.is_open:
            self._new.append((stage, key, form))

    def _part(self, name: str) -> bytes:
        found = self._parts.get(name)
        return self.shelf.part(name) if found is None else found


@contextmanager
def open_memo(
    path: Path | None, jobs: int = 0, worth: int = WORTH_A_WORKER, watch: Watch | None = None
) -> Iterator[Memo]:
    """A memo with the shelf at a path; None remembers nothing from one run to the next."""
    memo = Memo(Shelf(path), jobs, worth, watch)
    try:
        yield memo
    finally:
        memo.close()


@dataclass(frozen=True, slots=True)
class _Packing:
    """Work whose results come as bytes, fit to be sent from one process to another."""

    work: Callable[[Any, Any], Any]

    def __call__(self, item: Any, shared: Any) -> Stored:
        begun = perf_counter()
        return store(self.work(item, shared))._replace(seconds=perf_counter() - begun)


def _key(stage: str, words: Iterable[str]) -> bytes:
    known = msgspec.msgpack.encode([version(), stage, *words])
    return blake2b(known, digest_size=DIGEST_BYTES).digest()


@cache
def version() -> str:
    """The digest of our own code, of the versions of all installed libraries, and of Python's."""
    package = Path(__file__).parents[1]
    ours = sorted(package.rglob("*.py")) + sorted(package.rglob("*.po"))
    libraries = (place for folder in sys.path if Path(folder).is_dir() for place in Path(folder).glob("*.dist-info"))
    names = sorted(place.name for place in libraries)  # name and version
    return digest([sys.version.encode(), *map(str.encode, names), *(file.read_bytes() for file in ours)])
