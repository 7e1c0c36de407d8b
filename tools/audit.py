"""Judges the built sample site by tools that are not ours: python tools/audit.py [links] [html] [budgets] [lighthouse]

Without names all of them run, and docs/quality.md is written anew with what they measured. linkinator follows every
link, anchor and asset; the Nu Html Checker reads all pages and styles, and a warning counts; bytes, requests and layout
shift are those that headless Chromium sees on a phone; Lighthouse judges the pages that readers see first. Exit code 0
only when all of it is as it shall be.
"""

import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from auditing.budgets import budgets
from auditing.lighthouse import lighthouse
from auditing.outside import html, links
from auditing.served import Audited, Finding, audited
from auditing.written import QUALITY, quality

JUDGES: Mapping[str, Callable[[Audited], Finding]] = {
    "links": links,
    "html": html,
    "budgets": budgets,
    "lighthouse": lighthouse,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in JUDGES]
    if unknown:
        print(f"There is no judge called {', '.join(unknown)}; there are {', '.join(JUDGES)}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, audited(Path(folder)) as site:
        findings = {name: JUDGES[name](site) for name in names or JUDGES}
    for name, finding in findings.items():
        print(f"== {name}: {'as it shall be' if finding.is_good else 'FAILED'}")
        print(finding.report)
    if not names:
        QUALITY.write_text(quality(findings), encoding="utf-8")
    return 0 if all(finding.is_good for finding in findings.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
