"""The view by which a script narrows the list of events: every row once, and what each counts under, in columns."""

from collections.abc import Iterable

from msgspec.structs import replace

from sitegen.l10n.names import in_language
from sitegen.l10n.speech import Speech
from sitegen.link.index import activities, visible
from sitegen.link.site import Site
from sitegen.link.translations import Key
from sitegen.render.browsing import facets, keys_under, practice_facets
from sitegen.render.rows import all_groups, year_of
from sitegen.render.views.lists import NarrowingView
from sitegen.render.views.rows import Row, YearGroup

LARGE = 1_000_000  # a number of its own form in French and Spanish
FORMS_END_BEFORE = 200  # every other plural form of CLDR is taken by a smaller number


def narrowing_view(site: Site, language: str) -> NarrowingView:
    """All events, projects and publications as lists of a language show them, newest first."""
    keys = visible(activities(site.index), site.entries, site.config, language)
    groups = all_groups(site, keys, language)
    found: tuple[Row, ...] = tuple(row for group in groups for row in group.rows)
    numerals = {one.value: one for group in practice_facets(site, language) for one in group.numerals}
    values = sorted(numerals, key=_by_number)
    return NarrowingView(
        language=language,
        rows=tuple(replace(row, numerals=(), more=0) for row in found),
        years=tuple(YearGroup(group.year, group.address, ()) for group in groups),
        numerals=tuple(numerals[value] for value in values),
        more=tuple(sorted({row.more for row in found if row.more})),
        columns={
            **_facet_columns(site, keys, language, values),
            "years": _years(site, keys, language),
            "groups": [number for number, group in enumerate(groups) for _ in group.rows],
            "more": [row.more for row in found],
        },
        plurals=tuple(_plurals(site.speech(language)).items()),
        texts=tuple((tag, in_language(tag, site.speech(language))) for tag in site.languages),
    )


def _by_number(value: str) -> tuple[str, int]:
    catalogue, _, number = value.partition("/")
    return catalogue, int(number)


def _facet_columns(site: Site, keys: tuple[Key, ...], language: str, practices: Iterable[str]) -> dict[str, object]:
    """For each facet but years its values, and for each row the places of those that apply to it."""
    offered = {group.name: [link.value for link in group.links] for group in facets(site, language)}
    offered["catalogues"] = [group.catalogue.value for group in practice_facets(site, language)]
    offered["practices"] = list(practices)
    return {name: _column(site, keys, name, values) for name, values in offered.items() if name != "years"}


def _column(site: Site, keys: tuple[Key, ...], facet: str, values: list[str]) -> dict[str, object]:
    rows: dict[Key, list[int]] = {key: [] for key in keys}
    for place, value in enumerate(values):
        for key in keys_under(site, facet, value):
            if key in rows:
                rows[key].append(place)
    return {"values": values, "rows": [_short(rows[key]) for key in keys]}


def _short(places: list[int]) -> int | list[int]:
    """One place is written as a number; -1 stands for none."""
    return places if len(places) > 1 else places[0] if places else -1


def _years(site: Site, keys: tuple[Key, ...], language: str) -> dict[str, object]:
    """The years as a facet; what is no event may lie in a year that has none."""
    values = next([link.value for link in one.links] for one in facets(site, language) if one.name == "years")
    places = {int(value): place for place, value in enumerate(values)}
    return {"values": values, "rows": [places.get(year_of(site.entries[key]), -1) for key in keys]}


def _plurals(speech: Speech) -> dict[str, int]:
    """A number for each plural form of a language (CLDR)."""
    form = speech.locale.plural_form
    found: dict[str, int] = {}
    for number in (*range(FORMS_END_BEFORE), LARGE):
        found.setdefault(form(number), number)
    return found
