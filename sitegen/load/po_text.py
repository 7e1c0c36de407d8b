"""The text of a .po file (GNU gettext): which lines make up each entry, and an entry as lines."""

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import normalize, unescape
from msgspec import Struct, field

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Span
from sitegen.base.remarks import Remark
from sitegen.model.languages import Language

WIDTH = 110  # columns
MOST_FORMS = 6  # plural categories that CLDR has: zero, one, two, few, many, other
FORM_COUNTS = frozenset(map(str, range(1, MOST_FORMS + 1)))

OBSOLETE, PREVIOUS = "#~", "#|"
MACHINE_MADE = ("#:", "#,", PREVIOUS)
LINE = re.compile(
    r'(?:(?P<keyword>msgctxt|msgid|msgid_plural|msgstr(?:\[\d{1,3}\])?)[ \t]+)?(?P<text>"[^"\\]*+(?:\\.[^"\\]*+)*+")'
)
ENDLESS_WORD = re.compile(r"\S{1000}")  # Babel would look for hyphens in it for minutes
FORM_COUNT = re.compile(r"nplurals\s*=\s*([^;\s]+)")
NO_LINE = Remark('this is neither a comment nor a keyword with a text in "…"')

HEAD = """\
# Interface words in {name}. Kept in step with the templates by `sitegen messages`.
msgid ""
msgstr ""
"Project-Id-Version: sitegen\\n"
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals={forms}; plural={expression};\\n\""""


class Piece(Struct, frozen=True):
    """A keyword of an entry with its text, and the number of its line."""

    keyword: str
    text: str
    line: int


class Block(Struct, frozen=True):
    """The lines of one entry: the comments above it as they are written, its pieces, and its last line."""

    above: tuple[str, ...]
    pieces: tuple[Piece, ...]
    obsolete: bool
    last: int

    @property
    def keywords(self) -> list[str]:
        return [piece.keyword for piece in self.pieces]

    @property
    def key(self) -> tuple[str, str]:
        """Context and message; both are empty in the header."""
        return self.text("msgctxt"), self.text("msgid")

    @property
    def line(self) -> int:
        """The line of the message."""
        return next((piece.line for piece in self.pieces if piece.keyword == "msgid"), self.pieces[0].line)

    @property
    def comment(self) -> str:
        """What people wrote above the entry."""
        return "\n".join(line for line in self.above if not line.startswith(MACHINE_MADE))

    @property
    def previous(self) -> list[str]:
        """The message from which a fuzzy translation was taken, with its plural if it has one."""
        lines = "\n".join(line.removeprefix(PREVIOUS) for line in self.above if line.startswith(PREVIOUS))
        blocks = _read(lines, "", Findings())[0] if lines else ()
        return [piece.text for block in blocks for piece in block.pieces if piece.keyword.startswith("msgid")]

    def text(self, keyword: str) -> str:
        return next((piece.text for piece in self.pieces if piece.keyword == keyword), "")


class PoText(Struct, frozen=True):
    """A file as blocks of lines.

    head   everything up to the end of the header as it stands; empty without a header
    tail   comments after the last entry
    """

    blocks: tuple[Block, ...]
    head: str
    tail: str

    @property
    def header(self) -> Block | None:
        return next((block for block in self.blocks if not block.obsolete and block.key == ("", "")), None)


def read_po_text(text: str, path: str) -> Checked[PoText]:
    """The blocks of a file, and every line that does not follow the format."""
    findings = Findings()
    blocks, below = _read(text, path, findings)
    if not findings.found:
        _judge_blocks(blocks, path, findings)
    laid_out = PoText(blocks, "", "\n".join(below))
    header = laid_out.header
    if header is None:
        return Checked(laid_out, tuple(findings))
    first = 0 if header is blocks[0] else header.pieces[0].line - 1
    lines = [*(header.above if first else ()), *text.split("\n")[first : header.last]]
    return Checked(PoText(blocks, "\n".join(lines).strip("\n"), laid_out.tail), tuple(findings))


class _Open(Struct):
    """A block in the making."""

    above: tuple[str, ...]
    obsolete: bool
    pieces: list[tuple[str, list[str], int]] = field(default_factory=list)
    last: int = 0

    def add(self, keyword: str | None, text: str, line: int) -> None:
        """A keyword with its text, or more of the text before."""
        if keyword:
            self.pieces.append((keyword, [text], line))
        else:
            self.pieces[-1][1].append(text)
        self.last = line

    def ends_at(self, keyword: str | None, obsolete: bool) -> bool:
        """Whether a line with this keyword begins another entry."""
        names = [name for name, _, _ in self.pieces]
        return obsolete != self.obsolete or keyword == "msgctxt" or (keyword == "msgid" and names != ["msgctxt"])

    def closed(self) -> Block:
        pieces = tuple(Piece(keyword, "".join(texts), line) for keyword, texts, line in self.pieces)
        return Block(self.above, pieces, self.obsolete, self.last)


