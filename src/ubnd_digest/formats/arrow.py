"""Record batches of Arrow: texts in, rows of a table out, for DuckDB, polars, Dask and Spark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from ubnd_digest.formats.rows import Choice
from ubnd_digest.formats.tables.records import Joining, Row, failure_row, joined_rows, rows_of
from ubnd_digest.formats.tables.schema import JOINED, Table, TableName, table_of
from ubnd_digest.model.digest import AUTO, Digest
from ubnd_digest.model.errors import MissingExtraError, UbndDigestError, UnreadableFileError
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.choice import parser_for

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

    from ubnd_digest.publishers.record import Publisher

# Of what stands before the columns of a table; it grows as the versions of tables do.
VERSION: Final = "1.0"
FILE, ERROR = "file", "error"
_TEXTS = ("string", "large_string", "string_view", "binary", "large_binary", "binary_view", "null")
_MOST_ROWS = 10_000  # a batch that is handed on has so many rows, and those of the text that made it full


class _Task(NamedTuple):
    """What is done with each text."""

    table: Table
    publisher: str | Publisher | None
    anchor: dt.date | None
    choice: Choice


def read_batches(
    batches: Any,
    table: TableName = "duties",
    *,
    text: str = "text",
    columns: Sequence[str] | None = None,
    publisher: str | Publisher | None = None,
    anchor: dt.date | None = None,
    today: dt.date | None = None,
) -> pa.RecordBatchReader:
    r"""Read the texts in record batches of Arrow, and give the rows of a table of them as record batches.

    Args:
        batches: an iterable of ``pyarrow.RecordBatch``, as Spark's ``mapInArrow`` gives; or whatever gives a stream of
            Arrow: a table or a reader of pyarrow, a relation of DuckDB, a frame of polars or pandas.
        table: the name of a table; :func:`ubnd_digest.tables` has their columns. ``documents``, ``occurrences`` and
            ``relations`` are those of each text by itself: their keys join them.
        text: the column with the texts; or, where it is binary, with the bytes of files, as for
            :func:`ubnd_digest.parse_file`.
        columns: columns that are carried through, to each row of a text; None for all but the texts.
            A column ``file`` is always: it is the name of the text.
        publisher: as for :func:`ubnd_digest.parse`.
        anchor: as for :func:`ubnd_digest.parse`.
        today: as for :func:`ubnd_digest.rows`.

    Returns:
        A reader, which is an iterator of batches and a stream for DuckDB, polars and pandas. Texts are read as its
        batches are asked for. Its schema has the columns that are carried through, then ``error``, then those of the
        table, each of which may be null; its metadata tell ``table``, ``version`` and ``batches``, the version of what
        stands before the table. A text that cannot be read, or is null, is a row with ``error`` and nothing of the
        table, but in ``diagnostics``, which says the same. A text in which there is nothing of the table has no row.

    Raises:
        MissingExtraError: where pyarrow (extra ``arrow``) is not installed.
        ValueError: for a table that there is not, a column that is not there, is no text, or is called like one of
            the table.
        TypeError: for what gives no record batches.
        UnknownPublisherError, PublisherError: as :func:`ubnd_digest.parse` does.

    >>> import pyarrow
    >>> given = {"week": [11, 12], "text": ["Giao Sở Y tế báo cáo trước ngày 20/4/2022.", None]}
    >>> reader = read_batches(pyarrow.table(given), "duties")
    >>> [(row["week"], row["error"], row["responsible"], row["due"]) for row in reader.read_all().to_pylist()]
    [(11, None, 'Sở Y tế', datetime.date(2022, 4, 19)), (12, 'there is no text: null', None, None)]
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtraError("arrow", "to read record batches") from error
    task = _Task(table_of(table), publisher, anchor, Choice(today=today))
    if publisher != AUTO:  # one that there is not is told once, and not for each text
        parser_for("", publisher)
    given, stream = _stream(batches)
    keys = _keys(given, task.table, text, columns) if given is not None else []
    schema = _schema(keys, task.table)
    read = (made for batch in stream for made in _read(batch, task, text, [key.name for key in keys], schema))
    return pa.RecordBatchReader.from_batches(schema, read)


def _stream(batches: Any) -> tuple[pa.Schema | None, Iterable[pa.RecordBatch]]:
    """The schema of what is given, None where there is nothing, and its batches."""
    import pyarrow as pa

    if isinstance(batches, pa.RecordBatch):
        return batches.schema, [batches]
    if hasattr(batches, "__arrow_c_stream__"):
        reader = pa.RecordBatchReader.from_stream(batches)
        return reader.schema, reader
    if not isinstance(batches, Iterable) or isinstance(batches, str | bytes | Mapping):
        raise TypeError(f"record batches are needed, or a table of Arrow, not {type(batches).__name__}")
    rest = iter(batches)
    first = next(rest, None)
    if first is None:
        return None, ()
    if not isinstance(first, pa.RecordBatch):
        raise TypeError(f"record batches are needed, or a table of Arrow, not {type(first).__name__} in an iterable")
    return first.schema, chain([first], rest)


