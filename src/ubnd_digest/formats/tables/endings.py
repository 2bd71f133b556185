"""The kinds of files that hold tables, and the endings of their names."""

from __future__ import annotations

from typing import Final

XLSX, SQLITE, PARQUET, ARROW = "xlsx", "sqlite", "parquet", "arrow"
WRITTEN: Final = (XLSX, SQLITE, PARQUET, ARROW)  # none of them goes to a terminal
ENDINGS: Final = {
    ".xlsx": XLSX,
    ".sqlite": SQLITE,
    ".sqlite3": SQLITE,
    ".db": SQLITE,
    ".parquet": PARQUET,
    ".arrow": ARROW,
    ".feather": ARROW,
}
