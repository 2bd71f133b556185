"""Days by which somebody must have done something."""

from __future__ import annotations

import datetime as dt
import enum

from attrs import field, frozen

from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.spans import Mention, capital, words_or_none
from ubnd_digest.model.text import plain_words
from ubnd_digest.model.words import form


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


@frozen(repr=False)
class Deadline(Mention):
    """A day by which somebody must have done something.

    Attributes:
        relation: how the deadline relates to the date named.
        named: the date that the text names.
        due: the last day on which it can be done, or None where the words say no day (``trước cuối tháng 5``).
        time: the clock time on that day, or None.
        responsible: the words that name who must act, or None where the text does not say.

    >>> from ubnd_digest import find_deadlines
    >>> found = find_deadlines("Sở Y tế báo cáo trước ngày 30/6/2022.")[0]
    >>> found.due.isoformat(), found.limit.isoformat(), found.responsible
    ('2022-06-29', '2022-06-30', 'Sở Y tế')
    """

    relation: Relation
    named: DateExpression
    due: dt.date | None
    time: dt.time | None = None
    responsible: str | None = field(default=None, eq=words_or_none)

    @property
    def limit(self) -> dt.date | None:
        """The day that sets the limit, the first one named for ``before``, else the last."""
        return self.named.start if self.relation is Relation.BEFORE else self.named.end

    def __str__(self) -> str:
        """The canonical form: ``Giao Sở Y tế hoàn thành trước ngày 30/6/2022``."""
        date = str(self.named)
        if self.time:
            clock = form("deadline", "minute" if self.time.minute else "hour")
            date = clock.format(hour=self.time.hour, minute=self.time.minute, date=date)
        task = form("deadline", self.relation.value).format(date=date)
        if self.responsible:
            task = form("deadline", "assigned").format(responsible=plain_words(self.responsible), task=task)
        return capital(task)
