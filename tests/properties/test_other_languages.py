"""A language costs no code: this project's own theme in German, Spanish, Hebrew and Persian, from configuration,
interface words and texts alone.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree, html

from sitegen.base.diagnostics import Severity
from sitegen.base.files import SourceFile
from sitegen.disk.tree import read_project
from sitegen.l10n.phrases import PHRASES
from sitegen.link.translations import State, fingerprint
from sitegen.load.messages import PATH, load_messages
from sitegen.load.theme import load_theme
from sitegen.model.languages import Language
from sitegen.pipeline import build, connect
from tests.projects import files, sections

ROOT = Path(__file__).parents[2]
URL = "https://vier.example/"
LANGUAGES = ("de", "es", "he", "fa")
RIGHT_TO_LEFT = {"he", "fa"}
SILENT = {"script", "style", "code"}
READ_OUT = ("title", "alt", "placeholder", "aria-label")
METADATA = "//meta[@name='description' or @property='og:title' or @property='og:description' or @property='og:site_name']"
ISOLATED = re.compile("[\u2066\u2068][^\u2069]*\u2069")
WESTERN_DIGIT = re.compile("[0-9]")
LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")

PROJECT = f"""\
=== config.yaml
title: {{de: Haus der Brücken, es: Casa de los Puentes, he: בית הגשרים, fa: خانهٔ پل‌ها}}
line: {{de: Was trägt., es: Lo que sostiene., he: מה שנושא., fa: آنچه نگه می‌دارد.}}
lead: {{de: Ein Haus., es: Una casa., he: בית., fa: یک خانه.}}
url: {URL}
organisation: haus
languages:
  de: {{fallback: [es], sections: {{events: treffen}}}}
  es: {{fallback: [de], sections: {{events: encuentros}}}}
  he: {{fallback: [de, es]}}
  fa: {{fallback: [he, de, es], digits: arabext}}
