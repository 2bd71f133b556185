"""Working days: Saturdays and Sundays off, public holidays, and the days that were swapped.

Public holidays come from the package ``holidays`` (the extra ``workdays``). Which years are announced, with the days
that officials swap, stands in ``grammars/names/workdays.csv``; beyond those nothing is counted.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.words import table

_ONE_DAY = dt.timedelta(days=1)
_SATURDAY = 5
_MOST = 400  # more working days than this are counted nowhere


class Announced(NamedTuple):
    """A year whose days off are known: until which day, and which days are swapped."""

    until: dt.date
    off: frozenset[dt.date]
    worked: frozenset[dt.date]


@cache
def announced() -> dict[int, Announced]:
    """The years that are announced.

    >>> dt.date(2024, 4, 29) in announced()[2024].off
    True
    """
    return {
        int(row["year"]): Announced(dt.date.fromisoformat(row["until"]), _days(row["off"]), _days(row["worked"]))
        for row in table("workdays")
    }


def _days(written: str) -> frozenset[dt.date]:
    return frozenset(map(dt.date.fromisoformat, filter(None, written.split(";"))))


@cache
def _holidays(year: int) -> frozenset[dt.date] | None:
    """The public holidays of a year; None without the package."""
    try:
        from holidays import country_holidays
    except ImportError:
        return None
    return frozenset(country_holidays("VN", years=year))


def is_off(day: dt.date) -> bool | None:
    """Whether a day is off; None where that is not known.

    >>> is_off(dt.date(2031, 5, 1)) is None
    True
    """
    year = announced().get(day.year)
    if year is None or day > year.until:
        return None
    if day in year.worked:
        return False
    if day in year.off or day.weekday() >= _SATURDAY:
        return True
    holidays = _holidays(day.year)
    return None if holidays is None else day in holidays


def after_working_days(start: dt.date, count: int) -> dt.date | None:
    """The last of so many working days after a day, which does not count; None where a day is not known."""
    day = start
    left = min(count, _MOST + 1)
    while left:
        if left > _MOST or day == dt.date.max:
            return None
        day += _ONE_DAY
        off = is_off(day)
        if off is None:
            return None
        left -= not off
    return day


def extended(day: dt.date) -> dt.date | None:
    """The working day to which a last day that is off moves; None where it is none, or that is not known."""
    if not is_off(day):
        return None
    while (off := is_off(day)) and day < dt.date.max:
        day += _ONE_DAY
    return None if off is None else day
