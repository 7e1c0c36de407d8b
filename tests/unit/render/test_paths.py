"""Paths: two files that want one name, and names that no file can have, are told before anything is made."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from PIL import Image

from sitegen.base.files import SourceFile, alike
from sitegen.pipeline import build
from tests.plain import plain, said
from tests.projects import CONFIG, files

FEATURES = "features: [calendars, data, cards, coverage, filters, search, side-by-side]\n"
EVENT = "---\ntitle: {title}\nsummary: s\n{more}type: workshop\ndates: [2020-07-15]\nlocation: online\n{facts}---\nText.\n"
FRENCH = "---\ntitle: Un\nsummary: s\nslug: un\ntranslation: {of: en, fingerprint: 00000000}\n---\nTexte.\n"
PROJECT = {
    "content/catalogues/rome.yaml": "id: rome\ntitle: {en: Rome, fr: Rome, ar: روما}\ntotal: 3\n",
    "content/initiatives/i.en.md": "---\ntitle: I\nsummary: s\n---\nText.\n",
    "content/events/one/index.en.md": EVENT.format(title="One", more="", facts="initiative: i\n"),
    "content/events/one/index.fr.md": FRENCH,
    "content/events/one/map.pdf": "%PDF",
}
ALIASED = "content/pages/old.en.md"


def told(more: Mapping[str, str], features: str = FEATURES) -> list[str]:
    """What a build says about addresses and names."""
    checked = build(plain({**PROJECT, **more}, CONFIG + features))
    assert checked.value is None, "nothing is made of a site in which two files want one name"
    return [line for line in said(checked.diagnostics) if " route/" in line]


@pytest.mark.parametrize(
    ("aliases", "features"),
    [
        ("/en/events/one/side-by-side-de/, /calendar.ics, /pagefinder/, /en/files", FEATURES),
        ("/en/calendar.ics, /en/events/one/one.ics, /en/events/one/side-by-side-fr/, /pagefind/old/", ""),
    ],
)
def test_nothing_is_told_where_all_is_well(aliases: str, features: str) -> None:
    text = f"---\ntitle: Old\nsummary: s\naliases: [{aliases}]\n---\nText.\n"
    checked = build(files({**PROJECT, ALIASED: text, "config.yaml": CONFIG + features}))
    assert checked.value is not None
    paths = [alike(one.path) for one in checked.value]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize(
    ("alias", "what", "place"),
    [
        ("/index.html", "another page", "config.yaml:2"),
        ("/404.html", "another page", "config.yaml:2"),
        ("/sitemap.xml", "a file that every site has", "config.yaml:2"),
        ("/sitemap.xml/old/", "a file that every site has", "config.yaml:2"),
        ("/robots.txt", "a file that every site has", "config.yaml:2"),
        ("/en/404.html", "another page", "config.yaml:4"),
        ("/en/feed.xml", "a feed", "config.yaml:4"),
        ("/en/initiatives/i/feed.xml", "a feed", "content/initiatives/i.en.md:2"),
        ("/en/catalogues/rome/feed.xml", "a feed", "config.yaml:4"),
        ("/en/calendar.ics/", "a calendar", "config.yaml:4"),
        ("/en/initiatives/i/calendar.ics", "a calendar", "content/initiatives/i.en.md:2"),
        ("/en/events/one/one.ics", "a calendar", "content/events/one/index.en.md:2"),
        ("/fr/evenements/un/one.ics", "a calendar", "content/events/one/index.fr.md:4"),
        ("/en/events/one/index.json", "a file of the open data", "content/events/one/index.en.md:2"),
        ("/en/data/events.csv/", "a file of the open data", "config.yaml:4"),
        ("/en/events/rows.json", "a file that every site has", "config.yaml:4"),
        ("/en/coverage/rome/coverage-rome.svg", "a file that every site has", "config.yaml:4"),
        ("/en/events/one/side-by-side-fr/", "another page", "content/events/one/index.en.md:2"),
        ("/en/events/one/Side-by-side-FR/", "another page", "content/events/one/index.en.md:2"),
        ("/files/events/one/map.pdf", "a file that is published as it is", "content/events/one/map.pdf:0"),
        ("/Files/events/one/MAP.pdf/old", "a file that is published as it is", "content/events/one/map.pdf:0"),
        ("/pagefind/en/old/", "a folder of the search index", "config.yaml:8"),
        ("/search-pages/old/", "a folder of the search index", "config.yaml:8"),
    ],
)
def test_an_alias_takes_no_file_that_the_site_has(alias: str, what: str, place: str) -> None:
    found = told({ALIASED: f"---\ntitle: Old\naliases: [{alias}]\n---\nText.\n"})
    assert found == [f"{ALIASED}:3:11 route/alias-clash {alias} is already the address of {what} ({place})"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            {"content/events/one/Map.pdf": "%PDF 2"},
            "content/events/one/map.pdf route/file-clash this would lie at files/events/one/Map.pdf, where a file that is published as it is lies already (content/events/one/Map.pdf:0)",
        ),
        (
            {"static/root/robots.txt": "x"},
            "static/root/robots.txt route/file-clash this would lie at robots.txt, where a file that every site has lies already (config.yaml:2)",
        ),
        (
            {"static/root/EN/events/one/index.html": "x"},
            "static/root/EN/events/one/index.html route/file-clash this would lie at en/events/one/index.html, where another page lies already (content/events/one/index.en.md:2)",
        ),
        (
            {"static/root/fr": "x"},
            "static/root/fr route/file-clash this would lie at fr/404.html, where another page lies already (config.yaml:5)",
        ),
    ],
)
def test_files_that_are_published_as_they_are(more: dict[str, str], expected: str) -> None:
    found = told(more)
    assert [line.replace(":0:0 ", " ") for line in found] == [expected]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            {"content/events/one/a\\b.pdf": "x"},
            "content/events/one/a\\b.pdf route/not-a-file-name this would be published as files/events/one/a\\\\b.pdf, and it holds a character or a name that is not allowed in the folder of a site",
        ),
        (
            {ALIASED: "---\ntitle: Old\naliases: [/.sitegen.json]\n---\nText.\n"},
            f"{ALIASED}:3:11 route/not-a-file-name this would be published as .sitegen.json/index.html, and it holds a character or a name that is not allowed in the folder of a site",
        ),
        (
            {ALIASED: "---\ntitle: Old\naliases: [/a/%2E%2E/%2E%2E/b/]\n---\nText.\n"},
            f"{ALIASED}:3:11 route/not-a-file-name this would be published as a/../../b/index.html, and it holds a character or a name that is not allowed in the folder of a site",
        ),
        (
            {ALIASED: f"---\ntitle: Old\nslug: {'é' * 128}\n---\nText.\n"},
            f"{ALIASED}:3:7 route/not-a-file-name this would be published as en/{'é' * 128}/index.html, and a name in it is longer than 255 bytes",
        ),
    ],
)
def test_names_that_no_file_can_have(more: dict[str, str], expected: str) -> None:
    assert [line.replace(":0:0 ", " ") for line in told(more)] == [expected], "once, whatever lies beside the page"


def test_a_file_with_a_number_sign_cannot_be_linked_to() -> None:
    (found,) = told({"content/events/one/a#b.pdf": "x"})
    assert found.endswith("would be published as files/events/one/a#b.pdf, and in an address, a # is the end of the name")


def test_a_photograph_under_two_endings_is_published_once() -> None:
    out = BytesIO()
    Image.effect_noise((60, 40), 80).convert("RGB").save(out, "JPEG")
    project = files({**PROJECT, "config.yaml": CONFIG})
    project += [SourceFile(f"content/events/one/{name}", out.getvalue()) for name in ("photo.jpg", "photo.jpeg")]
    checked = build(project)
    assert checked.value is not None
    paths = [one.path for one in checked.value]
    assert len(paths) == len(set(paths))
    assert [path for path in paths if path.startswith("files/events/one/photo-60.") and path.endswith(".jpg")]


def test_what_file_systems_take_for_one() -> None:
    assert alike("En/É.html") == alike("en/e\N{COMBINING ACUTE ACCENT}.HTML")
    assert alike("straße") != alike("strasse")
