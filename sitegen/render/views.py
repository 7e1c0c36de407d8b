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
    `value`: of a facet, what stands for it in the address of a narrowed list.
    """

    words: Words
    address: str = ""
    current: bool = False
    count: int | None = None
    value: str = ""


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


class Calendar(View, frozen=True):
    """An iCalendar file (RFC 5545): what it holds, its address, and the same as `webcal:`, to subscribe to it.

    `subscribe` is "" for the file of one event; `language` is set where its words are not in the page's.
    """

    title: str
    address: str
    subscribe: str = ""
    language: str = ""


class Copy(View, frozen=True):
    """What a page shows, as a file for machines: its media type and its address."""

    type: str
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
    lists                 the lists that the navigation leaves out: organisations, countries, languages
    pages                 links to the site's own pages (about …)
    sitemap               address of the index of the sitemaps
    calendars             of this page: its own, if it has one, then that of all events in its language
    copies                the page's facts as JSON and CSV;  open_data  link to the page that describes such files
    described             what the page is about as JSON-LD, to stand in a <script>; "" if nothing says so
    scripts               addresses of the scripts, each a module that a page can do without
    search                address of the search page; "" where the site offers no search
    scheme                address of the script that keeps to the light or dark colours that a reader chose, to be
                          run before anything is painted; "" where the site lets nobody choose
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
    calendars: tuple[Calendar, ...] = ()
    copies: tuple[Copy, ...] = ()
    open_data: Link | None = None
    described: Markup = Markup("")
    scripts: tuple[str, ...] = ()
    search: str = ""
    scheme: str = ""


class Numeral(View, frozen=True):
    """A practice's number as a link. `title` is its words (empty for a gap), `gap`: no text is available.

    `value` stands for it in the address of a narrowed list.
    """

    number: str
    address: str
    title: Words
    gap: bool = False
    citations: int = 0
    value: str = ""


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
    """All dates of an event: on one line (with and without the year), range by range, and as months to draw.

    `span` is its first and its last day as an ISO 8601 interval, where a script marks what is still to come, else "".
    """

    line: Markup
    without_year: Markup
    machine: str
    sessions: tuple[Session, ...]
    months: tuple[Month, ...]
    days: int
    year: str
    span: str = ""


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
    """The rows of one year; `year` as the language writes it, `address` of its page ("" if none), `id` for links."""

    year: str
    address: str
    rows: tuple[Row, ...]
    id: str = ""


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
    """A file for readers: `address` is "" where it is not to be had; `size` as the language writes it.

    language        the name of its language in the page's; hreflang: its BCP 47 tag; "" where it is not known
    type            its media type (RFC 2046), "" where it is not known
    """

    title: Words
    address: str
    language: str
    format: str
    size: str
    hreflang: str = ""
    type: str = ""


class Version(View, frozen=True):
    """The entry in another language: its title there, and its state.

    `beside` is the address of both texts side by side, "" where there is none; `in_language` is "in English".
    """

    language: str
    direction: Direction
    autonym: str
    title: str
    address: str
    state: str
    beside: str = ""
    in_language: str = ""


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


class Shot(View, frozen=True):
    """A picture as a browser asks for it. A drawing has an address only, a photograph all of it.

    width, height   of the largest size in pixels, upright; 0 where they are not known
    sizes           how wide it is shown, as `sizes` has it; choices: its files in the format that every browser
                    reads, as `srcset` has them; sources: the same for better formats, by their media types
    """

    address: str
    width: int = 0
    height: int = 0
    sizes: str = ""
    choices: str = ""
    sources: tuple[tuple[str, str], ...] = ()


class CardPicture(View, frozen=True):
    """The picture that stands for a page where it is shared: its complete address, its size in pixels, its words."""

    address: str
    width: int
    height: int
    alt: str


class Picture(View, frozen=True):
    """A photo with its text alternative and credit; `address` is that of `shot`."""

    address: str
    alt: Words
    credit: str
    shot: Shot


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


class TimeBlock(View, frozen=True):
    """A range of dates along a timeline: its left edge and its length, in hundredths of the whole.

    `open`: its days are not known, only its months or years.
    """

    x: float
    length: float
    open: bool


class TimelineItem(View, frozen=True):
    """An entry on a timeline: its title as plain text, and its blocks, so far down and so high in pixels.

    `packed`: it stands in a column with others, as one block.
    """

    title: str
    blocks: tuple[TimeBlock, ...]
    y: float
    height: float
    packed: bool = False


class TimeTick(View, frozen=True):
    """The beginning of a month or a year on a timeline: from the left edge in hundredths, and its height in pixels.

    `label` is "" where it has none; `inner`: the label gives way on narrow screens.
    """

    x: float
    height: int
    label: str
    inner: bool = False


class YearCount(View, frozen=True):
    """A year, as the language writes it, and how many events began in it."""

    year: str
    count: int


class Timeline(View, frozen=True):
    """What belongs to an initiative along a ruler of whole years: events above its line, all else below it.

    height, base    of the drawing, and its line from the top, in pixels
    span            first and last year
    years           the events by year, for those who cannot see it
    below, inexact  whether anything stands below the line; whether any block is open
    months          where there are too many events for their days, the months that each column of them is for; else 0
    """

    height: int
    base: int
    span: Words
    ticks: tuple[TimeTick, ...]
    items: tuple[TimelineItem, ...]
    years: tuple[YearCount, ...]
    below: bool
    inexact: bool
    months: int


class EntryView(View, frozen=True):
    """Event, project, publication, initiative or page.

    kind, type      "event" …; an event's type ("workshop" …) or ""
    title, summary  words; `description` is plain text for the head
    state           original, current, stale or fallback
    initiative      link, or None;  dates, where  or None;  duration  in months, 0 if none
    practices       what it cites, by catalogue;  catalogues  what an initiative puts into practice
    years           an initiative's events, by year;  others  its projects and publications
    timeline        all of them, or None where it is no initiative or nothing has a date
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
    timeline: Timeline | None
    related: tuple[Row, ...]
    previous: Link | None
    next: Link | None
    params: dict[str, object]
    card: CardPicture | None = None


