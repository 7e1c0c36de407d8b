"""load(): a whole project, every mistake of every file in one run."""

from collections.abc import Sequence

import pytest

from sitegen.base.files import SourceFile
from sitegen.load.sources import Sources, load

CONFIG = "title: {en: A site}\nurl: https://site.example\nlanguages: {en: {}}\n"
PAGE = "---\ntitle: About\n---\n\nWho *we* are.\n"
EVENT = "---\ntitle: Workshop\ntype: workshop\ndates: 2020-07-15\nlocation: online\n---\n\nText.\n"
CATALOGUE = "id: rome\ntitle: {en: Rome}\npractices: [{number: 1, title: {en: One}, text: {en: Do *it*.}}]\n"


def project(**changes: str) -> list[SourceFile]:
    texts = {
        "config.yaml": CONFIG,
        "content/pages/about.en.md": PAGE,
        "content/events/w/index.en.md": EVENT,
        "content/events/w/hall.jpg": "photo",
        "content/catalogues/rome.yaml": CATALOGUE,
        "content/records/places.yaml": "valletta: {name: {en: Valletta}}\n",
        "templates/page.html": "{{ _('Home') }}",
        "static/a.css": "a {}",
    }
    return [SourceFile(path, text.encode()) for path, text in (texts | changes).items() if text]


def loaded(files: Sequence[SourceFile]) -> Sources:
    checked = load(files)
    assert not checked.diagnostics
    assert checked.value is not None
    return checked.value


def test_a_sound_project() -> None:
    sources = loaded(project())
    assert [(text.kind, text.id, text.language, text.folder) for text in sources.writeups] == [
        ("event", "w", "en", "content/events/w"),
        ("page", "about", "en", "content/pages"),
    ]
    assert "<em>we</em>" in "".join(sources.writeups[1].document.pieces)
    assert "<em>it</em>" in "".join(sources.catalogues["rome"].texts[1, "en"].pieces)
    assert list(sources.files) == ["content/events/w/hall.jpg"]
    assert list(sources.records.places) == ["valletta"]
    assert sources.theme.closures == {"page.html": frozenset({"page.html"})}
    assert sources.messages["en"].gettext("Home") == "Home"
    assert not sources.failed


def test_the_order_of_files_does_not_matter() -> None:
    files = project(**{"content/pages/bad.en.md": "x", "content/records/people.yaml": "- x", "content/x.txt": "x"})
    assert load(files) == load(files[::-1])


def test_a_value_is_the_same_however_often_it_is_made() -> None:
    assert load(project()) == load(project())


MISTAKES = {
    "content/pages/about.en.md": PAGE.replace("About", "a: b") + "\n![](x.jpg)\n",
    "content/events/w/index.en.md": EVENT.replace("2020-07-15", "2020-02-30"),
    "content/catalogues/rome.yaml": CATALOGUE.replace("number: 1", "number: one"),
    "content/records/places.yaml": "valletta: {nam: {en: Valletta}}\n",
    "content/records/people.yaml": "- x\n",
    "templates/page.html": "{% if %}",
    "static/a.css": "a { src: url(none.png) }",
    "content/event/x.en.md": PAGE,
}
CODES = {
    ("content/pages/about.en.md", "yaml/syntax"),
    ("content/pages/about.en.md", "image/no-alt"),
    ("content/events/w/index.en.md", "dates/impossible"),
    ("content/catalogues/rome.yaml", "value/not-a-number"),
    ("content/records/places.yaml", "key/unknown"),
    ("content/records/people.yaml", "yaml/not-a-mapping"),
    ("templates/page.html", "template/syntax"),
    ("static/a.css", "static/missing"),
    ("content/event", "file/misnamed"),
}


def test_every_mistake_of_every_file() -> None:
    checked = load(project(**MISTAKES))
    assert sorted((found.span.path, found.code) for found in checked.diagnostics) == sorted(CODES)
    assert checked.value is not None
    assert checked.value.failed == {
        ("catalogue", "rome"),
        ("place", "valletta"),
        ("person", ""),
        ("event", ""),
    }
    assert [text.id for text in checked.value.writeups] == ["w", "about"]
    assert checked.value.has_failed("person", "anyone")
    assert not checked.value.has_failed("place", "rabat")


@pytest.mark.parametrize("config", [CONFIG.replace("https://", ""), CONFIG + "more: x\n", "title: a: b\n" + CONFIG])
def test_a_broken_config_hides_nothing(config: str) -> None:
    checked = load(project(**MISTAKES, **{"config.yaml": config}))
    assert checked.value is None
    assert {(found.span.path, found.code) for found in checked.diagnostics} > CODES


@pytest.mark.parametrize("config", ["", "x", "languages: en", "title: {en: A}"])
def test_without_languages_nothing_else_can_be_judged(config: str) -> None:
    checked = load(project(**MISTAKES, **{"config.yaml": config}))
    assert checked.value is None
    assert {found.span.path for found in checked.diagnostics} == {"config.yaml"}


@pytest.mark.parametrize("text", ["", "no front matter", "---\nunclosed", "---\n- x\n---\n", "---\n---\n"])
def test_links_to_what_cannot_be_read_are_not_broken(text: str) -> None:
    checked = load([*project(), SourceFile("content/pages/bad.en.md", text.encode())])
    assert len(checked.diagnostics) == 1
    assert checked.value is not None
    assert checked.value.failed == {("page", "bad")}


def test_drafts_are_kept() -> None:
    sources = loaded(project(**{"content/pages/about.en.md": PAGE.replace("title", "draft: true\ntitle")}))
    assert [text.front.value.draft for text in sources.writeups] == [False, True]
