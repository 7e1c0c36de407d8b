"""Atom feeds (RFC 4287): of everything new in a language, of one initiative, and of what cites one catalogue."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from sitegen.l10n import phrases
from sitegen.link.index import dates_of
from sitegen.link.routes import Target
from sitegen.link.site import Site, short_title_of
from sitegen.link.translations import Entry, Key
from sitegen.model.languages import Language
from sitegen.model.words import Named
from sitegen.model.writeups import Kind
from sitegen.render.frames import feed_path
from sitegen.render.pieces import absolute, best_words, words
from sitegen.render.views.machines import FeedEntry, FeedView

ENTRIES = 50
ANNOUNCED = frozenset({Kind.EVENT, Kind.PROJECT, Kind.PUBLICATION})


def language_feed(site: Site, language: str) -> FeedView:
    """Everything that has a text in a language, newest first."""
    keys = [key for key in site.entries if key[0] in ANNOUNCED]
    lead = best_words(site, site.config.lead, language)
    title = site.sources.messages[language].gettext(phrases.EVERYTHING)
    return _feed(site, language, Target("home"), title, lead.text if lead else "", keys)


def initiative_feed(site: Site, language: str, id: str) -> FeedView:
    """The entries of an initiative that have a text in a language."""
    target = Target(Kind.INITIATIVE.value, id)
    name = words(site, short_title_of(site, target, language), language).text
    title = site.sources.messages[language].gettext(phrases.INITIATIVE_EVENTS) % {"name": name}
    return _feed(site, language, target, title, "", site.index.by_initiative.get(id, ()))


def catalogue_feed(site: Site, language: str, id: str) -> FeedView:
    """What cites any part of a catalogue and has a text in a language."""
    target = Target("catalogue", id)
    title = words(site, short_title_of(site, target, language), language).text
    keys = [key for key in site.index.by_catalogue.get(id, ()) if key[0] in ANNOUNCED]
    return _feed(site, language, target, title, "", keys)


def _feed(site: Site, language: str, target: Target, title: str, subtitle: str, keys: Iterable[Key]) -> FeedView:
    entries = [site.entries[key] for key in keys]
    own = [entry for entry in entries if language in entry.texts and dates_of(entry.facts)]
    own.sort(key=lambda entry: (_last_day(entry), entry.key), reverse=True)
    shown = tuple(_entry(site, language, entry) for entry in own[:ENTRIES])
    name = best_words(site, site.config.title, language)
    author = name.text if name else ""
    path = feed_path(site, target, language)
    return FeedView(
        language=language,
        direction=Language(language).direction,
        id=permanent_id(site, "feed", target.kind, target.id, language),
        title=f"{title} – {author}" if author else title,
        subtitle=subtitle,
        address=absolute(site, path),
        home=absolute(site, site.routes.of(target, language) or "/"),
        updated=_moment(max(map(_last_day, own), default=date(1970, 1, 1))),
        author=author,
        entries=shown,
    )


def _entry(site: Site, language: str, entry: Entry) -> FeedEntry:
    front = entry.texts[language].front.value
    address = site.routes.of(Target(entry.kind.value, entry.id), language) or ""
    return FeedEntry(
        id=permanent_id(site, entry.kind.value, entry.id, language),
        title=words(site, Named(front.title, language), language).text,
        address=absolute(site, address),
        updated=_moment(_last_day(entry)),
        summary=words(site, Named(front.summary or "", language), language).text,
    )


def permanent_id(site: Site, *names: str) -> str:
    """An identifier that stays when the address changes: a name-based UUID (RFC 4122, version 5)."""
    return uuid5(NAMESPACE_URL, site.config.url + "/".join(names)).urn


def _last_day(entry: Entry) -> date:
    dates = dates_of(entry.facts)
    return dates.end if dates else date.min


def _moment(day: date) -> str:
    """RFC 3339: the sources know days, not hours, so midnight UTC stands for the day."""
    return datetime.combine(day, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
