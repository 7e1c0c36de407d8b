"""What holds for the site of this repository: its content, its templates, its interface words."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

from sitegen.base.diagnostics import Checked
from sitegen.base.files import Artifact
from sitegen.disk.memo import open_memo
from sitegen.disk.tree import read_project
from sitegen.link.translations import State
from sitegen.model.options import Options
from sitegen.pipeline import build, connect

ROOT = Path(__file__).parents[2]
BASE = "https://example.org/below/"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@cache
def checked() -> Checked[tuple[Artifact, ...] | None]:
    return build(read_project(ROOT).value, Options(base_url=BASE))


@cache
def site() -> dict[str, bytes]:
    assert checked().value, checked().diagnostics
    return {one.path: one.content for one in checked().value or ()}


@cache
def pages() -> dict[str, html.HtmlElement]:
    return {path: html.document_fromstring(content) for path, content in site().items() if path.endswith(".html")}


def path_of(address: str) -> str:
    assert address.startswith(BASE), address
    path = unquote(address.removeprefix(BASE))
    return f"{path}index.html" if path.endswith("/") or not path else path


def feeds() -> Iterator[tuple[str, etree._Element]]:
    for path, content in site().items():
        if path.endswith("feed.xml"):
            yield path, etree.fromstring(content)


def test_several_processors_give_the_same_bytes_and_findings() -> None:
    with open_memo(None, jobs=3) as memo:
        spread = build(read_project(ROOT).value, Options(base_url=BASE), memo.each)
        assert spread == checked()
        assert {one.path: one.content for one in spread.value or ()} == site()


def test_language_and_direction() -> None:
    for path, page in pages().items():
        tag = path.partition("/")[0]
        if tag in {"en", "fr", "ar"}:
            assert (page.get("lang"), page.get("dir")) == (tag, "rtl" if tag == "ar" else "ltr"), path
        for element in page.xpath("//*[@lang]"):
            direction = element.xpath("string(ancestor-or-self::*[@dir][1]/@dir)")
            assert direction == ("rtl" if element.get("lang").partition("-")[0] in {"ar", "fa", "he", "ur"} else "ltr"), (
                path,
                html.tostring(element, encoding="unicode")[:120],
            )


def test_fallback_pages_are_in_no_map_and_in_no_feed() -> None:
    project = connect(read_project(ROOT).value, Options(base_url=BASE)).value
    assert project
    borrowed = {
        BASE + (project.routes.of(page.target, language) or "").lstrip("/")
        for (_, language), page in project.pages.items()
        if page.state is State.FALLBACK
    }
    assert borrowed
    for path, root in feeds():
        assert not borrowed & {str(link.get("href")) for link in root.iterfind(f"{ATOM}entry/{ATOM}link")}, path
    for path, content in site().items():
        if path.startswith("sitemap"):
            assert not borrowed & set(re.findall(r"https?://[^<\"]+", content.decode())), path
    for path, page in pages().items():
        members = {str(address) for address in page.xpath("//link[@rel='alternate'][@hreflang]/@href")}
        assert not borrowed & members, path


def test_every_text_in_another_language_is_marked_where_it_is_listed_and_where_it_is_shown() -> None:
    marked = 0
    for path, page in pages().items():
        language = page.get("lang")
        for title in page.xpath("//li[contains(@class, 'entry')]//*[contains(@class, 'title')][a[@lang]]"):
            assert title.xpath("a/@dir") and title.xpath("string(span[@class='tag'])").strip(), path
            marked += 1
        for article in page.xpath("//article[not(@class='parallel')]//*[@lang][contains(@class, 'prose')]"):
            assert article.get("lang") != language and article.get("dir"), path
            assert page.xpath("//*[contains(@class, 'notice')]"), path
            marked += 1
    assert marked


def test_sets_of_translations_are_mutual() -> None:
    members = {
        path: {str(link.get("hreflang")): str(link.get("href")) for link in page.xpath("//link[@rel='alternate'][@hreflang]")}
        for path, page in pages().items()
    }
    for path, given in members.items():
        if given and path != "404.html":
            assert path_of(given["x-default"]) in members
            assert all(members[path_of(address)] == given for address in given.values()), path
            assert path in {path_of(address) for address in given.values()}


def test_all_links_stay_inside() -> None:
    for path, page in pages().items():
        for address in page.xpath("//@href | //@src"):
            if str(address).startswith("/"):
                assert str(address).startswith("/below/"), (path, address)


def test_feeds_are_complete() -> None:
    for path, root in feeds():
        for element in [root, *root.findall(f"{ATOM}entry")]:
            for name in ("id", "title", "updated"):
                assert element.findtext(f"{ATOM}{name}"), (path, name)
        for link in root.iter(f"{ATOM}link"):
            assert path_of(str(link.get("href"))) in site(), path
        assert root.findtext(f"{ATOM}author/{ATOM}name"), path


def test_the_map_names_every_page_that_search_engines_shall_keep() -> None:
    listed = {
        str(location.text)
        for path, content in site().items()
        if re.fullmatch(r"sitemap-.*\.xml", path)
        for location in etree.fromstring(content).iter(f"{MAP}loc")
    }
    kept = {str(address) for path, page in pages().items() if "/" in path for address in page.xpath("//link[@rel='canonical']/@href")}
    assert listed == kept


DIGEST = """
import hashlib, sys
from pathlib import Path
from sitegen.disk.tree import read_project
from sitegen.model.options import Options
from sitegen.pipeline import build
checked = build(read_project(Path(sys.argv[1])).value, Options(base_url=sys.argv[2]))
digest = hashlib.sha256()
for one in checked.value:
    digest.update(one.path.encode() + b"\\0" + one.content + b"\\0")
print(digest.hexdigest())
"""


def test_another_process_makes_the_same_bytes() -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", DIGEST, str(ROOT), BASE], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    digest = hashlib.sha256()
    for path, content in site().items():
        digest.update(path.encode() + b"\0" + content + b"\0")
    assert ran.stdout.strip() == digest.hexdigest()
