"""Pages of write-ups: events, projects, publications, initiatives and pages; and two texts of one side by side."""

from typing import Literal

from markupsafe import Markup

from sitegen.model.languages import Direction
from sitegen.render.views.dates import Dates
from sitegen.render.views.frame import Frame
from sitegen.render.views.numerals import CatalogueGroup
from sitegen.render.views.rows import Row, Where, YearGroup
from sitegen.render.views.timeline import Timeline
from sitegen.render.views.words import Link, Text, View, Words


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
    """A picture as a browser asks for it. A drawing has an address and a size, a photograph all of it.

    width, height   of the largest size in pixels, upright; 0 where they are not known
    classes         of its element: "upright" where it is higher than wide, "drawn" where it was made for white paper,
                    which shows through
    sizes           how wide it is shown, as `sizes` has it; choices: its files in the format that every browser
                    reads, as `srcset` has them; sources: the same for better formats, by their media types
    """

    address: str
    width: int = 0
    height: int = 0
    classes: str = ""
    sizes: str = ""
    choices: str = ""
    sources: tuple[tuple[str, str], ...] = ()


class Picture(View, frozen=True):
    """A photo with its text alternative and credit; `address` is that of `shot`."""

    address: str
    alt: Words
    credit: str
    shot: Shot


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
