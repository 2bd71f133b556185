"""What a date leaves out and its neighbours say: the month of a day, the year of a month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ubnd_digest.model.dates import Precision
from ubnd_digest.reading.calendar import Anchor
from ubnd_digest.reading.drafts import DateDraft, DatesDraft, DeadlineDraft, Draft

# How far after a day without a month the date may stand that gives it, in characters.
_NEAR = 60
# How many years from the anchor a year may lie that another date of the sentence takes.
_PLAUSIBLE = 1


def completed(dates: Sequence[DateDraft], ranges: Iterable[int]) -> tuple[DateDraft, ...]:
    """Dates with what they leave out filled in from their neighbours, those after them first.

    The members of a list and the ends of a range are taken to be in order, so that a first
    end in December before a January belongs to the year before.
    """
    if len(dates) < 2:
        return tuple(dates)
    found = list(dates)
    for i in range(len(found) - 2, -1, -1):
        date, after = found[i], found[i + 1]
        if date.precision is Precision.DAY and date.month is None and after.month is not None:
            earlier = after.day is not None and (date.day or 0) > after.day
            date = date._replace(month=(after.month - 1 or 12) if earlier else after.month, lone=True, inferred=True)
        if not date.has_year() and after.has_year() and date.has_month():
            later = after.precision is date.precision and date.order() > after.order()
            date = date.in_year_of(after, -later)
        found[i] = date
    for i in range(1, len(found)):
        date, before = found[i], found[i - 1]
        if date.precision is Precision.DAY and date.month is None and before.month is not None:
            date = date._replace(month=before.month, inferred=True)
        if not date.has_year() and before.has_year() and date.has_month():
            earlier = before.precision is date.precision and date.order() < before.order()
            date = date.in_year_of(before, earlier and i - 1 in ranges)
        elif date.turn == 1 and before.year is not None:  # "from October 2025 to March of the next year"
            date = date._replace(year=before.year + 1, turn=None)
        found[i] = date
    return tuple(found)


def with_neighbours(
    drafts: Sequence[Draft], folded: str, sentence_end: re.Pattern[str], anchor: Anchor | None
) -> list[Draft]:
    """The drafts, a day without a month or a year completed by the next date of its sentence."""
    found = list(drafts)
    after: DateDraft | None = None
    for place in range(len(found) - 1, -1, -1):
        draft = found[place]
        if isinstance(draft, DeadlineDraft):
            dates: tuple[DateDraft, ...] = draft.dates.dates
            ranges: tuple[int, ...] = ()
        elif isinstance(draft, DatesDraft):
            dates, ranges = draft.dates, draft.ranges
        else:
            continue
        if not dates:
            continue
        last = dates[-1]
        if after and last.precision is Precision.DAY and last.year is None:
            near = after.start - last.end <= _NEAR and _is_plausible(after, anchor)
            if near and not sentence_end.search(folded, last.end, after.start):
                dates = completed((*dates, after), ranges)[:-1]
                found[place] = _with_dates(draft, dates)
        first = dates[0]
        after = first if first.precision is Precision.DAY and first.month is not None else None
    return found


def _with_dates(draft: DatesDraft | DeadlineDraft, dates: tuple[DateDraft, ...]) -> Draft:
    if isinstance(draft, DatesDraft):
        return draft._replace(dates=dates)
    return draft._replace(dates=draft.dates._replace(dates=dates))


def _is_plausible(date: DateDraft, anchor: Anchor | None) -> bool:
    """Whether the year of a date can be that of another one near the anchor."""
    return anchor is None or date.year is None or abs(date.year - anchor.start.year) <= _PLAUSIBLE