class CatalogueRow(View, frozen=True):
    """A catalogue in a list, with its ruler: issuer's acronym, year of adoption ("" if not known)."""

    title: Link
    issuer: Words | None
    year: str
    ruler: Ruler


class MapPlace(View, frozen=True):
    """A place on a map, and how many events were held there."""

    name: Words
    count: int


class MapDisc(View, frozen=True):
    """A disc with its ring (radius): the places that lie there, the one with the most events first."""

    x: float
    y: float
    radius: float
    ring: float
    places: tuple[MapPlace, ...]


class MapName(View, frozen=True):
    """A name on a map: the foot of its line, and which end of it stands there as it is read (SVG's `text-anchor`)."""

    words: Words
    direction: str
    x: float
    y: float
    anchor: Literal["start", "middle", "end"]


class MapView(View, frozen=True):
    """The places of events on a map: coastlines only, north above and east to the right in every language.

    width, height       of the drawing, in its own units
    land                coastlines and frame ticks as the data of SVG paths: `ticks` and `long_ticks`
    names, narrow_names the names that find room, in type for wide and for narrow screens; the list has all
    crowded             so many discs that they may not grow on narrow screens
    """

    width: int
    height: int
    land: str
    ticks: str
    long_ticks: str
    discs: tuple[MapDisc, ...]
    names: tuple[MapName, ...]
    narrow_names: tuple[MapName, ...]
    crowded: bool


class HomeView(View, frozen=True):
    """The first page of a language. `map`: None where none is offered, or no place has coordinates."""

    frame: Frame
    line: Words
    lead: Words
    description: str
    catalogues: tuple[CatalogueRow, ...]
    newest: tuple[Row, ...]
    initiatives: tuple[Link, ...]
    places: tuple[Link, ...]
    online: int
    map: MapView | None
    projects: tuple[Row, ...]
    publications: tuple[Row, ...]


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


class CatalogueSection(View, frozen=True):
    """A part of a catalogue: its title and numbers ("" where not known), and its practices and gaps in order.

    Each of the `runs` is either practices with a text, or numbers without one (`gap` is set).
    """

    title: Words | None
    numbers: Markup
    runs: tuple["Run", ...]
    cited_by: int = 0


class Run(View, frozen=True):
    """Neighbouring numbers that all have a text, or all have none; of these either all are cited or none is."""

    gap: bool
    numerals: tuple[Numeral, ...]


