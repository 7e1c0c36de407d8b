"""Inline Markdown: the library's patterns in the library's order, but only those that can match.

Python-Markdown tries every pattern on every text. A pattern needs certain characters; where a text has none of them the
pattern changes nothing, so it is passed over. Everything else is as in the library's own `InlineProcessor`, and a test
holds the two equal.
"""

import re
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import ImageInlineProcessor, InlineProcessor, LinkInlineProcessor, Pattern
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, INLINE_PLACEHOLDER_PREFIX, INLINE_PLACEHOLDER_RE, STX, AtomicString

LINE_BREAK = "  \n"

# What must stand in a text for a pattern to match: each of the first, and one of the second if there are any.
NEEDED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "backtick": (("`",), ()),
    "escape": (("\\",), ()),
    "footnote": (("[^",), ()),
    "reference": (("[",), ()),
    "link": (("](",), ()),
    "image_link": (("![", "]("), ()),
    "image_reference": (("![",), ()),
    "short_reference": (("[",), ()),
    "span_with_attributes": (("]{",), ()),
    "short_image_ref": (("![",), ()),
    "autolink": (("<", "://"), ()),
    "automail": (("<", "@"), ()),
    "linebreak": ((LINE_BREAK,), ()),
    "html": (("<", ">"), ()),
    "entity": (("&", ";"), ()),
    "em_strong": ((), ("*", "_")),
}
REFERRING = frozenset({"reference", "image_reference", "short_reference", "short_image_ref"})
SIGN = re.compile(rf"[\\`\[<&*_{STX}]")

UNNESTED = re.compile(r"([^\[\]]*)\]")
ADDRESS = re.compile(r"\(\s*([^()<'\"]*)\)")


class Step(NamedTuple):
    """A pattern, and what a text needs for it."""

    pattern: InlineProcessor
    all_of: tuple[str, ...]
    one_of: tuple[str, ...]
    refers: bool


def _step(pattern: Pattern, name: str) -> Step:
    if not isinstance(pattern, InlineProcessor):
        raise TypeError(f"{pattern} is a pattern of the older kind")
    return Step(pattern, *NEEDED.get(name, ((), ())), name in REFERRING)


