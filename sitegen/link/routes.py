"""Routes: the address of everything that has a page, in every language, and who else wants it."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec import Struct

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Related, Span
from sitegen.base.files import alike
from sitegen.base.remarks import Remark
from sitegen.link.index import Index, readable, visible
from sitegen.link.translations import Entry, Key
from sitegen.load.sources import Sources
from sitegen.model.configuration import Config, Feature, Policy, Section
from sitegen.model.writeups import Kind

SECTION_OF: Mapping[Kind, Section] = {
    Kind.EVENT: Section.EVENTS,
    Kind.PROJECT: Section.PROJECTS,
    Kind.PUBLICATION: Section.PUBLICATIONS,
    Kind.INITIATIVE: Section.INITIATIVES,
}


class Target(Struct, frozen=True, order=True):
    """Something that has a page in every language.

    kind   "home", "section", "year", "page of events", "reading", "catalogue", "practice", "coverage",
           "organisation", "country", "data", or the kind of a write-up
    id     what it is among its kind: "events", "2020", "2", "1", "rome", "rome/17", "iij", "MT", "2020-07-response";
           "reading" is what can be read in a language, page by page, and has an address in that language only
    """

    kind: str
    id: str = ""


class Routes(Struct, frozen=True):
    """Addresses are paths from the site's root: "/fr/evenements/2020/"."""

    addresses: Mapping[tuple[Target, str], str]
    redirects: Mapping[str, str]

    def of(self, target: Target, language: str) -> str | None:
        """The address of a target in a language; None where it has no page."""
        return self.addresses.get((target, language))


# To find a place in a file, the file has to be read again; nobody asks for one unless two want the same address.
Place = Callable[[], Span]


class _Claim(Struct, frozen=True):
    """Somebody wants an address, and the place in the sources that makes them want it."""

    target: Target
    language: str
    address: str
    place: Place


def lay_out(sources: Sources, entries: Mapping[Key, Entry], index: Index) -> Checked[Routes]:
    """All addresses; two pages that want one address, and aliases that collide, are errors.

    What clashes in several languages for one reason is named in the first.
    """
    findings = Findings()
    named: set[Span] = set()
    addresses: dict[tuple[Target, str], str] = {}
    owners: dict[str, _Claim] = {}
    for claim in _claims(sources, entries, index):
        addresses[claim.target, claim.language] = claim.address
        owner = owners.setdefault(claim.address, claim)
        if owner is not claim and not _are_sections(owner, claim) and claim.place() not in named:
            named.add(claim.place())
            related = Related(owner.place(), Remark("the other page"))
            findings.note(problems.ROUTE_CLASH, claim.place(), related, address=claim.address)
    redirects = findings.take(_redirects(entries, addresses, owners))
    return Checked(Routes(addresses, redirects), tuple(findings))


def _are_sections(one: _Claim, other: _Claim) -> bool:
    """Two sections with the same word: the configuration has been told so (`config/section-clash`)."""
    return one.target.kind == other.target.kind == "section"


def file_of(address: str) -> str:
    """The path of the file that a web server gives for an address: /a/ and /a -> a/index.html; /a.html -> a.html."""
    path = unquote(address).strip("/")
    return path if path.endswith((".html", ".htm")) else f"{path}/index.html".lstrip("/")


def file_address(path: str) -> str:
    """Where a file beside a write-up is published: content/events/x/a.pdf -> /files/events/x/a.pdf."""
    return "/files/" + path.removeprefix("content/")


def coverage_file(address: str, ending: str) -> str:
    """The path of a file beside a page of coverage: /fr/couverture/rome/ -> fr/couverture/rome/couverture-rome.csv."""
    folder = PurePosixPath(unquote(address).strip("/"))
    return f"{folder}/{folder.parent.name}-{folder.name}.{ending}"


def _claims(sources: Sources, entries: Mapping[Key, Entry], index: Index) -> Iterator[_Claim]:
    """What wants an address: first what the configuration makes, so that write-ups are blamed for clashes."""
    for language in sources.config.value.languages:
        here = partial(sources.config.span, "languages", language)
        for target, path in _fixed(sources, entries, index, language):
            yield _Claim(target, language, f"/{language.lower()}/{path}", here)
        for entry in entries.values():
            yield from _claim_of(entry, language, sources.config.value)


