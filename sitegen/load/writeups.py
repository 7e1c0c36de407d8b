"""WriteUp: one text of one language with its facts; and the way from its file to it."""

from functools import lru_cache

from msgspec import Struct

from sitegen.base.diagnostics import Checked, Findings, Span
from sitegen.base.digests import Kept, digest_of_words
from sitegen.base.files import SourceFile
from sitegen.load.bodies import Body, parse_body
from sitegen.load.document import Document, Hole
from sitegen.load.foreign_marks import judge_front
from sitegen.load.frontmatter import Halves, read_front, split
from sitegen.load.located import FrontAgain, Located, Places
from sitegen.load.text import decode_text
from sitegen.model.writeups import FrontMatter, Kind

TextKey = tuple[Kind, str, str]
DOCUMENTS_AT_HAND = 64  # decoded ones: the texts of an entry are asked for again and again while it is the turn of one


class WriteUpFile(Struct, frozen=True):
    """A file that a write-up's text is read from: what its path says."""

    kind: Kind
    id: str
    language: str
    file: SourceFile

    @property
    def key(self) -> TextKey:
        return self.kind, self.id, self.language


class Text(Struct, frozen=True):
    """What one file says, in parts that are fetched when they are needed.

    front      None when the front matter has mistakes
    document   None when there is no body to be found
    anchors    the digest of the headings to which links may lead
    anchored   the write-ups to whose headings its own links lead, as "kind:id"
    """

    front: Kept[Located[FrontMatter]] | None = None
    document: Kept[Document] | None = None
    anchors: str = ""
    anchored: tuple[str, ...] = ()

    @property
    def front_digest(self) -> str:
        return self.front.digest if self.front else ""


class WriteUp:
    """The text of one write-up in one language, as its file says it.

    `language` is the site's tag from the file name; `anchors` and `anchored` are those of the `Text`. The front
    matter is fetched once and then kept, for everything asks for it; the document is fetched whenever somebody asks.
    """

    __slots__ = ("_document", "_front", "anchored", "anchors", "id", "kind", "language", "path")

    def __init__(self, source: WriteUpFile, text: Text) -> None:
        if text.front is None or text.document is None:
            raise ValueError(f"{source.file.path} could not be read")
        self.kind, self.id, self.language = source.key
        self.path = source.file.path
        self._front = text.front
        self._document = text.document
        self.anchors, self.anchored = text.anchors, text.anchored

    @property
    def key(self) -> TextKey:
        return self.kind, self.id, self.language

    @property
    def front(self) -> Located[FrontMatter]:
        return self._front.value

    def place(self, *keys: str | int) -> Span:
        """The place of a value of the front matter."""
        return self.front.span(*keys)

    @property
    def document(self) -> Document:
        return _at_hand(self._document)

    @property
    def words(self) -> tuple[str, str, str]:
        """The path, and the digests of the front matter and of the document, for keys of what is made of them."""
        return self.path, self._front.digest, self._document.digest

    @property
    def folder(self) -> str:
        """The folder of the file; photos and downloads are named from there."""
        return self.path.rpartition("/")[0]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WriteUp):
            return NotImplemented
        return (self.path, self.front, self.document) == (other.path, other.front, other.document)

    def __hash__(self) -> int:
        return hash(self.path)

    def __repr__(self) -> str:
        return f"WriteUp({self.path!r})"


@lru_cache(maxsize=DOCUMENTS_AT_HAND)
def _at_hand(document: Kept[Document]) -> Document:
    return document.value


def read_text(source: WriteUpFile, languages: tuple[str, ...]) -> Checked[Text]:
    """The front matter and the document of one file, with all that is wrong in them. Depends on its arguments alone."""
    findings = Findings()
    halves = findings.take(halves_of(source.file))
    if halves is None:
        return Checked(Text(), tuple(findings))
    front = findings.take(_front(source, halves))
    document = findings.take(parse_body(body_of(source, halves), languages))
    text = Text(
        None if front is None else Kept(front),
        Kept(document),
        digest_of_words(sorted(document.anchors)),
        anchored(document),
    )
    return Checked(text, tuple(findings))


def anchored(document: Document) -> tuple[str, ...]:
    """The write-ups to whose headings a document's links lead, as "kind:id"."""
    links = (one for one in document.references if one.hole is Hole.LINK and one.kind and one.anchor)
    return tuple(sorted({f"{one.kind}:{one.target}" for one in links}))


def halves_of(file: SourceFile) -> Checked[Halves | None]:
    """Front matter and body of a file, still as text."""
    findings = Findings()
    text = findings.take(decode_text(file))
    return Checked(None if text is None else findings.take(split(text, file.path)), tuple(findings))


def body_of(source: WriteUpFile, halves: Halves) -> Body:
    """The Markdown of a file, with its place in it."""
    return Body(halves.body, source.file.path, source.language, halves.body_line)


def _front(source: WriteUpFile, halves: Halves) -> Checked[Located[FrontMatter] | None]:
    findings = Findings()
    path = source.file.path
    front = findings.take(read_front(source.kind, halves, path, source.language))
    if front is None:
        return Checked(None, tuple(findings))
    findings.found.extend(judge_front(front.node, halves.front, halves.front_line, source.language))
    again = Places(again=FrontAgain(halves.front, path, halves.front_line))
    return Checked(Located(front.value, again, front.dropped, front.stated), tuple(findings))
