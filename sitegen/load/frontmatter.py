"""The facts at the head of a write-up: cut from its text, read, and judged as far as one file can tell."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, get_origin

from msgspec import Struct

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Related, Span
from sitegen.base.remarks import Remark
from sitegen.load.decode import decode, decode_rest
from sitegen.load.expectations import type_at
from sitegen.load.located import Located
from sitegen.load.yaml import parse_yaml
from sitegen.model.border import Declared, types_of
from sitegen.model.catalogue import PracticeRef
from sitegen.model.dates import DateRange, Precision
from sitegen.model.writeups import FRONT_MATTER, FrontMatter, Kind

FENCE = re.compile(r"---[ \t]*")
ALMOST_FENCE = re.compile(r"\s*[-–—]{1,6}\s*")
UNTITLED = "…"
PRECISIONS: dict[str, Remark] = {
    name: name for name in (Remark("month"), Remark("season"), Remark("third of a year"), Remark("year"))
}
JUDGED_ELSEWHERE = frozenset({"dates", "practices", "downloads"})


class Halves(Struct, frozen=True):
    """The two halves of a write-up's file, each with the number of its first line."""

    front: str
    front_line: int
    body: str
    body_line: int


def split(text: str, path: str) -> Checked[Halves | None]:
    """A text cut at its two lines `---`."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not FENCE.fullmatch(lines[first]):
        span = Span(path, first + 1, 1, first + 1, len(lines[first]) + 1)
        return Checked(None, (problems.FRONT_MATTER_MISSING.at(span),))
    rest = range(first + 1, len(lines))
    last = next((number for number in rest if FENCE.fullmatch(lines[number])), None)
    if last is None:
        almost = [number + 1 for number in rest if ALMOST_FENCE.fullmatch(lines[number])]
        related = [Related(Span(path, almost[0]), Remark("this line is not exactly ---"))] if almost else []
        span = Span(path, first + 1, 1, first + 1, len(lines[first]) + 1)
        return Checked(None, (problems.FRONT_MATTER_UNCLOSED.at(span, *related),))
    front = "\n".join(lines[first + 1 : last])
    return Checked(Halves(front, first + 2, "\n".join(lines[last + 1 :]), last + 2))


def read_front(kind: Kind, halves: Halves, path: str, language: str) -> Checked[Located[FrontMatter] | None]:
    """The front matter of one file. `language` is the one that the file's name says.

    With mistakes in it, it is what is right of it, so that later stages find the other mistakes too; None when
    nothing of it can be read.
    """
    findings = Findings()
    node = findings.take(parse_yaml(halves.front, path, halves.front_line))
    if node is None:
        if not findings.found:
            fence = halves.front_line - 1
            findings.note(problems.MISSING_KEY, Span(path, fence, 1, fence, 4), key="title")
        return Checked(None, tuple(findings))
    whole = findings.take(decode(FRONT_MATTER[kind], node))
    front = whole or decode_rest(FRONT_MATTER[kind], node, {"title": UNTITLED})
    if front is None:
        return Checked(None, tuple(findings))
    _judge_language(front, language, findings)
    _judge_dates(kind, front, findings)
    _judge_practices(front, findings)
    _judge_downloads(front, findings)
    _judge_lists(front, findings)
    return Checked(front, tuple(findings))


def _judge_language(front: Located[FrontMatter], named: str, findings: Findings) -> None:
    stated = front.value.language
    if stated and stated != named:
        findings.note(problems.LANGUAGE_DISAGREES, front.span("language"), stated=stated, named=named)


def _judge_dates(kind: Kind, front: Located[FrontMatter], findings: Findings) -> None:
    for key in ("dates", "planned"):
        _judge_order(key, front, findings)
    for number, part in enumerate(getattr(front.value, "dates", ()) if kind is Kind.EVENT else ()):
        if part.precision is not Precision.DAY:
            facts = {"value": part.edtf, "precision": PRECISIONS[part.precision]}
            findings.note(problems.DATES_NEED_DAYS, front.span("dates", number), **facts)


def _judge_order(key: str, front: Located[FrontMatter], findings: Findings) -> None:
    ranges: tuple[DateRange, ...] = getattr(front.value, key, ())
    for number, (earlier, later) in enumerate(pairwise(ranges), start=1):
        if later.start <= earlier.end:
            related = Related(front.span(key, number - 1), Remark("the range before it"))
            facts = {"first": earlier.edtf, "second": later.edtf}
            findings.note(problems.OVERLAPPING_DATES, front.span(key, number), related, **facts)


def _judge_practices(front: Located[FrontMatter], findings: Findings) -> None:
    listed = front.value.practices
    for number, practice in enumerate(listed):
        for earlier_number, earlier in enumerate(listed[:number]):
            shared = _shared(earlier, practice)
            if shared:
                related = Related(front.span("practices", earlier_number), Remark("listed here"))
                span = front.span("practices", number)
                findings.note(problems.REPEATED_PRACTICE, span, related, reference=shared)
                break


def _shared(one: PracticeRef, other: PracticeRef) -> PracticeRef | None:
    """What two references have in common: equal ones, or the numbers that lie in both ranges."""
    if one == other:
        return other
    if one.catalogue != other.catalogue or not one.first or not other.first:
        return None
    first, last = max(one.first, other.first), min(one.last, other.last)
    return PracticeRef(one.catalogue, first, last) if first <= last else None


def _judge_downloads(front: Located[FrontMatter], findings: Findings) -> None:
    for number, download in enumerate(front.value.downloads):
        if download.available and not download.file:
            findings.note(problems.MISSING_KEY, front.span("downloads", number), key="downloads.file")


def _judge_lists(front: Located[FrontMatter], findings: Findings) -> None:
    """An id or code that one list names twice."""
    for keys, entries in _lists(front.value, ()):
        seen: set[object] = set()
        for number, entry in enumerate(entries):
            if entry in seen:
                span = front.span(*keys, number)
                findings.note(problems.REPEATED_VALUE, span, value=entry, key=".".join(keys))
            seen.add(entry)


def _lists(declared: Declared, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[object, ...]]]:
    """The lists of ids, codes and addresses of a declaration, however deep, each with its path."""
    model: Any = type(declared)
    for key in _keys_of_lists(model):
        value = getattr(declared, key)
        if isinstance(value, Declared):
            yield from _lists(value, (*path, key))
        elif value:
            yield (*path, key), value


@cache
def _keys_of_lists(model: Any) -> tuple[str, ...]:
    """The keys of a model that hold a list to be judged here, or a declaration that may."""
    kinds = ((key, type_at(model, (key,))) for key in types_of(model) if key not in JUDGED_ELSEWHERE)
    return tuple(key for key, kind in kinds if get_origin(kind) is tuple or types_of(kind))
