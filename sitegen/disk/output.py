"""The one writer: artifacts become files in the output folder, whole or not at all."""

import fcntl
import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct, field

from sitegen.base.digests import digest
from sitegen.base.files import LOCK, MANIFEST, OWN, Artifact, all_folders, is_safe
from sitegen.base.remarks import Remark
from sitegen.disk.glance import NOTHING, Glance, digest_in, entry, is_settled, signature
from sitegen.disk.manifest import (
    OutputFailed,
    OutputRefused,
    folders_of,
    read_manifest,
)
from sitegen.disk.published import recall, remember
from sitegen.disk.staging import clear, move, note, remove, stage
from sitegen.disk.tree import FOLDERS, reason

PATIENCE = 50  # milliseconds to wait for the clock of the file system to move on


class Published(Struct, frozen=True):
    """What a build did to the output folder: paths of the files in it, each kind sorted."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def publish(artifacts: Iterable[Artifact], target: Path, root: Path, cache: bool = True) -> Published:
    """Make the folder `target` hold exactly these files of ours, and leave everything else in it alone.

    All that changed is first written aside, then moved into place: when the disk is full nothing has changed, and no
    reader ever meets half a file. Files with the same bytes are not written again. Files of earlier builds that are
    no longer wanted go, by our own manifest.

    `root` is the project, which may not be overwritten, and which remembers what each file looked like when it was
    written: one that still looks the same, and that has the digest that is wanted, is not read, nor are the artifact's
    bytes fetched. Without `cache` nothing is remembered. Raises OutputRefused or OutputFailed.
    """
    wanted = _by_path(artifacts)
    folder = judged(target, root)
    place = str(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        read_manifest(folder, target, wanted)  # a folder that is not ours does not even get our lock
        with locked(folder, target) as clock:
            seen = recall(root, place) if cache else NOTHING
            update = _Update(place, target, wanted, read_manifest(folder, target, wanted), seen, clock)
            published = update.done()
            if cache and update.noted != seen.files:
                remember(root, place, Glance(time.time_ns(), update.noted))
            return published
    except OSError as error:
        named = error.filename or target
        said = Remark("cannot write the site: {place}: {detail}", place=named, detail=reason(error))
        raise OutputFailed(said) from error


def _by_path(artifacts: Iterable[Artifact]) -> dict[str, Artifact]:
    wanted: dict[str, Artifact] = {}
    for artifact in artifacts:
        path = artifact.path
        if not is_safe(path):
            raise OutputRefused(Remark("{path} is not a path in the output folder.", path=repr(path)))
        if path in wanted:
            raise OutputRefused(Remark("two files of the site want to be {path}.", path=path))
        wanted[path] = artifact
    for both in sorted(all_folders(wanted) & wanted.keys()):
        path = next(path for path in wanted if path.startswith(f"{both}/"))
        said = Remark("{both} would have to be a file and a folder at once, for {path}.", both=both, path=path)
        raise OutputRefused(said)
    return wanted


def judged(target: Path, root: Path) -> Path:
    """The real folder behind `target`, or OutputRefused when it must not be written to."""
    try:
        folder, project = target.resolve(), root.resolve()
    except RuntimeError:  # before Python 3.13, a symbolic link that leads to itself
        raise OutputRefused(Remark("{folder} is a link that leads to itself.", folder=target)) from None
    if project.is_relative_to(folder):
        said = Remark("{folder} holds the project itself; the site needs a folder of its own.", folder=target)
        raise OutputRefused(said)
    for name in (*FOLDERS, ".git"):
        if folder.is_relative_to(project / name):
            said = Remark(
                "{folder} lies in {name}/, where sources are; the site needs a folder of its own.",
                folder=target,
                name=name,
            )
            raise OutputRefused(said)
    if folder.exists() and not folder.is_dir():
        raise OutputRefused(Remark("{folder} is a file; the site needs a folder.", folder=target))
    return folder


@contextmanager
def locked(folder: Path, shown: Path) -> Iterator[int]:
    """Hold the folder against other builds. The system lets go of the lock when we end, however we end.

    Gives the open lock file, by which `_now` reads the clock of the file system.
    """
    path = folder / LOCK
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _taken(handle, path):
            said = Remark(
                "another build is writing into {folder} just now. Wait for it, then build again.", folder=shown
            )
            raise OutputRefused(said)
        try:
            yield handle
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


class _Update(Struct):
    """One folder on its way from what it holds to what is wanted.

    place   the folder's real path; `shown` is its name in messages
    known   the files that earlier builds wrote
    seen    what files looked like then
    clock   a file in the folder that is ours, to read the clock of the file system by
    noted   what files look like now, to be remembered
    """

    place: str
    shown: Path
    wanted: Mapping[str, Artifact]
    known: frozenset[str]
    seen: Glance
    clock: int
    noted: dict[str, bytes] = field(default_factory=dict)
    unchanged: set[str] = field(default_factory=set)

    def done(self) -> Published:
        self.compare()
        changed = [path for path in self.wanted if path not in self.unchanged]
        there = self.judge_folders(changed)
        clear(self.place)
        try:
            removed = self.replace(changed, there)
        finally:
            clear(self.place)
        return Published(tuple(sorted(changed)), tuple(sorted(self.unchanged)), removed)

    def compare(self) -> None:
        """Find what is there already. Whatever is in the place of a file must be ours to replace."""
        if not self.known and OWN.issuperset(one.name for one in Path(self.place).iterdir()):
            return
        now = _now(self.clock)
        for path, artifact in self.wanted.items():
            try:
                status = os.lstat(f"{self.place}/{path}")
            except OSError:  # whatever stands in the way there is judged with the folders
                continue
            if path not in self.known or stat.S_ISDIR(status.st_mode):
                self.refuse_strangers(path, status)
            elif self.is_same(path, status, artifact):
                self.unchanged.add(path)
                if path not in self.noted and is_settled(status, now):
                    self.noted[path] = entry(status, artifact.digest)

    def is_same(self, path: str, status: os.stat_result, artifact: Artifact) -> bool:
        """Whether a file of ours has these very bytes."""
        seen = self.seen.files.get(path)
        if seen is not None and seen.startswith(signature(status)):
            if digest_in(seen) != artifact.digest:
                return False
            self.noted[path] = seen
            return True
        if not stat.S_ISREG(status.st_mode) or status.st_size != artifact.size:
            return False
        return digest([Path(self.place, path).read_bytes()]) == artifact.digest

    def refuse_strangers(self, path: str, status: os.stat_result) -> None:
        if not stat.S_ISDIR(status.st_mode):
            said = Remark("{file} was not made by sitegen; move it away, then build again.", file=self.shown / path)
            raise OutputRefused(said)
        for inside, folders, files in os.walk(f"{self.place}/{path}"):
            way = inside.removeprefix(f"{self.place}/")
            links = [name for name in folders if Path(inside, name).is_symlink()]
            if not self.known.issuperset(f"{way}/{name}" for name in (*files, *links)):
                said = Remark("{folder} is a folder with files that sitegen did not make.", folder=self.shown / path)
                raise OutputRefused(said)

    def judge_folders(self, changed: Iterable[str]) -> set[str]:
        """The folders of changed files that exist. What is in the place of another must be ours to replace."""
        there: set[str] = set()
        if not os.path.lexists(f"{self.place}/{MANIFEST}"):
            return there
        for folder in sorted(all_folders(changed)):
            above = folder.rpartition("/")[0]
            if above and above not in there:
                continue
            try:
                mode = os.lstat(f"{self.place}/{folder}").st_mode
            except FileNotFoundError:
                continue
            if stat.S_ISDIR(mode):
                there.add(folder)
            elif stat.S_ISLNK(mode) or folder not in self.known:
                path = next(path for path in changed if path.startswith(f"{folder}/"))
                facts = {"file": self.shown / folder, "path": path}
                raise OutputRefused(Remark("{file} was not made by sitegen and is in the way of {path}.", **facts))
        return there

    def replace(self, changed: list[str], there: set[str]) -> tuple[str, ...]:
        """Write what changed, and remove what is no longer wanted, which is given back."""
        gone = self.known - self.wanted.keys()
        removed = tuple(sorted(path for path in gone if os.path.lexists(f"{self.place}/{path}")))
        every = self.known | self.wanted.keys()
        has_manifest = os.path.lexists(f"{self.place}/{MANIFEST}")
        new = every != self.known or not has_manifest
        if changed or new or gone:
            staged = stage(self.place, [self.wanted[path] for path in changed], all_folders(changed))
            if new:  # Noted before the first file moves: should we be killed, the next build knows every file as ours.
                note(self.place, every)
            in_the_way = _in_the_way(removed, self.wanted) if removed else frozenset()
            remove(self.place, in_the_way)
            move(self.place, changed, {folder for folder in there if Path(self.place, folder).is_dir()})
            remove(self.place, (path for path in removed if path not in in_the_way))
            if gone:
                note(self.place, self.wanted)
            self.look(staged)
        self.look_at_manifest()
        return removed

    def look(self, staged: Mapping[str, os.stat_result]) -> None:
        """Note what the new files look like, once the clock has moved on, so that any change from now on shows."""
        now = _after(self.clock)
        for path, aside in staged.items():
            status = os.lstat(f"{self.place}/{path}")
            if _is_that(status, aside) and is_settled(status, now):
                self.noted[path] = entry(status, self.wanted[path].digest)

    def look_at_manifest(self) -> None:
        place = f"{self.place}/{MANIFEST}"
        now, status = _now(self.clock), os.lstat(place)
        seen = self.seen.files.get(MANIFEST)
        if seen is not None and seen.startswith(signature(status)):
            self.noted[MANIFEST] = seen
        elif is_settled(status, now):
            self.noted[MANIFEST] = entry(status, digest([Path(place).read_bytes()]))


def _is_that(status: os.stat_result, aside: os.stat_result) -> bool:
    """Whether a file is the one that was written aside. Moving it changes no more than its time of change."""
    return (status.st_ino, status.st_size, status.st_mtime_ns) == (aside.st_ino, aside.st_size, aside.st_mtime_ns)


def _now(clock: int) -> int:
    """What time it is for the file system that an open file lies on, in nanoseconds since 1970."""
    os.utime(clock)
    return os.fstat(clock).st_ctime_ns


def _after(clock: int) -> int:
    """The time when the clock of the file system has moved on, which takes a few milliseconds, rarely a second or two.

    That long nobody waits: files written just now are then read by the next build.
    """
    begun = now = _now(clock)
    for _ in range(PATIENCE):
        if now > begun:
            break
        time.sleep(0.001)
        now = _now(clock)
    return now


def _in_the_way(removed: Iterable[str], wanted: Mapping[str, Artifact]) -> frozenset[str]:
    """Old files that stand where a folder is wanted, or lie in a folder where a file is wanted."""
    folders = all_folders(wanted)
    return frozenset(
        path for path in removed if path in folders or any(parent in wanted for parent in folders_of(path))
    )
