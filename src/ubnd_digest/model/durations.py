"""Lengths of time, and what comes again and again, with their values in ISO 8601."""

from __future__ import annotations

import datetime as dt
import re

from attrs import frozen

from ubnd_digest.model.spans import Mention
from ubnd_digest.model.words import form

_VALUE = re.compile("P(?P<time>T)?(?P<count>[0-9]{1,4})(?P<unit>[A-Z])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year", "TH": "hour", "TM": "minute", "TS": "second"}


@frozen(repr=False)
class Duration(Mention):
    """A length of time that is no calendar unit: ``15 ngày``, ``05 ngày làm việc``, ``6 tuổi``.

    Attributes:
        value: in ISO 8601: ``P15D``, ``P3M``, ``PT24H``.
        working: whether only working time counts.

    >>> from ubnd_digest import Parser
    >>> found = Parser().find_mentions("trong 05 ngày làm việc")[0]
    >>> found.text, found.value, found.working
    ('05 ngày làm việc', 'P5D', True)
    """

    value: str
    working: bool = False

    def __str__(self) -> str:
        """The canonical form: ``15 ngày``; the words where the value is none that is known."""
        found = _VALUE.fullmatch(self.value)
        if found is None:
            return super().__str__()
        unit = _UNITS.get(f"{found['time'] or ''}{found['unit']}", "")
        if self.working and unit in ("day", "hour"):
            unit = f"working-{unit}"
        return form("length", unit).format(count=int(found["count"])) if unit else super().__str__()


@frozen(repr=False)
class SetExpression(Mention):
    """What comes again and again: ``hằng tuần``, ``ngày 25 hằng tháng``, ``03 lần/tuần``.

    Attributes:
        value: how long it is from one time to the next, in ISO 8601: ``P1W``; of several times in a unit, the unit.
        rule: the days on which it falls, as recurrence rules of RFC 5545, one a line; None where the words say no day.

    >>> from ubnd_digest import Parser
    >>> found = Parser().find_mentions("báo cáo trước ngày 25 hằng tháng")[1]
    >>> found.text, found.value, found.rule
    ('ngày 25 hằng tháng', 'P1M', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=25')
    """

    value: str
    rule: str | None = None

    def next(self, after: dt.date) -> dt.date | None:
        """The first day after a day on which it falls; None where the words say no day.

        >>> from ubnd_digest import Parser
        >>> Parser().find_mentions("ngày 20/6 và 20/12 hằng năm")[0].next(dt.date(2026, 7, 1)).isoformat()
        '2026-12-20'
        """
        return next_day(self.rule, after)


def next_day(rule: str | None, after: dt.date) -> dt.date | None:
    """The first day after a day by recurrence rules; None without rules, or where none comes within eight years."""
    if rule is None or after >= dt.date.max - dt.timedelta(366 * 9):
        return None
    from dateutil.rrule import rrulestr

    start = dt.datetime.combine(after, dt.time()) + dt.timedelta(1)
    until = (after + dt.timedelta(366 * 8)).isoformat().replace("-", "")  # a rule of 30 February never ends
    found = [next(iter(rrulestr(f"{line};UNTIL={until}", dtstart=start)), None) for line in rule.splitlines()]
    return min((day.date() for day in found if day), default=None)
