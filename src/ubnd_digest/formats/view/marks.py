"""A text with marks around the mentions in it, written stretch by stretch; they may nest, or cross."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ubnd_digest.formats.view.markup import escaped
from ubnd_digest.model.tuples import NamedTuple

_DEEPEST = 8  # no reader tells more layers apart; and where mentions cross, all that are open are opened anew


class Mark(NamedTuple):
    """A stretch that is marked: its place, the class and the number that its element gets, and what else it says."""

    start: int
    end: int
    kind: str
    number: int | None = None
    more: str = ""


class Sign(NamedTuple):
    """What is put in at a place, as markup."""

    at: int
    markup: str


class Marker:
    """Writes a text in stretches, from its beginning to its end.

    Marks come by their start, an outer one before those inside it, signs by their place. A mark says its number where
    that is not the one behind that of the mark before it, or where it is opened anew.

    >>> marks = [Mark(0, 9, "duty", 0), Mark(4, 6, "date", 1), Mark(5, 12, "law", 3)]
    >>> marker = Marker("giao 1 & 2 & 3", marks, [])
    >>> marker.stretch(0, 7)[:65]
    '<mark class=duty>giao<mark class=date> <mark class=law data-at=3>'
    >>> marker.stretch(7, 9)
    '<mark class=duty data-of=0><mark class=law data-of=3>&amp; </mark></mark>'
    """

    def __init__(self, text: str, marks: Sequence[Mark], signs: Sequence[Sign] = ()) -> None:
        self._text, self._marks, self._signs = text, marks, signs
        self._next, self._next_sign = 0, 0
        self._open: list[Mark] = []
        self._last = -1
        self.left_out: set[int | None] = set()

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
        """The signs behind the last stretch, where no more marks are begun."""
        self.left_out.update(mark.number for mark in self._marks[self._next :])
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
            if mark.number is None:
                pieces.append(_again(mark))
                return
            named = "" if mark.number == self._last + 1 else f" data-at={mark.number}"
            pieces.append(f"<mark class={mark.kind}{named}>")
            self._last = mark.number
        else:
            self.left_out.add(mark.number)

    def _close(self, at: int, pieces: list[str]) -> None:
        lowest = next(place for place, mark in enumerate(self._open) if mark.end <= at)
        above = [mark for mark in self._open[lowest:] if mark.end > at]
        pieces.append("</mark>" * (len(self._open) - lowest))
        self._open[lowest:] = above
        pieces += map(_again, above)


def _again(mark: Mark) -> str:
    named = mark.more if mark.number is None else f" data-of={mark.number}"
    return f"<mark class={mark.kind}{named}>"


def marked_text(text: str, placed: Sequence[tuple[int, int, str]], titles: Mapping[str, str]) -> str:
    """A text with marks without names, which say by their titles of which kind they are.

    >>> marked_text("a <b>", [(0, 1, "dates")], {"dates": "Date"})
    '<mark class=dates title="Date">a</mark> &lt;b&gt;'
    """
    made = [Mark(start, end, kind, more=f' title="{escaped(titles[kind])}"') for start, end, kind in placed]
    made.sort(key=lambda mark: (mark.start, -mark.end))
    return Marker(text, made).stretch(0, len(text))
