"""The frame of a page: what surrounds it, and what machines read in its head."""

from markupsafe import Markup

from sitegen.model.languages import Direction
from sitegen.render.views.words import Link, View


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


class CardPicture(View, frozen=True):
    """The picture that stands for a page where it is shared: its complete address, its size in pixels, its words."""

    address: str
    width: int
    height: int
    alt: str


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
    card                  the picture that stands for the page where it is shared, or None
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
    card: CardPicture | None = None
