"""What a site offers to machines besides its pages, feeds and site maps: calendars, data, and what a page is about.

All of it is off unless the configuration lists it.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from sitegen.link.routes import Target
from sitegen.link.site import Site
from sitegen.model.configuration import Feature
from sitegen.render.calendars import (
    calendar_path,
    calendars,
    calendars_of,
    event_calendar,
    initiative_calendar,
    language_calendar,
)
from sitegen.render.data_files import copies_of, data_file, data_link, data_paths, entry_file
from sitegen.render.structured import described

FEATURES = frozenset({Feature.CALENDARS, Feature.DATA, Feature.STRUCTURED_DATA})
# What makes the files that no template makes, by the names of their views: of the site, a language and the subject.
MADE: Mapping[str, Callable[..., bytes]] = {
    "calendar": language_calendar,
    "calendar of an initiative": initiative_calendar,
    "calendar of an event": event_calendar,
    "data": data_file,
    "data of an entry": entry_file,
}


def files_for_machines(site: Site, language: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The files of a language that no template makes: path, name of the view, and subject of each."""
    if site.config.offers(Feature.CALENDARS):
        for view, target, subject in calendars(site, language):
            yield calendar_path(site, target, language).lstrip("/"), view, subject
    if site.config.offers(Feature.DATA):
        yield from data_paths(site, language)


def furnished(site: Site, subject: tuple[str, ...], language: str, view: Any) -> Any:
    """A view with what its site offers to machines; `subject` is kind and id of the page’s target, or nothing."""
    if FEATURES.isdisjoint(site.config.features):
        return view
    frame = getattr(view, "frame", None)
    if frame is None or len(subject) > len(("kind", "id")):  # two texts side by side are a view of a page for people
        return view
    target = Target(*(subject or ("home",)))
    frame = replace(
        frame,
        calendars=calendars_of(site, target, language),
        copies=copies_of(site, target, language),
        open_data=data_link(site, language) if site.config.offers(Feature.DATA) else None,
    )
    if site.config.offers(Feature.STRUCTURED_DATA) and frame.canonical:
        frame = replace(frame, described=described(site, target, language, view))
    return replace(view, frame=frame)
