"""Documents put together: HTML pieces with their holes filled in for one language."""

import re
from itertools import zip_longest

from markupsafe import Markup, escape

from sitegen.l10n import bidi, phrases
from sitegen.l10n.names import language_name
from sitegen.l10n.numbers import digits
from sitegen.link.references import FOOTNOTE_BACK, Resolved, Setting, meant_catalogue, resolve
from sitegen.link.routes import Target
from sitegen.link.site import Page, Site, short_title_of
from sitegen.load.document import Document, Hole, Reference
from sitegen.model.catalogue import parse_reference
from sitegen.model.languages import Language
from sitegen.model.words import Named
from sitegen.render.engine import marked
from sitegen.render.photographs import file_of_text, picture_html
from sitegen.render.pieces import href, words
from sitegen.render.views.words import Text

PARAGRAPH = re.compile(r"<p(?: [^>]*)?>(.*?)</p>", re.DOTALL)
# The numerals in the margin repeat what the text says, and marks of footnotes lead nowhere from outside.
UNSAID = re.compile(
    r'<span class="margin-numeral"[^>]*>(?:<span>[^<]*</span>)*</span>'
    r'|<sup [^>]*class="footnote-mark".*?</sup>',
    re.DOTALL,
)
NOTE_NUMBER = re.compile(r'(?<= role="doc-noteref">)\d+')


def page_text(site: Site, page: Page) -> Text:
    """The body of a page: in its own language, with links for readers of the page's."""
    setting = Setting(page.text.language, page.language, meant_catalogue(page.entry), page.text.folder)
    return text_of(site, page.text.document, setting)


def text_of(site: Site, document: Document, setting: Setting) -> Text:
    """Any document, on a page in its own or another language."""
    filled = [_filled(site, resolved, setting) for resolved in resolve(site, document, setting)]
    pieces = [piece for pair in zip_longest(document.pieces, filled, fillvalue="") for piece in pair]
    speech = site.speech(setting.own)
    html = NOTE_NUMBER.sub(lambda number: digits(number[0], speech), "".join(pieces))
    return Text(Markup(html), setting.own, Language(setting.own).direction)


def opening(site: Site, text: Text | None, language: str) -> str:
    """The first words of a text, for those who see only them: search engines, and whoever shares the page."""
    for match in PARAGRAPH.finditer(UNSAID.sub("", text.html) if text else ""):
        said = Markup(match[1]).striptags()
        if text and said:
            return words(site, Named(said, text.language), language).text
    return ""


def _filled(site: Site, resolved: Resolved, setting: Setting) -> str:
    """The HTML for one hole. Words stay as the author wrote them; titles come from the target."""
    reference = resolved.reference
    if reference.hole in {Hole.FILE, Hole.IMAGE}:
        return _file(site, resolved, setting)
    if reference.hole is Hole.MARGIN:
        return _margin(site, resolved, setting.own) if resolved.address else ""
    if reference.hole is Hole.CITATION:
        return _citation(site, resolved, setting.own)
    if reference.kind == FOOTNOTE_BACK:
        return _back(site, resolved, setting)
    if reference.kind == "quotation-language":
        return _caption(site, reference.target, setting)
    inner = reference.text or _title(site, resolved, setting.own)
    return f'<a href="{escape(href(site, resolved.address))}">{inner}</a>' if resolved.address else inner


def _file(site: Site, resolved: Resolved, setting: Setting) -> str:
    reference = resolved.reference
    path = f"{setting.folder}/{reference.target}"
    if reference.hole is Hole.IMAGE:
        return picture_html(site, path, reference.text)
    return escape(href(site, file_of_text(site, path) if path in site.photographs else resolved.address))


def _citation(site: Site, resolved: Resolved, own: str) -> str:
    if not resolved.address:
        return resolved.reference.text
    hint = f' title="{escape(_hint(site, resolved.title, own))}"' if resolved.title.text else ""
    return f'<a class="practice" href="{escape(href(site, resolved.address))}"{hint}>{resolved.reference.text}</a>'


def _hint(site: Site, title: Named, own: str) -> str:
    """A title for an attribute, which takes the direction of its element: perhaps a passage, or a range of numbers."""
    text = words(site, title, own).text
    way = Language(title.language or own).direction
    is_alone = all(Language(tag).direction == way for tag in site.languages)
    return text if is_alone or way != Language(own).direction else bidi.enclose(text, way)


def _margin(site: Site, resolved: Resolved, own: str) -> str:
    """The numerals that hang beside a block; they repeat citations, so they are hidden from screen readers."""
    numbers = range(resolved.reference.first, resolved.reference.last + 1)
    shown = "".join(f"<span>{digits(number, site.speech(own))}</span>" for number in numbers)
    return f'<span class="margin-numeral" aria-hidden="true">{shown}</span>'


def _back(site: Site, resolved: Resolved, setting: Setting) -> str:
    label = site.sources.messages[setting.reader].gettext(phrases.BACK_TO_TEXT)
    way = Language(setting.reader).direction
    said = escape(bidi.within(label, way, Language(setting.own).direction))
    return f'<a class="back" href="{escape(resolved.address)}" aria-label="{said}">↑</a>'


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
    return marked(title) if title.html else _number(site, resolved.reference, own)


def _number(site: Site, reference: Reference, own: str) -> str:
    """A practice whose text is not known, by its catalogue and its number."""
    practice = parse_reference(reference.target) if reference.kind == "practice" else None
    if practice is None:
        return ""
    catalogue = words(site, short_title_of(site, Target("catalogue", practice.catalogue), own), own)
    return f"{marked(catalogue)} {digits(practice.first, site.speech(own))}"
