"""A glance: what files looked like when they were read, so that those that still look the same need not be read."""

import os
import struct
from collections.abc import Mapping

import msgspec
from msgspec import Struct

REMEMBERED = ".cache/sitegen"  # the folder in a project in which runs leave word for later runs
INDEXES = f"{REMEMBERED}/search"  # where search indexes are kept
FORMAT = 1  # of a glance as bytes

_SIGNATURE = struct.Struct("<5Q")
_WHOLE = 2**64 - 1  # times may lie before 1970 or after 2262


class Glance(Struct, frozen=True):
    """Files as they were at one moment: what the system said of each, and the digest of its bytes.

    The system tells of every change of a file by its time of change (ctime), which nobody can set; not of one that
    comes so soon after another that the clock of the file system has not moved on between them. A file that was read
    in between would look as if it had not changed. Git calls such files racy, and so do we: who takes a glance leaves
    them out of it, so that they are read once more. See `is_settled`.

    taken   when, in nanoseconds since 1970
    files   by path, what `entry` makes of a file
    """

    taken: int
    files: Mapping[str, bytes]


NOTHING = Glance(0, {})


def signature(status: os.stat_result) -> bytes:
    """Size, times of modification and change, inode and device of a file: whoever touches it changes one of them."""
    modified, changed = status.st_mtime_ns & _WHOLE, status.st_ctime_ns & _WHOLE
    return _SIGNATURE.pack(status.st_size, modified, changed, status.st_ino, status.st_dev)


def entry(status: os.stat_result, digest: str) -> bytes:
    """A file in a glance: its signature, then its digest."""
    return signature(status) + bytes.fromhex(digest)


def digest_in(known: bytes) -> str:
    """The digest in an entry, in hexadecimal."""
    return known[_SIGNATURE.size :].hex()


def is_settled(status: os.stat_result, moment: int) -> bool:
    """Whether a file was left alone before a moment (nanoseconds since 1970), so that any change since shows."""
    return status.st_ctime_ns < moment and status.st_mtime_ns < moment


def encoded(glance: Glance) -> bytes:
    """A glance as bytes, to be kept for the next run: about a hundred for a file."""
    return msgspec.msgpack.encode((FORMAT, glance.taken, glance.files))


def decoded(content: bytes) -> Glance:
    """The glance that was kept; an empty one when the bytes are none, damaged, or of another version."""
    try:
        version, taken, files = msgspec.msgpack.decode(content, type=tuple[int, int, dict[str, bytes]])
    except msgspec.MsgspecError:
        return NOTHING
    return Glance(taken, files) if version == FORMAT else NOTHING
