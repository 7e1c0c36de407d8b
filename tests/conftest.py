"""What holds for all tests: in CI, a test that cannot run has failed."""

import os
from collections.abc import Generator

import pytest

os.environ.pop("SITEGEN_LANG", None)  # reports are compared in English


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and CI is set: {reason}"
    return report
