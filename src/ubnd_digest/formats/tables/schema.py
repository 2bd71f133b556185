"""What the tables of digests hold: the columns of each, with their types and what they say.

A column that is added comes behind the others and raises the second number of the table's version; whatever else
changes raises the first one. ``tests/tables.json`` keeps what was promised, ``docs/tables.md`` tells it.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, TypeAlias, get_args

from attrs import frozen

from ubnd_digest.model.words import toml

_Structure: TypeAlias = Literal["digests", "items", "blocks"]
_DocumentsAndDays: TypeAlias = Literal["references", "dates", "ranges", "deadlines", "effective_dates", "expiry_dates"]
_OtherMentions: TypeAlias = Literal["provisions", "durations", "sets", "lunar_dates", "agencies", "officials", "duties"]
_LawsAndDocuments: TypeAlias = Literal["laws", "anaphora", "diagnostics", "documents", "occurrences", "relations"]
# in the order of docs/tables.md
TableName: TypeAlias = Literal[_Structure, _DocumentsAndDays, _OtherMentions, _LawsAndDocuments]
ColumnType: TypeAlias = Literal["text", "integer", "boolean", "date", "texts"]
NAMES: Final[tuple[TableName, ...]] = get_args(TableName)
# Those of which a row needs all digests: documents are joined over them.
JOINED: Final[frozenset[TableName]] = frozenset(("documents", "occurrences", "relations"))
WITHOUT_PLACE: Final = frozenset((*JOINED, "digests", "items", "blocks", "diagnostics"))


@frozen
class Column:
    """A column of a table.

    Attributes:
        name: its name, which is the key of each row.
        type: ``text``, ``integer``, ``boolean``, ``date`` (a ``datetime.date``), or ``texts`` (a list of ``str``).
        optional: whether a value may be None.
        told: what it says, in English.

    >>> from ubnd_digest import tables
    >>> [column.name for column in tables()["relations"].columns if column.type == "integer"]
    ['start', 'end']
    """

    name: str
    type: ColumnType
    optional: bool
    told: str


@frozen
class Table:
    """A table of digests: its columns, in their order.

    Attributes:
        name: its name, for :func:`ubnd_digest.rows`.
        version: of its schema: the second number grows with a column behind the others, the first with anything else.
        told: what a row is, in English.
        columns: the columns.

    >>> from ubnd_digest import tables
    >>> tables()["relations"].told
    'what a document does to another one, a row for each place that says so'
    """

    name: TableName
    version: str
    told: str
    columns: tuple[Column, ...]


@cache
def _tables() -> dict[TableName, Table]:
    told = toml("columns.toml", "ubnd_digest.formats.tables")
    place = told["place"]["columns"]
    found: dict[TableName, Table] = {}
    for name in NAMES:
        lines = told[name]["columns"] if name in WITHOUT_PLACE else place + told[name]["columns"]
        columns = tuple(map(_column, lines.splitlines()))
        found[name] = Table(name, told[name].get("version", "1.0"), told[name]["told"], columns)
    return found


def tables() -> dict[TableName, Table]:
    """The tables of digests, by their names.

    Returns:
        A new dictionary, in the order of ``docs/tables.md``.

    >>> from ubnd_digest import tables
    >>> [(column.name, column.type) for column in tables()["duties"].columns][7:10]
    [('text', 'text'), ('due', 'date'), ('responsible', 'text')]
    """
    return dict(_tables())


def table_of(name: str) -> Table:
    """A table by its name; a ``ValueError`` lists them where there is none."""
    found = _tables().get(name)  # type: ignore[call-overload]
    if found is None:
        raise ValueError(f"no table is called {name!r}; there are: {', '.join(NAMES)}")
    return found  # type: ignore[no-any-return]


def _column(line: str) -> Column:
    name, kind, told = line.split(maxsplit=2)
    return Column(name, kind.rstrip("?"), kind.endswith("?"), told)  # type: ignore[arg-type]
