"""The front matter of each kind, typed by its fields."""

import pytest

from sitegen.load.schemas import validator
from sitegen.model.border import types_of
from sitegen.model.participants import Count, Qualifier
from sitegen.model.writeups import FRONT_MATTER, Event, FrontMatter, Kind, Place


def event(**facts: object) -> Event:
    made: Event = validator(Event).validate_python({"title": "Workshop", **facts})
    return made


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_front_matter(kind: Kind) -> None:
    model = FRONT_MATTER[kind]
    assert issubclass(model, FrontMatter)
    assert validator(model).validate_python({"title": "x"}).title == "x"
    assert kind.folder == f"{kind}s"
    assert set(model.REQUIRED_FACTS) <= set(types_of(model))


def test_words_are_keys() -> None:
    keys = {key for model in FRONT_MATTER.values() for key in types_of(model)}
    assert keys >= FrontMatter.WORDS


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("online", Place(online=True)),
        ("Online", Place(online=True)),
        ("valletta", Place(place="valletta")),
        ({"place": "valletta", "venue": "Hall", "online": "true"}, Place(place="valletta", venue="Hall", online=True)),
        ({"city": "Rabat", "country": "MA"}, Place(city="Rabat", country="MA")),
    ],
)
def test_locations(value: object, place: Place) -> None:
    assert event(location=value).location == place


@pytest.mark.parametrize(
    ("value", "count", "listed"),
    [
        (["AU", "BE"], Count(2), ("AU", "BE")),
        ("12", Count(12), ()),
        ({"more_than": "10"}, Count(10, Qualifier.MORE_THAN), ()),
        ({"about": "10", "list": ["AU"]}, Count(10, Qualifier.ABOUT), ("AU",)),
        ({"exactly": "2", "list": ["AU", "BE"]}, Count(2), ("AU", "BE")),
        ({"list": ["AU"]}, Count(1), ("AU",)),
        ([], None, ()),
    ],
)
def test_countries_of_participants(value: object, count: Count | None, listed: tuple[str, ...]) -> None:
    participants = event(participants={"countries": value}).participants
    assert participants is not None
    assert participants.countries is not None
    assert (participants.countries.count, participants.countries.list) == (count, listed)


def test_people() -> None:
    participants = event(participants={"count": "50", "qualifier": "more-than"}).participants
    assert participants is not None
    assert participants.people == Count(50, Qualifier.MORE_THAN)


def test_declared_values_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        event().title = "y"  # type: ignore[misc]


def test_a_validated_value_is_valid() -> None:
    one = event(dates="2020-07-15", practices=["rome/17"], location="online")
    assert event(**{key: getattr(one, key) for key in types_of(Event)}) == one
