"""Builders that forget: wrong on purpose, each in one way, to prove that histories find such a builder out."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast

from tests.edits.kinds import entry_of
from tests.histories import Finished, Moment

Look = Callable[[str, bytes], bytes | None]  # what is looked at of a file; None: nothing, not even whether it is there

FRONT_END = b"\n---\n"
WRITE_UPS = r"^content/\w+/.*\.md$"


def nothing_of(pattern: str) -> Look:
    """Files of a pattern are not looked at."""
    return lambda path, content: None if re.search(pattern, path) else content


def without(pattern: bytes, where: str) -> Look:
    """Of some files something is overlooked."""
    return lambda path, content: re.sub(pattern, b"", content) if re.search(where, path) else content


def everything(_: str, content: bytes) -> bytes:
    return content


@dataclass(slots=True)
class Forgetful:
    """Keeps a page of the last build when what it looks at has not changed. Right but for what it overlooks.

    own       whether it looks at all that belongs to the page's own entry
    options   whether it looks at the options of the build
    findings  whether it keeps what it found in a file as long as that file has not changed
    """

    look: Look
    own: bool = False
    options: bool = True
    findings: bool = False
    last: dict[str, tuple[object, bytes]] = field(default_factory=dict)
    found: dict[str, tuple[bytes, list[object]]] = field(default_factory=dict)

    def build(self, moment: Moment, clean: Finished) -> Finished:
        findings = self.remembered(moment, clean.findings) if self.findings else clean.findings
        if clean.artifacts is None:
            return replace(clean, findings=findings)
        seen = (hash(tuple(self.looks(moment))), moment.options if self.options else None)
        kept = {}
        for path, content in clean.artifacts:
            key = (seen, own_files(path, moment)) if self.own else seen
            known = self.last.get(path)
            kept[path] = known if known and known[0] == key else (key, content)
        self.last = kept
        return Finished(tuple((path, content) for path, (_, content) in kept.items()), findings, clean.report)

    def looks(self, moment: Moment) -> Iterator[tuple[str, bytes]]:
        for path, content in sorted(moment.files.items()):
            seen = self.look(path, content)
            if seen is not None:
                yield path, seen

    def remembered(self, moment: Moment, found: tuple[object, ...]) -> tuple[object, ...]:
        own: dict[str, tuple[bytes, list[object]]] = {path: (content, []) for path, content in moment.files.items()}
        for one in found:
            own.setdefault(path_of(one), (b"", []))[1].append(one)
        self.found = {path: self.found[path] if path in self.found and self.found[path][0] == new[0] else new for path, new in own.items()}
        return tuple(one for path in sorted(self.found) for one in self.found[path][1])


def path_of(finding: object) -> str:
    """The file of a finding that was made plain: of a diagnostic, its span, and of that, its path."""
    return str(cast("tuple[Any, tuple[Any, Any], tuple[str, str]]", finding)[2][1])


def own_files(artifact: str, moment: Moment) -> int:
    """What is in the files of the entries whose id is in a page's address."""
    parts = artifact.split("/")
    return hash(tuple(content for path, content in sorted(moment.files.items()) if entry_of(path)[1] in parts))


FORGETFUL: dict[str, Callable[[], Forgetful]] = {
    "bodies": lambda: Forgetful(lambda path, content: content.split(FRONT_END)[0] if re.search(WRITE_UPS, path) else content),
    "front matter": lambda: Forgetful(lambda path, content: content.split(FRONT_END)[-1] if re.search(WRITE_UPS, path) else content),
    "titles of others": lambda: Forgetful(without(rb"(?m)^title:.*$", WRITE_UPS), own=True),
    "drafts among others": lambda: Forgetful(without(rb"(?m)^draft:.*\n", WRITE_UPS), own=True),
    "headings of others": lambda: Forgetful(everything, findings=True),
    "templates": lambda: Forgetful(nothing_of(r"^templates/[^/]*$")),
    "includes": lambda: Forgetful(nothing_of(r"^templates/parts/")),
    "includes that were not there": lambda: Forgetful(nothing_of(r"^templates/parts/(foot|project|page)\.html$")),
    "messages": lambda: Forgetful(nothing_of(r"^locale/")),
    "plural forms": lambda: Forgetful(without(rb"(?m)^msgstr\[.*$", "^locale/")),
    "the configuration": lambda: Forgetful(nothing_of(r"^config.yaml$")),
    "the order of languages": lambda: Forgetful(lambda path, content: b"".join(sorted(content.splitlines())) if path == "config.yaml" else content),
    "records": lambda: Forgetful(nothing_of(r"^content/records/")),
    "catalogues": lambda: Forgetful(nothing_of(r"^content/catalogues/")),
    "attachments": lambda: Forgetful(nothing_of(r"\.(pdf|jpg|txt)$")),
    "style sheets": lambda: Forgetful(nothing_of(r"^static/")),
    "all but sizes": lambda: Forgetful(lambda _, content: b"%d" % len(content)),
    "options": lambda: Forgetful(everything, options=False),
}
