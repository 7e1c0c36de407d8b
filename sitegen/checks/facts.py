"""Facts: what one page offers to others and asks of them, without its text."""

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import unquote, urldefrag, urlsplit

from msgspec import Struct

from sitegen.base.digests import digest_of_words
from sitegen.checks.pages import Scanned

ADDRESSES_REMEMBERED = 20_000  # the same few stand on every page


class Facts(Struct, frozen=True):
    """A finished page in a few words.

    served      the path under which a web server gives it
    ids         where links may lead in it
    wanted      path and anchor of each address in it that leads inside the site; no path: its own
    alternates  the set of translations that it names, by language; canonical: the address that it gives itself
    """

    path: str
    served: str
    ids: frozenset[str]
    wanted: frozenset[tuple[str, str]]
    alternates: Mapping[str, str]
    canonical: str

    @property
    def offered(self) -> str:
        """The digest of what the rules for other pages ask of this one."""
        words = (self.served, *sorted(self.ids), "", *(word for pair in self.alternates.items() for word in pair))
        return digest_of_words(words)


def facts_of(page: Scanned) -> Facts:
    """What the rules over the whole site need to know of a page."""
    wanted = {inside(address) for address in page.links}
    return Facts(
        path=page.path,
        served=page.served,
        ids=frozenset(page.anchors),
        wanted=frozenset(wanted - {("", "")}),
        alternates=page.alternates,
        canonical=page.canonical,
    )


@lru_cache(maxsize=ADDRESSES_REMEMBERED)
def inside(address: str) -> tuple[str, str]:
    """Path and anchor of an address inside the site; two empty strings for one that leads outside."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return "", ""
    path, anchor = urldefrag(address)
    return unquote(path), unquote(anchor)
