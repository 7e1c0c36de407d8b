"""Isolation: what runs in the other direction inside a line is wrapped, so that it moves nothing around it (UAX #9)."""

from sitegen.l10n.bidi import runs as pieces_of
from sitegen.load.nodes import Element, Node, Text, texts
from sitegen.load.passages import VERBATIM, language_of
from sitegen.load.prose import Run, Slot, prose
from sitegen.model.languages import Language

ISOLATED = frozenset({"bdi", "bdo"})
APART = "\u2029"  # PARAGRAPH SEPARATOR: no piece of text reaches beyond it

Leaf = tuple[Slot, Text]
Border = tuple[int, int, str]


def isolate(root: Element, language: Language) -> None:
    """Wrap what runs in the other direction in `<bdi dir>`, so that it moves nothing around it."""
    for run in prose(root, language, VERBATIM | ISOLATED):
        _isolate_run(run)
    _isolate_verbatim(root, language)


def _isolate_run(run: Run) -> None:
    if run.language.direction == "ltr" and all(slot.text.value.isascii() for slot in run.slots if slot):
        return
    borders = _borders(run)
    leaves: list[list[Leaf]] = [[] for _ in borders]
    offset = 0
    for slot in run.slots if borders else ():
        length = len(slot.text.value) if slot else len(APART)
        if slot:
            _split(slot, offset, borders, leaves)
        offset += length
    for (_, _, direction), found in zip(borders, leaves, strict=True):
        _wrap(found, direction)


def _borders(run: Run) -> list[Border]:
    """Where in the run's line each isolate begins and ends, and its direction."""
    borders: list[Border] = []
    position = 0
    for piece, direction in pieces_of(run.line(APART), run.language.direction):
        if direction:
            borders.append((position, position + len(piece), direction))
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


def _isolate_verbatim(element: Element, around: Language) -> None:
    """Code runs from left to right, also in a text that does not."""
    language = language_of(element, around)
    for child in element.children:
        if isinstance(child, Element):
            if child.tag in VERBATIM and language.direction == "rtl":
                child.attributes.setdefault("dir", "ltr")
            _isolate_verbatim(child, language)
