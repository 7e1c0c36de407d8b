"""Nodes of a YAML text and the values declared by them, each part with its line and column."""

from collections.abc import Callable
from typing import Generic, TypeVar

from msgspec import Struct

from sitegen.base.diagnostics import Span

Declaration = TypeVar("Declaration", covariant=True)


class Scalar(Struct, frozen=True):
    """A text. `plain` when it stands there without quotes, so that it may mean "nothing" (`~`, `null`)."""

    text: str
    span: Span
    plain: bool


class Sequence(Struct, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    span: Span


class Mapping(Struct, frozen=True):
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


class FrontAgain(Struct, frozen=True):
    """The way back from a front matter to where its parts stand: its text, its file, and its first line there."""

    text: str
    path: str
    line: int

    def __call__(self) -> Mapping:
        from sitegen.load.decode import with_values  # start-up: a file is read again only to tell a mistake
        from sitegen.load.yaml import parse_yaml  # start-up: as above

        node = parse_yaml(self.text, self.path, self.line).value
        return with_values(node) if isinstance(node, Mapping) else Mapping((), Span(self.path))


class Places:
    """Where the parts of a declared value stand: the node that it was read from, or a way to read that again.

    A node is much larger than the value, and is needed only when there is a mistake to tell.
    """

    __slots__ = ("_node", "again")

    def __init__(self, node: Mapping | None = None, again: Callable[[], Mapping] | None = None) -> None:
        self._node = node
        self.again = again

    @property
    def node(self) -> Mapping:
        if self._node is not None:
            return self._node
        return self.again() if self.again else Mapping((), Span(""))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Places) and self.node == other.node

    __hash__ = None  # type: ignore[assignment]


class Located(Struct, Generic[Declaration], frozen=True):
    """A declared value and the place of each of its parts.

    `dropped` are keys of the first level that stand in the file but not in the value, because they have mistakes
    that a diagnostic has named. A value with dropped keys serves to find more mistakes and is never published.
    `stated` are the keys of the first level that the file gives a value.
    """

    value: Declaration
    places: Places
    dropped: frozenset[str] = frozenset()
    stated: frozenset[str] = frozenset()

    @property
    def node(self) -> Mapping:
        return self.places.node

    def span(self, *keys: str | int) -> Span:
        """The place of the value at a path: `span("dates", 0)`; of the deepest part that exists."""
        return follow(self.node, self._known(keys))[1].span

    def key_span(self, *keys: str | int) -> Span:
        """The place of the key at the end of a path."""
        return follow(self.node, self._known(keys))[0]

    def _known(self, keys: tuple[str | int, ...]) -> tuple[str | int, ...]:
        """A path of which the value has the beginning; none where a mistake has taken it away."""
        return () if keys and keys[0] in self.dropped else keys
