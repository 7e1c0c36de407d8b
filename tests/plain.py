"""Small projects with a theme of their own: pages without design that say what their views hold.

A test that is about pages and not about this project's look builds with these templates, so that a change of
the look does not touch it.
"""

from collections.abc import Mapping

from sitegen.base.diagnostics import Diagnostic
from sitegen.base.files import Artifact, SourceFile
from sitegen.checks.finished import finished
from sitegen.checks.whole import check
from sitegen.l10n.phrases import phrases_of
from sitegen.link.site import Site
from sitegen.model.configuration import Feature
from sitegen.model.options import Options
from sitegen.pipeline import build, connect
from tests.projects import CONFIG, sections, unescaped

PAGE = """\
<!doctype html>
{% macro code(given) %}{{ "\\u2066%s\\u2069"|format(given) if view.frame.direction == "rtl" else given }}{% endmacro %}{% macro words(given) %}{{ given | words }}{% endmacro %}
{% macro link(given) %}{% if given.address %}<a href="{{ given.address }}">{{ given.words | words }}</a>{% else %}{{ given.words | words }}{% endif %}{% endmacro %}
{% macro row(given) %}<li class="row">{{ link(given.title) }}{% if given.dates %} {{ given.dates.line }}{% endif %}
{% for one in given.numerals %} <a class="numeral" href="{{ one.address }}">{{ one.number }}</a>{% endfor %}</li>{% endmacro %}
<html lang="{{ view.frame.language }}" dir="{{ view.frame.direction }}">
<head>
<title>{% block title %}{% endblock %}</title>
<meta name="description" content="{{ view.description | default(view.frame.site_name, true) }}">
{% if view.frame.canonical %}
<link rel="canonical" href="{{ view.frame.canonical }}">
{% endif %}
{% for one in view.frame.alternates %}
<link rel="alternate" hreflang="{{ one.language }}" href="{{ one.address }}">
{% endfor %}
{% for title, address in view.frame.feeds %}
<link rel="alternate" type="application/atom+xml" title="{{ title }}" href="{{ address }}">
{% endfor %}
</head>
<body>
<nav>{% for one in view.frame.navigation %}{{ link(one) }} {% endfor %}</nav>
<nav class="crumbs">{% for one in view.frame.crumbs %}{{ link(one) }} {% endfor %}</nav>
<nav class="tongues">{% for one in view.frame.tongues %}<a href="{{ one.address }}" hreflang="{{ one.language }}" lang="{{ one.language }}" dir="{{ one.direction }}">{{ one.autonym }}</a>{{ code(" missing") if one.missing }} {% endfor %}</nav>
<main>{% block main %}{% endblock %}</main>
<footer>{% for one in view.frame.pages %}{{ link(one) }} {% endfor %}</footer>
</body>
</html>
"""

ENTRY = """\
{% extends "page.html.j2" %}
{% block title %}{{ view.title.text }}{% endblock %}
{% block main %}
<h1>{{ words(view.title) }}</h1>
<p class="state" dir="ltr">{{ view.state }}</p>
{% if view.notice %}<p class="notice {{ view.notice.kind }}">{{ code(view.notice.language) }} {{ link(view.notice.original) }}{% for one in view.notice.sections %} {{ link(one) }}{% endfor %}</p>{% endif %}
{% if view.dates %}<p class="dates">{{ view.dates.line }}</p>{% endif %}
{% if view.initiative %}<p class="initiative">{{ link(view.initiative) }}</p>{% endif %}
{% for group in view.practices %}<p class="practices">{{ link(group.catalogue) }}{% for one in group.numerals %} <a class="numeral" href="{{ one.address }}">{{ one.number }}</a>{% endfor %}</p>{% endfor %}
{% for one in view.facts %}<p class="fact {{ one.name }}">{{ one.html }}</p>{% endfor %}
{% if view.picture %}<img src="{{ view.picture.address }}" alt="{{ view.picture.alt.text }}">{% endif %}
<div lang="{{ view.text.language }}" dir="{{ view.text.direction }}">{{ view.text.html }}</div>
{% for one in view.downloads %}<p class="download">{% if one.address %}<a href="{{ one.address }}">{{ words(one.title) }}</a>{% endif %} {{ one.size }}</p>{% endfor %}
{% for one in view.versions %}<p class="version">{{ code(one.language ~ " " ~ one.state) }}{% if one.address %} <a href="{{ one.address }}" lang="{{ one.language }}" dir="{{ one.direction }}">{{ one.title }}</a>{% endif %}</p>{% endfor %}
{% for year in view.years %}<ul class="year">{% for one in year.rows %}{{ row(one) }}{% endfor %}</ul>{% endfor %}
<ul class="others">{% for one in view.others %}{{ row(one) }}{% endfor %}</ul>
<ul class="related">{% for one in view.related %}{{ row(one) }}{% endfor %}</ul>
{% if view.previous %}<p class="previous">{{ link(view.previous) }}</p>{% endif %}
{% if view.next %}<p class="next">{{ link(view.next) }}</p>{% endif %}
{% endblock %}
"""

