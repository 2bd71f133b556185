"""Which lines of PDF pages are one paragraph: told by what a text does not know, the edges of its letters.

A line goes on below where the next word would not have fitted into its column. Where that alone would be an accident,
below the end of a sentence, it counts that the line reaches the edge of a column that is set flush, or that paragraphs
are set apart by space or an indent. What stays open is left to the reading of broken lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ubnd_digest.formats.pdf.layout import RawLine, is_apart, usual_step
from ubnd_digest.model.tuples import NamedTuple

# How near the edge of a column a line ends that is set flush, and how far an indent begins, in points.
_FLUSH, _INDENT = 1.5, 6.0
_MOST_FLUSH = 0.6  # what part of the full lines of a file reach the edge, where it is set flush
# What part of the lines that end early stand above space or an indent, where these part paragraphs.
_PARTED = 0.8
_ENDS = ".;:!?…"
_CLOSING = " )]”\"'»"
_BLANK = 0.3  # how much wider than a letter a blank is taken to be at most, as a part of the height of a line
# By how much of the height of a line a word may seem to have fitted that begins with a small letter, or is a number.
_NEARLY = 0.3


class Placed(NamedTuple):
    """A line in its column: the edges of the column, and the usual step between its lines."""

    line: RawLine
    left: float
    right: float
    step: float


def columns(page: Sequence[RawLine]) -> Iterator[Placed]:
    """The lines of a page with the columns in which they stand: a line higher up than the last begins another."""
    step = usual_step(page)
    block: list[RawLine] = []
    blocks = [block]
    for line in page:
        if block and line.bottom > block[-1].bottom + block[-1].height / 2:
            block = []
            blocks.append(block)
        block.append(line)
    for block in filter(None, blocks):
        left = min(line.edges[0][0] for line in block)
        right = max(line.edges[-1][1] for line in block)
        yield from (Placed(line, left, right, step) for line in block)


def joints(lines: Sequence[Placed]) -> list[str]:
    """What stands between each line and the next one: nothing, a blank, a line end, or a blank line."""
    pairs = list(pairwise(lines))
    full = [_is_full(above, below) for above, below in pairs]
    flush = [_is_flush(above) for above, is_full in zip(lines, full, strict=False) if is_full]
    is_set_flush = sum(flush) >= _MOST_FLUSH * len(flush) > 0
    early = [_is_parted(above, below) for (above, below), is_full in zip(pairs, full, strict=True) if not is_full]
    are_parted = sum(early) >= _PARTED * len(early) > 0
    found = []
    for (above, below), is_full in zip(pairs, full, strict=True):
        same = above.line.page == below.line.page and below.line.bottom < above.line.bottom
        if same and is_apart(above.line, below.line, above.step):
            found.append("\n\n")
        elif not is_full or _is_indented(below) or (not same and _ends_with_page(above, below, found)):
            found.append("\n")
        elif below.line.text.lstrip()[:1].islower() or (_is_flush(above) if is_set_flush else not _ended(above)):
            found.append(_between(above.line.text, below.line.text))
        else:  # a capital below: the paragraph may have ended with the line
            found.append(" " if are_parted and not is_set_flush else "\n")
    return found


def _ends_with_page(above: Placed, below: Placed, joints_above: Sequence[str]) -> bool:
    """Whether a paragraph ends with its page: programs leave no first line alone there: it is a heading."""
    if _is_flush(above):
        return False
    is_alone = bool(joints_above) and joints_above[-1].startswith("\n")
    return _ended(above) or (is_alone and below.line.text.lstrip()[:1].isupper())


def _is_full(above: Placed, below: Placed) -> bool:
    """Whether the first word of the line below would not have fitted."""
    text = below.line.text
    start = len(text) - len(text.lstrip())
    word = text.split(maxsplit=1)[0]
    letters = below.line.edges[start : start + len(word)]
    needed = letters[-1][1] - letters[0][0] + _BLANK * above.line.height
    # ink is narrower than what is set: above what begins few paragraphs, nearly is enough
    begins_few = word[0].islower() or word.isdigit()
    edge = above.right - _NEARLY * above.line.height if begins_few else above.right + _FLUSH / 2
    return above.line.edges[len(above.line.text.rstrip()) - 1][1] + needed > edge


def _is_flush(placed: Placed) -> bool:
    line = placed.line
    return placed.right - line.edges[len(line.text.rstrip()) - 1][1] <= _FLUSH


def _is_indented(placed: Placed) -> bool:
    return placed.line.edges[0][0] > placed.left + _INDENT


def _is_parted(above: Placed, below: Placed) -> bool:
    return _is_indented(below) or is_apart(above.line, below.line, above.step)


def _ended(placed: Placed) -> bool:
    return placed.line.text.rstrip(_CLOSING)[-1:] in tuple(_ENDS)


def _between(above: str, below: str) -> str:
    """A blank, or nothing where the line end stands inside a number or symbol: 12/QĐ- UBND."""
    above, below = above.rstrip(), below.lstrip()
    if above.endswith("\u00ad"):
        return ""
    return "" if len(above) > 1 and above[-1] in "-/" and above[-2].isalnum() and below[:1].isalnum() else " "
