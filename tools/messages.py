"""Keep the interface words of every language in step with the templates: `make messages`.

Reads the words that templates/ and sitegen/l10n/phrases.py show and writes them into locale/*/LC_MESSAGES/site.po.
Translations are never lost: a word that is gone is kept as obsolete (`#~`), a new one waits, empty, for its
translation; in English it is its own. With --check nothing is written, and the exit status is 1 when a file
would change.
"""

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from sitegen.base.diagnostics import Span
from sitegen.base.files import SourceFile
from sitegen.l10n.phrases import PHRASES
from sitegen.load.messages import SOURCE_LANGUAGE, Wording
from sitegen.load.theme import TEMPLATES, load_theme

ROOT = Path(__file__).resolve().parent.parent
PHRASES_PATH = "sitegen/l10n/phrases.py"
WIDTH = 110


def main() -> int:
    """Update the files, or say which ones are out of date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a file is out of date")
    check = parser.parse_args().check
    template = extracted()
    stale = []
    for path in sorted(ROOT.glob("locale/*/LC_MESSAGES/site.po")):
        content = updated(path, template)
        if content != path.read_bytes():
            stale.append(path.relative_to(ROOT).as_posix())
            if not check:
                path.write_bytes(content)
    for name in stale:
        print(f"{name}: {'out of date; run `make messages`' if check else 'updated'}", file=sys.stderr)
    return 1 if stale and check else 0


def extracted() -> Catalog:
    """Every word in use, each with the files that use it."""
    template = Catalog(charset="utf-8", fuzzy=False)
    for wording in wordings():
        message = (wording.message, wording.plural) if wording.plural else wording.message
        template.add(message, locations=[(wording.span.path, 0)], context=wording.context or None)
    return template


def wordings() -> Iterator[Wording]:
    paths = sorted(path for path in (ROOT / TEMPLATES).rglob("*") if path.is_file())
    files = [SourceFile(path.relative_to(ROOT).as_posix(), path.read_bytes()) for path in paths]
    theme = load_theme(files)
    if theme.diagnostics:
        sys.exit("\n".join(f"{one.span.path}:{one.span.line}: {one}" for one in theme.diagnostics))
    yield from sorted(theme.value.wordings, key=lambda wording: (wording.span.path, wording.span.line))
    for phrase in PHRASES:
        yield Wording(phrase, span=Span(PHRASES_PATH))


def updated(path: Path, template: Catalog) -> bytes:
    """One language's file with exactly the words in use. Its head stays as it is; line numbers are left out,
    so that a file changes only when words do."""
    language = path.parent.parent.name
    content = path.read_bytes()
    catalogue = read_po(BytesIO(content), locale=language)
    catalogue.update(template, no_fuzzy_matching=True)
    if language == SOURCE_LANGUAGE:
        for message in catalogue:
            if message.id and not any(message.string or ()):
                message.string = message.id
    out = BytesIO()
    write_po(out, catalogue, width=WIDTH, omit_header=True, include_lineno=False)
    head, _, _ = content.partition(b"\n\n")
    return head.rstrip() + b"\n\n" + out.getvalue().strip() + b"\n"


if __name__ == "__main__":
    sys.exit(main())
