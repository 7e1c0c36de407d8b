"""Texts for the tests of Markdown: parsed, and shown in one line a test can compare."""

from sitegen.base.diagnostics import Checked, Span
from sitegen.load.document import Document, Hole, Reference
from sitegen.load.markdown import parse_markdown

PATH = "content/events/2020-07-response/index.en.md"
LANGUAGES = ("en", "fr", "ar")


def parsed(body: str, language: str = "en") -> Checked[Document]:
    """A body as it would be read on a site in English, French and Arabic."""
    return parse_markdown(body, PATH, language, LANGUAGES)


def shown(body: str, language: str = "en") -> str:
    """The HTML of a body with its gaps in braces: {link event x: text}, {citation 18-19: 19}, {margin rome 17}."""
    document = parsed(body, language).value
    gaps = [*map(_gap, document.references), ""]
    return "".join(piece + gap for piece, gap in zip(document.pieces, gaps, strict=True))


def _gap(reference: Reference) -> str:
    anchor = f"#{reference.anchor}" if reference.anchor else ""
    numbers = f"{reference.first}-{reference.last}" if reference.last > reference.first else f"{reference.first or ''}"
    match reference.hole:
        case Hole.CITATION:
            return f"{{citation {numbers}: {reference.text}}}"
        case Hole.MARGIN:
            return f"{{margin {reference.target or '?'} {numbers}}}"
        case Hole.LINK:
            return f"{{link {reference.kind or 'here'} {reference.target}{anchor}: {reference.text}}}"
        case Hole.IMAGE:
            return f"{{image {reference.target}:{reference.text}}}"
        case _:
            return f"{{{reference.hole} {reference.target}{anchor}}}"


def codes(body: str, language: str = "en") -> list[str]:
    """The problems found in a body, each as "line:column code"."""
    return [f"{found.span.line}:{found.span.column} {found.code}" for found in parsed(body, language).diagnostics]


def marked(body: str, span: Span) -> str:
    """What of a body's text a span covers."""
    lines = body.split("\n")
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1:span.end_column - 1]
    return "\n".join([lines[span.line - 1][span.column - 1:], *lines[span.line:span.end_line - 1],
                      lines[span.end_line - 1][:span.end_column - 1]])
