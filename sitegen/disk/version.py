"""The version of all that makes a site: our own code, the libraries, Python. What another made is not trusted."""

# Every run asks, and hundreds of Path objects take longer than what the system does.
# ruff: noqa: PTH112, PTH208

import os
import sys
from functools import cache
from pathlib import Path

from sitegen.base.digests import digest

OURS = (".py", ".po")


@cache
def version() -> str:
    """The digest of our own code, of the versions of all installed libraries, and of Python's."""
    package = str(Path(__file__).parents[1])
    ours = [f"{folder}/{name}" for folder, _, names in os.walk(package) for name in names if name.endswith(OURS)]
    folders = [folder for folder in sys.path if os.path.isdir(folder)]
    names = sorted(name for folder in folders for name in os.listdir(folder) if name.endswith(".dist-info"))
    return digest([sys.version.encode(), *map(str.encode, names), *map(_content, sorted(ours))])  # names with versions


def _content(place: str) -> bytes:
    handle = os.open(place, os.O_RDONLY)
    try:
        return os.read(handle, os.fstat(handle).st_size)
    finally:
        os.close(handle)
