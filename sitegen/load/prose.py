"""Prose: the running text of a tree in one language, across emphasis, links and abbreviations."""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

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


class Slot(NamedTuple):
    """One text of a run, and the elements around it from the run's own down to its parent."""

    path: tuple[Element, ...]
    text: Text


class Run(Struct, eq=False):
    """Texts that are read as one line of prose, in one language, and what stands between them."""

    language: Language
    parts: list[Slot | Node]

    @property
    def slots(self) -> list[Slot | None]:
        """The texts; None stands for something between them."""
        return [part if isinstance(part, Slot) else None for part in self.parts]

    def line(self, apart: str) -> str:
        """The texts joined, with `apart` where something else stands."""
        return "".join([part.text.value if isinstance(part, Slot) else apart for part in self.parts])


def prose(root: Element, language: Language) -> list[Run]:
    """The runs of a tree. What is `VERBATIM` is not part of any."""
    runs: list[Run] = []
    _block(root, language, (), runs)
    return that_say_something(runs)


def that_say_something(runs: Iterable[Run]) -> list[Run]:
    """Those with more than white space in them."""
    return [run for run in runs if _says_something(run)]


def _says_something(run: Run) -> bool:
    return any(isinstance(part, Slot) and not part.text.value.isspace() for part in run.parts)


def _block(element: Element, around: Language, path: tuple[Element, ...], runs: list[Run]) -> None:
    """A block, or an inline element in its own language: runs of its own."""
    _children(element, Run(language_of(element, around), []), (*path, element), runs)


def _children(element: Element, run: Run, path: tuple[Element, ...], runs: list[Run]) -> Run:
    """Adds what is below an element to a run; gives the run that goes on after it. One without parts is not noted."""
    for child in element.children:
        if isinstance(child, Text):
            if not run.parts:
                runs.append(run)
            run.parts.append(Slot(path, child))
        elif not isinstance(child, Element) or child.tag in VERBATIM or not child.children or _apart(child):
            if not run.parts:
                runs.append(run)
            run.parts.append(child)
        elif child.tag not in INLINE:
            _block(child, run.language, path, runs)
            if run.parts:
                run = Run(run.language, [])
        elif "lang" in child.attributes:
            if not run.parts:
                runs.append(run)
            run.parts.append(child)
            _block(child, run.language, path, runs)
        else:
            run = _children(child, run, (*path, child), runs)
    return run


def _apart(element: Element) -> bool:
    """Whether an element is no part of the line's text: the mark of a footnote, a range of numbers."""
    return "class" in element.attributes and element.tag in {"sup", "span"}
