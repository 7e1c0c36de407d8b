"""Photographs and downloads on pages: which files there are, and what a page says of them."""

import re
import subprocess
import sys
from io import BytesIO

import pytest
from lxml import html
from PIL import Image

from sitegen.base.digests import LABORIOUS
from sitegen.base.files import SourceFile
from sitegen.load.photographs import develop
from sitegen.pipeline import build, connect, with_pictures
from tests.plain import plain, said
from tests.projects import CONFIG, ROOT, theme

FOLDER = "content/events/a"
EVENT = """\
---
title: First
summary: So.
type: workshop
dates: ["2020-07-15"]
location: online
image: {file: hall.jpg, alt: A hall, credit: "A. Person"}
downloads:
  - {title: Agenda, language: fr, file: agenda.pdf}
  - {title: Plan, file: plan of it.png}
  - {title: Lost, language: ar, available: false}
---
Words ![small](plan%20of%20it.png) in a line, [the plan](plan%20of%20it.png), [a drawing](line.svg).

![A door](door.jpg "The door, in *stone*")

![A line](line.svg)
"""


def picture(width: int, height: int, name: str = "JPEG") -> bytes:
    out = BytesIO()
    ramp = Image.linear_gradient("L").resize((width, height))
    Image.merge("RGB", (ramp, ramp.rotate(180), ramp)).save(out, name)
    return out.getvalue()


