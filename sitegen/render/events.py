"""The views of the list of events: page by page, and year by year."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from msgspec.structs import replace

from sitegen.l10n.numbers import digits
from sitegen.link.index import dates_of, visible
from sitegen.link.mentions import Role
from sitegen.link.routes import Target, page_count
from sitegen.link.site import Site
from sitegen.link.translations import Key
from sitegen.model.configuration import Section
from sitegen.model.writeups import Kind
from sitegen.render.frames import frame, here, section_link
from sitegen.render.lists import country_links, how_many, initiative_links
from sitegen.render.memory import remembered
from sitegen.render.pieces import href, plain, short_link_to, with_count
from sitegen.render.rows import year_groups
from sitegen.render.views import EventsView, Group, Link

PAGES_BESIDE = 3  # pages of a list before and behind the one that is shown, to which it links by their numbers


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


@remembered
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
    numbered = [_page_link(site, language, number, number == page) for number in page_numbers(page, pages)]
    oldest = _oldest_year(site, language)
    return EventsView(
        frame=frame(site, stretch.target, language, Section.EVENTS, crumbs),
        year=stretch.year,
        total=len(_all_events(site, language)),
        first_year=digits(oldest, site.speech(language)) if oldest else "",
        years=year_groups(site, stretch.keys, language),
        facets=tuple(_facets(site, language, stretch.year)),
        page=digits(page, site.speech(language)),
        pages=tuple(numbered) if pages > 1 else (),
        previous=_page_link(site, language, page - 1, False) if page > 1 else None,
        next=_page_link(site, language, page + 1, False) if page < pages else None,
    )


def page_numbers(page: int, pages: int) -> tuple[int, ...]:
    """The pages that a page of a long list links to: first, last and those beside it; 0 where some are left out.

    Were they all there, the links of a list would grow with the square of its length.
    """
    near = range(max(1, page - PAGES_BESIDE), min(pages, page + PAGES_BESIDE) + 1)
    numbers = sorted({1, *near, pages})
    shown = [1]
    for before, number in pairwise(numbers):
        left_out = number - before - 1
        between = [0] if left_out > 1 else range(before + 1, number)
        shown += [*between, number]
    return tuple(shown)


@remembered
def _oldest_year(site: Site, language: str) -> int:
    """The year of the oldest event that lists show; 0 without any."""
    entries = (site.entries[key] for key in _all_events(site, language))
    return min((dates.year for entry in entries if (dates := dates_of(entry.facts))), default=0)


def _page_target(number: int) -> Target:
    return Target("section", "events") if number == 1 else Target("page of events", str(number))


@remembered
def _page_link(site: Site, language: str, number: int, current: bool) -> Link:
    """The link to a page by its number; for 0 a mark that some are left out."""
    if not number:
        return Link(plain(site, "…", language))
    address = site.routes.of(_page_target(number), language) or ""
    return Link(plain(site, digits(number, site.speech(language)), language), href(site, address), current)


def _facets(site: Site, language: str, year: str) -> Iterator[Group]:
    yield Group("initiatives", initiative_links(site, language))
    years = _year_links(site, language)
    yield Group("years", tuple(replace(link, current=True) if link.words.text == year else link for link in years))
    yield Group("countries", country_links(site, language, Role.HOST))
    yield Group("catalogues", _catalogue_links(site, language))


@remembered
def _year_links(site: Site, language: str) -> tuple[Link, ...]:
    """The years that have events to show, newest first, with the number of their events."""
    links = []
    for number, keys in sorted(site.index.by_year.items(), reverse=True):
        name = plain(site, digits(number, site.speech(language)), language)
        address = site.routes.of(Target("year", str(number)), language)
        if address:
            links.append(Link(name, href(site, address), count=how_many(site, keys, language)))
    return tuple(links)


@remembered
def _catalogue_links(site: Site, language: str) -> tuple[Link, ...]:
    cited = site.index.by_catalogue.items()
    counts = {id: how_many(site, keys, language, Kind.EVENT) for id, keys in cited}
    ids = sorted((id for id in counts if counts[id] and id in site.catalogues), key=lambda id: (-counts[id], id))
    return tuple(with_count(short_link_to(site, Target("catalogue", id), language), counts[id]) for id in ids)
