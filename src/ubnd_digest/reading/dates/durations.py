"""Lengths of time and recurrences: from the islands of ``durations.lark`` to drafts, and from drafts to mentions."""

from __future__ import annotations

from collections.abc import Iterable

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.grammar.scanner import Island
from ubnd_digest.model.durations import Duration, SetExpression
from ubnd_digest.model.values import unchecked
from ubnd_digest.model.words import numbers
from ubnd_digest.reading.drafts import CountedDraft, DatesDraft, DurationDraft, RecurrenceDraft
from ubnd_digest.reading.setting import Setting

_duration = unchecked(Duration)
# The groups of the grammar, each with the unit that it stands for; "T" is a minute: "M" is a month.
_LENGTHS = {"days": "D", "weeks": "W", "months": "M", "years": "Y", "hours": "H", "short_hours": "T", "seconds": "S"}
_REPEATED = {
    "minutely": (1, "T"),
    "hourly": (1, "H"),
    "daily": (1, "D"),
    "weekly": (1, "W"),
    "monthly": (1, "M"),
    "quarterly": (3, "M"),
    "yearly": (1, "Y"),
}
_WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_HALVES = {"Y": (6, "M"), "M": (15, "D"), "D": (12, "H")}  # half of a unit: article 146 of the Civil Code
# what is counted before a year: "05 năm 2021 - 2025", "9 tháng 2024"
_COUNTED_HERE = {"years_counted": "Y", "years_in_words": "Y", "months_counted": "M", "months_in_words": "M"}
_NUMBER = lazily("[0-9]+")
# how many days a month can have
_MOST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LAST_MONTHS, _FIRST_MONTHS = "3,6,9,12", "1,4,7,10"


def duration_draft(children: list[Island]) -> DurationDraft | None:
    """The length of time that an island holds; None for half of what has no half."""
    match = children[0].match
    groups = match.groupdict()
    start, end = match.span("mention") if "mention" in groups else match.span()
    unit = next(letter for name, letter in _LENGTHS.items() if groups.get(name))
    if groups.get("half_of"):
        if unit not in _HALVES:
            return None
        count, unit = _HALVES[unit]
    else:
        count = _count(groups)
    working = unit in "DH" and bool(groups.get("working") or groups.get("working_hours"))
    return DurationDraft(start, end, count, unit, working)


def _count(groups: dict[str, str | None]) -> int:
    if written := groups.get("count"):
        return int(written)
    return numbers()[groups.get("counted") or ""]


def years_counted(token: Island) -> tuple[DurationDraft, ...]:
    """The length inside "05 năm 2021 - 2025": the years that are counted."""
    if _COUNTED_HERE.keys().isdisjoint(token.match.re.groupindex):
        return ()
    groups = token.match.groupdict()
    name = next((name for name in _COUNTED_HERE if groups.get(name)), None)
    if name is None:
        return ()
    count = int(groups[name] or 0) if name.endswith("counted") else numbers()[groups[name] or ""]
    start = token.match.start(name)
    # the word for the unit stands between the number and the first year
    end = token.match.start("mention")
    text = token.match.string[start:end].rstrip(" (")
    return (DurationDraft(start, start + len(text), count, _COUNTED_HERE[name]),)


class Recurrences:
    """What becomes of a recurrence; the days in it are read by patterns of the grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()

    def __call__(self, children: list[Island]) -> RecurrenceDraft:
        """The recurrence that an island holds."""
        (token,) = children
        match = token.match
        groups = match.groupdict()
        if days := groups.get("month_days"):
            found = [str(day) for day in dict.fromkeys(map(int, _NUMBER.findall(days))) if is_day(day)]
            rules: tuple[str, ...] = (f"FREQ=MONTHLY;BYMONTHDAY={','.join(found)}",) if found else ()
            return RecurrenceDraft(*match.span(), 1, "M", rules)
        if days := groups.get("quarter_days"):
            months = _FIRST_MONTHS if groups["of_first"] else _LAST_MONTHS
            found = [str(day) for day in dict.fromkeys(map(int, _NUMBER.findall(days))) if is_day(day)]
            rules = (f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={','.join(found)}",) if found else ()
            return RecurrenceDraft(*match.span(), 3, "M", rules)
        if days := groups.get("year_days"):
            pairs = [
                (int(found["day"]), int(found["month"])) for found in self._patterns["DAY_AND_ITS_MONTH"].finditer(days)
            ]
            rules = tuple(f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}" for day, month in pairs if is_day(day, month))
            return RecurrenceDraft(*match.span(), 1, "Y", rules)
        if days := groups.get("week_days"):
            names = [
                name.upper()
                for found in self._patterns["WEEKDAY_OF_SET"].finditer(days)
                for name in _WEEKDAYS
                if found[name]
            ]
            return RecurrenceDraft(*match.span(), 1, "W", (f"FREQ=WEEKLY;BYDAY={','.join(dict.fromkeys(names))}",))
        size, unit = next(value for name, value in _REPEATED.items() if groups.get(name))
        times = _count(groups) if groups.get("count") or groups.get("counted") else 1
        return RecurrenceDraft(*match.span(), size * times, unit)


def counted_draft(children: list[Island | DurationDraft | DatesDraft | None]) -> CountedDraft | None:
    """A length of time, with what it counts from."""
    duration = next((child for child in children if isinstance(child, DurationDraft)), None)
    if duration is None:
        return None
    first = children[0]
    start = first.start_pos if isinstance(first, Island) else duration.start
    dates = next((child for child in children if isinstance(child, DatesDraft) and child.dates), None)
    last = children[-1]
    signed = isinstance(last, Island) and last.type == "SINCE_SIGNED"
    end = dates.dates[-1].end if dates else duration.end
    if signed:
        end = last.end_pos or end  # type: ignore[union-attr]
    # "thời hạn giải quyết: 10 ngày" sets a limit by itself
    term = isinstance(first, Island) and "term" in first.names and first.match["term"]
    return CountedDraft(start, end, duration, dates, signed, "certain" if term else "counted")


# ---- drafts -> mentions ---------------------------------------------------------------------


def iso_length(count: int, unit: str) -> str:
    """A length in ISO 8601.

    >>> iso_length(5, "D"), iso_length(30, "T")
    ('P5D', 'PT30M')
    """
    return f"PT{count}{'M' if unit == 'T' else unit}" if unit in "HTS" else f"P{count}{unit}"


def is_day(day: int, month: int = 1) -> bool:
    """Whether a month of some year has such a day.

    >>> is_day(29, 2), is_day(31, 4), is_day(0)
    (True, False, False)
    """
    return 1 <= month <= len(_MOST_DAYS) and 1 <= day <= _MOST_DAYS[month - 1]


def written_rules(rules: Iterable[str]) -> str | None:
    """Recurrence rules as RFC 5545 writes them, one a line; None for none.

    >>> written_rules(["FREQ=WEEKLY;BYDAY=FR"])
    'RRULE:FREQ=WEEKLY;BYDAY=FR'
    """
    return "\n".join(f"RRULE:{rule}" for rule in rules) or None


def duration_of(draft: DurationDraft, setting: Setting) -> Duration:
    """The duration that a draft is."""
    span = setting.span(draft.start, draft.end)
    return _duration(span, setting.text(span), iso_length(draft.size, draft.unit), draft.working)


def set_of(draft: RecurrenceDraft, setting: Setting) -> SetExpression:
    """The recurrence that a draft is."""
    span = setting.span(draft.start, draft.end)
    return SetExpression(span, setting.text(span), iso_length(draft.size, draft.unit), written_rules(draft.rules))
