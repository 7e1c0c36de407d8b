"""Our code for templates says what Jinja2's own says, and leaves to Jinja2 what it cannot do."""

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup
from msgspec import field
from msgspec.structs import replace

from sitegen.disk.tree import read_project
from sitegen.link.site import Site
from sitegen.pipeline import connect
from sitegen.render import artifacts
from sitegen.render.artifacts import render
from sitegen.render.engine import Engine, engine
from sitegen.render.jobs import jobs
from sitegen.render.machines import furnished
from sitegen.render.makers import VIEWS
from sitegen.render.views.numerals import Numeral
from sitegen.render.views.words import Link, View, Words
from tests.projects import CONFIG, ROOT, files

TEMPLATES = {
    "parts.html": """\
{% macro two(first, second=2) %}<b>{{ first }}</b>{{ second }}{% endmacro %}
{% macro framed() %}[{{ caller() }}]{% endmacro %}
{% macro rest() %}{{ varargs|join("+") }}{{ kwargs|length }}{% endmacro %}
{% macro of(given, level=1) %}{{ given.number }}{{ level }}{% endmacro %}
""",
    "escaping.html": """{{ view.text }} {{ view.html }} {{ 1.5 }} {{ none }} {{ "<" ~ view.html }} {{ ("<"|e) ~ view.text }}""",
    "macros.html": """\
{% import "parts.html" as parts %}{% from "parts.html" import two %}\
{{ two("a&b") }}{{ two(view.html, second=view.text) }}{{ two(second="x", first=1) }}{{ two(True) }}{{ two(1) }}{{ two("1") }}\
{% call parts.framed() %}<i>{{ view.text }}</i>{% endcall %}{{ parts.rest(1, 2, a=3) }}\
{{ parts.of(view.numeral) }}{{ parts.of(view.numeral, true) }}{{ parts.of(view.numeral, 1) }}{{ parts.of(view.numeral, level=2) }}""",
    "own.html": """\
{% macro say(word) %}{{ word }}{{ tail }}{{ view.text }}{% endmacro %}\
{% set tail = "1" %}{{ say("a") }}{% for n in range(3) %}{{ say("a") }}{{ loop.index }}{{ loop.last }}{% endfor %}""",
    "words.html": """\
{{ _("Events") }}|{{ _("100 %%") }}|{{ _("%(first)s, %(second)s", first=view.text, second=view.html) }}|\
{{ ngettext("%(num)s day", "%(num)s days", 1) }}|{{ ngettext("%(num)s day", "%(num)s days", 1234, num=1234|number) }}|\
{{ _("%(n)d of %(m)r", n=3, m="<") }}|{{ pgettext("a", "Events") }}|{{ _(view.text) }}|{% for _ in range(2) %}{{ _ }}{% endfor %}|\
{{ {"a": _("Events"), "b": ngettext("Region", "Regions", 2)}[view.key] }}|{% trans n=view.text %}So {{ n }}{% endtrans %}""",
    "data.html": """{{ view.params.colour }} {{ view.params["size"] }} {{ view.params.absent is defined }} {{ view.params.get("a", "b") }}""",
    "base.html": """<{% block title %}base{% endblock %}>{{ self.title()|trim }}{% block end %}{% endblock %}""",
    "child.html": """{% extends "base.html" %}{% block title %}{{ super() }} {{ view.text }}{% endblock %}""",
    "verbatim.html": """{% autoescape false %}{{ view.text }}{% endautoescape %}{{ view.text }}""",
    "plain.txt": """{{ view.text }} {{ _("Events") }}""",
    "included.html": """{% include "plain.txt" %}{% include "absent.html" ignore missing %}{{ view.text[2:] }}""",
}


class Seen(View, frozen=True):
    text: str = "a < b"
    html: Markup = Markup("<em>c</em>")
    key: str = "a"
    numeral: Numeral = Numeral("17", "/17/", Words(Markup(""), ""))
    link: Link = Link(Words(Markup("x"), "x"))
    params: dict[str, object] = field(default_factory=lambda: {"colour": "red & blue", "size": 3})


@pytest.fixture(scope="module")
def site() -> Site:
    texts = {"config.yaml": CONFIG} | {f"templates/{name}": text for name, text in TEMPLATES.items()}
    found = connect(files(texts)).value
    assert found
    return found


def patient_only(given: Engine) -> Engine:
    """An engine that leaves everything to Jinja2."""
    given.environment.get_template = None  # type: ignore[assignment, method-assign]
    return given


@pytest.mark.parametrize("name", sorted(set(TEMPLATES) - {"parts.html"}))
def test_pages_are_those_of_jinja(site: Site, name: str) -> None:
    for language in site.languages:
        quick = engine(site, language)
        expected = patient_only(engine(site, language)).render(name, Seen())
        assert quick.render(name, Seen()) == expected
        assert quick.render(name, Seen()) == expected, "the second time"


def test_what_a_view_lacks_is_an_error_of_jinja(site: Site) -> None:
    with pytest.raises(UndefinedError, match="has no attribute 'text'"):
        engine(site, "en").render("escaping.html", Seen().link)


def test_no_template_of_this_project_needs_jinja() -> None:
    """It would be right all the same, and several times slower."""
    site = connect(read_project(ROOT).value).value
    assert site

    engines = {language: engine(site, language) for language in site.languages}
    for job in jobs(site):
        if job.template:
            view = furnished(site, job.subject, job.language, VIEWS[job.view](site, job))
            assert engines[job.language].quick(job.template, view)


def test_what_macros_remember_of_one_site_goes_with_it() -> None:
    """A preview makes one site after the other with the same engines."""
    first = connect(read_project(ROOT).value).value
    assert first
    job = next(one for one in jobs(first) if one.template == "events.html")
    pages, held = [], []
    for site in (first, replace(first)):
        pages.append(render(job, site).value)
        memories = artifacts._engines(site)[job.language].environment.memories
        held.append(sum(map(len, memories)))
    assert pages[0] == pages[1]
    assert held[0] == held[1] > 0
