"""What a template may see: closed, plain data. A page's view and its templates say everything about its bytes.

Texts are HTML already typeset, isolated and escaped where the type is `Words`; plain `str` is escaped by the
template. Addresses are complete and may be written into `href` as they are.
"""

from typing import Literal

from markupsafe import Markup
from msgspec import Struct

from sitegen.model.languages import Direction


class View(Struct, frozen=True):
    """The base of all views. A page of a list holds thousands; these are made many times faster than dataclasses."""


class Words(View, frozen=True):
    """Words with their own language.

    html       inline HTML, safe
    text       the same as plain text with Unicode isolates, for attributes, <title> and feeds
    language   BCP 47 tag where it differs from the page's language, else ""
    direction  "ltr" or "rtl" where the language differs, else ""
    tag        "in English", in the page's language, where the language differs, else ""
    """

    html: Markup
    text: str
    language: str = ""
    direction: str = ""
    tag: str = ""


class Link(View, frozen=True):
    """Words that lead somewhere; without `address`, words alone.

    `current`: it is the page itself. `count`: how many things lie there, None where that means nothing.
    """

    words: Words
    address: str = ""
    current: bool = False
    count: int | None = None


class Tongue(View, frozen=True):
    """One language in the switcher: its own name, where it leads, and whether this page has a text in it."""

    language: str
    direction: Direction
    autonym: str
    address: str
    current: bool
    missing: bool


class Alternate(View, frozen=True):
    """One member of a set of translations: <link rel=alternate hreflang>; `language` may be "x-default"."""

    language: str
    address: str


class Frame(View, frozen=True):
    """What surrounds every page.

    language, direction   of the frame: navigation, labels, notices
    site_name, home, address   the site's title; the address of the home page; this page's own path
    canonical             absolute address of the page that search engines shall keep
    alternates            the mutual set of true translations with x-default; empty on fallback pages
    section               the current section: "events", "initiatives", … or ""
    navigation            the sections, in order;  crumbs  from home to here, the last without address
    tongues               the language switcher, always in the order of the configuration
    feeds                 (title, address) of the Atom feeds of this page
    styles, preloads, icon  addresses of the style sheet, of the fonts to preload, of the icon ("" if none)
    lists                 the lists that the navigation leaves out: organisations, countries
    pages                 links to the site's own pages (about …)
    sitemap               address of the index of the sitemaps
    search                address of the search page; "" where the site offers no search
    """

    language: str
    direction: Direction
    site_name: str
    home: str
    address: str
    canonical: str
    alternates: tuple[Alternate, ...]
    section: str
    navigation: tuple[Link, ...]
    crumbs: tuple[Link, ...]
    tongues: tuple[Tongue, ...]
    feeds: tuple[tuple[str, str], ...]
    styles: str
    preloads: tuple[str, ...]
    icon: str
    lists: tuple[Link, ...]
    pages: tuple[Link, ...]
    sitemap: str
    search: str = ""


class Numeral(View, frozen=True):
    """A practice's number as a link. `title` is its words (empty for a gap), `gap`: no text is available."""

    number: str
    address: str
    title: Words
    gap: bool = False
    citations: int = 0


class Tick(View, frozen=True):
    """One unit of a ruler: `mark` is "text" (tall, red), "near" (a neighbour with text) or "reserved" (short)."""

    number: int
    label: str
    mark: Literal["text", "near", "reserved"]
    labelled: bool


class Ruler(View, frozen=True):
    """A catalogue drawn as a ruler. `scale` is the length of the longest ruler that shares its scale;
    `texts` of `total` numbers have a text; `open_ended`: the total is not known."""

    ticks: tuple[Tick, ...]
    total: int
    texts: int
    scale: int
    open_ended: bool = False


class DayTick(View, frozen=True):
    """One day of a month: `event`: it took place on it; `opens`: first day of a range; `label` where one is shown."""

    day: int
    event: bool
    opens: bool
    label: str


class Month(View, frozen=True):
    """A month as a ruler of days; `name` is written out with its year."""

    name: str
    days: tuple[DayTick, ...]


class Session(View, frozen=True):
    """One range of dates: as the language writes it, its beginning for machines, and its length in days."""

    text: Markup
    machine: str
    days: int


