"""The views of lists: home, events, years, sections, organisations and countries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.l10n import phrases
from sitegen.l10n.countries import in_country
from sitegen.l10n.names import sort_key
from sitegen.l10n.numbers import digits
from sitegen.link.index import dates_of, visible
from sitegen.link.mentions import Role
from sitegen.link.routes import Target, page_count
from sitegen.link.site import Site, title_of
from sitegen.link.translations import Key
from sitegen.model.configuration import Section
from sitegen.model.words import Named, best
from sitegen.model.writeups import Kind
from sitegen.render.frames import frame, here, section_link
from sitegen.render.pieces import best_words, href, link_to, party_link, plain, short_link_to, words
from sitegen.render.practices import catalogue_rows
from sitegen.render.rows import listed, of_kinds, rows, year_groups
from sitegen.render.views import (
    EventsView,
    Group,
    HomeView,
    Link,
    Part,
    PartyView,
    Row,
    SectionView,
    Words,
)

NEWEST = 5
KIND_OF = {
    Section.PROJECTS: Kind.PROJECT,
    Section.PUBLICATIONS: Kind.PUBLICATION,
}


def home_view(site: Site, language: str) -> HomeView:
    """The first page of a language."""
    line = best_words(site, site.config.line or site.config.title, language)
    lead = best_words(site, site.config.lead or site.config.title, language)
    empty = plain(site, "", language)
    return HomeView(
        frame=frame(site, Target("home"), language),
        line=line or empty,
        lead=lead or empty,
        description=(lead or empty).text,
        catalogues=catalogue_rows(site, language),
        newest=_newest(site, Kind.EVENT, language),
        initiatives=initiative_links(site, language),
        places=tuple(_places(site, language)),
        online=_count(site, site.index.by_place.get("", ()), language),
        projects=_newest(site, Kind.PROJECT, language),
        publications=_newest(site, Kind.PUBLICATION, language),
    )


def _newest(site: Site, kind: Kind, language: str) -> tuple[Row, ...]:
    return rows(site, visible(site.index.by_kind[kind], site.entries, site.config, language)[:NEWEST], language)


def _count(site: Site, keys: Iterable[Key], language: str, *kinds: Kind) -> int:
    """How many entries a list shows to readers of a language; of some kinds only, where any are named."""
    chosen = of_kinds(keys, *kinds) if kinds else keys
    return len(visible(chosen, site.entries, site.config, language))


def initiative_links(site: Site, language: str) -> tuple[Link, ...]:
    """All initiatives in their order, each with the number of its events."""
    entries = listed(site, site.index.by_kind[Kind.INITIATIVE], language)
    entries.sort(key=lambda entry: (getattr(entry.facts, "order", 0), entry.id))
    return tuple(
        short_link_to(
            site,
            Target("initiative", entry.id),
            language,
            _count(site, site.index.by_initiative.get(entry.id, ()), language, Kind.EVENT),
        )
        for entry in entries
    )


def _places(site: Site, language: str) -> Iterator[Link]:
    """The places where events were held, most first; their names lead to their countries."""
    order = sorted(site.index.by_place.items(), key=lambda item: (-len(item[1]), item[0]))
    for id, keys in order:
        record = site.sources.records.places.get(id)
        name = best_words(site, record.value.name, language) if record else None
        count = _count(site, keys, language)
        if record and name and count:
            address = site.routes.of(Target("country", record.value.country or ""), language)
            yield Link(name, href(site, address) if address else "", count=count)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A piece of the list of events: a page of it (counted from 1), or a year."""

    target: Target
    keys: tuple[Key, ...]
    crumb: str
    year: str = ""
    page: int = 1
    pages: int = 1


def events_view(site: Site, language: str, page: int) -> EventsView:
    """One page of the list of all events, from the newest on; pages count from 1."""
    size = site.config.events_per_page
    events = _all_events(site, language)
    keys = events[(page - 1) * size : page * size]
    crumb = digits(page, site.speech(language)) if page > 1 else ""
    pages = page_count(len(events), site.config)
    return _events(site, language, _Stretch(_page_target(page), keys, crumb, page=page, pages=pages))


def _all_events(site: Site, language: str) -> tuple[Key, ...]:
    return visible(site.index.by_kind[Kind.EVENT], site.entries, site.config, language)


def year_view(site: Site, language: str, year: int) -> EventsView:
    """The events of one year, all on one page."""
    name = digits(year, site.speech(language))
    return _events(site, language, _Stretch(Target("year", str(year)), site.index.by_year[year], name, name))


def _events(site: Site, language: str, stretch: _Stretch) -> EventsView:
    section = section_link(site, Section.EVENTS, language)
    crumbs = [section, Link(plain(site, stretch.crumb, language))] if stretch.crumb else [here(section)]
    page, pages = stretch.page, stretch.pages
    numbered = [_page_link(site, language, number, number == page) for number in range(1, pages + 1)]
    events = _all_events(site, language)
    oldest = min((dates.year for key in events if (dates := dates_of(site.entries[key].facts))), default=0)
    return EventsView(
        frame=frame(site, stretch.target, language, Section.EVENTS, crumbs),
        year=stretch.year,
        total=len(events),
        first_year=digits(oldest, site.speech(language)) if oldest else "",
        years=year_groups(site, stretch.keys, language),
        facets=tuple(_facets(site, language, stretch.year)),
        page=digits(page, site.speech(language)),
        pages=tuple(numbered) if pages > 1 else (),
        previous=numbered[page - 2] if page > 1 else None,
        next=numbered[page] if page < pages else None,
    )


