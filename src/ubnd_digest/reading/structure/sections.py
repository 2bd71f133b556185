"""In which section each item stands: the nearest line above it that stands over several items."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.evidence import Decision
from ubnd_digest.reading.structure.line_forms import TextLine

# The kind of a Roman number, which stands over others; of a line in capitals; of a day, or of who acted; how the kinds
# of figures begin.
_ROMAN, _CAPITALS, _DAY, _FIGURE = "I", "CAPITALS", "DAY", "1"


class Sections(NamedTuple):
    """By the place of the first line of each item, the line of its section; and which of them are sections."""

    of: dict[int, Area]
    over: frozenset[int]


class _Open(NamedTuple):
    """A section that has begun: its kind, where it stands, whether a heading stands directly below it."""

    kind: str
    area: Area
    bare: bool


def sections_of(lines: Sequence[TextLine], decided: Sequence[Decision]) -> Sections:
    """The sections of the items that begin in lines of which it is known what they are.

    A heading with a number of some kind ends what stands below the last one of that kind. One without a number stands
    in the section above it that has no paragraph of its own.
    """
    found: dict[int, Area] = {}
    over: set[int] = set()
    open_: list[_Open] = []
    own = [
        place for place, line in enumerate(decided) if line.answer in ("heading", "opener", "paragraph", "over_items")
    ]
    below = dict(pairwise(own))
    for place in own:
        answer, line = decided[place].answer, lines[place]
        area = Area(line.start, line.end)
        if answer == "over_items":
            _close(open_, _DAY)
            open_.append(_Open(_DAY, area, bare=True))
        elif answer == "opener":
            if open_:
                found[place] = open_[-1].area
        elif answer == "heading":
            follows = below.get(place)
            bare = follows is not None and decided[follows].answer in ("heading", "over_items")
            kind = line.number.kind if line.number else _CAPITALS if bare and line.capitals else ""
            if kind:
                _close(open_, kind)
            section = open_[-1] if kind and open_ else _nearest(open_)
            if section:
                found[place] = section.area
            if kind:
                open_.append(_Open(kind, area, bare))
            if bare or kind == _ROMAN:
                over.add(place)
    return Sections(found, frozenset(over))


def _close(open_: list[_Open], kind: str) -> None:
    """End the last section of a kind, and those inside it; a Roman number stands in none with a figure."""
    for place, section in enumerate(open_):
        if section.kind == kind or (kind == _ROMAN and section.kind[:1] == _FIGURE):
            del open_[place:]
            break


def _nearest(open_: Sequence[_Open]) -> _Open | None:
    """The innermost section without a paragraph of its own."""
    return next((section for section in reversed(open_) if section.bare or section.kind == _ROMAN), None)
