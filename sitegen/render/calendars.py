"""iCalendar (RFC 5545, RFC 7986): one event, the events of a language, and those of an initiative, for calendars.

An event is the same in all languages: its identifiers do not depend on words. Each of its ranges is a VEVENT of its
own, for a calendar has no other way to say "the 15th, then the 21st and 22nd". See docs/decisions/0025.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from sitegen.l10n import phrases
from sitegen.l10n.numbers import digits
from sitegen.link.index import dates_of
from sitegen.link.routes import Target
from sitegen.link.site import Site, short_title_of
from sitegen.link.translations import Entry, Key
from sitegen.model.configuration import Feature
from sitegen.model.dates import EventDates, Precision
from sitegen.model.words import Named
from sitegen.model.writeups import Kind
from sitegen.render.memory import remembered
from sitegen.render.pieces import absolute, best_words, href, in_a_row, where_view, words
from sitegen.render.views.frame import Calendar

EVENTS = 500  # of the newest: more than a megabyte is refused by the calendars of large providers
PRODUCT = "-//sitegen//iCalendar//EN"
HOME = Target("home")
REFRESH = timedelta(days=1)
END = b"END:VCALENDAR\r\n"


def event_calendar(site: Site, language: str, id: str) -> bytes:
    """The file of one event: all its ranges, in the words of a language that it has a text in."""
    entry = site.entries[Kind.EVENT, id]
    address = _page(site, entry, language)
    return _calendar(language, "", address, "", (_vevents(site, entry.key, language),))


def language_calendar(site: Site, language: str) -> bytes:
    """The events that have a text in a language; the newest, where there are very many."""
    return _together(site, HOME, language)


def initiative_calendar(site: Site, language: str, id: str) -> bytes:
    """The events of an initiative that have a text in a language."""
    return _together(site, Target(Kind.INITIATIVE.value, id), language)


def _together(site: Site, target: Target, language: str) -> bytes:
    title = best_words(site, site.config.title, language)
    name = _name_of(site, target, language)
    full = f"{name} – {title.text}" if title else name
    source = absolute(site, calendar_path(site, target, language))
    home = absolute(site, site.routes.of(target, language) or "/")
    events = reversed(_events(site, target, language))
    return _calendar(language, full, home, source, (_vevents(site, key, language) for key in events))


@remembered
def _events(site: Site, target: Target, language: str) -> tuple[Key, ...]:
    """The events in the calendar of a language or of an initiative, newest first."""
    index = site.index
    keys = index.by_kind[Kind.EVENT] if target == HOME else index.by_initiative.get(target.id, ())
    return tuple(key for key in keys if key[0] is Kind.EVENT and in_calendars(site.entries[key], language))[:EVENTS]


def in_calendars(entry: Entry, language: str) -> bool:
    """Whether a calendar of a language has an event: it has a text in it, and its days are known."""
    dates = dates_of(entry.facts)
    return language in entry.texts and dates is not None and dates.precision is Precision.DAY


def _calendar(language: str, name: str, home: str, source: str, events: Iterable[bytes]) -> bytes:
    """Events, already written, as one file. One that is not subscribed to has neither name nor `source`."""
    from icalendar import Calendar as VCalendar  # start-up: 95 ms, and only sites with calendars pay it

    calendar = VCalendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if source:
        calendar.add("name", name, {"LANGUAGE": language})
        calendar.add("x-wr-calname", name)
        calendar.add("url", home)
        calendar.add("source", source, {"VALUE": "URI"})
        calendar.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "P1D")
    head: bytes = calendar.to_ical().removesuffix(END)
    return b"".join((head, *events, END))


@remembered
def _vevents(site: Site, key: Key, language: str) -> bytes:
    """An event as iCalendar: one VEVENT for each of its ranges."""
    entry = site.entries[key]
    dates = dates_of(entry.facts)
    parts = range(len(dates.ranges)) if dates else ()
    return b"".join(_vevent(site, entry, dates, number, language) for number in parts if dates)


def _vevent(site: Site, entry: Entry, dates: EventDates, number: int, language: str) -> bytes:
    from icalendar import Event  # start-up: the same 95 ms

    front, part = entry.texts[language].front.value, dates.ranges[number]
    said = {"LANGUAGE": language}
    page = _page(site, entry, language)
    summary = words(site, Named(front.summary, language), language).text if front.summary else ""
    event = Event()
    event.add("uid", identifier(site, entry.id, number))
    event.add("dtstamp", _stamp(dates))
    event.add("dtstart", part.start)
    if part.end < date.max:
        event.add("dtend", part.end + timedelta(days=1))  # the day on which it is over
    event.add("summary", _title(site, front.title, language, number, len(dates.ranges)), said)
    event.add("description", f"{summary}\n\n{page}".lstrip(), said)
    if place := _place(site, entry, language):
        event.add("location", place, said)
    if coordinates := _coordinates(site, entry):
        event.add("geo", coordinates)
    if categories := list(_categories(site, entry, language)):
        event.add("categories", categories, said)
    if number:
        event.add("related-to", identifier(site, entry.id, 0), {"RELTYPE": "SIBLING"})
    event.add("url", page)
    event.add("transp", "TRANSPARENT")
    written: bytes = event.to_ical()
    return written


def identifier(site: Site, id: str, number: int) -> str:
    """The UID of a range of an event, by its place among them: a name-based UUID (RFC 4122, version 5; RFC 7986).

    It is the same in all languages, and stays when the day, the title or the address changes.
    """
    return str(uuid5(NAMESPACE_URL, f"{site.config.url}calendar/{id}/{number}"))


def _stamp(dates: EventDates) -> datetime:
    """DTSTAMP, the time of change, without a clock: as in feeds, midnight UTC of the event's last day."""
    return datetime.combine(dates.end, time(), UTC)


