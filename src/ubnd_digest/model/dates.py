"""Dates, ranges of dates, and the days on which something takes effect or expires. Days are inclusive."""

from __future__ import annotations

import datetime as dt
import enum

from attrs import field, frozen

from ubnd_digest.model.spans import Mention
from ubnd_digest.model.text import plain_words
from ubnd_digest.model.words import form, words


class Precision(enum.Enum):
    """How exact a date is: the unit that it names.

    >>> Precision("quarter")
    <Precision.QUARTER: 'quarter'>
    """

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    MONTHS = "months"
    YEAR = "year"


class Part(enum.Enum):
    """The part of a unit: the beginning, the middle or the end of a month, a quarter, a year.

    >>> Part("late").name
    'LATE'
    """

    EARLY = "early"
    MID = "mid"
    LATE = "late"


@frozen(repr=False)
class DateExpression(Mention):
    """A calendar unit: a day, a month, a quarter, some months, a year.

    Attributes:
        start: the first day, or None where ``problem`` says why there is none.
        end: the last day, inclusive, or None.
        precision: the unit that is named.
        edtf: the same in the Extended Date/Time Format (ISO 8601-2): ``2022-34`` for the second
            quarter of 2022, ``2024-11/2024-12`` for months, ``XXXX-05-30`` where the year is not known.
        inferred: whether something that the words leave out was taken from elsewhere.
        problem: None, ``"impossible"`` (31/02) or ``"undetermined"`` (no year, and nothing to take it from).
        part: the part of the unit that is meant, or None.

    >>> from ubnd_digest import find_dates
    >>> find_dates("hoàn thành trong quý II năm 2022")[0].edtf
    '2022-34'
    """

    start: dt.date | None
    end: dt.date | None
    precision: Precision
    edtf: str
    inferred: bool = field(default=False, eq=False)
    problem: str | None = None
    part: Part | None = None

    def __str__(self) -> str:
        """The canonical form, with its year: ``ngày 30/5/2022``; the words as they are where there is a problem."""
        start, end = self.start, self.end
        if start is None or end is None:
            return plain_words(self.text)
        shape = self.precision.value
        if self.precision is Precision.MONTHS:
            shape = "first months" if start.month == 1 else "last months"
        unit = form("date", shape).format(
            day=start.day,
            month=f"{start.month:02}" if start.month < 3 else start.month,
            quarter=words("date", "quarters")[(start.month - 1) // 3],
            count=end.month - start.month + 1,
            year=start.year,
        )
        return form("date", "part", self.part.value).format(unit=unit) if self.part else unit


@frozen(repr=False)
class DateRange(Mention):
    """From one date to another: ``từ ngày 30/5 đến ngày 05/6/2022``, ``2021 - 2030``.

    >>> from ubnd_digest import find_ranges
    >>> found = find_ranges("giai đoạn 2021 - 2030")[0]
    >>> found.start.isoformat(), found.end.isoformat()
    ('2021-01-01', '2030-12-31')
    """

    first: DateExpression
    last: DateExpression

    @property
    def start(self) -> dt.date | None:
        """The first day."""
        return self.first.start

    @property
    def end(self) -> dt.date | None:
        """The last day, inclusive."""
        return self.last.end

    def __str__(self) -> str:
        """The canonical form: ``từ ngày 30/5/2022 đến ngày 05/6/2022``."""
        return form("date", "range").format(first=self.first, last=self.last)


@frozen(repr=False)
class EffectiveDate(Mention):
    """When a document takes effect: ``có hiệu lực kể từ ngày 05 tháng 3 năm 2026``.

    >>> from ubnd_digest import parse
    >>> digest = parse("Quyết định này có hiệu lực từ ngày 05/3/2026.")
    >>> digest.effective_dates[0].date.start.isoformat()
    '2026-03-05'
    """

    date: DateExpression

    def __str__(self) -> str:
        """The canonical form: ``có hiệu lực từ ngày 05/3/2026``."""
        return form("date", "effect").format(date=self.date)


@frozen(repr=False)
class ExpiryDate(Mention):
    """When something is in force no more: ``hết hiệu lực từ ngày 05/3/2026``, ``có hiệu lực đến hết năm 2026``.

    >>> from ubnd_digest import parse
    >>> digest = parse("Quyết định số 12/QĐ-UBND hết hiệu lực từ ngày 05/3/2026.")
    >>> digest.expiry_dates[0].date.start.isoformat()
    '2026-03-05'
    """

    date: DateExpression

    def __str__(self) -> str:
        """The canonical form: ``hết hiệu lực từ ngày 05/3/2026``."""
        return form("date", "expiry").format(date=self.date)
