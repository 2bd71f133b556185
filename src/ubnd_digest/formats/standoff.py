"""Standoff annotations: what was found, as flat records beside the untouched text.

The format is described in ``docs/standoff.md``. Records are sorted by ``start``, then by ``end``
descending, then by label.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ubnd_digest.formats.offsets import OffsetUnit, counted_in
from ubnd_digest.model.blocks import Block, Period
from ubnd_digest.model.digest import Digest, checked_digest, item_numbers
from ubnd_digest.model.kinds import kind_of, plain_values
from ubnd_digest.model.spans import Span


def to_annotations(digest: Digest, *, offsets: OffsetUnit = "code-points") -> tuple[dict[str, Any], ...]:
    """The annotations of a digest.

    Args:
        digest: a digest.
        offsets: what ``start`` and ``end`` count: ``code-points``; ``utf-16`` units, as JavaScript, Java and C# do; or
            ``bytes`` of the text in UTF-8.

    Returns:
        One dictionary an annotation, each with ``label``, ``start``, ``end`` (exclusive), ``text``, and what the
        label adds.

    Raises:
        TypeError: when ``digest`` is no digest.
        ValueError: for another unit.

    >>> from ubnd_digest import parse
    >>> [a["label"] for a in to_annotations(parse("Chỉ đạo, điều hành trong tuần (từ ngày 12/8 - 18/8/2019)"))]
    ['TITLE', 'PERIOD', 'RANGE', 'DATE', 'DATE']
    """
    digest = checked_digest("to_annotations", digest)
    found = [*_structure(digest), *_mentions(digest)]
    found.sort(key=lambda a: (a["start"], -a["end"], a["label"]))
    place = counted_in(offsets, digest.source)
    for record in found:
        record["start"], record["end"] = place(record["start"]), place(record["end"])
    return tuple(found)


def _record(label: str, span: Span, source: str, **fields: Any) -> dict[str, Any]:
    return {"label": label, "start": span.start, "end": span.end, "text": source[span.start : span.end], **fields}


def _structure(digest: Digest) -> Iterator[dict[str, Any]]:
    def block(label: str, found: Block | Period, **fields: Any) -> dict[str, Any]:
        return _record(label, found.span, digest.source, **fields)

    if digest.title:
        yield block("TITLE", digest.title)
    if digest.period:
        days = {"from": digest.period.start.isoformat(), "to": digest.period.end.isoformat()}
        yield block("PERIOD", digest.period, **days)
    for entry in digest.lead:
        yield block("LEAD", entry)
    for number, item in enumerate(digest.items):
        if item.heading:
            yield block("HEADING", item.heading, item=number)
        for paragraph in item.paragraphs:
            yield block("PARAGRAPH", paragraph, item=number)


def _mentions(digest: Digest) -> Iterator[dict[str, Any]]:
    item_of = item_numbers(digest)
    for mention in digest.mentions:
        kind = kind_of(mention)
        if kind is None or (kind.unless and getattr(mention, kind.unless)):
            continue
        fields = plain_values(mention, kind.fields)
        for name in kind.optional:
            if fields[name] is None:
                del fields[name]
        if kind.in_item:
            fields["item"] = item_of(mention.span)
        yield _record(kind.label, mention.span, digest.source, **fields)
