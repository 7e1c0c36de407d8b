"""Cards: the picture of a page that others show when it is shared. What stands on each; `drawing.py` draws them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic
from sitegen.base.remarks import Remark
from sitegen.l10n import bidi, phrases
from sitegen.l10n.dates import format_dates
from sitegen.l10n.numbers import digits
from sitegen.l10n.typography import typeset
from sitegen.link.index import cited, dates_of
from sitegen.link.routes import Target, file_of
from sitegen.link.site import Page, Site, short_title_of
from sitegen.link.translations import Entry, Key, State
from sitegen.model.configuration import Feature
from sitegen.model.words import Named, best
from sitegen.model.writeups import Kind
from sitegen.render.assets import STYLES
from sitegen.render.memory import remembered
from sitegen.render.pieces import absolute, in_a_row, where_view, words
from sitegen.render.views import CardPicture

WIDTH, HEIGHT = 1200, 630
DRAWN = frozenset({Kind.EVENT, Kind.PROJECT, Kind.PUBLICATION})
FACES = re.compile(r"fonts/([\w-]+)\.woff2")
NEEDED = ("title", "num", "ui", "ui-strong")
# A colour alone, or the first of two: var(--day, #…) var(--night, #…), light-dark(#…, #…)
COLOUR = re.compile(r"--(paper|ink2?|edge|sea|rubric):\s*(?:[\w-]+\(\s*(?:--[\w-]+,\s*)?)?(#[0-9A-Fa-f]{6})")
COLOURS = {
    "paper": "#FBFCFB",
    "ink": "#13191D",
    "ink2": "#434D52",
    "edge": "#7A868A",
    "sea": "#0C4F60",
    "rubric": "#AE2A16",
}
MOST_NUMERALS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """Words and the language that they are in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that stands on a card. Its direction is that of its language.

    name        of the institute; label: the initiative; title: of the text
    dates       as the language writes them; place; catalogue: the name of what is cited
    numerals    the numbers that are cited, where they are of one catalogue: single ones, or ranges where they are many
    """

    language: str
    name: Line
    title: Line
    label: Line | None = None
    dates: Line | None = None
    place: Line | None = None
    catalogue: Line | None = None
    numerals: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        given = (self.name, self.title, self.label, self.dates, self.place, self.catalogue, *self.numerals)
        return tuple(line for line in given if line)


def card_jobs(site: Site) -> Iterator[tuple[str, Page]]:
    """The path of each card, and the page that it is of: one for each text, and none where it could not be right."""
    if not site.config.offers(Feature.CARDS) or obstacle(site):
        return
    for page in site.pages.values():
        if is_drawn(site, page):
            yield card_path(site, page), page


def is_drawn(site: Site, page: Page) -> bool:
    """Whether a page has a card of its own. A fallback page is the page of another language to those who share it."""
    if page.entry.kind not in DRAWN or page.state is State.FALLBACK:
        return False
    return not _unwritable(site, page)


def card_of(site: Site, page: Page) -> CardPicture | None:
    """The card of a page as its head names it; that of the text's own page where the text is borrowed."""
    if not site.config.offers(Feature.CARDS) or obstacle(site):
        return None
    own = site.pages[page.entry.key, page.text.language]
    if not is_drawn(site, own):
        return None
    alt = words(site, Named(page.text.front.value.title, page.text.language), page.language).text
    return CardPicture(absolute(site, f"/{card_path(site, own)}"), WIDTH, HEIGHT, alt)


def card_path(site: Site, page: Page) -> str:
    """Where a card lies: beside its page."""
    return file_of(site.routes.of(page.target, page.language) or "/").removesuffix("index.html") + "card.png"


def card_content(site: Site, page: Page) -> bytes:
    """The card of a page as PNG."""
    from sitegen.render.drawing import case_of, draw  # start-up: Pillow, where no card is new

    return draw(card_words(site, page), case_of(site), colours(site))


def card_dependence(site: Site, page: Page) -> tuple[str, ...]:
    """Everything that a card depends on: its words, its faces and its colours."""
    said = (word for line in card_words(site, page).lines for word in (line.text, line.language, ""))
    return (*said, *faces(site).values(), *colours(site).values(), page.language)


def judge_cards(site: Site) -> Checked[None]:
    """Why there are no cards, or not all of them."""
    if not site.config.offers(Feature.CARDS):
        return Checked(None)
    reason = obstacle(site)
    if reason:
        return Checked(None, (problems.CARD_NOT_DRAWN.at(site.sources.config.span("features"), detail=reason),))
    own = (page for page in site.pages.values() if page.entry.kind in DRAWN and page.state is not State.FALLBACK)
    found = ((page, letters) for page in own if (letters := _unwritable(site, page)))
    return Checked(None, tuple(_not_written(page, letters) for page, letters in found))


