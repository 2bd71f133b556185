"""Dates and ranges: from the islands of ``dates.lark`` to drafts, and from drafts to days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from ubnd_digest.grammar.scanner import Island
from ubnd_digest.model.dates import DateExpression, DateRange, Part, Precision
from ubnd_digest.model.diagnostics import Diagnostic, Severity
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.words import number_in_words
from ubnd_digest.reading.calendar import expression, with_nearest_year
from ubnd_digest.reading.completion import completed
from ubnd_digest.reading.drafts import DateDraft, DatesDraft, DurationDraft, Place, UnreadDraft
from ubnd_digest.reading.durations import years_counted
from ubnd_digest.reading.setting import Found, Setting, warning

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_CENTURY_OF_SHORT_YEARS = 2000
# What may be a ratio as well.
_WEAK = ("SHORT_DAY", "OPEN_DAY")
# What is a day, or a month, only beside other dates.
_BARE = ("SECOND_DOTTED_DAY", "PLAIN_MONTH")
_TURNS = {"this_year": 0, "next_year": 1, "last_year": -1, "year_before": -1}
_MONTH_TURNS = {"this_month": 0, "next_month": 1, "month_before": -1}
_SIDES = {"past": -1, "coming": 1}
_HALF = 6
_NOON, _MIDNIGHT, _FIRST_OF_NIGHT = 12, 24, 6
_MINUTES = 60
# No joint of this many characters holds a clock time.
_SHORT_JOINT = 5


# ---- islands -> drafts ----------------------------------------------------------------------


def date_draft(children: list[Island]) -> DatesDraft:
    """One date; two where a terminal holds two (a school year), none where only a part is named."""
    if children[-1].type == "PART":
        return DatesDraft(())
    found = tuple(dates_of(children[-1]))
    if len(children) > 1:
        part, until = _part_of(children[0])
        until = until if found[0].precision is Precision.MONTH else None
        found = (found[0]._replace(part=part, until=until), *found[1:])
    return DatesDraft(found, (), years_counted(children[-1]))


def unread_draft(children: list[Island | DatesDraft]) -> UnreadDraft | None:
    """What is not understood of a unit, with the unit; None for a part without one."""
    token, last = cast("Island", children[0]), children[-1]
    if isinstance(last, DatesDraft):
        return UnreadDraft(cast("int", token.start_pos), last.dates[-1].end) if last.dates else None
    return UnreadDraft(*token.match.span()) if token.type == "UNREAD_DATE" else None


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
    if (groups["afternoon"] and hour < _NOON) or (groups["night"] and _FIRST_OF_NIGHT <= hour <= _NOON):
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
                dates += _as_quarters(child.dates, dates[-1]) if dates else child.dates
            durations += child.durations
            clock = None
            school = len(child.dates) > 1  # a pair after a school year is another one, and no range
            continue
        names = child.names
        to = child.type.startswith("TO")
        if child.type == "AND" and child.end_pos - child.start_pos > _SHORT_JOINT:  # type: ignore[operator]
            clock = clock_of(child)
        if "first" in names:
            dates += dates_of(child)
            if not school:
                ranges.append(len(dates) - 2)
        elif child.type == "AND_YEAR" and dates and _lacks_its_year(dates[-1], child):
            dates[-1] = dates[-1]._replace(year=int(child.match["year"]), end=child.end_pos or 0)
        elif "mention" in names and dates:
            dates.append(_joined(child, dates[-1].precision))
            if to and len(dates) > 1:
                ranges.append(len(dates) - 2)
        elif to and dates:
            ranges.append(len(dates) - 1)
    ends = tuple(first for first in ranges if first + 1 < len(dates))
    return DatesDraft(completed(dates, ends), ends, tuple(durations))


def _lacks_its_year(date: DateDraft, joint: Island) -> bool:
    """Whether a year behind a comma is that of the month or day before it."""
    return date.year is None and date.has_month() and joint.match.group().lstrip().startswith(",")


def _as_quarters(dates: tuple[DateDraft, ...], before: DateDraft) -> tuple[DateDraft, ...]:
    """The second of two quarters is a quarter, too, where it has figures only: a month would have its word."""
    first = dates[0] if dates else None
    if first is None or not first.bare or first.month is None or before.precision is not Precision.QUARTER:
        return dates
    return (first._replace(precision=Precision.QUARTER, quarter=first.month, month=None), *dates[1:])


def dates_of(token: Island) -> Iterator[DateDraft]:
    """The dates that one island holds: one, or the two of a school year."""
    match = token.match
    groups = match.groupdict()
    if "first" in groups:  # a school year: two years
        for name in ("first", "last"):
            yield DateDraft(*match.span(name), Precision.YEAR, year=int(match[name]))
        return
    start, end = match.span("mention") if "mention" in groups else match.span()
    written = groups.get("year")
    year = int(written) if written else None
    month, day = _number(groups, "month"), _number(groups, "day")
    bare = token.type in _BARE
    if day is not None:
        weak = token.type in _WEAK
        # by position, since half of all drafts are days
        yield _in_its_year(
            DateDraft(start, end, Precision.DAY, year, month, day, None, None, False, None, weak, bare=bare),  # noqa: FBT003
            groups,
        )
    elif month is not None:
        yield _in_its_year(DateDraft(start, end, Precision.MONTH, year, month, bare=bare), groups)
    elif groups.get("roman") or (quarter := _number(groups, "quarter")) is not None:
        quarter = _ROMAN[match["roman"]] if groups.get("roman") else quarter
        yield _in_its_year(DateDraft(start, end, Precision.QUARTER, year, quarter=quarter), groups)
    elif "half" in groups:
        late = groups.get("late") is not None
        yield DateDraft(start, end, Precision.MONTHS, year, months=_count_of(groups), late=late)
    else:
        yield DateDraft(start, end, Precision.YEAR, year)


def _number(groups: dict[str, str | None], name: str) -> int | None:
    """A number of a date, in figures or in words."""
    if figures := groups.get(name):
        return int(figures)
    in_words = groups.get(f"{name}_word")
    return number_in_words(in_words) if in_words else None


def _in_its_year(date: DateDraft, groups: dict[str, str | None]) -> DateDraft:
    """A date with what its words say of the year but for its four figures."""
    if date.year is not None:
        return date
    if short := groups.get("short_year") or groups.get("short_day_year"):
        born = groups.get("born") is not None
        return date._replace(year=_CENTURY_OF_SHORT_YEARS + int(short), short=True, born=born, inferred=True)
    if in_words := groups.get("year_words"):
        return date._replace(year=number_in_words(in_words))
    for name, turn in _TURNS.items():
        if groups.get(name):
            return date._replace(turn=turn, inferred=True)
    for name, turn in _MONTH_TURNS.items():
        if groups.get(name):
            return date._replace(month_turn=turn, inferred=True)
    for name, side in _SIDES.items():
        if groups.get(name):
            return date._replace(side=side)
    return date


def _joined(token: Island, before: Precision) -> DateDraft:
    """The date that a joint holds itself; a bare number is in the unit of the date before it."""
    if "number" not in token.names:
        (date,) = dates_of(token)
        return date
    groups = token.match.groupdict()
    number = int(groups["number"] or "")
    start, end = token.match.span("mention")
    year = int(groups["year"]) if groups.get("year") else None
    if before is Precision.DAY and year is None:
        return DateDraft(start, end, before, day=number)
    if before is Precision.QUARTER:
        return DateDraft(start, end, before, year, quarter=number)
    return DateDraft(start, end, Precision.MONTH, year, number)


def _count_of(groups: dict[str, str | None]) -> int:
    if groups.get("count"):
        return int(cast("str", groups["count"]))
    return next((int(name[6:]) for name, text in groups.items() if text and name.startswith("count_")), _HALF)


def _part_of(token: Island) -> tuple[Part, int | None]:
    """The part that is named, and the last day of it in a month where that is known."""
    groups = token.match.groupdict()
    until = next((int(name[3:]) for name, text in groups.items() if text and name.startswith("to_")), None)
    return next(part for part in Part if groups[part.value]), until


# ---- drafts -> dates ------------------------------------------------------------------------


class Dates(NamedTuple):
    """The dates of a phrase, all mentions that it gives (ranges included), and what is doubted."""

    dates: tuple[DateExpression, ...] = ()
    mentions: tuple[Mention, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


_NONE = Dates()


def dates_in(draft: DatesDraft, setting: Setting, *, certain: bool = False, deadline: bool = False) -> Dates:
    """The dates of a phrase and its ranges; a lone ratio is none.

    Args:
        draft: the phrase.
        setting: the text.
        certain: whether a word before it makes sure that it is no ratio.
        deadline: whether it sets a limit, so that a year that is left out is one to come.
    """
    drafts, ranges = draft.dates, draft.ranges
    if len(drafts) == 1:
        first = drafts[0]
        if first.bare and first.day is not None:
            return _NONE
        # no later date of the sentence gave its month, or it may be a ratio
        if first.weak and (first.lacks_month() or (not certain and (first.day or 0) <= first.month)):
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
    return Found(
        (), (warning("unread-date", f"not understood, so that there is no date: {setting.text(span)!r}", span),)
    )


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
            found[first] = DateRange(span, setting.text(span), start, end)
    for first, chained in found.items():
        if first - 1 in found or first + 1 in found:
            message = "a range that begins or ends with another one"
            diagnostics.append(warning("unclear-range", message, chained.span))
    return [one for first, one in found.items() if first - 1 not in found and first + 1 not in found], diagnostics
