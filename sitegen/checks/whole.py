"""check(): the rules over the finished site as a whole."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from sitegen.base.diagnostics import Checked, Diagnostic, by_place
from sitegen.base.digests import Each, digest_of_words, each_in_turn
from sitegen.checks.facts import Facts
from sitegen.checks.finished import Finished
from sitegen.checks.rules import broken_links, differing_alternates


class Whole:
    """The finished site as its pages see it: what can be found where. `url` is its address."""

    def __init__(self, pages: Mapping[str, Finished], paths: Iterable[str], url: str) -> None:
        self.pages = pages
        self.files = {f"/{path}" for path in paths}
        self.url = url
        self.base = unquote(urlsplit(url).path).rstrip("/")
        self._facts: dict[str, Facts | None] = {}

    @cached_property
    def offered(self) -> str:
        """The digest of all that pages can find in each other."""
        pages = (word for served, page in self.pages.items() for word in (served, page.offered))
        return digest_of_words((self.url, *pages, "", *sorted(self.files)))

    def exists(self, path: str) -> bool:
        """Whether there is anything at a path of an address inside the site."""
        served = self._served(path)
        return served in self.pages or served in self.files

    def linked(self, path: str) -> Facts | None:
        """The page at the path of an address; None where there is none."""
        return self.served(self._served(path))

    def served(self, served: str) -> Facts | None:
        """The page that a server gives under a path below the site's address, with what it offers to others.

        What it asks of them is left away, which is nearly all: every page of a large site comes by here.
        """
        if served not in self._facts:
            page = self.pages.get(served)
            self._facts[served] = replace(page.facts.value, wanted=frozenset()) if page and page.facts else None
        return self._facts[served]

    def _served(self, path: str) -> str:
        return path.removeprefix(self.base) if path.startswith(f"{self.base}/") else ""


def check(
    finished: Sequence[Finished], others: Iterable[str], url: str, each: Each = each_in_turn
) -> tuple[Diagnostic, ...]:
    """Every rule over every file. `others` are paths of files that no template made; `url` is the site's address."""
    pages = {f"/{one.path.removesuffix('index.html')}": one for one in finished if one.facts}
    whole = Whole(pages, (*(one.path for one in finished), *others), url)
    judged = each(_judge, list(pages.values()), whole, lambda one: (one.path, one.content.digest, whole.offered))
    found = [diagnostic for one in finished for diagnostic in one.withheld.found]
    found += [diagnostic for one in judged for diagnostic in one.diagnostics]
    return by_place(found)


def _judge(page: Finished, whole: Whole) -> Checked[None]:
    facts = page.facts.value if page.facts else None
    if facts is None:
        return Checked(None)
    links = broken_links(facts, whole.exists, whole.linked, lambda: page.content.value)
    return Checked(None, (*links, *differing_alternates(facts, whole.served, whole.url)))
