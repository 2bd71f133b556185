"""How long it takes from the start of the interpreter to the first result."""

from __future__ import annotations

import os
import tempfile

from benchmarks import measure, report
from benchmarks.report import Table

_IMPORT = 0.080
_FIRST_PARSE = 0.060
_NOTHING_COMPILED = 0.200
_DEADLINES = 0.300
_HELPED = 0.250
_PUBLISHER = 1.3
_HELP = """
import contextlib, io, sys
from ubnd_digest.cli import main
sys.stdout = io.TextIOWrapper(io.BytesIO())
with contextlib.suppress(SystemExit):
    main(["--help"])
"""


_TEXT = "Quyết định số 1/QĐ-UBND trước ngày 1/1/2020"
_KEPT = "UBND_DIGEST_CACHE"
_TIMED = "import time, ubnd_digest\n{}\nstart = time.process_time()\n{}\nprint(time.process_time() - start)"
_LATE = "import ubnd_digest.grammar.expressions as late\nlate.KNOWN = False"
_COMMAND = "from ubnd_digest.cli import main\nmain(['deadlines', 'examples/clean.txt'])"


def start_up() -> Table:
    """From the start of the interpreter to the first result, with what is kept of grammars in a folder of its own."""
    before = os.environ.get(_KEPT)
    try:
        with tempfile.TemporaryDirectory() as os.environ[_KEPT]:
            return _start_up()
    finally:
        del os.environ[_KEPT]
        if before is not None:
            os.environ[_KEPT] = before


def _start_up() -> Table:
    started = measure.interpreter_seconds("import ubnd_digest", 7)
    bare = measure.interpreter_seconds("pass", 7)
    helped = measure.interpreter_seconds(_HELP, 7)
    parse = f"ubnd_digest.parse({_TEXT!r})"
    nothing = measure.printed_by(_TIMED.format("", parse), 1)
    first = measure.printed_by(_TIMED.format("", parse), 7)
    late = measure.printed_by(_TIMED.format(_LATE, parse), 5)
    deadlines = measure.interpreter_seconds(f"import os, sys\nsys.stdout = open(os.devnull, 'w')\n{_COMMAND}", 7)
    folder, os.environ[_KEPT] = os.environ[_KEPT], ""
    compiled = [
        measure.printed_by(_TIMED.format("", f"ubnd_digest.Parser(publisher={publisher!r}).parse('')"), 5)
        for publisher in (None, "vn-09")
    ]
    os.environ[_KEPT] = folder
    ratio = compiled[1] / compiled[0]
    rows = [
        ("the interpreter alone", f"{bare * 1000:.0f} ms", ""),
        (
            "`import ubnd_digest`, without the interpreter",
            f"{(started - bare) * 1000:.0f} ms",
            f"at most 80 ms: {report.verdict(started - bare, _IMPORT)}",
        ),
        (
            "`ubnd-digest --help`, interpreter included",
            f"{helped * 1000:.0f} ms",
            f"at most 250 ms: {report.verdict(helped, _HELPED)}",
        ),
        ("first parse after it, nothing kept, processor time", f"{nothing * 1000:.0f} ms", ""),
        (
            "first parse after it, processor time",
            f"{first * 1000:.0f} ms",
            f"at most 60 ms: {report.verdict(first, _FIRST_PARSE)}",
        ),
        (
            "the same, where compiled expressions cannot be kept",
            f"{late * 1000:.0f} ms",
            f"at most 200 ms: {report.verdict(late, _NOTHING_COMPILED)}",
        ),
        (
            "`ubnd-digest deadlines examples/clean.txt`, by the clock",
            f"{deadlines * 1000:.0f} ms",
            f"at most 300 ms: {report.verdict(deadlines, _DEADLINES)}",
        ),
        (
            "compiling a publisher's grammar, to the common one",
            f"{ratio:.2f}",
            f"at most 1.3: {report.verdict(ratio, _PUBLISHER)}",
        ),
    ]
    return Table(
        "Start", "Fresh interpreters, best of several, with compiled bytecode.", ("what", "time", "target"), rows
    )
