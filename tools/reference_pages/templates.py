"""The reference part of docs/templates.md: which template gets which view, and what each view holds."""

import re
from collections.abc import Iterable, Iterator, Mapping
from inspect import getdoc, getsource
from pathlib import Path
from typing import Any, get_args, get_origin

from msgspec.structs import fields

from reference_pages.markdown import code, linked, page, table
from sitegen.model.writeups import Kind
from sitegen.render import engine, jobs
from sitegen.render.views import (
    catalogues,
    coverage,
    dates,
    entries,
    frame,
    home,
    lists,
    machines,
    numerals,
    rows,
    timeline,
    words,
)
from sitegen.render.views.catalogues import CatalogueView, PracticeView
from sitegen.render.views.coverage import CoverageIndexView, CoverageView
from sitegen.render.views.entries import EntryView, PairView
from sitegen.render.views.home import HomeView, LanguagesView
from sitegen.render.views.lists import EventsView, NarrowingView, PartyView, SearchView, SectionView
from sitegen.render.views.machines import DataView, FeedView, NotFoundView, RedirectView, SitemapView
from sitegen.render.views.words import View

MODULES = (words, frame, dates, numerals, rows, timeline, entries, catalogues, home, lists, coverage, machines)
Meaning = tuple[tuple[str, ...], str]  # names of fields, and what is said of them

TEMPLATES: dict[str, tuple[type[Any], str]] = {
    "home.html": (HomeView, "`/<language>/`"),
    **{f"{kind.value}.html": (EntryView, f"each {kind.value} in each language") for kind in Kind},
    "side-by-side.html": (PairView, "each two texts of a write-up, with `side-by-side`"),
    "events.html": (
        EventsView,
        "the list of events, page by page, each year, and what can be read in each language",
    ),
    "rows.json": (NarrowingView, "`/<language>/<events>/rows.json`, where the site offers `filters`"),
    "section.html": (SectionView, "the list of each other section"),
    "catalogue.html": (CatalogueView, "each catalogue"),
    "practice.html": (PracticeView, "each number of each catalogue"),
    "coverage.html": (CoverageView, "each catalogue against the years, with the feature `coverage`"),
    "coverage-index.html": (CoverageIndexView, "all catalogues against the years, with the same feature"),
    "coverage.svg": (CoverageView, "the same as a picture, for each catalogue"),
    "search.html": (SearchView, "the search page, where the site offers search"),
    "party.html": (PartyView, "each organisation and each country"),
    "data.html": (DataView, "the page of the open data, where the site offers them"),
    "404.html": (NotFoundView, "`/<language>/404.html`"),
    "languages.html": (LanguagesView, "`/`"),
    "404-root.html": (LanguagesView, "`/404.html`"),
    "redirect.html": (RedirectView, "each alias"),
    "feed.xml": (FeedView, "the Atom feeds: one for each language, each initiative and each catalogue"),
    "sitemap.xml": (SitemapView, "`/sitemap-<language>.xml`"),
    "sitemap-index.xml": (SitemapView, "`/sitemap.xml`"),
    "robots.txt": (SitemapView, "`/robots.txt`"),
}
FILTERS = {
    "number": "A number in the digits and with the grouping of the page’s language: `{{ view.total|number }}`.",
    "words": "[Words](#words) as HTML, wrapped with `lang` and `dir` where they are in another language: "
    "`{{ view.title|words }}`. In attributes and in `<title>` write `{{ view.title.text }}`.",
}
PLAIN = {
    "str": "text",
    "int": "number",
    "float": "number",
    "bool": "`true` or `false`",
    "Markup": "HTML",
    "NoneType": "none",
}
OPENING = re.compile(r"\{#-?\s*(.+?)\s*-?#\}", re.DOTALL)
MACRO = re.compile(r"\{%-?\s*macro (\w+)\(")
TAG = re.compile(r"<[a-z][^<>]*>")
NAMED = re.compile(r"([a-z_]+(?:, [a-z_]+)*)\s{2,}(.+)")


def templates_reference(folder: Path) -> str:
    """The tables, without a heading. Raises ValueError when a template or filter is not described.

    `folder` is where the templates are.
    """
    _complain()
    used = [(code(name), linked(view.__name__, view.__name__), pages) for name, (view, pages) in TEMPLATES.items()]
    blocks = [
        ["### Templates"],
        table(("Template", "`view`", "Makes"), used),
        ["### Parts"],
        ["What several templates share: macros, imported where they are needed."],
        table(("File", "Holds", "Macros"), map(_part, sorted((folder / "parts").glob("*.html")))),
        ["### Filters"],
        table(("Filter", "Gives"), [(code(name), meaning) for name, meaning in FILTERS.items()]),
        ["### Views"],
        ["A list may be empty. Where “or none” stands, test for it: `{% if view.notice %}`."],
    ]
    for view in _views():
        blocks += _section(view)
    return page(*blocks)


