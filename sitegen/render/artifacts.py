"""render(): the site -> bytes. Each job carried out, and what its file depends on."""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial

from jinja2 import TemplateError, TemplateNotFound, UndefinedError

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic, Span
from sitegen.base.digests import digest_of_words
from sitegen.base.files import Artifact, SourceFile
from sitegen.link.routes import Target, file_address
from sitegen.link.site import Site
from sitegen.load.theme import TEMPLATES
from sitegen.render.cards import card_dependence
from sitegen.render.engine import Engine, engine
from sitegen.render.jobs import CARD, Job, page_of
from sitegen.render.machines import furnished
from sitegen.render.makers import VIEWS

# How Jinja2 says that a view lacks a name; template authors know the view by its last name only.
UNKNOWN_NAME = re.compile(r"'(?:\w+\.)*(\w+) object' has no attribute '(\w+)'")


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
    standing = cache(lambda key: tuple(site.entries[key].standing.words))  # asked for by every page of an entry

    def words(job: Job) -> tuple[str, ...]:
        if job.view == CARD:
            return (job.path, *card_dependence(site, Target(*job.subject), job.language))
        known = (site.seen, made_of(job.template), job.path, job.template, job.language, job.view, *job.subject)
        if not job.is_of_texts:
            return known
        page = page_of(site, job)
        others = [page.entry.texts[tag] for tag in job.subject[2:]]
        own = [word for text in (page.text, *others) for word in text.words]
        return (*known, *own, *standing(page.entry.key))

    return words


def _closure(site: Site, template: str) -> str:
    """The digest of all templates that one is made of."""
    theme = site.sources.theme
    names = sorted(theme.closures.get(template, ()))
    return digest_of_words(word for name in names for word in (name, theme.templates[name]))


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
    done: set[str] = set()  # copies of one photograph under several endings are published once
    for photograph in site.photographs.values():
        for one in photograph.renditions:
            path, kept = file_address(photograph.name(one)).lstrip("/"), one.content
            if path not in done:
                done.add(path)
                yield Artifact(path, digest=kept.digest, size=one.size, fetch=partial(getattr, kept, "value"))


def beside_texts(site: Site) -> Iterator[SourceFile]:
    """The files that lie beside shown write-ups."""
    if not site.sources.files:
        return iter(())
    folders = {text.folder for entry in site.entries.values() for text in entry.texts.values()}
    return (file for path, file in site.sources.files.items() if "/".join(path.split("/")[:3]) in folders)
