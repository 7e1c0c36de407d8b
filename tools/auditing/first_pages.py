"""The pages that readers see first, in every language: home, an event, a practice."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from auditing.served import ROOT
from sitegen.disk.tree import read_project
from sitegen.link.routes import Target
from sitegen.link.site import Site
from sitegen.model.writeups import Kind
from sitegen.pipeline import connect


@dataclass(frozen=True, slots=True)
class FirstPage:
    """One of them: what it shows, its language, and its path without a slash at the beginning."""

    shows: str
    language: str
    path: str

    def __str__(self) -> str:
        return f"{self.shows}, {self.language}"


@cache
def first_pages() -> tuple[FirstPage, ...]:
    """An event that is written in all languages, the practice that most events cite, and the home page."""
    site = connect(read_project(ROOT).value).value
    if site is None:
        raise ValueError("the sample site cannot be read: sitegen check says why")
    return tuple(_pages(site))


def _pages(site: Site) -> Iterator[FirstPage]:
    events = (entry for entry in site.entries.values() if entry.kind is Kind.EVENT)
    whole = [entry for entry in events if len(entry.texts) == len(site.languages)]
    event = max(whole, key=lambda entry: (len(entry.original.front.value.practices), entry.id))
    cited = max(site.index.by_practice.items(), key=lambda item: (len(item[1]), str(item[0])))[0]
    for shows, target in (
        ("home", Target("home")),
        ("event", Target(Kind.EVENT.value, event.id)),
        ("practice", Target("practice", f"{cited[0]}/{cited[1]}")),
    ):
        for language in site.languages:
            yield FirstPage(shows, language, (site.routes.of(target, language) or "/").lstrip("/"))
