"""docs/quality.md: what the judges measured."""

from collections.abc import Mapping

from auditing.served import ROOT, Finding

QUALITY = ROOT / "docs/quality.md"
HEAD = """\
# Quality

What tools that are not ours say of the built sample site. `make audit` measures it anew and writes this page. The
first two run by `.ci/run` on every merge, and so do the tests in `tests/browser/`, which open every type of page in
three languages.
"""
TITLES = {
    "links": ("Links", "linkinator walks the site as a browser would: pages, anchors, styles, fonts, feeds."),
    "html": ("HTML and CSS", "The Nu Html Checker, where a warning counts."),
    "budgets": (
        "Bytes",
        """\
Opened by headless Chromium as on a phone 360 px wide, nothing in the cache, compressed with gzip. Our own script may
take 15 KB, all styles 20 KB, the first view of an event 150 KB with its fonts; nothing may move while a page loads.""",
    ),
    "lighthouse": (
        "Lighthouse",
        """\
As on a middling phone on a slow line, from a host that speaks HTTP/2, as those of static sites do. The best of up to
three runs, for the machine does other things too.""",
    ),
}


def quality(findings: Mapping[str, Finding]) -> str:
    """The page, from what the judges found."""
    parts = [HEAD]
    for name, finding in findings.items():
        title, meaning = TITLES[name]
        parts.append(f"\n## {title}\n\n{meaning}\n\n{finding.table}\n")
        if not finding.is_good and finding.table.startswith("|"):
            missed = "\n".join(f"- {line}" for line in finding.report.splitlines())
            parts.append(f"\nMissed:\n\n{missed}\n")
    return "".join(parts)
