"""Dates and ranges: from the islands of ``dates.lark`` to drafts, and from drafts to days."""

from __future__ import annotations

from typing import cast

from ubnd_digest.grammar.scanner import Island
from ubnd_digest.model.dates import DateExpression, DateRange, Precision
from ubnd_digest.model.diagnostics import Diagnostic, Severity
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.values import unchecked
from ubnd_digest.reading.dates.calendar import expression, with_nearest_year
from ubnd_digest.reading.dates.completion import completed
from ubnd_digest.reading.dates.date_words import as_quarters, dates_of, joined, lacks_its_year, part_of
from ubnd_digest.reading.dates.durations import years_counted
from ubnd_digest.reading.drafts import DateDraft, DatesDraft, DurationDraft, Place, UnreadDraft
from ubnd_digest.reading.setting import Found, Setting, warning

_range = unchecked(DateRange)
_NOON, _MIDNIGHT, _FIRST_OF_NIGHT = 12, 24, 6
_MINUTES = 60
_SHORT_JOINT = 5  # no joint of this many characters holds a clock time


# ---- islands -> drafts ----------------------------------------------------------------------


def date_draft(children: list[Island]) -> DatesDraft:
    """One date; two where a terminal holds two (a school year), none where only a part is named."""
    token = children[-1]
    if token.type == "PART":
        return DatesDraft(())
    found = dates_of(token)
    if len(children) > 1:
        part, until = part_of(children[0])
        until = until if found[0].precision is Precision.MONTH else None
        found = (found[0]._replace(part=part, until=until), *found[1:])
    return DatesDraft(found, (), years_counted(token))


def unread_draft(children: list[Island | DatesDraft]) -> UnreadDraft | None:
    """What is not understood of a unit, with the unit; None for a part without one."""
    token, last = cast("Island", children[0]), children[-1]
    if isinstance(last, DatesDraft):
        return UnreadDraft(token.start_pos, last.dates[-1].end) if last.dates else None
    if token.type == "UNREAD_PART":
        return None
    return UnreadDraft(*token.match.span(), token.type == "LUNAR")


def clocked(children: list[Island | DatesDraft]) -> DatesDraft:
    """Dates after a clock time."""
    token, dates = cast("Island", children[0]), cast("DatesDraft", children[1])
    return dates._replace(clock=clock_of(token), clock_start=token.start_pos)


def clock_of(token: Island) -> Place | None:
    """The clock time that an island holds; None where it holds none."""
    groups = token.match.groupdict()
    if not groups.get("hour"):
        return None
    hour = int(cast("str", groups["hour"]))
    minute = int(groups["minute"] or groups["minutes"] or groups["dotted_minutes"] or 0)
    at_night = (groups["night"] or groups["evening"]) and _FIRST_OF_NIGHT <= hour <= _NOON
    if at_night or (groups["afternoon"] and hour < _NOON):
        hour += _NOON
    if hour == _MIDNIGHT and not minute:
        hour, minute = _MIDNIGHT - 1, _MINUTES - 1
    return (hour, minute) if hour < _MIDNIGHT and minute < _MINUTES else None


def dates_draft(children: list[DatesDraft | Island]) -> DatesDraft:
    """Dates joined in one phrase; there may be none, where only parts are named."""
    dates: list[DateDraft] = []
    ranges: list[int] = []
    durations: list[DurationDraft] = []
    school = False
    clock: Place | None = None
    for child in children:
        if isinstance(child, DatesDraft):
            if clock and child.dates:
                dates.append(child.dates[0]._replace(clock=clock))
                dates += child.dates[1:]
            else:
                dates += as_quarters(child.dates, dates[-1]) if dates else child.dates
            durations += child.durations
            clock = None
            school = len(child.dates) > 1  # a pair after a school year is another one, and no range
            continue
        names = child.names
        to = child.type.startswith("TO")
        if child.type == "AND" and child.end_pos - child.start_pos > _SHORT_JOINT:
            clock = clock_of(child)
        if "first" in names:
            dates += dates_of(child)
            if not school:
                ranges.append(len(dates) - 2)
        elif child.type == "AND_YEAR" and dates and lacks_its_year(dates[-1], child):
            dates[-1] = dates[-1]._replace(year=int(child.match["year"]), end=child.end_pos)
        elif "mention" in names and dates:
            dates.append(joined(child, dates[-1].precision))
            if to:
                ranges.append(len(dates) - 2)
        elif to and dates:
            ranges.append(len(dates) - 1)
    ends = tuple(first for first in ranges if first + 1 < len(dates))
    return DatesDraft(completed(dates, ends), ends, tuple(durations))


