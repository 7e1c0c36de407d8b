"""Accepting a translation: the fingerprint of its original written into its front matter, and nothing else touched."""

from sitegen.base.diagnostics import Span
from sitegen.link.translations import Entry, fingerprint
from sitegen.load.located import Mapping, follow
from sitegen.load.writeups import WriteUp


def accepted(content: str, text: WriteUp, entry: Entry) -> str:
    """The content of a translation's file with the fingerprint of the text it was made from.

    `content` is the file as it is, line ends included. An existing fingerprint is replaced, a missing one
    is added behind `of`; every other character stays as it was.
    """
    digest = fingerprint(entry.source_of(text.language))
    node = text.front.node
    translation = follow(node, ("translation",))[1]
    if isinstance(translation, Mapping) and translation.entry("fingerprint"):
        return _replaced(content, follow(node, ("translation", "fingerprint"))[1].span, digest)
    place = follow(node, ("translation", "of"))[1].span
    lines = content.split("\n")
    line = lines[place.end_line - 1]
    if _is_flow(lines, translation.span):
        before, after = line[: place.end_column - 1], line[place.end_column - 1 :]
        lines[place.end_line - 1] = f"{before}, fingerprint: {digest}{after}"
        return "\n".join(lines)
    key = follow(node, ("translation", "of"))[0]
    ending = "\r" if line.endswith("\r") else ""
    lines.insert(place.end_line, f"{line[: key.column - 1]}fingerprint: {digest}{ending}")
    return "\n".join(lines)


def _is_flow(lines: list[str], span: Span) -> bool:
    """Whether the mapping is written in braces."""
    return lines[span.line - 1][span.column - 1 : span.column] == "{"


def _replaced(content: str, span: Span, value: str) -> str:
    lines = content.split("\n")
    line = lines[span.line - 1]
    lines[span.line - 1] = line[: span.column - 1] + value + line[span.end_column - 1 :]
    return "\n".join(lines)
