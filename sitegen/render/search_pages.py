"""Search pages: of every page that may be found, in its own language, the words by which it is found.

A search page is never published. Its words are folded and carry a letter in front, which says what they are:

x   a word of the page as it is likeliest meant; after all these, another guise of one
y   a stem that is no guise of its word
zp  the number of the practice that the page is;  zc  the number of a practice that it cites
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from itertools import chain
from operator import itemgetter

import msgspec
from msgspec import Struct, field

from sitegen.base.searching import SEARCH_PAGES, SUFFIX, SearchPage
from sitegen.l10n.dates import format_dates
from sitegen.l10n.folding import REMEMBERED, folded_words, guises, stem, words_of
from sitegen.l10n.numbers import digits
from sitegen.link.index import cited, dates_of
from sitegen.link.mentions import Role
from sitegen.link.routes import Target
from sitegen.link.site import Page, Site, title_of
from sitegen.link.translations import Entry, Key, State
from sitegen.model.words import Named
from sitegen.model.writeups import Initiative, Kind
from sitegen.render.catalogues import catalogue_view, practice_text
from sitegen.render.entries import download_titles, initiative_link
from sitegen.render.facts import facts_of
from sitegen.render.lists import party_view
from sitegen.render.memory import remembered
from sitegen.render.pieces import best_words, href, in_a_row, party_link, short_link_to, where_view, words
from sitegen.render.practices import numeral
from sitegen.render.texts import UNSAID, opening, page_text
from sitegen.render.views.numerals import Numeral
from sitegen.render.views.rows import Where
from sitegen.render.views.words import Link, Text, Words

NUMERALS = 4
TITLE = 12  # words: other words than those of the title come after as many places, however short it is
NO_WORD = "z"
FIRST, OTHERS = itemgetter(0), itemgetter(1)
TAG = re.compile(r"<[^>]*>")
BREAK = re.compile(r"</?(?:p|h\d|li|td|th|tr|div|br|figcaption|blockquote|section|dt|dd)\b[^>]*>")


class _Page(Struct):
    """What is known of a page that may be found.

    kind     event, practice, …, and what is shown of it: an event's type, what a catalogue calls its numbers
    texts    what is read for its words, title and summary excepted
    signs    its numbers: zp18, zc18
    facets   values to narrow by
    """

    address: str
    kind: str
    type: str
    title: Words
    summary: str = ""
    when: str = ""
    where: str = ""
    online: bool = False
    number: str = ""
    numerals: tuple[tuple[str, str, str], ...] = ()
    texts: list[str] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    facets: list[tuple[str, str]] = field(default_factory=list)


def searched(site: Site) -> Iterator[tuple[Target, str]]:
    """Everything that may be found, in each language that it has words in."""
    for (kind, id), language in site.pages:
        if site.pages[(kind, id), language].state is not State.FALLBACK:
            yield Target(kind.value, id), language
    for target, language in site.routes.addresses:
        if target.kind in ("catalogue", "practice", "organisation", "country"):
            yield target, language


def search_page_path(site: Site, target: Target, language: str) -> str:
    """The path of a search page: that of its page, apart from all that is published."""
    address = (site.routes.of(target, language) or "").strip("/")
    return f"{SEARCH_PAGES}{language.lower()}/{address}{SUFFIX}"


def search_page(site: Site, target: Target, language: str) -> bytes:
    """One search page. Other languages than that of the page are in it only as names."""
    if target.kind in set(Kind):
        page = _of_entry(site, site.pages[(Kind(target.kind), target.id), language])
    elif target.kind == "practice":
        page = _of_practice(site, target, language)
    elif target.kind == "catalogue":
        page = _of_catalogue(site, target, language)
    else:
        page = _of_party(site, target, language)
    return _packed(page)


def _of_entry(site: Site, page: Page) -> _Page:
    """Asks for no more of what the page of the write-up shows than is searched or shown here."""
    entry, language, front = page.entry, page.language, page.text.front.value
    text, where, dates = page_text(site, page), where_view(site, entry, language), dates_of(entry.facts)
    cites = _cites(site, entry, language)
    found = _Page(
        address=_address(site, page.target, language),
        kind=entry.kind.value,
        type=getattr(entry.facts, "type", None) or "",
        title=_words(site, page, front.title),
        summary=_words(site, page, front.summary).text if front.summary else opening(site, text, language),
        when=_said(format_dates(dates, site.speech(language))) if dates else "",
        where=_place(site, where, language),
        online=bool(where and where.online),
    )
    found.texts += [_said(text.html), found.when, found.where, *_names(site, page, cites)]
    found.signs = [f"zc{number}" for number in sorted({number for _, number in cited(entry.facts, site.catalogues)})]
    practices = [one for numerals in cites.values() for one in numerals]
    found.numerals = tuple((one.number, one.address, one.title.text) for one in practices[:NUMERALS])
    found.facets = list(_facets(site, page, cites))
    return found


def _words(site: Site, page: Page, said: str) -> Words:
    return words(site, Named(said, page.text.language), page.language)


def _address(site: Site, target: Target, language: str) -> str:
    return href(site, site.routes.of(target, language) or "/")


def _cites(site: Site, entry: Entry, language: str) -> dict[str, list[Numeral]]:
    """The catalogues that an entry names, in its order, each with the numbers that it cites of it."""
    named = (reference.catalogue for reference in entry.facts.practices)
    found: dict[str, list[Numeral]] = {id: [] for id in named if id in site.catalogues}
    for id, number in cited(entry.facts, site.catalogues) if found else ():
        if id in found:
            found[id].append(numeral(site, site.catalogues[id], number, language))
    return found


def _names(site: Site, page: Page, cites: Mapping[str, Iterable[Numeral]]) -> Iterator[str]:
    """The names beside a text: who, whose, about what."""
    entry, language = page.entry, page.language
    for fact in facts_of(site, entry, language):
        yield from (link.words.text for link in fact.links)
        yield _said(fact.roles)
    yield from (short_link_to(site, Target("catalogue", id), language).words.text for id in cites)
    yield from (one.title.text for numerals in cites.values() for one in numerals)
    yield from (title.text for title in download_titles(site, page))
    initiative = _initiative(site, entry, language)
    if initiative:
        yield initiative.words.text
    where = where_view(site, entry, language)
    if where and where.venue:
        yield where.venue.text


def _initiative(site: Site, entry: Entry, language: str) -> Link | None:
    id = getattr(entry.facts, "initiative", None)
    return initiative_link(site, id, language) if id else None


def _facets(site: Site, page: Page, cites: Iterable[str]) -> Iterator[tuple[str, str]]:
    entry, language = page.entry, page.language
    dates = dates_of(entry.facts)
    if dates:
        yield "year", digits(dates.year, site.speech(language))
    own = entry.kind is Kind.INITIATIVE
    initiative = short_link_to(site, page.target, language) if own else _initiative(site, entry, language)
    if initiative:
        yield "initiative", initiative.words.text
    named = entry.facts.catalogues if isinstance(entry.facts, Initiative) else ()
    for id in (*cites, *named):
        yield "catalogue", short_link_to(site, Target("catalogue", id), language).words.text
    for code in _hosts(site).get(entry.key, ()):
        yield "country", party_link(site, code, language).words.text


@remembered
def _hosts(site: Site) -> dict[Key, list[str]]:
    """The countries in which each entry took place, by their codes."""
    hosts: dict[Key, list[str]] = {}
    for party, roles in site.index.by_party.items():
        for key in roles.get(Role.HOST, ()) if party.isupper() else ():
            hosts.setdefault(key, []).append(party)
    return hosts


def _place(site: Site, where: Where | None, language: str) -> str:
    return in_a_row(site, (link.words.text for link in where.parts), language) if where else ""


def _of_practice(site: Site, target: Target, language: str) -> _Page:
    id, _, number = target.id.partition("/")
    catalogue, text = site.catalogues[id], practice_text(site, id, int(number), language)
    section = catalogue.section_of(int(number))
    of = short_link_to(site, Target("catalogue", id), language).words.text
    title = words(site, title_of(site, target, language), language)
    shown = digits(int(number), site.speech(language))
    found = _Page(_address(site, target, language), "practice", catalogue.item, title, number=shown, where=of)
    if catalogue.practice(int(number)) and text and text.language == language:
        found.summary = opening(site, text, language) or title.text or f"{of} {shown}"
    title_of_section = best_words(site, section.title, language) if section else None
    found.texts = [number, of, title_of_section.text if title_of_section else "", _own(text, language)]
    found.signs = [f"zp{number}"]
    found.facets = [("catalogue", of)]
    return found


def _of_catalogue(site: Site, target: Target, language: str) -> _Page:
    view = catalogue_view(site, language, target.id)
    issuer = view.issuer.words.text if view.issuer else ""
    found = _Page(view.frame.address, "catalogue", "", view.title, when=view.adopted, where=issuer)
    found.summary = view.summary.text if view.summary and not view.summary.language else ""
    titles = [section.title.text for section in view.sections if section.title and not section.title.language]
    found.texts = [view.full_title.text, issuer, _said(view.leads), *titles]
    found.facets = [("catalogue", short_link_to(site, target, language).words.text)]
    return found


def _of_party(site: Site, target: Target, language: str) -> _Page:
    view = party_view(site, language, target)
    country = view.country.words.text if view.country else view.name.text if target.kind == "country" else ""
    found = _Page(view.frame.address, target.kind, "", view.name, where=view.country.words.text if view.country else "")
    found.summary = view.summary.text if view.summary and not view.summary.language else ""
    found.texts = [view.acronym, country, view.place.text if view.place else "", *(name.text for name in view.names)]
    found.facets = [("country", country)] if country else []
    return found


def _own(text: Text | None, language: str) -> str:
    return _said(text.html) if text and text.language == language else ""


def _said(html: str) -> str:
    """What an HTML text says."""
    return " ".join(unescape(TAG.sub("", BREAK.sub(" ", UNSAID.sub("", html)))).split())


def _packed(page: _Page) -> bytes:
    facets = tuple((name, value) for name, value in (("kind", page.kind), *page.facets) if value)
    return msgspec.json.encode(SearchPage(_found_by(page), facets, msgspec.Raw(_shown(page))))


def _found_by(page: _Page) -> str:
    """The words of a page, each once: those of the title, of the summary, then the others, the most frequent first.

    After them what else they are found by, in the same order. Places among the words are all that is known of their
    weight when results are put in order.
    """
    times = Counter(chain.from_iterable(map(words_of, chain.from_iterable(map(str.split, page.texts)))))
    title = list(map(_tokens, folded_words(page.title.text)))
    said = list(map(_tokens, chain(folded_words(page.summary), sorted(times, key=times.__getitem__, reverse=True))))
    found = dict.fromkeys(map(FIRST, title))
    others = dict.fromkeys(chain(map(FIRST, said), chain.from_iterable(map(OTHERS, title + said)), page.signs))
    for one in found:
        others.pop(one, None)
    return " ".join((*found, *[NO_WORD] * (TITLE - len(found)), *others))


@lru_cache(REMEMBERED)
def _tokens(word: str) -> tuple[str, tuple[str, ...]]:
    """What a folded word is found by: as it is likeliest meant; its other guises, and stems that are none of them."""
    known = guises(word)
    first, *others = (f"x{one}" for one in known)
    return first, (*others, *(f"y{one}" for one in dict.fromkeys(map(stem, known)) if one not in known))


def _shown(page: _Page) -> bytes:
    """What is shown of a result, as JSON."""
    told = {
        "address": page.address,
        "kind": page.kind,
        "type": page.type,
        "title": page.title.text,
        "lang": page.title.language,
        "dir": page.title.direction,
        "in": page.title.tag,
        "number": page.number,
        "when": page.when,
        "where": page.where,
        "online": page.online,
        "summary": page.summary,
        "numerals": page.numerals,
    }
    return msgspec.json.encode({name: value for name, value in told.items() if value})
