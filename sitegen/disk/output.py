"""The one writer: artifacts become files in the output folder, whole or not at all."""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sitegen.base.files import Artifact
from sitegen.disk.manifest import (
    LOCK,
    MANIFEST,
    STAGING,
    OutputFailed,
    OutputRefused,
    folders_of,
    manifest_text,
    read_manifest,
    safe_path,
)
from sitegen.disk.tree import FOLDERS, reason


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did to the output folder: paths of the files in it, each kind sorted."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def publish(artifacts: Iterable[Artifact], target: Path, root: Path) -> Published:
    """Make the folder `target` hold exactly these files of ours, and leave everything else in it alone.

    All that changed is first written aside, then moved into place file by file: when the disk is full nothing
    has changed, and no reader ever meets half a file. Files with the same bytes are not written again. Files
    of earlier builds that are no longer wanted go, by our own manifest.

    `root` is the project, which may not be overwritten. Raises OutputRefused or OutputFailed.
    """
    wanted = _by_path(artifacts)
    folder = _judged(target, root)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        read_manifest(folder, target)  # a folder that is not ours does not even get our lock
        with _locked(folder, target):
            return _update(folder, target, wanted)
    except OSError as error:
        place = error.filename or target
        raise OutputFailed(f"cannot write the site: {place}: {reason(error)}") from error


