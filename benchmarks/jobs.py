"""The command with many files: what a second process brings, and whether memory grows with the number of files."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks import report
from benchmarks.report import Table

_MANY = 1000
_FEW = 100
_LENGTH = 10_000  # characters of a digest, about
_GAIN = 1.6
_GROWTH = 1.1
_ROUNDS = 3
_PAUSE = 0.02  # seconds between two looks at the memory
_SAMPLE = Path(__file__).parent.parent / "examples" / "clean.txt"


class Run(NamedTuple):
    """A run of the command: seconds by the clock, and the most memory that all its processes had, in kB (0: unknown)."""

    seconds: float
    memory: int


def jobs() -> Table:
    """Times and memory of ``deadlines`` with one process and with two."""
    with tempfile.TemporaryDirectory() as place:
        folders = {count: digests_in(Path(place) / str(count), count) for count in (_FEW, _MANY)}
        runs: dict[tuple[int, int], Run] = {}
        for _ in range(_ROUNDS):
            for count, folder in folders.items():
                for processes in (1, 2):
                    one = _run(folder, processes)
                    other = runs.get((count, processes), one)
                    runs[count, processes] = Run(min(one.seconds, other.seconds), max(one.memory, other.memory))
    rows = []
    for (count, processes), run in sorted(runs.items()):
        gain = runs[count, 1].seconds / run.seconds
        growth = run.memory / (runs[_FEW, processes].memory or 1)
        bars = [f"at least {_GAIN}: {report.verdict(-gain, -_GAIN)}"] if (count, processes) == (_MANY, 2) else []
        if count == _MANY and run.memory:
            bars.append(f"memory at most {_GROWTH} times that of {_FEW}: {report.verdict(growth, _GROWTH)}")
        rows.append(
            (
                f"{count:,}",
                str(processes),
                f"{run.seconds:.2f}",
                f"{gain:.2f}",
                f"{run.memory // 1024} MB",
                "; ".join(bars),
            )
        )
    about = (
        f"`ubnd-digest deadlines --format jsonl --jobs N` over digests of about {_LENGTH:,} characters each, best of {_ROUNDS} runs by the "
        "clock, start included. The gain is the time with one process to the time; memory is the most that all processes have together."
    )
    return Table("Many files", about, ("digests", "processes", "seconds", "gain", "memory", "target"), rows)


def digests_in(folder: Path, count: int) -> Path:
    """A folder of digests that are all different."""
    folder.mkdir()
    title, body = _SAMPLE.read_text(encoding="utf8").split("\n", 1)
    text = f"{title}\n{body}" + body.partition("\n\n")[2] * (_LENGTH // len(body) - 1)
    for number in range(count):
        dated = text.replace("/2025", f"/{2000 + number % 90}")
        (folder / f"{number:04}.txt").write_text(
            re.sub(r"số ([0-9]+)/", lambda found, n=number: f"số {int(found[1]) + n}/", dated), encoding="utf8"
        )
    return folder


def _run(folder: Path, processes: int) -> Run:
    command = [sys.executable, "-m", "ubnd_digest", "deadlines", "--format", "jsonl", "--jobs", str(processes)]
    begin = time.perf_counter()
    with subprocess.Popen([*command, str(folder)], stdout=subprocess.DEVNULL) as process:
        most = 0
        while process.poll() is None:
            most = max(most, _memory_of(process.pid))
            time.sleep(_PAUSE)
        took = time.perf_counter() - begin
    if process.returncode:
        raise RuntimeError(f"the command ended with status {process.returncode}")
    return Run(took, most)


def _memory_of(process: int) -> int:
    """The resident memory of a process and its children in kB; 0 where the system does not tell."""
    try:
        here = Path("/proc") / str(process)
        own = re.search(r"VmRSS:\s+([0-9]+) kB", (here / "status").read_text(encoding="utf8"))
        children = (here / "task" / str(process) / "children").read_text(encoding="utf8").split()
    except OSError:  # it has just ended
        return 0
    return (int(own[1]) if own else 0) + sum(map(_memory_of, map(int, children)))
