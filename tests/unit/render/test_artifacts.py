"""The finished files: heads, sets of translations, feeds, site maps, redirects, views."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from urllib.parse import unquote, urljoin, urlsplit

import msgspec
import pytest
from lxml import etree, html
from markupsafe import Markup

from sitegen.model.options import Options
from sitegen.pipeline import build
from sitegen.render.jobs import jobs
from sitegen.render.makers import VIEWS
from sitegen.render.views.words import View
from tests.plain import TEMPLATES, built, linked, plain, said
from tests.projects import CONFIG, ROOT, files

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"

PROJECT = {
    "content/events/a/index.en.md": """\
---
title: First & "best"
type: workshop
dates: ["2020-07-15", "2020-07-21/2020-07-22"]
location: online
practices: [rome/2-3]
initiative: home
organisers: [iij, MT]
aliases: [/old/a/, /old.html]
downloads: [{title: Paper, file: paper.pdf}]
---
Good practices 2–3, [](event:b), [part](event:b#sec), [file](paper.pdf), <b>x</b>.

## Why

Text.
""",
    "content/events/a/paper.pdf": "x" * 2000,
    "content/events/a/index.fr.md": "---\ntitle: Premier\nslug: premier-été\ntranslation: {of: en, fingerprint: 00000000}\n---\nTexte.\n",
    "content/events/b.ar.md": '---\ntitle: ورشة (IIJ)\ntype: launch\ndates: ["2021-01-02"]\nlocation: valletta\ninitiative: home\n---\nنص\n\n## قسم {#sec}\n\nنص\n',
    "content/events/c.fr.md": '---\ntitle: Troisième\ntype: launch\ndates: ["2019-01-02"]\nlocation: valletta\n---\nTexte.\n',
    "content/projects/p.en.md": "---\ntitle: Project\npractices: [rome/2]\ninitiative: home\n---\nGood practice 2.\n",
    "content/publications/g.en.md": '---\ntitle: Guide\ndates: ["2021"]\npublishers: [iij]\n---\nText.\n',
    "content/initiatives/home.en.md": "---\ntitle: Home grown\ncatalogues: [rome]\n---\nText.\n",
    "content/pages/about.en.md": "---\ntitle: About\n---\nText.\n",
    "content/catalogues/rome.yaml": "id: rome\ntitle: {en: Rome, fr: Rome}\ntotal: 4\npractices:\n  - {number: 2, title: {en: Two, fr: Deux}, text: {en: 'See [](event:a).'}}\n",
    "content/records/organisations.yaml": "iij: {name: {en: Institute}, acronym: {en: IIJ}, country: MT}\n",
    "content/records/places.yaml": "valletta: {name: {en: Valletta, ar: فاليتا}, country: MT}\n",
}


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    return built(PROJECT)


def pages(site: dict[str, str]) -> Iterator[tuple[str, html.HtmlElement]]:
    for path, content in site.items():
        if path.endswith(".html"):
            yield path, html.document_fromstring(content)


def canonical(page: html.HtmlElement) -> str | None:
    found = page.xpath("//link[@rel='canonical']/@href")
    return str(found[0]) if found else None


def alternates(page: html.HtmlElement) -> dict[str, str]:
    return {str(link.get("hreflang")): str(link.get("href")) for link in page.xpath("//link[@rel='alternate'][@hreflang]")}


def path_of(address: str, base: str = "https://site.example/") -> str:
    assert address.startswith(base), address
    path = unquote(address.removeprefix(base))
    return f"{path}index.html" if path.endswith("/") or not path else path


def test_every_page_has_its_language_and_direction(site: dict[str, str]) -> None:
    for path, page in pages(site):
        tag = path.partition("/")[0]
        if tag in {"en", "fr", "ar"}:
            assert (page.get("lang"), page.get("dir")) == (tag, "rtl" if tag == "ar" else "ltr"), path
        else:
            assert page.get("lang") and page.get("dir"), path


def test_pages_that_search_engines_shall_keep(site: dict[str, str]) -> None:
    for path, page in pages(site):
        address = canonical(page)
        if path.endswith("404.html") and path != "404.html":
            assert address is None, path
        else:
            assert address and path_of(address) in site, path


def test_sets_of_translations_are_mutual(site: dict[str, str]) -> None:
    seen = 0
    for path, page in pages(site):
        members = alternates(page)
        if not members or path == "404.html":
            continue
        seen += 1
        assert "x-default" in members, path
        assert canonical(page) in members.values(), path
        for language, address in members.items():
            other = html.document_fromstring(site[path_of(address)])
            assert alternates(other) == members, (path, language)
            if language != "x-default":
                assert other.get("lang") == language
    assert seen > 20


def test_fallback_pages_name_the_real_page_and_are_in_no_set(site: dict[str, str]) -> None:
    fallbacks = {
        "ar/faaliyat/a/index.html": "https://site.example/en/events/a/",
        "en/events/b/index.html": "https://site.example/ar/faaliyat/b/",
        "fr/evenements/b/index.html": "https://site.example/ar/faaliyat/b/",
        "en/events/c/index.html": "https://site.example/fr/evenements/c/",
        "fr/about/index.html": "https://site.example/en/about/",
    }
    for path, address in fallbacks.items():
        page = html.document_fromstring(site[path])
        assert page.xpath("//p[@class='state']/text()") == ["fallback"]
        assert (canonical(page), alternates(page)) == (address, {}), path
        assert page.xpath("//main/div")[0].get("lang") == address.split("/")[3]


def test_a_set_of_one_is_no_set(site: dict[str, str]) -> None:
    assert alternates(html.document_fromstring(site["ar/faaliyat/b/index.html"])) == {}
    assert alternates(html.document_fromstring(site["en/events/a/index.html"])) == {
        "en": "https://site.example/en/events/a/",
        "fr": "https://site.example/fr/evenements/premier-%C3%A9t%C3%A9/",
        "x-default": "https://site.example/en/events/a/",
    }


def test_every_address_inside_the_site_leads_somewhere(site: dict[str, str]) -> None:
    ids = {path: set(page.xpath("//@id")) for path, page in pages(site)}
    for path, page in pages(site):
        for address in page.xpath("//a/@href"):
            whole = urljoin("https://site.example/" + path, str(address))
            target, _, anchor = whole.partition("#")
            assert path_of(target) in site or path_of(target) == "files/events/a/paper.pdf", (path, address)
            assert not anchor or unquote(anchor) in ids[path_of(target)], (path, address)


# Feeds


def feed(content: str) -> etree._Element:
    return etree.fromstring(content.encode(), etree.XMLParser(resolve_entities=False))


def entries(content: str) -> dict[str, str]:
    """Title -> id."""
    return {str(one.findtext(f"{ATOM}title")): str(one.findtext(f"{ATOM}id")) for one in feed(content).findall(f"{ATOM}entry")}


@pytest.mark.parametrize("theme", ["plain", "own"])
def test_feeds_follow_rfc_4287(theme: str) -> None:
    if theme == "own" and not (ROOT / "templates/feed.xml").exists():
        pytest.skip("the project has no templates")
    templates = {} if theme == "plain" else {"templates/feed.xml": (ROOT / "templates/feed.xml").read_text()}
    site = built({**PROJECT, **templates})
    feeds = [path for path in site if path.endswith("feed.xml")]
    assert len(feeds) == 9, "for each language, and for the initiative and the catalogue in each"
    identities = []
    for path in feeds:
        root = feed(site[path])
        assert root.tag == f"{ATOM}feed"
        for element in [root, *root.findall(f"{ATOM}entry")]:
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1, (path, name)
            assert element.findtext(f"{ATOM}title"), path
            updated = datetime.fromisoformat(str(element.findtext(f"{ATOM}updated")))
            assert updated.tzinfo is not None
            rels = [link.get("rel", "alternate") for link in element.findall(f"{ATOM}link")]
            assert rels.count("alternate") >= 1
            assert all(path_of(str(link.get("href"))) in site for link in element.findall(f"{ATOM}link")), path
            identities.append(element.findtext(f"{ATOM}id")) if element is root else None
        assert root.find(f"{ATOM}author/{ATOM}name") is not None, "else every entry needs an author"
        assert [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"] == ["https://site.example/" + path]
    assert len(set(identities)) == len(identities)


def test_feeds_hold_the_texts_of_their_own_language(site: dict[str, str]) -> None:
    assert list(entries(site["en/feed.xml"])) == ["Guide", "First & “best”"], "newest first; a project without a date is no news"
    assert list(entries(site["fr/feed.xml"])) == ["Premier", "Troisième"]
    assert len(entries(site["ar/feed.xml"])) == 1
    assert list(entries(site["en/initiatives/home/feed.xml"])) == ["First & “best”"]
    assert list(entries(site["fr/initiatives/home/feed.xml"])) == ["Premier"]


def test_the_ids_of_feeds_stay_when_slugs_change(site: dict[str, str]) -> None:
    moved = {path: text.replace("slug: premier-été", "slug: autre").replace("title: First", "slug: other\ntitle: First") for path, text in PROJECT.items()}
    after = built(moved)
    for path in ("en/feed.xml", "fr/feed.xml", "fr/initiatives/home/feed.xml"):
        assert entries(after[path]) == entries(site[path])
        assert feed(after[path]).findtext(f"{ATOM}id") == feed(site[path]).findtext(f"{ATOM}id")
    assert after["fr/feed.xml"] != site["fr/feed.xml"]


# Site maps


@pytest.mark.parametrize("theme", ["plain", "own"])
def test_site_maps(theme: str) -> None:
    names = ("sitemap.xml", "sitemap-index.xml", "robots.txt")
    if theme == "own" and not all((ROOT / "templates" / name).exists() for name in names):
        pytest.skip("the project has no templates")
    templates = {} if theme == "plain" else {f"templates/{name}": (ROOT / "templates" / name).read_text() for name in names}
    site = built({**PROJECT, **templates})
    index = feed(site["sitemap.xml"])
    assert index.tag == f"{MAP}sitemapindex"
    listed = [path_of(str(loc.text)) for loc in index.findall(f"{MAP}sitemap/{MAP}loc")]
    assert listed == ["sitemap-en.xml", "sitemap-fr.xml", "sitemap-ar.xml"]
    named = re.findall("^Sitemap: (.*)$", site["robots.txt"], re.MULTILINE)
    assert named and all(path_of(address) in site for address in named)
    everything = []
    for path in listed:
        root = feed(site[path])
        assert root.tag == f"{MAP}urlset"
        for url in root.findall(f"{MAP}url"):
            locations = [str(loc.text) for loc in url.findall(f"{MAP}loc")]
            assert len(locations) == 1
            page = html.document_fromstring(site[path_of(locations[0])])
            assert canonical(page) == locations[0], "only pages that search engines shall keep"
            given = {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
            assert given == alternates(page), locations[0]
            everything += locations
    assert len(set(everything)) == len(everything)
    kept = {canonical(page) for path, page in pages(site) if path.partition("/")[0] in {"en", "fr", "ar"}} - {None}
    assert set(everything) == kept


# Redirects, languages, missing pages


def test_redirects(site: dict[str, str]) -> None:
    for path in ("old/a/index.html", "old.html"):
        page = html.document_fromstring(site[path])
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=/en/events/a/"]
        assert canonical(page) == "https://site.example/en/events/a/"


def test_the_page_of_languages(site: dict[str, str]) -> None:
    page = html.document_fromstring(site["index.html"])
    links = [(a.get("href"), a.get("lang"), a.get("dir"), a.text) for a in page.xpath("//body/a")]
    assert links == [("/en/", "en", "ltr", "English"), ("/fr/", "fr", "ltr", "Français"), ("/ar/", "ar", "rtl", "العربية")]
    assert alternates(page)["x-default"] == canonical(page) == "https://site.example/"
    assert alternates(html.document_fromstring(site["fr/index.html"])) == alternates(page)


def test_missing_pages_exist_for_all_and_for_each_language(site: dict[str, str]) -> None:
    assert {path for path in site if path.endswith("404.html")} == {"404.html", "en/404.html", "fr/404.html", "ar/404.html"}
    page = html.document_fromstring(site["fr/404.html"])
    assert canonical(page) is None
    assert alternates(page) == {}


# Below a folder of another site


def test_a_base_address_with_a_path_keeps_all_links_inside() -> None:
    config = CONFIG.replace("https://site.example/", "https://example.org/sub/")
    site = built(PROJECT, config)
    ids = {path: set(page.xpath("//@id")) for path, page in pages(site)}
    for path, page in pages(site):
        for address in [*page.xpath("//a/@href"), *page.xpath("//link/@href")]:
            whole = urljoin("https://example.org/sub/" + path, str(address))
            target, _, anchor = whole.partition("#")
            inside = path_of(target, "https://example.org/sub/")
            assert inside in site or inside.startswith("files/"), (path, address)
            assert not anchor or unquote(anchor) in ids[inside], (path, address)
    refresh = html.document_fromstring(site["old.html"]).xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh == ["0; url=/sub/en/events/a/"]
    for content in (site["sitemap.xml"], site["sitemap-fr.xml"], site["fr/feed.xml"]):
        addresses = re.findall(r"https?://[^<\"]+", content.replace("http://www.", ""))
        assert addresses and all(address.startswith("https://example.org/sub/") for address in addresses if "example.org" in address)
        assert "site.example" not in content


@pytest.mark.parametrize("base", ["https://example.org/caf%C3%A9/", "https://example.org/café/", "https://example.org/a~b/c"])
def test_a_base_address_may_be_written_in_any_way(base: str) -> None:
    site = built(PROJECT, CONFIG.replace("https://site.example/", base))
    page = html.document_fromstring(site["en/events/a/index.html"])
    folder = {"c": "/a~b/c"}.get(base[-1], "/caf%C3%A9")
    assert page.xpath("//nav[@class='crumbs']/a[1]/@href") == [f"{folder}/en/"]
    assert canonical(page) == f"https://example.org{folder}/en/events/a/"


def test_another_base_address_is_the_same_as_a_configured_one() -> None:
    config = CONFIG.replace("https://site.example/", "http://localhost:8000/x/")
    assert built(PROJECT, config) == built(PROJECT, options=Options(base_url="http://localhost:8000/x"))


# Digits


def test_digits_follow_the_settings() -> None:
    config = CONFIG.replace("ar: {", "ar: {digits: arab, ")
    site = built(PROJECT, config)
    page = html.document_fromstring(site["ar/faaliyat/a/index.html"])
    assert page.xpath("//main//a[@class='numeral']/text()")[:2] == ["٢", "٣"]
    assert "٢٠٢٠" in page.xpath("string(//p[@class='dates'])")
    assert page.xpath("string(//nav[@class='crumbs']/a[last()])") == "٢٠٢٠"
    assert page.xpath("//nav[@class='crumbs']/a[last()]/@href") == ["/ar/faaliyat/2020/"], "addresses keep Western digits"
    visible = re.sub(r"<div lang=\"en\".*?</div>", "", site["ar/faaliyat/a/index.html"], flags=re.DOTALL)
    text = html.document_fromstring(visible).xpath("string(//main)")
    assert not re.search("[0-9]", text), text
    assert re.search("[0-9]", html.document_fromstring(site["fr/evenements/index.html"]).xpath("string(//main)"))


# Views

PLAIN = (str, int, float, bool, type(None), Markup)


def walk(value: object, path: str) -> Iterator[str]:
    """What a view holds that is neither plain data nor one of those in `render/views/`."""
    if type(value) in PLAIN:
        return
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from walk(item, f"{path}[{number}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, f"{path}.{key}")
    elif isinstance(value, View) and type(value).__module__.startswith("sitegen.render.views."):
        assert value.__struct_config__.frozen
        assert not hasattr(value, "__dict__"), f"{path} has no slots"
        for field in msgspec.structs.fields(value):
            yield from walk(getattr(value, field.name), f"{path}.{field.name}")
    else:
        yield f"{path}: {type(value).__module__}.{type(value).__name__}"


def test_the_walk_finds_what_is_not_plain() -> None:
    class Colour(Enum):
        RED = 1

    assert list(walk((1, [2], date(2020, 1, 1), Colour.RED), "view"))


def test_views_are_closed() -> None:
    site = linked(PROJECT)[0]
    found = [line for job in jobs(site) for line in walk(VIEWS[job.view](site, job), f"{job.template} {job.path}")]
    assert found == []


def test_addresses_in_views_are_ascii() -> None:
    for _, page in pages(built(PROJECT)):
        for address in [*page.xpath("//a/@href"), *page.xpath("//link/@href")]:
            assert str(address).isascii()
            assert urlsplit(str(address)).path == urlsplit(str(address)).path.strip()


# Templates with mistakes


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("home.html", '{% extends "page.html.j2" %}\n\n{% block main %}{{ view.nothing.at.all }}{% endblock %}', "templates/home.html:3:1 template/undefined"),
        ("page.html.j2", TEMPLATES["page.html.j2"].replace("view.frame.canonical", "view.frame.canonicle"), "templates/page.html.j2:10:1 template/undefined"),
        ("party.html", "{{ wiew }}", "templates/party.html:1:1 template/undefined"),
    ],
)
def test_a_template_that_fails_is_named_once_with_its_line(name: str, text: str, expected: str) -> None:
    checked = build(plain({**PROJECT, f"templates/{name}": text}))
    assert checked.value is None
    lines = [line for line in said(checked.diagnostics) if " template/" in line]
    assert [" ".join(line.split()[:2]) for line in lines][:1] == [expected]
    assert len({line.split()[0] for line in lines}) == 1


def test_a_missing_template_is_named() -> None:
    given = [file for file in plain(PROJECT) if file.path != "templates/party.html"]
    found = [line for line in said(build(given).diagnostics) if " template/" in line]
    assert found == ["templates/party.html:0:0 template/missing there is no template party.html"]


# Stale translations


def test_a_stale_translation_links_to_the_changed_sections() -> None:
    arabic = '---\ntitle: ورشة\ntype: launch\ndates: ["2021-01-02"]\nlocation: online\n---\nنص\n\n## قسم أول\n\nنص\n\n## Why {#why}\n\nنص\n'
    english = "---\ntitle: E\ntranslation: {of: ar, fingerprint: 00000000}\n---\nText.\n\n## Why\n\nText.\n"
    page = html.document_fromstring(built({"content/events/e.ar.md": arabic, "content/events/e.en.md": english})["en/events/e/index.html"])
    links = page.xpath("//p[@class='notice stale']/a")
    assert [a.get("href") for a in links] == [
        "/ar/faaliyat/e/",
        "/ar/faaliyat/e/#%D9%82%D8%B3%D9%85-%D8%A3%D9%88%D9%84",
        "#why",
    ]
    assert [span.get("lang") for span in page.xpath("//p[@class='notice stale']/a/span")] == ["ar", "ar", "ar"]


# Words are never markup

EVIL = "<script>alert('x')</script> & <b>\""


def test_words_of_editors_are_escaped() -> None:
    quoted = "'" + EVIL.replace("'", "''") + "'"
    texts = {
        "content/events/e.en.md": f"""\
---
title: {quoted}
summary: {quoted}
type: workshop
dates: ["2020-07-15"]
location: {{city: {quoted}, country: MT, venue: {quoted}}}
initiative: i
practices: [rome/2]
organisers: [iij]
contact: {{person: p}}
references: [{quoted}]
downloads: [{{title: {quoted}, available: false, format: {quoted}}}]
series: {{name: s, number: 1}}
---
[](event:e) [](practice:rome/2)

## A <i>b</i> & c
""",
        "content/initiatives/i.en.md": f"---\ntitle: {quoted}\nshort_title: {quoted}\n---\n",
        "content/catalogues/rome.yaml": f"id: rome\ntitle: {{en: {quoted}}}\ntotal: 2\npractices:\n  - {{number: 2, title: {{en: {quoted}}}}}\n",
        "content/records/organisations.yaml": f"iij: {{name: {{en: {quoted}}}, acronym: {{en: {quoted}}}}}\n",
        "content/records/people.yaml": f"p: {{name: {quoted}, role: {{en: {quoted}}}, organisation: iij}}\n",
        "content/records/glossary.yaml": f"s: {{name: {{en: {quoted}}}}}\n",
    }
    for path, content in built(texts).items():
        assert "<script" not in content, path
        assert "<b>" not in content, path
        if path.endswith(".xml"):
            feed(content)


# What is not to be published


def test_nothing_of_a_draft_is_published() -> None:
    hidden = {path: text.replace("title: First", "draft: true\ntitle: First") for path, text in PROJECT.items()}
    hidden["content/events/b.ar.md"] = hidden["content/events/b.ar.md"].replace("title:", "draft: true\ntitle:")
    hidden["content/catalogues/rome.yaml"] = PROJECT["content/catalogues/rome.yaml"].replace("event:a", "event:c")
    site = built(hidden)
    assert not [path for path in site if "/a/" in path or "paper" in path or path.startswith("old")]
    assert not [path for path, content in site.items() if "First" in content or "ورشة" in content]
    shown = built(hidden, options=Options(drafts=True))
    assert "en/events/a/index.html" in shown
    assert "files/events/a/paper.pdf" in shown


def test_an_initiative_that_is_a_draft_is_not_published_under_its_events() -> None:
    hidden = {**PROJECT, "content/initiatives/home.en.md": "---\ntitle: Home grown\ndraft: true\n---\n"}
    codes = {found.code for found in build(plain(hidden)).diagnostics}
    assert "link/draft" in codes
    shown = build(plain(hidden), Options(drafts=True))
    assert shown.value is not None
    assert any(b"Home grown" in one.content for one in shown.value)


@pytest.mark.parametrize("policy", ["list", "hide"])
def test_policies(policy: str) -> None:
    config = CONFIG + "fallback: {" + ", ".join(f"{kind}: {policy}" for kind in ("event", "project", "publication", "initiative", "page")) + "}\n"
    site = built(PROJECT, config)
    assert "fr/evenements/b/index.html" not in site
    arabic = {path: content for path, content in site.items() if path.startswith("ar/") and path.endswith(".html")}
    links = "ar/catalogues/rome/2/index.html"  # the text of a practice links to the event by its id
    mentioned = [path for path, content in arabic.items() if "First" in content and path != links]
    home = html.document_fromstring(site["ar/index.html"])
    if policy == "list":
        assert "/en/events/a/" in home.xpath("//li[@class='row']/a/@href"), "the entry leads to its own language"
        assert "/en/initiatives/home/" in home.xpath("//main//a/@href")
    else:
        assert mentioned == []
        assert not home.xpath("//main//a[contains(@href, 'initiatives/home')]")
        assert "/en/projects/p/" not in "".join(arabic.values())
    for path, page in pages(site):
        assert not [a for a in page.xpath("//a/@href") if not a], path


def test_the_projects_own_theme_shows_the_same_project() -> None:
    if not (ROOT / "templates/page.html").exists():
        pytest.skip("the project has no templates")
    checked = build(files(dict(PROJECT)))
    assert checked.value is not None, "\n".join(said(checked.diagnostics))
