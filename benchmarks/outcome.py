"""Whether a tool really made the site: the pages are there, and their words are those of the sources."""

import html
import re
import unicodedata
from pathlib import Path

from benchmarks.bodies import event_body
from benchmarks.corpus import EVENTS_PER_PAGE
from benchmarks.tools import Tool
from benchmarks.words import LANGUAGES
from benchmarks.world import CATALOGUES, INITIATIVES, event

ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"'})
PLAIN = re.compile(r"[^*\[\]]{30,}")


class WrongSite(RuntimeError):
    """A tool wrote something else than the site that was asked for."""


def page(out: Path, number: int, language: str) -> Path:
    """Where the page of an event is: at the same address in every tool."""
    return out / language / "events" / event(number).id / "index.html"


def check(out: Path, tool: Tool, events: int) -> int:
    """The number of pages, when all is well."""
    expected = {
        "events/2???-??-*/index.html": events,
        tool.practice_pages: sum(len(catalogue.practices) for catalogue in CATALOGUES),
        tool.list_pages: -(-events // EVENTS_PER_PAGE) - 1,
        "initiatives/*/feed.xml": len(INITIATIVES),
        "feed.xml": 1,
    }
    for language in LANGUAGES:
        for pattern, number in expected.items():
            found = {
                path for path in (out / language).glob(pattern) if path.parent.name != "1" or "page" not in pattern
            }
            if len(found) != number:
                raise WrongSite(f"{tool.name}: {len(found)} files {language}/{pattern}, not {number}")
        for number in sorted({0, events // 2, events - 1}):
            _check_words(out, tool, number, language)
    return sum(1 for _ in out.rglob("*.html"))


def _check_words(out: Path, tool: Tool, number: int, language: str) -> None:
    one = event(number)
    words = text(page(out, number, language))
    first, *_ = event_body(one, language, "{}:{}".format).splitlines()
    sentence = PLAIN.search(first)
    for wanted in (
        one.title[language],
        one.summary[language],
        sentence[0] if sentence else "",
        one.place.name[language],
    ):
        if normal(wanted) not in words:
            raise WrongSite(f"{tool.name}: {page(out, number, language)} does not say {wanted!r}")


def text(path: Path) -> str:
    """The words of a page without tags, one way of writing for all tools."""
    return normal(html.unescape(re.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8"))))


def normal(words: str) -> str:
    """White space, quotation marks and invisible marks of direction make no difference, nor do spaces at marks."""
    visible = "".join(letter for letter in words.translate(ALIKE) if unicodedata.category(letter) != "Cf")
    return re.sub(r"\s*([\"':;,.])\s*", r"\1", " ".join(visible.split()))
