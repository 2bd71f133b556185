"""What the command shows to readers: a table of a digest, lines of diagnostics, what differs between two digests."""

from __future__ import annotations

import datetime as dt
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ubnd_digest.changes import DeadlineMove, DigestDiff
    from ubnd_digest.documents import DocumentNumber
    from ubnd_digest.mentions import Deadline, Reference
    from ubnd_digest.model import Diagnostic, Digest

_NOTHING = "-"


class Places:
    r"""Lines and columns of offsets, looked up in a list of line starts that is made once a text.

    A line ends where ``str.splitlines`` says so; lines and columns count from 1, in code points.

    >>> Places("one\r\ntwo").of(6)
    (2, 2)
    """

    def __init__(self, text: str) -> None:
        self._starts = [0]
        for row in text.splitlines(keepends=True):
            if row.splitlines() != [row]:  # it has an end: another line begins behind it
                self._starts.append(self._starts[-1] + len(row))

    def of(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def diagnostic_lines(name: str, digest: Digest) -> Iterator[str]:
    """The diagnostics of a digest as ``file:line:column: severity code message``."""
    places = Places(digest.source) if digest.diagnostics else None
    for doubt in digest.diagnostics:
        assert places is not None
        line, column = places.of(doubt.span.start)
        yield f"{name}:{line}:{column}: {doubt.severity.value} {doubt.code} {doubt.message}"


# ---- for readers ----------------------------------------------------------------------------


def table(digest: Digest) -> Iterator[str]:
    """The lines of a table: title, period, items with what was issued, deadlines, a count of the doubts."""
    period = digest.period
    yield f"title   {_shown(digest.title.text) if digest.title else _NOTHING}"
    yield f"period  {f'{_iso(period.start)} to {_iso(period.end)}' if period else _NOTHING}"
    yield ""
    yield from _columns([("ITEM", "ISSUED", "HEADING"), *_item_rows(digest)])
    deadlines = list(_deadline_rows(digest))
    if deadlines:
        yield ""
        yield from _columns([("DUE", "TIME", "RELATION", "ITEM", "RESPONSIBLE"), *deadlines])
    if digest.diagnostics:
        yield ""
        yield f"diagnostics  {_counts(digest.diagnostics)}"


def _item_rows(digest: Digest) -> Iterator[tuple[str, ...]]:
    for number, item in enumerate(digest.items):
        issued = [_shown(_issued(reference)) for reference in _once(item.issued)] or [_NOTHING]
        yield str(number), issued[0], _shown(item.heading.text)
        for other in issued[1:]:
            yield "", other, ""


def _once(references: tuple[Reference, ...]) -> Iterable[Reference]:
    """The first reference to each document: it may be named again without its date."""
    found: dict[DocumentNumber, Reference] = {}
    for reference in references:
        found.setdefault(reference.number, reference)
    return found.values()


def _issued(reference: Reference) -> str:
    day = f" ({_iso(reference.date.start)})" if reference.date else ""
    kind = reference.type.title if reference.type else reference.type_text
    return f"{kind} {reference.number}{day}"


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _time(deadline: Deadline) -> str | None:
    return deadline.time.isoformat("minutes") if deadline.time else None


def _deadline_rows(digest: Digest) -> Iterator[tuple[str, ...]]:
    starts = [item.span.start for item in digest.items]
    for deadline in digest.deadlines:
        number = bisect_right(starts, deadline.span.start) - 1
        inside = number >= 0 and digest.items[number].span.contains(deadline.span)
        yield (
            _iso(deadline.due) or _NOTHING,
            _time(deadline) or _NOTHING,
            deadline.relation.value,
            str(number) if inside else _NOTHING,
            _shown(deadline.responsible or _NOTHING),
        )


def _columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows with aligned columns; the last column is as long as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    widths[-1] = 0
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _counts(doubts: tuple[Diagnostic, ...]) -> str:
    severities = [doubt.severity.value for doubt in doubts]
    return ", ".join(f"{severities.count(name)} {name}" for name in dict.fromkeys(sorted(severities)))


def _shown(text: str) -> str:
    """A text on one line of a terminal: composed letters, single spaces, nothing invisible."""
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(sign for sign in folded if sign.isprintable())


# ---- what differs ---------------------------------------------------------------------------


def diff_lines(old: Digest, new: Digest, found: DigestDiff) -> Iterator[str]:
    """What differs between two digests: ``-`` and ``+`` before an item's number, ``~`` before that of a changed one.

    Numbers are those of the new digest, but for items that only the old one has.
    """
    numbers = {id(item): number for digest in (old, new) for number, item in enumerate(digest.items)}
    moves: dict[int, list[DeadlineMove]] = {}
    for move in found.moved:
        moves.setdefault(id(move.item), []).append(move)
    for sign, items in (("-", found.removed), ("+", found.added)):
        for item in items:
            yield f"{sign} {numbers[id(item)]}  {_shown(item.heading.text)}"
    for change in found.changed:
        yield f"~ {numbers[id(change.new)]}  {_shown(change.new.heading.text)}  ({', '.join(change.fields)})"
        for move in moves.get(id(change.new), ()):
            by = f" ({move.days:+} days)" if move.days is not None else ""
            yield f"    deadline {_limit(move.old)} -> {_limit(move.new)}{by}{_whose(move.new)}"
        for sign, deadlines in (("-", change.deadlines_removed), ("+", change.deadlines_added)):
            for deadline in deadlines:
                yield f"    deadline {sign} {_limit(deadline)}{_whose(deadline)}"


def _limit(deadline: Deadline) -> str:
    day = _iso(deadline.due) or _shown(deadline.text)
    return f"{day} {_time(deadline)}" if deadline.time else day


def _whose(deadline: Deadline) -> str:
    return f"  {_shown(deadline.responsible)}" if deadline.responsible else ""


def diff_object(old: Digest, new: Digest, found: DigestDiff) -> dict[str, Any]:
    """The same as JSON-ready values; ``old`` and ``new`` are the numbers of items, from 0."""
    numbers = {id(item): number for digest in (old, new) for number, item in enumerate(digest.items)}
    return {
        "removed": [{"old": numbers[id(item)], "heading": item.heading.text} for item in found.removed],
        "added": [{"new": numbers[id(item)], "heading": item.heading.text} for item in found.added],
        "changed": [
            {
                "old": numbers[id(change.old)],
                "new": numbers[id(change.new)],
                "heading": change.new.heading.text,
                "fields": list(change.fields),
                "deadlines_removed": [_deadline(deadline) for deadline in change.deadlines_removed],
                "deadlines_added": [_deadline(deadline) for deadline in change.deadlines_added],
            }
            for change in found.changed
        ],
        "moved": [
            {
                "new": numbers[id(move.item)],
                "before": _deadline(move.old),
                "after": _deadline(move.new),
                "days": move.days,
            }
            for move in found.moved
        ],
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "text": deadline.text,
        "span": [deadline.span.start, deadline.span.end],
        "relation": deadline.relation.value,
        "due": _iso(deadline.due),
        "time": _time(deadline),
        "responsible": deadline.responsible,
    }
