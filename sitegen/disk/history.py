"""What git remembers of a file. Where git cannot tell, nothing is remembered, and nobody is troubled.

A project may come from anywhere, so nothing in its git configuration may make us run another program, and nothing is
fetched from the network.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

LIMIT_VERSIONS = 200  # of one file; older ones are not looked at
PATIENCE_SECONDS = 20  # for one question to git
AT_ONCE = 20  # contents asked for together

GIT = (
    *("--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false"),
    *("-c", "log.showRoot=true"),
    *("-c", "protocol.allow=never", "-c", "safe.bareRepository=explicit"),
)
LOG = ("log", "--follow", "-m", "--raw", "--no-abbrev", "-z", "--format=%x01%H %cs", "--no-ext-diff", "--no-textconv")
CHANGE = re.compile(
    rb"\x01(?P<commit>[0-9a-f]{40,64}) (?P<day>\d{4}-\d\d-\d\d)\0"
    rb"|:\d{6} 100(?:644|755) [0-9a-f]{40,64} (?P<object>[0-9a-f]{40,64}) "
)
HEADER = re.compile(rb"[0-9a-f]{40,64} blob (?P<size>\d+)\n")


class Version(Struct, frozen=True):
    """A file as it was in one commit, with the day of that commit (ISO 8601)."""

    commit: str
    day: str
    content: bytes


def versions(root: Path, path: str) -> Iterator[Version]:
    """The versions of a file that git has, newest first, each content once, through renames.

    `path` is relative to `root`, which may be any folder of a repository. At most LIMIT_VERSIONS are given. There are
    none without git, outside a repository, for a file that was never committed, and after any trouble.
    """
    objects = _objects(_git(root, (*LOG, f"--max-count={LIMIT_VERSIONS}", "--", path)))
    for start in range(0, len(objects), AT_ONCE):
        some = objects[start : start + AT_ONCE]
        found = _git(root, ("cat-file", "--batch"), "".join(f"{name}\n" for name, _, _ in some).encode())
        contents = tuple(_contents(found))
        if len(contents) != len(some):
            return
        for (_, commit, day), content in zip(some, contents, strict=True):
            yield Version(commit, day, content)


def _objects(log: bytes) -> Sequence[tuple[str, str, str]]:
    """The contents that a log names: the name of the object, and the newest commit with it and its day."""
    found: dict[str, tuple[str, str, str]] = {}
    commit = day = ""
    for match in CHANGE.finditer(log):
        if match["commit"]:
            commit, day = match["commit"].decode(), match["day"].decode()
        else:
            name = match["object"].decode()
            found.setdefault(name, (name, commit, day))
    return tuple(found.values())


def _contents(answer: bytes) -> Iterator[bytes]:
    """The contents in an answer of `git cat-file --batch`, up to the first that is not there."""
    place = 0
    while header := HEADER.match(answer, place):
        end = header.end() + int(header["size"])
        yield answer[header.end() : end]
        place = end + 1


def _git(root: Path, words: Sequence[str], asked: bytes = b"") -> bytes:
    """What git answers; nothing when it is not there, fails or takes too long."""
    program = shutil.which("git")
    if program is None:
        return b""
    try:
        run = subprocess.run(  # noqa: S603  # our own words; the path stands behind "--"
            [program, *GIT, *words],
            cwd=root,
            env=_environment(),
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_SECONDS,
            check=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return b""
    return run.stdout


def _environment() -> dict[str, str]:
    """The environment without what the caller told git: in a hook it would lead to another repository."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
