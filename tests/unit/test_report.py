"""Reports: what people and machines are told of diagnostics."""

import json

import pytest

from sitegen.base.diagnostics import Diagnostic, Problem, Related, Severity, Span
from sitegen.base.remarks import Remark
from sitegen.disk.report_words import read_report_words
from sitegen.report import render_github, render_json, render_text, summary

BAD = Problem("area/bad", Severity.ERROR, "{what} is bad", "did you mean {nearest}?", "")
ODD = Problem("area/odd", Severity.WARNING, "this is odd", "", "")


def bad(*place: int, path: str = "a.md", what: str = "this", nearest: str = "", related: tuple[Related, ...] = ()) -> Diagnostic:
    return BAD.at(Span(path, *place), *related, what=what, nearest=nearest)


def frame(text: str, *place: int) -> list[str]:
    """The lines between the message and the summary."""
    return render_text([bad(*place)], {"a.md": text}).split("\n")[2:-3]


def test_whole_report() -> None:
    found = [
        bad(2, 8, 2, 15, what="rome/70", nearest="rome/7", related=(Related(Span("b.yaml", 1, 1, 1, 6), "counted here"),)),
        ODD.at(Span("c.jpg")),
    ]
    sources = {"a.md": "---\nuses: [rome/70]\n---\n", "b.yaml": "total: 25\n"}
    assert render_text(found, sources) == (
        "a.md:2:8: error[area/bad]\n"
        "  rome/70 is bad\n"
        "   2 | uses: [rome/70]\n"
        "     |        ^^^^^^^\n"
        "  b.yaml:1:1: counted here\n"
        "   1 | total: 25\n"
        "     | ^^^^^\n"
        "  hint: did you mean rome/7?\n"
        "\n"
        "c.jpg: warning[area/odd]\n"
        "  this is odd\n"
        "\n"
        "1 error, 1 warning in 2 files\n"
    )


def test_nothing_found_says_nothing() -> None:
    assert render_text([], {}) == ""


@pytest.mark.parametrize(
    ("line", "first", "last", "marks"),
    [
        ("abc", 2, 3, " ^"),
        ("日本 abc", 4, 7, "     ^^^"),
        ("日本", 1, 2, "^^"),
        ("\tkey: x", 2, 5, "    ^^^"),
        ("a\tb", 3, 4, "     ^"),
        ("e\u0301e", 3, 4, " ^"),
        ("abc", 4, 4, "   ^"),
        ("abc", 2, 2, " ^"),
        ("abc", 1, 1, "^"),
        ("x\u202ey", 2, 3, " ^^^^^^^^"),
    ],
)
def test_marks_stand_below_what_a_terminal_shows(line: str, first: int, last: int, marks: str) -> None:
    assert frame(line, 1, first, 1, last)[1] == f"     | {marks}"


def test_marks_are_as_wide_as_letters_without_their_vowel_signs() -> None:
    line = "التَّعْلِيم الأساسي"
    assert frame(line, 1, 1, 1, 12) == [f"   1 | {line}", "     | ^^^^^^^ التَّعْلِيم"]


def test_words_are_repeated_only_where_a_terminal_may_turn_the_line() -> None:
    assert frame("plain", 1, 1, 1, 6)[1].endswith("^^^^^")


def test_what_is_invisible_is_shown_by_its_number() -> None:
    assert frame("a\u200bb\x1b[31m", 1, 2, 1, 3) == ["   1 | a<U+200B>b<U+001B>[31m", "     |  ^^^^^^^^"]


def test_several_lines_are_all_marked() -> None:
    assert frame("a: [x,\n  y,\n  z]\n", 1, 4, 3, 5) == [
        "   1 | a: [x,",
        "     |    ^^^",
        "   2 |   y,",
        "     |   ^^",
        "   3 |   z]",
        "     |   ^^",
    ]


def test_many_lines_are_shown_by_the_first_and_the_last() -> None:
    text = "\n".join(f"line {number}" for number in range(1, 12))
    assert frame(text, 9, 1, 11, 5)[0] == "   9 | line 9"
    assert frame(text, 2, 1, 11, 5) == ["   2 | line 2", "     | ^^^^^^", "   … |", "  11 | line 11", "     | ^^^^"]


def test_long_lines_are_cut_around_the_mark() -> None:
    line = "word " * 60 + "HERE" + " word" * 60
    shown, marks = frame(line, 1, 301, 1, 305)
    assert shown.startswith("   1 | …") and shown.endswith("…")
    assert shown[marks.index("^") : marks.index("^") + 4] == "HERE"
    assert len(shown) < 120


