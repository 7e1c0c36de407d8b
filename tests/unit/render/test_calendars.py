"""iCalendar files, read back by a reader that knows the standard and not the library that wrote them."""

import pytest

from sitegen.base.diagnostics import Checked
from sitegen.base.files import Artifact
from sitegen.link.routes import Target
from sitegen.model.options import Options
from sitegen.pipeline import build
from sitegen.render.calendars import calendars_of
from tests.calendars import Component, read
from tests.plain import linked, plain, said
from tests.projects import CONFIG

LONG = "مكافحة التطرف العنيف (P/CVE) في السجون، والتأهيل؛ وما بعد: " * 6
FEATURES = CONFIG + "features: [calendars]\n"
PROJECT = {
    "content/events/a/index.fr.md": """\
---
title: "Répondre, vite ; et juste"
summary: Six jours, en trois périodes.
type: workshop
dates: ["2020-07-15", "2020-07-21/2020-07-22", "2020-12-31/2021-01-01"]
location: {place: valletta, venue: "Hôtel A, salle B", online: true}
initiative: home
---
Texte.
""",
    "content/events/a/index.ar.md": f"---\ntitle: الاستجابة (IIJ)\nsummary: '{LONG}'\ntranslation: {{of: fr, fingerprint: 00000000}}\n---\nنص\n",
    "content/events/b.en.md": '---\ntitle: B\ntype: launch\ndates: ["2021-02-28"]\nlocation: online\n---\nText.\n',
    "content/events/last.en.md": '---\ntitle: Last\ntype: launch\ndates: ["9999-12-31"]\nlocation: {city: Nowhere, country: MT}\n---\nText.\n',
    "content/initiatives/home.fr.md": "---\ntitle: Maison\n---\nTexte.\n",
    "content/initiatives/none.fr.md": "---\ntitle: Rien\n---\nTexte.\n",
    "content/records/places.yaml": "valletta: {name: {fr: La Valette, ar: فاليتا}, country: MT, coordinates: [35.8989, -14.5]}\n",
}


def made(texts: dict[str, str], config: str = FEATURES, options: Options = Options()) -> dict[str, bytes]:
    checked: Checked[tuple[Artifact, ...] | None] = build(plain(texts, config), options)
    assert checked.value is not None, "\n".join(said(checked.diagnostics))
    return {one.path: one.content for one in checked.value if one.path.endswith(".ics")}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return made(PROJECT)


def events(content: bytes) -> list[Component]:
    return read(content).components


def days(event: Component) -> tuple[str, str]:
    return event.one("DTSTART").value, event.one("DTEND").value


def test_which_calendars_there_are(files: dict[str, bytes]) -> None:
    """One for each language and initiative, and of each event one in each language that it has a text in."""
    for tag in ("en", "fr", "ar"):
        assert f"{tag}/calendar.ics" in files
        assert (f"{tag}/initiatives/home/calendar.ics" in files) == (tag != "en"), "without an event it would be none"
        assert f"{tag}/initiatives/none/calendar.ics" not in files
    own = {path for path in files if "calendar.ics" not in path}
    assert own == {"fr/evenements/a/a.ics", "ar/faaliyat/a/a.ics", "en/events/b/b.ics", "en/events/last/last.ics"}


def test_without_the_word_there_is_none() -> None:
    assert made(PROJECT, CONFIG) == {}


def test_every_range_is_an_event_of_whole_days(files: dict[str, bytes]) -> None:
    """DTEND is the day on which it is over, across months and years too."""
    found = events(files["fr/evenements/a/a.ics"])
    assert [days(one) for one in found] == [("20200715", "20200716"), ("20200721", "20200723"), ("20201231", "20210102")]
    for one in found:
        assert one.one("DTSTART").parameters == one.one("DTEND").parameters == {"VALUE": "DATE"}
        assert one.one("DTSTAMP").value == "20210101T000000Z"
        assert one.one("TRANSP").value == "TRANSPARENT"
    first, *others = [one.one("UID").value for one in found]
    assert [one.one("RELATED-TO").value for one in found[1:]] == [first] * len(others)


def test_the_last_day_of_all_has_no_day_after_it(files: dict[str, bytes]) -> None:
    (found,) = events(files["en/events/last/last.ics"])
    assert found.one("DTSTART").value == "99991231"
    assert not found.has("DTEND")


