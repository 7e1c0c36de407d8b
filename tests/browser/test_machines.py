"""Calendars and open data as readers meet them: a button, links to subscribe, a page of files; and what they fetch.

That these pages have no barrier and never scroll sideways is seen in test_pages.py, as of all pages.
"""

import json
from urllib.request import urlopen

import pytest

from sitegen.link.routes import Target
from tests.calendars import read
from tests.sample import sample_site

pytestmark = pytest.mark.browser
LANGUAGES = ("en", "fr", "ar")
SMALLEST = 24  # CSS pixels of what one clicks on (WCAG 2.2, 2.5.8)


def address_of(kind: str, id: str, language: str) -> str:
    return str(sample_site().routes.of(Target(kind, id), language))


def fetched(address: str) -> bytes:
    with urlopen(address) as answer:
        content: bytes = answer.read()
        return content


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_event_has_one_button_and_it_gives_a_calendar(language: str, visit, served: str) -> None:
    tab = visit(address_of("event", "2020-07-response", language), java_script_enabled=False).tab
    button = tab.locator(".button")
    assert button.count() == 1
    box = button.bounding_box()
    assert box and box["height"] >= SMALLEST and box["width"] >= SMALLEST
    calendar = read(fetched(served + str(button.get_attribute("href"))))
    days = [event.one("DTSTART").value for event in calendar.components]
    assert days == ["20200715", "20200721", "20200728"]
    assert {event.one("SUMMARY").parameters["LANGUAGE"] for event in calendar.components} == {language}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_is_reached_by_keyboard(language: str, visit) -> None:
    tab = visit(address_of("event", "2020-07-response", language)).tab
    for _ in range(40):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('.button')"):
            break
    assert tab.evaluate("document.activeElement.matches('.button:focus-visible')")
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shown", [("initiative", "homegrown"), ("section", "events"), ("home", "")], ids=lambda shown: shown[0])
def test_lists_of_events_offer_their_calendar(shown: tuple[str, str], language: str, visit, served: str) -> None:
    tab = visit(address_of(*shown, language), java_script_enabled=False).tab
    links = tab.locator("main .actions a")
    assert links.count() == 2
    subscribe, file = (str(links.nth(number).get_attribute("href")) for number in (0, 1))
    assert subscribe == f"webcal://www.example.org{file}"
    calendar = read(fetched(served + file))
    assert calendar.one("SOURCE").value.endswith(file)
    assert f'<link rel="alternate" type="text/calendar" title="{calendar.one("NAME").text.rpartition(" – ")[0]}" href="{file}">' in tab.content()
    assert tab.locator(f'.foot a[href="{file}"]').count() == 1


def test_a_borrowed_page_gives_the_calendar_of_the_text_it_shows(visit, served: str) -> None:
    tab = visit(address_of("event", "2018-06-review", "ar")).tab
    button = tab.locator(".button")
    assert button.get_attribute("hreflang") == "en"
    (event,) = read(fetched(served + str(button.get_attribute("href")))).components
    assert event.one("SUMMARY").parameters["LANGUAGE"] == "en"
    assert "2018-06-review" not in fetched(f"{served}/ar/calendar.ics").decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_foot_leads_to_the_data_and_every_file_is_there(language: str, visit, served: str) -> None:
    tab = visit(f"/{language}/", java_script_enabled=False).tab
    tab.locator(f'.foot a[href="/{language}/data/"]').click()
    assert tab.locator("h1").inner_text()
    files = tab.locator("main a[type]").evaluate_all("links => links.map(link => [link.type, link.getAttribute('href')])")
    assert len(files) == 13
    for kind, address in files:
        content = fetched(served + address)
        assert (json.loads(content) if "json" in kind else content.startswith(b"\xef\xbb\xbfid,")), address
