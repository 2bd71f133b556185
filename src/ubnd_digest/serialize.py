"""Digests as JSON, and back: what is written reads back equal, and what reads back is checked.

The shape is that of :mod:`ubnd_digest.schema`. A block's mentions are not written with it: they
are those of all lists that begin in its span.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NoReturn, TypeAlias, TypeVar

from ubnd_digest.converters import read_record, shown, written
from ubnd_digest.errors import SerializationError
from ubnd_digest.mentions import Mention, Span, text_order
from ubnd_digest.model import Block, Diagnostic, Digest, Heading, Item, LeadEntry, Paragraph, Period, Title
from ubnd_digest.schema import (
    LISTS,
    SCHEMA_MAJOR,
    SCHEMA_VERSION,
    BlockRecord,
    DiagnosticRecord,
    DigestRecord,
    ItemRecord,
    MentionsRecord,
    PeriodRecord,
)

_Placed: TypeAlias = BlockRecord | PeriodRecord | DiagnosticRecord | Mention
_B = TypeVar("_B", bound=Block)

# What UTF-8 cannot encode, and what ends a line for some readers of JSON Lines. One class: alternatives are slow.
_ESCAPED: Final = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
_VERSION: Final = re.compile(r"(0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)")
# The fields of mentions that hold a date with a place of its own.
_INNER: Final = ("date", "first", "last", "named")
# What owns the mentions that stand in no item; as an index, the last of the owners.
_OUTSIDE: Final = -1


# ---- writing --------------------------------------------------------------------------------


def to_json(digest: Digest, *, indent: int | None = None) -> str:
    r"""Write a digest as JSON, so that :func:`ubnd_digest.from_json` gives an equal one.

    Args:
        digest: a digest.
        indent: how far a level is indented; None for all on one line.

    Returns:
        The JSON. Only where a text has a lone surrogate directly before another does it hold one
        itself, and cannot be encoded.

    Raises:
        SerializationError: when the digest was put together by hand and its parts disagree.

    >>> from ubnd_digest import parse
    >>> to_json(parse("")).startswith('{"schema_version": "1.0", "grammar": {"id": "common", "version": ')
    True
    """
    import json

    text = json.dumps(to_dict(digest), ensure_ascii=False, indent=indent)
    return _ESCAPED.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    if sign >= "\udc00" and "\ud800" <= found.string[found.start() - 1] <= "\udbff":
        return sign  # two escapes would be read as one character
    return f"\\u{ord(sign):04x}"


def to_dict(digest: Digest) -> dict[str, Any]:
    """The same as :func:`ubnd_digest.to_json`, as dictionaries, lists, strings and numbers.

    Args:
        digest: a digest.

    Returns:
        A new dictionary, with the keys of :func:`ubnd_digest.json_schema` in their order.

    Raises:
        SerializationError: when the digest was put together by hand and its parts disagree.

    >>> from ubnd_digest import parse
    >>> content = to_dict(parse("Quyết định số 12/QĐ-UBND"))
    >>> [reference["span"] for reference in content["outside_items"]["references"]]
    [[0, 24]]
    """
    record = _record_of(digest)
    try:
        content = written(record)
    except SerializationError as error:
        path = next((path for path, placed in _placed(record) if not _can_be_written(placed)), "anchor")
        raise SerializationError(path, error.expected, error.found) from None
    _check(record)
    _check_mentions(digest, _digest_of(record))
    return content


def _record_of(digest: Digest) -> DigestRecord:
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


def _can_be_written(part: _Placed) -> bool:
    try:
        written(part)
    except SerializationError:
        return False
    return True


def _check_mentions(digest: Digest, again: Digest) -> None:
    """Raise where a digest that is read back would hold other mentions than the one that was written."""
    if not _same(digest.mentions, again.mentions):
        raise SerializationError("mentions", "mentions in text order", "another order")
    for (path, one), (_, other) in zip(_blocks(digest), _blocks(again), strict=True):
        if not _same(one.mentions, other.mentions):
            raise SerializationError(f"{path}.mentions", "the mentions of the digest that begin in it", "others")


def _blocks(digest: Digest) -> Iterator[tuple[str, Block]]:
    if digest.title:
        yield "title", digest.title
    for number, entry in enumerate(digest.lead):
        yield f"lead[{number}]", entry
    for number, item in enumerate(digest.items):
        yield f"items[{number}].heading", item.heading
        for place, paragraph in enumerate(item.paragraphs):
            yield f"items[{number}].paragraphs[{place}]", paragraph


def _same(some: tuple[Mention, ...], others: tuple[Mention, ...]) -> bool:
    """Whether mentions are the same, spans included."""
    return len(some) == len(others) and all(
        one is other or written(one) == written(other) for one, other in zip(some, others, strict=True)
    )


# ---- reading --------------------------------------------------------------------------------


def from_json(data: str | bytes) -> Digest:
    """Read a digest that :func:`ubnd_digest.to_json` wrote.

    Args:
        data: the JSON; bytes are UTF-8.

    Returns:
        A digest equal to the one that was written, spans and source included.

    Raises:
        SerializationError: naming the path of what does not fit the schema, or of a span that
            does not hold its text.

    Warns:
        UnknownKeyWarning: once, naming the keys that the schema does not know, such as those of a
            later version.

    >>> from ubnd_digest import parse
    >>> digest = parse("Quyết định số 12/QĐ-UBND")
    >>> from_json(to_json(digest)) == digest
    True
    >>> from_json('{"schema_version": "2.0"}')
    Traceback (most recent call last):
    ubnd_digest.errors.SerializationError: schema_version: expected a version 1.x, found '2.0'
    """
    import json

    try:
        text = data if isinstance(data, str) else data.decode()
        content = json.loads(text, parse_constant=_no_json)
    except UnicodeDecodeError as error:
        raise SerializationError("", "UTF-8", f"other bytes at offset {error.start}") from error
    except RecursionError:
        raise SerializationError("", "JSON of few levels", "too many levels") from None
    except ValueError as error:
        raise SerializationError("", "JSON", f"a mistake: {error}") from error
    return _read(content)


def from_dict(data: Mapping[str, Any]) -> Digest:
    """The same as :func:`ubnd_digest.from_json`, from what :func:`ubnd_digest.to_dict` gave.

    Args:
        data: dictionaries, lists, strings and numbers.

    Returns:
        A digest equal to the one that was written, spans and source included.

    Raises:
        SerializationError: naming the path of what does not fit.

    Warns:
        UnknownKeyWarning: once, naming the keys that the schema does not know.

    >>> from ubnd_digest import parse
    >>> content = to_dict(parse("Quyết định số 12/QĐ-UBND"))
    >>> content["outside_items"]["references"][0]["span"] = [1, 24]
    >>> from_dict(content)
    Traceback (most recent call last):
    ubnd_digest.errors.SerializationError: outside_items.references[0].span: expected the text \
