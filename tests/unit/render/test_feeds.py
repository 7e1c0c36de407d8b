"""Atom feeds (RFC 4287), read back by an independent reader and judged by a grammar of our own."""


import feedparser
import pytest
from lxml import etree

from sitegen.link.index import dates_of
from sitegen.link.routes import file_of
from sitegen.link.site import Site
from sitegen.model.writeups import Kind
from sitegen.render.jobs import jobs
from tests.plain import linked
from tests.projects import ROOT
from tests.sample import sample, sample_site

GRAMMAR = etree.RelaxNG(etree.parse(ROOT / "tests/atom.rng"))
FEEDS = sorted(job.path for job in jobs(sample_site()) if job.path.endswith("feed.xml"))
BASE = "https://www.example.org/"


def read(path: str) -> feedparser.FeedParserDict:
    found = feedparser.parse(sample()[path])
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_which_feeds_there_are() -> None:
    """One for each language, and in each one for every initiative and every catalogue."""
    site = sample_site()
    each = len(site.index.by_kind[Kind.INITIATIVE]) + len(site.catalogues) + 1
    assert len(FEEDS) == each * len(site.languages)
    assert {f"{tag}/catalogues/rome/feed.xml" for tag in ("en", "fr")} <= set(FEEDS)


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_as_atom_has_it(path: str) -> None:
    assert GRAMMAR.validate(etree.fromstring(sample()[path])), GRAMMAR.error_log
    found = read(path)
    language = path.partition("/")[0]
    assert found.version == "atom10"
    assert found.feed.language == language
    links = {link.rel: link.href for link in found.feed.links}
    assert links["self"] == BASE + path
    assert file_of(links["alternate"].removeprefix(BASE)) in sample()
    moments = [entry.updated_parsed for entry in found.entries]
    assert moments == sorted(moments, reverse=True)
    assert found.feed.updated_parsed == max(moments, default=found.feed.updated_parsed)
    for entry in found.entries:
        assert file_of(entry.link.removeprefix(BASE)) in sample()
        assert entry.link.startswith(f"{BASE}{language}/")
    ids = [found.feed.id, *(entry.id for entry in found.entries)]
    assert len(set(ids)) == len(ids)


def test_no_two_feeds_have_one_identifier() -> None:
    assert len({read(path).feed.id for path in FEEDS}) == len(FEEDS)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_feed_of_a_catalogue_has_what_cites_it(language: str) -> None:
    site = sample_site()
    for id in site.catalogues:
        path = next(one for one in FEEDS if one.startswith(f"{language}/") and one.endswith(f"/{id}/feed.xml"))
        assert len(read(path).entries) == len(cited(site, id, language))
        page = sample()[path.replace("feed.xml", "index.html")].decode()
        assert f'type="application/atom+xml" title="{read(path).feed.title.rpartition(" – ")[0]}" href="/{path}"' in page


def cited(site: Site, id: str, language: str) -> list[str]:
    """The dated events, projects and publications that cite a catalogue and have a text in a language."""
    entries = [site.entries[key] for key in site.index.by_catalogue.get(id, ())]
    kinds = {Kind.EVENT, Kind.PROJECT, Kind.PUBLICATION}
    return [one.id for one in entries if language in one.texts and dates_of(one.facts) and one.kind in kinds]


def test_a_grammar_that_lets_everything_through_would_be_none() -> None:
    """The grammar is tried on feeds with a mistake."""
    good = sample()["en/feed.xml"].decode()
    for old, new in (("<updated>", "<updated>x"), ("urn:uuid:", "uuid:"), ('rel="self"', 'rel="me"'), ("<author>", "<author><x/>")):
        assert old in good
        assert not GRAMMAR.validate(etree.fromstring(good.replace(old, new, 1).encode())), old


def test_a_draft_is_in_no_feed() -> None:
    site, _ = linked({"content/events/a.en.md": '---\ntitle: A\ntype: launch\ndates: ["2021-02-28"]\nlocation: online\ndraft: true\n---\nText.\n'})
    assert not site.entries
