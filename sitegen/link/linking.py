"""link(): Sources -> Site. Meaning is judged here."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sitegen.base.diagnostics import Checked, Findings, by_place
from sitegen.base.digests import Each, digest_of_words, each_in_turn
from sitegen.l10n.phrases import PARTS_OF_YEAR
from sitegen.l10n.speech import Speech
from sitegen.link.index import index
from sitegen.link.mentions import check_mentions, known_ids
from sitegen.link.records import check_catalogues, check_records
from sitegen.link.references import check_references
from sitegen.link.routes import lay_out
from sitegen.link.site import Family, Page, Site, World
from sitegen.link.translations import Entry, Key, State, compare, pair
from sitegen.load.sources import Sources
from sitegen.load.writeups import WriteUp, anchored
from sitegen.model.configuration import Policy
from sitegen.model.writeups import Kind


def link(sources: Sources, drafts: bool = False) -> Checked[Site]:
    """Everything paired, addressed and connected. What fails is named; the site is whole either way.

    `drafts` includes write-ups that are marked `draft: true`.
    """
    findings = Findings()
    world = findings.take(oversee(sources, drafts))
    site = findings.take(bring_together(world, sources, lambda _: ""))
    return Checked(site, by_place(findings))


def oversee(sources: Sources, drafts: bool = False) -> Checked[World]:
    """What the front matters, records, catalogues, settings and theme make of the site. No body is looked at."""
    findings = Findings()
    entries = findings.take(pair(sources, drafts))
    catalogues = {id: loaded.catalogue.value for id, loaded in sources.catalogues.items()}
    found = index(entries, sources, catalogues)
    routes = findings.take(lay_out(sources, entries, found))
    known = known_ids(sources)
    findings.found.extend(check_records(sources, known))
    families = tuple(Family(one.kind, one.id, one.original.language, one.languages) for one in entries.values())
    return Checked(World(sources, families, found, routes, known), tuple(findings))


def bring_together(
    world: World, sources: Sources, seen: Callable[[Mapping[Key, Entry]], str], each: Each = each_in_turn
) -> Checked[Site]:
    """The site: the world with its texts. `sources` are those of the world, with the write-ups and files of today.

    `seen` gives the digest of what pages may see besides their own texts, from the entries.
    """
    findings = Findings()
    apart = list(_entries(world, sources.writeups))
    standings = each(compare, apart, None, _texts_of)
    entries = {
        one.key: Entry(one.kind, one.id, one.original, one.texts, findings.take(standing))
        for one, standing in zip(apart, standings, strict=True)
    }
    site = Site(
        sources=sources,
        catalogues={id: loaded.catalogue.value for id, loaded in sources.catalogues.items()},
        entries=entries,
        index=world.index,
        routes=world.routes,
        pages=dict(_pages(sources, entries)),
        speeches=speeches(sources),
        known=world.known,
        seen=seen(entries),
    )
    groups = [tuple(group) for _, group in groupby(sources.writeups, key=lambda text: (text.kind, text.id))]
    for judged in each(judge, groups, site, lambda texts: (site.seen, *_words(texts))):
        findings.take(judged)
    findings.take(each(judge_catalogues, [site], None, lambda site: (site.seen,))[0])
    return Checked(site, tuple(findings))


def judge(texts: Sequence[WriteUp], site: Site) -> Checked[None]:
    """What the texts of one write-up refer to, and whether it exists."""
    findings = Findings()
    for text in texts:
        findings.found.extend(check_mentions(text, site.sources, site.known))
        findings.found.extend(check_references(text, site, site.known))
    return Checked(None, tuple(findings))


def judge_catalogues(site: Site, _shared: None) -> Checked[None]:
    """The same for the texts of practices."""
    return Checked(None, tuple(check_catalogues(site, site.known)))


def seen_from_elsewhere(sources: Sources, entries: Mapping[Key, Entry]) -> str:
    """The digest of what links to headings meet in the texts that they lead to: headings, and what is stale."""
    named = {name for text in sources.writeups for name in text.anchored}
    for loaded in sources.catalogues.values():
        named.update(name for document in loaded.texts.values() for name in anchored(document))
    met = (entry for entry in entries.values() if f"{entry.kind}:{entry.id}" in named)
    return digest_of_words(word for entry in met for word in _met(entry))


def _met(entry: Entry) -> Iterator[str]:
    yield from (entry.kind, entry.id)
    yield from (text.anchors for text in entry.texts.values())
    yield from entry.standing.words


def _texts_of(entry: Entry) -> Iterable[str]:
    return entry.original.language, *_words(entry.texts.values())


def _words(texts: Iterable[WriteUp]) -> list[str]:
    return [word for text in texts for word in text.words]


def _entries(world: World, writeups: Iterable[WriteUp]) -> Iterator[Entry]:
    by_key = {text.key: text for text in writeups}
    for family in world.families:
        texts = {tag: by_key[family.kind, family.id, tag] for tag in family.shown}
        yield Entry(family.kind, family.id, texts[family.original], texts)


def speeches(sources: Sources) -> Mapping[str, Speech]:
    """How each language of the site is written: the digits that its settings ask for, and its words for seasons."""
    return {
        tag: Speech(tag, settings.digits, tuple(map(sources.messages[tag].gettext, PARTS_OF_YEAR.values())))
        for tag, settings in sources.config.value.languages.items()
    }


def _pages(sources: Sources, entries: Mapping[Key, Entry]) -> Iterator[tuple[tuple[Key, str], Page]]:
    """A page for every entry in every language, save where the policy of its kind hides fallbacks."""
    config = sources.config.value
    orders = {language: config.reading_order(language) for language in config.languages}
    shows = {kind: config.policy(kind) is Policy.SHOW for kind in Kind}
    for entry in entries.values():
        for language, order in orders.items():
            if language in entry.texts or shows[entry.kind]:
                yield (entry.key, language), _page(entry, language, order)


def _page(entry: Entry, language: str, order: tuple[str, ...]) -> Page:
    text = entry.texts.get(language) or entry.best_text(order)
    if text.language != language:
        return Page(entry, language, text, State.FALLBACK, ())
    return Page(entry, language, text, entry.states[language], entry.changes[language])
