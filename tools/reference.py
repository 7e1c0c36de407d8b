"""Write the references in docs/ from the code: `python tools/reference.py`; `--check` fails when one is out of date.

- docs/content-reference.md: from the models in sitegen/model/ and the table in tools/reference_pages/meanings.py
- docs/diagnostics.md: from sitegen/base/problems.py and the examples in tests/diagnostics/
- docs/templates.md: the part below its mark, from sitegen/render/views/ and templates/parts/
- docs/commands.md: from the command line itself
"""

import argparse
import sys
from pathlib import Path

from reference_pages.commands import commands_reference
from reference_pages.content import content_reference
from reference_pages.diagnostics import diagnostics_reference
from reference_pages.templates import templates_reference

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
EXAMPLES = ROOT / "tests" / "diagnostics"
MARK = "<!-- Below this line: made by tools/reference.py. Change what it is made from, then run it again. -->\n"


def pages() -> dict[Path, str]:
    """Every page that this program writes, with the text that it should have."""
    templates = DOCS / "templates.md"
    return {
        DOCS / "commands.md": commands_reference(),
        DOCS / "content-reference.md": content_reference(),
        DOCS / "diagnostics.md": diagnostics_reference(EXAMPLES),
        templates: _above_mark(templates) + MARK + "\n" + templates_reference(ROOT / "templates"),
    }


def _above_mark(page: Path) -> str:
    """The part of a page that people write."""
    written, mark, _ = page.read_text(encoding="utf-8").partition(MARK)
    if not mark:
        raise ValueError(f"{page.name} has lost the line {MARK!r}")
    return written


def main() -> int:
    """Write the pages, or say which of them are out of date."""
    parser = argparse.ArgumentParser(description="Write the references in docs/ from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is out of date")
    only_check = parser.parse_args().check
    old = [path for path, text in pages().items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in old:
        print(f"{path.relative_to(ROOT)}: {'out of date; run python tools/reference.py' if only_check else 'written'}")
        if not only_check:
            path.write_text(pages()[path], encoding="utf-8")
    return 1 if only_check and old else 0


if __name__ == "__main__":
    sys.exit(main())
