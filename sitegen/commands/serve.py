"""sitegen serve: a preview on this computer that follows every change."""

import gc
import os
import signal
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import click

from sitegen.disk.report_words import read_report_words
from sitegen.model.options import Options
from sitegen.preview.application import OF_THIS_COMPUTER, Application
from sitegen.preview.preview import Preview
from sitegen.preview.searching import Searching
from sitegen.preview.server import listen, serving
from sitegen.preview.telling import Teller
from sitegen.preview.watching import watching
from sitegen.session import LANG, ROOT, Session, patience, way_to
from sitegen.workshop import opened

ALLOCATIONS = 200_000  # between two looks for garbage: nearly all that a build makes is kept


class Ended(BaseException):
    """Somebody has asked the preview to end."""


@click.command
@ROOT
@click.option("--drafts", is_flag=True, help="Include write-ups marked draft: true.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="The address to listen at.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 is any that is free."
)
@click.option("--open", "opens", is_flag=True, help="Open the preview in a browser.")
@click.option("--poll", is_flag=True, help="Look for changes once a second, where the system does not tell of them.")
@LANG
def serve(root: Path, drafts: bool, host: str, port: int, opens: bool, poll: bool, language: str) -> None:
    """Show the site in a browser, and follow every change.

    Pages that changed reload by themselves; when only a style sheet or a picture did, it is put into the open
    page. While something is an error, pages stay as they were, and a panel on them shows the report. Nothing is
    written. Ends with Ctrl-C.

    \b
    sitegen serve
    sitegen serve --drafts --open
    sitegen serve --port 0               any port that is free
    """
    gc.set_threshold(ALLOCATIONS, 50, 100)
    gc.enable()
    session = Session(root, Options(drafts), strict=False, format="text", quiet=True, language=language)
    with listen(host, port) as listening, _until_ended(), opened(session) as workshop:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        tell = Teller(read_report_words(language), way_to(root), colour)
        preview = Preview(workshop.follow, workshop.put_by, workshop.forget, tell.build)
        hosts, is_open = {*OF_THIS_COMPUTER, host.lower()}, host not in OF_THIS_COMPUTER
        application = Application(preview.current, preview.changes, hosts, is_open, language, Searching(root))
        address = _address(host, listening.getsockname()[1])
        tell.start(address, is_open)
        with patience("Making the site …", quiet=False):
            state = preview.build()
        with serving(application, listening), watching(root, preview.changes, poll, tell.poll) as watch:
            if opens:
                webbrowser.open(address)
            preview.follow(watch, state)


@contextmanager
def _until_ended() -> Iterator[None]:
    """Do the work inside until SIGINT (Ctrl-C) or SIGTERM comes; a second one ends the process at once."""

    def end(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        raise Ended

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with suppress(Ended):
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _address(host: str, port: int) -> str:
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"
