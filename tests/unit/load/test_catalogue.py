"""A memorandum's file, judged by itself."""

from collections.abc import Callable, Iterable

import pytest

from sitegen.base.diagnostics import Diagnostic
from sitegen.base.files import SourceFile
from sitegen.load.catalogue import open_catalogue

Shown = Callable[[Iterable[Diagnostic]], list[str]]

HEAD = "id: rome\ntitle: {en: Rome}\n"
LANGUAGES = ("en", "fr", "ar")


def opened(text: str) -> tuple[object, tuple[Diagnostic, ...]]:
    checked = open_catalogue("rome", SourceFile("content/catalogues/rome.yaml", text.encode()), LANGUAGES)
    return checked.value.catalogue, checked.diagnostics


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD, []),
        ("id: rom\ntitle: {en: Rome}", ["1:5 catalogue/id-disagrees: the id says rom, the file name says rome (make them the same)"]),
        ("", ["1:1 yaml/not-a-mapping: this must be keys and values, like id: rome"]),
        (HEAD + "total: 3\npractices:\n- {number: 1, title: {en: a}}\n- {number: 1, title: {en: b}}\n- {number: 4, title: {en: c}}", ["6:12 catalogue/duplicate-number: practice 1 is described twice (correct one of the two numbers, or join the two)", "7:12 catalogue/beyond-total: number 4 is beyond the catalogue's total of 3 (correct the number or the total)"]),
        (HEAD + "total: 5\nsections:\n- {id: a, title: {en: A}, practices: 1-3}\n- {id: b, title: {en: B}, practices: 3-6}\n- {id: a, title: {en: C}}", ["6:38 catalogue/beyond-total: number 6 is beyond the catalogue's total of 5 (correct the number or the total)", "6:38 catalogue/section-overlap: sections a and b both hold number 3 (correct the numbers of one of them)", "7:8 catalogue/duplicate-section: there are two sections a (give one of them another id)"]),
        (HEAD + "aliases: {f: [x]}", ["3:11 value/not-a-language: 'f' is not the code of a language (use a code like en, fr, ar or pt-BR)"]),
        (HEAD + "summary: {de: x}\npractices: [{number: 1, title: {it: a}, text: {es: b}}]", ["3:11 words/unknown-language: 'de' is not a language of this site", "4:33 words/unknown-language: 'it' is not a language of this site", "4:48 words/unknown-language: 'es' is not a language of this site"]),
    ],
)  # fmt: skip
def test_catalogue(text: str, expected: list[str], shown: Shown) -> None:
    assert shown(opened(text)[1]) == expected


def test_texts_know_where_their_words_begin() -> None:
    practices = """\
practices:
  - number: 1
    title: {en: a}
    text: {en: one, fr: "deux", de: no}
  - number: 2
    title: {en: a}
    text:
      en: |
        two
        lines
      ar: >-
          ثلاثة
"""
    file = SourceFile("content/catalogues/rome.yaml", (HEAD + practices).encode())
    bodies = open_catalogue("rome", file, LANGUAGES).value.bodies
    assert [(key, body.text, body.first_line, body.first_column) for key, body in bodies] == [
        ((1, "en"), "one", 6, 16),
        ((1, "fr"), "deux", 6, 26),
        ((2, "en"), "two\nlines", 11, 9),
        ((2, "ar"), "ثلاثة", 14, 11),
    ]
