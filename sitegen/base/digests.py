"""The identity of a value is the digest of its content; `Each` is the one seam for speed."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")

DIGEST_BYTES = 16


def digest(parts: Iterable[bytes]) -> str:
    """The BLAKE2b digest of several byte strings, in hexadecimal.

    Each part is preceded by its length, so that ("ab", "c") and ("a", "bc") differ.
    """
    hasher = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for part in parts:
        hasher.update(len(part).to_bytes(8, "big"))
        hasher.update(part)
    return hasher.hexdigest()


class Each(Protocol):
    """Applies one pure piece of work to many items and gives the results in the order of the items."""

    def __call__(
        self,
        work: Callable[[Item, Shared], Result],
        items: Sequence[Item],
        shared: Shared,
    ) -> Sequence[Result]: ...


def each_in_turn(
    work: Callable[[Item, Shared], Result],
    items: Sequence[Item],
    shared: Shared,
) -> Sequence[Result]:
    """The plain loop: the default of every stage."""
    return [work(item, shared) for item in items]
