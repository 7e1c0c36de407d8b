"""Files as values: what comes in from the disk and what goes out to it."""

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from unicodedata import normalize

from sitegen.base.digests import digest

# What lies in an output folder besides the site: what we know of it, what is being written, and who is writing.
MANIFEST = ".sitegen.json"
STAGING = ".sitegen.tmp"
LOCK = ".sitegen.lock"
OWN = frozenset({MANIFEST, STAGING, LOCK})
LONGEST_NAME = 255  # bytes of a file or a folder, on the file systems of today

_NAME = r"(?!\.{0,2}(?:/|\Z))[^/\\\x00-\x1f\x7f-\x9f\ud800-\udfff]+"
_SAFE = re.compile(f"{_NAME}(?:/{_NAME})*")


class File:
    """A file by its POSIX path, with its bytes, which are fetched when somebody first asks for them.

    `digest` is that of the bytes, so that two files can be compared, and a result of this one be looked up, without
    reading it. A file made from its bytes alone is digested when somebody asks. Files are equal that have the same
    path and digest, and are sorted by path.
    """

    __slots__ = ("_content", "_digest", "_fetch", "_size", "path")

    def __init__(
        self,
        path: str,
        content: bytes | None = None,
        *,
        digest: str = "",
        size: int = 0,
        fetch: Callable[[], bytes] | None = None,
    ) -> None:
        if content is None and fetch is None:
            raise ValueError(f"nothing says what is in {path}")
        self.path = path
        self._content = content
        self._digest = digest
        self._size = size
        self._fetch = fetch

    @property
    def content(self) -> bytes:
        """The bytes. Those that were fetched are not kept, for a large site would fill the memory with them."""
        if self._content is not None:
            return self._content
        if self._fetch is None:
            raise ValueError(f"nothing says what is in {self.path}")
        return self._fetch()

    @property
    def is_at_hand(self) -> bool:
        """Whether the bytes are in memory."""
        return self._content is not None

    @property
    def digest(self) -> str:
        if not self._digest:
            self._digest = digest([self.content])
        return self._digest

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return self._size if self._content is None else len(self._content)

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and (self.path, self.digest) == (other.path, other.digest)

    def __lt__(self, other: "File") -> bool:
        return self.path < other.path

    def __hash__(self) -> int:
        return hash(self.path)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.path!r})"


class SourceFile(File):
    """One file of the project; its path is from the project root."""

    __slots__ = ()


class Artifact(File):
    """One file of the finished site; its path is from the output root."""

    __slots__ = ()


def is_safe(path: str) -> bool:
    """Whether a POSIX path names a file that lies in the output folder and is none of our own notes."""
    return _SAFE.fullmatch(path) is not None and path.partition("/")[0] not in OWN


def alike(path: str) -> str:
    """What two paths have in common that some file systems take for one: capitals or not, composed letters or not."""
    return path.lower() if path.isascii() else normalize("NFC", path).lower()


def all_folders(paths: Iterable[str]) -> set[str]:
    """Every folder that some path lies in."""
    folders: set[str] = set()
    for path in paths:
        above = path.rpartition("/")[0]
        while above and above not in folders:
            folders.add(above)
            above = above.rpartition("/")[0]
    return folders
