"""Search in the built sample site: what is found, how it is shown, and how one asks."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import msgspec
import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import Route

from sitegen.base.files import Artifact
from sitegen.base.searching import SEARCH_PAGES, SearchPage
from sitegen.disk.indexing import index_of
from sitegen.disk.tree import read_project
from sitegen.link.routes import Target
from sitegen.model.configuration import Section
from sitegen.pipeline import connect
from tests.browser.conftest import ROOT, opened, sound
from tests.browser.test_pages import AXE_RUN, SCROLLS

pytestmark = pytest.mark.browser

QUERIES = Path(__file__).with_name("queries.txt")
ANSWERED = """() => {
    const said = document.querySelector('.found').textContent;
    const busy = document.querySelector('.elsewhere[aria-busy=true]');
    return said && !busy && said !== document.querySelector('template.names').dataset.searching;
}"""
FOUND = "() => [...document.querySelectorAll('.results .entry .title a')].map(link => link.getAttribute('href'))"
EXPECTED = re.compile(r"[\^+-]\S+")
JAVASCRIPT = "text/javascript"


def queries() -> Iterator[tuple[str, str, str]]:
    """Language, query, and what is expected of it."""
    language = ""
    for line in QUERIES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif line and not line.startswith("#"):
            query, mark, expected = re.fullmatch(r"(.+?) ([|=]) (.+)", line).groups()
            yield language, query, f"= {expected}" if mark == "=" else expected


@pytest.fixture(scope="module")
def site():
    return sound(connect(read_project(ROOT).value))


@pytest.fixture(scope="module")
def tab(browser, served: str) -> Iterator[Tab]:
    with opened(browser, served, "/en/search/") as visit:
        yield visit.tab
        assert not visit.troubles, "\n".join(visit.troubles)


def address(site, language: str, query: str = "") -> str:
    where = site.routes.of(Target("section", Section.SEARCH.value), language)
    return f"{where}?q={quote(query)}" if query else where


def ask(tab: Tab, served: str, where: str) -> list[str]:
    """The addresses of all results, in their order."""
    tab.goto(served + where)
    tab.wait_for_function(ANSWERED)
    more = tab.locator(".more-results")
    while more.is_visible():
        shown = tab.locator(".results .entry").count()
        more.click()
        tab.wait_for_function(f"() => document.querySelectorAll('.results .entry').length > {shown}")
    return [unquote(one) for one in tab.evaluate(FOUND)]


def test_there_are_enough_queries() -> None:
    asked = list(queries())
    assert len(asked) >= 60
    assert sum(language == "ar" for language, _, _ in asked) >= 30


@pytest.mark.parametrize(("language", "query", "expected"), list(queries()))
def test_finds_what_is_meant(tab, served, site, language: str, query: str, expected: str) -> None:
    found = ask(tab, served, address(site, language, query))
    if expected.startswith("= "):
        assert sorted(found) == sorted(ask(tab, served, address(site, language, expected[2:])))
        assert found
        return
    if expected == "nothing":
        assert not found
        assert not tab.locator(".elsewhere").is_visible()
        return
    if expected.startswith("in "):
        assert not found
        other = expected[3:]
        assert tab.locator(f"#elsewhere-{other}").is_visible()
        link = tab.locator(f"section[aria-labelledby=elsewhere-{other}] .title a").first
        assert (link.get_attribute("lang"), link.get_attribute("href")[:4]) == (other, f"/{other}/")
        return
    wanted = {mark: set() for mark in "^+-"}
    for one in EXPECTED.findall(expected):
        kind, _, id = one[1:].partition("/")
        where = site.routes.of(Target(kind, id), language)
        assert where, f"there is no {one[1:]} in {language}"
        wanted[one[0]].add(where)
    assert set(found[: len(wanted["^"])]) == wanted["^"]
    assert wanted["+"] <= set(found)
    assert not wanted["-"] & set(found)


HARMLESS = ["", " ", "a", "ا", "?", "18", "'", '"', '"""', "<img src=x onerror=alert(1)>", "</script><b>", "constructor", "__proto__", "و" * 300, "x " * 300, "\u202e\u2066abc"]


@pytest.mark.parametrize("query", HARMLESS)
def test_odd_queries_are_harmless(browser, served, site, query: str) -> None:
    for language in ("en", "ar"):
        with opened(browser, served, f"{address(site, language)}?q={quote(query)}&year=%22%5D&kind=x") as visit:
            if query.strip():
                visit.tab.wait_for_function(ANSWERED)
            assert visit.tab.locator("main img, main b").count() == 0
            assert not visit.troubles, "\n".join(visit.troubles)


