"""Compiled templates, kept from one run to the next where nobody but this user can put them.

They are code, and whoever can write them can have it run. So they do not lie in the project with the memo, which may
have come from elsewhere, but in a folder of the user's that no one else may write to.
"""

import os
from contextlib import suppress
from pathlib import Path

import msgspec

OTHERS = 0o022  # may write: the group, or everybody
LARGEST = 20_000_000  # bytes; more is no sign of health


def folder() -> Path:
    """The user's folder for what can be made again (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sitegen"


def recall(version: str) -> dict[str, bytes]:
    """The templates that a version of our code and of all libraries has compiled; none where there is any doubt."""
    with suppress(OSError, RuntimeError, ValueError, msgspec.MsgspecError):
        place = _place(version)
        if _is_ours(place.parent) and _is_ours(place) and place.stat().st_size <= LARGEST:
            return msgspec.msgpack.decode(place.read_bytes(), type=dict[str, bytes])
    return {}


def remember(version: str, code: dict[str, bytes]) -> None:
    """Put compiled templates by. What cannot be written is compiled again next time."""
    with suppress(OSError, RuntimeError, ValueError):
        place = _place(version)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(place.parent):
            return
        aside = place.with_name(f"{place.name}.{os.getpid()}")
        aside.unlink(missing_ok=True)
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.msgpack.encode(code))
        aside.replace(place)
        for other in place.parent.glob("templates-*"):
            if other != place:
                other.unlink(missing_ok=True)


def _place(version: str) -> Path:
    return folder() / f"templates-{version}"


def _is_ours(place: Path) -> bool:
    """Whether this user has made it and no one else may write to it."""
    status = place.lstat()
    return status.st_uid == os.getuid() and not status.st_mode & OTHERS and not place.is_symlink()
