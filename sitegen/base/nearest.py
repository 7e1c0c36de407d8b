"""The nearest name: what an editor probably meant."""

from collections.abc import Iterable

CLOSE_ENOUGH = 0.6


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like `name`, or an empty string when none is close."""
    from difflib import get_close_matches  # start-up: 1 ms, where a name is wrong

    matches = get_close_matches(name.casefold(), sorted(known), n=1, cutoff=CLOSE_ENOUGH)
    return matches[0] if matches else ""
