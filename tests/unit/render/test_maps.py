"""The map of a site: which places it shows, how large, and how it copes with none, one and hundreds."""

from itertools import combinations

import pytest

from sitegen.link.site import Site
from sitegen.pipeline import connect
from sitegen.render.lists import home_view
from sitegen.render.maps import map_view
from sitegen.render.projection import WIDTH
from tests.projects import CONFIG, files

PLACES = """\
valletta: {name: {en: Valletta, fr: La Valette, ar: فاليتا}, country: MT, coordinates: [35.8989, 14.5146]}
attard: {name: {en: Attard}, country: MT, coordinates: [35.8897, 14.4425]}
rabat: {name: {en: Rabat, ar: الرباط}, country: MA, coordinates: [34.0209, -6.8416]}
nowhere: {name: {en: Nowhere}, country: CH}
unused: {name: {en: Unused}, country: CH, coordinates: [46.2, 6.1]}
"""
FEATURE = "features: [map]\n"


def site_of(*locations: str, places: str = PLACES, config: str = CONFIG + FEATURE) -> Site:
    texts = {"config.yaml": config, "content/records/places.yaml": places}
    for number, location in enumerate(locations):
        day = f"2020-{number % 12 + 1:02}-{number % 28 + 1:02}"
        text = f'---\ntitle: E\ntype: launch\ndates: ["{day}"]\nlocation: {location}\n---\n'
        texts[f"content/events/e{number}.en.md"] = text
    site = connect(files(texts)).value
    assert site is not None
    return site


def test_the_more_events_the_larger_the_disc_and_neighbours_share_one() -> None:
    found = map_view(site_of("valletta", "valletta", "attard", "rabat", "nowhere", "online"), "en")
    assert found
    malta, rabat = found.discs
    assert [(place.name.text, place.count) for place in malta.places] == [("Valletta", 2), ("Attard", 1)]
    assert [(place.name.text, place.count) for place in rabat.places] == [("Rabat", 1)]
    assert malta.radius == pytest.approx(4 + 3 * 3**0.5, abs=0.1)
    assert rabat.radius == 7
    assert rabat.x < malta.x
    assert [name.words.text for name in found.names] == ["Valletta", "Rabat"]
    assert [name.words.text for name in found.narrow_names] == ["Valletta", "Rabat"]


def test_the_list_has_what_the_map_cannot_show() -> None:
    locations = ("valletta", "rabat", "nowhere", "online", "{city: Tunis, country: TN}", "{place: rabat, online: true}")
    view = home_view(site_of(*locations), "en")
    listed = {link.words.text: (link.address, link.count) for link in view.places}
    assert listed == {
        "Rabat": ("/en/countries/ma/", 2),
        "Tunisia": ("/en/countries/tn/", 1),
        "Nowhere": ("/en/countries/ch/", 1),
        "Valletta": ("/en/countries/mt/", 1),
    }
    assert view.online == 1
    assert view.map
    assert sum(len(disc.places) for disc in view.map.discs) == 2


def test_names_are_read_in_their_own_direction_and_the_map_is_never_mirrored() -> None:
    site = site_of("valletta", "rabat")
    english, arabic = map_view(site, "en"), map_view(site, "ar")
    assert english
    assert arabic
    assert [(disc.x, disc.y) for disc in english.discs] == [(disc.x, disc.y) for disc in arabic.discs]
    assert (english.land, english.ticks) == (arabic.land, arabic.ticks)
    assert {name.direction for name in english.names} == {"ltr"}
    assert {name.direction for name in arabic.names} == {"rtl"}
    french = map_view(site, "fr")
    assert french
    assert {(name.words.text, name.words.language) for name in french.names} == {("La Valette", ""), ("Rabat", "en")}


@pytest.mark.parametrize("locations", [(), ("online", "nowhere"), ("{city: Tunis, country: TN}",)])
def test_without_coordinates_there_is_no_map(locations: tuple[str, ...]) -> None:
    assert map_view(site_of(*locations), "en") is None


def test_a_site_that_offers_none_has_none() -> None:
    assert map_view(site_of("valletta", config=CONFIG), "en") is None


def test_it_is_made_once_for_a_language() -> None:
    site = site_of("valletta")
    assert map_view(site, "en") is map_view(site, "en")


def test_deep_inland_the_map_is_wide_enough_to_show_a_coast() -> None:
    places = "urumqi: {name: {en: Ürümqi}, coordinates: [43.8, 87.6]}\n"
    found = map_view(site_of("urumqi", places=places), "en")
    assert found
    assert len(found.land) > 300


@pytest.mark.parametrize("spread", [1.0, 0.02])
def test_hundreds_of_places(spread: float) -> None:
    """All over the earth, or crowded into one country: all are there, and what is drawn stays small."""
    where = [(spread * (number * 37 % 140 - 60), spread * (number * 113 % 360 - 180)) for number in range(500)]
    places = "".join(f"p{n}: {{name: {{en: Place {n}}}, coordinates: [{lat:.4f}, {lon:.4f}]}}\n" for n, (lat, lon) in enumerate(where))
    found = map_view(site_of(*(f"p{number}" for number in range(500)), places=places), "en")
    assert found
    assert sorted(place.name.text for disc in found.discs for place in disc.places) == sorted(f"Place {n}" for n in range(500))
    assert len(found.discs) <= 500 * spread + 60
    assert len(found.names) <= 60
    for disc in found.discs:
        assert disc.ring <= disc.x <= WIDTH - disc.ring
        assert disc.ring <= disc.y <= found.height - disc.ring
    singles = [disc for disc in found.discs if len(disc.places) == 1]
    assert all(abs(one.x - two.x) + abs(one.y - two.y) > 7 for one, two in combinations(singles, 2))


def test_a_place_with_very_many_events_leaves_the_map_to_be_seen() -> None:
    found = map_view(site_of(*["valletta"] * 400, "rabat"), "en")
    assert found
    assert found.discs[0].radius == 26
    assert 4 < found.discs[1].radius < 7
