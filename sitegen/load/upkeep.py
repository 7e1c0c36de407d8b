"""Upkeep: a catalogue of interface words brought into step with the words that are shown."""

from collections.abc import Iterable

from babel.messages.catalog import Catalog, Message
from msgspec import Struct

from sitegen.base.files import SourceFile
from sitegen.base.remarks import SOURCE_LANGUAGE
from sitegen.load.messages import Wording
from sitegen.load.po import parse_po, plural_rule
from sitegen.load.po_text import new_head, written
from sitegen.load.text import decode_text

PHRASES_PATH = "sitegen/l10n/phrases.py"
COMPUTED_FLAGS = {"python-format", "python-brace-format"}


class Kept(Struct, frozen=True):
    """A catalogue in step with the words in use: the bytes of its file, and how far its translation is."""

    content: bytes
    messages: int
    translated: int
    fuzzy: int
    obsolete: int

    @property
    def untranslated(self) -> int:
        return self.messages - self.translated - self.fuzzy


def extracted(wordings: Iterable[Wording]) -> Catalog:
    """Every word in use, each with the files that use it: templates in the order of their names, then our own.

    A wording without a place is one of sitegen's own phrases.
    """
    template = Catalog(charset="utf-8", fuzzy=False)
    for wording in sorted(wordings, key=lambda wording: (not wording.span.path, wording.span.path, wording.span.line)):
        message = (wording.message, wording.plural) if wording.plural else wording.message
        place = (wording.span.path or PHRASES_PATH, 0)
        template.add(message, locations=[place], context=wording.context or None)
    return template


def kept(file: SourceFile, language: str, wordings: Iterable[Wording]) -> Kept | None:
    """A catalogue with exactly the words in use; None when it cannot be read without loss.

    New words wait empty, or with the translation of a similar one, marked fuzzy, and what that translated in `#|`.
    Words that are gone stay as obsolete entries, and come back from there. Head and comments stay as they are, and
    when no word has changed the whole file does. English has its own words as its translations. A file without
    content becomes a new catalogue.
    """
    decoded = decode_text(file)
    text = decoded.value
    parsed = None if text is None or decoded.diagnostics else parse_po(text, file.path, language).value
    if text is None or parsed is None:
        return None
    catalogue, laid_out = parsed
    rule = plural_rule(language)
    head = laid_out.head or new_head(language, rule.forms, rule.expression)
    before = written(catalogue, laid_out.head, laid_out.tail)
    _update(catalogue, extracted(wordings), is_source=language == SOURCE_LANGUAGE)
    after = written(catalogue, head, laid_out.tail)
    content = file.content if before == after else _with_line_ends_of(file, after)
    active = [message for message in catalogue if message.id]
    fuzzy = sum(1 for message in active if message.fuzzy)
    translated = sum(1 for message in active if not message.fuzzy and _is_whole(message, catalogue.num_plurals))
    return Kept(content, len(active), translated, fuzzy, len(catalogue.obsolete))


def _with_line_ends_of(file: SourceFile, text: str) -> bytes:
    return (text.replace("\n", "\r\n") if b"\r\n" in file.content else text).encode()


def _update(catalogue: Catalog, template: Catalog, is_source: bool) -> None:
    """Babel's update, and what it leaves to be done."""
    _revive(catalogue, template)
    old = {(message.context, _ids(message)[0]): message for message in catalogue if message.id}
    catalogue.update(template, no_fuzzy_matching=is_source)
    for message in catalogue:
        if message.id:
            before = old.get((message.context, _ids(message)[0]))
            if is_source and (before is None or _strings(before) in ([], _ids(before))):
                message.string, before = message.id, None
                message.flags.discard("fuzzy")
            _settle(message, before)
    for key, message in list(catalogue.obsolete.items()):
        if not _strings(message) and not message.user_comments:
            del catalogue.obsolete[key]


def _revive(catalogue: Catalog, template: Catalog) -> None:
    """Bring back translations of words that were gone and are in use again."""
    for key, message in list(catalogue.obsolete.items()):
        if template.get(message.id, message.context) and not catalogue.get(message.id, message.context):
            catalogue[message.id] = message
            del catalogue.obsolete[key]


def _settle(message: Message, old: Message | None) -> None:
    """Mark as fuzzy what was translated from other words, and nothing that has no translation.

    `old` is the entry that had the same message before the update; Babel keeps its translation although its plural
    may have changed, and forgets its `#|`.
    """
    if old and _ids(old) != _ids(message):
        message.flags.add("fuzzy")
        message.previous_id = _ids(old)
    elif old:
        message.previous_id = old.previous_id
    if not _strings(message):
        message.flags.discard("fuzzy")
        message.previous_id = []
    own = Message(message.id).flags
    message.flags = own | (message.flags - COMPUTED_FLAGS)


def _ids(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def _strings(message: Message) -> list[str]:
    """The forms of the translation; none when all are empty."""
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return strings if any(strings) else []


def _is_whole(message: Message, forms: int) -> bool:
    needed = forms if message.pluralizable else 1
    return len([string for string in _strings(message) if string]) >= needed
