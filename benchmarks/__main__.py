"""Runs all measurements, prints them, and writes ``docs/performance.md``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from benchmarks import report
from benchmarks.against import LAST_RELEASE, shown
from benchmarks.far import far
from benchmarks.growth import growth
from benchmarks.jobs import jobs
from benchmarks.memory import memory
from benchmarks.report import Table
from benchmarks.speed import speed
from benchmarks.start import start_up

_PAGE = Path(__file__).parent.parent / "docs" / "performance.md"


def main() -> None:
    """Measure what was asked for; write the page when that is everything."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("parts", nargs="*", help="speed, start, memory, jobs, far, growth (default: all of them)")
    options.add_argument(
        "--length", type=int, default=1_000_000, help="largest invented hostile text (default: 1000000)"
    )
    options.add_argument("--largest", type=int, default=10_000_000, help="largest real text (default: 10000000)")
    options.add_argument("--only", default="", help="growth of the texts that have this in their name")
    about = "only compare with this commit or wheel, or with the last release, where nothing is said"
    options.add_argument("--against", nargs="?", const=LAST_RELEASE, metavar="REF", help=about)
    asked = options.parse_args()
    parts: dict[str, Callable[[], Table]] = {
        "speed": speed,
        "start": start_up,
        "memory": memory,
        "jobs": jobs,
        "far": far,
        "growth": lambda: growth(asked.length, asked.largest, asked.only),
    }
    for name in asked.parts:
        if name not in parts:
            options.error(f"no such part: {name}")
    print(report.machine())
    if asked.against:
        print(f"slower by more than the noise: {shown(asked.against)}")
        return
    tables = []
    for name, part in parts.items():
        if asked.parts and name not in asked.parts:
            continue
        tables.append(part())
        print(report.shown(tables[-1]), flush=True)
    if not asked.parts and not asked.only:
        report.write(tables, _PAGE)
        print(f"written: docs/{_PAGE.name}")
    missed = sum("missed" in row[-1] for table in tables for row in table.rows)
    print(f"targets missed: {missed}")


if __name__ == "__main__":
    main()
