"""What the made-up sites are about: events, initiatives, practices, places and organisations, as plain values.

Everything follows from a number alone, so that the first hundred events of a large site are those of a small one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.words import LANGUAGES, sentence, topics

Texts = Mapping[str, str]

SITE: Texts = {"en": "Institute for Justice", "fr": "Institut pour la justice", "ar": "معهد العدالة"}
LINE: Texts = {
    "en": "What practice teaches, number by number.",
    "fr": "Ce que la pratique enseigne, numéro par numéro.",
    "ar": "ما نتعلّمه من الممارسة، رقمًا بعد رقم.",
}
LEAD: Texts = {
    "en": "Accounts of meetings, each linked to the good practices that it puts to the test.",
    "fr": "Des rencontres, chacune reliée aux bonnes pratiques qu’elle met à l’épreuve.",
    "ar": "لقاءات يقترن كل منها بالممارسات الجيدة التي يضعها موضع الاختبار.",
}
ABOUT: Texts = {"en": "About this site", "fr": "À propos de ce site", "ar": "عن هذا الموقع"}
FIRST_DAY = date(2015, 1, 5)
DAYS = 3650
TYPES: Mapping[str, Texts] = {
    "workshop": {"en": "Workshop", "fr": "Atelier", "ar": "ورشة العمل"},
    "expert-meeting": {"en": "Expert meeting", "fr": "Réunion d’experts", "ar": "اجتماع الخبراء"},
    "conference": {"en": "Conference", "fr": "Conférence", "ar": "المؤتمر"},
    "course": {"en": "Course", "fr": "Formation", "ar": "الدورة"},
}


@dataclass(frozen=True, slots=True)
class Place:
    """A city: its ISO 3166-1 country, and degrees north and east (WGS 84)."""

    id: str
    country: str
    name: Texts
    coordinates: tuple[float, float]


PLACES = (
    Place("valletta", "MT", {"en": "Valletta", "fr": "La Valette", "ar": "فاليتا"}, (35.8989, 14.5146)),
    Place("rabat", "MA", {"en": "Rabat", "fr": "Rabat", "ar": "الرباط"}, (34.0209, -6.8416)),
    Place("bamako", "ML", {"en": "Bamako", "fr": "Bamako", "ar": "باماكو"}, (12.6392, -8.0029)),
    Place("lagos", "NG", {"en": "Lagos", "fr": "Lagos", "ar": "لاغوس"}, (6.5244, 3.3792)),
    Place("tunis", "TN", {"en": "Tunis", "fr": "Tunis", "ar": "تونس"}, (36.8065, 10.1815)),
    Place("amman", "JO", {"en": "Amman", "fr": "Amman", "ar": "عمّان"}, (31.9539, 35.9106)),
    Place("dakar", "SN", {"en": "Dakar", "fr": "Dakar", "ar": "داكار"}, (14.7167, -17.4677)),
    Place("nairobi", "KE", {"en": "Nairobi", "fr": "Nairobi", "ar": "نيروبي"}, (-1.2921, 36.8219)),
    Place("the-hague", "NL", {"en": "The Hague", "fr": "La Haye", "ar": "لاهاي"}, (52.0705, 4.3007)),
    Place("strasbourg", "FR", {"en": "Strasbourg", "fr": "Strasbourg", "ar": "ستراسبورغ"}, (48.5734, 7.7521)),
    Place("tirana", "AL", {"en": "Tirana", "fr": "Tirana", "ar": "تيرانا"}, (41.3275, 19.8187)),
    Place("jakarta", "ID", {"en": "Jakarta", "fr": "Jakarta", "ar": "جاكرتا"}, (-6.2088, 106.8456)),
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """Somebody who organises events."""

    id: str
    name: Texts
    acronym: str


def _organisations() -> tuple[Organisation, ...]:
    kinds = (
        {"en": "Institute of Justice of", "fr": "Institut de justice de", "ar": "معهد العدالة في"},
        {"en": "School for Judges of", "fr": "École des juges de", "ar": "مدرسة القضاة في"},
    )
    return tuple(
        Organisation(
            f"{'ij' if kind is kinds[0] else 'sj'}-{place.id}",
            {language: f"{kind[language]} {place.name[language]}" for language in LANGUAGES},
            f"{'IJ' if kind is kinds[0] else 'SJ'}{place.country}",
        )
        for kind in kinds
        for place in PLACES[:6]
    )


ORGANISATIONS = _organisations()


@dataclass(frozen=True, slots=True)
class Practice:
    """A numbered practice of a catalogue."""

    catalogue: str
    number: int
    title: Texts
    text: Texts

    @property
    def id(self) -> str:
        return f"{self.catalogue}/{self.number}"

    @property
    def slug(self) -> str:
        """Its id where it must be one part of an address."""
        return f"{self.catalogue}-{self.number}"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A memorandum with its practices, in sections of about six."""

    id: str
    title: Texts
    adopted: int
    practices: tuple[Practice, ...]

    @property
    def sections(self) -> tuple[tuple[Practice, ...], ...]:
        return tuple(self.practices[first : first + 6] for first in range(0, len(self.practices), 6))


