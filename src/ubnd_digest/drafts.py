"""What the inline grammar found, before the rest of the digest fills in what it leaves out.

Offsets of drafts are offsets in the folded view.
"""

from __future__ import annotations

from attrs import define, field

from ubnd_digest.model import Part, Precision, ProvisionLevel, Relation


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
    inferred: bool = False

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
    """A provision; its document is a reference or a name, or is not said beside it."""

    start: int
    end: int
    units: list[tuple[ProvisionLevel, tuple[str, ...]]]
    reference: ReferenceDraft | None = None
    name_span: tuple[int, int] | None = None
    year: DateDraft | None = None


@define
class DeadlineDraft:
    """A word that sets a limit, with the dates behind it; ``certain`` when no word of duty is needed."""

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
