"""Setting: what every step over one text needs to know, and where it notes what it finds."""

from msgspec import Struct, field

from sitegen.base.diagnostics import Findings, Span
from sitegen.load.nodes import Element, Text
from sitegen.load.places import ATTRIBUTE, Mark, Places
from sitegen.model.languages import Language

ADDRESSES = ("href", "src", "alt", "title")


class Setting(Struct, frozen=True):
    """The language of a text, the languages of its site, the places of its marks, and the findings so far."""

    language: Language
    languages: tuple[Language, ...]
    places: Places
    findings: Findings = field(default_factory=Findings)

    def span(self, text: str, *kinds: Mark) -> Span | None:
        """The span of the first mark in a text."""
        place = self.places.first(text, *kinds)
        return place.span if place else None

    def span_of(self, element: Element) -> Span:
        """Where an element begins in the source, as near as is known."""
        return self._inside(element) or self.places.start

    def _inside(self, element: Element) -> Span | None:
        for name in ADDRESSES:
            if found := self.span(element.attributes.get(name, "")):
                return found
        for child in element.children:
            if isinstance(child, Text):
                found = self.span(child.value)
            elif isinstance(child, Element):
                found = self._inside(child)
            else:
                found = child.span
            if found:
                return found
        if element.hole:
            return element.hole.span
        return self.span(element.attributes.get(ATTRIBUTE, ""))

    def span_of_attributes(self, element: Element) -> Span:
        """Where the attribute list or tag of an element stands in the source."""
        return self.span(element.attributes.get(ATTRIBUTE, "")) or self.span_of(element)