def _read(text: str, path: str, findings: Findings) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks, and the comments below the last one."""
    blocks: list[_Open] = []
    above: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        content = line.strip()
        obsolete = content.startswith(OBSOLETE)
        body = content[2:].lstrip() if obsolete else content
        match = LINE.fullmatch(body)
        if body.startswith("#") and not obsolete:
            above.append(content)
        elif match and (match["keyword"] or (blocks and not above and blocks[-1].obsolete == obsolete)):
            if above or not blocks or blocks[-1].ends_at(match["keyword"], obsolete):
                blocks.append(_Open(tuple(above), obsolete))
                above = []
            blocks[-1].add(match["keyword"], unescape(match["text"]), number)
        elif body and not (obsolete and body.startswith("|")):
            findings.note(problems.MESSAGE_SYNTAX, Span(path, number, 1, number, len(line) + 1), detail=NO_LINE)
    return tuple(block.closed() for block in blocks), tuple(above)


def _judge_blocks(blocks: Iterable[Block], path: str, findings: Findings) -> None:
    """Names what other readers would pass over in silence, and lose when they write."""
    seen: dict[tuple[str, str], int] = {}
    for block in blocks:
        detail = _mistake(block)
        if not detail and not block.obsolete:
            first = seen.setdefault(block.key, block.line)
            detail = Remark("this entry stands in line {line} already", line=first) if first != block.line else ""
        if detail:
            findings.note(problems.MESSAGE_SYNTAX, Span(path, block.line, 1, block.line, 1), detail=detail)


def _mistake(block: Block) -> str:
    keywords = block.keywords[1:] if block.keywords[0] == "msgctxt" else block.keywords
    forms = [f"msgstr[{number}]" for number in range(max(1, len(keywords) - 2))]
    if keywords not in (["msgid", "msgstr"], ["msgid", "msgid_plural", *forms]):
        return Remark(
            "an entry is msgid and msgstr, or msgid, msgid_plural, msgstr[0], msgstr[1] and so on; here it is {given}",
            given=", ".join(block.keywords),
        )
    if not block.text("msgid") and len(block.pieces) > 2:
        return Remark("this entry has no message")
    count = FORM_COUNT.search(block.text("msgstr")) if not block.text("msgid") else None
    if count and count[1] not in FORM_COUNTS:
        return Remark(
            "nplurals is {given}, but languages have 1 to {most} plural forms", given=count[1][:9], most=MOST_FORMS
        )
    return ""


def new_head(language: str, forms: int, expression: str) -> str:
    """The head of a new file for a language (BCP 47), with gettext's rule for its plural forms."""
    name = Language(language).locale.english_name
    return HEAD.format(name=name, locale=language.replace("-", "_"), forms=forms, expression=expression)


def written(catalogue: Catalog, head: str, tail: str) -> str:
    """A catalogue as text. A message's `user_comments` hold its comment as it is written, hash signs and all.

    Line numbers are left out, so that a file changes only when words do.
    """
    entries = ["\n".join(_entry(message, catalogue.num_plurals)) for message in catalogue if message.id]
    old = ["\n".join(_obsolete(message, catalogue.num_plurals)) for message in catalogue.obsolete.values()]
    return "\n\n".join([head, *entries, *old, *filter(None, [tail])]) + "\n"


def _entry(message: Message, forms: int) -> Iterator[str]:
    yield from message.user_comments
    places = dict.fromkeys(sorted(path for path, _ in message.locations))
    names = " ".join(_enclosed(place).replace(" ", "\0") for place in places)  # no line ends inside a name
    for line in wrap(names, WIDTH, break_long_words=False, break_on_hyphens=False):
        yield f"#: {line}".replace("\0", " ")
    if message.flags:
        yield f"#, {', '.join(sorted(message.flags))}"
    for keyword, text in zip(("msgid", "msgid_plural"), message.previous_id, strict=False):
        yield from _lines(keyword, text, f"{PREVIOUS} ")
    yield from _body(message, forms)


def _obsolete(message: Message, forms: int) -> Iterator[str]:
    yield from message.user_comments
    if message.fuzzy:
        yield "#, fuzzy"
    yield from _body(message, forms, f"{OBSOLETE} ")


def _body(message: Message, forms: int, prefix: str = "") -> Iterator[str]:
    if message.context is not None:
        yield from _lines("msgctxt", message.context, prefix)
    if isinstance(message.id, str):
        yield from _lines("msgid", message.id, prefix)
        yield from _lines("msgstr", str(message.string or ""), prefix)
        return
    yield from _lines("msgid", message.id[0], prefix)
    yield from _lines("msgid_plural", message.id[1], prefix)
    strings = (*(message.string or ()), *[""] * forms)
    for number in range(forms):
        yield from _lines(f"msgstr[{number}]", strings[number], prefix)


def _lines(keyword: str, text: str, prefix: str) -> Iterator[str]:
    width = 0 if ENDLESS_WORD.search(text) else WIDTH
    yield f"{prefix}{keyword} {normalize(text, prefix, width)}"


def _enclosed(path: str) -> str:
    """A path with spaces stands between the isolates that gettext sets around it."""
    return f"\u2068{path}\u2069" if " " in path else path
