"""The flow: files -> sources -> site -> artifacts. Commands and tests run this one path, or the beginning of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitegen.base.diagnostics import Checked, Findings, by_place, has_errors
from sitegen.base.digests import Each, each_in_turn
from sitegen.base.files import Artifact, SourceFile
from sitegen.checks.rules import check
from sitegen.link.linking import link
from sitegen.link.site import Site
from sitegen.load.sources import Sources, load
from sitegen.render.artifacts import render


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of the caller, not of the project: drafts included; another base address than the configured one."""

    drafts: bool = False
    base_url: str | None = None


def connect(
    files: Sequence[SourceFile], options: Options = Options(), each: Each = each_in_turn
) -> Checked[Site | None]:
    """The site as one value, with every mistake of loading and linking; None only without a configuration."""
    findings = Findings()
    sources = findings.take(load(files, each))
    if sources is None:
        return Checked(None, by_place(findings))
    site = findings.take(link(_based(sources, options.base_url), options.drafts))
    return Checked(site, by_place(findings))


def build(
    files: Sequence[SourceFile], options: Options = Options(), each: Each = each_in_turn
) -> Checked[tuple[Artifact, ...] | None]:
    """Every file of the finished site; None when a mistake in the sources stops it.

    All mistakes of loading and linking are found before anything stops. Rendering and the checks of
    the finished site run only over sources without errors, so that one mistake gives one diagnostic.
    """
    findings = Findings()
    site = findings.take(connect(files, options, each))
    if site is None or has_errors(findings):
        return Checked(None, by_place(findings))
    artifacts = findings.take(render(site, each))
    if not has_errors(findings):
        findings.found.extend(check(site, artifacts, each))
    return Checked(None if has_errors(findings) else artifacts, by_place(findings))


def _based(sources: Sources, base_url: str | None) -> Sources:
    """The sources with another address for the site, for a preview elsewhere."""
    if base_url is None:
        return sources
    config = sources.config.value.model_copy(update={"url": base_url.rstrip("/") + "/"})
    return replace(sources, config=replace(sources.config, value=config))
