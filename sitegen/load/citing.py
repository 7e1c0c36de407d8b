"""Citations become gaps where they stand, and numerals in the margin of their block."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from sitegen.base.diagnostics import Span
from sitegen.load.citations import Citation, citations
from sitegen.load.document import Hole, Reference
from sitegen.load.nodes import Element, Node, Text, references
from sitegen.load.places import strip
from sitegen.load.prose import Run, Slot
from sitegen.load.setting import Setting
from sitegen.model.catalogue import PracticeRef, parse_reference

NOT_PROSE = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6"})
DIGIT = re.compile("[0-9\u0660-\u0669\u06f0-\u06f9]")
APART = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: no citation reaches across it
NO_BREAK_SPACE = "\u00a0"
EN_DASH = "–"
DASHES_AND_SPACES = " \n\u00a0\u202f-\u2010\u2011\u2012–—−"


class _Stretch(Struct, frozen=True):
    """One text of a run: where it begins in the line."""

    slot: Slot
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.slot.text.value)


def cite(lines: Iterable[Run], setting: Setting) -> bool:
    """Replace the numbers of citations in running prose by gaps. Whether there were any."""
    cited = [_cite_run(run, setting) for run in lines if DIGIT.search(run.line(APART))]
    return any(cited)


def _cite_run(run: Run, setting: Setting) -> bool:
    slots = [None if slot is None or _is_named(slot) else slot for slot in run.slots]
    if not any(slot and DIGIT.search(slot.text.value) for slot in slots):
        return False
    line = "".join([strip(slot.text.value) if slot else APART for slot in slots])
    cited = citations(line, run.language.tag)
    if not cited:
        return False
    spans: dict[int, Span] = {}
    stretches: list[_Stretch] = []
    position = 0
    for slot in slots:
        if slot is None:
            position += len(APART)
            continue
        slot.text.value, found = setting.places.unmarked(slot.text.value)
        spans |= {position + offset: place.span for offset, place in found}
        stretches.append(_Stretch(slot, position))
        position = stretches[-1].end
    for stretch in stretches:
        inside = [citation for citation in cited if stretch.start <= citation.start < citation.end <= stretch.end]
        if inside:
            _replace(stretch, inside, spans, line, run.language.direction == "rtl")
    return True


def _is_named(slot: Slot) -> bool:
    """Whether a text is what a link or a heading calls something."""
    return any(element.tag in NOT_PROSE for element in slot.path)


def _replace(
    stretch: _Stretch, found: Iterable[Citation], spans: dict[int, Span], line: str, right_to_left: bool
) -> None:
    """Put gaps into one text. In right-to-left prose a range is kept in order by a span of its own."""
    nodes: list[Node] = []
    done = stretch.start
    for citation in found:
        between = line[done : citation.start]
        reference = Reference(
            Hole.CITATION,
            "practice",
            "",
            "",
            citation.first,
            citation.last,
            line[citation.start : citation.end],
            _span(citation.start, spans),
        )
        within = citation.joins is not None and citation.joins >= stretch.start
        joined = within and not between.strip(DASHES_AND_SPACES)
        if joined and nodes:
            dashed: list[Node] = [nodes.pop(), Text(EN_DASH), reference]
            nodes += [Element("span", {"class": "range", "dir": "ltr"}, dashed)] if right_to_left else dashed
        else:
            nodes += [Text(_held(between, citation)), reference]
        done = citation.end
    nodes.append(Text(line[done : stretch.end]))
    stretch.slot.path[-1].substitute(stretch.slot.text, nodes)


def _held(between: str, citation: Citation) -> str:
    """The words before a number, which a line break must not part from it."""
    if citation.leads and between[-1:].isspace() and between.strip():
        return between.rstrip() + NO_BREAK_SPACE
    return between


def _span(offset: int, spans: dict[int, Span]) -> Span:
    """The place of a number: its own mark, or the nearest one before it."""
    known = list(spans)
    nearest = bisect_right(known, offset) - 1
    return spans[known[max(nearest, 0)]] if known else Span("")


def hang_margins(root: Element) -> None:
    """Before every block of the text that cites practices: one MARGIN gap for each run of numbers."""
    children: list[Node] = []
    for block in root.children:
        children += [*_margins(block), block]
    root.children = children


def _margins(block: Node) -> list[Reference]:
    numbers: dict[str, dict[int, Span]] = {}
    for reference in references(block):
        catalogue, cited = _cited(reference)
        for number in cited:
            numbers.setdefault(catalogue, {}).setdefault(number, reference.span)
    return [margin for catalogue, spans in numbers.items() for margin in _runs(catalogue, spans)]


def _cited(reference: Reference) -> tuple[str, range]:
    """The catalogue and the numbers that a citation in prose, or a link to practices, is about."""
    if reference.hole is Hole.CITATION:
        return "", range(reference.first, reference.last + 1)
    practice = _practice(reference.target) if reference.kind == "practice" else None
    return (practice.catalogue, practice.numbers) if practice else ("", range(0))


@lru_cache(maxsize=1024)
def _practice(target: str) -> PracticeRef | None:
    """The texts of a site cite the same few practices again and again."""
    return parse_reference(target)


def _runs(catalogue: str, cited: dict[int, Span]) -> list[Reference]:
    """Numbers as runs of neighbours, ascending."""
    found: list[Reference] = []
    for number in sorted(cited):
        if found and found[-1].last == number - 1:
            previous = found.pop()
            found.append(Reference(Hole.MARGIN, "practice", catalogue, "", previous.first, number, "", previous.span))
        else:
            found.append(Reference(Hole.MARGIN, "practice", catalogue, "", number, number, "", cited[number]))
    return found
