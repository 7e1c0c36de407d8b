"""Every declared value can be stored as MessagePack and comes back equal, of its own type."""

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sitegen.model
from sitegen.disk.tree import read_project
from sitegen.load.decode import decode
from sitegen.load.frontmatter import read_front, split
from sitegen.load.located import Mapping, Node
from sitegen.load.schemas import validator
from sitegen.load.yaml import parse_yaml
from sitegen.model.border import CountryCode, Id, Judged, NotEmpty, Prepared, Within
from sitegen.model.catalogue import Catalogue, PracticeRef
from sitegen.model.configuration import Config
from sitegen.model.dates import DateRange, EventDates, Precision, parse_range
from sitegen.model.languages import Language
from sitegen.model.options import Options
from sitegen.model.participants import Count, Group, Qualifier
from sitegen.model.records import Organisation, Person, Place, Term
from sitegen.model.words import Named
from sitegen.model.writeups import FRONT_MATTER, Event, FrontMatter, Initiative, Kind, Page, Project, Publication

ROOT = Path(__file__).parents[3]
RECORDS = {"organisations.yaml": Organisation, "people.yaml": Person, "places.yaml": Place, "glossary.yaml": Term}
MARKERS = {Prepared, Judged, Within, NotEmpty}

ACTIVITY: dict[str, Any] = {
    "title": "x", "dates": ["2020-07-21/2020-07-22", "2021-21", "2022-37", "2023-02", "2024"], "planned": "2031",
    "languages": ["pt-BR", "ar"], "organisers": ["iij", "NO"], "contact": {"person": "miriam"},
    "series": {"name": "s", "number": "2"}, "practices": ["rome", "rome/17-19", "rome/detection"],
    "image": {"file": "a.jpg", "alt": "b"}, "downloads": [{"title": "c", "available": "false"}],
    "translation": {"of": "fr", "fingerprint": "0123abcd"}, "aliases": "/old/",
    "params": {"version": "1.10", "deep": ["a", {"b": ["c"]}], "empty": {}},
}  # fmt: skip
DECLARED: tuple[tuple[Any, dict[str, Any]], ...] = (
    (Event, {**ACTIVITY, "type": "workshop", "location": "online", "participants": {
        "count": "50", "qualifier": "more-than", "countries": ["AU", "BE"], "organisations": {"about": "3", "list": ["iij"]}}}),
    (Project, {**ACTIVITY, "duration": {"months": "18"}, "countries": "12"}),
    (Publication, {**ACTIVITY, "publishers": "iij"}),
    (Initiative, {"title": "x", "countries": "MT", "order": "-1"}),
    (Page, {"title": "x"}),
    (FrontMatter, {"title": "x"}),
    (Catalogue, {"id": "rome", "title": {"en": "Rome"}, "aliases": {"en": "R"}, "adopted": "2012", "total": "9",
        "sections": [{"id": "a", "title": {"en": "A"}, "practices": "1-3"}], "practices": [{"number": "2", "title": {"en": "T"}}]}),
    (Config, {"title": {"en": "x"}, "url": "https://x.org", "fallback": {"event": "hide"},
        "languages": {"en": {"digits": "arab", "sections": {"events": "evenements"}}, "fr": {}}}),
    (Organisation, {"name": {"en": "x"}, "country": "MT", "url": "https://x.org/"}),
    (Person, {"name": "Miriam"}),
    (Person, {"name": {"en": "Miriam", "ar": "مريم"}}),
    (Place, {"name": {"en": "x"}, "coordinates": ["35.9", "-14"]}),
    (Term, {"name": {"en": "x"}, "feminine": "fr"}),
)  # fmt: skip
DAY = DateRange(date(2020, 7, 15), date(2020, 7, 15))
PLAIN: tuple[tuple[Any, object], ...] = (
    (PracticeRef, PracticeRef("rome", section="detection")),
    (EventDates, EventDates((DAY, parse_range("2021-39")))),
    (Count, Count(10, Qualifier.ABOUT)),
    (Group[CountryCode], Group(list=("MT",), more_than=3)),
    (Group[Id], Group(about=3)),
    (Language, Language("ar-TN")),
    (Named, Named("x", "en")),
    (Options, Options(drafts=True, base_url="https://x.org/")),
)


