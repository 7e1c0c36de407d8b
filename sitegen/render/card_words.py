"""What stands on a card: the words of a page in short, each line with the language that it is in."""

from collections.abc import Iterator
from itertools import groupby
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from sitegen.l10n import bidi, phrases
from sitegen.l10n.dates import format_dates
from sitegen.l10n.numbers import digits
from sitegen.l10n.typography import typeset
from sitegen.link.index import cited, dates_of
from sitegen.link.routes import Target
from sitegen.link.site import Site, short_title_of, title_of
from sitegen.link.translations import Entry
from sitegen.model.words import Named, best
from sitegen.model.writeups import Kind
from sitegen.render.pieces import in_a_row, where_view

MOST_NUMERALS = 5


class Line(Struct, frozen=True):
    """Words and the language that they are in."""

    text: str
    language: str


class Card(Struct, frozen=True):
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


def card_words(site: Site, target: Target, language: str) -> Card:
    """What stands on the card of a target; on that of the home page, which all other pages share, what the site is."""
    if target.kind in set(Kind):
        return _of_entry(site, site.entries[Kind(target.kind), target.id], language)
    name = best(site.config.title, site.order(language)) or Named("", language)
    if target.kind == "home":
        line = best(site.config.line, site.order(language))
        host = Line(urlsplit(site.config.url).netloc, "en")
        if not line:
            return Card(language, host, _line(name, language))
        return Card(language, _line(name, language), _line(line, language), place=host)
    card = Card(language, _line(name, language), _line(title_of(site, target, language), language))
    if target.kind != "practice":
        return card
    catalogue, _, number = target.id.partition("/")
    numeral = Line(digits(int(number), site.speech(language)), language)
    return replace(card, catalogue=_title(site, "catalogue", catalogue, language), numerals=(numeral,))


def _of_entry(site: Site, entry: Entry, language: str) -> Card:
    speech = site.speech(language)
    dates = dates_of(entry.facts)
    names = list(dict.fromkeys(reference.catalogue for reference in entry.facts.practices))
    known = [name for name in names if name in site.catalogues]
    initiative = getattr(entry.facts, "initiative", None)
    return Card(
        language=language,
        name=_line(best(site.config.title, site.order(language)) or Named("", language), language),
        title=_line(Named(entry.texts[language].front.value.title, language), language),
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
