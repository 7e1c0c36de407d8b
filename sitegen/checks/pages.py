"""What the rules need to know of one finished page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

from sitegen.base.diagnostics import Span
from sitegen.base.files import Artifact

# Of a tag, not of a text that talks about attributes: every < and > of a text is escaped.
ATTRIBUTE = re.compile(r"""\s(id|href|src)="([^"]*)"(?=[^<>]*>)""")
ALTERNATE = re.compile(r"""<link rel="alternate" hreflang="([^"]+)" href="([^"]+)\"""")
CANONICAL = re.compile(r"""<link rel="canonical" href="([^"]+)\"""")


class Use(NamedTuple):
    """An address or id in a page, with the offset at which it stands."""

    value: str
    offset: int


@dataclass(frozen=True, slots=True)
class Scanned:
    """A finished page with its ids, its addresses and the set of translations that it names."""

    path: str
    html: str
    ids: tuple[Use, ...]
    addresses: tuple[Use, ...]
    alternates: Mapping[str, str]
    canonical: str

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
    uses = [(match[1], Use(unescape(match[2]), match.start())) for match in ATTRIBUTE.finditer(html)]
    canonical = CANONICAL.search(html)
    return Scanned(
        path=artifact.path,
        html=html,
        ids=tuple(use for name, use in uses if name == "id"),
        addresses=tuple(use for name, use in uses if name != "id"),
        alternates={language: unescape(address) for language, address in ALTERNATE.findall(html)},
        canonical=unescape(canonical[1]) if canonical else "",
    )
