"""Names on a map: where they find room, in which direction, and what is left out."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.labels import EDGE, Disc, Label, labels, overlap, width_of

WIDTH, HEIGHT, SIZE = 640.0, 600.0, 14.0
discs = st.lists(
    st.builds(
        Disc,
        st.floats(0, WIDTH),
        st.floats(0, HEIGHT),
        st.floats(5, 40),
        st.sampled_from(["La Valette", "Rabat", "الرباط", "東京都", "Llanfairpwllgwyngyllgogerychwyrndrobwll", "Ô", ""]),
        st.sampled_from(["ltr", "rtl"]),
    ),
    max_size=60,
)


def at(x: float, y: float, name: str = "Rabat", direction: str = "ltr") -> Disc:
    return Disc(x, y, 10.0, name, direction)


def placed(*given: Disc) -> tuple[Label, ...]:
    return labels(given, WIDTH, HEIGHT, SIZE, 60)


@given(discs)
def test_no_name_stands_over_another_over_a_disc_or_outside(given: list[Disc]) -> None:
    found = placed(*given)
    assert not [pair for pair in combinations(found, 2) if overlap(pair[0].box, pair[1].box)]
    around = [(one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius) for one in given]
    for label in found:
        left, top, right, bottom = label.box
        assert left >= EDGE
        assert top >= EDGE
        assert right <= WIDTH - EDGE
        assert bottom <= HEIGHT - EDGE
        assert not any(overlap(label.box, box) for box in around)
    assert found == placed(*given)


def test_a_name_follows_its_disc_as_it_is_read() -> None:
    (latin,) = placed(at(300, 300))
    assert (latin.anchor, latin.x) == ("start", 314)
    assert latin.box[0] == 314
    (arabic,) = placed(at(300, 300, "الرباط", "rtl"))
    assert (arabic.anchor, arabic.x) == ("start", 286)
    assert arabic.box[2] == 286


def test_where_that_is_full_it_stands_before_then_below_then_above() -> None:
    (before,) = placed(at(620, 300))
    assert (before.anchor, before.x) == ("end", 606)
    assert before.box[2] == 606
    full = placed(at(300, 300), at(330, 300), at(270, 300))
    assert [label.anchor for label in full] == ["middle", "start", "end"]
    assert full[0].y > 300


def test_without_room_the_later_one_has_no_name() -> None:
    crowd = [at(300 + 12 * (number % 5), 300 + 12 * (number // 5)) for number in range(25)]
    found = placed(*crowd)
    assert 0 < len(found) < 25
    assert not placed(Disc(300, 300, 10, "N" * 90, "ltr"))


def test_never_more_than_wanted() -> None:
    spread = [at(30 + 90 * (number % 6), 40 + 50 * (number // 6)) for number in range(40)]
    assert [label.disc for label in labels(spread, WIDTH, HEIGHT, SIZE, 7)] == list(range(7))


@pytest.mark.parametrize(("text", "width"), [("", 0), ("ab", 2 * 0.62), ("東京", 2 * 1.05), ("e\u0301", 0.62), ("\u2067a\u2069", 0.62)])
def test_width_of(text: str, width: float) -> None:
    assert width_of(text, 1) == pytest.approx(width)
