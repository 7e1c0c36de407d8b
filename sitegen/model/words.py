"""Named: words together with the language they are in, so that a fallback is never silent."""

from collections.abc import Mapping, Sequence

from msgspec import Struct


class Named(Struct, frozen=True, order=True):
    """A name or title, and the BCP 47 tag of its language; "" where a name has no language."""

    text: str
    language: str


def best(words: Mapping[str, str], order: Sequence[str]) -> Named | None:
    """The words in the first language of `order` that has any; then in any other language."""
    for language in (*order, *sorted(words)):
        if language in words:
            return Named(words[language], language)
    return None
