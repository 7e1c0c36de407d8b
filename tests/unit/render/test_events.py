"""Lists of events: the pages that each of them links to."""

import pytest

from sitegen.render.events import page_numbers


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (1, 1, "1"),
        (1, 2, "1 2"),
        (3, 6, "1 2 3 4 5 6"),
        (1, 6, "1 2 3 4 5 6"),
        (1, 7, "1 2 3 4 … 7"),
        (1, 40, "1 2 3 4 … 40"),
        (5, 40, "1 2 3 4 5 6 7 8 … 40"),
        (6, 40, "1 2 3 4 5 6 7 8 9 … 40"),
        (7, 40, "1 … 4 5 6 7 8 9 10 … 40"),
        (36, 40, "1 … 33 34 35 36 37 38 39 40"),
        (40, 40, "1 … 37 38 39 40"),
    ],
)
def test_page_numbers(page: int, pages: int, shown: str) -> None:
    assert " ".join(str(number or "…") for number in page_numbers(page, pages)) == shown


def test_one_page_is_never_left_out_alone() -> None:
    for pages in range(1, 60):
        for page in range(1, pages + 1):
            numbers = page_numbers(page, pages)
            assert len(numbers) <= 11
            for at, number in enumerate(numbers):
                if not number:
                    assert numbers[at + 1] - numbers[at - 1] > 2
            real = [number for number in numbers if number]
            assert real == sorted(set(real))
            assert {1, page, pages} <= set(real)
