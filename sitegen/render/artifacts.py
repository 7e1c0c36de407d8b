"""render(): the site -> bytes. One job a page: what to show, with which template, under which path."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from jinja2 import TemplateError, TemplateNotFound, UndefinedError

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic, Span
from sitegen.base.digests import digest_of_words
from sitegen.base.files import Artifact
from sitegen.l10n import phrases
from sitegen.link.pairs import pair_address, partners
from sitegen.link.routes import Target, coverage_file, file_address, file_of, rows_file
from sitegen.link.site import Page, Site
from sitegen.load.theme import TEMPLATES
from sitegen.model.configuration import Feature, Section
from sitegen.model.languages import Language
from sitegen.model.words import best
from sitegen.model.writeups import Kind
from sitegen.render.assets import icon, preloads, styles
from sitegen.render.catalogues import catalogue_view, practice_view
from sitegen.render.coverage import coverage_index_view, coverage_table, coverage_view
from sitegen.render.data_files import data_view
from sitegen.render.engine import Engine, engine
from sitegen.render.entries import entry_view
from sitegen.render.events import events_view, reading_view, year_view
from sitegen.render.feeds import catalogue_feed, initiative_feed, language_feed
from sitegen.render.frames import alternates, feed_path, missing_page_frame
from sitegen.render.lists import home_view, party_view, section_view
from sitegen.render.machines import MADE, files_for_machines, furnished
from sitegen.render.narrowing import narrowing_view
from sitegen.render.pairs import pair_view
from sitegen.render.pieces import absolute, href, words
from sitegen.render.search import search_view
from sitegen.render.search_pages import search_page, search_page_path, searched
from sitegen.render.sitemaps import robots, sitemap, sitemap_index, sitemap_path
from sitegen.render.views import Greeting, LanguagesView, NotFoundView, RedirectView

SEARCH_PAGE = "search page"
# How Jinja2 says that a view lacks a name; template authors know the view by its last name only.
UNKNOWN_NAME = re.compile(r"'(?:\w+\.)*(\w+) object' has no attribute '(\w+)'")

# Views that show the bodies of write-ups; all others see front matters only.
OF_TEXTS = frozenset({"entry", "side by side"})


@dataclass(frozen=True, slots=True)
class Job:
    """One file to render: its path, its template, the language of its interface words, and what its view shows.

    template  "" for a file that no template makes: its view is the bytes themselves
    view      which view: a name in VIEWS
    subject   what the view is of: kind and id of a target, and the other language of a pair; an old address and where
              it leads; or nothing
    """

    path: str
    template: str
    language: str
    view: str
    subject: tuple[str, ...] = ()


def render(job: Job, site: Site) -> Checked[Artifact | None]:
    """The file of one job; None when its template fails, which is named with its line."""
    view = VIEWS[job.view](site, job)
    if isinstance(view, bytes):
        return Checked(Artifact(job.path, view))
    view = furnished(site, job.subject, job.language, view)
    try:
        content = _engines(site)[job.language].render(job.template, view)
    except TemplateError as error:
        return Checked(None, (_failure(job, error),))
    except Exception as error:  # whatever an expression may raise
        place = _place(error)
        if place is None:
            raise
        return Checked(None, (problems.TEMPLATE_FAILED.at(place, detail=str(error) or type(error).__name__),))
    return Checked(Artifact(job.path, content))


_ready: list[tuple[Site, dict[str, Engine]]] = []


def _engines(site: Site) -> dict[str, Engine]:
    """The engine of each language. Those of the last site go on serving while its templates and words do."""
    before, engines = _ready[0] if _ready else (None, {})
    if before is site:
        return engines
    old, new = before.sources if before else None, site.sources
    if old and old.theme is new.theme and old.messages is new.messages:
        for one in engines.values():
            one.environment.forget()
    else:
        engines = {language: engine(site, language) for language in site.languages}
    _ready[:] = [(site, engines)]
    return engines


def dependence(site: Site) -> Callable[[Job], tuple[str, ...]]:
    """For each job everything that its file depends on, as digests and names.

    A page depends on its own text, on how that stands to the texts in other languages, on the templates that make it,
    and on what all pages see of each other.
    """
    made_of = cache(partial(_closure, site))

    def words(job: Job) -> tuple[str, ...]:
        known = (site.seen, made_of(job.template), job.path, job.template, job.language, job.view, *job.subject)
        return (*known, *_own(site, job)) if _is_of_texts(job) else known

    return words


def _is_of_texts(job: Job) -> bool:
    """Whether a file is made from the bodies of a write-up."""
    return job.view in OF_TEXTS or (job.view == SEARCH_PAGE and job.subject[0] in set(Kind))


def _closure(site: Site, template: str) -> str:
    """The digest of all templates that one is made of."""
    theme = site.sources.theme
    names = sorted(theme.closures.get(template, ()))
    return digest_of_words(word for name in names for word in (name, theme.templates[name]))


def _own(site: Site, job: Job) -> Iterator[str]:
    page = _page_of(site, job)
    others = [page.entry.texts[tag] for tag in job.subject[2:]]
    for text in (page.text, *others):
        yield text.path
        yield text.digests[1]
    yield from page.entry.standing.words


def _failure(job: Job, error: TemplateError) -> Diagnostic:
    place = Span(f"{TEMPLATES}{job.template}")
    if isinstance(error, TemplateNotFound):
        return problems.TEMPLATE_MISSING.at(place, name=error.name, nearest="")
    detail = UNKNOWN_NAME.sub(r"\1 has no \2", str(error))
    return problems.TEMPLATE_UNDEFINED.at(_place(error) or place, detail=detail)


def _place(error: Exception) -> Span | None:
    """The template's line where it failed, from the traceback that Jinja2 rewrites to template lines."""
    frame, found = error.__traceback__, None
    while frame is not None:
        path, line = frame.tb_frame.f_code.co_filename, frame.tb_lineno
        if path.startswith(TEMPLATES) and isinstance(error, UndefinedError) == isinstance(error, TemplateError):
            found = Span(path, line, 1, line, 1)
        frame = frame.tb_next
    return found


