"""The flow: files -> sources -> site -> artifacts. Commands and tests run this one path, or the beginning of it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter

from msgspec.structs import replace

from sitegen.base.diagnostics import Checked, Findings, by_place, has_errors
from sitegen.base.digests import Each, digest_of_words, each_in_turn
from sitegen.base.files import Artifact, SourceFile
from sitegen.checks.finished import Finished, finish, finish_card
from sitegen.checks.whole import check
from sitegen.link.linking import bring_together, oversee, seen_from_elsewhere
from sitegen.link.site import Site, World
from sitegen.link.translations import Entry, Key
from sitegen.load.drawings import is_drawing, measure
from sitegen.load.photographs import develop, is_photograph
from sitegen.load.sources import Sources, Survey, load_rest, look_over
from sitegen.load.theme import TEMPLATES
from sitegen.model.configuration import Feature
from sitegen.model.options import Options
from sitegen.render.artifacts import beside_texts, dependence, untouched
from sitegen.render.cards import judge_cards, obstacle
from sitegen.render.jobs import CARD, Job, listed
from sitegen.render.memory import forget
from sitegen.render.paths import judge_paths


def connect(
    files: Sequence[SourceFile], options: Options = Options(), each: Each = each_in_turn
) -> Checked[Site | None]:
    """The site as one value, with every mistake of loading and linking; None only without a configuration."""
    findings = Findings()
    survey = findings.take(look_over(files, each))
    shown = _Shown(survey, options)
    world = findings.take(each(_oversee, [survey], (options, each), lambda _: (shown.content, *shown.templates))[0])
    if world is None:
        return Checked(None, by_place(findings))
    today = replace(world.sources, writeups=survey.writeups, files=survey.attachments)

    def seen(entries: Mapping[Key, Entry]) -> str:
        return digest_of_words((shown.content, seen_from_elsewhere(today, entries)))

    site = findings.take(bring_together(world, today, seen, each))
    return Checked(site, by_place(findings))


def _oversee(survey: Survey, shared: tuple[Options, Each]) -> Checked[World | None]:
    options, each = shared
    findings = Findings()
    sources = findings.take(load_rest(survey, each))
    if sources is None:
        return Checked(None, tuple(findings))
    world = findings.take(oversee(_based(sources, options.base_url), options.drafts))
    alone = replace(world.sources, writeups=(), files={})  # they change while the world does not
    return Checked(replace(world, sources=alone), tuple(findings))


class _Shown:
    """What the world of a project is made of, as digests: reckoned only when somebody remembers results by them."""

    def __init__(self, survey: Survey, options: Options) -> None:
        self.survey = survey
        self.options = options

    @cached_property
    def content(self) -> str:
        """All files but templates and the bodies of write-ups, and the options."""
        plan, files = self.survey.plan, self.survey.files
        fronts = {path: self.survey.texts[kind, id, tag].front_digest for kind, id, tag, path in plan.writeups}
        shown = {path: file for path, file in files.items() if not path.startswith(TEMPLATES)}
        known = ((path, fronts.get(path, file.digest)) for path, file in shown.items())
        return digest_of_words((str(self.options.drafts), self.options.base_url or "", *chain.from_iterable(known)))

    @cached_property
    def templates(self) -> tuple[str, ...]:
        files = self.survey.files.items()
        return tuple(word for path, file in files if path.startswith(TEMPLATES) for word in (path, file.digest))


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
    site = findings.take(with_pictures(site, each))
    if site.config.offers(Feature.CARDS):
        findings.take(each(judge_cards, [site], None, lambda site: (site.seen, obstacle(site)))[0])
    wanted = each(listed, [site], None, lambda site: (site.seen,))[0].value
    findings.take(each(judge_paths, [site], wanted, lambda site: (site.seen,))[0])
    if has_errors(findings):
        return Checked(None, by_place(findings))
    finished = findings.take_each(_finished(site, wanted, each))
    untouched_files = list(untouched(site))
    forget()
    if not has_errors(findings):
        done = [one for one in finished if one]
        findings.found.extend(check(done, [one.path for one in untouched_files], site.config.url, each))
    if has_errors(findings):
        return Checked(None, by_place(findings))
    artifacts = [*(one.artifact for one in finished if one), *untouched_files]
    return Checked(tuple(sorted(artifacts, key=attrgetter("path"))), by_place(findings))


def _finished(site: Site, wanted: Sequence[Job], each: Each) -> Iterator[Checked[Finished | None]]:
    """All files that are made: cards, then the others, by the same key."""
    key = dependence(site)
    cards = [job for job in wanted if job.view == CARD]
    if cards:
        yield from each(finish_card, cards, site, key)
    yield from each(finish, [job for job in wanted if job.view != CARD], site, key)


def with_pictures(site: Site, each: Each = each_in_turn) -> Checked[Site]:
    """The site with the photographs beside its texts developed and the drawings measured.

    A site without any is given back as it is.
    """
    files = list(beside_texts(site))
    taken = [file for file in files if is_photograph(file.path)]
    drawn = [file for file in files if is_drawing(file.path)]
    if not taken and not drawn:
        return Checked(site)
    findings = Findings()
    photographs = findings.take_each(each(develop, taken, None, _by_content)) if taken else ()
    drawings = findings.take_each(each(measure, drawn, None, _by_content)) if drawn else ()
    site = replace(
        site,
        photographs={one.path: one for one in photographs if one},
        drawings={one.path: one for one in drawings if one},
    )
    return Checked(site, tuple(findings))


def _by_content(file: SourceFile) -> tuple[str, ...]:
    return (file.path, file.digest)


def _based(sources: Sources, base_url: str | None) -> Sources:
    """The sources with another address for the site, for a preview elsewhere."""
    if base_url is None:
        return sources
    config = replace(sources.config.value, url=base_url.rstrip("/") + "/")
    return replace(sources, config=replace(sources.config, value=config))
