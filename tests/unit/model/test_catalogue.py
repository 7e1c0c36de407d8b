"""Practice references and the numbers of a memorandum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.load.schemas import validator
from sitegen.model.catalogue import Catalogue, PracticeRef, parse_numbers, parse_reference


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("rome", PracticeRef("rome")),
        (" rome/17 ", PracticeRef("rome", 17, 17)),
        ("rabat-washington/17-19", PracticeRef("rabat-washington", 17, 19)),
        ("rome/17–19", PracticeRef("rome", 17, 19)),
        ("rome/detection", PracticeRef("rome", section="detection")),
        ("rome/part-2", PracticeRef("rome", section="part-2")),
        ("rome/", None),
        ("rome/0", None),
        ("rome/1.10", None),
        ("rome/19-17", None),
        ("rome/17-", None),
        ("rome/17/18", None),
        ("rome 17", None),
        ("Rome/17", None),
        ("rome_x/17", None),
        ("rome/99999", None),
        ("rome/1٧", None),
        ("", None),
    ],
)
def test_references(text: str, reference: PracticeRef | None) -> None:
    assert parse_reference(text) == reference


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_what_is_written_is_read_again(one: int, other: int) -> None:
    first, last = sorted((one, other))
    reference = PracticeRef("rome", first, last)
    assert parse_reference(str(reference)) == reference
    assert parse_numbers(f"{first}-{last}") == (first, last)
    assert (reference.numbers[0], reference.numbers[-1]) == (first, last)


def test_numbers_of_what_has_none() -> None:
    assert not PracticeRef("rome").numbers
    assert not PracticeRef("rome", section="detection").numbers


def catalogue(**changes: object) -> Catalogue:
    sections = [
        {"id": "a", "title": {"en": "A"}, "practices": "1-3"},
        {"id": "b", "title": {"en": "B"}},
    ]
    practices = [{"number": "2", "title": {"en": "Two"}}, {"number": "5", "title": {"en": "Five"}}]
    facts = {"id": "rome", "title": {"en": "Rome"}, "sections": sections, "practices": practices}
    made: Catalogue = validator(Catalogue).validate_python(facts | changes)
    return made


def test_lookup() -> None:
    rome = catalogue()
    practice, section, holder = rome.practice(5), rome.section("b"), rome.section_of(2)
    assert practice is not None
    assert section is not None
    assert holder is not None
    assert (practice.title["en"], section.title["en"], holder.id) == ("Five", "B", "a")
    assert rome.practice(3) is None, "a number may be reserved"
    assert rome.section("c") is None
    assert rome.section_of(5) is None


@pytest.mark.parametrize(
    ("changes", "length"),
    [({}, 5), ({"total": "25"}, 25), ({"practices": []}, 3), ({"practices": [], "sections": []}, 0)],
)
def test_length(changes: dict[str, object], length: int) -> None:
    assert catalogue(**changes).length == length
