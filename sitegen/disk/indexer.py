"""Pagefind, the program that makes search indexes: which one is to be had here, and one run of it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path

from msgspec import Struct

from sitegen.base.remarks import Remark
from sitegen.disk.manifest import OutputError

OWN = ".tools/node_modules"  # where a project's own tools from npm lie
OLDEST = (1, 5)
TIME_LIMIT = 300.0  # seconds; 10,000 pages take some fifteen
MISSING = Remark(
    "this site offers search (`features` in `config.yaml`), and Pagefind, which makes the index for it, is not to be "
    "had here.\nInstall it into the environment of sitegen: `python -m pip install 'pagefind[bin]'`\n"
    "or where Node.js is: `npm install --prefix .tools pagefind`\n"
    "or take the word `search` out of `features`."
)


class IndexFailed(OutputError):
    """There is no search index; `said` is why, in words for people. Nothing was written."""


class Indexer(Struct, frozen=True):
    """A Pagefind that is installed here."""

    command: tuple[str, ...]
    version: str


def indexer(root: Path) -> Indexer:
    """The first Pagefind to be had: the project's own, one on the path, or that of our Python environment.

    Raises IndexFailed where there is none.
    """
    found = next(installed(root), None)
    if found is None:
        raise IndexFailed(MISSING)
    return found


def installed(root: Path) -> Iterator[Indexer]:
    """All of them that are new enough."""
    return (one for one in _installed(root) if _numbers(one.version) >= OLDEST)


def _installed(root: Path) -> Iterator[Indexer]:
    own = root / OWN / ".bin/pagefind"
    if own.exists() and shutil.which("node"):
        with suppress(OSError, ValueError, KeyError):
            stated = json.loads((root / OWN / "pagefind/package.json").read_bytes())
            yield Indexer((str(own.absolute()),), str(stated["version"]))
    on_path = shutil.which("pagefind")
    if on_path:
        with suppress(OSError, subprocess.SubprocessError):
            asked = subprocess.run([on_path, "--version"], capture_output=True, text=True, timeout=30, check=True)  # noqa: S603
            yield Indexer((on_path,), asked.stdout.strip().removeprefix("pagefind "))
    with suppress(PackageNotFoundError):
        installed_version("pagefind-bin")
        yield Indexer((sys.executable, "-m", "pagefind"), installed_version("pagefind"))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)[:3]))


def run(program: Indexer, pages: Path, index: Path, language: str) -> None:
    """Make the index of a folder of search pages, in another folder. Raises IndexFailed, at last after TIME_LIMIT."""
    options = ("--site", str(pages), "--output-path", str(index), "--force-language", language, "--silent")
    with subprocess.Popen(  # noqa: S603
        [*program.command, *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            complaint = process.communicate(timeout=TIME_LIMIT)[1]
        except subprocess.TimeoutExpired:
            slow = Remark("it did not end within {most} seconds", most=round(TIME_LIMIT))
            raise IndexFailed(_failed(program, slow)) from None
        finally:
            if process.returncode is None:  # also when somebody interrupts us
                with suppress(OSError):
                    os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        lines = complaint.decode("utf-8", "replace").split("\n")
        said = next((line.strip() for line in reversed(lines) if line.strip()), Remark("it said nothing"))
        ended = Remark("it ended with code {code}: {said}", code=process.returncode, said=said)
        raise IndexFailed(_failed(program, ended))


def _failed(program: Indexer, detail: Remark) -> Remark:
    return Remark(
        "the search index could not be made by Pagefind {version} (`{command}`): {detail}.",
        version=program.version,
        command=program.command[0],
        detail=detail,
    )
