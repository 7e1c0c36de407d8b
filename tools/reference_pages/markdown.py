"""Markdown as the references need it: code, links to headings, tables."""

import re
from collections.abc import Iterable, Sequence

GENERATED = "<!-- Made by tools/reference.py. Change what it is made from, then run it again. -->"


def code(text: str) -> str:
    """Inline code that survives in a table cell."""
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}".replace("|", r"\|")


def anchor(heading: str) -> str:
    """The anchor that GitHub and most other readers of Markdown give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def linked(text: str, heading: str) -> str:
    """A link to a heading of the same page."""
    return f"[{text}](#{anchor(heading)})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table; what would break a cell is escaped."""
    lines = [head, ["---"] * len(head), *([_cell(cell) for cell in row] for row in rows)]
    return [f"| {' | '.join(line)} |" for line in lines]


def _cell(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split()))


def fenced(text: str, language: str = "") -> list[str]:
    """A block of code."""
    longest = max((len(found) for found in re.findall(r"^`+", text, re.MULTILINE)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{language}", text.rstrip("\n"), fence]


def page(*blocks: Iterable[str]) -> str:
    """Blocks of lines with an empty line between each two."""
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
