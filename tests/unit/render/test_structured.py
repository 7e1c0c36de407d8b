"""JSON-LD: every page of the sample says what it is about, by schemas of our own; and nothing breaks out of it."""

import json
import re
from collections import Counter
from typing import Any

import pytest
from lxml import html

from sitegen.link.routes import file_of
from sitegen.pipeline import build
from tests.jsonld import faults
from tests.plain import built
from tests.projects import CONFIG, files
from tests.sample import sample, sample_site

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
FEATURES = CONFIG + "features: [structured-data]\norganisation: iij\n"
EVENT = {
    "content/events/a.en.md": """\
---
title: "</script><script>alert('1')</script> & <!-- x"
type: workshop
dates: ["2020-07-15", "2020-07-21/2020-07-22"]
location: {place: valletta, venue: Hall, online: true}
practices: [rome/2, madrid]
organisers: [iij, MT]
funders: [US]
languages: [ar, en]
---
Text.
""",
    "content/publications/p.en.md": '---\ntitle: Paper\ndates: ["2021-21"]\npublishers: [iij]\nauthors: [ann]\nreferences: [X-1]\n---\nText.\n',
    "content/publications/q.en.md": '---\ntitle: Paper\ndates: ["2021-03"]\n---\nText.\n',
    "content/catalogues/rome.yaml": "id: rome\ntitle: {en: Rome}\ntotal: 4\npractices:\n  - {number: 2, title: {en: Two, ar: اثنان}}\n",
    "content/catalogues/madrid.yaml": "id: madrid\ntitle: {en: Madrid}\n",
    "content/records/organisations.yaml": "iij: {name: {en: Institute}, acronym: {en: IIJ}, country: MT, url: 'https://iij.example/'}\n",
    "content/records/people.yaml": "ann: {name: Ann}\n",
    "content/records/places.yaml": "valletta: {name: {en: Valletta}, country: MT, coordinates: [35.9, 14.5]}\n",
}


def described(page: str | bytes) -> Any:
    text = page if isinstance(page, str) else page.decode()
    scripts = SCRIPT.findall(text)
    return json.loads(scripts[0]) if scripts else None


def things(page: str | bytes) -> dict[str, Any]:
    return {one["@type"]: one for one in described(page)["@graph"]}


PAGES = sorted({(target.kind, language) for target, language in sample_site().routes.addresses})


@pytest.mark.parametrize(("kind", "language"), PAGES, ids=" ".join)
def test_every_page_of_the_sample_is_described(kind: str, language: str) -> None:
    site, seen = sample(), Counter[str]()
    for (target, tag), address in sample_site().routes.addresses.items():
        if (target.kind, tag) == (kind, language):
            page = site[file_of(address)]
            graph = described(page)
            assert graph is not None, address
            assert faults(graph) == [], address
            seen.update(one["@type"] for one in graph["@graph"])
    assert seen[MAIN[kind]], seen
    assert seen["BreadcrumbList"] or kind == "home"


MAIN = {
    "home": "WebSite", "section": "ItemList", "year": "ItemList", "page of events": "ItemList", "reading": "ItemList", "catalogue": "DefinedTermSet",
    "practice": "DefinedTerm", "organisation": "Organization", "country": "Country", "data": "WebPage", "coverage": "WebPage", "event": "Event",
    "project": "Project", "publication": "Report", "initiative": "Project", "page": "WebPage",
}  # fmt: skip


def test_pages_without_an_address_describe_nothing() -> None:
    assert described(sample()["fr/404.html"]) is None
    assert described(sample()["404.html"]) is None


def test_references_inside_the_site_lead_somewhere() -> None:
    """Every address is that of a file; every @id that is referred to is given by its page."""
    site = sample()
    given, referred = set(), set()
    for path, content in site.items():
        graph = described(content) if path.endswith(".html") else None
        for one in graph["@graph"] if graph else ():
            given.add(one.get("@id"))
        referred |= set(_ids(graph))
    inside = {address for address in referred if address.startswith("https://www.example.org/")}
    assert len(inside) > 100
    assert {address for address in inside if file_of(address.removeprefix("https://www.example.org").partition("#")[0]) not in site} == set()
    assert {address for address in inside if "#" in address} <= given


