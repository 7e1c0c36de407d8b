"""Markdown inside a YAML file keeps the places of the file."""

from sitegen.base.diagnostics import Span
from sitegen.load.bodies import Body, parse_body

TEXT = "See [this](event:x) and [that](evnt:y)."


def test_places_move_with_the_text() -> None:
    at_margin = parse_body(Body(TEXT, "f.yaml", "en", 7), ("en",))
    inside = parse_body(Body(TEXT, "f.yaml", "en", 7, 21), ("en",))
    assert inside.value.pieces == at_margin.value.pieces
    pairs = [
        *((one.span, other.span) for one, other in zip(at_margin.value.references, inside.value.references, strict=True)),
        *((one.span, other.span) for one, other in zip(at_margin.diagnostics, inside.diagnostics, strict=True)),
    ]
    assert len(pairs) >= 2
    for one, other in pairs:
        assert other == Span("f.yaml", 7, one.column + 20, 7, one.end_column + 20)


def test_parsing_depends_on_its_arguments_alone() -> None:
    body = Body(TEXT, "f.md", "en", 7)
    assert parse_body(body, ("en",)) == parse_body(body, ("en",))
