"""Which line is the title, and why.

It stands near the top and begins like a title; or it holds the days and the words of a period.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.line_forms import SENTENCE_END, Places, TextLine, is_short

if TYPE_CHECKING:
    from ubnd_digest.grammar.grammar import Grammar

# How far a title may stand from the top, in lines with text.
_PREFACE = 80
# What it weighs that a line begins like a title, holds a date, has words of a period; and how much makes a title.
_FORM, _DATE, _PERIOD_WORDS = 1, 2, 1
_ENOUGH = 2
# Other words make a title only with both a day and words of a period in them.
_ENOUGH_WITHOUT_FORM = 3


class TitleDates(NamedTuple):
    """Where dates with a day stand, and months or quarters with a year.

    A month makes a title only of a line that is in the form of one: it stands in many headings, too.
    """

    days: Places
    months: Places


class TitleChoice(NamedTuple):
    """The place of the title among the lines, or None, and what was decided of the lines that could have been it."""

    place: int | None
    decisions: tuple[Decision, ...]


class TitleReader:
    """Finds titles by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._title = grammar.pattern("TITLE")
        self._own_title = grammar.pattern("OWN_TITLE")
        self._period_words = grammar.pattern("PERIOD_WORDS")

    def decide(self, lines: Sequence[TextLine], dates: TitleDates) -> TitleChoice:
        """The line with the most evidence; of those that are equal the first, but of the same text the last."""
        weighed = [
            (place, found) for place, line in enumerate(lines[:_PREFACE]) if (found := self._weighed(line, dates))
        ]
        best: int | None = None
        most = 0
        for place, decision in weighed:
            if decision.answer == "title":
                weight = decision.weight
                if best is None or weight > most or lines[place].text == lines[best].text:
                    best, most = place, weight
        if best is None:
            far = [self._too_far_down(line) for line in lines[_PREFACE:] if self._title.match(line.text)]
            return TitleChoice(None, (*(decision for _, decision in weighed), *far))
        chosen = Reason("another line is the title", 0, lines[best].start, lines[best].end)
        return TitleChoice(
            best,
            tuple(
                decision
                if decision.answer == "none" or place == best
                else decision._replace(answer="none", because=(*decision.because, chosen))
                for place, decision in weighed
                if place <= best or decision.needed == _ENOUGH  # below the title only what is in the form of one, too
            ),
        )

    def _weighed(self, line: TextLine, dates: TitleDates) -> Decision | None:
        """What speaks for a line as the title; None where it has neither the form of one nor a day."""
        start, end, text = line.start, line.end, line.text
        form = self._title.match(text)
        if not is_short(line):
            return Decision("title", "none", start, end, (Reason("too long"),)) if form else None
        day = dates.days.first_in(line)
        if form is None and day is None:
            return None
        because = []
        if form:
            own = self._own_title.match(text)
            because.append(Reason("OWN_TITLE" if own else "TITLE", _FORM, start, start + (own or form).end()))
        date = day or dates.months.first_in(line)
        if date:
            because.append(Reason("day" if day else "month", _DATE, *date))
        words = self._period_words.search(text)
        if words:
            because.append(Reason("PERIOD_WORDS", _PERIOD_WORDS, start + words.start(), start + words.end()))
        needed = _ENOUGH if form else _ENOUGH_WITHOUT_FORM
        enough = sum([reason.weight for reason in because]) >= needed
        if enough and not form and text.endswith(SENTENCE_END):
            enough = False
            because.append(Reason("ends like a sentence", 0, end - 1, end))
        return Decision("title", "title" if enough else "none", start, end, tuple(because), needed)

    @staticmethod
    def _too_far_down(line: TextLine) -> Decision:
        return Decision("title", "none", line.start, line.end, (Reason("too far down"),))
