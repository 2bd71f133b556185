"""The same rows by polars, Dask and Spark as by a plain loop, also where a process is killed in the middle.

Needs the extra ``far``; Spark, its package and a Java.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ubnd_digest as ud
from support import far

pytestmark = pytest.mark.slow

# Each of many texts has a day of its own; the last one is missing.
COUNT = 40
TEXTS = [
    f"Giao Sở Y tế báo cáo trước ngày {1 + n % 28}/4/{2000 + n}; giao Sở Xây dựng lập dự toán." for n in range(COUNT)
]
GIVEN: dict[str, list[Any]] = {"week": list(range(COUNT + 1)), "text": [*TEXTS, None]}


def plain() -> list[dict[str, Any]]:
    """What a loop over the texts gives."""
    found = [
        {"week": week, "error": None, **row}
        for week, text in enumerate(TEXTS)
        for row in ud.rows(ud.parse(text), "duties")
    ]
    return [*found, {**dict.fromkeys(found[0]), "week": COUNT, "error": "there is no text: null"}]


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["week"], row["start"] or 0))


# ---- polars ---------------------------------------------------------------------------------


def test_polars_reads_a_frame() -> None:
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame(GIVEN)
    assert pl.DataFrame(ud.read_batches(frame, "duties")).to_dicts() == plain()
    none = pl.DataFrame(ud.read_batches(frame.clear(), "duties"))
    lazy = frame.lazy().map_batches(lambda part: pl.DataFrame(ud.read_batches(part, "duties")), schema=none.schema)
    assert lazy.filter(pl.col("due") < dt.date(2002, 1, 1)).collect()["week"].to_list() == [0, 1]


# ---- Dask -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """Dask with two processes on this machine."""
    distributed = pytest.importorskip("distributed")
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with cluster, distributed.Client(cluster) as client:
        yield client


def dask_frame() -> Any:
    dd, pd = pytest.importorskip("dask.dataframe"), pytest.importorskip("pandas")
    return dd.from_pandas(pd.DataFrame(GIVEN), npartitions=8)


def rows_of_frame(found: Any) -> list[dict[str, Any]]:
    import pyarrow as pa

    rows: list[dict[str, Any]] = pa.Table.from_pandas(found, preserve_index=False).to_pylist()
    return rows


def test_dask_reads_the_partitions_of_a_frame(client: Any) -> None:
    frame = dask_frame()
    read = frame.map_partitions(far.duties_of, meta=far.duties_of(frame._meta))
    assert rows_of_frame(client.compute(read).result(timeout=120)) == plain()


def test_dask_reads_the_parquet_that_it_wrote(client: Any, tmp_path: Path) -> None:
    frame = dask_frame()
    frame.map_partitions(far.duties_of, meta=far.duties_of(frame._meta)).to_parquet(tmp_path / "duties")
    dd = pytest.importorskip("dask.dataframe")
    assert rows_of_frame(dd.read_parquet(tmp_path / "duties", dtype_backend="pyarrow").compute()) == plain()


def test_dask_reads_a_bag(client: Any) -> None:
    bag = pytest.importorskip("dask.bag").from_sequence(TEXTS, npartitions=5)
    found = client.compute(bag.map_partitions(far.rows_of_texts)).result(timeout=120)
    assert found == [{key: row[key] for key in row if key != "week"} for row in plain()[:-1]]


def test_dask_reads_all_where_a_worker_is_killed(client: Any, tmp_path: Path) -> None:
    before = set(client.run(os.getpid).values())
    frame, mark = dask_frame(), tmp_path / "killed"
    read = frame.map_partitions(far.duties_of_one_who_is_killed, str(mark), meta=far.duties_of(frame._meta))
    found = client.compute(read).result(timeout=120)
    assert mark.exists()
    client.wait_for_workers(2, timeout=60)
    assert len(before - set(client.run(os.getpid).values())) == 1  # one was killed, and has a successor
    assert rows_of_frame(found) == plain()


# ---- Spark ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Spark with two processes on this machine."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("there is no Java, which Spark needs")
    sql = pytest.importorskip("pyspark.sql", reason="Spark is tried by hand: pip install pyspark")
    places = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    build = sql.SparkSession.builder.master("local[2, 4]").config("spark.ui.enabled", "false")
    build = build.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    with pytest.MonkeyPatch.context() as patch:  # what its processes begin with
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", places)
        session = build.getOrCreate()
        yield session
        session.stop()


def spark_rows(session: Any, function: Any) -> list[dict[str, Any]]:
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    frame = session.createDataFrame(list(zip(*GIVEN.values(), strict=True)), "week bigint, text string").repartition(4)
    empty = to_arrow_schema(frame.schema).empty_table()
    schema = from_arrow_schema(ud.read_batches(empty, "duties", columns=["week"]).schema)
    return [row.asDict(recursive=True) for row in frame.mapInArrow(function, schema).collect()]


def test_spark_maps_record_batches(spark: Any) -> None:
    assert in_order(spark_rows(spark, far.in_batches)) == plain()


def test_spark_reads_all_where_a_worker_is_killed(spark: Any, tmp_path: Path) -> None:
    mark = tmp_path / "killed"
    assert in_order(spark_rows(spark, far.in_batches_of_one_who_is_killed(str(mark)))) == plain()
    assert mark.exists()
