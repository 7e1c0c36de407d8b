"""Facets: by what the lists of events can be browsed, as links with counts to the plain pages of each value."""

from msgspec.structs import replace

from sitegen.l10n.numbers import digits
from sitegen.link.index import ACTIVITIES, visible
from sitegen.link.mentions import Role
from sitegen.link.routes import SECTION_OF, Target
from sitegen.link.site import Site
from sitegen.link.translations import Key
from sitegen.model.writeups import Kind
from sitegen.render.frames import section_link
from sitegen.render.lists import country_links, how_many, initiative_links, organisation_links, reading_link
from sitegen.render.memory import remembered
from sitegen.render.pieces import href, plain, short_link_to, with_count
from sitegen.render.practices import activities_citing, numeral
from sitegen.render.views.numerals import CatalogueGroup
from sitegen.render.views.rows import Group
from sitegen.render.views.words import Link

ORGANISATIONS_SHOWN = 8  # those that took part in most events; all of them have their own list


@remembered
def facets(site: Site, language: str, facet: str = "kinds", value: str = "event") -> tuple[Group, ...]:
    """What lists of events can be browsed by besides practices. The value of one facet is where the page is already."""
    return tuple(_with_current(group, value) if group.name == facet else group for group in _facets(site, language))


def _with_current(group: Group, value: str) -> Group:
    return Group(group.name, tuple(replace(link, current=link.value == value) for link in group.links))


@remembered
def _facets(site: Site, language: str) -> tuple[Group, ...]:
    return (
        Group("initiatives", initiative_links(site, language)),
        Group("years", _year_links(site, language)),
        Group("countries", country_links(site, language, Role.HOST)),
        Group("languages", _language_links(site, language)),
        Group("organisations", _organisation_links(site, language)),
        Group("kinds", _kind_links(site, language)),
    )


@remembered
def practice_facets(site: Site, language: str) -> tuple[CatalogueGroup, ...]:
    """The numbers that anything cites, catalogue by catalogue, those with most citing events first."""
    counts = {id: how_many(site, keys, language, Kind.EVENT) for id, keys in site.index.by_catalogue.items()}
    ids = sorted((id for id in counts if id in site.catalogues), key=lambda id: (-counts[id], id))
    groups = []
    for id in ids:
        catalogue = site.catalogues[id]
        cited = [number for number in range(1, catalogue.length + 1) if activities_citing(site, id, number)]
        link = with_count(short_link_to(site, Target("catalogue", id), language), counts[id], id)
        numerals = tuple(numeral(site, catalogue, number, language) for number in cited)
        groups.append(CatalogueGroup(link, catalogue.item, numerals, (), None))
    return tuple(groups)


def keys_under(site: Site, facet: str, value: str) -> tuple[Key, ...]:
    """The entries to which a value of a facet applies."""
    index = site.index
    match facet:
        case "catalogues":
            found = index.by_catalogue.get(value, ())
        case "practices":
            catalogue, _, number = value.partition("/")
            found = index.by_practice.get((catalogue, int(number)), ())
        case "initiatives":
            found = index.by_initiative.get(value, ())
        case "countries":
            found = index.by_party.get(value, {}).get(Role.HOST, ())
        case "organisations":
            found = tuple({key: None for keys in index.by_party.get(value, {}).values() for key in keys})
        case "languages":
            found = tuple(key for key, entry in site.entries.items() if value in entry.texts)
        case _:
            found = index.by_kind[Kind(value)]
    return found


@remembered
def _year_links(site: Site, language: str) -> tuple[Link, ...]:
    """The years that have events to show, newest first, with the number of their events."""
    links = []
    for number, keys in sorted(site.index.by_year.items(), reverse=True):
        name = plain(site, digits(number, site.speech(language)), language)
        address = site.routes.of(Target("year", str(number)), language)
        if address:
            count = how_many(site, keys, language)
            links.append(Link(name, href(site, address), count=count, value=str(number)))
    return tuple(links)


def _language_links(site: Site, language: str) -> tuple[Link, ...]:
    shown = [site.entries[key] for key in visible(site.index.by_kind[Kind.EVENT], site.entries, site.config, language)]
    counts = {tag: sum(tag in entry.texts for entry in shown) for tag in site.languages}
    return tuple(reading_link(site, tag, count, language) for tag, count in counts.items() if count)


def _organisation_links(site: Site, language: str) -> tuple[Link, ...]:
    """The organisations that took part in most events, besides the institute itself, which takes part in them all."""
    links = []
    for link in organisation_links(site, language):
        count = how_many(site, keys_under(site, "organisations", link.value), language, Kind.EVENT)
        if count and link.value != site.config.organisation:
            links.append(replace(link, count=count))
    return tuple(sorted(links, key=lambda link: -(link.count or 0))[:ORGANISATIONS_SHOWN])


def _kind_links(site: Site, language: str) -> tuple[Link, ...]:
    links = []
    for kind in ACTIVITIES:
        count = how_many(site, site.index.by_kind[kind], language)
        if count:
            links.append(with_count(section_link(site, SECTION_OF[kind], language), count, kind.value))
    return tuple(links)
