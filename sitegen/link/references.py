"""Every link and citation of a text: what it leads to, and whether that exists."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from sitegen.base import problems
from sitegen.base.diagnostics import Findings, Span
from sitegen.base.nearest import nearest
from sitegen.base.remarks import Remark
from sitegen.link.index import cited
from sitegen.link.mentions import Known, check_practice, kind_named, mentions
from sitegen.link.routes import Target, file_address
from sitegen.link.site import Site, address_of, title_of
from sitegen.link.translations import Entry, State
from sitegen.load.citations import recognises
from sitegen.load.document import Document, Hole, Reference
from sitegen.load.photographs import is_picture
from sitegen.load.sources import Sources
from sitegen.load.writeups import WriteUp
from sitegen.model.catalogue import PracticeRef, parse_reference
from sitegen.model.words import Named
from sitegen.model.writeups import Initiative, Kind

WRITE_UPS = frozenset(kind.value for kind in Kind)
FOOTNOTE_BACK = "footnote-back"
FILES = frozenset({Hole.FILE, Hole.IMAGE})


class Resolved(Struct, frozen=True):
    """A reference and where it leads for readers of one language.

    `address` is "" where it leads nowhere and the text stands alone; `title` is the target's own.
    """

    reference: Reference
    address: str = ""
    title: Named = Named("", "")


def meant_catalogue(entry: Entry | None) -> str:
    """The catalogue that "good practice 17" means in an entry's texts; "" where there is a doubt."""
    if entry is None:
        return ""
    declared = {reference.catalogue for reference in entry.facts.practices}
    if isinstance(entry.facts, Initiative):
        declared |= set(entry.facts.catalogues)
    return next(iter(declared)) if len(declared) == 1 else ""


class Setting(Struct, frozen=True):
    """Where a document stands: `own`, the language it is written in; `reader`, that of the page; the catalogue that
    plain citations mean; the folder in which files beside the text lie."""

    own: str
    reader: str
    catalogue: str
    folder: str = ""


def resolve(site: Site, document: Document, setting: Setting) -> tuple[Resolved, ...]:
    """What each reference of a document leads to, for the readers of a page; titles in the document's language."""
    return tuple(
        _resolve(site, _with_catalogue(reference, setting.catalogue), setting) for reference in document.references
    )


def _with_catalogue(reference: Reference, catalogue: str) -> Reference:
    """A citation in prose says a number; the front matter says of which catalogue."""
    plain = reference.hole in {Hole.CITATION, Hole.MARGIN} and not reference.target
    return replace(reference, target=catalogue) if plain else reference


def _resolve(site: Site, reference: Reference, setting: Setting) -> Resolved:
    match reference.hole:
        case Hole.FILE | Hole.IMAGE:
            part = f"#{reference.anchor}" if reference.anchor else ""
            return Resolved(reference, file_address(f"{setting.folder}/{reference.target}") + part)
        case Hole.CITATION | Hole.MARGIN:
            target = Target("practice", f"{reference.target}/{reference.last}")
        case Hole.LINK if reference.kind in {"", FOOTNOTE_BACK}:
            return Resolved(reference, f"#{reference.anchor}")
        case _:
            target = target_of(reference)
    address = address_of(site, target, setting.reader)
    if not address:
        return Resolved(reference)
    text = _text_at(site, target, setting.reader) if reference.anchor else None
    anchor = f"#{reference.anchor}" if text and reference.anchor in text.document.anchors else ""
    return Resolved(reference, address + anchor, title_of(site, target, setting.own))


def target_of(reference: Reference) -> Target:
    """The page that a link by id means. A range of practices leads to its first, a section to its catalogue."""
    if reference.kind != "practice":
        return Target(reference.kind, reference.target)
    practice = parse_reference(reference.target)
    if practice is None or not practice.first:
        return Target("catalogue", practice.catalogue if practice else reference.target)
    return Target("practice", f"{practice.catalogue}/{practice.first}")


def _text_at(site: Site, target: Target, language: str) -> WriteUp | None:
    """The text that readers of a language find at a write-up's address; None for other kinds of page."""
    entry = site.entries.get((Kind(target.kind), target.id)) if target.kind in WRITE_UPS else None
    return entry.best_text(site.order(language)) if entry else None


def numbers_in(document: Document, catalogue: str) -> Iterator[tuple[tuple[str, int], Reference]]:
    """The (catalogue, number) pairs that a text cites, in prose or by a link, each with its place."""
    for reference in document.references:
        practice = cited_by(_with_catalogue(reference, catalogue))
        for number in practice.numbers if practice else ():
            yield (practice.catalogue if practice else "", number), reference


def cited_by(reference: Reference) -> PracticeRef | None:
    """The practices that one reference cites; None for links to anything else."""
    if reference.hole is Hole.CITATION and reference.target:
        return PracticeRef(reference.target, reference.first, reference.last)
    if reference.hole is Hole.LINK and reference.kind == "practice":
        return parse_reference(reference.target)
    return None


def check_references(text: WriteUp, site: Site, known: Known) -> Findings:
    """Links that lead nowhere, files that are not there, numbers that no catalogue has."""
    findings = Findings()
    entry = site.entries.get((text.kind, text.id))
    document = text.document
    findings.found.extend(check_document(document, site, known, text.language, meant_catalogue(entry)))
    for reference in document.references:
        if reference.hole in FILES:
            place, is_shown = partial(_place, reference), reference.hole is Hole.IMAGE
            findings.found.extend(_file_found(text, reference.target, site.sources, place, is_shown))
    for keys, name in _files(text):
        findings.found.extend(_file_found(text, name, site.sources, partial(text.place, *keys), keys[0] == "image"))
    if entry:
        findings.found.extend(_drafts_found(text, site))
    if entry and entry.original.language == text.language:
        findings.found.extend(_agreement_found(entry, site))
    return findings


