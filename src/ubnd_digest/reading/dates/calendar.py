"""Drafts of dates -> dates of the calendar."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from ubnd_digest.model.dates import DateExpression, Part, Precision
from ubnd_digest.model.deadlines import Relation
from ubnd_digest.model.spans import Span
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.values import unchecked
from ubnd_digest.reading.drafts import DateDraft

_FIRST_QUARTER_CODE = 32  # EDTF level 1 counts quarters from 33
_MONTHS = 12
_ONE_DAY = dt.timedelta(days=1)
QUARTERS = 4
_MID_MONTH = 15
# A year of two figures without an anchor is near this one; it lies at most so many years ahead.
_YEAR_OF_SHORT_YEARS = 2020
_AHEAD = 29
_date = unchecked(DateExpression)  # half of all values are dates


class Anchor(NamedTuple):
    """The days to which a date without a year is taken to be near."""

    start: dt.date
    end: dt.date

    def year(self) -> int:
        """The year of the text, which has most of its days."""
        return (self.start + (self.end - self.start) // 2).year

    def month(self) -> int:
        """The month of the text."""
        return (self.start + (self.end - self.start) // 2).month


def anchor_of(anchor: dt.date | None) -> Anchor | None:
    """The anchor that a day is; a ``TypeError`` for what is no day."""
    day = day_of(anchor)
    return Anchor(day, day) if day else None


def day_of(anchor: dt.date | None) -> dt.date | None:
    """The day of a date or a time; a ``TypeError`` for what is neither."""
    if anchor is not None and not isinstance(anchor, dt.date):
        raise TypeError(f"anchor takes a datetime.date, not {type(anchor).__name__}")
    return anchor.date() if isinstance(anchor, dt.datetime) else anchor


class Unit(NamedTuple):
    """The days of a calendar unit, or why there are none."""

    start: dt.date | None
    end: dt.date | None
    edtf: str
    problem: str | None = None


def expression(draft: DateDraft, span: Span, text: str, anchor: Anchor | None, *, deadline: bool) -> DateExpression:
    """The date that a draft stands for.

    What the words leave out is taken from the anchor: the unit nearest to it, for a deadline the
    first one that does not end before the anchor begins.
    """
    year, month, inferred = draft.year, draft.month, draft.inferred
    if draft.short and year is not None:
        year = _in_century(year, anchor, past=draft.born)
    elif year is None:
        found = _nearest(draft, anchor, deadline=deadline) if anchor else None
        if found:
            year, month = found
            inferred = True
    unit = _unit(draft.precision, year, month, draft.day, draft.quarter, draft.months, draft.late)
    return _date(span, text, unit.start, unit.end, draft.precision, unit.edtf, inferred, unit.problem, draft.part)


def last_day(relation: Relation, date: DateExpression, until: int | None = None) -> dt.date | None:
    """The last day on which something can be done that has a date for its limit; None where the words say no day.

    The middle of a month is its 15th day, of a year the 30th of June; the end is the last day: article 146 of the Civil
    Code of 2015. There is no rule for quarters, and "by the beginning of May" says no day. ``until`` is the last day of
    a part of a month, where its word says it.
    """
    before = relation is Relation.BEFORE
    start, end = date.start, date.end
    if start is None or end is None:
        return None
    if date.part is None or (date.part is Part.EARLY and before) or (date.part is Part.LATE and not before):
        return start - _ONE_DAY if before and start > dt.date.min else end
    if not before and until:
        return start.replace(day=until)
    if date.part is Part.EARLY or date.precision not in (Precision.MONTH, Precision.YEAR):
        return None
    limit = end
    if date.part is Part.MID:
        limit = start.replace(day=_MID_MONTH) if date.precision is Precision.MONTH else dt.date(start.year, 6, 30)
    return limit - _ONE_DAY if before else limit


def _in_century(year: int, anchor: Anchor | None, *, past: bool) -> int:
    """The year of two figures: at most so many years ahead of the text; what happened is no year to come."""
    latest = anchor.year() if anchor else _YEAR_OF_SHORT_YEARS
    return latest - (latest - year) % 100 if past else latest + _AHEAD - (latest + _AHEAD - year) % 100


def days_of(draft: DateDraft) -> Anchor | None:
    """The days of a draft that says its year; None where the calendar has none."""
    unit = _unit(draft.precision, draft.year, draft.month, draft.day, draft.quarter, draft.months, draft.late)
    return Anchor(unit.start, unit.end) if unit.start and unit.end else None


def with_nearest_year(draft: DateDraft, anchor: Anchor | None, *, deadline: bool) -> DateDraft:
    """A draft without a year with the one that brings it nearest to the anchor; the same where there is none."""
    found = _nearest(draft, anchor, deadline=deadline) if anchor else None
    if found is None:
        return draft
    year, month = found
    month = month if draft.precision is Precision.DAY else draft.month
    return draft._replace(year=year, month=month, turn=None, inferred=True)


def _nearest(draft: DateDraft, anchor: Anchor, *, deadline: bool) -> tuple[int, int | None] | None:
    """The year (and month) that bring a draft nearest to the anchor, or those that its words count from it."""
    if draft.turn is not None:
        return (anchor.year() + draft.turn, draft.month) if draft.has_month() else None
    if draft.month_turn is not None:
        of_text, before = divmod(anchor.year() * _MONTHS + anchor.month() - 1 + draft.month_turn, _MONTHS)
        return of_text, before + 1
    if draft.precision is Precision.MONTHS:  # of the year, whichever is nearest
        return anchor.year(), None
    best: tuple[int, int, int | None] | None = None
    if draft.precision is Precision.DAY and draft.month is None:
        around = [
            divmod(anchor.start.year * _MONTHS + anchor.start.month - 1 + step, _MONTHS) for step in (-1, 0, 1, 2)
        ]
        choices: list[tuple[int, int | None]] = [(year, month + 1) for year, month in around]
    else:
        # a leap day may be four years away, eight around 1900 and 2100
        reach = 8 if (draft.month, draft.day) == (2, 29) else 1
        choices = [(anchor.start.year + step, draft.month) for step in range(-reach, reach + 1)]
    for year, month in choices:
        if not dt.MINYEAR <= year <= dt.MAXYEAR:
            continue
        unit = _unit(draft.precision, year, month, draft.day, draft.quarter, draft.months, draft.late)
        if unit.start is None or unit.end is None:
            continue
        if deadline and unit.end < anchor.start:
            continue
        if (draft.side < 0 and unit.start > anchor.end) or (draft.side > 0 and unit.start < anchor.start):
            continue
        distance = max((unit.start - anchor.end).days, (anchor.start - unit.end).days, 0)
        if best is None or distance < best[0]:
            best = distance, year, month
    return best[1:] if best else None


@lru_cache(maxsize=4096)
def _unit(
    precision: Precision,
    year: int | None,
    month: int | None,
    day: int | None,
    quarter: int | None,
    months: int | None,
    late: bool,
) -> Unit:
    if year is not None and not dt.MINYEAR <= year <= dt.MAXYEAR:
        year = None  # a neighbour at the edge of the calendar would give it
    if precision is Precision.YEAR:
        assert year is not None
        return Unit(dt.date(year, 1, 1), dt.date(year, _MONTHS, 31), f"{year:04}")
    shown = "XXXX" if year is None else f"{year:04}"
    if precision is Precision.MONTHS:
        assert months is not None
        if not 0 < months <= _MONTHS:
            return Unit(None, None, "", "impossible")
        first, last = (_MONTHS + 1 - months, _MONTHS) if late else (1, months)
        return _months(year, first, last, f"{shown}-{first:02}/{shown}-{last:02}")
    if precision is Precision.QUARTER:
        assert quarter is not None
        if not 0 < quarter <= QUARTERS:
            return Unit(None, None, "", "impossible")
        return _months(year, quarter * 3 - 2, quarter * 3, f"{shown}-{_FIRST_QUARTER_CODE + quarter}")
    if month is not None and not 0 < month <= _MONTHS:
        return Unit(None, None, "", "impossible")
    if precision is Precision.MONTH:
        assert month is not None
        return _months(year, month, month, f"{shown}-{month:02}")
    assert day is not None
    edtf = f"{shown}-{month:02}-{day:02}" if month else f"{shown}-XX-{day:02}"
    try:
        found = dt.date(2000 if year is None else year, month or 1, day)
    except ValueError:
        return Unit(None, None, "", "impossible")
    return Unit(found, found, edtf) if year is not None else Unit(None, None, edtf, "undetermined")


def _months(year: int | None, first: int, last: int, edtf: str) -> Unit:
    from dateutil.relativedelta import relativedelta

    if year is None:
        return Unit(None, None, edtf, "undetermined")
    return Unit(dt.date(year, first, 1), dt.date(year, last, 1) + relativedelta(day=31), edtf)
