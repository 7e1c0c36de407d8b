"""Bring the words of reports in sitegen/locale/ into step with the code: `python tools/words.py`, or `make words`.

New words wait empty in the catalogues, words that are gone are kept at their ends. `--check` writes nothing and
fails when a catalogue would change, or when one is not whole: something is not translated, fuzzy or obsolete, or a
translation has other placeholders or other code than the English.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

from babel.messages.extract import extract

from sitegen.base import problems
from sitegen.base.diagnostics import Span
from sitegen.base.files import SourceFile
from sitegen.base.problems import PROBLEMS
from sitegen.base.remarks import LANGUAGES, SOURCE_LANGUAGE
from sitegen.disk.report_words import PACKAGE, PATH
from sitegen.load.messages import Wording
from sitegen.load.po import Entry, PluralRule, read_po_file
from sitegen.load.report_words import CODE
from sitegen.load.upkeep import Kept, kept

ROOT = Path(__file__).resolve().parent.parent
TABLE = f"{PACKAGE}/base/problems.py"
KEYWORDS = {"Remark": None, "counted": (1, 2)}
FIELD = re.compile(r"\{[^{}]*\}")
TRANSLATED = tuple(language for language in LANGUAGES if language != SOURCE_LANGUAGE)


@cache
def wordings() -> tuple[Wording, ...]:
    """All words of reports: the table of problems, then what the modules say."""
    templates = [text for one in PROBLEMS.values() for text in (one.message, one.hint, one.explanation)]
    in_table = [Wording(text, span=Span(TABLE, number)) for number, text in enumerate(templates)]
    return tuple(wording for wording in (*in_table, *_in_modules()) if FIELD.sub("", wording.message).strip())


def _in_modules() -> Iterator[Wording]:
    for module in sorted((ROOT / PACKAGE).rglob("*.py")):
        path = module.relative_to(ROOT).as_posix()
        with module.open("rb") as code:
            for line, message, _, _ in extract("python", code, KEYWORDS):
                singular, plural = (message, "") if isinstance(message, str) else message
                yield Wording(singular, plural, span=Span(path, line))


def catalogue(language: str) -> SourceFile:
    """The catalogue of a language as it is; without content where there is none."""
    path = f"{PACKAGE}/{PATH.format(language)}"
    return SourceFile(path, (ROOT / path).read_bytes() if (ROOT / path).is_file() else b"")


def complaints(file: SourceFile, language: str) -> Iterator[str]:
    """What keeps a catalogue from being whole."""
    read = read_po_file(file.content.decode(), file.path, language)
    for found in read.diagnostics:
        if found.problem is not problems.MESSAGE_PLACEHOLDER:  # there they are those of another kind, %(name)s
            yield f"{file.path}:{found.span.line}: {found.message}"
    if read.value is None:
        return
    for line in sorted(span.line for span in read.value.obsolete.values()):
        yield f"{file.path}:{line}: this is not said any more; delete the entry"
    explanations = {problem.explanation for problem in PROBLEMS.values()}
    for entry in read.value.entries:
        for fault in _faults(entry, read.value.rule, is_template=entry.message not in explanations):
            yield f"{file.path}:{entry.span.line}: {fault}: {entry.message}"


def _faults(entry: Entry, rule: PluralRule, is_template: bool) -> Iterator[str]:
    if not any(entry.forms):
        yield "not translated"
    for number, form in enumerate(entry.forms if entry.is_translated else ()):  # a missing form is named already
        if is_template and not _has_the_same_fields(entry, form, rule.is_for_one(number)):
            yield f"other placeholders in {form!r}"
        if not is_template and Counter(CODE.findall(entry.message)) - Counter(CODE.findall(form)):
            yield f"not all code between backticks in {form!r}"


def _has_the_same_fields(entry: Entry, form: str, may_lack_number: bool) -> bool:
    wanted, given = fields(entry.plural or entry.message), fields(form)
    if entry.plural and may_lack_number:
        wanted.discard(("number", "", None))
        given.discard(("number", "", None))
    return wanted == given


def fields(template: str) -> set[tuple[str, str | None, str | None]]:
    """The placeholders of a template, each with its format and its conversion, such as !r."""
    try:
        parsed = Formatter().parse(template)
        return {(name, form, conversion) for _, name, form, conversion in parsed if name is not None}
    except ValueError as error:  # a brace without its partner
        return {(str(error), None, None)}


def main() -> int:
    """Write the catalogues, or say what is wrong with them."""
    parser = argparse.ArgumentParser(description="Bring the words of reports into step with the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a catalogue is not whole")
    only_check = parser.parse_args().check
    wrong = []
    for language in TRANSLATED:
        file = catalogue(language)
        updated = kept(file, language, wordings())
        if updated and updated.content != file.content:
            wrong += [f"{file.path}: out of date; run make words"] if only_check else []
            file = file if only_check else _written(file, updated)
        wrong += complaints(file, language)
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


def _written(file: SourceFile, updated: Kept) -> SourceFile:
    path = ROOT / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(updated.content)
    print(f"{file.path}: written")
    return SourceFile(file.path, updated.content)


if __name__ == "__main__":
    sys.exit(main())
