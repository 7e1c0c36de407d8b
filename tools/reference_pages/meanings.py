"""What each key means, in an editor's words: the one thing that the models themselves do not say.

Keyed by model and key. tools/reference.py fails when a key has no entry here, or an entry has no key.
"""

from typing import NamedTuple

from sitegen.model.border import Declared
from sitegen.model.catalogue import Catalogue, Practice, Section
from sitegen.model.configuration import Config, LanguageSettings
from sitegen.model.participants import Group, Participants
from sitegen.model.records import Organisation, Person, Place, Term
from sitegen.model.writeups import (
    Contact,
    Download,
    Duration,
    Event,
    FrontMatter,
    Image,
    Initiative,
    Page,
    Project,
    Publication,
    Series,
    Translation,
)
from sitegen.model.writeups import Place as Location

Activity = Event.__bases__[0]


class Entry(NamedTuple):
    """The meaning of a key in Markdown, a value as YAML, and who must state it where the model cannot say so."""

    meaning: str
    example: str
    required: str = ""


Keys = dict[str, Entry]

WRITE_UPS: dict[type[Declared], Keys] = {
    FrontMatter: {
        "title": Entry("The title of the page, without a full stop.", "Responding after an attack"),
        "language": Entry("Repeats the language in the file name; the two must agree.", "en"),
        "summary": Entry(
            "One or two sentences of plain text for lists, feeds and search engines.",
            "Six days online about the first hours after an attack.",
        ),
        "slug": Entry("The last part of the address in this language. Without it the id is used.", "apres-un-attentat"),
        "aliases": Entry("Old addresses of this page; each of them redirects to it.", "[/en/old/address/]"),
        "draft": Entry(
            "`true` keeps the text off the site. In the original it keeps all languages off, in others only one.",
            "true",
        ),
        "image": Entry(
            "A photo, with what it shows and whose it is. A translation without one shows the original’s.",
            "{file: hall.jpg, alt: The hall, credit: A. Person}",
        ),
        "downloads": Entry(
            "Files for readers. A translation without any shows the original’s.",
            "[{title: Agenda, language: en, file: agenda.en.pdf}]",
        ),
        "practices": Entry("The practices that the write-up is about.", "[rabat-washington/17-19, rome]"),
        "references": Entry(
            "File numbers and other marks under which the write-up is known elsewhere.", '["A7305940"]'
        ),
        "translation": Entry(
            "Says that this text is a translation, and of which language’s text. The original has no such key.",
            "{of: fr}",
        ),
        "params": Entry("Free data for templates. Nothing in it is checked.", "{colour: blue}"),
    },
    Activity: {
        "dates": Entry(
            "When it took place, in order, each day once. Events need days; projects and publications may state "
            "months, seasons or years.",
            '["2020-07-15", "2020-07-21/2020-07-22"]',
        ),
        "planned": Entry("For when it was planned, where that is worth keeping beside its dates.", '["2021-21"]'),
        "initiative": Entry("The initiative that it belongs to.", "homegrown"),
        "languages": Entry(
            "An event’s working languages; the languages in which a publication was published.", "[ar, en, fr]"
        ),
        "organisers": Entry("Who organised or runs it.", "[iij]"),
        "partners": Entry("Who worked with the organisers.", "[gctf]"),
        "funders": Entry("Who paid for it.", '["US", coe]'),
        "supporters": Entry("Who supported it otherwise.", "[unoct]"),
        "regions": Entry("The regions that it is about, ids of places of the kind `region`.", "[africa]"),
        "contact": Entry("Whom readers may ask.", "{person: miriam-shafik}"),
        "series": Entry(
            "The series that it belongs to, and its number in it.", "{name: homegrown-workshops, number: 4}"
        ),
    },
    Event: {
        "type": Entry("What sort of meeting it was.", "workshop"),
        "location": Entry(
            "`online`, or the id of a place, or keys and values for anything else.", "{place: valletta, online: true}"
        ),
        "participants": Entry("How many took part, and who.", "{count: 30, countries: {more_than: 10}}"),
        "speakers": Entry("Organisations and states that sent speakers.", "[europol, FR]"),
    },
    Project: {
        "duration": Entry("How long it lasts, where no first or last day is known.", "{months: 24}"),
        "countries": Entry("The countries in which it takes place.", "[BF, ML, NE]"),
    },
    Publication: {
        "publishers": Entry("Who published it.", "[dgap]"),
        "authors": Entry("Who wrote it: ids of people or of organisations.", "[eelco-kessels, icct]"),
    },
    Initiative: {
        "short_title": Entry("A short title for lists, margins and breadcrumbs.", "Homegrown terrorism"),
        "catalogues": Entry("The catalogues that the initiative puts into practice.", "[rabat-washington]"),
        "organisers": Entry("Who runs it.", "[iij]"),
        "partners": Entry("Who works with the organisers.", "[gctf]"),
        "funders": Entry("Who pays for it.", "[us-state]"),
        "countries": Entry("Partner countries.", "[MA, US]"),
        "order": Entry("Its place in lists of initiatives: the smaller, the earlier.", "1"),
    },
    Page: {
        "order": Entry("Its place among the links at the foot of every page: the smaller, the earlier.", "1"),
    },
    Translation: {
        "of": Entry("The language of the text that was translated. That file must exist.", "fr"),
        "fingerprint": Entry(
            "The state in which that text was then, as the program writes it. Never write or change it by hand.",
            "0a1b2c3d-4e5f6071",
        ),
    },
    Image: {
        "file": Entry("The file, which lies beside the text.", "hall.jpg"),
        "alt": Entry("What the photo shows, for those who do not see it.", "Participants around a table"),
        "credit": Entry("Who took it.", "IIJ"),
    },
    Download: {
        "title": Entry("What the file is.", "Agenda"),
        "language": Entry("The language of the file.", "en"),
        "file": Entry("The file, which lies beside the text.", "agenda.en.pdf", "unless `available: false`"),
        "available": Entry("`false`: it is known to exist, but is not to be had here.", "false"),
        "format": Entry("Its format. Without it the file’s ending says it.", "PDF"),
    },
    Location: {
        "place": Entry("A place with a record of its own.", "valletta"),
        "venue": Entry("The house or hall.", "Mediterranean Conference Centre"),
        "city": Entry("A city that has no record.", "Attard"),
        "country": Entry("The country of such a city.", "MT"),
        "online": Entry("`true`: also online, or only online where no place is given.", "true"),
    },
    Contact: {"person": Entry("A person of `content/records/people.yaml`.", "miriam-shafik")},
    Series: {
        "name": Entry("A term of `content/records/glossary.yaml`.", "homegrown-workshops"),
        "number": Entry("Which one of the series this is.", "4"),
    },
    Duration: {"months": Entry("The number of months.", "24")},
    Participants: {
        "count": Entry("How many people took part.", "30"),
        "qualifier": Entry("How exactly `count` is known.", "about"),
        "countries": Entry("Where they came from.", "{more_than: 10}"),
        "organisations": Entry("Which organisations sent them.", "[europol, eurojust]"),
        "roles": Entry("Who they were: terms of `content/records/glossary.yaml`.", "[prosecutors, judges]"),
    },
    Group: {
        "exactly": Entry("Their number. Beside a list it must be the length of the list.", "19"),
        "about": Entry("Their number, roughly.", "20"),
        "more_than": Entry("A number that they exceed.", "10"),
        "list": Entry("Their names, as far as they are known.", "[AU, BE]"),
    },
}

