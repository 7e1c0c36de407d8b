"""sitegen build: make the site and write it."""

from dataclasses import replace
from pathlib import Path

import click

from sitegen.base.remarks import Remark, counted
from sitegen.disk.output import Published, publish
from sitegen.load.config import load_config
from sitegen.session import Outcome, Session, examine, patience, with_session


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
    """
    outcome = examine(session)
    if outcome.artifacts is None or outcome.counting:
        return replace(outcome, closing=Remark("Nothing was written."))
    target = output or _configured_output(outcome)
    with patience("Writing the site …", session.quiet):
        published = publish(outcome.artifacts, target, session.root)
    return replace(outcome, closing=_said(published, target))


def _configured_output(outcome: Outcome) -> Path:
    config = load_config(outcome.files).value
    if config is None:
        raise ValueError("a site was made without a configuration")
    return outcome.session.root / config.value.output


def _said(published: Published, target: Path) -> str:
    return Remark(
        "{folder}: {files}; {written} written, {unchanged} unchanged, {removed} removed",
        folder=target,
        files=counted("{number} file", "{number} files", len(published.written) + len(published.unchanged)),
        written=len(published.written),
        unchanged=len(published.unchanged),
        removed=len(published.removed),
    )
