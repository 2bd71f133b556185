"""The rows of tables: flat records whose values are of the types that the schema says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from ubnd_digest.formats import rows as flat
from ubnd_digest.formats.documents import document_records
from ubnd_digest.formats.rows import ALL, Choice
from ubnd_digest.formats.tables.schema import JOINED, Table, TableName, table_of
from ubnd_digest.linking.documents import resolve
from ubnd_digest.model.digest import Digest, blocks_of
from ubnd_digest.model.errors import UnreadableFileError
from ubnd_digest.model.kinds import kind_of
from ubnd_digest.model.references import Reference
from ubnd_digest.model.resolution import Resolution

Row: TypeAlias = "dict[str, Any]"
# A digest with its name; or what was raised when it was read.
Entry: TypeAlias = "tuple[str | None, Digest | Exception]"
Digests: TypeAlias = Digest | Mapping[str, Digest] | Iterable[Digest | tuple[str, Digest | Exception]]
UNREADABLE = "unreadable-file"


def rows(digests: Digests, table: TableName, *, today: dt.date | None = None) -> list[dict[str, Any]]:
    """The rows of a table, of one digest or of many, for pandas, polars, DuckDB and the like.

    Args:
        digests: a digest; or several, as an iterable of digests or of pairs of a name and a digest, such as
            :func:`ubnd_digest.parse_files` gives, or as a mapping of names to digests. In the place of a digest an
            exception may stand: a row of ``diagnostics`` tells it. An iterable is read once.
        table: the name of a table; :func:`ubnd_digest.tables` has their columns.
        today: of ``deadlines`` and ``duties`` that come again, ``next`` is the first day from this one on.

    Returns:
        A dictionary a row, with a key a column, in the order of the digests and their texts. Days are
        ``datetime.date``, places code points, ``end`` exclusive; what is not there is None.

    Raises:
        ValueError: for a table that there is not.
        TypeError: for what is no digest.

    >>> from ubnd_digest import parse
    >>> digest = parse("Giao Sở Y tế báo cáo trước ngày 20/4/2022; giao Sở Xây dựng lập dự toán.")
    >>> [(row["parties"], row["due"]) for row in rows(digest, "duties")]
    [(['Sở Y tế'], datetime.date(2022, 4, 19)), (['Sở Xây dựng'], None)]
    >>> [(row["file"], row["severity"], row["code"]) for row in rows({"a.txt": digest}, "diagnostics")]
    [('a.txt', 'error', 'no-title'), ('a.txt', 'error', 'no-period'), ('a.txt', 'info', 'not-a-digest')]
    """
    found, choice = table_of(table), Choice(today=today)
    if found.name in JOINED:
        joining = Joining(entries(digests))
        return list(joined_rows(found.name, resolve(joining), joining.names))
    return [row for entry in entries(digests) for row in rows_of(entry, found, choice)]


def entries(digests: Digests) -> Iterator[Entry]:
    """The digests with their names, as they were given."""
    if isinstance(digests, Digest):
        yield None, digests
        return
    if not isinstance(digests, Iterable) or isinstance(digests, str):
        raise TypeError(f"a Digest is needed, or several, not {type(digests).__name__}: parse a text first")
    for found in digests.items() if isinstance(digests, Mapping) else digests:
        name, digest = found if isinstance(found, tuple) and len(found) == 2 else (None, found)
        if not isinstance(digest, (Digest, Exception)):
            raise TypeError(f"a Digest is needed, not {type(digest).__name__}: parse a text first")
        yield name, digest


class Joining:
    """The digests among some entries, which are read once, and afterwards their names."""

    def __init__(self, found: Iterable[Entry]) -> None:
        self._found = found
        self.names: list[str | None] = []

    def __iter__(self) -> Iterator[Digest]:
        for name, digest in self._found:
            if isinstance(digest, Digest):
                self.names.append(name)
                yield digest


def sane(value: Any) -> Any:
    """A value without lone surrogates, which names of files may have, and files cannot."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


