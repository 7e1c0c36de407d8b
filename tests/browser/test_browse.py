"""Browsing: the list of events narrowed in place, by pointer and by keyboard, and the same without script."""

import json
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page as Tab

from sitegen.disk.tree import read_project
from sitegen.l10n.numbers import format_number
from sitegen.link.index import cited, dates_of
from sitegen.link.mentions import Role
from sitegen.link.routes import Target
from sitegen.link.site import Site
from sitegen.link.translations import Entry
from sitegen.model.writeups import Kind
from sitegen.pipeline import connect
from tests.projects import ROOT

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "fr", "ar")
PRACTICE = "rabat-washington/18"
FOUND = ".found:not(:empty)"
SCROLLS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
COUNTS = """() => Object.fromEntries([...document.querySelectorAll('.filters [data-value]')].map(link => [
    `${link.closest('[data-facet]').dataset.facet} ${link.dataset.value}`,
    link.closest('li, h3')?.querySelector('.count').firstElementChild.textContent ?? link.title]))"""
TITLES = "() => [...document.querySelectorAll('.narrowed .entry .title a')].map(link => link.getAttribute('href'))"
ROWS = "(part) => [...document.querySelectorAll(`.${part} .entry`)].map(row => row.outerHTML.replace(/\\s+/g, ' '))"
WATCH_SHIFTS = """window.shifted = 0;  // in the page itself: while it still comes in, its lower edge is anywhere
const inside = shift => shift.sources.some(source => source.node?.parentElement?.closest('main'));
new PerformanceObserver(list => { for (const one of list.getEntries()) window.shifted += inside(one) ? one.value : 0; })
    .observe({type: 'layout-shift', buffered: true});"""
AXE_RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
    found => `${found.id}: ` + found.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | '))"""


@pytest.fixture(scope="module")
def site() -> Site:
    found = connect(read_project(ROOT).value).value
    assert found
    return found


# What the content says


def values_of(site: Site, entry: Entry) -> dict[str, set[str]]:
    """Everything that an entry counts under, from its facts."""
    facts = entry.facts
    dates = dates_of(facts)
    hosts = {code for code, roles in site.index.by_party.items() if entry.key in roles.get(Role.HOST, ())}
    return {
        "kinds": {entry.kind.value},
        "catalogues": {reference.catalogue for reference in facts.practices},
        "practices": {f"{id}/{number}" for id, number in cited(facts, site.catalogues)},
        "initiatives": {getattr(facts, "initiative", None) or ""},
        "years": {str(dates.year) if dates else ""},
        "countries": hosts,
        "languages": set(entry.texts),
        "organisations": {
            id for id, roles in site.index.by_party.items() if any(entry.key in one for one in roles.values())
        },
    }


def matching(site: Site, chosen: dict[str, set[str]]) -> list[Entry]:
    """The entries to which everything chosen applies; values of one facet are alternatives."""
    kinds = (Kind.EVENT, Kind.PROJECT, Kind.PUBLICATION)
    entries = [site.entries[key] for kind in kinds for key in site.index.by_kind[kind]]
    return [one for one in entries if all(values_of(site, one)[facet] & wanted for facet, wanted in chosen.items())]


def count_of(site: Site, chosen: dict[str, set[str]], facet: str, value: str) -> int:
    return len(matching(site, {**chosen, facet: {value}}))


def addresses(site: Site, entries: Iterable[Entry], language: str) -> set[str]:
    return {site.routes.of(Target(one.kind.value, one.id), language) or "" for one in entries}


def events_of(site: Site, language: str) -> str:
    return site.routes.of(Target("section", "events"), language) or ""


def choice(tab: Tab, facet: str, value: str) -> None:
    tab.locator(f'[data-facet="{facet}"] a[data-value="{value}"]').first.click()


