"""What an open page must know of itself to keep in step with the site: what it looks like, and in which dress."""

import json
import posixpath
import re
from collections.abc import Iterator
from html import escape
from urllib.parse import unquote

from msgspec import Struct

from sitegen.base.digests import digest
from sitegen.base.files import Artifact
from sitegen.preview.states import Site, is_page

RESERVED = "/.sitegen/"  # no file of a site lies there: hidden sources are passed over
SCRIPT = f"{RESERVED}live.js"
FINGERPRINT = re.compile(r"\.[0-9a-f]{8}(?=\.\w+$)")
ADDRESSES = re.compile(r"""\b(?:src|srcset|href|poster)=["']?([^"'>]+)""", re.IGNORECASE)
APART = re.compile(r"[\s,]+")
DRESSING = (
    ".css", ".woff2", ".woff", ".ttf", ".otf",
    ".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp", ".mp3", ".mp4", ".ogg", ".webm",
)  # fmt: skip
ENDS = (b"</body>", b"</BODY>", b"</html>")


class Piece(Struct, frozen=True):
    """A file that a page shows: its address in the page, without the fingerprint, and as it is; its digest."""

    name: str
    address: str
    digest: str


class Look(Struct, frozen=True):
    """A page as it was sent: two looks of one shape differ in their dress only, in style sheets, fonts and pictures."""

    status: int
    shape: str
    dress: tuple[Piece, ...] = ()

    @property
    def dress_digest(self) -> str:
        return digest(f"{piece.address} {piece.digest}".encode() for piece in self.dress)


def look(content: bytes, status: int, path: str, site: Site | None) -> Look:
    """How a page looks that was asked for as `path`, a path below the base of the site."""
    text = content.decode("utf-8", "replace")
    dress, scripts = [], []
    for address, file in _shown(text, path, site) if site else ():
        if file.path.endswith(DRESSING):
            dress.append(Piece(FINGERPRINT.sub("", address), address, file.digest))
        elif file.path.endswith((".js", ".mjs")):
            scripts.append(file.digest)
    for piece in dress:
        text = text.replace(piece.address, piece.name)
    return Look(status, digest([text.encode(), *(script.encode() for script in scripts)]), tuple(dress))


def _shown(text: str, path: str, site: Site) -> Iterator[tuple[str, Artifact]]:
    """The addresses in a page that are of other files of the site, each once, with these files."""
    found = (address for match in ADDRESSES.finditer(text) for address in APART.split(match[1]))
    for address in dict.fromkeys(found):
        way = unquote(re.split("[?#]", address)[0])
        if not way or way.startswith("//") or ":" in way:
            continue
        whole = posixpath.normpath(posixpath.join(site.base, posixpath.dirname(path), way))
        file = site.files.get(whole.removeprefix(site.base))
        if file is not None and not is_page(file.path):
            yield address, file


def with_script(content: bytes, seen: Look, path: str) -> bytes:
    """A page with the script that keeps it up to date; what is built never has it."""
    facts = {"path": path, "status": seen.status, "shape": seen.shape, "dress": seen.dress_digest}
    told = "".join(f' data-{name}="{escape(str(value))}"' for name, value in facts.items())
    script = f'<script src="{SCRIPT}"{told} defer></script>\n'.encode()
    end = next((place for mark in ENDS if (place := content.rfind(mark)) >= 0), len(content))
    return content[:end] + script + content[end:]


def dress_as_json(seen: Look) -> str:
    """The files that a page shows, as its script reads them: address by name, and digest."""
    return json.dumps([[piece.name, piece.address, piece.digest] for piece in seen.dress])
