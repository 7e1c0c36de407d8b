"""Jobs: which files a site has. One job a file: its path, its template, what it shows."""

from collections.abc import Iterator

from msgspec import Struct

from sitegen.base.diagnostics import Checked
from sitegen.link.pairs import pair_address, partners
from sitegen.link.routes import Target, coverage_file, file_of, rows_file
from sitegen.link.site import Page, Site
from sitegen.model.configuration import Feature, Section
from sitegen.model.writeups import Kind
from sitegen.render.cards import card_jobs
from sitegen.render.frames import feed_path
from sitegen.render.machines import files_for_machines
from sitegen.render.search_pages import search_page_path, searched
from sitegen.render.sitemaps import sitemap_path

KINDS = {kind.value: kind for kind in Kind}
CARD = "card"
SEARCH_PAGE = "search page"
REDIRECT = "redirect"
# Views that show the bodies of write-ups; all others see front matters only.
OF_TEXTS = frozenset({"entry", "side by side"})

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


class Job(Struct, frozen=True):
    """One file to render: its path, its template, the language of its interface words, and what its view shows.

    template  "" for a file that no template makes: its view is the bytes themselves
    view      which view: a name in VIEWS (makers.py)
    subject   what the view is of: kind and id of a target, and the other language of a pair; an old address and where
              it leads; or nothing
    """

    path: str
    template: str
    language: str
    view: str
    subject: tuple[str, ...] = ()

    @property
    def is_of_texts(self) -> bool:
        """Whether the file is made from the bodies of a write-up."""
        return self.view in OF_TEXTS or (self.view == SEARCH_PAGE and self.subject[0] in set(Kind))


def listed(site: Site, _shared: None) -> Checked[tuple[Job, ...]]:
    """The jobs of a site, which no body changes: a piece of work that is worth remembering."""
    return Checked(tuple(jobs(site)))


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
    for path, target, language in card_jobs(site):
        yield Job(path, "", language, CARD, (target.kind, target.id))
    for alias, address in site.routes.redirects.items():
        language = next((tag for tag in site.languages if address.startswith(f"/{tag.lower()}/")), site.languages[0])
        yield Job(file_of(alias), "redirect.html", language, REDIRECT, (address,))


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
    page = page_of(site, job)
    address = site.routes.of(page.target, page.language) or "/"
    for tag in partners(page.entry, page.language, site.config):
        subject = (*job.subject, tag)
        yield Job(file_of(pair_address(address, tag)), "side-by-side.html", page.language, "side by side", subject)


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


def page_of(site: Site, job: Job) -> Page:
    """The page of a write-up that a job is about."""
    kind, id, *_ = job.subject
    return site.pages[(KINDS[kind], id), job.language]