MANY = 900  # pages; enough for two marks in Arabic


@pytest.fixture
def crowded(browser, served: str, site) -> Callable[[str, str, list[str]], Tab]:
    """Opens the search page of a language over an index of made-up pages with these words: `crowded("en", ["xjudge", …])`."""
    with ExitStack() as stack:

        def visit(language: str, words: list[str]) -> Tab:
            files = {f"/{one.path}": one.content for one in index_of(made_up(language, words), ROOT, cache=False)}
            tab = stack.enter_context(opened(browser, served, address(site, language))).tab

            def fulfil(route: Route) -> None:
                body = files.get(urlsplit(route.request.url).path)
                route.abort() if body is None else route.fulfill(body=body, content_type=JAVASCRIPT)

            tab.route(f"**/pagefind/{language}/**", fulfil)
            tab.reload()
            return tab

        yield visit


def made_up(language: str, words: list[str]) -> Iterator[Artifact]:
    for number, found_by in enumerate(words):
        shown = {"address": f"/{number}/", "kind": "event", "title": f"no. {number}"}
        facets = (("kind", "event"), ("year", str(2018 + number % 3)))
        page = SearchPage(f"{'z ' * 12}{found_by}", facets, msgspec.Raw(msgspec.json.encode(shown)))
        yield Artifact(f"{SEARCH_PAGES}{language}/{number}.page", msgspec.json.encode(page))


def answer(tab: Tab, query: str) -> tuple[str, list[str]]:
    """What is said of the results, and the addresses of the first."""
    tab.get_by_role("searchbox").fill(query)
    tab.keyboard.press("Enter")
    tab.wait_for_function("query => new URLSearchParams(location.search).get('q') === query", arg=query)
    tab.wait_for_function(ANSWERED)
    return tab.get_by_role("status").inner_text(), tab.evaluate(FOUND)


def test_a_word_that_very_many_pages_have_finds_all_of_them(crowded) -> None:
    rare = [str(number).translate(str.maketrans("0123456789", "bcdfghjklm")) for number in range(MANY)]
    words = [f"xrare{rare[number]} xcommon{' xhalf' * (number % 2)}" for number in range(MANY)]
    tab = crowded("en", [*words, "xcommon xhalf", *["xcommonwealth"] * 5])
    assert answer(tab, "common") == (f"{MANY + 1} results", [f"/{MANY}/", *tab.evaluate(FOUND)[1:]])
    assert answer(tab, "half common")[0] == f"{MANY // 2 + 1} results"
    assert answer(tab, "the common")[0] == f"{MANY + 1} results"
    assert answer(tab, f"rare{rare[777]}") == ("1 result", ["/777/"])
    assert answer(tab, "commonwea")[0] == "5 results", "a beginning"
    assert answer(tab, "comm")[0] == f"{MANY + 6} results", "a beginning of several words"
    counts = tab.locator(".filters section").last.locator(".count [aria-hidden]").all_inner_texts()
    assert counts == ["302"] * 3
    assert tab.locator(".filters h2").all_inner_texts() == ["Year"], "all are events: there is nothing to choose"
    assert answer(tab, "commonx")[0] == "Nothing found.", "what no word begins with is not found by a shorter one"


def test_one_value_is_offered_where_it_narrows(tab, served, site) -> None:
    found = ask(tab, served, address(site, "en", "judges"))
    country = tab.locator(".filters section").filter(has_text="Country")
    assert country.locator("a").all_inner_texts() == ["Malta"]
    assert 0 < int(country.locator(".count [aria-hidden]").inner_text()) < len(found)


def test_pages_are_found_under_all_marks(crowded) -> None:
    one, other = "xقضاه yقاض", "xقاضي yقاض"
    tab = crowded("ar", [one if number % 3 else other for number in range(MANY)])
    number = tab.evaluate("() => new Intl.NumberFormat('ar', { numberingSystem: 'latn' }).format(900)")
    for query in ("القضاة", "قاضٍ", "وقاض"):
        assert number in answer(tab, query)[0]
    assert number not in answer(tab, "قضا")[0], "a beginning of one of them"
    assert answer(tab, "قاضي")[1][0] in {f"/{place}/" for place in range(0, MANY, 3)}, "the word itself first"


