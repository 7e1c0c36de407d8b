"""Coverage: which practices were cited in which year, as a table, as a picture and as figures for other programs."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from itertools import groupby

from sitegen.l10n.dates import format_span
from sitegen.l10n.numbers import digits, format_number
from sitegen.link.index import dates_of, visible
from sitegen.link.routes import Target, coverage_file
from sitegen.link.site import Site, title_of
from sitegen.link.translations import Entry, Key
from sitegen.model.catalogue import Catalogue
from sitegen.model.configuration import Section
from sitegen.model.writeups import Kind
from sitegen.render.frames import frame, here, section_link
from sitegen.render.memory import remembered
from sitegen.render.pieces import best_words, href, plain, short_link_to
from sitegen.render.practices import activities_citing, numeral, ruler
from sitegen.render.views.coverage import (
    Coverage,
    CoverageCell,
    CoverageGroup,
    CoverageIndexView,
    CoverageRow,
    CoverageStep,
    CoverageView,
)
from sitegen.render.views.words import Link

LEAST = (0, 1, 2, 3, 4, 6)  # the least count of each level, from "none" to the darkest
WHOLE = ""  # what is cited: a number, a section by its id where its numbers are not known, or the whole
UNDATED = 0
COUNTED = (Kind.EVENT, Kind.PROJECT, Kind.PUBLICATION)
COLUMNS = ("catalogue", "section", "number", "title", "language", "year", "events", "projects", "publications")
# What a spreadsheet takes for a formula when it stands first.
FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cited = int | str


def coverage_view(site: Site, language: str, id: str) -> CoverageView:
    """The practices of one catalogue against the years."""
    target = Target("coverage", id)
    own = short_link_to(site, Target("catalogue", id), language)
    crumbs = [section_link(site, Section.COVERAGE, language), Link(own.words)]
    address = site.routes.of(target, language) or ""
    return CoverageView(
        frame=frame(site, target, language, Section.COVERAGE, crumbs),
        coverage=coverage(site, id, language),
        steps=_steps(site, language),
        picture=href(site, f"/{coverage_file(address, 'svg')}"),
        table=href(site, f"/{coverage_file(address, 'csv')}"),
    )


def coverage_index_view(site: Site, language: str) -> CoverageIndexView:
    """All catalogues, each as a small picture on one scale; the longest first."""
    order = sorted(site.catalogues, key=lambda id: (-site.catalogues[id].length, id))
    return CoverageIndexView(
        frame=frame(
            site,
            Target("section", Section.COVERAGE.value),
            language,
            Section.COVERAGE,
            [here(section_link(site, Section.COVERAGE, language))],
        ),
        coverages=tuple(coverage(site, id, language) for id in order),
        steps=_steps(site, language),
    )


def coverage_link(site: Site, id: str, language: str) -> str:
    """The address of a catalogue's coverage; "" where the site does not offer it."""
    address = site.routes.of(Target("coverage", id), language)
    return href(site, address) if address else ""


@remembered
def coverage(site: Site, id: str, language: str) -> Coverage:
    """What was cited in which year, with the numbers of events."""
    catalogue = site.catalogues[id]
    events = [entry for entry in _entries(site, site.index.by_catalogue.get(id, ())) if entry.kind is Kind.EVENT]
    rows = {number: _row(site, catalogue, number, language) for number in range(1, catalogue.length + 1)}
    groups = (*_numbered(site, catalogue, rows, language), *_whole(site, catalogue, language))
    longest = max(one.length for one in site.catalogues.values())
    return Coverage(
        catalogue=short_link_to(site, Target("catalogue", id), language),
        address=coverage_link(site, id, language),
        item=catalogue.item,
        ruler=ruler(site, catalogue, language, scale=longest),
        years=tuple(digits(year, site.speech(language)) for year in _years(site)),
        groups=groups,
        sums=_counts(site, Counter(map(_year, events)), language, {}),
        cited=sum(row.total.count > 0 for row in rows.values()),
        events=len(events),
    )


def _numbered(
    site: Site, catalogue: Catalogue, rows: Mapping[int, CoverageRow], language: str
) -> Iterator[CoverageGroup]:
    for section, numbers in groupby(rows, key=catalogue.section_of):
        title = best_words(site, section.title, language) if section else None
        yield CoverageGroup(title, tuple(rows[number] for number in numbers))


def _whole(site: Site, catalogue: Catalogue, language: str) -> Iterator[CoverageGroup]:
    """The sections whose numbers are not known; then the memorandum where it is cited without saying what in it."""
    for section in catalogue.sections:
        if not section.numbers:
            row = _row(site, catalogue, section.id, language)
            yield CoverageGroup(best_words(site, section.title, language), (row,), whole=True)
    row = _row(site, catalogue, WHOLE, language)
    if row.total.count:
        yield CoverageGroup(None, (row,), whole=True)


