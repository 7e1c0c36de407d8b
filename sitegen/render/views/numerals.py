"""The numbers of catalogues: alone, drawn as a ruler, and by catalogue."""

from typing import Literal

from sitegen.render.views.words import Link, View, Words


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


class CatalogueGroup(View, frozen=True):
    """The practices of one catalogue that an entry cites: numerals in order, sections and the whole by name."""

    catalogue: Link
    item: str
    numerals: tuple[Numeral, ...]
    sections: tuple[Words, ...]
    ruler: Ruler | None


class CatalogueRow(View, frozen=True):
    """A catalogue in a list, with its ruler: issuer's acronym, year of adoption ("" if not known)."""

    title: Link
    issuer: Words | None
    year: str
    ruler: Ruler
