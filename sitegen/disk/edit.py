"""The one way in which source files are changed or made: whole, or not at all."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from unicodedata import normalize

NAME_KEPT = 50  # characters: with what is added, at most 255 bytes in any script, as file systems have it


def path_in_project(place: Path, root: Path) -> str:
    """The path of a file as the project knows it: POSIX, NFC, from the root; "" when it lies elsewhere."""
    for whole in (Path(os.path.abspath(place)), place.resolve()):  # noqa: PTH100  # a link inside the project has its own name
        for folder in (Path(os.path.abspath(root)), root.resolve()):  # noqa: PTH100
            if whole.is_relative_to(folder):
                return normalize("NFC", PurePosixPath(whole.relative_to(folder)).as_posix())
    return ""


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Put new content into files: each is written beside its file, then all are moved over them; modes are kept.

    Raises OSError when one cannot be written; all files are then as they were.
    """
    staged: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            target = path.resolve()
            with _naming(path):
                staged[target] = _aside(target, content)
        for target, aside in staged.items():
            aside.replace(target)
    finally:
        for aside in staged.values():
            aside.unlink(missing_ok=True)


def _aside(target: Path, content: bytes) -> Path:
    """A new file beside another one, with its mode and the given content."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:NAME_KEPT]}.")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            _write(file, content)
        aside.chmod(target.stat().st_mode & 0o7777)
    except BaseException:
        aside.unlink()
        raise
    return aside


def create_file(path: Path, content: bytes) -> None:
    """Make a new file. Raises FileExistsError when something is there already, also when it came just now.

    Raises another OSError when it cannot be written; nothing of it is then left.
    """
    with _naming(path), path.open("xb") as file:
        try:
            _write(file, content)
        except BaseException:
            path.unlink()
            raise


def _write(file: BinaryIO, content: bytes) -> None:
    file.write(content)
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Let every trouble name the file that people know."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
