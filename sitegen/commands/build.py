"""sitegen build: make the site and write it."""

from pathlib import Path

import click
from msgspec.structs import replace

from sitegen.base.files import Artifact
from sitegen.base.remarks import Remark, counted
from sitegen.base.searching import SEARCH_PAGES
from sitegen.disk.output import Published, publish
from sitegen.session import Outcome, Session, with_session
from sitegen.timings import Stage, Timings
from sitegen.workshop import opened


@click.command
@with_session
@click.option(
    "--output",
    "-d",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the site to this folder. [default: `output` in config.yaml]",
)
def build(session: Session, output: Path | None) -> Outcome:
    """Make the site and write it into its output folder.

    Nothing is written while anything is an error. Only what changed is written, and of what lies in the
    folder only files that an earlier build made are ever replaced or removed. The same sources give the same
    bytes, whatever the clock says.

    \b
    sitegen build                        the site of this folder, into public/
    sitegen build --drafts -d /tmp/look  with drafts, somewhere else
    sitegen build --strict --format github
    sitegen build --no-cache --timings   what takes long when everything is made anew
    """
    with opened(session) as workshop:
        return workshop.timed(workshop.attempt(lambda outcome: _written(outcome, output, workshop.timings)))


def _written(outcome: Outcome, output: Path | None, timings: Timings) -> Outcome:
    if outcome.artifacts is None or outcome.counting:
        return replace(outcome, closing=Remark("Nothing was written."))
    session = outcome.session
    target = output or session.root / outcome.folder
    with timings.stage(Stage.INDEXING):
        artifacts = _with_index(outcome.artifacts, session)
    with timings.stage(Stage.WRITING):
        published = publish(artifacts, target, session.root, session.cache)
    return replace(outcome, closing=_said(published, target))


def _with_index(artifacts: tuple[Artifact, ...], session: Session) -> tuple[Artifact, ...]:
    """The site with its search index, if it offers search. Raises IndexFailed."""
    if not any(one.path.startswith(SEARCH_PAGES) for one in artifacts):
        return artifacts
    from sitegen.disk.indexing import with_index  # start-up: 30 ms that a site without search need not wait

    return with_index(artifacts, session.root, session.cache)


def _said(published: Published, target: Path) -> str:
    return Remark(
        "{folder}: {files}; {written} written, {unchanged} unchanged, {removed} removed",
        folder=target,
        files=counted("{number} file", "{number} files", len(published.written) + len(published.unchanged)),
        written=len(published.written),
        unchanged=len(published.unchanged),
        removed=len(published.removed),
    )
