"""Isolation: what runs in the other direction inside a line is wrapped, so that it moves nothing around it (UAX #9)."""

from collections.abc import Iterable

from sitegen.l10n import bidi
from sitegen.load.nodes import Element, Text, texts
from sitegen.load.passages import VERBATIM
from sitegen.load.prose import Run, Slot, prose
from sitegen.load.typesetting import SPOKEN
from sitegen.model.languages import Direction, Language

APART = "\u2029"  # PARAGRAPH SEPARATOR: no piece of text reaches beyond it

Leaf = tuple[Slot, Text]
Border = tuple[int, int, str]


def isolate(root: Element, language: Language, lines: Iterable[Run]) -> None:
    """Wrap what runs in the other direction in `<bdi dir>`, so that it moves nothing around it.

    Every element in another language has its `dir` by now. `lines` are the runs of the tree.
    """
    _settle(root, language.direction)
    _isolate_in(root, language, language.direction, lines)
    _isolate_attributes(root, language.direction, language.direction)


def _settle(element: Element, around: Direction) -> None:
    """Say the direction of what has its own: code runs from left to right, `<bdi>` as its first letter does."""
    for child in element.children:
        if not isinstance(child, Element):
            continue
        if child.tag in VERBATIM and (around == "rtl" or bidi.needs_isolation(_plain(child), "ltr")):
            child.attributes.setdefault("dir", "ltr")
        elif child.attributes.get("dir") == "auto" or (child.tag == "bdi" and "dir" not in child.attributes):
            child.attributes["dir"] = bidi.direction_of(_plain(child)) or around
        if child.children:
            _settle(child, _direction(child, around))


def _plain(element: Element) -> str:
    return "".join([text.value for text in texts(element)])


def _direction(element: Element, around: Direction) -> Direction:
    stated = element.attributes.get("dir")
    return "rtl" if stated == "rtl" else "ltr" if stated == "ltr" else around


def _isolate_in(element: Element, language: Language, direction: Direction, lines: Iterable[Run] | None = None) -> None:
    """The lines of one direction, and then what lies in them with a direction of its own, by now or already before.

    `lines` are those of the element, if they are known; they hold if only code in it has a direction of its own.
    """
    inner = _directed(element)
    held = [one.children for one in inner]
    for one in inner:
        one.children = []
    if lines is None or not all(one.tag in VERBATIM for one in inner):
        lines = prose(element, language)
    for run in lines:
        _isolate_run(run, direction)
    for one, children in zip(inner, held, strict=True):
        one.children = children
    for one in _directed(element):
        if one.tag not in VERBATIM and not _at_rest(one):
            _isolate_in(one, language, _direction(one, direction))


def _at_rest(element: Element) -> bool:
    """Whether there is nothing in it but a text in letters that all run with it."""
    only = element.children[0] if len(element.children) == 1 else None
    return isinstance(only, Text) and only.value.isascii() and element.attributes.get("dir") == "ltr"


def _directed(element: Element) -> list[Element]:
    """The outermost elements below this one with a direction of their own."""
    found: list[Element] = []
    for child in element.children:
        if isinstance(child, Element):
            if "dir" in child.attributes:
                found.append(child)
            elif child.children:
                found += _directed(child)
    return found


class _Finder:
    """Finds children in their order, each from where the one before was found: a long line takes no long time."""

    def __init__(self) -> None:
        self._reached: dict[int, int] = {}

    def index(self, parent: Element, child: Text | Element) -> int:
        """Where a child stands."""
        reached = self._reached.get(id(parent), 0)
        try:
            place = parent.children.index(child, reached)
        except ValueError:
            place = parent.index(child)
        self._reached[id(parent)] = place
        return place


def _isolate_run(run: Run, direction: Direction) -> None:
    if direction == "ltr" and all(part.text.value.isascii() for part in run.parts if isinstance(part, Slot)):
        return
    borders = _borders(run, direction)
    leaves: list[list[Leaf]] = [[] for _ in borders]
    offset = first = 0
    finder = _Finder()
    for slot in run.slots if borders else ():
        length = len(slot.text.value) if slot else len(APART)
        while first < len(borders) and borders[first][1] <= offset:
            first += 1
        if slot:
            _split(slot, offset, borders, first, leaves, finder)
        offset += length
    finder = _Finder()
    for (_, _, other), found in zip(borders, leaves, strict=True):
        _wrap(found, other, finder)


def _borders(run: Run, direction: Direction) -> list[Border]:
    """Where in the run's line each isolate begins and ends, and its direction. A line feed in HTML is a space."""
    borders: list[Border] = []
    position = 0
    for piece, other in bidi.runs(run.line(APART).replace("\n", " "), direction):
        if other:
            borders.append((position, position + len(piece), other))
        position += len(piece)
    return borders


def _split(
    slot: Slot, offset: int, borders: list[Border], first: int, leaves: list[list[Leaf]], finder: _Finder
) -> None:
    """Cut a text at the borders of what is isolated, and note which of the cuts belong to which.

    `offset` is where it begins in the line, and `first` the first of the borders that reaches so far.
    """
    value = slot.text.value
    nodes: list[Text] = []
    done = 0
    for index in range(first, len(borders)):
        start, end, _ = borders[index]
        low, high = max(start - offset, 0), min(end - offset, len(value))
        if low >= len(value):
            break
        if low >= high:
            continue
        nodes += [Text(value[done:low])] if low > done else []
        inner = Text(value[low:high])
        nodes.append(inner)
        leaves[index].append((slot, inner))
        done = high
    if done:
        nodes += [Text(value[done:])] if done < len(value) else []
        parent = slot.path[-1]
        place = finder.index(parent, slot.text)
        parent.children[place : place + 1] = nodes


def _wrap(leaves: list[Leaf], direction: str, finder: _Finder) -> None:
    """Wrap texts in one isolate if nothing else stands among them, or else each in its own."""
    common = _common(leaves, finder)
    if common is not None:
        parent, first, last = common
        parent.children[first : last + 1] = [Element("bdi", {"dir": direction}, parent.children[first : last + 1])]
        return
    for slot, text in leaves:
        if text.value.strip():
            parent = slot.path[-1]
            parent.children[finder.index(parent, text)] = Element("bdi", {"dir": direction}, [text])


def _common(leaves: list[Leaf], finder: _Finder) -> tuple[Element, int, int] | None:
    """The element and the range of its children that hold these texts and no others."""
    paths = [slot.path for slot, _ in leaves]
    depth = 0
    while all(len(path) > depth and path[depth] is paths[0][depth] for path in paths):
        depth += 1
    parent = paths[0][depth - 1]
    tops = [path[depth] if len(path) > depth else text for path, (_, text) in zip(paths, leaves, strict=True)]
    first = finder.index(parent, tops[0])
    last = finder.index(parent, tops[-1])
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
        own, speaks = around, language
        if child.attributes:
            own = _direction(child, around)
            speaks = own if "lang" in child.attributes else language
            for name in SPOKEN:
                if said := child.attributes.get(name):
                    child.attributes[name] = bidi.within(said, speaks, own)
        if child.children:
            _isolate_attributes(child, speaks, own)
