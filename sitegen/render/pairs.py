"""The view of two texts of one write-up side by side."""

import re
from collections.abc import Iterator

from markupsafe import Markup
from msgspec.structs import replace

from sitegen.l10n.names import in_language
from sitegen.l10n.numbers import digits
from sitegen.link.pairs import pair_address
from sitegen.link.site import Page, Site, short_title_of
from sitegen.link.translations import Change, State, Where
from sitegen.model.words import Named
from sitegen.render.alignment import aligned
from sitegen.render.blocks import Block, sections
from sitegen.render.entries import initiative_link
from sitegen.render.frames import entry_frame, spoken
from sitegen.render.pieces import href, words
from sitegen.render.texts import opening, page_text
from sitegen.render.views.entries import Column, Pairing, PairView
from sitegen.render.views.frame import Frame, Tongue
from sitegen.render.views.words import Link, Text

OWN_ID = re.compile(r'(?<=\sid=")[^"]+(?="[^<>]*>)')
OWN_LINK = re.compile(r'(?<=\shref="#)[^"]+(?="[^<>]*>)')


def pair_view(site: Site, page: Page, tag: str) -> PairView:
    """The text of a page, and beside it the one in another language; each is what it is on its own page."""
    other = site.pages[page.entry.key, tag]
    language, entry = page.language, page.entry
    first, second = page_text(site, page), page_text(site, other)
    summary = page.text.front.value.summary
    initiative = getattr(entry.facts, "initiative", None)
    return PairView(
        frame=_frame(site, page, other),
        kind=entry.kind.value,
        type=getattr(entry.facts, "type", None) or "",
        title=words(site, Named(page.text.front.value.title, language), language),
        description=words(site, Named(summary, language), language).text if summary else opening(site, first, language),
        initiative=initiative_link(site, initiative, language) if initiative else None,
        in_language=in_language(tag, site.speech(language)),
        first=_column(site, page),
        second=_column(site, other),
        pairings=tuple(_pairings(site, (page, other), (first, second))),
        changed=any(change.where is Where.FRONT for change in (*_changes(page, other), *_changes(other, page))),
    )


def _frame(site: Site, page: Page, other: Page) -> Frame:
    """The frame of the page that search engines shall keep, with this one's place in it."""
    frame = entry_frame(site, page)
    own = site.routes.of(page.target, page.language) or "/"
    title = words(site, short_title_of(site, page.target, page.language), page.language)
    above = tuple(crumb for crumb in frame.crumbs if crumb.address)
    return replace(
        frame,
        address=href(site, pair_address(own, other.language)),
        alternates=(),
        crumbs=(*above, Link(title, href(site, own))),
        tongues=tuple(_tongue(site, tongue, page, other) for tongue in frame.tongues),
    )


def _tongue(site: Site, tongue: Tongue, page: Page, other: Page) -> Tongue:
    """The same two texts for readers of the other language; those of a third are led to their own page."""
    pair = {page.language: other.language, other.language: page.language}
    if tongue.language not in pair:
        return tongue
    address = pair_address(site.routes.of(page.target, tongue.language) or "/", pair[tongue.language])
    return replace(tongue, address=href(site, address))


def _column(site: Site, page: Page) -> Column:
    direction, autonym = spoken(site, page.language)
    front = page.text.front.value
    return Column(
        language=page.language,
        direction=direction,
        autonym=autonym,
        address=href(site, site.routes.of(page.target, page.language) or "/"),
        title=words(site, Named(front.title, page.language), page.language),
        summary=words(site, Named(front.summary, page.language), page.language) if front.summary else None,
        state=page.state.value,
    )


def _pairings(site: Site, pages: tuple[Page, Page], texts: tuple[Text, Text]) -> Iterator[Pairing]:
    page, other = pages
    speech = site.speech(page.language)
    prefix = _prefix(texts[0].html, other.language)
    changed = _Changed(_changes(other, page), _changes(page, other))
    number = 0
    for place, (ours, theirs) in enumerate(aligned(sections(texts[0].html), sections(texts[1].html))):
        is_heading = any(block.is_heading for block in (*ours, *theirs))
        number += not is_heading
        yield Pairing(
            number="" if is_heading else digits(number, speech),
            first=_joined(ours),
            second=_set_apart(_joined(theirs), prefix),
            changed=changed.at(ours, theirs) or (place == 0 and changed.opening),
        )


class _Changed:
    """What changed in the original since the translation beside it; nothing where neither is the other's.

    `first` and `second` are the changes of the one text and of the other.
    """

    def __init__(self, first: tuple[Change, ...], second: tuple[Change, ...]) -> None:
        self.first, self.second = ({change.id for change in changes if change.id} for changes in (first, second))
        self.opening = any(change.where is Where.OPENING for change in (*first, *second))

    def at(self, ours: tuple[Block, ...], theirs: tuple[Block, ...]) -> bool:
        """Whether a changed part begins here."""
        return any(block.id in self.first for block in ours) or any(block.id in self.second for block in theirs)


def _changes(page: Page, other: Page) -> tuple[Change, ...]:
    """What changed in the other text since the page's was translated from it."""
    is_source = page.entry.source_of(page.language).language == other.language
    return page.changes if page.state is State.STALE and is_source else ()


def _joined(blocks: tuple[Block, ...]) -> Markup:
    return Markup("".join(block.html for block in blocks))


def _prefix(html: str, language: str) -> str:
    """What to put before the ids of the second text, so that none is an id of the first: fr-, or fr--."""
    prefix = f"{language.lower()}-"
    while any(id.startswith(prefix) for id in OWN_ID.findall(html)):
        prefix += "-"
    return prefix


def _set_apart(html: Markup, prefix: str) -> Markup:
    """The same text with ids of its own, and links to these."""
    return Markup(OWN_LINK.sub(prefix + r"\g<0>", OWN_ID.sub(prefix + r"\g<0>", html)))
