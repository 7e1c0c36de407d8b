"""Accepting a translation: the fingerprint of its original written into its front matter, and nothing else touched."""

import re

from sitegen.base.diagnostics import Span
from sitegen.link.translations import Entry, fingerprint
from sitegen.load.frontmatter import split
from sitegen.load.located import Mapping, Node, follow
from sitegen.load.writeups import WriteUp
from sitegen.load.yaml import parse_yaml

LINE_END = re.compile(r"(\r\n|\r|\n)")


def accepted(content: str, text: WriteUp, entry: Entry) -> str:
    """The content of a translation's file with the fingerprint of the text it was made from.

    `content` is the file as it is, line ends included. An existing fingerprint is replaced, a missing one
    is added behind `of`; every other character stays as it was.
    """
    digest = fingerprint(entry.source_of(text.language))
    lines, ends = _lines(content)
    node = _front(lines, text)
    translation = follow(node, ("translation",))[1]
    of = follow(node, ("translation", "of"))[1].span
    stated = translation.entry("fingerprint") if isinstance(translation, Mapping) else None
    if stated:
        key, old = stated
        _replace(lines, ends, old.span, f"{_glue(lines, key.span, old.span)}{digest}")
    elif _is_flow(lines, translation.span):
        behind = Span("", of.end_line, of.end_column, of.end_line, of.end_column)
        _replace(lines, ends, behind, f", fingerprint: {digest}")
    else:
        indentation = " " * (translation.span.column - 1)
        lines.insert(of.end_line, f"{indentation}fingerprint: {digest}")
        ends.insert(of.end_line - 1, ends[of.end_line - 1])
    return "".join(line + end for line, end in zip(lines, ends, strict=True))


def _lines(content: str) -> tuple[list[str], list[str]]:
    """The lines of a file and the line end of each, "" for the last."""
    parts = LINE_END.split(content)
    return parts[::2], [*parts[1::2], ""]


def _front(lines: list[str], text: WriteUp) -> Node:
    """The front matter as it stands in the file, keys without a value included."""
    halves = split("\n".join(lines).removeprefix("\ufeff"), text.path).value
    node = parse_yaml(halves.front, text.path, halves.front_line).value if halves else None
    return node or text.front.node


def _is_flow(lines: list[str], span: Span) -> bool:
    """Whether the mapping is written in braces."""
    return lines[span.line - 1][span.column - 1 : span.column] == "{"


def _glue(lines: list[str], key: Span, value: Span) -> str:
    """What must stand between a key and a new value that the empty or old value did not need."""
    if (key.end_line, key.end_column) == (value.line, value.column):
        return ": "
    return " " if lines[value.line - 1][: value.column - 1].endswith(":") else ""


def _replace(lines: list[str], ends: list[str], span: Span, value: str) -> None:
    """Put a value where another was; one that went on over several lines leaves none of them behind."""
    rest = lines[span.end_line - 1][span.end_column - 1 :]
    lines[span.line - 1] = lines[span.line - 1][: span.column - 1] + value + rest
    del lines[span.line : span.end_line], ends[span.line : span.end_line]
