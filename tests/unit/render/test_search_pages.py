"""Search pages: what a page is found by, in the order of its weight, and what is shown of it."""

from functools import cache
from pathlib import Path

import msgspec
import pytest

from sitegen.base.searching import SearchPage
from sitegen.disk.tree import read_project
from sitegen.link.routes import Target
from sitegen.link.site import Site
from sitegen.pipeline import connect
from sitegen.render.search_pages import NO_WORD, TITLE, search_page, search_page_path, searched
from tests.projects import CONFIG, files, sections

ROOT = Path(__file__).parents[3]
PROJECT = """\
=== config.yaml
title: {en: Site}
url: https://site.example/
languages: {en: {}}
features: [search]
=== content/pages/one.en.md
---
title: Title
summary: Summary
order: 1
---
Once, twice, often: twice. *Often*, often; often the title.
"""


@cache
def sample() -> Site:
    site = connect(read_project(ROOT).value).value
    assert site is not None
    return site


PLACES = {
    "config.yaml": CONFIG + "features: [search]\n",
    "content/records/places.yaml": "valletta: {name: {en: Valletta, fr: La Valette, ar: فاليتا}, country: MT}\n",
    "content/events/one/index.en.md": "---\ntitle: One\nsummary: s\ntype: workshop\ndates: [2020-07-15]\nlocation: valletta\n---\nText.\n",
    "content/events/one/index.ar.md": "---\ntitle: واحد\nsummary: ص\ntranslation: {of: en, fingerprint: 00000000}\n---\nنص.\n",
}


def page(kind: str, id: str, language: str) -> SearchPage:
    return msgspec.json.decode(search_page(sample(), Target(kind, id), language), type=SearchPage)


def test_words_stand_once_those_of_the_title_first() -> None:
    for target, language in searched(sample()):
        words = page(target.kind, target.id, language).words.split(" ")
        said = [word for word in words if word != NO_WORD]
        assert len(set(said)) == len(said), target
        assert all(word[0] in "xyz" and word.isalnum() for word in words), "what Pagefind gets needs no escaping"
        assert len(words) >= TITLE


def test_other_words_come_after_as_many_places_however_short_a_title_is() -> None:
    words = page("practice", "neuchatel/3", "ar").words.split(" ")
    title = words[:TITLE]
    assert "xوقايه" in title
    assert title[-1] == NO_WORD
    assert "xيضعف" in words[TITLE:], "فيضعف, of the summary, is also found without its particle"


def test_words_that_a_page_has_often_come_early() -> None:
    site = connect(files(sections(PROJECT))).value
    words = msgspec.json.decode(search_page(site, Target("page", "one"), "en"), type=SearchPage).words.split(" ")
    assert [word for word in words if word != NO_WORD] == ["xtitle", "xsummary", "xoften", "xtwice", "xonce", "xthe"]


def test_an_arabic_word_is_found_by_its_guises_and_by_a_stem_that_is_none_of_them() -> None:
    words = set(page("initiative", "judges", "ar").words.split(" "))
    assert {"xقضاه", "xالقضاه", "yقاض"} <= words
    assert "yعمل" not in words, "there is x for it"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_number_of_a_practice_and_of_those_cited_are_signs(language: str) -> None:
    assert "zp18" in page("practice", "rome/18", language).words.split(" ")
    assert "zc18" in page("event", "2020-07-response", language).words.split(" ")


def test_what_is_shown_is_in_its_own_spelling() -> None:
    shown = msgspec.json.decode(page("event", "2016-12-lagos", "fr").shown)
    assert shown["title"]
    assert shown["address"].startswith("/fr/")
    assert {"kind", "when", "where"} <= shown.keys()
    facets = page("event", "2016-12-lagos", "fr").facets
    assert ("kind", "event") in facets
    assert ("year", "2016") in facets


@pytest.mark.parametrize(("language", "where"), [("en", "Valletta, Malta"), ("ar", "فاليتا، مالطا")])
def test_a_place_and_its_country_are_parted_as_the_language_does(language: str, where: str) -> None:
    site = connect(files(PLACES)).value
    found = msgspec.json.decode(search_page(site, Target("event", "one"), language), type=SearchPage)
    assert msgspec.json.decode(found.shown)["where"] == where


def test_search_pages_lie_apart_from_what_is_published() -> None:
    path = search_page_path(sample(), Target("event", "2016-12-lagos"), "fr")
    assert path.startswith("search-pages/fr/fr/")
    assert path.endswith(".page")
