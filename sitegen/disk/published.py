"""What we know of a site that we wrote: the glance of an output folder.

It lies in the project, not in the output folder: it tells of this computer, and what is published does not.
"""

import os
from contextlib import suppress
from pathlib import Path

from sitegen.base.digests import digest
from sitegen.disk.glance import NOTHING, REMEMBERED, Glance, decoded, encoded

PREFIX, SUFFIX = "published-", ".glance"


def glance_path(root: Path, folder: str) -> str:
    """Where a project keeps the glance of an output folder, which is given by its real path."""
    return f"{root}/{REMEMBERED}/{PREFIX}{digest([os.fsencode(folder)])}{SUFFIX}"


def recall(root: Path, folder: str) -> Glance:
    """The glance of a folder that its last build took; an empty one where there is none."""
    try:
        return decoded(Path(glance_path(root, folder)).read_bytes())
    except OSError:
        return NOTHING


def remember(root: Path, folder: str, glance: Glance) -> None:
    """Keep the glance of a folder. Where that cannot be, the next build is only slower."""
    path = Path(glance_path(root, folder))
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            aside.write_bytes(encoded(glance))
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
