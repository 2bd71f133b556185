"""Limits that are counted from a day, and limits that come again and again."""

from __future__ import annotations

import datetime as dt

from ubnd_digest.model.dates import DateExpression, Precision
from ubnd_digest.model.deadlines import CountUnit, Deadline, Reckoning, Relation
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.dates.durations import is_day, written_rules
from ubnd_digest.reading.dates.working_days import after_working_days, extended
from ubnd_digest.reading.drafts import CountedDraft, DateDraft, DeadlineDraft, DurationDraft, RecurrenceDraft
from ubnd_digest.reading.setting import Setting, warning

_UNITS = {"D": CountUnit.DAY, "W": CountUnit.WEEK, "M": CountUnit.MONTH, "Y": CountUnit.YEAR}
_MOST = 1000  # longer counts are no limits of a task


class Counted(NamedTuple):
    """The last day of a counted period, what is counted, and what is doubted."""

    due: dt.date | None
    unit: CountUnit | None
    doubts: tuple[Diagnostic, ...] = ()


def count_from(start: DateExpression, duration: DurationDraft, setting: Setting) -> Counted:
    """The last day of a period after a day, which does not count: articles 147 and 148 of the Civil Code of 2015."""
    day = start.start
    unit = CountUnit.WORKING_DAY if duration.working and duration.unit == "D" else _UNITS.get(duration.unit)
    if day is None or unit is None or not 0 < duration.size <= _MOST or start.precision is not Precision.DAY:
        return Counted(None, unit)
    if unit is CountUnit.WORKING_DAY:
        due = after_working_days(day, duration.size)
        if due is None:
            message = f"working days of {day.year} are not known: no extra workdays, or a year that is not announced"
            doubt = warning("unknown-calendar", message, setting.span(duration.start, duration.end))
            return Counted(None, unit, (doubt,))
        return Counted(due, unit)
    from dateutil.relativedelta import relativedelta

    names = {CountUnit.DAY: "days", CountUnit.WEEK: "weeks", CountUnit.MONTH: "months", CountUnit.YEAR: "years"}
    step = relativedelta(**{names[unit]: duration.size})  # type: ignore[arg-type]
    try:
        return Counted(day + step, unit)
    except (OverflowError, ValueError):
        return Counted(None, unit)


def counted_deadline(
    draft: CountedDraft, start: DateExpression, counted: Counted, who: str | None, setting: Setting
) -> Deadline:
    """The deadline that a counted period is."""
    span = setting.span(draft.start, draft.end)
    assert counted.due is not None
    moved = None if counted.unit is CountUnit.WORKING_DAY else extended(counted.due)
    return Deadline(
        span,
        setting.text(span),
        Relation.BY,
        None,
        counted.due,
        None,
        who,
        Reckoning.COUNTED,
        draft.duration.size,
        counted.unit,
        start,
        moved,
    )


# ---- again and again ------------------------------------------------------------------------


def recurrence_of(limit: DeadlineDraft, before: RecurrenceDraft | None) -> RecurrenceDraft | None:
    """The recurrence of a limit: its own, or where it names no year, the one before it in its sentence."""
    if limit.recurrence:
        return limit.recurrence
    dates = limit.dates.dates
    if before is None or before.rules:
        return None
    if any(date.year is not None or date.precision is not Precision.DAY for date in dates):
        return None
    if before.unit not in "MY" or (before.unit == "Y" and any(date.month is None for date in dates)):
        return None
    if (before.size, before.unit) == (1, "M") and any(date.month is not None for date in dates):
        return None  # what is done each month is not done by one day of the year
    return before


def rules_of(limit: DeadlineDraft, recurrence: RecurrenceDraft) -> str | None:
    """The recurrence rules of the days that a limit names."""
    rules = recurrence.rules or tuple(rule for date in limit.dates.dates if (rule := _rule(date, recurrence)))
    return written_rules(rules)


def _rule(date: DateDraft, recurrence: RecurrenceDraft) -> str | None:
    day, month = date.day or 0, date.month or 1
    if not is_day(day, month):
        return None
    if date.month is not None:
        return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"
    monthly = (recurrence.size, recurrence.unit) == (1, "M")
    return f"FREQ=MONTHLY;BYMONTHDAY={day}" if monthly else None


def recurring_deadline(
    limit: DeadlineDraft, relation: Relation, recurrence: RecurrenceDraft, who: str | None, setting: Setting
) -> Deadline:
    """A limit that comes again and again: it has no last day of its own."""
    span = setting.span(limit.start, limit.end)
    time = dt.time(*limit.clock) if limit.clock else None
    rule = rules_of(limit, recurrence)
    return Deadline(span, setting.text(span), relation, None, None, time, who, Reckoning.RECURRING, rule=rule)
