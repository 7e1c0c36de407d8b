"""Addresses: made of section words and slugs, each claimed once, old ones redirected."""

import pytest

from sitegen.link.routes import Target, file_of
from sitegen.link.site import Site
from tests.plain import linked
from tests.projects import CONFIG

EVENT = 'type: workshop\ndates: ["2020-07-15"]\nlocation: online\n'


def page(more: str = "", title: str = "T") -> str:
    return f"---\ntitle: {title}\n{more}---\nText.\n"


def translated(more: str = "") -> str:
    return page("translation: {of: en, fingerprint: 00000000}\n" + more)


def codes(found: list[str]) -> list[str]:
    return [line for line in found if "translation/" not in line]


def address(site: Site, kind: str, id: str = "", language: str = "en") -> str | None:
    return site.routes.of(Target(kind, id), language)


def test_addresses_use_section_words_slugs_and_small_letters() -> None:
    config = """\
title: {en: S}
url: https://site.example/
events_per_page: 1
languages:
  en: {}
  fr: {sections: {events: evenements, countries: pays, catalogues: recueils}}
  pt-BR: {sections: {events: eventos}}
"""
    site, found = linked(
        {
            "content/events/a.en.md": page(EVENT + "organisers: [MT, iij]\n"),
            "content/events/a.fr.md": translated("slug: premier-été\n"),
            "content/events/b.fr.md": page(EVENT.replace("2020", "2021") + "slug: deuxième\n"),
            "content/pages/about.en.md": page("slug: who-we-are\n"),
            "content/catalogues/rome.yaml": "id: rome\ntitle: {en: Rome}\ntotal: 2\n",
            "content/records/organisations.yaml": "iij: {name: {en: I}}\n",
            "locale/pt_BR/LC_MESSAGES/site.po": "",
        },
        config,
    )
    assert address(site, "home", "", "pt-BR") == "/pt-br/"
    assert address(site, "section", "events", "fr") == "/fr/evenements/"
    assert address(site, "event", "a", "en") == "/en/events/a/"
    assert address(site, "event", "a", "fr") == "/fr/evenements/premier-été/"
    assert address(site, "event", "b", "en") == "/en/events/b/", "a fallback page has its id for a slug"
    assert address(site, "event", "b", "pt-BR") == "/pt-br/eventos/b/"
    assert address(site, "year", "2020", "fr") == "/fr/evenements/2020/"
    assert address(site, "page of events", "2", "en") == "/en/events/page-2/"
    assert address(site, "page of events", "1", "en") is None
    assert address(site, "page", "about", "en") == "/en/who-we-are/"
    assert address(site, "page", "about", "fr") == "/fr/about/"
    assert address(site, "catalogue", "rome", "fr") == "/fr/recueils/rome/"
    assert address(site, "practice", "rome/2", "fr") == "/fr/recueils/rome/2/"
    assert address(site, "practice", "rome/3", "fr") is None
    assert address(site, "organisation", "iij", "fr") == "/fr/organisations/iij/"
    assert address(site, "country", "MT", "fr") == "/fr/pays/mt/"
    assert not [line for line in codes(found) if "message/" not in line]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"content/events/2020.en.md": page(EVENT)}, ["content/events/2020.en.md:2:8 route/clash two pages want the address /en/events/2020/ (config.yaml:4)"]),
        ({"content/pages/events.en.md": page()}, ["content/pages/events.en.md:2:8 route/clash two pages want the address /en/events/ (config.yaml:4)"]),
        (
            {"content/pages/a.en.md": page(), "content/pages/b.en.md": page("slug: a\n")},
            ["content/pages/b.en.md:3:7 route/clash two pages want the address /en/a/ (content/pages/a.en.md:2)"],
        ),
        (
            {"content/pages/a.en.md": page(), "content/pages/a.fr.md": translated("slug: b\n"), "content/pages/b.en.md": page()},
            ["content/pages/b.en.md:2:8 route/clash two pages want the address /fr/b/ (content/pages/a.fr.md:4)"],
        ),
        ({"content/events/a.en.md": page(EVENT), "content/projects/a.en.md": page(), "content/pages/a.en.md": page()}, []),
    ],
)
def test_clashes(files: dict[str, str], expected: list[str]) -> None:
    assert codes(linked(files)[1]) == expected, "one mistake gives one diagnostic"


