"""The way from an extracted text back to the page: a table of pieces."""

from __future__ import annotations

from bisect import bisect_right

from ubnd_digest.model.text import Area


class Places:
    """Where the characters of a text stand in a page.

    A piece of the text is either the same in the page, of the same length, or a character that the page
    writes otherwise (a character reference; white space that is shown as one space), or one that
    the page does not write (the line end of a paragraph), which has an empty place.

    >>> places = Places()
    >>> for text, start, end in (("Sở", 3, 5), (" ", 5, 11), ("Y tế", 11, 15)):  # Sở&nbsp;Y tế
    ...     places.add(text, start, end)
    >>> places.offset(2), places.end(3), places.offset(3), places.stretches(1, 5)
    (5, 11, 11, [Area(start=4, end=13)])
    """

    __slots__ = ("_ends", "_length", "_starts", "_texts")

    def __init__(self) -> None:
        self._texts: list[int] = []  # where each piece begins in the text
        self._starts: list[int] = []  # where it begins in the page
        self._ends: list[int] = []
        self._length = 0

    def add(self, text: str, start: int, end: int) -> None:
        """Add the next piece of the text, and its place in the page."""
        goes_on = bool(self._ends) and self._ends[-1] == start and self._is_same(len(self._texts) - 1)
        if goes_on and len(text) == end - start:
            self._ends[-1] = end
        else:
            self._texts.append(self._length)
            self._starts.append(start)
            self._ends.append(end)
        self._length += len(text)

    def _is_same(self, piece: int) -> bool:
        return self._ends[piece] - self._starts[piece] == self._after(piece) - self._texts[piece]

    def _after(self, piece: int) -> int:
        return self._texts[piece + 1] if piece + 1 < len(self._texts) else self._length

    def _place(self, at: int) -> Area:
        """The place of the character at ``at``; after the text, the empty place after its last character."""
        piece = bisect_right(self._texts, at) - 1
        if piece < 0:
            return Area(0, 0)
        start, end = self._starts[piece], self._ends[piece]
        if at >= self._length:
            return Area(end, end)
        into = at - self._texts[piece]
        if self._is_same(piece):
            return Area(start + into, start + into + 1)
        # the first of two characters that one reference stands for takes its place
        return Area(end, end) if into else Area(start, end)

    def offset(self, at: int) -> int:
        """The offset in the page of the character at ``at``."""
        return self._place(at).start

    def end(self, at: int) -> int:
        """The offset in the page after the character that ends at ``at``."""
        return self._place(at - 1).end

    def stretches(self, start: int, end: int) -> list[Area]:
        """The stretches of the page that hold a span of the text, in order; tags stand between them."""
        found: list[Area] = []
        while start < end:
            stop = min(end, self._after(bisect_right(self._texts, start) - 1))
            place = Area(self.offset(start), self.end(stop))
            start = stop
            if found and found[-1].end == place.start < place.end:
                found[-1] = Area(found[-1].start, place.end)
            elif place.start < place.end:
                found.append(place)
        return found
