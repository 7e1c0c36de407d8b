"""The small parts of views: words, links, dates, places."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from urllib.parse import quote, urlsplit

from markupsafe import Markup
from msgspec.structs import replace

from sitegen.l10n import bidi, phrases
from sitegen.l10n.countries import country, the_country
from sitegen.l10n.dates import format_dates, format_month, format_range, machine_dates
from sitegen.l10n.names import in_language
from sitegen.l10n.numbers import digits
from sitegen.l10n.speech import Speech
from sitegen.l10n.typography import typeset
from sitegen.link.index import dates_of
from sitegen.link.routes import Target
from sitegen.link.site import Site, address_of, short_title_of, title_of
from sitegen.link.translations import Entry, Key
from sitegen.model.configuration import Feature
from sitegen.model.dates import DateRange, EventDates, Precision
from sitegen.model.languages import Direction, Language
from sitegen.model.words import Named, best
from sitegen.model.writeups import Event, Kind, Place
from sitegen.render.memory import remembered
from sitegen.render.views.dates import Dates, DayTick, Month, Session
from sitegen.render.views.rows import Where
from sitegen.render.views.words import Link, Words

SAFE_IN_PATHS = "/#-._~:@!$&'()*+,;="
PLAIN_PATH = re.compile(r"[\w/#.~:@!$&'()*+,;=-]*", re.ASCII)  # quoting would leave it as it is
SAFE_IN_BASE = SAFE_IN_PATHS + "%[]"  # as the configuration writes it, which may be encoded already
MONTHS_DRAWN = 4
MONTHS_REMEMBERED = 64  # months have four lengths
# 28–30 janvier, 1er mai, 28.–30. Januar, 2019–2020
DAYS = re.compile(r"\d[^\W_]*\.?–\d[^\W_]*\.?(?: [^\W\d_][^\s<]{2,})?|(?<!\d)\d{1,2}(?:er|\.)? [^\W\d_][^\s<]{2,}")


def href(site: Site, path: str) -> str:
    """A path of the site as it stands in links: below the site's own folder, percent-encoded (RFC 3986)."""
    return _folder(site.config.url) + _encoded(path) if path.startswith("/") else _encoded(path)


def absolute(site: Site, path: str) -> str:
    """The complete address of a path of the site, for canonical links, feeds and sitemaps."""
    return _base(site.config.url) + _encoded(path)


@lru_cache(maxsize=1)
def _folder(url: str) -> str:
    """The folder of the server in which the site lies; "" for the whole of it."""
    return quote(urlsplit(url).path.rstrip("/"), safe=SAFE_IN_BASE)


@lru_cache(maxsize=1)
def _base(url: str) -> str:
    return quote(url.rstrip("/"), safe=SAFE_IN_BASE)


def _encoded(path: str) -> str:
    return path if PLAIN_PATH.fullmatch(path) else quote(path, safe=SAFE_IN_PATHS)


def words(site: Site, named: Named, language: str) -> Words:
    """Words typeset for their own language, marked where that is not the page's."""
    return _words(site, named.text, named.language or language, language)


@remembered
def _words(site: Site, text: str, own: str, language: str) -> Words:
    """The same names and titles stand on hundreds of pages; the rules of typesetting run once for each."""
    speech = site.speech(language)
    direction = _direction(own)
    typeset_text = typeset(text, own)
    html = Markup(bidi.isolate_html(typeset_text, direction))
    plain_text = bidi.within(typeset_text, direction, speech.direction)
    if own == speech.language:
        return Words(html, plain_text)
    return Words(html, plain_text, own, direction, in_language(own, speech))


@cache
def _direction(language: str) -> Direction:
    return Language(language).direction


def plain(site: Site, text: str, language: str) -> Words:
    """Words that the generator wrote itself, in the page's language."""
    return words(site, Named(text, language), language)


def best_words(site: Site, given: Mapping[str, str], language: str) -> Words | None:
    """Words per language, in the one that the reader reads best; None where there are none."""
    named = best(given, site.order(language))
    return words(site, named, language) if named else None


@remembered
def link_to(site: Site, target: Target, language: str) -> Link:
    """The title of a target, leading to its page."""
    return _link(site, title_of(site, target, language), target, language)


@remembered
def short_link_to(site: Site, target: Target, language: str) -> Link:
    """The short title of a target, leading to its page."""
    return _link(site, short_title_of(site, target, language), target, language)


def with_count(link: Link, count: int, value: str = "") -> Link:
    """A link with the number of things that lie where it leads, and what stands for it in addresses."""
    return replace(link, count=count, value=value)


def _link(site: Site, title: Named, target: Target, language: str) -> Link:
    address = address_of(site, target, language)
    return Link(words(site, title, language), href(site, address) if address else "")


def party_link(site: Site, party: str, language: str) -> Link:
    """An organisation by id or a state by its ISO 3166-1 code, leading to its page."""
    return link_to(site, Target("country" if party.isupper() else "organisation", party), language)