def check_document(document: Document, site: Site, known: Known, language: str, catalogue: str) -> Findings:
    """The references of any document, those of a catalogue's texts included."""
    findings = Findings()
    for reference in document.references:
        practice = cited_by(_with_catalogue(reference, catalogue))
        if practice and not reference.target and practice.catalogue not in site.sources.catalogues:
            continue  # the front matter names the catalogue, and is told so
        if practice:
            findings.found.extend(check_practice(practice, partial(_place, reference), site.sources, known))
        elif reference.hole is Hole.LINK and not reference.kind:
            findings.found.extend(_anchor_found(reference, document.anchors, Remark("this text")))
        elif reference.hole is Hole.LINK and reference.kind in known.ids:
            findings.found.extend(_target_found(reference, site, known, language))
    return findings


def _target_found(reference: Reference, site: Site, known: Known, language: str) -> Findings:
    findings = Findings()
    if not known.has(reference.kind, reference.target):
        findings.note(
            problems.UNKNOWN_TARGET,
            reference.span,
            kind=kind_named(reference.kind),
            id=reference.target,
            nearest=nearest(reference.target, known.of(reference.kind)),
        )
        return findings
    target = target_of(reference)
    text = _text_at(site, target, language)
    if text is None or not reference.anchor or reference.anchor in text.document.anchors:
        return findings
    entry = site.entries[text.kind, text.id]
    behind = text.language != language or entry.states[language] is State.STALE
    if not (behind and reference.anchor in entry.original.document.anchors):
        findings.found.extend(_anchor_found(reference, text.document.anchors, reference.target))
    return findings  # a heading that a stale or missing translation lacks is told once, of the translation


def _drafts_found(text: WriteUp, site: Site) -> Findings:
    """What a published text refers to although readers will not find it."""
    findings = Findings()
    for one in text.document.references:
        if one.hole is Hole.LINK and _is_draft(site, target := target_of(one)):
            findings.note(problems.LINK_TO_DRAFT, one.span, kind=kind_named(target.kind), id=target.id)
    for mention in mentions(text.front.value):
        if _is_draft(site, Target(mention.kind, mention.id)):
            place = text.place(*mention.keys)
            findings.note(problems.LINK_TO_DRAFT, place, kind=kind_named(mention.kind), id=mention.id)
    return findings


def _is_draft(site: Site, target: Target) -> bool:
    """Whether a target has a source, without mistakes, but is not published because it is a draft."""
    if target.kind not in WRITE_UPS or (Kind(target.kind), target.id) in site.entries:
        return False
    texts = [text for text in site.sources.writeups if (text.kind.value, text.id) == (target.kind, target.id)]
    return any(text.front.value.draft for text in texts) and not site.sources.has_failed(target.kind, target.id)


def _anchor_found(reference: Reference, anchors: frozenset[str], target: str) -> Findings:
    findings = Findings()
    if reference.anchor and reference.anchor not in anchors:
        findings.note(
            problems.UNKNOWN_ANCHOR,
            reference.span,
            target=target,
            anchor=reference.anchor,
            nearest=nearest(reference.anchor, anchors),
        )
    return findings


def _files(text: WriteUp) -> Iterator[tuple[tuple[str | int, ...], str]]:
    front = text.front.value
    if front.image:
        yield ("image", "file"), front.image.file
    for position, download in enumerate(front.downloads):
        if download.file:
            yield ("downloads", position, "file"), download.file


def _place(reference: Reference) -> Span:
    return reference.span


def _file_found(text: WriteUp, name: str, sources: Sources, place: Callable[[], Span], is_shown: bool) -> Findings:
    """Whether there is such a file beside a text, and whether it can be shown where it shall be."""
    findings = Findings()
    if f"{text.folder}/{name}" not in sources.files:
        beside = [path.removeprefix(f"{text.folder}/") for path in sources.files if path.startswith(f"{text.folder}/")]
        near = nearest(PurePosixPath(name).name, beside)
        findings.note(problems.MISSING_FILE, place(), file=name, nearest=near)
    elif is_shown and not is_picture(name):
        findings.note(problems.WRONG_IMAGE, place(), file=name)
    return findings


def _agreement_found(entry: Entry, site: Site) -> Findings:
    """The practices that the front matter lists and those that the original's text cites are the same."""
    findings = Findings()
    listed = set(cited(entry.facts, site.catalogues))
    whole = {ref.catalogue for ref in entry.facts.practices if not ref.first and not ref.section}
    in_text = dict(numbers_in(entry.original.document, meant_catalogue(entry)))
    if not entry.facts.practices or not all(
        _is_real(pair, site) for pair in listed
    ):  # a wrong number is named already, and explains the rest
        return findings
    for pair in sorted(set(in_text) - listed):
        if pair[0] not in whole and _is_real(pair, site):
            findings.note(problems.CITATION_NOT_LISTED, in_text[pair].span, reference=f"{pair[0]}/{pair[1]}")
    if not recognises(entry.original.language):  # the text may cite them in prose
        return findings
    for position, reference in enumerate(entry.facts.practices):
        missing = [number for number in reference.numbers if (reference.catalogue, number) not in in_text]
        if missing:
            numbers = ", ".join(f"{reference.catalogue}/{number}" for number in missing)
            findings.note(
                problems.CITATION_NOT_MADE, entry.original.front.span("practices", position), reference=numbers
            )
    return findings


def _is_real(pair: tuple[str, int], site: Site) -> bool:
    """Whether a catalogue has the number; what it does not have is named where it stands."""
    catalogue = site.catalogues.get(pair[0])
    return catalogue is not None and 1 <= pair[1] <= catalogue.length