class Dates(View, frozen=True):
    """All dates of an event: on one line (with and without the year), range by range, and as months to draw."""

    line: Markup
    without_year: Markup
    machine: str
    sessions: tuple[Session, ...]
    months: tuple[Month, ...]
    days: int
    year: str


class Where(View, frozen=True):
    """Where something takes place: place and country as links or words; `online`: also or only online."""

    parts: tuple[Link, ...]
    venue: Words | None
    online: bool


class Row(View, frozen=True):
    """One entry in a list. `kind` is its kind; `type` an event's type; `where` and `dates` may be missing.

    countries   number of participating countries, 0 when not known exactly
    numerals    the practices that it cites, first ones only where `more` counts the rest
    """

    kind: str
    type: str
    title: Link
    summary: Words | None
    dates: Dates | None
    where: Where | None
    countries: int
    numerals: tuple[Numeral, ...]
    more: int = 0


class YearGroup(View, frozen=True):
    """The rows of one year; `year` as the language writes it, `address` of its page ("" if none)."""

    year: str
    address: str
    rows: tuple[Row, ...]


class Group(View, frozen=True):
    """Links under a heading of the template's: the values of one fact or one facet."""

    name: str
    links: tuple[Link, ...]


class Fact(View, frozen=True):
    """One fact for the list beside the text.

    name    "countries", "organisers", "participants", "languages", "contact", "series" …: the template has the words
    links   the values, each a link or words
    html    the values joined into one sentence as the language does
    count, qualifier   a number with "exactly", "about" or "more-than"; 0 where there is none
    roles   for participants: who they were, joined
    ordinal  for a series: which one of it this is, "fourth"
    """

    name: str
    links: tuple[Link, ...] = ()
    html: Markup = Markup("")
    count: int = 0
    qualifier: str = ""
    roles: Markup = Markup("")
    ordinal: Markup = Markup("")


class Download(View, frozen=True):
    """A file for readers: `address` is "" where it is not to be had; `size` as the language writes it."""

    title: Words
    address: str
    language: str
    format: str
    size: str


class Version(View, frozen=True):
    """The entry in another language: its title there, and its state."""

    language: str
    direction: Direction
    autonym: str
    title: str
    address: str
    state: str


class Notice(View, frozen=True):
    """What a reader must know before the text: `kind` is "stale" or "fallback".

    language    name of the text's language (fallback) or of the original's (stale), in the page's language
    original    link to the page to read instead
    sections    links to the changed sections (stale); `front`: title or summary changed; `opening`: the first part
    """

    kind: Literal["stale", "fallback"]
    language: str
    in_language: str
    original: Link
    sections: tuple[Link, ...] = ()
    front: bool = False
    opening: bool = False


class Picture(View, frozen=True):
    """A photo with its text alternative and credit."""

    address: str
    alt: Words
    credit: str


class Text(View, frozen=True):
    """A body in its own language; `language` and `direction` are always set."""

    html: Markup
    language: str
    direction: Direction


class CatalogueGroup(View, frozen=True):
    """The practices of one catalogue that an entry cites: numerals in order, sections and the whole by name."""

    catalogue: Link
    item: str
    numerals: tuple[Numeral, ...]
    sections: tuple[Words, ...]
    ruler: Ruler | None


class EntryView(View, frozen=True):
    """Event, project, publication, initiative or page.

    kind, type      "event" …; an event's type ("workshop" …) or ""
    title, summary  words; `description` is plain text for the head
    state           original, current, stale or fallback
    initiative      link, or None;  dates, where  or None;  duration  in months, 0 if none
    practices       what it cites, by catalogue;  catalogues  what an initiative puts into practice
    years           an initiative's events, by year;  others  its projects and publications
    related         entries near to this one
    previous, next  in the same initiative, by date
    """

    frame: Frame
    kind: str
    type: str
    title: Words
    summary: Words | None
    description: str
    state: str
    initiative: Link | None
    dates: Dates | None
    where: Where | None
    duration: int
    practices: tuple[CatalogueGroup, ...]
    catalogues: tuple[Link, ...]
    notice: Notice | None
    picture: Picture | None
    text: Text
    facts: tuple[Fact, ...]
    downloads: tuple[Download, ...]
    versions: tuple[Version, ...]
    years: tuple[YearGroup, ...]
    others: tuple[Row, ...]
    related: tuple[Row, ...]
    previous: Link | None
    next: Link | None
    params: dict[str, object]


