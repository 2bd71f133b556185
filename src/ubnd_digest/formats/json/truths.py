"""What ``parse`` never says of a text: JSON that says it lies, and is refused with the path of the lie."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Final

from ubnd_digest.formats.json.conversion import OUTSIDE, listed, pair, placed_in
from ubnd_digest.formats.json.converters import shown, written
from ubnd_digest.formats.json.records import BlockRecord, DigestRecord, ItemRecord
from ubnd_digest.model.agencies import Official
from ubnd_digest.model.dates import DateExpression, DateRange, Precision
from ubnd_digest.model.deadlines import CountUnit, Deadline, Reckoning, Relation
from ubnd_digest.model.digest import blocks_of
from ubnd_digest.model.durations import Duration, SetExpression
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.errors import SerializationError
from ubnd_digest.model.figures import with_figures
from ubnd_digest.model.inner_mentions import inner_mentions
from ubnd_digest.model.kinds import text_order
from ubnd_digest.model.lunar import LunarDate
from ubnd_digest.model.references import Reference, Role
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.text import View, single_spaced

_DAY: Final = dt.timedelta(1)
_DAYS: Final = {CountUnit.DAY: _DAY, CountUnit.WEEK: 7 * _DAY}
_FIRST_QUARTER: Final = 33  # of ISO 8601-2
_MONTHS: Final = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.YEAR: 12}
_LENGTH: Final = re.compile(r"P(?:T?[0-9]+[A-Z])+")
_RULE: Final = re.compile(r"RRULE:[^;\n]+(?:[;\n][^;\n]+)*")


def check_truths(record: DigestRecord) -> None:
    """Check that a record, whose spans hold their texts, says nothing that cannot be; name the path of what does."""
    _blocks_stand_in_order(record)
    for number, item in enumerate(record.items):
        _number_stands_before(record.source, f"items[{number}].number", item)
    if record.period and record.items and record.period.span.end > _first_of(record.items[0]).span.start:
        raise _lie("period.span", "a span before the items", record.period.span)
    for place, (one, other) in enumerate(pairwise(record.diagnostics), 1):
        if other.span.start < one.span.start:
            raise _lie(f"diagnostics[{place}].span", "diagnostics in text order", other.span)
    known = _mentions_stand_apart(record)
    for path, owner, mention in listed(record):
        if isinstance(mention, Reference) and mention.role is Role.ISSUED and owner == OUTSIDE and record.items:
            raise _lie(f"{path}.role", "another role outside the items", mention.role.value)
        for inner_path, inner in inner_mentions(mention, path):
            if written(known.get((type(inner), inner.span), inner)) != written(inner):
                raise _lie(inner_path, f"what the list of its kind says of it at {pair(inner.span)}", "something else")
    for path, placed in placed_in(record):
        if check := _CHECKS.get(type(placed)):
            check(path, placed)


def _lie(path: str, expected: str, found: object) -> SerializationError:
    return SerializationError(path, expected, pair(found) if isinstance(found, Span) else shown(found))


# ---- places ---------------------------------------------------------------------------------


def _blocks_stand_in_order(record: DigestRecord) -> None:
    before = Span(0, 0)
    blocks: Iterator[tuple[str, BlockRecord]] = blocks_of(record)
    for path, block in blocks:
        if not block.text:
            raise _lie(f"{path}.span", "a span that is not empty", block.span)
        if block.span.start < before.end:
            raise _lie(f"{path}.span", f"a span that begins at {before.end} or later", block.span)
        before = block.span
    for number, item in enumerate(record.items):
        if item.section and item.section.span.start > _first_of(item).span.start:
            raise _lie(f"items[{number}].section.span", "a span before that of its item", item.section.span)


def _first_of(item: ItemRecord) -> BlockRecord:
    return item.heading or item.paragraphs[0]


def _number_stands_before(source: str, path: str, item: ItemRecord) -> None:
    first = _first_of(item)
    if item.number and not stands_in(item.number, source[max(0, first.span.start - 40) : first.span.end]):
        raise _lie(path, "a number that stands before the item", item.number)


def _mentions_stand_apart(record: DigestRecord) -> dict[tuple[type, Span], Mention]:
    """No mention is empty, none is there twice, none crosses the end of one that it stands in; gives them by place."""
    known: dict[tuple[type, Span], Mention] = {}
    around: list[Mention] = []
    found = [(path, mention) for path, _, mention in listed(record)]
    for path, mention in sorted(found, key=lambda one: text_order(one[1])):
        span = mention.span
        if span.start == span.end:
            raise _lie(f"{path}.span", "a span that is not empty", span)
        while around and around[-1].span.end <= span.start:
            around.pop()
        if known.setdefault((type(mention), span), mention) is not mention:
            raise _lie(f"{path}.span", "each mention once", span)
        if around and span.end > around[-1].span.end:
            raise _lie(f"{path}.span", f"a span that ends at {around[-1].span.end} or before, or begins there", span)
        around.append(mention)
    return known


# ---- values ---------------------------------------------------------------------------------


def _days_are_there(path: str, date: DateExpression | LunarDate) -> None:
    if (date.start is None) != (date.end is None):
        name, other = ("start", date.start) if date.end else ("end", date.end)
        raise _lie(f"{path}.{name}", "both days of a date, or none", other)
    if (date.start is None) != (date.problem is not None):
        raise _lie(f"{path}.problem", "null where the days are known" if date.start else "why no day is", date.problem)


def _date_agrees(path: str, date: DateExpression) -> None:
    _days_are_there(path, date)
    if date.problem not in (None, "impossible", "undetermined"):
        raise _lie(f"{path}.problem", "'impossible', 'undetermined' or null", date.problem)
    start, end, unit = date.start, date.end, date.precision
    if start is None or end is None:
        return
    months = _MONTHS.get(unit, 0)
    whole = start.year == end.year and start.day == 1 and (end == dt.date.max or (end + _DAY).day == 1)
    if months:
        whole = whole and end.month - start.month == months - 1 and start.month % months == 1 % months
    if not (start == end if unit is Precision.DAY else whole or date.part):
        raise _lie(f"{path}.end", f"the last day of a {unit.value}", f"{start} to {end}")
    if date.edtf != (edtf := _edtf_of(unit, start.isoformat(), end.isoformat())):
        raise _lie(f"{path}.edtf", repr(edtf), date.edtf)


def _edtf_of(unit: Precision, start: str, end: str) -> str:
    forms = {
        Precision.DAY: start,
        Precision.MONTH: start[:7],
        Precision.QUARTER: f"{start[:4]}-{_FIRST_QUARTER + int(start[5:7]) // 3}",
        Precision.MONTHS: f"{start[:7]}/{end[:7]}",
        Precision.YEAR: start[:4],
    }
    return forms[unit]


def _dates_stand_inside(path: str, dates: DateRange) -> None:
    for name, date in (("first", dates.first), ("last", dates.last)):
        if not dates.span.contains(date.span):
            raise _lie(f"{path}.{name}.span", "a span inside that of its range", date.span)
    if dates.first.span.end > dates.last.span.start:
        raise _lie(f"{path}.last.span", "a span behind that of the first date", dates.last.span)
    if dates.start and dates.end and dates.end < dates.start:  # (từ tháng 9 đến năm 2025): the year began before
        raise _lie(f"{path}.last.end", f"a day not before {dates.start}", str(dates.end))


def _limit_agrees(path: str, limit: Deadline) -> None:
    named, due, how = limit.named, limit.due, limit.reckoning
    if named and not limit.span.contains(named.span):
        raise _lie(f"{path}.named.span", "a span inside that of its deadline", named.span)
    if not (limit.count is None) == (limit.unit is None) == (how is not Reckoning.COUNTED):
        raise _lie(f"{path}.count", "a count with a unit where something is counted", limit.count)
    if (limit.start and limit.count is None) or (named and how in (Reckoning.COUNTED, Reckoning.RECURRING)):
        raise _lie(f"{path}.reckoning", "how the last day is known, as the other values say", how.value)
    if how is not Reckoning.RECURRING and limit.rule is not None:
        raise _lie(f"{path}.rule", "a rule where a limit comes again and again", limit.rule)
    if how in (Reckoning.RECURRING, Reckoning.VAGUE) and due:
        raise _lie(f"{path}.due", f"no day of a limit that is {how.value}", str(due))
    wanted = _last_day_of(limit)
    if wanted and due != wanted:
        raise _lie(f"{path}.due", str(wanted), due and str(due))
    if limit.extended_to and (due is None or limit.extended_to <= due):
        raise _lie(f"{path}.extended_to", "a day after the last one", str(limit.extended_to))


def _last_day_of(limit: Deadline) -> dt.date | None:
    """The last day as the other values have it, where they alone decide."""
    named, counted = limit.named, limit.start
    try:
        if limit.reckoning is Reckoning.NAMED and named and named.start and named.part is None:
            return named.start - _DAY if limit.relation is Relation.BEFORE else named.end
        if limit.count and counted and counted.end and limit.unit in _DAYS:
            return counted.end + _DAYS[limit.unit] * limit.count
    except OverflowError:
        pass
    return None


def _number_agrees(path: str, found: Reference) -> None:
    serial = found.number.serial if found.number else ""
    if not (is_in(serial, found.text) or is_in(serial, with_figures(found.text))):
        raise _lie(f"{path}.number.serial", "a number of the text", found.number.serial)


def _person_is_named(path: str, found: Official) -> None:
    if found.person and not is_in(found.person, found.text):
        raise _lie(f"{path}.person", "a name of the text", found.person)


def _task_stands_inside(path: str, duty: Duty) -> None:
    if not duty.span.contains(duty.task_span):
        raise _lie(f"{path}.task_span", "a span inside that of its duty", duty.task_span)
    words = duty.text[duty.task_span.start - duty.span.start : duty.task_span.end - duty.span.start]
    if not is_in(duty.task, words):
        raise _lie(f"{path}.task", f"words of {shown(words)}", duty.task)


def _value_has_its_form(path: str, found: Duration | SetExpression) -> None:
    if not _LENGTH.fullmatch(found.value):
        raise _lie(f"{path}.value", "a length of ISO 8601, such as 'P10D'", found.value)


def _rule_has_its_form(path: str, found: SetExpression) -> None:
    _value_has_its_form(path, found)
    if found.rule is not None and not _RULE.fullmatch(found.rule):
        raise _lie(f"{path}.rule", "recurrence rules of RFC 5545", found.rule)


def stands_in(words: str, text: str) -> bool:
    r"""Whether words stand together in a text, however their signs and the blanks between them are written.

    >>> stands_in("Lam Điền", "LAM\n \u00d0iê\u0300n"), stands_in("19", "1. Năm 9")
    (True, False)
    """
    return words in text or _folded(words) in _folded(text)


def _folded(text: str) -> str:
    return single_spaced(View(text).folded)


def is_in(words: str, text: str) -> bool:
    r"""Whether the signs of some words stand in a text in their order, whatever stands between.

    Letter case, tone marks and the ways to write a sign do not matter, as they do not to what reads a text.

    >>> is_in("Đoàn Hoá", "\u00d0oàn ho\u0301a"), is_in("Hòa", "Hóa")
    (True, False)
    """
    return _in_order(words.casefold(), text.casefold()) or _in_order(View(words).folded, View(text).folded)


def _in_order(words: str, text: str) -> bool:
    signs = iter(text)
    return all(sign in signs for sign in words if not sign.isspace())


_CHECKS: Final[dict[type, Callable[[str, Any], None]]] = {
    DateExpression: _date_agrees,
    LunarDate: _days_are_there,
    DateRange: _dates_stand_inside,
    Deadline: _limit_agrees,
    Reference: _number_agrees,
    Official: _person_is_named,
    Duty: _task_stands_inside,
    Duration: _value_has_its_form,
    SetExpression: _rule_has_its_form,
}
