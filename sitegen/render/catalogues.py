"""The views of catalogues and of single practices."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from markupsafe import Markup

from sitegen.l10n import bidi
from sitegen.l10n.dates import format_range, format_span
from sitegen.l10n.numbers import digits
from sitegen.link.index import dates_of
from sitegen.link.references import Setting
from sitegen.link.routes import Target
from sitegen.link.site import Site, title_of
from sitegen.link.translations import Entry
from sitegen.model.catalogue import Catalogue, Section
from sitegen.model.configuration import Section as Part
from sitegen.model.languages import Language
from sitegen.model.words import Named
from sitegen.model.writeups import Initiative, Kind
from sitegen.render.coverage import coverage_link
from sitegen.render.facts import joined
from sitegen.render.frames import frame, section_link
from sitegen.render.pieces import best_words, organisation_link, party_in_sentence, plain, short_link_to, words
from sitegen.render.practices import activities_citing, numeral, ruler
from sitegen.render.rows import rows, year_groups
from sitegen.render.texts import opening, text_of
from sitegen.render.views.catalogues import CatalogueSection, CatalogueView, GrowthBar, PracticeView, Run
from sitegen.render.views.numerals import Numeral
from sitegen.render.views.rows import Row
from sitegen.render.views.words import Link, Text


def catalogue_view(site: Site, language: str, id: str) -> CatalogueView:
    """A memorandum: its ruler, its sections, its practices and its gaps."""
    catalogue = site.catalogues[id]
    target = Target("catalogue", id)
    short = short_link_to(site, target, language)
    full = words(site, title_of(site, target, language), language)
    summary = best_words(site, catalogue.summary, language)
    issuer = catalogue.issuer if catalogue.issuer in site.sources.records.organisations else None
    leads = [party_in_sentence(site, lead, language) for lead in catalogue.leads]
    adopted = format_range(catalogue.adopted, site.speech(language)) if catalogue.adopted else ""
    crumbs = [section_link(site, Part.CATALOGUES, language), Link(short.words)]
    return CatalogueView(
        frame=frame(site, target, language, Part.CATALOGUES, crumbs),
        title=short.words,
        full_title=full,
        summary=summary,
        issuer=organisation_link(site, issuer, language) if issuer else None,
        leads=joined(site, leads, language),
        adopted=bidi.isolate(adopted, Language(language).direction),
        item=catalogue.item,
        ruler=ruler(site, catalogue, language),
        sections=tuple(_sections(site, catalogue, language)),
        initiatives=_initiatives(site, id, language),
        whole=_citing_as_a_whole(site, catalogue, language),
        description=(summary or full).text,
        coverage=coverage_link(site, id, language),
    )


def _sections(site: Site, catalogue: Catalogue, language: str) -> Iterator[CatalogueSection]:
    """Numbers in order, grouped by section; then the sections whose numbers are not known."""
    numbers = range(1, catalogue.length + 1)
    for section, group in groupby(numbers, key=catalogue.section_of):
        members = list(group)
        yield CatalogueSection(
            title=best_words(site, section.title, language) if section else None,
            numbers=_numbers(site, members, language) if section else Markup(""),
            runs=tuple(_runs(site, catalogue, members, language)),
        )
    for section in catalogue.sections:
        if not section.numbers:
            cited_by = len(site.index.by_section.get((catalogue.id, section.id), ()))
            yield CatalogueSection(best_words(site, section.title, language), Markup(""), (), cited_by)


def _numbers(site: Site, members: list[int], language: str) -> Markup:
    return plain(site, format_span(members[0], members[-1], site.speech(language)), language).html


def _runs(site: Site, catalogue: Catalogue, numbers: Iterable[int], language: str) -> Iterator[Run]:
    def state(number: int) -> tuple[bool, bool]:
        is_gap = catalogue.practice(number) is None
        return is_gap, is_gap and bool(activities_citing(site, catalogue.id, number))

    for (gap, _), group in groupby(numbers, key=state):
        yield Run(gap, tuple(numeral(site, catalogue, number, language) for number in group))


def _initiatives(site: Site, catalogue: str, language: str) -> tuple[Link, ...]:
    """The initiatives that put a catalogue into practice."""
    keys = site.index.by_kind[Kind.INITIATIVE]
    facts = [(key[1], site.entries[key].facts) for key in keys]
    ids = sorted(id for id, front in facts if isinstance(front, Initiative) and catalogue in front.catalogues)
    return tuple(short_link_to(site, Target("initiative", id), language) for id in ids)


def _citing_as_a_whole(site: Site, catalogue: Catalogue, language: str) -> tuple[Row, ...]:
    """What cites the memorandum without a number: as a whole, or by a section whose numbers are not known."""
    found = []
    for key in site.index.by_catalogue.get(catalogue.id, ()):
        entry = site.entries[key]
        references = [ref for ref in entry.facts.practices if ref.catalogue == catalogue.id]
        section: Section | None
        for reference in references:
            section = catalogue.section(reference.section) if reference.section else None
            if not reference.first and not (section and section.numbers):
                found.append(key)
                break
    return rows(site, found, language)


def practice_view(site: Site, language: str, id: str, number: int) -> PracticeView:
    """One number of a catalogue, with everything that cites it; a gap is shown as one."""
    catalogue = site.catalogues[id]
    target = Target("practice", f"{id}/{number}")
    practice = catalogue.practice(number)
    section = catalogue.section_of(number)
    citing = activities_citing(site, id, number)
    keys = [entry.key for entry in citing]
    own = short_link_to(site, Target("catalogue", id), language)
    name = digits(number, site.speech(language))
    title = words(site, title_of(site, target, language), language)
    crumbs = [section_link(site, Part.CATALOGUES, language), own, Link(plain(site, name, language))]
    near = [one for one in (number - 1, number + 1) if 1 <= one <= catalogue.length]
    text = practice_text(site, id, number, language)
    return PracticeView(
        frame=frame(site, target, language, Part.CATALOGUES, crumbs),
        number=name,
        gap=practice is None,
        item=catalogue.item,
        title=title,
        text=text,
        catalogue=own,
        section=best_words(site, section.title, language) if section else None,
        ruler=ruler(site, catalogue, language, [number], labels=near),
        growth=_growth(site, [entry for entry in citing if entry.kind is Kind.EVENT], language),
        reading=_reading(site, citing, language),
        years=year_groups(site, [key for key in keys if key[0] is Kind.EVENT], language),
        publications=rows(site, [key for key in keys if key[0] is Kind.PUBLICATION], language),
        others=rows(site, [key for key in keys if key[0] is Kind.PROJECT], language),
        events=sum(entry.kind is Kind.EVENT for entry in citing),
        previous=_neighbour(site, catalogue, number - 1, language),
        next=_neighbour(site, catalogue, number + 1, language),
        description=opening(site, text, language) or title.text or f"{own.words.text} {name}",
        coverage=coverage_link(site, id, language),
    )


def _neighbour(site: Site, catalogue: Catalogue, number: int, language: str) -> Numeral | None:
    return numeral(site, catalogue, number, language) if 1 <= number <= catalogue.length else None


def practice_text(site: Site, id: str, number: int, language: str) -> Text | None:
    """What is written about a practice, in the language that the reader reads best."""
    texts = site.sources.catalogues[id].texts
    for tag in site.order(language):
        if (number, tag) in texts:
            return text_of(site, texts[number, tag], Setting(tag, language, id))
    return None


def _growth(site: Site, citing: list[Entry], language: str) -> tuple[GrowthBar, ...]:
    """Citing events by year, from the site's first year to its last, the empty years too."""
    years = Counter(dates.year for entry in citing if (dates := dates_of(entry.facts)))
    if not years:
        return ()
    speech = site.speech(language)
    span = range(min(site.index.by_year), max(site.index.by_year) + 1)
    return tuple(GrowthBar(digits(year, speech), years[year], digits(years[year], speech)) for year in span)


def _reading(site: Site, citing: Iterable[Entry], language: str) -> tuple[Link, ...]:
    """In which languages the citing entries can be read, the reader's own first."""
    counts = Counter(tag for entry in citing for tag in entry.texts)
    order = [tag for tag in site.order(language) if counts[tag]]
    return tuple(
        Link(words(site, _autonym(tag), language), count=counts[tag], current=tag == language) for tag in order
    )


def _autonym(tag: str) -> Named:
    return Named(Language(tag).autonym, tag)
