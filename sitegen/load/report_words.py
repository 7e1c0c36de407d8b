"""Report words: what the program says to those who write, in the language in which they read it."""

import re
from collections.abc import Mapping as ReadOnly
from string import Formatter
from typing import cast

from msgspec import Struct

from sitegen.base.files import SourceFile
from sitegen.base.remarks import SOURCE_LANGUAGE, Remark
from sitegen.l10n.bidi import FSI, LRI, PDI, RLI, isolate
from sitegen.load.messages import Messages
from sitegen.load.po import read_po_file
from sitegen.load.text import decode_text
from sitegen.model.languages import Language

CODE = re.compile(r"(`[^`\n]*`)")
VERBATIM = re.compile(rf"{CODE.pattern}|\{{[\w!]+\}}")  # placeholders too


class _Isolating(Formatter):
    """Fills a template in, with every fact isolated: it may run either way (UAX #9)."""

    def format_field(self, value: object, format_spec: str) -> str:
        said = cast("str", super().format_field(value, format_spec))
        return said if isinstance(value, _Said) else f"{FSI}{said}{PDI}"


class _Said(str):
    """A fact in words of ours, which are part of the sentence around them."""

    __slots__ = ()


class ReportWords(Struct, frozen=True):
    """Remarks in one language. English has no catalogue: the remarks are English."""

    messages: Messages

    @property
    def is_right_to_left(self) -> bool:
        return Language(self.messages.language).direction == "rtl"

    def say(self, words: str) -> str:
        """A remark in this language; other words are given back as they are.

        In a language from right to left, whatever runs the other way is isolated.
        """
        if not isinstance(words, Remark) or self.messages.language == SOURCE_LANGUAGE:
            return words
        said = self._filled(words)
        return isolate(said, "rtl") if self.is_right_to_left else said

    def translated(self, english: str) -> str:
        """A template or an explanation as it stands, with nothing filled in."""
        return self.messages.gettext(english)

    def isolated(self, text: str) -> str:
        """A text of this language in which whatever runs the other way is isolated."""
        return isolate(VERBATIM.sub(lambda code: _code(code[0]), text), "rtl") if self.is_right_to_left else text

    def line(self, words: str) -> str:
        """A remark as a line of its own; other words are given back as they are."""
        return self.directed(self.say(words)) if isinstance(words, Remark) else words

    def directed(self, said: str) -> str:
        """Words of this language so that they run its way even where the lines around them run another."""
        return f"{RLI}{said}{PDI}" if self.is_right_to_left else said

    def _filled(self, remark: Remark) -> str:
        facts = {name: self._fact(value) for name, value in remark.facts}
        if remark.plural and isinstance(remark.number, int):
            template = self.messages.ngettext(remark.template, remark.plural, remark.number)
        else:
            template = self.messages.gettext(remark.template)
        return _isolated(template, facts) if self.is_right_to_left else template.format_map(facts)

    def _fact(self, value: object) -> object:
        return _Said(self._filled(value)) if isinstance(value, Remark) else value


def _isolated(template: str, facts: ReadOnly[str, object]) -> str:
    """A template filled in, with isolates around facts and around code; none inside code, which people copy."""
    parts = CODE.split(template)
    filled = (
        _code(part.format_map(facts)) if number % 2 else _Isolating().vformat(part, (), facts)
        for number, part in enumerate(parts)
    )
    return "".join(filled)


def _code(text: str) -> str:
    """What stands between backticks, and is written as it is: from left to right."""
    return f"{LRI}{text}{PDI}"


def load_report_words(file: SourceFile, language: str) -> ReportWords:
    """The words of a catalogue (GNU gettext). What it lacks is said in English."""
    text = decode_text(file).value or ""
    words = read_po_file(text, file.path, language).value
    if words is None:
        return ReportWords(Messages(language))
    known = {entry.key: entry.forms for entry in words.entries if entry.is_translated and not entry.fuzzy}
    return ReportWords(Messages(language, words.rule, known))


ENGLISH = ReportWords(Messages(SOURCE_LANGUAGE))
