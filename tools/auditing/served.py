"""The sample site, built under an address of this machine and served as a good host would."""

import gzip
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from sitegen.base.media import content_type

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / ".tools/node_modules"
LANGUAGES = ("en", "fr", "ar")
SQUEEZED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".ics", ".csv"}
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Audited:
    """A built site: its folder, and the address at which it is served, with a slash at the end."""

    folder: Path
    address: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a judge says: whether all is good, a few lines about it, and its table for docs/quality.md."""

    is_good: bool
    report: str
    table: str = ""


@contextmanager
def audited(folder: Path) -> Iterator[Audited]:
    """The sample site in a folder, served while the work inside is done."""
    target = folder / "site"
    server = _Server(("127.0.0.1", 0), partial(_Host, directory=str(target)))
    address = f"http://127.0.0.1:{server.server_port}/"
    command = [sys.executable, "-m", "sitegen", "build", "--quiet", "--base-url", address, "--output", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Audited(target, address)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    request_queue_size = 256  # a link checker takes a client that is turned away for a dead link
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client has gone before it was answered: link checkers do."""


class _Host(SimpleHTTPRequestHandler):
    """Files with what a host for static sites adds: compression, and lasting addresses of what has a digest."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.partition("?")[0].endswith("/") else path
        if path.suffix not in SQUEEZED or not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().do_GET()
        content = _squeezed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        return None

    def guess_type(self, path: Any) -> str:
        return content_type(str(path))

    def end_headers(self) -> None:
        lasting = "/assets/" in self.path or "/static/" in self.path
        self.send_header("Cache-Control", f"public, max-age={YEAR if lasting else 0}")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Nobody asked."""


@cache
def _squeezed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)
