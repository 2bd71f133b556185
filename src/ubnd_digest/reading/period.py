"""The days that a digest covers: what its title names, or the end of its lead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.blocks import Period
from ubnd_digest.model.dates import Precision
from ubnd_digest.model.text import Area
from ubnd_digest.reading.calendar import expression
from ubnd_digest.reading.completion import LeadingYear, with_earlier_neighbours
from ubnd_digest.reading.drafts import DatesDraft, Draft, phrase_of
from ubnd_digest.reading.setting import Setting

# Of several dates, the shortest unit is the period: the year of a plan may stand beside the day of a digest.
_SHORTEST_FIRST = (Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.MONTHS, Precision.YEAR)
# Between the months and the year.
_POSTED = 3.5
# How many characters before its unit a week may begin.
_WEEK = 24


def period_of(
    areas: Iterable[Area | None], drafts: Sequence[Draft], setting: Setting, grammar: Grammar
) -> Period | None:
    """The period that the first of some stretches names that names one."""
    found = (_period_in(*_phrases(area, drafts, setting, grammar), setting) for area in areas if area)
    return next((period for period in found if period), None)


def _phrases(area: Area, drafts: Sequence[Draft], setting: Setting, grammar: Grammar) -> tuple[list[DatesDraft], bool]:
    """The dates in a stretch of the text but for the unit of a week by its number, and whether there is one."""
    folded, week = setting.view.folded, grammar.pattern("BEFORE_UNIT_OF_WEEK")
    inside: list[Draft] = []
    for draft in drafts:
        phrase = phrase_of(draft)
        if phrase is None or phrase.dates[0].start < area.start:
            continue
        if phrase.dates[0].start >= area.end:
            break
        inside.append(phrase)
    leading = LeadingYear.of(grammar)
    sentence_end = grammar.pattern("SENTENCE_END")
    inside = with_earlier_neighbours(inside, folded, sentence_end, leading, setting.anchor)
    phrases = [draft for draft in inside if isinstance(draft, DatesDraft)]
    told = [phrase for phrase in phrases if not _is_week(phrase, area, folded, week)]
    return told, len(told) < len(phrases)


def _is_week(phrase: DatesDraft, area: Area, folded: str, week: re.Pattern[str]) -> bool:
    first = phrase.dates[0]
    if first.precision is Precision.DAY:
        return False
    return week.search(folded, max(first.start - _WEEK, area.start), first.start) is not None


def _rank(phrase: DatesDraft, folded: str) -> float:
    """How short the unit is; a day alone in brackets may be that of the posting, and says less than a month."""
    first = phrase.dates[0]
    around = folded[first.start - 1 : first.start] + folded[first.end : first.end + 1]
    posted = first.precision is Precision.DAY and len(phrase.dates) == 1 and around == "()"
    return _POSTED if posted else _SHORTEST_FIRST.index(first.precision)


def _period_in(phrases: Iterable[DatesDraft], by_week: bool, setting: Setting) -> Period | None:
    """The first range of days, else the shortest date; no day of a posting where a week is told by its number."""
    found: Period | None = None
    found_rank: float = _POSTED if by_week else len(_SHORTEST_FIRST)
    for phrase in phrases:
        ends = [(phrase.dates[i], phrase.dates[i + 1]) for i in phrase.ranges]
        for first, last in ends or [(phrase.dates[0], phrase.dates[-1])]:
            span = setting.span(first.start, last.end)
            dates = [expression(date, span, "", setting.anchor, deadline=False) for date in (first, last)]
            start, end = dates[0].start, dates[1].end
            if start and end and start <= end:
                if ends:
                    return Period(span, start, end)
                rank = _rank(phrase, setting.view.folded)
                if rank < found_rank:
                    found, found_rank = Period(span, start, end), rank
    return found
