"""Places of a text as an editor tells them: lines and columns from 1, and offsets."""

from __future__ import annotations

from bisect import bisect_right


def line_starts(text: str) -> list[int]:
    r"""Where the lines of a text begin; a line ends where ``str.splitlines`` says so.

    >>> line_starts("one\r\ntwo\n")
    [0, 5, 9]
    """
    starts = [0]
    for row in text.splitlines(keepends=True):
        if row.splitlines() != [row]:  # it has an end: another line begins after it
            starts.append(starts[-1] + len(row))
    return starts


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    r"""The line and the column (both from 1, in code points) of an offset.

    >>> line_and_column("một\nhai", 5)
    (2, 2)
    """
    starts = line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def offset_of(text: str, line: int, column: int) -> int:
    r"""The offset of a line and a column (both from 1, in code points): the way back from ``line_and_column``.

    The column behind the last character of a line is one, too: there its end stands, or the end of the text. Where
    there is no such place, it raises a ``ValueError``.

    >>> offset_of("ab\r\ncd", 2, 1)
    4
    """
    starts = line_starts(text)
    if not 1 <= line <= len(starts):
        raise ValueError(f"there is no line {line}: the text has {len(starts)}")
    length = len("".join(text.splitlines()[line - 1 : line]))  # nothing after the last line end
    if not 1 <= column <= length + 1:
        raise ValueError(f"there is no column {column}: line {line} has {length} characters")
    return starts[line - 1] + column - 1
