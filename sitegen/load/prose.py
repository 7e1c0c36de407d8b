"""Prose: the running text of a tree in one language, across emphasis, links and abbreviations."""

from dataclasses import dataclass, field

from sitegen.load.nodes import Element, Node, Text
from sitegen.load.passages import VERBATIM, language_of
from sitegen.model.languages import Language

INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    }
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One text of a run, and the elements around it from the run's own down to its parent."""

    path: tuple[Element, ...]
    text: Text


@dataclass(slots=True)
class Run:
    """Texts that are read as one line of prose, in one language, and what stands between them."""

    language: Language
    parts: list[Slot | Node] = field(default_factory=list)

    @property
    def slots(self) -> list[Slot | None]:
        """The texts; None stands for something between them."""
        return [part if isinstance(part, Slot) else None for part in self.parts]

    def line(self, apart: str) -> str:
        """The texts joined, with `apart` where something else stands."""
        return "".join(part.text.value if isinstance(part, Slot) else apart for part in self.parts)

    @property
    def says_something(self) -> bool:
        """Whether there is more than white space in it."""
        return any(isinstance(part, Slot) and not part.text.value.isspace() for part in self.parts)


def prose(root: Element, language: Language, skipped: frozenset[str] = VERBATIM) -> list[Run]:
    """The runs of a tree. Elements named in `skipped` are not part of any."""
    gatherer = _Gatherer(skipped)
    gatherer.block(root, language, ())
    return [run for run in gatherer.runs if run.says_something]


@dataclass(slots=True)
class _Gatherer:
    skipped: frozenset[str]
    runs: list[Run] = field(default_factory=list)

    def block(self, element: Element, around: Language, path: tuple[Element, ...]) -> None:
        """A block, or an inline element in its own language: runs of its own."""
        language = language_of(element, around)
        self._children(element, self._begin(language), (*path, element))

    def _begin(self, language: Language) -> Run:
        self.runs.append(Run(language))
        return self.runs[-1]

    def _children(self, element: Element, run: Run, path: tuple[Element, ...]) -> Run:
        """Adds what is below an element to a run; gives the run that goes on after it."""
        for child in element.children:
            if isinstance(child, Text):
                run.parts.append(Slot(path, child))
            elif not isinstance(child, Element) or child.tag in self.skipped or not child.children or _apart(child):
                run.parts.append(child)
            elif child.tag not in INLINE:
                self.block(child, run.language, path)
                run = self._begin(run.language)
            elif "lang" in child.attributes:
                run.parts.append(child)
                self.block(child, run.language, path)
            else:
                run = self._children(child, run, (*path, child))
        return run


def _apart(element: Element) -> bool:
    """Whether an element is no part of the line's text: the mark of a footnote, a range of numbers."""
    return "class" in element.attributes and element.tag in {"sup", "span"}
