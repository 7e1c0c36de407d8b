"""Paths: under which name each file of the site will lie, and what cannot be: two files under one, or none under any.

All of it is judged when every file is known, and before the first is made. That two pages want one address, or that an
alias is the address of a page, has been said before by `sitegen/link/routes.py`.
"""

from collections.abc import Iterable, Iterator, Mapping

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic, Related, Span
from sitegen.base.files import LONGEST_NAME, Artifact, alike, all_folders, is_safe
from sitegen.base.remarks import Remark
from sitegen.base.searching import INDEX, SEARCH_PAGES
from sitegen.link.routes import file_address, file_of
from sitegen.link.site import Site
from sitegen.load.photographs import is_picture
from sitegen.model.configuration import Feature
from sitegen.model.writeups import Kind
from sitegen.render.artifacts import beside_texts, untouched
from sitegen.render.jobs import CARD, REDIRECT, SEARCH_PAGE, Job

Wish = Job | Artifact | str
"""Who wants a path: a file that is made, one that is published as it is, or a folder that search keeps for itself."""

FILES = file_address("").lstrip("/")  # the folder of files beside texts
NAMED: Mapping[str, Remark] = {
    "calendar": Remark("a calendar"),
    "feed": Remark("a feed"),
    CARD: Remark("the picture of a page"),
    "data": Remark("a file of the open data"),
}  # by the word with which the name of a view begins
OF_ONE: Mapping[str, tuple[str, ...]] = {
    "calendar of an event": (Kind.EVENT.value,),
    "calendar of an initiative": (Kind.INITIATIVE.value,),
    "feed of an initiative": (Kind.INITIATIVE.value,),
}  # the kinds of write-ups that views take for granted


def judge_paths(site: Site, wanted: Iterable[Job]) -> Checked[None]:
    """Every path that two files want, and every one that cannot be a file, at the place that an editor can change.

    And the files that hold nothing, since all of them are looked at here. `wanted` are all jobs of the site.
    """
    wishes: list[Job | Artifact] = [job for job in wanted if job.view != SEARCH_PAGE]
    wishes += untouched(site)
    told: dict[Span, Diagnostic] = {}
    for found in (*_unsafe(site, wishes), *_clashes(site, wishes), *_empty(site)):
        told.setdefault(found.span, found)
    return Checked(None, tuple(told.values()))


def _unsafe(site: Site, wishes: Iterable[Job | Artifact]) -> Iterator[Diagnostic]:
    for one in wishes:
        detail = _fault(one.path)
        if detail:
            yield problems.NOT_A_FILE_NAME.at(_place(site, one), path=repr(one.path)[1:-1], detail=detail)


def _fault(path: str) -> Remark | None:
    """Why a path cannot be a file."""
    if not is_safe(path):
        return Remark("it holds a character or a name that is not allowed in the folder of a site")
    if "#" in path and path.startswith(FILES):
        return Remark("in an address, a # is the end of the name")
    is_short = len(path) <= LONGEST_NAME and path.isascii()
    if not is_short and any(len(name.encode()) > LONGEST_NAME for name in path.split("/")):
        return Remark("a name in it is longer than {most} bytes", most=LONGEST_NAME)
    return None


def _empty(site: Site) -> Iterator[Diagnostic]:
    """Files for readers in which there is nothing. Pictures have been opened already."""
    for file in beside_texts(site):
        if not file.size and not is_picture(file.path):
            yield problems.EMPTY_FILE.at(Span(file.path))


def _clashes(site: Site, wishes: Iterable[Job | Artifact]) -> Iterator[Diagnostic]:
    owners: dict[str, Wish] = {path: path for path in _kept_apart(site)}
    for one in wishes:
        other = owners.setdefault(alike(one.path), one)
        if other is not one:
            yield _clash(site, one, other)
    for file in sorted(all_folders(owners) & owners.keys()):
        for path in sorted(path for path in owners if path.startswith(f"{file}/")):
            yield _clash(site, owners[file], owners[path])


def _kept_apart(site: Site) -> Iterator[str]:
    """Folders that are not ours to fill: search pages lie there until they are an index, and the index itself."""
    yield SEARCH_PAGES.rstrip("/")
    if site.config.offers(Feature.SEARCH):
        yield INDEX.rstrip("/")


def _clash(site: Site, one: Wish, other: Wish) -> Diagnostic:
    """Two that cannot both be. The one that an editor can change more easily gives way."""
    yields, stays = (other, one) if _weight(other) > _weight(one) else (one, other)
    there = _place(site, stays)
    alias = _alias_of(site, yields) if isinstance(yields, Job) else None
    if alias:
        related = Related(there, Remark("it lives here"))
        return problems.ALIAS_CLASH.at(alias[0], related, address=alias[1], other=_said(stays))
    label = Remark("the other file") if isinstance(stays, Artifact) else Remark("what it is made from")
    path = stays if isinstance(stays, str) else stays.path
    return problems.FILE_CLASH.at(_place(site, yields), Related(there, label), path=path, other=_said(stays))


def _weight(wish: Wish) -> int:
    if isinstance(wish, Artifact):
        return 1
    return 2 if isinstance(wish, Job) and wish.view == REDIRECT else 0


def _said(wish: Wish) -> Remark:
    """What lies at a path already, in a few words."""
    if isinstance(wish, str):
        return Remark("a folder of the search index")
    if isinstance(wish, Artifact):
        return Remark("a file that is published as it is")
    if wish.path.endswith(".html"):
        return Remark("another page")
    own = next((said for word, said in NAMED.items() if wish.view.startswith(word)), None)
    return own or Remark("a file that every site has")


def _place(site: Site, wish: Wish) -> Span:
    """The place in the sources that makes somebody want a path."""
    config = site.sources.config
    if isinstance(wish, str):
        return config.span("features")
    if isinstance(wish, Artifact):
        return Span(_source_of(site, wish.path))
    alias = _alias_of(site, wish)
    if alias:
        return alias[0]
    key = OF_ONE.get(wish.view, ()) + wish.subject
    if len(key) > 1 and key[0] in set(Kind):
        entry = site.entries[Kind(key[0]), key[1]]
        text = entry.texts.get(wish.language, entry.original)
        return text.place("slug" if text.front.value.slug else "title")
    return config.span("languages", wish.language) if "/" in wish.path else config.span("url")


def _alias_of(site: Site, job: Job) -> tuple[Span, str] | None:
    """The alias that a job is for, with its place."""
    if job.view != REDIRECT:
        return None
    given = (
        (text.place("aliases", position), alias)
        for entry in site.entries.values()
        for text in entry.texts.values()
        for position, alias in enumerate(text.front.value.aliases)
        if alias in site.routes.redirects and file_of(alias) == job.path
    )
    return next(given, None)


def _source_of(site: Site, path: str) -> str:
    """The file of the project that is published under a path."""
    beside = {file_address(file.path).lstrip("/"): file.path for file in beside_texts(site)}
    for photograph in site.photographs.values():
        beside |= {file_address(photograph.name(one)).lstrip("/"): photograph.path for one in photograph.renditions}
    static = {published: f"static/{name}" for name, published in site.sources.theme.assets.items()}
    return (beside | static).get(path, path)
