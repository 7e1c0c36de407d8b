"""Direction over finished pages: what runs the other way and nothing says so (UAX #9; HTML, the dir attribute).

A line is what the bidirectional algorithm arranges together: the text of a block up to a `<br>`, across
emphasis and links. An element with `dir`, and `<bdi>`, is one object in the line around it and a line of its
own inside. What attributes say is a line in the direction of their element.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import accumulate

from msgspec import Struct, field
from msgspec.structs import replace

from sitegen.checks.first_look import is_simple
from sitegen.checks.lines import (
    IN_PLAIN_TEXT,
    IN_TEXT,
    Fault,
    direction_of_language,
    fault_of,
    faults_of_tag,
    raw_runs,
)
from sitegen.checks.tags import Tag, read_tag
from sitegen.l10n import bidi
from sitegen.load.passages import VERBATIM

PARTS = re.compile(r"(<[^>]*>)")  # text, tag, text, tag … text
CHARACTER = re.compile(r"&#?\w+;|.", re.DOTALL)  # as it is written in HTML
UNREAD = frozenset({"script", "style"})
ISOLATED = -1  # stands in a line for what is isolated
OBJECT = bidi.LRI + bidi.PDI  # the same as text
APART = "·"  # stands for white space between two elements
NOT_JUDGED = "verbatim"
DATA = re.compile(r"<script\b[^>]*>[^<]*</script>")  # no reader sees what is in it
UNSAID = "<script></script>"
PAGE = re.compile(r'<html\b[^>]*\bdir="(ltr|rtl)"[^>]*>')
FEED = re.compile(r'<feed\b[^>]*\bxml:lang="([^"]+)"')
SAID_IN_FEED = re.compile(r"<(title|subtitle|name|summary|content|rights)\b[^>]*>([^<]*)<")


def faults_of_page(html: str) -> list[Fault]:
    """All of one page; none where the page does not say its own direction, which is a mistake of its own."""
    stated = PAGE.search(html)
    if stated is None or is_simple(DATA.sub(UNSAID, html), stated):
        return []
    return _Page(PARTS.split(html)).read()


def faults_of_feed(xml: str) -> Iterator[Fault]:
    """All of an Atom feed, whose direction is that of its language (RFC 4287)."""
    stated = FEED.search(xml)
    direction = direction_of_language(stated[1]) if stated else ""
    for match in SAID_IN_FEED.finditer(xml) if direction else ():
        if raws := raw_runs(unescape(match[2]), direction):
            places = list(_written(match[2], match.start(2)))
            yield from (fault_of(raw, places[raw.offset], IN_PLAIN_TEXT) for raw in raws)


def _written(text: str, start: int) -> Iterator[int]:
    """Where each character of a text stands in the file, in which the text begins at `start`, written as HTML."""
    return (start + one.start() for one in CHARACTER.finditer(text))


class _Directed(Struct, frozen=True):
    """An open element with a direction of its own: how deep it lies, the direction and the line around it."""

    depth: int
    around: str
    line: list[int]


class _Page(Struct):
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
        if (tag.spoken or tag.language) and (found := faults_of_tag(tag, self.direction)):
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
                self.faults += (fault_of(raw, places[raw.offset], IN_TEXT) for raw in raws)
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
