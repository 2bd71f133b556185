"""Standoff annotations: what was found, as flat records beside the untouched text.

The format is described in ``docs/standoff.md``. Records are sorted by ``start``, then by ``end``
descending, then by label.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from ubnd_digest.model.blocks import Block
from ubnd_digest.model.dates import DateExpression, DateRange, EffectiveDate
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.provisions import Provision
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention, Span


def to_annotations(digest: Digest) -> tuple[dict[str, Any], ...]:
    """The annotations of a digest.

    Args:
        digest: a digest.

    Returns:
        One dictionary an annotation, each with ``label``, ``start``, ``end`` (code points, end
        exclusive), ``text``, and what the label adds.

    >>> from ubnd_digest import parse
    >>> [a["label"] for a in to_annotations(parse("Chỉ đạo, điều hành trong tuần (từ ngày 12/8 - 18/8/2019)"))]
    ['TITLE', 'PERIOD', 'RANGE', 'DATE', 'DATE']
    """
    found = [*_structure(digest), *_mentions(digest)]
    found.sort(key=lambda a: (a["start"], -a["end"], a["label"]))
    return tuple(found)


def _record(label: str, span: Span, source: str, **fields: Any) -> dict[str, Any]:
    return {
        "label": label,
        "start": span.start,
        "end": span.end,
        "text": source[span.start : span.end],
        **fields,
    }


def _structure(digest: Digest) -> Iterator[dict[str, Any]]:
    def block(label: str, found: Block, **fields: Any) -> dict[str, Any]:
        return _record(label, found.span, digest.source, **fields)

    if digest.title:
        yield block("TITLE", digest.title)
    if digest.period:
        period = digest.period
        yield _record("PERIOD", period.span, digest.source, **{"from": _iso(period.start), "to": _iso(period.end)})
    for entry in digest.lead:
        yield block("LEAD", entry)
    for number, item in enumerate(digest.items):
        yield block("HEADING", item.heading, item=number)
        for paragraph in item.paragraphs:
            yield block("PARAGRAPH", paragraph, item=number)


def _mentions(digest: Digest) -> Iterator[dict[str, Any]]:
    ends = [(item.span.start, item.span.end) for item in digest.items]
    current = 0
    for mention in digest.mentions:
        while current < len(ends) and ends[current][1] <= mention.span.start:
            current += 1
        inside = current < len(ends) and ends[current][0] <= mention.span.start
        found = _fields(mention, current if inside else None)
        if found:
            label, fields = found
            yield _record(label, mention.span, digest.source, **fields)


def _fields(mention: Mention, item: int | None) -> tuple[str, dict[str, Any]] | None:
    if isinstance(mention, DateExpression):
        if mention.problem:
            return None
        fields = {"from": _iso(mention.start), "to": _iso(mention.end), "precision": mention.precision.value}
        if mention.part:
            fields["part"] = mention.part.value
        return "DATE", fields
    if isinstance(mention, Reference):
        return "REFERENCE", {
            "type": mention.type.title
            if mention.type
            else (mention.type_text[:1].upper() + mention.type_text[1:] or None),
            "number": str(mention.number),
            "date": _iso(mention.date.start) if mention.date else None,
            "role": mention.role.value,
            "item": item,
        }
    if isinstance(mention, DateRange):
        return "RANGE", {"from": _iso(mention.start), "to": _iso(mention.end)}
    if isinstance(mention, Deadline):
        return "DEADLINE", {
            "relation": mention.relation.value,
            "limit": _iso(mention.limit),
            "time": mention.time.isoformat("minutes") if mention.time else None,
            "responsible": mention.responsible,
        }
    if isinstance(mention, EffectiveDate):
        return "EFFECTIVE", {"from": _iso(mention.date.start)}
    if isinstance(mention, Provision):
        return "PROVISION", {"document": mention.document}
    return None


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
