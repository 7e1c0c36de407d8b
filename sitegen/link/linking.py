"""link(): Sources -> Site. Meaning is judged here."""

from collections.abc import Iterator, Mapping

from sitegen.base.diagnostics import Checked, Findings, by_place
from sitegen.l10n.phrases import PARTS_OF_YEAR
from sitegen.l10n.speech import Speech
from sitegen.link.index import index
from sitegen.link.mentions import check_mentions, known_ids
from sitegen.link.records import check_catalogues, check_records
from sitegen.link.references import check_references
from sitegen.link.routes import lay_out
from sitegen.link.site import Page, Site
from sitegen.link.translations import Entry, Key, State, pair
from sitegen.load.sources import Sources
from sitegen.model.configuration import Policy


def link(sources: Sources, drafts: bool = False) -> Checked[Site]:
    """Everything paired, addressed and connected. What fails is named; the site is whole either way.

    `drafts` includes write-ups that are marked `draft: true`.
    """
    findings = Findings()
    entries = findings.take(pair(sources, drafts))
    catalogues = {id: loaded.catalogue.value for id, loaded in sources.catalogues.items()}
    found = index(entries, sources, catalogues)
    routes = findings.take(lay_out(sources, entries, found))
    site = Site(sources, catalogues, entries, found, routes, dict(_pages(sources, entries)), speeches(sources))
    known = known_ids(sources)
    findings.found.extend(check_records(sources, known))
    for text in sources.writeups:
        findings.found.extend(check_mentions(text, sources, known))
        findings.found.extend(check_references(text, site, known))
    findings.found.extend(check_catalogues(site, known))
    return Checked(site, by_place(findings))


def speeches(sources: Sources) -> Mapping[str, Speech]:
    """How each language of the site is written: the digits that its settings ask for, and its words for seasons."""
    return {
        tag: Speech(tag, settings.digits, tuple(map(sources.messages[tag].gettext, PARTS_OF_YEAR.values())))
        for tag, settings in sources.config.value.languages.items()
    }


def _pages(sources: Sources, entries: Mapping[Key, Entry]) -> Iterator[tuple[tuple[Key, str], Page]]:
    """A page for every entry in every language, save where the policy of its kind hides fallbacks."""
    config = sources.config.value
    for entry in entries.values():
        for language in config.languages:
            page = _page(entry, language, config.reading_order(language))
            if page.state is not State.FALLBACK or config.policy(entry.kind) is Policy.SHOW:
                yield (entry.key, language), page


def _page(entry: Entry, language: str, order: tuple[str, ...]) -> Page:
    text = entry.best_text(order)
    if text.language != language:
        return Page(entry, language, text, State.FALLBACK, ())
    return Page(entry, language, text, entry.states[language], entry.changes[language])
