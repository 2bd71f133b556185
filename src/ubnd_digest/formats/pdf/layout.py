"""The lines of PDF pages: columns, what stands on every page, the space between paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ubnd_digest.model.tuples import NamedTuple

_AT_EDGE = 2  # lines at the top and at the bottom of a page that may stand on every page
_REPEATED = 0.5  # what part of the pages repeats a line that belongs to them
_GAP = 1.2  # a gap within a line is a gutter between columns where it is wider than this part of the line's height …
_FEWEST_ROWS, _PART_OF_ROWS = 6, 0.6  # … and so many lines of a page, and this part of them, have one at the same place
# By what part more than usual a line stands below another, where space parts them.
_APART = 1.15
_NUMBER = re.compile(r"[0-9]+")
_PAGE_NUMBER = re.compile(r"[-–— ]{0,3}[0-9]{1,4}[-–— ]{0,3}")
_ALONE = 1.2  # how far from the text the number of a page stands at least, as a part of its height


class RawLine(NamedTuple):
    """A line of a page: its number, from 1; text; lower and upper edge; base line; the edges of its characters."""

    page: int
    text: str
    bottom: float
    top: float
    base: float
    edges: Sequence[tuple[float, float]]

    @property
    def height(self) -> float:
        """How high its letters are, in points."""
        return self.top - self.bottom

    def cut(self, start: int, end: int) -> RawLine:
        """A part of it, without outer blanks."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        return self._replace(text=text, edges=self.edges[start : start + len(text)])


# ---- what stands on every page -----------------------------------------------------------------


def without_furniture(pages: Sequence[Sequence[RawLine]]) -> Iterator[list[RawLine]]:
    """The pages without their numbers, and without lines at their edges that most pages repeat, but for the first."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _at_edges(page)})
    repeated = {key for key, count in seen.items() if count > 1 and count > _REPEATED * len(pages)}
    shown: set[str] = set()
    for page in pages:
        edge = {id(line) for line in _at_edges(page)}
        numbers = {id(line) for line in _page_numbers(page)}
        kept = []
        for line in page:
            key = _key(line)
            if id(line) in numbers:
                continue
            if id(line) in edge and key in repeated:
                if _NUMBER.search(line.text) or key in shown:
                    continue
                shown.add(key)
            kept.append(line)
        yield kept


def _at_edges(page: Sequence[RawLine]) -> list[RawLine]:
    by_height = sorted(page, key=lambda line: line.bottom)
    return [*by_height[:_AT_EDGE], *by_height[_AT_EDGE:][-_AT_EDGE:]]


def _page_numbers(page: Sequence[RawLine]) -> Iterator[RawLine]:
    """A number that stands alone at the top or at the bottom of a page."""
    by_height = sorted(page, key=lambda line: line.bottom)
    for line, inner in (by_height[:2], by_height[:-3:-1]) if len(page) > 1 else ():
        apart = max(line.bottom - inner.top, inner.bottom - line.top)
        if _PAGE_NUMBER.fullmatch(line.text.strip()) and apart > _ALONE * line.height:
            yield line


def _key(line: RawLine) -> str:
    return _NUMBER.sub("0", " ".join(line.text.split()))


# ---- columns --------------------------------------------------------------------------------


def in_reading_order(page: Sequence[RawLine]) -> list[RawLine]:
    """The lines of a page as they are read.

    They come in the order in which they were drawn, which is that of reading in all but files that draw across
    columns: there a line holds two, with a gutter at the same place.
    """
    gutter = _gutter(page)
    if gutter is None:
        return list(page)
    ordered: list[RawLine] = []
    right: list[RawLine] = []
    for line in page:
        at = next((at for at, left, end in _gaps(line) if left <= gutter <= end), None)
        if at is not None:
            ordered.append(line.cut(0, at))
            right.append(line.cut(at, len(line.text)))
        elif line.edges[0][0] >= gutter:
            right.append(line)
        elif line.edges[-1][1] <= gutter:
            ordered.append(line)
        else:  # it goes over both columns, and parts what stands above it from what stands below
            ordered += (*right, line)
            right = []
    return [*ordered, *right]


def _gaps(line: RawLine) -> Iterator[tuple[int, float, float]]:
    """The wide gaps in a line: before which character, and from where to where."""
    last = 0
    for at in range(1, len(line.text)):
        if not line.text[at].isspace():
            left, right = line.edges[last][1], line.edges[at][0]
            if right - left > _GAP * line.height:
                yield at, left, right
            last = at


def _gutter(page: Sequence[RawLine]) -> float | None:
    """Where the gutter of a page is whose lines go over two columns."""
    gaps = [(left, right) for line in page for _, left, right in _gaps(line)]
    if not gaps:
        return None
    middle = median((left + right) / 2 for left, right in gaps)
    held = sum(left <= middle <= right for left, right in gaps)
    return middle if held >= max(_FEWEST_ROWS, _PART_OF_ROWS * len(page)) else None


# ---- space between lines ----------------------------------------------------------------------


def usual_step(lines: Sequence[RawLine]) -> float:
    """How far below one another the lines of a page stand, in points; 0 where that is not known."""
    steps = sorted(
        above.base - below.base for above, below in pairwise(lines) if 0 < above.base - below.base < 4 * above.height
    )
    return steps[len(steps) // 4] if steps else 0.0


def is_apart(above: RawLine, line: RawLine, step: float) -> bool:
    """Whether more space than usual stands between two lines of a column."""
    return step > 0 and above.base - line.base > _APART * step
