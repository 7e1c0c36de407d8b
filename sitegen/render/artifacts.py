"""render(): the site -> bytes. One job a page: what to show, with which template, under which path."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from jinja2 import TemplateError, TemplateNotFound, UndefinedError

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic, Findings, Span, by_place
from sitegen.base.digests import Each, each_in_turn
from sitegen.base.files import Artifact
from sitegen.l10n import phrases
from sitegen.link.routes import Target, file_address, file_of
from sitegen.link.site import Site
from sitegen.load.theme import TEMPLATES
from sitegen.model.configuration import Section
from sitegen.model.languages import Language
from sitegen.model.words import best
from sitegen.model.writeups import Kind
from sitegen.render.assets import icon, preloads, styles
from sitegen.render.catalogues import catalogue_view, practice_view
from sitegen.render.engine import Compiled, Engine, engine
from sitegen.render.entries import entry_view
from sitegen.render.feeds import initiative_feed, language_feed
from sitegen.render.frames import alternates, feed_path, missing_page_frame
from sitegen.render.lists import events_view, home_view, party_view, section_view, year_view
from sitegen.render.pieces import absolute, href, words
from sitegen.render.sitemaps import robots, sitemap, sitemap_index, sitemap_path
from sitegen.render.views import Greeting, LanguagesView, NotFoundView, RedirectView

# How Jinja2 says that a view lacks a name; template authors know the view by its last name only.
UNKNOWN_NAME = re.compile(r"'(?:\w+\.)*(\w+) object' has no attribute '(\w+)'")


@dataclass(frozen=True, slots=True)
class Job:
    """One file to render: its path, its template, the language of its interface words, and its view."""

    path: str
    template: str
    language: str
    view: Callable[[], object]


def render(site: Site, each: Each = each_in_turn) -> Checked[tuple[Artifact, ...]]:
    """Every file of the site, sorted by path. A template that fails is named with its line."""
    findings = Findings()
    compiled = Compiled()
    engines = {language: engine(site, language, compiled) for language in site.languages}
    artifacts = [findings.take(result) for result in each(_render, list(jobs(site)), engines)]
    artifacts += _static(site)
    return Checked(tuple(sorted(one for one in artifacts if one)), by_place(findings))


def _render(job: Job, engines: dict[str, Engine]) -> Checked[Artifact | None]:
    try:
        content = engines[job.language].render(job.template, job.view())
    except TemplateError as error:
        return Checked(None, (_failure(job, error),))
    return Checked(Artifact(job.path, content))


def _failure(job: Job, error: TemplateError) -> Diagnostic:
    place = Span(f"{TEMPLATES}{job.template}")
    if isinstance(error, TemplateNotFound):
        return problems.TEMPLATE_MISSING.at(place, name=error.name, nearest="")
    detail = UNKNOWN_NAME.sub(r"\1 has no \2", str(error))
    return problems.TEMPLATE_UNDEFINED.at(_place(error) or place, detail=detail)


def _place(error: TemplateError) -> Span | None:
    """The template's line where it failed, from the traceback that Jinja2 rewrites to template lines."""
    frame, found = error.__traceback__, None
    while frame is not None:
        path, line = frame.tb_frame.f_code.co_filename, frame.tb_lineno
        if path.startswith(TEMPLATES) and isinstance(error, UndefinedError):
            found = Span(path, line, 1, line, 1)
        frame = frame.tb_next
    return found


def jobs(site: Site) -> Iterator[Job]:
    """Everything that templates render."""
    yield from _root(site)
    for language in site.languages:
        yield from _lists(site, language)
        yield from _feeds(site, language)
    for (key, language), page in site.pages.items():
        target = Target(key[0].value, key[1])
        yield _page(site, target, language, f"{key[0].value}.html", partial(entry_view, site, page))
    for alias, address in site.routes.redirects.items():
        yield _redirect(site, alias, address)


def _page(site: Site, target: Target, language: str, template: str, view: Callable[[], object]) -> Job:
    address = site.routes.of(target, language) or "/"
    return Job(file_of(address), template, language, view)


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


def _lists(site: Site, language: str) -> Iterator[Job]:
    """The pages that exist in every language, whatever has been translated."""
    for target, tag in site.routes.addresses:
        if tag == language and target.kind in TEMPLATE_OF:
            events = target == Target("section", Section.EVENTS.value)
            template = TEMPLATE_OF["year" if events else target.kind]
            yield _page(site, target, language, template, partial(_list_view, site, target, language))
    missing = missing_page_frame(site, language)
    yield Job(f"{language.lower()}/404.html", "404.html", language, lambda: NotFoundView(missing))


def _list_view(site: Site, target: Target, language: str) -> object:
    match target:
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
        case _:
            view = party_view(site, language, target)
    return view


def _feeds(site: Site, language: str) -> Iterator[Job]:
    home = feed_path(site, Target("home"), language)
    yield Job(home.lstrip("/"), "feed.xml", language, partial(language_feed, site, language))
    for kind, id in site.index.by_kind[Kind.INITIATIVE]:
        target = Target(kind.value, id)
        if site.routes.of(target, language):
            path = feed_path(site, target, language)
            yield Job(path.lstrip("/"), "feed.xml", language, partial(initiative_feed, site, language, id))
    yield Job(sitemap_path(language), "sitemap.xml", language, partial(sitemap, site, language))


def _root(site: Site) -> Iterator[Job]:
    first = site.languages[0]
    yield Job("index.html", "languages.html", first, partial(languages_view, site))
    yield Job("404.html", "404-root.html", first, partial(languages_view, site))
    yield Job("sitemap.xml", "sitemap-index.xml", first, partial(sitemap_index, site))
    yield Job("robots.txt", "robots.txt", first, partial(robots, site))


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


def _redirect(site: Site, alias: str, address: str) -> Job:
    language = next((tag for tag in site.languages if address.startswith(f"/{tag.lower()}/")), site.languages[0])
    view = RedirectView(language, Language(language).direction, href(site, address), absolute(site, address))
    return Job(file_of(alias), "redirect.html", language, lambda: view)


def _static(site: Site) -> list[Artifact]:
    """Style sheets, fonts and pictures under their fingerprinted names, and the files beside shown write-ups."""
    static = [Artifact(path, content) for path, content in site.sources.theme.statics.items()]
    folders = {text.folder for entry in site.entries.values() for text in entry.texts.values()}
    beside = [
        Artifact(file_address(path).lstrip("/"), file.content)
        for path, file in site.sources.files.items()
        if "/".join(path.split("/")[:3]) in folders
    ]
    return static + beside
