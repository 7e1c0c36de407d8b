"""Coverage: every number on the pages, in the pictures and in the tables, against what the sources say."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from io import StringIO
from random import Random
from urllib.parse import urljoin

import pytest
import yaml
from lxml import etree, html

from sitegen.base.files import SourceFile
from sitegen.pipeline import build
from sitegen.render.coverage import harmless, level
from tests.projects import CONFIG, ROOT, files

WORDS = {"en": "coverage", "fr": "couverture", "ar": "taghtiya"}
WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
SVG = "{http://www.w3.org/2000/svg}"
FEATURE = "features: [coverage]\n"
ROME = """\
id: rome
title: {en: Rome, fr: Rome}
total: 6
sections:
  - {id: aims, title: {en: Aims}, practices: 1-2}
  - {id: means, title: {en: Means}}
practices:
  - {number: 2, title: {en: "=HYPERLINK(1)", fr: "Deux, \\"et\\""}}
  - {number: 3, title: {en: Three}}
"""
PROJECT = {
    "content/catalogues/rome.yaml": ROME,
    "content/events/a.en.md": '---\ntitle: A\ntype: launch\ndates: ["2018-03-01"]\nlocation: online\npractices: [rome/aims]\n---\nGood practices 1–2.\n',
    "content/events/b.fr.md": '---\ntitle: B\ntype: launch\ndates: ["2018-05-01", "2019-01-01"]\nlocation: online\npractices: [rome/2-3, rome]\n---\nBonnes pratiques 2–3.\n',
    "content/events/c.en.md": '---\ntitle: C\ntype: launch\ndates: ["2021-05-01"]\nlocation: online\npractices: [rome/means, rome/6]\n---\nGood practice 6.\n',
    "content/projects/p.en.md": "---\ntitle: P\npractices: [rome/2]\n---\nGood practice 2.\n",
    "content/publications/g.en.md": '---\ntitle: G\ndates: ["2023"]\npublishers: [iij]\npractices: [rome/3]\n---\nGood practice 3.\n',
    "content/records/organisations.yaml": "iij: {name: {en: Institute}}\n",
}

Counts = Mapping[tuple[str, str, str], Counter[str]]  # (catalogue, number or "" or section, year) -> kind -> how many


def made(texts: dict[str, str], config: str = CONFIG + FEATURE) -> dict[str, bytes]:
    checked = build(files({"config.yaml": config, **texts}))
    assert checked.value is not None, checked.diagnostics
    return {one.path: one.content for one in checked.value}


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return made(PROJECT)


# What the sources say, read without the program


def sources(texts: Mapping[str, str]) -> Counts:
    """Who cites what in which year; year "" where there is no date."""
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    catalogues = [yaml.safe_load(text) for path, text in texts.items() if path.startswith("content/catalogues/")]
    for path, text in texts.items():
        found = re.match(r"content/(events|projects|publications)/", path)
        facts = yaml.safe_load(text.split("---\n")[1]) if found and path.endswith(".md") else {}
        if not found or "translation" in facts:
            continue
        year = str(facts["dates"][0])[:4] if "dates" in facts else ""
        for key in cited(facts.get("practices", ()), catalogues):
            counts.setdefault((*key, year), Counter())[found[1]] += 1
    return counts


def cited(references: list[str], catalogues: list[dict]) -> set[tuple[str, str]]:
    found = set()
    for reference in references:
        catalogue, _, part = reference.partition("/")
        numbers = part
        for one in catalogues:
            for section in one.get("sections", ()) if one["id"] == catalogue else ():
                numbers = str(section.get("practices", part)) if section["id"] == part else numbers
        span = re.fullmatch(r"(\d+)(?:-(\d+))?", numbers)
        range_of = range(int(span[1]), int(span[2] or span[1]) + 1) if span else [numbers]
        found |= {(catalogue, str(number)) for number in range_of}
    return found


def sample() -> dict[str, str]:
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in sorted((ROOT / "content").rglob("*.*")) if path.suffix in {".md", ".yaml"}}


# What the pages say


def page(site: Mapping[str, bytes], path: str) -> html.HtmlElement:
    return html.document_fromstring(site[path].decode())


def western(element: html.HtmlElement) -> str:
    return element.text_content().strip().translate(WESTERN)


def shown(page: html.HtmlElement) -> Iterator[tuple[str, dict[str, int], int]]:
    """Each row of the table: number, or "" for what is cited as a whole; its counts by year; its total."""
    years = [western(cell) for cell in page.cssselect(".cover thead th")][1:-1]
    for row in page.cssselect(".cover tbody tr:has(td), .cover tfoot tr"):
        number = row.cssselect("th .num, th .reserved")
        counts = [int(western(cell)) for cell in row.cssselect("td")]
        yield western(number[0]) if number else "", dict(zip(years, counts[:-1], strict=True)), counts[-1]


def in_table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    """The project's own sample, in Arabic with Arabic digits."""
    config = (ROOT / "config.yaml").read_text("utf-8")
    place = config.index("\n  ar:\n")
    config = config[:place] + config[place:].replace("digits: latn", "digits: arab", 1)
    given = sample()
    images = {path.relative_to(ROOT).as_posix() for path in (ROOT / "content").rglob("*.*")} - set(given)
    checked = build([*files({"config.yaml": config, **{path: text.replace("\\", "\\\\") for path, text in given.items()}}), *others(images)])
    assert checked.value is not None, checked.diagnostics
    return {one.path: one.content for one in checked.value}


