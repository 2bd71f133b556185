"""How long it takes from the start of the interpreter to the first result."""

from __future__ import annotations

from benchmarks import measure, report
from benchmarks.report import Table

_IMPORT = 0.150
_FIRST_PARSE = 0.500
_HELPED = 0.250
_PUBLISHER = 1.3
_HELP = """
import contextlib, io, sys
from ubnd_digest.cli import main
sys.stdout = io.TextIOWrapper(io.BytesIO())
with contextlib.suppress(SystemExit):
    main(["--help"])
"""


def start_up() -> Table:
    """From the start of the interpreter to the first result."""
    started = measure.interpreter_seconds("import ubnd_digest", 7)
    bare = measure.interpreter_seconds("pass", 7)
    helped = measure.interpreter_seconds(_HELP, 7)
    timed = ("import time, ubnd_digest\nstart = time.perf_counter()\n{}\nprint(time.perf_counter() - start)").format
    first = measure.printed_by(timed("ubnd_digest.parse('Quyết định số 1/QĐ-UBND trước ngày 1/1/2020')"), 5)
    compiled = [
        measure.printed_by(timed(f"ubnd_digest.Parser(publisher={publisher!r}).parse('')"), 5)
        for publisher in (None, "vn-09")
    ]
    ratio = compiled[1] / compiled[0]
    rows = [
        ("the interpreter alone", f"{bare * 1000:.0f} ms", ""),
        (
            "`import ubnd_digest`, interpreter included",
            f"{started * 1000:.0f} ms",
            f"at most 150 ms: {report.verdict(started, _IMPORT)}",
        ),
        (
            "`ubnd-digest --help`, interpreter included",
            f"{helped * 1000:.0f} ms",
            f"at most 250 ms: {report.verdict(helped, _HELPED)}",
        ),
        ("first parse after it", f"{first * 1000:.0f} ms", f"at most 500 ms: {report.verdict(first, _FIRST_PARSE)}"),
        (
            "compiling a publisher's grammar, to the common one",
            f"{ratio:.2f}",
            f"at most 1.3: {report.verdict(ratio, _PUBLISHER)}",
        ),
    ]
    return Table("Start", "Fresh interpreters, best of several, with compiled bytecode.", ("what", "time", "bar"), rows)
