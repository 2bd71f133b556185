"""A plugin of pytest for mutants.py: writes down which test runs which line, or runs the tests that are listed.

``LINES_OF_TESTS`` is a file that coverage writes, with a context for each test; the seconds of those that passed stand
beside it, in JSON. ``TESTS_TO_RUN`` is a file with the tests to run, one in a line, in their order.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest

LINES, TESTS = os.environ.get("LINES_OF_TESTS"), os.environ.get("TESTS_TO_RUN")
if LINES:
    recorder = coverage.Coverage(LINES, source_pkgs=["ubnd_digest"], config_file=False)
    recorder.start()
    seconds: dict[str, float] = {}
    failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
        """Say whose lines the next ones are."""
        recorder.switch_context(item.nodeid)
        result = yield
        recorder.switch_context("")
        return result

    def pytest_runtest_logreport(report: pytest.TestReport) -> None:
        """Add up the times of a test and of its fixtures."""
        seconds[report.nodeid] = seconds.get(report.nodeid, 0) + report.duration
        if not report.passed:
            failed.add(report.nodeid)

    def pytest_sessionfinish() -> None:
        """Write all down."""
        recorder.stop()
        recorder.save()
        passed = {test: round(seconds[test], 4) for test in seconds if test not in failed}
        Path(f"{LINES}.json").write_text(json.dumps(passed), encoding="utf-8")


if TESTS:

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
        """Leave the tests that are listed, in the order of the list."""
        wanted = Path(TESTS).read_text(encoding="utf-8").split("\n")
        found = {item.nodeid: item for item in items}
        items[:] = [found[test] for test in wanted if test in found]
