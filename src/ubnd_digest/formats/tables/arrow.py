"""A table as a Parquet file, or as an Arrow file (Feather), written with the package pa."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ubnd_digest.formats.tables.records import Row, sane
from ubnd_digest.formats.tables.schema import Table
from ubnd_digest.model.errors import MissingExtraError

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

_GROUP = 20_000  # rows that are written together: enough for a column to be packed well


def schema_of(table: Table) -> pa.Schema:
    """The schema of a table, whose version stands in its metadata."""
    import pyarrow as pa

    types: dict[str, Any] = {
        "text": pa.string(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "texts": pa.list_(pa.field("item", pa.string(), nullable=False)),
    }
    fields = [
        pa.field(column.name, types[column.type], nullable=column.optional, metadata={"told": column.told})
        for column in table.columns
    ]
    return pa.schema(fields, metadata={"table": table.name, "version": table.version, "made_by": "ubnd-digest"})


def arrays(rows: Sequence[Row], fields: Iterable[pa.Field]) -> list[pa.Array]:
    """The columns of rows."""
    import pyarrow as pa

    return [pa.array([_stored(row[field.name]) for row in rows], field.type) for field in fields]


class File:
    """A Parquet or Arrow file, to which groups of rows are written as they come."""

    def __init__(self, path: str, table: Table, *, parquet: bool) -> None:
        try:
            import pyarrow as pa
        except ImportError as error:
            raise MissingExtraError("arrow", f"to write {'Parquet' if parquet else 'Arrow'} files") from error
        self._schema = schema_of(table)
        self._table = table
        self._waiting: list[Row] = []
        if parquet:
            from pyarrow.parquet import ParquetWriter  # type: ignore[import-untyped]

            self._writer: Any = ParquetWriter(path, self._schema)
        else:
            self._writer = pa.ipc.new_file(path, self._schema)

    def begin_digest(self, number: int) -> None:
        """All rows stand in one table."""

    def add(self, table: Table, rows: Iterable[Row]) -> None:
        """Keep rows; write them where there are many."""
        if table.name == self._table.name:
            self._waiting += rows
        if len(self._waiting) >= _GROUP:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa

        self._writer.write_table(pa.Table.from_arrays(arrays(self._waiting, self._schema), schema=self._schema))
        self._waiting.clear()

    def close(self) -> None:
        """Write the rest."""
        try:
            if self._waiting:
                self._write()
        finally:
            self._writer.close()


def _stored(value: Any) -> Any:
    return [sane(one) for one in value] if isinstance(value, list) else sane(value)
