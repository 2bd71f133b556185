"""The object model of a digest: its structure, and in each part the mentions that it holds.

Frozen values that know where they stand in the text, in code points, and compare by what they
say: ``span`` takes no part, and the value of a block is its text with white space folded.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from functools import cached_property
from typing import Final, TypeVar

from attrs import field, frozen
from attrs.validators import deep_iterable, instance_of, optional

from ubnd_digest.documents import DocumentNumber
from ubnd_digest.mentions import (
    DateExpression,
    DateRange,
    Deadline,
    EffectiveDate,
    Mention,
    Provision,
    Reference,
    Role,
    Span,
)
from ubnd_digest.source import single_spaced

_M = TypeVar("_M", bound=Mention)

_is_str = instance_of(str)
_is_tuple = instance_of(tuple)
_is_span = instance_of(Span)
_are_mentions = deep_iterable(instance_of(Mention), _is_tuple)


class Severity(enum.Enum):
    """How grave a diagnostic is.

    >>> Severity("error").value
    'error'
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@frozen
class Diagnostic:
    """What the parser doubts.

    Attributes:
        code: a stable code, such as ``"impossible-date"``.
        severity: how grave it is.
        message: what is wrong, in English.
        span: where.

    >>> from ubnd_digest import parse
    >>> [d.code for d in parse("").diagnostics]
    ['no-title', 'no-period']
    """

    code: str = field(validator=_is_str)
    severity: Severity = field(validator=instance_of(Severity))
    message: str = field(validator=_is_str)
    span: Span = field(eq=False, validator=_is_span)


@frozen
class Block:
    """A stretch of the digest's structure: its text, and the mentions in it in text order.

    Attributes:
        span: where it stands.
        text: the text of the span, as written.
        mentions: what was found in it, an outer mention before those inside it.

    >>> from ubnd_digest import parse
    >>> title = parse("Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)").title
    >>> [mention.text for mention in title.mentions]
    ['ngày 02/3 - 08/3/2020', 'ngày 02/3', '08/3/2020']
    """

    span: Span = field(eq=False, repr=False, validator=_is_span)
    text: str = field(eq=single_spaced, validator=_is_str)
    mentions: tuple[Mention, ...] = field(default=(), validator=_are_mentions)

    def __str__(self) -> str:
        return single_spaced(self.text)


@frozen
class Title(Block):
    """The title line.

    >>> from ubnd_digest import parse
    >>> parse("Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)").title.text
    'Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)'
    """


@frozen
class LeadEntry(Block):
    """One entry of the lead, the summary under the title.

    >>> LeadEntry(Span(0, 3), "Một").text
    'Một'
    """


@frozen
class Heading(Block):
    """The heading of an item.

    >>> Heading(Span(0, 3), "Một") == Heading(Span(7, 11), "Một ")
    True
    """


@frozen
class Paragraph(Block):
    """A paragraph of an item: one line with text.

    >>> Paragraph(Span(0, 3), "Một").mentions
    ()
    """


@frozen
class Period:
    """The days that a digest covers, both inclusive.

    >>> Period(Span(0, 1), dt.date(2022, 5, 30), dt.date(2022, 6, 5)).days
    7
    """

    span: Span = field(eq=False, repr=False, validator=_is_span)
    start: dt.date = field(validator=instance_of(dt.date))
    end: dt.date = field(validator=instance_of(dt.date))

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period needs start <= end, not {self.start} and {self.end}")

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.end - self.start).days + 1


COMMON: Final = "common"
AUTO: Final = "auto"


@frozen
class GrammarIdentity:
    """Which grammar read a digest.

    Attributes:
        id: the identifier of the publisher whose grammar it is, or ``"common"``.
        version: changes whenever the text of a grammar file does.

    >>> from ubnd_digest import parse
    >>> parse("").grammar.id
    'common'
    """

    id: str = field(validator=_is_str)
    version: str = field(validator=_is_str)

    @property
    def publisher(self) -> str | None:
        """The identifier of the publisher; None for the common grammar."""
        return None if self.id == COMMON else self.id


def _of(kind: type[_M], mentions: Iterator[Mention] | tuple[Mention, ...]) -> tuple[_M, ...]:
    return tuple(mention for mention in mentions if isinstance(mention, kind))


