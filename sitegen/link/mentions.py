"""What a front matter refers to by id, and whether each of it exists."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import partial

from msgspec import Struct

from sitegen.base import problems
from sitegen.base.diagnostics import Findings, Span
from sitegen.base.nearest import nearest
from sitegen.base.remarks import Remark
from sitegen.load.records import EVERY_ID
from sitegen.load.sources import Sources
from sitegen.load.writeups import WriteUp
from sitegen.model.catalogue import Catalogue, PracticeRef
from sitegen.model.writeups import Event, FrontMatter, Initiative, Kind, Project


class Role(StrEnum):
    """In which capacity an organisation or a state appears in a write-up."""

    ORGANISER = "organiser"
    PARTNER = "partner"
    FUNDER = "funder"
    SUPPORTER = "supporter"
    SPEAKER = "speaker"
    PARTICIPANT = "participant"
    PUBLISHER = "publisher"
    AUTHOR = "author"
    HOST = "host"


PARTY_KEYS: Mapping[str, Role] = {
    "organisers": Role.ORGANISER,
    "publishers": Role.PUBLISHER,
    "authors": Role.AUTHOR,
    "partners": Role.PARTNER,
    "funders": Role.FUNDER,
    "supporters": Role.SUPPORTER,
    "speakers": Role.SPEAKER,
}

KIND_NAMES: Mapping[str, Remark] = {
    name: name
    for name in (
        Remark("organisation"), Remark("person"), Remark("author"), Remark("place"), Remark("term"),
        Remark("initiative"), Remark("event"), Remark("project"), Remark("publication"), Remark("page"),
        Remark("catalogue"),
    )
}  # fmt: skip


class Mention(Struct, frozen=True):
    """One id in a front matter: where it stands (a path of keys), and what kind of thing it names."""

    keys: tuple[str | int, ...]
    kind: str
    id: str


def mentions(front: FrontMatter) -> Iterator[Mention]:
    """Every id in a front matter, except those of practices."""
    for key in PARTY_KEYS:
        for position, party in enumerate(getattr(front, key, ())):
            if not party.isupper():
                yield Mention((key, position), "author" if key == "authors" else "organisation", party)
    for key, kind in (("regions", "place"), ("catalogues", "catalogue")):
        for position, id in enumerate(getattr(front, key, ())):
            yield Mention((key, position), kind, id)
    if (initiative := getattr(front, "initiative", None)) is not None:
        yield Mention(("initiative",), "initiative", initiative)
    if (contact := getattr(front, "contact", None)) is not None:
        yield Mention(("contact", "person"), "person", contact.person)
    if (series := getattr(front, "series", None)) is not None:
        yield Mention(("series", "name"), "term", series.name)
    if isinstance(front, Event):
        yield from _of_event(front)


def _of_event(front: Event) -> Iterator[Mention]:
    if front.location and front.location.place:
        yield Mention(("location", "place"), "place", front.location.place)
    if front.participants is None:
        return
    for position, role in enumerate(front.participants.roles):
        yield Mention(("participants", "roles", position), "term", role)
    if front.participants.organisations:
        for position, id in enumerate(front.participants.organisations.list):
            yield Mention(("participants", "organisations", "list", position), "organisation", id)


def involvements(front: FrontMatter, places: Mapping[str, str]) -> Iterator[tuple[Role, str]]:
    """The organisations (by id) and states (by ISO 3166-1 code) in a write-up, each in its role.

    `places` gives the country of each place.
    """
    for key, role in PARTY_KEYS.items():
        yield from ((role, party) for party in getattr(front, key, ()))
    if isinstance(front, Event) and front.participants:
        for group in (front.participants.countries, front.participants.organisations):
            yield from ((Role.PARTICIPANT, member) for member in (group.list if group else ()))
    if isinstance(front, Project) and front.countries:
        yield from ((Role.HOST, code) for code in front.countries.list)
    if isinstance(front, Initiative):
        yield from ((Role.PARTNER, code) for code in front.countries)
    if isinstance(front, Event) and front.location:
        country = front.location.country or places.get(front.location.place or "", "")
        if country:
            yield Role.HOST, country


class Known(Struct, frozen=True):
    """The ids that exist, by kind. Of an `unread` kind the file itself could not be read: any id may exist."""

    ids: Mapping[str, frozenset[str]]
    unread: frozenset[str]

    def has(self, kind: str, id: str) -> bool:
        return kind in self.unread or id in self.of(kind)

    def of(self, kind: str) -> frozenset[str]:
        return self.ids.get(kind, frozenset())


def known_ids(sources: Sources) -> Known:
    """The ids of each kind of thing, those included whose sources have mistakes: these are named already."""
    records = sources.records
    known: dict[str, set[str]] = {
        "organisation": set(records.organisations),
        "person": set(records.people),
        "place": set(records.places),
        "term": set(records.glossary),
        "catalogue": set(sources.catalogues),
        **{kind.value: {text.id for text in sources.writeups if text.kind is kind} for kind in Kind},
    }
    for kind, id in sources.failed:
        known.setdefault(kind, set()).add(id)
    unread = {kind for kind, id in sources.failed if id == EVERY_ID}
    known["author"] = known["organisation"] | known["person"]
    if unread & {"organisation", "person"}:
        unread.add("author")
    return Known({kind: frozenset(ids) for kind, ids in known.items()}, frozenset(unread))


def kind_named(kind: str) -> str:
    """A kind as reports name it."""
    return KIND_NAMES.get(kind, kind)


def check_mentions(text: WriteUp, sources: Sources, known: Known) -> Findings:
    """Ids that do not exist, and practices that no catalogue has."""
    findings = Findings()
    for mention in mentions(text.front.value):
        if not known.has(mention.kind, mention.id):
            findings.note(
                problems.UNKNOWN_RECORD,
                text.front.span(*mention.keys),
                kind=kind_named(mention.kind),
                id=mention.id,
                nearest=nearest(mention.id, known.of(mention.kind)),
            )
    for position, reference in enumerate(text.front.value.practices):
        place = partial(text.place, "practices", position)
        findings.found.extend(check_practice(reference, place, sources, known))
    return findings


def check_practice(reference: PracticeRef, place: Callable[[], Span], sources: Sources, known: Known) -> Findings:
    """Whether a catalogue has the section or the numbers that a reference names; `place` is asked for when not."""
    findings = Findings()
    loaded = sources.catalogues.get(reference.catalogue)
    if loaded is None:
        if not known.has("catalogue", reference.catalogue):
            findings.note(
                problems.UNKNOWN_CATALOGUE,
                place(),
                catalogue=reference.catalogue,
                nearest=nearest(reference.catalogue, known.of("catalogue")),
            )
        return findings
    catalogue = loaded.catalogue.value
    sections = [section.id for section in catalogue.sections] if reference.section else []
    if reference.section and reference.section not in sections:
        findings.note(
            problems.UNKNOWN_SECTION,
            place(),
            catalogue=catalogue.id,
            section=reference.section,
            nearest=_with_catalogue(catalogue.id, nearest(reference.section, sections)),
        )
    if reference.last > catalogue.length:
        findings.note(
            problems.UNKNOWN_NUMBER,
            place(),
            reference=reference,
            total=catalogue.length,
            nearest=_nearest_number(catalogue, reference.last),
        )
    return findings


def _with_catalogue(catalogue: str, part: str) -> str:
    return f"{catalogue}/{part}" if part else ""


def _nearest_number(catalogue: Catalogue, number: int) -> str:
    """The number that was probably meant: 17 for 71 (digits swapped), 7 for 77 or 70 (one digit too many)."""
    digits = str(number)
    known = [str(one) for one in range(1, catalogue.length + 1)]
    swapped = [one for one in known if sorted(one) == sorted(digits)]
    shorter = [one for one in (digits[:-1], digits[1:]) if one in known]
    return next((f"{catalogue.id}/{one}" for one in swapped + shorter), "")