def _keys(given: pa.Schema, table: Table, text: str, columns: Sequence[str] | None) -> list[pa.Field]:
    """The columns that are carried through."""
    own = {ERROR, *(column.name for column in table.columns)}
    names = [name for name in given.names if name != text] if columns is None else list(dict.fromkeys(columns))
    for name in (text, *names):
        if given.names.count(name) != 1:
            raise ValueError(f"{given.names.count(name)} columns are called {name!r}; there are: {given.names}")
    kind = given.field(text).type
    if str(getattr(kind, "value_type", kind)) not in _TEXTS:
        raise ValueError(f"the column {text!r} has no texts: it is of the type {kind}")
    if FILE in given.names and FILE not in own and FILE not in (text, *names):
        names.append(FILE)
    names = [name for name in names if name != FILE or FILE not in own]  # the table has it
    if taken := [name for name in names if name in own]:
        raise ValueError(
            f"the table {table.name} has columns of its own called {taken}: rename those, or name columns="
        )
    return [given.field(name) for name in names]


def _schema(keys: Iterable[pa.Field], table: Table) -> pa.Schema:
    import pyarrow as pa

    from ubnd_digest.formats.tables.arrow import schema_of

    own = schema_of(table)
    fields = [*keys, pa.field(ERROR, pa.string()), *(field.with_nullable(nullable=True) for field in own)]
    return pa.schema(fields, metadata={**own.metadata, b"batches": VERSION})


def _read(
    batch: pa.RecordBatch, task: _Task, text: str, keys: list[str], schema: pa.Schema
) -> Iterator[pa.RecordBatch]:
    """The rows of the texts of one batch, in as many batches as they fill."""
    import pyarrow as pa

    from ubnd_digest.formats.tables.arrow import arrays

    texts = batch.column(text)
    names = batch.column(FILE) if FILE in batch.schema.names and text != FILE else None
    rows: list[Row] = []
    places: list[int] = []  # of the texts that the rows are of
    for place in range(batch.num_rows):
        found = list(_rows(texts, names, place, task))
        rows += found
        places += [place] * len(found)
        if rows and (len(rows) >= _MOST_ROWS or place == batch.num_rows - 1):
            carried = [_taken(batch.column(key), places) for key in keys]
            fields = list(schema)[len(keys) :]
            yield pa.RecordBatch.from_arrays([*carried, *arrays(rows, fields)], schema=schema)
            rows, places = [], []


def _taken(column: pa.Array, places: list[int]) -> pa.Array:
    import pyarrow as pa

    try:
        return column.take(pa.array(places, pa.int64()))
    except pa.ArrowNotImplementedError:  # of views, which polars has
        return pa.array([column[place].as_py() for place in places], column.type)


def _rows(texts: pa.Array, names: pa.Array | None, place: int, task: _Task) -> list[Row]:
    """The rows of a text; where it cannot be read, the one that says why."""
    name: str | None = None
    try:
        told = names[place].as_py() if names is not None else None
        name = None if told is None else str(told)
        digest = _digest(texts[place].as_py(), name, task)
        return [{**row, ERROR: None} for row in _of_table(name, digest, task)]
    except Exception as error:  # noqa: BLE001 - whatever it is, the other texts are still to be read
        why = str(error) if isinstance(error, UbndDigestError) else f"{type(error).__name__}: {error}"
        failed = error if isinstance(error, UnreadableFileError) else UnreadableFileError("", why)
        own: Row = dict.fromkeys((column.name for column in task.table.columns), None)
        own |= {FILE: name} if FILE in own else {}
        row = failure_row(name, failed) if task.table.name == "diagnostics" else own
        return [{**row, ERROR: failed.reason}]


def _digest(value: Any, name: str | None, task: _Task) -> Digest:
    """The digest in a text, or in the bytes of a file."""
    if value is None:
        raise UnreadableFileError(name or "", "there is no text: null")
    if isinstance(value, str):
        return parser_for(value, task.publisher).parse(value, anchor=task.anchor)
    from ubnd_digest.formats.files import digest_of

    return digest_of(name or "", value, publisher=task.publisher, anchor=task.anchor)


def _of_table(name: str | None, digest: Digest, task: _Task) -> Iterator[Row]:
    if task.table.name not in JOINED:
        return rows_of((name, digest), task.table, task.choice)
    from ubnd_digest.linking.documents import resolve

    joining = Joining([(name, digest)])
    return joined_rows(task.table.name, resolve(joining), joining.names)
