"""The shelf: one SQLite file in which results lie between two runs. Whatever is wrong with it, builds only get slow.

Results lie there by the sheet: those of one stage for a run of items that were asked for together. A build that asks
for thousands of results looks up some dozens of sheets.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from sitegen.base.digests import DIGEST_BYTES, digest
from sitegen.disk.forms import Damaged

Result = TypeVar("Result")

FORMAT = 2
SUM = 4  # bytes of checksum before each content
PATIENCE = 5.0  # seconds to wait for another build that is writing
AT_ONCE = 500  # sheets looked up by one question
BUILDS_KEPT = 20  # a sheet that so many builds did not ask for is thrown away
BUILDS_BETWEEN = 5  # so often is it noted that a sheet was asked for, and is thrown away what was not
PASSING = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT,
}  # fmt: skip
NONE: list[Any] = []
TROUBLE = (sqlite3.Error, OSError, ValueError, TypeError)  # the last two for what a damaged file may hold
ASIDE = ("", "-journal", "-wal", "-shm")  # what SQLite writes beside the file
SCHEMA = (
    "PRAGMA page_size = 16384",
    "CREATE TABLE notes (name TEXT PRIMARY KEY, content BLOB)",
    """CREATE TABLE sheets (stage TEXT, name BLOB, used INTEGER, keys BLOB, heads BLOB, parts BLOB,
    PRIMARY KEY (stage, name))""",
    "CREATE TABLE parts (digest BLOB PRIMARY KEY, content BLOB)",
    f"PRAGMA user_version = {FORMAT}",
)


class Sheet(NamedTuple):
    """Results of one stage that were asked for together.

    name    the digest of the keys of its items, which is found again while none of them has changed
    keys    those of its items, one behind the other
    heads   their heads, as one list
    parts   the digests of the parts that the results keep apart
    """

    stage: str
    name: bytes
    keys: bytes
    heads: bytes
    parts: Iterable[str] = ()


class Shelf:
    """What earlier runs have put by. After any trouble with its file it is empty, or begins anew where that helps."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._process = os.getpid()
        self._base: sqlite3.Connection | None = None
        self._base = self._attempt(lambda: _opened(path), None) if path else None
        self.build = self._number("builds") + 1
        self._used: dict[tuple[str, bytes], int] = {}

    @property
    def is_open(self) -> bool:
        return self._base is not None

    def sheets(self, stage: str, names: Sequence[bytes]) -> dict[bytes, Sheet]:
        """Those sheets of a stage that are on the shelf, by name."""
        found: dict[bytes, Sheet] = {}
        for at in range(0, len(names), AT_ONCE):
            asked = names[at : at + AT_ONCE]
            for name, used, keys, heads in self._attempt(partial(self._rows, stage, asked), NONE):
                if isinstance(keys, bytes) and _is_whole(name + keys, heads):
                    found[name] = Sheet(stage, name, keys, heads[SUM:])
                    if not isinstance(used, int) or used <= self.build - BUILDS_BETWEEN:
                        self._used[stage, name] = self.build
        return found

    def keys(self, stage: str) -> list[tuple[bytes, bytes]]:
        """Name and keys of all sheets of a stage, those first that were asked for last."""
        question = "SELECT name, keys FROM sheets WHERE stage = ? ORDER BY used DESC"
        rows = self._attempt(lambda: self._asked(question, (stage,)), NONE)
        return [(name, keys) for name, keys in rows if isinstance(name, bytes) and isinstance(keys, bytes)]

    def part(self, name: str) -> bytes:
        """A part of a result by its digest. Raises Damaged where it is not there, or not as it was put by."""
        question = "SELECT content FROM parts WHERE digest = ?"
        rows: list[Any] = self._attempt(lambda: self._asked(question, (bytes.fromhex(name),)), [])
        content = rows[0][0] if rows else None
        if not isinstance(content, bytes) or digest([content]) != name:
            raise Damaged(f"a part of a result is missing: {name}")
        return content

    def note(self, name: str) -> bytes:
        """A note of an earlier run; empty where there is none."""
        question = "SELECT content FROM notes WHERE name = ?"
        rows: list[Any] = self._attempt(lambda: self._asked(question, (name,)), [])
        return rows[0][0][SUM:] if rows and _is_whole(name.encode(), rows[0][0]) else b""

    def put(
        self,
        sheets: Iterable[Sheet],
        parts: Iterable[tuple[str, bytes]],
        notes: Mapping[str, bytes],
    ) -> bool:
        """Put sheets, parts of their results and notes by, all or none. Whether that went well."""
        if self._base is None:
            return False
        rows = [
            (one.stage, one.name, self.build, one.keys, _whole(one.name + one.keys, one.heads), _joined(one.parts))
            for one in sheets
        ]
        written = [(name, _whole(name.encode(), content)) for name, content in notes.items()]
        return self._attempt(lambda: self._put(rows, parts, written), False)

    def close(self) -> None:
        if self._base is not None and os.getpid() == self._process:
            with suppress(sqlite3.Error):
                self._base.close()
        self._base = None

    def discard(self) -> None:
        """Throw everything away: the file is damaged."""
        self.close()
        if self.path:
            remove(self.path)

    def _put(
        self,
        rows: list[tuple[str, bytes, int, bytes, bytes, bytes]],
        parts: Iterable[tuple[str, bytes]],
        notes: list[tuple[str, bytes]],
    ) -> bool:
        base = self._connection()
        base.execute("PRAGMA journal_mode = TRUNCATE")
        base.execute("BEGIN IMMEDIATE")
        try:
            base.executemany("INSERT OR REPLACE INTO sheets VALUES (?, ?, ?, ?, ?, ?)", rows)
            content = ((bytes.fromhex(name), value) for name, value in parts)
            base.executemany("INSERT OR IGNORE INTO parts VALUES (?, ?)", content)
            base.executemany("INSERT OR REPLACE INTO notes VALUES (?, ?)", notes)
            base.executemany(
                "UPDATE sheets SET used = ? WHERE stage = ? AND name = ?",
                [(build, stage, name) for (stage, name), build in self._used.items()],
            )
            counted = str(self.build).encode()
            base.execute("INSERT OR REPLACE INTO notes VALUES ('builds', ?)", (_whole(b"builds", counted),))
            if self.build % BUILDS_BETWEEN == 0:
                _prune(base, self.build - BUILDS_KEPT)
            base.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                base.execute("ROLLBACK")
            raise
        self._used.clear()
        return True

    def _rows(self, stage: str, names: Sequence[bytes]) -> list[Any]:
        marks = ", ".join("?" * len(names))
        question = f"SELECT name, used, keys, heads FROM sheets WHERE stage = ? AND name IN ({marks})"  # noqa: S608  # only "?"
        return self._asked(question, (stage, *names))

    def _number(self, name: str) -> int:
        note = self.note(name)
        return int(note) if note.isdigit() else 0

    def _asked(self, question: str, values: tuple[object, ...]) -> list[Any]:
        return self._connection().execute(question, values).fetchall()

    def _connection(self) -> sqlite3.Connection:
        """The connection; a worker that was forked from us needs one of its own."""
        if self._base is None or self.path is None:
            raise sqlite3.Error("the shelf is closed")
        if self._process != os.getpid():
            self._process = os.getpid()
            self._base = _connected(self.path)
        return self._base

    def _attempt(self, work: Callable[[], Result], otherwise: Result) -> Result:
        """What comes of it; after any trouble the shelf is closed, and thrown away where it cannot be read."""
        try:
            return work()
        except TROUBLE as error:
            path = self.path if self._base is not None else None
            self.close()
            if path and not _will_pass(error):
                remove(path)
                self._base = self._attempt(lambda: _opened(path), None)  # a new one, for what is made now
            return otherwise