class Inline(Treeprocessor):
    """The library's pass over all texts, which makes elements of what its patterns find."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.markdown = md
        self.stashed_nodes: dict[str, Element | str] = {}  # the library's patterns look things up here
        self.steps: list[Step] = []
        self.all_steps: list[Step] = []

    def run(self, root: Element) -> None:
        """Puts elements where the texts of a tree hold inline Markdown. Breadth first, as the library does."""
        self.stashed_nodes = {}
        self.steps = self._steps()
        waiting = deque([root])
        while waiting:
            parent = waiting.popleft()
            found = list[tuple[Element, list[Element]]]()
            for child in parent:
                text, tail = child.text, child.tail
                if text and _has_sign(text) and not isinstance(text, AtomicString):
                    child.text = None
                    nodes = self._unstashed(self._handled(text), child, as_tail=False)
                    waiting.extend(nodes)
                    found.append((child, nodes))
                if tail and _has_sign(tail):
                    self._in_tail(tail, child, parent)
                if len(child):
                    waiting.append(child)
            for child, nodes in found:
                for place, node in enumerate(nodes):
                    child.insert(place, node)

    def _steps(self) -> list[Step]:
        """The patterns in their order; without those that look up definitions if the text has none."""
        if not self.all_steps:
            patterns = self.markdown.inlinePatterns
            names = {id(patterns[name]): name for name in NEEDED if name in patterns}
            self.all_steps = [_step(pattern, names.get(id(pattern), "")) for pattern in patterns]
        return [step for step in self.all_steps if not step.refers or self.markdown.references]

    def _in_tail(self, tail: str, child: Element, parent: Element) -> None:
        holder = Element("d")
        child.tail = None
        nodes = self._unstashed(self._handled(tail), holder, as_tail=True)
        if holder.tail:
            child.tail = holder.tail
        place = list(parent).index(child) + 1
        for node in reversed(nodes):
            parent.insert(place, node)

    def _handled(self, text: str, first: int = 0) -> str:
        """A text with placeholders for what the patterns from a certain one on have found in it."""
        if isinstance(text, AtomicString):
            return text
        for number in range(first, len(self.steps)):
            pattern, all_of, one_of, _ = self.steps[number]
            for needed in all_of:
                if needed not in text:
                    break
            else:
                if one_of and one_of[0] not in text and one_of[1] not in text:
                    continue
                position: int | None = 0
                while position is not None:
                    text, position = self._applied(pattern, text, number, position)
        return text

    def _applied(self, pattern: InlineProcessor, text: str, number: int, position: int) -> tuple[str, int | None]:
        """A text after the next match of a pattern, and where to look on; None when there is no match."""
        for match in pattern.compiled_re.finditer(text, position):
            node, start, end = pattern.handleMatch(match, text)
            if start is not None and end is not None:
                break
        else:
            return text, None
        if node is None:
            return text, end
        if not isinstance(node, str) and not isinstance(node.text, AtomicString):
            for child in [node, *node]:
                if child.text:
                    child.text = self._handled(child.text, number + 1)
                if child.tail:
                    child.tail = self._handled(child.tail, number)
        name = f"{len(self.stashed_nodes):04d}"
        self.stashed_nodes[name] = node
        before = f"{text[:start]}{INLINE_PLACEHOLDER_PREFIX}{name}{ETX}"
        return before + text[end:], len(before)

    def _unstashed(self, text: str, parent: Element, *, as_tail: bool) -> list[Element]:
        """The elements for which placeholders stand in a text; what is between them becomes their tails."""
        nodes: list[Element] = []
        begin = 0
        while (start := text.find(INLINE_PLACEHOLDER_PREFIX, begin)) >= 0:
            match = INLINE_PLACEHOLDER_RE.search(text, start)
            node = self.stashed_nodes.get(match[1]) if match else None
            if match is None or node is None:
                end = start + len(INLINE_PLACEHOLDER_PREFIX)
                _append(text[begin:end], nodes, parent, as_tail=as_tail)
                begin = end
                continue
            if start > 0:
                _append(text[begin:start], nodes, parent, as_tail=as_tail)
            begin = match.end()
            if isinstance(node, str):
                _append(node, nodes, parent, as_tail=as_tail)
            else:
                self._fill(node)
                nodes.append(node)
        rest = text[begin:]
        _append(AtomicString(rest) if isinstance(text, AtomicString) else rest, nodes, parent, as_tail=as_tail)
        return nodes

    def _fill(self, node: Element) -> None:
        """Does the same to the texts of an element that has been found."""
        for child in [node, *node]:
            if child.tail and child.tail.strip():
                tail, child.tail = child.tail, None
                inside = self._unstashed(tail, child, as_tail=True)
                _insert(node, inside, list(node).index(child) + 1 if child is not node else 0)
            if child.text and child.text.strip():
                text, child.text = child.text, None
                _insert(child, self._unstashed(text, child, as_tail=False), 0)


def _has_sign(text: str) -> bool:
    """Whether any pattern could match."""
    return SIGN.search(text) is not None or LINE_BREAK in text


def _insert(parent: Element, nodes: Iterable[Element], place: int) -> None:
    for node in reversed(list(nodes)):
        parent.insert(place, node)


def _append(text: str, nodes: list[Element], parent: Element, *, as_tail: bool) -> None:
    if not text:
        return
    if nodes:
        last = nodes[-1]
        last.tail = last.tail + text if last.tail else text
    elif as_tail:
        parent.tail = parent.tail + text if parent.tail else text
    else:
        parent.text = parent.text + text if parent.text else text


class Brackets(LinkInlineProcessor):
    """Links: brackets without others inside, and plain addresses, are read in one step and not letter by letter."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802  # the library's name
        match = UNNESTED.match(data, index)
        return (match[1], match.end(), True) if match else super().getText(data, index)

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802  # as above
        match = ADDRESS.match(data, index)
        if match is None or STX in match[1]:
            return super().getLink(data, index)
        return match[1].strip(), None, match.end(), True


class Image(Brackets, ImageInlineProcessor):
    """`![text](address)`."""
