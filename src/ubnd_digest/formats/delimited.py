"""The formats for programs, written so that files can be done one after the other: JSON, JSON Lines, CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any, NamedTuple

TABLE, JSON, JSON_LINES, CSV, CALENDAR = "table", "json", "jsonl", "csv", "ics"
FORMATS = (TABLE, JSON, JSON_LINES, CSV)


class Frame(NamedTuple):
    """What stands around the output of all files; that of a file without records is empty."""

    begin: str = ""
    joint: str = ""  # between the outputs of two files
    end: str = ""
    empty_end: str = ""  # where no file had any output


BARE = Frame()
BLANK_LINE = Frame(joint="\n")
ARRAY = Frame("[\n", ",\n", "\n]\n", "]\n")


def csv_frame(columns: Sequence[str]) -> Frame:
    """The frame of CSV: its header."""
    return Frame(begin=_csv_row(columns))


def json_text(value: dict[str, Any], indent: int | None = None) -> str:
    """A value as JSON, on one line unless it is indented."""
    import json  # of the command --help needs none

    line = json.dumps(value, ensure_ascii=False, indent=indent)
    # line ends to some readers of JSON Lines, though not to JSON
    return line.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def lines(rows: Iterable[str]) -> Iterator[str]:
    """Rows as lines."""
    return (f"{row}\n" for row in rows)


def json_lines(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Records as JSON Lines."""
    return lines(map(json_text, records))


def json_members(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Records as members of a JSON array, one a line."""
    joint = ""
    for record in records:
        yield f"{joint}{json_text(record)}"
        joint = ARRAY.joint


def csv_rows(records: Iterable[dict[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    r"""Records as rows of CSV after RFC 4180; what is not there is empty.

    >>> list(csv_rows([{"due": None, "inferred": True, "text": "a, b"}], ["due", "inferred", "text"]))
    [',true,"a, b"\r\n']
    """
    for record in records:
        values = (record.get(column) for column in columns)
        yield _csv_row(map(_cell, values))


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else value


def _csv_row(cells: Iterable[Any]) -> str:
    row = StringIO(newline="")
    csv.writer(row).writerow(cells)
    return row.getvalue()
