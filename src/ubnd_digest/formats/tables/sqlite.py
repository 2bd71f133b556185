"""Tables as a database of SQLite: with keys between them, and an index of words that needs no diacritics.

The index has each text twice: as it is, and with the letter that SQLite does not take for a d with a mark in the place
of one, so that both spellings of a word find it.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ubnd_digest.formats.tables.records import Row, sane
from ubnd_digest.formats.tables.schema import JOINED, Table

_TYPES = {"text": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT", "texts": "TEXT"}
_BARRED = "\u0111", "\u0110"
_REFERENCES = {
    "occurrences": {"document": "documents(key)"},
    "relations": {"source": "documents(key)", "target": "documents(key)"},
}
# Columns that are looked for; keys between tables have theirs as well.
_INDEXED = {"due", "date", "from", "number", "code", "name"}
_NONE = -1  # of "begin", "digests", the number of a digest: rows of files that could not be read have none


class Database:
    """A new database, into which rows are written as they come."""

    def __init__(self, path: str, tables: Sequence[Table]) -> None:
        self._tables = tables
        self._digest = _NONE
        names: set[str] = {table.name for table in tables}
        self._connection = sqlite3.connect(path, isolation_level=None)
        run = self._connection.execute
        run("PRAGMA journal_mode = OFF")  # the file is thrown away where something goes wrong
        run("PRAGMA synchronous = OFF")
        run("PRAGMA foreign_keys = OFF")  # rows come in the order of the files; all is checked at the end
        run("BEGIN")
        run('CREATE TABLE schema_versions ("table" TEXT PRIMARY KEY, version TEXT NOT NULL)')
        for table in tables:
            run("INSERT INTO schema_versions VALUES (?, ?)", (table.name, table.version))
            definition = ",\n  ".join(_parts(table, names))
            run(f'CREATE TABLE "{table.name}" (\n  {definition}\n)')
            for column in table.columns:
                if column.name in _INDEXED:
                    run(f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}" ("{column.name}")')

    def begin_digest(self, number: int) -> None:
        """The rows that follow are of this digest."""
        self._digest = number

    def add(self, table: Table, rows: Iterable[Row]) -> None:
        """Write rows."""
        key = () if table.name in JOINED else (None if self._digest == _NONE else self._digest + 1,)
        marks = ", ".join("?" * (len(table.columns) + len(key)))
        keys = ["id" if table.name == "digests" else "digest_id"] if key else []
        columns = ", ".join([*keys, *(f'"{column.name}"' for column in table.columns)])
        values = ((*key, *map(_stored, row.values())) for row in rows)
        self._connection.executemany(f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', values)  # noqa: S608

    def close(self) -> None:
        """Make the index of words, and check the keys."""
        try:
            if any(table.name == "blocks" for table in self._tables):
                for statement in _SEARCH:
                    self._connection.execute(statement)
            self._connection.execute("COMMIT")
        finally:
            self._connection.close()


def _parts(table: Table, names: set[str]) -> Iterator[str]:
    own = table.name not in JOINED
    if table.name == "digests":
        yield "id INTEGER PRIMARY KEY"
    elif own:
        yield "id INTEGER PRIMARY KEY"
        yield "digest_id INTEGER" + (" REFERENCES digests(id)" if "digests" in names else "")
    for column in table.columns:
        told = [f'"{column.name}" {_TYPES[column.type]}']
        told += [] if column.optional else ["NOT NULL"]
        if table.name == "documents" and column.name == "key":
            told.append("PRIMARY KEY")
        target = _REFERENCES.get(table.name, {}).get(column.name)
        told += [f"REFERENCES {target}"] if target and "documents" in names else []
        yield " ".join(told)
    if table.name == "blocks":
        small, large = _BARRED
        yield f"plain TEXT GENERATED ALWAYS AS (replace(replace(text, '{small}', 'd'), '{large}', 'D')) VIRTUAL"
    if table.name == "items":
        yield "UNIQUE (digest_id, item)"
    elif own and "items" in names and any(column.name == "item" for column in table.columns):
        yield "FOREIGN KEY (digest_id, item) REFERENCES items(digest_id, item)"


_WORDS = "content='blocks', content_rowid='id', tokenize='unicode61 remove_diacritics 2'"
_SEARCH = (
    f"CREATE VIRTUAL TABLE search USING fts5(text, plain, {_WORDS})",
    "INSERT INTO search(search) VALUES ('rebuild')",
)


def _stored(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps([sane(one) for one in value], ensure_ascii=False)
    return value.isoformat() if isinstance(value, dt.date) else sane(value)
