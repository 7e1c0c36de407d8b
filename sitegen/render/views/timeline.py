"""A timeline: what belongs to an initiative along a ruler of years."""

from sitegen.render.views.words import View, Words


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
