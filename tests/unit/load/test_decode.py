"""Declared values: every mistake at its place, in an editor's words, once."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from sitegen.base.diagnostics import Diagnostic, Span
from sitegen.load.decode import decode
from sitegen.load.located import Located
from sitegen.load.yaml import parse_yaml
from sitegen.model.border import Declared
from sitegen.model.catalogue import Catalogue
from sitegen.model.configuration import Config
from sitegen.model.records import Organisation, Person, Place
from sitegen.model.writeups import Event, Initiative

Shown = Callable[[Iterable[Diagnostic]], list[str]]


def read(model: type[Declared], text: str) -> tuple[Located[Any] | None, list[Diagnostic]]:
    parsed = parse_yaml(text, "f.md")
    assert parsed.value is not None
    decoded = decode(model, parsed.value)
    return decoded.value, [*parsed.diagnostics, *decoded.diagnostics]


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        # keys
        (Event, "title: x\nsumary: y", ["2:1 key/unknown: there is no key sumary here (did you mean summary?)"]),
        (Event, "title: x\nsumary:", ["2:1 key/unknown: there is no key sumary here (did you mean summary?)"]),
        (Event, "titel: x", ["1:1 key/unknown: there is no key titel here (did you mean title?)"]),
        (Event, "title: x\nдата: y", ["2:1 key/unknown: there is no key дата here"]),
        (Event, "title: x\nlocation: {plce: y}", ["2:12 key/unknown: there is no key plce here (did you mean place?)"]),
        (Event, "title: x\nparticipants: {countries: {more: 3}}", ["2:28 key/unknown: there is no key more here (did you mean more_than?)"]),
        (Event, "slug: x", ["1:1 key/missing: title is missing"]),
        (Event, "slug: x\ntitle:", ["2:1 value/empty: title is empty (write a value or delete the line)"]),
        (Event, "slug: x\ntitle: ~", ["2:1 value/empty: title is empty (write a value or delete the line)"]),
        (Event, "title: ''", ["1:8 value/empty: title is empty (write a value or delete the line)"]),
        (Event, "title: x\nimage: {file: a.jpg}", ["2:1 key/missing: image.alt is missing"]),
        (Event, "title: x\ndownloads:\n- file: a.pdf\n", ["3:3 key/missing: downloads.title is missing"]),
        (Config, "title: {en: x}\nurl: https://x.org\nlanguages: {en: {sections: {event: a}}}", ["3:29 key/unknown: there is no key event here (did you mean events?)"]),
        # shapes
        (Event, "title: [x]", ["1:8 value/wrong-type: title must be a text"]),
        (Event, "title: {}", ["1:8 value/wrong-type: title must be a text"]),
        (Event, "title: {a: b}", ["1:8 value/wrong-type: title must be a text"]),
        (Event, "title: x\nslug: []", ["2:7 value/wrong-type: slug must be a text"]),
        (Event, "title: x\norganisers: [iij, {US: x}]", ["2:19 value/wrong-type: an entry of organisers must be a text"]),
        (Event, "title: x\npractices: {rome: 17}", ["2:12 value/wrong-type: practices must be a list, like [a, b]"]),
        (Event, "title: x\npractices:\n- rome: 17", ["3:3 value/wrong-type: an entry of practices must be a text like rome, rome/7, rome/7-9 or rome/<section>"]),
        (Event, "title: x\nseries: homegrown", ["2:9 value/wrong-type: series must be keys and values, like {name: …}"]),
        (Event, "title: x\nparams: y", ["2:9 value/wrong-type: params must be keys and values, like {key: value}"]),
        (Event, "title: x\nreferences: [a, ~]", ["2:17 value/empty: an entry of references is empty (write a value or delete the line)"]),
        (Organisation, "name: IIJ", ["1:7 value/wrong-type: name must be a text for each language, like {en: …, fr: …}"]),
        (Person, "name: [x]", ["1:7 value/wrong-type: name must be a text or a text for each language, like {en: …, fr: …}"]),
        (Person, "name: {xx: a}", ["1:8 value/not-a-language: 'xx' is not the code of a language (use a code like en, fr, ar or pt-BR)"]),
        (Place, "name: {en: x}\ncoordinates: [1]", ["2:14 value/wrong-type: coordinates must be two numbers, degrees north and degrees east, like [35.9, 14.5]"]),
        (Event, "- a\n- b", ["1:1 yaml/not-a-mapping: this must be keys and values, like title: …"]),
        (Event, "just text", ["1:1 yaml/not-a-mapping: this must be keys and values, like title: …"]),
        (Event, "[]", ["1:1 yaml/not-a-mapping: this must be keys and values, like title: …"]),
        # words
        (Event, "title: x\nlanguage: NO", ["2:11 value/not-a-language: 'NO' is not the code of a language (use a code like en, fr, ar or pt-BR)"]),
        (Event, "title: x\nlanguages: [fr, FR]", ["2:17 value/not-a-language: 'FR' is not the code of a language (use a code like en, fr, ar or pt-BR)"]),
        (Event, "title: x\ntype: workshp", ["2:7 value/not-one-of: 'workshp' is not one of workshop, expert-meeting, conference, review-meeting, scoping-workshop, launch, course (did you mean workshop?)"]),
        (Event, "title: x\nparticipants: {count: 3, qualifier: abot}", ["2:37 value/not-one-of: 'abot' is not one of exactly, about, more-than (did you mean about?)"]),
        (Event, "title: x\ndraft: treu", ["2:8 value/not-one-of: 'treu' is not one of true, false (did you mean true?)"]),
        (Event, "title: x\ndraft: [true]", ["2:8 value/wrong-type: draft must be true or false"]),
        (Event, "title: x\ninitiative: Home grown", ["2:13 value/not-an-id: 'Home grown' is not an id (use lower-case letters a–z, digits and single hyphens)"]),
        (Event, "title: x\nslug: À la une", ["2:7 value/not-a-slug: 'À la une' cannot be part of an address (use small letters, digits and single hyphens)"]),
        (Event, "title: x\naliases: [/a/, b]", ["2:16 value/not-a-path: 'b' is not an address on this site, like /old/address/"]),
        (Event, "title: x\nimage: {file: ../a.jpg, alt: b}", ["2:15 value/not-a-path: '../a.jpg' is not a file in this folder"]),
        (Event, "title: x\nfunders: [IIJ]", ["2:11 value/not-an-id: 'IIJ' is not an id (use lower-case letters a–z, digits and single hyphens)"]),
        (Event, "title: x\nfunders: [QQ]", ["2:11 value/not-a-country: 'QQ' is not a country code"]),
        (Initiative, "title: x\ncountries: [be, Morocco, NO]", ["2:13 value/not-a-country: 'be' is not a country code (did you mean BE?)", "2:17 value/not-a-country: 'Morocco' is not a country code (did you mean MA?)"]),
        (Event, "title: x\npractices: [Rome/1, rome/9-3]", ["2:13 practice/bad-reference: 'Rome/1' does not name a practice (write rome, rome/7, rome/7-9 or rome/<section>)", "2:21 practice/bad-reference: 'rome/9-3' does not name a practice (write rome, rome/7, rome/7-9 or rome/<section>)"]),
        (Event, "title: x\ntranslation: {of: fr, fingerprint: abc}", ["2:36 translation/bad-fingerprint: 'abc' is not a fingerprint (delete it and run: sitegen status --accept f.md)"]),
        # numbers
        (Event, "title: x\nparticipants: {count: 3x}", ["2:23 value/not-a-number: '3x' is not a whole number (write it in the digits 0–9, without words or spaces)"]),
        (Event, "title: x\nparticipants: {count: ٣٠}", ["2:23 value/not-a-number: '٣٠' is not a whole number (write it in the digits 0–9, without words or spaces)"]),
        (Event, "title: x\nparticipants: {count: 1.5}", ["2:23 value/not-a-number: '1.5' is not a whole number (write it in the digits 0–9, without words or spaces)"]),
        (Event, "title: x\nparticipants: {count: [3]}", ["2:23 value/wrong-type: participants.count must be a whole number"]),
        (Event, "title: x\nparticipants: {count: 0}", ["2:23 value/out-of-range: 0 is out of range: it must be at least 1"]),
        (Event, "title: x\nparticipants: {countries: many}", ["2:27 value/not-a-number: 'many' is not a whole number (write it in the digits 0–9, without words or spaces)"]),
        (Event, "title: x\nparticipants: {countries: {exactly: 3, list: [AU]}}", ["2:27 participants/count-disagrees: the count says 3, the list has 1 (add who is missing, or correct the count)"]),
        (Place, "name: {en: x}\ncoordinates: [95, a]", ["2:15 value/out-of-range: 95 is out of range: it must be at most 90", "2:19 value/not-a-number: 'a' is not a number (write it in the digits 0–9, without words or spaces)"]),
        (Catalogue, "id: x\ntitle: {en: x}\nsections: [{id: a, title: {en: x}, practices: 9-3}]", ["3:47 value/not-a-number: '9-3' is not a number or a range, like 17 or 17-19 (write it in the digits 0–9, without words or spaces)"]),
        # dates
        (Event, "title: x\ndates: [2025-02-30]", ["2:9 dates/impossible: there is no 2025-02-30: that month has 28 days, from 01"]),
        (Event, "title: x\ndates: 2025-13", ["2:8 dates/impossible: there is no 2025-13: months go from 01 to 12, seasons from 21 to 24, early, mid and late are 37, 38 and 39"]),
        (Event, "title: x\ndates: 0000", ["2:8 dates/impossible: there is no 0000: years begin with 0001"]),
        (Event, "title: x\ndates: [08, 1.10]", ["2:9 dates/not-a-date: '08' is not a date (write 2020-07-15, 2020-07, 2020, or a range 2020-07-21/2020-07-22)", "2:13 dates/not-a-date: '1.10' is not a date (write 2020-07-15, 2020-07, 2020, or a range 2020-07-21/2020-07-22)"]),
        (Event, "title: x\ndates: 2020-02-03/2020-02-01", ["2:8 dates/reversed: this range ends (2020-02-01) before it begins (2020-02-03) (did you mean 2020-02-01/2020-02-03?)"]),
        (Event, "title: x\ndates: [{from: 2020}]", ["2:9 value/wrong-type: an entry of dates must be a date or a range, like 2020-07-15 or 2020-07-21/2020-07-22"]),
        # after a syntax error the other keys are still judged, and what could not be read is not called missing
        (Event, "title: a: b\nsumary: y", ['1:9 yaml/syntax: a text with a colon needs quotes (put the text in quotes: title: "a: b")', "2:1 key/unknown: there is no key sumary here (did you mean summary?)"]),
        (Event, "<<: {title: x}\nslug: y", ["1:1 yaml/alias: merge keys (<<) are not used here (write the value out)"]),
        (Event, "title: *x", ["1:8 yaml/alias: aliases (*) are not used here (write the value out)"]),
    ],
)  # fmt: skip
def test_mistakes(model: type[Declared], text: str, expected: list[str], shown: Shown) -> None:
    value, diagnostics = read(model, text)
    assert value is None
    assert shown(diagnostics) == expected


@pytest.mark.parametrize(
    ("model", "text", "key", "value"),
    [
        (Initiative, "title: x\ncountries: [NO, ML]", "countries", ("NO", "ML")),
        (Initiative, "title: x\ncountries: NO", "countries", ("NO",)),
        (Event, "title: 1.10", "title", "1.10"),
        (Event, "title: 08", "title", "08"),
        (Event, "title: '~'", "title", "~"),
        (Event, 'title: "null"', "title", "null"),
        (Event, "title: x\nsummary: ~", "summary", None),
        (Event, "title: x\nsummary:", "summary", None),
        (Event, "title: x\nreferences: A7305940", "references", ("A7305940",)),
        (Event, "title: x\nreferences: [08, 1.10]", "references", ("08", "1.10")),
        (Event, "title: x\nparams: {version: 1.10, deep: [a, {b: no}]}", "params", {"version": "1.10", "deep": ["a", {"b": "no"}]}),
        (Event, "title: x\norganisers: [iij, NO, EU]", "organisers", ("iij", "NO", "EU")),
        (Event, "title: x\nlanguage: no", "language", "no"),
        (Event, "title: x\nlanguages: [pt-BR, ar-TN]", "languages", ("pt-BR", "ar-TN")),
        (Event, "title: x\ndraft: yes", "draft", True),
        (Person, "name: Miriam", "name", "Miriam"),
        (Person, "name: {en: Miriam, ar: مريم}", "name", {"en": "Miriam", "ar": "مريم"}),
        (Organisation, "name: {en: x}\naliases: {en: y, fr: [z]}", "aliases", {"en": ("y",), "fr": ("z",)}),
        (Place, "name: {en: x}\ncoordinates: [35.90, -14]", "coordinates", (35.9, -14.0)),
    ],
)  # fmt: skip
def test_the_declared_type_decides(model: type[Declared], text: str, key: str, value: object) -> None:
    located, diagnostics = read(model, text)
    assert not diagnostics
    assert located is not None
    assert getattr(located.value, key) == value


def test_places_of_parts() -> None:
    text = "title: x\ndates: [2020-07-15, 2020-07-21]\nlocation: {city: Rabat}\nsummary:\nfunders: iij\n"
    located, _ = read(Event, text)
    assert located is not None
    assert located.span("dates", 1) == Span("f.md", 2, 21, 2, 31)
    assert located.span("location", "city") == Span("f.md", 3, 18, 3, 23)
    assert located.key_span("location", "city") == Span("f.md", 3, 12, 3, 16)
    assert located.span("funders", 0) == Span("f.md", 5, 10, 5, 13), "a single value stands for a list of one"
    assert located.span("dates", 7) == located.span("dates"), "what does not exist is where it would be"
    assert located.key_span("dates", 0) == located.span("dates", 0)
