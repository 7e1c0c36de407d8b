"""Search pages into a search index: the files that take their place in the finished site.

Each language has an index of its own, made in a fresh folder and kept below `.cache/sitegen/search/` by the digest of
all that went into it. So an index is made again only when a word of its language has changed, and is complete wherever
it is found.
"""

import errno
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.base.digests import digest, digest_of_words
from sitegen.base.files import Artifact
from sitegen.base.remarks import Remark
from sitegen.base.searching import INDEX, SEARCH_PAGES, SearchPage
from sitegen.disk.glance import INDEXES
from sitegen.disk.indexer import Indexer, IndexFailed, indexer, run
from sitegen.disk.tree import reason

LISTING = "listing"
FORMAT = "2"  # of what is kept
FORMER = 4  # of each language: those of drafts, of another address
NEUTRAL = "und"  # no stemming: Arabic words are folded by us, and its stemmer would cut what we have cut already
ENTRY = "pagefind-entry.json"
SHOWN, FACETS = "shown", "facets.json"
PARTS = ("pagefind.js", ENTRY, FACETS)  # with what fits PATTERNS, all that our own interface asks for
PATTERNS = ("wasm.*.pagefind", "*.pf_meta", "index/*", f"{SHOWN}/*")
HTML = (  # words are letters and digits: nothing is to be escaped
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>-</title></head>'
    "<body data-pagefind-body><p>{words}</p></body></html>\n"
)
# What a search costs grows with the square of the pages that have the word. So at the end of every word stands one of
# several marks, by which the pages are shared out: its pages are found in several searches, each of few of them. Where
# Pagefind takes endings off there can be no mark; but there a query has fewer words, for nothing is attached to them.
MARKS = "abcdefghijklmnopqrstuvwxyz"
SHARE = 800  # pages
SIGNATURE = b"pagefind_dcd"
READ = msgspec.json.Decoder(SearchPage).decode

GZIPPED, GZIP = b"\x1f\x8b", 31  # how a file in that format begins, and what zlib calls it
UNWRITABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})

Listing = list[tuple[str, str, int]]


class Fragment(Struct):
    """What Pagefind keeps of a page, as far as we read it: the path of its file."""

    url: str


class Order(Struct, frozen=True):
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
    found: list[Artifact] = []
    try:
        orders = list(_orders(pages, program))
        keep = cache and _is_there(root / INDEXES)
        for order in orders:
            found += _kept(order, program, root / INDEXES) if keep else _made_aside(order, program)
        if keep:
            _forget_others(root / INDEXES, len(orders) * FORMER)
    except OSError as error:
        detail = Remark("{place}: {detail}", place=error.filename or INDEXES, detail=reason(error))
        raise IndexFailed(_not_made(detail)) from error
    return tuple(found)


