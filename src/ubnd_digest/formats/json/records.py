"""The records of a digest in JSON: what stands there where the model has more or less.

A text stands beside every span, and mentions in lists by kind, under the item that they stand in. Mentions are
written as they are. A block's mentions are not written with it: they are those of all lists that begin in its span.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from types import GenericAlias
from typing import Any, Final, TypeVar, get_type_hints

import attrs
from attrs import frozen

from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.digest import GrammarIdentity
from ubnd_digest.model.kinds import Kind, kinds
from ubnd_digest.model.spans import Span
from ubnd_digest.model.tuples import NamedTuple

SCHEMA_MAJOR: Final = "2"
SCHEMA_VERSION: Final = f"{SCHEMA_MAJOR}.0"

_R = TypeVar("_R", bound=attrs.AttrsInstance)


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
    """The mentions that stand in no heading and no paragraph of an item: those of the title, for example."""


@frozen
class ItemRecord:
    """One item, and the mentions that begin in its heading or in one of its paragraphs.

    Attributes:
        heading: the heading, or None.
        number: the number before the heading, or before the first paragraph, or None.
        section: the heading of the section that the item stands in, or None.
        paragraphs: the paragraphs under the heading.
    """

    heading: BlockRecord | None
    number: str | None
    section: BlockRecord | None
    paragraphs: tuple[BlockRecord, ...]


@frozen
class DiagnosticRecord(Diagnostic):
    """What the parser doubts.

    Attributes:
        code: a stable code, such as ``impossible-date``.
        text: the text of the span.
    """

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


# ---- with the lists of the table ------------------------------------------------------------


class RecordClasses(NamedTuple):
    """The classes above, with a list for each kind of mention where they hold mentions."""

    digest: type[DigestRecord]
    item: Callable[..., ItemRecord]
    mentions: Callable[..., MentionsRecord]


def record_classes() -> RecordClasses:
    """The classes for the kinds of today."""
    return _classes(kinds())


@cache
def _classes(table: tuple[Kind[Any], ...]) -> RecordClasses:
    mentions = _with_lists(MentionsRecord, table)
    item = _with_lists(ItemRecord, table)
    digest = _with_lists(DigestRecord, (), items=GenericAlias(tuple, (item, ...)), outside_items=mentions)
    return RecordClasses(digest, item, mentions)


def _with_lists(base: type[_R], table: tuple[Kind[Any], ...], **types: Any) -> type[_R]:
    """A class of the same name, some of whose fields have other types, and with lists behind its fields."""
    own = {**get_type_hints(base), **types}
    fields = {field.name: attrs.field(type=own[field.name]) for field in attrs.fields(base)}
    for kind in table:
        listed: Any = GenericAlias(tuple, (kind.of, ...))
        fields[kind.name] = attrs.field(type=listed, metadata={"told": kind.told})
    return attrs.make_class(base.__name__, fields, bases=(base,), frozen=True, slots=True)
