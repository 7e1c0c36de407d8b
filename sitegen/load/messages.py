"""Messages: the interface words of one language, and gettext's rules for choosing among their plural forms."""

from collections.abc import Container, Iterable
from collections.abc import Mapping as ReadOnly

from msgspec import Struct, field

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Related, Span
from sitegen.base.files import SourceFile
from sitegen.base.remarks import SOURCE_LANGUAGE, Remark
from sitegen.l10n.bidi import isolate_message
from sitegen.l10n.phrases import phrases_of
from sitegen.load.po import Entry, PluralRule, PoFile, message_key, plural_rule, read_po_file
from sitegen.load.text import decode_text
from sitegen.model.configuration import Feature
from sitegen.model.languages import Language

FOLDER = "locale"
PATH = FOLDER + "/{}/LC_MESSAGES/site.po"


class Wording(Struct, frozen=True, order=True):
    """A message that a template or our own code shows, and where. `plural` is empty for a message without a count."""

    message: str
    plural: str = ""
    context: str = ""
    span: Span = Span("")

    @property
    def key(self) -> str:
        return message_key(self.message, self.context)


def own_wordings(features: Iterable[Feature]) -> tuple[Wording, ...]:
    """The phrases of a site with these features; they stand in no file of the project."""
    return tuple(Wording(phrase) for phrase in phrases_of(features))


class Messages(Struct, frozen=True):
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
        return self.entries.get(message_key(message, context), (message,))[0]

    def npgettext(self, context: str, singular: str, plural: str, number: int) -> str:
        key = message_key(singular, context)
        return self.ngettext(key, plural, number) if key in self.entries else self.ngettext(singular, plural, number)


def messages_path(language: str) -> str:
    """Where the words of a language lie: gettext's name for the folder has low lines, BCP 47 has hyphens."""
    return PATH.format(language.replace("-", "_"))


def words_path(language: str, paths: Container[str]) -> str:
    """Where the words of a language are read: from its own file, or from that of the language without its region.

    So `ar-TN` is served by `locale/ar`, unless there is a `locale/ar_TN`. Another script is another language: `zh-TW`
    is not served by `zh`.
    """
    own = messages_path(language)
    wider = language.rpartition("-")[0]
    if own in paths or not wider or Language(wider).script != Language(language).script:
        return own
    found = words_path(wider, paths)
    return found if found in paths else own


def is_english(language: str) -> bool:
    """Whether the messages themselves are in a language, so that it needs no file and may leave translations empty."""
    return Language(language).primary == SOURCE_LANGUAGE


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
        path = words_path(language, by_path)
        loaded[language] = findings.take(_load_language(language, path, by_path.get(path), wordings))
    return Checked(loaded, tuple(findings))


def _load_language(language: str, path: str, file: SourceFile | None, wordings: Iterable[Wording]) -> Checked[Messages]:
    nothing = Messages(language, plural_rule(language))
    if file is None:
        missing = () if is_english(language) else (problems.NO_MESSAGES.at(Span(path), language=language),)
        return Checked(nothing, missing)
    findings = Findings()
    text = findings.take(decode_text(file))
    po = None if text is None else findings.take(read_po_file(text, path, language))
    if po is None:
        return Checked(nothing, tuple(findings))
    known = {entry.key: entry for entry in po.entries}
    if not is_english(language):
        _note_untranslated(po.entries, language, findings)
        _note_missing(po, wordings, language, path, findings)
    _note_plurals(known, wordings, language, po.rule.forms, findings)
    words = {entry.key: _isolated(entry, language) for entry in po.entries if entry.is_translated and not entry.fuzzy}
    return Checked(Messages(language, po.rule, words), tuple(findings))


def _isolated(entry: Entry, language: str) -> tuple[str, ...]:
    """The forms of a message as templates show them, in text and in attributes alike."""
    return tuple(isolate_message(form, Language(language).direction) for form in entry.forms)


def _note_untranslated(entries: Iterable[Entry], language: str, findings: Findings) -> None:
    for entry in entries:
        if not any(entry.forms) and not entry.fuzzy:
            advice = Remark("write it between the quotes of msgstr")
            facts = {"message": entry.message, "language": language, "advice": advice}
            findings.note(problems.MESSAGE_MISSING, entry.span, **facts)


def _note_missing(po: PoFile, wordings: Iterable[Wording], language: str, path: str, findings: Findings) -> None:
    """Messages that the file lacks; one that it keeps as obsolete is missed there."""
    known = {entry.key for entry in po.entries}
    for wording in wordings:
        if wording.key not in known:
            used = [Related(wording.span, Remark("used here"))] if wording.span.path else []
            facts = {"message": wording.message, "language": language, "advice": Remark("run: sitegen messages")}
            findings.note(problems.MESSAGE_MISSING, po.obsolete.get(wording.key, Span(path)), *used, **facts)


def _note_plurals(
    known: ReadOnly[str, Entry], wordings: Iterable[Wording], language: str, needed: int, findings: Findings
) -> None:
    """Messages that are counted where they are used but have a single form here."""
    for wording in wordings:
        entry = known.get(wording.key)
        if entry and wording.plural and not entry.plural and any(entry.forms):
            facts = {"message": entry.message, "given": 1, "needed": needed, "language": language}
            findings.note(problems.MESSAGE_PLURALS, entry.span, Related(wording.span, Remark("counted here")), **facts)
