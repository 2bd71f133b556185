"""Lines of a page or a document, as they are marked up, and which of them are headings."""

from __future__ import annotations

from collections.abc import Sequence

from ubnd_digest.model.spans import Span
from ubnd_digest.model.tuples import NamedTuple

_SOME_HEADINGS = 2  # where two lines and more are marked up as headings of the text, bold lines are something else
_MOST_BOLD = 0.5  # where more than this part of the text is bold, bold marks no headings


class MarkedLine(NamedTuple):
    """A line of the text: where it stands, and how it is marked up."""

    start: int  # where it begins, in code points
    end: int  # where it ends
    heading: int  # its level as a heading, from 1; 0 for none
    bold: bool  # whether all its words are
    cells: bool  # whether it is a row of several cells


def heading_spans(text: str, lines: Sequence[MarkedLine]) -> tuple[Span, ...]:
    """The lines that are marked up as headings, without their outer white space.

    Where there are hardly any below the first level, those that are wholly bold count, unless much of the text is.

    >>> heading_spans("Tin Giá đất", [MarkedLine(0, 4, 0, False, False), MarkedLine(4, 11, 2, False, False)])
    (Span(start=4, end=11),)
    """
    own = [line for line in lines if line.heading]
    bold = [line for line in lines if line.bold and not (line.heading or line.cells)]
    length = sum(line.end - line.start for line in lines if not line.heading)
    if (
        sum(line.heading > 1 for line in own) < _SOME_HEADINGS
        and sum(line.end - line.start for line in bold) <= _MOST_BOLD * length
    ):
        own = sorted((*own, *bold))
    spans = []
    for line in own:
        words = text[line.start : line.end]
        start = line.start + len(words) - len(words.lstrip())
        if words.strip():
            spans.append(Span(start, start + len(words.strip())))
    return tuple(spans)
