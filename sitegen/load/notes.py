"""Footnotes: stable ids, links back, and notes that nobody mentions or that do not exist."""

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from sitegen.base import problems
from sitegen.load.document import Hole, Reference
from sitegen.load.links import FOOTNOTE_REF
from sitegen.load.nodes import Element, Text, walk
from sitegen.load.passages import VERBATIM
from sitegen.load.places import ATTRIBUTE, MARK, Mark, Place, strip
from sitegen.load.scanner import Scanned
from sitegen.load.setting import Setting

SECTION = "footnote"


class _Note(Struct):
    """A note: its number in the order of first mention, and the ids of its mentions."""

    number: int
    mentions: list[str] = field(default_factory=list)


def number_notes(root: Element, elements: Iterable[Element], setting: Setting, scanned: Scanned) -> None:
    """Number the notes by first mention, give them ids like `fn-1`, and leave gaps for the links back.

    `elements` are all of the tree.
    """
    if "[^" not in scanned.text and not setting.places.has(Mark.NOTE):
        return
    section = _section(root, setting)
    notes: dict[str, _Note] = {}
    for sup in elements:
        if label := _mention(sup):
            note = notes.setdefault(label, _Note(len(notes) + 1))
            _number_mention(sup, note)
    if section:
        _finish(section, root, notes, setting)
    broken = _broken(root, setting)
    for label, span in scanned.notes:
        if label not in notes and label not in broken and section:
            setting.findings.note(problems.UNUSED_FOOTNOTE, span, mark=f"[^{label}]")


def _section(root: Element, setting: Setting) -> Element | None:
    for child in root.children:
        if (
            isinstance(child, Element)
            and child.tag == "div"
            and child.attributes.get("class") == SECTION
            and not setting.span(child.attributes.get(ATTRIBUTE, ""), Mark.TAG)
        ):
            return child
    return None


def _mention(sup: Element) -> str:
    """The label of the note that an element mentions."""
    if sup.tag != "sup" or len(sup.children) != 1 or not isinstance(sup.children[0], Element):
        return ""
    link = sup.children[0]
    href = link.attributes.get("href", "")
    if link.tag != "a" or link.attributes.get("class") != FOOTNOTE_REF or not href.startswith("#fn:"):
        return ""
    return href.removeprefix("#fn:")


def _number_mention(sup: Element, note: _Note) -> None:
    again = f"-{len(note.mentions) + 1}" if note.mentions else ""
    note.mentions.append(f"fnref-{note.number}{again}")
    sup.attributes = {"id": note.mentions[-1], "class": "footnote-mark"}
    attributes = {"class": FOOTNOTE_REF, "href": f"#fn-{note.number}", "role": "doc-noteref"}
    sup.children = [Element("a", attributes, [Text(str(note.number))])]


def _finish(section: Element, root: Element, notes: dict[str, _Note], setting: Setting) -> None:
    items: list[tuple[int, Element]] = []
    for item, _ in walk(section):
        note = notes.get(item.attributes.get("id", "").removeprefix("fn:"))
        if item.tag == "li" and note and item.attributes["id"].startswith("fn:"):
            item.attributes = {"id": f"fn-{note.number}"}
            _link_back(item, note, setting)
            items.append((note.number, item))
    ordered = [item for _, item in sorted(items, key=lambda numbered: numbered[0])]
    section.tag, section.attributes = "div", {"class": "footnotes", "role": "doc-endnotes"}
    section.children = [Element("ol", {}, list(ordered))]
    if not ordered:
        root.children.remove(section)


def _link_back(item: Element, note: _Note, setting: Setting) -> None:
    span = setting.span_of(item)
    while item.children and isinstance(item.children[-1], Text) and not item.children[-1].value.strip():
        item.children.pop()
    last = item.children[-1] if item.children else None
    if not isinstance(last, Element) or last.tag != "p":
        last = Element("p")
        item.children.append(last)
    for mention in note.mentions:
        last.children += [Text("\u00a0"), Reference(Hole.LINK, "footnote-back", anchor=mention, span=span)]


def _broken(root: Element, setting: Setting) -> set[str]:
    """Names what looks like a footnote mark and is still there as text; gives the notes that were meant."""
    meant: set[str] = set()
    for element, _ in [(root, root), *walk(root)]:
        for text in element.children if element.tag not in VERBATIM else ():
            if isinstance(text, Text):
                meant |= {place.written.strip("[]{}^") for place in _broken_in(text.value, setting)}
    return meant


def _broken_in(text: str, setting: Setting) -> Iterator[Place]:
    for match in MARK.finditer(text):
        place = setting.places.first(match[0], Mark.NOTE)
        if place and strip(text[match.end() :]).startswith(place.written):
            setting.findings.note(problems.BROKEN_FOOTNOTE, place.span, mark=place.written)
            yield place
