"""Templates: which parse, what each is made of, which words they show."""

from collections.abc import Callable, Iterable

from sitegen.base.diagnostics import Diagnostic
from sitegen.base.files import SourceFile
from sitegen.load.theme import Theme, load_theme

Shown = Callable[[Iterable[Diagnostic]], list[str]]


def theme(**templates: str) -> tuple[Theme, tuple[Diagnostic, ...]]:
    files = [SourceFile(f"templates/{name}.html", text.encode()) for name, text in templates.items()]
    checked = load_theme(files)
    return checked.value, checked.diagnostics


def test_closures() -> None:
    loaded, diagnostics = theme(
        base="{% block x %}{% endblock %}{% include 'foot.html' %}",
        foot="{% import 'macros.html' as macros %}",
        macros="{% macro a() %}{% endmacro %}",
        page="{% extends 'base.html' %}",
        alone="x",
        computed="{% include view.part %}",
        maybe="{% include ['none.html', 'alone.html'] %}{% include 'none.html' ignore missing %}",
        round="{% include 'again.html' %}",
        again="{% include 'round.html' %}",
    )
    assert not diagnostics
    assert loaded.closures["page.html"] == {"page.html", "base.html", "foot.html", "macros.html"}
    assert loaded.closures["alone.html"] == {"alone.html"}
    assert loaded.closures["computed.html"] == set(loaded.templates)
    assert loaded.closures["maybe.html"] == {"maybe.html", "alone.html"}
    assert loaded.closures["round.html"] == {"round.html", "again.html"}


def test_mistakes(shown: Shown) -> None:
    _, diagnostics = theme(
        base="x",
        page="\n{% extends 'bas.html' %}",
        broken="a\n{% if x %}\n{% endfor %}",
        bad="{{ a b }}",
    )
    found = shown(diagnostics)
    assert "2:1 template/missing: there is no template bas.html (did you mean base.html?)" in found
    assert [line.partition(" ")[2].partition(":")[0] for line in found].count("template/syntax") == 2
    assert {line.partition(" ")[0] for line in found} == {"1:1", "2:1", "3:1"}


def test_wordings() -> None:
    loaded, _ = theme(
        page="{{ _('Home') }}\n{% trans count=n %}{{ count }} day{% pluralize %}{{ count }} days{% endtrans %}"
        "\n{% trans %}100%{% endtrans %}{{ pgettext('month', 'May') }}{{ _(view.title) }}"
    )
    assert [(word.message, word.plural, word.context, word.span.line) for word in loaded.wordings] == [
        ("Home", "", "", 1),
        ("%(count)s day", "%(count)s days", "", 2),
        ("100%%", "", "", 3),
        ("May", "", "month", 3),
    ]


def test_backups_are_no_templates() -> None:
    checked = load_theme([SourceFile("templates/.page.html.swp", b"\x00"), SourceFile("templates/page.html~", b"{%")])
    assert not checked.diagnostics
    assert not checked.value.templates
