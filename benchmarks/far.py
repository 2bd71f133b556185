"""Record batches of Arrow against a plain loop, and what a second worker of Dask brings."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ubnd_digest as ud
from benchmarks import report
from benchmarks.jobs import digests_in
from benchmarks.measure import best_of_each
from benchmarks.report import Table

_MANY = 400
_PARTS = 16
_ROUNDS = 5
_SHARE = 0.9
_GAIN = 1.6


def far() -> Table:
    """Times of ``read_batches`` and a loop over ``rows``; of two workers of Dask and one process."""
    import pyarrow as pa

    with tempfile.TemporaryDirectory() as place:
        files = sorted(digests_in(Path(place) / "digests", _MANY).iterdir())
        texts = [file.read_text(encoding="utf8") for file in files]
    given = pa.table({"week": range(_MANY), "text": texts})
    loop, arrow = best_of_each([lambda: _loop(given), lambda: ud.read_batches(given, "duties").read_all()], _ROUNDS)
    rows = [
        ("a plain loop over texts and `rows`", f"{loop:.2f}", "1", ""),
        ("`read_batches`, a table in and out", f"{arrow:.2f}", f"{loop / arrow:.2f}", _bar(loop / arrow, _SHARE)),
    ]
    with tempfile.TemporaryDirectory() as place:
        rows += _dask(given, Path(place))
    about = (
        f"Duties of {_MANY} digests of about 10,000 characters each, best of {_ROUNDS} runs that take turns. The first two in processor time; "
        f"with Dask by the clock, {_PARTS} Parquet files in and out as docs/far.md has it, its two workers started and warm. "
        "The gain is the time of the row above to the time."
    )
    return Table("Far", about, ("what", "seconds", "gain", "target"), rows)


def _bar(figure: float, least: float) -> str:
    return f"at least {least}: {report.verdict(-figure, -least)}"


def _loop(given: Any) -> list[dict[str, Any]]:
    """What a user without record batches would write."""
    found = []
    for week, text in zip(given["week"].to_pylist(), given["text"].to_pylist(), strict=True):
        found += [{"week": week, **row} for row in ud.rows(ud.parse(text), "duties")]
    return found


def _duties(part: Any) -> Any:
    import pandas as pd

    return ud.read_batches(part, "duties").read_pandas(types_mapper=pd.ArrowDtype)


def _dask(given: Any, place: Path) -> list[tuple[str, ...]]:
    try:
        import dask.dataframe as dd
        import pandas as pd
        from distributed import Client, LocalCluster
        from pyarrow.parquet import read_table, write_table
    except ImportError:
        return [("Dask", "-", "-", "not installed: the extra `far`")]
    weeks, found, alike = (place / name for name in ("weeks", "found", "alike"))
    weeks.mkdir()
    alike.mkdir()
    size = -(-len(given) // _PARTS)
    for part in range(_PARTS):
        write_table(given.slice(part * size, size), weeks / f"{part:02}.parquet")
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster):
        frame = dd.read_parquet(weeks)
        read = frame.map_partitions(_duties, meta=_duties(frame._meta))

        def together() -> None:
            read.to_parquet(found)

        def alone() -> None:
            for file in weeks.iterdir():
                _duties(pd.read_parquet(file)).to_parquet(alike / file.name)

        one, two = _by_the_clock([alone, together])  # of several runs: both are warm after the first
    if read_table(found).num_rows != read_table(alike).num_rows:
        raise RuntimeError("Dask gives other rows")
    return [
        ("Parquet files in and out, one process", f"{one:.2f}", "1", ""),
        ("the same, Dask with two workers", f"{two:.2f}", f"{one / two:.2f}", _bar(one / two, _GAIN)),
    ]


def _by_the_clock(functions: list[Callable[[], object]]) -> list[float]:
    best = [float("inf")] * len(functions)
    for _ in range(_ROUNDS):
        for place, function in enumerate(functions):
            start = time.perf_counter()
            function()
            best[place] = min(best[place], time.perf_counter() - start)
    return best
