"""JSON-LD: what a page is about, in the words of schema.org, for search engines.

A page is a graph: the page itself in its own language, the way to it, and the thing it is about. Only what the sources
state is said; of a text that is borrowed from another language, that it is in that language.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from markupsafe import Markup

from sitegen.link.routes import Target
from sitegen.link.site import Site, short_title_of, title_of
from sitegen.model.configuration import Section
from sitegen.model.words import best
from sitegen.model.writeups import Kind
from sitegen.render.pieces import absolute, words
from sitegen.render.things import (
    OF_PROJECTS,
    Thing,
    activity,
    completed,
    entire,
    in_site,
    organisation,
    practice,
    stated,
)
from sitegen.render.views.catalogues import CatalogueView, PracticeView
from sitegen.render.views.entries import EntryView
from sitegen.render.views.home import HomeView
from sitegen.render.views.lists import EventsView, PartyView, SectionView
from sitegen.render.views.words import Link

CONTEXT = "https://schema.org"
WORDS_SOUGHT = "search_term_string"  # as search engines call it
LISTED = 100  # of a long list the beginning; search engines read no more
# Nothing in a <script> may look like its end, or like a comment; JSON can write every character otherwise.
IN_SCRIPT = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026"})


def described(site: Site, target: Target, language: str, view: Any) -> Markup:
    """What a page is about, to stand in `<script type="application/ld+json">`."""
    graph = [completed(thing) for thing in _graph(site, target, language, view)]
    text = msgspec.json.encode({"@context": CONTEXT, "@graph": graph}).decode()
    return Markup(text.translate(IN_SCRIPT))


def _graph(site: Site, target: Target, language: str, view: Any) -> Iterator[Thing]:
    about = _about(site, target, language, view)
    main = about[0].get("@id") if about else None
    yield from about
    if target.kind != "home":
        yield _page(site, target, language, view, main)
    if view.frame.crumbs:
        yield _way(site, view.frame.crumbs, view.frame.canonical)


def _about(site: Site, target: Target, language: str, view: Any) -> list[Thing]:
    """What a page is about, the main thing first; nothing for a page that is only itself."""
    found: list[Thing] = []
    match view:
        case HomeView():
            found = _site(site, language, view)
        case EntryView() if view.kind == Kind.INITIATIVE.value:
            rows = [row.title for group in view.years for row in group.rows]
            found = [_initiative(site, target, language, view), *_list(site, view.frame.canonical, rows)]
        case EntryView() if view.kind != Kind.PAGE.value:
            found = [activity(site, target, language, view)]
        case EventsView():
            found = _list(site, view.frame.canonical, [row.title for group in view.years for row in group.rows])
        case SectionView():
            links = [*(row.title for row in view.rows), *(row.title for row in view.catalogues), *view.links]
            found = _list(site, view.frame.canonical, links)
        case CatalogueView():
            found = [_catalogue(site, target, language, view)]
        case PracticeView():
            found = [_practice(site, target, language, view)]
        case PartyView():
            found = [entire(site, target.id, language)]
    return found


def _page(site: Site, target: Target, language: str, view: Any, main: object) -> Thing:
    """The page itself, in the language of its text."""
    lists = isinstance(view, EventsView | SectionView) or target.kind == Kind.INITIATIVE.value
    title = getattr(view, "title", None)
    return {
        "@type": "CollectionPage" if lists else "WebPage",
        "@id": view.frame.canonical,
        "url": view.frame.canonical,
        "name": title.text if title else None,
        "inLanguage": view.text.language if isinstance(view, EntryView) else language,
        "isPartOf": {"@id": _site_id(site, language)},
        "mainEntity": {"@id": main} if main else None,
    }


def _site_id(site: Site, language: str) -> str:
    return absolute(site, site.routes.of(Target("home"), language) or "/") + "#site"


def _site(site: Site, language: str, view: HomeView) -> list[Thing]:
    """The site in a language, and the body that publishes it."""
    own = site.config.organisation
    publisher = organisation(site, own, language) if own else None
    about = {
        "@type": "WebSite",
        "@id": _site_id(site, language),
        "url": view.frame.canonical,
        "name": view.frame.site_name,
        "description": view.description,
        "inLanguage": language,
        "publisher": {"@id": publisher["@id"]} if publisher else None,
        "potentialAction": _search(site, language),
    }
    return [about, entire(site, own, language)] if own and publisher else [about]


def _search(site: Site, language: str) -> Thing | None:
    """How others may search the site: the address of its results, with a place for the words."""
    page = site.routes.of(Target("section", Section.SEARCH.value), language)
    if not page:
        return None
    return {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{absolute(site, page)}?q={{{WORDS_SOUGHT}}}"},
        "query-input": f"required name={WORDS_SOUGHT}",
    }


def _way(site: Site, crumbs: Iterable[Link], here: str) -> Thing:
    """From home to the page."""
    addresses = ((crumb.words.text, in_site(site, crumb.address) or here) for crumb in crumbs)
    steps = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate(addresses, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _list(site: Site, page: str, links: list[Link]) -> list[Thing]:
    """What a page lists, in its order; nothing for an empty list."""
    addresses = [in_site(site, link.address) for link in links if link.address][:LISTED]
    items = [{"@type": "ListItem", "position": place, "url": address} for place, address in enumerate(addresses, 1)]
    if not items:
        return []
    return [{"@type": "ItemList", "@id": f"{page}#list", "numberOfItems": len(links), "itemListElement": items}]


def _initiative(site: Site, target: Target, language: str, view: EntryView) -> Thing:
    facts = site.entries[Kind.INITIATIVE, target.id].facts
    short = words(site, short_title_of(site, target, language), language).text
    return {
        "@type": "Project",
        "@id": f"{view.frame.canonical}#initiative",
        "name": view.title.text,
        "alternateName": short if short != view.title.text else None,
        "description": view.description,
        "url": view.frame.canonical,
        **stated(site, facts, OF_PROJECTS, language),
    }


def _catalogue(site: Site, target: Target, language: str, view: CatalogueView) -> Thing:
    catalogue = site.catalogues[target.id]
    keys = ("@type", "@id", "termCode", "name")
    terms = [practice(site, target.id, one.number, language) for one in catalogue.practices]
    return {
        "@type": "DefinedTermSet",
        "@id": f"{view.frame.canonical}#terms",
        "name": view.full_title.text,
        "alternateName": view.title.text if view.title.text != view.full_title.text else None,
        "description": view.summary.text if view.summary else None,
        "url": view.frame.canonical,
        "inLanguage": _language_of(site, catalogue.title, language),
        "publisher": organisation(site, catalogue.issuer, language) if catalogue.issuer else None,
        "hasDefinedTerm": [{key: term[key] for key in keys} for term in terms],
    }


def _practice(site: Site, target: Target, language: str, view: PracticeView) -> Thing:
    catalogue, _, number = target.id.partition("/")
    named = title_of(site, target, language)
    address = absolute(site, site.routes.of(Target("catalogue", catalogue), language) or "/")
    return {
        "@type": "DefinedTerm",
        "@id": f"{view.frame.canonical}#term",
        "termCode": number,
        "name": view.title.text or number,
        "description": view.description if view.text else None,
        "url": view.frame.canonical,
        "inLanguage": named.language if named.text else None,
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "@id": f"{address}#terms",
            "name": view.catalogue.words.text,
            "url": address,
        },
    }


def _language_of(site: Site, given: dict[str, str], language: str) -> str | None:
    named = best(given, site.order(language))
    return named.language if named else None
