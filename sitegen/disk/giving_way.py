"""Work that gives way: what nobody waits for is left as soon as somebody waits for something else."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


class Wanted(Exception):
    """There is something better to do: what was begun is left, and nothing has come of it."""


def nobody() -> bool:
    """Whether somebody waits for us, where that is never so."""
    return False


def unless(is_wanted: Callable[[], bool], items: Iterable[Item]) -> Iterator[Item]:
    """The items one by one. Raises Wanted as soon as somebody waits for us."""
    for item in items:
        if is_wanted():
            raise Wanted
        yield item
