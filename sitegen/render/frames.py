"""The frame of a page: navigation, crumbs, languages, and what machines read in the head."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from sitegen.l10n import phrases
from sitegen.l10n.numbers import digits
from sitegen.link.routes import SECTION_OF, Target
from sitegen.link.site import Page, Site, short_title_of
from sitegen.link.translations import Entry, State
from sitegen.model.configuration import Section
from sitegen.model.languages import Direction, Language
from sitegen.model.words import best
from sitegen.model.writeups import Kind
from sitegen.render.assets import icon, preloads, scheme, scripts, styles
from sitegen.render.cards import card_of
from sitegen.render.memory import remembered
from sitegen.render.pieces import absolute, href, plain, short_link_to, words
from sitegen.render.views.frame import Alternate, Frame, Tongue
from sitegen.render.views.words import Link

NAVIGATION: Mapping[Section, str] = {
    Section.EVENTS: phrases.EVENTS,
    Section.INITIATIVES: phrases.INITIATIVES,
    Section.CATALOGUES: phrases.CATALOGUES,
    Section.COVERAGE: phrases.COVERAGE,
    Section.PROJECTS: phrases.PROJECTS,
    Section.PUBLICATIONS: phrases.PUBLICATIONS,
}
SECTION_NAMES: Mapping[Section, str] = {
    **NAVIGATION,
    Section.ORGANISATIONS: phrases.ORGANISATIONS,
    Section.COUNTRIES: phrases.COUNTRIES,
    Section.LANGUAGES: phrases.LANGUAGES,
}
X_DEFAULT = "x-default"


class _Standing(Struct, frozen=True):
    """What a page is to search engines and to the language switcher.

    `canonical` is the absolute address to keep; `missing` are the languages that have no text of the page;
    `text` is the language of its text where that may be another than the page's.
    """

    canonical: str = ""
    alternates: tuple[Alternate, ...] = ()
    missing: frozenset[str] = frozenset()
    text: str = ""


def entry_frame(site: Site, page: Page) -> Frame:
    """The frame of a write-up.

    A fallback page belongs to no set of translations and names the real page as canonical.
    """
    entry, language = page.entry, page.language
    section = SECTION_OF.get(entry.kind)
    standing = _Standing(
        canonical=absolute(site, site.routes.of(page.target, page.text.language) or ""),
        alternates=() if page.state is State.FALLBACK else entry_alternates(site, entry),
        missing=frozenset(tag for tag in site.languages if tag not in entry.texts),
        text=page.text.language,
    )
    return _frame(site, page.target, language, section, _entry_crumbs(site, page, section), standing)


def frame(
    site: Site, target: Target, language: str, section: Section | None = None, crumbs: Iterable[Link] = ()
) -> Frame:
    """The frame of a page that exists in every language: lists, catalogues, practices, organisations."""
    address = absolute(site, site.routes.of(target, language) or "")
    return _frame(site, target, language, section, tuple(crumbs), _Standing(address, alternates(site, target)))


def missing_page_frame(site: Site, language: str) -> Frame:
    """The frame of the page for addresses that lead nowhere: no canonical address, no translations."""
    return _frame(site, Target("home"), language, None, (), _Standing())


def _frame(
    site: Site,
    target: Target,
    language: str,
    section: Section | None,
    crumbs: tuple[Link, ...],
    standing: _Standing,
) -> Frame:
    crumbs = (section_link(site, None, language), *crumbs) if crumbs else ()
    tongues = tuple(_tongue(site, target, tag, language, tag in standing.missing) for tag in site.languages)
    address = href(site, site.routes.of(target, language) or "/")
    return replace(
        _surroundings(site, section, language, standing.text),
        address=address,
        canonical=standing.canonical,
        alternates=standing.alternates,
        crumbs=crumbs,
        tongues=tongues,
        feeds=_feeds(site, target, language),
        card=card_of(site, target, language),
    )


@remembered
def _surroundings(site: Site, section: Section | None, language: str, text: str) -> Frame:
    """What is the same in the frames of all pages of a section, in a language, with texts in a language."""
    name = best(site.config.title, site.order(language))
    return Frame(
        language=language,
        direction=Language(language).direction,
        site_name=words(site, name, language).text if name else "",
        home=href(site, site.routes.of(Target("home"), language) or "/"),
        address="",
        canonical="",
        alternates=(),
        section=section.value if section else "",
        navigation=_navigation(site, section, language),
        crumbs=(),
        tongues=(),
        feeds=(),
        styles=styles(site),
        preloads=preloads(site, language, text),
        icon=icon(site),
        lists=tuple(section_link(site, part, language) for part in SECTION_NAMES if part not in NAVIGATION),
        pages=_own_pages(site, language),
        sitemap=href(site, "/sitemap.xml"),
        scripts=scripts(site),
        search=_search(site, language),
        scheme=scheme(site),
    )


@remembered
def _navigation(site: Site, current: Section | None, language: str) -> tuple[Link, ...]:
    shown = [section for section in NAVIGATION if section in site.config.sections]
    return tuple(section_link(site, section, language, section is current) for section in shown)


@remembered
def section_link(site: Site, section: Section | None, language: str, current: bool = False) -> Link:
    """The name of a section in the interface's words, leading to its list; None is the home page."""
    target = Target("section", section.value) if section else Target("home")
    message = SECTION_NAMES[section] if section else phrases.HOME
    name = site.sources.messages[language].gettext(message)
    return Link(plain(site, name, language), href(site, site.routes.of(target, language) or "/"), current)