def _not_written(page: Page, letters: str) -> Diagnostic:
    detail = Remark("the theme has no face for {letters}", letters=letters)
    return problems.CARD_NOT_DRAWN.at(page.text.front.span("title"), detail=detail)


@remembered
def obstacle(site: Site) -> str:
    """Why no card at all can be drawn: a card without its faces, or with letters that do not join, would be wrong."""
    from PIL import features  # start-up: 30 ms, for sites with cards only

    missing = next((name for name in NEEDED if name not in faces(site)), "")
    if missing:
        return Remark("the theme has no {path}", path=f"static/fonts/{missing}.woff2")
    return "" if features.check("raqm") else Remark("Pillow was installed without Raqm, which joins Arabic letters")


def _unwritable(site: Site, page: Page) -> str:
    return _letters(site, page.entry.key, page.language)


@remembered
def _letters(site: Site, key: Key, language: str) -> str:
    """Letters of a card that no face of the theme has; "" when all is well."""
    from sitegen.render.drawing import case_of, unwritable  # start-up: Pillow, as above

    lines = card_words(site, site.pages[key, language]).lines
    return unwritable(case_of(site), ((line.text, line.language) for line in lines))


@remembered
def faces(site: Site) -> Mapping[str, str]:
    """The published paths of the theme's fonts by their names; they have the digests of the files in them."""
    found = ((FACES.fullmatch(name), path) for name, path in site.sources.theme.assets.items())
    return {match[1]: path for match, path in sorted(found, key=lambda pair: pair[1]) if match}


@remembered
def colours(site: Site) -> Mapping[str, str]:
    """The colours of the theme's light tokens, which its style sheet states first."""
    sheet = site.sources.theme.statics.get(site.sources.theme.assets.get(STYLES, ""), b"").decode("utf-8", "replace")
    return COLOURS | dict(reversed(COLOUR.findall(sheet)))


def card_words(site: Site, page: Page) -> Card:
    """What stands on the card of a page."""
    language, entry = page.language, page.entry
    speech = site.speech(language)
    dates = dates_of(entry.facts)
    names = list(dict.fromkeys(reference.catalogue for reference in entry.facts.practices))
    known = [name for name in names if name in site.catalogues]
    initiative = getattr(entry.facts, "initiative", None)
    return Card(
        language=language,
        name=_line(best(site.config.title, site.order(language)) or Named("", language), language),
        title=_line(Named(page.text.front.value.title, language), language),
        label=_title(site, Kind.INITIATIVE.value, initiative, language) if initiative else None,
        dates=Line(format_dates(dates, speech), language) if dates else None,
        place=_place(site, entry, language),
        catalogue=_named(site, known, language),
        numerals=tuple(Line(text, language) for text in _numerals(site, entry, language)) if len(known) == 1 else (),
    )


def _line(named: Named, language: str) -> Line:
    own = named.language or language
    return Line(bidi.strip(typeset(named.text, own)), own)


def _title(site: Site, kind: str, id: str, language: str) -> Line | None:
    title = short_title_of(site, Target(kind, id), language)
    return _line(title, language) if title.text else None


def _place(site: Site, entry: Entry, language: str) -> Line | None:
    """Place and country, or online, or both."""
    where = where_view(site, entry, language)
    if where is None:
        return None
    gettext = site.sources.messages[language].gettext
    names = [bidi.strip(link.words.text) for link in where.parts]
    if where.online:
        names.append(gettext(phrases.ALSO_ONLINE if names else phrases.ONLINE))
    return _joined(site, names, language)


def _named(site: Site, catalogues: list[str], language: str) -> Line | None:
    titles = [_title(site, "catalogue", id, language) for id in catalogues]
    if len(titles) == 1:
        return titles[0]
    return _joined(site, [title.text for title in titles if title], language)


def _joined(site: Site, names: list[str], language: str) -> Line | None:
    """Several names, as the language separates them."""
    joined = in_a_row(site, names, language)
    return Line(joined, language) if joined else None


def _numerals(site: Site, entry: Entry, language: str) -> Iterator[str]:
    """The numbers that an entry cites, each by itself; where they are many, neighbours as a range."""
    speech = site.speech(language)
    numbers = sorted({number for _, number in cited(entry.facts, site.catalogues)})
    if len(numbers) <= MOST_NUMERALS:
        yield from (digits(number, speech) for number in numbers)
        return
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        last = f"–{digits(run[-1], speech)}" if len(run) > 1 else ""
        yield digits(run[0], speech) + last