def others(paths: set[str]) -> list[SourceFile]:
    return [SourceFile(path, (ROOT / path).read_bytes()) for path in sorted(paths)]


@pytest.mark.parametrize("language", WORDS)
def test_the_sample_is_counted_as_its_sources_say(whole: dict[str, bytes], language: str) -> None:
    texts = sample()
    truth = sources(texts)
    ids = [yaml.safe_load(text)["id"] for path, text in texts.items() if path.startswith("content/catalogues/")]
    assert len(ids) == 7
    for id in ids:
        folder = f"{language}/{WORDS[language]}/{id}/"
        for number, years, total in shown(page(whole, f"{folder}index.html")):
            expected = {year: truth.get((id, number, year), Counter())["events"] for year in years}
            if number:
                assert years == expected, (id, number)
            assert number == "" or total == sum(expected.values())
        rows = in_table(whole[f"{folder}{WORDS[language]}-{id}.csv"])
        assert rows
        for row in rows:
            counted = truth.get((id, row["number"] or row["section"], row["year"]), Counter())
            assert [int(row[kind]) for kind in ("events", "projects", "publications")] == [
                counted[kind] for kind in ("events", "projects", "publications")
            ], row
        told = Counter({kind: sum(int(row[kind]) for row in rows) for kind in ("events", "projects", "publications")})
        said = sum((counter for (catalogue, *_), counter in truth.items() if catalogue == id), Counter())
        assert +told == said, "a citation is not in the table"


def test_digits_are_those_of_the_language(whole: dict[str, bytes]) -> None:
    arabic = page(whole, "ar/taghtiya/rabat-washington/index.html")
    assert not re.search("[0-9]", "".join(cell.text_content() for cell in arabic.cssselect(".cover th, .cover td, .scale")))
    assert "٤–٥" in arabic.cssselect(".scale")[0].text_content()
    picture = etree.fromstring(whole["ar/taghtiya/rabat-washington/taghtiya-rabat-washington.svg"])
    assert not re.search("[0-9]", "".join("".join(one.itertext()) for one in picture.iter(f"{SVG}text")))
    assert all(row["year"].isascii() for row in in_table(whole["ar/taghtiya/rabat-washington/taghtiya-rabat-washington.csv"]))