def _ids(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [found for key, one in value.items() for found in ([one] if key == "@id" else _ids(one))]
    return [found for one in value for found in _ids(one)] if isinstance(value, list) else []


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    """With this project's templates: only they write what views say."""
    made = build(files({**EVENT, "config.yaml": FEATURES})).value
    assert made is not None
    return {one.path: one.content.decode("utf-8", "replace") for one in made}


def test_nothing_breaks_out_of_the_script(site: dict[str, str]) -> None:
    page = site["en/events/a/index.html"]
    assert page.count("</script>") == page.count("<script") == 1
    source = SCRIPT.findall(page)[0]
    assert not set("<>&") & set(source)
    assert things(page)["Event"]["name"].startswith("</script><script>alert(")


def test_an_event_says_when_where_who_and_what_about(site: dict[str, str]) -> None:
    event = things(site["en/events/a/index.html"])["Event"]
    assert faults(described(site["en/events/a/index.html"])) == []
    assert (event["startDate"], event["endDate"]) == ("2020-07-15", "2020-07-22")
    assert [(one["startDate"], one["endDate"]) for one in event["subEvent"]] == [("2020-07-15",) * 2, ("2020-07-21", "2020-07-22")]
    assert event["eventAttendanceMode"].endswith("/MixedEventAttendanceMode")
    place, virtual = event["location"]
    assert place["name"] == "Hall"
    assert place["address"] == {"@type": "PostalAddress", "addressLocality": "Valletta", "addressCountry": "MT"}
    assert place["geo"]["latitude"] == 35.9
    assert virtual == {"@type": "VirtualLocation", "url": "https://site.example/en/events/a/"}
    assert event["inLanguage"] == ["ar", "en"]
    assert event["funder"] == {"@type": "Country", "name": "United States", "identifier": "US"}
    assert [one["@type"] for one in event["about"]] == ["DefinedTerm", "DefinedTermSet"]
    assert event["about"][0]["inDefinedTermSet"] == {"@id": "https://site.example/en/catalogues/rome/#terms"}


def test_a_borrowed_text_says_whose_language_it_is_in(site: dict[str, str]) -> None:
    """The page in the Arabic frame names the English one as its own address, and English as its language."""
    page = things(site["ar/faaliyat/a/index.html"])["WebPage"]
    assert page["inLanguage"] == "en"
    assert page["url"] == "https://site.example/en/events/a/"


def test_a_season_is_published_as_its_year(site: dict[str, str]) -> None:
    paper = things(site["en/publications/p/index.html"])["Report"]
    assert (paper["datePublished"], paper["reportNumber"]) == ("2021", "X-1")
    assert paper["author"] == {"@type": "Person", "name": "Ann"}
    assert things(site["en/publications/q/index.html"])["Report"]["datePublished"] == "2021-03"


def test_without_the_word_nothing_is_described() -> None:
    assert not [path for path, text in built(EVENT).items() if "ld+json" in text]


def test_the_site_says_how_to_search_it_where_it_offers_search() -> None:
    made = build(files({**EVENT, "config.yaml": FEATURES.replace("[structured-data]", "[structured-data, search]")})).value
    assert made is not None
    pages = {one.path: one.content for one in made}
    for home, address in (("en", "en/search/"), ("fr", "fr/search/"), ("ar", "ar/search/")):
        action = things(pages[f"{home}/index.html"])["WebSite"]["potentialAction"]
        assert action["target"]["urlTemplate"] == f"https://site.example/{address}?q={{search_term_string}}"
        assert f"{address}index.html" in pages
        form = html.document_fromstring(pages[f"{address}index.html"].decode()).xpath("//form[@role='search' or @class='search']")[0]
        assert (form.get("action"), form.get("method"), form.xpath(".//input/@name")) == (f"/{address}", "get", ["q"])


def test_a_site_without_search_says_nothing_of_it(site: dict[str, str]) -> None:
    assert "potentialAction" not in things(site["en/index.html"])["WebSite"]
