"""Dates: on a line, range by range, and as months to draw."""

from markupsafe import Markup

from sitegen.render.views.words import View


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
