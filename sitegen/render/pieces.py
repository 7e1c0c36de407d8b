"""The small parts of views: words, links, dates, places."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from sitegen.l10n import bidi
from sitegen.l10n.countries import country, the_country
from sitegen.l10n.dates import format_dates, format_month, format_range, machine_dates
from sitegen.l10n.names import in_language
from sitegen.l10n.numbers import digits
from sitegen.l10n.speech import Speech
from sitegen.l10n.typography import typeset
from sitegen.link.routes import Target
from sitegen.link.site import Site, address_of, short_title_of, title_of
from sitegen.link.translations import Entry
from sitegen.model.dates import EventDates, Precision
from sitegen.model.languages import Language
from sitegen.model.words import Named, best
from sitegen.model.writeups import Event, Place
from sitegen.render.views import Dates, DayTick, Link, Month, Session, Where, Words

SAFE_IN_PATHS = "/#-._~:@!$&'()*+,;="
SAFE_IN_BASE = SAFE_IN_PATHS + "%[]"  # as the configuration writes it, which may be encoded already
MONTHS_DRAWN = 4
# 28–30 janvier, 1er mai, 28.–30. Januar, 2019–2020
DAYS = re.compile(r"\d[^\W_]*\.?–\d[^\W_]*\.?(?: [^\W\d_][^\s<]{2,})?|(?<!\d)\d{1,2}(?:er|\.)? [^\W\d_][^\s<]{2,}")
WORDS_REMEMBERED = 20_000


def href(site: Site, path: str) -> str:
    """A path of the site as it stands in links: below the site's own folder, percent-encoded (RFC 3986)."""
    if not path.startswith("/"):
        return quote(path, safe=SAFE_IN_PATHS)
    base = urlsplit(site.config.url).path.rstrip("/")
    return quote(base, safe=SAFE_IN_BASE) + quote(path, safe=SAFE_IN_PATHS)


def absolute(site: Site, path: str) -> str:
    """The complete address of a path of the site, for canonical links, feeds and sitemaps."""
    return quote(site.config.url.rstrip("/"), safe=SAFE_IN_BASE) + quote(path, safe=SAFE_IN_PATHS)


def words(site: Site, named: Named, language: str) -> Words:
    """Words typeset for their own language, marked where that is not the page's."""
    return _words(named.text, named.language or language, site.speech(language))


@lru_cache(maxsize=WORDS_REMEMBERED)
def _words(text: str, own: str, speech: Speech) -> Words:
    """The same names and titles stand on hundreds of pages; the rules of typesetting run once for each."""
    direction = Language(own).direction
    typeset_text = typeset(text, own)
    html = Markup(bidi.isolate_html(typeset_text, direction))
    plain_text = bidi.within(typeset_text, direction, speech.direction)
    if own == speech.language:
        return Words(html, plain_text)
    return Words(html, plain_text, own, direction, in_language(own, speech))


def plain(site: Site, text: str, language: str) -> Words:
    """Words that the generator wrote itself, in the page's language."""
    return words(site, Named(text, language), language)


def best_words(site: Site, given: Mapping[str, str], language: str) -> Words | None:
    """Words per language, in the one that the reader reads best; None where there are none."""
    named = best(given, site.order(language))
    return words(site, named, language) if named else None


def link_to(site: Site, target: Target, language: str, count: int | None = None) -> Link:
    """The title of a target, leading to its page."""
    return _link(site, title_of(site, target, language), target, language, count)


def short_link_to(site: Site, target: Target, language: str, count: int | None = None) -> Link:
    """The short title of a target, leading to its page."""
    return _link(site, short_title_of(site, target, language), target, language, count)


def _link(site: Site, title: Named, target: Target, language: str, count: int | None) -> Link:
    address = address_of(site, target, language)
    return Link(words(site, title, language), href(site, address) if address else "", count=count)


def party_link(site: Site, party: str, language: str, count: int | None = None) -> Link:
    """An organisation by id or a state by its ISO 3166-1 code, leading to its page."""
    return link_to(site, Target("country" if party.isupper() else "organisation", party), language, count)


