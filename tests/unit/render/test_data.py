"""Open data: files that agree with their published schema, with their tables' descriptions, and with each other."""

import csv
import json
import re
from datetime import date
from io import StringIO
from typing import Any

import pytest
from babel.core import get_global
from jsonschema import Draft202012Validator, FormatChecker

from sitegen.l10n.bidi import strip
from sitegen.l10n.data_words import FIELDS
from sitegen.link.routes import file_of
from sitegen.model.languages import parse_language
from sitegen.model.writeups import Kind
from sitegen.pipeline import build
from sitegen.render.data_files import file_names
from sitegen.render.data_records import TABLES
from sitegen.render.data_schema import columns, fields_of
from tests.plain import built, plain, said
from tests.projects import CONFIG
from tests.sample import sample, sample_site

LANGUAGES = ("en", "fr", "ar")
FEATURES = CONFIG + "features: [data]\n"
BASE = "https://www.example.org/"
PROJECT = {
    "content/events/a.en.md": """\
---
title: "=HYPERLINK(1;2), and \\"more\\""
summary: "@sum"
type: workshop
dates: ["2020-07-15", "2020-07-21/2020-07-22"]
location: {city: "+Nowhere", country: MT, venue: "-Hall"}
participants: {count: 30, qualifier: about, countries: {more_than: 10, list: [MT, FR]}}
funders: [US, iij]
references: [A1, "B, 2"]
---
Text.
""",
    "content/events/a.ar.md": "---\ntitle: ورشة (IIJ)\ntranslation: {of: en, fingerprint: 00000000}\n---\nنص\n",
    "content/events/draft.en.md": '---\ntitle: Not yet\ntype: launch\ndates: ["2021-02-28"]\nlocation: online\ndraft: true\n---\nText.\n',
    "content/projects/p.en.md": '---\ntitle: Project\nduration: {months: 24}\nplanned: ["2016"]\ncountries: [FR]\n---\nText.\n',
    "content/publications/g.en.md": '---\ntitle: Guide\ndates: ["2021-21"]\n---\nText.\n',
    "content/records/organisations.yaml": "iij: {name: {en: Institute}}\n",
}


def text(site: dict[str, bytes], path: str) -> str:
    return site[path].decode()


