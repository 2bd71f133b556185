"""The days that a digest covers: what its title names, or the end of its lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ubnd_digest.model.blocks import Period
from ubnd_digest.model.dates import Precision
from ubnd_digest.model.text import Area
from ubnd_digest.reading.calendar import expression
from ubnd_digest.reading.drafts import Draft, phrase_of
from ubnd_digest.reading.setting import Setting

# Of several dates, the shortest unit is the period: the year of a plan may stand beside the day of a digest.
_SHORTEST_FIRST = (Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.MONTHS, Precision.YEAR)


def period_of(areas: Iterable[Area | None], drafts: Sequence[Draft], setting: Setting) -> Period | None:
    """The period that the first of some stretches names that names one."""
    found = (_period_in(area, drafts, setting) for area in areas if area)
    return next((period for period in found if period), None)


def _period_in(area: Area, drafts: Sequence[Draft], setting: Setting) -> Period | None:
    """The first range of days in a stretch of the text, else the shortest date in it."""
    found: Period | None = None
    found_rank = len(_SHORTEST_FIRST)
    for draft in drafts:
        phrase = phrase_of(draft)
        if phrase is None or phrase.dates[0].start < area.start:
            continue
        if phrase.dates[0].start >= area.end:
            break
        ends = [(phrase.dates[i], phrase.dates[i + 1]) for i in phrase.ranges]
        for first, last in ends or [(phrase.dates[0], phrase.dates[-1])]:
            span = setting.span(first.start, last.end)
            dates = [expression(date, span, "", setting.anchor, deadline=False) for date in (first, last)]
            start, end = dates[0].start, dates[1].end
            if start and end and start <= end:
                if ends:
                    return Period(span, start, end)
                rank = _SHORTEST_FIRST.index(first.precision)
                if rank < found_rank:
                    found, found_rank = Period(span, start, end), rank
    return found
