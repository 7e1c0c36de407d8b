"""The identity of a value is the digest of its content; `Each` is the one seam for speed."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")
Value = TypeVar("Value", covariant=True)

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


def digest_of_words(words: Iterable[str]) -> str:
    """The digest of several texts, none of which has a NUL in it."""
    return hashlib.blake2b("\0".join(words).encode(), digest_size=DIGEST_BYTES).hexdigest()


class Kept(Generic[Value]):
    """A part of a result that is kept apart from it, and fetched when somebody first asks for it.

    `digest` is that of its stored form and `form` says what that is; both are "" for a value that nobody has stored:
    only who remembers results needs them. What `stays` is fetched once and then kept; of most there are too many.
    """

    __slots__ = ("_fetch", "_value", "digest", "form", "stays")

    def __init__(
        self,
        value: Value | None = None,
        digest: str = "",
        form: str = "",
        fetch: Callable[[], Value] | None = None,
        stays: bool = False,
    ) -> None:
        self.digest = digest
        self.form = form
        self.stays = stays
        self._value = value
        self._fetch = fetch

    @property
    def value(self) -> Value:
        """The value, fetched if it has to be."""
        if self._fetch is None:
            return self._value  # type: ignore[return-value]  # None is a value too
        value = self._fetch()
        if self.stays:
            self._value, self._fetch = value, None
        return value

    def __reduce__(self) -> tuple[object, ...]:
        return _kept, (self.value, self.digest, self.form)

    def __repr__(self) -> str:
        return f"Kept({self.digest})"


def _kept(value: Value, digest: str, form: str) -> Kept[Value]:  # type: ignore[misc]  # covariant, and only read
    return Kept(value, digest=digest, form=form)


Key = Callable[[Item], Iterable[str]]
Work = TypeVar("Work", bound=Callable[..., object])
LABORIOUS: set[Callable[..., object]] = set()


def laborious(work: Work) -> Work:
    """Marks a piece of work that takes so long for one item that two are worth a second process."""
    LABORIOUS.add(work)
    return work


class Each(Protocol):
    """Applies one pure piece of work to many items and gives the results in the order of the items.

    `key` says everything that the result of an item depends on besides our code: digests, names, addresses. Who
    remembers results finds them by it; the plain loop never asks.
    """

    def __call__(
        self,
        work: Callable[[Item, Shared], Result],
        items: Sequence[Item],
        shared: Shared,
        key: Key[Item],
    ) -> Sequence[Result]: ...


def each_in_turn(
    work: Callable[[Item, Shared], Result],
    items: Sequence[Item],
    shared: Shared,
    key: Key[Item] | None = None,  # noqa: ARG001  # the plain loop remembers nothing
) -> Sequence[Result]:
    """The plain loop: the default of every stage."""
    return [work(item, shared) for item in items]
