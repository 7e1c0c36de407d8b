"""A .po file (GNU gettext) -> its entries, each judged by itself."""

import gettext
import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as ReadOnly
from functools import cache
from io import StringIO

from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po
from msgspec import Struct

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic, Findings, Span
from sitegen.base.remarks import Remark
from sitegen.load.po_text import Block, PoText, read_po_text

CONTEXT_GLUE = "\x04"
TRIED_NUMBERS = range(201)

OBSOLETE_PREVIOUS = re.compile(r"^[ \t]*#~\|.*$", re.MULTILINE)  # gettext writes such lines, Babel cannot read them
# Nobody here asks when a file was made; tools leave these empty, and Babel then refuses the file.
DATES = re.compile(r"(?<=[\"n])(?:POT-Creation|PO-Revision)-Date:", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\((?P<name>\w+)\)[-#0 +]*\d*(?:\.\d+)?(?P<type>[a-zA-Z])|%%")
COUNTS = {"num", "n", "count", "number"}


class Entry(Struct, frozen=True):
    """A message with its translation: one form, or as many plural forms as the language has.

    form_spans   where each form stands; a form that the file leaves out is missed at the message
    """

    message: str
    plural: str
    context: str
    forms: tuple[str, ...]
    fuzzy: bool
    span: Span
    form_spans: tuple[Span, ...]

    @property
    def key(self) -> str:
        return message_key(self.message, self.context)

    @property
    def is_translated(self) -> bool:
        return all(self.forms)


class PluralRule(Struct, frozen=True):
    """How many plural forms a language has, and the C expression by which gettext chooses among them."""

    forms: int = 2
    expression: str = "(n != 1)"

    def form(self, number: int) -> int:
        """The index of the form for a number."""
        return _compiled(self.expression)(number)

    def is_for_one(self, form: int) -> bool:
        """Whether a form is for a single number ("one day", "يومان"), which it may then put in words."""
        return sum(1 for number in TRIED_NUMBERS if self.form(number) == form) <= 1


class PoFile(Struct, frozen=True):
    """The entries of a file, and the rule by which their plural forms are numbered.

    obsolete   where the entries stand that were in use once, by key
    """

    entries: tuple[Entry, ...]
    rule: PluralRule
    obsolete: ReadOnly[str, Span]


def message_key(message: str, context: str) -> str:
    """The name of a message in a compiled catalogue: with the context before it where it has one."""
    return f"{context}{CONTEXT_GLUE}{message}" if context else message


@cache
def _compiled(expression: str) -> Callable[[int], int]:
    """A rule as a function: only arithmetic, comparison and logic, so that nothing else can be run."""
    return gettext.c2py(expression)


def plural_rule(language: str) -> PluralRule:
    """The rule that CLDR and gettext have for a language."""
    rule = get_plural(language.replace("-", "_"))
    return PluralRule(rule.num_plurals, rule.plural_expr)


def read_po_file(text: str, path: str, language: str) -> Checked[PoFile | None]:
    """The content of a .po file; None when it does not follow the format."""
    findings = Findings()
    parsed = findings.take(parse_po(text, path, language))
    if parsed is None:
        return Checked(None, tuple(findings))
    catalogue, laid_out = parsed
    rule = findings.take(_judge_rule(catalogue, laid_out, text, path, language))
    blocks = {block.line: block for block in laid_out.blocks}
    entries = tuple(_entry(message, blocks[message.lineno or 0], path) for message in catalogue if message.id)
    for entry in entries:
        _judge(entry, language, rule, findings)
    obsolete = {
        message_key(block.text("msgid"), block.text("msgctxt")): _line(path, block.line)
        for block in laid_out.blocks
        if block.obsolete
    }
    return Checked(PoFile(entries, rule, obsolete), tuple(findings))


def parse_po(text: str, path: str, language: str) -> Checked[tuple[Catalog, PoText] | None]:
    """A .po file as Babel's catalogue and as lines; None when it does not follow the format.

    What Babel makes of comments is put right: a message's `user_comments` hold them as they are written, and its
    `previous_id` what stands in `#|`.
    """
    findings = Findings()
    laid_out = findings.take(read_po_text(text, path))
    catalogue = None if findings.found else findings.take(_parse(text, path, language, laid_out.header))
    if catalogue is None:
        return Checked(None, tuple(findings))
    blocks = {block.line: block for block in laid_out.blocks}
    for message in (*catalogue, *catalogue.obsolete.values()):
        if message.lineno is not None:  # Babel makes up a message for the header, which has none
            block = blocks[message.lineno]
            message.user_comments = [block.comment] if block.comment else []
            message.previous_id = block.previous
    return Checked((catalogue, laid_out), tuple(findings))


def _parse(text: str, path: str, language: str, header: Block | None) -> Checked[Catalog | None]:
    lines = OBSOLETE_PREVIOUS.sub("", text).split("\n")
    if header:
        rows = slice(header.line - 1, header.last)
        lines[rows] = [DATES.sub("X-Date:", line) for line in lines[rows]]
    try:
        return Checked(read_po(StringIO("\n".join(lines)), locale=language.replace("-", "_"), abort_invalid=True))
    except (PoFileError, ValueError, LookupError, TypeError, AttributeError) as error:
        return Checked(None, (_refused(error, path, header),))


def _refused(error: Exception, path: str, header: Block | None) -> Diagnostic:
    """What Babel cannot read. It reads a header when it is at the comment below it, and then names that line."""
    detail = re.sub(r" on \d+$", "", str(error))
    if isinstance(error, PoFileError) and not isinstance(error.__context__, ValueError):
        return problems.MESSAGE_SYNTAX.at(_line(path, error.lineno + 1), detail=detail)  # Babel counts lines from 0
    span = _line(path, header.line) if header else Span(path)
    said = Remark("the header of this file cannot be read: {error}", error=detail)
    return problems.MESSAGE_SYNTAX.at(span, detail=said)


def _line(path: str, number: int) -> Span:
    return Span(path, number, 1, number, 1)


def _judge_rule(catalogue: Catalog, laid_out: PoText, text: str, path: str, language: str) -> Checked[PluralRule]:
    """The rule that the file states. It may number the forms in its own order, but must tell the same numbers apart.

    For Arabic, for example, Babel and other tools of gettext number the last two forms differently.
    """
    known, stated = plural_rule(language), PluralRule(catalogue.num_plurals, catalogue.plural_expr)
    if _tells_apart_the_same(stated, known):
        return Checked(stated)
    lines = text.split("\n")
    last = laid_out.header.last if laid_out.header else 0
    number = next((number for number, line in enumerate(lines[:last], start=1) if "Plural-Forms" in line), 1)
    written = f"Plural-Forms: nplurals={known.forms}; plural={known.expression};"
    detail = Remark("this is not the plural rule of {language}; write {rule}", language=language, rule=written)
    span = Span(path, number, 1, number, len(lines[number - 1]) + 1)
    return Checked(known, (problems.MESSAGE_SYNTAX.at(span, detail=detail),))


def _tells_apart_the_same(one: PluralRule, other: PluralRule) -> bool:
    try:
        pairs = {(one.form(number), other.form(number)) for number in TRIED_NUMBERS}
    except (ValueError, ZeroDivisionError):
        return False
    firsts, seconds = {first for first, _ in pairs}, {second for _, second in pairs}
    return one.forms == other.forms and len(pairs) == len(firsts) == len(seconds) and max(firsts) < one.forms


def _entry(message: Message, block: Block, path: str) -> Entry:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id, "")
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    texts = tuple(form or "" for form in forms)
    span = _line(path, block.line)
    given = tuple(_line(path, piece.line) for piece in block.pieces if piece.keyword.startswith("msgstr"))
    left_out = (span,) * (len(texts) - len(given))
    return Entry(ids[0], ids[1], message.context or "", texts, message.fuzzy, span, given + left_out)


def _judge(entry: Entry, language: str, rule: PluralRule, findings: Findings) -> None:
    given = sum(1 for form in entry.forms if form)
    if entry.fuzzy:
        findings.note(problems.MESSAGE_FUZZY, entry.span, message=entry.message)
    elif entry.plural and 0 < given < rule.forms:
        facts = {"given": given, "needed": rule.forms, "language": language}
        empty = next((span for span, form in zip(entry.form_spans, entry.forms, strict=True) if not form), entry.span)
        findings.note(problems.MESSAGE_PLURALS, empty, message=entry.message, **facts)
    elif given:
        for span, placeholder, state, meant in _astray(entry, rule):
            facts = {"placeholder": placeholder, "state": state, "nearest": meant}
            findings.note(problems.MESSAGE_PLACEHOLDER, span, message=entry.message, **facts)


def _astray(entry: Entry, rule: PluralRule) -> Iterator[tuple[Span, str, str, str]]:
    """Placeholders that a translation loses or makes up, and percent signs that formatting would trip over.

    The last of each four is what a made-up one was probably meant to be.
    """
    wanted = _placeholders(entry.message) | _placeholders(entry.plural)
    for number, (form, span) in enumerate(zip(entry.forms, entry.form_spans, strict=True)):
        given = _placeholders(form)
        optional = _counts(wanted) if entry.plural and rule.is_for_one(number) else set[str]()
        lost, made_up = sorted(wanted - given - optional), sorted(given - wanted)
        misspelt = dict(zip(made_up, lost, strict=False))
        yield from ((span, placeholder, Remark("unknown"), misspelt.get(placeholder, "")) for placeholder in made_up)
        yield from ((span, placeholder, Remark("missing"), "") for placeholder in lost[len(misspelt) :])
        if "%" in PLACEHOLDER.sub("", form):
            yield span, "%", Remark("not doubled (%%)"), ""


def _placeholders(text: str) -> set[str]:
    return {match[0] for match in PLACEHOLDER.finditer(text) if match["name"]}


def _counts(placeholders: set[str]) -> set[str]:
    """The placeholders that stand for the number itself."""
    matches = (PLACEHOLDER.fullmatch(placeholder) for placeholder in placeholders)
    return {match[0] for match in matches if match and (match["name"] in COUNTS or match["type"] == "d")}