VERBS = (
    {"en": "Write down", "fr": "Mettre par écrit", "ar": "تدوين"},
    {"en": "Look again at", "fr": "Revoir", "ar": "مراجعة"},
)


def _catalogue(id: str, title: Texts, adopted: int, total: int, first: int) -> Catalogue:
    def practice(number: int) -> Practice:
        place = first + number
        verb, about = VERBS[place // 22 % 2], topics(place)
        voice = {language: Random(f"{id} {number} {language}") for language in LANGUAGES}  # noqa: S311
        return Practice(
            id,
            number,
            {language: f"{verb[language]} {about[language]}" for language in LANGUAGES},
            {tag: " ".join(sentence(tag, chance) for _ in range(2)) for tag, chance in voice.items()},
        )

    return Catalogue(id, title, adopted, tuple(practice(number) for number in range(1, total + 1)))


CATALOGUES = (
    _catalogue(
        "rome",
        {"en": "Memorandum of Rome", "fr": "Mémorandum de Rome", "ar": "مذكرة روما"},
        2012,
        25,
        0,
    ),
    _catalogue(
        "rabat",
        {"en": "Memorandum of Rabat", "fr": "Mémorandum de Rabat", "ar": "مذكرة الرباط"},
        2018,
        19,
        25,
    ),
)


@dataclass(frozen=True, slots=True)
class Initiative:
    """A line of work: its place among the others, its words, and the catalogue it puts into practice."""

    number: int
    title: Texts
    short_title: Texts
    catalogue: str

    @property
    def id(self) -> str:
        return f"initiative-{self.number}"


INITIATIVES = tuple(
    Initiative(
        number,
        {
            "en": f"Initiative {number} on {topics(number * 5)['en']}",
            "fr": f"Initiative {number} sur {topics(number * 5)['fr']}",
            "ar": f"المبادرة {number} بشأن {topics(number * 5)['ar']}",
        },
        {"en": f"Initiative {number}", "fr": f"Initiative {number}", "ar": f"المبادرة {number}"},
        CATALOGUES[number % 2].id,
    )
    for number in range(1, 9)
)


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its facts, and its words in every language but the body."""

    number: int
    type: str
    sessions: tuple[tuple[date, date], ...]
    place: Place
    initiative: Initiative
    practices: tuple[Practice, ...]
    organisers: tuple[Organisation, ...]
    title: Texts
    summary: Texts

    @property
    def id(self) -> str:
        return event_id(self.number, self.sessions[0][0])


def event_id(number: int, first: date) -> str:
    return f"{first:%Y-%m}-{number:05}"


def first_day(number: int) -> date:
    """Events of neighbouring numbers lie far apart in time, as files of a folder do."""
    return FIRST_DAY + timedelta(days=number * 2221 % DAYS)


def title(number: int, kind: str) -> dict[str, str]:
    about = topics(number * 7)
    colon = {"en": ":", "fr": " :", "ar": ":"}
    return {tag: f"{TYPES[kind][tag]} {number + 1}{colon[tag]} {about[tag]}" for tag in LANGUAGES}


def type_of(number: int) -> str:
    return tuple(TYPES)[number * 3 % 7 % len(TYPES)]


def event(number: int) -> Event:
    """The event of a number, counted from 0; at one place, on one to four days, now and then in two sessions."""
    chance = Random(f"event {number}")  # noqa: S311
    first = first_day(number)
    sessions = [(first, first + timedelta(days=chance.randint(0, 3)))]
    if chance.random() < 0.15:
        again = sessions[0][1] + timedelta(days=chance.randint(3, 20))
        sessions.append((again, again + timedelta(days=chance.randint(0, 2))))
    initiative = INITIATIVES[number % len(INITIATIVES)]
    kind = type_of(number)
    voice = {language: Random(f"summary {number} {language}") for language in LANGUAGES}  # noqa: S311
    return Event(
        number,
        kind,
        tuple(sessions),
        chance.choice(PLACES),
        initiative,
        _practices(initiative, chance),
        tuple(chance.sample(ORGANISATIONS, chance.randint(1, 2))),
        title(number, kind),
        {language: sentence(language, one).replace("*", "") for language, one in voice.items()},
    )


def _practices(initiative: Initiative, chance: Random) -> tuple[Practice, ...]:
    """One to four practices: of the initiative's catalogue, and now and then one of the other."""
    own, other = sorted(CATALOGUES, key=lambda catalogue: catalogue.id != initiative.catalogue)
    chosen = sorted(chance.sample(own.practices, chance.randint(1, 3)), key=lambda practice: practice.number)
    return (*chosen, chance.choice(other.practices)) if chance.random() < 0.25 else tuple(chosen)
