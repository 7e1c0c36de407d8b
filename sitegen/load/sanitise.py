"""The allow-list: which HTML may stand in a text, and what was removed of it."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from sitegen.base import problems
from sitegen.base.diagnostics import Diagnostic
from sitegen.load.places import ATTRIBUTE, CLOSE_AFTER, MARK, Mark, Place, Places

WRITABLE = frozenset(
    {
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    }
)
GENERATED = frozenset({"a", "img"})
NONE: frozenset[str] = frozenset()
EVERYWHERE = frozenset({"dir", "id", "lang", "title"})
ON_ELEMENT: dict[str, frozenset[str]] = {
    "time": frozenset({"datetime"}),
    "del": frozenset({"datetime"}),
    "ins": frozenset({"datetime"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "li": frozenset({"value"}),
    "td": frozenset({"colspan", "rowspan", "align"}),
    "th": frozenset({"colspan", "rowspan", "align", "scope"}),
    "details": frozenset({"open"}),
}
OURS: dict[str, frozenset[str]] = {
    "a": frozenset({"href", "class"}),
    "img": frozenset({"src", "alt"}),
    "div": frozenset({"class"}),
    "sup": frozenset({"class"}),
}
LIVE_TAG = re.compile(rf"""{ATTRIBUTE}=["']?({MARK.pattern})["']?\s*/?>""")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG_NAME = re.compile(r"<([A-Za-z][^\s/>\"'=]*)")
TAG_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?""")
LIST_ATTRIBUTE = re.compile(r"""([.#]|[^\s"'{}=:]+=)("[^"]*"|'[^']*'|[^\s{}]+)""")


@cache
def _cleaner() -> Callable[[str], str]:
    import nh3  # start-up: 2 ms, and most sites have no HTML to clean

    return nh3.Cleaner(
        tags=set(GENERATED | WRITABLE),
        attributes={
            "*": set(EVERYWHERE | {ATTRIBUTE}),
            **{name: set(ON_ELEMENT.get(name, NONE) | OURS.get(name, NONE)) for name in GENERATED | WRITABLE},
        },
        link_rel=None,
        url_schemes={"https", "http", "mailto"},
    ).clean


@cache
def allowed(tag: str) -> frozenset[str]:
    """The attributes that the allow-list lets pass on an element that it lets pass."""
    return EVERYWHERE | {ATTRIBUTE} | ON_ELEMENT.get(tag, NONE) | OURS.get(tag, NONE)


def clean(html: str) -> str:
    """Well-formed HTML of which only what the allow-list names is left."""
    return _cleaner()(html)


def removed_tags(html: str, places: Places) -> Iterator[Diagnostic]:
    """Of the HTML that the author wrote: each tag and attribute that the allow-list does not name."""
    if CLOSE_AFTER not in html:
        return
    for match in LIVE_TAG.finditer(COMMENT.sub("", html)):
        place = places.first(match[1], Mark.TAG)
        if place:
            yield from _removed_of_tag(place)


def _removed_of_tag(place: Place) -> Iterator[Diagnostic]:
    match = TAG_NAME.match(place.written)
    name = match[1].lower() if match else ""
    if name not in WRITABLE:
        yield problems.REMOVED_HTML.at(place.span, what=f"<{name}>")
        return
    allowed = EVERYWHERE | ON_ELEMENT.get(name, NONE)
    for attribute in TAG_ATTRIBUTE.finditer(place.written, match.end() if match else 0):
        if attribute[1].lower() not in allowed:
            yield problems.REMOVED_HTML.at(place.span, what=f"<{name} {attribute[1].lower()}>")


def removed_attributes(place: Place, tag: str) -> Iterator[Diagnostic]:
    """Of an attribute list: each attribute that the allow-list does not name for this element."""
    allowed = EVERYWHERE | ON_ELEMENT.get(tag, NONE)
    for match in LIST_ATTRIBUTE.finditer(place.written):
        name = {".": "class", "#": "id"}.get(match[1], match[1].rstrip("=").lower())
        names_programming_language = tag == "code" and name == "class"
        if name not in allowed and not names_programming_language:
            yield problems.REMOVED_HTML.at(place.span, what=f"<{tag} {name}>")
