"""Headings and ids: one outline below the page's title, and anchors that stay what they are."""

import re
import unicodedata
from collections.abc import Callable, Container, Iterable
from functools import partial

from sitegen.base import problems
from sitegen.base.diagnostics import Related, Span
from sitegen.base.remarks import Remark
from sitegen.load.document import Heading
from sitegen.load.nodes import Element, Node, inline_html, plain, single_spaced, texts
from sitegen.load.places import ATTRIBUTE
from sitegen.load.setting import Setting

LEVELS = {f"h{level}": level for level in range(1, 7)}
PASSING = re.compile("[\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\u00ad]")
NO_LETTER = re.compile(r"[\W_]")
UNNAMED = "section"


def settle_headings(elements: Iterable[Element], setting: Setting) -> tuple[Element, ...]:
    """All headings, with their levels judged, and a first-level heading turned into one of the second level."""
    previous = 1
    found = tuple(element for element in elements if element.tag in LEVELS)
    for element in found:
        level = LEVELS[element.tag]
        if level == 1:
            setting.findings.note(problems.FIRST_LEVEL_HEADING, setting.span_of(element))
            element.tag, level = "h2", 2
        if level > previous + 1:
            span = setting.span_of(element)
            setting.findings.note(
                problems.SKIPPED_HEADING_LEVEL, span, level=level, previous=previous, expected=previous + 1
            )
        previous = level
    return found


def name_anchors(elements: Iterable[Element], found: Iterable[Element], setting: Setting) -> frozenset[str]:
    """Check the ids that the author gave, give every other one of the headings `found` one, and return all ids."""
    used: dict[str, Callable[[], Span]] = {}
    for element in elements:
        if "id" in element.attributes:
            _keep(element, used, setting)
    for element in found:
        if "id" not in element.attributes:
            element.attributes = {"id": _unused(slug(plain(_title(element))), used), **element.attributes}
            used[element.attributes["id"]] = partial(setting.span_of, element)
    return frozenset(used)


def _keep(element: Element, used: dict[str, Callable[[], Span]], setting: Setting) -> None:
    anchor = "-".join(unicodedata.normalize("NFC", element.attributes.pop("id")).split())
    if anchor in used:
        first = Related(used[anchor](), Remark("first used here"))
        setting.findings.note(problems.DUPLICATE_ANCHOR, setting.span_of_attributes(element), first, anchor=anchor)
    elif anchor:
        element.attributes = {"id": anchor, **element.attributes}
        used[anchor] = partial(setting.span_of_attributes, element)


def slug(title: str) -> str:
    """A heading's title as an anchor: small letters of any script and digits, joined by hyphens.

    Arabic vowel marks and lengthening strokes are left out, because they come and go between versions of a text.
    """
    text = PASSING.sub("", unicodedata.normalize("NFC", title)).lower()
    kept = NO_LETTER.sub(_sign, text)
    return unicodedata.normalize("NFC", "-".join(kept.split())) or UNNAMED


def _sign(match: re.Match[str]) -> str:
    """What is neither letter nor digit: a sign that belongs to a letter, or a space."""
    return match[0] if unicodedata.category(match[0]) in {"Mn", "Mc"} else " "


def _unused(anchor: str, used: Container[str]) -> str:
    number = 2
    candidate = anchor
    while candidate in used:
        candidate = f"{anchor}-{number}"
        number += 1
    return candidate


def _title(element: Element) -> list[Node]:
    """A heading's own words, without the marks of footnotes."""
    return [
        child
        for child in element.children
        if not (isinstance(child, Element) and child.attributes.get("class") == "footnote-mark")
    ]


def heading_titles(found: Iterable[Element]) -> dict[str, str]:
    """The plain titles of headings by their ids."""
    return {element.attributes["id"]: single_spaced(plain(_title(element))) for element in found}


def heading_lines(found: Iterable[Element], setting: Setting) -> dict[str, int]:
    """The lines of the file on which headings stand, by their ids; those whose own words bear no mark are left out.

    The address of a link does not count: it may be defined far away.
    """
    marked = {
        element.attributes["id"]: setting.span("".join(text.value for text in texts(element)))
        or setting.span(element.attributes.get(ATTRIBUTE, ""))
        for element in found
    }
    return {anchor: span.line for anchor, span in marked.items() if span}


def headings(found: Iterable[Element], titles: dict[str, str]) -> tuple[Heading, ...]:
    """The headings of a finished text, in order."""
    return tuple(
        Heading(
            element.attributes["id"],
            LEVELS[element.tag],
            inline_html(_title(element)).strip(),
            titles[element.attributes["id"]],
        )
        for element in found
    )
