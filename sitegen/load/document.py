"""Document: the text of one write-up as HTML, cut where the rest of the site must fill something in."""

from enum import StrEnum

from msgspec import Struct

from sitegen.base.diagnostics import Span


class Hole(StrEnum):
    """What belongs into a gap between two pieces of HTML."""

    LINK = "link"  # <a href>: `kind`, `target`, `anchor`, `text`
    CITATION = "citation"  # a practice's number in running prose: `first`, `last`, `text`
    MARGIN = "margin"  # the numerals beside a block that cites practices: `first`, `last`
    FILE = "file"  # the address of a file beside the text: `target`
    IMAGE = "image"  # a picture beside the text: `target`, and as `text` the attributes that it has already


class Reference(Struct, frozen=True):
    """One gap of a document: what the text refers to, and where it says so.

    hole     how the gap is filled
    kind     for LINK: practice, catalogue, event, project, publication, initiative, page, organisation,
             or "" for a heading of the same text; for CITATION and MARGIN: practice
    target   the id, practice reference ("rome/17") or file name; for a citation in prose whose catalogue only the
             front matter tells: ""
    anchor   the id of a heading in the target, without #
    first, last   the numbers cited, both included (CITATION, MARGIN); 0 otherwise
    text     the link's own HTML; empty when the target's title is to be used; for IMAGE attributes, as HTML
    span     the place in the source, for diagnostics
    """

    hole: Hole
    kind: str = ""
    target: str = ""
    anchor: str = ""
    first: int = 0
    last: int = 0
    text: str = ""
    span: Span = Span("")


class Heading(Struct, frozen=True):
    """A heading: its permanent id, its level (2 to 6) and its title as inline HTML and as plain text."""

    id: str
    level: int
    html: str
    text: str


class Part(Struct, frozen=True):
    """The text from one heading of level 2 to the next: the unit in which translations go stale.

    `id` and `title` are those of the heading, both empty for what stands before the first.
    `digest` is of the meaning-bearing text: not of white space, quotation style or link addresses. `line` is the line
    of the file on which the heading stands, 0 when it bears no mark or there is no heading.
    """

    id: str
    title: str
    digest: str
    line: int = 0


class Document(Struct, frozen=True):
    """HTML `pieces` with one `Reference` between each two of them, and what the site needs to know of the text.

    len(pieces) == len(references) + 1. `anchors` are all ids that links may point at.
    """

    pieces: tuple[str, ...] = ("",)
    references: tuple[Reference, ...] = ()
    headings: tuple[Heading, ...] = ()
    parts: tuple[Part, ...] = ()
    anchors: frozenset[str] = frozenset()
