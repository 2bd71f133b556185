"""Tables: plain ones, which are never cut, and with rich those for a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from ubnd_digest.model.tuples import NamedTuple

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.text import Text

NOTHING = "-"


class Grid(NamedTuple):
    """The names of some columns, rows of cells, and the headings where they are others than the names."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    heads: tuple[str, ...] = ()


Part: TypeAlias = "str | Grid"  # a line, or a table


class Look(NamedTuple):
    """How a terminal shows tables."""

    width: int
    colours: str | None  # the name that rich has for what the terminal can show
    plain: bool = False  # a terminal that can do nothing, or no rich


# Of days and numbers a folded half says nothing; a time goes below its day where there is little room.
_NEVER_FOLDED = {"DUE", "LIMIT", "LINE", "FROM", "TO", "DATE", "ITEM", "START", "END"}
_NARROW = 120
_LONGEST_WORD = 24  # a longer one, such as the path of a file, is broken like a sentence
# What is looked for first stands out.
_STYLES = {"DUE": "bold cyan", "ISSUED": "cyan", "NUMBER": "cyan", "FROM": "cyan", "FILE": "dim", "LINE": "dim"}


def table_lines(parts: Iterable[Part], look: Look | None) -> Iterator[str]:
    """The lines of some parts as a terminal shows them, or plain ones."""
    if look and not look.plain:
        return drawn(parts, look)
    return plain(parts, look.width if look else None)


# The last columns of some tables, and how many lines of each a terminal shows: whole sentences, and headings.
_LONG = {"TASK": 4, "HEADING": 1}
_LEAST_WIDTH = 24
_CUT = "\u2026"


def plain(parts: Iterable[Part], width: int | None = None) -> Iterator[str]:
    """The lines of some parts; columns are aligned, the last one is as long as it is, or its sentences are cut."""
    for part in parts:
        if isinstance(part, str):
            yield part
            continue
        rows = [part.heads or part.columns, *part.rows]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        widths[-1] = 0
        if width and part.columns[-1] in _LONG:
            room = max(width - sum(widths) - 2 * len(widths) + 2, _LEAST_WIDTH)
            rows = [(*row[:-1], _first(row[-1], room)) for row in rows]
        for row in rows:
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _first(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}{_CUT}"


def drawn(parts: Iterable[Part], look: Look) -> Iterator[str]:
    """The same for a terminal: cells that are too wide for it are folded; sentences are cut where they take long."""
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
                table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True, header_style="bold")
                due = part.columns.index("DUE") if "DUE" in part.columns and look.width < _NARROW else None
                rows = [tuple(c.replace(" ", "\n") if n == due else c for n, c in enumerate(row)) for row in part.rows]
                widths = _widths(Grid(part.columns, rows, part.heads), look.width)
                for name, head, width in zip(part.columns, part.heads or part.columns, widths, strict=True):
                    shown = Text(head, no_wrap=True, overflow="ellipsis")
                    table.add_column(shown, style=_STYLES.get(name), overflow="fold", width=width)
                most = _LONG.get(part.columns[-1])
                for *cells, last in rows:
                    table.add_row(*map(Text, cells), _Sentence(Text(last), most) if most else Text(last))
                console.print(table)
        yield "\n".join(line.rstrip(" ") for line in capture.get().split("\n")).strip("\n")


def _widths(part: Grid, room: int) -> list[int]:
    """How wide columns are: the widest gives way first, and words are broken where nothing else is left."""
    from rich.cells import cell_len

    columns = list(zip(part.heads or part.columns, *part.rows, strict=True))
    room = max(room - 2 * len(columns), len(columns))  # without what stands between them, and at the edges
    widths = [min(room, max(cell_len(line) for cell in cells for line in cell.split("\n"))) for cells in columns]
    words = [max((cell_len(word) for cell in cells for word in cell.split()), default=0) for cells in columns]
    whole = [name in _NEVER_FOLDED for name in part.columns]
    for keep in (min(room, _LONGEST_WORD), 1):
        least = [width if fixed else min(word, keep) for width, word, fixed in zip(widths, words, whole, strict=True)]
        while sum(widths) > room and widths != least:
            _, widest = max((width, n) for n, width in enumerate(widths) if width > least[n])
            widths[widest] -= 1
    return widths


class _Sentence:
    """A cell of which a table shows the first lines."""

    def __init__(self, text: Text, most: int) -> None:
        self._text, self._most = text, most

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        lines = self._text.wrap(console, options.max_width, overflow="fold")
        if len(lines) > self._most:
            last = lines[self._most - 1]
            last.truncate(options.max_width - 1)
            last.rstrip()
            last.append(_CUT)
        yield from lines[: self._most]


def look_of_output() -> Look | None:
    """How standard output shows tables; None for pipes and files.

    A terminal that can do nothing, or where there is no rich, gets plain ones.
    """
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    bare = Look(get_terminal_size().columns, None, plain=True)
    if os.environ.get("TERM") == "dumb":
        return bare
    try:
        from rich.console import Console
    except ImportError:
        return bare
    console = Console(file=sys.stdout)
    if console.legacy_windows:
        return bare
    return Look(console.width, None if os.environ.get("NO_COLOR") else console.color_system)
