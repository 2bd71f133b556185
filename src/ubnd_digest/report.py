"""What the command shows of a digest: a table to read, an object for programs, lines of diagnostics."""

from __future__ import annotations

import datetime as dt
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ubnd_digest.documents import DocumentNumber
    from ubnd_digest.mentions import DateExpression, Deadline, Mention, Reference
    from ubnd_digest.model import Diagnostic, Digest, Item

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


# ---- for programs ---------------------------------------------------------------------------


def as_object(digest: Digest) -> dict[str, Any]:
    """A digest as JSON-ready values: days in ISO form, offsets in code points, ``end`` exclusive."""
    period = digest.period
    places = Places(digest.source)
    return {
        "title": digest.title.text if digest.title else None,
        "period": {"from": _iso(period.start), "to": _iso(period.end)} if period else None,
        "lead": [entry.text for entry in digest.lead],
        "items": [_item(item) for item in digest.items],
        "diagnostics": [_diagnostic(doubt, places) for doubt in digest.diagnostics],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "heading": item.heading.text,
        "paragraphs": [paragraph.text for paragraph in item.paragraphs],
        "issued": [_reference(reference) for reference in item.issued],
        "references": [_reference(reference) for reference in item.references],
        "dates": [_date(date) for date in item.dates],
        "deadlines": [_deadline(deadline) for deadline in item.deadlines],
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {"text": mention.text, "start": mention.span.start, "end": mention.span.end}


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        **_mention(reference),
        "type": _type_of(reference),
        "number": str(reference.number),
        "date": _iso(reference.date.start) if reference.date else None,
        "role": reference.role.value,
    }


def _date(date: DateExpression) -> dict[str, Any]:
    return {
        **_mention(date),
        "from": _iso(date.start),
        "to": _iso(date.end),
        "precision": date.precision.value,
        "edtf": date.edtf,
        "part": date.part.value if date.part else None,
        "inferred": date.inferred,
        "problem": date.problem,
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        **_mention(deadline),
        "relation": deadline.relation.value,
        "limit": _iso(deadline.limit),
        "due": _iso(deadline.due),
        "time": _time(deadline),
        "responsible": deadline.responsible,
    }


def _diagnostic(doubt: Diagnostic, places: Places) -> dict[str, Any]:
    line, column = places.of(doubt.span.start)
    return {
        "code": doubt.code,
        "severity": doubt.severity.value,
        "message": doubt.message,
        "start": doubt.span.start,
        "end": doubt.span.end,
        "line": line,
        "column": column,
    }


def _type_of(reference: Reference) -> str:
    return reference.type.title if reference.type else reference.type_text


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _time(deadline: Deadline) -> str | None:
    return deadline.time.isoformat("minutes") if deadline.time else None


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
    return f"{_type_of(reference)} {reference.number}{day}"


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
