"""What the words of one date say: from an island of ``dates.lark`` to a draft, before its neighbours are asked."""

from __future__ import annotations

from typing import cast

from ubnd_digest.grammar.scanner import Island
from ubnd_digest.model.dates import Part, Precision
from ubnd_digest.model.words import number_in_words
from ubnd_digest.reading.dates.calendar import QUARTERS
from ubnd_digest.reading.drafts import DateDraft

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_CENTURY_OF_SHORT_YEARS = 2000
_WEAK = ("SHORT_DAY", "OPEN_DAY")  # what may be a ratio as well
# What is a day, or a month, only beside other dates.
_BARE = ("SECOND_DOTTED_DAY", "PLAIN_MONTH")
_TURNS = {"this_year": 0, "next_year": 1, "coming_year": 1, "last_year": -1, "year_before": -1, "two_years_ago": -2}
_MONTH_TURNS = {"this_month": 0, "next_month": 1, "month_before": -1}
_SIDES = {"past": -1, "coming": 1}
_HALF = 6


def dates_of(token: Island) -> tuple[DateDraft, ...]:
    """The dates that one island holds: one, or the two of a school year."""
    match = token.match
    groups = match.groupdict()
    if "first" in groups:  # a school year: two years
        years = ("first", "last")
        return tuple(DateDraft(*match.span(name), Precision.YEAR, int(match[name])) for name in years)
    start, end = match.span("mention") if "mention" in groups else match.span()
    written = groups.get("year")
    if written and len(groups) == 1:  # a quarter of all dates are years
        return (DateDraft(start, end, Precision.YEAR, int(written)),)
    date = _date_of(token.type, start, end, groups)
    return (date if date.year is not None or date.precision is Precision.YEAR else _in_its_year(date, groups),)


def _date_of(kind: str, start: int, end: int, groups: dict[str, str | None]) -> DateDraft:
    """A date as its numbers give it, from the groups of an island of a kind."""
    written = groups.get("year")
    year = int(written) if written else None
    month, day = _number(groups, "month"), _number(groups, "day")
    bare = kind in _BARE
    if day is not None:
        weak = kind in _WEAK
        # by position, since half of all drafts are days
        return DateDraft(start, end, Precision.DAY, year, month, day, None, None, False, None, weak, bare=bare)  # noqa: FBT003
    if month is not None:
        return DateDraft(start, end, Precision.MONTH, year, month, bare=bare)
    if groups.get("roman") or (quarter := _number(groups, "quarter")) is not None:
        quarter = _ROMAN[groups["roman"] or ""] if groups.get("roman") else quarter
        return DateDraft(start, end, Precision.QUARTER, year, quarter=quarter)
    if "half" in groups:
        late = groups.get("late") is not None
        return DateDraft(start, end, Precision.MONTHS, year, months=_count_of(groups), late=late)
    return DateDraft(start, end, Precision.YEAR, year)


def _number(groups: dict[str, str | None], name: str) -> int | None:
    """A number of a date, in figures or in words."""
    if figures := groups.get(name):
        return int(figures)
    in_words = groups.get(f"{name}_word")
    return number_in_words(in_words) if in_words else None


def _in_its_year(date: DateDraft, groups: dict[str, str | None]) -> DateDraft:
    """A date without the four figures of a year, with what its words say of it."""
    if short := groups.get("short_year") or groups.get("short_day_year"):
        born = groups.get("born") is not None
        return date._replace(year=_CENTURY_OF_SHORT_YEARS + int(short), short=True, born=born, inferred=True)
    if bracketed := groups.get("bracket_year"):
        return date._replace(year=int(bracketed))
    if in_words := groups.get("year_words"):
        return date._replace(year=number_in_words(in_words))
    for name, turn in _TURNS.items():
        if groups.get(name):
            return date._replace(turn=turn)
    for name, turn in _MONTH_TURNS.items():
        if groups.get(name):
            return date._replace(month_turn=turn)
    for name, side in _SIDES.items():
        if groups.get(name):
            return date._replace(side=side)
    return date


def joined(token: Island, before: Precision) -> DateDraft:
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


def part_of(token: Island) -> tuple[Part, int | None]:
    """The part that is named, and the last day of it in a month where that is known."""
    groups = token.match.groupdict()
    until = next((int(name[3:]) for name, text in groups.items() if text and name.startswith("to_")), None)
    return next(part for part in Part if groups[part.value]), until


def lacks_its_year(date: DateDraft, joint: Island) -> bool:
    """Whether a year after a comma is that of the month or day before it."""
    return date.year is None and date.has_month() and joint.match.group().lstrip().startswith(",")


def as_quarters(dates: tuple[DateDraft, ...], before: DateDraft) -> tuple[DateDraft, ...]:
    """The second of two quarters is a quarter, too, where it has figures only and there is such a quarter."""
    first = dates[0] if dates else None
    if first is None or not first.bare or before.precision is not Precision.QUARTER:
        return dates
    if first.month is None or first.month > QUARTERS:
        return dates
    return (first._replace(precision=Precision.QUARTER, quarter=first.month, month=None), *dates[1:])
