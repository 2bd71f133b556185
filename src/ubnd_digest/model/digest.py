"""A digest: its items, and the mentions that they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Final, TypeVar

from attrs import field, frozen
from attrs.validators import deep_iterable, instance_of, optional

from ubnd_digest.model.blocks import Heading, LeadEntry, Paragraph, Period, Title
from ubnd_digest.model.dates import DateExpression, DateRange, EffectiveDate
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.documents import DocumentNumber
from ubnd_digest.model.provisions import Provision
from ubnd_digest.model.references import Reference, Role
from ubnd_digest.model.spans import Mention, Span, is_str, is_tuple

_M = TypeVar("_M", bound=Mention)

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

    id: str = field(validator=is_str)
    version: str = field(validator=is_str)

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
    paragraphs: tuple[Paragraph, ...] = field(validator=deep_iterable(instance_of(Paragraph), is_tuple))

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
    lead: tuple[LeadEntry, ...] = field(default=(), validator=deep_iterable(instance_of(LeadEntry), is_tuple))
    items: tuple[Item, ...] = field(default=(), validator=deep_iterable(instance_of(Item), is_tuple))
    mentions: tuple[Mention, ...] = field(default=(), repr=False, validator=is_tuple)  # each block has checked its own
    diagnostics: tuple[Diagnostic, ...] = field(default=(), validator=deep_iterable(instance_of(Diagnostic), is_tuple))
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
