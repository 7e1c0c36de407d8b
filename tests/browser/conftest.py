"""The sample site, built once, served on this machine, opened in headless Chromium."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from sitegen.base.diagnostics import Checked, has_errors
from sitegen.base.files import Artifact
from sitegen.disk.indexing import with_index
from sitegen.disk.output import publish
from sitegen.disk.tree import read_project
from sitegen.model.writeups import Kind
from sitegen.pipeline import build, connect
from sitegen.render.jobs import jobs
from sitegen.report import render_text
from tests.browser.tabs import Visit, opened
from tests.sample import made_once
from tools.auditing.chromium import installed

ROOT = Path(__file__).parents[2]
AXE = ROOT / ".tools/node_modules/axe-core/axe.min.js"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
Value = TypeVar("Value")
WRITE_UPS = {kind.value for kind in Kind}


# Which pages are opened


@dataclass(frozen=True, slots=True)
class Sample:
    """One page of the sample site: what it shows, where it is, and its language ("" when it has several)."""

    shows: str
    address: str
    language: str

    def __str__(self) -> str:
        return f"{self.shows} {self.language}".strip().replace(" ", "-")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "sample" in metafunc.fixturenames:
        metafunc.parametrize("sample", samples(), ids=str, scope="session")  # all tests of a page come together


@cache
def samples() -> tuple[Sample, ...]:
    """One page of each type in each language; of write-ups, one in its own language and one in another."""
    several = [Sample("languages", "/", ""), Sample("not found", "/404.html", "")]
    site = connect(read_project(ROOT).value).value
    if site is None:
        return tuple(several)  # they fail, and say why
    chosen: dict[tuple[str, str], Sample] = {}
    for (target, language), address in sorted(site.routes.addresses.items()):
        shows = f"{target.kind} {target.id}" if target.kind == "section" else target.kind
        if target.kind in WRITE_UPS and language not in site.entries[Kind(target.kind), target.id].texts:
            shows += " borrowed"
        chosen.setdefault((shows, language), Sample(shows, address, language))
    for job in jobs(site):
        if job.view == "side by side":
            address = f"/{job.path.removesuffix('index.html')}"
            chosen.setdefault((job.view, job.language), Sample(job.view, address, job.language))
    return (*several, *chosen.values())


def sound(checked: Checked[Value | None]) -> Value:
    """What was made, when nothing was an error; otherwise the tests end with the report."""
    if checked.value is None or has_errors(checked.diagnostics):
        pytest.fail("the sample site cannot be built:\n" + render_text(checked.diagnostics, {}), pytrace=False)
    return checked.value


# The site, served


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without telling of each."""

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """A server that lets a browser's many requests wait, and takes it calmly when the browser hangs up."""

    request_queue_size = 256

    def handle_error(self, *_: object) -> None:
        pass


Serving = Callable[[Iterable[Artifact]], str]


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """Publishes a finished site and serves it to the end of the tests: `serve(artifacts)` is its address, without a
    slash at the end.
    """
    with ExitStack() as stack:

        def serve(artifacts: Iterable[Artifact]) -> str:
            folder = tmp_path_factory.mktemp("site") / "public"
            publish(artifacts, folder, ROOT)
            return stack.enter_context(serving(folder))

        yield serve


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    with Server(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built sample site, without a slash at the end: all that `sitegen build` publishes, with the
    index of search.
    """

    def publish_sample(folder: Path) -> None:
        publish(with_index(sound(build(read_project(ROOT).value)), ROOT, cache=False), folder, ROOT)

    for tool in (".tools/node_modules/.bin/pagefind", ".tools/node_modules/pagefind/package.json"):
        if not (ROOT / tool).exists() and shutil.which("npm"):
            pytest.fail("Pagefind is not installed; `make .tools/.ready` brings it")
    with serving(made_once(tmp_path_factory, "sample", publish_sample)) as address:
        yield address


# The browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        program = installed() or playwright_browser(playwright.chromium.executable_path) or install_browser()
        try:
            opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        except Error as error:
            pytest.skip(f"Chromium does not start: {error.message.splitlines()[0]}")
        yield opened
        opened.close()


def playwright_browser(path: str) -> str | None:
    return path if Path(path).is_file() else None


def install_browser() -> str | None:
    """Install Chromium where we may: as root on Debian and its kin, else into Playwright's own folder."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        tried = "apt-get install chromium"
        subprocess.run(["apt-get", "update", "-qq"], check=False, capture_output=True)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
    else:
        tried = "playwright install chromium"
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
    done = subprocess.run(command, check=False, capture_output=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    if done.returncode:
        pytest.skip(f"there is no Chromium here, and `{tried}` failed; install one, or name it in $CHROMIUM")
    return installed()


# Pages in its tabs


Visiting = Callable[..., Visit]
# The keyboard goes on from the place of what has lost the focus.
BEGIN = """() => {
    const top = document.createElement('i');
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
    top.remove();
    getSelection().removeAllRanges();
    scrollTo(0, 0);
}"""


@pytest.fixture
def visit(browser: Browser, served: str) -> Iterator[Visiting]:
    """Opens further pages: `visit(address, java_script_enabled=False)`."""
    with ExitStack() as stack:
        yield lambda address, **options: stack.enter_context(opened(browser, served, address, **options))


@pytest.fixture(scope="session")
def standing(browser: Browser, served: str, sample: Sample) -> Iterator[Visit]:
    """One sample page, opened once for all that is asked of it."""
    with opened(browser, served, sample.address) as visit:
        visit.settle()
        yield visit


@pytest.fixture
def shown(standing: Visit) -> Visit:
    """The sample page as it was opened: large, light, at its top, with the focus on nothing."""
    standing.restore()
    standing.tab.evaluate(BEGIN)
    return standing


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, the accessibility checker."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; `make .tools/.ready` brings it and needs npm")
    return AXE.read_text(encoding="utf-8")