def party_in_sentence(site: Site, party: str, language: str) -> Link:
    """The same within a sentence, where the name of a state may need its article."""
    link = party_link(site, party, language)
    if not party.isupper():
        return link
    return replace(link, words=plain(site, the_country(party, site.speech(language)), language))


@remembered
def organisation_link(site: Site, id: str, language: str) -> Link:
    """An organisation, by its acronym where it has one."""
    target = Target("organisation", id)
    record = site.sources.records.organisations[id].value
    acronym = best(record.acronym, site.order(language))
    if acronym is None:
        return link_to(site, target, language)
    return _link(site, Named(acronym.text, language), target, language)


def term(site: Site, id: str, language: str) -> Words | None:
    """A term of the glossary in the reader's language."""
    record = site.sources.records.glossary.get(id)
    return best_words(site, record.value.name, language) if record else None


def dates_of_entry(site: Site, entry: Entry, language: str) -> Dates | None:
    """The dates of an entry in every form in which a page shows them; None where no date is known."""
    return _dates_of(site, entry.key, language)


@remembered
def _dates_of(site: Site, key: Key, language: str) -> Dates | None:
    dates = dates_of(site.entries[key].facts)
    if dates is None:
        return None
    view = dates_view(site, dates, language)
    is_marked = key[0] is Kind.EVENT and site.config.offers(Feature.FILTERS)
    return replace(view, span=f"{dates.start.isoformat()}/{dates.end.isoformat()}") if is_marked else view


def dates_view(site: Site, dates: EventDates, language: str) -> Dates:
    """Dates in every form in which a page shows them."""
    speech = site.speech(language)
    line = _isolated(format_dates(dates, speech), speech)
    is_daily = all(part.precision is Precision.DAY for part in dates.ranges)
    return Dates(
        line=line,
        without_year=_isolated(format_dates(dates, speech, year=False), speech),
        machine=machine_dates(dates.ranges[0]),
        sessions=tuple(_session(part, dates, line, speech) for part in dates.ranges),
        months=tuple(_months(dates, speech)) if is_daily else (),
        days=dates.days if is_daily else 0,
        year=digits(dates.year, speech),
    )


def _session(part: DateRange, dates: EventDates, line: Markup, speech: Speech) -> Session:
    """One range of several, with its year where it is not that of the last."""
    last = dates.ranges[-1]
    is_alone = len(dates.ranges) == 1
    year = part is last or part.end.year != last.end.year
    text = line if is_alone else _isolated(format_range(part, speech, year), speech)
    return Session(text, machine_dates(part), part.days)


def _isolated(text: str, speech: Speech) -> Markup:
    """Dates as HTML; days stay on one line with each other and with their month."""
    return Markup(DAYS.sub(r'<span class="days">\g<0></span>', bidi.isolate_html(text, speech.direction)))


def _months(dates: EventDates, speech: Speech) -> Iterator[Month]:
    """One ruler for each month with a day of the event; none where they are too many."""
    held: dict[date, set[int]] = {}
    for part in dates.ranges:
        for days in range(part.days):
            day = part.start + timedelta(days)
            held.setdefault(day.replace(day=1), set()).add(day.day)
            if len(held) > MONTHS_DRAWN:
                return
    for first, numbers in held.items():
        begun = {1} | {part.start.day for part in dates.ranges if part.start.replace(day=1) == first}
        ticks = list(_empty_days(monthrange(first.year, first.month)[1], speech))
        for number in numbers:
            opens = number in begun
            label = digits(number, speech) if opens else ticks[number - 1].label
            ticks[number - 1] = DayTick(number, event=True, opens=opens, label=label)
        yield Month(format_month(first, speech), tuple(ticks))


@lru_cache(maxsize=MONTHS_REMEMBERED)
def _empty_days(length: int, speech: Speech) -> tuple[DayTick, ...]:
    """The days of a month without an event, of which the first and the last are labelled."""
    labelled = {1, length}
    return tuple(
        DayTick(number, event=False, opens=False, label=digits(number, speech) if number in labelled else "")
        for number in range(1, length + 1)
    )


def where_view(site: Site, entry: Entry, language: str) -> Where | None:
    """Where an event takes place: city and country, a venue, or online. What is written out is the original's words."""
    return _where_of(site, entry.key, language)


@remembered
def _where_of(site: Site, key: Key, language: str) -> Where | None:
    entry = site.entries[key]
    location = entry.facts.location if isinstance(entry.facts, Event) else None
    if location is None:
        return None
    own = entry.original.language
    venue = words(site, Named(location.venue, own), language) if location.venue else None
    return Where(tuple(_place(site, location, own, language)), venue, location.online)


def _place(site: Site, location: Place, own: str, language: str) -> Iterator[Link]:
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
        yield _link(site, named, target, language)


def in_a_row(site: Site, names: Iterable[str], language: str) -> str:
    """Several names in one line, as the language separates them: "Valletta, Malta"."""
    pattern = site.sources.messages[language].gettext(phrases.PAIR)
    joined = ""
    for name in names:
        joined = pattern % {"first": joined, "second": name} if joined else name
    return joined