def project(text: str = EVENT, more: str = "") -> list[SourceFile]:
    beside = {"hall.jpg": picture(1400, 700), "door.jpg": picture(300, 500), "plan of it.png": picture(900, 90, "PNG"),
              "line.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 2"/>', "agenda.pdf": b"%PDF" + b" " * 250_000}  # fmt: skip
    given = [SourceFile("config.yaml", (CONFIG + more).encode()), *theme()]
    given.append(SourceFile(f"{FOLDER}/index.en.md", text.encode()))
    return [*given, *(SourceFile(f"{FOLDER}/{name}", content) for name, content in beside.items())]


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    checked = build(project())
    assert checked.value is not None, said(checked.diagnostics)
    assert not said(checked.diagnostics)
    return {one.path: one.content for one in checked.value}


@pytest.fixture
def page(site: dict[str, bytes]) -> html.HtmlElement:
    return html.document_fromstring(site["en/events/a/index.html"].decode())


def around(element: html.HtmlElement, tag: str) -> html.HtmlElement:
    """The element around another. libxml2 takes `<source>` for one that has an end."""
    return element.xpath(f"ancestor::{tag}[1]")[0]


def caption(image: html.HtmlElement) -> str:
    return str(around(image, "figure").find("figcaption").text_content())


def test_no_original_is_published(site: dict[str, bytes]) -> None:
    names = [path.removeprefix("files/events/a/") for path in site if path.startswith("files/")]
    assert {"agenda.pdf", "line.svg"} <= set(names)
    assert not {"hall.jpg", "door.jpg", "plan of it.png"} & set(names)
    assert sorted(re.sub(r"\.[0-9a-f]{8}\.", ".", name) for name in names if name.startswith(("hall", "door")) and name.endswith("jpg")) == [
        "door-300.jpg", "hall-1200.jpg", "hall-480.jpg", "hall-800.jpg",
    ]  # fmt: skip


def test_the_photograph_of_an_event(page: html.HtmlElement, site: dict[str, bytes]) -> None:
    image = page.xpath("//figure[@class='photo']//img[@alt='A hall']")[0]
    assert (image.get("width"), image.get("height")) == ("1200", "600")
    assert (image.get("loading"), image.get("decoding"), image.get("class")) == ("lazy", "async", None)
    assert re.fullmatch(r"/files/events/a/hall-800\.[0-9a-f]{8}\.jpg", image.get("src"))
    assert [one.split()[1] for one in image.get("srcset").split(", ")] == ["480w", "800w", "1200w"]
    assert image.get("sizes").endswith("calc(100vw - 2.5rem)")
    sources = around(image, "picture").xpath(".//source")
    kinds = [source.get("type") for source in sources]
    assert kinds[-1] == "image/webp"
    assert caption(image) == "Picture: A. Person"
    for element in (*sources, image):
        for choice in element.get("srcset").split(", "):
            address, width = choice.split()
            shown = Image.open(BytesIO(site[address.lstrip("/")]))
            assert f"{shown.width}w" == width
            assert element.tag == "img" or element.get("type") == f"image/{(shown.format or '').lower()}"


def test_pictures_in_a_text(page: html.HtmlElement) -> None:
    door = page.xpath("//img[@alt='A door']")[0]
    assert caption(door) == "The door, in *stone*"
    assert (door.get("width"), door.get("height"), door.get("class"), door.get("loading")) == ("300", "500", "upright", "lazy")
    small = page.xpath("//img[@alt='small']")[0]
    assert around(small, "picture").getparent().tag == "p"
    assert all("%20" in choice for choice in small.get("srcset").split(", "))
    line = page.xpath("//img[@alt='A line']")[0]
    assert line.getparent().tag == "figure"
    assert (line.get("src"), line.get("width"), line.get("height"), line.get("class")) == ("/files/events/a/line.svg", "40", "2", "drawn")


def test_links_to_a_photograph_lead_to_its_largest_size(page: html.HtmlElement) -> None:
    found = {link.text_content(): link.get("href") for link in page.xpath("//main//a")}
    assert re.fullmatch(r"/files/events/a/plan%20of%20it-900\.[0-9a-f]{8}\.png", found["the plan"])
    assert found["Plan"] == found["the plan"]
    assert found["a drawing"] == "/files/events/a/line.svg"


def test_downloads_say_what_they_are(page: html.HtmlElement, site: dict[str, bytes]) -> None:
    agenda, plan, lost = page.xpath("//ul[@class='list files']/li")
    assert agenda.text_content() == "Agenda PDF, French, 250\u00a0KB"
    link = agenda.find("a")
    assert dict(link.attrib) == {"href": "/files/events/a/agenda.pdf", "hreflang": "fr", "type": "application/pdf"}
    size = len(site[next(path for path in site if "plan of it-900" in path and path.endswith("png"))])
    assert plan.find("a").get("type") == "image/png"
    assert plan.text_content() == f"Plan PNG, {max(1, round(size / 1000))}\u00a0KB"
    assert lost.find("a") is None


def test_a_photograph_that_is_missing_from_a_page_is_found() -> None:
    """What a browser may choose from is a link as any other."""
    files = project()
    template = next(one for one in files if one.path == "templates/parts/entry.html")
    broken = template.content.replace(b'srcset="{{ choices }}"', b'srcset="{{ choices }}, /files/none.webp 9w"')
    assert broken != template.content
    files[files.index(template)] = SourceFile(template.path, broken)
    assert {one.code for one in build(files).diagnostics if one.span.path.startswith("en/")} == {"site/broken-link"}


def test_a_broken_photograph_is_one_mistake() -> None:
    files = [one for one in project() if not one.path.endswith("hall.jpg")]
    checked = build([*files, SourceFile(f"{FOLDER}/hall.jpg", b"no picture")])
    assert checked.value is None
    assert [(one.code, one.span.path) for one in checked.diagnostics] == [("image/unreadable", f"{FOLDER}/hall.jpg")]


def test_drafts_are_not_developed() -> None:
    files = project(EVENT.replace("summary: So.", "draft: true"))
    checked = connect(files)
    assert checked.value is not None
    assert not with_pictures(checked.value).value.photographs


def test_without_a_photograph_nothing_happens() -> None:
    def never(*_: object) -> None:
        raise AssertionError("nothing is to be developed")

    site = connect(plain({f"{FOLDER}/index.en.md": "---\ntitle: a\ntype: workshop\nlocation: online\ndates: [\"2020-01-01\"]\n---\n"})).value
    assert site is not None
    assert with_pictures(site, never).value is site  # type: ignore[arg-type]


def test_one_photograph_is_worth_a_process() -> None:
    assert develop in LABORIOUS


def test_pillow_is_imported_only_when_there_is_need() -> None:
    program = "import sys; from tests.plain import built; built({}); sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
