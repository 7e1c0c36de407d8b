"""The facts beside a text: where, who, how many, in which languages."""

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup, escape

from sitegen.l10n.bidi import isolate_html
from sitegen.l10n.countries import country
from sitegen.l10n.names import join, language_name, sort_key
from sitegen.l10n.numbers import ordinal as format_ordinal
from sitegen.link.mentions import PARTY_KEYS
from sitegen.link.routes import Target
from sitegen.link.site import Site
from sitegen.link.translations import Entry
from sitegen.model.dates import EventDates
from sitegen.model.participants import Count, Group
from sitegen.model.words import Named
from sitegen.model.writeups import FrontMatter
from sitegen.render.pieces import (
    best_words,
    dates_view,
    link_to,
    organisation_link,
    party_link,
    plain,
    term,
    where_view,
    words,
)
from sitegen.render.views.entries import Fact
from sitegen.render.views.words import Link, Words


def facts_of(site: Site, entry: Entry, language: str) -> tuple[Fact, ...]:
    """The facts of an entry in the order in which readers look for them; only those that are stated."""
    return tuple(_facts(site, entry, language))


def _facts(site: Site, entry: Entry, language: str) -> Iterator[Fact]:
    facts = entry.facts
    where = where_view(site, entry, language)
    if where:
        yield Fact("place", where.parts, qualifier="online" if where.online else "")
    if planned := getattr(facts, "planned", ()):
        yield Fact("planned", html=dates_view(site, EventDates(planned), language).line)
    yield from _participants(site, facts, language)
    countries = getattr(facts, "countries", None)
    if isinstance(countries, Group):
        yield _group(site, "countries", countries, language)
    elif countries:
        yield _group(site, "countries", Group(list=tuple(countries)), language)
    if regions := getattr(facts, "regions", ()):
        names = [site.sources.records.places[id].value.name for id in regions if id in site.sources.records.places]
        found = [Link(name) for given in names if (name := best_words(site, given, language))]
        yield Fact("regions", tuple(found), html=joined(site, found, language))
    for key in PARTY_KEYS:
        if parties := getattr(facts, key, ()):
            yield _parties(site, key, parties, language)
    if tags := getattr(facts, "languages", ()):
        names_of = sorted(
            (language_name(tag, site.speech(language)) for tag in tags), key=lambda name: sort_key(name, language)
        )
        yield Fact(
            "languages",
            html=Markup(join([plain(site, name, language).html for name in names_of], site.speech(language))),
        )
    yield from _series(site, facts, language)
    yield from _contact(site, facts, language)
    for reference in facts.references:
        yield Fact("reference", html=Markup(f'<bdi dir="ltr">{isolate_html(reference, "ltr")}</bdi>'))


def _participants(site: Site, facts: FrontMatter, language: str) -> Iterator[Fact]:
    participants = getattr(facts, "participants", None)
    if participants is None:
        return
    roles = [words_of for id in participants.roles if (words_of := term(site, id, language))]
    people = participants.people
    if people or roles:
        yield Fact(
            "participants",
            count=people.number if people else 0,
            qualifier=people.qualifier.value if people else "",
            roles=joined(site, [Link(role) for role in roles], language),
        )
    if participants.countries:
        yield _group(site, "countries", participants.countries, language)
    if participants.organisations:
        yield _group(site, "organisations", participants.organisations, language)


def _group(site: Site, name: str, group: Group[str], language: str) -> Fact:
    count = group.count or Count(0)
    members = _sorted(site, group.list, language)
    return Fact(
        name, members, html=joined(site, members, language), count=count.number, qualifier=count.qualifier.value
    )


def _sorted(site: Site, parties: Iterable[str], language: str) -> tuple[Link, ...]:
    """Countries and organisations as links, sorted as the language does."""
    speech = site.speech(language)
    links = [
        (country(party, speech) if party.isupper() else "", party_link(site, party, language)) for party in parties
    ]
    ordered = sorted(links, key=lambda pair: sort_key(pair[0] or pair[1].words.text, language))
    return tuple(link for _, link in ordered)


def _parties(site: Site, key: str, parties: Iterable[str], language: str) -> Fact:
    links = []
    for party in parties:
        if party in site.sources.records.people:
            links.append(Link(_person(site, party, language)))
        elif party.isupper() or party not in site.sources.records.organisations:
            links.append(party_link(site, party, language))
        else:
            links.append(link_to(site, Target("organisation", party), language))
    return Fact(key, tuple(links), html=joined(site, links, language))


def _series(site: Site, facts: FrontMatter, language: str) -> Iterator[Fact]:
    series = getattr(facts, "series", None)
    name = term(site, series.name, language) if series else None
    if series is None or name is None:
        return
    feminine = language in site.sources.records.glossary[series.name].value.feminine
    ordinal = plain(site, format_ordinal(series.number, site.speech(language), feminine), language)
    yield Fact("series", (Link(name),), ordinal=ordinal.html)


def _contact(site: Site, facts: FrontMatter, language: str) -> Iterator[Fact]:
    contact = getattr(facts, "contact", None)
    if contact is None or contact.person not in site.sources.records.people:
        return
    person = site.sources.records.people[contact.person].value
    role = best_words(site, person.role, language)
    links = [Link(_person(site, contact.person, language))]
    if role:
        links.append(Link(role))
    if person.organisation and person.organisation in site.sources.records.organisations:
        links.append(organisation_link(site, person.organisation, language))
    yield Fact("contact", tuple(links))


def _person(site: Site, id: str, language: str) -> Words:
    """A person's name; written in Latin letters it keeps its direction in an Arabic page."""
    name = site.sources.records.people[id].value.name
    if isinstance(name, Mapping):
        return best_words(site, name, language) or plain(site, "", language)
    return words(site, Named(name, language), language)


def joined(site: Site, links: Iterable[Link], language: str) -> Markup:
    """Links and words in one sentence, joined as the language does."""
    pieces = [_piece(link) for link in links]
    return Markup(join(pieces, site.speech(language)))


def _piece(link: Link) -> str:
    name = link.words
    attributes = f' lang="{escape(name.language)}" dir="{name.direction}"' if name.language else ""
    if link.address:
        return f'<a href="{escape(link.address)}"{attributes}>{name.html}</a>'
    return f"<span{attributes}>{name.html}</span>" if name.language else name.html
