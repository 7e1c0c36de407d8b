"""Parts: what of a text carries meaning, section by section, and its digest."""

import re
import unicodedata
from functools import cached_property
from hashlib import blake2b

from sitegen.load.document import Hole, Part
from sitegen.load.nodes import Element, Node, Text, walk
from sitegen.load.prose import INLINE

DIGEST_BYTES = 4
SAME = {
    **dict.fromkeys("'’‘‛`´ʼ′", "'"),
    **dict.fromkeys('"“”„‟«»‹›″', '"'),
    **dict.fromkeys("-‐‑‒–—―−", "-"),
    "…": "...",
    "،": ",",
    "؛": ";",
    "؟": "?",
    "٪": "%",
}
CLOSE = INLINE - {"br"}  # no space is heard around them
VARIED = re.compile(f"[{''.join(map(re.escape, SAME))}]")
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
PUNCTUATION = re.compile(r"([\"':;!?,.()-])")


def part_digest(text: str) -> str:
    """Eight hexadecimal digits (BLAKE2b) that change only when the meaning of a text may have changed.

    White space and line breaks, the style of quotation marks, apostrophes and dashes, the script of commas and question
    marks, spaces around punctuation, Unicode normal forms and invisible characters make no difference.
    """
    return blake2b(normal_form(text).encode(), digest_size=DIGEST_BYTES).hexdigest()


def normal_form(text: str) -> str:
    """What of a text counts, one way of writing it for all: two texts with the same normal form mean the same."""
    if text.isascii():
        composed = text.replace("`", SAME["`"])  # the others of `SAME` that are in ASCII stand for themselves
    else:
        composed = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
        for different in set(VARIED.findall(composed)):
            composed = composed.replace(different, SAME[different])
    return "".join([piece.strip() for piece in PUNCTUATION.split(" ".join(composed.split()))])


def parts(root: Element) -> tuple[Part, ...]:
    """The opening part and one part for each heading of the second level, with their digests; yet without titles."""
    notes = _Notes(root)
    gathered: list[tuple[str, list[str]]] = [("", [])]
    for child in root.children:
        if isinstance(child, Element) and child.tag == "h2":
            gathered.append((child.attributes.get("id", ""), []))
        if not (isinstance(child, Element) and child.attributes.get("class") == "footnotes"):
            _gather(child, notes, gathered[-1][1])
    return tuple([Part(id, "", part_digest("".join(words))) for id, words in gathered])


def titled(measured: tuple[Part, ...], titles: dict[str, str], lines: dict[str, int]) -> tuple[Part, ...]:
    """Parts with the titles and lines of their headings, which are given by id."""
    return tuple([Part(part.id, titles.get(part.id, ""), part.digest, lines.get(part.id, 0)) for part in measured])


class _Notes:
    """The footnotes by their ids: a note belongs to the part that mentions it."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.open: list[Element] = []

    @cached_property
    def by_id(self) -> dict[str, Element]:
        return {
            f"#{element.attributes['id']}": element
            for element, _ in walk(self.root)
            if element.tag == "li" and element.attributes.get("id", "").startswith("fn-")
        }

    def mentioned(self, element: Element) -> Element | None:
        """The note that an element mentions; none that is being read already."""
        note = self.by_id.get(element.attributes.get("href", ""))
        return note if note and not any(one is note for one in self.open) else None


def _gather(node: Node, notes: _Notes, words: list[str]) -> None:
    """Adds what of a node carries meaning."""
    if isinstance(node, Text):
        words.append(node.value)
    elif isinstance(node, Element):
        _gather_element(node, notes, words)
    elif node.hole is Hole.CITATION:
        words.append(node.text)


def _gather_element(element: Element, notes: _Notes, words: list[str]) -> None:
    attributes, hole = element.attributes, element.hole
    if attributes:
        words += [f" {attributes[name]} " for name in ("title", "alt") if attributes.get(name)]
    if hole and hole.hole is Hole.LINK and hole.kind:
        words.append(f" {hole.kind}:{hole.target} ")
    note = notes.mentioned(element) if attributes.get("role") == "doc-noteref" else None
    if note:
        notes.open.append(note)
        words.append(" ")
        _gather(note, notes, words)
        words.append(" ")
        notes.open.pop()
        return
    apart = "" if element.tag in CLOSE else " "
    words.append(apart)
    for child in element.children:
        _gather(child, notes, words)
    words.append(apart)
