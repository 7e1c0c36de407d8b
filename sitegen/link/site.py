"""Site and Page: everything that is known, in its final form, before anything is rendered."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from sitegen.l10n.countries import country
from sitegen.l10n.speech import Speech
from sitegen.link.index import Index
from sitegen.link.mentions import Known
from sitegen.link.routes import Routes, Target
from sitegen.link.translations import Change, Entry, Key, State
from sitegen.load.drawings import Drawing
from sitegen.load.photographs import Photograph
from sitegen.load.sources import Sources
from sitegen.load.writeups import WriteUp
from sitegen.model.catalogue import Catalogue
from sitegen.model.configuration import Config
from sitegen.model.words import Named, best
from sitegen.model.writeups import Initiative, Kind


class Page(Struct, frozen=True):
    """One entry in one language: the frame is in `language`, the text in `text.language`.

    They differ on a fallback page. `changes` are the pieces of the text's source that changed since.
    """

    entry: Entry
    language: str
    text: WriteUp
    state: State
    changes: tuple[Change, ...]

    @property
    def target(self) -> Target:
        return Target(self.entry.kind.value, self.entry.id)


class Family(Struct, frozen=True):
    """The texts that make one entry: kind and id, the language of the original, and the languages that are shown."""

    kind: Kind
    id: str
    original: str
    shown: tuple[str, ...]


class World(Struct, frozen=True):
    """All that can be known of a site without the bodies of its texts.

    What one page says of another comes from here, so that a changed body concerns the pages of its own entry alone.
    """

    sources: Sources
    families: tuple[Family, ...]
    index: Index
    routes: Routes
    known: Known


class Site(Struct, frozen=True, eq=False):
    """The whole site as one immutable value; every function of `render` begins here.

    Sites are told apart by identity, so that what is the same on all pages of one can be remembered for it.
    `seen` is the digest of all that a page may see besides the texts of its own entry; "" where nobody remembers.
    `photographs` and `drawings` are those beside its texts, by the paths of their sources, once they were developed or
    measured.
    """

    sources: Sources
    catalogues: Mapping[str, Catalogue]
    entries: Mapping[Key, Entry]
    index: Index
    routes: Routes
    pages: Mapping[tuple[Key, str], Page]
    speeches: Mapping[str, Speech]
    known: Known
    seen: str = ""
    photographs: Mapping[str, Photograph] = field(default_factory=dict)
    drawings: Mapping[str, Drawing] = field(default_factory=dict)

    @property
    def config(self) -> Config:
        return self.sources.config.value

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.config.languages)

    def speech(self, language: str) -> Speech:
        """How a language of the site is written."""
        return self.speeches[language]

    def order(self, language: str) -> Sequence[str]:
        return self.config.reading_order(language)


def address_of(site: Site, target: Target, language: str) -> str:
    """Where readers of a language are led for a target; "" where nothing can be shown.

    A write-up without a page in their language leads to the one whose text they read best.
    """
    own = site.routes.of(target, language)
    if own or target.kind not in set(Kind):
        return own or ""
    entry = site.entries.get((Kind(target.kind), target.id))
    return (site.routes.of(target, entry.best_text(site.order(language)).language) or "") if entry else ""


def title_of(site: Site, target: Target, language: str) -> Named:
    """The title of a target for readers of a language, with the language that it is in.

    A practice whose text is not available has no title: ("", language).
    """
    words = _words(site, target)
    if words is not None:
        return best(words, site.order(language)) or Named("", language)
    if target.kind == "country":
        return Named(country(target.id, site.speech(language)), language)
    entry = site.entries.get((Kind(target.kind), target.id)) if target.kind in set(Kind) else None
    if entry is None:
        return Named("", language)
    text = entry.best_text(site.order(language))
    return Named(text.front.value.title, text.language)


def short_title_of(site: Site, target: Target, language: str) -> Named:
    """The same, in the short form that lists, margins and breadcrumbs use where there is one."""
    catalogue = site.catalogues.get(target.id) if target.kind == "catalogue" else None
    if catalogue:
        return best(catalogue.short_title or catalogue.title, site.order(language)) or Named("", language)
    if target.kind == Kind.INITIATIVE.value and (Kind.INITIATIVE, target.id) in site.entries:
        text = site.entries[Kind.INITIATIVE, target.id].best_text(site.order(language))
        front = text.front.value
        short = front.short_title if isinstance(front, Initiative) else None
        return Named(short or front.title, text.language)
    return title_of(site, target, language)


def _words(site: Site, target: Target) -> Mapping[str, str] | None:
    """The words per language of a target whose title is a record's; None for other kinds."""
    if target.kind == "catalogue":
        catalogue = site.catalogues.get(target.id)
        return catalogue.title if catalogue else None
    if target.kind == "practice":
        id, _, number = target.id.partition("/")
        catalogue = site.catalogues.get(id)
        practice = catalogue.practice(int(number)) if catalogue else None
        return practice.title if practice else {}
    if target.kind == "organisation":
        located = site.sources.records.organisations.get(target.id)
        return located.value.name if located else None
    return None