def test_many_events_over_forty_years() -> None:
    random = Random(5)
    texts = {"content/catalogues/rome.yaml": "id: rome\ntitle: {en: Rome}\ntotal: 25\n"}
    for number in range(300):
        numbers = sorted({min(25, max(1, round(random.gauss(12, 6)))) for _ in range(3)})
        prose = ", ".join(f"good practice {one}" for one in numbers)
        references = ", ".join(f"rome/{one}" for one in numbers)
        texts[f"content/events/e{number}.en.md"] = (
            f'---\ntitle: E\ntype: launch\ndates: ["{1985 + number % 40}-03-01"]\nlocation: online\npractices: [{references}]\n---\nOn {prose}.\n'
        )
    truth = sources(texts)
    site = made(texts)
    rows = list(shown(page(site, "ar/coverage/rome/index.html")))
    assert [number for number, *_ in rows] == [*map(str, range(1, 26)), ""]
    for number, years, total in rows[:-1]:
        assert list(years) == [str(year) for year in range(1985, 2025)]
        assert years == {year: truth.get(("rome", number, year), Counter())["events"] for year in years}
        assert total == sum(years.values())
    assert rows[-1][2] == 300
    assert set(rows[-1][1].values()) == {7, 8}


# A small site, number by number


def test_rows_columns_and_totals(site: dict[str, bytes]) -> None:
    years = ["2018", "2019", "2020", "2021"]
    expected = [
        ("1", [1, 0, 0, 0], 1),
        ("2", [2, 0, 0, 0], 2),
        ("3", [1, 0, 0, 0], 1),
        ("4", [0, 0, 0, 0], 0),
        ("5", [0, 0, 0, 0], 0),
        ("6", [0, 0, 0, 1], 1),
        ("", [0, 0, 0, 1], 1),  # a part whose numbers are not known
        ("", [1, 0, 0, 0], 1),  # the catalogue as a whole
        ("", [2, 0, 0, 1], 3),  # events, each once
    ]
    for language in ("en", "fr", "ar"):
        rows = list(shown(page(site, f"{language}/coverage/rome/index.html")))
        assert rows == [(number, dict(zip(years, counts, strict=True)), total) for number, counts, total in expected]


def test_cells_lead_to_the_year_on_the_page_of_the_practice(site: dict[str, bytes]) -> None:
    own = "/fr/coverage/rome/"
    links = page(site, "fr/coverage/rome/index.html").cssselect(".cover td a")
    assert [urljoin(own, link.get("href")) for link in links] == [
        "/fr/catalogues/rome/1/#y2018",
        "/fr/catalogues/rome/2/#y2018",
        "/fr/catalogues/rome/3/#y2018",
        "/fr/catalogues/rome/6/#y2021",
        "/fr/catalogues/rome/#whole",
        "/fr/catalogues/rome/#whole",
    ]


def test_what_lists_hide_is_counted_and_leads_nowhere() -> None:
    site = made(PROJECT, CONFIG + FEATURE + "fallback: {event: hide}\n")
    rows = {language: list(shown(page(site, f"{language}/coverage/rome/index.html"))) for language in ("en", "fr", "ar")}
    assert rows["en"] == rows["fr"] == rows["ar"]
    assert not page(site, "ar/coverage/rome/index.html").cssselect(".cover td a")
    assert len(page(site, "fr/coverage/rome/index.html").cssselect(".cover td a")) == 3


def test_gaps_are_shown_as_gaps(site: dict[str, bytes]) -> None:
    gaps = page(site, "en/coverage/rome/index.html").cssselect(".gap-row")
    assert [row.cssselect(".reserved")[0].text for row in gaps] == ["1", "4", "5", "6"]
    listed = page(site, "en/catalogues/rome/index.html")
    assert [one.text for one in listed.cssselect(".gaps .reserved")] == ["4", "5"]
    told = {one.cssselect(".reserved")[0].text: len(one.cssselect(".tally i")) for one in listed.cssselect(".practices li:has(.tally):has(.reserved)")}
    assert told == {"1": 1, "6": 1}, "a reserved number that is cited says so"


def test_the_table_for_programs(site: dict[str, bytes]) -> None:
    content = site["en/coverage/rome/coverage-rome.csv"]
    assert content.startswith(b"\xef\xbb\xbfcatalogue,section,number,title,language,year,events,projects,publications\r\n")
    assert content.endswith(b"\r\n")
    assert content.count(b"\r\n") == content.count(b"\n")
    rows = in_table(content)
    assert len(rows) == (6 + 1 + 1) * (4 + 1 + 1), "each number, the part and the whole; 2018–2021, 2023, no year"
    assert [row["year"] for row in rows[:6]] == ["2018", "2019", "2020", "2021", "2023", ""]
    one = {(row["number"], row["section"], row["year"]): row for row in rows}
    assert one["2", "aims", ""]["projects"] == "1"
    assert one["3", "", "2023"]["publications"] == "1"
    assert one["", "means", "2021"]["events"] == "1"
    assert one["", "", "2018"]["events"] == "1"
    assert one["4", "", "2018"] | {"year": ""} == one["4", "", ""], "a gap has no title and no citation"