def _title(site: Site, title: str, language: str, number: int, total: int) -> str:
    """The title; of several ranges, with the place of this one among them."""
    speech = site.speech(language)
    place = f" ({digits(number + 1, speech)}/{digits(total, speech)})" if total > 1 else ""
    return words(site, Named(f"{title}{place}", language), language).text


def _place(site: Site, entry: Entry, language: str) -> str:
    """Venue, place and country, or that it is online."""
    where = where_view(site, entry, language)
    if where is None:
        return ""
    parts = [where.venue.text] if where.venue else []
    parts += [part.words.text for part in where.parts]
    parts += [site.sources.messages[language].gettext(phrases.ONLINE)] if where.online else []
    return in_a_row(site, parts, language)


def _coordinates(site: Site, entry: Entry) -> tuple[float, float] | None:
    location = getattr(entry.facts, "location", None)
    record = site.sources.records.places.get(location.place or "") if location else None
    return record.value.coordinates if record else None


def _categories(site: Site, entry: Entry, language: str) -> Iterator[str]:
    """What kind of event it is, and its initiative."""
    message = phrases.EVENT_TYPES.get(getattr(entry.facts, "type", None) or "")
    if message:
        yield site.sources.messages[language].gettext(message)
    initiative = getattr(entry.facts, "initiative", None)
    if initiative and (Kind.INITIATIVE, initiative) in site.entries:
        yield words(site, short_title_of(site, Target("initiative", initiative), language), language).text


def _page(site: Site, entry: Entry, language: str) -> str:
    return absolute(site, site.routes.of(Target(entry.kind.value, entry.id), language) or "/")


def calendar_path(site: Site, target: Target, language: str) -> str:
    """The path of a calendar: of an event under its id, which is what a downloaded file is called then."""
    name = target.id if target.kind == Kind.EVENT.value else "calendar"
    return f"{site.routes.of(target, language)}{name}.ics"


def calendars_of(site: Site, target: Target, language: str) -> tuple[Calendar, ...]:
    """The calendars that a page offers: its own, if it has one, then that of its language."""
    if not site.config.offers(Feature.CALENDARS):
        return ()
    own = tuple(_own(site, target, language)) if target.kind == Kind.EVENT.value else ()
    subscribed = [target, HOME] if target.kind == Kind.INITIATIVE.value else [HOME]
    return (*own, *(_offered(site, one, language) for one in subscribed if _events(site, one, language)))


@remembered
def _offered(site: Site, target: Target, language: str) -> Calendar:
    """A calendar to subscribe to."""
    path = calendar_path(site, target, language)
    webcal = "webcal:" + absolute(site, path).partition(":")[2]
    return Calendar(_name_of(site, target, language), href(site, path), webcal)


def _own(site: Site, target: Target, language: str) -> Iterator[Calendar]:
    """The file of an event; where it has no text in the language, that of the text which is shown instead."""
    entry = site.entries[Kind.EVENT, target.id]
    text = entry.best_text(site.order(language)).language
    if in_calendars(entry, text):
        title = words(site, Named(entry.texts[text].front.value.title, text), language)
        yield Calendar(title.text, href(site, calendar_path(site, target, text)), language=title.language)


def _name_of(site: Site, target: Target, language: str) -> str:
    """What a calendar holds: all events, or those of an initiative."""
    messages = site.sources.messages[language]
    if target == HOME:
        return messages.gettext(phrases.EVENTS)
    name = words(site, short_title_of(site, target, language), language).text
    return messages.gettext(phrases.INITIATIVE_EVENTS) % {"name": name}


def calendars(site: Site, language: str) -> Iterator[tuple[str, Target, tuple[str, ...]]]:
    """The calendars of a language, each by the name of its view, what it belongs to, and what the view asks for.

    One without any event would be no calendar to RFC 5545: it begins with its first event.
    """
    if _events(site, HOME, language):
        yield "calendar", HOME, ()
    for kind, id in site.index.by_kind[Kind.INITIATIVE]:
        target = Target(kind.value, id)
        if site.routes.of(target, language) and _events(site, target, language):
            yield "calendar of an initiative", target, (id,)
    for kind, id in site.index.by_kind[Kind.EVENT]:
        if in_calendars(site.entries[kind, id], language):
            yield "calendar of an event", Target(kind.value, id), (id,)
