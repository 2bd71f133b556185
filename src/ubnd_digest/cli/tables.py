"""Tables: plain ones, which are never cut, and with rich those for a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

NOTHING = "-"


class Grid(NamedTuple):
    """The names of some columns, and rows of cells."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


Part: TypeAlias = "str | Grid"  # a line, or a table


class Look(NamedTuple):
    """How a terminal shows tables."""

    width: int
    colours: str | None  # the name that rich has for what the terminal can show


# What is looked for first stands out.
_STYLES = {"DUE": "bold cyan", "ISSUED": "cyan", "NUMBER": "cyan", "FROM": "cyan", "FILE": "dim", "LINE": "dim"}


def table_lines(parts: Iterable[Part], look: Look | None) -> Iterator[str]:
    """The lines of some parts as a terminal shows them, or plain ones."""
    return drawn(parts, look) if look else plain(parts)


def plain(parts: Iterable[Part]) -> Iterator[str]:
    """The lines of some parts; columns are aligned, the last one is as long as it is.

    >>> list(plain([Grid(("A", "B"), [("one", "two")])]))
    ['A    B', 'one  two']
    """
    for part in parts:
        if isinstance(part, str):
            yield part
            continue
        rows = [part.columns, *part.rows]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        widths[-1] = 0
        for row in rows:
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def drawn(parts: Iterable[Part], look: Look) -> Iterator[str]:
    """The same for a terminal: cells that are too wide for it are folded, none is cut."""
    from io import StringIO

    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(
        file=StringIO(),
        width=look.width,
        force_terminal=True,
        legacy_windows=False,
        color_system=look.colours,  # type: ignore[arg-type]
        no_color=False,  # NO_COLOR has spoken in look_of_output
        highlight=False,
        emoji=False,
        markup=False,
    )
    for part in parts:
        with console.capture() as capture:
            if isinstance(part, str):
                console.print(Text(part), soft_wrap=True)
            else:
                table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
                for column in part.columns:
                    table.add_column(column, style=_STYLES.get(column), overflow="fold")
                for row in part.rows:
                    table.add_row(*map(Text, row))
                console.print(table)
        yield "\n".join(line.rstrip(" ") for line in capture.get().split("\n")).strip("\n")


def look_of_output() -> Look | None:
    """How standard output shows tables; None where plain ones are called for.

    Those are for pipes and files, for terminals that can do nothing, and for who has no rich.
    """
    if sys.stdout is None or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return None
    try:
        from rich.console import Console
    except ImportError:
        return None
    console = Console(file=sys.stdout)
    if console.legacy_windows:
        return None
    return Look(console.width, None if os.environ.get("NO_COLOR") else console.color_system)
