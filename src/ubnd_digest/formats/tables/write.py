"""Tables into files: a workbook, a database, Parquet and Arrow files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Final, Protocol

from ubnd_digest.formats.atomic import atomically
from ubnd_digest.formats.files import FilePath
from ubnd_digest.formats.rows import ALL, Choice, Places
from ubnd_digest.formats.tables.endings import ARROW, ENDINGS, PARQUET, SQLITE, WRITTEN, XLSX
from ubnd_digest.formats.tables.records import Digests, Entry, Joining, Row, entries, joined_rows, rows_of
from ubnd_digest.formats.tables.schema import JOINED, NAMES, Table, TableName, table_of
from ubnd_digest.linking.documents import resolve
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.messages import ENGLISH
from ubnd_digest.model.resolution import Resolution

# The sheets of a workbook, where none are asked for.
SHEETS: Final[tuple[TableName, ...]] = ("duties", "documents", "dates", "diagnostics")


class Writer(Protocol):
    """What keeps tables in a file."""

    def begin_digest(self, number: int) -> None:
        """The rows that follow are of this digest, from 0."""

    def add(self, table: Table, rows: Iterable[Row]) -> None:
        """Keep rows."""

    def close(self) -> None:
        """Write what is not written yet."""


def write_tables(
    digests: Digests,
    path: FilePath,
    *,
    tables: Sequence[TableName] | None = None,
    format: str | None = None,  # noqa: A002 - what it is called everywhere
    lang: str = ENGLISH,
) -> None:
    """Write tables of digests into a file: an Excel workbook, an SQLite database, a Parquet or an Arrow file.

    The file is written whole or not at all. Texts are always written as texts: no formula of a digest is one in Excel.

    Args:
        digests: as for :func:`ubnd_digest.rows`; an iterable is read once.
        path: where.
        tables: their names. Without them a workbook has ``duties``, ``documents``, ``dates`` and ``diagnostics``,
            a database all; a Parquet or an Arrow file holds one.
        format: ``xlsx``, ``sqlite``, ``parquet``, ``arrow``; None for that of the name's ending (``.xlsx``;
            ``.sqlite``, ``.sqlite3``, ``.db``; ``.parquet``; ``.arrow``, ``.feather``).
        lang: the language of a workbook, which people read: of its headings, of messages and of words for codes,
            ``"en"`` or ``"vi"``. The other files are for programs, and always the same.

    Raises:
        MissingExtraError: where XlsxWriter (extra ``xlsx``) or pyarrow (extra ``arrow``) is not installed.
        ValueError: for a format or a table that there is not, or several tables where a file holds one.
        TypeError: for what is no digest.
        OSError: when the file cannot be written.

    >>> import sqlite3
    >>> from tempfile import TemporaryDirectory
    >>> from ubnd_digest import parse
    >>> with TemporaryDirectory() as folder:
    ...     write_tables({"a.txt": parse("Giao Sở Y tế báo cáo trước ngày 20/4/2022.")}, f"{folder}/a.sqlite")
    ...     database = sqlite3.connect(f"{folder}/a.sqlite")
    ...     print(database.execute("select responsible, due from duties").fetchall())
    ...     database.close()
    [('Sở Y tế', '2022-04-19')]
    """
    name = os.fspath(path)
    kind = format or ENDINGS.get(PurePath(name).suffix.lower())
    if kind not in WRITTEN:
        wanted = ", ".join(WRITTEN)
        raise ValueError(f"the format of {name!r} is not known; there are: {wanted}")
    chosen = [table_of(table) for table in tables or default_tables(kind)]
    if len(chosen) != 1 and kind in (PARQUET, ARROW):
        raise ValueError(f'a file in the format {kind} holds one table: say which, such as tables=["duties"]')
    write_entries(entries(digests), name, kind, chosen, lang=lang)


def default_tables(kind: str) -> tuple[TableName, ...]:
    """The tables that a file has where none are asked for."""
    return {XLSX: SHEETS, SQLITE: NAMES}.get(kind, ())


def write_entries(
    found: Iterable[Entry], path: str, kind: str, tables: Sequence[Table], choice: Choice = ALL, lang: str = ENGLISH
) -> None:
    """Write tables of digests, which are read once."""
    with atomically(path) as temporary:
        writer = _writer(kind, temporary, tables, lang)
        try:
            _fill(writer, found, tables, choice)
        finally:
            writer.close()


def _fill(writer: Writer, found: Iterable[Entry], tables: Sequence[Table], choice: Choice) -> None:
    own = [table for table in tables if table.name not in JOINED]
    of_documents = [table for table in tables if table.name in JOINED]
    starts: list[tuple[str | None, Places]] = []

    def told() -> Iterable[Entry]:
        number = 0
        for entry in found:
            read = isinstance(entry[1], Digest)
            writer.begin_digest(number if read else -1)
            for table in own:
                writer.add(table, rows_of(entry, table, choice))
            number += read
            if of_documents and isinstance(entry[1], Digest):
                starts.append((entry[0], Places(entry[1].source)))
            yield entry

    joining = Joining(told())
    if not of_documents:
        for _digest in joining:
            pass
        return
    resolution = resolve(joining)
    writer.begin_digest(-1)
    # in this order whatever was asked for: others point at documents
    for table in sorted(of_documents, key=lambda table: NAMES.index(table.name)):
        writer.add(table, joined_rows(table.name, resolution, joining.names))
    for table in own:
        if table.name == "diagnostics":
            writer.add(table, _contradictions(resolution, starts))


def _contradictions(resolution: Resolution, starts: list[tuple[str | None, Places]]) -> Iterable[Row]:
    """In what mentions of one document contradict each other, as rows of diagnostics."""
    for doubt in resolution.diagnostics:
        name, places = starts[doubt.digest]
        line, column = places.of(doubt.span.start)
        place = {"file": name, "line": line, "column": column, "start": doubt.span.start, "end": doubt.span.end}
        yield {**place, "severity": doubt.severity.value, "code": doubt.code, "message": doubt.message}


def _writer(kind: str, path: str, tables: Sequence[Table], lang: str) -> Writer:
    if kind == XLSX:
        from ubnd_digest.formats.tables.xlsx import Workbook

        return Workbook(path, tables, lang)
    if kind == SQLITE:
        from ubnd_digest.formats.tables.sqlite import Database

        return Database(path, tables)
    from ubnd_digest.formats.tables.arrow import File

    return File(path, tables[0], parquet=kind == PARQUET)
