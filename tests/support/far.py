"""What other processes do in the tests with Dask and Spark: they find it here by its name."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import ubnd_digest as ud


def duties_of(part: Any) -> Any:
    """The duties in the column ``text`` of a frame of pandas, with its column ``week``."""
    import pandas as pd

    return ud.read_batches(part, "duties", columns=["week"]).read_pandas(types_mapper=pd.ArrowDtype)


def duties_of_one_who_is_killed(part: Any, mark: str) -> Any:
    """The same; whoever reads the last text first is killed in the middle of it, before the mark is there."""
    if part["text"].isna().any() and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return duties_of(part)


def rows_of_texts(texts: Iterable[str]) -> list[dict[str, Any]]:
    """The duties of texts, for a bag of Dask."""
    import pyarrow as pa

    found: list[dict[str, Any]] = ud.read_batches(pa.table({"text": list(texts)}), "duties").read_all().to_pylist()
    return found


def in_batches(batches: Iterator[Any]) -> Iterator[Any]:
    """The duties of record batches, for Spark."""
    return ud.read_batches(batches, "duties", columns=["week"])  # type: ignore[no-any-return]


def in_batches_of_one_who_is_killed(mark: str) -> Any:
    """The same; the first process that meets a null is killed in the middle of its batches."""

    def read(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            if batch.column("text").null_count and not Path(mark).exists():
                Path(mark).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield from in_batches(iter([batch]))

    return read
