"""sitegen check: everything that build judges, and nothing written."""

import click
from msgspec.structs import replace

from sitegen.report import summary
from sitegen.session import Outcome, Session, with_session
from sitegen.workshop import examine


@click.command
@with_session
def check(session: Session) -> Outcome:
    """Find every mistake in the project, without writing anything.

    Does all that build does, short of writing: what check accepts, build accepts.

    \b
    sitegen check
    sitegen check --strict               warnings too must be mended
    sitegen check --format github        in a pull request
    """
    outcome = examine(session)
    return outcome if outcome.diagnostics else replace(outcome, closing=summary(()))
