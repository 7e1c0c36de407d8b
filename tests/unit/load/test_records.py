"""Records: each judged by itself, the sound ones kept."""

from collections.abc import Callable, Iterable

import pytest

from sitegen.base.diagnostics import Diagnostic
from sitegen.base.files import SourceFile
from sitegen.load.records import RecordKind, load_records

Shown = Callable[[Iterable[Diagnostic]], list[str]]


@pytest.mark.parametrize(
    ("text", "ids", "failed", "expected"),
    [
        (b"valletta: {name: {en: Valletta}}\nafrica: {kind: region, name: {en: Africa}}", ["valletta", "africa"], [], []),
        (b"", [], [], []),
        (b"# nothing yet\n", [], [], []),
        (b"- valletta", [], [""], ["1:1 yaml/not-a-mapping: this must be keys and values, like some-id: {name: \u2026}"]),
        (b"\xff", [], [""], ["1:1 text/not-utf8: this file is not UTF-8 text (byte 0xFF at offset 0) (save it as UTF-8 in your editor)"]),
        (b"a: {name: {en: A}}\nb: {nam: {en: B}}\nc: x", ["a"], ["b", "c"], ["2:5 key/unknown: there is no key nam here (did you mean name?)", "3:4 yaml/not-a-mapping: this must be keys and values, like kind: \u2026"]),
        (b"a: {name: {en: A}\nb: {name: {en: B}}", ["b"], ["a"], ["1:4 yaml/syntax: the bracket { is not closed (write } at the end)"]),
        (b"Valletta: {name: {en: A}}", ["Valletta"], [], ["1:1 value/not-an-id: 'Valletta' is not an id (use lower-case letters a\u2013z, digits and single hyphens)"]),
        (b"a: {name: {en: A}}\na: {name: {en: B}}", ["a"], [], ["2:1 yaml/duplicate-key: a is given twice (keep one of the two)"]),
    ],
)  # fmt: skip
def test_records(text: bytes, ids: list[str], failed: list[str], expected: list[str], shown: Shown) -> None:
    file = SourceFile("content/records/places.yaml", text)
    checked = load_records({RecordKind.PLACE: file})
    assert list(checked.value.places) == ids
    assert checked.value.failed == {("place", id) for id in failed}
    assert shown(checked.diagnostics) == expected


def test_no_files_no_records() -> None:
    checked = load_records({})
    assert not checked.diagnostics
    assert not checked.value.organisations
    assert not checked.value.failed
