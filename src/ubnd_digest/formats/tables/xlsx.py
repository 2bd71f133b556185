"""Tables as a workbook of Excel, written with the package XlsxWriter.

Every text is written as a text, by its own function: nothing that begins like a formula, a number or an address becomes
one. The same tables give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ubnd_digest.formats.tables.records import Row, sane
from ubnd_digest.formats.tables.schema import Column, Table, TableName
from ubnd_digest.model.errors import MissingExtraError
from ubnd_digest.model.messages import CODES, ENGLISH, messages, told_in

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

LONGEST_TEXT = 32_767  # of a cell, in UTF-16 units
MOST_ROWS = 1_048_575  # of a sheet, beside its heading
_FIRST_DAY = dt.date(1900, 3, 1)  # before it Excel counts a day that there was not
_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - what the file says of its making is the same each time
_CUT = "\u2026"
_WIDTHS = {"date": 12, "integer": 9, "boolean": 9}
_WIDEST, _NARROWEST = 60, 8
_SAMPLE = 200  # rows that decide about a width


class Workbook:
    """A workbook with a sheet a table; rows are gathered, since those of documents are pointed at by others."""

    def __init__(self, path: str, tables: Sequence[Table], lang: str = ENGLISH) -> None:
        try:
            import xlsxwriter  # type: ignore[import-untyped]
        except ImportError as error:
            raise MissingExtraError("xlsx", "to write Excel workbooks") from error
        self._tables, self._lang = tables, lang
        self._heads, self._words = ({} if lang == ENGLISH else messages(area, lang) for area in ("fields", "values"))
        self._rows: defaultdict[TableName, list[Row]] = defaultdict(list)
        self._book = xlsxwriter.Workbook(path)
        self._book.set_properties({"created": _MADE, "comments": _versions(tables)})
        self._head = self._book.add_format({"bold": True, "valign": "top", "bg_color": "#DDE6F0", "border": 1})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._cell = self._book.add_format({"valign": "top"})
        self._long = self._book.add_format({"valign": "top", "text_wrap": True})
        self._link = self._book.add_format({"valign": "top", "font_color": "#0B57D0", "underline": 1})

    def begin_digest(self, number: int) -> None:
        """All digests stand in the same sheets."""

    def add(self, table: Table, rows: Iterable[Row]) -> None:
        """Keep rows."""
        self._rows[table.name] += rows

    def close(self) -> None:
        """Write all sheets."""
        documents = _document_rows(self._rows["documents"])
        for table in self._tables:
            rows = self._rows[table.name]
            for number, first in enumerate(range(0, max(len(rows), 1), MOST_ROWS)):
                name = f"{table.name} ({number + 1})" if number else table.name
                self._write(self._book.add_worksheet(name), table, rows[first : first + MOST_ROWS], documents)
        self._book.close()

    def _write(self, sheet: Worksheet, table: Table, rows: list[Row], documents: dict[tuple[str, str], int]) -> None:
        for place, column in enumerate(table.columns):
            head = self._heads.get(column.name, column.name)
            sheet.write_string(0, place, head, self._head)
            width = _width(column, head, rows)
            sheet.set_column(place, place, width, self._long if width == _WIDEST else self._cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(table.columns) - 1)
        for line, row in enumerate(rows, 1):
            for place, column in enumerate(table.columns):
                value = row[column.name]
                known = _row_of(documents, row.get("file"), value) if column.name == "document" and value else None
                if known is not None:
                    sheet.write_url(line, place, f"internal:'documents'!A{known + 1}", self._link, _text(value))
                else:
                    self._put(sheet, line, place, self._told(column.name, value))

    def _told(self, column: str, value: Any) -> Any:
        """A value in the language of the workbook: messages, and words for codes."""
        if not isinstance(value, str):
            return value
        if column == "message":
            return told_in(value, self._lang, "diagnostics", "errors")
        return self._words.get(value, value) if column in CODES else value

    def _put(self, sheet: Worksheet, line: int, place: int, value: Any) -> None:
        if value is None or value in ([], ""):
            return
        if isinstance(value, bool):
            sheet.write_boolean(line, place, value, self._cell)
        elif isinstance(value, int):
            sheet.write_number(line, place, value, self._cell)
        elif isinstance(value, dt.date) and value >= _FIRST_DAY:
            sheet.write_datetime(line, place, dt.datetime.combine(value, dt.time()), self._day)
        else:
            is_long = isinstance(value, str) and len(value) > _WIDEST
            sheet.write_string(line, place, _text(value), self._long if is_long else self._cell)


def _versions(tables: Sequence[Table]) -> str:
    return "Tables of ubnd-digest: " + ", ".join(f"{table.name} {table.version}" for table in tables)


def _text(value: Any) -> str:
    """A value as the text of a cell, cut where Excel would refuse it."""
    words: str = sane("; ".join(value) if isinstance(value, list) else str(value))
    if len(words.encode("utf-16-le")) <= 2 * LONGEST_TEXT:
        return words
    return words.encode("utf-16-le")[: 2 * LONGEST_TEXT - 2].decode("utf-16-le", "ignore") + _CUT


def _width(column: Column, head: str, rows: list[Row]) -> int:
    if column.type in _WIDTHS:
        return max(_WIDTHS[column.type], len(head) + 4)
    longest = max((len(_text(row[column.name])) for row in rows[:_SAMPLE] if row[column.name]), default=0)
    return min(max(longest + 1, len(head) + 4, _NARROWEST), _WIDEST)


def _document_rows(rows: list[Row]) -> dict[tuple[str, str], int]:
    """The row of each document by a file that has an item with it, and its number."""
    found: dict[tuple[str, str], int] = {}
    for line, row in enumerate(rows, 1):
        for file in _files(row["items"]):
            found.setdefault((file, row["number"] or row["name"] or ""), line)
    return found


def _row_of(documents: dict[tuple[str, str], int], file: str | None, number: str) -> int | None:
    """The row of a document by its number, as a row of a file has it; of one single file no name is told."""
    return documents.get((file or "", number)) or documents.get(("", number))


def _files(items: Iterable[str]) -> Iterator[str]:
    """The files of items that are told as ``file:item``, of one file without it."""
    return (item.rpartition(":")[0] for item in items)
