"""The records of a digest in JSON, how they are made of a digest, and a digest of them.

A record is what stands in the JSON where the model has more or less: a text beside every span,
mentions in lists by kind, under the item that they stand in. Mentions are written as they are.
A block's mentions are not written with it: they are those of all lists that begin in its span.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias, TypeVar

from attrs import frozen

from ubnd_digest.model.blocks import Block, Heading, LeadEntry, Paragraph, Period, Title
from ubnd_digest.model.dates import DateExpression, DateRange, EffectiveDate
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.diagnostics import Diagnostic, Severity
from ubnd_digest.model.digest import Digest, GrammarIdentity, Item
from ubnd_digest.model.errors import SerializationError
from ubnd_digest.model.provisions import Provision
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention, Span, text_order

SCHEMA_MAJOR: Final = "1"
SCHEMA_VERSION: Final = f"{SCHEMA_MAJOR}.0"

# each kind of mention -> the list that holds it
LISTS: Final[dict[type[Mention], str]] = {
    Reference: "references",
    DateExpression: "dates",
    DateRange: "ranges",
    Deadline: "deadlines",
    EffectiveDate: "effective_dates",
    Provision: "provisions",
}
# The fields of mentions that hold a date with a place of its own.
_INNER: Final = ("date", "first", "last", "named")
# What owns the mentions that stand in no item; as an index, the last of the owners.
_OUTSIDE: Final = -1
_LONGEST_TEXT_SHOWN: Final = 60


# ---- records --------------------------------------------------------------------------------


@frozen
class BlockRecord:
    """A stretch of the digest's structure.

    Attributes:
        span: where it stands.
        text: the text of the span.
    """

    span: Span
    text: str


@frozen
class PeriodRecord:
    """The days that a digest covers.

    Attributes:
        span: where the title names them.
        text: the text of the span.
        start: the first day.
        end: the last day, inclusive.
    """

    span: Span
    text: str
    start: dt.date
    end: dt.date


@frozen
class MentionsRecord:
    """The mentions that stand in no heading and no paragraph of an item: those of the title, for example.

    Attributes:
        references: the references to documents, in text order.
        dates: the dates, those inside other mentions included, in text order.
        ranges: the ranges of dates, in text order.
        deadlines: the deadlines, in text order.
        effective_dates: the dates of effect, in text order.
        provisions: the places inside documents, in text order.
    """

    references: tuple[Reference, ...]
    dates: tuple[DateExpression, ...]
    ranges: tuple[DateRange, ...]
    deadlines: tuple[Deadline, ...]
    effective_dates: tuple[EffectiveDate, ...]
    provisions: tuple[Provision, ...]


@frozen
class ItemRecord:
    """One item, and the mentions that begin in its heading or in one of its paragraphs.

    Attributes:
        heading: the heading.
        paragraphs: the paragraphs under it.
        references: the references to documents, in text order.
        dates: the dates, those inside other mentions included, in text order.
        ranges: the ranges of dates, in text order.
        deadlines: the deadlines, in text order.
        effective_dates: the dates of effect, in text order.
        provisions: the places inside documents, in text order.
    """

    heading: BlockRecord
    paragraphs: tuple[BlockRecord, ...]
    references: tuple[Reference, ...]
    dates: tuple[DateExpression, ...]
    ranges: tuple[DateRange, ...]
    deadlines: tuple[Deadline, ...]
    effective_dates: tuple[EffectiveDate, ...]
    provisions: tuple[Provision, ...]


@frozen
class DiagnosticRecord:
    """What the parser doubts.

    Attributes:
        code: a stable code, such as ``impossible-date``.
        severity: how grave it is.
        message: what is wrong, in English.
        span: where.
        text: the text of the span.
    """

    code: str
    severity: Severity
    message: str
    span: Span
    text: str


@frozen
class DigestRecord:
    """A digest of a Vietnamese People's Committee: its text, its structure, and what was found in it.

    Attributes:
        schema_version: the version of this schema; a later minor version only adds keys.
        grammar: which grammar read the text, or None where it was put together by hand.
        anchor: the day that was given for a title without a year, or None.
        source: the text as it was given; spans count its code points.
        title: the title, or None.
        period: the days that it covers, or None.
        lead: the entries of the summary under the title.
        items: the items.
        outside_items: the mentions that stand in no item.
        diagnostics: what the parser doubts, in text order.
    """

    schema_version: str
    grammar: GrammarIdentity | None
    anchor: dt.date | None
    source: str
    title: BlockRecord | None
    period: PeriodRecord | None
    lead: tuple[BlockRecord, ...]
    items: tuple[ItemRecord, ...]
    outside_items: MentionsRecord
    diagnostics: tuple[DiagnosticRecord, ...]


Placed: TypeAlias = BlockRecord | PeriodRecord | DiagnosticRecord | Mention
_B = TypeVar("_B", bound=Block)


# ---- a digest, its record, and back ---------------------------------------------------------


def record_of(digest: Digest) -> DigestRecord:
    """The record of a digest, each mention under the item in whose blocks it begins.

    Raises:
        SerializationError: where a mention is of no kind that has a list.
    """
    source, period = digest.source, digest.period
    home = _home_of((item.heading, *item.paragraphs) for item in digest.items)
    held: list[dict[str, list[Any]]] = [{name: [] for name in LISTS.values()} for _ in (*digest.items, _OUTSIDE)]
    for number, mention in enumerate(digest.mentions):
        if type(mention) not in LISTS:
            kinds = ", ".join(kind.__name__ for kind in LISTS)
            raise SerializationError(f"mentions[{number}]", f"one of {kinds}", type(mention).__name__)
        held[home(mention.span.start)][LISTS[type(mention)]].append(mention)
    lists = [{name: tuple(found) for name, found in one.items()} for one in held]
    return DigestRecord(
        SCHEMA_VERSION,
        digest.grammar,
        digest.anchor,
        source,
        _block_record(digest.title) if digest.title else None,
        PeriodRecord(period.span, _quoted(source, period.span), period.start, period.end) if period else None,
        tuple(map(_block_record, digest.lead)),
        tuple(
            ItemRecord(_block_record(item.heading), tuple(map(_block_record, item.paragraphs)), **found)
            for item, found in zip(digest.items, lists, strict=False)
        ),
        MentionsRecord(**lists[_OUTSIDE]),
        tuple(
            DiagnosticRecord(doubt.code, doubt.severity, doubt.message, doubt.span, _quoted(source, doubt.span))
            for doubt in digest.diagnostics
        ),
    )


def _quoted(source: str, span: Span) -> str:
    return source[span.start : span.end]


def _block_record(block: Block) -> BlockRecord:
    return BlockRecord(block.span, block.text)


def digest_of(record: DigestRecord) -> Digest:
    """The digest of a record that was checked.

    Raises:
        SerializationError: where the period ends before it starts.
    """
    mentions = tuple(sorted((mention for _, _, mention in _listed(record)), key=text_order))
    starts = [mention.span.start for mention in mentions]

    def block(kind: type[_B], found: BlockRecord) -> _B:
        span = found.span
        return kind(span, found.text, mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)])

    return Digest(
        record.source,
        block(Title, record.title) if record.title else None,
        _period_of(record.period) if record.period else None,
        tuple(block(LeadEntry, entry) for entry in record.lead),
        tuple(
            Item(block(Heading, item.heading), tuple(block(Paragraph, paragraph) for paragraph in item.paragraphs))
            for item in record.items
        ),
        mentions,
        tuple(Diagnostic(doubt.code, doubt.severity, doubt.message, doubt.span) for doubt in record.diagnostics),
        record.grammar,
        record.anchor,
    )


def _period_of(found: PeriodRecord) -> Period:
    if found.end < found.start:
        raise SerializationError("period.end", f"a day not before {found.start}", str(found.end))
    return Period(found.span, found.start, found.end)


def _home_of(items: Iterable[Iterable[Block | BlockRecord]]) -> Callable[[int], int]:
    """A function from an offset to the number of the item in whose blocks it stands, or ``_OUTSIDE``."""
    areas = sorted((block.span.start, block.span.end, number) for number, item in enumerate(items) for block in item)
    starts = [start for start, _, _ in areas]

    def home(offset: int) -> int:
        place = bisect_right(starts, offset) - 1
        return areas[place][2] if place >= 0 and offset < areas[place][1] else _OUTSIDE

    return home


# ---- what belongs together ------------------------------------------------------------------


def check(record: DigestRecord) -> None:
    """Check that spans hold their texts, that mentions stand under their items, and that no date ends too early.

    Raises:
        SerializationError: naming the path of the span, or of the end.
    """
    source = record.source
    for path, placed in placed_in(record):
        span = placed.span
        if span.end > len(source):
            raise SerializationError(
                f"{path}.span", f"a span within the {len(source)} code points of the source", _pair(span)
            )
        if _quoted(source, span) != placed.text:
            raise SerializationError(f"{path}.span", f"the text {shown(placed.text)}", shown(_quoted(source, span)))
        if isinstance(placed, DateExpression) and placed.start and placed.end and placed.end < placed.start:
            raise SerializationError(f"{path}.end", f"a day not before {placed.start}", str(placed.end))
    home = _home_of((item.heading, *item.paragraphs) for item in record.items)
    for path, owner, mention in _listed(record):
        if home(mention.span.start) != owner:
            begin = "in no heading or paragraph of an item"
            if owner != _OUTSIDE:
                begin = f"in the heading or a paragraph of items[{owner}]"
            raise SerializationError(f"{path}.span", f"a span that begins {begin}", _pair(mention.span))


def placed_in(record: DigestRecord) -> Iterator[tuple[str, Placed]]:
    """Everything that has a span and a text, with its path."""
    if record.title:
        yield "title", record.title
    if record.period:
        yield "period", record.period
    for number, entry in enumerate(record.lead):
        yield f"lead[{number}]", entry
    for number, item in enumerate(record.items):
        yield f"items[{number}].heading", item.heading
        for place, paragraph in enumerate(item.paragraphs):
            yield f"items[{number}].paragraphs[{place}]", paragraph
    for path, _, mention in _listed(record):
        yield path, mention
        for name in _INNER:
            if date := getattr(mention, name, None):
                yield f"{path}.{name}", date
    for number, doubt in enumerate(record.diagnostics):
        yield f"diagnostics[{number}]", doubt


def _listed(record: DigestRecord) -> Iterator[tuple[str, int, Mention]]:
    """All mentions in the order of the lists, each with its path and the number of its item, or ``_OUTSIDE``."""
    owners = [(f"items[{number}]", number, item) for number, item in enumerate(record.items)]
    for path, owner, lists in (*owners, ("outside_items", _OUTSIDE, record.outside_items)):
        for name in LISTS.values():
            for place, mention in enumerate(getattr(lists, name)):
                yield f"{path}.{name}[{place}]", owner, mention


def _pair(span: Span) -> str:
    return f"[{shown(span.start)}, {shown(span.end)}]"


def shown(value: object) -> str:
    """A value of JSON in a message: short, whatever it is.

    >>> shown("abc"), shown(None), shown(True), shown({}), shown(10**30)
    ("'abc'", 'null', 'true', 'an object', 'a huge number')
    """
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST_TEXT_SHOWN else value[:_LONGEST_TEXT_SHOWN] + "…")
    if isinstance(value, int):
        return str(value) if value.bit_length() < 64 else "a huge number"
    if isinstance(value, float):
        return str(value)
    if isinstance(value, Mapping):
        return "an object"
    return f"a {type(value).__name__}"
