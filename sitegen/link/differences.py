"""Differences between two texts, word by word and sentence by sentence; what does not count is passed over."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from msgspec import Struct

from sitegen.load.parts import normal_form

OUTSIDE = r"(?:(?:https?|mailto|tel):)[^()\s]*|[^():\s]*"
ADDRESS = re.compile(rf"\]\(<?(?:{OUTSIDE})(?:\([^()\s]*\)[^()\s]*)*>?\)")
WORD = re.compile(
    r"(?P<lead>[\s*_`#|>]*)"  # emphasis, and the marks of headings, tables and quotations, belong to the words
    rf"(?P<core>{ADDRESS.pattern}"
    r"|\]\([a-z]+:[^()\s]*\)"
    r"|[^\s*_`#|>\[\](){}<>«»\"“”„,;:!?.…،؛؟]+"
    r"|[^\s*_`#|>])"
    r"(?:[*_`]+(?!\w))?(?:[ \t]*\|)?"
)
BLOCK = r"[-+*|>#:]|\d+\.|\[|[a-z_.]+: "  # how a line begins that does not go on with the sentence before it
SENTENCE_END = re.compile(rf"(?<=[.!?؟])\s+|\n\s*\n|\n(?=\s*(?:{BLOCK}))")
SHORT_GAP = 2  # words between two changes that are shown as part of one
LARGEST = 20_000  # words of two texts together that are compared one by one


class Sign(StrEnum):
    """What became of a piece of a text."""

    SAME = " "
    REMOVED = "-"
    ADDED = "+"


class Run(Struct, frozen=True):
    """Words one after the other that had the same fate."""

    sign: Sign
    text: str


class _Word(Struct, frozen=True):
    """A word as it stands in the text, with what is before it, and what of it counts."""

    text: str
    key: str


def word_differences(before: str, after: str) -> tuple[Run, ...]:
    """The words that are in both texts, only in the first, only in the second; removed before added.

    Spaces, the style of quotation marks and dashes, emphasis and the addresses of outside links are not differences.
    """
    old, new = _words(before), _words(after)
    runs: list[Run] = []
    for tag, old_start, old_end, new_start, new_end in _without_short_gaps(_operations(old, new)):
        if tag == "equal":
            runs.append(Run(Sign.SAME, _joined(new[new_start:new_end])))
            continue
        runs += [Run(Sign.REMOVED, _joined(old[old_start:old_end]))] if old_end > old_start else []
        runs += [Run(Sign.ADDED, _joined(new[new_start:new_end]))] if new_end > new_start else []
    return tuple(runs)


def sentence_differences(before: str, after: str) -> tuple[tuple[Run, ...], ...]:
    """The sentences that changed, in groups, with one sentence before and behind each group."""
    old, new = _sentences(before), _sentences(after)
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new], autojunk=False)
    return tuple(tuple(_group(operations, old, new)) for operations in matcher.get_grouped_opcodes(1))


def likeness(one: str, other: str) -> float:
    """How many of their words two texts share: 0 for none, 1 for all."""
    left, right = ({word.key for word in _words(text)} for text in (one, other))
    return len(left & right) / max(1, len(left | right))


Operation = tuple[str, int, int, int, int]


def _words(text: str) -> list[_Word]:
    return [_Word(match[0], _key(match["core"])) for match in WORD.finditer(text)]


def _key(text: str) -> str:
    return normal_form(ADDRESS.sub("]", text))


def _operations(old: Sequence[_Word], new: Sequence[_Word]) -> list[Operation]:
    """How the old words become the new ones; of very long texts only that they changed."""
    if len(old) + len(new) > LARGEST:
        return [("replace", 0, len(old), 0, len(new))]
    matcher = SequenceMatcher(None, [word.key for word in old], [word.key for word in new], autojunk=False)
    return list(matcher.get_opcodes())


def _without_short_gaps(operations: Sequence[Operation]) -> Iterator[Operation]:
    """Changes with hardly a word between them as one: a sentence written anew is easier to read in one piece."""
    pending: Operation | None = None
    for place, operation in enumerate(operations):
        tag, old_start, old_end, new_start, new_end = operation
        inner = 0 < place < len(operations) - 1
        if tag == "equal" and not (inner and new_end - new_start <= SHORT_GAP):
            yield from [pending] if pending else []
            pending = None
            yield operation
        elif pending:
            pending = ("replace", pending[1], old_end, pending[3], new_end)
        else:
            pending = ("replace", old_start, old_end, new_start, new_end)
    yield from [pending] if pending else []


def _joined(words: Sequence[_Word]) -> str:
    return "".join(word.text for word in words)


def _sentences(text: str) -> list[_Word]:
    lines = (line.strip() for line in SENTENCE_END.split(text))
    return [_Word(line, "".join(word.key for word in _words(line))) for line in lines if line]


def _group(operations: Sequence[Operation], old: Sequence[_Word], new: Sequence[_Word]) -> Iterator[Run]:
    for tag, old_start, old_end, new_start, new_end in operations:
        if tag == "equal":
            yield from (Run(Sign.SAME, one.text) for one in new[new_start:new_end])
        else:
            yield from (Run(Sign.REMOVED, one.text) for one in old[old_start:old_end])
            yield from (Run(Sign.ADDED, one.text) for one in new[new_start:new_end])
