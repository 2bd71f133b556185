"""A text with marks around the mentions in it, written stretch by stretch; they may nest, or cross."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ubnd_digest.formats.view.markup import escaped

# No reader tells more layers apart; and where mentions cross, all that are open are opened anew.
_DEEPEST = 8


class Mark(NamedTuple):
    """A stretch that is marked: its place, the class and the name that its element gets, and what else it says."""

    start: int
    end: int
    kind: str
    name: str = ""
    more: str = ""


class Sign(NamedTuple):
    """What is put in at a place, as markup."""

    at: int
    markup: str


class Marker:
    """Writes a text in stretches, from its beginning to its end.

    Args:
        text: the text.
        marks: by their start, an outer one before those inside it.
        signs: by their place.

    >>> marks = [Mark(0, 9, "duty", "a"), Mark(4, 6, "date", "b"), Mark(5, 12, "law", "c")]
    >>> marker = Marker("giao 1 & 2 & 3", marks, [])
    >>> marker.stretch(0, 7)[:77]
    '<mark class="duty" id="a">giao<mark class="date" id="b"> <mark class="law" id'
    >>> marker.stretch(7, 9)
    '<mark class="duty" data-of="a"><mark class="law" data-of="c">&amp; </mark></mark>'
    """

    def __init__(self, text: str, marks: Sequence[Mark], signs: Sequence[Sign] = ()) -> None:
        self._text, self._marks, self._signs = text, marks, signs
        self._next, self._next_sign = 0, 0
        self._open: list[Mark] = []

    def stretch(self, start: int, end: int) -> str:
        """The next stretch as markup; marks that go on behind it are opened anew there."""
        pieces: list[str] = []
        self._open = [mark for mark in self._open if mark.end > start]
        pieces += map(_again, self._open)
        at = start
        while True:
            stops = [mark.end for mark in self._open]
            place = min(self._place_of_next(at), self._place_of_sign(at), *stops, end)
            pieces.append(escaped(self._text[at:place]))
            at = place
            if at >= end:
                break
            if at in stops:
                self._close(at, pieces)
            elif self._place_of_sign(at) == at:
                pieces.append(self._signs[self._next_sign].markup)
                self._next_sign += 1
            else:
                self._begin(at, pieces)
        pieces.append("</mark>" * len(self._open))
        return "".join(pieces)

    def rest(self) -> str:
        """The signs behind the last stretch."""
        return "".join(sign.markup for sign in self._signs[self._next_sign :])

    def _place_of_next(self, at: int) -> int:
        return max(self._marks[self._next].start, at) if self._next < len(self._marks) else len(self._text) + 1

    def _place_of_sign(self, at: int) -> int:
        return max(self._signs[self._next_sign].at, at) if self._next_sign < len(self._signs) else len(self._text) + 1

    def _begin(self, at: int, pieces: list[str]) -> None:
        mark = self._marks[self._next]
        self._next += 1
        if mark.end > at and len(self._open) < _DEEPEST:
            self._open.append(mark)
            pieces.append(f'<mark class="{mark.kind}" id="{mark.name}">' if mark.name else _again(mark))

    def _close(self, at: int, pieces: list[str]) -> None:
        lowest = next(place for place, mark in enumerate(self._open) if mark.end <= at)
        above = [mark for mark in self._open[lowest:] if mark.end > at]
        pieces.append("</mark>" * (len(self._open) - lowest))
        self._open[lowest:] = above
        pieces += map(_again, above)


def _again(mark: Mark) -> str:
    named = f' data-of="{mark.name}"' if mark.name else mark.more
    return f'<mark class="{mark.kind}"{named}>'


def marked_text(text: str, placed: Sequence[tuple[int, int, str]], titles: Mapping[str, str]) -> str:
    """A text with marks without names, which say by their titles of which kind they are.

    >>> marked_text("a <b>", [(0, 1, "dates")], {"dates": "Date"})
    '<mark class="dates" title="Date">a</mark> &lt;b&gt;'
    """
    made = [Mark(start, end, kind, more=f' title="{escaped(titles[kind])}"') for start, end, kind in placed]
    made.sort(key=lambda mark: (mark.start, -mark.end))
    return Marker(text, made).stretch(0, len(text))
