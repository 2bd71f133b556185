"""Days of the moon: from the words of ``dates.lark`` to their values, and to days of our calendar.

The lengths of the months stand in ``grammars/names/lunar.csv``, by the time of Ha Noi (UTC+7), which is that of the
whole country since 1976. They were computed by the algorithm of Ho Ngoc Duc (informatik.uni-leipzig.de/~duc/amlich)
with lunar-vn 1.4, and again with vnlunar 1.0; the table ends where the two begin to differ.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.diagnostics import Diagnostic, Severity
from ubnd_digest.model.lunar import LunarDate
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.words import number_in_words, table, words
from ubnd_digest.reading.dates.calendar import Anchor
from ubnd_digest.reading.drafts import UnreadDraft
from ubnd_digest.reading.setting import Found, Setting

_CYCLE, _FULL_MOON, _MONTHS, _LONGEST = 60, 15, 12, 30
_FIRST_OF_CYCLE = 1984  # with the first stem and the first branch


class LunarYear(NamedTuple):
    """A year of the moon: its first day, the number of the month that comes twice or 0, how long its months are."""

    first: dt.date
    leap: int
    days: tuple[int, ...]


@cache
def lunar_years() -> dict[int, LunarYear]:
    """The years that are known.

    >>> lunar_years()[2025].first.isoformat(), lunar_years()[2025].leap
    ('2025-01-29', 6)
    """
    return {
        int(row["year"]): LunarYear(
            dt.date.fromisoformat(row["first"]), int(row["leap"] or 0), tuple(map(int, row["days"].split()))
        )
        for row in table("lunar")
    }


def days_of(year: int, month: int, day: int | None, *, leap: bool = False) -> tuple[dt.date, dt.date] | None:
    """The first and the last day in our calendar of a month, or a day of it; None where the year has no such one.

    >>> days_of(2026, 1, 1)[0].isoformat()
    '2026-02-17'
    """
    known = lunar_years()[year]
    if leap and month != known.leap:
        return None
    place = month - 1 + (leap or 0 < known.leap < month)
    first = known.first + dt.timedelta(sum(known.days[:place]))
    if day is None:
        return first, first + dt.timedelta(known.days[place] - 1)
    return (first + dt.timedelta(day - 1),) * 2 if day <= known.days[place] else None


def lunar_of(draft: UnreadDraft, setting: Setting, grammar: Grammar) -> Found:
    """The days of the moon that words name, and what is doubted of them."""
    found = tuple(_dates(draft, setting, grammar))
    if found and all(date.start for date in found):
        return Found(found)
    span = setting.span(draft.start, draft.end)
    message = f"of the lunar calendar, so that ours has no day for it: {setting.text(span)!r}"
    return Found(found, (Diagnostic("lunar-date", Severity.INFO, message, span),))


def _dates(draft: UnreadDraft, setting: Setting, grammar: Grammar) -> Iterator[LunarDate]:
    """One date for each day that is named, or one for the month."""
    folded, start, end = setting.view.folded, draft.start, draft.end
    month = grammar.pattern("LUNAR_MONTH").search(folded, start, end)
    if month is None:
        return
    number = int(month["month"] or number_in_words(month["month_word"]) or 0)
    year, inferred = _year(grammar.pattern("LUNAR_YEAR").search(folded, month.end(), end), setting.anchor)
    days = list(
        grammar.pattern("LUNAR_DAY").finditer(folded, start, max(month.start("month"), month.start("month_word")))
    )
    named: list[int | None] = [None]
    if days:
        named = [int(day["day"] or number_in_words(day["day_word"] or "") or _FULL_MOON) for day in days]
    for place, day in enumerate(named):
        at = start if place == 0 else days[place].start()
        until = end if place == len(named) - 1 else days[place].end()
        span = setting.span(at, until)
        leap = month["leap"] is not None
        area, problem = None, "impossible"
        if 1 <= number <= _MONTHS and (day is None or 1 <= day <= _LONGEST):
            known = year in lunar_years()
            area = days_of(year or 0, number, day, leap=leap) if known else None
            problem = "impossible" if known else "undetermined"
        first, last = area or (None, None)
        yield LunarDate(
            span, setting.text(span), number, day, year, leap, first, last, None if area else problem, inferred
        )


def _year(found: re.Match[str] | None, anchor: Anchor | None) -> tuple[int | None, bool]:
    """The year that is written, or the nearest one with the name that is written."""
    if found is None:
        return None, False
    if found["year"]:
        return int(found["year"]), False
    stems, branches = words("lunar", "stems"), words("lunar", "branches")
    if anchor is None or found["stem"] not in stems or found["branch"] not in branches:
        return None, False
    stem, branch = stems.index(found["stem"]), branches.index(found["branch"])
    place = next((n for n in range(_CYCLE) if n % len(stems) == stem and n % len(branches) == branch), None)
    if place is None:
        return None, False
    middle = anchor.start.year
    return middle + (_FIRST_OF_CYCLE + place - middle + _CYCLE // 2) % _CYCLE - _CYCLE // 2, True
