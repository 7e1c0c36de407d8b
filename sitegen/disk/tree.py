"""Reads a project: its folder on the disk becomes source files."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic, Span, by_place
from sitegen.base.files import SourceFile
from sitegen.base.remarks import Remark

CONFIG = "config.yaml"
FOLDERS = ("content", "locale", "static", "templates")


def read_project(root: Path) -> Checked[tuple[SourceFile, ...]]:
    """`config.yaml` and all files in the source folders of a project, sorted by path.

    Paths are relative to `root`, POSIX, in Unicode's NFC: the same on every system. Hidden files are passed
    over. What cannot be read, links that lead nowhere or out of the project, and things that are not files
    are `file/unreadable`.
    """
    reading = _Reading(root, root.resolve())
    reading.entry(root / CONFIG, CONFIG)
    for folder in FOLDERS:
        reading.entry(root / folder, folder)
    return Checked(tuple(sorted(reading.files.values())), by_place(reading.found))


@dataclass(slots=True)
class _Reading:
    """One walk over a project: where it goes, and what it has seen so far."""

    root: Path
    real_root: Path
    files: dict[str, SourceFile] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)

    def entry(self, place: Path, path: str, above: frozenset[Path] = frozenset()) -> None:
        """Read whatever is at a place; `above` are the real folders that the walk came through."""
        if _has_no_text_name(path):
            self.refuse(path, Remark("its name is not UTF-8"))
            return
        try:
            self._visit(place, path, above)
        except FileNotFoundError:
            return  # not every project has every folder; or somebody deleted the file a moment ago
        except OSError as error:
            self.refuse(path, reason(error))

    def _visit(self, place: Path, path: str, above: frozenset[Path]) -> None:
        trouble = self.trouble_with_link(place) if place.is_symlink() else ""
        mode = 0 if trouble else place.stat().st_mode
        if trouble:
            self.refuse(path, trouble)
        elif stat.S_ISDIR(mode) and path != CONFIG:
            self.folder(place, path, above)
        elif stat.S_ISREG(mode) and path not in FOLDERS:
            self.file(place, path)
        else:
            self.refuse(path, Remark("it is not a folder") if path in FOLDERS else Remark("it is not a file"))

    def folder(self, place: Path, path: str, above: frozenset[Path]) -> None:
        real = place.resolve()
        if real in above:
            self.refuse(path, Remark("the link leads back to a folder that holds it"))
            return
        for child in _children(place):
            self.entry(child, f"{path}/{child.name}", above | {real})

    def file(self, place: Path, path: str) -> None:
        name = normalize("NFC", path)
        if name in self.files:
            self.refuse(name, Remark("another file has the same name in other code points"))
            return
        self.files[name] = SourceFile(name, place.read_bytes())

    def trouble_with_link(self, place: Path) -> str:
        """What is wrong with a symbolic link; empty when it stays among the project's visible files."""
        try:
            real = place.resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: a link to itself, before Python 3.13
            return Remark("the link leads nowhere")
        if not real.is_relative_to(self.real_root):
            return Remark("the link leads out of the project")
        if any(part.startswith(".") for part in real.relative_to(self.real_root).parts):
            return Remark("the link leads to a hidden file")
        return ""

    def refuse(self, path: str, detail: str) -> None:
        shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        self.found.append(problems.UNREADABLE.at(Span(normalize("NFC", shown)), detail=detail))


def reason(error: OSError) -> str:
    """The system's words for what went wrong, as the end of a sentence: "permission denied"."""
    words = error.strerror or type(error).__name__
    return words[:1].lower() + words[1:]


def _children(folder: Path) -> Iterator[Path]:
    """What a folder holds, hidden entries left out, in the order of names."""
    return (child for child in sorted(folder.iterdir()) if not child.name.startswith("."))


def _has_no_text_name(path: str) -> bool:
    """Whether the name on the disk is bytes that are not UTF-8 (Python shows them as lone surrogates)."""
    return any("\ud800" <= character <= "\udfff" for character in path)
