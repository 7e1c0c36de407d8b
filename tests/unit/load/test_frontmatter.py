"""The head of a write-up: where it ends, and what one file alone can tell of it."""

from collections.abc import Callable, Iterable

import pytest

from sitegen.base.diagnostics import Diagnostic
from sitegen.load.frontmatter import Halves, read_front, split
from sitegen.model.writeups import Kind

Shown = Callable[[Iterable[Diagnostic]], list[str]]


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("---\na: b\n---\ntext", Halves("a: b", 2, "text", 4)),
        ("---\n---\n", Halves("", 2, "", 3)),
        ("\n\n--- \na: b\n---\t\n\ntext\n---\nmore", Halves("a: b", 4, "\ntext\n---\nmore", 6)),
        ("---\na: b\n---", Halves("a: b", 2, "", 4)),
    ],
)
def test_split(text: str, halves: Halves) -> None:
    checked = split(text, "f.md")
    assert checked.value == halves
    assert not checked.diagnostics


@pytest.mark.parametrize(
    ("text", "expected", "related"),
    [
        ("", "1:1 front-matter/missing: this file does not begin with front matter (begin with a line ---, then title: …, then a line ---)", []),
        ("# Title\n---\n", "1:1 front-matter/missing: this file does not begin with front matter (begin with a line ---, then title: …, then a line ---)", []),
        ("——\na: b\n---\n", "1:1 front-matter/missing: this file does not begin with front matter (begin with a line ---, then title: …, then a line ---)", []),
        ("---\na: b\n\ntext", "1:1 front-matter/unclosed: the front matter has no closing line --- (put a line --- before the text)", []),
        ("---\na: b\n—-\ntext", "1:1 front-matter/unclosed: the front matter has no closing line --- (put a line --- before the text)", [3]),
        ("---\na: b\n----\ntext", "1:1 front-matter/unclosed: the front matter has no closing line --- (put a line --- before the text)", [3]),
    ],
)  # fmt: skip
def test_what_is_no_front_matter(text: str, expected: str, related: list[int], shown: Shown) -> None:
    checked = split(text, "f.md")
    assert checked.value is None
    assert shown(checked.diagnostics) == [expected]
    assert [other.span.line for other in checked.diagnostics[0].related] == related


@pytest.mark.parametrize(
    ("kind", "front", "expected"),
    [
        (Kind.PAGE, "title: x\nlanguage: fr", []),
        (Kind.PAGE, "title: x\nlanguage: en", ["3:11 language/disagrees: the front matter says en, the file name says fr (correct one of the two)"]),
        (Kind.PAGE, "", ["1:1 key/missing: title is missing"]),
        (Kind.EVENT, 'title: x\ndates: ["2020-07-15", "2020-07-21/2020-07-22"]', []),
        (Kind.EVENT, "title: x\ndates: [2020-07-15, 2020-07-15/2020-07-16, 2020-07-01]", ["3:21 dates/overlap: 2020-07-15/2020-07-16 overlaps or precedes 2020-07-15 (list the ranges in order, each day once)", "3:44 dates/overlap: 2020-07-01 overlaps or precedes 2020-07-15/2020-07-16 (list the ranges in order, each day once)"]),
        (Kind.EVENT, "title: x\ndates: [2020-07, 2021]", ["3:9 dates/need-days: an event needs days; 2020-07 is only a month (write the days, like 2020-07-15 or 2020-07-21/2020-07-22)", "3:18 dates/need-days: an event needs days; 2021 is only a year (write the days, like 2020-07-15 or 2020-07-21/2020-07-22)"]),
        (Kind.PROJECT, "title: x\ndates: [2020-07, 2021]", []),
        (Kind.EVENT, "title: x\npractices: [rome, rome/3, rome/detection, madrid/3]", []),
        (Kind.EVENT, "title: x\npractices: [rome/17-19, rome/18, rome/19-21, rome, rome]", ["3:25 practice/repeated: rome/18 is listed already (list each practice once)", "3:34 practice/repeated: rome/19 is listed already (list each practice once)", "3:52 practice/repeated: rome is listed already (list each practice once)"]),
        (Kind.EVENT, "title: x\norganisers: [iij, gctf, iij]", ["3:25 value/repeated: iij is listed twice in organisers (delete one of the two)"]),
        (Kind.EVENT, "title: x\nparticipants: {countries: [AU, BE, AU], roles: [judges, judges]}", ["3:36 value/repeated: AU is listed twice in participants.countries.list (delete one of the two)", "3:57 value/repeated: judges is listed twice in participants.roles (delete one of the two)"]),
        (Kind.EVENT, "title: x\nlocation: online\ndownloads: [{title: y}]", ["4:13 key/missing: downloads.file is missing"]),
        (Kind.EVENT, "title: x\ndownloads: [{title: y, available: false}, {title: z, file: z.pdf}]", []),
        (Kind.PAGE, "[[[[", ["2:1 yaml/syntax: a bracket is not closed (write ] or } at the end)"]),
        (Kind.PAGE, "title: x\ndates: 2020-01-01", ["3:1 key/unknown: there is no key dates here"]),
    ],
)  # fmt: skip
def test_what_one_file_tells(kind: Kind, front: str, expected: list[str], shown: Shown) -> None:
    checked = read_front(kind, Halves(front, 2, "", 9), "f.fr.md", "fr")
    assert shown(checked.diagnostics) == expected


@pytest.mark.parametrize(
    ("front", "title", "dropped"),
    [
        ("title: x\nlanguage: en", "x", set()),
        ("title: x\ndates: 2020-02-30\nlocation: online", "x", {"dates"}),
        ("title: x\nsumary: y", "x", {"sumary", "summary"}),
        ("title: x\nlocation: *here", "x", {"location"}),
        ("title: a: b\nlocation: online", "…", {"title"}),
    ],
)
def test_what_is_right_of_a_front_matter_is_kept(front: str, title: str, dropped: set[str]) -> None:
    kept = read_front(Kind.EVENT, Halves(front, 2, "", 9), "f.fr.md", "fr").value
    assert kept is not None
    assert kept.value.title == title
    assert kept.dropped == dropped


@pytest.mark.parametrize("front", ["", "- a", "text"])
def test_what_is_no_mapping_cannot_be_kept(front: str) -> None:
    assert read_front(Kind.EVENT, Halves(front, 2, "", 9), "f.fr.md", "fr").value is None
