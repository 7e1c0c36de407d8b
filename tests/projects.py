"""Whole projects in one text, for tests: sections that begin with `=== path`."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sitegen.base.files import SourceFile

ROOT = Path(__file__).parents[1]
SECTION = re.compile(r"^=== (.+)$", re.MULTILINE)
THEME = ("templates", "static", "locale")
ESCAPE = re.compile(r"\\(?:u(?P<point>[0-9a-f]{4})|x(?P<byte>[0-9a-f]{2})|(?P<repeated>.)\{(?P<times>\d+)\})")
ABSENT = "- "
WORDS = ".po"
MESSAGE = re.compile(r'^msgid "(?:[^"\\]|\\.)*"(?:\n"(?:[^"\\]|\\.)*")*$', re.MULTILINE)  # on one line or several

CONFIG = """\
title: {en: A site, fr: Un site, ar: موقع}
url: https://site.example/
languages:
  en: {fallback: [fr, ar]}
  fr: {fallback: [en, ar], sections: {events: evenements}}
  ar: {fallback: [en, fr], sections: {events: faaliyat}}
line: {en: What it is about, fr: De quoi il s’agit, ar: عمّا يتحدث}
"""


def sections(text: str) -> dict[str, str]:
    """Name -> text of each section."""
    parts = SECTION.split(text)
    return {name.strip(): body.removeprefix("\n") for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def files(texts: dict[str, str]) -> list[SourceFile]:
    """A project of the given files, with a small configuration and this project's theme where they have none.

    `- path` is a file that the project does without. A `.po` file is given with the entries that matter; the
    theme's other entries follow them.
    """
    whole = {"config.yaml": CONFIG.encode(), **{file.path: file.content for file in theme()}}
    for name, text in texts.items():
        if name.startswith(ABSENT):
            whole.pop(name.removeprefix(ABSENT), None)
        else:
            whole[name] = unescaped(text) + (_others(text, whole.get(name, b"")) if name.endswith(WORDS) else b"")
    return [SourceFile(path, content) for path, content in whole.items()]


def written(root: Path, project: Iterable[SourceFile]) -> Path:
    """A project's files in a folder, which is given back."""
    for file in project:
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return root


def snapshot(root: Path) -> dict[str, bytes]:
    """All files below a folder, by their paths in it, in order."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def _others(given: str, words: bytes) -> bytes:
    """The entries of interface words that are not among the given ones; the header counts as given."""
    own = set(MESSAGE.findall(given))
    entries = words.decode().split("\n\n")[1:]
    others = [entry for entry in entries if own.isdisjoint(MESSAGE.findall(entry))]
    return "\n\n".join(["", *others]).encode()


def unescaped(text: str) -> bytes:
    r"""The bytes of a text in which \xff stands for a byte, \u202e for a character that editors cannot see, and
    \>{300} for three hundred times the same character.
    """
    out = bytearray()
    end = 0
    for match in ESCAPE.finditer(text):
        out += text[end : match.start()].encode() + _meant(match)
        end = match.end()
    return bytes(out + text[end:].encode())


def _meant(match: re.Match[str]) -> bytes:
    if match["byte"]:
        return bytes.fromhex(match["byte"])
    return chr(int(match["point"], 16)).encode() if match["point"] else match["repeated"].encode() * int(match["times"])


@cache
def theme() -> tuple[SourceFile, ...]:
    """This project's templates, style sheets and interface words."""
    return tuple(SourceFile(path.relative_to(ROOT).as_posix(), path.read_bytes()) for path in _paths(THEME))


def _paths(folders: Iterable[str]) -> Iterable[Path]:
    for folder in folders:
        yield from sorted(path for path in (ROOT / folder).rglob("*") if path.is_file())