HOME = """\
{% extends "page.html.j2" %}
{% block title %}{{ view.line.text }}{% endblock %}
{% block main %}
{% for one in view.newest + view.projects + view.publications %}<ul>{{ row(one) }}</ul>{% endfor %}
{% for one in view.initiatives + view.places %}<p>{{ link(one) }} {{ one.count }}</p>{% endfor %}
<p class="online">{{ view.online }}</p>
{% endblock %}
"""

EVENTS = """\
{% extends "page.html.j2" %}
{% block title %}{{ view.year }} {{ view.page }} {{ view.total | number }}{% endblock %}
{% block main %}
{% for year in view.years %}<h2>{% if year.address %}<a href="{{ year.address }}">{{ year.year }}</a>{% else %}{{ year.year or "–" }}{% endif %}</h2><ul>{% for one in year.rows %}{{ row(one) }}{% endfor %}</ul>{% endfor %}
{% for group in view.facets %}<p class="facet {{ group.name }}">{% for one in group.links %}{{ link(one) }} {{ one.count }} {% endfor %}</p>{% endfor %}
<p class="pages">{% for one in view.pages %}{{ link(one) }} {% endfor %}</p>
{% endblock %}
"""

SECTION = """\
{% extends "page.html.j2" %}
{% block title %}{{ code(view.name) }} {{ view.total | number }}{% endblock %}
{% block main %}
<ul>{% for one in view.rows %}{{ row(one) }}{% endfor %}</ul>
{% for one in view.catalogues %}<p>{{ link(one.title) }} {{ one.year }} {{ one.ruler.texts }}/{{ one.ruler.total }}</p>{% endfor %}
{% for one in view.links %}<p>{{ link(one) }} {{ one.count }}</p>{% endfor %}
{% endblock %}
"""

CATALOGUE = """\
{% extends "page.html.j2" %}
{% block title %}{{ view.title.text }}{% endblock %}
{% block main %}
{% for section in view.sections %}<p class="section">{{ section.numbers }}{% for run in section.runs %}{% for one in run.numerals %} <a class="{{ "gap" if run.gap else "numeral" }}" href="{{ one.address }}">{{ one.number }}</a>{% endfor %}{% endfor %}</p>{% endfor %}
<ul class="whole">{% for one in view.whole %}{{ row(one) }}{% endfor %}</ul>
{% for one in view.initiatives %}<p>{{ link(one) }}</p>{% endfor %}
{% endblock %}
"""

PRACTICE = """\
{% extends "page.html.j2" %}
{% block title %}{{ view.number }} {{ view.title.text }}{% endblock %}
{% block main %}
<p>{{ link(view.catalogue) }} {{ code("gap") if view.gap }}</p>
{% if view.text %}<div lang="{{ view.text.language }}" dir="{{ view.text.direction }}">{{ view.text.html }}</div>{% endif %}
{% for year in view.years %}<ul class="citing">{% for one in year.rows %}{{ row(one) }}{% endfor %}</ul>{% endfor %}
<ul class="citing">{% for one in view.publications + view.others %}{{ row(one) }}{% endfor %}</ul>
{% for one in [view.previous, view.next] if one %}<a href="{{ one.address }}">{{ one.number }}</a>{% endfor %}
{% endblock %}
"""

PARTY = """\
{% extends "page.html.j2" %}
{% block title %}{{ view.name.text }}{% endblock %}
{% block main %}
{% for part in view.parts %}<ul class="{{ part.role }}">{% for one in part.rows %}{{ row(one) }}{% endfor %}</ul>{% endfor %}
{% endblock %}
"""

LANGUAGES = """\
<!doctype html>
<html lang="{{ view.greetings[0].language }}" dir="{{ view.greetings[0].direction }}">
<head>
<title>{{ view.greetings[0].title }}</title>
<meta name="description" content="{{ view.greetings[0].autonym }}">
<link rel="canonical" href="{{ view.canonical }}">
{% for one in view.alternates %}
<link rel="alternate" hreflang="{{ one.language }}" href="{{ one.address }}">
{% endfor %}
</head>
<body>{% for one in view.greetings %}<a href="{{ one.address }}" lang="{{ one.language }}" dir="{{ one.direction }}">{{ one.autonym }}</a> {% endfor %}</body>
</html>
"""

REDIRECT = """\
<!doctype html>
<html lang="{{ view.language }}" dir="{{ view.direction }}">
<head>
<title>{{ view.canonical }}</title>
<meta http-equiv="refresh" content="0; url={{ view.address }}">
<link rel="canonical" href="{{ view.canonical }}">
</head>
<body><a href="{{ view.address }}">{{ view.canonical }}</a></body>
</html>
"""