=== content/records/organisations.yaml
haus: {{name: {{de: Haus der Brücken, es: Casa de los Puentes, he: בית הגשרים, fa: خانهٔ پل‌ها}}, acronym: {{de: HdB}}, country: DE}}
gesher: {{name: {{he: עמותת "גשר" (ע"ר)}}, country: IL}}
=== content/records/places.yaml
mostar: {{name: {{de: Mostar, es: Mostar, he: מוסטאר, fa: موستار}}, country: BA}}
=== content/records/people.yaml
ana: {{name: {{de: Ana Puente, he: אנה פואנטה, fa: آنا پوئنته}}, role: {{de: Leiterin, es: directora, he: מנהלת, fa: مدیر}}, organisation: haus}}
=== content/records/glossary.yaml
maurer: {{name: {{de: Maurer, es: albañiles, he: בנאים, fa: بنّایان}}}}
reihe: {{name: {{de: Brückentage, es: Días del puente, he: ימי גשר, fa: روزهای پل}}}}
=== content/catalogues/kodex.yaml
id: kodex
title: {{de: Kodex, es: Códice, he: קודקס, fa: آیین‌نامه}}
issuer: haus
adopted: "2019-05"
total: 12
sections: [{{id: pfeiler, title: {{de: Pfeiler, es: Pilares, he: עמודים, fa: پایه‌ها}}, practices: 1-4}}]
practices:
  - number: 1
    title: {{de: Prüfen, es: Comprobar, he: לבדוק, fa: بررسی}}
    text: {{de: Oft., es: A menudo., he: לעיתים קרובות., fa: بارها.}}
  - {{number: 2, title: {{de: Pflegen, es: Cuidar, he: לטפל, fa: نگه‌داری}}}}
=== content/initiatives/boegen.fa.md
---
title: طاق‌ها
catalogues: [kodex]
countries: ["ES", "IR"]
---
دربارهٔ طاق‌ها.
=== content/events/treffen/plan.pdf
x
=== content/events/treffen/index.de.md
---
title: Über Bögen
type: workshop
dates: ["2021-02-27/2021-03-02", "2021-03-09"]
location: {{place: mostar, online: true}}
initiative: boegen
practices: [kodex/1-3]
languages: [de, es, he, fa]
participants: {{count: 1200, qualifier: about, countries: ["DE", "ES", "IL", "IR", "BA"], roles: [maurer]}}
organisers: [haus]
partners: [gesher, "IT"]
contact: {{person: ana}}
series: {{name: reihe, number: 13}}
summary: Vier Tage.
downloads: [{{title: Plan, file: plan.pdf, language: de}}]
---
Siehe [](practice:kodex/1), [](practice:kodex/2) und [](practice:kodex/3)[^1].

## Bögen {{#boegen}}

1. Stein
2. Holz

[^1]: Mehr folgt.
=== content/events/treffen/index.es.md
---
title: Sobre arcos
translation: {{of: de, fingerprint: CURRENT}}
summary: Cuatro días.
---
Véase [](practice:kodex/1) y [](practice:kodex/3)[^1].

## Arcos {{#boegen}}

1. Piedra

[^1]: Sigue.
=== content/events/treffen/index.he.md
---
title: על קשתות
translation: {{of: de, fingerprint: CURRENT}}
summary: ארבעה ימים.
---
ראו [](practice:kodex/1) ו[](practice:kodex/3)[^1].

## קשתות {{#boegen}}

1. אבן

[^1]: המשך יבוא.
=== content/events/treffen/index.fa.md
---
title: دربارهٔ طاق‌ها
translation: {{of: de, fingerprint: CURRENT}}
summary: چهار روز.
---
نگاه کنید به [](practice:kodex/1) و [](practice:kodex/3)[^1].

## طاق‌ها {{#boegen}}

۱۲–۱۴ سنگ، و `A-12`.

[^1]: ادامه دارد.
=== content/events/encuentro.es.md
---
title: Encuentro breve
type: conference
dates: ["2020-12-30/2021-01-02"]
location: online
participants: {{count: 1, countries: {{more_than: 10}}}}
organisers: [gesher]
---
Texto de 2020.
=== content/publications/sefer.he.md
---
title: ספר הגשרים
dates: "2022-04"
languages: [he, fa]
publishers: [gesher]
---
ספר מ-2022.
=== content/projects/bau.de.md
---
title: Bau
dates: "2021"
duration: {{months: 24}}
countries: ["DE", "FR"]
---
Ein Bau.
=== content/pages/impressum.de.md
---
title: Impressum
---
Text.
"""


@cache
def project() -> tuple[SourceFile, ...]:
    """The project, with the translations up to date."""
    site = connect(files(sections(PROJECT.replace("CURRENT", "00000000")))).value
    assert site
    digests = {fingerprint(entry.original) for entry in site.entries.values() if len(entry.texts) > 1}
    return tuple(files(sections(PROJECT.replace("CURRENT", digests.pop()))))


@cache
def artifacts() -> dict[str, bytes]:
    checked = build(project())
    assert checked.value is not None, checked.diagnostics
    return {one.path: one.content for one in checked.value}


@cache
def pages(tag: str) -> dict[str, html.HtmlElement]:
    """The pages of one language by path."""
    return {
        path: html.document_fromstring(content)
        for path, content in artifacts().items()
        if path.startswith(f"{tag}/") and path.endswith(".html")
    }


def spoken(page: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """What a page says in its own language, with the element that says it: texts, attributes, metadata.

    Passages in other languages, isolated runs and code are left out, and the description of a borrowed text.
    """
    language = page.get("lang")
    for element in page.iter(etree.Element):
        around = [element, *element.iterancestors()]
        own = next(one.get("lang") for one in around if one.get("lang")) == language
        isolated = any(one.tag == "bdi" or one.tag in SILENT or one.get("dir", page.get("dir")) != page.get("dir") for one in around)
        if own and not isolated:
            yield element.tag, element.text or ""
            yield from ((element.tag, child.tail or "") for child in element)
        if own:
            yield from ((f"{element.tag} {name}", element.get(name, "")) for name in READ_OUT)
    if any(str(address).startswith(f"{URL}{language}/") for address in page.xpath("//link[@rel='canonical']/@href")):
        yield from (("meta", str(meta.get("content"))) for meta in page.xpath(METADATA))


def wrongly_said(tag: str, wrong: re.Pattern[str]) -> list[str]:
    return [
        f"{path}: <{element}> {text.strip()}"
        for path, page in pages(tag).items()
        for element, text in spoken(page)
        if wrong.search(ISOLATED.sub("", text))
    ]


def test_nothing_is_found() -> None:
    assert build(project()).diagnostics == ()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_page_says_its_language_and_direction(tag: str) -> None:
    assert len(pages(tag)) > 30
    for path, page in pages(tag).items():
        assert (page.get("lang"), page.get("dir")) == (tag, "rtl" if tag in RIGHT_TO_LEFT else "ltr"), path
        for element in page.xpath("//body//*[@lang]"):
            direction = element.xpath("string(ancestor-or-self::*[@dir][1]/@dir)")
            assert direction == Language(str(element.get("lang"))).direction, (path, html.tostring(element)[:120])


def test_sets_of_translations_are_mutual() -> None:
    everything = {path: page for tag in LANGUAGES for path, page in pages(tag).items()}
    members = {
        path: {str(link.get("hreflang")): str(link.get("href")) for link in page.xpath("//link[@rel='alternate'][@hreflang]")}
        for path, page in everything.items()
    }
    for path, given in members.items():
        for tag, address in given.items():
            target = unquote(address.removeprefix(URL)) + "index.html"
            assert tag == "x-default" or members[target] == given, (path, tag)
    assert set(members["fa/events/treffen/index.html"]) == {*LANGUAGES, "x-default"}
    assert not members["fa/events/encuentro/index.html"], "a fallback page is no translation"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_map_of_a_language_has_its_pages(tag: str) -> None:
    listed = set(etree.fromstring(artifacts()[f"sitemap-{tag}.xml"]).xpath("//*[local-name()='loc']/text()"))
    own = {str(address) for page in pages(tag).values() for address in page.xpath("//link[@rel='canonical']/@href")}
    assert listed == {address for address in own if address.startswith(f"{URL}{tag}/")}
    assert listed
    assert f"sitemap-{tag}.xml" in artifacts()["sitemap.xml"].decode()


def test_persian_pages_have_persian_digits() -> None:
    assert wrongly_said("fa", WESTERN_DIGIT) == []
    page = pages("fa")["fa/events/treffen/index.html"].text_content()
    for written in ("۲۷ فوریه تا ۲ مارس", "۱٬۲۰۰", "۲۰۲۱"):
        assert written in page, written


@pytest.mark.parametrize("tag", sorted(RIGHT_TO_LEFT))
def test_pages_in_other_scripts_have_no_latin_words(tag: str) -> None:
    assert wrongly_said(tag, LATIN_LETTER) == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_interface_word_is_english(tag: str) -> None:
    """A text that is an interface word as English has it, where the language has another."""
    words = load_messages(project(), (tag,)).value[tag]
    phrases = {*PHRASES, *(wording.message for wording in load_theme(project()).value.wordings if not wording.plural)}
    english = {phrase for phrase in phrases if words.gettext(phrase) != phrase}
    assert len(english) > 100
    for path, page in pages(tag).items():
        assert not {text.strip() for _, text in spoken(page)} & english, path


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_feed_is_in_its_language(tag: str) -> None:
    feed = etree.fromstring(artifacts()[f"{tag}/feed.xml"])
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == tag
    titles = feed.xpath("//*[local-name()='entry']/*[local-name()='title']/text()")
    assert {"de": "Über Bögen", "es": "Sobre arcos", "he": "על קשתות", "fa": "دربارهٔ طاق‌ها"}[tag] in titles


def test_two_more_languages_for_the_site_of_this_repository() -> None:
    """Before anything is translated, every text is shown in another language and marked as such."""
    sources = {file.path: file.content for file in read_project(ROOT).value}
    more = "languages:\n  de:\n    fallback: [en, fr, ar]\n  es:\n    fallback: [fr, en, ar]\n    sections: {events: eventos}\n"
    sources["config.yaml"] = sources["config.yaml"].decode().replace("languages:\n", more, 1).encode()
    given = tuple(SourceFile(path, content) for path, content in sources.items())
    checked = build(given)
    assert [found for found in checked.diagnostics if found.severity is Severity.ERROR] == []
    site = connect(given).value
    assert site
    finished = {one.path: one.content for one in checked.value or ()}
    borrowed = [page for page in site.pages.values() if page.language in {"de", "es"} and page.state is State.FALLBACK]
    assert len(borrowed) >= 2 * len(site.entries) - 10
    for page in borrowed:
        path = unquote(site.routes.of(page.target, page.language) or "").lstrip("/") + "index.html"
        document = html.document_fromstring(finished[path])
        assert document.get("lang") == page.language, path
        assert document.xpath("//h1/@lang") == [page.text.language], path
        assert document.xpath("//aside[contains(@class, 'notice')]"), path


def test_the_languages_have_their_words() -> None:
    """Else the tests above would say less than they seem to."""
    assert {PATH.format(tag) for tag in LANGUAGES} <= {file.path for file in project()}


UNMARKED = """\
=== config.yaml
title: {de: Haus}
url: https://haus.example/
languages: {de: {}, ar: {}, fa: {}}
=== content/pages/a.de.md
---
title: A
---
Text.

"""


@pytest.mark.parametrize(
    ("tag", "passage"),
    [("ar", "هذا هو البيت الذي كان على الجسر من قبل."), ("fa", "این خانه را از سنگ و چوب برای ما ساختند.")],
)
def test_a_passage_without_a_language_is_told_from_others_of_its_script(tag: str, passage: str) -> None:
    [found] = connect(files(sections(UNMARKED + passage + "\n"))).diagnostics
    assert f"lang={tag} " in found.hint