def _is_there(folder: Path) -> bool:
    """Whether a folder is there, or can be made: a project that may only be read gets its index all the same."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in UNWRITABLE:
            return False
        raise
    return os.access(folder, os.W_OK)


def _not_made(detail: Remark) -> Remark:
    return Remark("the search index could not be made: {detail}", detail=detail)


def _orders(pages: Iterable[Artifact], program: Indexer) -> Iterator[Order]:
    by_language: dict[str, dict[str, Artifact]] = {}
    for page in sorted(pages):
        language, _, path = page.path.removeprefix(SEARCH_PAGES).partition("/")
        by_language.setdefault(language, {})[path] = page
    for language, own in by_language.items():
        words = (word for path, page in own.items() for word in (path, page.digest))
        yield Order(language, own, digest_of_words((FORMAT, program.version, language, *words)))


def _kept(order: Order, program: Indexer, folder: Path) -> Iterator[Artifact]:
    """The files of an index that is kept, or is now."""
    place = folder / order.digest
    listing = _listed(place)
    if listing is None:
        with tempfile.TemporaryDirectory(dir=folder, prefix="new-") as aside:
            listing = _make(order, program, Path(aside))
            (Path(aside, "index") / LISTING).write_bytes(msgspec.msgpack.encode(listing))
            shutil.rmtree(place, ignore_errors=True)
            Path(aside, "index").replace(place)
    with suppress(OSError):
        os.utime(place)
    for path, fingerprint, size in listing:
        yield Artifact(_published(order, path), digest=fingerprint, size=size, fetch=(place / path).read_bytes)


def _made_aside(order: Order, program: Indexer) -> list[Artifact]:
    with tempfile.TemporaryDirectory(prefix="sitegen-search-") as aside:
        listing = _make(order, program, Path(aside))
        return [Artifact(_published(order, path), Path(aside, "index", path).read_bytes()) for path, _, _ in listing]


def _published(order: Order, path: str) -> str:
    return f"{INDEX}{order.language}/{path}"


def _listed(place: Path) -> Listing | None:
    """What lies in a kept index; None where there is none, or where it is not whole."""
    with suppress(OSError, msgspec.MsgspecError):
        listing = msgspec.msgpack.decode((place / LISTING).read_bytes(), type=Listing)
        if all((place / path).stat().st_size == size for path, _, size in listing):
            return listing
    return None


def _make(order: Order, program: Indexer, aside: Path) -> Listing:
    """Run the indexer over search pages written into a fresh folder, and say what we need of what it made."""
    folder, index = aside / "pages", aside / "index"
    folder.mkdir()
    language = stemmed_as(order.language)
    marks = MARKS[: len(order.pages) // SHARE + 1] if language == NEUTRAL else ""
    pages: dict[str, SearchPage] = {}
    for path, page in order.pages.items():
        name = f"{digest_of_words([path])}.html"
        pages[f"/{name}"] = known = READ(page.content)
        mark = marks[int(name[:8], 16) % len(marks)] if marks else ""
        words = known.words.replace(" ", f"{mark} ") + mark
        (folder / name).write_text(HTML.format(language=order.language, words=words), encoding="utf-8")
    run(program, folder, index, language)
    _judge(order, program, _opened(ENTRY, (index / ENTRY).read_bytes()))
    _add_shown(pages, index, marks)
    names = sorted({*PARTS, *(str(one.relative_to(index)) for form in PATTERNS for one in index.glob(form))})
    listing: Listing = []
    for name in names:
        content = (index / name).read_bytes()
        _opened(name, content)  # or it is not whole
        listing.append((name, digest([content]), len(content)))
    for one in {place for place in index.rglob("*") if place.is_file()} - {index / name for name in names}:
        one.unlink()
    return listing


def _opened(name: str, content: bytes) -> bytes:
    """What is in a file of Pagefind, which says nothing of one that it could not write to its end.

    Most are compressed, and tell.
    """
    try:
        opened = zlib.decompress(content, GZIP) if content.startswith(GZIPPED) else content
        if name == ENTRY:
            msgspec.json.decode(opened)
    except (zlib.error, msgspec.DecodeError):
        opened = b""
    if not opened:
        part = Remark("only a part of {file} was written; there may be too little disk.", file=name)
        raise IndexFailed(_not_made(part))
    return opened


def _add_shown(pages: Mapping[str, SearchPage], index: Path, marks: str) -> None:
    """Put beside an index what is shown of each page and what it can be narrowed by, under the ids that it has there.

    Pagefind would keep both in its own files. But it would also index what is only shown, count all facets anew in
    every search, and (1.5) write them in another order each time.
    """
    values = sorted({facet for page in pages.values() for facet in page.facets})
    places = {value: place for place, value in enumerate(values)}
    narrowed: dict[str, list[int]] = {}
    (index / SHOWN).mkdir()
    for fragment in sorted(index.glob("fragment/*")):
        stated = _opened(fragment.name, fragment.read_bytes()).removeprefix(SIGNATURE)
        page = pages[msgspec.json.decode(stated, type=Fragment).url]
        narrowed[fragment.stem] = [places[facet] for facet in page.facets]
        (index / SHOWN / f"{fragment.stem}.json").write_bytes(page.shown)
    told = {"marks": list(marks or ("",)), "values": values, "pages": narrowed}
    (index / FACETS).write_bytes(msgspec.json.encode(told))


def _judge(order: Order, program: Indexer, entry: bytes) -> None:
    """An index that lacks pages would be found out by readers only."""
    stated = msgspec.json.decode(entry)
    count = sum(one["page_count"] for one in stated["languages"].values())
    if count != len(order.pages):
        said = Remark(
            "Pagefind {version} took {count} pages of {wanted} in {language}.",
            version=program.version,
            count=count,
            wanted=len(order.pages),
            language=order.language,
        )
        raise IndexFailed(_not_made(said))


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
