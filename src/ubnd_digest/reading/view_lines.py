"""Where the lines of a view stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple

_LINE_END = re.compile("\n")


class Lines(NamedTuple):
    """Where the lines of a view begin; each ends before the next one's beginning."""

    starts: list[int]

    @classmethod
    def of(cls, folded: str) -> Lines:
        """The lines of a folded view."""
        return cls([0, *(match.end() for match in _LINE_END.finditer(folded)), len(folded) + 1])

    def areas(self) -> tuple[Area, ...]:
        """All lines."""
        return tuple(Area(start, after - 1) for start, after in pairwise(self.starts))

    def at(self, offset: int) -> tuple[int, int]:
        """The start and the end of the line that holds an offset."""
        place = bisect_right(self.starts, offset) - 1
        return self.starts[place], self.starts[place + 1] - 1

    def between(self, first: int, last: int) -> int:
        """How many lines end between two offsets."""
        return bisect_right(self.starts, last) - bisect_right(self.starts, first)


def lines_after(folded: str, start: int) -> list[Area]:
    """The lines of a view that begin at a place or after it."""
    return [area for area in Lines.of(folded).areas() if area.start >= start]
