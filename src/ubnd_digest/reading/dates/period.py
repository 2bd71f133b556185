"""The days that a digest covers: what its title names, or the end of its lead."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.blocks import Period
from ubnd_digest.model.dates import Precision
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.dates.calendar import Anchor, expression
from ubnd_digest.reading.dates.completion import LeadingYear, with_earlier_neighbours
from ubnd_digest.reading.drafts import DateDraft, DatesDraft, Draft, phrase_of
from ubnd_digest.reading.setting import Setting

# Of several dates, the shortest unit is the period: the year of a plan may stand beside the day of a digest.
_SHORTEST_FIRST = (Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.MONTHS, Precision.YEAR)


class _Found(NamedTuple):
    """A date, or a range of days, that could be the period."""

    first: DateDraft
    period: Period


class PeriodReader:
    """Reads periods by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()
        self._leading, self._sentence_end = LeadingYear.of(grammar), grammar.pattern("SENTENCE_END")

    def period_of(self, areas: Iterable[Area | None], drafts: Sequence[Draft], setting: Setting) -> Period | None:
        """The period that the first of some stretches names that names one."""
        found = (self._period_in(area, drafts, setting) for area in areas if area)
        return next((period for period in found if period), None)

    def _period_in(self, area: Area, drafts: Sequence[Draft], setting: Setting) -> Period | None:
        """The first range of days in a stretch of the text, else the shortest date in it.

        Where it speaks of a week, only days count, and where it names a month, no year: what is wider was not said.
        The year beside the number of a week is that of its days. A day alone in brackets beside something else that
        names a period is the day on which the page was put up.
        """
        text = setting.view.folded[area.start : area.end].replace("\n", " ")
        week = self._patterns["WEEK_OF_YEAR"].search(text)
        if week and (anchor := _anchor_of(week)):
            setting = setting._replace(anchor=anchor)
        wider: tuple[Precision, ...] = _SHORTEST_FIRST[4:] if self._patterns["MONTH_IN_TITLE"].search(text) else ()
        if week or self._patterns["WEEK_WORD"].search(text):
            wider = _SHORTEST_FIRST[1:]
        found: list[_Found] = []
        phrases: list[Draft] = list(_phrases(drafts, area))
        if not week:
            folded = setting.view.folded
            phrases = with_earlier_neighbours(phrases, folded, self._sentence_end, self._leading, setting.anchor)
        for phrase in (draft for draft in phrases if isinstance(draft, DatesDraft)):
            for ends, first, last in _parts(phrase):
                span = setting.span(first.start, last.end)
                dates = [expression(date, span, "", setting.anchor, deadline=False) for date in (first, last)]
                start, end = dates[0].start, dates[1].end
                if not (start and end and start <= end) or first.precision in wider:
                    continue
                if ends:
                    return Period(span, start, end)
                found.append(_Found(first, Period(span, start, end)))
        own = [one for one in found if not _is_posting(one, found, setting, beside=week is not None)]
        shortest = min(own, key=lambda one: _SHORTEST_FIRST.index(one.first.precision), default=None)
        return shortest and shortest.period


def _phrases(drafts: Sequence[Draft], area: Area) -> Iterator[DatesDraft]:
    """The phrases of dates that begin in a stretch."""
    for draft in drafts:
        phrase = phrase_of(draft)
        if phrase is None or phrase.dates[0].start < area.start:
            continue
        if phrase.dates[0].start >= area.end:
            return
        yield phrase


def _parts(phrase: DatesDraft) -> Iterator[tuple[bool, DateDraft, DateDraft]]:
    """The ranges of a phrase, else all of it; whether it is a range, the first date, the last one."""
    if not phrase.ranges:
        yield False, phrase.dates[0], phrase.dates[-1]
    for at in phrase.ranges:
        first, last = phrase.dates[at], phrase.dates[at + 1]
        if first.precision is last.precision:
            yield True, first, last
        else:  # a month, and after a dash the day on which the page was put up
            yield from ((False, date, date) for date in (first, last))


def _is_posting(one: _Found, found: list[_Found], setting: Setting, *, beside: bool) -> bool:
    """Whether a day is that on which the page was put up: alone in brackets, or outside the month that is named.

    ``beside`` says that something else names the period.
    """
    if one.first.precision is not Precision.DAY:
        return False
    others = [other for other in found if other is not one]
    if any(_is_outside(one.period, other) for other in others):
        return True
    folded = setting.view.folded
    end = folded.find(")", one.first.end, one.first.end + 3)
    bracketed = folded[max(0, one.first.start - 2) : one.first.start].endswith(("(", "( ")) and end >= 0
    named = [other for other in others if other.first.precision is not Precision.YEAR]
    return bracketed and (beside or bool(named))


def _is_outside(day: Period, other: _Found) -> bool:
    """Whether a day lies outside a month or a quarter that is named."""
    unit = other.first.precision
    return unit in _SHORTEST_FIRST[1:4] and not other.period.start <= day.start <= other.period.end


def _anchor_of(week: re.Match[str]) -> Anchor | None:
    """The days near those of a week, by the calendar of ISO 8601: offices count differently, by a week or so."""
    year = week["short_year"] or week["year"]
    number = min(max(int(week["number"]), 1), 52)
    if not year:
        return None
    return Anchor(dt.date.fromisocalendar(int(year), number, 1), dt.date.fromisocalendar(int(year), number, 7))
