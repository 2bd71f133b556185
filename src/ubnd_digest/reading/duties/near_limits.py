"""Where it is said who must act by the limits of a text: all that need be read where nothing else is asked for.

That is from the beginning of an item to the line of its last limit, what stands above the first item, and where a
short name of these stretches is introduced: Trung tâm Kiểm soát bệnh tật (CDC).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain, islice, pairwise

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.model.text import Area
from ubnd_digest.reading.drafts import CountedDraft, DeadlineDraft, Draft, LimitDraft, VagueDraft
from ubnd_digest.reading.view_lines import Lines

_BRACKET = lazily(r"\( ?(?P<short>[^\W\d_][^() \n]{0,36}) ?\)")
_MOST_SOUGHT = 40  # how many short names are looked for; where there are more, all are taken for used


def limits_in(drafts: Iterable[Draft]) -> list[LimitDraft]:
    """The limits of which it is asked who must act by them."""
    limits = (draft for draft in drafts if isinstance(draft, (DeadlineDraft, CountedDraft, VagueDraft)))
    return [limit for limit in limits if not isinstance(limit, CountedDraft) or limit.dates or limit.signed]


def near_limits(
    limits: Iterable[LimitDraft], begins: Sequence[int], body_start: int, lines: Lines, folded: str
) -> list[Area]:
    """The stretches, in text order, each of whole lines.

    Args:
        limits: the limits.
        begins: where nobody is in force who was named before, sorted.
        body_start: where the first paragraph begins.
        lines: the lines of the view.
        folded: the folded view.
    """
    last = {0: body_start}
    for limit in limits:
        place = bisect_right(begins, limit.start)
        start = begins[place - 1] if place else 0
        last[start] = max(last.get(start, 0), lines.at(limit.end)[1])
    areas = _apart(last.items())
    read = "".join(folded[slice(*area)] for area in areas)
    others = pairwise((0, *chain.from_iterable(areas), len(folded)))
    brackets = [bracket for place in islice(others, 0, None, 2) for bracket in _BRACKET.finditer(folded, *place)]
    if len(brackets) <= _MOST_SOUGHT:
        brackets = [bracket for bracket in brackets if bracket["short"] in read]
    return _apart((*areas, *(lines.at(bracket.start()) for bracket in brackets)))


def _apart(stretches: Iterable[tuple[int, int]]) -> list[Area]:
    """Stretches with the line ends before them, what two of them have in common once."""
    found: list[Area] = []
    done = 0
    for start, end in sorted(stretches):
        if end > done:
            found.append(Area(max(start - 1, done), end))
            done = end
    return found
