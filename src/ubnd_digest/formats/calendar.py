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
from ubnd_digest.formats.rows import Choice, Record, Surroundings, item_numbers
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.references import Reference
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
# Revisions are counted by the day: that of the digest, from here.
_FIRST_DAY = dt.date(2000, 1, 1)
# How much of a task a summary tells, in code points: calendars show a line or two.
_SUMMARY = 160


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
    same_words = _WordsOfTask(digest, around)
    seen: Counter[uuid.UUID] = Counter()
    for deadline in digest.deadlines:
        day = choice.day(deadline)
        if day is None:
            continue
        number, document = item_of(deadline.span), around.document(deadline.span)
        own = None if number is None else digest.items[number].heading
        heading = shown(own.text) if own else ""
        key = _key(digest, document, heading, deadline, same_words.of(deadline))
        seen[key] += 1
        identifier = str(uuid.uuid5(key, str(seen[key])))
        revised = choice.today or (digest.period.end if digest.period else day)
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


class _WordsOfTask:
    """What tasks say without their limits, put together once a duty."""

    def __init__(self, digest: Digest, around: Surroundings) -> None:
        self._source, self._around = digest.source, around
        self._known: dict[int, str] = {}

    def of(self, deadline: Deadline) -> str:
        duty = self._around.duty(deadline)
        if duty is None:
            sentence = sentence_around(self._source, deadline.span.start, deadline.span.end)
            return folded_words(sentence.replace(deadline.text, ""))
        if id(duty) not in self._known:
            spans = [limit.span for limit in duty.deadlines if duty.task_span.contains(limit.span)]
            begins = [duty.task_span.start, *(span.end for span in spans)]
            ends = [*(span.start for span in spans), duty.task_span.end]
            words = " ".join(self._source[begin:end] for begin, end in zip(begins, ends, strict=True))
            self._known[id(duty)] = folded_words(words)
        return self._known[id(duty)]


def _key(digest: Digest, document: Reference | None, heading: str, deadline: Deadline, words: str) -> uuid.UUID:
    """What a deadline is, on whatever day it is due: a task under a document, without one under a title and heading."""
    if document:
        date = document.date.start if document.date else None
        year = date or (digest.period.end if digest.period else None)
        place = (str(document.number), str(year.year) if year else "")
    else:
        place = (shown(digest.title.text) if digest.title else "", heading)
    # one week writes a name in full, the next one does not
    party = folded_words(written_out(deadline.responsible or ""))
    return uuid.uuid5(_IDENTIFIERS, "\n".join((*place, party, words)))


# ---- words ----------------------------------------------------------------------------------

_CUT = "\u2026"


def _brief(words: str) -> str:
    """Words on one line, of many the first."""
    return words if len(words) <= _SUMMARY else f"{words[:_SUMMARY].rsplit(' ', 1)[0].rstrip(' ,;:.')}{_CUT}"


# A sentence ends with a full stop after a number, a mark or a word of three letters or more: not after "TP."
_SENTENCE_END = re.compile(r"(?:(?<=\w{3})|(?<=[0-9\W]))[.!?]\s+")
# How far a sentence is told on either side: many events may stand in one that never ends.
_FARTHEST = 1000


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
