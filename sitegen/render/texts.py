"""Documents put together: HTML pieces with their holes filled in for one language."""

from itertools import zip_longest

from markupsafe import Markup, escape

from sitegen.l10n import phrases
from sitegen.l10n.names import language_name
from sitegen.l10n.numbers import digits
from sitegen.link.references import FOOTNOTE_BACK, Resolved, Setting, meant_catalogue, resolve
from sitegen.link.site import Page, Site
from sitegen.load.document import Document, Hole
from sitegen.model.languages import Language
from sitegen.render.pieces import href, words
from sitegen.render.views import Text


def page_text(site: Site, page: Page) -> Text:
    """The body of a page: in its own language, with links for readers of the page's."""
    setting = Setting(page.text.language, page.language, meant_catalogue(page.entry), page.text.folder)
    return text_of(site, page.text.document, setting)


def text_of(site: Site, document: Document, setting: Setting) -> Text:
    """Any document, on a page in its own or another language."""
    filled = [_filled(site, resolved, setting) for resolved in resolve(site, document, setting)]
    pieces = [piece for pair in zip_longest(document.pieces, filled, fillvalue="") for piece in pair]
    return Text(Markup("".join(pieces)), setting.own, Language(setting.own).direction)


def _filled(site: Site, resolved: Resolved, setting: Setting) -> str:
    """The HTML for one hole. Words stay as the author wrote them; titles come from the target."""
    reference = resolved.reference
    if reference.hole in {Hole.FILE, Hole.IMAGE}:
        return escape(href(site, resolved.address))
    if reference.hole is Hole.MARGIN:
        return _margin(site, resolved, setting.own) if resolved.address else ""
    if reference.hole is Hole.CITATION:
        return _citation(site, resolved, setting.own)
    if reference.kind == FOOTNOTE_BACK:
        return _back(site, resolved, setting.reader)
    if reference.kind == "quotation-language":
        return _caption(site, reference.target, setting)
    inner = reference.text or _title(site, resolved, setting.own)
    return f'<a href="{escape(href(site, resolved.address))}">{inner}</a>' if resolved.address else inner


def _citation(site: Site, resolved: Resolved, own: str) -> str:
    if not resolved.address:
        return resolved.reference.text
    title = words(site, resolved.title, own).text
    hint = f' title="{escape(title)}"' if title else ""
    return f'<a class="practice" href="{escape(href(site, resolved.address))}"{hint}>{resolved.reference.text}</a>'


def _margin(site: Site, resolved: Resolved, own: str) -> str:
    """The numerals that hang beside a block; they repeat citations, so they are hidden from screen readers."""
    numbers = range(resolved.reference.first, resolved.reference.last + 1)
    shown = "".join(f"<span>{digits(number, site.speech(own))}</span>" for number in numbers)
    return f'<span class="margin-numeral" aria-hidden="true">{shown}</span>'


def _back(site: Site, resolved: Resolved, language: str) -> str:
    label = escape(site.sources.messages[language].gettext(phrases.BACK_TO_TEXT))
    return f'<a class="back" href="{escape(resolved.address)}" aria-label="{label}">↑</a>'


def _caption(site: Site, tag: str, setting: Setting) -> str:
    """In which language a quotation is, in the page's language; marked in a text that is in another."""
    reader = setting.reader
    message = site.sources.messages[reader].gettext(phrases.QUOTATION_IN)
    caption = escape(message % {"language": language_name(tag, site.speech(reader))})
    if setting.own == reader:
        return caption
    return f'<span lang="{reader}" dir="{Language(reader).direction}">{caption}</span>'


def _title(site: Site, resolved: Resolved, own: str) -> str:
    """The target's title inside a text, marked where it is in another language than the text."""
    title = words(site, resolved.title, own)
    if not title.language:
        return title.html
    return f'<span lang="{title.language}" dir="{title.direction}">{title.html}</span>'
