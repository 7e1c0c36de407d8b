"""A body: Markdown with its place in a file, the piece of work that is worth remembering and spreading."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from sitegen.base.diagnostics import Checked, Diagnostic, Related, Span
from sitegen.base.digests import digest
from sitegen.load.document import Document
from sitegen.load.markdown import parse_markdown


class Body(Struct, frozen=True):
    """A Markdown text, its language, and where in its file it begins.

    `first_column` is 1 in a write-up; a text inside a YAML file begins further right.
    """

    text: str
    path: str
    language: str
    first_line: int = 1
    first_column: int = 1

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that tells one body from another."""
        return digest([self.text.encode()]), self.path, self.language, f"{self.first_line}:{self.first_column}"


def parse_body(body: Body, languages: tuple[str, ...]) -> Checked[Document]:
    """The document of a body. `languages` are those of the site. Depends on its arguments alone."""
    parsed = parse_markdown(body.text, body.path, body.language, languages, body.first_line)
    if body.first_column == 1:
        return parsed
    moved = _mover(body.first_column - 1)
    references = tuple(replace(reference, span=moved(reference.span)) for reference in parsed.value.references)
    diagnostics = tuple(_moved(diagnostic, moved) for diagnostic in parsed.diagnostics)
    return Checked(replace(parsed.value, references=references), diagnostics)


def _mover(columns: int) -> Callable[[Span], Span]:
    def moved(span: Span) -> Span:
        if not span.column:
            return span
        return replace(span, column=span.column + columns, end_column=span.end_column + columns)

    return moved


def _moved(diagnostic: Diagnostic, moved: Callable[[Span], Span]) -> Diagnostic:
    related = tuple(Related(moved(other.span), other.label) for other in diagnostic.related)
    return replace(diagnostic, span=moved(diagnostic.span), related=related)
