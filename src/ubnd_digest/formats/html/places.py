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
    >>> places.of(2), places.of(7), places.stretches(1, 5)
    (Area(start=5, end=11), Area(start=15, end=15), [Area(start=4, end=13)])
    """

    def __init__(self) -> None:
        self._texts: list[int] = []  # where each piece begins in the text
        self._starts: list[int] = []  # where it begins in the page
        self._ends: list[int] = []
        self.length = 0  # of the text

    def add(self, text: str, start: int, end: int) -> None:
        """Add the next piece of the text, and its place in the page."""
        self._texts.append(self.length)
        self._starts.append(start)
        self._ends.append(end)
        self.length += len(text)

    def of(self, at: int) -> Area:
        """The place of the character at ``at``; after the text, the empty place after its last character."""
        piece = bisect_right(self._texts, at) - 1
        if piece < 0:
            return Area(0, 0)
        first, start, end = self._texts[piece], self._starts[piece], self._ends[piece]
        if at >= self.length:
            return Area(end, end)
        into = at - first
        following = self._texts[piece + 1] if piece + 1 < len(self._texts) else self.length
        if end - start == following - first:
            return Area(start + into, start + into + 1)
        # the first of two characters that one reference stands for takes its place
        return Area(end, end) if into else Area(start, end)

    def stretches(self, start: int, end: int) -> list[Area]:
        """The stretches of the page that hold a span of the text, in order; tags stand between them."""
        found: list[Area] = []
        for place in map(self.of, range(start, end)):
            if found and found[-1].end == place.start < place.end:
                found[-1] = Area(found[-1].start, place.end)
            elif place.start < place.end:
                found.append(place)
        return found
