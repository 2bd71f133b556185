"""Where something stands in a text, and the base of all that is found in one.

Offsets count code points of the text as it was given, ``end`` is exclusive. Equality is by value:
two mentions are equal when they say the same, wherever and in whatever spelling they stand;
``span``, ``text``, ``role`` and ``inferred`` take no part.
"""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen
from attrs.validators import instance_of

from ubnd_digest.model.text import folded_words, plain_words


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


is_str = instance_of(str)
is_tuple = instance_of(tuple)
is_span = instance_of(Span)


def words_or_none(text: str | None) -> str | None:
    """The folded words of a value that may be absent, by which it is compared."""
    return None if text is None else folded_words(text)


def capital(phrase: str) -> str:
    """A phrase with a capital first letter.

    >>> capital("khoản 2")
    'Khoản 2'
    """
    return phrase[:1].upper() + phrase[1:]


@frozen
class Mention:
    """Something that the text says, and where: the base of all that is found in a text.

    Attributes:
        span: where it stands.
        text: the text of the span, as written.

    >>> from ubnd_digest import find_dates
    >>> found = find_dates("hoàn thành trước ngày 30/6/2022")[0]
    >>> found.span.start, found.span.end, found.text
    (17, 31, 'ngày 30/6/2022')
    """

    span: Span = field(eq=False, repr=False, validator=is_span)
    text: str = field(eq=False, validator=is_str)

    # whether it stands inside another one that has the same span: a year that is a whole reference to a day
    _innermost: ClassVar[bool] = False

    def __str__(self) -> str:
        return plain_words(self.text)


def text_order(mention: Mention) -> tuple[int, int, int]:
    """Where a mention stands among others: in text order, an outer one before those inside it.

    >>> from ubnd_digest import find_ranges
    >>> found = find_ranges("năm 2021 đến năm 2030")[0]
    >>> [str(mention) for mention in sorted((found.last, found, found.first), key=text_order)]
    ['từ năm 2021 đến năm 2030', 'năm 2021', 'năm 2030']
    """
    return mention.span.start, -mention.span.end, mention._innermost  # noqa: SLF001 - its own module