@pytest.mark.parametrize("place", [(0,), (9, 1, 9, 2), (3, 1, 99, 1)])
def test_no_frame_where_there_is_no_such_line(place: tuple[int, ...]) -> None:
    assert frame("one\ntwo\n", *place) == []


def test_a_line_without_columns_is_shown_unmarked() -> None:
    assert frame("one\ntwo", 2) == ["   2 | two"]


def test_colour_is_only_added_to_the_words() -> None:
    found, sources = [bad(1, 1, 1, 4, nearest="y")], {"a.md": "abc"}
    coloured = render_text(found, sources, colour=True)
    assert "\x1b[31m" in coloured
    plain = coloured
    for code in ("\x1b[31m", "\x1b[36m", "\x1b[1m", "\x1b[0m"):
        plain = plain.replace(code, "")
    assert plain == render_text(found, sources)


def test_messages_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in render_text([bad(1, 1, 1, 2, what="\x1b[2J", path="\x1b.md")], {})
    turned = render_text([bad(1, 1, 1, 2, what="a\u202eb\u2067c\u2069", path="a.md")], {})
    assert "\u202e" not in turned
    assert "a<U+202E>b\u2067c\u2069" in turned, "isolates end where they end"


def test_paths_lead_from_where_the_reader_stands() -> None:
    found = [bad(1, 1, 1, 2, related=(Related(Span("b.md", 2), "see"),))]
    text = render_text(found, {"a.md": "x"}, folder="site/")
    assert text.startswith("site/a.md:1:1:") and "  site/b.md:2: see" in text


def test_summary() -> None:
    found = [bad(1), bad(2), ODD.at(Span("a.md")), ODD.at(Span("b.md"))]
    assert summary(found) == "2 errors, 2 warnings in 2 files"
    assert summary(found[:1]) == "1 error in 1 file"
    assert summary(found[2:3]) == "1 warning in 1 file"
    assert summary([]) == "no errors, no warnings"


def test_in_other_languages_the_head_stays() -> None:
    related = (Related(Span("b.yaml", 1, 1, 1, 2), Remark("counted here")),)
    found = [bad(1, 1, 1, 2, what="x", nearest="é", related=related)]
    assert render_text(found, {"a.md": "x"}, words=read_report_words("fr")) == (
        "a.md:1:1: error[area/bad]\n"
        "  x is bad\n"
        "   1 | x\n"
        "     | ^\n"
        "  b.yaml:1:1: compté ici\n"
        "  conseil\u00a0: vouliez-vous dire é\u202f?\n"
        "\n"
        "1 erreur dans 1 fichier\n"
    )


def test_from_right_to_left_each_line_of_words_is_isolated() -> None:
    found = [bad(1, 1, 1, 2, what="x", nearest="é")]
    text = render_text(found, {"a.md": "x"}, colour=True, words=read_report_words("ar"))
    assert "  \u2067\x1b[36m\x1b[1mتلميح:\x1b[0m هل تقصد \u2068é\u2069؟\u2069\n" in text
    assert text.endswith("\n\u2067خطأ واحد في ملف واحد\u2069\n")
    annotation = render_github(found, words=read_report_words("ar"))
    assert annotation.endswith("%0A\u2067هل تقصد \u2068é\u2069؟\u2069\n")
    assert json.loads(render_json(found, read_report_words("ar")))["diagnostics"][0]["hint"] == "هل تقصد \u2068é\u2069؟"


def test_json() -> None:
    report = json.loads(render_json([bad(1, 2, 1, 4, what="é", related=(Related(Span("b.md", 3, 1, 3, 2), "also"),))]))
    assert report == {
        "diagnostics": [
            {
                "code": "area/bad",
                "severity": "error",
                "message": "é is bad",
                "hint": "",
                "path": "a.md",
                "line": 1,
                "column": 2,
                "end_line": 1,
                "end_column": 4,
                "related": [{"label": "also", "path": "b.md", "line": 3, "column": 1, "end_line": 3, "end_column": 2}],
            }
        ],
        "errors": 1,
        "warnings": 0,
    }
    assert json.loads(render_json([])) == {"diagnostics": [], "errors": 0, "warnings": 0}


def test_github() -> None:
    found = [bad(2, 8, 2, 15, what="100 %,\nall: of it", nearest="x", path="a,b:c.md"), bad(2, 1, 4, 3), ODD.at(Span("c.jpg"))]
    assert render_github(found, "site/") == (
        "::error file=site/a%2Cb%3Ac.md,line=2,endLine=2,col=8,endColumn=15,title=area/bad::"
        "100 %25,%0Aall: of it is bad%0Adid you mean x?\n"
        "::error file=site/a.md,line=2,endLine=4,title=area/bad::this is bad\n"
        "::warning file=site/c.jpg,title=area/odd::this is odd\n"
    )
