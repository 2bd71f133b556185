"""Days by which somebody must have done something."""

from __future__ import annotations

import datetime as dt
import enum

from attrs import evolve, field, frozen

from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.durations import next_day
from ubnd_digest.model.spans import Mention, capital, words_or_none
from ubnd_digest.model.text import plain_words
from ubnd_digest.model.words import form, words


class Relation(enum.Enum):
    """How a deadline relates to the date that it names.

    ``before``: the first day named is already too late. ``by``: the last day named still
    counts. ``within``: any time in the unit named.

    >>> [relation.value for relation in Relation]
    ['before', 'by', 'within']
    """

    BEFORE = "before"
    BY = "by"
    WITHIN = "within"


class Reckoning(enum.Enum):
    """How the last day is known.

    ``named``: the words name it. ``counted``: from a day that is known. ``recurring``: it comes again and again.
    ``vague``: the words name no day of the calendar (``trước mùa mưa lũ``, ``trước đầu tháng 6``).

    >>> [reckoning.value for reckoning in Reckoning]
    ['named', 'counted', 'recurring', 'vague']
    """

    NAMED = "named"
    COUNTED = "counted"
    RECURRING = "recurring"
    VAGUE = "vague"


class CountUnit(enum.Enum):
    """What is counted.

    >>> CountUnit("working-day").name
    'WORKING_DAY'
    """

    DAY = "day"
    WORKING_DAY = "working-day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@frozen(repr=False)
class Deadline(Mention):
    """A day by which somebody must have done something.

    Attributes:
        relation: how the deadline relates to the date named.
        named: the date that the text names as the limit; None where it counts to it, where it comes again and again,
            and where the words name none of our calendar: a season, a day of the moon.
        due: the last day on which it can be done, as the words say, or None.
        time: the clock time on that day, or None.
        responsible: the words that name who must act, or None where the text does not say.
        reckoning: how the last day is known.
        count: how many units are counted, or None.
        unit: what is counted, or None.
        start: the date from which is counted; that day itself is not. None where nothing is counted.
        extended_to: of a counted period that ends on a day off, the working day to which article 148.5 of the Civil
            Code of 2015 would move its end; None where it ends on a working day, or its calendar is not known.
        rule: of a limit that comes again and again, the days that its words name, as recurrence rules of RFC 5545, one
            a line. For ``before`` they are already too late, and the last day is the one before, as ``next`` gives it.

    >>> from ubnd_digest import find_deadlines
    >>> found = find_deadlines("Sở Y tế báo cáo trước ngày 30/6/2022.")[0]
    >>> found.due.isoformat(), found.limit.isoformat(), found.responsible
    ('2022-06-29', '2022-06-30', 'Sở Y tế')
    """

    relation: Relation
    named: DateExpression | None
    due: dt.date | None
    time: dt.time | None = None
    responsible: str | None = field(default=None, eq=words_or_none)
    reckoning: Reckoning = Reckoning.NAMED
    count: int | None = None
    unit: CountUnit | None = None
    start: DateExpression | None = None
    extended_to: dt.date | None = None
    rule: str | None = None

    @property
    def limit(self) -> dt.date | None:
        """The day that sets the limit, the first one named for ``before``, else the last; None where none is known."""
        if self.relation is Relation.BEFORE:
            # "before the middle of May", "before the 25th of the twelfth lunar month": the day after the last one
            without_day = self.named is None or self.named.part is not None
            if without_day and self.due is not None:
                return self.due + dt.timedelta(1)
            return self.named.start if self.named else None
        return self.due if self.due is not None or self.named is None else self.named.end

    @property
    def unknown(self) -> str | None:
        """Why no day is known, ``recurring`` or ``vague``, where only the words set the limit; else None."""
        return self.reckoning.value if self.reckoning in (Reckoning.RECURRING, Reckoning.VAGUE) else None

    def next(self, after: dt.date) -> dt.date | None:
        """Of a limit that comes again and again, the first last day after a day; of any other, its due day.

        >>> from ubnd_digest import find_deadlines
        >>> found = find_deadlines("Các xã báo cáo trước ngày 25 hằng tháng.")[0]
        >>> found.rule, found.due, found.next(dt.date(2026, 6, 30)).isoformat()
        ('RRULE:FREQ=MONTHLY;BYMONTHDAY=25', None, '2026-07-24')
        """
        if self.rule is None:
            return self.due
        before = dt.timedelta(self.relation is Relation.BEFORE)
        found = next_day(self.rule, after + before)
        return found - before if found else None

    def __str__(self) -> str:
        """The canonical form: ``Giao Sở Y tế hoàn thành trước ngày 30/6/2022``."""
        if self.count is not None and self.unit and self.start:
            length = form("length", self.unit.value).format(count=self.count)
            task = form("deadline", "counted").format(length=length, start=self.start)
        elif self.rule and (days := _days_again(self.rule)):
            task = form("deadline", self.relation.value).format(date=self._with_time(days))
        elif self.named is None:
            task = form("deadline", "words").format(words=plain_words(self.text))
        else:
            date = self._with_time(self._date(self.named))
            task = form("deadline", self.relation.value).format(date=date)
        if self.responsible:
            task = form("deadline", "assigned").format(responsible=plain_words(self.responsible), task=task)
        return capital(task)

    def _with_time(self, date: str) -> str:
        if self.time is None:
            return date
        clock = form("deadline", "minute" if self.time.minute else "hour")
        return clock.format(hour=self.time.hour, minute=self.time.minute, date=date)

    def _date(self, named: DateExpression) -> str:
        """The date in its canonical form, with the part of a month of which the last day is known."""
        if named.part and self.due:
            part = f"{named.part.value}-{self.due.day}"
            if part in words("date", "until"):
                return form("date", "until", part).format(unit=evolve(named, part=None))
        return str(named)


def _days_again(rules: str) -> str | None:
    """The days of a month or of years that recurrence rules name, in words; None for others."""
    parts = [dict(part.split("=") for part in line.partition(":")[2].split(";")) for line in rules.splitlines()]
    if all(part.keys() == {"FREQ", "BYMONTH", "BYMONTHDAY"} and part["BYMONTH"].isdigit() for part in parts):
        day = form("again", "day")
        days = (day.format(day=int(part["BYMONTHDAY"]), month=int(part["BYMONTH"])) for part in parts)
        return form("again", "yearly").format(days=", ".join(days))
    if all(part.keys() == {"FREQ", "BYMONTHDAY"} for part in parts):
        return form("again", "monthly").format(days=", ".join(part["BYMONTHDAY"].replace(",", ", ") for part in parts))
    return None
