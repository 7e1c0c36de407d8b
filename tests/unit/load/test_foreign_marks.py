"""Commas, semicolons and question marks of another script, and Arabic letters in Persian: each at its place."""

import pytest

from sitegen.base.diagnostics import Diagnostic
from sitegen.base.files import SourceFile
from sitegen.load.catalogue import open_catalogue
from sitegen.load.config import load_config
from sitegen.load.foreign_marks import foreign_marks
from sitegen.load.records import RecordKind, load_records
from sitegen.load.writeups import WriteUpFile, read_text
from sitegen.model.languages import Language
from sitegen.model.writeups import Kind
from tests.unit.load.texts import parsed


def places(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """Each finding as "line:column, hint"."""
    return [f"{one.span.line}:{one.span.column} {one.hint}" for one in diagnostics if one.code.startswith("text/foreign-")]


LINES = [
    ("ar", "كلمة, ثم; ماذا?", [",", ";", "?"]),
    ("ar", "كلمة ، ثم؛ ماذا؟", []),
    ("ar", "كلمة (RAN), ثم RAN, ثم 2019, و1,234 و10;20", []),
    ("ar", "«كلمة», (كلمة), مَنْ,", [",", ",", ","]),
    ("ar", "العلامة (,) والعلامة «;»", []),
    ("ar", "صفحة?id=3", []),
    ("ar", "RAN (?), x", []),
    ("ar-TN", "كلمة, ثم", [","]),
    ("fa", "سلام, دنیا", [","]),
    ("ur", "سلام, دنیا", [","]),
    ("he", "שלום, עולם; מה?", []),
    ("he", "שלום، עולם", ["،"]),
    ("en", "one، two؛ three؟", ["،", "؛", "؟"]),
    ("en", "one, two; three?", []),
    ("en", "the word ورشة، here and ورشة؟", []),
    ("en", "here ،ورشة and the comma (،)", []),
    ("fr", "la virgule «\u00a0،\u00a0» ou « ؟ »", []),
    ("ru", "слово، слово", ["،"]),
    ("dv", "މިއީ، ދިވެހި", []),
]


@pytest.mark.parametrize(("language", "line", "found"), LINES)
def test_what_is_foreign_in_a_line(language: str, line: str, found: list[str]) -> None:
    assert [one.found for one in foreign_marks(line, Language(language))] == found


BODIES = [
    ("كلمة, ثم **كلمة**, ثم\nسطر; آخر", "ar", ["1:5 write ،", "1:18 write ،", "2:4 write ؛"]),
    ("[رابط](https://x.org/a?b=1,2;3), `كلمة, x` ثم", "ar", ["1:32 write ،"]),
    ("كلمة[^1], ثم\n\n[^1]: حاشية?", "ar", ["1:9 write ،", "3:12 write ؟"]),
    ("## عنوان?\n\n| كلمة, هنا | ب |\n|---|---|\n| [it, so?]{lang=en}, ثم | x |", "ar", ["1:9 write ؟", "3:7 write ،"]),
    ("![صورة, هنا](a.jpg) كلمة", "ar", ["1:7 write ،"]),
    ("منهج RAN.\n\n*[RAN]: شبكة, هنا", "ar", ["3:13 write ،"]),
    ("<p title=\"كلمة, ثم\">كلمة, ثم</p>", "ar", ["1:25 write ،"]),
    ("```\nكلمة, ثم\n```\n\n<!-- كلمة, ثم -->\n\nكلمة.\n{: title=\"كلمة, ثم\" }", "ar", []),
    ("- بند; ثم\n\n> قال, ثم", "ar", ["1:6 write ؛", "3:6 write ،"]),
    ("[و, ف] كلمة.\n\n[و, ف]: event:x", "ar", []),
    ("*[و, ف]: وصف\n\nو, ف", "ar", []),
    ("one، [كلمة، هنا]{lang=ar}، two", "en", ["1:4 write ,", "1:26 write ,"]),
    ("one [كلمة, هنا]{lang=ar}, two", "en", ["1:10 write ،"]),
    ("سلام دنیا\nاین **یک** كتاب و كتاب\n\nكتاب", "fa", ["2:12 write ک for ك throughout the text"]),
    ("Text\n[سلام يا]{lang=fa} more", "en", ["2:10 write ی for ي throughout the text"]),
    ("سلام [كتاب عربي]{lang=ar}", "fa", []),
    ("كتاب عربي", "ar", []),
]


@pytest.mark.parametrize(("body", "language", "found"), BODIES)
def test_what_is_foreign_in_a_body(body: str, language: str, found: list[str]) -> None:
    assert places(parsed(body, language).diagnostics) == found


FRONT = """---
title: "ورشة, أولى"
summary: >
  ملخص طويل,
  على سطرين; و1,234
image: {file: a.jpg, alt: "صورة, هنا", credit: 'مصور, آخر'}
downloads:
  - {title: جدول? نعم, file: a.pdf}
aliases: ["/a,b"]
references: ["كتاب, x"]
location: {venue: "فندق, x"}
---
"""


def test_words_of_a_front_matter() -> None:
    file = SourceFile("content/events/e.ar.md", FRONT.encode())
    found = read_text(WriteUpFile(Kind.EVENT, "e", "ar", file), ("ar",)).diagnostics
    assert places(found) == ["2:13 write ،", "4:12 write ،", "5:12 write ؛", "6:32 write ،", "6:53 write ،", "8:17 write ؟"]


def test_a_character_in_an_escape_is_named_at_its_text() -> None:
    file = SourceFile("content/events/e.ar.md", '---\ntitle: "ورشة\\x2c أولى, ثانية"\n---\n'.encode())
    found = read_text(WriteUpFile(Kind.EVENT, "e", "ar", file), ("ar",)).diagnostics
    assert set(places(found)) == {"2:8 write ،"}


CATALOGUE = """id: oslo
title: {en: "Notes، first", ar: "ملاحظات, أولى"}
sections: [{id: a, title: {ar: "قسم?"}}]
practices:
  - {number: 1, title: {ar: "واحد; اثنان"}, text: {ar: "نص, `كود, x`"}}
"""


def test_words_of_a_catalogue() -> None:
    found = open_catalogue("oslo", SourceFile("content/catalogues/oslo.yaml", CATALOGUE.encode()), ("en", "ar")).diagnostics
    assert places(found) == ["2:19 write ,", "2:41 write ،", "3:36 write ؟", "5:34 write ؛"]


def test_words_of_records() -> None:
    text = 'oslo:\n  kind: city\n  name: {en: "Oslo; north", ar: "أوسلو, شمال", fa: "كتاب"}\n'
    found = load_records({RecordKind.PLACE: SourceFile("content/records/places.yaml", text.encode())}).diagnostics
    assert places(found) == ["3:39 write ،", "3:53 write ک for ك throughout the text"]


def test_words_of_the_configuration() -> None:
    text = 'title: {en: "One، two", ar: "معهد, دولي"}\nurl: https://example.org/a,b\nlanguages: {en: {}, ar: {}}\n'
    assert places(load_config([SourceFile("config.yaml", text.encode())]).diagnostics) == ["1:17 write ,", "1:34 write ،"]