def _search(site: Site, language: str) -> str:
    """The address of the search page; "" where the site offers no search."""
    address = site.routes.of(Target("section", Section.SEARCH.value), language)
    return href(site, address) if address else ""


def here(link: Link) -> Link:
    """The last crumb: the page itself, which leads nowhere."""
    return Link(link.words)


def _entry_crumbs(site: Site, page: Page, section: Section | None) -> tuple[Link, ...]:
    title = Link(words(site, short_title_of(site, page.target, page.language), page.language))
    if section is None:
        return (title,)
    first = section_link(site, section, page.language)
    dates = getattr(page.entry.facts, "dates", ())
    if page.entry.kind is not Kind.EVENT or not dates:
        return (first, title)
    year = str(dates[0].start.year)
    address = site.routes.of(Target("year", year), page.language) or ""
    name = plain(site, digits(year, site.speech(page.language)), page.language)
    return (first, Link(name, href(site, address)))


def _tongue(site: Site, target: Target, tag: str, current: str, missing: bool) -> Tongue:
    direction, autonym = spoken(site, tag)
    address = site.routes.of(target, tag) or site.routes.of(Target("home"), tag) or "/"
    return Tongue(tag, direction, autonym, href(site, address), tag == current, missing)


@remembered
def spoken(_: Site, tag: str) -> tuple[Direction, str]:
    """The direction of a language, and its name in itself."""
    return Language(tag).direction, Language(tag).autonym


def alternates(site: Site, target: Target) -> tuple[Alternate, ...]:
    """The set of a page that exists in every language. The home page's default is the page of languages at `/`."""
    found = [(tag, site.routes.of(target, tag)) for tag in site.languages]
    members = [Alternate(tag, absolute(site, address)) for tag, address in found if address]
    if len(members) < 2:
        return ()
    default = absolute(site, "/") if target.kind == "home" else members[0].address
    return (*members, Alternate(X_DEFAULT, default))


def entry_alternates(site: Site, entry: Entry) -> tuple[Alternate, ...]:
    """The set of an entry's true translations, itself included; the default is the original."""
    target = Target(entry.kind.value, entry.id)
    tags = [tag for tag in site.languages if tag in entry.texts]
    if len(tags) < 2:
        return ()
    addresses = {tag: absolute(site, site.routes.of(target, tag) or "") for tag in tags}
    members = [Alternate(tag, address) for tag, address in addresses.items()]
    return (*members, Alternate(X_DEFAULT, addresses[entry.original.language]))


def feed_path(site: Site, target: Target, language: str) -> str:
    """The path of the feed that belongs to the home page, to an initiative or to a catalogue."""
    return f"{site.routes.of(target, language)}feed.xml"


def _feeds(site: Site, target: Target, language: str) -> tuple[tuple[str, str], ...]:
    feeds = [_feed_of_everything(site, language)]
    if target.kind == Kind.INITIATIVE.value:
        messages = site.sources.messages[language]
        name = words(site, short_title_of(site, target, language), language).text
        title = messages.gettext(phrases.INITIATIVE_EVENTS) % {"name": name}
        feeds.append((title, href(site, feed_path(site, target, language))))
    elif target.kind == "catalogue":
        title = words(site, short_title_of(site, target, language), language).text
        feeds.append((title, href(site, feed_path(site, target, language))))
    return tuple(feeds)


@remembered
def _feed_of_everything(site: Site, language: str) -> tuple[str, str]:
    title = site.sources.messages[language].gettext(phrases.EVERYTHING)
    return title, href(site, feed_path(site, Target("home"), language))


@remembered
def _own_pages(site: Site, language: str) -> tuple[Link, ...]:
    pages = [site.entries[key] for key in site.index.by_kind[Kind.PAGE]]
    ordered = sorted(pages, key=lambda entry: (getattr(entry.facts, "order", 0), entry.id))
    targets = [Target(Kind.PAGE.value, entry.id) for entry in ordered]
    return tuple(short_link_to(site, target, language) for target in targets if site.routes.of(target, language))
