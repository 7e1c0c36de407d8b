"""The bytes of a finished site's files, which are fetched only when somebody asks for them."""

from sitegen.base.files import Artifact
from sitegen.disk.forms import Damaged
from sitegen.disk.tree import SourceChanged


class OutOfDate(Exception):
    """A file is no longer what the site was made from: it has changed, and a newer site is on its way."""


class Lost(OutOfDate):
    """What was remembered of a file cannot be read back: everything has to be made anew."""


def content_of(file: Artifact) -> bytes:
    """The bytes of a file. Raises OutOfDate, or Lost, when they are not to be had any more."""
    try:
        return file.content
    except Damaged as error:
        raise Lost(file.path) from error
    except (OSError, SourceChanged) as error:
        raise OutOfDate(file.path) from error
