"""The memo: results of pure work, remembered by the digest of all they depend on, and made on all processors."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from sitegen.base.digests import DIGEST_BYTES, LABORIOUS, Key
from sitegen.disk.forms import Stored, has_parts, listed, restoring, result_type, store
from sitegen.disk.giving_way import Wanted, nobody, unless
from sitegen.disk.processes import spread
from sitegen.disk.shelf import Sheet, Shelf, cut
from sitegen.disk.spool import Spool
from sitegen.disk.version import version

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")

MEMO = ".cache/sitegen/memo.sqlite"
SHEET = 64  # results that are found, or looked for one by one, together
FEW = 8  # keys that are sooner sought one by one in a sheet than the sheet is cut into its keys
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
        self._known: dict[str, dict[bytes, _Sheet]] = {}  # by stage and name
        self._last: dict[str, dict[bytes, _Sheet]] = {}
        self._folder = shelf.path.parent if shelf.path else None
        self._parts = Spool(self._folder)  # those that are not on the shelf
        self._names: dict[bytes, tuple[str, ...]] = {}  # of the parts that results refer to
        self._new: list[tuple[str, bytes, _Sheet]] = []
        self._heads: dict[bytes, Stored] = {}  # of results that workers have sent
        self._notes: dict[str, bytes] = {}

    def each(
        self, work: Callable[[Item, Shared], Result], items: Sequence[Item], shared: Shared, key: Key[Item]
    ) -> Sequence[Result]:
        """`each_in_turn`, doing only what is not known yet."""
        asked = _Asked(work, tuple(items), [tuple(key(item)) for item in items])
        known = self._known.setdefault(asked.stage, {})
        self._recall(asked, known)
        missing = [place for place, name in enumerate(asked.names) if name not in known]
        if missing:
            results = self._found(asked, missing)
            self._make(asked, missing, shared, results)
            for place in missing:
                known[asked.names[place]] = self._filled(asked, place, results)
        return [result for name in asked.names for result in known[name].results]

    def begin(self) -> None:
        """A new build: what only builds before the last one asked for is forgotten."""
        self._last, self._known = self._known, {}
        self.made.clear()
        self._new = [one for one in self._new if one[1] in self._last.get(one[0], {})]
        if self._names:
            kept = {key for sheets in self._last.values() for sheet in sheets.values() for key in cut(sheet.keys)}
            self._names = {key: names for key, names in self._names.items() if key in kept}
        self._parts.keep(name for names in self._names.values() for name in names)

    def save(self, is_wanted: Callable[[], bool] = nobody) -> None:
        """Put by what is new, for runs to come; all of it at another time, should we be wanted meanwhile."""
        if self.shelf.is_open and (self._new or self._notes):
            sheets = (self._written(*new) for new in unless(is_wanted, self._new))
            names = unless(is_wanted, self._parts)
            parts = ((name, content) for name in names if (content := self._parts.get(name)) is not None)
            try:
                is_put = self.shelf.put(sheets, parts, self._notes)
            except Wanted:
                return
            if is_put:
                self._parts.clear()
                self._names.clear()
        self._new.clear()
        self._heads.clear()
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
        for remembered in (self._known, self._last, self._parts, self._names, self._new, self._heads, self._notes):
            remembered.clear()

    def close(self) -> None:
        """Let go of all files."""
        self._parts.clear()
        self.shelf.close()

    def _recall(self, asked: "_Asked", known: dict[bytes, "_Sheet"]) -> None:
        """Take the sheets that are known as a whole, which are nearly all when little has changed."""
        last = self._last.get(asked.stage, {})
        known.update((name, last[name]) for name in asked.names if name not in known and name in last)
        unknown = [name for name in asked.names if name not in known]
        if unknown:
            known.update(self._restored(asked, unknown))

    def _restored(self, asked: "_Asked", names: Sequence[bytes]) -> Iterator[tuple[bytes, "_Sheet"]]:
        """Those sheets that earlier runs have put by."""
        if self.shelf.is_open:
            restore = restoring(asked.kind, self._part)
            for name, sheet in self.shelf.sheets(asked.stage, names).items():
                yield name, _Sheet(sheet.keys, restore(sheet.heads))

    def _found(self, asked: "_Asked", missing: Sequence[int]) -> dict[bytes, Any]:
        """Results for items of the missing sheets that are known from other sheets, by key."""
        wanted = {key for place in missing for key in asked.keys(place)}
        found: dict[bytes, Any] = {}
        sheets = [*self._known[asked.stage].values(), *self._last.get(asked.stage, {}).values()]
        # After an edit most items of a sheet stood together before too: sheets that hold one of its ends come first.
        ends = {key for place in missing for key in asked.keys(place)[:: SHEET - 1]}
        likely = [sheet for sheet in sheets if any(key in sheet.keys for key in ends)] if len(ends) <= FEW else []
        for sheet in (*likely, *sheets):
            if wanted:
                _pick(sheet, wanted, found)
        if wanted and self.shelf.is_open:
            held: list[bytes] = []
            sought = set(wanted)
            for name, keys in self.shelf.keys(asked.stage):
                if not sought:
                    break
                here = _among(sought, keys)
                if here:
                    held.append(name)
                    sought -= here
            for _, sheet in self._restored(asked, held):
                _pick(sheet, wanted, found)
        return found

    def _make(self, asked: "_Asked", missing: Sequence[int], shared: Any, results: dict[bytes, Any]) -> None:
        """Do the work for the items of the missing sheets that have no result yet, and add what comes of it."""
        todo = {key: item for place in missing for key, item in asked.pairs(place) if key not in results}
        if not todo:
            return
        self.made[asked.stage] += len(todo)
        self.watch.begin(asked.work.__name__, len(todo))
        count = min(self.jobs, len(todo) // (1 if asked.work in LABORIOUS else self.worth))
        if count < 2 and not has_parts(asked.kind):
            for key, item in todo.items():
                begun = perf_counter()
                results[key] = asked.work(item, shared)
                self.watch.done(asked.work.__name__, item, perf_counter() - begun)
        else:
            self._spread(asked, todo, shared, results, count)
        self.watch.end(asked.work.__name__)

    def _spread(
        self, asked: "_Asked", todo: dict[bytes, Any], shared: Any, results: dict[bytes, Any], count: int
    ) -> None:
        restore, keys, items = restoring(asked.kind, self._part), list(todo), list(todo.values())
        for place, one in spread(_Packing(asked.work), items, shared, count, self.watch.advance, self._folder):
            self.watch.done(asked.work.__name__, items[place], one.seconds)
            for part, content in one.parts:
                self._parts.add(part, content)
            self._names[keys[place]] = one.names
            (results[keys[place]],) = restore(listed([one.head]))
            if self.shelf.is_open:
                self._heads[keys[place]] = one._replace(parts=())

    def _filled(self, asked: "_Asked", place: int, results: dict[bytes, Any]) -> "_Sheet":
        """The sheet at a place, now that there is a result for each of its items."""
        keys = asked.keys(place)
        sheet = _Sheet(b"".join(keys), [results[key] for key in keys])
        if self.shelf.is_open:
            self._new.append((asked.stage, asked.names[place], sheet))
        return sheet

    def _written(self, stage: str, name: bytes, sheet: "_Sheet") -> Sheet:
        stored = [
            self._heads.get(key) or store(result) for key, result in zip(cut(sheet.keys), sheet.results, strict=True)
        ]
        parts = {name for one in stored for name in one.names}
        return Sheet(stage, name, sheet.keys, listed([one.head for one in stored]), parts)

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


class _Packing(Struct, frozen=True):
    """Work whose results come as bytes, fit to be sent from one process to another."""

    work: Callable[[Any, Any], Any]

    def __call__(self, item: Any, shared: Any) -> Stored:
        begun = perf_counter()
        return store(self.work(item, shared))._replace(seconds=perf_counter() - begun)


class _Sheet(Struct, frozen=True):
    """Results that were asked for together, and the keys of their items, one behind the other."""

    keys: bytes
    results: list[Any]


class _Asked:
    """What somebody wants: a piece of work on items, with what each depends on, cut into sheets.

    names   of the sheets, each the digest of all that its items depend on
    """

    def __init__(self, work: Callable[[Any, Any], Any], items: Sequence[Any], words: list[tuple[str, ...]]) -> None:
        self.work = work
        self.stage = f"{work.__module__}.{work.__qualname__}"
        self.kind = result_type(work)
        self._items = items
        self._words = words
        self._keys: dict[int, list[bytes]] = {}
        self.names = [self._digest(words[at : at + SHEET]) for at in range(0, len(words), SHEET)]

    def keys(self, place: int) -> list[bytes]:
        """The key of each item of a sheet. Reckoned only where the sheet as a whole is not known."""
        if place not in self._keys:
            self._keys[place] = [self._digest(one) for one in self._words[place * SHEET : (place + 1) * SHEET]]
        return self._keys[place]

    def pairs(self, place: int) -> Iterator[tuple[bytes, Any]]:
        """Key and item of each item of a sheet."""
        return zip(self.keys(place), self._items[place * SHEET : (place + 1) * SHEET], strict=True)

    def _digest(self, words: object) -> bytes:
        known = msgspec.msgpack.encode((version(), self.stage, words))
        return blake2b(known, digest_size=DIGEST_BYTES).digest()


def _pick(sheet: _Sheet, wanted: set[bytes], found: dict[bytes, Any]) -> None:
    """Move what is wanted from a sheet to what was found."""
    here = _among(wanted, sheet.keys)
    if here:
        found.update((key, one) for key, one in zip(cut(sheet.keys), sheet.results, strict=True) if key in here)
        wanted -= here


def _among(wanted: set[bytes], keys: bytes) -> set[bytes]:
    """Which of the wanted keys are in a sheet: mostly one is left that is in none, and many sheets are asked."""
    return {key for key in wanted if key in keys} if len(wanted) <= FEW else wanted.intersection(cut(keys))
