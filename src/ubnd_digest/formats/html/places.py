"""The way from an extracted text back to the page."""

from __future__ import annotations

from array import array

from ubnd_digest.model.text import Area


class Places:
    """Where each character of a text begins in a page, and where it ends there.

    A character that the page does not write, such as the line end of a paragraph, has an empty place.

    >>> places = Places()
    >>> for text, start, end in (("Sở", 3, 5), (" ", 5, 11), ("Y tế", 11, 15)):  # Sở&nbsp;Y tế
    ...     places.add(text, start, end)
    >>> places.starts[2], places.ends[2], places.after, places.stretches(1, 5)
    (5, 11, 15, [Area(start=4, end=13)])
    """

    __slots__ = ("ends", "starts")

    def __init__(self) -> None:
        self.starts, self.ends = array("L"), array("L")

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, text: str, start: int, end: int) -> None:
        """Add the next piece of the text, and its place in the page."""
        if len(text) == end - start:
            self.starts.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))
        else:  # the first of two characters that one reference stands for takes its place
            self.starts.extend((start, *[end] * (len(text) - 1)))
            self.ends.extend([end] * len(text))

    @property
    def after(self) -> int:
        """The offset in the page after all of the text."""
        return self.ends[-1] if self.ends else 0

    def stretches(self, start: int, end: int) -> list[Area]:
        """The stretches of the page that hold a span of the text, in order; tags stand between them."""
        found: list[Area] = []
        for place in map(Area, self.starts[start:end], self.ends[start:end]):
            if found and found[-1].end == place.start < place.end:
                found[-1] = Area(found[-1].start, place.end)
            elif place.start < place.end:
                found.append(place)
        return found
