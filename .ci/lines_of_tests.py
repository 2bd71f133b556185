"""A plugin of pytest for mutants.py: writes down which test runs which line, or runs the tests that are listed.

``LINES_OF_TESTS`` is a file that coverage writes, with a context for each test; the seconds of those that passed stand
beside it, in JSON. ``TESTS_TO_RUN`` is a file with the tests to run, one in a line, in their order.
"""

from __future__ import annotations

import gc
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

import coverage
import pytest
from _pytest.runner import runtestprotocol

LINES, TESTS, MUTANTS = map(os.environ.get, ("LINES_OF_TESTS", "TESTS_TO_RUN", "MUTANTS_TO_TRY"))
PATIENCE = 120  # seconds for the tests of one mutant; what hangs is seen
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


if MUTANTS:

    def codes(code: CodeType) -> Iterator[CodeType]:
        """The code of a module and of all functions in it."""
        yield code
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                yield from codes(constant)

    def change(path: Path, was: str, now: str) -> None:
        """Let each function of a module that is imported do what the text says now."""
        old, new = ([*codes(compile(text, str(path), "exec"))] for text in (was, now))
        if len(old) != len(new):
            raise LookupError(path)
        renewed = {(code.co_qualname, code.co_firstlineno): other for code, other in zip(old, new, strict=True)}
        for function in gc.get_objects():
            if isinstance(function, FunctionType) and function.__code__.co_filename == str(path):
                code = function.__code__
                function.__code__ = renewed[code.co_qualname, code.co_firstlineno]

    def run_until_one_fails(items: list[pytest.Item]) -> str:
        """The name of the first test that fails."""
        reports: list[pytest.TestReport] = []
        for item, following in zip(items, [*items[1:], None], strict=True):
            reports = runtestprotocol(item, nextitem=following, log=False)
            for report in reports:
                if report.failed:
                    return item.nodeid
        return ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(session: pytest.Session) -> bool:
        """Try each mutant in a process of its own, which has all tests and nothing that one of them made."""
        found = {item.nodeid: item for item in session.items}
        answer = Path(f"{MUTANTS}.answer")
        for line in Path(MUTANTS).read_text(encoding="utf-8").split("\n"):
            mutant = json.loads(line)
            target = Path(mutant["path"])
            source, status = target.read_text(encoding="utf-8"), target.stat()
            answer.write_text("CRASHED", encoding="utf-8")
            target.write_text(mutant["now"], encoding="utf-8")  # for commands, and modules that are imported late
            if not (child := os.fork()):
                signal.alarm(PATIENCE)
                try:
                    change(target, source, mutant["now"])
                    tests = [found[test] for test in mutant["tests"] if test in found]
                    answer.write_text(run_until_one_fails(tests), encoding="utf-8")
                except (LookupError, ValueError):
                    answer.write_text("UNTRIED", encoding="utf-8")
                finally:
                    os._exit(0)
            os.waitpid(child, 0)
            target.write_text(source, encoding="utf-8")
            os.utime(target, ns=(status.st_atime_ns, status.st_mtime_ns))  # what is compiled of it is right again
            with Path(f"{MUTANTS}.answers").open("a", encoding="utf-8") as answers:
                answers.write(json.dumps(answer.read_text(encoding="utf-8")) + "\n")
        return True
