"""Days of the week that do not fit the day beside which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.dates import DateExpression, Precision
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.spans import Mention
from ubnd_digest.reading.setting import Setting, warning

# How many characters before a day its day of the week may begin, with what stands before that.
_LONGEST = 24
_WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


def wrong_weekdays(mentions: Iterable[Mention], setting: Setting, grammar: Grammar) -> Iterator[Diagnostic]:
    """What is doubted of the days of a text that are called by a day of the week."""
    folded, place = setting.view.folded, setting.view.place
    before, behind = grammar.pattern("DAY_BEHIND_WEEKDAY").search, grammar.pattern("WEEKDAY_BEHIND_DAY").match
    for day in mentions:
        if isinstance(day, DateExpression) and day.precision is Precision.DAY and day.start:
            start = place(day.span.start)
            match = before(folded, max(start - _LONGEST, 0), start) or behind(folded, place(day.span.end))
            if match:
                yield from _doubt(match, day)


def _doubt(match: re.Match[str], day: DateExpression) -> Iterator[Diagnostic]:
    assert day.start is not None
    named = next(number for number, name in enumerate(_WEEKDAYS) if match[name])
    if named != day.start.weekday():
        message = f"this day is no such day of the week: {day.start.isoformat()}"
        yield warning("wrong-weekday", message, day.span)
