"""Pages of catalogues and their practices."""

from markupsafe import Markup

from sitegen.render.views.frame import Frame
from sitegen.render.views.numerals import Numeral, Ruler
from sitegen.render.views.rows import Row, YearGroup
from sitegen.render.views.words import Link, Text, View, Words


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
