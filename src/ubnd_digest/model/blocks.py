"""The stretches of a digest's structure; the value of a block is its text with white space folded."""

from __future__ import annotations

import datetime as dt

from attrs import field, frozen
from attrs.validators import deep_iterable, instance_of

from ubnd_digest.model.spans import Mention, Span, is_span, is_str, is_tuple
from ubnd_digest.model.text import single_spaced

_are_mentions = deep_iterable(instance_of(Mention), is_tuple)


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

    span: Span = field(eq=False, repr=False, validator=is_span)
    text: str = field(eq=single_spaced, validator=is_str)
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

    span: Span = field(eq=False, repr=False, validator=is_span)
    start: dt.date = field(validator=instance_of(dt.date))
    end: dt.date = field(validator=instance_of(dt.date))

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period needs start <= end, not {self.start} and {self.end}")

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.end - self.start).days + 1
