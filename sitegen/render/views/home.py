"""The first pages: of a language, with its map, and of all languages."""

from typing import Literal

from sitegen.model.languages import Direction
from sitegen.render.views.frame import Alternate, Frame
from sitegen.render.views.numerals import CatalogueRow
from sitegen.render.views.rows import Row
from sitegen.render.views.words import Link, View, Words


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