'Quyết định số 12/QĐ-UBND', found 'uyết định số 12/QĐ-UBND'
    """
    return _read(data)


def _no_json(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _read(data: object) -> Digest:
    if not isinstance(data, Mapping):
        raise SerializationError("", "an object", shown(data))
    _check_version(data)
    content = {key: value for key, value in data.items() if key != "file"}  # the command writes it
    record = read_record(content)
    _check(record)
    return _digest_of(record)


def _check_version(data: Mapping[str, Any]) -> None:
    version = data.get("schema_version")
    found = _VERSION.fullmatch(version) if isinstance(version, str) else None
    if not found:
        there = shown(version) if "schema_version" in data else "none"
        raise SerializationError("schema_version", f"a version such as {SCHEMA_VERSION!r}", there)
    if found[1] != SCHEMA_MAJOR:
        raise SerializationError("schema_version", f"a version {SCHEMA_MAJOR}.x", shown(version))


# ---- what both ways check -------------------------------------------------------------------


def _digest_of(record: DigestRecord) -> Digest:
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


def _check(record: DigestRecord) -> None:
    """Raise where a span does not hold its text, or a mention stands under another item than its own."""
    source = record.source
    for path, placed in _placed(record):
        span = placed.span
        if span.end > len(source):
            raise SerializationError(
                f"{path}.span", f"a span within the {len(source)} code points of the source", _pair(span)
            )
        if _quoted(source, span) != placed.text:
            raise SerializationError(f"{path}.span", f"the text {shown(placed.text)}", shown(_quoted(source, span)))
    home = _home_of((item.heading, *item.paragraphs) for item in record.items)
    for path, owner, mention in _listed(record):
        if home(mention.span.start) != owner:
            begin = "in no heading or paragraph of an item"
            if owner != _OUTSIDE:
                begin = f"in the heading or a paragraph of items[{owner}]"
            raise SerializationError(f"{path}.span", f"a span that begins {begin}", _pair(mention.span))


def _pair(span: Span) -> str:
    return f"[{shown(span.start)}, {shown(span.end)}]"


def _home_of(items: Iterable[Iterable[Block | BlockRecord]]) -> Callable[[int], int]:
    """A function from an offset to the number of the item in whose blocks it stands, or ``_OUTSIDE``."""
    areas = sorted((block.span.start, block.span.end, number) for number, item in enumerate(items) for block in item)
    starts = [start for start, _, _ in areas]

    def home(offset: int) -> int:
        place = bisect_right(starts, offset) - 1
        return areas[place][2] if place >= 0 and offset < areas[place][1] else _OUTSIDE

    return home


def _placed(record: DigestRecord) -> Iterator[tuple[str, _Placed]]:
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
