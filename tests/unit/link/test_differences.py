"""What differs between two texts: words and sentences that count, in readable pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.link.differences import LARGEST, Sign, likeness, sentence_differences, word_differences


def words(before: str, after: str) -> str:
    marks = {Sign.SAME: "{}", Sign.REMOVED: "[-{}-]", Sign.ADDED: "{{+{}+}}"}
    return "".join(marks[run.sign].format(run.text) for run in word_differences(before, after))


CASES = [
    ("one two three four five", "one two 3 four five", "one two[- three-]{+ 3+} four five"),
    ("one two", "one two three", "one two{+ three+}"),
    ("one two three", "one three", "one[- two-] three"),
    ("", "all new", "{+all new+}"),
    ("all gone", "", "[-all gone-]"),
    ("a b c d e f", "A b c D e f", "[-a b c d-]{+A b c D+} e f"),
    ("It took two days.", "It took two days, in all.", "It took two days{+, in all+}."),
    ("الحالة الأولى قديمة.", "الحالة الثانية قديمة.", "الحالة[- الأولى-]{+ الثانية+} قديمة."),
    ("| a | 2019 |\nmore words", "| a | 2020 |\nmore words", "| a |[- 2019 |-]{+ 2020 |+}\nmore words"),
    ("the [talk](event:a) there", "the [talk](event:b) there", "the [talk[-](event:a)-]{+](event:b)+} there"),
]


@pytest.mark.parametrize(("before", "after", "expected"), CASES)
def test_word_by_word(before: str, after: str, expected: str) -> None:
    assert words(before, after) == expected


SAME = [
    ('He said "no" - twice', "He said “no” – twice"),
    ("un mot; deux", "un mot\u202f; deux"),
    ("one\ntwo", "one  two"),
    ("one **two**", "one *two*"),
    ("[site](https://a.example/x_(y))", "[site](https://b.example/)"),
    ("[paper](a.pdf)", "[paper](b.pdf)"),
    ("a\u200fb e\u0301", "ab é"),
]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_what_makes_no_translation_stale_is_not_shown(before: str, after: str) -> None:
    assert words(before, after) == after
    assert sentence_differences(before, after) == ()


WORDS = st.lists(st.sampled_from(["one", "two", " ", "\n\n", "«", ".", "نص", "## ", "[a](event:b)", "é", "|"]), max_size=12).map("".join)


@given(WORDS, WORDS)
def test_both_texts_are_in_the_differences(before: str, after: str) -> None:
    runs = word_differences(before, after)
    for text, sign in ((before, Sign.REMOVED), (after, Sign.ADDED)):
        kept = "".join(run.text for run in runs if run.sign in {Sign.SAME, sign})
        assert letters(kept) == letters(text)


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def test_sentences() -> None:
    before = "First one. Second one. Third one. Fourth one. Fifth one.\n\nSixth one."
    after = before.replace("Second", "Other").replace("Sixth", "Last").replace("First", "“First”")
    groups = [[f"{run.sign.value} {run.text}" for run in group] for group in sentence_differences(before, after)]
    assert groups == [
        ["- First one.", "- Second one.", "+ “First” one.", "+ Other one.", "  Third one."],
        ["  Fifth one.", "- Sixth one.", "+ Last one."],
    ]


def test_very_long_texts_are_not_compared_word_by_word() -> None:
    long = "word " * LARGEST
    assert [run.sign for run in word_differences(long, f"another {long}")] == [Sign.REMOVED, Sign.ADDED]


def test_likeness() -> None:
    assert likeness("one two", "two one") == 1
    assert likeness("one two", "three") == 0
    assert likeness("", "") == 0
    assert likeness("one two three", "one two four") == 0.5
