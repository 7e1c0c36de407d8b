"""The views of write-ups: event, project, publication, initiative, page."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from sitegen.base.media import media_type
from sitegen.l10n.names import in_language, language_name
from sitegen.l10n.numbers import format_size
from sitegen.link.pairs import pair_address, partners
from sitegen.link.routes import Target
from sitegen.link.site import Page, Site
from sitegen.link.translations import Entry, Key, State, Where
from sitegen.load.writeups import WriteUp
from sitegen.model.words import Named
from sitegen.model.writeups import Download as DeclaredDownload
from sitegen.model.writeups import Initiative, Kind, Project
from sitegen.render.facts import facts_of
from sitegen.render.frames import entry_frame, spoken
from sitegen.render.photographs import file_of_text, shot
from sitegen.render.pieces import dates_of_entry, href, plain, short_link_to, where_view, words
from sitegen.render.practices import groups_of
from sitegen.render.related import neighbours, related
from sitegen.render.rows import entry_link, of_kinds, row, rows, year_groups
from sitegen.render.texts import opening, page_text
from sitegen.render.timelines import timeline
from sitegen.render.views.entries import Download, EntryView, Notice, Picture, Version
from sitegen.render.views.rows import Row, YearGroup
from sitegen.render.views.words import Link, Words


def entry_view(site: Site, page: Page) -> EntryView:
    """The view of one entry in one language."""
    entry, language, front = page.entry, page.language, page.text.front.value
    initiative = getattr(entry.facts, "initiative", None)
    before, after = neighbours(site, entry, language)
    summary = words(site, Named(front.summary, page.text.language), language) if front.summary else None
    text = page_text(site, page)
    return EntryView(
        frame=entry_frame(site, page),
        kind=entry.kind.value,
        type=getattr(entry.facts, "type", None) or "",
        title=words(site, Named(front.title, page.text.language), language),
        summary=summary,
        description=summary.text if summary else opening(site, text, language),
        state=page.state.value,
        initiative=initiative_link(site, initiative, language) if initiative else None,
        dates=dates_of_entry(site, entry, language),
        where=where_view(site, entry, language),
        duration=entry.facts.duration.months if isinstance(entry.facts, Project) and entry.facts.duration else 0,
        practices=groups_of(site, entry, language),
        catalogues=_catalogues(site, entry, language),
        notice=_notice(site, page),
        picture=_picture(site, page),
        text=text,
        facts=facts_of(site, entry, language),
        downloads=tuple(_downloads(site, page)),
        versions=tuple(_versions(site, page)),
        years=_years(site, entry, language),
        others=_others(site, entry, language),
        timeline=timeline(site, _belonging(site, entry), language),
        related=tuple(row(site, near, language) for near in related(site, entry, language)),
        previous=entry_link(site, before, language) if before else None,
        next=entry_link(site, after, language) if after else None,
        params=dict(front.params),
    )


def initiative_link(site: Site, id: str, language: str) -> Link | None:
    """The initiative of an entry; None while it is a draft."""
    shown = (Kind.INITIATIVE, id) in site.entries
    return short_link_to(site, Target(Kind.INITIATIVE.value, id), language) if shown else None


def _catalogues(site: Site, entry: Entry, language: str) -> tuple[Link, ...]:
    ids = entry.facts.catalogues if isinstance(entry.facts, Initiative) else ()
    return tuple(short_link_to(site, Target("catalogue", id), language) for id in ids)


def _belonging(site: Site, entry: Entry) -> tuple[Key, ...]:
    """What belongs to an initiative; nothing for other kinds."""
    return site.index.by_initiative.get(entry.id, ()) if entry.kind is Kind.INITIATIVE else ()


def _years(site: Site, entry: Entry, language: str) -> tuple[YearGroup, ...]:
    return year_groups(site, of_kinds(_belonging(site, entry), Kind.EVENT), language)


def _others(site: Site, entry: Entry, language: str) -> tuple[Row, ...]:
    return rows(site, of_kinds(_belonging(site, entry), Kind.PROJECT, Kind.PUBLICATION), language)


def _notice(site: Site, page: Page) -> Notice | None:
    """What the reader must know: the text is borrowed from another language, or behind its original."""
    if page.state is State.FALLBACK:
        return _fallback_notice(site, page)
    return _stale_notice(site, page) if page.state is State.STALE else None


def _fallback_notice(site: Site, page: Page) -> Notice:
    return Notice(
        "fallback",
        language_name(page.text.language, site.speech(page.language)),
        in_language(page.text.language, site.speech(page.language)),
        _original(site, page, page.text),
    )


def _stale_notice(site: Site, page: Page) -> Notice:
    source = page.entry.source_of(page.language)
    own = {part.id for part in page.text.document.parts}
    address = site.routes.of(page.target, source.language) or ""
    sections = []
    for change in page.changes:
        if change.where is not Where.PART:
            continue
        target = f"#{change.id}" if change.id in own else f"{address}#{change.id}"
        sections.append(Link(words(site, Named(change.title, source.language), page.language), href(site, target)))
    places = {change.where for change in page.changes}
    return Notice(
        "stale",
        language_name(source.language, site.speech(page.language)),
        in_language(source.language, site.speech(page.language)),
        _original(site, page, source),
        tuple(sections),
        front=Where.FRONT in places,
        opening=Where.OPENING in places,
    )


def _original(site: Site, page: Page, text: WriteUp) -> Link:
    address = site.routes.of(page.target, text.language) or ""
    return Link(words(site, Named(text.front.value.title, text.language), page.language), href(site, address))


def _picture(site: Site, page: Page) -> Picture | None:
    """The text's own photo, else the original's."""
    for text in (page.text, page.entry.original):
        image = text.front.value.image
        if image:
            alt = words(site, Named(image.alt, text.language), page.language)
            credit = words(site, Named(image.credit, text.language), page.language).text if image.credit else ""
            taken = shot(site, f"{text.folder}/{image.file}")
            return Picture(taken.address, alt, credit, taken)
    return None


def _downloads(site: Site, page: Page) -> Iterator[Download]:
    own = _offering(page)
    for download in own.front.value.downloads:
        yield _download(site, page, own, download)


def _offering(page: Page) -> WriteUp:
    """The text whose downloads a page offers: its own, else the original."""
    return page.text if page.text.front.value.downloads else page.entry.original


def download_titles(site: Site, page: Page) -> Iterator[Words]:
    """What the downloads of a page are called."""
    own = _offering(page)
    for download in own.front.value.downloads:
        yield words(site, Named(download.title, own.language), page.language)


def _download(site: Site, page: Page, text: WriteUp, download: DeclaredDownload) -> Download:
    speech = site.speech(page.language)
    path = f"{text.folder}/{download.file}" if download.file else ""
    file = site.sources.files.get(path)
    photograph = site.photographs.get(path)
    size = photograph.largest.size if photograph else file.size if file else 0
    suffix = PurePosixPath(file_of_text(site, path)).suffix.lower()
    return Download(
        title=words(site, Named(download.title, text.language), page.language),
        address=href(site, file_of_text(site, path)) if file and download.available else "",
        language=language_name(download.language, speech) if download.language else "",
        format=plain(site, download.format or suffix.removeprefix(".").upper(), page.language).text,
        size=format_size(size, speech) if file else "",
        hreflang=download.language or "",
        type=media_type(file_of_text(site, path)),
    )


def _versions(site: Site, page: Page) -> Iterator[Version]:
    """The texts in the other languages of the site, with their states; the missing ones too."""
    own, pairs = site.routes.of(page.target, page.language) or "", partners(page.entry, page.language, site.config)
    for tag in site.languages:
        if tag == page.language:
            continue
        text = page.entry.texts.get(tag)
        direction, autonym = spoken(site, tag)
        title = words(site, Named(text.front.value.title, tag), tag).text if text else ""
        state = page.entry.states[tag] if text else State.MISSING
        address = site.routes.of(page.target, tag) or ""
        address = href(site, address) if address else ""
        beside = href(site, pair_address(own, tag)) if tag in pairs else ""
        named = in_language(tag, site.speech(page.language))
        yield Version(tag, direction, autonym, title, address, state.value, beside, named)
