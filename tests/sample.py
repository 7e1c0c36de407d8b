"""The sample site of this project, built once for all tests that only read it."""

import os
from collections.abc import Callable
from fcntl import LOCK_EX, flock
from functools import cache
from pathlib import Path

import pytest

from sitegen.disk.tree import read_project
from sitegen.link.site import Site
from sitegen.pipeline import build, connect
from tests.projects import ROOT


@cache
def sample() -> dict[str, bytes]:
    """All files of the finished site by path."""
    made = build(read_project(Path(ROOT)).value).value
    assert made is not None
    return {one.path: one.content for one in made}


@cache
def sample_site() -> Site:
    site = connect(read_project(Path(ROOT)).value).value
    assert site is not None
    return site


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that one process fills, and that all processes which run the same tests read."""
    own = factory.getbasetemp()
    common = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, aside = common / name, common / f"{name}.part"
    with (common / f"{name}.lock").open("w") as lock:
        flock(lock, LOCK_EX)  # until it is closed
        if not folder.exists():
            make(aside)
            aside.rename(folder)
    return folder
