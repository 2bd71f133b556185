"""Which line is the title, and why.

It stands near the top and begins like a title; or it holds the days and the words of a period, and what stands
before them is no sentence. A title may stand on two or three lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.dates import Precision
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.drafts import DateDraft, Draft, ReferenceDraft, phrase_of
from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.structure.line_forms import SENTENCE_END, Places, TextLine, is_short, joined, words_of

_PREFACE = 80  # how far a title may stand from the top, in lines with text
# What it weighs that a line begins like a title, holds a date, has words of a period; and how much makes a title.
_FORM, _DATE, _PERIOD_WORDS = 1, 2, 1
_ENOUGH = 2
_ENOUGH_WITHOUT_FORM = 3  # other words make a title only with both a day and words of a period in them
# On how many lines a title may stand, how long each of them may be, and how many words the first one has.
_FEWEST_DAYS, _MOST_DAYS = 5, 7  # of a week
_NEAR_TOP = 10  # how far a title that has nothing but a body and a week may stand from the top, in lines with text
_MOST_LINES, _LONGEST_PART, _FEWEST_WORDS = 3, 200, 3
_SAME = 0.5  # what part of its words the title of a further digest shares with the first one


class TitleDates(NamedTuple):
    """Where dates with a day stand, and months or quarters with a year; and all dates that are joined in a phrase.

    A month makes a title only of a line that is in the form of one: it stands in many headings, too.
    """

    days: Places
    months: Places
    phrases: Places = Places()
    weeks: Places = Places()  # those from a Monday to the end of its week, whole with their year


_MONTHS = (Precision.MONTH, Precision.QUARTER, Precision.MONTHS)


def title_dates(drafts: Sequence[Draft]) -> TitleDates:
    """Where the dates stand that a title may have."""
    phrases = [phrase for phrase in map(phrase_of, drafts) if phrase]
    firsts = [phrase.dates[0] for phrase in phrases]
    weeks = [phrase.dates for phrase in phrases if _is_week(phrase.dates)]
    return TitleDates(
        _places([first for first in firsts if first.day is not None]),
        _places([first for first in firsts if first.precision in _MONTHS and first.year is not None]),
        Places([phrase.dates[0].start for phrase in phrases], [phrase.dates[-1].end for phrase in phrases]),
        Places([week[0].start for week in weeks], [week[-1].end for week in weeks]),
    )


def _is_week(dates: Sequence[DateDraft]) -> bool:
    """Whether dates are a Monday and a day at the end of its week: ngày 10/11 - 16/11/2025."""
    first, last = dates[0], dates[-1]
    if len(dates) != len((first, last)) or not (first.day and last.day and last.month and last.year):
        return False
    month = first.month or last.month
    year = first.year or last.year - (month > last.month)
    try:
        begin, end = dt.date(year, month, first.day), dt.date(last.year, last.month, last.day)
    except ValueError:
        return False
    return begin.weekday() == 0 and _FEWEST_DAYS <= (end - begin).days + 1 <= _MOST_DAYS


def number_places(drafts: Sequence[Draft]) -> Places:
    """Where the references to documents stand."""
    return _places([draft for draft in drafts if isinstance(draft, ReferenceDraft)])


def _places(found: Sequence[DateDraft | ReferenceDraft]) -> Places:
    return Places([draft.start for draft in found], [draft.end for draft in found])


class TitleChoice(NamedTuple):
    """The title, and what was decided of the lines that could have been it."""

    lines: tuple[TextLine, ...]  # all lines, those of each title of several lines as one
    place: int | None  # the place of the title among them, or None
    others: frozenset[int]  # the places of titles of further digests below it
    decisions: tuple[Decision, ...]  # what was decided


class TitleReader:
    """Finds titles by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()
        self._no_title = [grammar.pattern(name) for name in ("CHROME", "PAGE_FOOT", "IMAGE", "LINE_BULLET")]
        self._posted = [grammar.pattern(name) for name in ("DATE_OF_PAGE", "TIME_OF_PAGE")]

    def decide(self, lines: Sequence[TextLine], dates: TitleDates) -> TitleChoice:
        """The line with the most evidence; of those that are equal the first, but of the same text the last."""
        lines = tuple(self._joined(lines, dates))
        weighed = [
            (place, found)
            for place, line in enumerate(lines[:_PREFACE])
            if (found := self._weighed(line, dates, near_top=place < _NEAR_TOP))
        ]
        best: int | None = None
        most = 0
        for place, decision in weighed:
            if decision.answer == "title":
                weight = decision.weight
                if best is None or weight > most or lines[place].text == lines[best].text:
                    best, most = place, weight
        if best is None:
            far = [self._too_far_down(line) for line in lines[_PREFACE:] if self._patterns["TITLE"].match(line.text)]
            return TitleChoice(lines, None, frozenset(), (*(decision for _, decision in weighed), *far))
        chosen = Reason("another line is the title", 0, lines[best].start, lines[best].end)
        return TitleChoice(
            lines,
            best,
            frozenset(self._others(lines, best, dates)),
            tuple(
                decision
                if decision.answer == "none" or place == best
                else decision._replace(answer="none", because=(*decision.because, chosen))
                for place, decision in weighed
                if place <= best or decision.needed == _ENOUGH  # below the title only what is in the form of one, too
            ),
        )

    def _others(self, lines: Sequence[TextLine], best: int, dates: TitleDates) -> Iterator[int]:
        """Titles of further digests: in the form of one, with days, and mostly in the words of the title."""
        own = set(words_of(lines[best].text))
        for place in range(best + 2, len(lines)):
            line = lines[place]
            if line.text == lines[best].text or not (
                self._patterns["TITLE"].match(line.text) or self._patterns["NUMBERED_TITLE"].match(line.text)
            ):
                continue
            words = words_of(line.text)
            if sum(word in own for word in words) >= _SAME * len(words):
                found = self._weighed(line, dates)
                week = self._patterns["WEEK_OF_YEAR"].search(line.text)
                dated = found and (found.weight >= _FORM + _DATE or (week and (week["year"] or week["short_year"])))
                if found and found.answer == "title" and dated:
                    yield place

    # ---- titles of several lines ------------------------------------------------------------

    def _joined(self, lines: Sequence[TextLine], dates: TitleDates) -> Iterator[TextLine]:
        """The lines, with those of a title that stands on several of them as one."""
        place = 0
        while place < len(lines):
            line = lines[place]
            end = self._end_of_title(lines, place, dates)
            for other in lines[place + 1 : end]:
                line = joined(line, other)
            yield line
            place = end

    def _end_of_title(self, lines: Sequence[TextLine], first: int, dates: TitleDates) -> int:
        """Where the title ends that may begin in a line: after that line, mostly."""
        end = first + 1
        if not self._may_begin(lines[first]):
            return end
        form = self._patterns["TITLE"].match(lines[first].text) is not None
        head = self._patterns["TITLE_HEAD"].fullmatch(lines[first].text) is not None
        if dates.days.first_in(lines[first]):
            return end
        for place in range(end, min(first + _MOST_LINES, len(lines))):
            above, line = lines[place - 1], lines[place]
            open_end = form and self._is_unfinished(above)
            if self._is_ended(above) or ";" in line.text or line.end - line.start > _LONGEST_PART:
                break
            days = self._is_days(line, dates)
            goes_on = (
                form
                and not line.blank_before
                and not self._is_ended(line)
                and (
                    open_end
                    or self._patterns["TITLE_GOES_ON"].match(line.text)
                    or (above.capitals and line.capitals and not line.number)
                )
            )
            if days or (
                (form or head) and self._patterns["NUMBER_OF_ISSUE"].fullmatch(line.text)
            ):  # nothing of a title stands below these
                return place + 1
            if head and place == first + 1 and not line.unlike_heading and self._patterns["TITLE"].match(line.text):
                form, end = True, place + 1
                continue
            if not goes_on or self._patterns["PAGE_FIELD"].match(line.text):
                break
            if (
                dates.days.first_in(line)
                or dates.months.first_in(line)
                or self._patterns["PERIOD_WORDS"].search(line.text)
            ):
                end = place + 1
        return end

    def _is_unfinished(self, line: TextLine) -> bool:
        """Whether the last words of a line need others: UBND tỉnh, · của."""
        return self._patterns["UNFINISHED_TITLE"].search(line.text) is not None

    def _is_ended(self, line: TextLine) -> bool:
        return line.text.endswith(SENTENCE_END) and not self._is_unfinished(line)

    def _is_days(self, line: TextLine, dates: TitleDates) -> bool:
        """Whether a line is nothing but the days of a title, and not that on which the page was put up."""
        day, phrase = dates.days.first_in(line), dates.phrases.first_in(line)
        if not day or not self._patterns["PERIOD_LINE"].fullmatch(line.text):
            return False
        several = phrase is not None and phrase.end > day.end
        return several or not any(pattern.fullmatch(line.text) for pattern in self._posted)

    def _may_begin(self, line: TextLine) -> bool:
        """Whether a title of several lines may begin with a line: it has words of its own, and belongs to no page."""
        text = line.text
        return (
            line.end - line.start <= _LONGEST_PART
            and (
                len(line.words) >= _FEWEST_WORDS
                or self._patterns["TITLE_HEAD"].fullmatch(text) is not None
                or (self._patterns["TITLE"].match(text) is not None and self._is_unfinished(line))
            )
            and not self._patterns["PERIOD_LINE"].fullmatch(text)
            and bool(
                self._patterns["TITLE"].match(text)
                or self._patterns["TITLE_NOUN"].match(text)
                or line.capitals
                or self._patterns["SUBJECT_OF_TITLE"].search(text)
                or self._patterns["BODY_ALONE"].match(text)
            )
            and not any(pattern.fullmatch(text) for pattern in self._no_title[:-1])
            and not self._no_title[-1].match(text)
        )

    # ---- single lines -----------------------------------------------------------------------

    def _weighed(self, line: TextLine, dates: TitleDates, *, near_top: bool = False) -> Decision | None:
        """What speaks for a line as the title; None where it has neither the form of one nor a day."""
        start, end, text = line.start, line.end, line.text
        form = self._patterns["TITLE"].match(text)
        if not is_short(line):
            return Decision("title", "none", start, end, (Reason("too long"),)) if form else None
        numbered = self._patterns["NUMBERED_TITLE"].match(text)
        shape = form or numbered
        if shape is None and near_top and dates.weeks.first_in(line):
            shape = self._patterns["BODY_AND_WEEK"].match(text)
        day = dates.days.first_in(line)
        if shape is None and day is None:
            return None
        because = []
        if shape:
            own = self._patterns["OWN_TITLE"].match(text) if form else None
            name = "OWN_TITLE" if own else "TITLE" if form else "NUMBERED_TITLE" if numbered else "BODY_AND_WEEK"
            because.append(Reason(name, _FORM, start, start + (own or shape).end()))
        date = day or dates.months.first_in(line)
        if date:
            because.append(Reason("day" if day else "month", _DATE, *date))
        words = self._patterns["PERIOD_WORDS"].search(text) or numbered
        if words:
            because.append(Reason("PERIOD_WORDS", _PERIOD_WORDS, start + words.start(), start + words.end()))
        needed = _ENOUGH if shape else _ENOUGH_WITHOUT_FORM
        enough = sum([reason.weight for reason in because]) >= needed
        if enough and (against := self._against(line, dates.phrases.last_in(line), form=shape is not None)):
            enough = False
            because.append(against)
        return Decision("title", "title" if enough else "none", start, end, tuple(because), needed)

    def _against(self, line: TextLine, day: Area | None, *, form: bool) -> Reason | None:
        """What shows that a line with enough evidence is a sentence all the same."""
        end, text = line.end, line.text
        # counted from the end: the lines of a title may stand further apart than their texts
        behind = self._patterns["END_OF_TITLE"].match(text, len(text) - (end - day.end)) if day else None
        told = self._patterns["TOLD_OF_ORDER"].match(text) and not self._patterns["PERIOD_WORDS"].search(text)
        if text.endswith(SENTENCE_END) and (told or not form or not behind):
            return Reason("ends like a sentence", 0, end - 1, end)
        if form:
            return None
        if self._patterns["TASK"].match(text) or not (
            self._patterns["TITLE_NOUN"].match(text) or self._patterns["SUBJECT_OF_TITLE"].search(text)
        ):
            return Reason("no word of a title")
        return None if behind or not day else Reason("goes on behind its days", 0, day.end, end)

    @staticmethod
    def _too_far_down(line: TextLine) -> Decision:
        return Decision("title", "none", line.start, line.end, (Reason("too far down"),))
