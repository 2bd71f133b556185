"""Deadlines as events of a calendar, or as tasks (iCalendar, RFC 5545), written with the package icalendar.

Nothing in an entry depends on the moment of its making: the same file gives the same bytes. Its identifier depends
neither on the name of the file nor on the day: a calendar that reads a digest again, from wherever, finds the
entries that it has, and one whose day has moved takes the place of the old one.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ubnd_digest.formats.delimited import Frame
from ubnd_digest.formats.rows import Choice, Record, Surroundings
from ubnd_digest.linking.orders import orders
from ubnd_digest.linking.places import home_of
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.digest import Digest, item_numbers
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import folded_words, shown
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.names.written_out import written_out

if TYPE_CHECKING:
    from icalendar import Component

_ZONE = "Asia/Ho_Chi_Minh"
_OFFSET = dt.timedelta(hours=7)  # of the whole country, without summer time, since 1975
_SINCE = dt.datetime(1975, 6, 13)  # noqa: DTZ001 - the beginning of a time zone is in local time
_IDENTIFIERS = uuid.uuid5(uuid.NAMESPACE_URL, "ubnd-digest/deadlines")
_END = "END:VCALENDAR\r\n"
_NAME = "Deadlines"
_FIRST_DAY = dt.date(2000, 1, 1)  # revisions are counted by the day: that of the digest, from here
_SUMMARY = 160  # how much of a task a summary tells, in code points: calendars show a line or two


class Style(NamedTuple):
    """How deadlines are written into a calendar."""

    todo: bool = False  # as tasks, not as events
    alarm: int | None = None  # how many days before
    name: str | None = None  # of the calendar


PLAIN = Style()


def calendar_frame(style: Style = PLAIN) -> Frame:
    """The frame of a calendar: its head, with its name and the time zone of Viet Nam, and its end."""
    from icalendar import Calendar, Timezone, TimezoneStandard, vText

    standard = TimezoneStandard()
    standard.add("dtstart", _SINCE)
    standard.add("tzname", "+07")
    standard.add("tzoffsetfrom", _OFFSET)
    standard.add("tzoffsetto", _OFFSET)
    zone = Timezone()
    zone.add("tzid", _ZONE)
    zone.add_component(standard)
    calendar = Calendar()
    calendar.add("prodid", "-//ubnd-digest//ubnd-digest//EN")
    calendar.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # RFC 7986, and what was used before it and still is
        calendar.add(name, vText(shown(style.name or "") or _NAME))  # a bare string would not be escaped
    calendar.add_component(zone)
    return Frame(_written(calendar).removesuffix(_END), "", _END, _END)


def _written(component: Component) -> str:
    return str(component.to_ical().decode("utf-8"))


def entries(name: str, digest: Digest, choice: Choice, style: Style = PLAIN) -> Iterator[Record]:
    """The deadlines, each with its identifier and revision; those without a day are left out.

    Those that are not asked for have no text: they may tell that a deadline has moved out of what is asked for.
    """
    item_of, around = item_numbers(digest), Surroundings(digest)
    keys = _Keys(digest, around)
    seen: Counter[uuid.UUID] = Counter()
    for deadline in digest.deadlines:
        day = choice.day(deadline)
        if day is None:
            continue
        number, document = item_of(deadline.span), around.document(deadline.span)
        own = None if number is None else digest.items[number].heading
        heading = shown(own.text) if own else ""
        key = keys.of(deadline)
        seen[key] += 1
        identifier = str(uuid.uuid5(key, str(seen[key])))
        # what comes again moves with the day from which it was looked for
        moving = None if deadline.due else choice.now
        revised = choice.today or moving or (digest.period.end if digest.period else day)
        sequence = max((revised - _FIRST_DAY).days, 0)
        if not choice.takes(deadline, around.parties(deadline)):
            yield {"uid": identifier, "sequence": sequence, "text": ""}
            continue
        sentence = shown(sentence_around(digest.source, deadline.span.start, deadline.span.end))
        told = (sentence, str(document) if document else "", heading, shown(name))
        task = shown(around.task(deadline) or "") or sentence
        summary = f"{shown(deadline.responsible)}: {_brief(task)}" if deadline.responsible else _brief(task)
        entry = _entry(style, day, deadline.time)
        entry.add("uid", identifier)
        entry.add("dtstamp", dt.datetime.combine(revised, dt.time(), dt.UTC))
        entry.add("sequence", sequence)
        entry.add("summary", summary)
        entry.add("description", "\n".join(filter(None, told)))
        if style.alarm is not None:
            entry.add_component(_alarm(style, summary))
        yield {"uid": identifier, "sequence": sequence, "text": _written(entry)}


def newest(records: Iterable[Record]) -> Iterator[str]:
    """The text of entries, one for each identifier: the one that was revised last.

    >>> list(newest([{"uid": "a", "sequence": 2, "text": "new"}, {"uid": "a", "sequence": 1, "text": "old"}]))
    ['new']
    """
    found: dict[str, Record] = {}
    for record in records:
        known = found.setdefault(record["uid"], record)
        if known["sequence"] <= record["sequence"]:
            found[record["uid"]] = record
    return (record["text"] for record in found.values() if record["text"])


def _entry(style: Style, day: dt.date, time: dt.time | None) -> Component:
    from zoneinfo import ZoneInfo

    from icalendar import Event, Todo

    at = dt.datetime.combine(day, time, ZoneInfo(_ZONE)) if time else day
    entry: Component = Todo() if style.todo else Event()
    if style.todo:
        entry.add("due", at)
        entry.add("status", "NEEDS-ACTION")
    else:
        entry.add("dtstart", at)
        entry.add("transp", "TRANSPARENT")  # nobody is busy all day long because something is due
    return entry


def _alarm(style: Style, summary: str) -> Component:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    # a task without a start has only its end to count from
    related = {"related": "END"} if style.todo else {}
    alarm.add("trigger", dt.timedelta(-(style.alarm or 0)), parameters=related)
    return alarm


# ---- identifiers ----------------------------------------------------------------------------

# What goes with the words of an order, which this stands for: brackets around them, the blank before a comma.
_ORDER = "\ufffc"
_CUT_OUT = re.compile(rf" ?\({_ORDER}\)| ?{_ORDER}(?=[,;])|{_ORDER}")


class _Keys:
    """What deadlines are, on whatever day they are due: a task under a document, else under a title and a heading.

    The document is that of the item, else the order that it cites, where no other duty then has the same key.
    """

    def __init__(self, digest: Digest, around: Surroundings) -> None:
        self._digest, self._around = digest, around
        self._item_of, self._order_of = item_numbers(digest), orders(digest)
        home = home_of(digest)
        self._home = (home.province or "", home.below)
        self._known: dict[tuple[int, Span | None], str] = {}
        owners: dict[uuid.UUID, set[int]] = {}
        for deadline in digest.deadlines:
            owners.setdefault(self._of(deadline, by_order=True), set()).add(id(around.duty(deadline) or deadline))
        self._shared = {key for key, some in owners.items() if len(some) > 1}

    def of(self, deadline: Deadline) -> uuid.UUID:
        """The key of a deadline, which those of one duty share."""
        key = self._of(deadline, by_order=True)
        return self._of(deadline, by_order=False) if key in self._shared else key

    def _of(self, deadline: Deadline, *, by_order: bool) -> uuid.UUID:
        digest, number = self._digest, self._item_of(deadline.span)
        document, order = self._around.document(deadline.span), None
        if document is None and by_order:
            order = self._order_of(number, self._around.duty(deadline))
            document = order.reference if order else None
        place: tuple[str, ...]
        if document:
            date = document.date.start if document.date else None
            year = date or (digest.period.end if digest.period else None)
            place = (str(document.number), str(year.year) if year else "", *self._home)
        else:
            heading = digest.items[number].heading if number is not None else None
            place = (shown(digest.title.text) if digest.title else "", shown(heading.text) if heading else "")
        # one week writes a name in full, the next one does not
        party = folded_words(written_out(deadline.responsible or ""))
        words = self._words(deadline, order.span if order else None)
        return uuid.uuid5(_IDENTIFIERS, "\n".join((*place, party, words)))

    def _words(self, deadline: Deadline, order: Span | None) -> str:
        """What the task says without limits and the order by which it is owed; put together once a duty."""
        duty, source = self._around.duty(deadline), self._digest.source
        if duty is None:
            sentence = sentence_around(source, deadline.span.start, deadline.span.end)
            return folded_words(sentence.replace(deadline.text, ""))
        if (id(duty), order) not in self._known:
            task = duty.task_span
            cuts = [(limit.span, " ") for limit in duty.deadlines if task.contains(limit.span)]
            inside = order is not None and task.contains(order)
            if order and inside:
                cuts = sorted([*cuts, (order, _ORDER)])
            words, begin = "", task.start
            for span, put in cuts:
                words, begin = f"{words}{source[begin : span.start]}{put}", span.end
            words = f"{words}{source[begin : task.end]}"
            words = _CUT_OUT.sub("", words).strip(" ,;") if inside else words
            self._known[id(duty), order] = folded_words(words)
        return self._known[id(duty), order]


# ---- words ----------------------------------------------------------------------------------

_CUT = "\u2026"


def _brief(words: str) -> str:
    """Words on one line, of many the first."""
    return words if len(words) <= _SUMMARY else f"{words[:_SUMMARY].rsplit(' ', 1)[0].rstrip(' ,;:.')}{_CUT}"


# A sentence ends with a full stop after a number, a mark or a word of three letters or more: not after "TP."
_SENTENCE_END = re.compile(r"(?:(?<=\w{3})|(?<=[0-9\W]))[.!?]\s+")
_FARTHEST = 1000  # how far a sentence is told on either side: many events may stand in one that never ends


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence around a stretch of a text, within its line; of a very long one what stands around the stretch."""
    lowest, highest = max(start - _FARTHEST, 0), min(end + _FARTHEST, len(text))
    begin = max(text.rfind("\n", lowest, start) + 1, lowest)
    line_end = text.find("\n", end, highest)
    stop = highest if line_end < 0 else line_end
    before, after = begin == lowest > 0, line_end < 0 and highest < len(text)
    for found in _SENTENCE_END.finditer(text, begin, stop):
        if found.end() <= start:
            begin, before = found.end(), False
        elif found.start() >= end:
            stop, after = found.end(), False
            break
    words = text[begin:stop].strip()
    return f"{_CUT * before}{words}{_CUT * after}"
