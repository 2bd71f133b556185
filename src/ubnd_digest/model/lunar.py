"""Days and months of the lunar calendar, as they are kept in Viet Nam."""

from __future__ import annotations

import datetime as dt

from attrs import field, frozen

from ubnd_digest.model.spans import Mention
from ubnd_digest.model.text import plain_words
from ubnd_digest.model.words import form


@frozen(repr=False)
class LunarDate(Mention):
    """A day or a month of the lunar calendar: ``rằm tháng Giêng``, ``ngày 10/3 âm lịch``, ``tháng Chạp năm Ất Tỵ``.

    Attributes:
        month: the month, 1 to 12.
        day: the day of the month, or None where a month is named.
        year: the year of the lunar calendar, which begins at Tết, or None where nothing tells it.
        leap: whether it is the second of two months with this number (``tháng 6 nhuận``).
        start: the first day in our calendar; None where ``problem`` says why there is none.
        end: the last day, inclusive, or None.
        problem: None, ``"impossible"`` (a day that the month does not have) or ``"undetermined"`` (no year, or none
            that ``grammars/names/lunar.csv`` knows).
        inferred: whether the year is one of those that bear its name (``Ất Tỵ``), the nearest to the text.

    >>> from ubnd_digest import Parser
    >>> (found,) = Parser().find_mentions("Lễ hội diễn ra ngày 10 tháng 3 năm 2026 âm lịch.")
    >>> found.text, found.day, found.month, found.year, found.start.isoformat()
    ('ngày 10 tháng 3 năm 2026 âm lịch', 10, 3, 2026, '2026-04-26')
    """

    month: int
    day: int | None = None
    year: int | None = None
    leap: bool = False
    start: dt.date | None = None
    end: dt.date | None = None
    problem: str | None = None
    inferred: bool = field(default=False, eq=False)

    def __str__(self) -> str:
        """The canonical form: ``ngày 15 tháng 1 năm 2026 âm lịch``; the words as they are where there is a problem."""
        if self.problem:
            return plain_words(self.text)
        month = form("lunar", "leap").format(month=self.month) if self.leap else self.month
        return form("lunar", "day" if self.day else "month").format(day=self.day, month=month, year=self.year)
