"""Static files under fingerprinted names, so that browsers may keep them for ever."""

import posixpath
import re
from collections.abc import Iterable
from collections.abc import Mapping as ReadOnly
from pathlib import PurePosixPath

from msgspec import Struct, field

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Span
from sitegen.base.digests import digest
from sitegen.base.files import SourceFile
from sitegen.base.nearest import nearest
from sitegen.load.text import decode_text

STATIC = "static/"
ROOT = "root/"
JOINED, JOINED_NAME = "css/site/", "css/site.css"
DIGITS = 8
REFERENCE = re.compile(
    r"""(?P<comment>/\*(?!!).*?\*/)|/\*!.*?\*/|url\(\s*(?P<quote>["']?)(?P<target>[^"'()\s]+)(?P=quote)\s*\)"""
    r"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""",
    re.DOTALL,
)
EMPTY_LINES = re.compile(r"\n\s*\n")
NOT_RELATIVE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|#|\?|$")


class Statics(Struct, frozen=True):
    """Contents by published path, and published paths by logical name."""

    contents: ReadOnly[str, bytes] = field(default_factory=dict)
    assets: ReadOnly[str, str] = field(default_factory=dict)


class _Publishing(Struct):
    """Statics in the making."""

    files: ReadOnly[str, SourceFile]
    findings: Findings = field(default_factory=Findings)
    contents: dict[str, bytes] = field(default_factory=dict)
    assets: dict[str, str] = field(default_factory=dict)

    def publish(self, name: str, content: bytes) -> None:
        """A file under its logical name: as `static/<dir>/<stem>.<digest><suffix>`, or unchanged at the site's root."""
        path = name.removeprefix(ROOT) if name.startswith(ROOT) else _fingerprinted(name, content)
        self.contents[path] = content
        self.assets[name] = path


def load_statics(files: Iterable[SourceFile]) -> Checked[Statics]:
    """All files below static/. Those in css/site/ are joined in the order of their names into css/site.css.

    What a style sheet refers to by `url(…)` with a relative path is found from its own folder, and the reference is
    rewritten to the published name. A style sheet may refer to fonts and pictures, not to other style sheets. Its
    comments stay behind, a fifth of its weight, except those that begin with `/*!`: licences, by convention.
    """
    names = {file.path.removeprefix(STATIC): file for file in sorted(files) if file.path.startswith(STATIC)}
    publishing = _Publishing(names)
    for name, file in names.items():
        if not name.endswith(".css"):
            publishing.publish(name, file.content)
    joined: list[str] = []
    for name, file in names.items():
        if name.endswith(".css"):
            _publish_styles(name, file, joined, publishing)
    if joined:
        publishing.publish(JOINED_NAME, "\n".join(joined).encode())
    return Checked(Statics(publishing.contents, publishing.assets), tuple(publishing.findings))


def _publish_styles(name: str, file: SourceFile, joined: list[str], publishing: _Publishing) -> None:
    text = publishing.findings.take(decode_text(file))
    if text is None:
        return
    if name.startswith(JOINED):
        joined.append(_rewritten(text, name, JOINED_NAME, publishing))
    else:
        publishing.publish(name, _rewritten(text, name, name, publishing).encode())


def _fingerprinted(name: str, content: bytes) -> str:
    path = PurePosixPath(name)
    return f"{STATIC}{path.with_name(f'{path.stem}.{digest([content])[:DIGITS]}{path.suffix}')}"


def _rewritten(text: str, name: str, published_as: str, publishing: _Publishing) -> str:
    """A style sheet with its references changed to published names, relative to where it is published itself, and
    without comments.
    """
    folder = posixpath.dirname(f"{STATIC}{published_as}")

    def replaced(match: re.Match[str]) -> str:
        if match["comment"]:
            return ""
        target = match["target"]
        if target is None or NOT_RELATIVE.match(target):
            return match[0]
        path, mark, fragment = _cut(target)
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        published = publishing.assets.get(wanted)
        if published is None:
            _note_missing(text, match.start("target"), target, wanted, name, publishing)
            return match[0]
        return f'url("{posixpath.relpath(published, folder)}{mark}{fragment}")'

    return EMPTY_LINES.sub("\n", REFERENCE.sub(replaced, text)).strip("\n")


def _cut(target: str) -> tuple[str, str, str]:
    """A reference cut before its query or fragment."""
    found = re.search("[?#]", target)
    if found is None:
        return target, "", ""
    return target[: found.start()], found[0], target[found.end() :]


def _note_missing(text: str, offset: int, target: str, wanted: str, name: str, publishing: _Publishing) -> None:
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    span = Span(f"{STATIC}{name}", line, column, line, column + len(target))
    publishing.findings.note(problems.STATIC_MISSING, span, name=wanted, nearest=nearest(wanted, publishing.files))
