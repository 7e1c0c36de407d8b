"""Rows: what one entry is in a list, and how lists are parted."""

from sitegen.render.views.dates import Dates
from sitegen.render.views.numerals import Numeral
from sitegen.render.views.words import Link, View, Words


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
