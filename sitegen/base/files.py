"""Files as values: what comes in from the disk and what goes out to it."""

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """One file of the project: its POSIX path from the project root, and its bytes."""

    path: str
    content: bytes

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name


@dataclass(frozen=True, slots=True, order=True)
class Artifact:
    """One file of the finished site: its POSIX path from the output root, and its bytes."""

    path: str
    content: bytes
