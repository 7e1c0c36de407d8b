"""Facets and the rows of a narrowed list: what they count is what the content says."""

import json
from functools import cache

from sitegen.base.diagnostics import has_errors
from sitegen.l10n.bidi import strip
from sitegen.link.site import Site
from sitegen.model.writeups import Kind
from sitegen.pipeline import build, connect
from sitegen.render.browsing import facets, keys_under, practice_facets
from sitegen.render.events import events_view, reading_view, year_view
from sitegen.render.narrowing import narrowing_view
from tests.projects import files, sections

CONFIG = """\
=== config.yaml
title: {{en: Site, ar: موقع}}
url: https://site.example/below/
languages: {{en: {{}}, ar: {{}}}}
events_per_page: 2
features: [{features}]
"""
CONTENT = """\
=== content/catalogues/one.yaml
{id: one, title: {en: One, ar: واحد}, total: 12}
=== content/records/organisations.yaml
small: {name: {en: Small, ar: صغيرة}}
big: {name: {en: Big, ar: كبيرة}}
=== content/initiatives/first.en.md
---
title: First
summary: It was.
---
=== content/events/a.en.md
---
title: Alpha
summary: It was.
type: workshop
dates: ["2020-05-02/2020-05-03", "2020-06-01"]
location: {country: MT}
initiative: first
practices: [one/2, one/10]
organisers: [big]
---
=== content/events/a.ar.md
---
title: ألف
summary: كان.
translation: {of: en}
---
=== content/events/b.ar.md
---
title: باء
summary: كان.
type: workshop
location: online
dates: ["2021-05-02"]
practices: [one/1-11]
organisers: [big, small]
---
=== content/events/c.en.md
---
title: Gamma
summary: It was.
type: workshop
location: online
dates: ["2019-05-02"]
organisers: [big]
---
=== content/publications/p.en.md
---
title: Paper
summary: It was.
dates: ["2018-01"]
practices: [one/2]
---
=== content/projects/q.ar.md
---
title: قاف
summary: كان.
---
"""


@cache
def site_of(features: str = "filters") -> Site:
    site = connect(files(sections(CONFIG.format(features=features) + CONTENT))).value
    assert site
    return site


def counted(site: Site, name: str, language: str = "en") -> dict[str, int | None]:
    group = next(group for group in facets(site, language) if group.name == name)
    return {link.value: link.count for link in group.links}


def test_facets_count_events() -> None:
    site = site_of()
    assert counted(site, "initiatives") == {"first": 1}
    assert counted(site, "years") == {"2021": 1, "2020": 1, "2019": 1}
    assert counted(site, "countries") == {"MT": 1}
    assert counted(site, "languages") == {"en": 2, "ar": 2}
    assert counted(site, "organisations") == {"big": 3, "small": 1}
    assert counted(site, "kinds") == {"event": 3, "project": 1, "publication": 1}


def test_a_language_leads_to_what_can_be_read_in_it() -> None:
    links = next(group.links for group in facets(site_of(), "en") if group.name == "languages")
    assert [link.address for link in links] == ["/below/en/languages/en/", "/below/ar/languages/ar/"]
    assert [(link.words.language, link.words.direction) for link in links] == [("", ""), ("ar", "rtl")]


def test_only_cited_practices_are_offered() -> None:
    (group,) = practice_facets(site_of(), "en")
    assert [numeral.value for numeral in group.numerals] == [f"one/{number}" for number in range(1, 12)]
    assert (group.catalogue.value, group.catalogue.count) == ("one", 2)


def test_pages_are_narrowed_by_what_they_are_of() -> None:
    site = site_of()
    for view, facet, value in (
        (events_view(site, "en", 1), "kinds", "event"),
        (year_view(site, "en", 2020), "years", "2020"),
        (reading_view(site, "ar", 1), "languages", "ar"),
    ):
        current = [(group.name, link.value) for group in view.facets for link in group.links if link.current]
        assert current == [(facet, value)]
        assert view.narrowing
        assert view.narrowing.list.startswith("/below/")
        assert view.narrowing.value == ("" if facet == "kinds" else value)


def test_what_can_be_read_is_cut_into_pages() -> None:
    site = site_of()
    first, second = reading_view(site, "ar", 1), reading_view(site, "ar", 2)
    shown = [[row.title.words.text for group in view.years for row in group.rows] for view in (first, second)]
    assert shown == [["باء", "ألف"], ["قاف"]]
    assert second.years[0].year == "", "what has no date stands last, under no year"
    assert first.total == 3
    assert first.next
    assert first.next.address == "/below/ar/languages/ar/page-2/"
    assert [crumb.address for crumb in second.frame.crumbs] == [
        "/below/ar/", "/below/ar/languages/", "/below/ar/languages/ar/", "",
    ]  # fmt: skip
    assert [tongue.address for tongue in first.frame.tongues] == ["/below/en/languages/en/", "/below/ar/languages/ar/"]


def test_columns_say_what_each_row_counts_under() -> None:
    site = site_of()
    view = narrowing_view(site, "en")
    titles = [strip(row.title.words.text) for row in view.rows]
    keys = {entry.best_text(site.order("en")).front.value.title: key for key, entry in site.entries.items()}
    assert len(titles) == len([key for key in site.entries if key[0] is not Kind.INITIATIVE])
    for facet, column in view.columns.items():
        if isinstance(column, dict):
            for place, value in enumerate(column["values"]):
                under = [
                    title
                    for title, places in zip(titles, column["rows"], strict=True)
                    if place in (places if isinstance(places, list) else [places])
                ]
                if facet != "years":
                    assert set(under) == {title for title in titles if keys[title] in keys_under(site, facet, value)}
    assert view.columns["more"] == [2 if keys[title] == (Kind.EVENT, "b") else 0 for title in titles]
    assert view.columns["groups"] == [0, 1, 2, 3, 4]
    assert dict(narrowing_view(site, "ar").plurals) == {
        "zero": 0,
        "one": 1,
        "two": 2,
        "few": 3,
        "many": 11,
        "other": 100,
    }


def test_the_file_of_rows_is_json_and_says_when() -> None:
    made = build(files(sections(CONFIG.format(features="filters") + CONTENT)))
    assert not has_errors(made.diagnostics)
    found = {one.path: one.content for one in made.value or ()}
    data = json.loads(found["ar/events/rows.json"])
    assert len(data["rows"]) == 5
    assert 'data-span="2020-05-02/2020-06-01"' in data["rows"][1]
    assert data["rows"][1].startswith("<li") and data["rows"][1].endswith("\n</li>")
    assert "باء" in found["ar/events/rows.json"].decode(), "letters are written as they are"
    assert data["events"]["two"]
    assert list(data["more"]) == ["2"]


def test_a_site_without_filters_has_no_trace_of_them() -> None:
    made = build(files(sections(CONFIG.format(features="") + CONTENT)))
    assert not has_errors(made.diagnostics)
    for one in made.value or ():
        assert not one.path.endswith("rows.json")
        if one.path.endswith(".html"):
            for trace in (b"<script", b"data-span", b"data-rows", b"data-upcoming"):
                assert trace not in one.content, one.path
