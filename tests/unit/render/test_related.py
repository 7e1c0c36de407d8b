"""What stands near an entry is found quickly; here the same is found slowly, by looking at every other entry."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.link.index import cited, dates_of, visible
from sitegen.link.site import Site
from sitegen.link.translations import Entry, Key
from sitegen.model.writeups import Kind
from sitegen.pipeline import connect
from sitegen.render.related import SHOWN, neighbours, related
from tests.projects import files, sections

PROJECT = """\
=== config.yaml
title: {en: Site}
url: https://site.example/
languages: {en: {}, fr: {}}
fallback: {event: hide}
=== content/catalogues/one.yaml
{id: one, title: {en: One}, total: 5, sections: [{id: part, title: {en: Part}, practices: 1-2}]}
=== content/catalogues/two.yaml
{id: two, title: {en: Two}, total: 5}
=== content/initiatives/first.en.md
---
title: First
---
=== content/initiatives/second.en.md
---
title: Second
---
"""
DAYS = ("1990-05-01", "2018-03-02", "2018-03-02", "2018-03-03", "2019", "2020-07", "2020-07-21", "2021-01-01", "2044-01-01")
PRACTICES = ("one", "one/1", "one/2", "one/4", "one/part", "two", "two/1", "two/2-4")
entries = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["events", "events", "events", "projects", "publications"]),
            "date": st.sampled_from(DAYS),
            "dated": st.booleans(),
            "initiative": st.sampled_from(["", "first", "second"]),
            "practices": st.lists(st.sampled_from(PRACTICES), max_size=4, unique=True),
            "languages": st.sampled_from([("en",), ("fr",), ("en", "fr")]),
        }
    ),
    max_size=14,
)


def site_of(given: Iterable[dict[str, Any]]) -> Site:
    texts = sections(PROJECT)
    for number, one in enumerate(given):
        kind, languages = one["kind"], one["languages"]
        facts = f"practices: [{', '.join(one['practices'])}]\n"
        facts += f"initiative: {one['initiative']}\n" if one["initiative"] else ""
        if kind == "events" or one["dated"]:
            facts += f"dates: [{one['date']}]\n"
        facts += "type: workshop\nlocation: online\n" if kind == "events" else ""
        facts += "type: report\n" if kind == "publications" else ""
        first, *others = languages
        texts[f"content/{kind}/a{number}.{first}.md"] = f"---\ntitle: A\n{facts}---\n"
        for tag in others:
            texts[f"content/{kind}/a{number}.{tag}.md"] = f"---\ntitle: A\ntranslation: {{of: {first}}}\n---\n"
    site = connect(files(texts)).value
    assert site
    return site


def score(site: Site, entry: Entry) -> Counter[Key]:
    shared: Counter[Key] = Counter()
    for pair in cited(entry.facts, site.catalogues):
        shared.update(dict.fromkeys(site.index.by_practice.get(pair, ()), 100))
    for catalogue in {reference.catalogue for reference in entry.facts.practices}:
        shared.update(dict.fromkeys(site.index.by_catalogue.get(catalogue, ()), 25))
    initiative = getattr(entry.facts, "initiative", None) or ""
    shared.update(dict.fromkeys(site.index.by_initiative.get(initiative, ()), 50))
    return shared


def distance(one: Entry, other: Entry) -> float:
    """In years, and never as much as a heading that is shared."""
    first, second = dates_of(one.facts), dates_of(other.facts)
    return min(abs((first.start - second.start).days) / 365, 24) if first and second else 24


def plainly_related(site: Site, entry: Entry, language: str) -> list[Key]:
    shared = score(site, entry)
    near = [key for key in shared if key != entry.key and key[0] in {Kind.EVENT, entry.kind}]
    near.sort(key=lambda key: (-shared[key] + distance(entry, site.entries[key]), key))
    return list(visible(near, site.entries, site.config, language)[:SHOWN])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries)
def test_the_nearest_are_those_that_share_most(given: list[dict[str, Any]]) -> None:
    site = site_of(given)
    for entry in site.entries.values():
        for language in site.languages:
            found = [one.key for one in related(site, entry, language)]
            expected = [] if entry.kind in {Kind.INITIATIVE, Kind.PAGE} else plainly_related(site, entry, language)
            assert found == expected


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries)
def test_neighbours_are_those_of_the_same_initiative_in_order_of_time(given: list[dict[str, Any]]) -> None:
    site = site_of(given)
    for language in site.languages:
        for initiative, keys in site.index.by_initiative.items():
            events = visible([key for key in keys if key[0] is Kind.EVENT], site.entries, site.config, language)
            for later, earlier in zip((None, *events), (*events, None), strict=True):
                if later:
                    before = neighbours(site, site.entries[later], language)[0]
                    assert (before.key if before else None) == earlier, initiative
                if earlier:
                    after = neighbours(site, site.entries[earlier], language)[1]
                    assert (after.key if after else None) == later, initiative
