"""Isolation: what runs in the other direction inside a line is wrapped, so that it moves nothing around it (UAX #9)."""

from collections.abc import Iterator

from sitegen.l10n import bidi
from sitegen.load.nodes import Element, Node, Text, texts
from sitegen.load.passages import VERBATIM
from sitegen.load.prose import Run, Slot, prose
from sitegen.load.typesetting import SPOKEN
from sitegen.model.languages import Direction, Language

APART = "\u2029"  # PARAGRAPH SEPARATOR: no piece of text reaches beyond it

Leaf = tuple[Slot, Text]
Border = tuple[int, int, str]


def isolate(root: Element, language: Language) -> None:
    """Wrap what runs in the other direction in `<bdi dir>`, so that it moves nothing around it.

    Every element in another language has its `dir` by now.
    """
    _settle(root, language.direction)
    _isolate_in(root, language, language.direction)
    _isolate_attributes(root, language.direction, language.direction)


def _settle(element: Element, around: Direction) -> None:
    """Say the direction of what has its own: code runs from left to right, `<bdi>` as its first letter does."""
    for child in element.children:
        if not isinstance(child, Element):
            continue
        text = "".join(one.value for one in texts(child))
        if child.tag in VERBATIM and (around == "rtl" or bidi.needs_isolation(text, "ltr")):
            child.attributes.setdefault("dir", "ltr")
        elif child.attributes.get("dir") == "auto" or (child.tag == "bdi" and "dir" not in child.attributes):
            child.attributes["dir"] = bidi.direction_of(text) or around
        _settle(child, _direction(child, around))


def _direction(element: Element, around: Direction) -> Direction:
    stated = element.attributes.get("dir")
    return "rtl" if stated == "rtl" else "ltr" if stated == "ltr" else around


def _isolate_in(element: Element, language: Language, direction: Direction) -> None:
    """The lines of one direction, and then what lies in them with a direction of its own, by now or already before."""
    inner = list(_directed(element))
    held = [one.children for one in inner]
    for one in inner:
        one.children = []
    for run in prose(element, language, VERBATIM):
        _isolate_run(run, direction)
    for one, children in zip(inner, held, strict=True):
        one.children = children
    for one in _directed(element):
        if one.tag not in VERBATIM:
            _isolate_in(one, language, _direction(one, direction))


def _directed(element: Element) -> Iterator[Element]:
    """The outermost elements below this one with a direction of their own."""
    for child in element.children:
        if isinstance(child, Element):
            if "dir" in child.attributes:
                yield child
            else:
                yield from _directed(child)


def _isolate_run(run: Run, direction: Direction) -> None:
    if direction == "ltr" and all(slot.text.value.isascii() for slot in run.slots if slot):
        return
    borders = _borders(run, direction)
    leaves: list[list[Leaf]] = [[] for _ in borders]
    offset = 0
    for slot in run.slots if borders else ():
        length = len(slot.text.value) if slot else len(APART)
        if slot:
            _split(slot, offset, borders, leaves)
        offset += length
    for (_, _, other), found in zip(borders, leaves, strict=True):
        _wrap(found, other)


def _borders(run: Run, direction: Direction) -> list[Border]:
    """Where in the run's line each isolate begins and ends, and its direction. A line feed in HTML is a space."""
    borders: list[Border] = []
    position = 0
    for piece, other in bidi.runs(run.line(APART).replace("\n", " "), direction):
        if other:
            borders.append((position, position + len(piece), other))
        position += len(piece)
    return borders


def _split(slot: Slot, offset: int, borders: list[Border], leaves: list[list[Leaf]]) -> None:
    """Cut a text at the borders of what is isolated, and note which of the cuts belong to which."""
    value = slot.text.value
    nodes: list[Text] = []
    done = 0
    for index, (start, end, _) in enumerate(borders):
        low, high = max(start - offset, 0), min(end - offset, len(value))
        if low >= high:
            continue
        nodes += [Text(value[done:low])] if low > done else []
        inner = Text(value[low:high])
        nodes.append(inner)
        leaves[index].append((slot, inner))
        done = high
    if done:
        nodes += [Text(value[done:])] if done < len(value) else []
        slot.path[-1].substitute(slot.text, list(nodes))


def _wrap(leaves: list[Leaf], direction: str) -> None:
    """Wrap texts in one isolate if nothing else stands among them, or else each in its own."""
    common = _common(leaves)
    if common is not None:
        parent, first, last = common
        parent.children[first : last + 1] = [Element("bdi", {"dir": direction}, parent.children[first : last + 1])]
        return
    for slot, text in leaves:
        if text.value.strip():
            slot.path[-1].substitute(text, [Element("bdi", {"dir": direction}, [text])])


def _common(leaves: list[Leaf]) -> tuple[Element, int, int] | None:
    """The element and the range of its children that hold these texts and no others."""
    paths = [slot.path for slot, _ in leaves]
    depth = 0
    while all(len(path) > depth and path[depth] is paths[0][depth] for path in paths):
        depth += 1
    parent = paths[0][depth - 1]
    tops: list[Node] = [
        path[depth] if len(path) > depth else text for path, (_, text) in zip(paths, leaves, strict=True)
    ]
    first, last = parent.index(tops[0]), parent.index(tops[-1])
    inside = texts(Element("", {}, parent.children[first : last + 1]))
    wanted = {id(text) for _, text in leaves}
    if all(id(text) in wanted or not text.value for text in inside):
        return parent, first, last
    return None


def _isolate_attributes(element: Element, language: Direction, around: Direction) -> None:
    """What attributes say, in the direction of their language; their element may run the other way, as `<bdi>` does."""
    for child in element.children:
        if not isinstance(child, Element):
            continue
        own = _direction(child, around)
        speaks = own if "lang" in child.attributes else language
        for name in SPOKEN:
            if said := child.attributes.get(name):
                child.attributes[name] = bidi.within(said, speaks, own)
        _isolate_attributes(child, speaks, own)
