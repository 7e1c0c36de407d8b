"""Lighthouse, as Google measures pages: performance, accessibility, best practices and SEO, from 0 to 100."""

import json
import os
import subprocess
from pathlib import Path

from auditing.chromium import chromium
from auditing.first_pages import FirstPage, first_pages
from auditing.served import TOOLS, Audited, Finding

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
PERFECT = 100
PATIENCE = 180  # seconds a page
ATTEMPTS = 3  # the machine may be busy with something else: the best of so many counts


def lighthouse(site: Audited) -> Finding:
    """Every first page, as on a middling phone on a slow line."""
    scores = {page: _scores(site, page) for page in first_pages()}
    short = [
        f"{page}: {category} {score}"
        for page, by_category in scores.items()
        for category, score in by_category.items()
        if score < PERFECT
    ]
    rows = [f"| {page} | {' | '.join(str(found[one]) for one in CATEGORIES)} |" for page, found in scores.items()]
    head = f"| page | {' | '.join(one.replace('-', ' ') for one in CATEGORIES)} |"
    table = "\n".join([head, f"| --- |{' ---: |' * len(CATEGORIES)}", *rows])
    return Finding(not short, "\n".join(short) or f"{PERFECT} everywhere", table)


def _scores(site: Audited, page: FirstPage) -> dict[str, int]:
    best = dict.fromkeys(CATEGORIES, 0)
    for _ in range(ATTEMPTS):
        found = _once(site, page)
        best = {category: max(score, found[category]) for category, score in best.items()}
        if min(best.values()) == PERFECT:
            break
    return best


def _once(site: Audited, page: FirstPage) -> dict[str, int]:
    report = site.folder.parent / "lighthouse.json"
    command = [str(TOOLS / ".bin/lighthouse"), site.address + page.path, "--quiet", "--output=json"]
    command += [f"--output-path={report}", f"--chrome-flags={FLAGS}"]
    browser = {**os.environ, "CHROME_PATH": chromium()}
    subprocess.run(command, check=True, timeout=PATIENCE, env=browser, stderr=subprocess.DEVNULL)
    return _read(report)


def _read(report: Path) -> dict[str, int]:
    categories = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * (categories[name]["score"] or 0)) for name in CATEGORIES}
