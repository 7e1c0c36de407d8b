"""What a preview answers to a path: one file of one finished site, or what stands for it."""

from collections.abc import Callable
from urllib.parse import quote

from msgspec import Struct

from sitegen.base.files import Artifact
from sitegen.base.media import content_type
from sitegen.preview.contents import content_of
from sitegen.preview.pages import Look, look
from sitegen.preview.states import Site, State, is_page

Reported = Callable[[State, str], bytes]  # a page with the report, for a path


class Answer(Struct, frozen=True):
    """What to send: a status, and bytes with their type, or the address to go to."""

    status: int
    content: bytes = b""
    type: str = "text/plain; charset=utf-8"
    digest: str = ""
    location: str = ""
    seen: Look | None = None  # of a page


def answer(state: State, path: str, reported: Reported) -> Answer:
    """What a preview in this state answers to a path, which is decoded and begins with a slash.

    Raises OutOfDate when a file that is read only now is another than the site was made from.
    """
    site = state.site
    if site is None:
        content = reported(state, path)
        return Answer(503, content, content_type("index.html"), seen=look(content, 503, path, None))
    if not path.startswith(site.base):
        return Answer(302, location=_address(site, "")) if path in ("/", site.base[:-1]) else _missing(site, "")
    below = path.removeprefix(site.base)
    file = site.files.get(f"{below}index.html" if below.endswith("/") or not below else below)
    if file is None:
        is_folder = f"{below}/index.html" in site.files
        return Answer(302, location=_address(site, f"{below}/")) if is_folder else _missing(site, below)
    return _sent(site, file, 200, below)


def _missing(site: Site, below: str) -> Answer:
    """The page for what is not there, in the language that the path begins with."""
    ours = (site.files.get(name) for name in (f"{below.partition('/')[0]}/404.html", "404.html"))
    page = next(filter(None, ours), None)
    return _sent(site, page, 404, below) if page else Answer(404, b"404\n")


def _sent(site: Site, file: Artifact, status: int, below: str) -> Answer:
    content = content_of(file)
    seen = look(content, status, below, site) if is_page(file.path) else None
    return Answer(status, content, content_type(file.path), file.digest, seen=seen)


def _address(site: Site, below: str) -> str:
    return quote(f"{site.base}{below}")


def moved_to(state: State, path: str) -> str:
    """The address that the page of a path has moved to; "" when it is not known."""
    site = state.site
    if site is None:
        return ""
    below = path.removeprefix(site.base)
    page = f"{below.rstrip('/')}/index.html".lstrip("/") if not is_page(below) else below
    to = site.moved.get(page, "")
    return _address(site, to.removesuffix("index.html")) if to else ""
