"""Flat records of what is in a digest, for tables and for programs: one kind a command.

Their columns are public: docs/command-line.md lists them. A value that is not there is None, days
and times are in ISO 8601, and places are those of the digest's text, in code points.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ubnd_digest.formats.places import ItemNumbers, Places

if TYPE_CHECKING:
    from ubnd_digest.model.deadlines import Deadline
    from ubnd_digest.model.digest import Digest
    from ubnd_digest.model.references import Reference
    from ubnd_digest.model.spans import Mention, Span

Record: TypeAlias = "dict[str, Any]"


class Choice(NamedTuple):
    """Which deadlines are asked for; None where it does not matter.

    Attributes:
        first: the first day on which they may be due.
        last: the last day, inclusive.
        responsible: words in the name of who must act.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    responsible: str | None = None

    def takes(self, deadline: Deadline) -> bool:
        """Whether a deadline is asked for; one without a day is not, where a day is.

        >>> from ubnd_digest import find_deadlines
        >>> (found,) = find_deadlines("Giao Sở Y tế báo cáo trước ngày 20/4/2022.")
        >>> Choice(responsible="sở  y TẾ").takes(found), Choice(first=dt.date(2022, 4, 20)).takes(found)
        (True, False)
        """
        from ubnd_digest.model.text import folded_words

        if self.first or self.last:
            if deadline.due is None:
                return False
            if (self.first and deadline.due < self.first) or (self.last and deadline.due > self.last):
                return False
        if self.responsible is None:
            return True
        return folded_words(self.responsible) in folded_words(deadline.responsible or "")


_PLACE = ("item", "heading", "line", "column", "start", "end", "text")
REFERENCES = ("file", *_PLACE, "type", "number", "date", "role")
DATES = ("file", *_PLACE, "from", "to", "precision", "part", "edtf", "inferred", "problem")
DEADLINES = ("file", *_PLACE, "due", "time", "relation", "named", "responsible", "inferred")
ITEMS = (
    *("file", "title", "from", "to", *_PLACE[:-1], "issued", "due"),
    *("references", "dates", "deadlines"),
)
DIAGNOSTICS = ("file", "line", "column", "start", "end", "severity", "code", "message")
ANNOTATIONS = (
    *("file", "label", "start", "end", "text", "item", "from", "to", "precision", "part"),
    *("type", "number", "date", "role", "relation", "limit", "time", "responsible", "document"),
)


class _Placing:
    """The columns that say where something stands."""

    def __init__(self, name: str, digest: Digest) -> None:
        self._name = name
        self._digest = digest
        self._places = Places(digest.source)
        self._items = ItemNumbers(digest)

    def of(self, span: Span) -> Record:
        number = self._items.of(span)
        line, column = self._places.of(span.start)
        return {
            "file": self._name,
            "item": number,
            "heading": None if number is None else str(self._digest.items[number].heading),
            "line": line,
            "column": column,
            "start": span.start,
            "end": span.end,
        }

    def of_mention(self, mention: Mention) -> Record:
        return {**self.of(mention.span), "text": mention.text}


def references(name: str, digest: Digest) -> Iterator[Record]:
    """The references, in text order."""
    placing = _Placing(name, digest)
    for found in digest.references:
        yield {
            **placing.of_mention(found),
            "type": type_of(found),
            "number": str(found.number),
            "date": iso(found.date.start) if found.date else None,
            "role": found.role.value,
        }


def type_of(reference: Reference) -> str | None:
    """The name of the type of a document; None where the text has no word for it."""
    return reference.type.title if reference.type else reference.type_text or None


def dates(name: str, digest: Digest) -> Iterator[Record]:
    """The dates, in text order, those inside references, ranges and deadlines included."""
    placing = _Placing(name, digest)
    for found in digest.dates:
        yield {
            **placing.of_mention(found),
            "from": iso(found.start),
            "to": iso(found.end),
            "precision": found.precision.value,
            "part": found.part.value if found.part else None,
            "edtf": found.edtf,
            "inferred": found.inferred,
            "problem": found.problem,
        }


def deadlines(name: str, digest: Digest, choice: Choice) -> Iterator[Record]:
    """The deadlines that are asked for, in text order."""
    placing = _Placing(name, digest)
    for found in filter(choice.takes, digest.deadlines):
        yield {
            **placing.of_mention(found),
            "due": iso(found.due),
            "time": clock(found),
            "relation": found.relation.value,
            "named": found.named.edtf,
            "responsible": found.responsible,
            "inferred": found.named.inferred,
        }


def items(name: str, digest: Digest) -> Iterator[Record]:
    """The items, with what was issued, and counts of what they mention."""
    placing = _Placing(name, digest)
    period = digest.period
    for item in digest.items:
        due = [deadline.due for deadline in item.deadlines if deadline.due]
        place = placing.of(item.span)
        yield {
            "file": place.pop("file"),
            "title": str(digest.title) if digest.title else None,
            "from": iso(period.start) if period else None,
            "to": iso(period.end) if period else None,
            **place,
            "issued": "; ".join(str(reference.number) for reference in item.issued) or None,
            "due": iso(min(due)) if due else None,
            "references": len(item.references),
            "dates": len(item.dates),
            "deadlines": len(item.deadlines),
        }


def diagnostics(name: str, digest: Digest) -> Iterator[Record]:
    """What the parser doubts, in text order."""
    places = Places(digest.source) if digest.diagnostics else None
    for doubt in digest.diagnostics:
        assert places is not None
        line, column = places.of(doubt.span.start)
        yield {
            "file": name,
            "line": line,
            "column": column,
            "start": doubt.span.start,
            "end": doubt.span.end,
            "severity": doubt.severity.value,
            "code": doubt.code,
            "message": doubt.message,
        }


def iso(day: dt.date | None) -> str | None:
    """A day in ISO 8601.

    >>> iso(dt.date(2022, 5, 30))
    '2022-05-30'
    """
    return day.isoformat() if day else None


def clock(deadline: Deadline) -> str | None:
    """The clock time of a deadline in ISO 8601."""
    return deadline.time.isoformat("minutes") if deadline.time else None
