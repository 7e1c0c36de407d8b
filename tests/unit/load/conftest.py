"""Diagnostics as lines that a table can hold."""

from collections.abc import Callable, Iterable

import pytest

from sitegen.base.diagnostics import Diagnostic

Shown = Callable[[Iterable[Diagnostic]], list[str]]


@pytest.fixture
def shown() -> Shown:
    """Diagnostics as `line:column code: message (hint)`, in the order of their places."""

    def lines(diagnostics: Iterable[Diagnostic]) -> list[str]:
        in_order = sorted(diagnostics, key=lambda found: (found.span, found.code, found.facts))
        return [line(found) for found in in_order]

    return lines


def line(found: Diagnostic) -> str:
    hint = f" ({found.hint})" if found.hint else ""
    return f"{found.span.line}:{found.span.column} {found.code}: {found.message}{hint}"
