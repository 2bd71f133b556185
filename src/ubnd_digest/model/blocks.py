"""The stretches of a digest's structure; the value of a block is its text with white space folded."""

from __future__ import annotations

import datetime as dt

from attrs import field, frozen

from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.text import single_spaced
from ubnd_digest.model.values import Value, shortened


@frozen(repr=False)
class Block(Value):
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

    span: Span = field(eq=False)
    text: str = field(eq=single_spaced)
    mentions: tuple[Mention, ...] = ()

    def __str__(self) -> str:
        return single_spaced(self.text)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {shortened(str(self))} at {self.span.start}-{self.span.end}>"


@frozen(repr=False)
class Title(Block):
    """The title: a line, or two or three of them with the line ends inside.

    >>> from ubnd_digest import parse
    >>> parse("Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)").title.text
    'Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)'
    """


@frozen(repr=False)
class LeadEntry(Block):
    """One entry of the lead, the summary under the title.

    >>> LeadEntry(Span(0, 3), "Một").text
    'Một'
    """


@frozen(repr=False)
class Heading(Block):
    """The heading of an item.

    >>> Heading(Span(0, 3), "Một") == Heading(Span(7, 11), "Một ")
    True
    """


@frozen(repr=False)
class Paragraph(Block):
    """A paragraph of an item: a line with text, or several that were broken in mid-sentence.

    >>> Paragraph(Span(0, 3), "Một").mentions
    ()
    """


@frozen
class Period(Value):
    """The days that a digest covers, both inclusive.

    >>> Period(Span(0, 1), dt.date(2022, 5, 30), dt.date(2022, 6, 5)).days
    7
    """

    span: Span = field(eq=False, repr=False)
    start: dt.date
    end: dt.date

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.end < self.start:
            raise ValueError(f"a period needs start <= end, not {self.start} and {self.end}")

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.end - self.start).days + 1
