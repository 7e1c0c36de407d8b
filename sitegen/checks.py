"""Rules over the finished site, one function each: what no single page can know about itself.

Mistakes in write-ups are found earlier, at their line. What is found here is a template's doing, or ours.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urlsplit

from sitegen.base import problems
from sitegen.base.diagnostics import Diagnostic, Span, by_place
from sitegen.base.files import Artifact
from sitegen.link.site import Site
from sitegen.render.frames import X_DEFAULT

ATTRIBUTE = re.compile(r"""\s(id|href|src)="([^"]*)\"""")
ALTERNATE = re.compile(r"""<link rel="alternate" hreflang="([^"]+)" href="([^"]+)\"""")
CANONICAL = re.compile(r"""<link rel="canonical" href="([^"]+)\"""")
ADDRESSES_REMEMBERED = 20_000  # the same few stand on every page
HEAD = {
    "title": re.compile(r"<title>[^<]*\S[^<]*</title>"),
    "language": re.compile(r"<html\b[^>]*\blang=\"[^\"]+\""),
    "direction": re.compile(r"<html\b[^>]*\bdir=\"(ltr|rtl)\""),
    "description": re.compile(r"<meta name=\"description\" content=\"[^\"]+\""),
    "canonical address": re.compile(r"<link rel=\"canonical\" href=\"[^\"]+\""),
}


class Use(NamedTuple):
    """An address or id in a page, with the offset at which it stands."""

    value: str
    offset: int


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the rules need to know of one finished page."""

    path: str
    html: str
    ids: tuple[Use, ...]
    addresses: tuple[Use, ...]
    alternates: Mapping[str, str]
    canonical: str

    def place(self, offset: int) -> Span:
        """The place in the page itself; no source line made it alone."""
        line = self.html.count("\n", 0, offset) + 1
        column = offset - self.html.rfind("\n", 0, offset)
        return Span(self.path, line, column, line, column + 1)

    @property
    def served(self) -> str:
        """The path under which a web server gives the page."""
        return "/" + self.path.removesuffix("index.html")


def check(site: Site, artifacts: Sequence[Artifact]) -> tuple[Diagnostic, ...]:
    """Every rule over every page."""
    pages = [_scan(one) for one in artifacts if one.path.endswith(".html")]
    files = {"/" + one.path for one in artifacts}
    by_address = {page.served: page for page in pages}
    base = urlsplit(site.config.url)
    found: list[Diagnostic] = []
    for page in pages:
        found.extend(_broken_links(page, files, by_address, unquote(base.path).rstrip("/")))
        found.extend(_duplicate_ids(page))
        found.extend(_missing_head(page))
        found.extend(_alternates(page, by_address, site.config.url))
    return by_place(found)


def _scan(artifact: Artifact) -> Scanned:
    """The page's own attributes: all of our templates and documents write them in double quotes."""
    html = artifact.content.decode()
    found = (match for match in ATTRIBUTE.finditer(html) if _inside_a_tag(html, match.start()))
    uses = [(match[1], Use(unescape(match[2]), match.start())) for match in found]
    canonical = CANONICAL.search(html)
    return Scanned(
        path=artifact.path,
        html=html,
        ids=tuple(use for name, use in uses if name == "id"),
        addresses=tuple(use for name, use in uses if name != "id"),
        alternates={language: unescape(address) for language, address in ALTERNATE.findall(html)},
        canonical=unescape(canonical[1]) if canonical else "",
    )


def _inside_a_tag(html: str, offset: int) -> bool:
    """Whether a place lies in a tag, not in text that talks about attributes; every < and > of a text is escaped."""
    return html.rfind("<", 0, offset) > html.rfind(">", 0, offset)


def _broken_links(page: Scanned, files: set[str], pages: Mapping[str, Scanned], base: str) -> Iterator[Diagnostic]:
    """Every address inside the site is a file that was written, every anchor an element of it."""
    for address, offset in page.addresses:
        path, anchor = _inside(address)
        served = path.removeprefix(base) if path.startswith(f"{base}/") else ""
        target = pages.get(served) if path else page
        if path and target is None and served not in files:
            yield problems.BROKEN_LINK.at(page.place(offset), address=address)
        elif anchor and target and all(anchor != use.value for use in target.ids):
            yield problems.BROKEN_ANCHOR.at(page.place(offset), address=address)


@lru_cache(maxsize=ADDRESSES_REMEMBERED)
def _inside(address: str) -> tuple[str, str]:
    """Path and anchor of an address inside the site; two empty strings for one that leads outside."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return "", ""
    path, anchor = urldefrag(address)
    return unquote(path), unquote(anchor)


def _duplicate_ids(page: Scanned) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for anchor, offset in page.ids:
        if anchor in seen:
            yield problems.DUPLICATE_ELEMENT_ID.at(page.place(offset), anchor=anchor)
        seen.add(anchor)


def _missing_head(page: Scanned) -> Iterator[Diagnostic]:
    """What every head has; error pages and redirects have no canonical address and no description."""
    for what, pattern in HEAD.items():
        optional = what in {"canonical address", "description"} and (
            PurePosixPath(page.path).name == "404.html" or 'http-equiv="refresh"' in page.html
        )
        if not optional and not pattern.search(page.html):
            yield problems.MISSING_HEAD.at(Span(page.path), what=what)


def _alternates(page: Scanned, pages: Mapping[str, Scanned], url: str) -> Iterator[Diagnostic]:
    """A set of translations names itself, has one default, and is the same on each of its pages (Google, RFC 8288)."""
    if not page.alternates:
        return
    place = Span(page.path)
    if X_DEFAULT not in page.alternates:
        yield problems.ALTERNATES_NOT_MUTUAL.at(place, detail="the set has no x-default")
    if page.canonical not in page.alternates.values():
        yield problems.ALTERNATES_NOT_MUTUAL.at(place, detail="the set does not name the page itself")
    for language, address in page.alternates.items():
        other = pages.get("/" + unquote(address).removeprefix(unquote(url)))
        if other is None:
            yield problems.ALTERNATES_NOT_MUTUAL.at(place, detail=f"{language}: no page was written at {address}")
        elif other.alternates != page.alternates:
            yield problems.ALTERNATES_NOT_MUTUAL.at(place, detail=f"{language}: {address} names another set")
