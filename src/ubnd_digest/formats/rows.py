"""Flat records of what is in a digest, for tables and for programs: of items, doubts, and mentions of each kind.

Their columns are public: docs/command-line.md lists them. A value that is not there is None, days
and times are in ISO 8601, and places are those of the digest's text, in code points.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.kinds import ByKind, kinds, plain_values
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import folded_words, line_starts

Record: TypeAlias = "dict[str, Any]"


class Choice(NamedTuple):
    """Which deadlines are asked for; None where it does not matter."""

    first: dt.date | None = None
    last: dt.date | None = None  # inclusive
    responsible: str | None = None  # words in the name of who must act

    def takes(self, deadline: Deadline) -> bool:
        """Whether a deadline is asked for; one without a day is not, where a day is.

        >>> from ubnd_digest import find_deadlines
        >>> (found,) = find_deadlines("Giao Sở Y tế báo cáo trước ngày 20/4/2022.")
        >>> Choice(responsible="sở  y TẾ").takes(found), Choice(first=dt.date(2022, 4, 20)).takes(found)
        (True, False)
        """
        if (self.first or self.last) and not (
            deadline.due and (self.first or dt.date.min) <= deadline.due <= (self.last or dt.date.max)
        ):
            return False
        return self.responsible is None or folded_words(self.responsible) in folded_words(deadline.responsible or "")


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


def item_numbers(digest: Digest) -> Callable[[Span], int | None]:
    """What gives the number, from 0, of the item that holds a span; None outside all items."""
    spans = [item.span for item in digest.items]

    def of(span: Span) -> int | None:
        number = bisect_right(spans, span.start, key=attrgetter("start")) - 1
        return number if number >= 0 and spans[number].contains(span) else None

    return of


# ---- the records ----------------------------------------------------------------------------

_PLACE = ("item", "heading", "line", "column", "start", "end", "text")
ITEMS = (
    *("file", "title", "from", "to", *_PLACE[:-1], "issued", "due"),
    *("references", "dates", "deadlines"),
)
DIAGNOSTICS = ("file", "line", "column", "start", "end", "severity", "code", "message")


def annotation_columns() -> tuple[str, ...]:
    """The columns of annotations: those of all labels, each once."""
    first = ("file", "label", "start", "end", "text", "item", "from", "to", "precision", "part")
    return tuple(dict.fromkeys((*first, *(field for kind in kinds() for field in kind.fields))))


def columns(kind: str) -> tuple[str, ...]:
    """The columns of the mentions of a kind, by its name."""
    return ("file", *_PLACE, *getattr(ByKind, kind).columns)


def _placing(name: str, digest: Digest) -> Callable[[Span], Record]:
    """What gives the columns that say where something stands."""
    places, item_of = Places(digest.source), item_numbers(digest)

    def of(span: Span) -> Record:
        number = item_of(span)
        heading = None if number is None else str(digest.items[number].heading)
        line, column = places.of(span.start)
        place = {"line": line, "column": column, "start": span.start, "end": span.end}
        return {"file": name, "item": number, "heading": heading, **place}

    return of


def mentions(name: str, digest: Digest, kind: str, chosen: Callable[[Any], bool] = lambda _: True) -> Iterator[Record]:
    """The mentions of a kind, by its name, that are asked for, in text order."""
    placed = _placing(name, digest)
    sources = getattr(ByKind, kind).columns
    for found in filter(chosen, getattr(digest, kind)):
        yield {**placed(found.span), "text": found.text, **plain_values(found, sources)}


def items(name: str, digest: Digest) -> Iterator[Record]:
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
            "issued": "; ".join(str(reference.number) for reference in item.issued) or None,
            "due": iso(min(due)) if due else None,
            "references": len(item.references),
            "dates": len(item.dates),
            "deadlines": len(item.deadlines),
        }


def diagnostics(name: str, digest: Digest) -> Iterator[Record]:
    """What the parser doubts, in text order."""
    places = Places(digest.source)
    for doubt in digest.diagnostics:
        span, severity = doubt.span, doubt.severity.value
        values = (name, *places.of(span.start), span.start, span.end, severity, doubt.code, doubt.message)
        yield dict(zip(DIAGNOSTICS, values, strict=True))


def iso(day: dt.date | None) -> str | None:
    """A day in ISO 8601."""
    return day.isoformat() if day else None
