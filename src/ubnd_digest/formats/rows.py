"""Flat records of what is in a digest, for tables and for programs: of items, doubts, and mentions of each kind.

Their columns are public: docs/command-line.md lists them. A value that is not there is None, days
and times are in ISO 8601, and places are those of the digest's text, in code points.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from ubnd_digest.formats.party_words import names_party, names_words
from ubnd_digest.model.agencies import Agency
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.digest import Digest, item_numbers
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.kinds import ByKind, kinds, plain_values
from ubnd_digest.model.positions import line_starts
from ubnd_digest.model.references import Reference, Role
from ubnd_digest.model.spans import Span
from ubnd_digest.model.tuples import NamedTuple

Record: TypeAlias = "dict[str, Any]"
_A_DAY = dt.timedelta(1)
# Many deadlines may stand in one task that never ends, and each row has it.
_LONGEST_TASK = 2000
_CUT = "\u2026"


class Choice(NamedTuple):
    """Which deadlines, or duties, are asked for; None where it does not matter."""

    first: dt.date | None = None
    last: dt.date | None = None  # inclusive
    responsible: str | None = None  # words in the name of who must act
    today: dt.date | None = None  # from which what comes again is looked for, where no first day is given
    now: dt.date | None = None  # the same where neither is, for what has no other day

    def day(self, found: Deadline | Duty) -> dt.date | None:
        """The last day of a deadline or a duty, the next one from the first day, or today, where one is given.

        >>> from ubnd_digest import find_deadlines
        >>> (found,) = find_deadlines("Giao Sở Y tế báo cáo trước ngày 25 hằng tháng.")
        >>> Choice().day(found), Choice(first=dt.date(2026, 6, 25)).day(found).isoformat()
        (None, '2026-07-24')
        """
        since = self.first or self.today or (None if found.due else self.now)
        if since is None:
            return found.due
        eve = max(since, dt.date.min + _A_DAY) - _A_DAY
        days = [one.next(eve) for one in (found.deadlines if isinstance(found, Duty) else (found,))]
        return min((day for day in days if day and day >= since), default=found.due)

    def takes(self, found: Deadline | Duty, parties: tuple[Agency, ...] = ()) -> bool:
        """Whether a deadline or a duty, of these parties, is asked for; one without a day is not, where a day is.

        >>> from ubnd_digest import find_deadlines, find_duties
        >>> (found,) = find_deadlines("Giao Sở Y tế báo cáo trước ngày 20/4/2022.")
        >>> Choice(responsible="sở  y TẾ").takes(found), Choice(first=dt.date(2022, 4, 20)).takes(found)
        (True, False)
        >>> [Choice(responsible="so nn&mt").takes(duty, duty.parties) for duty in find_duties("Giao Sở TN&MT báo cáo.")]
        [True]
        """
        if self.first or self.last:
            day = self.day(found)
            if day is None or not (self.first or dt.date.min) <= day <= (self.last or dt.date.max):
                return False
        if self.responsible is None:
            return True
        if names_words(self.responsible, found.responsible or ""):
            return True
        return any(names_party(self.responsible, agency) for agency in parties)


ALL = Choice()


# ---- where something stands -----------------------------------------------------------------


class Places:
    r"""Lines and columns of offsets, looked up in a list of line starts that is made once a text.

    A line ends where ``str.splitlines`` says so; lines and columns count from 1, in code points.

    >>> Places("one\r\ntwo").of(6)
    (2, 2)
    """

    def __init__(self, text: str) -> None:
        self._starts = line_starts(text)

    def of(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class Surroundings:
    """What deadlines and duties of a digest belong to, looked up in lists that are made once.

    >>> from ubnd_digest import parse
    >>> digest = parse("Giao Sở Y tế báo cáo trước ngày 20/4/2022.")
    >>> Surroundings(digest).document(digest.deadlines[0].span) is None
    True
    """

    def __init__(self, digest: Digest) -> None:
        self._source = digest.source
        self._duties = digest.duties
        self._starts = [duty.span.start for duty in self._duties]
        self._item_of = item_numbers(digest)
        self._issued = [[one for one in item.references if one.role is Role.ISSUED] for item in digest.items]
        self._dated = [{one.number: one for one in item.issued} for item in digest.items]
        alone = () if digest.items or digest.title else digest.references
        # a single document, which its own number issues
        self._itself = next((one for one in alone if one.role is Role.ISSUED), None)

    def duty(self, deadline: Deadline) -> Duty | None:
        """The duty that a deadline belongs to, as ``Digest.duty_of`` finds it."""
        place = bisect_right(self._starts, deadline.span.start) - 1
        duty = self._duties[place] if place >= 0 else None
        return duty if duty and duty.span.contains(deadline.span) else None

    def parties(self, found: Deadline | Duty) -> tuple[Agency, ...]:
        """The agencies that must act: of a deadline those of its duty that its words for who must act name."""
        if isinstance(found, Duty):
            return found.parties
        duty, words = self.duty(found), found.responsible or ""
        return tuple(agency for agency in duty.parties if agency.text in words) if duty else ()

    def document(self, span: Span) -> Reference | None:
        """The document that something stands under: issued in its item, the last one before it, else the first.

        In a single document that is the document itself.
        """
        number = self._item_of(span)
        if number is None or not self._issued[number]:
            return self._itself
        place = bisect_right(self._issued[number], span.start, key=lambda reference: reference.span.start)
        return self._dated[number][self._issued[number][max(place - 1, 0)].number]

    def task(self, deadline: Deadline) -> str | None:
        """What is to be done: the task of the duty; of a very long one what stands around the deadline."""
        duty = self.duty(deadline)
        if duty is None or len(duty.task) <= _LONGEST_TASK:
            return duty.task if duty else None
        span, half = duty.task_span, _LONGEST_TASK // 2
        first, last = max(span.start, deadline.span.start - half), min(span.end, deadline.span.end + half)
        return f"{_CUT * (first > span.start)}{self._source[first:last].strip()}{_CUT * (last < span.end)}"


# ---- the records ----------------------------------------------------------------------------

_PLACE = ("item", "heading", "line", "column", "start", "end", "text")
ITEMS = (*("file", "title", "from", "to", *_PLACE[:-1], "issued", "due"), *("references", "dates", "deadlines"))
# What else is said of those that are chosen by their day: of what is around them, and the next day of what comes again.
_AROUND = {"deadlines": ("task", "document", "next"), "duties": ("document", "next")}
DIAGNOSTICS = ("file", "line", "column", "start", "end", "severity", "code", "message")


def annotation_columns() -> tuple[str, ...]:
    """The columns of annotations: those of all labels, each once."""
    first = ("file", "label", "start", "end", "text", "item", "from", "to", "precision", "part")
    return tuple(dict.fromkeys((*first, *(field for kind in kinds() for field in kind.fields))))


def columns(kind: str) -> tuple[str, ...]:
    """The columns of the mentions of a kind, by its name."""
    return ("file", *_PLACE, *getattr(ByKind, kind).columns, *_AROUND.get(kind, ()))


def _placing(name: str | None, digest: Digest) -> Callable[[Span], Record]:
    """What gives the columns that say where something stands."""
    places, item_of = Places(digest.source), item_numbers(digest)

    def of(span: Span) -> Record:
        number = item_of(span)
        heading = None if number is None else digest.items[number].heading
        line, column = places.of(span.start)
        place = {"line": line, "column": column, "start": span.start, "end": span.end}
        return {"file": name, "item": number, "heading": heading and str(heading), **place}

    return of


def mentions(name: str | None, digest: Digest, kind: str, choice: Choice = ALL) -> Iterator[Record]:
    """The mentions of a kind, by its name, that are asked for, in text order."""
    placed = _placing(name, digest)
    sources = getattr(ByKind, kind).columns
    around = Surroundings(digest) if kind in _AROUND else None
    for found in getattr(digest, kind):
        record = {**placed(found.span), "text": found.text, **plain_values(found, sources)}
        if around is None:
            yield record
        elif choice.takes(found, around.parties(found)):
            document = around.document(found.span)
            task = {} if kind == "duties" else {"task": around.task(found)}
            day = choice.day(found)
            following = None if day == found.due else iso(day)
            yield {**record, **task, "document": str(document.number) if document else None, "next": following}


def items(name: str | None, digest: Digest) -> Iterator[Record]:
    """The items, with what was issued, and counts of what they mention."""
    placed = _placing(name, digest)
    period = digest.period
    for item in digest.items:
        due = [deadline.due for deadline in item.deadlines if deadline.due]
        place = placed(item.span)
        yield {
            "file": place.pop("file"),
            "title": str(digest.title) if digest.title else None,
            "from": iso(period.start) if period else None,
            "to": iso(period.end) if period else None,
            **place,
            "issued": [str(reference.number) for reference in item.issued],
            "due": iso(min(due)) if due else None,
            "references": len(item.references),
            "dates": len(item.dates),
            "deadlines": len(item.deadlines),
        }


def diagnostics(name: str | None, digest: Digest) -> Iterator[Record]:
    """What the parser doubts, in text order."""
    places = Places(digest.source)
    for doubt in digest.diagnostics:
        span, severity = doubt.span, doubt.severity.value
        values = (name, *places.of(span.start), span.start, span.end, severity, doubt.code, doubt.message)
        yield dict(zip(DIAGNOSTICS, values, strict=True))


def iso(day: dt.date | None) -> str | None:
    """A day in ISO 8601."""
    return day.isoformat() if day else None