def test_a_second_page_of_the_list_is_taken_only_where_it_exists() -> None:
    files = {"content/events/page-2.en.md": page(EVENT)}
    assert codes(linked(files)[1]) == []
    files["content/events/b.en.md"] = page(EVENT)
    found = codes(linked(files, CONFIG + "events_per_page: 1\n")[1])
    assert [line.split()[1] for line in found] == ["route/clash"]


def test_aliases_redirect() -> None:
    site, found = linked(
        {
            "content/pages/a.en.md": page("aliases: [/old/a/, /older.html, /%C3%A9t%C3%A9/, /événement]\n"),
            "content/pages/a.fr.md": translated("slug: un\naliases: /vieux/un\n"),
        }
    )
    assert codes(found) == []
    assert site.routes.redirects == {
        "/old/a/": "/en/a/",
        "/older.html": "/en/a/",
        "/%C3%A9t%C3%A9/": "/en/a/",
        "/événement": "/en/a/",
        "/vieux/un": "/fr/un/",
    }


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/a/", "a/index.html"),
        ("/a", "a/index.html"),
        ("/a/b.html", "a/b.html"),
        ("/a.htm", "a.htm"),
        ("/a.php", "a.php/index.html"),
        ("/%C3%A9t%C3%A9/", "été/index.html"),
    ],
)
def test_files_of_addresses(address: str, file: str) -> None:
    assert file_of(address) == file


@pytest.mark.parametrize(
    ("alias", "owner"),
    [
        ("/en/b/", "content/pages/b.en.md:2"),
        ("/en/b", "content/pages/b.en.md:2"),
        ("/en/b/index.html", "content/pages/b.en.md:2"),
        ("/%65n/b/", "content/pages/b.en.md:2"),
        ("/en/a/", "content/pages/a.en.md:2"),
        ("/fr/b/", "content/pages/b.en.md:2"),
        ("/en/", "config.yaml:4"),
        ("/fr/evenements", "config.yaml:5"),
        ("/taken/", "content/pages/b.en.md:3"),
        ("/taken", "content/pages/b.en.md:3"),
        ("/taken/index.html", "content/pages/b.en.md:3"),
        ("/EN/B/", "content/pages/b.en.md:2"),
        ("/Taken", "content/pages/b.en.md:3"),
    ],
)
def test_an_alias_takes_nothing_that_exists(alias: str, owner: str) -> None:
    found = linked(
        {
            "content/pages/a.en.md": page("slug: a\n"),
            "content/pages/b.en.md": page("aliases: [/taken/]\n"),
            "content/pages/c/index.en.md": page(f"aliases: [{alias}]\n"),
        }
    )[1]
    shown = owner.replace("a.en.md:2", "a.en.md:3")
    assert codes(found) == [f"content/pages/c/index.en.md:3:11 route/alias-clash {alias} is already the address of another page ({shown})"]


def test_two_languages_of_one_page_cannot_both_have_an_alias() -> None:
    files = {"content/pages/a.en.md": page("aliases: [/old/]\n"), "content/pages/a.fr.md": translated("aliases: [/old/]\n")}
    assert codes(linked(files)[1]) == [
        "content/pages/a.fr.md:4:11 route/alias-clash /old/ is already the address of another page (content/pages/a.en.md:3)"
    ]


@pytest.mark.parametrize("policy", ["list", "hide"])
def test_without_fallback_pages_there_is_no_address(policy: str) -> None:
    site, found = linked({"content/events/a.en.md": page(EVENT)}, CONFIG + f"fallback: {{event: {policy}}}\n")
    assert not found
    assert address(site, "event", "a", "en") == "/en/events/a/"
    assert address(site, "event", "a", "fr") is None
