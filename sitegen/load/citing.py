"""Citations become gaps where they stand, and numerals in the margin of their block."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.base.diagnostics import Span
from sitegen.load.citations import Citation, citations
from sitegen.load.document import Hole, Reference
from sitegen.load.nodes import Element, Node, Text, references
from sitegen.load.passages import VERBATIM
from sitegen.load.places import MARK, decode, strip
from sitegen.load.prose import Run, Slot, prose
from sitegen.load.setting import Setting
from sitegen.model.catalogue import parse_reference

NOT_PROSE = VERBATIM | {"a", "h1", "h2", "h3", "h4", "h5", "h6"}
APART = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: no citation reaches across it
NO_BREAK_SPACE = "\u00a0"
EN_DASH = "–"
DASHES_AND_SPACES = " \n\u00a0\u202f-\u2010\u2011\u2012–—−"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One text of a run: where it begins in the line."""

    slot: Slot
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.slot.text.value)


def cite(root: Element, setting: Setting) -> None:
    """Replace the numbers of citations in running prose by gaps."""
    for run in prose(root, setting.language, NOT_PROSE):
        _cite_run(run, setting)


def _cite_run(run: Run, setting: Setting) -> None:
    spans: dict[int, Span] = {}
    stretches: list[_Stretch] = []
    position = 0
    for slot in run.slots:
        if slot is None:
            position += len(APART)
            continue
        spans |= {position + offset: span for offset, span in _unmark(slot, setting)}
        stretches.append(_Stretch(slot, position))
        position = stretches[-1].end
    line = run.line(APART)
    found = citations(line, run.language.tag)
    for stretch in stretches:
        inside = [citation for citation in found if stretch.start <= citation.start < citation.end <= stretch.end]
        if inside:
            _replace(stretch, inside, spans, line, run.language.direction == "rtl")


def _unmark(slot: Slot, setting: Setting) -> list[tuple[int, Span]]:
    """Take the marks out of a text; where each of them pointed."""
    marked = slot.text.value
    found: list[tuple[int, Span]] = []
    plain: list[str] = []
    done = length = 0
    for match in MARK.finditer(marked):
        plain.append(strip(marked[done : match.start()]))
        length += len(plain[-1])
        done = match.end()
        index = decode(match)
        if index < len(setting.places.places):
            found.append((length, setting.places.places[index].span))
    plain.append(strip(marked[done:]))
    slot.text.value = "".join(plain)
    return found


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
    practice = parse_reference(reference.target) if reference.kind == "practice" else None
    return (practice.catalogue, practice.numbers) if practice else ("", range(0))


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