class CatalogueRow(View, frozen=True):
    """A catalogue in a list, with its ruler: issuer's acronym, year of adoption ("" if not known)."""

    title: Link
    issuer: Words | None
    year: str
    ruler: Ruler


class HomeView(View, frozen=True):
    """The first page of a language."""

    frame: Frame
    line: Words
    lead: Words
    description: str
    catalogues: tuple[CatalogueRow, ...]
    newest: tuple[Row, ...]
    initiatives: tuple[Link, ...]
    places: tuple[Link, ...]
    online: int
    projects: tuple[Row, ...]
    publications: tuple[Row, ...]


class EventsView(View, frozen=True):
    """A page of the list of events, or the events of one year (`year` is set then).

    facets   initiatives, years, countries and catalogues to browse by, as groups of plain links with counts
    total, first_year   how many events there are, since when
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


class SectionView(View, frozen=True):
    """The list of all initiatives, catalogues, projects, publications, organisations or countries.

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


class CatalogueSection(View, frozen=True):
    """A part of a catalogue: its title and numbers ("" where not known), and its practices and gaps in order.

    `runs` alternates: each run is either practices with a text, or numbers without one (`gap` is set).
    """

    title: Words | None
    numbers: Markup
    runs: tuple["Run", ...]
    cited_by: int = 0


class Run(View, frozen=True):
    """Neighbouring numbers that all have a text, or all have none."""

    gap: bool
    numerals: tuple[Numeral, ...]


class CatalogueView(View, frozen=True):
    """A memorandum with all its numbers.

    `whole` are the entries that cite it as a whole, or by a section whose numbers are not known.
    """

    frame: Frame
    title: Words
    full_title: Words
    summary: Words | None
    issuer: Link | None
    leads: Markup
    adopted: str
    item: str
    ruler: Ruler
    sections: tuple[CatalogueSection, ...]
    initiatives: tuple[Link, ...]
    whole: tuple[Row, ...]
    description: str


class GrowthBar(View, frozen=True):
    """The citations of one year."""

    year: str
    count: int
    label: str


class PracticeView(View, frozen=True):
    """One number of a catalogue. `gap`: reserved, its text is not available; `title` is empty then.

    `reading` says in which languages the citing events can be read, with counts.
    """

    frame: Frame
    number: str
    gap: bool
    item: str
    title: Words
    text: Text | None
    catalogue: Link
    section: Words | None
    ruler: Ruler
    growth: tuple[GrowthBar, ...]
    reading: tuple[Link, ...]
    years: tuple[YearGroup, ...]
    publications: tuple[Row, ...]
    others: tuple[Row, ...]
    events: int
    previous: Numeral | None
    next: Numeral | None
    description: str


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


class NotFoundView(View, frozen=True):
    """The page for addresses that lead nowhere, in one language."""

    frame: Frame


class Greeting(View, frozen=True):
    """One language on the page at `/` and on the root's 404: its name, direction, home and the site's title in it.

    `not_here` says in it that a page does not exist.
    """

    language: str
    direction: Direction
    autonym: str
    address: str
    title: str
    line: str
    not_here: str


class LanguagesView(View, frozen=True):
    """The page at `/`, and `404.html` at the root: no language is privileged."""

    canonical: str
    alternates: tuple[Alternate, ...]
    greetings: tuple[Greeting, ...]
    styles: str
    preloads: tuple[str, ...]
    icon: str


class RedirectView(View, frozen=True):
    """A page that only sends on, for hosts without rules for it."""

    language: str
    direction: Direction
    address: str
    canonical: str


class FeedEntry(View, frozen=True):
    """One entry of an Atom feed (RFC 4287): times are RFC 3339 in UTC."""

    id: str
    title: str
    address: str
    updated: str
    summary: str


class FeedView(View, frozen=True):
    """An Atom feed in one language."""

    language: str
    direction: Direction
    id: str
    title: str
    subtitle: str
    address: str
    home: str
    updated: str
    author: str
    entries: tuple[FeedEntry, ...]


class SitemapEntry(View, frozen=True):
    """One address with its set of translations."""

    address: str
    alternates: tuple[Alternate, ...]


class SitemapView(View, frozen=True):
    """`sitemap.xml` of one language, or the index of all of them (`entries` without alternates)."""

    entries: tuple[SitemapEntry, ...]
