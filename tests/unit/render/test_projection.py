"""The ground of a map: what it shows of the earth, where places lie on it, its coasts and its frame."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.render.projection import OUTSIDE, WIDTH, Window, frame_ticks, joined, land, wider, window

VALLETTA, RABAT, BAMAKO, LAGOS = (35.8989, 14.5146), (34.0209, -6.8416), (12.6392, -8.0029), (6.5244, 3.3792)
SUVA, APIA = (-18.14, 178.44), (-13.83, -171.77)
coordinates = st.tuples(
    st.floats(-90, 90, allow_nan=False).map(lambda number: round(number, 4)),
    st.floats(-180, 180, allow_nan=False).map(lambda number: round(number, 4)),
)
PATH = re.compile(r"M([^l]*)l([^z]*)z")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


def rings(path: str) -> list[list[tuple[float, float]]]:
    """The points of each outline of a path."""
    found = []
    for start, steps in PATH.findall(path):
        x, y = map(float, NUMBER.findall(start))
        numbers = list(map(float, NUMBER.findall(steps)))
        line = [(x, y)]
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            line.append((line[-1][0] + across, line[-1][1] + down))
        found.append(line)
    return found


def on_land(path: str, point: tuple[float, float]) -> bool:
    """Whether a point lies inside the outlines, by the even-odd rule."""
    x, y = point
    crossings = 0
    for ring in rings(path):
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossings += 1
    return crossings % 2 == 1


@given(st.lists(coordinates, min_size=1, max_size=12))
@example([(50.1484, 0.0), (-80.0, 0.0)])  # where a rounding led beyond the South Pole
def test_a_map_shows_all_its_places(places: list[tuple[float, float]]) -> None:
    view = window(places)
    assert 0 < view.east - view.west <= 360
    assert -90 <= view.south < view.north <= 90
    assert WIDTH / 3.5 < view.height < WIDTH * 1.2
    for place in places:
        x, y = view.place(*place)
        assert -1e-6 <= x <= WIDTH + 1e-6
        assert -1 <= y <= view.height + 1


@given(coordinates, st.sampled_from([-360, 360, 720]))
def test_it_does_not_matter_which_way_around_the_earth_a_place_is(place: tuple[float, float], turn: int) -> None:
    view = window([place])
    assert view.place(place[0], place[1] + turn) == pytest.approx(view.place(*place))


@settings(deadline=None)
@given(st.lists(coordinates, min_size=1, max_size=5))
def test_coasts_end_just_outside_the_frame(places: list[tuple[float, float]]) -> None:
    view = window(places)
    for ring in rings(land(view)):
        assert len(ring) > 2
        for x, y in ring:
            assert -OUTSIDE - 1 <= x <= WIDTH + OUTSIDE + 1
            assert -OUTSIDE - 1 <= y <= view.height + OUTSIDE + 1


def test_one_place_lies_in_the_middle_with_the_coasts_around_it() -> None:
    view = window([VALLETTA])
    assert view.place(*VALLETTA) == pytest.approx((WIDTH / 2, view.height / 2), abs=1)
    assert view.north - view.south >= 32
    path = land(view)
    assert on_land(path, view.place(41.9, 12.7)), "inland of Rome"
    assert not on_land(path, view.place(34.0, 18.0)), "the Ionian Sea"


@pytest.mark.parametrize(
    ("place", "is_land"),
    [(BAMAKO, True), ((0.0, -10.0), False), ((40.0, -4.0), True), ((35.0, 18.0), False), ((23.0, 10.0), True)],
)
def test_land_is_where_it_is(place: tuple[float, float], is_land: bool) -> None:
    view = window([VALLETTA, RABAT, BAMAKO, LAGOS])
    assert on_land(land(view), view.place(*place)) is is_land


def test_north_is_above_and_east_to_the_right() -> None:
    view = window([VALLETTA, RABAT, BAMAKO, LAGOS])
    assert view.place(*VALLETTA)[0] > view.place(*RABAT)[0]
    assert view.place(*VALLETTA)[1] < view.place(*BAMAKO)[1]


def test_places_on_both_sides_of_the_180th_meridian_lie_near_to_each_other() -> None:
    view = window([SUVA, APIA])
    assert view.east - view.west < 50
    assert view.place(*SUVA)[0] < view.place(*APIA)[0]

def test_land_is_whole_where_the_data_were_cut() -> None:
    """Chukotka lies on the 180th meridian, and Antarctica goes all around."""
    siberia = window([(66.0, 178.0), (66.0, -178.0)])
    meridian = siberia.place(0, 180)[0]
    for ring in rings(land(siberia)):
        upright = [(one, two) for one, two in pairwise(ring) if abs(one[0] - two[0]) < 0.2 and abs(one[1] - two[1]) > 5]
        assert not [pair for pair in upright if abs(pair[0][0] - meridian) < 2], "a coast along the meridian"
    for longitude in (178.5, 179.9, 180.0, -179.9, -178.5):
        assert on_land(land(siberia), siberia.place(67.5, longitude))
    south = window([(-85.0, 170.0), (-80.0, -20.0)])
    for longitude in range(175, 336, 20):
        assert on_land(land(south), south.place(-88.0, longitude))


def test_a_map_of_the_whole_earth_shows_every_continent() -> None:
    view = window([(51, 0), (-33, 151), (40, -74), (35, 139), (-23, -46), (64, -150), (30, 60), (0, -110)])
    path = land(view)
    for place in ((48, 3), (-25, 135), (40, -100), (60, 100), (-10, -55), (0, 22)):
        assert on_land(path, view.place(*place)), place


def test_a_wider_map_keeps_its_middle() -> None:
    view = window([(48.0, 85.0)])
    larger = wider(view)
    assert view.west + view.east == pytest.approx(larger.west + larger.east)
    assert larger.north - larger.south == pytest.approx((view.north - view.south) * 1.5)
    for _ in range(6):
        larger = wider(larger)
        assert larger.east - larger.west <= 360
        assert -90 <= larger.south < larger.north <= 90


@pytest.mark.parametrize(
    ("view", "short", "long"),
    [
        (Window(0.5, 10.5, 0.5, 10.5), 2 * 2 * 8, 2 * 2 * 2),  # each degree, longer each five
        (Window(-170.0, 190.0, -60.0, 80.0), 0, 0),
    ],
)
def test_ticks(view: Window, short: int, long: int) -> None:
    found = [path.count("M") for path in frame_ticks(view)]
    if short:
        assert found == [short, long]
    else:
        assert 0 < found[1] < found[0] < 160


@pytest.mark.parametrize(
    ("tenths", "text"), [([15, -3, 120, 0, -40], "1.5-.3 12 0-4"), ([], ""), ([-120], "-12"), ([5, 5], ".5 .5")]
)
def test_numbers_of_a_path(tenths: list[int], text: str) -> None:
    assert joined(tenths) == text
