"""The manifest of an output folder: which of its files are ours, so that nothing else is ever touched."""

from collections.abc import Container, Iterable
from functools import lru_cache
from pathlib import Path

import msgspec

from sitegen.base.files import MANIFEST, OWN, is_safe
from sitegen.base.remarks import Remark

FORMAT = 1


class OutputError(Exception):
    """The site could not be written; `said` is why, in words for people."""

    def __init__(self, said: Remark) -> None:
        super().__init__(said)
        self.said = said


class OutputRefused(OutputError):
    """Writing there would harm something that is not ours. Nothing was touched."""


class OutputFailed(OutputError):
    """The system did not let us write."""


def read_manifest(folder: Path, shown: Path, safe: Container[str] = ()) -> frozenset[str]:
    """The paths that earlier builds wrote into a folder; none for a folder that is new or empty.

    `shown` is the folder's name in messages. A folder with other people's files in it is refused. So is a
    manifest that we cannot read. Paths in it that would lead out of the folder are passed over: the file may
    have been changed by hand. Those in `safe` are known not to.
    """
    try:
        files = _files_in((folder / MANIFEST).read_bytes())
    except FileNotFoundError:
        if any(entry.name not in OWN for entry in folder.iterdir()):
            if (folder / MANIFEST).exists():  # another build has written it since we looked
                return read_manifest(folder, shown, safe)
            said = Remark(
                "{folder} is not empty and was not made by sitegen (it has no {manifest}).\n"
                "Empty it yourself, or name another folder with `--output`.",
                folder=shown,
                manifest=MANIFEST,
            )
            raise OutputRefused(said) from None
        return frozenset()
    except msgspec.DecodeError:
        facts = {"file": shown / MANIFEST, "folder": shown}
        said = Remark("{file} is damaged. Delete {folder} yourself, then build again.", **facts)
        raise OutputRefused(said) from None
    if files is None:
        said = Remark(
            "{folder} was made by another version of sitegen. Delete it yourself, then build again.", folder=shown
        )
        raise OutputRefused(said)
    return frozenset(path for path in files if path in safe or is_safe(path))


@lru_cache(maxsize=1)  # every build looks twice, before it takes the lock and after
def _files_in(content: bytes) -> frozenset[str] | None:
    """The paths in a manifest; None when it is of another format. Raises msgspec.DecodeError."""
    noted = msgspec.json.decode(content)
    files = noted.get("files") if isinstance(noted, dict) and noted.get("format") == FORMAT else None
    return frozenset(path for path in files if isinstance(path, str)) if isinstance(files, list) else None


def manifest_text(paths: Iterable[str]) -> bytes:
    """The manifest of a folder that holds these files: the same paths give the same bytes."""
    noted = {"made by": "sitegen", "format": FORMAT, "files": sorted(paths)}
    return msgspec.json.format(msgspec.json.encode(noted), indent=1) + b"\n"


def folders_of(path: str) -> tuple[str, ...]:
    """The folders that a path lies in, innermost first: "a/b/c" gives "a/b" and "a"."""
    above = path.rpartition("/")[0]
    return (above, *folders_of(above)) if above else ()
