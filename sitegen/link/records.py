"""What records and catalogues refer to, and whether it exists."""

from collections.abc import Iterator

from sitegen.base import problems
from sitegen.base.diagnostics import Findings, Span
from sitegen.base.nearest import nearest
from sitegen.link.mentions import Known, kind_named
from sitegen.link.references import check_document
from sitegen.link.site import Site
from sitegen.load.sources import Sources


def check_records(sources: Sources, known: Known) -> Findings:
    """Places of organisations, organisations of people, issuers of catalogues, the site's own organisation."""
    findings = Findings()
    for kind, id, place in _references(sources):
        if not known.has(kind, id):
            facts = {"kind": kind_named(kind), "id": id, "nearest": nearest(id, known.of(kind))}
            findings.note(problems.UNKNOWN_RECORD, place, **facts)
    return findings


def _references(sources: Sources) -> Iterator[tuple[str, str, Span]]:
    for organisation in sources.records.organisations.values():
        if organisation.value.place:
            yield "place", organisation.value.place, organisation.span("place")
    for person in sources.records.people.values():
        if person.value.organisation:
            yield "organisation", person.value.organisation, person.span("organisation")
    for loaded in sources.catalogues.values():
        catalogue = loaded.catalogue.value
        if catalogue.issuer:
            yield "organisation", catalogue.issuer, loaded.catalogue.span("issuer")
        for position, lead in enumerate(catalogue.leads):
            if not lead.isupper():
                yield "organisation", lead, loaded.catalogue.span("leads", position)
    if sources.config.value.organisation:
        yield "organisation", sources.config.value.organisation, sources.config.span("organisation")


def check_catalogues(site: Site, known: Known) -> Findings:
    """The links in the texts of practices."""
    findings = Findings()
    for id, loaded in site.sources.catalogues.items():
        for (_, language), document in loaded.texts.items():
            findings.found.extend(check_document(document, site, known, language, id))
    return findings
