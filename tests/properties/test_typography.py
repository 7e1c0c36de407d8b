"""Typesetting, whatever stands in a line: twice is the same as once, words stay, and long lines take no long time."""

from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.l10n.quotations import MARKS
from sitegen.l10n.typography import typeset
from sitegen.load.typesetting import spread

OUTSIDE = "sw"
LANGUAGES = st.sampled_from([*sorted(MARKS), OUTSIDE])
MARKED = "aAéвن א1720 \"'’‘‚«»“”„;:!?¿.,-–/()[]+@&=`\n\u00a0\u202f\ue000n°"
PIECES = ["word", "l'", "it's", "ב\"הארץ\"", "צה\"ל", " – ", "17-19", "https://x.org/a", "n° ", " ‘"]
PROSE = st.lists(st.sampled_from([*MARKED, *PIECES]), max_size=30).map("".join)


@given(PROSE | st.text(max_size=30), LANGUAGES)
@example('"ja""x"', "de")
@example("“–n“»", "fr")
@settings(max_examples=400)
def test_twice_is_once(text: str, language: str) -> None:
    once = typeset(text, language)
    assert typeset(once, language) == once


@given(PROSE | st.text(max_size=30), LANGUAGES)
@settings(max_examples=400)
def test_only_marks_and_spaces_change(text: str, language: str) -> None:
    after = typeset(text, language)
    before, solid = ([one for one in line if not one.isspace()] for line in (text, after))
    assert len(solid) == len(before), "marks are changed one for one"
    assert all(new == old or not (new.isalnum() or old.isalnum()) for new, old in zip(solid, before, strict=True))
    assert len(after) <= 2 * len(text) + 2


@given(st.lists(st.sampled_from([*MARKED, *PIECES]), min_size=1, max_size=12), LANGUAGES)
@settings(max_examples=400)
def test_a_line_goes_back_into_its_texts(texts: list[str], language: str) -> None:
    line = typeset("".join(texts), language)
    parts = spread(texts, line)
    assert "".join(parts) == line
    solid = [["".join(part.split()) for part in some] for some in (texts, parts)]
    assert [len(part) for part in solid[0]] == [len(part) for part in solid[1]]


LONG = ['"word" ', "it's 'so' ", "some words of prose ", "a-", "a-b/c.", "\u00a0 ", "l ‘eau ", "« ", "!", "“x ", "www.", "+1 ", "&a", "1-", "A – "]


@pytest.mark.parametrize("piece", LONG)
@pytest.mark.parametrize("language", ["ar", "de", "en", "fr", "he"])
def test_a_line_without_an_end_takes_no_long_time(piece: str, language: str) -> None:
    """Twice the characters take twice the time: a rule that looks at the whole line for each mark would take minutes."""
    line = piece * (60_000 // len(piece))
    start = process_time()
    typeset(line, language)
    assert process_time() - start < 2