def stored(shape: Any, value: object) -> object:
    return msgspec.msgpack.decode(msgspec.msgpack.encode(value), type=shape)


def declared() -> Iterator[tuple[Any, object]]:
    yield from ((model, validator(model).validate_python(facts)) for model, facts in DECLARED)
    yield from PLAIN


@pytest.mark.parametrize(("shape", "value"), list(declared()), ids=[type(value).__name__ for _, value in declared()])
def test_examples(shape: Any, value: object) -> None:
    back = stored(shape, value)
    assert back == value
    assert types_in(back) == types_in(value)


def test_the_sample_content() -> None:
    number = 0
    for shape, value in sample():
        back = stored(shape, value)
        assert back == value
        assert types_in(back) == types_in(value)
        number += 1
    assert number > 100


def sample() -> Iterator[tuple[Any, object]]:
    """What this project's own content declares."""
    files = {file.path: file.content.decode() for file in read_project(ROOT).value if file.path.endswith((".yaml", ".md"))}
    for path, text in files.items():
        kind = next((kind for kind in Kind if path.startswith(f"content/{kind.folder}/")), None)
        halves = split(text, path).value if kind else None
        if kind and halves:
            front = read_front(kind, halves, path, path.split(".")[-2]).value
            assert front is not None
            yield FRONT_MATTER[kind], front.value
        elif path == "config.yaml" or path.startswith("content/catalogues/"):
            yield of(Config if path == "config.yaml" else Catalogue, parse_yaml(text, path).value)
        elif path.startswith("content/records/"):
            root = parse_yaml(text, path).value
            assert isinstance(root, Mapping)
            yield from (of(RECORDS[PurePosixPath(path).name], node) for _, node in root.entries)


def of(model: Any, node: Node | None) -> tuple[Any, object]:
    assert node is not None
    located = decode(model, node).value
    assert located is not None
    return model, located.value


@given(st.dates(), st.integers(0, 400), st.sampled_from(Precision))
def test_every_range(start: date, days: int, precision: Precision) -> None:
    end = date.fromordinal(min(start.toordinal() + days, date.max.toordinal()))
    value = DateRange(start, end, precision)
    assert stored(DateRange, value) == value


TREES = st.recursive(st.text(), lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts), max_leaves=8)


@given(st.dictionaries(st.text(), TREES))
def test_whatever_a_template_is_given(params: dict[str, object]) -> None:
    value = Page(title="x", params=params)
    assert stored(Page, value) == value


def test_no_class_is_forgotten() -> None:
    modules = [importlib.import_module(f"sitegen.model.{one.name}") for one in pkgutil.iter_modules(sitegen.model.__path__)]
    there = {one for module in modules for one in vars(module).values() if isinstance(one, type) and names_in(one)}
    tried = {kind for _, value in declared() for kind in types_in(value)}
    assert {one for one in there if one.__module__.startswith("sitegen.model.")} - MARKERS - {Event.__bases__[0]} <= tried


def names_in(kind: type) -> tuple[str, ...]:
    """The fields of a struct; none for any other type."""
    return getattr(kind, "__struct_fields__", ())


def types_in(value: object) -> list[type]:
    """The types of a value and of all its parts, in order: a plain text must not come back for an enumeration's."""
    parts: Iterator[object] = iter(())
    if names_in(type(value)):
        parts = (getattr(value, name) for name in names_in(type(value)))
    elif isinstance(value, dict):
        parts = (part for pair in value.items() for part in pair)
    elif isinstance(value, list | tuple):
        parts = iter(value)
    return [type(value), *(kind for part in parts for kind in types_in(part))]
