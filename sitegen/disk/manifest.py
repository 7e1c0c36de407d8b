"""The manifest of an output folder: which of its files are ours, so that nothing else is ever touched."""

import json
from collections.abc import Iterable
from pathlib import Path
from unicodedata import category

MANIFEST = ".sitegen.json"
STAGING = ".sitegen.tmp"
LOCK = ".sitegen.lock"
OWN = frozenset({MANIFEST, STAGING, LOCK})
FORMAT = 1


class OutputError(Exception):
    """The site could not be written; the message says why, in words for people."""


class OutputRefused(OutputError):
    """Writing there would harm something that is not ours. Nothing was touched."""


class OutputFailed(OutputError):
    """The system did not let us write."""


def safe_path(path: str) -> bool:
    """Whether a POSIX path names a file that lies in the output folder and is none of our own notes."""
    parts = path.split("/")
    if any(part in {"", ".", ".."} for part in parts) or parts[0] in OWN:
        return False
    return "\\" not in path and not any(category(character) in {"Cc", "Cs"} for character in path)


def read_manifest(folder: Path, shown: Path) -> frozenset[str]:
    """The paths that earlier builds wrote into a folder; none for a folder that is new or empty.

    `shown` is the folder's name in messages. A folder with other people's files in it is refused. So is a
    manifest that we cannot read. Paths in it that would lead out of the folder are passed over: the file may
    have been changed by hand.
    """
    try:
        noted = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        if any(entry.name not in OWN for entry in folder.iterdir()):
            if (folder / MANIFEST).exists():  # another build has written it since we looked
                return read_manifest(folder, shown)
            raise OutputRefused(
                f"{shown} is not empty and was not made by sitegen (it has no {MANIFEST}).\n"
                "Empty it yourself, or name another folder with --output."
            ) from None
        return frozenset()
    except ValueError:
        raise OutputRefused(f"{shown / MANIFEST} is damaged. Delete {shown} yourself, then build again.") from None
    files = noted.get("files") if isinstance(noted, dict) and noted.get("format") == FORMAT else None
    if not isinstance(files, list):
        raise OutputRefused(f"{shown} was made by another version of sitegen. Delete it yourself, then build again.")
    return frozenset(path for path in files if isinstance(path, str) and safe_path(path))


def manifest_text(paths: Iterable[str]) -> bytes:
    """The manifest of a folder that holds these files: the same paths give the same bytes."""
    noted = {"made by": "sitegen", "format": FORMAT, "files": sorted(paths)}
    return (json.dumps(noted, indent=1, ensure_ascii=False) + "\n").encode()


def folders_of(path: str) -> tuple[str, ...]:
    """The folders that a path lies in, innermost first: "a/b/c" gives "a/b" and "a"."""
    above = path.rpartition("/")[0]
    return (above, *folders_of(above)) if above else ()
