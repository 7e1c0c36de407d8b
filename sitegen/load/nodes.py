"""The tree of a text: elements, texts and gaps; made from HTML, and written out as pieces with references between."""

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

from msgspec import Struct, field

from sitegen.load.document import Hole, Reference

VOID = frozenset({"br", "hr", "img", "wbr", "col"})
BREAKABLE = re.compile(r"[ \t\n]+")
DEEPEST = 100


class Text(Struct, eq=False):
    """A run of characters between two tags."""

    value: str


class Element(Struct, eq=False):
    """An HTML element. One with a LINK or an IMAGE as its `hole` is replaced by it; FILE replaces only its address."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    hole: Reference | None = None

    def index(self, child: "Text | Element") -> int:
        """Where a child stands; these are equal to nothing but themselves."""
        return self.children.index(child)

    def substitute(self, child: "Text | Element", nodes: Iterable["Node"]) -> None:
        """Put other nodes where a child was."""
        place = self.index(child)
        self.children[place : place + 1] = nodes


Node = Text | Element | Reference


class Tree(Struct, frozen=True):
    """A parsed text. `too_deep` says that elements were nested beyond what any text needs, and were dropped."""

    root: Element
    too_deep: bool


class _Builder(HTMLParser):
    """Builds a tree from well-formed HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]
        self.skipped = 0
        self.too_deep = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.open[-1].children.append(element)
        elif len(self.open) > DEEPEST or self.skipped:
            self.skipped += 1
            self.too_deep = True
        else:
            self.open[-1].children.append(element)
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.skipped and tag not in VOID:
            self.skipped -= 1
        elif len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        children = self.open[-1].children
        last = children[-1] if children else None
        if isinstance(last, Text):
            last.value += data
        else:
            children.append(Text(data))


def parse(html: str) -> Tree:
    """The tree of well-formed HTML."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return Tree(builder.root, builder.too_deep)


def walk(element: Element) -> list[tuple[Element, Element]]:
    """Every element below this one with its parent, in document order, as they are now."""
    found: list[tuple[Element, Element]] = []
    _walk(element, found)
    return found


def _walk(element: Element, found: list[tuple[Element, Element]]) -> None:
    for child in element.children:
        if isinstance(child, Element):
            found.append((child, element))
            if child.children:
                _walk(child, found)


def texts(element: Element) -> list[Text]:
    """Every text below an element, in document order."""
    found: list[Text] = []
    _texts(element, found)
    return found


def _texts(element: Element, found: list[Text]) -> None:
    for child in element.children:
        if isinstance(child, Text):
            found.append(child)
        elif isinstance(child, Element):
            _texts(child, found)


def references(node: Node) -> list[Reference]:
    """Every reference at or below a node, in document order."""
    found: list[Reference] = []
    _references(node, found)
    return found


def _references(node: Node, found: list[Reference]) -> None:
    if isinstance(node, Reference):
        found.append(node)
    elif isinstance(node, Element):
        if node.hole:
            found.append(node.hole)
        for child in node.children:
            _references(child, found)


def plain(nodes: Iterable[Node]) -> str:
    """What a reader would hear: texts, the numbers of citations and the alternatives of images."""
    return "".join([_plain(node) for node in nodes])


def _plain(node: Node) -> str:
    match node:
        case Text():
            return node.value
        case Reference():
            return node.text
        case Element(tag="img"):
            return node.attributes.get("alt", "")
        case Element(tag="br"):
            return "\n"
        case Element():
            return plain(node.children)


def single_spaced(text: str) -> str:
    """A text in one line. No-break spaces stay."""
    return BREAKABLE.sub(" ", text).strip(" \t\n")


def inline_html(nodes: Iterable[Node]) -> str:
    """HTML without gaps, links and images, for a title that stands elsewhere too."""
    return "".join(_inline(node) for node in nodes)


def _inline(node: Node) -> str:
    match node:
        case Element(tag="a"):
            return inline_html(node.children)
        case Element(tag="img" | "br") | Reference():
            return escape(_plain(node), quote=False)
        case Text():
            return escape(node.value, quote=False)
        case Element():
            attributes = {name: value for name, value in node.attributes.items() if name != "id"}
            return f"{_opening(node.tag, attributes)}{inline_html(node.children)}</{node.tag}>"


def cut(nodes: Iterable[Node]) -> tuple[tuple[str, ...], tuple[Reference, ...]]:
    """HTML in pieces, and the references between them."""
    written: list[str | Reference] = []
    _write(nodes, written)
    pieces: list[str] = []
    found: list[Reference] = []
    start = 0
    for place, part in enumerate(written):
        if isinstance(part, Reference):
            found.append(part)
            pieces.append("".join(written[start:place]))  # type: ignore[arg-type]  # between references all are texts
            start = place + 1
    return (*pieces, "".join(written[start:])), tuple(found)  # type: ignore[arg-type]  # as above


def _write(nodes: Iterable[Node], written: list[str | Reference]) -> None:
    for node in nodes:
        if isinstance(node, Text):
            value = node.value
            marked = "&" in value or "<" in value or ">" in value
            written.append(escape(value, quote=False) if marked else value)
        elif isinstance(node, Reference):
            written.append(node)
        elif node.hole and node.hole.hole is Hole.LINK:
            inner: list[str | Reference] = []
            _write(node.children, inner)
            text = "".join([part if isinstance(part, str) else part.text for part in inner]).strip()
            link = node.hole
            written.append(Reference(link.hole, link.kind, link.target, link.anchor, text=text, span=link.span))
        elif node.hole and node.hole.hole is Hole.IMAGE:
            text = _attributes(node.attributes)
            written.append(Reference(Hole.IMAGE, target=node.hole.target, text=text, span=node.hole.span))
        else:
            _write_element(node, written)


def _write_element(node: Element, written: list[str | Reference]) -> None:
    if node.hole:
        written += (f'{_opening(node.tag, node.attributes)[:-1]} href="', node.hole, '">')
    else:
        written.append(_opening(node.tag, node.attributes))
    if node.tag not in VOID:
        _write(node.children, written)
        written.append(f"</{node.tag}>")


def _opening(tag: str, attributes: dict[str, str]) -> str:
    return f"<{tag}{_attributes(attributes)}>" if attributes else f"<{tag}>"


def _attributes(attributes: dict[str, str]) -> str:
    return "".join([f' {name}="{escape(value)}"' for name, value in attributes.items()])
