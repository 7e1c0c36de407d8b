"""Media types (RFC 6838): what each kind of file is called, for links that name it and for servers that send it."""

from collections.abc import Mapping
from mimetypes import MimeTypes
from pathlib import PurePosixPath

# What editors lay beside write-ups and what sites consist of; IANA's names. Python's table lacks some of them, has
# others under older names, and not the same ones in every version; what a system believes besides is not asked.
TYPES: Mapping[str, str] = MimeTypes(filenames=()).types_map[True] | {
    ".avif": "image/avif",
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".epub": "application/epub+zip",
    ".gz": "application/gzip",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".mp3": "audio/mpeg",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ogg": "audio/ogg",
    ".otf": "font/otf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".rtf": "application/rtf",
    ".ttf": "font/ttf",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
OF_TEXT = frozenset({"application/json", "application/manifest+json", "application/xml", "image/svg+xml"})


def media_type(path: str) -> str:
    """The type of a file by its name; "" where it is not known."""
    return TYPES.get(PurePosixPath(path).suffix.lower(), "")


def content_type(path: str) -> str:
    """The same as a server says it: with the character set where it is text, which all of ours has in UTF-8."""
    kind = media_type(path) or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind in OF_TEXT else kind