def table(content: str) -> list[dict[str, str]]:
    """The rows of a table; whatever RFC 4180 forbids fails."""
    assert content.startswith("\ufeff")
    assert content.endswith("\r\n") and not re.search(r"(?<!\r)\n", re.sub(r'"[^"]*"', "", content))
    rows = list(csv.reader(StringIO(content.removeprefix("\ufeff"), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def judge(schema: Any, definition: str) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator({**schema, "anyOf": [{"$ref": f"#/$defs/{definition}"}]}, format_checker=FormatChecker())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_of_the_sample_agree_with_their_schema(language: str) -> None:
    site = sample()
    schema = json.loads(text(site, f"{language}/data/schema.json"))
    assert schema["$id"] == f"{BASE}{language}/data/schema.json"
    for name in TABLES:
        content = json.loads(text(site, f"{language}/data/{name}.json"))
        assert [error.message for error in judge(schema, name).iter_errors(content)] == []
        assert content["schema"] == schema["$id"] and content["language"] == language
        assert content["records"]
    assert list(judge(schema, "events").iter_errors({"schema": "x", "language": "en", "records": [{"id": "A"}]}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_are_those_of_their_standards(language: str) -> None:
    """ISO 8601, ISO 3166-1, BCP 47; identifiers are known, and each once."""
    site, known = sample(), sample_site()
    codes = {code for code in get_global("territory_languages") if len(code) == 2}
    for name in TABLES:
        records = json.loads(text(site, f"{language}/data/{name}.json"))["records"]
        assert len({one["id"] for one in records}) == len(records)
        for one in records:
            for days in (*one.get("dates", ()), *one.get("planned", ())):
                assert date.fromisoformat(days["start"]) <= date.fromisoformat(days["end"])
            country = one.get("location", {}).get("country", "MT")
            assert {country, *one.get("participants", {}).get("countries", {}).get("list", ())} <= codes
            assert all(parse_language(tag) for tag in (*one.get("languages", ()), *one.get("texts", ()), one.get("language", "en")))
            parties = {party for key in ("organisers", "funders", "partners", "speakers") for party in one.get(key, ())}
            assert {party for party in parties if not party.isupper()} <= set(known.sources.records.organisations)
            assert file_of(one["url"].removeprefix(BASE)) in site


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_lists_show_is_there(language: str) -> None:
    site, known = sample(), sample_site()
    for name, kind in (("events", Kind.EVENT), ("projects", Kind.PROJECT), ("publications", Kind.PUBLICATION)):
        records = json.loads(text(site, f"{language}/data/{name}.json"))["records"]
        assert [one["id"] for one in records] == [id for _, id in known.index.by_kind[kind]]
        for one in records:
            assert set(one["texts"]) == set(known.entries[kind, one["id"]].texts)
            assert (one["language"] == language) == (language in one["texts"])
    practices = json.loads(text(site, f"{language}/data/practices.json"))["records"]
    assert len(practices) == sum(one.length for one in known.catalogues.values())
    cited = {(event["id"], number) for event in json.loads(text(site, f"{language}/data/events.json"))["records"] for number in event.get("practices", ())}
    assert cited == {(event, one["id"]) for one in practices for event in one.get("events", ())}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TABLES)
def test_tables_are_as_they_are_described_and_say_what_json_says(name: str, language: str) -> None:
    site = sample()
    rows = table(text(site, f"{language}/data/{name}.csv"))
    described = json.loads(text(site, f"{language}/data/{name}.csv-metadata.json"))
    records = json.loads(text(site, f"{language}/data/{name}.json"))["records"]
    own = described["tableSchema"]["columns"]
    assert described["url"] == f"{name}.csv"
    assert described["@context"] == ["http://www.w3.org/ns/csvw", {"@language": language}]
    assert [one["name"] for one in own] == [one["titles"] for one in own] == list(rows[0])
    assert [row["id"] for row in rows] == [one["id"] for one in records]
    for row, record in zip(rows, records, strict=True):
        for column in own:
            value = row[column["name"]]
            assert value or not column.get("required")
            assert_is(column["datatype"], value)
            assert value.removeprefix("'").split(";") == (found(record, column["name"].split(".")) or [""])


def assert_is(datatype: str, value: str) -> None:
    if not value:
        return
    if datatype == "date":
        date.fromisoformat(value)
    elif datatype in {"integer", "number"}:
        float(value)
    elif datatype == "boolean":
        assert value in {"true", "false"}
    else:
        assert datatype in {"string", "anyURI"}


def found(record: Any, path: list[str]) -> list[str]:
    """What JSON says where a column points to: one value, or several."""
    name, rest = path[0], path[1:]
    value = record.get(name)
    if value is None:
        return ["false"] if name == "online" else []
    if rest and isinstance(value, list):
        return [value[-1 if rest == ["end"] else 0][rest[0]]] if rest != ["edtf"] else [one["edtf"] for one in value]
    if rest:
        return found(value, rest)
    if isinstance(value, bool):
        return [str(value).lower()]
    if isinstance(value, list | dict):
        return list(value)
    return str(value).split(";")


def test_beside_each_text_lies_its_record() -> None:
    site = sample()
    for language in LANGUAGES:
        schema = json.loads(text(site, f"{language}/data/schema.json"))
        for name, definition in (("events", "EventRecord"), ("projects", "ProjectRecord"), ("publications", "PublicationRecord")):
            one = judge(schema, definition)
            for record in json.loads(text(site, f"{language}/data/{name}.json"))["records"]:
                path = file_of(record["texts"].get(language, "").removeprefix(BASE)).replace("index.html", "index.json")
                if language in record["texts"]:
                    assert json.loads(text(site, path)) == record
                    assert list(one.iter_errors(record)) == []
                    assert f'type="application/json" href="/{path}"' in text(site, path.replace(".json", ".html"))
    assert not [path for path in site if path.endswith("index.json") and path.startswith("ar/faaliyat/2018-06-review")]


def test_the_page_names_every_file_and_every_field() -> None:
    site = sample()
    for language in LANGUAGES:
        page = text(site, f"{language}/data/index.html")
        assert [name for name in file_names() if f'href="/{language}/data/{name}"' not in page] == []
        assert [name for name in FIELDS if f'<code dir="ltr">{name}</code>' not in page] == []


def test_every_field_has_a_meaning_and_no_meaning_is_left_over() -> None:
    names = {name for one in TABLES for name in fields_of(one)}
    assert names == set(FIELDS)


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    return built(PROJECT, FEATURES)


def test_no_cell_is_a_formula(site: dict[str, str]) -> None:
    """What a spreadsheet would reckon with is taken for words; numbers stay numbers."""
    (row,) = table(site["en/data/events.csv"])
    assert row["title"] == "'=HYPERLINK(1;2), and \"more\""
    assert (row["summary"], row["location.name"], row["location.venue"]) == ("'@sum", "'+Nowhere", "'-Hall")
    record = json.loads(site["en/events/a/index.json"])
    assert record["title"] == '=HYPERLINK(1;2), and "more"'


def test_facts_are_plain(site: dict[str, str]) -> None:
    (record,) = json.loads(site["ar/data/events.json"])["records"]
    assert record["title"] == "ورشة (IIJ)", "data have no invisible marks"
    assert record["language"] == "ar"
    assert record["participants"] == {
        "count": 30, "qualifier": "about", "countries": {"count": 10, "qualifier": "more-than", "list": ["MT", "FR"]}
    }  # fmt: skip
    assert record["references"] == ["A1", "B, 2"]
    (row,) = table(site["ar/data/events.csv"])
    assert (row["dates.start"], row["dates.end"]) == ("2020-07-15", "2020-07-22")
    assert row["dates.edtf"] == "2020-07-15;2020-07-21/2020-07-22"
    assert row["funders"] == "US;iij"
    (project,) = json.loads(site["en/data/projects.json"])["records"]
    assert (project["months"], project["planned"][0]["edtf"]) == (24, "2016")
    (guide,) = json.loads(site["en/data/publications.json"])["records"]
    assert guide["dates"] == [{"start": "2021-03-01", "end": "2021-05-31", "edtf": "2021-21"}]


def test_meanings_are_in_the_language_of_the_file(site: dict[str, str]) -> None:
    for tag, before in (("en", ""), ("fr", "fr:"), ("ar", "ar:")):
        schema = json.loads(site[f"{tag}/data/schema.json"])
        assert strip(schema["$defs"]["EventRecord"]["properties"]["title"]["description"]) == f"{before}Title."


def test_a_licence_is_named_where_there_is_one_and_never_invented(site: dict[str, str]) -> None:
    assert not [path for path, content in site.items() if "/data/" in path and '"licence":"' in content]
    licensed = built(PROJECT, FEATURES + "licence: https://licence.example/by/\n")
    assert json.loads(licensed["en/data/events.json"])["licence"] == "https://licence.example/by/"
    described = json.loads(licensed["en/data/events.csv-metadata.json"])
    assert described["dc:license"] == {"@id": "https://licence.example/by/"}


def test_a_page_of_that_name_is_told() -> None:
    texts = {**PROJECT, "content/pages/data.en.md": "---\ntitle: Data\n---\nText.\n"}
    assert [line for line in said(build(plain(texts, FEATURES)).diagnostics) if "route/clash" in line]
    assert not [line for line in said(build(plain(texts)).diagnostics) if "route/clash" in line]


def test_without_the_word_there_is_none() -> None:
    assert not [path for path in built(PROJECT) if "data" in path or path.endswith((".json", ".csv"))]


def test_columns_come_from_the_records() -> None:
    names = {column.name: column for column in columns("events")}
    assert names["location.latitude"].datatype == "number"
    assert names["dates.start"].datatype == "date"
    assert names["practices"].several and not names["practices"].required
    assert names["id"].required and not names["location.online"].required