def _by_path(artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    wanted: dict[str, bytes] = {}
    for artifact in artifacts:
        if not safe_path(artifact.path):
            raise OutputRefused(f"{artifact.path!r} is not a path in the output folder.")
        if artifact.path in wanted:
            raise OutputRefused(f"two files of the site want to be {artifact.path}.")
        wanted[artifact.path] = artifact.content
    for path in wanted:
        for parent in folders_of(path):
            if parent in wanted:
                raise OutputRefused(f"{parent} would have to be a file and a folder at once, for {path}.")
    return wanted


def _judged(target: Path, root: Path) -> Path:
    """The real folder behind `target`, or OutputRefused when it must not be written to."""
    try:
        folder, project = target.resolve(), root.resolve()
    except RuntimeError:  # before Python 3.13, a symbolic link that leads to itself
        raise OutputRefused(f"{target} is a link that leads to itself.") from None
    if project.is_relative_to(folder):
        raise OutputRefused(f"{target} holds the project itself; the site needs a folder of its own.")
    for name in (*FOLDERS, ".git"):
        if folder.is_relative_to(project / name):
            raise OutputRefused(f"{target} lies in {name}/, where sources are; the site needs a folder of its own.")
    if folder.exists() and not folder.is_dir():
        raise OutputRefused(f"{target} is a file; the site needs a folder.")
    return folder


@contextmanager
def _locked(folder: Path, shown: Path) -> Iterator[None]:
    """Hold the folder against other builds. The system lets go of the lock when we end, however we end."""
    path = folder / LOCK
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _taken(handle, path):
            raise OutputRefused(f"another build is writing into {shown} just now. Wait for it, then build again.")
        try:
            yield
        finally:
            path.unlink(missing_ok=True)
    finally:
        os.close(handle)


def _taken(handle: int, path: Path) -> bool:
    """Whether the lock is ours now: free, and not a file that its last holder has deleted meanwhile."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(handle), path.stat())
    except (BlockingIOError, FileNotFoundError):
        return False


def _update(folder: Path, shown: Path, wanted: Mapping[str, bytes]) -> Published:
    known = read_manifest(folder, shown)
    for path in wanted:
        _refuse_strangers(folder, shown, path, known)
    _clear_staging(folder)
    try:
        return _replace(folder, wanted, known)
    finally:
        _clear_staging(folder)


def _refuse_strangers(folder: Path, shown: Path, path: str, known: frozenset[str]) -> None:
    """Whatever is at the path, or in place of one of its folders, must be ours to replace."""
    for parent in folders_of(path):
        above = folder / parent
        if above.is_symlink() or (parent not in known and above.exists() and not above.is_dir()):
            raise OutputRefused(f"{shown / parent} was not made by sitegen and is in the way of {path}.")
    place = folder / path
    if _is_real_folder(place):
        below = (file for file in place.rglob("*") if not _is_real_folder(file))
        if any(file.relative_to(folder).as_posix() not in known for file in below):
            raise OutputRefused(f"{shown / path} is a folder with files that sitegen did not make.")
    elif path not in known and os.path.lexists(place):
        raise OutputRefused(f"{shown / path} was not made by sitegen; move it away, then build again.")


def _replace(folder: Path, wanted: Mapping[str, bytes], known: frozenset[str]) -> Published:
    written = [path for path, content in wanted.items() if not _holds(folder / path, content)]
    staged = _stage(folder, {path: wanted[path] for path in written})
    removed = sorted(path for path in known - wanted.keys() if os.path.lexists(folder / path))
    in_the_way = _in_the_way(removed, wanted)
    # Noted before the first file moves: should we be killed, the next build knows every file as ours.
    _note(folder, known | wanted.keys())
    _remove(folder, in_the_way)
    _move(folder, staged)
    _remove(folder, (path for path in removed if path not in in_the_way))
    _note(folder, wanted.keys())
    unchanged = sorted(wanted.keys() - set(written))
    return Published(tuple(sorted(written)), tuple(unchanged), tuple(removed))


def _holds(place: Path, content: bytes) -> bool:
    """Whether the file is there with these very bytes."""
    if place.is_symlink() or not place.is_file() or place.stat().st_size != len(content):
        return False
    return place.read_bytes() == content


def _stage(folder: Path, files: Mapping[str, bytes]) -> dict[str, Path]:
    """Write the new files aside, on the same file system, so that each can take its place in one step."""
    staging = folder / STAGING
    staging.mkdir()
    staged = {path: staging / str(number) for number, path in enumerate(files)}
    for path, aside in staged.items():
        aside.write_bytes(files[path])
    return staged


def _in_the_way(removed: Iterable[str], wanted: Mapping[str, bytes]) -> frozenset[str]:
    """Old files that stand where a folder is wanted, or lie in a folder where a file is wanted."""
    folders = {parent for path in wanted for parent in folders_of(path)}
    return frozenset(
        path for path in removed if path in folders or any(parent in wanted for parent in folders_of(path))
    )


def _move(folder: Path, staged: Mapping[str, Path]) -> None:
    """Pages come last, so that none is ever there before the files that it shows."""
    for path in sorted(staged, key=lambda path: (path.endswith(".html"), path)):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if _is_real_folder(place):
            _remove_empty(place)
        staged[path].replace(place)


def _remove(folder: Path, paths: Iterable[str]) -> None:
    """Delete files of earlier builds, and the folders that this leaves empty."""
    for path in paths:
        parents = folders_of(path)
        if any((folder / parent).is_symlink() for parent in parents) or _is_real_folder(folder / path):
            continue  # somebody put a link or a folder there since; what it holds is not ours
        (folder / path).unlink(missing_ok=True)
        for parent in parents:
            if any((folder / parent).iterdir()):
                break
            (folder / parent).rmdir()


def _note(folder: Path, paths: Iterable[str]) -> None:
    """Write the manifest, unless it says the same already."""
    content = manifest_text(paths)
    if not _holds(folder / MANIFEST, content):
        aside = folder / STAGING / MANIFEST
        aside.write_bytes(content)
        aside.replace(folder / MANIFEST)


def _clear_staging(folder: Path) -> None:
    staging = folder / STAGING
    if _is_real_folder(staging):
        shutil.rmtree(staging, ignore_errors=True)
    else:
        staging.unlink(missing_ok=True)


def _is_real_folder(place: Path) -> bool:
    return place.is_dir() and not place.is_symlink()


def _remove_empty(folder: Path) -> None:
    """Delete a folder that holds nothing but empty folders."""
    for below in sorted(folder.rglob("*"), reverse=True):
        below.rmdir()
    folder.rmdir()
