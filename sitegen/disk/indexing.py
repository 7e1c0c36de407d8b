"""Search pages into a search index: the files that take their place in the finished site.

Each language has an index of its own, made in a fresh folder and kept below `.cache/sitegen/search/` by the digest of
all that went into it. So an index is made again only when a word of its language has changed, and is complete wherever
it is found.
"""

import os
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from sitegen.base.digests import digest, digest_of_words
from sitegen.base.files import Artifact
from sitegen.base.searching import INDEX, SEARCH_PAGES, SUFFIX
from sitegen.disk.glance import INDEXES
from sitegen.disk.indexer import Indexer, IndexFailed, indexer, running
from sitegen.disk.tree import reason

LISTING = "listing"
FORMAT = "1"  # of what is kept
FORMER = 4  # of each language: those of drafts, of another address
NEUTRAL = "und"  # no stemming: Arabic words are folded by us, and its stemmer would cut what we have cut already
AT_ONCE = min(2, os.cpu_count() or 1)  # runs; each takes 1.7 GB at 3,000 events
PARTS = ("pagefind.js", "pagefind-entry.json")  # with what fits PATTERNS, all that our own interface asks for
PATTERNS = ("wasm.*.pagefind", "*.pf_meta", "index/*", "fragment/*", "filter/*")

Listing = list[tuple[str, str, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """One index to be made: its language, its search pages by path, and the digest of all that goes into it."""

    language: str
    pages: Mapping[str, Artifact]
    digest: str


def split(artifacts: Iterable[Artifact]) -> tuple[list[Artifact], list[Artifact]]:
    """The files to publish, and the search pages."""
    published: list[Artifact] = []
    pages: list[Artifact] = []
    for one in artifacts:
        (pages if one.path.startswith(SEARCH_PAGES) else published).append(one)
    return published, pages


def with_index(artifacts: Iterable[Artifact], root: Path, cache: bool = True) -> tuple[Artifact, ...]:
    """A finished site with the search index in the place of its search pages. Raises IndexFailed."""
    published, pages = split(artifacts)
    return (*published, *index_of(pages, root, cache)) if pages else tuple(published)


def index_of(pages: Iterable[Artifact], root: Path, cache: bool = True) -> tuple[Artifact, ...]:
    """The files of the search index over search pages; without `cache` made anew, and nothing is kept of it."""
    program = indexer(root)
    try:
        orders = list(_orders(pages, program))
        found = _kept(orders, program, root / INDEXES) if cache else _made_aside(orders, program)
        if cache:
            _forget_others(root / INDEXES, len(orders) * FORMER)
    except OSError as error:
        place = error.filename or INDEXES
        raise IndexFailed(f"the search index could not be made: {place}: {reason(error)}") from error
    return tuple(found)


def _orders(pages: Iterable[Artifact], program: Indexer) -> Iterator[Order]:
    by_language: dict[str, dict[str, Artifact]] = {}
    for page in sorted(pages):
        language, _, path = page.path.removeprefix(SEARCH_PAGES).partition("/")
        by_language.setdefault(language, {})[path] = page
    for language, own in by_language.items():
        words = (word for path, page in own.items() for word in (path, page.digest))
        yield Order(language, own, digest_of_words((FORMAT, program.version, language, *words)))


def _kept(orders: Iterable[Order], program: Indexer, folder: Path) -> list[Artifact]:
    """The files of indexes that are kept, or are now."""
    listings = {order: _listed(folder / order.digest) for order in orders}
    missing = [order for order, listing in listings.items() if listing is None]
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix="new-") as aside:
            for order, listing, index in _made(missing, program, Path(aside)):
                (index / LISTING).write_bytes(msgspec.msgpack.encode(listing))
                shutil.rmtree(folder / order.digest, ignore_errors=True)
                index.replace(folder / order.digest)
                listings[order] = listing
    for order in listings:
        with suppress(OSError):
            os.utime(folder / order.digest)
    return [
        Artifact(_published(order, path), digest=own, size=size, fetch=(folder / order.digest / path).read_bytes)
        for order, listing in listings.items()
        for path, own, size in listing or ()
    ]


def _made_aside(orders: Iterable[Order], program: Indexer) -> list[Artifact]:
    with tempfile.TemporaryDirectory(prefix="sitegen-search-") as aside:
        return [
            Artifact(_published(order, path), (index / path).read_bytes())
            for order, listing, index in _made(orders, program, Path(aside))
            for path, _, _ in listing
        ]


def _published(order: Order, path: str) -> str:
    return f"{INDEX}{order.language}/{path}"


def _listed(place: Path) -> Listing | None:
    """What lies in a kept index; None where there is none, or where it is not whole."""
    with suppress(OSError, msgspec.MsgspecError):
        listing = msgspec.msgpack.decode((place / LISTING).read_bytes(), type=Listing)
        if all((place / path).stat().st_size == size for path, _, size in listing):
            return listing
    return None


def _made(orders: Iterable[Order], program: Indexer, aside: Path) -> Iterator[tuple[Order, Listing, Path]]:
    """Indexes made in a fresh folder, with what we need of each and where it lies.

    A run of the indexer keeps one processor busy, so that several at a time are done sooner.
    """
    with ExitStack() as stack:
        begun: deque[tuple[Order, Callable[[], None], Path]] = deque()
        for order in orders:
            if len(begun) == AT_ONCE:
                yield _ended(program, *begun.popleft())
            pages, index = aside / order.language / "pages", aside / order.language / "index"
            _lay_out(order, pages)
            run = running(program, pages, index, stemmed_as(order.language))
            begun.append((order, stack.enter_context(run), index))
        for one in begun:
            yield _ended(program, *one)


def _lay_out(order: Order, pages: Path) -> None:
    """Write the search pages into a folder, where the indexer finds them."""
    for path, page in order.pages.items():
        place = pages / f"{path.removesuffix(SUFFIX)}.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(page.content)


def _ended(program: Indexer, order: Order, wait: Callable[[], None], index: Path) -> tuple[Order, Listing, Path]:
    """What we need of an index, once it is made; the rest is removed."""
    wait()
    names = sorted({*PARTS, *(str(one.relative_to(index)) for form in PATTERNS for one in index.glob(form))})
    listing = [(name, digest([content]), len(content)) for name in names for content in [(index / name).read_bytes()]]
    _judge(order, program, (index / "pagefind-entry.json").read_bytes())
    for one in {place for place in index.iterdir() if place.is_file()} - {index / name for name in names}:
        one.unlink()
    return order, listing, index


def _judge(order: Order, program: Indexer, entry: bytes) -> None:
    """An index that lacks pages would be found out by readers only."""
    stated = msgspec.json.decode(entry)
    count = sum(one["page_count"] for one in stated["languages"].values())
    if count != len(order.pages):
        said = f"Pagefind {program.version} took {count} pages of {len(order.pages)}"
        raise IndexFailed(f"the search index could not be made: {said} in {order.language}.")


def stemmed_as(language: str) -> str:
    """The language by whose rules Pagefind is to cut endings off."""
    from sitegen.model.languages import Language  # start-up: 60 ms with Babel, and most builds make no index

    own = Language(language)
    return NEUTRAL if own.script == "Arab" else own.primary


def _forget_others(folder: Path, number: int) -> None:
    """Remove kept indexes but the newest, and what runs that were killed have left."""
    with suppress(OSError):
        found = sorted(folder.iterdir(), key=lambda one: (one.stat().st_mtime, one.name), reverse=True)
        for one in found[number:]:
            shutil.rmtree(one, ignore_errors=True)
