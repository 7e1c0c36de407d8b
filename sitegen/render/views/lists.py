"""Pages of lists: events, sections, organisations and countries; and search."""

from markupsafe import Markup

from sitegen.render.views.frame import Frame
from sitegen.render.views.numerals import CatalogueGroup, CatalogueRow, Numeral
from sitegen.render.views.rows import Group, Row, YearGroup
from sitegen.render.views.words import Link, View, Words


class Narrowing(View, frozen=True):
    """What a script needs to narrow the list of events.

    script   its address;  rows  that of what it shows;  list  that of the list itself
    facet, value   what the page is narrowed to already: "years" and "2020" on the page of a year; "" on the list
    """

    script: str
    rows: str
    list: str
    facet: str = ""
    value: str = ""


class EventsView(View, frozen=True):
    """A page of the list of events, the events of one year (`year` is set then), or what can be read in the page's
    language (`reading` is set then: "in English").

    practices   the practices to browse by, catalogue by catalogue
    facets   kinds, initiatives, years, countries, languages and organisations to browse by, as groups of plain links
             with counts
    total, first_year   how many events or entries there are, since when
    page, pages, previous, next   where we are in the list; of many pages the first, the last and those near, and one
                                  without address where others are left out
    """

    frame: Frame
    year: str
    total: int
    first_year: str
    years: tuple[YearGroup, ...]
    facets: tuple[Group, ...]
    page: str
    pages: tuple[Link, ...]
    previous: Link | None
    next: Link | None
    practices: tuple[CatalogueGroup, ...] = ()
    reading: str = ""
    narrowing: Narrowing | None = None


class NarrowingView(View, frozen=True):
    """What a script shows of a narrowed list: every row, and what each of them counts under.

    rows       all entries, newest first, without their numerals
    years      the groups in which they stand, empty
    numerals   the practices that rows cite;  more  the numbers of practices that rows leave out
    columns    for each facet its values, and for each row the places of those that apply; for each row its group, and
               how many of its practices, the last ones, it leaves out
    plurals    for each plural form of the language (CLDR) a number that takes it
    texts      the languages of texts by tag: "in English"
    """

    language: str
    rows: tuple[Row, ...]
    years: tuple[YearGroup, ...]
    numerals: tuple[Numeral, ...]
    more: tuple[int, ...]
    columns: dict[str, object]
    plurals: tuple[tuple[str, int], ...]
    texts: tuple[tuple[str, str], ...]


class SectionView(View, frozen=True):
    """The list of all initiatives, catalogues, projects, publications, organisations, countries or languages.

    `name` says which; only one of `rows`, `catalogues` and `links` is filled.
    """

    frame: Frame
    name: str
    total: int
    rows: tuple[Row, ...] = ()
    catalogues: tuple[CatalogueRow, ...] = ()
    links: tuple[Link, ...] = ()


class SearchView(View, frozen=True):
    """The page on which readers search. `script` is the address of its script, `settings` what that must know, as JSON.

    kinds   kinds of pages that can be found, with the types of events and with what catalogues call their numbers
    """

    frame: Frame
    script: str
    settings: Markup
    kinds: tuple[tuple[str, str], ...]


class Part(View, frozen=True):
    """The entries in which an organisation or country appears in one role."""

    role: str
    rows: tuple[Row, ...]


class PartyView(View, frozen=True):
    """An organisation (`kind` "organisation") or a country ("country"), and its entries by role."""

    frame: Frame
    kind: str
    name: Words
    acronym: str
    summary: Words | None
    country: Link | None
    place: Words | None
    website: str
    names: tuple[Words, ...]
    catalogues: tuple[Link, ...]
    parts: tuple[Part, ...]
    description: str
