"""Where something stands: lines and columns of offsets, the item that holds a mention."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ubnd_digest.model.digest import Digest
    from ubnd_digest.model.spans import Span


class Places:
    r"""Lines and columns of offsets, looked up in a list of line starts that is made once a text.

    A line ends where ``str.splitlines`` says so; lines and columns count from 1, in code points.

    >>> Places("one\r\ntwo").of(6)
    (2, 2)
    """

    def __init__(self, text: str) -> None:
        self._starts = [0]
        for row in text.splitlines(keepends=True):
            if row.splitlines() != [row]:  # it has an end: another line begins behind it
                self._starts.append(self._starts[-1] + len(row))

    def of(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class ItemNumbers:
    """The numbers of the items that spans lie in, from 0.

    >>> from ubnd_digest import parse
    >>> digest = parse("Quyết định số 12/QĐ-UBND")
    >>> ItemNumbers(digest).of(digest.references[0].span) is None
    True
    """

    def __init__(self, digest: Digest) -> None:
        self._spans = [item.span for item in digest.items]
        self._starts = [span.start for span in self._spans]

    def of(self, span: Span) -> int | None:
        """The number of the item that holds a span; None outside all items."""
        number = bisect_right(self._starts, span.start) - 1
        return number if number >= 0 and self._spans[number].contains(span) else None
