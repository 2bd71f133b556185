"""Tables of figures, on the screen and as Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Table(NamedTuple):
    """A table with a heading and a sentence or two before it."""

    heading: str
    about: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def machine() -> str:
    """The interpreter and the processors, and nothing that tells whose machine it is."""
    return f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors"


def verdict(figure: float, bar: float) -> str:
    """Whether a figure keeps below its target."""
    return "kept" if figure <= bar else "**missed**"


def speed(characters: int, seconds: float) -> str:
    """Millions of characters a second."""
    return f"{characters / seconds / 1e6:.3g}"


def shown(table: Table) -> str:
    """A table for the screen."""
    widths = [max(len(row[i]) for row in [table.columns, *table.rows]) for i in range(len(table.columns))]
    lines = [table.heading]
    for row in [table.columns, *table.rows]:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines) + "\n"


_TARGET = "`target` is what this project has set itself, and whether the figure keeps to it."


def markdown(tables: Sequence[Table]) -> str:
    """All tables as a page."""
    parts = [
        "# Performance\n",
        f"Written by `python -m benchmarks` (see `benchmarks/`); run by hand, compare only figures of one run. {_TARGET}\n",
        f"{machine()}.\n",
    ]
    for table in tables:
        parts.append(f"## {table.heading}\n")
        parts.append(table.about + "\n")
        rows = [table.columns, tuple("---" for _ in table.columns), *table.rows]
        parts.append("\n".join("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows) + "\n")
    return "\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def write(tables: Sequence[Table], path: Path) -> None:
    """Write the page."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(markdown(tables), encoding="utf8")
