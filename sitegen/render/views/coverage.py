"""Coverage: the practices of a catalogue against the years."""

from sitegen.render.views.frame import Frame
from sitegen.render.views.numerals import Numeral, Ruler
from sitegen.render.views.words import Link, View, Words


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