def tab_to(tab: Tab, selector: str, most: int = 200) -> None:
    """Press Tab until the focus is on what the selector names, as a reader without a mouse does."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        if tab.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"no Tab leads to {selector}")


# Narrowing


@pytest.mark.parametrize("language", LANGUAGES)
def test_counts_are_those_of_the_content(visit, site: Site, language: str) -> None:
    opened = visit(events_of(site, language))
    tab: Tab = opened.tab
    chosen = {"kinds": {"event"}}
    before = tab.evaluate(COUNTS)
    for facet, value in (("initiatives", "homegrown"), ("languages", "ar"), ("years", "2020")):
        choice(tab, facet, value)
        chosen[facet] = {value}
        tab.wait_for_function("value => location.search.includes(value)", arg=value)
        tab.wait_for_selector(f"{FOUND} >> visible=true")
        assert set(tab.evaluate(TITLES)) == addresses(site, matching(site, chosen), language)
    shown = tab.evaluate(COUNTS)
    for name, text in shown.items():
        facet, value = name.split(" ")
        truth = count_of(site, chosen, facet, value)
        assert text == format_number(truth, site.speech(language)) or facet == "practices", name
        if facet == "practices":
            assert tab.locator(f'.nums a[data-value="{value}"]').get_attribute("aria-disabled") == (
                None if truth else "true"
            )
    tab.locator(".clear").click()
    tab.wait_for_selector(".plain >> visible=true")
    after = tab.evaluate(COUNTS)
    assert {name: text for name, text in after.items() if not name.startswith("practices")} == {
        name: text for name, text in before.items() if not name.startswith("practices")
    }
    assert not opened.troubles, opened.troubles


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_holds_what_is_chosen(visit, site: Site, language: str) -> None:
    tab: Tab = visit(events_of(site, language)).tab
    choice(tab, "practices", PRACTICE)
    tab.wait_for_selector(FOUND)
    choice(tab, "years", "2021")
    tab.wait_for_function("document.querySelectorAll('.chip').length === 2")
    two, both = tab.evaluate(TITLES), urlsplit(tab.url)
    assert both.query == f"practice={PRACTICE}&year=2021"
    tab.go_back()
    tab.wait_for_function("document.querySelectorAll('.chip').length === 1")
    one = tab.evaluate(TITLES)
    assert set(two) < set(one)
    tab.go_back()
    tab.wait_for_selector(".plain >> visible=true")
    assert not tab.locator(".narrowed .entry").count()
    tab.go_forward()
    tab.go_forward()
    tab.wait_for_function("document.querySelectorAll('.chip').length === 2")
    assert tab.evaluate(TITLES) == two
    tab.reload()
    tab.wait_for_selector(FOUND)
    assert tab.evaluate(TITLES) == two
    tab.locator(".chip").last.click()
    tab.wait_for_function("document.querySelectorAll('.chip').length === 1")
    assert tab.evaluate(TITLES) == one
    assert tab.evaluate("() => document.activeElement.matches('.chips a')"), "the focus is lost with the chip"


def test_values_of_one_facet_are_alternatives(visit, site: Site) -> None:
    tab: Tab = visit(f"{events_of(site, 'fr')}?kind=project,publication&year=2018,2021&year=x&country=nowhere").tab
    tab.wait_for_selector(FOUND)
    chosen = {"kinds": {"project", "publication"}, "years": {"2018", "2021"}}
    assert set(tab.evaluate(TITLES)) == addresses(site, matching(site, chosen), "fr")
    assert tab.locator(".chip").count() == 4


def test_a_second_value_is_added_and_the_first_taken_back(visit, site: Site) -> None:
    tab: Tab = visit(f"{events_of(site, 'fr')}?year=2018").tab
    tab.wait_for_selector(FOUND)
    for value, left in (("2021", {"2018", "2021"}), ("2018", {"2021"})):
        choice(tab, "years", value)
        tab.wait_for_function("count => document.querySelectorAll('.chip').length === count", arg=len(left))
        assert set(tab.evaluate(TITLES)) == addresses(site, matching(site, {"kinds": {"event"}, "years": left}), "fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_are_those_of_the_plain_list(visit, site: Site, language: str) -> None:
    every = ",".join(link for link in site.languages)
    tab: Tab = visit(f"{events_of(site, language)}?text={every}").tab
    tab.wait_for_selector(FOUND)
    rows, plain = tab.evaluate(ROWS, "narrowed"), tab.evaluate(ROWS, "plain")
    assert len(plain) == site.config.events_per_page
    assert rows[: len(plain)] == plain
    assert len(rows) == len(site.index.by_kind[Kind.EVENT])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_a_year_leads_to_the_list_narrowed_to_it(visit, site: Site, language: str) -> None:
    tab: Tab = visit(site.routes.of(Target("year", "2018"), language)).tab
    choice(tab, "languages", language)
    tab.wait_for_selector(FOUND)
    chosen = {"kinds": {"event"}, "years": {"2018"}, "languages": {language}}
    assert set(tab.evaluate(TITLES)) == addresses(site, matching(site, chosen), language)


def test_nothing_found_is_said(visit, site: Site) -> None:
    tab: Tab = visit(f"{events_of(site, 'en')}?practice={PRACTICE}&initiative=remve").tab
    tab.wait_for_selector(".narrowed .empty")
    assert tab.locator("[role=status]").inner_text() == "0 events"


def test_plural_forms_of_the_language(visit, site: Site) -> None:
    tab: Tab = visit(events_of(site, "ar")).tab
    plain = tab.url
    for year, number in (("2017", 1), ("2021", 2), ("2019", 3), ("2016,2017,2018,2020", 12)):
        tab.goto(f"{plain}?year={year}")
        tab.wait_for_selector(FOUND)
        said = tab.locator("[role=status]").inner_text()
        assert said == site.sources.messages["ar"].ngettext("%(num)s event", "%(num)s events", number) % {"num": number}


def test_what_cannot_be_fetched_leads_to_the_plain_page(visit, site: Site) -> None:
    tab: Tab = visit(events_of(site, "en")).tab
    tab.route(re.compile(r"rows\.json"), lambda route: route.abort())
    choice(tab, "initiatives", "rftf")
    tab.wait_for_url(f"**{site.routes.of(Target('initiative', 'rftf'), 'en')}")


def test_links_lead_to_plain_pages_without_script(visit, site: Site) -> None:
    opened = visit(events_of(site, "ar"), java_script_enabled=False)
    links = opened.tab.locator(".filters [data-value]").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    known = set(site.routes.addresses.values())
    assert links
    assert set(links) <= known
    choice(opened.tab, "practices", PRACTICE)
    assert urlsplit(opened.tab.url).path == site.routes.of(Target("practice", PRACTICE), "ar")
    assert not opened.troubles


def test_what_can_be_read_in_a_language(visit, site: Site) -> None:
    tab: Tab = visit(events_of(site, "en"), java_script_enabled=False).tab
    choice(tab, "languages", "ar")
    titles: set[str] = set()
    while True:
        titles |= set(
            tab.locator(".entry .title a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        )
        if not tab.locator("a[rel=next]").count():
            break
        tab.locator("a[rel=next]").click()
    readable = matching(site, {"languages": {"ar"}})
    assert titles == addresses(site, readable, "ar")
    assert tab.evaluate("() => document.documentElement.lang") == "ar"


# By keyboard


def test_by_keyboard_from_the_events_to_the_first_on_practice_18(visit, site: Site) -> None:
    opened = visit(events_of(site, "ar"))
    tab: Tab = opened.tab
    tab_to(tab, f'.nums a[data-value="{PRACTICE}"]')
    tab.keyboard.press("Enter")
    tab.wait_for_selector(FOUND)
    assert tab.evaluate("() => document.activeElement.dataset.value") == PRACTICE, "the focus has moved"
    tab_to(tab, ".narrowed .entry .title a")
    tab.keyboard.press("Enter")
    tab.wait_for_function("!document.querySelector('.filters')")
    first = matching(site, {"kinds": {"event"}, "practices": {PRACTICE}})[0]
    assert urlsplit(tab.url).path == site.routes.of(Target("event", first.id), "ar")
    assert tab.locator("main .practices a", has_text="18").count()
    assert not opened.troubles


def test_on_a_phone_the_facets_open_in_place(visit, site: Site) -> None:
    tab: Tab = visit(events_of(site, "fr")).tab
    tab.set_viewport_size({"width": 360, "height": 800})
    assert not tab.locator(".filters").is_visible()
    tab_to(tab, ".fold > summary")
    tab.keyboard.press("Enter")
    assert tab.locator(".filters").is_visible()
    tab_to(tab, '[data-facet="years"] a')
    tab.keyboard.press("Enter")
    tab.wait_for_selector(FOUND)
    assert tab.locator(".fold > summary").inner_text().endswith("(1)")
    assert tab.locator(".filters").is_visible()


# How it looks


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_a_narrowed_list_is_accessible(visit, site: Site, axe: str, language: str, scheme: str, width: int) -> None:
    opened = visit(f"{events_of(site, language)}?practice={PRACTICE}&kind=event,publication", color_scheme=scheme)
    tab: Tab = opened.tab
    tab.set_viewport_size({"width": width, "height": 800})
    tab.wait_for_selector(FOUND)
    if width < 1024:
        tab.locator(".fold > summary").click()
    tab.evaluate(axe)
    assert not tab.evaluate(AXE_RUN)
    for size in (320, 360, 768, 1280):
        tab.set_viewport_size({"width": size, "height": 800})
        assert not tab.evaluate(SCROLLS), size
    assert not opened.troubles


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_narrowed_list_loads(visit, site: Site, width: int) -> None:
    opened = visit(events_of(site, "ar"))
    tab: Tab = opened.tab
    tab.set_viewport_size({"width": width, "height": 800})
    tab.add_init_script(WATCH_SHIFTS)
    tab.goto(f"{tab.url}?practice={PRACTICE}")
    tab.wait_for_selector(FOUND)
    opened.settle()
    assert tab.evaluate("() => window.shifted") < 0.01


# What is still to come


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_to_come_by_the_readers_own_day(visit, site: Site, language: str, width: int) -> None:
    opened = visit(events_of(site, language))
    tab: Tab = opened.tab
    tab.set_viewport_size({"width": width, "height": 800})
    tab.add_init_script(WATCH_SHIFTS)
    said = {}
    for day in ("2020-07-15", "2020-07-30", "2020-07-31", "2031-01-01"):
        tab.clock.set_fixed_time(f"{day}T12:00:00")
        tab.reload()
        opened.settle()
        said[day] = tab.locator(".soon").evaluate_all("labels => labels.map(label => label.textContent)")
        assert tab.evaluate("() => window.shifted") < 0.01
    words = site.sources.messages[language]
    upcoming, under_way = words.gettext("Upcoming"), words.gettext("Under way")
    assert said["2020-07-15"] == said["2020-07-30"] == [upcoming] * 4 + [under_way]
    assert said["2020-07-31"] == [upcoming] * 4
    assert said["2031-01-01"] == []


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_events_own_page_says_it_too(visit, site: Site, language: str, width: int) -> None:
    tab: Tab = visit(site.routes.of(Target("event", "2020-07-response"), language)).tab
    tab.set_viewport_size({"width": width, "height": 800})
    tab.add_init_script(WATCH_SHIFTS)
    words = site.sources.messages[language]
    for day, said in (("2020-07-14", "Upcoming"), ("2020-07-15", "Under way"), ("2020-07-30", "Under way"), ("2020-07-31", "")):
        tab.clock.set_fixed_time(f"{day}T23:30:00")
        tab.reload()
        tab.wait_for_load_state("networkidle")
        assert tab.locator(".dates .soon").all_inner_texts() == ([words.gettext(said)] if said else [])
        assert tab.evaluate("() => window.shifted") < 0.01


def test_rows_of_a_narrowed_list_are_marked_too(visit, site: Site) -> None:
    tab: Tab = visit(events_of(site, "en")).tab
    tab.clock.set_fixed_time("2020-07-21T12:00:00")
    tab.goto(f"{tab.url}?practice={PRACTICE}")
    tab.wait_for_selector(FOUND)
    assert tab.locator(".narrowed .soon").all_inner_texts() == ["Upcoming", "Under way"]


def test_nobody_says_what_is_to_come_without_script(visit, site: Site) -> None:
    tab: Tab = visit(events_of(site, "en"), java_script_enabled=False).tab
    assert not tab.locator(".soon").count()


def test_rows_are_one_file_of_json(visit, site: Site) -> None:
    opened = visit(events_of(site, "en"))
    tab: Tab = opened.tab
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.reload()
    opened.settle()
    assert not [url for url in asked if url.endswith(".json")], "it is fetched before anybody narrows"
    data = json.loads(tab.request.get(f"{tab.url}rows.json").text())
    assert len(data["rows"]) == len(matching(site, {}))