def _page_target(number: int) -> Target:
    return Target("section", "events") if number == 1 else Target("page of events", str(number))


def _page_link(site: Site, language: str, number: int, current: bool) -> Link:
    address = site.routes.of(_page_target(number), language) or ""
    return Link(plain(site, digits(number, site.speech(language)), language), href(site, address), current)


def _facets(site: Site, language: str, year: str) -> Iterator[Group]:
    yield Group("initiatives", initiative_links(site, language))
    years = []
    for number, keys in sorted(site.index.by_year.items(), reverse=True):
        name = plain(site, digits(number, site.speech(language)), language)
        address = site.routes.of(Target("year", str(number)), language)
        if address:
            count = _count(site, keys, language)
            years.append(Link(name, href(site, address), current=name.text == year, count=count))
    yield Group("years", tuple(years))
    yield Group("countries", country_links(site, language, Role.HOST))
    yield Group("catalogues", _catalogue_links(site, language))


def _catalogue_links(site: Site, language: str) -> tuple[Link, ...]:
    cited = site.index.by_catalogue.items()
    counts = {id: _count(site, keys, language, Kind.EVENT) for id, keys in cited}
    ids = sorted((id for id in counts if counts[id] and id in site.catalogues), key=lambda id: (-counts[id], id))
    return tuple(short_link_to(site, Target("catalogue", id), language, counts[id]) for id in ids)


def country_links(site: Site, language: str, role: Role | None = None) -> tuple[Link, ...]:
    """The countries in the write-ups, sorted by name; with a role, only those, most events first."""
    links = []
    for code, roles in site.index.by_party.items():
        keys = {key for held, found in roles.items() for key in found if role in {None, held}}
        if code.isupper() and keys:
            links.append(party_link(site, code, language, _count(site, keys, language)))
    links.sort(key=lambda link: sort_key(link.words.text, language))
    return tuple(sorted(links, key=lambda link: -(link.count or 0))) if role else tuple(links)


def organisation_links(site: Site, language: str) -> tuple[Link, ...]:
    """All organisations, sorted by name as the language does, each with the number of write-ups it appears in."""
    links = []
    for id in sorted(site.sources.records.organisations):
        keys = {key for found in site.index.by_party.get(id, {}).values() for key in found}
        links.append(party_link(site, id, language, _count(site, keys, language)))
    return tuple(sorted(links, key=lambda link: sort_key(link.words.text, language)))


def section_view(site: Site, language: str, section: Section) -> SectionView:
    """The list of everything of one kind."""
    target = Target("section", section.value)
    crumbs = [here(section_link(site, section, language))]
    surround = frame(site, target, language, section, crumbs)
    if section is Section.CATALOGUES:
        catalogues = catalogue_rows(site, language)
        return SectionView(surround, section.value, len(catalogues), catalogues=catalogues)
    if section in KIND_OF:
        found = rows(site, site.index.by_kind[KIND_OF[section]], language)
        return SectionView(surround, section.value, len(found), rows=found)
    links = {
        Section.INITIATIVES: initiative_links,
        Section.ORGANISATIONS: organisation_links,
        Section.COUNTRIES: country_links,
    }[section](site, language)
    return SectionView(surround, section.value, len(links), links=links)


def party_view(site: Site, language: str, target: Target) -> PartyView:
    """An organisation or a country with everything in which it appears, role by role."""
    section = Section.COUNTRIES if target.kind == "country" else Section.ORGANISATIONS
    record = site.sources.records.organisations.get(target.id)
    organisation = record.value if record else None
    title = title_of(site, target, language)
    name = words(site, title, language)
    acronym = best(organisation.acronym, site.order(language)) if organisation else None
    country = organisation.country if organisation else None
    place = site.sources.records.places.get(organisation.place or "") if organisation else None
    summary = best_words(site, organisation.summary, language) if organisation else None
    return PartyView(
        frame=frame(site, target, language, section, [section_link(site, section, language), Link(name)]),
        kind=target.kind,
        name=name,
        acronym=acronym.text if acronym and acronym.text != title.text else "",
        summary=summary,
        country=party_link(site, country, language) if country else None,
        place=best_words(site, place.value.name, language) if place else None,
        website=organisation.url or "" if organisation else "",
        names=tuple(_other_names(site, organisation.name, name, language)) if organisation else (),
        catalogues=_issued(site, target.id, language),
        parts=tuple(_parts(site, target.id, language)),
        description=summary.text if summary else _work_in(site, target, language) or name.text,
    )


def _work_in(site: Site, target: Target, language: str) -> str:
    """What the page of a country is about; "" where the language has no sentence for it."""
    place = in_country(target.id, site.speech(language)) if target.kind == "country" else ""
    sentence = site.sources.messages[language].gettext(phrases.WORK_IN_COUNTRY)
    return plain(site, sentence % {"in_country": place}, language).text if place else ""


def _other_names(site: Site, names: dict[str, str], shown: Words, language: str) -> Iterator[Words]:
    for tag, name in names.items():
        other = words(site, Named(name, tag), language)
        if other.language and other.text != shown.text:
            yield other


def _issued(site: Site, party: str, language: str) -> tuple[Link, ...]:
    issued = [id for id, one in site.catalogues.items() if one.issuer == party or party in one.leads]
    return tuple(link_to(site, Target("catalogue", id), language) for id in issued)


def _parts(site: Site, party: str, language: str) -> Iterator[Part]:
    roles = site.index.by_party.get(party, {})
    for role in Role:
        if role in roles:
            found: tuple[Row, ...] = rows(site, roles[role], language)
            yield Part(role.value, found)
