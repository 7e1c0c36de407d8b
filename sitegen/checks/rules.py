"""Rules over the finished site, one function each: what no single page can know about itself.

Mistakes in write-ups are found earlier, at their line. What is found here is a template's doing, or ours.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urldefrag, urlsplit

from sitegen.base import problems
from sitegen.base.diagnostics import Diagnostic, Span, by_place
from sitegen.base.digests import Each, each_in_turn
from sitegen.base.files import Artifact
from sitegen.base.remarks import Remark
from sitegen.checks.directions import Fault, faults_of_feed, faults_of_page
from sitegen.checks.pages import Scanned, place, scan
from sitegen.link.site import Site
from sitegen.render.frames import X_DEFAULT

ADDRESSES_REMEMBERED = 20_000  # the same few stand on every page
HEAD = {
    Remark("title"): re.compile(r"<title>[^<]*\S[^<]*</title>"),
    Remark("language"): re.compile(r"<html\b[^>]*\blang=\"[^\"]+\""),
    Remark("direction"): re.compile(r"<html\b[^>]*\bdir=\"(ltr|rtl)\""),
    Remark("description"): re.compile(r"<meta name=\"description\" content=\"[^\"]+\""),
    Remark("canonical address"): re.compile(r"<link rel=\"canonical\" href=\"[^\"]+\""),
}


def check(site: Site, artifacts: Sequence[Artifact], each: Each = each_in_turn) -> tuple[Diagnostic, ...]:
    """Every rule over every page."""
    pages = [scan(one) for one in artifacts if one.path.endswith(".html")]
    files = {"/" + one.path for one in artifacts}
    by_address = {page.served: page for page in pages}
    base = urlsplit(site.config.url)
    found: list[Diagnostic] = []
    for page, faults in zip(pages, each(_faults, pages, None), strict=True):
        found.extend(_broken_links(page, files, by_address, unquote(base.path).rstrip("/")))
        found.extend(_duplicate_ids(page))
        found.extend(_missing_head(page))
        found.extend(_alternates(page, by_address, site.config.url))
        found.extend(_raw_directions(page.path, page.html, faults))
    for feed in artifacts:
        if feed.path.endswith(".xml"):
            text = feed.content.decode()
            found.extend(_raw_directions(feed.path, text, faults_of_feed(text)))
    return by_place(found)


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
        yield problems.ALTERNATES_NOT_MUTUAL.at(place, detail=Remark("the set has no x-default"))
    if page.canonical not in page.alternates.values():
        yield problems.ALTERNATES_NOT_MUTUAL.at(place, detail=Remark("the set does not name the page itself"))
    for language, address in page.alternates.items():
        other = pages.get("/" + unquote(address).removeprefix(unquote(url)))
        if other is None:
            detail = Remark("{language}: no page was written at {address}", language=language, address=address)
            yield problems.ALTERNATES_NOT_MUTUAL.at(place, detail=detail)
        elif other.alternates != page.alternates:
            detail = Remark("{language}: {address} names another set", language=language, address=address)
            yield problems.ALTERNATES_NOT_MUTUAL.at(place, detail=detail)


def _faults(page: Scanned, _: None) -> list[Fault]:
    return faults_of_page(page.html)


def _raw_directions(path: str, text: str, faults: Iterable[Fault]) -> Iterator[Diagnostic]:
    """No text stands unmarked in one that runs the other way (UAX #9)."""
    for fault in faults:
        yield problems.RAW_DIRECTION.at(place(path, text, fault.offset), detail=fault.detail, remedy=fault.remedy)