def test_titles_are_no_formulas_and_say_their_language(site: dict[str, bytes]) -> None:
    titles = {
        language: {row["number"]: (row["title"], row["language"]) for row in in_table(site[f"{language}/coverage/rome/coverage-rome.csv"])}
        for language in ("en", "fr", "ar")
    }
    assert titles["en"]["2"] == ("'=HYPERLINK(1)", "en")
    assert titles["fr"]["2"] == ('Deux, "et"', "fr"), "as it was written"
    assert titles["ar"]["3"][1] == "en"
    assert titles["en"]["4"] == ("", "")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\tx", "\rx"])
def test_what_looks_like_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless(f"a{text}") == f"a{text}"


def test_levels() -> None:
    assert [level(count) for count in (0, 1, 2, 3, 4, 5, 6, 7, 1000)] == [0, 1, 2, 3, 4, 4, 5, 5, 5]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_picture_says_what_it_is_and_runs_with_its_language(site: dict[str, bytes], language: str) -> None:
    picture = etree.fromstring(site[f"{language}/coverage/rome/coverage-rome.svg"])
    assert picture.get("direction") == ("rtl" if language == "ar" else "ltr")
    assert picture.find(f"{SVG}title").text
    assert picture.find(f"{SVG}desc").text
    texts = [(float(one.get("x")), one.text) for one in picture.iter(f"{SVG}text")]
    places = [next(x for x, text in texts if text == year) for year in ("2018", "2019", "2020", "2021")]
    assert places == sorted(places, reverse=language == "ar")
    figures = [one for group in picture.iter(f"{SVG}g") for one in group.findall(f"{SVG}text[@class]")]
    counts = [one.text for one in figures if "figure t" in one.get("class")]
    assert [int(count) for count in counts] == [1, 0, 0, 0, 2, 0, 0, 0, 1, *[0] * 11, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0]
    assert len(picture.findall(f".//{SVG}g/{SVG}rect")) == sum(count != "0" for count in counts)


def test_the_picture_at_a_glance_marks_what_is_cited(site: dict[str, bytes]) -> None:
    marks = page(site, "en/coverage/index.html").cssselect(".strata .mark")
    assert [(one.get("x"), one.get("y"), one.get("width")) for one in marks] == [
        ("000", "31", "20"), ("100", "31", "38"), ("200", "31", "20"), ("500", "01", "20"),
    ]  # fmt: skip
    assert len(page(site, "en/coverage/index.html").cssselect(".strata .whole")) == 2


# The feature


def test_without_the_feature_nothing_of_it_exists() -> None:
    site = made(PROJECT, CONFIG)
    assert not [path for path in site if "coverage" in path]
    assert not [path for path, content in site.items() if path.endswith(".html") and b"/coverage/" in content]


def test_its_word_is_free_where_the_feature_is_off() -> None:
    config = CONFIG.replace("events: faaliyat", "events: coverage")
    assert "ar/coverage/index.html" in made(PROJECT, config)
    checked = build(files({"config.yaml": config + FEATURE, **PROJECT}))
    assert [one.code for one in checked.diagnostics if one.code == "config/section-clash"]


def test_a_site_without_events_or_without_catalogues() -> None:
    site = made({"content/catalogues/rome.yaml": ROME})
    assert page(site, "en/coverage/rome/index.html").cssselect(".empty")
    assert in_table(site["en/coverage/rome/coverage-rome.csv"]) == []
    etree.fromstring(site["en/coverage/rome/coverage-rome.svg"])
    assert page(made({"content/pages/a.en.md": "---\ntitle: A\n---\nA.\n"}), "en/coverage/index.html").cssselect(".empty")