def _row(site: Site, catalogue: Catalogue, cited: Cited, language: str) -> CoverageRow:
    events = [entry for entry in _citing(site, catalogue.id, cited) if entry.kind is Kind.EVENT]
    counts = Counter(map(_year, events))
    shown = visible((entry.key for entry in events), site.entries, site.config, language)
    years = {_year(site.entries[key]) for key in shown}  # only these stand on the page to which a cell leads
    if isinstance(cited, str):
        page = site.routes.of(Target("catalogue", catalogue.id), language) or ""
        return _counts(site, counts, language, {year: href(site, f"{page}#whole") for year in years})
    page = site.routes.of(Target("practice", f"{catalogue.id}/{cited}"), language) or ""
    row = _counts(site, counts, language, {year: href(site, f"{page}#y{year}") for year in years})
    return CoverageRow(row.cells, row.total, cited, numeral(site, catalogue, cited, language))


def _counts(site: Site, counts: Counter[int], language: str, addresses: Mapping[int, str]) -> CoverageRow:
    cells = tuple(_cell(site, counts[year], language, addresses.get(year, "")) for year in _years(site))
    return CoverageRow(cells, _cell(site, counts.total(), language, ""))


@remembered
def _cell(site: Site, count: int, language: str, address: str) -> CoverageCell:
    """Most cells are alike: there is nothing to count in them."""
    return CoverageCell(count, format_number(count, site.speech(language)), level(count), address)


def level(count: int) -> int:
    """How dark a cell is: 0 for none, then 1, 2, 3, four or five, six and more."""
    return max(step for step, least in enumerate(LEAST) if count >= least)


@remembered
def _steps(site: Site, language: str) -> tuple[CoverageStep, ...]:
    """The key: what each level stands for, as "3", "4–5" and "6+"."""
    speech = site.speech(language)
    ends = [least - 1 for least in LEAST[1:]]
    labels = [format_span(least, end, speech) for least, end in zip(LEAST, ends, strict=False)]
    labels.append(f"{digits(LEAST[-1], speech)}+")
    return tuple(CoverageStep(step, plain(site, label, language)) for step, label in enumerate(labels))


@remembered
def _years(site: Site) -> range:
    """From the first year of an event to the last, those without any too."""
    years = site.index.by_year
    return range(min(years), max(years) + 1) if years else range(0)


@remembered
def _citing(site: Site, id: str, cited: Cited) -> tuple[Entry, ...]:
    """The events, projects and publications that cite a number, or what has no number."""
    if isinstance(cited, int):
        return activities_citing(site, id, cited)
    if cited:
        return _entries(site, site.index.by_section.get((id, cited), ()))
    return tuple(
        entry
        for entry in _entries(site, site.index.by_catalogue.get(id, ()))
        if any(ref.catalogue == id and not ref.first and not ref.section for ref in entry.facts.practices)
    )


def _entries(site: Site, keys: Iterable[Key]) -> tuple[Entry, ...]:
    return tuple(site.entries[key] for key in keys if key[0] in COUNTED)


def _year(entry: Entry) -> int:
    dates = dates_of(entry.facts)
    return dates.year if dates else UNDATED


def coverage_table(site: Site, language: str, id: str) -> bytes:
    """The same for programs: CSV (RFC 4180) in UTF-8, in Western digits, with one row for each practice and year.

    It begins with a byte order mark, without which a widespread spreadsheet does not take the file for UTF-8.
    """
    written = StringIO(newline="")
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows(_lines(site, language, site.catalogues[id]))
    return written.getvalue().encode("utf-8-sig")


def _lines(site: Site, language: str, catalogue: Catalogue) -> Iterator[tuple[object, ...]]:
    """The years of the table on the page, before and after them those of projects and publications, and the undated."""
    sections = [section.id for section in catalogue.sections if not section.numbers]
    rows: list[Cited] = [*range(1, catalogue.length + 1), *sections, WHOLE]
    counts = {cited: Counter((_year(one), one.kind) for one in _citing(site, catalogue.id, cited)) for cited in rows}
    years = {*_years(site), *(year for counter in counts.values() for year, _ in counter)}
    for cited in rows:
        head = _head(site, language, catalogue, cited)
        for year in sorted(years - {UNDATED}) + ([UNDATED] if UNDATED in years else []):
            yield (*head, year or "", *(counts[cited][year, kind] for kind in COUNTED))


def _head(site: Site, language: str, catalogue: Catalogue, cited: Cited) -> tuple[object, ...]:
    """What a row is about. A number without a title is a gap; what has no number is cited as a whole."""
    if isinstance(cited, str):
        return catalogue.id, cited, "", "", ""
    section = catalogue.section_of(cited)
    title = title_of(site, Target("practice", f"{catalogue.id}/{cited}"), language)
    own = (title.language or language) if title.text else ""
    return catalogue.id, section.id if section else "", cited, harmless(title.text), own


def harmless(text: str) -> str:
    """A text that a spreadsheet shows and does not carry out: one that looks like a formula begins with '."""
    return f"'{text}" if text.startswith(FORMULA) else text
