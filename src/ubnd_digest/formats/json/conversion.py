"""The record of a digest, and the digest of a record."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

from ubnd_digest.formats.json.records import (
    SCHEMA_VERSION,
    BlockRecord,
    DiagnosticRecord,
    DigestRecord,
    PeriodRecord,
    record_classes,
)
from ubnd_digest.model.blocks import Block, Heading, LeadEntry, Paragraph, Period, Title
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.digest import Digest, Item
from ubnd_digest.model.errors import SerializationError
from ubnd_digest.model.kinds import kind_of, kinds, text_order
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.values import unchecked

# What owns the mentions that stand in no item; as an index, the last of the owners.
OUTSIDE: Final = -1

_B = TypeVar("_B", bound=Block)

# What is read has been checked, part by part, as it was read.
_title, _entry, _heading, _paragraph = unchecked(Title), unchecked(LeadEntry), unchecked(Heading), unchecked(Paragraph)
_item, _diagnostic = unchecked(Item), unchecked(Diagnostic)


def record_of(digest: Digest) -> DigestRecord:
    """The record of a digest, each mention under the item in whose blocks it begins."""
    source, period = digest.source, digest.period
    home = home_of(item.blocks for item in digest.items)
    held: list[dict[str, list[Mention]]] = [{kind.name: [] for kind in kinds()} for _ in (*digest.items, OUTSIDE)]
    for number, mention in enumerate(digest.mentions):
        kind = kind_of(mention)
        if kind is None:
            known = ", ".join(kind.of.__name__ for kind in kinds())
            raise SerializationError(f"mentions[{number}]", f"one of {known}", type(mention).__name__)
        held[home(mention.span.start)][kind.name].append(mention)
    lists = [{name: tuple(found) for name, found in one.items()} for one in held]
    classes = record_classes()
    return classes.digest(
        SCHEMA_VERSION,
        digest.grammar,
        digest.anchor,
        source,
        _block_record(digest.title) if digest.title else None,
        PeriodRecord(period.span, quoted(source, period.span), period.start, period.end) if period else None,
        tuple(map(_block_record, digest.lead)),
        tuple(
            classes.item(
                _block_record(item.heading) if item.heading else None,
                item.number,
                _block_record(item.section) if item.section else None,
                tuple(map(_block_record, item.paragraphs)),
                **found,
            )
            for item, found in zip(digest.items, lists, strict=False)
        ),
        classes.mentions(**lists[OUTSIDE]),
        tuple(
            DiagnosticRecord(doubt.code, doubt.severity, doubt.message, doubt.span, quoted(source, doubt.span))
            for doubt in digest.diagnostics
        ),
    )


def quoted(source: str, span: Span) -> str:
    """The text of a span."""
    return source[span.start : span.end]


def _block_record(block: Block) -> BlockRecord:
    return BlockRecord(block.span, block.text)


def digest_of(record: DigestRecord) -> Digest:
    """The digest of a record that was checked."""
    mentions = mentions_of(record)
    inside = begun_in(mentions)

    def block(kind: Callable[[Span, str, tuple[Mention, ...]], _B], found: BlockRecord) -> _B:
        return kind(found.span, found.text, inside(found.span))

    return Digest(
        record.source,
        block(_title, record.title) if record.title else None,
        _period_of(record.period) if record.period else None,
        tuple(block(_entry, entry) for entry in record.lead),
        tuple(
            _item(
                block(_heading, item.heading) if item.heading else None,
                tuple(block(_paragraph, paragraph) for paragraph in item.paragraphs),
                item.number,
                block(_heading, item.section) if item.section else None,
            )
            for item in record.items
        ),
        mentions,
        tuple(_diagnostic(doubt.code, doubt.severity, doubt.message, doubt.span) for doubt in record.diagnostics),
        record.grammar,
        record.anchor,
    )


def _period_of(found: PeriodRecord) -> Period:
    if found.end < found.start:
        raise SerializationError("period.end", f"a day not before {found.start}", str(found.end))
    return Period(found.span, found.start, found.end)


def listed(record: DigestRecord) -> Iterator[tuple[str, int, Mention]]:
    """All mentions in the order of the lists, each with its path and the number of its item, or ``OUTSIDE``."""
    owners: list[tuple[str, int, Any]] = [
        (f"items[{number}]", number, item) for number, item in enumerate(record.items)
    ]
    names = [kind.name for kind in kinds()]
    for path, owner, lists in (*owners, ("outside_items", OUTSIDE, record.outside_items)):
        for name in names:
            for place, mention in enumerate(getattr(lists, name)):
                yield f"{path}.{name}[{place}]", owner, mention


def mentions_of(record: DigestRecord) -> tuple[Mention, ...]:
    """All mentions of a record, in text order."""
    return tuple(sorted((mention for _, _, mention in listed(record)), key=text_order))


def begun_in(mentions: tuple[Mention, ...]) -> Callable[[Span], tuple[Mention, ...]]:
    """A function from a span to those of some mentions in text order that begin in it."""
    starts = [mention.span.start for mention in mentions]
    return lambda span: mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def home_of(items: Iterable[Iterable[Block | BlockRecord]]) -> Callable[[int], int]:
    """A function from an offset to the number of the item in whose blocks it stands, or ``OUTSIDE``."""
    areas = sorted((block.span.start, block.span.end, number) for number, item in enumerate(items) for block in item)
    starts = [start for start, _, _ in areas]

    def home(offset: int) -> int:
        place = bisect_right(starts, offset) - 1
        return areas[place][2] if place >= 0 and offset < areas[place][1] else OUTSIDE

    return home
