"""What holds for all tests: in CI, a test that cannot run has failed; and the theme is read once."""

import os
from collections.abc import Generator
from functools import lru_cache

import pytest

from sitegen.load import messages, templates, theme

os.environ.pop("SITEGEN_LANG", None)  # reports are compared in English

# Nearly every small project is built with this project's templates and interface words, and takes ten times as long to
# read them as for all the rest. What they mean depends on their texts alone; processes that tests start read them anew.
theme.examine = templates.examine = lru_cache(maxsize=2000)(templates.examine)
messages.read_po_file = lru_cache(maxsize=200)(messages.read_po_file)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and CI is set: {reason}"
    return report
