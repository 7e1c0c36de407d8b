"""Direction over finished pages: what runs the other way and nothing says so (UAX #9; HTML, the dir attribute).

A line is what the bidirectional algorithm arranges together: the text of a block up to a `<br>`, across
emphasis and links. An element with `dir`, and `<bdi>`, is one object in the line around it and a line of its
own inside. What attributes say is a line in the direction of their element.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape
from itertools import accumulate
from typing import NamedTuple

from sitegen.base.remarks import Remark
from sitegen.checks.tags import Tag, read_tag
from sitegen.l10n import bidi
from sitegen.load.passages import VERBATIM
from sitegen.model.languages import Direction, parse_language

REMEMBERED = 20_000  # the same titles and names stand on many pages
PARTS = re.compile(r"(<[^>]*>)")  # text, tag, text, tag … text
CHARACTER = re.compile(r"&#?\w+;|.", re.DOTALL)  # as it is written in HTML
UNREAD = frozenset({"script", "style"})
ISOLATED = -1  # stands in a line for what is isolated
OBJECT = bidi.LRI + bidi.PDI  # the same as text
APART = "·"  # stands for white space between two elements
NOT_JUDGED = "verbatim"
MARKED = re.compile(r' dir="rtl"[^>]*>([^<]*)</')  # an element with nothing but text
LANGUAGE = re.compile(r' lang="([^"]*)"')
PAGE = re.compile(r'<html\b[^>]*\bdir="(ltr|rtl)"')
FEED = re.compile(r'<feed\b[^>]*\bxml:lang="([^"]+)"')
SAID_IN_FEED = re.compile(r"<(title|subtitle|name|summary|content|rights)\b[^>]*>([^<]*)<")

WAYS = {"ltr": Remark("from left to right"), "rtl": Remark("from right to left")}
IN_TEXT = Remark("write it with the filter `words`, as `.html`, or in `<bdi>` with its `dir`")
IN_PLAIN_TEXT = Remark("write it as `.text`, with Unicode isolates, since there is no markup here")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the direction of something, where it stands in the file, and what to do."""

    offset: int
    detail: str
    remedy: str


def faults_of_page(html: str) -> list[Fault]:
    """All of one page; none where the page does not say its own direction, which is a mistake of its own."""
    stated = PAGE.search(html)
    if stated is None or (stated[1] == "ltr" and _is_simple(html)):
        return []
    return _Page(PARTS.split(html)).read()


def faults_of_feed(xml: str) -> Iterator[Fault]:
    """All of an Atom feed, whose direction is that of its language (RFC 4287)."""
    stated = FEED.search(xml)
    direction = _direction_of_language(stated[1]) if stated else ""
    for match in SAID_IN_FEED.finditer(xml) if direction else ():
        if raws := raw_runs(unescape(match[2]), direction):
            places = list(_written(match[2], match.start(2)))
            yield from (_raw(raw, places[raw.offset], IN_PLAIN_TEXT) for raw in raws)


def _is_simple(html: str) -> bool:
    """Whether a page runs from left to right and everything else in it is the text of an element that says so.

    Most pages of a language with Latin letters are; they need not be read tag by tag.
    """
    rest, done = [], 0
    for match in MARKED.finditer(html):
        start = html.rfind("<", done, match.start())
        if raw_runs(unescape(match[1]), "rtl") or _of_tag(read_tag(html[start : match.start(1)]), "ltr"):
            return False
        rest.append(html[done:start])
        done = match.end()
    other = "".join((*rest, html[done:]))
    if 'dir="rtl"' in other or bidi.has_right_to_left(other):
        return False
    return all(_direction_of_language(tag) != "rtl" for tag in set(LANGUAGE.findall(other)))


class Raw(NamedTuple):
    """What is not isolated: where in its line, and which way the line runs."""

    run: str
    offset: int
    around: Direction


@lru_cache(maxsize=REMEMBERED)
def raw_runs(text: str, direction: str) -> tuple[Raw, ...]:
    """All in one line. The direction `auto` is that of its first strong letter; a line break in HTML is a space."""
    auto = direction == "auto" and bidi.direction_of(text) == "rtl"
    around: Direction = "rtl" if direction == "rtl" or auto else "ltr"
    line = text.replace("\n", " ")
    found, offset = [], 0
    for piece, other in bidi.runs(line, around) if bidi.needs_isolation(line, around) else ():
        if other:
            found.append(Raw(piece, offset, around))
        offset += len(piece)
    return tuple(found)


def _raw(raw: Raw, offset: int, remedy: str) -> Fault:
    detail = Remark("{run} is not isolated in a text that runs {way}", run=raw.run, way=WAYS[raw.around])
    return Fault(offset, detail, remedy)


