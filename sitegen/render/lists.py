"""The views of lists: home, sections, organisations and countries."""

from collections.abc import Iterable, Iterator

from sitegen.l10n import phrases
from sitegen.l10n.countries import in_country
from sitegen.l10n.names import sort_key
from sitegen.link.index import readable, visible
from sitegen.link.mentions import Role
from sitegen.link.routes import Target
from sitegen.link.site import Site, title_of
from sitegen.link.translations import Key
from sitegen.model.configuration import Section
from sitegen.model.words import Named, best
from sitegen.model.writeups import Kind
from sitegen.render.frames import frame, here, section_link, spoken
from sitegen.render.maps import map_view
from sitegen.render.memory import remembered
from sitegen.render.pieces import best_words, href, link_to, party_link, plain, short_link_to, with_count, words
from sitegen.render.practices import catalogue_rows
from sitegen.render.rows import listed, of_kinds, rows
from sitegen.render.views.home import HomeView
from sitegen.render.views.lists import Part, PartyView, SectionView
from sitegen.render.views.rows import Row
from sitegen.render.views.words import Link, Words

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
        online=how_many(site, site.index.by_place.get("", ()), language),
        map=map_view(site, language),
        projects=_newest(site, Kind.PROJECT, language),
        publications=_newest(site, Kind.PUBLICATION, language),
    )


def _newest(site: Site, kind: Kind, language: str) -> tuple[Row, ...]:
    return rows(site, visible(site.index.by_kind[kind], site.entries, site.config, language)[:NEWEST], language)


def how_many(site: Site, keys: Iterable[Key], language: str, *kinds: Kind) -> int:
    """How many entries a list shows to readers of a language; of some kinds only, where any are named."""
    chosen = of_kinds(keys, *kinds) if kinds else keys
    return len(visible(chosen, site.entries, site.config, language))


@remembered
def initiative_links(site: Site, language: str) -> tuple[Link, ...]:
    """All initiatives in their order, each with the number of its events."""
    entries = listed(site, site.index.by_kind[Kind.INITIATIVE], language)
    entries.sort(key=lambda entry: (getattr(entry.facts, "order", 0), entry.id))
    return tuple(
        with_count(
            short_link_to(site, Target("initiative", entry.id), language),
            how_many(site, site.index.by_initiative.get(entry.id, ()), language, Kind.EVENT),
            entry.id,
        )
        for entry in entries
    )


def _places(site: Site, language: str) -> Iterator[Link]:
    """The places where events were held, most first; their names lead to their countries.

    A place that is written out counts for its country.
    """
    order = sorted(site.index.by_place.items(), key=lambda item: (-len(item[1]), item[0]))
    for id, keys in order:
        record = site.sources.records.places.get(id)
        name = best_words(site, record.value.name, language) if record else None
        count = how_many(site, keys, language)
        if count and id.isupper():
            yield with_count(party_link(site, id, language), count)
        if record and name and count:
            address = site.routes.of(Target("country", record.value.country or ""), language)
            yield Link(name, href(site, address) if address else "", count=count)


@remembered
def country_links(site: Site, language: str, role: Role | None = None) -> tuple[Link, ...]:
    """The countries in the write-ups, sorted by name; with a role, only those, most events first."""
    links = []
    for code, roles in site.index.by_party.items():
        keys = {key for held, found in roles.items() for key in found if role in {None, held}}
        if code.isupper() and keys:
            links.append(with_count(party_link(site, code, language), how_many(site, keys, language), code))
    links.sort(key=lambda link: sort_key(link.words.text, language))
    return tuple(sorted(links, key=lambda link: -(link.count or 0))) if role else tuple(links)


def organisation_links(site: Site, language: str) -> tuple[Link, ...]:
    """All organisations, sorted by name as the language does, each with the number of write-ups it appears in."""
    links = []
    for id in sorted(site.sources.records.organisations):
        keys = {key for found in site.index.by_party.get(id, {}).values() for key in found}
        links.append(with_count(party_link(site, id, language), how_many(site, keys, language), id))
    return tuple(sorted(links, key=lambda link: sort_key(link.words.text, language)))


def reading_links(site: Site, language: str) -> tuple[Link, ...]:
    """The languages by their own names, each leading to what can be read in it, with the number of its texts."""
    return tuple(reading_link(site, tag, len(readable_in(site, tag)), language) for tag in site.languages)


def reading_link(site: Site, tag: str, count: int, language: str) -> Link:
    """A language by its own name. What can be read in it is listed in itself."""
    address = href(site, site.routes.of(Target("reading", "1"), tag) or "")
    return Link(words(site, Named(spoken(site, tag)[1], tag), language), address, count=count, value=tag)


@remembered
def readable_in(site: Site, language: str) -> tuple[Key, ...]:
    """What can be read in a language, newest first."""
    return readable(site.index, site.entries, language)


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
        Section.LANGUAGES: reading_links,
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
