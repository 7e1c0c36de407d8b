"""content/catalogues/<id>.yaml -> a memorandum with its practices."""

from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly

from msgspec import Struct

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Related, Span, has_errors
from sitegen.base.files import SourceFile
from sitegen.base.remarks import Remark
from sitegen.load.bodies import Body
from sitegen.load.config import judge_languages
from sitegen.load.decode import decode
from sitegen.load.document import Document
from sitegen.load.foreign_marks import judge_words
from sitegen.load.located import Located
from sitegen.load.text import decode_text
from sitegen.load.yaml import parse_yaml
from sitegen.model.catalogue import Catalogue

TextKey = tuple[int, str]


class LoadedCatalogue(Struct, frozen=True):
    """A catalogue and the texts of its practices by number and language."""

    id: str
    catalogue: Located[Catalogue]
    texts: ReadOnly[TextKey, Document]


class OpenedCatalogue(Struct, frozen=True):
    """A catalogue whose practices' texts are still Markdown. `catalogue` is None when it has mistakes."""

    id: str
    catalogue: Located[Catalogue] | None
    bodies: tuple[tuple[TextKey, Body], ...] = ()


def open_catalogue(id: str, file: SourceFile, languages: tuple[str, ...]) -> Checked[OpenedCatalogue]:
    """The catalogue of one file, with all that is wrong in it but for its Markdown."""
    findings = Findings()
    text = findings.take(decode_text(file))
    node = None if text is None else findings.take(parse_yaml(text, file.path))
    if text is None or node is None:
        if not findings.found:
            findings.note(problems.NOT_A_MAPPING, Span(file.path, 1, 1, 1, 1), example=f"id: {id}")
        return Checked(OpenedCatalogue(id, None), tuple(findings))
    findings.found.extend(judge_words(node, text))
    catalogue = findings.take(decode(Catalogue, node))
    if catalogue is None or has_errors(findings):
        return Checked(OpenedCatalogue(id, None), tuple(findings))
    _judge_id(catalogue, id, findings)
    _judge_numbers(catalogue, findings)
    _judge_total(catalogue, findings)
    _judge_sections(catalogue, findings)
    _judge_words(catalogue, languages, findings)
    bodies = tuple(_bodies(catalogue, text.split("\n"), languages))
    return Checked(OpenedCatalogue(id, catalogue, bodies), tuple(findings))


def _judge_id(catalogue: Located[Catalogue], named: str, findings: Findings) -> None:
    if catalogue.value.id != named:
        findings.note(problems.CATALOGUE_ID, catalogue.span("id"), stated=catalogue.value.id, named=named)


def _judge_numbers(catalogue: Located[Catalogue], findings: Findings) -> None:
    seen: dict[int, Span] = {}
    for index, practice in enumerate(catalogue.value.practices):
        number, span = practice.number, catalogue.span("practices", index, "number")
        if number in seen:
            first = Related(seen[number], Remark("first described here"))
            findings.note(problems.DUPLICATE_NUMBER, span, first, number=number)
        seen.setdefault(number, span)


def _judge_total(catalogue: Located[Catalogue], findings: Findings) -> None:
    """One number beyond the total is a wrong number; where several are, the total is more likely the mistake."""
    whole, total = catalogue.value, catalogue.value.total
    if total is None:
        return
    parts = [(part.practices[1], index) for index, part in enumerate(whole.sections) if part.practices]
    numbers = [(one.number, catalogue.span("practices", index, "number")) for index, one in enumerate(whole.practices)]
    numbers += [(last, catalogue.span("sections", index, "practices")) for last, index in parts]
    beyond = sorted(pair for pair in numbers if pair[0] > total)
    if not beyond:
        return
    number, place = beyond[-1]
    stated = catalogue.span("total")
    if len(beyond) == 1:
        limit = Related(stated, Remark("the total"))
        findings.note(problems.NUMBER_BEYOND_TOTAL, place, limit, number=number, total=total)
    else:
        highest = Related(place, Remark("the highest number"))
        findings.note(problems.NUMBER_BEYOND_TOTAL, stated, highest, number=number, total=total)


def _judge_sections(catalogue: Located[Catalogue], findings: Findings) -> None:
    sections = catalogue.value.sections
    for index, section in enumerate(sections):
        span = catalogue.span("sections", index, "practices")
        for earlier_index, earlier in enumerate(sections[:index]):
            shared = sorted(set(section.numbers) & set(earlier.numbers))
            if shared:
                label = Remark("the numbers of {section}", section=earlier.id)
                other = Related(catalogue.span("sections", earlier_index, "practices"), label)
                facts = {"first": earlier.id, "second": section.id, "number": shared[0]}
                findings.note(problems.SECTION_OVERLAP, span, other, **facts)
            if earlier.id == section.id:
                other = Related(catalogue.span("sections", earlier_index, "id"), Remark("the other one"))
                place = catalogue.span("sections", index, "id")
                findings.note(problems.DUPLICATE_SECTION, place, other, section=section.id)


def _judge_words(catalogue: Located[Catalogue], languages: tuple[str, ...], findings: Findings) -> None:
    value = catalogue.value
    places: list[tuple[tuple[str | int, ...], ReadOnly[str, object]]] = [
        (("title",), value.title),
        (("short_title",), value.short_title),
        (("aliases",), value.aliases),
        (("summary",), value.summary),
    ]
    places += [(("sections", index, "title"), section.title) for index, section in enumerate(value.sections)]
    for index, practice in enumerate(value.practices):
        places += [(("practices", index, "title"), practice.title), (("practices", index, "text"), practice.text)]
    for keys, words in places:
        judge_languages(catalogue, keys, words, languages, findings)


def _bodies(
    catalogue: Located[Catalogue], lines: list[str], languages: tuple[str, ...]
) -> Iterator[tuple[TextKey, Body]]:
    for index, practice in enumerate(catalogue.value.practices):
        for language, text in practice.text.items():
            if language in languages:
                line, column = _beginning(catalogue.span("practices", index, "text", language), lines)
                yield (practice.number, language), Body(text, catalogue.node.span.path, language, line, column)


def _beginning(span: Span, lines: list[str]) -> tuple[int, int]:
    """Line and column at which the words of a scalar begin: inside its quotes, or below its | or >."""
    start = lines[span.line - 1][span.column - 1 :]
    if start[:1] in {"|", ">"}:
        below = lines[span.line] if span.line < len(lines) else ""
        return span.line + 1, len(below) - len(below.lstrip()) + 1
    return span.line, span.column + (start[:1] in {'"', "'"})
