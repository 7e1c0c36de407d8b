"""YAML with places: what is read, as which text, and what is said of what cannot be read."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.base.diagnostics import Diagnostic, Span
from sitegen.load.located import Mapping, Node, Scalar, Sequence
from sitegen.load.yaml import parse_yaml

Shown = Callable[[Iterable[Diagnostic]], list[str]]


def plain(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text if node else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("country: NO", {"country": "NO"}),
        ("a: yes\nb: off\nc: true", {"a": "yes", "b": "off", "c": "true"}),
        ("version: 1.10", {"version": "1.10"}),
        ("month: 08\nyear: 0123\nhex: 0x1F", {"month": "08", "year": "0123", "hex": "0x1F"}),
        ("day: 2025-02-30", {"day": "2025-02-30"}),
        ("time: 12:30:45", {"time": "12:30:45"}),
        ("big: 1_000\nodd: .inf", {"big": "1_000", "odd": ".inf"}),
        ("practices: rome/17-19", {"practices": "rome/17-19"}),
        ("title: Les « mineurs »\nعنوان: نص", {"title": "Les « mineurs »", "عنوان": "نص"}),
        ("emoji: 🏳️‍🌈", {"emoji": "🏳️‍🌈"}),
        ("a: |\n  one\n  two\nb: >\n  three\n  four\n", {"a": "one\ntwo\n", "b": "three four\n"}),
        ("a: 'it''s'\nb: \"a\\tb\"", {"a": "it's", "b": "a\tb"}),
        ("list:\n- a\n- b", {"list": ["a", "b"]}),
        ("? a\n: b", {"a": "b"}),
        ("%YAML 1.1\n---\na: b", {"a": "b"}),
        ("a: # a comment\n  b # another", {"a": "b"}),
        ("", None),
        ("# only a comment\n\n", None),
        ("plain text", "plain text"),
    ],
)
def test_values_are_text(text: str, value: object) -> None:
    checked = parse_yaml(text, "f.yaml")
    assert plain(checked.value) == value
    assert not checked.diagnostics


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a colon
        ("title: Atelier : suite", '1:16 yaml/syntax: a text with a colon needs quotes (put the text in quotes: title: "Atelier : suite")'),
        ("title: a \"b\": c", "1:13 yaml/syntax: a text with a colon needs quotes (put the text in quotes: title: 'a \"b\": c')"),
        ("a: 1\ntitle Foo\nb: 2", "2:1 yaml/syntax: this line has no colon after its key (write key: value)"),
        ("a: 1\ntitle:Foo\nb: 2", "2:1 yaml/syntax: a space is missing after the colon (write title: Foo)"),
        (": x", "1:1 yaml/syntax: there is no key before this colon (write key: value)"),
        ("a: {x: y: z}", '1:9 yaml/syntax: a text with a colon needs quotes (put the text in quotes: "…")'),
        ("a: [x, : y]", '1:8 yaml/syntax: a text with a colon needs quotes (put the text in quotes: "…")'),
        ("a: [x,\nb: c", "1:4 yaml/syntax: a bracket is not closed (write ] or } at the end)"),
        # tabs and columns
        ("\ttitle: x", "1:1 yaml/syntax: a tab cannot indent a line (use spaces)"),
        ("a:\n\tb: 1", "2:1 yaml/syntax: a tab cannot indent a line (use spaces)"),
        ("a:\n  b: 1\n\tc: 2", "3:1 yaml/syntax: a tab cannot indent a line (use spaces)"),
        ("a:\n  b: 1\n c: 2", "3:2 yaml/syntax: this line is not indented like its neighbours (begin the keys of one group in the same column)"),
        ("a: 1\n b: 2", "2:2 yaml/syntax: this line is indented, but the key above it already has a value (begin it in the column of the key that it stands beside)"),
        ("a:\n  - x\n - y", "3:2 yaml/syntax: this line is not indented like its neighbours (begin the entries of one list in the same column)"),
        ("a: - b", "1:4 yaml/syntax: a list cannot begin on the line of its key (begin it on the next line, or write [a, b])"),
        ("a: 1\n- b", "2:1 yaml/syntax: a list begins here, but the key above it already has a value (delete that value, or this list)"),
        # quotation marks
        ('title: "abc\nb: c', '1:8 yaml/syntax: the quotation mark " is not closed (write " at the end of the text as well)'),
        ('title: "abc\nb: "c"', '1:8 yaml/syntax: the quotation mark " is not closed (write " at the end of the text as well)'),
        ("title: 'l'atelier'", "1:11 yaml/syntax: the text goes on after its closing quotation mark (write '' for an apostrophe inside '…')"),
        ('title: "a" b', '1:12 yaml/syntax: the text goes on after its closing quotation mark (write \\" for a quotation mark inside "…")'),
        ('title: "a \\q"', '1:11 yaml/syntax: a backslash has a meaning of its own inside "…" (write \\\\ for a backslash)'),
        # brackets
        ("a: [x, y\nb: c", "1:4 yaml/syntax: the bracket [ is not closed (write ] at the end)"),
        ("a: {x: y\nb: c", "1:4 yaml/syntax: the bracket { is not closed (write } at the end)"),
        ("a: [1, 2]]", "1:10 yaml/syntax: the bracket ] closes nothing (delete it)"),
        ("a: }", "1:4 yaml/syntax: the bracket } closes nothing (delete it, or put the text in quotes)"),
        ('a: ["x" "y"]', "1:9 yaml/syntax: there is no comma before this (put commas between the entries, or the text in quotes)"),
        ("a: [x,,y]", "1:7 yaml/syntax: nothing stands before this comma (delete one comma)"),
        ("a: [x] y", "1:8 yaml/syntax: something stands after the closing bracket (delete it, or put the whole text in quotes)"),
        ("{a: b}: c", "1:1 yaml/syntax: a list or a group of keys cannot be a key (put texts that contain brackets in quotes)"),
        ("title: {{ x }}", "1:9 yaml/syntax: a list or a group of keys cannot be a key (put texts that contain brackets in quotes)"),
        # characters that mean something to YAML
        ("a: @b", '1:4 yaml/syntax: a text cannot begin with @ (put the text in quotes: "…")'),
        ("a: %b", '1:4 yaml/syntax: a text cannot begin with % (put the text in quotes: "…")'),
        ("a: *Important*", '1:4 yaml/syntax: a text cannot begin with * (put the text in quotes: "…")'),
        ("a: *bold text", '1:4 yaml/syntax: a text cannot begin with * (put the text in quotes: "…")'),
        ("a: >x", "1:4 yaml/syntax: nothing may follow > on its line (begin the text on the next line, or put it in quotes)"),
        ("a: Workshop #4", "1:13 yaml/swallowed-text: #4 is a comment here and is lost (put the whole text in quotes, or write a space after #)"),
        # what YAML has and content does not need
        ("a: &x 1", "1:4 yaml/alias: anchors (&) are not used here (write the value out)"),
        ("a: *x", "1:4 yaml/alias: aliases (*) are not used here (write the value out)"),
        ("a: !!python/object:os.system []", "1:4 yaml/alias: tags (!) are not used here (write the value out)"),
        ("<<: {a: b}", "1:1 yaml/alias: merge keys (<<) are not used here (write the value out)"),
        ("a: 1\n---\nb: 2", "2:1 yaml/alias: several documents (---) are not used here (write the value out)"),
        # keys
        ("a: 1\nb: 2\na: 3", "3:1 yaml/duplicate-key: a is given twice (keep one of the two)"),
        ("a: {x: 1, x: 2}", "1:11 yaml/duplicate-key: x is given twice (keep one of the two)"),
    ],
)  # fmt: skip
def test_one_mistake_one_diagnostic(text: str, expected: str, shown: Shown) -> None:
    assert shown(parse_yaml(text, "f.yaml").diagnostics) == [expected]


def test_all_mistakes_at_once(shown: Shown) -> None:
    text = 'title: Guerre : paix\ndates: [2020\nsummary: "open\nfine: yes\nlocation: *here\nfine: no\n'
    assert [line.partition(":")[0] for line in shown(parse_yaml(text, "f.yaml").diagnostics)] == ["1", "2", "3", "5", "6"]


def test_a_duplicate_names_both_lines() -> None:
    (found,) = parse_yaml("a: 1\nb: 2\na: 3", "f.yaml").diagnostics
    assert found.span == Span("f.yaml", 3, 1, 3, 2)
    assert [related.span.line for related in found.related] == [1]


def test_an_alias_names_its_anchor() -> None:
    (found,) = parse_yaml("a: &x 1\nb: *x", "f.yaml").diagnostics
    assert (found.span.line, [related.span.line for related in found.related]) == (2, [1])


def test_unreadable_keys_are_remembered() -> None:
    node = parse_yaml("title: a: b\nlocation: *here\nkept: yes", "f.yaml").value
    assert isinstance(node, Mapping)
    assert plain(node) == {"kept": "yes"}
    assert node.broken == {"title", "location"}


def test_places_count_code_points_from_the_line_of_the_file() -> None:
    node = parse_yaml("عنوان: 🏳 x\nlist: [a,\n  bc]\ntext: |\n  one\n  two\n\nlast: ''", "f.md", first_line=10).value
    assert isinstance(node, Mapping)
    assert [(key.span.line, key.span.column, key.span.end_column) for key, _ in node.entries] == [
        (10, 1, 6),
        (11, 1, 5),
        (13, 1, 5),
        (17, 1, 5),
    ]
    assert [value.span for _, value in node.entries] == [
        Span("f.md", 10, 8, 10, 11),
        Span("f.md", 11, 7, 12, 6),
        Span("f.md", 13, 7, 15, 6),
        Span("f.md", 17, 7, 17, 9),
    ]
    items = node.entries[1][1]
    assert isinstance(items, Sequence)
    assert items.items[1].span == Span("f.md", 12, 3, 12, 5)


@pytest.mark.parametrize("text", ["[" * 5000, "a: " + "{b: " * 5000, "a: " + "[" * 900 + "]" * 900, "- " * 4000 + "x"])
def test_depth_cannot_exhaust_the_stack(text: str) -> None:
    (found,) = parse_yaml(text, "f.yaml").diagnostics
    assert found.code == "yaml/syntax"
    assert "more than 30 deep" in found.message


def test_quoted_texts_are_not_nothing() -> None:
    node = parse_yaml("a: ''\nb: ~\nc:", "f.yaml").value
    assert isinstance(node, Mapping)
    assert [isinstance(value, Scalar) and value.plain for _, value in node.entries] == [False, True, True]


@given(st.text(st.sampled_from(list("ab:# \n\t\"'[]{}-,|>&*!%@`?\\é0~<")), max_size=60))
def test_anything_can_be_read_or_is_named(text: str) -> None:
    checked = parse_yaml(text, "f.yaml")
    lines = text.split("\n")
    for found in checked.diagnostics:
        assert 1 <= found.span.line <= len(lines) + 1
        assert found.message
        assert "cannot be read" not in found.message
