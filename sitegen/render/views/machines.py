"""What is read by machines more than by people: open data, feeds, site maps, redirects, missing pages."""

from sitegen.model.languages import Direction
from sitegen.render.views.frame import Alternate, Frame
from sitegen.render.views.words import View


class DataFile(View, frozen=True):
    """One of the open data's tables: how many records it has, and the addresses of its forms.

    metadata  of the CSV file's description (CSV on the Web)
    """

    title: str
    count: int
    json: str
    csv: str
    metadata: str


class DataField(View, frozen=True):
    """Fields of the open data that mean the same: their names, and the titles of the tables that have them."""

    names: tuple[str, ...]
    meaning: str
    tables: tuple[str, ...]


class DataView(View, frozen=True):
    """The page of the open data. `licence` is the address of the licence, "" if none is stated."""

    frame: Frame
    files: tuple[DataFile, ...]
    fields: tuple[DataField, ...]
    schema: str
    licence: str


class NotFoundView(View, frozen=True):
    """The page for addresses that lead nowhere, in one language."""

    frame: Frame


class RedirectView(View, frozen=True):
    """A page that only sends on, for hosts without rules for it."""

    language: str
    direction: Direction
    address: str
    canonical: str


class FeedEntry(View, frozen=True):
    """One entry of an Atom feed (RFC 4287): times are RFC 3339 in UTC."""

    id: str
    title: str
    address: str
    updated: str
    summary: str


class FeedView(View, frozen=True):
    """An Atom feed in one language."""

    language: str
    direction: Direction
    id: str
    title: str
    subtitle: str
    address: str
    home: str
    updated: str
    author: str
    entries: tuple[FeedEntry, ...]


class SitemapEntry(View, frozen=True):
    """One address with its set of translations."""

    address: str
    alternates: tuple[Alternate, ...]


class SitemapView(View, frozen=True):
    """`sitemap.xml` of one language, or the index of all of them (`entries` without alternates)."""

    entries: tuple[SitemapEntry, ...]