CATALOGUES: dict[type[Declared], Keys] = {
    Catalogue: {
        "id": Entry("Repeats the name of the file.", "rome"),
        "title": Entry("The official name.", "{en: Rome Memorandum, fr: Mémorandum de Rome}"),
        "short_title": Entry("A short name for lists, margins and breadcrumbs.", "{en: Rome}"),
        "aliases": Entry("Other names under which texts cite it.", "{fr: [mémorandum de Rome]}"),
        "summary": Entry("One to three sentences of plain text for the catalogue’s page.", "{en: Adopted in 2012.}"),
        "issuer": Entry("The organisation that issued it.", "gctf"),
        "adopted": Entry("When it was adopted.", '"2018-09"'),
        "total": Entry("How many practices it has. Leave it out when that is not known.", "19"),
        "item": Entry("What its numbers are.", "practice"),
        "leads": Entry("The states and organisations that led the work on it.", '["MA", "US"]'),
        "sections": Entry("Its parts, in order.", "[{id: response, title: {en: Response}, practices: 17-19}]"),
        "practices": Entry(
            "The practices whose words are known. The other numbers stay visible as gaps and may be cited.",
            "[{number: 17, title: {en: Inform the public}}]",
        ),
    },
    Section: {
        "id": Entry("Its name in references: `rabat-washington/response`.", "response"),
        "title": Entry("Its title.", "{en: Response, fr: Réponse}"),
        "practices": Entry("Its first and last number. Leave it out when they are not known.", "17-19"),
    },
    Practice: {
        "number": Entry("Its number, which never changes.", "17"),
        "title": Entry("What it asks for, in a few words.", "{en: Inform the public quickly}"),
        "text": Entry("Its text, in Markdown.", "{en: The public needs to hear soon.}"),
    },
}