def test_what_a_query_needs_is_fetched_while_it_is_typed(browser, served, site) -> None:
    with opened(browser, served, address(site, "en")) as visit:
        fetched: list[str] = []
        visit.tab.on("requestfinished", lambda request: fetched.append(request.url))
        visit.tab.wait_for_function("() => performance.getEntriesByType('resource').some(one => one.name.endsWith('facets.json'))")
        with visit.tab.expect_request_finished(lambda request: "/index/" in request.url):
            visit.tab.get_by_role("searchbox").press_sequentially("workshop")
        assert not any("/shown/" in url for url in fetched)
        fetched.clear()
        visit.tab.keyboard.press("Enter")
        visit.tab.wait_for_function(ANSWERED)
        assert [url for url in fetched if "/shown/" in url]
        assert not [url for url in fetched if "/index/" in url]


def test_everything_is_in_the_address(browser, served, site) -> None:
    with opened(browser, served, address(site, "en")) as visit:
        tab = visit.tab
        tab.get_by_role("searchbox").fill("workshop")
        tab.keyboard.press("Enter")
        tab.wait_for_function(ANSWERED)
        everything = tab.get_by_role("status").inner_text()
        year = tab.locator(".filters a[data-value='2018']")
        count = year.locator("xpath=..").locator(".count [aria-hidden]").inner_text()
        year.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_url("**year=2018**")
        tab.wait_for_function("all => document.querySelector('.found').textContent !== all", arg=everything)
        tab.wait_for_function(ANSWERED)
        assert tab.get_by_role("status").inner_text() == f"{count} results"
        assert tab.evaluate("() => document.activeElement.dataset.value") == "2018"
        assert tab.locator(".filters a[aria-current]").inner_text() == "2018"
        assert tab.locator(".chip").inner_text() == "2018"
        narrowed = tab.url
        tab.go_back()
        tab.wait_for_function("all => document.querySelector('.found').textContent === all", arg=everything)
        tab.goto(narrowed)
        tab.wait_for_function(ANSWERED)
        assert tab.get_by_role("status").inner_text() == f"{count} results"
        assert not visit.troubles, "\n".join(visit.troubles)


@pytest.mark.parametrize("query", ["terrorism", "الإرهاب", "justice"])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_are_accessible_at_every_width(browser, served, site, axe, language, query, scheme) -> None:
    with opened(browser, served, address(site, language, query), color_scheme=scheme) as visit:
        visit.tab.wait_for_function(ANSWERED)
        visit.tab.evaluate(axe)
        for width in (320, 360, 768, 1280):
            visit.tab.set_viewport_size({"width": width, "height": 800})
            assert not visit.tab.evaluate(SCROLLS), width
            if width in (360, 1280):
                found = visit.tab.evaluate(AXE_RUN)
                assert not found, "\n".join(found)
        assert not visit.troubles, "\n".join(visit.troubles)


def test_words_are_marked_in_their_own_spelling(tab, served, site) -> None:
    ask(tab, served, address(site, "ar", "استجابه"))
    marked = set(tab.locator(".results mark").all_inner_texts())
    assert {"الاستجابة", "والاستجابة"} <= marked
    ask(tab, served, address(site, "fr", "etat"))
    assert "État" in set(tab.locator(".results mark").all_inner_texts())
    ask(tab, served, address(site, "en", "the judges"))
    assert set(map(str.lower, tab.locator(".results mark").all_inner_texts())) <= {"judge", "judges"}
    ask(tab, served, address(site, "ar", "شاهد"))
    assert set(tab.locator(".results mark").all_inner_texts()) & {"الشهود", "شهود", "والشهود", "للشهود"}


def test_without_script_there_are_lists_to_browse(browser, served, site) -> None:
    for language in ("en", "fr", "ar"):
        with opened(browser, served, address(site, language, "workshop"), java_script_enabled=False) as visit:
            assert visit.tab.locator("noscript p").is_visible()
            assert visit.tab.locator(".instead a").count() >= 7
            assert visit.tab.locator("form.search").get_attribute("method") == "get"


def test_a_search_that_cannot_work_says_so(browser, served, site) -> None:
    with opened(browser, served, address(site, "en")) as visit:
        visit.tab.route("**/pagefind/**", lambda route: route.abort())
        visit.tab.reload()  # its index may have been there already
        visit.tab.get_by_role("searchbox").fill("workshop")
        visit.tab.keyboard.press("Enter")
        visit.tab.wait_for_function("() => document.querySelector('.found').textContent.includes('does not work')")
        assert visit.tab.locator(".instead").is_visible()


def test_every_page_leads_to_the_search_page(browser, served, site) -> None:
    for language in site.languages:
        with opened(browser, served, f"/{language}/") as visit:
            assert visit.tab.locator(".mast .find a").get_attribute("href") == address(site, language)
