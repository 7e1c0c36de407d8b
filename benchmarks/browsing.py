"""What measurements in a browser have in common: the made-up site with a feature, served, and new browsers."""

import argparse
import os
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.corpus import ROOT, write_project
from benchmarks.meter import run
from tools.auditing.chromium import chromium

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


class Quiet(SimpleHTTPRequestHandler):
    """Serves files as a web server does that keeps connections open."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a folder while the block runs."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def build(folder: Path, events: int, feature: str) -> Path:
    """The made-up site with one feature, built."""
    write_project(folder, events)
    with (folder / "config.yaml").open("a", encoding="utf-8") as config:
        config.write(f'features: ["{feature}"]\n')
    run([sys.executable, "-m", "sitegen", "build", "--quiet"], folder, variables={"PYTHONPATH": str(ROOT)})
    return folder / "public"


def visits(program: str, about: str, feature: str, languages: Iterable[str]) -> Iterator[tuple[str, Browser, str]]:
    """For each run that the command line asks for, and each language: that, a new browser, and the address of the site.

    In the end it prints how busy the machine was.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {program}", description=about.split("\n", maxsplit=1)[0])
    parser.add_argument("--events", type=int, default=3000, help="how many events the site has (3000)")
    parser.add_argument("--site", type=Path, help=f"a site that is built already, with {feature}")
    parser.add_argument("--runs", type=int, default=3, help="runs, in a new browser for each language (3)")
    chosen = parser.parse_args()
    before = os.getloadavg()[0]
    with (
        tempfile.TemporaryDirectory(prefix="browsing-") as aside,
        sync_playwright() as playwright,
        serving(chosen.site or build(Path(aside, "site"), chosen.events, feature)) as site,
    ):
        for language in [*languages] * chosen.runs:
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            yield language, browser, site
            browser.close()
    print(f"Load of the machine: {before:.1f} before, {os.getloadavg()[0]:.1f} after.\n")