def test_an_event_is_the_same_in_all_languages_and_files(files: dict[str, bytes]) -> None:
    known = [one.one("UID").value for one in events(files["fr/evenements/a/a.ics"])]
    for path in ("ar/faaliyat/a/a.ics", "fr/calendar.ics", "ar/calendar.ics", "fr/initiatives/home/calendar.ics"):
        assert [one.one("UID").value for one in events(files[path])] == known


def test_identifiers_stay_when_words_and_days_change(files: dict[str, bytes]) -> None:
    text = PROJECT["content/events/a/index.fr.md"]
    changed = text.replace("vite", "plus vite").replace("2020-07-15", "2020-07-16").replace("type:", "slug: nouveau\ntype:")
    after = made({**PROJECT, "content/events/a/index.fr.md": changed})
    before = [one.one("UID").value for one in events(files["fr/evenements/a/a.ics"])]
    assert [one.one("UID").value for one in events(after["fr/evenements/nouveau/a.ics"])] == before


def test_words_are_in_their_language_and_say_so(files: dict[str, bytes]) -> None:
    first = events(files["fr/evenements/a/a.ics"])[0]
    assert first.one("SUMMARY").text.replace("\u00a0", " ").replace("\u202f", " ") == "Répondre, vite ; et juste (1/3)"
    assert first.one("LOCATION").text.replace("fr:", "") == "Hôtel A, salle B, La Valette, Malte, Online"
    assert first.one("DESCRIPTION").text.endswith("\n\nhttps://site.example/fr/evenements/a/")
    assert first.one("CATEGORIES").texts == ["fr:Workshop", "Maison"]
    assert first.one("GEO").value == "35.8989;-14.5"
    assert first.one("URL").value == "https://site.example/fr/evenements/a/"
    for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES"):
        assert first.one(name).parameters["LANGUAGE"] == "fr"
    arabic = events(files["ar/faaliyat/a/a.ics"])[0]
    assert arabic.one("SUMMARY").parameters["LANGUAGE"] == "ar"
    assert "\u2066IIJ\u2069" in arabic.one("SUMMARY").text
    assert "\u2066P/CVE\u2069" in arabic.one("DESCRIPTION").text


def test_only_true_translations_are_in_the_calendar_of_a_language(files: dict[str, bytes]) -> None:
    urls = {tag: {one.one("URL").value for one in read(files[f"{tag}/calendar.ics"]).components} for tag in ("fr", "ar", "en")}
    assert urls["fr"] == {"https://site.example/fr/evenements/a/"}
    assert urls["ar"] == {"https://site.example/ar/faaliyat/a/"}
    assert urls["en"] == {"https://site.example/en/events/b/", "https://site.example/en/events/last/"}


def test_a_calendar_says_what_it_is_and_when_to_ask_again(files: dict[str, bytes]) -> None:
    calendar = read(files["fr/calendar.ics"])
    assert calendar.one("NAME").text == calendar.one("X-WR-CALNAME").text == "fr:Events – Un site"
    assert calendar.one("NAME").parameters == {"LANGUAGE": "fr"}
    assert calendar.one("REFRESH-INTERVAL").value == "P1D"
    assert calendar.one("REFRESH-INTERVAL").parameters == {"VALUE": "DURATION"}
    assert calendar.one("SOURCE").value == "https://site.example/fr/calendar.ics"
    assert calendar.one("SOURCE").parameters == {"VALUE": "URI"}
    assert not read(files["fr/evenements/a/a.ics"]).has("NAME")


def test_pages_offer_their_calendars() -> None:
    site, _ = linked(PROJECT, FEATURES)

    def offered(kind: str, id: str, language: str) -> list[tuple[str, str, str]]:
        found = calendars_of(site, Target(kind, id), language)
        return [(one.address, one.subscribe, one.language) for one in found]

    everything = ("/fr/calendar.ics", "webcal://site.example/fr/calendar.ics", "")
    home = ("/fr/initiatives/home/calendar.ics", "webcal://site.example/fr/initiatives/home/calendar.ics", "")
    assert offered("home", "", "fr") == [everything]
    assert offered("event", "a", "fr") == [("/fr/evenements/a/a.ics", "", ""), everything]
    assert offered("initiative", "home", "fr") == [home, everything]
    assert offered("initiative", "none", "fr") == [everything]
    borrowed = offered("event", "a", "en")
    assert borrowed[0] == ("/fr/evenements/a/a.ics", "", "fr"), "the file of the text that is shown"
