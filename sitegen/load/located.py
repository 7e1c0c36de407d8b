"""Nodes of a YAML text and the values declared by them, each part with its line and column."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from sitegen.base.diagnostics import Span

Declaration = TypeVar("Declaration", covariant=True)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. `plain` when it stands there without quotes, so that it may mean "nothing" (`~`, `null`)."""

    text: str
    span: Span
    plain: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file.

    `broken` are keys that stand there but whose values could not be read; a diagnostic has said so.
    """

    entries: tuple[tuple[Scalar, "Node"], ...]
    span: Span
    broken: frozenset[str] = frozenset()

    def entry(self, key: str) -> "tuple[Scalar, Node] | None":
        return next((entry for entry in self.entries if entry[0].text == key), None)


Node = Scalar | Sequence | Mapping


def follow(node: Node, keys: tuple[str | int, ...]) -> tuple[Span, Node]:
    """The key (or itself, for an item of a list) and the node at the end of a path.

    A step that leads nowhere is passed over, so that the answer is the deepest node that exists.
    """
    key_span = node.span
    for key in keys:
        if isinstance(node, Mapping) and isinstance(key, str):
            entry = node.entry(key)
            if entry:
                key_span, node = entry[0].span, entry[1]
        elif isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
            node = node.items[key]
            key_span = node.span
    return key_span, node


@dataclass(frozen=True, slots=True)
class Located(Generic[Declaration]):
    """A declared value and the place of each of its parts.

    `dropped` are keys of the first level that stand in the file but not in the value, because they have mistakes
    that a diagnostic has named. A value with dropped keys serves to find more mistakes and is never published.
    """

    value: Declaration
    node: Mapping
    dropped: frozenset[str] = frozenset()

    def span(self, *keys: str | int) -> Span:
        """The place of the value at a path: `span("dates", 0)`; of the deepest part that exists."""
        return follow(self.node, keys)[1].span

    def key_span(self, *keys: str | int) -> Span:
        """The place of the key at the end of a path."""
        return follow(self.node, keys)[0]
