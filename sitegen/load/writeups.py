"""WriteUp: one text of one language with its facts; and the way from its file to it."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from sitegen.base.diagnostics import Checked, Findings
from sitegen.base.files import SourceFile
from sitegen.load.bodies import Body
from sitegen.load.document import Document
from sitegen.load.foreign_marks import judge_front
from sitegen.load.frontmatter import read_front, split
from sitegen.load.located import Located
from sitegen.load.text import decode_text
from sitegen.model.writeups import FrontMatter, Kind


@dataclass(frozen=True, slots=True)
class WriteUp:
    """The text of one write-up in one language, as its file says it.

    `language` is the site's tag from the file name; `body_line` the line of the file on which the body begins.
    """

    kind: Kind
    id: str
    language: str
    path: str
    front: Located[FrontMatter]
    document: Document
    body_line: int

    @property
    def folder(self) -> str:
        """The folder of the file; photos and downloads are named from there."""
        return str(PurePosixPath(self.path).parent)


@dataclass(frozen=True, slots=True)
class WriteUpFile:
    """A file that a write-up's text is read from: what its path says."""

    kind: Kind
    id: str
    language: str
    file: SourceFile


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose front matter has been read (None when it has mistakes) and whose body is still Markdown."""

    source: WriteUpFile
    front: Located[FrontMatter] | None = None
    body: Body | None = None

    def with_document(self, document: Document) -> WriteUp | None:
        """The finished write-up, or None when the front matter has mistakes."""
        if self.front is None or self.body is None:
            return None
        source = self.source
        line = self.body.first_line
        return WriteUp(source.kind, source.id, source.language, source.file.path, self.front, document, line)


def open_writeup(source: WriteUpFile) -> Checked[Opened]:
    """The front matter and the body of one file, with all that is wrong in the former."""
    findings = Findings()
    path = source.file.path
    text = findings.take(decode_text(source.file))
    halves = None if text is None else findings.take(split(text, path))
    if halves is None:
        return Checked(Opened(source), tuple(findings))
    front = findings.take(read_front(source.kind, halves, path, source.language))
    if front:
        findings.found.extend(judge_front(front.node, halves.front, halves.front_line, source.language))
    body = Body(halves.body, path, source.language, halves.body_line)
    return Checked(Opened(source, front, body), tuple(findings))
