"""Where something stands in a text, and the base of all that is found in one.

Offsets count code points of the text as it was given, ``end`` is exclusive. Equality is by value:
two mentions are equal when they say the same, wherever and in whatever spelling they stand;
``span``, ``text``, ``role`` and ``inferred`` take no part.
"""

from __future__ import annotations

from attrs import field, frozen

from ubnd_digest.model.text import folded_words, plain_words
from ubnd_digest.model.values import Value, shortened


@frozen(order=True)
class Span:
    """A stretch of the text, in code points, ``end`` exclusive.

    Raises:
        ValueError: when ``0 <= start <= end`` does not hold.

    >>> Span(3, 7).length
    4
    >>> Span(3, 2)
    Traceback (most recent call last):
    ValueError: a span needs 0 <= start <= end, not 3 and 2
    """

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start} and {self.end}")

    @property
    def length(self) -> int:
        """The number of code points."""
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies within this span.

        >>> Span(0, 5).contains(Span(1, 5))
        True
        """
        return self.start <= other.start and other.end <= self.end


def words_or_none(text: str | None) -> str | None:
    """The folded words of a value that may be absent, by which it is compared."""
    return None if text is None else folded_words(text)


def capital(phrase: str) -> str:
    """A phrase with a capital first letter.

    >>> capital("khoản 2")
    'Khoản 2'
    """
    return phrase[:1].upper() + phrase[1:]


@frozen(repr=False)
class Mention(Value):
    """Something that the text says, and where: the base of all that is found in a text.

    Attributes:
        span: where it stands.
        text: the text of the span, as written.

    >>> from ubnd_digest import find_dates
    >>> find_dates("hoàn thành trước ngày 30/6/2022")[0]
    <DateExpression 'ngày 30/6/2022' at 17-31>
    """

    span: Span = field(eq=False)
    text: str = field(eq=False)

    def __str__(self) -> str:
        return plain_words(self.text)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {shortened(self.text)} at {self.span.start}-{self.span.end}>"
