"""Open data: the files of each language, what is said of one entry, and the page that describes them."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import groupby
from operator import itemgetter

import msgspec

from sitegen.l10n import phrases
from sitegen.l10n.data_words import FIELDS
from sitegen.link.index import visible
from sitegen.link.routes import Target
from sitegen.link.site import Site
from sitegen.model.configuration import Feature
from sitegen.model.writeups import Kind
from sitegen.render.data_records import KINDS, TABLES, Record, activity_record, practice_record
from sitegen.render.data_schema import SEPARATOR, Column, columns, csv_metadata, fields_of, json_schema, written
from sitegen.render.frames import frame
from sitegen.render.memory import remembered
from sitegen.render.pieces import absolute, href, plain
from sitegen.render.views.frame import Copy
from sitegen.render.views.machines import DataField, DataFile, DataView
from sitegen.render.views.words import Link

PAGE = Target("data")
SCHEMA = "schema.json"
KIND_OF = {"events": Kind.EVENT, "projects": Kind.PROJECT, "publications": Kind.PUBLICATION}
TITLES = {
    "events": phrases.EVENTS,
    "projects": phrases.PROJECTS,
    "publications": phrases.PUBLICATIONS,
    "practices": phrases.PRACTICES,
}
BYTE_ORDER_MARK = "\ufeff"  # without it, Excel takes Arabic for Latin letters
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is a formula to a spreadsheet, and may do harm
AS_TEXT = "'"


def data_file(site: Site, language: str, name: str) -> bytes:
    """One of the files beside the page of open data, by its name."""
    table, _, ending = name.partition(".")
    if name == SCHEMA:
        return json_schema(site, language, _address(site, language, SCHEMA))
    if ending == "json":
        return _as_json(site, language, table)
    return _as_csv(site, language, table) if ending == "csv" else _metadata(site, language, table)


def file_names() -> tuple[str, ...]:
    """The names of all files beside the page of open data."""
    endings = ("json", "csv", "csv-metadata.json")
    return (SCHEMA, *(f"{table}.{ending}" for table in TABLES for ending in endings))


def entry_file(site: Site, language: str, kind: str, id: str) -> bytes:
    """What open data says of one entry, beside its page."""
    return written(activity_record(site, (Kind(kind), id), language))


def data_path(site: Site, language: str, name: str) -> str:
    return f"{site.routes.of(PAGE, language)}{name}"


def _address(site: Site, language: str, name: str) -> str:
    return absolute(site, data_path(site, language, name))


def _records(site: Site, language: str, table: str) -> Iterator[Record]:
    """Everything that lists of the language show, newest first; practices by catalogue and number."""
    if table in KIND_OF:
        keys = site.index.by_kind[KIND_OF[table]]
        yield from (activity_record(site, key, language) for key in visible(keys, site.entries, site.config, language))
        return
    for id, catalogue in sorted(site.catalogues.items()):
        yield from (practice_record(site, id, number, language) for number in range(1, catalogue.length + 1))


def _as_json(site: Site, language: str, table: str) -> bytes:
    licence = site.config.licence
    return msgspec.json.encode(
        {
            "schema": _address(site, language, SCHEMA),
            "language": language,
            **({"licence": licence} if licence else {}),
            "records": list(_records(site, language, table)),
        }
    )


def _as_csv(site: Site, language: str, table: str) -> bytes:
    """A table (RFC 4180) in UTF-8, with one row of names at its head."""
    out = StringIO()
    rows = csv.writer(out)
    own = columns(table)
    rows.writerow([column.name for column in own])
    for record in _records(site, language, table):
        rows.writerow([_cell(record, column) for column in own])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def _cell(record: Record, column: Column) -> str:
    """The value of a record in a column as CSV on the Web writes it; "" where nothing is known."""
    found: list[object] = [record]
    for name in column.path:
        found = [value for one in found for value in _values(getattr(one, name))]
    if not found:
        return ""
    if column.several:
        return _harmless(SEPARATOR.join(map(str, found)))
    value = found[-1] if column.path[-1] == "end" else found[0]
    if isinstance(value, bool):
        return str(value).lower()
    return _harmless(value) if isinstance(value, str) else str(value)


def _values(value: object) -> tuple[object, ...]:
    """The values of a list, the keys of a mapping, a value alone, or nothing."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, dict):
        return tuple(value)
    return () if value is None else (value,)


