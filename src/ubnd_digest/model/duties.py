"""Who must do what, with whom, by when."""

from __future__ import annotations

import datetime as dt

from attrs import field, frozen

from ubnd_digest.model import upward
from ubnd_digest.model.agencies import Agency
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.documents import DocumentNumber
from ubnd_digest.model.spans import Mention, Span, words_or_none
from ubnd_digest.model.text import folded_words, plain_words


@frozen(repr=False)
class Duty(Mention):
    """One party, or one list of parties that acts together, told to do something, in one sentence.

    Attributes:
        responsible: the words that name who must act; where the sentence leaves them out, those that named the party.
        parties: the organisations that these words name; none for people (``chủ đầu tư``) and levels (``cấp huyện``).
        task: what is to be done, in the words of the text.
        task_span: where these words stand.
        supporting: the words behind "in coordination with" that name who helps, or None.
        deadlines: the deadlines that stand in it.
        basis: the numbers of the documents named in it.
        ordered_by: the words that name who orders, or None.

    >>> from ubnd_digest import find_duties
    >>> duty = find_duties("Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính lập dự toán trước ngày 30/6/2026.")[0]
    >>> duty.responsible, duty.supporting, [deadline.due.isoformat() for deadline in duty.deadlines]
    ('Sở Y tế', 'Sở Tài chính', ['2026-06-29'])
    >>> duty.due.isoformat(), duty.task
    ('2026-06-29', 'chủ trì, phối hợp với Sở Tài chính lập dự toán trước ngày 30/6/2026')
    """

    responsible: str = field(eq=words_or_none)
    parties: tuple[Agency, ...]
    task: str = field(eq=folded_words)
    task_span: Span = field(eq=False, repr=False)
    supporting: str | None = field(default=None, eq=words_or_none)
    deadlines: tuple[Deadline, ...] = ()
    basis: tuple[DocumentNumber, ...] = ()
    ordered_by: str | None = field(default=None, eq=words_or_none)

    @property
    def due(self) -> dt.date | None:
        """The last day on which it can be done, the first one where there are several; None where no day is known."""
        return min((deadline.due for deadline in self.deadlines if deadline.due), default=None)

    def _repr_html_(self) -> str:
        return upward.duty_html(self)

    def __str__(self) -> str:
        """The party, then the task."""
        return plain_words(f"{self.responsible}: {self.task}")