class CatalogueView(View, frozen=True):
    """A memorandum with all its numbers.

    `whole` are the entries that cite it as a whole, or by a section whose numbers are not known. `coverage` is the
    address of its practices against the years ("" if the site does not offer it).
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
    coverage: str = ""


class GrowthBar(View, frozen=True):
    """The citations of one year."""

    year: str
    count: int
    label: str


class PracticeView(View, frozen=True):
    """One number of a catalogue. `gap`: reserved, its text is not available; `title` is empty then.

    `reading` says in which languages what cites it can be read, with counts. `coverage` is the address of its
    catalogue's practices against the years ("" if the site does not offer it).
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
    coverage: str = ""


class CoverageCell(View, frozen=True):
    """How many events cite something in a year: as a number, as the language writes it, and as one of six levels.

    `address` is where they are listed; "" where there are none.
    """

    count: int
    label: str
    level: int
    address: str


class CoverageRow(View, frozen=True):
    """A number of a catalogue with a cell for each year, and the total; without `numeral`, what is cited as a whole."""

    cells: tuple[CoverageCell, ...]
    total: CoverageCell
    number: int = 0
    numeral: Numeral | None = None


class CoverageGroup(View, frozen=True):
    """The rows of a section. `whole`: what is cited without a number, a section or, without `title`, the catalogue."""

    title: Words | None
    rows: tuple[CoverageRow, ...]
    whole: bool = False


class Coverage(View, frozen=True):
    """A catalogue against the years.

    address  of the page that shows it in full
    years    as the language writes them, from the first with an event to the last
    sums     the events of each year that cite anything in the catalogue, each counted once
    cited    how many of its numbers an event cites;  events  how many events cite anything in it
    """

    catalogue: Link
    address: str
    item: str
    ruler: Ruler
    years: tuple[str, ...]
    groups: tuple[CoverageGroup, ...]
    sums: CoverageRow
    cited: int
    events: int


class CoverageStep(View, frozen=True):
    """One step of the key: a level, and the counts that it stands for, as "4–5"."""

    level: int
    label: Words


class CoverageView(View, frozen=True):
    """The coverage of one catalogue, as a page and as a picture.

    `picture` and `table` are the addresses of the same as SVG and as CSV.
    """

    frame: Frame
    coverage: Coverage
    steps: tuple[CoverageStep, ...]
    picture: str
    table: str


class CoverageIndexView(View, frozen=True):
    """The coverage of all catalogues at a glance; the longest first, and all on its scale."""

    frame: Frame
    coverages: tuple[Coverage, ...]
    steps: tuple[CoverageStep, ...]


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


class DataFile(View, frozen=True):
    """One of the open data's tables: how many records it has, and the addresses of its forms.

    metadata  of the CSV file's description (CSV on the Web)
    """

    title: str
    count: int
    json: str
    csv: str
    metadata: str


class DataField(View, frozen=True):
    """Fields of the open data that mean the same: their names, and the titles of the tables that have them."""

    names: tuple[str, ...]
    meaning: str
    tables: tuple[str, ...]


class DataView(View, frozen=True):
    """The page of the open data. `licence` is the address of the licence, "" if none is stated."""

    frame: Frame
    files: tuple[DataFile, ...]
    fields: tuple[DataField, ...]
    schema: str
    licence: str


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
    scheme: str = ""


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


class Column(View, frozen=True):
    """One of two texts side by side: its language with its own name, where the text stands alone, and its state."""

    language: str
    direction: Direction
    autonym: str
    address: str
    title: Words
    summary: Words | None
    state: str


class Pairing(View, frozen=True):
    """Blocks of two texts that say the same, each in its own language; a side is empty where its text has nothing.

    `number` is what one cites them by, "" for headings. `changed`: since the translation, from here on.
    """

    number: str
    first: Markup
    second: Markup
    changed: bool = False


class PairView(View, frozen=True):
    """Two texts of one write-up side by side. The first is in the page's language.

    in_language    "in English": the language of the second
    changed        whether title or summary changed since the translation
    """

    frame: Frame
    kind: str
    type: str
    title: Words
    description: str
    initiative: Link | None
    in_language: str
    first: Column
    second: Column
    pairings: tuple[Pairing, ...]
    changed: bool = False