@frozen
class Item:
    r"""One item: a heading and the paragraphs under it.

    Attributes:
        heading: its heading.
        paragraphs: the paragraphs under it.
        mentions: all mentions of the heading and the paragraphs, in text order.

    >>> from ubnd_digest import parse
    >>> text = (
    ...     "Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)\n"
    ...     "Kế hoạch trồng cây\n"
    ...     "UBND tỉnh ban hành Kế hoạch trồng cây (Kế hoạch số 7/KH-UBND, ngày 03/3/2020)."
    ... )
    >>> item = parse(text).items[0]
    >>> item.heading.text, [str(reference.number) for reference in item.issued]
    ('Kế hoạch trồng cây', ['7/KH-UBND'])
    """

    heading: Heading = field(validator=instance_of(Heading))
    paragraphs: tuple[Paragraph, ...] = field(validator=deep_iterable(instance_of(Paragraph), _is_tuple))

    @property
    def span(self) -> Span:
        """From the heading to the end of the last paragraph."""
        last = self.paragraphs[-1] if self.paragraphs else self.heading
        return Span(self.heading.span.start, last.span.end)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions of the heading and the paragraphs, in text order."""
        return tuple(mention for block in (self.heading, *self.paragraphs) for mention in block.mentions)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The references, in text order."""
        return _of(Reference, self.mentions)

    @property
    def issued(self) -> tuple[Reference, ...]:
        """The documents that the item is about, each once, with its date where one is given."""
        found: dict[DocumentNumber, Reference] = {}
        for reference in self.references:
            if reference.role is Role.ISSUED:
                known = found.setdefault(reference.number, reference)
                if known.date is None and reference.date is not None:
                    found[reference.number] = reference
        return tuple(found.values())

    @property
    def dates(self) -> tuple[DateExpression, ...]:
        """The dates, those inside references, ranges and deadlines included."""
        return _of(DateExpression, self.mentions)

    @property
    def ranges(self) -> tuple[DateRange, ...]:
        """The ranges."""
        return _of(DateRange, self.mentions)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The deadlines."""
        return _of(Deadline, self.mentions)

    @property
    def effective_dates(self) -> tuple[EffectiveDate, ...]:
        """The dates of effect."""
        return _of(EffectiveDate, self.mentions)

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The provisions."""
        return _of(Provision, self.mentions)


@frozen
class Digest:
    """A digest: its text, its structure, and everything that was found in it.

    Attributes:
        source: the text as it was given.
        title: the title, or None.
        period: the days that it covers, or None.
        lead: the entries of the summary under the title.
        items: the items.
        mentions: all mentions of the whole text, in text order, an outer one before those inside it.
        diagnostics: what the parser doubts, in text order.
        grammar: which grammar read it; None for a digest that was put together by hand.
        anchor: the day that was given for a title without a year, or None.

    >>> from ubnd_digest import parse
    >>> digest = parse("Chỉ đạo, điều hành trong tuần (từ ngày 30/12 - 05/01/2025)")
    >>> digest.period.start.isoformat(), len(digest.dates), digest.items
    ('2024-12-30', 2, ())
    """

    source: str = field(validator=instance_of(str), repr=False, eq=False)
    title: Title | None = field(default=None, validator=optional(instance_of(Title)))
    period: Period | None = field(default=None, validator=optional(instance_of(Period)))
    lead: tuple[LeadEntry, ...] = field(default=(), validator=deep_iterable(instance_of(LeadEntry), _is_tuple))
    items: tuple[Item, ...] = field(default=(), validator=deep_iterable(instance_of(Item), _is_tuple))
    mentions: tuple[Mention, ...] = field(default=(), repr=False, validator=_is_tuple)  # each block has checked its own
    diagnostics: tuple[Diagnostic, ...] = field(default=(), validator=deep_iterable(instance_of(Diagnostic), _is_tuple))
    grammar: GrammarIdentity | None = field(default=None, eq=False, validator=optional(instance_of(GrammarIdentity)))
    anchor: dt.date | None = field(default=None, eq=False, validator=optional(instance_of(dt.date)))

    @property
    def references(self) -> tuple[Reference, ...]:
        """All references, in text order."""
        return _of(Reference, self.mentions)

    @property
    def dates(self) -> tuple[DateExpression, ...]:
        """All dates, those inside references, ranges and deadlines included."""
        return _of(DateExpression, self.mentions)

    @property
    def ranges(self) -> tuple[DateRange, ...]:
        """All ranges."""
        return _of(DateRange, self.mentions)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """All deadlines."""
        return _of(Deadline, self.mentions)

    @property
    def effective_dates(self) -> tuple[EffectiveDate, ...]:
        """All dates of effect."""
        return _of(EffectiveDate, self.mentions)

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """All provisions."""
        return _of(Provision, self.mentions)
