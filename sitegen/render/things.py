"""Things of schema.org: events, reports, projects, places, parties and practices as plain mappings."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from sitegen.l10n.countries import country
from sitegen.link.index import cited
from sitegen.link.routes import Target
from sitegen.link.site import Site, short_title_of, title_of
from sitegen.model.dates import DateRange, Precision
from sitegen.model.words import Named, best
from sitegen.model.writeups import Event, FrontMatter, Kind, Publication
from sitegen.render.memory import remembered
from sitegen.render.pieces import absolute, best_words, plain, where_view, words
from sitegen.render.views.entries import EntryView

Thing = dict[str, Any]
ATTENDANCE = {
    (True, False): "https://schema.org/OnlineEventAttendanceMode",
    (False, True): "https://schema.org/OfflineEventAttendanceMode",
    (True, True): "https://schema.org/MixedEventAttendanceMode",
}
OF_EVENTS = {
    "organisers": "organizer",
    "funders": "funder",
    "supporters": "sponsor",
    "partners": "contributor",
    "speakers": "performer",
}
OF_PUBLICATIONS = {"publishers": "publisher", "authors": "author", "funders": "funder", "supporters": "sponsor"}
OF_PROJECTS = {"organisers": "parentOrganization", "partners": "member", "funders": "funder", "supporters": "sponsor"}


def completed(thing: Thing) -> Thing:
    """A thing without what nothing is known of."""
    return {name: value for name, value in thing.items() if value not in (None, "", [], {})}


def activity(site: Site, target: Target, language: str, view: EntryView) -> Thing:
    """The event, publication or project of a page."""
    facts = site.entries[Kind(target.kind), target.id].facts
    page = view.frame.canonical
    common = {
        "@id": f"{page}#{target.kind}",
        "name": view.title.text,
        "description": view.description,
        "url": page,
        "image": in_site(site, view.picture.address) if view.picture else None,
    }
    if isinstance(facts, Event):
        return {"@type": "Event", **common, **_event(site, target, language, view, facts)}
    if isinstance(facts, Publication):
        return {"@type": "Report", **common, **_report(site, language, view, facts)}
    own = {"knowsAbout": practices(site, facts, language), "areaServed": _countries(site, facts, language)}
    return {"@type": "Project", **common, **stated(site, facts, OF_PROJECTS, language), **own}


def _event(site: Site, target: Target, language: str, view: EntryView, facts: Event) -> Thing:
    location = facts.location
    online = bool(location and location.online)
    somewhere = bool(location and (location.place or location.city or location.country or location.venue))
    series = facts.series.name if facts.series else ""
    found = site.sources.records.glossary.get(series)
    name = best_words(site, found.value.name, language) if found else None
    places = [_place(site, target, language)] if somewhere else []
    places += [{"@type": "VirtualLocation", "url": view.frame.canonical}] if online else []
    dates = facts.dates
    return {
        "startDate": dates[0].start.isoformat() if dates else None,
        "endDate": dates[-1].end.isoformat() if dates else None,
        "eventAttendanceMode": ATTENDANCE.get((online, somewhere)),
        "location": places[0] if len(places) == 1 else places,
        "inLanguage": list(facts.languages) or view.text.language,
        **stated(site, facts, OF_EVENTS, language),
        "about": practices(site, facts, language),
        "superEvent": {"@type": "EventSeries", "name": name.text} if name else None,
        "subEvent": [_session(view, part, places) for part in dates] if len(dates) > 1 else None,
    }


def _session(view: EntryView, part: DateRange, places: list[Thing]) -> Thing:
    """One of several ranges of an event."""
    return completed(
        {
            "@type": "Event",
            "name": view.title.text,
            "startDate": part.start.isoformat(),
            "endDate": part.end.isoformat(),
            "location": places[0] if len(places) == 1 else places,
        }
    )


def _report(site: Site, language: str, view: EntryView, facts: Publication) -> Thing:
    files = [
        {"@type": "MediaObject", "name": one.title.text, "contentUrl": in_site(site, one.address)}
        for one in view.downloads
        if one.address
    ]
    return {
        "datePublished": _published(facts.dates[0]) if facts.dates else None,
        "inLanguage": list(facts.languages) or view.text.language,
        **stated(site, facts, OF_PUBLICATIONS, language),
        "reportNumber": facts.references[0] if facts.references else None,
        "about": practices(site, facts, language),
        "associatedMedia": files,
    }


def _published(part: DateRange) -> str:
    """As ISO 8601 has it, which knows no seasons: the day, the month or the year."""
    return part.edtf.partition("/")[0] if part.precision in {Precision.DAY, Precision.MONTH} else str(part.start.year)


def _place(site: Site, target: Target, language: str) -> Thing:
    """Where an event is held, in words of the language, with its address and its position."""
    entry = site.entries[Kind.EVENT, target.id]
    where = where_view(site, entry, language)
    location = entry.facts.location if isinstance(entry.facts, Event) else None
    found = site.sources.records.places.get(location.place or "") if location else None
    record = found.value if found else None
    code = (record.country if record else None) or (location.country if location else None)
    named = best_words(site, record.name, language) if record else None
    city = named.text if named else location.city if location else None
    parts = [part.words.text for part in where.parts] if where else []
    venue = where.venue.text if where and where.venue else ""
    coordinates = record.coordinates if record else None
    address = completed({"@type": "PostalAddress", "addressLocality": city, "addressCountry": code})
    return completed(
        {
            "@type": "Place",
            "name": venue or (parts[0] if parts else ""),
            "address": address,
            "geo": {"@type": "GeoCoordinates", "latitude": coordinates[0], "longitude": coordinates[1]}
            if coordinates
            else None,
        }
    )


def _countries(site: Site, facts: FrontMatter, language: str) -> list[Thing]:
    group = getattr(facts, "countries", None)
    return list(_parties(site, group.list if group else (), language))


def stated(site: Site, facts: FrontMatter, names: Mapping[str, str], language: str) -> Thing:
    """The parties of a write-up under the names that schema.org has for their roles."""
    found = {own: list(_parties(site, getattr(facts, key, ()), language)) for key, own in names.items()}
    return {name: parties[0] if len(parties) == 1 else parties for name, parties in found.items() if parties}


def _parties(site: Site, parties: Iterable[str], language: str) -> Iterator[Thing]:
    for party in parties:
        found = organisation(site, party, language)
        if found:
            yield found


@remembered
def organisation(site: Site, id: str, language: str) -> Thing | None:
    """An organisation, a state or a person by name, as others refer to it; None where there is no record."""
    if id.isupper():
        name = plain(site, country(id, site.speech(language)), language).text
        return {"@type": "Country", "name": name, "identifier": id}
    person = site.sources.records.people.get(id)
    if person:
        given = person.value.name
        named = best(given, site.order(language)) if isinstance(given, Mapping) else Named(given, language)
        return {"@type": "Person", "name": words(site, named, language).text} if named else None
    record = site.sources.records.organisations.get(id)
    target = Target("organisation", id)
    if record is None:
        return None
    address = absolute(site, site.routes.of(target, language) or "/")
    name = words(site, title_of(site, target, language), language).text
    own = {"@type": "Organization", "@id": f"{address}#party", "name": name, "url": record.value.url or address}
    return completed(own)


def entire(site: Site, id: str, language: str) -> Thing:
    """The same with all that its own page says."""
    short = organisation(site, id, language) or {}
    if id.isupper():
        address = absolute(site, site.routes.of(Target("country", id), language) or "/")
        return {"@id": f"{address}#party", **short}
    record = site.sources.records.organisations[id].value
    acronym, summary = best_words(site, record.acronym, language), best_words(site, record.summary, language)
    place = site.sources.records.places.get(record.place or "")
    city = best_words(site, place.value.name, language) if place else None
    seat = {"@type": "PostalAddress", "addressLocality": city.text if city else None, "addressCountry": record.country}
    return completed(
        {
            **short,
            "alternateName": acronym.text if acronym and acronym.text != short.get("name") else None,
            "description": summary.text if summary else None,
            "address": completed(seat) if record.country or city else None,
        }
    )


def practices(site: Site, facts: FrontMatter, language: str) -> list[Thing]:
    """The practices that a write-up cites, number by number, or the whole catalogue where it names no number."""
    pairs = cited(facts, site.catalogues)
    numbered = {catalogue for catalogue, _ in pairs}
    whole = dict.fromkeys(one.catalogue for one in facts.practices if one.catalogue not in numbered)
    terms = [practice(site, *pair, language) for pair in pairs if pair[0] in site.catalogues]
    return terms + [_terms(site, id, language) for id in whole if id in site.catalogues]


@remembered
def practice(site: Site, catalogue: str, number: int, language: str) -> Thing:
    """A number of a catalogue, as others refer to it."""
    target = Target("practice", f"{catalogue}/{number}")
    named = title_of(site, target, language)
    address = absolute(site, site.routes.of(target, language) or "/")
    return {
        "@type": "DefinedTerm",
        "@id": f"{address}#term",
        "termCode": str(number),
        "name": words(site, named, language).text if named.text else str(number),
        "url": address,
        "inDefinedTermSet": {"@id": _terms(site, catalogue, language)["@id"]},
    }


@remembered
def _terms(site: Site, catalogue: str, language: str) -> Thing:
    target = Target("catalogue", catalogue)
    address = absolute(site, site.routes.of(target, language) or "/")
    name = words(site, short_title_of(site, target, language), language).text
    return {"@type": "DefinedTermSet", "@id": f"{address}#terms", "name": name, "url": address}


def in_site(site: Site, address: str) -> str:
    """The complete address of one that pages link to; "" for none."""
    return _origin(site.config.url) + address if address else ""


@lru_cache(maxsize=1)
def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
