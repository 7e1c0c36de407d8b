"""Typesetting: every text gets its language's quotation marks, spaces and dashes, also across emphasis and links."""

from sitegen.l10n.typography import typeset
from sitegen.load.nodes import Element
from sitegen.load.prose import prose
from sitegen.model.languages import Language

WORD = "x"  # what stands for code, or a gap, in the line that is typeset: some word
CLOSING = frozenset("»”’;:!?")


def set_type(root: Element, language: Language) -> None:
    """Typeset every text of a tree."""
    for run in prose(root, language):
        tag = run.language.tag
        before = [slot.text.value if slot else WORD for slot in run.slots]
        after = spread(before, typeset("".join(before), tag)) or [typeset(text, tag) for text in before]
        for slot, text in zip(run.slots, after, strict=True):
            if slot:
                slot.text.value = text


def spread(texts: list[str], line: str) -> list[str] | None:
    """A typeset line cut where the texts were joined that it was made from.

    Typesetting changes marks one for one and adds or drops spaces only. So the same number of characters that are not
    spaces belongs to each text. None if that does not hold.
    """
    solid = [index for index, character in enumerate(line) if not character.isspace()]
    counts = [sum(not character.isspace() for character in text) for text in texts]
    if sum(counts) != len(solid):
        return None
    cuts = [0]
    done = 0
    for index in range(1, len(texts)):
        done += counts[index - 1]
        left, right = "".join(texts[:index]), "".join(texts[index:])
        start = solid[done - 1] + 1 if done else 0
        end = solid[done] if done < len(solid) else len(line)
        cuts.append(start + _share(end - start, left, right, line[end : end + 1]))
    return [line[start:end] for start, end in zip(cuts, [*cuts[1:], len(line)], strict=True)]


def _share(spaces: int, left: str, right: str, following: str) -> int:
    """How many of the spaces at a border belong to the text on its left."""
    before = len(left) - len(left.rstrip())
    after = len(right) - len(right.lstrip())
    if before and after:
        return min(before, spaces)
    if before or after:
        return spaces if before else 0
    return 0 if following in CLOSING else spaces
