"""What refers to what: the reverse index, roles, years and places, and ids that do not exist."""

import pytest

from sitegen.link.index import Index, cited
from sitegen.link.mentions import Role
from sitegen.model.writeups import Kind
from tests.plain import linked

ROME = """\
id: rome
title: {en: Rome}
total: 9
issuer: iij
leads: [MT, iij]
sections:
  - {id: care, title: {en: Care}, practices: 3-5}
  - {id: end, title: {en: End}}
practices:
  - {number: 2, title: {en: Two}}
"""
FILES = {
    "content/catalogues/rome.yaml": ROME,
    "content/records/organisations.yaml": "iij: {name: {en: I}, place: valletta}\ngctf: {name: {en: G}}\n",
    "content/records/people.yaml": "miriam: {name: Miriam, organisation: iij}\n",
    "content/records/places.yaml": "valletta: {name: {en: Valletta}, country: MT}\nlagos: {name: {en: Lagos}, country: NG}\nsahel: {kind: region, name: {en: Sahel}}\n",
    "content/records/glossary.yaml": "judges: {name: {en: judges}}\nrows: {name: {en: rows}}\n",
    "content/initiatives/home.en.md": '---\ntitle: H\ncatalogues: [rome]\ncountries: ["TD"]\npartners: [gctf]\n---\n',
}


def event(number: int, more: str = "", location: str = "online", date: str = "") -> dict[str, str]:
    day = date or f"2020-07-{number:02}"
    return {f"content/events/e{number}.en.md": f'---\ntitle: E\ntype: launch\ndates: ["{day}"]\nlocation: {location}\n{more}---\n'}


def index_of(*files: dict[str, str]) -> Index:
    together = dict(FILES)
    for given in files:
        together |= given
    site, found = linked(together)
    assert not [line for line in found if " citation/" not in line], found
    return site.index


def ids(keys: tuple[tuple[Kind, str], ...]) -> list[str]:
    return [id for _, id in keys]


def test_practices_are_found_by_number_range_and_section() -> None:
    found = index_of(
        event(1, "practices: [rome/2]\n"),
        event(2, "practices: [rome/2-3, rome/9]\n"),
        event(3, "practices: [rome/care]\n"),
        event(4, "practices: [rome]\n"),
        event(5, "practices: [rome/end]\n"),
    )
    numbers = {number: ids(keys) for (_, number), keys in found.by_practice.items()}
    assert numbers == {2: ["e2", "e1"], 3: ["e3", "e2"], 4: ["e3"], 5: ["e3"], 9: ["e2"]}
    assert {section: ids(keys) for (_, section), keys in found.by_section.items()} == {"care": ["e3"], "end": ["e5"]}
    assert ids(found.by_catalogue["rome"]) == ["e5", "e4", "e3", "e2", "e1"]


def test_a_number_cited_twice_is_listed_once() -> None:
    site, _ = linked({**FILES, **event(1, "practices: [rome/3, rome/care]\n")})
    assert ids(site.index.by_practice["rome", 3]) == ["e1"]
    catalogues = {id: loaded.catalogue.value for id, loaded in site.sources.catalogues.items()}
    assert cited(site.entries[Kind.EVENT, "e1"].facts, catalogues) == (("rome", 3), ("rome", 4), ("rome", 5))


def test_parties_have_roles() -> None:
    more = """\
organisers: [iij, "MT"]
partners: gctf
funders: ["US"]
supporters: ["US"]
speakers: [iij]
participants: {countries: ["TD", "ML"], organisations: [gctf]}
"""
    found = index_of(
        event(1, more, "lagos"),
        event(2, "", '{city: Tunis, country: TN}'),
        {"content/projects/p.en.md": '---\ntitle: P\ncountries: ["BF"]\norganisers: [iij]\n---\n'},
        {"content/publications/b.en.md": "---\ntitle: B\npublishers: [iij]\nauthors: [miriam, gctf]\n---\n"},
    )
    roles = {party: {role: ids(keys) for role, keys in held.items()} for party, held in found.by_party.items()}
    assert roles == {
        "iij": {Role.ORGANISER: ["e1", "p"], Role.SPEAKER: ["e1"], Role.PUBLISHER: ["b"]},
        "gctf": {Role.PARTNER: ["e1", "home"], Role.PARTICIPANT: ["e1"], Role.AUTHOR: ["b"]},
        "miriam": {Role.AUTHOR: ["b"]},
        "MT": {Role.ORGANISER: ["e1"]},
        "US": {Role.FUNDER: ["e1"], Role.SUPPORTER: ["e1"]},
        "TD": {Role.PARTICIPANT: ["e1"], Role.PARTNER: ["home"]},
        "ML": {Role.PARTICIPANT: ["e1"]},
        "NG": {Role.HOST: ["e1"]},
        "TN": {Role.HOST: ["e2"]},
        "BF": {Role.HOST: ["p"]},
    }