def jobs(site: Site) -> Iterator[Job]:
    """Everything that is made: what templates render, and what Python writes itself (without a template)."""
    yield from _root(site)
    yield from _search_pages(site)
    for target, language in site.routes.addresses:
        if target.kind in TEMPLATE_OF:
            template = TEMPLATE_OF_SECTION.get(target) or TEMPLATE_OF[target.kind]
            yield _job(site, target, language, template, "list")
    for language in site.languages:
        yield Job(f"{language.lower()}/404.html", "404.html", language, "missing page")
        yield from _feeds(site, language)
        for path, view, subject in files_for_machines(site, language):
            yield Job(path, "", language, view, subject)
        yield from _coverage(site, language)
        if site.config.offers(Feature.FILTERS):
            yield Job(rows_file(site.config, language), "rows.json", language, "narrowing")
    for (kind, id), language in site.pages:
        job = _job(site, Target(kind.value, id), language, f"{kind.value}.html", "entry")
        yield job
        yield from _pairs(site, job)
    for alias, address in site.routes.redirects.items():
        language = next((tag for tag in site.languages if address.startswith(f"/{tag.lower()}/")), site.languages[0])
        yield Job(file_of(alias), "redirect.html", language, "redirect", (address,))


def _search_pages(site: Site) -> Iterator[Job]:
    if site.config.offers(Feature.SEARCH):
        for target, language in searched(site):
            path = search_page_path(site, target, language)
            yield Job(path, "", language, SEARCH_PAGE, (target.kind, target.id))


def _job(site: Site, target: Target, language: str, template: str, view: str) -> Job:
    address = site.routes.of(target, language) or "/"
    return Job(file_of(address), template, language, view, (target.kind, target.id))


def _pairs(site: Site, job: Job) -> Iterator[Job]:
    """The text of a write-up beside each of those in other languages."""
    page = _page_of(site, job)
    address = site.routes.of(page.target, page.language) or "/"
    for tag in partners(page.entry, page.language, site.config):
        subject = (*job.subject, tag)
        yield Job(file_of(pair_address(address, tag)), "side-by-side.html", page.language, "side by side", subject)


TEMPLATE_OF = {
    "home": "home.html",
    "section": "section.html",
    "page of events": "events.html",
    "year": "events.html",
    "reading": "events.html",
    "catalogue": "catalogue.html",
    "practice": "practice.html",
    "coverage": "coverage.html",
    "organisation": "party.html",
    "country": "party.html",
    "data": "data.html",
}


# The sections that are more than a list.
TEMPLATE_OF_SECTION = {
    Target("section", Section.EVENTS.value): "events.html",
    Target("section", Section.COVERAGE.value): "coverage-index.html",
    Target("section", Section.SEARCH.value): "search.html",
}


def _coverage(site: Site, language: str) -> Iterator[Job]:
    """Beside each page of coverage the same as a picture and as a table for programs."""
    for id in sorted(site.catalogues):
        target = Target("coverage", id)
        address = site.routes.of(target, language)
        if address:
            subject = (target.kind, id)
            yield Job(coverage_file(address, "svg"), "coverage.svg", language, "list", subject)
            yield Job(coverage_file(address, "csv"), "", language, "coverage table", subject)


