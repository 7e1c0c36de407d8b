"""Depth: what is nested beyond any meaning is found before Markdown loses itself in it."""

import re

LINE_START = re.compile(r"^[ \t>]*>", re.MULTILINE)
STEP = re.compile(r"\n[ \t>]*(?=\n)|\\.|[\[\]<>]")
QUOTATIONS = 20
BRACKETS = 50
TAGS = 200


def too_deep(body: str) -> tuple[int, str] | None:
    """Where quotations or brackets in a Markdown text lie inside each other too many times, and an excerpt of it."""
    for match in LINE_START.finditer(body) if body.count(">") > QUOTATIONS else ():
        if match[0].count(">") > QUOTATIONS:
            return match.start(), ">" * 3 + "…"
    return _brackets(body) if body.count("[") > BRACKETS or body.count("<") > TAGS else None


def _brackets(body: str) -> tuple[int, str] | None:
    """Brackets are counted within a paragraph, whether they are closed or not."""
    square = angle = 0
    for match in STEP.finditer(body):
        mark = match[0]
        if mark.startswith("\n"):
            square = angle = 0
        square = max(0, square + (mark == "[") - (mark == "]"))
        angle = max(0, angle + (mark == "<") - (mark == ">"))
        if square > BRACKETS or angle > TAGS:
            return match.start(), f"{mark * 3}…"
    return None
