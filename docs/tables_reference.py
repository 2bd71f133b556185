"""Writes the schemas of the tables into ``tables.md``: ``python docs/tables_reference.py``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import ubnd_digest
from ubnd_digest.formats.tables.schema import WITHOUT_PLACE

PAGE = Path(__file__).with_name("tables.md")
MARK = "<!-- made by tables_reference.py from here on -->\n"


def reference() -> str:
    """What stands behind the mark."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    tables = ubnd_digest.tables()
    place = next(table for name, table in tables.items() if name not in WITHOUT_PLACE).columns[:8]
    yield "\n## Where a mention stands\n\nThe tables of mentions begin with these columns:\n"
    yield from _columns(place)
    for name, table in tables.items():
        yield f"\n## `{name}`, {table.version}\n\n{table.told[0].upper()}{table.told[1:]}.\n"
        if name in WITHOUT_PLACE:
            yield from _columns(table.columns)
        else:
            yield "Behind [its place](#where-a-mention-stands):\n"
            yield from _columns(table.columns[len(place) :])
    yield ""


def _columns(columns: Iterable[ubnd_digest.Column]) -> Iterator[str]:
    yield "| column | type | |\n| --- | --- | --- |"
    for column in columns:
        yield f"| `{column.name}` | {column.type}{', or none' if column.optional else ''} | {column.told} |"


def written(page: str) -> str:
    """The page with the schemas as they are now."""
    return page.partition(MARK)[0] + MARK + reference()


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
