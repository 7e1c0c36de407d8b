"""Markdown -> Document: HTML with typed gaps, every one of them with its place in the source.

The scanner marks places in the source, Python-Markdown turns it into HTML, the allow-list sanitises that, and the steps
below work on the resulting tree. The result depends on the arguments alone.
"""

import re
from collections.abc import Iterable

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, by_place
from sitegen.load.citing import cite, hang_margins
from sitegen.load.depth import too_deep
from sitegen.load.document import Document
from sitegen.load.foreign_marks import judge_text
from sitegen.load.headings import heading_lines, heading_titles, headings, name_anchors, settle_headings
from sitegen.load.isolation import isolate
from sitegen.load.links import resolve_links, set_figures
from sitegen.load.nodes import Element, Node, Text, cut, texts, walk
from sitegen.load.notes import number_notes
from sitegen.load.parts import parts, titled
from sitegen.load.passages import mark_languages
from sitegen.load.places import ATTRIBUTE, Mark, Ruler, strip
from sitegen.load.prose import prose, that_say_something
from sitegen.load.sanitise import removed_attributes, removed_tags
from sitegen.load.scanner import Scanned, scan
from sitegen.load.setting import Setting
from sitegen.load.typesetting import set_attributes, set_type
from sitegen.model.languages import Language, parse_language

LINE_BREAK = re.compile(r"\r\n?")
UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LIST_ITEM = re.compile(r"\n[ ]*(?:[-*+]|1\.)[ ]+[^\n]*")
GENERATED_CLASSES = frozenset({"footnote", "footnote-ref"})
ALIGNMENTS = {"left": "align-start", "center": "align-center", "right": "align-end"}


def parse_markdown(
    body: str, path: str, language: str, languages: tuple[str, ...], first_line: int = 1
) -> Checked[Document]:
    """The document that a Markdown text describes, and everything that is wrong with the text.

    `language` is the text's BCP 47 tag, `languages` are those of the site. `path` and `first_line` say where in which
    file the text begins; line breaks may be of any kind, characters that no text may contain are replaced by U+FFFD.
    """
    text = UNFIT.sub("\ufffd", LINE_BREAK.sub("\n", body))
    if found := too_deep(text):
        offset, what = found
        span = Ruler(text, path, first_line).span(offset, offset + 1)
        return Checked(Document(), (problems.TOO_DEEP.at(span, what=what),))
    scanned = scan(text, path, first_line)
    known = tuple(other for tag in languages if (other := parse_language(tag)))
    setting = Setting(parse_language(language) or Language("en"), known, scanned.places)
    from sitegen.load.elements import grow  # start-up: 20 ms for Python-Markdown, where all bodies are remembered
    from sitegen.load.extensions import converter  # start-up: as above

    try:
        grown = grow(converter(), scanned.text)
    except RecursionError:
        return Checked(Document(), (problems.TOO_DEEP.at(scanned.places.start, what="…"),))
    setting.findings.found.extend(removed_tags(grown.html, scanned.places))
    if grown.too_deep:
        setting.findings.note(problems.TOO_DEEP, scanned.places.start, what="…")
    document = _document(grown.root, setting, scanned)
    return Checked(document, by_place(setting.findings))


def _document(root: Element, setting: Setting, scanned: Scanned) -> Document:
    grown = [element for element, _ in walk(root)]
    _settle_attributes(grown, setting)
    number_notes(root, grown, setting, scanned)
    judge_text(root, scanned.text, setting)
    resolve_links(root, setting)
    set_figures(root)
    settled = walk(root)
    elements = [element for element, _ in settled]
    found = settle_headings(elements, setting)
    _find_lists(elements, setting)
    mark_languages(root, elements, setting)
    anchors = name_anchors(elements, found, setting)
    rows = heading_lines(found, setting)
    lines = prose(root, setting.language)
    changed = cite(lines, setting)
    _remove_marks(root, elements)
    changed = _tidy(settled) or changed
    measured = parts(root)
    lines = prose(root, setting.language) if changed else that_say_something(lines)
    set_type(lines)
    set_attributes(root, setting.language)
    titles = heading_titles(found)
    isolate(root, setting.language, lines)
    listed = headings(found, titles)
    hang_margins(root)
    _trim(root)
    pieces, references = cut(root.children)
    return Document(pieces, references, listed, titled(measured, titles, rows), anchors)


def _settle_attributes(elements: Iterable[Element], setting: Setting) -> None:
    """Say what the allow-list took from attribute lists, and drop classes that are not ours."""
    for element in elements:
        if not element.attributes:
            continue
        place = setting.places.first(element.attributes.get(ATTRIBUTE, ""), Mark.ATTRIBUTES)
        if place:
            setting.findings.found.extend(removed_attributes(place, element.tag))
        if element.attributes.get(ATTRIBUTE) or element.attributes.get("class") not in GENERATED_CLASSES:
            element.attributes.pop("class", None)


def _find_lists(elements: Iterable[Element], setting: Setting) -> None:
    """Lists that a missing empty line has made a part of their paragraph."""
    for element in elements:
        for child in element.children if element.tag == "p" else ():
            match = LIST_ITEM.search(child.value) if isinstance(child, Text) else None
            if match:
                span = setting.span(match[0]) or setting.span_of(element)
                setting.findings.note(problems.LIST_IN_PARAGRAPH, span)
                break


def _remove_marks(root: Element, elements: Iterable[Element]) -> None:
    """`elements` are all that the text was made into; what was put in since bears no marks."""
    for text in texts(root):
        value = text.value
        if not value.isascii():
            text.value = strip(value)
    for element in elements:
        if element.attributes:
            element.attributes = {name: strip(value) for name, value in element.attributes.items() if name != ATTRIBUTE}


def _tidy(settled: Iterable[tuple[Element, Element]]) -> bool:
    """Empty paragraphs and bare spans go; a wide table scrolls in a box of its own, which the keyboard can reach.

    `settled` are the elements that the text was made into, with their parents. Whether any went.
    """
    gone = False
    for element, parent in settled:
        if element.tag == "p" and not element.attributes and not any(_shows(child) for child in element.children):
            parent.children.remove(element)
            gone = True
        elif element.tag == "span" and not element.attributes:
            parent.substitute(element, element.children)
            gone = True
        elif element.tag == "table":
            parent.substitute(element, [Element("div", {"class": "table-box", "tabindex": "0"}, [element])])
        elif "align" in element.attributes:
            alignment = ALIGNMENTS.get(element.attributes.pop("align"))
            if alignment:
                element.attributes["class"] = alignment
    return gone


def _trim(root: Element) -> None:
    while root.children and not _shows(root.children[-1]):
        root.children.pop()


def _shows(node: Node) -> bool:
    return bool(node.value.strip()) if isinstance(node, Text) else True
