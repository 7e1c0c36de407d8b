"""The schema of the open data: as JSON Schema, as the columns of tables, and as CSV on the Web says them (W3C).

All of it is made from the classes of sitegen/render/data_records.py, so that what is described is what is written.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

import msgspec
from msgspec import Struct

from sitegen.l10n.data_words import FIELDS
from sitegen.link.site import Site
from sitegen.render.data_records import TABLES

Schema = dict[str, Any]
Datatype = Literal["string", "integer", "number", "boolean", "date", "anyURI"]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
DEFINITIONS = "#/$defs/"
SEPARATOR = ";"  # between the values of a list in a cell of a table
NESTED = "."  # between the names of a field and of a field in it
RANGE = "Range"
FORMATS: dict[str, Datatype] = {"date": "date", "uri": "anyURI"}


class Column(Struct, frozen=True):
    """A column of a table: where its value is in a record, what it is, and whether there may be several."""

    path: tuple[str, ...]
    datatype: Datatype = "string"
    several: bool = False
    required: bool = False

    @property
    def name(self) -> str:
        return NESTED.join(self.path)


def json_schema(site: Site, language: str, address: str) -> bytes:
    """The JSON Schema of all files of a language, with what each field means in that language's words."""
    gettext = site.sources.messages[language].gettext
    definitions = {name: _described(one, gettext) for name, one in _definitions().items()}
    records = [{"$ref": f"{DEFINITIONS}{record.__name__}"} for record in TABLES.values()]
    files = {name: _file(record.__name__) for name, record in TABLES.items()}
    schema = {
        "$schema": DIALECT,
        "$id": address,
        "anyOf": [*({"$ref": f"{DEFINITIONS}{name}"} for name in files), *records],
        "$defs": {**files, **definitions},
    }
    return written(schema)


def _file(record: str) -> Schema:
    """A file of records: what it says of itself, then all of them."""
    return {
        "type": "object",
        "properties": {
            "schema": {"type": "string", "format": "uri"},
            "language": {"type": "string"},
            "licence": {"type": "string", "format": "uri"},
            "records": {"type": "array", "items": {"$ref": f"{DEFINITIONS}{record}"}},
        },
        "required": ["schema", "language", "records"],
        "additionalProperties": False,
    }


@cache
def _definitions() -> dict[str, Schema]:
    """The JSON Schema of each class: a field that may be missing is left out, never null."""
    _, found = msgspec.json.schema_components(TABLES.values(), ref_template=DEFINITIONS + "{name}")
    return {name: _strict(one) for name, one in found.items()}


def _strict(schema: Schema) -> Schema:
    properties = {name: _stated(one) for name, one in schema["properties"].items()}
    required = schema["required"]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _stated(schema: Schema) -> Schema:
    """Of a field that may be none, what it is where it is stated."""
    stated = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
    return {key: value for key, value in stated.items() if key not in {"default", "anyOf"} or value is False}


def _described(schema: Schema, gettext: Any) -> Schema:
    properties = {name: {"description": gettext(FIELDS[name]), **one} for name, one in schema["properties"].items()}
    return {**schema, "properties": properties}


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, in the order of the fields."""
    return tuple(_columns(TABLES[table].__name__, (), required=True))


def _columns(definition: str, before: tuple[str, ...], required: bool) -> Iterator[Column]:
    schema = _definitions()[definition]
    for name, field in schema["properties"].items():
        path, needed = (*before, name), required and name in schema["required"]
        nested = field.get("$ref", "").removeprefix(DEFINITIONS)
        items = field.get("items", {})
        if nested:
            yield from _columns(nested, path, needed)
        elif items.get("$ref", "").endswith(RANGE):
            yield Column((*path, "start"), "date", required=needed)
            yield Column((*path, "end"), "date", required=needed)
            yield Column((*path, "edtf"), several=True, required=needed)
        elif field["type"] in {"array", "object"}:
            yield Column(path, several=True, required=needed)
        else:
            yield Column(path, FORMATS.get(field.get("format", ""), field["type"]), required=needed)


def fields_of(table: str) -> dict[str, None]:
    """The names of all fields in the records of a table, those inside others too, each once."""
    return dict.fromkeys(name for column in columns(table) for name in column.path)


def csv_metadata(site: Site, language: str, table: str, title: str, licence: str) -> bytes:
    """What a table says of itself: `….csv-metadata.json` beside it (Metadata Vocabulary for Tabular Data)."""
    gettext = site.sources.messages[language].gettext
    described = [_column(column, gettext(FIELDS[column.path[-1]])) for column in columns(table)]
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "url": f"{table}.csv",
        "dc:title": title,
        **({"dc:license": {"@id": licence}} if licence else {}),
        "dialect": {"encoding": "utf-8", "delimiter": ",", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": {"columns": described, "primaryKey": "id"},
    }
    return written(metadata)


def _column(column: Column, meaning: str) -> Schema:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": meaning,
        "datatype": column.datatype,
        **({"separator": SEPARATOR} if column.several else {}),
        **({"required": True} if column.required else {}),
    }


def written(value: object) -> bytes:
    """JSON that people can read too."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
