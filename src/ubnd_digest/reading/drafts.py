"""What the inline grammar found, before the rest of the text fills in what it leaves out.

Offsets of drafts are offsets in the folded view. A draft is never changed: a step that knows more makes another one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeAlias

from ubnd_digest.model.dates import Part, Precision
from ubnd_digest.model.deadlines import Relation
from ubnd_digest.model.provisions import ProvisionLevel
from ubnd_digest.model.tuples import NamedTuple

Place: TypeAlias = tuple[int, int]


def is_within(at: int, places: Sequence[Place], starts: Sequence[int]) -> bool:
    """Whether something stands in one of some places, in text order and apart, of which ``starts`` are the first."""
    place = bisect_right(starts, at) - 1
    return place >= 0 and at < places[place][1]


class DateDraft(NamedTuple):
    """A date as its words give it; None is what they leave out."""

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
    weak: bool = False  # what may be a ratio as well as a day (11/11), unless it stands with others
    lone: bool = False  # a day of which only the number stands there, so that what follows gives its month
    inferred: bool = False
    until: int | None = None  # the last day of a part of a month
    clock: Place | None = None  # a clock time that the joint before it brings
    turn: int | None = None  # years from the year of the text: this year is 0
    side: int = 0  # -1 for the last such unit, 1 for the next
    short: bool = False  # of its year the century is not written
    born: bool = False  # it is no year to come
    bare: bool = False  # numbers that are a day, or a month, only beside other dates
    month_turn: int | None = None  # months from the month of the text

    def has_month(self) -> bool:
        """Whether it names a month or months, so that it lies in some year."""
        return self.month is not None or self.quarter is not None or self.months is not None

    def lacks_month(self) -> bool:
        """Whether it is a day, and nothing tells the month."""
        return self.day is not None and self.month is None and self.month_turn is None

    def has_year(self) -> bool:
        """Whether it says its year, or how to count to it."""
        return self.year is not None or self.turn is not None

    def tells_year(self) -> bool:
        """Whether its own words decide the year, as "the last one" does."""
        return self.has_year() or self.side != 0

    def in_year_of(self, other: DateDraft, later: int = 0) -> DateDraft:
        """The same in the year of another one, or so many years later."""
        return self._replace(
            year=None if other.year is None else other.year + later,
            turn=None if other.turn is None else other.turn + later,
            side=0 if other.has_year() else other.side,
            short=other.short,
            born=other.born,
            inferred=True,
        )

    def order(self) -> Place:
        """Where in a year it begins: to see which of two comes first."""
        if self.quarter is not None:
            return self.quarter * 3 - 2, 0
        if self.months is not None:
            return (13 - self.months if self.late else 1), 0
        return self.month or 0, self.day or 0

    def whole_order(self) -> tuple[int, Place]:
        """Where it begins, with its year."""
        return self.year or 0, self.order()


class DatesDraft(NamedTuple):
    """Dates joined in one phrase."""

    dates: tuple[DateDraft, ...]
    ranges: tuple[int, ...] = ()  # the index of each first date of a range
    durations: tuple[DurationDraft, ...] = ()  # they stand inside it: 05 năm 2021 - 2025
    clock: Place | None = None  # the time before its first date
    clock_start: int | None = None  # where that begins


class DurationDraft(NamedTuple):
    """A length of time: so many of a unit, which is a letter of ISO 8601, or ``H`` and ``T`` for hours and minutes."""

    start: int
    end: int
    size: int
    unit: str
    working: bool = False


class RecurrenceDraft(NamedTuple):
    """What comes again: every so many units; ``rules`` are those of RFC 5545 for the days that are named."""

    start: int
    end: int
    size: int
    unit: str
    rules: tuple[str, ...] = ()


class UnreadDraft(NamedTuple):
    """Words that name a unit with something that is not understood, so that there is no date; or a day of the moon."""

    start: int
    end: int
    lunar: bool = False


class ReferenceDraft(NamedTuple):
    """A reference."""

    start: int
    end: int
    type_place: Place | None  # None where only a number stands
    serial: Place
    year: int | None
    symbol: Place | None
    separator: str
    date: DateDraft | None
    at: int | None = None  # where the number begins, behind other words: it may be of another document
    by: bool = False  # whether those name the issuer
    same_day: bool = False  # issued on the day of those beside it
    shared: bool = False  # another draft gives its date as a mention


class ProvisionDraft(NamedTuple):
    """A provision; its document is a reference or a name, or is not said beside it."""

    start: int
    end: int
    # a label of a unit is one place, or two for a range of labels
    units: tuple[tuple[ProvisionLevel, tuple[tuple[Place, ...], ...]], ...]
    reference: ReferenceDraft | None = None
    name_place: Place | None = None
    year: DateDraft | None = None
    capital: bool = False  # its name is one only where it is written so
    beside: bool = False  # nothing stands between it and its document


class DeadlineDraft(NamedTuple):
    """Words that set a limit, with the dates after them."""

    start: int
    relation: Relation
    kind: str  # the kind of limit in names/limits.csv
    dates: DatesDraft
    clock: Place | None = None
    recurrence: RecurrenceDraft | None = None
    first: bool = False  # whether only the first of the dates sets it

    @property
    def end(self) -> int:
        """Where its last date ends."""
        return self.recurrence.end if self.recurrence else self.dates.dates[-1].end


class CountedDraft(NamedTuple):
    """A length of time, which counts from dates, or from the day on which its document was signed."""

    start: int
    end: int
    duration: DurationDraft
    dates: DatesDraft | None = None
    signed: bool = False
    kind: str = "counted"


class VagueDraft(NamedTuple):
    """Words that set a limit and name no day of our calendar: a season, a feast, or a day of the moon."""

    start: int
    end: int
    relation: Relation
    kind: str  # the kind of limit in names/limits.csv
    moon: UnreadDraft | None = None


LimitDraft: TypeAlias = DeadlineDraft | CountedDraft | VagueDraft


class EffectiveDraft(NamedTuple):
    """A date of effect."""

    start: int | None  # None where the date itself begins it
    dates: DatesDraft
    signed_end: int | None = None  # where the words end of one that is the day of issue
    after: DurationDraft | None = None  # the length of time that passes before
    ends: bool = False  # it is the end of what was in force


Draft: TypeAlias = (
    DatesDraft
    | ReferenceDraft
    | ProvisionDraft
    | DeadlineDraft
    | EffectiveDraft
    | CountedDraft
    | VagueDraft
    | RecurrenceDraft
    | UnreadDraft
)


def phrase_of(draft: Draft) -> DatesDraft | None:
    """The dates of a draft, those after a limit as well; None where it has none."""
    if isinstance(draft, DatesDraft):
        return draft
    dates = draft.dates if isinstance(draft, (DeadlineDraft, EffectiveDraft, CountedDraft)) else None
    return dates if dates and dates.dates else None


def place_of(draft: Draft) -> Place:
    """Where a draft stands."""
    if isinstance(draft, DatesDraft):
        first, last = draft.dates[0].start, draft.dates[-1].end
        if not draft.durations:
            return first, last
        return min(first, draft.durations[0].start), max(last, draft.durations[-1].end)
    if isinstance(draft, EffectiveDraft):
        ends = [date.end for date in draft.dates.dates] + [draft.signed_end or 0, draft.after.end if draft.after else 0]
        return draft.dates.dates[0].start if draft.start is None else draft.start, max(ends)
    return draft.start, draft.end
