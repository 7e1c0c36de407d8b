"""Typesetting: every text gets its language's quotation marks, spaces and dashes, also across emphasis and links."""

from bisect import bisect_left

from sitegen.l10n.quotations import HELD
from sitegen.l10n.typography import typeset
from sitegen.load.nodes import Element, Node
from sitegen.load.passages import language_of
from sitegen.load.prose import Slot, prose
from sitegen.model.languages import Language

CLOSING = frozenset("»”’;:!?")
SPOKEN = ("alt", "title")  # attributes whose words readers see or hear
FOOTNOTE_MARK = "footnote-mark"


def set_type(root: Element, language: Language) -> None:
    """Typeset every text of a tree, and the words in its attributes.

    Texts that are read as one line are set as one line. A passage in another language is a line of its own, and to
    the line around it some word; so is code.
    """
    for run in prose(root, language):
        before = [part.text.value if isinstance(part, Slot) else _stand_in(part) for part in run.parts]
        joined = "".join(before)
        line = typeset(joined, run.language.tag)
        if line == joined:
            continue
        for part, text in zip(run.parts, spread(before, line), strict=True):
            if isinstance(part, Slot):
                part.text.value = text
    _set_attributes(root, language)


def _stand_in(node: Node) -> str:
    """What stands in the line for something that is not set with it: a footnote's mark stands beside the line."""
    if isinstance(node, Element) and node.tag == "br":
        return "\n"
    if isinstance(node, Element) and node.attributes.get("class") == FOOTNOTE_MARK:
        return ""
    return HELD


def _set_attributes(element: Element, around: Language) -> None:
    for child in element.children:
        if isinstance(child, Element):
            language = language_of(child, around)
            for name in SPOKEN:
                if words := child.attributes.get(name):
                    child.attributes[name] = typeset(words, language.tag)
            _set_attributes(child, language)


def spread(texts: list[str], line: str) -> list[str]:
    """A typeset line cut where the texts were joined that it was made from.

    Typesetting changes marks one for one and adds or drops spaces only. So the same number of characters that are not
    spaces belongs to each text.
    """
    if len(texts) == 1:
        return [line]
    joined = "".join(texts)
    old, new = _solid(joined), _solid(line)
    cuts = [0]
    border = 0
    for text in texts[:-1]:
        border += len(text)
        done = bisect_left(old, border)
        before = border - (old[done - 1] + 1 if done else 0)
        after = (old[done] if done < len(old) else len(joined)) - border
        start = new[done - 1] + 1 if done else 0
        end = new[done] if done < len(new) else len(line)
        cuts.append(start + _share(end - start, before, after, line[end : end + 1]))
    return [line[start:end] for start, end in zip(cuts, [*cuts[1:], len(line)], strict=True)]


def _solid(text: str) -> list[int]:
    return [index for index, character in enumerate(text) if not character.isspace()]


def _share(spaces: int, before: int, after: int, following: str) -> int:
    """How many of the spaces at a border belong to the text on its left, where there were so many on either side."""
    if before and after:
        return min(before, spaces)
    if before or after:
        return spaces if before else 0
    return 0 if following in CLOSING else spaces
