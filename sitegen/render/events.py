"""The views of the list of events: page by page and year by year; and of what can be read in a language."""

from itertools import pairwise
from typing import Any

from msgspec import Struct

from sitegen.l10n.names import in_language
from sitegen.l10n.numbers import digits
from sitegen.link.index import dates_of, visible
from sitegen.link.routes import Target, page_count, rows_file
from sitegen.link.site import Site
from sitegen.link.translations import Key
from sitegen.model.configuration import Feature, Section
from sitegen.model.writeups import Kind
from sitegen.render.assets import NARROWING, asset
from sitegen.render.browsing import facets, practice_facets
from sitegen.render.frames import frame, here, section_link, spoken
from sitegen.render.lists import readable_in
from sitegen.render.memory import remembered
from sitegen.render.pieces import href, plain
from sitegen.render.rows import all_groups, year_groups
from sitegen.render.views.lists import EventsView, Narrowing
from sitegen.render.views.words import Link

PAGES_BESIDE = 3  # pages of a list before and behind the one that is shown, to which it links by their numbers


class _Stretch(Struct, frozen=True):
    """A piece of a list: a page of it (counted from 1), or a year.

    first    what its first page shows, or the year
    facet    what it is narrowed to already, as in `Narrowing`
    """

    first: Target
    keys: tuple[Key, ...]
    facet: tuple[str, str] = ("", "")
    page: int = 1
    pages: int = 1
    more: str = ""

    @property
    def target(self) -> Target:
        return self.page_target(self.page)

    def page_target(self, number: int) -> Target:
        return self.first if number == 1 else Target(self.more, str(number))


def events_view(site: Site, language: str, page: int) -> EventsView:
    """One page of the list of all events, from the newest on; pages count from 1."""
    events = _all_events(site, language)
    first, more = Target("section", Section.EVENTS.value), "page of events"
    stretch = _Stretch(first, _cut(site, events, page), ("", ""), page, page_count(len(events), site.config), more)
    section = section_link(site, Section.EVENTS, language)
    oldest = _oldest_year(site, language)
    return EventsView(
        frame=frame(site, stretch.target, language, Section.EVENTS, _crumbs(site, [section], stretch, language)),
        year="",
        total=len(events),
        first_year=digits(oldest, site.speech(language)) if oldest else "",
        years=year_groups(site, stretch.keys, language),
        **_surroundings(site, stretch, language),
    )


def year_view(site: Site, language: str, year: int) -> EventsView:
    """The events of one year, all on one page."""
    name = digits(year, site.speech(language))
    stretch = _Stretch(Target("year", str(year)), site.index.by_year[year], ("years", str(year)))
    crumbs = [section_link(site, Section.EVENTS, language), Link(plain(site, name, language))]
    return EventsView(
        frame=frame(site, stretch.target, language, Section.EVENTS, crumbs),
        year=name,
        total=len(_all_events(site, language)),
        first_year="",
        years=year_groups(site, stretch.keys, language),
        **_surroundings(site, stretch, language),
    )


def reading_view(site: Site, language: str, page: int) -> EventsView:
    """One page of everything that can be read in a language, in that language."""
    keys = readable_in(site, language)
    first, facet = Target("reading", "1"), ("languages", language)
    stretch = _Stretch(first, _cut(site, keys, page), facet, page, page_count(len(keys), site.config), "reading")
    name = plain(site, spoken(site, language)[1], language)
    own = Link(name, href(site, site.routes.of(first, language) or ""))
    crumbs = _crumbs(site, [section_link(site, Section.LANGUAGES, language), own], stretch, language)
    return EventsView(
        frame=frame(site, stretch.target, language, Section.LANGUAGES, crumbs),
        year="",
        total=len(keys),
        first_year="",
        years=all_groups(site, stretch.keys, language),
        reading=in_language(language, site.speech(language)),
        **_surroundings(site, stretch, language),
    )


def _cut(site: Site, keys: tuple[Key, ...], page: int) -> tuple[Key, ...]:
    size = site.config.events_per_page
    return keys[(page - 1) * size : page * size]


def _crumbs(site: Site, crumbs: list[Link], stretch: _Stretch, language: str) -> list[Link]:
    """From the section to this page of the list; the first page is the list itself."""
    if stretch.page == 1:
        return [*crumbs[:-1], here(crumbs[-1])]
    return [*crumbs, Link(plain(site, digits(stretch.page, site.speech(language)), language))]


def _surroundings(site: Site, stretch: _Stretch, language: str) -> dict[str, Any]:
    """What stands around every piece of a list: by what to browse on, and the other pages."""
    page, pages = stretch.page, stretch.pages
    facet = stretch.facet if stretch.facet[0] else ("kinds", Kind.EVENT.value)

    def link_to_page(number: int) -> Link:
        return _page_link(site, language, stretch.page_target(number), number, number == page)

    return {
        "facets": facets(site, language, *facet),
        "practices": practice_facets(site, language),
        "page": digits(page, site.speech(language)),
        "pages": tuple(map(link_to_page, page_numbers(page, pages))) if pages > 1 else (),
        "previous": link_to_page(page - 1) if page > 1 else None,
        "next": link_to_page(page + 1) if page < pages else None,
        "narrowing": _narrowing(site, language, *stretch.facet),
    }


@remembered
def _narrowing(site: Site, language: str, facet: str, value: str) -> Narrowing | None:
    script = asset(site, NARROWING)
    if not script or not site.config.offers(Feature.FILTERS):
        return None
    home = site.routes.of(Target("section", Section.EVENTS.value), language) or ""
    return Narrowing(script, href(site, f"/{rows_file(site.config, language)}"), href(site, home), facet, value)


@remembered
def _all_events(site: Site, language: str) -> tuple[Key, ...]:
    return visible(site.index.by_kind[Kind.EVENT], site.entries, site.config, language)


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


@remembered
def _page_link(site: Site, language: str, target: Target, number: int, current: bool) -> Link:
    """The link to a page by its number; for 0 a mark that some are left out."""
    if not number:
        return Link(plain(site, "…", language))
    address = site.routes.of(target, language) or ""
    return Link(plain(site, digits(number, site.speech(language)), language), href(site, address), current)