FEED = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{{ view.language }}">
<id>{{ view.id }}</id>
<title>{{ view.title }}</title>
{% if view.subtitle %}
<subtitle>{{ view.subtitle }}</subtitle>
{% endif %}
<updated>{{ view.updated }}</updated>
<author><name>{{ view.author }}</name></author>
<link rel="self" href="{{ view.address }}"/>
<link rel="alternate" href="{{ view.home }}"/>
{% for one in view.entries %}
<entry>
<id>{{ one.id }}</id>
<title>{{ one.title }}</title>
<updated>{{ one.updated }}</updated>
<link rel="alternate" href="{{ one.address }}"/>
<summary>{{ one.summary }}</summary>
</entry>
{% endfor %}
</feed>
"""

SITEMAP = """\
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
{% for one in view.entries %}
<url><loc>{{ one.address }}</loc>{% for other in one.alternates %}<xhtml:link rel="alternate" hreflang="{{ other.language }}" href="{{ other.address }}"/>{% endfor %}</url>
{% endfor %}
</urlset>
"""

SITEMAP_INDEX = """\
<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{% for one in view.entries %}
<sitemap><loc>{{ one.address }}</loc></sitemap>
{% endfor %}
</sitemapindex>
"""

DATA = """\
{% extends "page.html.j2" %}
{% block title %}{{ view.frame.site_name }}{% endblock %}
{% block main %}{% for file in view.files %}<a href="{{ file.json }}">{{ file.title }}</a> <a href="{{ file.csv }}">{{ file.count }}</a>{% endfor %}{% endblock %}
"""

TEMPLATES = {
    "page.html.j2": PAGE,
    **{f"{kind}.html": ENTRY for kind in ("event", "project", "publication", "initiative", "page")},
    "home.html": HOME,
    "events.html": EVENTS,
    "section.html": SECTION,
    "catalogue.html": CATALOGUE,
    "practice.html": PRACTICE,
    "party.html": PARTY,
    "data.html": DATA,
    "404.html": '{% extends "page.html.j2" %}{% block title %}404{% endblock %}',
    "404-root.html": LANGUAGES,
    "languages.html": LANGUAGES,
    "redirect.html": REDIRECT,
    "feed.xml": FEED,
    "sitemap.xml": SITEMAP,
    "sitemap-index.xml": SITEMAP_INDEX,
    "robots.txt": "{% for one in view.entries %}Sitemap: {{ one.address }}\n{% endfor %}",
}


def messages(language: str) -> str:
    """The interface words of a language: the English ones with the language before them."""
    entries = (f'msgid "{phrase}"\nmsgstr "{language}:{phrase}"\n' for phrase in phrases_of(Feature))
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    return "\n".join([header, *entries])


def plain(texts: str | Mapping[str, str], config: str = CONFIG) -> list[SourceFile]:
    """A project: its files (as one text with sections `=== path`, or by path) over the plain theme."""
    given = sections(texts) if isinstance(texts, str) else dict(texts)
    theme = {f"templates/{name}": text for name, text in TEMPLATES.items()}
    words = {f"locale/{tag}/LC_MESSAGES/site.po": messages(tag) for tag in ("fr", "ar", "de", "he")}
    together = {"config.yaml": config, **theme, **words, **given}
    return [SourceFile(path, unescaped(text)) for path, text in together.items()]


def linked(texts: str | Mapping[str, str], config: str = CONFIG, drafts: bool = False) -> tuple[Site, list[str]]:
    """The site of a project and what was found, line by line."""
    checked = connect(plain(texts, config), Options(drafts=drafts))
    assert checked.value is not None, said(checked.diagnostics)
    return checked.value, said(checked.diagnostics)


def judged(*artifacts: Artifact, url: str = "https://site.example/") -> tuple[Diagnostic, ...]:
    """What the rules over a finished site say of these files."""
    pages = [finished(one) for one in artifacts if one.path.endswith((".html", ".xml"))]
    return check(pages, [one.path for one in artifacts], url)


def built(texts: str | Mapping[str, str], config: str = CONFIG, options: Options = Options()) -> dict[str, str]:
    """The finished text files of a project by path; the project has no errors."""
    checked = build(plain(texts, config), options)
    assert checked.value is not None, "\n".join(said(checked.diagnostics))
    return {one.path: one.content.decode() for one in checked.value}


def said(found: tuple[Diagnostic, ...]) -> list[str]:
    """Diagnostics as `path:line:column code message`, with the other places that they name."""
    return [
        f"{one.span.path}:{one.span.line}:{one.span.column} {one.code} {one.message}"
        + "".join(f" ({other.span.path}:{other.span.line})" for other in one.related)
        for one in found
    ]
