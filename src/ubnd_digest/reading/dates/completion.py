"""What a date leaves out and its neighbours say: the month of a day, the year of a month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.dates import Precision
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.dates.calendar import Anchor, days_of, with_nearest_year
from ubnd_digest.reading.drafts import DateDraft, DatesDraft, DeadlineDraft, Draft, RecurrenceDraft, phrase_of

_NEAR = 60  # how far after a day without a month the date may stand that gives it, in characters
_REACH = 150  # how far after a date the next one of its sentence may stand that is near it
_BEFORE_YEAR = 12  # how far before a year its sentence may begin
_MONTHS, _END_OF_SCHOOL_YEAR = 12, 6  # the months of a year, the last one of a school year
_FEW_MONTHS = 2  # so many behind the next day of its sentence a day may be near it all the same
_PLAUSIBLE = 1  # how many years from the anchor a year may lie that another date of the sentence takes


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
        if date.lacks_month() and after.month is not None:
            earlier = after.day is not None and (date.day or 0) > after.day
            date = date._replace(month=(after.month - 1 or 12) if earlier else after.month, lone=True, inferred=True)
        if not date.tells_year() and after.has_year() and date.has_month():
            later = after.precision is date.precision and date.order() > after.order()
            date = date.in_year_of(after, -later)
        found[i] = date
    for i in range(1, len(found)):
        date, before = found[i], found[i - 1]
        if date.lacks_month() and before.month is not None:
            date = date._replace(month=before.month, inferred=True)
        if not date.tells_year() and before.has_year() and date.has_month():
            earlier = before.precision is date.precision and date.order() < before.order()
            date = date.in_year_of(before, earlier and i - 1 in ranges)
        elif date.turn == 1 and before.year is not None:  # "from October 2025 to March of the next year"
            date = date._replace(year=before.year + 1, turn=None, inferred=True)
        found[i] = date
    return tuple(found)


def without_yearly(drafts: Iterable[Draft], folded: str, sentence_end: re.Pattern[str]) -> Iterator[Draft]:
    """The drafts without the days of each year: those of no year in a sentence that "each year" opens."""
    until = -1  # where such a sentence ends
    for draft in drafts:
        if isinstance(draft, RecurrenceDraft) and (draft.size, draft.unit, draft.rules) == (1, "Y", ()):
            opens = draft.start == 0 or folded[draft.start - 1] == "\n" or folded[draft.start - 2] in ".\n"
            end = sentence_end.search(folded, draft.end) if opens else None
            until = (end.start() if end else len(folded)) if opens else until
        dates = draft.dates if isinstance(draft, DatesDraft) and draft.dates else ()
        yearly = all(date.start < until and date.day and date.month and not date.tells_year() for date in dates)
        if not (dates and yearly):
            yield draft


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
                if last.month is None:
                    dates = completed((*dates, after), ranges)[:-1]
                elif after.year is not None and not any(date.tells_year() for date in dates):
                    # its own clause: the year that brings the day near, before or after
                    last = _in_order(last, after, anchor)
                    dates = completed((*dates[:-1], last), ranges)
                found[place] = _with_dates(draft, dates)
        first = dates[0]
        after = first if first.precision is Precision.DAY and first.month is not None else None
    return found


def _in_order(date: DateDraft, after: DateDraft, anchor: Anchor | None) -> DateDraft:
    """A day without a year in that which brings it near the next day of its sentence.

    Where it would come months behind that one, and the year near the text before it, it is in the latter: khai giảng
    ngày 05/9, kết thúc năm học ngày 31/5/2021.
    """
    near, of_text = (with_nearest_year(date, days, deadline=False) for days in (days_of(after), anchor))
    behind = (near.year or 0) * _MONTHS + (near.month or 0) - (after.year or 0) * _MONTHS - (after.month or 0)
    in_turn = of_text.year is not None and of_text.whole_order() <= after.whole_order() and behind > _FEW_MONTHS
    return of_text if in_turn else near


class LeadingYear(NamedTuple):
    """A year that begins a sentence, or stands before a bracket: what follows is in it."""

    start: re.Pattern[str]  # looked for where the text before the year ends
    between: re.Pattern[str]  # all that may stand after it
    bracket: re.Pattern[str]

    @classmethod
    def of(cls, grammar: Grammar) -> LeadingYear:
        """By the patterns of a grammar."""
        names = ("START_OF_LEADING_YEAR", "BEHIND_LEADING_YEAR", "BRACKET_BEHIND_YEAR")
        return cls(*map(grammar.pattern, names))

    def leads(self, year: DateDraft, start: int, folded: str) -> bool:
        """Whether what begins at an offset is in a year before it."""
        if start - year.end > _NEAR:
            return False
        if self.bracket.fullmatch(folded, year.end, start):
            return True
        if not self.between.fullmatch(folded, year.end, start):
            return False
        return self.start.search(folded, max(year.start - _BEFORE_YEAR, 0), year.start) is not None


def with_earlier_neighbours(
    drafts: Sequence[Draft], folded: str, sentence_end: re.Pattern[str], leading: LeadingYear, anchor: Anchor | None
) -> list[Draft]:
    """The drafts, a date without a year in the year that brings it near the date before it in its sentence."""
    found = list(drafts)
    last: DatesDraft | None = None
    led: DateDraft | None = None  # the year that the last of them took from the beginning of its sentence
    school: DateDraft | None = None  # the second year of the school year that its sentence names
    for place, draft in enumerate(found):
        phrase = phrase_of(draft)
        if phrase is None:
            continue
        first = phrase.dates[0]
        near = last is not None and first.start - last.dates[-1].end <= _REACH and _lacks_year(phrase.dates)
        if not (last and near and not sentence_end.search(folded, last.dates[-1].end, first.start)):
            led = school = None
        elif isinstance(draft, (DatesDraft, DeadlineDraft)):
            if led and isinstance(draft, DeadlineDraft) and _is_over(first.in_year_of(led), anchor):
                led = None  # Năm 2024, thu đạt thấp trong quý IV, yêu cầu nộp trước ngày 30/4
            before = led or _last_of(last, anchor)
            if before:
                if before.precision is not Precision.YEAR:
                    first = _near(first, before, school)
                elif led or leading.leads(before, first.start, folded):
                    first, led = first.in_year_of(before), before
                dates = completed((first, *phrase.dates[1:]), phrase.ranges)
                in_year = led is before  # which is written, so that no other is meant
                if in_year or isinstance(draft, DatesDraft) or not _is_over(dates[-1], anchor):
                    found[place] = _with_dates(draft, dates)
                    phrase = phrase._replace(dates=dates)
        head, *more = phrase.dates  # Năm 2022, quý II: of one phrase
        if head.precision is Precision.YEAR and more and more[-1].inferred and more[-1].year == head.year:
            led = head
        elif more and head.precision is more[-1].precision is Precision.YEAR and not phrase.ranges:
            school = more[-1]
        last = phrase
    return found


def _near(date: DateDraft, before: DateDraft, school: DateDraft | None) -> DateDraft:
    """A date in the year that brings it near the one before it; up to June in the second one of a ``school`` year."""
    near = with_nearest_year(date, days_of(before), deadline=False)
    if school is None or near.year is None or not near.year == before.year == (school.year or 0) - 1:
        return near
    ends = near.order() < before.order() and (near.month or _MONTHS) <= _END_OF_SCHOOL_YEAR
    return near.in_year_of(school) if ends else near


def _last_of(phrase: DatesDraft, anchor: Anchor | None) -> DateDraft | None:
    """The last date of a phrase with its year; None where it is far from the text, and of another time."""
    dates = phrase.dates
    if _lacks_year(dates):
        dates = completed((with_nearest_year(dates[0], anchor, deadline=False), *dates[1:]), phrase.ranges)
    date = dates[-1]
    if date.precision is Precision.YEAR:
        return date
    return date if date.year is not None and date.has_month() and _is_plausible(date, anchor) else None


def _lacks_year(dates: Sequence[DateDraft]) -> bool:
    """Whether nothing tells the year of a phrase, which names days or months."""
    if any(date.tells_year() for date in dates):
        return False
    return dates[0].has_month() and dates[0].precision is not Precision.MONTHS


def _is_over(date: DateDraft, anchor: Anchor | None) -> bool:
    """Whether a date lies before the days of the text: it can be no limit then."""
    days = days_of(date)
    return anchor is not None and days is not None and days.end < anchor.start


def _with_dates(draft: DatesDraft | DeadlineDraft, dates: tuple[DateDraft, ...]) -> Draft:
    if isinstance(draft, DatesDraft):
        return draft._replace(dates=dates)
    return draft._replace(dates=draft.dates._replace(dates=dates))


def _is_plausible(date: DateDraft, anchor: Anchor | None) -> bool:
    """Whether the year of a date can be that of another one near the anchor."""
    return anchor is None or date.year is None or abs(date.year - anchor.start.year) <= _PLAUSIBLE
