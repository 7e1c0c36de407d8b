"""Parts: what of a text carries meaning, section by section, and its digest."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b

from sitegen.load.document import Hole, Part, Reference
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
UNIFORM = str.maketrans(SAME)
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
SPACED = re.compile(r"\s*([\"':;!?,.()\-])\s*")


def part_digest(text: str) -> str:
    """Eight hexadecimal digits (BLAKE2b) that change only when the meaning of a text may have changed.

    White space and line breaks, the style of quotation marks, apostrophes and dashes, the script of commas and question
    marks, spaces around punctuation, Unicode normal forms and invisible characters make no difference.
    """
    return blake2b(normal_form(text).encode(), digest_size=DIGEST_BYTES).hexdigest()


def normal_form(text: str) -> str:
    """What of a text counts, one way of writing it for all: two texts with the same normal form mean the same."""
    visible = INVISIBLE.sub("", unicodedata.normalize("NFC", text)).translate(UNIFORM)
    return SPACED.sub(r"\1", " ".join(visible.split()))


def parts(root: Element) -> tuple[Part, ...]:
    """The opening part and one part for each heading of the second level, with their digests; yet without titles."""
    notes = _notes(root)
    gathered: list[tuple[str, list[str]]] = [("", [])]
    for child in root.children:
        if isinstance(child, Element) and child.tag == "h2":
            gathered.append((child.attributes.get("id", ""), []))
        if not (isinstance(child, Element) and child.attributes.get("class") == "footnotes"):
            gathered[-1][1].extend(_meaning(child, notes))
    return tuple(Part(id, "", part_digest("".join(words))) for id, words in gathered)


def titled(measured: tuple[Part, ...], titles: dict[str, str], lines: dict[str, int]) -> tuple[Part, ...]:
    """Parts with the titles and lines of their headings, which are given by id."""
    return tuple(replace(part, title=titles.get(part.id, ""), line=lines.get(part.id, 0)) for part in measured)


def _notes(root: Element) -> dict[str, Element]:
    """The footnotes by their ids: a note belongs to the part that mentions it."""
    return {
        f"#{element.attributes['id']}": element
        for element, _ in walk(root)
        if element.tag == "li" and element.attributes.get("id", "").startswith("fn-")
    }


def _meaning(node: Node, notes: dict[str, Element]) -> Iterator[str]:
    match node:
        case Text():
            yield node.value
        case Reference(hole=Hole.CITATION):
            yield node.text
        case Reference():
            return
        case Element():
            yield from _meaning_of(node, notes)


def _meaning_of(element: Element, notes: dict[str, Element]) -> Iterator[str]:
    yield from (f" {element.attributes[name]} " for name in ("title", "alt") if element.attributes.get(name))
    hole = element.hole
    if hole and hole.hole is Hole.LINK and hole.kind:
        yield f" {hole.kind}:{hole.target} "
    note = notes.get(element.attributes.get("href", "")) if element.attributes.get("role") == "doc-noteref" else None
    if note:
        others = {id: other for id, other in notes.items() if other is not note}
        yield from (" ", *_meaning(note, others), " ")
        return
    apart = "" if element.tag in INLINE - {"br"} else " "
    yield apart
    for child in element.children:
        yield from _meaning(child, notes)
    yield apart
