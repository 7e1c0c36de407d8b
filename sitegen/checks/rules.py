"""Rules over the finished site, one function each: what no single page can know about itself.

Mistakes in write-ups are found earlier, at their line. What is found here is a template's doing, or ours.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from sitegen.base import problems
from sitegen.base.diagnostics import Diagnostic, Span
from sitegen.base.files import Artifact
from sitegen.base.remarks import Remark
from sitegen.checks.directions import faults_of_feed, faults_of_page
from sitegen.checks.facts import Facts, inside
from sitegen.checks.lines import Fault
from sitegen.checks.pages import Scanned, place, scan
from sitegen.render.frames import X_DEFAULT

HEAD = {
    Remark("title"): re.compile(r"<title>[^<]*\S[^<]*</title>"),
    Remark("language"): re.compile(r"<html\b[^>]*\blang=\"[^\"]+\""),
    Remark("direction"): re.compile(r"<html\b[^>]*\bdir=\"(ltr|rtl)\""),
    Remark("description"): re.compile(r"<meta name=\"description\" content=\"[^\"]+\""),
    Remark("canonical address"): re.compile(r"<link rel=\"canonical\" href=\"[^\"]+\""),
}


def judge_page(page: Scanned) -> Iterator[Diagnostic]:
    """What a page by itself can be told."""
    yield from _duplicate_ids(page)
    yield from _missing_head(page)
    yield from _raw_directions(page.path, page.html, faults_of_page(page.html))


def judge_feed(feed: Artifact) -> Iterator[Diagnostic]:
    """The same for an Atom feed."""
    text = feed.content.decode()
    yield from _raw_directions(feed.path, text, faults_of_feed(text))


def broken_links(
    page: Facts, exists: Callable[[str], bool], at: Callable[[str], Facts | None], content: Callable[[], bytes]
) -> Iterator[Diagnostic]:
    """Every address inside the site is a file that was written, every anchor an element of it.

    `exists` tells whether a server has something at a path, `at` gives the page there; `content` is the page's own.
    """
    broken = {wanted for wanted in page.wanted if _is_broken(page, *wanted, exists, at)}
    if not broken:
        return
    scanned = scan(Artifact(page.path, content()))
    for address, offset in scanned.addresses:
        path, anchor = inside(address)
        if (path, anchor) in broken:
            problem = problems.BROKEN_ANCHOR if not path or exists(path) else problems.BROKEN_LINK
            yield problem.at(scanned.place(offset), address=address)


def _is_broken(
    page: Facts, path: str, anchor: str, exists: Callable[[str], bool], at: Callable[[str], Facts | None]
) -> bool:
    if path and not exists(path):
        return True
    target = (at(path) if path else page) if anchor else None
    return target is not None and anchor not in target.ids


def _duplicate_ids(page: Scanned) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for anchor, offset in page.ids if len(set(page.anchors)) < len(page.anchors) else ():
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


def differing_alternates(page: Facts, at: Callable[[str], Facts | None], url: str) -> Iterator[Diagnostic]:
    """A set of translations names itself, has one default, and is the same on each of its pages (Google, RFC 8288).

    `url` is the site's address, before the paths that `at` knows pages by.
    """
    if not page.alternates:
        return
    span = Span(page.path)
    if X_DEFAULT not in page.alternates:
        yield problems.ALTERNATES_NOT_MUTUAL.at(span, detail=Remark("the set has no x-default"))
    if page.canonical not in page.alternates.values():
        yield problems.ALTERNATES_NOT_MUTUAL.at(span, detail=Remark("the set does not name the page itself"))
    for language, address in page.alternates.items():
        other = at("/" + unquote(address).removeprefix(unquote(url)))
        if other is None:
            detail = Remark("{language}: no page was written at {address}", language=language, address=address)
            yield problems.ALTERNATES_NOT_MUTUAL.at(span, detail=detail)
        elif other.alternates != page.alternates:
            detail = Remark("{language}: {address} names another set", language=language, address=address)
            yield problems.ALTERNATES_NOT_MUTUAL.at(span, detail=detail)


def _raw_directions(path: str, text: str, faults: Iterable[Fault]) -> Iterator[Diagnostic]:
    """No text stands unmarked in one that runs the other way (UAX #9)."""
    for fault in faults:
        yield problems.RAW_DIRECTION.at(place(path, text, fault.offset), detail=fault.detail, remedy=fault.remedy)
