"""The server below the preview: a socket that is ours, a thread for every request, and an end that leaves nothing."""

import errno
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from sitegen.preview.application import Application

BACKLOG = 128
TRIED = 100  # ports after a taken one among which a free one is looked for
ENDING = 0.9  # seconds that threads have to end
IDLE = 30.0  # seconds after which a silent connection is cut


class PortTaken(OSError):
    """Another program listens there."""


class Handler(WSGIRequestHandler):
    """Answers without telling of each request."""

    timeout = IDLE
    server_version = "sitegen"

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002  # as it is called above us
        pass


class Server(ThreadedWSGIServer):
    """A threaded server that knows its connections, so that it can end them."""

    block_on_close = False

    def __init__(self, application: Application, listening: socket.socket) -> None:
        host, port = listening.getsockname()[:2]
        self.connections: dict[socket.socket, threading.Thread] = {}
        super().__init__(host, port, application, Handler, fd=listening.fileno())

    def process_request(self, request: Any, client_address: Any) -> None:
        thread = threading.Thread(target=self.process_request_thread, args=(request, client_address), daemon=True)
        self.connections[request] = thread
        thread.start()

    def shutdown_request(self, request: Any) -> None:
        self.connections.pop(request, None)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """What goes wrong in an answer is told there; what is left is browsers that hang up."""

    def end(self) -> None:
        """Stop listening, hang up, and see every thread off."""
        self.shutdown()
        threads = [*self.connections.values()]
        for connection in [*self.connections]:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(ENDING / max(1, len(threads)))


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 is any that is free. Raises PortTaken, or OSError for what else is wrong."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            advice = f"the port is taken by another program; free is {_free(host, port)}: --port {_free(host, port)}"
            raise PortTaken(errno.EADDRINUSE, advice, f"{host}:{port}") from error
        raise OSError(error.errno, error.strerror or str(error), f"{host}:{port}") from error
    return listening


def _free(host: str, taken: int) -> int:
    """The next port that is free."""
    for port in range(taken + 1, min(taken + TRIED, 65535) + 1):
        with suppress(OSError), socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
            tried.listen()
            return port
    return 0


@contextmanager
def serving(application: Application, listening: socket.socket) -> Iterator[None]:
    """Answer requests, in threads, until the work inside is done."""
    server = Server(application, listening)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="preview", daemon=True)
    try:
        thread.start()  # the signal to end may come when it answers already, and this line is not done
        yield
    finally:
        application.current.end()
        if thread.is_alive():
            server.end()
            thread.join()