def _will_pass(error: Exception) -> bool:
    """Whether the file may be sound and is only not to be had now: it is busy, read-only, the disk is full."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, OSError) or (code is not None and code & 0xFF in PASSING)


def remove(path: Path) -> None:
    """Delete the file of a shelf and what SQLite writes beside it."""
    for suffix in ASIDE:
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    base = _connected(path)
    try:
        _prepare(base)
        if base.execute("PRAGMA user_version").fetchone()[0] == FORMAT:
            return base
        if base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            for statement in SCHEMA:
                base.execute(statement)
            return base
    except TROUBLE as error:
        base.close()
        if _will_pass(error):
            raise
    else:
        base.close()
    remove(path)  # it is of another version, or no shelf at all
    return _opened(path)


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)


def _prepare(base: sqlite3.Connection) -> None:
    """Nothing is lost that could not be made again, so nobody waits for the disk: every value is verified when read."""
    base.execute("PRAGMA synchronous = OFF")


def _prune(base: sqlite3.Connection, oldest: int) -> None:
    """Throw away what no build since has asked for, and the parts that nothing refers to any more."""
    gone = base.execute("DELETE FROM sheets WHERE used < ?", (oldest,)).rowcount
    if gone:
        wanted = {name for (names,) in base.execute("SELECT parts FROM sheets") for name in cut(names)}
        held = {name for (name,) in base.execute("SELECT digest FROM parts")}
        base.executemany("DELETE FROM parts WHERE digest = ?", [(name,) for name in held - wanted])


def _joined(names: Iterable[str]) -> bytes:
    return b"".join(map(bytes.fromhex, names))


def cut(names: bytes) -> Iterator[bytes]:
    """Digests that were written one behind the other."""
    return (names[at : at + DIGEST_BYTES] for at in range(0, len(names), DIGEST_BYTES))


def _whole(key: bytes, content: bytes) -> bytes:
    """A content with a checksum before it."""
    return crc32(content, crc32(key)).to_bytes(SUM, "big") + content


def _is_whole(key: object, content: object) -> bool:
    """Whether a content is that which was put by under a key."""
    if not isinstance(key, bytes) or not isinstance(content, bytes):
        return False
    return content[:SUM] == crc32(memoryview(content)[SUM:], crc32(key)).to_bytes(SUM, "big")
