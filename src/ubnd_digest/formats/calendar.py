"""Deadlines as events of a calendar (iCalendar, RFC 5545), written with the package icalendar.

Nothing in an event depends on the moment of its making: the same file gives the same bytes. Its
identifier does not depend on the name of the file either, so that a calendar that reads a digest
again, from wherever, finds the events that it has.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ubnd_digest.formats.delimited import Frame
from ubnd_digest.formats.rows import ItemNumbers
from ubnd_digest.model.text import shown

if TYPE_CHECKING:
    from icalendar import Component

    from ubnd_digest.formats.rows import Choice
    from ubnd_digest.model.deadlines import Deadline
    from ubnd_digest.model.digest import Digest

_ZONE = "Asia/Ho_Chi_Minh"
_OFFSET = dt.timedelta(hours=7)  # of the whole country, without summer time, since 1975
_SINCE = dt.datetime(1975, 6, 13)  # noqa: DTZ001 - the beginning of a time zone is in local time
_IDENTIFIERS = uuid.uuid5(uuid.NAMESPACE_URL, "ubnd-digest/deadlines")
_END = "END:VCALENDAR\r\n"


def calendar_frame() -> Frame:
    """The frame of a calendar: its head, with the time zone of Viet Nam, and its end."""
    from icalendar import Calendar, Timezone, TimezoneStandard

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
    calendar.add_component(zone)
    return Frame(_written(calendar).removesuffix(_END), "", _END, _END)


def _written(component: Component) -> str:
    return str(component.to_ical().decode("utf-8"))


def events(name: str, digest: Digest, choice: Choice) -> Iterator[str]:
    """The deadlines that are asked for, an event each; those without a day are left out."""
    numbers = ItemNumbers(digest)
    title = shown(digest.title.text) if digest.title else ""
    seen: Counter[uuid.UUID] = Counter()
    for deadline in filter(choice.takes, digest.deadlines):
        if deadline.due is not None:
            number = numbers.of(deadline.span)
            own = None if number is None else digest.items[number].heading
            heading = shown(own.text) if own else ""
            key = _key(title, deadline, heading)
            seen[key] += 1
            yield _written(_event(name, digest, deadline, heading, uuid.uuid5(key, str(seen[key]))))


def _key(title: str, deadline: Deadline, heading: str) -> uuid.UUID:
    """What a deadline is, whatever else of the digest changes: another day is another event."""
    parts = (title, heading, deadline.due, deadline.time, deadline.responsible, deadline.text)
    return uuid.uuid5(_IDENTIFIERS, "\n".join(shown(str(part)) for part in parts))


def _event(name: str, digest: Digest, deadline: Deadline, heading: str, identifier: uuid.UUID) -> Component:
    from zoneinfo import ZoneInfo

    from icalendar import Event

    assert deadline.due is not None
    sentence = shown(sentence_around(digest.source, deadline.span.start, deadline.span.end))
    what = heading or sentence
    event = Event()
    event.add("uid", str(identifier))
    revised = digest.period.end if digest.period else deadline.due
    event.add("dtstamp", dt.datetime.combine(revised, dt.time(), dt.UTC))
    at = deadline.time
    event.add("dtstart", dt.datetime.combine(deadline.due, at, ZoneInfo(_ZONE)) if at else deadline.due)
    event.add("summary", f"{shown(deadline.responsible)}: {what}" if deadline.responsible else what)
    event.add("description", f"{sentence}\n{shown(name)}")
    event.add("transp", "TRANSPARENT")  # nobody is busy all day long because something is due
    return event


# A sentence ends with a full stop after a number, a mark or a word of three letters or more: not after "TP."
_SENTENCE_END = re.compile(r"(?:(?<=\w{3})|(?<=[0-9\W]))[.!?]\s+")
# How far a sentence is told on either side: many events may stand in one that never ends.
_FARTHEST = 1000
_CUT = "\u2026"


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds a stretch of a text, within its line; of a very long one what stands around the stretch.

    >>> sentence_around("One two. Three four. Five six.", 9, 14)
    'Three four.'
    """
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
