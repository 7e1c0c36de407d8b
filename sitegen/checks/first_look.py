"""A first look at a finished page: whether all in it runs as it says, if that is plain without reading tag by tag."""

import re
from functools import lru_cache
from html import unescape

from sitegen.checks.lines import REMEMBERED, direction_of_language, faults_of_tag, raw_runs
from sitegen.checks.tags import SPOKEN, read_tag
from sitegen.l10n import bidi, shapes
from sitegen.load.prose import INLINE

LANGUAGE = re.compile(r' lang="([^"]*)"')
TELLING = tuple(f'{name}="' for name in (*sorted(SPOKEN), "lang", "content", "value"))
# An element with a direction, by that of the page, and nothing in it but text and the plainest elements within a line.
PLAIN = r"<(?P<plain>a|b|em|i|span|strong|sup|time)(?: (?:class|datetime|href)=\"[^\"<>]*\")*>[^<]*</(?P=plain)>"
DIRECTED = {
    around: re.compile(rf' dir="(?:{ways})"[^<>]*>(?P<text>[^<]*+(?:{PLAIN}[^<]*+)*)</')
    for around, ways in (("ltr", "rtl"), ("rtl", "ltr|rtl"))
}
# The text after a tag, up to what runs from left to right or may do so. A line goes on through tags: a number is at
# rest there as it is in `shapes.SURELY_RIGHT_TO_LEFT`, if only tags part it from more of its own digits, or if a dash
# with spaces parts it from the day of a month, which has its own place (see `shapes.ALIKE`).
NAMES = rf"(?:{'|'.join(sorted(INLINE))})\b"
WITHIN = rf"(?:<(?:!|/?{NAMES})[^>]*+>)"
DAY_FOLLOWS = rf"{WITHIN}*+ – {WITHIN}*+[0-9]{{1,2}}{WITHIN}*+ [\u0620-\u064a]"
ENDS = rf"{WITHIN}\s|{shapes.ENDS_NUMBER}|\u2066|</?+(?!{NAMES})[a-z]|\Z"
AT_REST = rf"(?={WITHIN}++[0-9]|{DAY_FOLLOWS}|(?:{WITHIN}(?!\s++<)|[{shapes.JOINING}])*+(?:{ENDS}))"
APART_ALREADY = r"\u2066[^&<\u2066-\u2069]*+\u2069"
OTHER_IN_RTL = re.compile(rf">{shapes.CALM}(?:(?:{shapes.WHOLE_NUMBER}{AT_REST}|{APART_ALREADY}){shapes.CALM})*+[^<]")
NOT_SIMPLE = re.compile(r"<(?:/?(?:html|HTML)|bdi|[A-Z]|/[A-Z])")


def is_simple(html: str, stated: re.Match[str]) -> bool:
    """Whether a page runs one way, and everything else in it is an element that says so and holds only text.

    Most pages are; they need not be read tag by tag. Whether anything is wrong with the others is not decided here.
    """
    around = read_tag(stated[0]).direction
    if around not in DIRECTED or stated[0].endswith("/>"):
        return False
    rest, done = [], 0
    for match in DIRECTED[around].finditer(html, stated.end()):
        source = _tag_around(html, match.start())
        tag = read_tag(source)
        if tag.alone or not tag.direction or not html.startswith(tag.name + ">", match.end()):
            return False
        if _has_faults(source, around) or not _runs_surely(match["text"], tag.direction):
            return False
        rest.append(html[done : match.start("text") - len(source)])
        done = match.end() + len(tag.name) + 1
    rest.append(html[done:])
    return _is_simple_in(around, "".join(rest))


def _tag_around(html: str, offset: int) -> str:
    """The tag in which a character stands, or "" if it is not in one, or in one with `<` in an attribute."""
    start = html.rfind("<", 0, offset)
    end = html.find(">", start) + 1
    before = html.rfind("<", 0, start)
    alone = before < 0 or html.find(">", before, start) >= 0
    return html[start:end] if alone and offset < end else ""


def _runs_surely(text: str, direction: str) -> bool:
    """Whether nothing in a text runs another way. It may have tags, all of them in one line."""
    if "<" not in text:
        return not raw_runs(unescape(text), direction)
    if direction == "ltr":
        return not bidi.has_right_to_left(unescape(text))
    return not OTHER_IN_RTL.search(f">{text}<")


def _is_simple_in(around: str, html: str) -> bool:
    """The same for a page, or the rest of it, that holds no such element."""
    if around == "ltr":
        if 'dir="rtl"' in html or bidi.has_right_to_left(html):
            return False
        return all(direction_of_language(tag) != "rtl" for tag in set(LANGUAGE.findall(html)))
    if not html.startswith(("<!doctype html>\n<html ", "<html ")) or not html.endswith(("</html>", "</html>\n")):
        return False
    begin, end = html.index("<html ") + 1, html.rindex("</html>")
    if html.count('dir="') > 1 or NOT_SIMPLE.search(html, begin, end):
        return False
    return not OTHER_IN_RTL.search(html, begin, end) and not any(_has_faults(tag, around) for tag in _telling(html))


def _telling(html: str) -> set[str]:
    """Every tag in which there may be a language or something spoken; "" for one that is hard to read."""
    found = set()
    for name in TELLING:
        at = html.find(name)
        while at >= 0:
            if html[at - 1].isspace():
                found.add(_tag_around(html, at))
            at = html.find(name, at + len(name))
    return found


@lru_cache(maxsize=REMEMBERED)
def _has_faults(tag: str, around: str) -> bool:
    return not tag or bool(faults_of_tag(read_tag(tag), around))