def party_in_sentence(site: Site, party: str, language: str) -> Link:
    """The same within a sentence, where the name of a state may need its article."""
    link = party_link(site, party, language)
    if not party.isupper():
        return link
    return replace(link, words=plain(site, the_country(party, site.speech(language)), language))


def organisation_link(site: Site, id: str, language: str) -> Link:
    """An organisation, by its acronym where it has one."""
    target = Target("organisation", id)
    record = site.sources.records.organisations[id].value
    acronym = best(record.acronym, site.order(language))
    if acronym is None:
        return link_to(site, target, language)
    return _link(site, Named(acronym.text, language), target, language, None)


def term(site: Site, id: str, language: str) -> Words | None:
    """A term of the glossary in the reader's language."""
    record = site.sources.records.glossary.get(id)
    return best_words(site, record.value.name, language) if record else None


def dates_view(site: Site, dates: EventDates, language: str) -> Dates:
    """Dates in every form in which a page shows them."""
    return _dates(dates, site.speech(language))


@lru_cache(maxsize=WORDS_REMEMBERED)
def _dates(dates: EventDates, speech: Speech) -> Dates:
    line = format_dates(dates, speech)
    last = dates.ranges[-1]
    sessions = tuple(
        Session(
            _isolated(format_range(part, speech, year=part is last or part.end.year != last.end.year), speech),
            machine_dates(part),
            part.days,
        )
        for part in dates.ranges
    )
    return Dates(
        line=_isolated(line, speech),
        without_year=_isolated(format_dates(dates, speech, year=False), speech),
        machine=machine_dates(dates.ranges[0]),
        sessions=sessions,
        months=tuple(_months(dates, speech)),
        days=dates.days if dates.precision is Precision.DAY else 0,
        year=digits(dates.year, speech),
    )


def _isolated(text: str, speech: Speech) -> Markup:
    """Dates as HTML; days stay on one line with each other and with their month."""
    return Markup(DAYS.sub(r'<span class="days">\g<0></span>', bidi.isolate_html(text, speech.direction)))


def _months(dates: EventDates, speech: Speech) -> Iterator[Month]:
    """One ruler for each month with a day of the event; none where days are not known or they are too many."""
    if dates.precision is not Precision.DAY:
        return
    days = [part.start + timedelta(n) for part in dates.ranges for n in range(part.days)]
    months = [list(group) for _, group in groupby(days, key=lambda day: (day.year, day.month))]
    if len(months) > MONTHS_DRAWN:
        return
    opening = {part.start for part in dates.ranges}
    for held in months:
        first = held[0].replace(day=1)
        yield Month(format_month(first, speech), tuple(_day_ticks(first, set(held), opening, speech)))


def _day_ticks(first: date, held: set[date], opening: set[date], speech: Speech) -> Iterator[DayTick]:
    last = (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    for number in range(1, last.day + 1):
        day = first.replace(day=number)
        opens = day in opening or (day in held and number == 1)
        shown = opens or number in {1, last.day}
        yield DayTick(number, day in held, opens, digits(number, speech) if shown else "")


def where_view(site: Site, entry: Entry, language: str) -> Where | None:
    """Where an event takes place: city and country, a venue, or online. What is written out is the original's words."""
    location = entry.facts.location if isinstance(entry.facts, Event) else None
    if location is None:
        return None
    own = entry.original.language
    venue = words(site, Named(location.venue, own), language) if location.venue else None
    return Where(tuple(_where(site, location, own, language)), venue, location.online)


def _where(site: Site, location: Place, own: str, language: str) -> Iterator[Link]:
    code = location.country or ""
    if location.place and location.place in site.sources.records.places:
        record = site.sources.records.places[location.place].value
        code = record.country or code
        name = best_words(site, record.name, language)
        if name:
            yield Link(name)
    elif location.city:
        yield Link(words(site, Named(location.city, own), language))
    if code:
        target = Target("country", code)
        named = Named(country(code, site.speech(language)), language)
        yield _link(site, named, target, language, None)
