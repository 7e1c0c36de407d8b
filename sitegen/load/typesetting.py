"""Typesetting: every text gets its language's quotation marks, spaces and dashes, also across emphasis and links."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from sitegen.l10n.quotations import HELD
from sitegen.l10n.typography import typeset
from sitegen.load.nodes import Element, Node
from sitegen.load.passages import language_of
from sitegen.load.prose import Run, Slot
from sitegen.model.languages import Language

CLOSING = frozenset("»”’;:!?")
SPOKEN = ("alt", "title")  # attributes whose words readers see or hear
WORD = re.compile(r"\S+")
FOOTNOTE_MARK = "footnote-mark"


def set_type(lines: Iterable[Run]) -> None:
    """Typeset every text of a tree, by its runs.

    Texts that are read as one line are set as one line. A passage in another language is a line of its own, and to
    the line around it some word; so is code.
    """
    for run in lines:
        before = [part.text.value if isinstance(part, Slot) else _stand_in(part) for part in run.parts]
        joined = "".join(before)
        line = typeset(joined, run.language.tag)
        if line == joined:
            continue
        for part, text in zip(run.parts, spread(before, line), strict=True):
            if isinstance(part, Slot):
                part.text.value = text


def _stand_in(node: Node) -> str:
    """What stands in the line for something that is not set with it: a footnote's mark stands beside the line."""
    if isinstance(node, Element) and node.tag == "br":
        return "\n"
    if isinstance(node, Element) and node.attributes.get("class") == FOOTNOTE_MARK:
        return ""
    return HELD


def set_attributes(element: Element, around: Language) -> None:
    """Typeset the words in the attributes of all that is below an element."""
    for child in element.children:
        if isinstance(child, Element):
            language = around
            if child.attributes:
                language = language_of(child, around)
                for name in SPOKEN:
                    if words := child.attributes.get(name):
                        child.attributes[name] = typeset(words, language.tag)
            set_attributes(child, language)


def spread(texts: list[str], line: str) -> list[str]:
    """A typeset line cut where the texts were joined that it was made from.

    Typesetting changes marks one for one and adds or drops spaces only. So the same number of characters that are not
    spaces belongs to each text.
    """
    if len(texts) == 1:
        return [line]
    joined = "".join(texts)
    solids: _Solids | None = None
    cuts = [0]
    border = 0
    for text, before, after in zip(texts[:-1], *_spaces_around(texts), strict=False):
        border += len(text)
        left, right = border - before - 1, border + after + 1
        if right <= len(joined) and line.startswith(joined[:right]):  # nothing has changed before what follows
            cuts.append(border)
        elif left >= 0 and line.endswith(joined[left:]):  # nor after what stands before
            cuts.append(border + len(line) - len(joined))
        else:
            solids = solids or _Solids(line)
            done = sum(map(len, joined[:border].split()))
            start = solids.place(done - 1) + 1 if done else 0
            end = solids.place(done)
            cuts.append(start + _share(end - start, before, after, line[end : end + 1]))
    return [line[start:end] for start, end in zip(cuts, [*cuts[1:], len(line)], strict=True)]


def _spaces_around(texts: list[str]) -> tuple[list[int], list[int]]:
    """How many spaces stand before the end of each text, and how many after it, in whichever texts they are."""
    before: list[int] = []
    after: list[int] = []
    spaces = 0
    for text in texts:
        solid = len(text.rstrip())
        spaces = len(text) - solid + (0 if solid else spaces)
        before.append(spaces)
    spaces = 0
    for text in reversed(texts):
        after.append(spaces)
        solid = len(text.lstrip())
        spaces = len(text) - solid + (0 if solid else spaces)
    return before, after[::-1]


class _Solids:
    """The characters of a text that are no spaces: where each of them stands."""

    def __init__(self, text: str) -> None:
        words = [match.span() for match in WORD.finditer(text)]
        self.length = len(text)
        self.starts = [start for start, _ in words]
        # How many solid characters stand before each word, and in the end all of them.
        self.counts = list(accumulate([end - start for start, end in words], initial=0))

    def place(self, number: int) -> int:
        """Where one of them stands, counted from 0; behind the text for the one after the last."""
        word = bisect_right(self.counts, number) - 1
        return self.starts[word] + number - self.counts[word] if word < len(self.starts) else self.length


def _share(spaces: int, before: int, after: int, following: str) -> int:
    """How many of the spaces at a border belong to the text on its left, where there were so many on either side."""
    if before and after:
        return min(before, spaces)
    if before or after:
        return spaces if before else 0
    return 0 if following in CLOSING else spaces
