"""Entries as rows of lists, and the groups in which lists show them."""

from collections.abc import Iterable
from itertools import groupby

from sitegen.l10n.numbers import digits
from sitegen.link.index import dates_of, visible
from sitegen.link.routes import Target
from sitegen.link.site import Site, address_of
from sitegen.link.translations import Entry, Key
from sitegen.model.participants import Group, Qualifier
from sitegen.model.words import Named
from sitegen.model.writeups import Event, Kind, Project
from sitegen.render.memory import remembered
from sitegen.render.pieces import dates_of_entry, href, where_view, words
from sitegen.render.practices import numerals_of
from sitegen.render.views.rows import Row, YearGroup
from sitegen.render.views.words import Link


def listed(site: Site, keys: Iterable[Key], language: str) -> list[Entry]:
    """The entries that lists of a language show: those whose kind hides fallbacks only with a text."""
    return [site.entries[key] for key in visible(keys, site.entries, site.config, language)]


def row(site: Site, entry: Entry, language: str) -> Row:
    """An entry in a list. Where its text is in another language, its title carries that language and a tag."""
    return _row(site, entry.key, language)


@remembered
def _row(site: Site, key: Key, language: str) -> Row:
    entry = site.entries[key]
    text = entry.best_text(site.order(language))
    front = text.front.value
    address = address_of(site, Target(entry.kind.value, entry.id), language)
    numerals, more = numerals_of(site, entry, language)
    return Row(
        kind=entry.kind.value,
        type=getattr(entry.facts, "type", None) or "",
        title=Link(words(site, Named(front.title, text.language), language), href(site, address)),
        summary=words(site, Named(front.summary, text.language), language) if front.summary else None,
        dates=dates_of_entry(site, entry, language),
        where=where_view(site, entry, language),
        countries=_countries(entry),
        numerals=numerals,
        more=more,
    )


def entry_link(site: Site, entry: Entry, language: str) -> Link:
    """The title of an entry, leading to its page in the reader's language or, where there is none, in its own."""
    return row(site, entry, language).title


def rows(site: Site, keys: Iterable[Key], language: str) -> tuple[Row, ...]:
    return tuple(row(site, entry, language) for entry in listed(site, keys, language))


def year_groups(site: Site, keys: Iterable[Key], language: str) -> tuple[YearGroup, ...]:
    """Dated entries under their years, in the order given; the undated are left out."""
    dated = [entry for entry in listed(site, keys, language) if dates_of(entry.facts)]
    return _groups(site, dated, language)


def all_groups(site: Site, keys: Iterable[Key], language: str) -> tuple[YearGroup, ...]:
    """Entries under their years, in the order given; the undated stand in a group whose year is ""."""
    return _groups(site, listed(site, keys, language), language)


def _groups(site: Site, entries: Iterable[Entry], language: str) -> tuple[YearGroup, ...]:
    groups = []
    for year, group in groupby(entries, key=year_of):
        address = site.routes.of(Target("year", str(year)), language)
        groups.append(
            YearGroup(
                digits(year, site.speech(language)) if year else "",
                href(site, address) if address else "",
                tuple(row(site, entry, language) for entry in group),
                f"y{year}",
            )
        )
    return tuple(groups)


def of_kinds(keys: Iterable[Key], *kinds: Kind) -> tuple[Key, ...]:
    return tuple(key for key in keys if key[0] in kinds)


def year_of(entry: Entry) -> int:
    """The year of the first day of an entry; 0 for one without a date."""
    dates = dates_of(entry.facts)
    return dates.year if dates else 0


def _countries(entry: Entry) -> int:
    facts = entry.facts
    group: Group[str] | None = None
    if isinstance(facts, Event) and facts.participants:
        group = facts.participants.countries
    elif isinstance(facts, Project):
        group = facts.countries
    count = group.count if group else None
    return count.number if count and count.qualifier is Qualifier.EXACTLY else 0