@pytest.mark.parametrize(
    ("location", "headings"),
    [
        ("online", [""]),
        ("valletta", ["valletta"]),
        ("{place: valletta, online: true}", ["valletta"]),
        ("{city: Tunis, country: TN}", ["TN"]),
        ("{city: Tunis, country: TN, online: true}", ["TN"]),
        ("{country: TN}", ["TN"]),
        ("{city: Tunis}", []),
        ("{city: Tunis, online: true}", []),
        ("{venue: A hall}", []),
        ("{venue: A hall, online: true}", []),
    ],
)
def test_places(location: str, headings: list[str]) -> None:
    assert list(index_of(event(1, location=location)).by_place) == headings


def test_years_are_those_of_the_first_day_of_events() -> None:
    found = index_of(
        event(1, date="2019-12-30/2020-01-02"),
        event(2, date="2020-05-05"),
        {"content/publications/b.en.md": '---\ntitle: B\ndates: ["2018"]\n---\n'},
    )
    assert {year: ids(keys) for year, keys in found.by_year.items()} == {2020: ["e2"], 2019: ["e1"]}


def test_newest_first_and_without_a_date_last() -> None:
    found = index_of(
        event(1, "initiative: home\n", date="2020-05-05"),
        event(2, "initiative: home\n", date="2020-05-05/2020-05-06"),
        event(3, "initiative: home\n", date="2021-01-01"),
        {"content/publications/b.en.md": "---\ntitle: B\ninitiative: home\n---\n"},
        {"content/publications/a.en.md": "---\ntitle: B\ninitiative: home\n---\n"},
    )
    assert ids(found.by_initiative["home"]) == ["e3", "e2", "e1", "a", "b"]


def test_drafts_are_in_no_list() -> None:
    found = index_of(event(1, "draft: true\npractices: [rome/2]\norganisers: [iij]\n"))
    assert not found.by_practice
    assert "iij" not in found.by_party
    assert not found.by_kind[Kind.EVENT]


# Ids that do not exist


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("organisers: [iji]\n", "6:14 reference/unknown there is no organisation iji"),
        ("organisers: [iij, gctff]\n", "6:19 reference/unknown there is no organisation gctff"),
        ("speakers: nobody\n", "6:11 reference/unknown there is no organisation nobody"),
        ("initiative: hom\n", "6:13 reference/unknown there is no initiative hom"),
        ("regions: [sahell]\n", "6:11 reference/unknown there is no place sahell"),
        ("contact: {person: mirian}\n", "6:19 reference/unknown there is no person mirian"),
        ("series: {name: row, number: 1}\n", "6:16 reference/unknown there is no term row"),
        ("participants: {roles: [judge]}\n", "6:24 reference/unknown there is no term judge"),
        ("participants:\n  organisations: [gct]\n", "7:19 reference/unknown there is no organisation gct"),
        ("participants:\n  organisations: {more_than: 3, list: [gct]}\n", "7:40 reference/unknown there is no organisation gct"),
        ("practices: [rome/care, rome/10]\n", "6:24 practice/unknown-number rome/10: this catalogue has practices 1 to 9"),
        ('organisers: ["MT", "EU"]\n', ""),
    ],
)
def test_unknown_ids_are_named_at_their_place(more: str, expected: str) -> None:
    found = [line for line in linked({**FILES, **event(1, more)})[1] if " citation/" not in line]
    shown = [line.removeprefix("content/events/e1.en.md:") for line in found]
    assert shown == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("content/records/people.yaml", "miriam: {name: M, organisation: iji}\n", "1:33 reference/unknown there is no organisation iji"),
        ("content/records/organisations.yaml", "iij: {name: {en: I}, place: vallett}\ngctf: {name: {en: G}}\n", "1:29 reference/unknown there is no place vallett"),
        ("content/catalogues/rome.yaml", ROME.replace("issuer: iij", "issuer: iji"), "4:9 reference/unknown there is no organisation iji"),
        ("content/catalogues/rome.yaml", ROME.replace("[MT, iij]", "[MT, iji]"), "5:13 reference/unknown there is no organisation iji"),
        ("content/initiatives/home.en.md", "---\ntitle: H\ncatalogues: [rom]\n---\n", "3:14 reference/unknown there is no catalogue rom"),
        ("content/publications/b.en.md", "---\ntitle: B\nauthors: [mirian]\n---\n", "3:11 reference/unknown there is no author mirian"),
    ],
)
def test_records_and_catalogues_refer_to_what_exists(path: str, content: str, expected: str) -> None:
    assert linked({**FILES, path: content})[1] == [f"{path}:{expected}"]


def test_records_that_cannot_be_read_are_not_unknown() -> None:
    files = {**FILES, **event(1, "organisers: [whoever]\n"), "content/records/organisations.yaml": "iij: \\xff"}
    assert {line.split()[1] for line in linked(files)[1]} == {"text/not-utf8"}
