"""The preview as a WSGI application: files of the finished site, the script for pages, and its stream of news."""

import ipaddress
import select
import socket
from collections.abc import Collection, Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from msgspec import Struct
from werkzeug.wrappers import Request, Response

from sitegen.base.digests import digest
from sitegen.base.media import content_type
from sitegen.base.searching import INDEX
from sitegen.disk.indexer import IndexFailed
from sitegen.preview.answers import Answer, answer
from sitegen.preview.changes import Changes
from sitegen.preview.contents import Lost, OutOfDate
from sitegen.preview.current import Current
from sitegen.preview.pages import RESERVED, with_script
from sitegen.preview.panel import language_of, part, report_page
from sitegen.preview.searching import Searching
from sitegen.preview.states import State
from sitegen.preview.stream import Follower, follow

PATIENCE = 10.0  # seconds that a request waits for a running build
AWAITED = 3.0  # seconds for a build that must be about to come, because a file has changed
PARTS = ("live.js", "panel.css")
OF_THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")
GUARDED = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}


class Application(Struct, frozen=True):
    """Answers requests from the current state.

    hosts     names by which it may be called; others are refused, lest a page from elsewhere read the site by
              giving its own name this computer's address (DNS rebinding)
    is_open   whether any numeric address will do besides: those cannot be rebound
    language  of reports on pages in a language that has none
    searching  makes the search index
    """

    current: Current
    changes: Changes
    hosts: Collection[str] = OF_THIS_COMPUTER
    is_open: bool = False
    language: str = "en"
    searching: Searching | None = None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        response = self._response(Request(environ))
        response.headers.extend(GUARDED)
        return response(environ, start_response)

    def _response(self, request: Request) -> Response:
        if not self._is_ours(request.headers.get("Host", "")):
            return _plain(421, "This preview is not called by that name.")
        if request.method not in ("GET", "HEAD"):
            return _plain(405, "A preview is only read.", Allow="GET, HEAD")
        if request.path == f"{RESERVED}events":
            return self._events(request)
        if request.path.startswith(RESERVED):
            return _part(request)
        return self._of_index(request) or self._file(request)

    def _is_ours(self, host: str) -> bool:
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
        name = name.strip("[]").lower()
        return name in self.hosts or (self.is_open and _is_numeric(name))

    def _file(self, request: Request) -> Response:
        """The answer, wholly from one state: the one that knows of all changes so far, if it comes in time."""
        state = self.current.covering(self.changes.noted, PATIENCE)
        while state is not None and not self.current.has_ended:
            try:
                with self.current.quiet(PATIENCE):
                    found = answer(state, request.path, self._reported)
                return _sent(found, request)
            except OutOfDate as error:
                if isinstance(error, Lost):
                    self.current.is_lost = True
                    self.changes.note(["memo"])
                newer = self.current.after(state, AWAITED)
                if newer is state:
                    return _plain(503, f"{error} is another file now than the site was made from. Try again.")
                state = newer
        return _plain(503, "The preview has ended.")

    def _of_index(self, request: Request) -> Response | None:
        """A file of the search index, which is made when the first is asked for; None for everything else."""
        state = self.current.covering(self.changes.noted, PATIENCE)
        site = state.site if state else None
        path = request.path.removeprefix(site.base) if site else ""
        if site is None or self.searching is None or not site.searched or not path.startswith(INDEX):
            return None
        try:
            file = self.searching.file(site, path, self.current)
        except (IndexFailed, OutOfDate) as error:
            return _plain(503, str(error))
        if file is None:
            return _plain(404, "404")
        response = Response(file.content, content_type=content_type(path))
        return _revalidated(response, file.digest, request)

    def _reported(self, state: State, path: str) -> bytes:
        return report_page(state.report, language_of(path.lstrip("/").partition("/")[0], self.language))

    def _events(self, request: Request) -> Response:
        asked = request.args
        follower = Follower(
            path=asked.get("path", "/"),
            status=asked.get("status", 200, type=int),
            shape=asked.get("shape", ""),
            dress=asked.get("dress", ""),
            language=language_of(asked.get("lang", ""), self.language),
            reported=self._reported,
        )
        connection = request.environ.get("werkzeug.socket")
        news = follow(follower, self.current, self.changes.noted, lambda: _is_there(connection), PATIENCE)
        return Response(news, mimetype="text/event-stream", headers={"Cache-Control": "no-store"})


def _sent(found: Answer, request: Request) -> Response:
    if found.location:
        query = request.query_string.decode("ascii", "ignore")
        location = f"{found.location}?{query}" if query else found.location
        return Response(status=found.status, headers={"Location": location, "Cache-Control": "no-store"})
    response = Response(found.content, status=found.status, content_type=found.type)
    if found.seen is not None:
        response.data = with_script(found.content, found.seen, request.path)
    if found.seen is not None or found.status != 200:
        response.headers["Cache-Control"] = "no-store"
        return response
    return _revalidated(response, found.digest, request)


def _revalidated(response: Response, fingerprint: str, request: Request) -> Response:
    """A response that browsers may keep, and must ask about each time."""
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(fingerprint)
    return response.make_conditional(request.environ)


def _part(request: Request) -> Response:
    name = request.path.removeprefix(RESERVED)
    if name not in PARTS:
        return _plain(404, "404")
    content = part(name)
    return _revalidated(Response(content, content_type=content_type(name)), digest([content.encode()]), request)


def _plain(status: int, said: str, **headers: str) -> Response:
    return Response(f"{said}\n", status, {"Cache-Control": "no-store", **headers}, mimetype="text/plain")


def _is_numeric(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_there(connection: object) -> bool:
    """Whether somebody still listens at the other end: browsers say nothing more, but hang up."""
    if not isinstance(connection, socket.socket):
        return True
    try:
        readable = select.select([connection], [], [], 0)[0]
        return not readable or bool(connection.recv(1, socket.MSG_PEEK))
    except (OSError, ValueError):
        return False