def _harmless(text: str) -> str:
    return AS_TEXT + text if text.startswith(FORMULA) else text


def _metadata(site: Site, language: str, table: str) -> bytes:
    title = site.sources.messages[language].gettext(TITLES[table])
    return csv_metadata(site, language, table, title, site.config.licence or "")


def data_view(site: Site, language: str) -> DataView:
    """The page that describes the files."""
    return DataView(
        frame=frame(site, PAGE, language, None, [Link(data_link(site, language).words)]),
        files=tuple(_described(site, language, table) for table in TABLES),
        fields=tuple(_fields(site, language)),
        schema=href(site, data_path(site, language, SCHEMA)),
        licence=site.config.licence or "",
    )


def _fields(site: Site, language: str) -> Iterator[DataField]:
    """All fields; neighbours together that mean the same and are in the same tables."""
    gettext = site.sources.messages[language].gettext
    names = {table: fields_of(table) for table in TABLES}
    found = ((name, (meaning, tuple(one for one in TABLES if name in names[one]))) for name, meaning in FIELDS.items())
    for (meaning, tables), group in groupby(found, key=itemgetter(1)):
        titles = tuple(gettext(TITLES[table]) for table in tables)
        yield DataField(tuple(name for name, _ in group), gettext(meaning), titles)


def _described(site: Site, language: str, table: str) -> DataFile:
    address = href(site, data_path(site, language, table))
    title = site.sources.messages[language].gettext(TITLES[table])
    count = sum(1 for _ in _records(site, language, table))
    return DataFile(title, count, f"{address}.json", f"{address}.csv", f"{address}.csv-metadata.json")


@remembered
def data_link(site: Site, language: str) -> Link:
    """The link to the page of open data."""
    title = site.sources.messages[language].gettext(phrases.OPEN_DATA)
    return Link(plain(site, title, language), href(site, site.routes.of(PAGE, language) or ""))


def has_data(site: Site, target: Target, language: str) -> bool:
    """Whether there is a file of an entry beside its page: it has a text in the language."""
    if target.kind not in {kind.value for kind in KINDS}:
        return False
    return language in site.entries[Kind(target.kind), target.id].texts


def data_paths(site: Site, language: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """All files of a language: path, name of the view, and what the view asks for."""
    for name in file_names():
        yield data_path(site, language, name).lstrip("/"), "data", (name,)
    for kind, id in site.entries:
        target = Target(kind.value, id)
        if has_data(site, target, language):
            yield entry_data_path(site, target, language).lstrip("/"), "data of an entry", (kind.value, id)


def entry_data_path(site: Site, target: Target, language: str) -> str:
    return f"{site.routes.of(target, language)}index.json"


def copies_of(site: Site, target: Target, language: str) -> tuple[Copy, ...]:
    """What a page shows, as files for machines: an entry's own, or that of its section."""
    if not site.config.offers(Feature.DATA):
        return ()
    if has_data(site, target, language):
        return (Copy("application/json", href(site, entry_data_path(site, target, language))),)
    name = target.id if target.kind == "section" else "practices" if target.kind in {"catalogue", "practice"} else ""
    return _copies_of_table(site, name, language) if name in TABLES else ()


@remembered
def _copies_of_table(site: Site, table: str, language: str) -> tuple[Copy, ...]:
    address = href(site, data_path(site, language, table))
    return Copy("application/json", f"{address}.json"), Copy("text/csv", f"{address}.csv")
