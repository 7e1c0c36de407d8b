"""Search pages: of every page that may be found, in its own language, the words by which it is found.

A search page is a small HTML file for Pagefind, which is never published. Its words are folded and carry a letter in
front, so that they are apart from what is only shown of a result:

x   a word of the page; in the part of little weight, another variant of one
y   an Arabic word without its ending
zp  the number of the practice that the page is;  zc  the number of a practice that it cites
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from sitegen.base.searching import SEARCH_PAGES, SUFFIX
from sitegen.l10n.folding import folded_words, stems, variants
from sitegen.l10n.numbers import digits
from sitegen.link.index import cited, dates_of
from sitegen.link.mentions import Role
from sitegen.link.routes import Target
from sitegen.link.site import Page, Site
from sitegen.link.translations import Key, State
from sitegen.model.languages import Language
from sitegen.model.writeups import Kind
from sitegen.render.catalogues import catalogue_view, practice_view
from sitegen.render.entries import entry_view
from sitegen.render.lists import party_view
from sitegen.render.memory import remembered
from sitegen.render.pieces import party_link, short_link_to
from sitegen.render.texts import UNSAID
from sitegen.render.views import EntryView, Text, Words

NUMERALS = 4
BREAK = re.compile(r"</?(?:p|h\d|li|td|th|tr|div|br|figcaption|blockquote|section|dt|dd)\b[^>]*>")


@dataclass(slots=True)
class _Page:
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
    """One search page, in UTF-8. Other languages than that of the page are in it only as names."""
    if target.kind in set(Kind):
        page = _of_entry(site, site.pages[(Kind(target.kind), target.id), language])
    elif target.kind == "practice":
        page = _of_practice(site, target, language)
    elif target.kind == "catalogue":
        page = _of_catalogue(site, target, language)
    else:
        page = _of_party(site, target, language)
    return _html(page, language).encode()


def _of_entry(site: Site, page: Page) -> _Page:
    view, language = entry_view(site, page), page.language
    found = _Page(
        address=view.frame.address,
        kind=view.kind,
        type=view.type,
        title=view.title,
        summary=view.summary.text if view.summary else view.description,
        when=_said(view.dates.line) if view.dates else "",
        where=_where(view, language),
        online=bool(view.where and view.where.online),
    )
    found.texts += [_said(view.text.html), found.when, found.where, *_names(view)]
    pairs = cited(page.entry.facts, site.catalogues)
    found.signs = [f"zc{number}" for number in sorted({number for _, number in pairs})]
    practices = [numeral for group in view.practices for numeral in group.numerals]
    found.numerals = tuple((one.number, one.address, one.title.text) for one in practices[:NUMERALS])
    found.facets = list(_facets(site, page, view))
    return found


def _names(view: EntryView) -> Iterator[str]:
    """The names beside a text: who, whose, about what."""
    for fact in view.facts:
        yield from (link.words.text for link in fact.links)
        yield _said(fact.roles)
    yield from (group.catalogue.words.text for group in view.practices)
    yield from (numeral.title.text for group in view.practices for numeral in group.numerals)
    yield from (download.title.text for download in view.downloads)
    if view.initiative:
        yield view.initiative.words.text
    if view.where and view.where.venue:
        yield view.where.venue.text


def _facets(site: Site, page: Page, view: EntryView) -> Iterator[tuple[str, str]]:
    language = page.language
    dates = dates_of(page.entry.facts)
    if dates:
        yield "year", digits(dates.year, site.speech(language))
    if page.entry.kind is Kind.INITIATIVE:
        yield "initiative", short_link_to(site, page.target, language).words.text
    elif view.initiative:
        yield "initiative", view.initiative.words.text
    for group in view.practices:
        yield "catalogue", group.catalogue.words.text
    for link in view.catalogues:
        yield "catalogue", link.words.text
    for code in _hosts(site).get(page.entry.key, ()):
        yield "country", party_link(site, code, language).words.text


@remembered
def _hosts(site: Site) -> dict[Key, list[str]]:
    """The countries in which each entry took place, by their codes."""
    hosts: dict[Key, list[str]] = {}
    for party, roles in site.index.by_party.items():
        for key in roles.get(Role.HOST, ()) if party.isupper() else ():
            hosts.setdefault(key, []).append(party)
    return hosts


def _where(view: EntryView, language: str) -> str:
    parts = [link.words.text for link in view.where.parts] if view.where else []
    return "، ".join(parts) if Language(language).script == "Arab" else ", ".join(parts)


def _of_practice(site: Site, target: Target, language: str) -> _Page:
    id, _, number = target.id.partition("/")
    view = practice_view(site, language, id, int(number))
    catalogue = view.catalogue.words.text
    found = _Page(view.frame.address, "practice", view.item, view.title, number=view.number, where=catalogue)
    found.summary = view.description if not view.gap and view.text and view.text.language == language else ""
    found.texts = [number, catalogue, view.section.text if view.section else "", _own(view.text, language)]
    found.signs = [f"zp{number}"]
    found.facets = [("catalogue", catalogue)]
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
    return str(Markup(BREAK.sub(" ", UNSAID.sub("", html))).striptags())


def _html(page: _Page, language: str) -> str:
    title, summary, text = (list(folded_words(said)) for said in (page.title.text, page.summary, "\n".join(page.texts)))
    others = " ".join(sorted({*_others({*title, *summary, *text}), *page.signs}))
    facets = "".join(_facet(name, value) for name, value in (("kind", page.kind), *page.facets) if value)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>-</title></head>'
        f"<body data-pagefind-body>{facets}"
        f'<i data-pagefind-meta="shown[data-value]" data-value="{escape(_shown(page))}"></i>'
        f'<h1 data-pagefind-weight="7">{_tokens(title)}</h1><p data-pagefind-weight="2">{_tokens(summary)}</p>'
        f'<p>{_tokens(text)}</p><p data-pagefind-weight="0.2">{others}</p></body></html>\n'
    )


def _facet(name: str, value: str) -> str:
    return f'<i data-pagefind-filter="{name}[data-value]" data-value="{escape(value)}"></i>'


def _shown(page: _Page) -> str:
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
    return json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False, separators=(",", ":"))


def _tokens(words: Iterable[str]) -> str:
    """Folded words in their order, each as it is likeliest meant."""
    return " ".join(f"x{variants(word)[0]}" for word in words)


def _others(words: Iterable[str]) -> Iterator[str]:
    """The less likely variants of folded words, and their stems."""
    for word in words:
        for variant in variants(word)[1:]:
            yield f"x{variant}"
        for stem in stems(word):
            yield f"y{stem}"