def _fixed(sources: Sources, entries: Mapping[Key, Entry], index: Index, language: str) -> Iterator[tuple[Target, str]]:
    config = sources.config.value
    settings = config.languages[language]
    yield Target("home"), ""
    for section in config.sections:
        yield Target("section", section.value), f"{settings.section(section)}/"
    yield from _lists(entries, index, config, language)
    for id, loaded in sorted(sources.catalogues.items()):
        path = f"{settings.section(Section.CATALOGUES)}/{id}/"
        yield Target("catalogue", id), path
        for number in range(1, loaded.catalogue.value.length + 1):
            yield Target("practice", f"{id}/{number}"), f"{path}{number}/"
        if config.offers(Feature.COVERAGE):
            yield Target("coverage", id), f"{settings.section(Section.COVERAGE)}/{id}/"
    for id in sorted(sources.records.organisations):
        yield Target("organisation", id), f"{settings.section(Section.ORGANISATIONS)}/{id}/"
    for code in sorted(party for party in index.by_party if party.isupper()):
        yield Target("country", code), f"{settings.section(Section.COUNTRIES)}/{code.lower()}/"
    if config.offers(Feature.DATA):
        yield Target("data"), "data/"


def _lists(entries: Mapping[Key, Entry], index: Index, config: Config, language: str) -> Iterator[tuple[Target, str]]:
    """Events by year and page by page, and what can be read in the language."""
    settings = config.languages[language]
    events = settings.section(Section.EVENTS)
    for year, keys in sorted(index.by_year.items()):
        if visible(keys, entries, config, language):
            yield Target("year", str(year)), f"{events}/{year}/"
    shown = visible(index.by_kind[Kind.EVENT], entries, config, language)
    for number in range(2, page_count(len(shown), config) + 1):
        yield Target("page of events", str(number)), f"{events}/page-{number}/"
    own = f"{settings.section(Section.LANGUAGES)}/{language.lower()}/"
    yield Target("reading", "1"), own
    for number in range(2, page_count(len(readable(index, entries, language)), config) + 1):
        yield Target("reading", str(number)), f"{own}page-{number}/"


def rows_file(config: Config, language: str) -> str:
    """The path of the file by which a script narrows the list of events."""
    return f"{language.lower()}/{config.languages[language].section(Section.EVENTS)}/rows.json"


def page_count(events: int, config: Config) -> int:
    """The number of pages that a list of so many events or other entries takes, at least 1."""
    return max(1, -(-events // config.events_per_page))


def _claim_of(entry: Entry, language: str, config: Config) -> Iterator[_Claim]:
    text = entry.texts.get(language)
    if text is None and config.policy(entry.kind) is not Policy.SHOW:
        return
    slug = text.front.value.slug or entry.id if text else entry.id
    section = SECTION_OF.get(entry.kind)
    folder = f"{config.languages[language].section(section)}/" if section else ""
    place = partial((text or entry.original).place, "slug" if text and text.front.value.slug else "title")
    yield _Claim(Target(entry.kind.value, entry.id), language, f"/{language.lower()}/{folder}{slug}/", place)


def _redirects(
    entries: Mapping[Key, Entry], addresses: Mapping[tuple[Target, str], str], owners: Mapping[str, _Claim]
) -> Checked[Mapping[str, str]]:
    """Old addresses and where they lead. None may be that of a page, or the alias of another.

    What else may be in its way, a feed or a picture, is known when all files are: `sitegen/render/paths.py`.
    """
    findings = Findings()
    redirects: dict[str, str] = {}
    wishes = [
        (entry, text, position, alias)
        for entry in entries.values()
        for text in entry.texts.values()
        for position, alias in enumerate(text.front.value.aliases)
    ]
    claimed = {alike(file_of(address)): owner.place for address, owner in owners.items()} if wishes else {}
    for entry, text, position, alias in wishes:
        place = partial(text.place, "aliases", position)
        owner = claimed.setdefault(alike(file_of(alias)), place)
        if owner is place:
            redirects[alias] = addresses.get((Target(entry.kind.value, entry.id), text.language), "/")
        else:
            related = Related(owner(), Remark("it lives here"))
            findings.note(problems.ALIAS_CLASH, place(), related, address=alias, other=Remark("another page"))
    return Checked(redirects, tuple(findings))