RECORDS: dict[type[Declared], Keys] = {
    Organisation: {
        "name": Entry("Its name, in the languages in which it was found.", "{en: Global Counterterrorism Forum}"),
        "acronym": Entry("Its acronym.", "{en: GCTF}"),
        "aliases": Entry("Other names that are in use.", "{fr: [Forum global contre le terrorisme]}"),
        "summary": Entry("One or two sentences for its page.", "{en: Founded in 2011.}"),
        "country": Entry("The country of its seat.", "MT"),
        "place": Entry("The place of its seat.", "valletta"),
        "url": Entry("The address of its own site.", "https://www.example.org/"),
    },
    Person: {
        "name": Entry(
            "The name as it is written everywhere, or one for each language that writes it otherwise.", "Winthrop Wells"
        ),
        "role": Entry("What the person does.", "{en: Programme Manager}"),
        "organisation": Entry("Where.", "iij"),
    },
    Place: {
        "kind": Entry("A city, or a region larger than a country. Countries need no record.", "region"),
        "name": Entry("Its name.", "{en: Valletta, fr: La Valette}"),
        "country": Entry("The country of a city.", "MT"),
        "coordinates": Entry("Degrees north and degrees east (WGS 84), for the map.", "[35.8989, 14.5146]"),
    },
    Term: {
        "name": Entry("The preferred word. Roles are in the plural.", "{en: prosecutors, fr: procureurs}"),
        "acronym": Entry("Its acronym.", "{en: CSO}"),
        "aliases": Entry("Other words for the same thing.", "{en: [civil society organisation]}"),
        "feminine": Entry(
            "Of a series: the languages in which one of its members is a feminine word (la réunion, الورشة), so that "
            "its number agrees.",
            "[fr, ar]",
        ),
    },
}

SETTINGS: dict[type[Declared], Keys] = {
    Config: {
        "title": Entry("The name of the institute, at the head and foot of every page.", "{en: Institute for Justice}"),
        "url": Entry(
            "The public address of the site; all complete addresses begin with it.", "https://www.example.org/"
        ),
        "languages": Entry(
            "The languages of the site, in the order of the language switch.", "{en: {fallback: [fr]}, fr: {}}"
        ),
        "organisation": Entry("The institute’s own record.", "iij"),
        "line": Entry(
            "The large line at the top of the home page: one short sentence.", "{en: What practice teaches.}"
        ),
        "lead": Entry(
            "The paragraph below that line: one or two sentences.", "{en: Accounts of workshops and guides.}"
        ),
        "events_per_page": Entry("How many events one page of the list of events shows.", "10"),
        "fallback": Entry(
            "What readers see of a write-up that is not in their language, by kind: a page with the text in another "
            "language (`show`, the default), only an entry in lists (`list`), or nothing (`hide`).",
            "{event: show, publication: list}",
        ),
        "features": Entry(
            "What the site offers besides its pages, feeds and site maps (`cards`: pictures for sharing, "
            "`colour-scheme`: readers may choose light or dark, which else follows their system, `data`: JSON and CSV, "
            "`filters`: lists narrowed by script, and what is still to come marked, `map`: a map of places, "
            "`structured-data`: JSON-LD). Nothing unless it is listed; each has templates of its own.",
            "[search, calendars]",
        ),
        "licence": Entry(
            "The address of the licence under which the open data may be used. Without it, they say that none is "
            "stated.",
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        "output": Entry("The folder into which the site is built.", "public"),
    },
    LanguageSettings: {
        "fallback": Entry("The languages to try, in this order, when a text is not translated.", "[fr, ar]"),
        "digits": Entry("Which digits to write: `latn` (0–9), `arab` (٠–٩) or `arabext` (۰–۹).", "latn"),
        "sections": Entry(
            "The word for each part of the site in its addresses; the English one where none is set.",
            "{events: evenements}",
        ),
    },
}

MEANINGS: dict[type[Declared], Keys] = WRITE_UPS | CATALOGUES | RECORDS | SETTINGS
