"""What a preview shows at one moment: the last finished site, and what the last build found."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field

from sitegen.base.diagnostics import Diagnostic
from sitegen.base.files import Artifact
from sitegen.disk.indexing import split
from sitegen.load.config import load_config
from sitegen.preview.contents import OutOfDate, content_of
from sitegen.report import sources_of
from sitegen.session import Outcome

TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)


class Report(Struct, frozen=True):
    """What one build found.

    sources   the texts of the files that are named, by path
    fault     what went wrong in the program itself or in a template, as its traceback; mostly nothing
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""


class Site(Struct, frozen=True):
    """A finished site.

    files   by path
    base    the path under which the site lives, from the configured address: "/" or "/below/"
    moved   where pages went that earlier sites had, by path
    searched  the search pages, of which an index is made when somebody searches
    """

    files: Mapping[str, Artifact]
    base: str = "/"
    moved: Mapping[str, str] = field(default_factory=dict)
    searched: tuple[Artifact, ...] = ()


class State(Struct, frozen=True):
    """The site to show, None before the first without errors, and the report of the newest build.

    covers   how many of the hints at changes this state knows about
    """

    site: Site | None
    report: Report
    covers: int


def is_page(path: str) -> bool:
    return path.endswith((".html", ".htm"))


def state_of(outcome: Outcome, before: State | None, covers: int) -> State:
    """The state after a build. A build with errors leaves the site as it was before."""
    report = Report(outcome.diagnostics, sources_of(outcome.diagnostics, outcome.files))
    last = before.site if before else None
    if outcome.artifacts is None:
        return State(last, report, covers)
    published, searched = split(outcome.artifacts)
    files = {artifact.path: artifact for artifact in published}
    return State(Site(files, _base(outcome), _moved(last, files), tuple(searched)), report, covers)


def _base(outcome: Outcome) -> str:
    config = load_config(outcome.files).value
    return unquote(urlsplit(config.value.url).path) if config else "/"


def changed(before: Site | None, after: Site | None) -> tuple[str, ...]:
    """The paths of the files that one site has in another way than the other, or has alone."""
    old = before.files if before else {}
    new = after.files if after else {}
    if old is new:
        return ()
    differing = (path for path, file in new.items() if path not in old or old[path].digest != file.digest)
    return (*differing, *(path for path in old if path not in new))


def _moved(before: Site | None, files: Mapping[str, Artifact]) -> Mapping[str, str]:
    """Pages that went and those that came in their places: one of each in a folder of folders, with one title."""
    if before is None:
        return {}
    gone = _by_neighbourhood(path for path in before.files if path not in files)
    come = _by_neighbourhood(path for path in files if path not in before.files) if gone else {}
    moved = {}
    for folder, (path, *others) in gone.items():
        to, *more = come.get(folder, [""])
        if to and not others and not more and _title(before.files[path]) == _title(files[to]):
            moved[path] = to
    earlier = {path: moved.get(to, to) for path, to in before.moved.items() if path not in files}
    return {path: to for path, to in (earlier | moved).items() if to in files}


def _by_neighbourhood(paths: Iterable[str]) -> dict[str, list[str]]:
    """Pages by the folder that their own folders lie in: the pages of events together, of a language."""
    pages = sorted((str(PurePosixPath(path).parent.parent), path) for path in paths if is_page(path))
    return {folder: [path for _, path in found] for folder, found in groupby(pages, key=lambda page: page[0])}


def _title(page: Artifact) -> bytes:
    try:
        found = TITLE.search(content_of(page))
    except OutOfDate:
        return page.digest.encode()
    return found[1] if found else page.digest.encode()
