"""What is the same on many pages of a site is made once and remembered, as long as that site is the one rendered."""

from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from msgspec import Struct, field

from sitegen.link.site import Site

Key = ParamSpec("Key")
Result = TypeVar("Result")


class _Memory(Struct, frozen=True):
    """The results of each function for one site, by its other arguments."""

    site: Site | None = None
    results: dict[Callable[..., Any], dict[tuple[object, ...], Any]] = field(default_factory=lambda: defaultdict(dict))


_memory = _Memory()


def remembered(make: Callable[Concatenate[Site, Key], Result]) -> Callable[Concatenate[Site, Key], Result]:
    """A function of a site that runs once for each of its other arguments, which are hashable and given by position.

    Another site takes the place of the one before, so that no site outlives its rendering by more than one. What is
    kept grows with what the site holds, so only what is asked for again and again is worth it.
    """

    @wraps(make)
    def look(site: Site, /, *key: Key.args, **nothing: Key.kwargs) -> Result:
        global _memory  # noqa: PLW0603  # replaced as a whole, so that two threads never share half of one
        memory = _memory
        if memory.site is not site:
            memory = _memory = _Memory(site)
        results = memory.results[make]
        try:
            found: Result = results[key]
        except KeyError:
            found = results[key] = make(site, *key, **nothing)
        return found

    return look


def forget() -> None:
    """Let go of what was remembered: the pages are rendered, and it is a third of what a build holds in memory."""
    global _memory  # noqa: PLW0603  # as above
    _memory = _Memory()
