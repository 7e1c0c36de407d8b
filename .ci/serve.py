"""Serve a folder on this machine: serve.py PORT FOLDER.

`python -m http.server` lets five clients wait and turns the next ones away, which a link checker takes for dead links.
"""

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

ThreadingHTTPServer.request_queue_size = 256
handler = partial(SimpleHTTPRequestHandler, directory=sys.argv[2])
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), handler).serve_forever()
