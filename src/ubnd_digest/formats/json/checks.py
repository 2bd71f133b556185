"""What must fit together in a record, and in a digest that becomes one: spans, texts, items, order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from ubnd_digest.formats.json.conversion import OUTSIDE, begun_in, home_of, listed, mentions_of, quoted
from ubnd_digest.formats.json.converters import shown, written
from ubnd_digest.formats.json.records import BlockRecord, DiagnosticRecord, DigestRecord, PeriodRecord
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.digest import Digest, blocks_of, sections_of
from ubnd_digest.model.errors import SerializationError
from ubnd_digest.model.inner_mentions import inner_mentions
from ubnd_digest.model.spans import Mention, Span

Placed: TypeAlias = BlockRecord | PeriodRecord | DiagnosticRecord | Mention


def check_spans(record: DigestRecord) -> None:
    """Check that spans hold their texts, and that no date ends too early; name the path of what does not fit."""
    source = record.source
    for path, placed in placed_in(record):
        span = placed.span
        if span.end > len(source):
            raise SerializationError(
                f"{path}.span", f"a span within the {len(source)} code points of the source", _pair(span)
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
            raise SerializationError(f"{path}.span", f"a span that begins {begin}", _pair(mention.span))


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


def _pair(span: Span) -> str:
    return f"[{shown(span.start)}, {shown(span.end)}]"
