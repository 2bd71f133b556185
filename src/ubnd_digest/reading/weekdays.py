"""Days of the week that do not fit the day beside which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.dates import DateExpression, Precision
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.spans import Mention
from ubnd_digest.reading.setting import Setting, warning

_WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


def wrong_weekdays(mentions: Iterable[Mention], setting: Setting, grammar: Grammar) -> Iterator[Diagnostic]:
    """What is doubted of the days of a text that are called by a day of the week."""
    view = setting.view
    days = [one for one in mentions if isinstance(one, DateExpression) and one.precision is Precision.DAY and one.start]
    if not days:
        return
    beginning = {day.span.start: day for day in days}
    for match in grammar.pattern("DAY_BEHIND_WEEKDAY").finditer(view.folded):
        yield from _doubt(match, beginning.get(view.offset(match.end())))
    ending = {day.span.end: day for day in days}
    for match in grammar.pattern("WEEKDAY_BEHIND_DAY").finditer(view.folded):
        if match.start():
            yield from _doubt(match, ending.get(view.end(match.start())))


def _doubt(match: re.Match[str], day: DateExpression | None) -> Iterator[Diagnostic]:
    if day is None or day.start is None:
        return
    named = next(number for number, name in enumerate(_WEEKDAYS) if match[name])
    if named != day.start.weekday():
        message = f"this day is no such day of the week: {day.start.isoformat()}"
        yield warning("wrong-weekday", message, day.span)
