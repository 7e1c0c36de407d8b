"""Makers: for each job the function that makes its view, or its very bytes."""

from collections.abc import Callable, Mapping
from functools import partial

from sitegen.link.routes import Target
from sitegen.link.site import Site
from sitegen.model.configuration import Section
from sitegen.model.languages import Language
from sitegen.render.cards import card_content
from sitegen.render.catalogues import catalogue_view, practice_view
from sitegen.render.coverage import coverage_index_view, coverage_table, coverage_view
from sitegen.render.data_files import data_view
from sitegen.render.entries import entry_view
from sitegen.render.events import events_view, reading_view, year_view
from sitegen.render.feeds import catalogue_feed, initiative_feed, language_feed
from sitegen.render.frames import missing_page_frame
from sitegen.render.greetings import languages_view
from sitegen.render.jobs import CARD, REDIRECT, SEARCH_PAGE, Job, page_of
from sitegen.render.lists import home_view, party_view, section_view
from sitegen.render.machines import MADE
from sitegen.render.narrowing import narrowing_view
from sitegen.render.pairs import pair_view
from sitegen.render.pieces import absolute, href
from sitegen.render.search import search_view
from sitegen.render.search_pages import search_page
from sitegen.render.sitemaps import robots, sitemap, sitemap_index
from sitegen.render.views.machines import NotFoundView, RedirectView

Lister = Callable[[Site, str, str], object]


def _section(site: Site, language: str, name: str) -> object:
    return SECTIONS.get(Section(name), section_view)(site, language, Section(name))


def _practice(site: Site, language: str, id: str) -> object:
    catalogue, _, number = id.partition("/")
    return practice_view(site, language, catalogue, int(number))


# The sections that are more than a list of what is in them.
SECTIONS: Mapping[Section, Callable[[Site, str, Section], object]] = {
    Section.EVENTS: lambda site, language, _: events_view(site, language, 1),
    Section.COVERAGE: lambda site, language, _: coverage_index_view(site, language),
    Section.SEARCH: lambda site, language, _: search_view(site, language),
}
# By kind of target; organisations and countries have one view between them.
LISTS: Mapping[str, Lister] = {
    "home": lambda site, language, _: home_view(site, language),
    "section": _section,
    "page of events": lambda site, language, number: events_view(site, language, int(number)),
    "year": lambda site, language, year: year_view(site, language, int(year)),
    "reading": lambda site, language, number: reading_view(site, language, int(number)),
    "catalogue": catalogue_view,
    "practice": _practice,
    "coverage": coverage_view,
    "data": lambda site, language, _: data_view(site, language),
}


def _list_view(site: Site, job: Job) -> object:
    target = Target(*job.subject)
    make = LISTS.get(target.kind)
    return make(site, job.language, target.id) if make else party_view(site, job.language, target)


def _redirect(site: Site, job: Job) -> RedirectView:
    address, language = job.subject[0], job.language
    return RedirectView(language, Language(language).direction, href(site, address), absolute(site, address))


def _made(make: Callable[..., bytes], site: Site, job: Job) -> bytes:
    return make(site, job.language, *job.subject)


VIEWS: Mapping[str, Callable[[Site, Job], object]] = {
    "entry": lambda site, job: entry_view(site, page_of(site, job)),
    CARD: lambda site, job: card_content(site, Target(*job.subject), job.language),
    "side by side": lambda site, job: pair_view(site, page_of(site, job), job.subject[2]),
    "list": _list_view,
    "narrowing": lambda site, job: narrowing_view(site, job.language),
    SEARCH_PAGE: lambda site, job: search_page(site, Target(*job.subject), job.language),
    "missing page": lambda site, job: NotFoundView(missing_page_frame(site, job.language)),
    "feed": lambda site, job: language_feed(site, job.language),
    "feed of an initiative": lambda site, job: initiative_feed(site, job.language, job.subject[0]),
    "feed of a catalogue": lambda site, job: catalogue_feed(site, job.language, job.subject[0]),
    "coverage table": lambda site, job: coverage_table(site, job.language, job.subject[1]),
    "sitemap": lambda site, job: sitemap(site, job.language),
    "index of sitemaps": lambda site, _: sitemap_index(site),
    "robots": lambda site, _: robots(site),
    "languages": lambda site, _: languages_view(site),
    REDIRECT: _redirect,
    **{name: partial(_made, make) for name, make in MADE.items()},
}