def _feeds(site: Site, language: str) -> Iterator[Job]:
    home = feed_path(site, Target("home"), language)
    yield Job(home.lstrip("/"), "feed.xml", language, "feed")
    for kind, id in site.index.by_kind[Kind.INITIATIVE]:
        target = Target(kind.value, id)
        if site.routes.of(target, language):
            path = feed_path(site, target, language)
            yield Job(path.lstrip("/"), "feed.xml", language, "feed of an initiative", (id,))
    for id in sorted(site.catalogues):
        path = feed_path(site, Target("catalogue", id), language)
        yield Job(path.lstrip("/"), "feed.xml", language, "feed of a catalogue", (id,))
    yield Job(sitemap_path(language), "sitemap.xml", language, "sitemap")


def _root(site: Site) -> Iterator[Job]:
    first = site.languages[0]
    yield Job("index.html", "languages.html", first, "languages")
    yield Job("404.html", "404-root.html", first, "languages")
    yield Job("sitemap.xml", "sitemap-index.xml", first, "index of sitemaps")
    yield Job("robots.txt", "robots.txt", first, "robots")


def _page_of(site: Site, job: Job) -> Page:
    kind, id, *_ = job.subject
    return site.pages[(Kind(kind), id), job.language]


def _list_view(site: Site, job: Job) -> object:
    language = job.language
    match Target(*job.subject):
        case Target("home"):
            view: object = home_view(site, language)
        case Target("section", Section.EVENTS.value):
            view = events_view(site, language, 1)
        case Target("section", Section.COVERAGE.value):
            view = coverage_index_view(site, language)
        case Target("section", Section.SEARCH.value):
            view = search_view(site, language)
        case Target("coverage", id):
            view = coverage_view(site, language, id)
        case Target("section", name):
            view = section_view(site, language, Section(name))
        case Target("page of events", number):
            view = events_view(site, language, int(number))
        case Target("year", year):
            view = year_view(site, language, int(year))
        case Target("reading", number):
            view = reading_view(site, language, int(number))
        case Target("catalogue", id):
            view = catalogue_view(site, language, id)
        case Target("practice", id):
            catalogue, _, number = id.partition("/")
            view = practice_view(site, language, catalogue, int(number))
        case Target("data"):
            view = data_view(site, language)
        case target:
            view = party_view(site, language, target)
    return view


def languages_view(site: Site) -> LanguagesView:
    """The page at `/`: every language in its own words."""
    homes = {tag: site.routes.of(Target("home"), tag) or "/" for tag in site.languages}
    fonts = {font: None for tag in site.languages for font in preloads(site, tag)}
    return LanguagesView(
        canonical=absolute(site, "/"),
        alternates=alternates(site, Target("home")),
        greetings=tuple(_greeting(site, tag, homes[tag]) for tag in site.languages),
        styles=styles(site),
        preloads=tuple(fonts),
        icon=icon(site),
    )


def _greeting(site: Site, tag: str, home: str) -> Greeting:
    language = Language(tag)
    title = best(site.config.title, site.order(tag))
    line = best(site.config.line, site.order(tag)) or title
    return Greeting(
        tag,
        language.direction,
        language.autonym,
        href(site, home),
        words(site, title, tag).text if title else "",
        words(site, line, tag).text if line else "",
        site.sources.messages[tag].gettext(phrases.NOT_HERE),
    )


def _redirect(site: Site, job: Job) -> RedirectView:
    address, language = job.subject[0], job.language
    return RedirectView(language, Language(language).direction, href(site, address), absolute(site, address))


def _made(make: Callable[..., bytes], site: Site, job: Job) -> bytes:
    return make(site, job.language, *job.subject)


VIEWS: Mapping[str, Callable[[Site, Job], object]] = {
    "entry": lambda site, job: entry_view(site, _page_of(site, job)),
    "side by side": lambda site, job: pair_view(site, _page_of(site, job), job.subject[2]),
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
    "redirect": _redirect,
    **{name: partial(_made, make) for name, make in MADE.items()},
}


def untouched(site: Site) -> Iterator[Artifact]:
    """What no template makes: style sheets, fonts and pictures, and the files beside shown write-ups."""
    for path, content in site.sources.theme.statics.items():
        yield Artifact(path, content)
    folders = {text.folder for entry in site.entries.values() for text in entry.texts.values()}
    for path, file in site.sources.files.items():
        if "/".join(path.split("/")[:3]) in folders:
            fetch = partial(getattr, file, "content")
            yield Artifact(file_address(path).lstrip("/"), digest=file.digest, size=file.size, fetch=fetch)
