"""What the inline grammar found, before the rest of the digest fills in what it leaves out.

Offsets of drafts are offsets in the folded view.
"""

from __future__ import annotations

from attrs import define, field

from ubnd_digest.model.dates import Part, Precision
from ubnd_digest.model.deadlines import Relation
from ubnd_digest.model.provisions import ProvisionLevel


@define
class DateDraft:
    """A date as its words give it; None is what they leave out.

    ``weak`` marks what may be a ratio as well as a day (11/11), unless it stands with others.
    """

    start: int
    end: int
    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    months: int | None = None
    late: bool = False
    part: Part | None = None
    weak: bool = False
    lone: bool = False  # only the number of a day: what follows gives its month
    inferred: bool = False

    def has_month(self) -> bool:
        """Whether it names a month or months, so that it lies in some year."""
        return self.month is not None or self.quarter is not None or self.months is not None

    def key(self) -> tuple[int, int]:
        """Where in a year it begins: to see which of two comes first."""
        if self.quarter is not None:
            return self.quarter * 3 - 2, 0
        if self.months is not None:
            return (13 - self.months if self.late else 1), 0
        return self.month or 0, self.day or 0


@define
class DatesDraft:
    """Dates joined in one phrase; ``ranges`` holds the index of each first date of a range."""

    dates: list[DateDraft]
    ranges: list[int] = field(factory=list)


@define
class ReferenceDraft:
    """A reference; ``type_text`` is None where only a number stands."""

    start: int
    end: int
    type_span: tuple[int, int] | None
    serial: str
    year: int | None
    symbol: str
    separator: str
    date: DateDraft | None


@define
class ProvisionDraft:
    """A provision; its document is a reference or a name, or is not said beside it.

    A label of a unit is one place, or two for a range of labels.
    """

    start: int
    end: int
    units: list[tuple[ProvisionLevel, list[tuple[tuple[int, int], ...]]]]
    reference: ReferenceDraft | None = None
    name_span: tuple[int, int] | None = None
    year: DateDraft | None = None


@define
class DeadlineDraft:
    """A word that sets a limit, with the dates behind it."""

    start: int
    relation: Relation
    kind: str
    dates: DatesDraft
    clock: tuple[int, int] | None = None


@define
class EffectiveDraft:
    """A date of effect."""

    start: int | None
    dates: DatesDraft


Draft = DatesDraft | ReferenceDraft | ProvisionDraft | DeadlineDraft | EffectiveDraft


def phrase_of(draft: Draft) -> DatesDraft | None:
    """The dates of a draft, behind a limit as well; None for a reference or a provision."""
    if isinstance(draft, DatesDraft):
        return draft
    return draft.dates if isinstance(draft, (DeadlineDraft, EffectiveDraft)) else None


def complete(dates: list[DateDraft], ranges: list[int]) -> None:
    """Fill what a date leaves out from its neighbours, those behind it first.

    The members of a list and the ends of a range are taken to be in order, so that a first
    end in December before a January belongs to the year before.
    """
    for i in range(len(dates) - 2, -1, -1):
        date, after = dates[i], dates[i + 1]
        if date.precision is Precision.DAY and date.month is None and after.month is not None:
            date.month, date.lone, date.inferred = after.month, True, True
            if after.day is not None and (date.day or 0) > after.day:
                date.month = after.month - 1 or 12
        if date.year is None and after.year is not None and date.has_month():
            later = after.precision is date.precision and date.key() > after.key()
            date.year, date.inferred = after.year - later, True
    for i in range(1, len(dates)):
        date, before = dates[i], dates[i - 1]
        if date.precision is Precision.DAY and date.month is None and before.month is not None:
            date.month, date.inferred = before.month, True
        if date.year is None and before.year is not None and date.has_month():
            earlier = before.precision is date.precision and date.key() < before.key()
            date.year, date.inferred = before.year + (earlier and i - 1 in ranges), True
