"""From Python-Markdown's elements to ours: block by block, and through the allow-list.

Nearly every block is made of elements that Markdown itself has written and that the allow-list lets pass as they are;
it is taken over directly. One with HTML of the author, or with anything else that a browser might read in its own way,
is written as HTML, cleaned and read again. A test holds the two ways equal.
"""

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element as Made

from markdown.util import STX
from msgspec import Struct, field

from sitegen.load.converter import Converter
from sitegen.load.nodes import Element, Node, Text, parse
from sitegen.load.places import OPEN, without_forgeries
from sitegen.load.sanitise import allowed, clean

PHRASES = frozenset({"a", "abbr", "br", "code", "em", "img", "span", "strong", "sup"})
BLOCKS = frozenset({"blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "table", "ul"})
NOTHING: frozenset[str] = frozenset()
LINKS = frozenset({"a"})
ROWS = frozenset({"tr"})
ITEMS = frozenset({"li"})
# What may stand in an element so that a browser leaves it where it is (HTML Standard, “tree construction”).
CONTENT: dict[str, frozenset[str]] = {
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "td", "th"), PHRASES),
    **dict.fromkeys(("abbr", "em", "span", "strong", "sup"), PHRASES),
    "a": PHRASES,
    **dict.fromkeys(("code", "br", "img", "hr"), NOTHING),
    **dict.fromkeys(("blockquote", "dd", "li"), PHRASES | BLOCKS),
    **dict.fromkeys(("ol", "ul"), ITEMS),
    "dl": frozenset({"dt", "dd"}),
    "table": frozenset({"thead", "tbody"}),
    **dict.fromkeys(("thead", "tbody"), ROWS),
    "tr": frozenset({"th", "td"}),
    "div": ITEMS | {"ol"},
}
WITHOUT_TEXT = frozenset({"dl", "ol", "table", "tbody", "thead", "tr", "ul"})
ADDRESSES = frozenset({"href", "src"})
DEEP = 40

ENTITY = re.compile(r"&(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);", re.IGNORECASE)  # as the library's serializer has it
PLAIN_NAME = re.compile(r"[a-z]+")


class _Doubtful(Exception):
    """A block holds something that must go through the allow-list."""


class Grown(Struct):
    """The tree of a text, the HTML of the blocks that were cleaned, and whether anything was nested too deep."""

    root: Element = field(default_factory=lambda: Element(""))
    html: str = ""
    too_deep: bool = False


def grow(converter: Converter, source: str) -> Grown:
    """The tree of a Markdown text. Raises RecursionError for one that is nested too deeply."""
    grown = Grown()
    try:
        root = converter.elements(source)
        before = ""
        for number, block in enumerate(root):
            after, block.tail = block.tail or "", None
            nodes = _taken(block, before)
            if not nodes:
                html = without_forgeries(converter.written(before, [block]))
                nodes = _cleaned(html if number else html.lstrip(), grown)
            _add(nodes, grown.root.children)
            before = after
        if before.strip():
            _add(_cleaned(without_forgeries(converter.written(before, [])).rstrip(), grown), grown.root.children)
    finally:
        converter.reset()
    return grown


def _add(nodes: Iterable[Node], children: list[Node]) -> None:
    """Two neighbouring texts are one."""
    for node in nodes:
        last = children[-1] if children else None
        if isinstance(node, Text) and isinstance(last, Text):
            last.value += node.value
        else:
            children.append(node)


def _taken(block: Made, before: str) -> list[Node]:
    """A block as it is, with the white space before it; nothing if there is any doubt."""
    if before.strip() or (block.tag not in BLOCKS and block.tag != "div"):
        return []
    try:
        element = _element(block, DEEP, NOTHING)
    except _Doubtful:
        return []
    return [Text(before), element] if before else [element]


def _element(made: Made, depth: int, barred: frozenset[str]) -> Element:
    """An element as it is, if it is not too deep and of none of the barred kinds: a link stands in no link."""
    tag = made.tag
    within = CONTENT.get(tag)
    if within is None or not depth or tag in barred:
        raise _Doubtful
    if tag == "a":
        barred = LINKS
    element = Element(tag, _attributes(made) if made.attrib else {})
    children = element.children
    silent = tag in WITHOUT_TEXT
    if made.text:
        children.append(_text(made.text, silent))
    for child in made:
        if child.tag not in within:
            raise _Doubtful
        children.append(_element(child, depth - 1, barred))
        if child.tail:
            children.append(_text(child.tail, silent))
    return element


def _text(text: str, silent: bool) -> Text:
    if _odd(text) or (silent and not text.isspace()):
        raise _Doubtful
    return Text(str(text))


def _odd(text: str) -> bool:
    """Whether something else stands for a part of a text: HTML that was set aside, or a character by its name."""
    return STX in text or ("&" in text and ENTITY.search(text) is not None)


def _attributes(made: Made) -> dict[str, str]:
    """The attributes that the allow-list lets pass, in the order in which the library writes them."""
    attributes: dict[str, str] = {}
    passing = allowed(made.tag)
    given: Mapping[str, str | None] = made.attrib  # an attribute list may give a name without a value
    for name in sorted(given):
        value = given[name]
        if value is None or value == name or not PLAIN_NAME.fullmatch(name) or _odd(value):
            raise _Doubtful
        if name in ADDRESSES and not value.startswith((OPEN, "#")):
            raise _Doubtful
        if name in passing:
            attributes[name] = str(value)
    return attributes


def _cleaned(html: str, grown: Grown) -> list[Node]:
    """HTML through the allow-list."""
    grown.html += html
    tree = parse(clean(html))
    if tree.too_deep:
        grown.too_deep = True
    return tree.root.children
