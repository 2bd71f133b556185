"""The lines of a single document, and its head put together to one line, whatever order its columns came in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from ubnd_digest.model.text import Area, View
from ubnd_digest.model.tuples import NamedTuple

# Strokes drawn with signs, alone or with a few letters in the midst (---o0o---, oOo), and the edges of tables.
_DRAWN = re.compile(
    r"[-_=*~]{2,} ?[o0&]{1,7} ?[-_=*~]{2,}|(?<!\S)-?(?:o[o0]{2,6}|0o0)-?(?!\S)|[-_=*~]{3,}|[|]|(?<!\S)\*(?!\S)"
)
_FIRST_OF_DRAWN = "-_=*~o0"
# How many blank lines one counts for that is drawn, and the share of lines that makes what stands above them usual.
_DRAWN_LINE, _NEARLY_ALL = 100, 0.8
# How far the head of a document reaches at most, in lines with text and in characters.
_MOST_LINES, _MOST_CHARACTERS = 60, 6000
# What stands between two columns of one line in the text itself.
_WIDE = re.compile("[ \u00a0\u2002\u2003\u3000]{3,}|\t")


class Line(NamedTuple):
    """A line with text, by offsets of the view."""

    start: int  # where it begins, without blanks
    end: int  # where it ends, exclusive, without blanks
    text: str  # what stands there in the folded view
    cased: str  # the same in its own case
    apart: bool = False  # whether a blank or a drawn line stands above it

    @property
    def capitals(self) -> bool:
        """Whether all its letters are capitals."""
        return self.cased.isupper()

    @property
    def capital(self) -> bool:
        """Whether its first letter is a capital, and no figure stands before it."""
        return next((sign for sign in self.cased if sign.isalnum()), "a").isupper()

    def after(self, length: int) -> Line:
        """The line without its first characters."""
        start = self.start + length + (len(self.text[length:]) - len(self.text[length:].lstrip(" ")))
        length = start - self.start
        return self._replace(start=start, text=self.text[length:], cased=self.cased[length:])

    def part(self, first: int, last: int) -> Line:
        """What stands between two places of the line, without blanks at its ends."""
        text = self.text[first:last].rstrip(" ")
        first += len(text) - len(text.lstrip(" "))
        text = text.lstrip(" ")
        apart = self.apart and first == 0
        return Line(
            self.start + first, self.start + first + len(text), text, self.cased[first : first + len(text)], apart
        )

    def until(self, end: int) -> Line:
        """The line up to an offset of the view."""
        length = len(self.text[: max(end - self.start, 0)].rstrip(" "))
        return self._replace(end=self.start + length, text=self.text[:length], cased=self.cased[:length])


def lines_of_view(view: View) -> list[Line]:
    """The lines with text of a view.

    Blank lines, and those of nothing but drawn signs, part what they stand between; but where one stands between nearly
    all lines, it parts nothing.
    """
    folded, cased = view.folded, view.cased
    found: list[Line] = []
    gaps: list[int] = []  # how many lines without text stand above each; a drawn one counts for many
    at = gap = 0
    for raw in folded.split("\n"):
        text = raw.strip(" |>")  # a mail that is answered has ">" before each line
        if text and any(map(str.isalnum, text)) and not _is_drawn(text):
            start = at + raw.index(text)
            found.append(Line(start, start + len(text), text, cased[start : start + len(text)]))
            gaps.append(gap)
            gap = 0
        else:
            gap += _DRAWN_LINE if text else 1
        at += len(raw) + 1
    usual = Counter(gaps[1:]).most_common(1)
    few = usual[0][0] if usual and usual[0][1] >= _NEARLY_ALL * len(gaps) else 0
    return [line._replace(apart=gap > few) for line, gap in zip(found, gaps, strict=True)]


def _is_drawn(text: str) -> bool:
    """Whether all letters of a line are part of what is drawn."""
    return text[0] in _FIRST_OF_DRAWN and not any(map(str.isalnum, _DRAWN.sub(" ", text)))


def without_drawings(line: Line) -> Sequence[Line]:
    """What stands in a line beside signs that are drawn: edges of tables, strokes."""
    found = []
    at = 0
    for start, end in [*(match.span() for match in _DRAWN.finditer(line.text)), (len(line.text), len(line.text))]:
        piece = line.until(line.start + start).after(at)
        if piece.text:
            found.append(piece)
        at = end
    return found


def closing_of(line: Line) -> str:
    """What ends lines of which the first begins with a bracket or a quotation mark; else what ends none."""
    return {"(": ")", "\u201c": "\u201d", '"': '"'}.get(line.text[:1], "\n")


def is_closed(lines: Sequence[Line], closing: str) -> bool:
    """Whether what stood open before the first of some lines ends with the last one; brackets may stand inside."""
    ends = lines[-1].text.endswith(closing)
    return ends and (closing != ")" or sum(line.text.count(")") - line.text.count("(") for line in lines) > 0)


def without_brackets(lines: list[Line]) -> list[Line]:
    """The lines of a subject, without brackets around all of it."""
    if lines and lines[0].text.startswith("(") and lines[-1].text.endswith(")"):
        lines[-1] = lines[-1].part(0, len(lines[-1].text) - 1)
        lines[0] = lines[0].part(1, len(lines[0].text))
    return lines


def columns(line: Line, view: View) -> list[Line]:
    """What stands in a line side by side, parted by wide gaps in the text itself; a bullet stays before its entry."""
    first, last = view.span(line.start, line.end)
    gaps = [view.place(first + gap.end()) for gap in _WIDE.finditer(view.text[first:last])]
    found = []
    start = line.start
    for gap in (*gaps, line.end):
        piece = line.until(gap).after(start - line.start)
        if any(map(str.isalnum, piece.text)):
            found.append(piece)
            start = gap
    return found


class Head:
    """The head of a document as one line with single spaces, and the way back.

    Attributes:
        text: the head in the folded view.
        cased: the same in its own case.
        breaks: offsets at which a line of the text begins.
        lines: the pieces of lines that it is made of.
        taken: how many lines it takes.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines: list[Line] = []
        self.breaks: list[int] = []
        pieces: list[str] = []
        cased: list[str] = []
        self._starts: list[int] = []  # of the pieces, in the head
        self._places: list[int] = []  # and in the view
        length = self.taken = 0
        for line in lines[:_MOST_LINES]:
            if length + len(line.text) > _MOST_CHARACTERS:
                break
            self.taken += 1
            for piece in without_drawings(line):
                self._starts.append(length)
                self._places.append(piece.start)
                self.breaks.append(length)
                self.lines.append(piece)
                pieces.append(piece.text)
                cased.append(piece.cased)
                length += len(piece.text) + 1
        self.text, self.cased = " ".join(pieces), " ".join(cased)

    def place(self, at: int) -> int:
        """The offset in the view of a character of the head."""
        piece = bisect_right(self._starts, at) - 1
        return self._places[piece] + at - self._starts[piece]

    def area(self, start: int, end: int) -> Area:
        """Where a stretch of the head stands in the view."""
        return Area(self.place(start), self.place(end - 1) + 1)

    def line_start(self, at: int) -> int:
        """Where the line of a place begins."""
        return self.breaks[bisect_right(self.breaks, at) - 1]

    def line_end(self, at: int) -> int:
        """Where the line of a place ends, exclusive."""
        after = bisect_right(self.breaks, at)
        return self.breaks[after] - 1 if after < len(self.breaks) else len(self.text)
