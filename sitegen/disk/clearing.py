"""Takes back what builds made: what they remember in a project, and the files that they wrote into an output folder."""

import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from sitegen.base.files import MANIFEST
from sitegen.base.remarks import Remark
from sitegen.disk.glance import INDEXES, REMEMBERED
from sitegen.disk.manifest import OutputFailed, folders_of, read_manifest
from sitegen.disk.output import judged, locked
from sitegen.disk.published import PREFIX
from sitegen.disk.staging import clear, is_real_folder, remove
from sitegen.disk.tree import reason

OURS = ("memo.sqlite", PREFIX)  # how names begin of what runs leave in the folder of what they remember


class Cleared(Struct, frozen=True):
    """What was deleted, or would be: how many files, and their length in bytes."""

    files: int = 0
    size: int = 0


def forget(root: Path, dry_run: bool = False) -> Cleared:
    """Delete what builds of a project remember. A folder that is a link is somebody else's; it is left alone."""
    folder = root / REMEMBERED
    if not all(is_real_folder(str(one)) for one in (folder.parent, folder)):
        return Cleared()
    files = [file for file in folder.iterdir() if file.name.startswith(OURS) and not is_real_folder(str(file))]
    indexes = root / INDEXES
    if is_real_folder(str(indexes)):
        files += [file for file in indexes.rglob("*") if not is_real_folder(str(file))]
    cleared = _counted(files)
    if not dry_run:
        for file in files:
            file.unlink(missing_ok=True)
        if is_real_folder(str(indexes)):
            shutil.rmtree(indexes, ignore_errors=True)
        for one in (folder, folder.parent):
            _remove_if_empty(one)
    return cleared


def withdraw(target: Path, root: Path, dry_run: bool = False) -> Cleared:
    """Delete the files of ours in an output folder, by its manifest, and the folder itself if that leaves it empty.

    What others put there stays. Raises OutputRefused for a folder that is not ours, and OutputFailed.
    """
    folder = judged(target, root)
    if not folder.is_dir():
        return Cleared()
    try:
        cleared = _counted(folder / path for path in _held(folder, target))
        if dry_run:
            return cleared
        if (folder / MANIFEST).exists():
            with locked(folder, target):
                remove(str(folder), _held(folder, target))
                clear(str(folder))
                (folder / MANIFEST).unlink()
        if not target.is_symlink():
            _remove_if_empty(folder)
    except OSError as error:
        facts = {"place": error.filename or target, "detail": reason(error)}
        raise OutputFailed(Remark("cannot delete the site: {place}: {detail}", **facts)) from error
    return cleared


def _held(folder: Path, shown: Path) -> list[str]:
    """Those files of the manifest that are there, and not behind a link or in place of a folder that others made."""
    paths = sorted(read_manifest(folder, shown))
    return [path for path in paths if not _is_others(folder, path) and os.path.lexists(folder / path)]


def _is_others(folder: Path, path: str) -> bool:
    linked = any((folder / parent).is_symlink() for parent in folders_of(path))
    return linked or is_real_folder(f"{folder}/{path}")


def _counted(files: Iterable[Path]) -> Cleared:
    sizes = [status.st_size if stat.S_ISREG(status.st_mode) else 0 for status in map(os.lstat, files)]
    return Cleared(len(sizes), sum(sizes))


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()