def _written(text: str, start: int) -> Iterator[int]:
    """Where each character of a text stands in the file, in which the text begins at `start`, written as HTML."""
    return (start + one.start() for one in CHARACTER.finditer(text))


def _of_tag(tag: Tag, around: str) -> list[Fault]:
    """What is wrong with a tag in a text of a direction; the offsets are for who knows where it stands."""
    said = [raw for text in tag.spoken for raw in raw_runs(text, tag.direction or around)]
    found = [_raw(raw, 0, IN_PLAIN_TEXT) for raw in said]
    natural = _direction_of_language(tag.language) if tag.language else ""
    if natural and natural != (tag.direction or around) and not (tag.direction and tag.name in VERBATIM):
        stated = f'dir="{tag.direction}"' if tag.direction else Remark("no dir")
        detail = Remark(
            'lang="{language}" runs {way}, and its element has {stated}',
            language=tag.language, way=WAYS[natural], stated=stated,
        )  # fmt: skip
        found.append(Fault(0, detail, Remark('write dir="{way}" beside it', way=natural)))
    return found


@lru_cache(maxsize=REMEMBERED)
def _direction_of_language(tag: str) -> str:
    language = parse_language(tag)
    return language.direction if language else ""


@dataclass(frozen=True, slots=True)
class _Directed:
    """An open element with a direction of its own: how deep it lies, the direction and the line around it."""

    depth: int
    around: str
    line: list[int]


@dataclass(slots=True)
class _Page:
    """A page read from tag to tag. A line is the numbers of its texts among the parts, ISOLATED for an object."""

    parts: list[str]
    direction: str = "ltr"
    line: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # of all open elements
    directed: list[_Directed] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def read(self) -> list[Fault]:
        parts, unread = self.parts, ""
        for number in range(1, len(parts), 2):
            tag = read_tag(parts[number])
            if unread:
                unread = "" if tag.closing and tag.name == unread else unread
                continue
            if self.line and not tag.inline:
                self._end_line()
            if tag.closing:
                self._close(tag.name)
            else:
                self._begin(number, tag)
                unread = tag.name if tag.name in UNREAD else ""
            if (text := parts[number + 1]) and (self.line or not text.isspace()) and not unread:
                self.line.append(number + 1)
        self._end_line()
        return self.faults

    def _begin(self, number: int, tag: Tag) -> None:
        if (tag.spoken or tag.language) and (found := _of_tag(tag, self.direction)):
            place = self._starts()[number]
            self.faults += (replace(fault, offset=place) for fault in found)
        if tag.alone:
            self._pass(tag)
            return
        if tag.direction:
            if tag.inline:
                self.line.append(ISOLATED)
            self.directed.append(_Directed(len(self.names), self.direction, self.line))
            self.line, self.direction = [], NOT_JUDGED if tag.name in VERBATIM else tag.direction
        self.names.append(tag.name)

    def _pass(self, tag: Tag) -> None:
        if tag.name == "br":
            self._end_line()
        elif tag.name == "img":
            self.line.append(ISOLATED)

    def _close(self, name: str) -> None:
        """Close an element and all that was left open in it."""
        names = self.names
        if not names or names[-1] != name:
            if name not in names:
                return
            while names[-1] != name:
                self._leave()
        self._leave()

    def _leave(self) -> None:
        self.names.pop()
        if self.directed and self.directed[-1].depth == len(self.names):
            self._end_line()
            ended = self.directed.pop()
            self.line, self.direction = ended.line, ended.around

    def _end_line(self) -> None:
        """Judge the line. White space between elements parts them: 17 18 19, each a link, are no telephone number."""
        texts = [OBJECT if number == ISOLATED else self.parts[number] for number in self.line]
        if self.direction != NOT_JUDGED:
            line = texts[0] if len(texts) == 1 else "".join(APART * len(one) if one.isspace() else one for one in texts)
            if raws := raw_runs(unescape(line) if "&" in line else line, self.direction):
                places = self._places(texts)
                self.faults += (_raw(raw, places[raw.offset], IN_TEXT) for raw in raws)
        self.line = []

    def _places(self, texts: list[str]) -> list[int]:
        """Where in the page each character of the line is."""
        places: list[int] = []
        for number, text in zip(self.line, texts, strict=True):
            places += [0] * len(text) if number == ISOLATED else _written(text, self._starts()[number])
        return places

    def _starts(self) -> list[int]:
        """Where each part begins in the page."""
        self.starts = self.starts or list(accumulate(map(len, self.parts), initial=0))
        return self.starts