# ---- drafts -> dates ------------------------------------------------------------------------


class Dates(NamedTuple):
    """The dates of a phrase, all mentions that it gives (ranges included), and what is doubted."""

    dates: tuple[DateExpression, ...] = ()
    mentions: tuple[Mention, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


_NONE = Dates()


def dates_in(draft: DatesDraft, setting: Setting, *, certain: bool = False, deadline: bool = False) -> Dates:
    """The dates of a phrase and its ranges; a lone ratio is none, unless a word before it makes it ``certain``.

    For a ``deadline`` a year that is left out is one to come.
    """
    drafts, ranges = draft.dates, draft.ranges
    if len(drafts) == 1:
        first = drafts[0]
        if first.bare and first.day is not None:
            return _NONE
        # no later date of the sentence gave its month, or it may be a ratio
        if first.weak and (first.lacks_month() or (not certain and (first.day or 0) <= (first.month or 0))):
            return _NONE
        date, doubts = date_of(first, setting, deadline=deadline)
        return Dates((date,), (date,), doubts)
    if not certain and all(date.weak and (date.day or 0) <= (date.month or 0) for date in drafts):
        return _NONE
    if all(date.bare for date in drafts) and drafts[0].day is not None:
        return _NONE
    if setting.anchor and not any(date.has_year() for date in drafts):
        # one year for the whole phrase: that of its first date
        first = with_nearest_year(drafts[0], setting.anchor, deadline=deadline)
        drafts = completed((first, *drafts[1:]), ranges)
    mentions: list[Mention] = []
    diagnostics: list[Diagnostic] = []
    dates = []
    for one in drafts:
        date, unsure = date_of(one, setting, deadline=deadline)
        dates.append(date)
        diagnostics += unsure
    mentions += dates
    joined, unclear = _ranges(dates, ranges, setting)
    mentions += joined
    diagnostics += unclear
    return Dates(tuple(dates), tuple(mentions), tuple(diagnostics))


def date_of(
    draft: DateDraft, setting: Setting, *, deadline: bool = False
) -> tuple[DateExpression, tuple[Diagnostic, ...]]:
    """A date, and what is doubted of it."""
    span = setting.span(draft.start, draft.end)
    date = expression(draft, span, setting.text(span), setting.anchor, deadline=deadline)
    if date.problem is None:
        return date, ()
    if date.problem == "impossible":
        doubt = Diagnostic("impossible-date", Severity.ERROR, f"no such date: {str(date)!r}", span)
    else:
        doubt = warning("undetermined-date", f"nothing tells the year of this date: {str(date)!r}", span)
    return date, (doubt,)


def unread(draft: UnreadDraft, setting: Setting) -> Found:
    """No date, and the diagnostic that says so."""
    span = setting.span(draft.start, draft.end)
    words = setting.text(span)
    return Found((), (warning("unread-date", f"not understood, so that there is no date: {words!r}", span),))


def _ranges(
    dates: list[DateExpression], firsts: tuple[int, ...], setting: Setting
) -> tuple[list[DateRange], list[Diagnostic]]:
    """The ranges of a phrase; none where two share a date: 2020 - 2021 - 2022."""
    found: dict[int, DateRange] = {}
    diagnostics: list[Diagnostic] = []
    for first in firsts:
        start, end = dates[first], dates[first + 1]
        if start.start is None or end.end is None:
            continue
        span = Span(start.span.start, end.span.end)
        if start.start > end.end:
            diagnostics.append(warning("reversed-range", "a range that ends before it begins", span))
        else:
            found[first] = _range(span, setting.text(span), start, end)
    for first, chained in found.items():
        if first - 1 in found or first + 1 in found:
            message = "a range that begins or ends with another one"
            diagnostics.append(warning("unclear-range", message, chained.span))
    return [one for first, one in found.items() if first - 1 not in found and first + 1 not in found], diagnostics
