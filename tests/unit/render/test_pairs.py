"""Pages of two texts side by side: their heads, their links, what they depend on."""

import re

import pytest
from lxml import html

from sitegen.base.diagnostics import Checked
from sitegen.base.files import Artifact
from sitegen.disk.memo import open_memo
from sitegen.link.translations import fingerprint
from sitegen.model.options import Options
from sitegen.pipeline import build, connect
from tests.plain import said
from tests.projects import CONFIG, files

ON = CONFIG + "features: [side-by-side]\n"
ENGLISH = """\
---
title: First
type: workshop
dates: ["2020-07-15"]
location: online
summary: In short.
---
See [below](#why)[^1].

## Why {#why}

Text.

## Fr {#fr-why}

More.

[^1]: Note.
"""
FRENCH = """\
---
title: Premier
slug: premier
translation: {of: en, fingerprint: FINGERPRINT}
---
Voir [plus bas](#why)[^1].

## Pourquoi {#why}

Texte.

[^1]: Note.
"""
ARABIC = "---\ntitle: الأول\ntranslation: {of: en, fingerprint: FINGERPRINT}\n---\nانظر.\n"
PAGE = "en/events/a/side-by-side-fr/index.html"


def project(english: str = ENGLISH, config: str = ON, known: str = ENGLISH) -> dict[str, str]:
    """An event in three languages, translated when its English text was `known`."""
    texts = {"content/events/a/index.en.md": english}
    original = connect(files({"config.yaml": CONFIG, "content/events/a/index.en.md": known})).value
    assert original is not None
    mark = fingerprint(next(iter(original.entries.values())).original)
    texts["content/events/a/index.fr.md"] = FRENCH.replace("FINGERPRINT", mark)
    texts["content/events/a/index.ar.md"] = ARABIC.replace("FINGERPRINT", mark)
    return {"config.yaml": config, **texts}


def built(texts: dict[str, str]) -> dict[str, str]:
    checked: Checked[tuple[Artifact, ...] | None] = build(files(texts))
    assert checked.value is not None, "\n".join(said(checked.diagnostics))
    return {one.path: one.content.decode() for one in checked.value if one.path.endswith((".html", ".xml"))}


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    return built(project())


def test_each_text_stands_beside_each_other(site: dict[str, str]) -> None:
    found = sorted(path for path in site if "side-by-side" in path)
    assert found == sorted(
        f"{own}/side-by-side-{other}/index.html"
        for own, others in {"en/events/a": "fr ar", "fr/evenements/premier": "en ar", "ar/faaliyat/a": "en fr"}.items()
        for other in others.split()
    )


def test_the_page_of_a_text_leads_there(site: dict[str, str]) -> None:
    page = html.document_fromstring(site["en/events/a/index.html"])
    assert page.xpath("//a[@class='beside']/@href") == ["/en/events/a/side-by-side-fr/", "/en/events/a/side-by-side-ar/"]


def test_search_engines_keep_the_texts_own_page(site: dict[str, str]) -> None:
    page = html.document_fromstring(site[PAGE])
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://site.example/en/events/a/"]
    assert not page.xpath("//link[@hreflang]")
    assert not [path for path, content in site.items() if path.endswith(".xml") and "side-by-side" in content]


def test_blocks_stand_beside_each_other_in_their_own_languages(site: dict[str, str]) -> None:
    page = html.document_fromstring(site[PAGE])
    pairs = [
        [(one.get("lang"), one.get("dir"), one.text_content().split()[0]) for one in pair.xpath("*[@lang]")]
        for pair in page.xpath("//div[@class='pairing' or @class='pairing heading']")
    ]
    assert pairs == [
        [("en", "ltr", "See"), ("fr", "ltr", "Voir")],
        [("en", "ltr", "Why"), ("fr", "ltr", "Pourquoi")],
        [("en", "ltr", "Text."), ("fr", "ltr", "Texte.")],
        [("en", "ltr", "Fr")],
        [("en", "ltr", "More.")],
        [("en", "ltr", "Note."), ("fr", "ltr", "Note.")],
    ]
    assert [mark.text_content() for mark in page.xpath("//p[@class='mark']")] == ["", "", "1", "", "2", "", "3", "4"]


def test_the_second_texts_ids_are_its_own(site: dict[str, str]) -> None:
    ids = re.findall(r' id="([^"]+)"', site[PAGE])
    assert len(ids) == len(set(ids))
    second = html.document_fromstring(site[PAGE]).xpath("//div[@lang='fr']")
    links = [link for cell in second for link in cell.xpath(".//a/@href") if link.startswith("#")]
    assert links
    assert all(link.startswith("#fr--") and link[1:] in ids for link in links), "fr-why is the first text's already"


def test_the_language_switch_turns_the_pair_around(site: dict[str, str]) -> None:
    page = html.document_fromstring(site[PAGE])
    assert page.xpath("//nav[@class='langs']//a/@href") == [
        "/en/events/a/side-by-side-fr/", "/fr/evenements/premier/side-by-side-en/", "/ar/faaliyat/a/",
    ]  # fmt: skip


def test_what_changed_since_the_translation_is_marked() -> None:
    changed = ENGLISH.replace("More.", "Much more.").replace("Text.", "Text. And text.").replace("In short", "In brief")
    site = built(project(changed, known=ENGLISH))
    marks = {path: content.count("Changed since the translation") for path, content in site.items() if path.startswith("en/")}
    assert marks[PAGE] == 3
    assert marks["en/events/a/side-by-side-ar/index.html"] == 3
    assert "Modifié depuis" not in site["fr/evenements/premier/side-by-side-ar/index.html"], "neither is the other's original"
    assert site["ar/faaliyat/a/side-by-side-en/index.html"].count("تغيّر منذ") == 3


def test_it_is_offered_only_where_the_site_says_so() -> None:
    site = built(project(config=CONFIG))
    assert not [path for path, content in site.items() if "side-by-side" in path + content]


def test_a_write_up_in_one_language_has_no_pair() -> None:
    texts = project()
    site = built({path: text for path, text in texts.items() if ".fr." not in path and ".ar." not in path})
    assert not [path for path in site if "side-by-side" in path]


def test_an_alias_cannot_take_its_address() -> None:
    alias = "aliases: [/fr/evenements/premier/side-by-side-en/]\n"
    checked = build(files(project(ENGLISH.replace("summary:", alias + "summary:"))))
    assert "route/alias-clash" in {found.code for found in checked.diagnostics}


@pytest.mark.parametrize(("language", "words", "others"), [("fr", "Texte.", "Autre texte."), ("en", "More.", "Yet more.")])
def test_a_changed_body_changes_each_page_that_shows_it(language: str, words: str, others: str) -> None:
    before, after = project(), project()
    path = f"content/events/a/index.{language}.md"
    after[path] = after[path].replace(words, others)
    with open_memo(None, 1, 40) as memo:
        for texts in (before, after):
            memo.begin()
            artifacts = build(files(texts), Options(), memo.each).value or ()
            remembered = {one.path: one.content.decode() for one in artifacts if one.path.endswith((".html", ".xml"))}
            memo.save()
    assert remembered == built(after)
