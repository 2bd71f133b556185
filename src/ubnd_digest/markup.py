"""The text with each mention in it rewritten in place: links, mark-up, redactions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from ubnd_digest.mentions import Mention, text_order

_M = TypeVar("_M", bound=Mention)


def annotate(
    text: str,
    mentions: Iterable[_M],
    render: Callable[[_M, str], str],
    *,
    escape: Callable[[str], str] | None = None,
) -> str:
    """Rewrite each mention of a text in place.

    The cost grows with the text and with what ``render`` is given and gives back.

    Args:
        text: the text in which the mentions were found.
        mentions: in any order; they may nest or stand side by side. Of two that stand in the same
            place, the one that comes first in text order, or else as given, is the outer one.
        render: what is written for a mention, from the mention and its text, in which the
            mentions inside it are already rewritten. Called once a mention, the inner ones first.
        escape: what is written for each stretch of text that no ``render`` has written, such as
            ``html.escape``; None leaves it as it is.

    Raises:
        ValueError: when two mentions overlap and neither contains the other, or when a mention
            does not stand in this text.

    >>> from ubnd_digest import parse
    >>> text = "Theo Quyết định số 921/QĐ-UBND ngày 30/5/2022 & phụ lục"
    >>> print(annotate(text, parse(text).mentions, lambda mention, inner: f"<{inner}>", escape=str.upper))
    THEO <QUYẾT ĐỊNH SỐ 921/QĐ-UBND <NGÀY 30/5/2022>> & PHỤ LỤC
    """
    pieces: list[str] = []
    opened: list[tuple[_M, int]] = []  # each with the number of pieces before it
    done = 0

    def write(end: int) -> None:
        nonlocal done
        if done < end:
            stretch = text[done:end]
            pieces.append(stretch if escape is None else escape(stretch))
            done = end

    def close() -> None:
        mention, first = opened.pop()
        write(mention.span.end)
        pieces[first:] = [render(mention, "".join(pieces[first:]))]

    for mention in sorted(mentions, key=text_order):
        span = mention.span
        if len(mention.text) != span.length or not text.startswith(mention.text, span.start):
            raise ValueError(
                f"the mention at {span} is of another text: {mention.text!r}; those of a digest, and of its items, "
                "are of digest.source"
            )
        # Empty mentions in one place nest as others do, although the outer one ends where the inner one begins.
        while opened and opened[-1][0].span.end <= span.start and opened[-1][0].span != span:
            close()
        if opened and opened[-1][0].span.end < span.end:
            raise ValueError(f"mentions cross: {opened[-1][0].span} and {span}")
        write(span.start)
        opened.append((mention, len(pieces)))
    while opened:
        close()
    write(len(text))
    return "".join(pieces)
