"""What the rules need to know of one finished page."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct

from sitegen.base.diagnostics import Span
from sitegen.base.files import Artifact

# Of a tag, not of a text that talks about attributes: every < and > of a text is escaped. White space stands before the
# name; a pattern that begins with the name itself, and with no choice, is found much faster.
ID, *ADDRESSES = [re.compile(rf'{name}="(?<=\s{name}=")([^"]*)"(?=[^<>]*>)') for name in ("id", "href", "src")]
CHOICES = re.compile(r'srcset="(?<=\ssrcset=")([^"]*)"(?=[^<>]*>)')
ALTERNATE = re.compile(r"""<link rel="alternate" hreflang="([^"]+)" href="([^"]+)\"""")
CANONICAL = re.compile(r"""<link rel="canonical" href="([^"]+)\"""")


class Use(NamedTuple):
    """An address or id in a page, with the offset at which it stands."""

    value: str
    offset: int


class Scanned(Struct, frozen=True):
    """A finished page with its ids, its addresses and the set of translations that it names.

    anchors  the values of its ids, one for each
    links    its addresses, each once
    """

    path: str
    html: str
    anchors: tuple[str, ...]
    links: frozenset[str]
    alternates: Mapping[str, str]
    canonical: str

    @property
    def ids(self) -> tuple[Use, ...]:
        """Its ids and where they stand."""
        return tuple(_uses(ID, self.html))

    @property
    def addresses(self) -> tuple[Use, ...]:
        """Its addresses and where they stand, in the order of the page."""
        uses = (use for attribute in ADDRESSES for use in _uses(attribute, self.html))
        chosen = (Use(one, use.offset) for use in _uses(CHOICES, self.html) for one in _choices(use.value))
        return tuple(sorted((*uses, *chosen), key=attrgetter("offset")))

    def place(self, offset: int) -> Span:
        """The place in the page itself; no source line made it alone."""
        return place(self.path, self.html, offset)

    @property
    def served(self) -> str:
        """The path under which a web server gives the page."""
        return "/" + self.path.removesuffix("index.html")


def place(path: str, text: str, offset: int) -> Span:
    """The place of one character in a file that was written."""
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Span(path, line, column, line, column + 1)


def scan(artifact: Artifact) -> Scanned:
    """The page's own attributes: all of our templates and documents write them in double quotes."""
    html = artifact.content.decode()
    links = {address for attribute in ADDRESSES for address in attribute.findall(html)}
    if "srcset=" in html:
        links.update(one for choices in CHOICES.findall(html) for one in _choices(choices))
    head = html[: html.find("<", html.rfind("<link rel=") + 1)]
    canonical = CANONICAL.search(head)
    return Scanned(
        path=artifact.path,
        html=html,
        anchors=tuple(map(unescape, ID.findall(html))),
        links=frozenset(map(unescape, links)),
        alternates={language: unescape(address) for language, address in ALTERNATE.findall(head)},
        canonical=unescape(canonical[1]) if canonical else "",
    )


def _choices(srcset: str) -> Iterator[str]:
    """The addresses that a browser may choose from, each before its width."""
    return (choice.split()[0] for choice in srcset.split(", ") if choice.strip())


def _uses(attribute: re.Pattern[str], html: str) -> Iterator[Use]:
    """Where an attribute stands: at the white space before it."""
    return (Use(unescape(match[1]), match.start() - 1) for match in attribute.finditer(html))
