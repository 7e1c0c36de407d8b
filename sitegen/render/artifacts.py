"""render(): the site -> bytes. One job a page: what to show, with which template, under which path."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from jinja2 import TemplateError, TemplateNotFound, UndefinedError

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic, Span
from sitegen.base.digests import digest_of_words
from sitegen.base.files import Artifact, SourceFile
from sitegen.l10n import phrases
from sitegen.link.routes import Target, file_address, file_of
from sitegen.link.site import Page, Site
from sitegen.load.theme import TEMPLATES
from sitegen.model.configuration import Section
from sitegen.model.languages import Language
from sitegen.model.words import best
from sitegen.model.writeups import Kind
from sitegen.render.assets import icon, preloads, styles
from sitegen.render.cards import card_content, card_dependence, card_jobs
from sitegen.render.catalogues import catalogue_view, practice_view
from sitegen.render.engine import Engine, engine
from sitegen.render.entries import entry_view
from sitegen.render.events import events_view, year_view
from sitegen.render.feeds import initiative_feed, language_feed
from sitegen.render.frames import alternates, feed_path, missing_page_frame
from sitegen.render.lists import home_view, party_view, section_view
from sitegen.render.pieces import absolute, href, words
from sitegen.render.sitemaps import robots, sitemap, sitemap_index, sitemap_path
from sitegen.render.views import Greeting, LanguagesView, NotFoundView, RedirectView

# How Jinja2 says that a view lacks a name; template authors know the view by its last name only.
UNKNOWN_NAME = re.compile(r"'(?:\w+\.)*(\w+) object' has no attribute '(\w+)'")


@dataclass(frozen=True, slots=True)
class Job:
    """One file to render: its path, its template, the language of its interface words, and what its view shows.

    Without a template the view is the file: bytes.

    view      which view: a name in VIEWS
    subject   what the view is of: kind and id of a target; an old address and where it leads; or nothing
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
        if job.view == "card":
            return (job.path, *card_dependence(site, _page_of(site, job)))
        known = (site.seen, made_of(job.template), job.path, job.template, job.language, job.view, *job.subject)
        return (*known, *_own(site, job)) if job.view == "entry" else known

    return words


def _closure(site: Site, template: str) -> str:
    """The digest of all templates that one is made of."""
    theme = site.sources.theme
    names = sorted(theme.closures.get(template, ()))
    return digest_of_words(word for name in names for word in (name, theme.templates[name]))


def _own(site: Site, job: Job) -> Iterator[str]:
    page = _page_of(site, job)
    yield page.text.path
    yield page.text.digests[1]
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
    """Everything that templates render."""
    yield from _root(site)
    for target, language in site.routes.addresses:
        if target.kind in TEMPLATE_OF:
            events = target == Target("section", Section.EVENTS.value)
            yield _job(site, target, language, TEMPLATE_OF["year" if events else target.kind], "list")
    for language in site.languages:
        yield Job(f"{language.lower()}/404.html", "404.html", language, "missing page")
        yield from _feeds(site, language)
    for (kind, id), language in site.pages:
        yield _job(site, Target(kind.value, id), language, f"{kind.value}.html", "entry")
    for path, page in card_jobs(site):
        yield Job(path, "", page.language, "card", (page.entry.kind.value, page.entry.id))
    for alias, address in site.routes.redirects.items():
        language = next((tag for tag in site.languages if address.startswith(f"/{tag.lower()}/")), site.languages[0])
        yield Job(file_of(alias), "redirect.html", language, "redirect", (address,))


def _job(site: Site, target: Target, language: str, template: str, view: str) -> Job:
    address = site.routes.of(target, language) or "/"
    return Job(file_of(address), template, language, view, (target.kind, target.id))


TEMPLATE_OF = {
    "home": "home.html",
    "section": "section.html",
    "page of events": "events.html",
    "year": "events.html",
    "catalogue": "catalogue.html",
    "practice": "practice.html",
    "organisation": "party.html",
    "country": "party.html",
}


def _feeds(site: Site, language: str) -> Iterator[Job]:
    home = feed_path(site, Target("home"), language)
    yield Job(home.lstrip("/"), "feed.xml", language, "feed")
    for kind, id in site.index.by_kind[Kind.INITIATIVE]:
        target = Target(kind.value, id)
        if site.routes.of(target, language):
            path = feed_path(site, target, language)
            yield Job(path.lstrip("/"), "feed.xml", language, "feed of an initiative", (id,))
    yield Job(sitemap_path(language), "sitemap.xml", language, "sitemap")


def _root(site: Site) -> Iterator[Job]:
    first = site.languages[0]
    yield Job("index.html", "languages.html", first, "languages")
    yield Job("404.html", "404-root.html", first, "languages")
    yield Job("sitemap.xml", "sitemap-index.xml", first, "index of sitemaps")
    yield Job("robots.txt", "robots.txt", first, "robots")


def _page_of(site: Site, job: Job) -> Page:
    kind, id = job.subject
    return site.pages[(Kind(kind), id), job.language]


def _list_view(site: Site, job: Job) -> object:
    language = job.language
    match Target(*job.subject):
        case Target("home"):
            view: object = home_view(site, language)
        case Target("section", Section.EVENTS.value):
            view = events_view(site, language, 1)
        case Target("section", name):
            view = section_view(site, language, Section(name))
        case Target("page of events", number):
            view = events_view(site, language, int(number))
        case Target("year", year):
            view = year_view(site, language, int(year))
        case Target("catalogue", id):
            view = catalogue_view(site, language, id)
        case Target("practice", id):
            catalogue, _, number = id.partition("/")
            view = practice_view(site, language, catalogue, int(number))
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


VIEWS: Mapping[str, Callable[[Site, Job], object]] = {
    "entry": lambda site, job: entry_view(site, _page_of(site, job)),
    "card": lambda site, job: card_content(site, _page_of(site, job)),
    "list": _list_view,
    "missing page": lambda site, job: NotFoundView(missing_page_frame(site, job.language)),
    "feed": lambda site, job: language_feed(site, job.language),
    "feed of an initiative": lambda site, job: initiative_feed(site, job.language, job.subject[0]),
    "sitemap": lambda site, job: sitemap(site, job.language),
    "index of sitemaps": lambda site, _: sitemap_index(site),
    "robots": lambda site, _: robots(site),
    "languages": lambda site, _: languages_view(site),
    "redirect": _redirect,
}


def untouched(site: Site) -> Iterator[Artifact]:
    """What no template makes: style sheets, fonts and pictures, and the files beside shown write-ups.

    Photographs only as they were developed: their originals say where and with what they were taken.
    """
    for path, content in site.sources.theme.statics.items():
        yield Artifact(path, content)
    for file in beside_texts(site):
        if file.path not in site.photographs:
            fetch = partial(getattr, file, "content")
            yield Artifact(file_address(file.path).lstrip("/"), digest=file.digest, size=file.size, fetch=fetch)
    for photograph in site.photographs.values():
        for one in photograph.renditions:
            path, kept = file_address(photograph.name(one)).lstrip("/"), one.content
            yield Artifact(path, digest=kept.digest, size=one.size, fetch=partial(getattr, kept, "value"))


def beside_texts(site: Site) -> Iterator[SourceFile]:
    """The files that lie beside shown write-ups."""
    folders = {text.folder for entry in site.entries.values() for text in entry.texts.values()}
    return (file for path, file in site.sources.files.items() if "/".join(path.split("/")[:3]) in folders)
