"""The sample site of this project, built once for all tests that only read it."""

from functools import cache
from pathlib import Path

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
