"""The record of a digest, the digest of a record, and what must fit together in them: spans, texts, items, order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias, TypeVar

from ubnd_digest.formats.json import records
from ubnd_digest.formats.json.converters import shown, written
from ubnd_digest.formats.json.records import BlockRecord, DigestRecord, PeriodRecord
from ubnd_digest.model.blocks import Block, Heading, LeadEntry, Paragraph, Period, Title
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.digest import Digest, Item, blocks_of, sections_of
from ubnd_digest.model.errors import SerializationError
from ubnd_digest.model.inner_mentions import inner_mentions
from ubnd_digest.model.kinds import kind_of, kinds, text_order
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.values import unchecked

OUTSIDE: Final = -1  # what owns the mentions that stand in no item; as an index, the last of the owners

_B = TypeVar("_B", bound=Block)
Placed: TypeAlias = BlockRecord | PeriodRecord | records.DiagnosticRecord | Mention

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
    classes = records.record_classes()
    return classes.digest(
        records.SCHEMA_VERSION,
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
            records.DiagnosticRecord(doubt.code, doubt.severity, doubt.message, doubt.span, quoted(source, doubt.span))
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


# ---- what must fit together -----------------------------------------------------------------


def check_spans(record: DigestRecord) -> None:
    """Check that spans hold their texts, and that no date ends too early; name the path of what does not fit."""
    source = record.source
    for path, placed in placed_in(record):
        span = placed.span
        if span.end > len(source):
            raise SerializationError(
                f"{path}.span", f"a span within the {len(source)} code points of the source", pair(span)
            )
        if quoted(source, span) != placed.text:
            raise SerializationError(f"{path}.span", f"the text {shown(placed.text)}", shown(quoted(source, span)))
        if isinstance(placed, DateExpression) and placed.start and placed.end and placed.end < placed.start:
            raise SerializationError(f"{path}.end", f"a day not before {placed.start}", str(placed.end))


def check_items(record: DigestRecord) -> None:
    """Check that mentions stand under their items; name the path of the span of one that does not."""
    for number, item in enumerate(record.items):
        if item.heading is None and not item.paragraphs:
            raise SerializationError(f"items[{number}].paragraphs", "a paragraph where there is no heading", "none")
    home = home_of(((item.heading,) if item.heading else ()) + item.paragraphs for item in record.items)
    for path, owner, mention in listed(record):
        if home(mention.span.start) != owner:
            begin = "in no heading or paragraph of an item"
            if owner != OUTSIDE:
                begin = f"in the heading or a paragraph of items[{owner}]"
            raise SerializationError(f"{path}.span", f"a span that begins {begin}", pair(mention.span))


def check_mentions(digest: Digest, record: DigestRecord) -> None:
    """Check that a digest read back from its record would hold the same mentions in the same places."""
    mentions = mentions_of(record)
    if not _same(digest.mentions, mentions):
        raise SerializationError("mentions", "mentions in text order", "another order")
    inside = begun_in(mentions)
    for path, block in (*blocks_of(digest), *sections_of(digest)):
        if not _same(block.mentions, inside(block.span)):
            raise SerializationError(f"{path}.mentions", "the mentions of the digest that begin in it", "others")


def _same(some: tuple[Mention, ...], others: tuple[Mention, ...]) -> bool:
    """Whether mentions are the same, spans included."""
    return len(some) == len(others) and all(
        one is other or written(one) == written(other) for one, other in zip(some, others, strict=True)
    )


def placed_in(record: DigestRecord) -> Iterator[tuple[str, Placed]]:
    """Everything that has a span and a text, with its path."""
    blocks = blocks_of(record)
    if record.title:
        yield next(blocks)
    if record.period:
        yield "period", record.period
    yield from blocks
    yield from sections_of(record)
    for path, _, mention in listed(record):
        yield path, mention
        yield from inner_mentions(mention, path)
    for number, doubt in enumerate(record.diagnostics):
        yield f"diagnostics[{number}]", doubt


def pair(span: Span) -> str:
    """A span as JSON has it."""
    return f"[{shown(span.start)}, {shown(span.end)}]"