def _part(file: Path) -> tuple[str, str, str]:
    """A row for a file of macros: the comment that it begins with, and the names of its macros."""
    text = file.read_text(encoding="utf-8")
    purpose = OPENING.match(text)
    if purpose is None:
        raise ValueError(f"templates/parts/{file.name} does not begin with a comment that says what it holds")
    return code(f"parts/{file.name}"), purpose[1], ", ".join(map(code, MACRO.findall(text)))


def _complain() -> None:
    written = set(re.findall(r'"([\w-]+\.(?:html|svg|xml|txt)|rows\.json)"', getsource(jobs)))
    written.discard("index.html")  # a path, no template
    made = set(TEMPLATES) - {f"{kind.value}.html" for kind in Kind}
    if written != made:
        raise ValueError(f"tools/reference_pages/templates.py: templates differ: {sorted(written ^ made)}")
    filters = set(re.findall(r'filters\["(\w+)"\]', getsource(engine)))
    if filters != set(FILTERS):
        raise ValueError(f"tools/reference_pages/templates.py: filters differ: {sorted(filters ^ set(FILTERS))}")


def _views() -> list[type[Any]]:
    """All views: whole ones first, then what they are made of, each in the order of its module."""
    found = [one for module in MODULES for one in vars(module).values() if _is_view(one, module.__name__)]
    if unread := {one.__name__ for one in View.__subclasses__()} - {one.__name__ for one in found}:
        raise ValueError(f"tools/reference_pages/templates.py: MODULES lacks that of {sorted(unread)}")
    return sorted(found, key=lambda one: not one.__name__.endswith("View"))


def _is_view(one: object, module: str) -> bool:
    return isinstance(one, type) and issubclass(one, View) and one is not View and one.__module__ == module


def _section(view: type[Any]) -> list[list[str]]:
    described, prose = _described(view)
    shapes = {field.name: _said(field.type) for field in fields(view)}
    rows = []
    for names, meaning in _together(shapes, described):
        types = dict.fromkeys(shapes[name] for name in names)
        rows.append((", ".join(map(code, names)), "; ".join(types), meaning))
    head = ("Field", "Type", "Meaning") if described else ("Field", "Type")
    columns = table(head, [row[: len(head)] for row in rows])
    return [[f"#### {view.__name__}"], *([text] for text in prose), columns]


def _together(names: Iterable[str], described: Mapping[str, Meaning]) -> Iterator[Meaning]:
    """Fields in order, those that the docstring describes together in one row."""
    seen: set[str] = set()
    for name in names:
        own = described.get(name, ((name,), ""))
        if name not in seen:
            seen.update(own[0])
            yield own


def _described(view: type[Any]) -> tuple[dict[str, Meaning], list[str]]:
    """What the docstring says of fields, by each of their names, and what it says of the whole.

    A field has a line of its own, its name and its meaning two spaces apart; lines that go on are indented; several
    on one line are parted by a semicolon and two spaces.
    """
    known = {field.name for field in fields(view)}
    meanings: dict[str, Meaning] = {}
    prose: list[str] = []
    for paragraph in re.split(r"\n\s*\n", getdoc(view) or ""):
        lines = re.sub(r"\n\s+", " ", paragraph).split("\n")
        found = [meaning for line in lines for meaning in _of_fields(line, known)]
        meanings |= {name: (names, TAG.sub(r"`\g<0>`", text)) for names, text in found for name in names}
        if not found:
            prose.append(TAG.sub(r"`\g<0>`", " ".join(lines)))
    return meanings, prose


def _of_fields(line: str, known: set[str]) -> list[Meaning]:
    found: list[Meaning] = []
    for piece in re.split(r";  ", line):
        match = NAMED.fullmatch(piece.strip())
        names = tuple(match[1].split(", ")) if match else ()
        if match and known.issuperset(names):
            found.append((names, match[2]))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}; {piece.strip()}")
    return found


def _said(shape: Any) -> str:
    """A type of a field in words."""
    origin: Any = get_origin(shape)
    parts = get_args(shape)
    if origin is tuple:
        return f"list of {_said(parts[0])}" if parts[-1] is Ellipsis else f"({', '.join(map(_said, parts))})"
    if origin is dict:
        return "free data"
    if parts:
        return " or ".join(code(part) if isinstance(part, str) else _said(part) for part in parts)
    name = shape if isinstance(shape, str) else shape.__name__
    return PLAIN.get(name) or linked(name, name)
