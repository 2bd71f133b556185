"""Where the lines of a view stand."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple

_LINE_END = lazily("\n")


class Lines(NamedTuple):
    """Where the lines of a view begin; each ends before the next one's beginning."""

    starts: list[int]
    full: list[int]  # those of lines that are not empty

    @classmethod
    def of(cls, folded: str) -> Lines:
        """The lines of a folded view."""
        starts = [0, *(match.end() for match in _LINE_END.finditer(folded)), len(folded) + 1]
        return cls(starts, [start for start, after in pairwise(starts) if after - start > 1])

    def areas(self) -> tuple[Area, ...]:
        """All lines."""
        return tuple(Area(start, after - 1) for start, after in pairwise(self.starts))

    def at(self, offset: int) -> tuple[int, int]:
        """The start and the end of the line that holds an offset."""
        place = bisect_right(self.starts, offset) - 1
        return self.starts[place], self.starts[place + 1] - 1

    def between(self, first: int, last: int) -> int:
        """How many lines begin between two offsets, the empty ones left out."""
        return bisect_right(self.full, last) - bisect_right(self.full, first)


def lines_after(folded: str, start: int) -> list[Area]:
    """The lines of a view that begin at a place or after it."""
    return [area for area in Lines.of(folded).areas() if area.start >= start]