# ---- of one digest --------------------------------------------------------------------------


def rows_of(entry: Entry, table: Table, choice: Choice = ALL) -> Iterator[Row]:
    """The rows of one digest in a table that needs no other one."""
    name, digest = entry
    if isinstance(digest, Exception):
        return iter([failure_row(name, digest)] if table.name == "diagnostics" else [])
    return _typed(_records(name, digest, table.name, choice), table)


def failure_row(name: str | None, error: Exception) -> Row:
    """The row of ``diagnostics`` for a file that could not be read."""
    reason = error.reason if isinstance(error, UnreadableFileError) else str(error)
    told = {"file": name, "severity": "error", "code": UNREADABLE, "message": reason}
    return {**dict.fromkeys(flat.DIAGNOSTICS), **told}


def _typed(records: Iterable[Row], table: Table) -> Iterator[Row]:
    days = [column.name for column in table.columns if column.type == "date"]
    names = [column.name for column in table.columns]
    for record in records:
        row = {name: record[name] for name in names}
        for name in days:
            if isinstance(row[name], str):
                row[name] = dt.date.fromisoformat(row[name])
        yield row


def _records(name: str | None, digest: Digest, table: TableName, choice: Choice) -> Iterator[Row]:
    if table == "digests":
        return iter([_digest(name, digest)])
    if table == "items":
        return flat.items(name, digest)
    if table == "blocks":
        return _blocks(name, digest)
    if table == "diagnostics":
        return flat.diagnostics(name, digest)
    return flat.mentions(name, digest, table, choice)


def _digest(name: str | None, digest: Digest) -> Row:
    period, grammar = digest.period, digest.grammar
    return {
        "file": name,
        "title": str(digest.title) if digest.title else None,
        "from": period.start if period else None,
        "to": period.end if period else None,
        "publisher": grammar.id if grammar else None,
        "grammar": grammar.version if grammar else None,
        "anchor": digest.anchor,
        "length": len(digest.source),
        "items": len(digest.items),
        "duties": len(digest.duties),
        "diagnostics": len(digest.diagnostics),
    }


def _blocks(name: str | None, digest: Digest) -> Iterator[Row]:
    places = flat.Places(digest.source)
    for path, block in blocks_of(digest):
        line, column = places.of(block.span.start)
        kind = path.rpartition(".")[2].partition("[")[0].removesuffix("s")
        number = int(path[len("items[") : path.index("]")]) if path.startswith("items[") else None
        place = {"line": line, "column": column, "start": block.span.start, "end": block.span.end}
        yield {"file": name, "item": number, "kind": kind, **place, "text": block.text}


# ---- of documents, which join digests -------------------------------------------------------


def joined_rows(table: TableName, resolution: Resolution, names: list[str | None]) -> Iterator[Row]:
    """The rows of a table of documents."""
    if table == "documents":
        told = [name or "" for name in names]
        return _typed(document_records(resolution, told), table_of(table))
    return _occurrences(resolution, names) if table == "occurrences" else _relations(resolution, names)


def _occurrences(resolution: Resolution, names: list[str | None]) -> Iterator[Row]:
    for document in resolution.documents:
        for found in document.mentions:
            mention, kind = found.mention, kind_of(found.mention)
            yield {
                "document": document.key,
                "file": names[found.digest],
                "item": found.item,
                "kind": kind.name if kind else None,
                "role": mention.role.value if isinstance(mention, Reference) else None,
                "start": mention.span.start,
                "end": mention.span.end,
                "text": mention.text,
            }


def _relations(resolution: Resolution, names: list[str | None]) -> Iterator[Row]:
    for document in resolution.documents:
        for relation in document.relations:
            yield {
                "source": relation.source,
                "kind": relation.kind.value,
                "target": relation.target,
                "file": names[relation.digest],
                "start": relation.span.start,
                "end": relation.span.end,
                "text": relation.text,
            }
