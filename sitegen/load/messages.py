"""Messages: the interface words of one language, and gettext's rules for choosing among their plural forms."""

from collections.abc import Iterable
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Related, Span
from sitegen.base.files import SourceFile
from sitegen.load.po import CONTEXT_GLUE, Entry, PluralRule, plural_rule, read_po_file
from sitegen.load.text import decode_text

SOURCE_LANGUAGE = "en"
PATH = "locale/{}/LC_MESSAGES/site.po"


@dataclass(frozen=True, slots=True, order=True)
class Wording:
    """A message that a template or our own code shows, and where. `plural` is empty for a message without a count."""

    message: str
    plural: str = ""
    context: str = ""
    span: Span = Span("")

    @property
    def key(self) -> str:
        return f"{self.context}{CONTEXT_GLUE}{self.message}" if self.context else self.message


@dataclass(frozen=True, slots=True)
class Messages:
    """Interface words by message, with the context before it where it has one (gettext's EOT convention).

    A message without an entry is shown as it is: in English.
    """

    language: str
    rule: PluralRule = PluralRule()
    entries: ReadOnly[str, tuple[str, ...]] = field(default_factory=dict)

    def gettext(self, message: str) -> str:
        return self.entries.get(message, (message,))[0]

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        forms = self.entries.get(singular)
        if forms is None:
            return singular if number == 1 else plural
        return forms[min(self.rule.form(number), len(forms) - 1)]

    def pgettext(self, context: str, message: str) -> str:
        return self.entries.get(f"{context}{CONTEXT_GLUE}{message}", (message,))[0]

    def npgettext(self, context: str, singular: str, plural: str, number: int) -> str:
        key = f"{context}{CONTEXT_GLUE}{singular}"
        return self.ngettext(key, plural, number) if key in self.entries else self.ngettext(singular, plural, number)


def load_messages(
    files: Iterable[SourceFile], languages: tuple[str, ...], used: Iterable[Wording] = ()
) -> Checked[ReadOnly[str, Messages]]:
    """The words of each language, and every message among `used` that one of them lacks.

    English needs no file: the messages themselves are English. Where it has one, empty translations are fine.
    """
    findings = Findings()
    by_path = {file.path: file for file in files}
    wordings = sorted({wording.key: wording for wording in sorted(used, reverse=True)}.values())
    loaded: dict[str, Messages] = {}
    for language in languages:
        path = PATH.format(language.replace("-", "_"))
        loaded[language] = findings.take(_load_language(language, path, by_path.get(path), wordings))
    return Checked(loaded, tuple(findings))


def _load_language(language: str, path: str, file: SourceFile | None, wordings: Iterable[Wording]) -> Checked[Messages]:
    nothing = Messages(language, plural_rule(language))
    if file is None:
        missing = () if language == SOURCE_LANGUAGE else (problems.NO_MESSAGES.at(Span(path), language=language),)
        return Checked(nothing, missing)
    findings = Findings()
    text = findings.take(decode_text(file))
    po = None if text is None else findings.take(read_po_file(text, path, language))
    if po is None:
        return Checked(nothing, tuple(findings))
    known = {entry.key: entry for entry in po.entries}
    if language != SOURCE_LANGUAGE:
        _note_untranslated(po.entries, language, findings)
        _note_missing(known, wordings, language, path, findings)
    _note_plurals(known, wordings, language, po.rule.forms, findings)
    words = {entry.key: entry.forms for entry in po.entries if entry.is_translated and not entry.fuzzy}
    return Checked(Messages(language, po.rule, words), tuple(findings))


def _note_untranslated(entries: Iterable[Entry], language: str, findings: Findings) -> None:
    for entry in entries:
        if not any(entry.forms) and not entry.fuzzy:
            findings.note(problems.MESSAGE_MISSING, entry.span, message=entry.message, language=language)


def _note_missing(
    known: ReadOnly[str, Entry], wordings: Iterable[Wording], language: str, path: str, findings: Findings
) -> None:
    for wording in wordings:
        if wording.key not in known:
            used = [Related(wording.span, "used here")] if wording.span.path else []
            findings.note(problems.MESSAGE_MISSING, Span(path), *used, message=wording.message, language=language)


def _note_plurals(
    known: ReadOnly[str, Entry], wordings: Iterable[Wording], language: str, needed: int, findings: Findings
) -> None:
    """Messages that are counted where they are used but have a single form here."""
    for wording in wordings:
        entry = known.get(wording.key)
        if entry and wording.plural and not entry.plural and any(entry.forms):
            facts = {"message": entry.message, "given": 1, "needed": needed, "language": language}
            findings.note(problems.MESSAGE_PLURALS, entry.span, Related(wording.span, "counted here"), **facts)
