"""Links by linkinator; HTML and CSS by the Nu Html Checker."""

import re
import subprocess

from auditing.served import TOOLS, Audited, Finding

SCANNED = re.compile(r"Successfully scanned (\d+) links")
# Properties that began in SVG; the checker does not know that they are of CSS too.
NOT_KNOWN = ".*(paint-order|vector-effect).*"
PATIENCE = 900  # seconds


def links(site: Audited) -> Finding:
    """Every link, anchor, alternate and asset, followed as a browser would; addresses of other hosts are not asked."""
    only_here = f"^(?!{re.escape(site.address)})"
    options = ["--recurse", "--check-css", "--check-fragments", "--redirects", "error", "--concurrency", "8"]
    linkinator = str(TOOLS / ".bin/linkinator")
    said = _run([linkinator, site.address, *options, "--verbosity", "error", "--skip", only_here])
    scanned = SCANNED.search(said.stdout + said.stderr)
    count = int(scanned[1]) if scanned else 0
    good = said.returncode == 0 and count > 9  # it really went somewhere
    return Finding(good, said.stdout + said.stderr, f"{count:,} links followed, {'none' if good else 'some'} dead")


def html(site: Audited) -> Finding:
    """The reference checker over all pages and style sheets; a warning counts."""
    checker = str(TOOLS / "vnu-jar/build/dist/vnu.jar")
    options = ["--skip-non-html", "--also-check-css", "--Werror", "--filterpattern", NOT_KNOWN]
    said = _run(["java", "-jar", checker, *options, str(site.folder)])
    pages = sum(1 for _ in site.folder.rglob("*.html"))
    good = said.returncode == 0
    table = f"{pages:,} pages, {'no error and no warning' if good else 'with mistakes'}"
    return Finding(good, said.stdout + said.stderr or table, table)


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
