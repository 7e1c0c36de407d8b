"""Practices as numerals, rulers and groups."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from sitegen.l10n.numbers import digits
from sitegen.link.index import ACTIVITIES, cited
from sitegen.link.routes import Target
from sitegen.link.site import Site, title_of
from sitegen.link.translations import Entry
from sitegen.model.catalogue import Catalogue
from sitegen.render.memory import remembered
from sitegen.render.pieces import best_words, href, short_link_to, words
from sitegen.render.views.numerals import CatalogueGroup, CatalogueRow, Numeral, Ruler, Tick
from sitegen.render.views.words import Words

NUMERALS_IN_ROWS = 9
TICKS_REMEMBERED = 4096  # some for each number of each catalogue


def numeral(site: Site, catalogue: Catalogue, number: int, language: str) -> Numeral:
    """A practice's number as a link to its page, in the digits of the language."""
    return _numeral(site, catalogue.id, number, language)


@remembered
def _numeral(site: Site, id: str, number: int, language: str) -> Numeral:
    catalogue = site.catalogues[id]
    target = Target("practice", f"{catalogue.id}/{number}")
    address = site.routes.of(target, language) or ""
    return Numeral(
        number=digits(number, site.speech(language)),
        address=href(site, address),
        title=words(site, title_of(site, target, language), language),
        gap=catalogue.practice(number) is None,
        citations=len(activities_citing(site, catalogue.id, number)),
        value=target.id,
    )


@remembered
def activities_citing(site: Site, catalogue: str, number: int) -> tuple[Entry, ...]:
    """The events, projects and publications that cite a practice; initiatives and pages do not count."""
    keys = site.index.by_practice.get((catalogue, number), ())
    return tuple(site.entries[key] for key in keys if key[0] in ACTIVITIES)


def numerals_of(site: Site, entry: Entry, language: str) -> tuple[tuple[Numeral, ...], int]:
    """The first practices that an entry cites, and how many more there are."""
    catalogues = site.catalogues
    pairs = cited(entry.facts, catalogues)
    shown = pairs[:NUMERALS_IN_ROWS]
    found = tuple(numeral(site, catalogues[id], number, language) for id, number in shown if id in catalogues)
    return found, len(pairs) - len(shown)


def ruler(
    site: Site,
    catalogue: Catalogue,
    language: str,
    marked: Iterable[int] | None = None,
    scale: int = 0,
    labels: Iterable[int] = (),
) -> Ruler:
    """A catalogue as a ruler: tall ticks for the `marked` numbers, or for all that have a text.

    Where only some are marked, the others with a text are "near". `labels` are labelled besides the
    marked ones, the first and the last.
    """
    texts = {practice.number for practice in catalogue.practices}
    tall = texts if marked is None else set(marked)
    shown = tall | {1, catalogue.length} | set(labels)
    speech = site.speech(language)
    ticks = tuple(
        _tick(
            number,
            "text" if number in tall else "near" if marked is not None and number in texts else "reserved",
            digits(number, speech) if number in shown else "",
        )
        for number in range(1, catalogue.length + 1)
    )
    return Ruler(ticks, catalogue.length, len(texts), scale or _own_scale(site, catalogue), catalogue.total is None)


@lru_cache(maxsize=TICKS_REMEMBERED)
def _tick(number: int, mark: Literal["text", "near", "reserved"], label: str) -> Tick:
    """The same few ticks make up the rulers of all pages."""
    return Tick(number, label, mark, bool(label))


def _own_scale(site: Site, catalogue: Catalogue) -> int:
    """A ruler alone fills its line; one whose end is not known is as long as it would be beside the others."""
    if catalogue.total:
        return catalogue.length
    return max(one.length for one in site.catalogues.values())


def groups_of(site: Site, entry: Entry, language: str) -> tuple[CatalogueGroup, ...]:
    """What an entry cites, catalogue by catalogue in the order in which it names them."""
    catalogues = site.catalogues
    pairs = cited(entry.facts, catalogues)
    groups = []
    for id in dict.fromkeys(reference.catalogue for reference in entry.facts.practices):
        if id not in catalogues:
            continue
        catalogue = catalogues[id]
        numbers = [number for of, number in pairs if of == id]
        groups.append(
            CatalogueGroup(
                catalogue=short_link_to(site, Target("catalogue", id), language),
                item=catalogue.item,
                numerals=tuple(numeral(site, catalogue, number, language) for number in numbers),
                sections=_sections(site, entry, catalogue, language),
                ruler=ruler(site, catalogue, language, numbers) if numbers else None,
            )
        )
    return tuple(groups)


def _sections(site: Site, entry: Entry, catalogue: Catalogue, language: str) -> tuple[Words, ...]:
    """The sections that an entry cites by name and whose numbers are not known."""
    named = [ref.section for ref in entry.facts.practices if ref.catalogue == catalogue.id and ref.section]
    sections = [section for id in named if (section := catalogue.section(id)) and not section.numbers]
    titles = [best_words(site, section.title, language) for section in sections]
    return tuple(title for title in titles if title)


def catalogue_row(site: Site, id: str, language: str, scale: int) -> CatalogueRow:
    """A catalogue in a list; `scale` is the length of the longest in the same list."""
    catalogue = site.catalogues[id]
    issuer = site.sources.records.organisations.get(catalogue.issuer or "")
    acronym = best_words(site, issuer.value.acronym or issuer.value.name, language) if issuer else None
    year = digits(catalogue.adopted.start.year, site.speech(language)) if catalogue.adopted else ""
    return CatalogueRow(
        title=short_link_to(site, Target("catalogue", id), language),
        issuer=acronym,
        year=year,
        ruler=ruler(site, catalogue, language, scale=scale),
    )


def catalogue_rows(site: Site, language: str) -> tuple[CatalogueRow, ...]:
    """All catalogues on one scale, longest first."""
    catalogues = site.catalogues
    order = sorted(catalogues, key=lambda id: (-catalogues[id].length, id))
    scale = max((catalogue.length for catalogue in catalogues.values()), default=0)
    return tuple(catalogue_row(site, id, language, scale) for id in order)
