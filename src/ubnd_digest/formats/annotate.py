"""The text with each mention in it rewritten in place: links, mark-up, redactions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from ubnd_digest.model.kinds import text_order
from ubnd_digest.model.spans import Mention, Span

if TYPE_CHECKING:
    from ubnd_digest.formats.html.page import HtmlPage

_M = TypeVar("_M", bound=Mention)


def annotate(
    text: str | HtmlPage,
    mentions: Iterable[_M],
    render: Callable[[_M, str], str],
    *,
    escape: Callable[[str], str] | None = None,
) -> str:
    """Rewrite each mention of a text in place.

    The cost grows with the text and with what ``render`` is given and gives back.

    Args:
        text: the text in which the mentions were found; or the page that ``read_html`` read, which is rewritten
            itself, as by :func:`ubnd_digest.annotate_html`.
        mentions: in any order; they may nest or stand side by side. Of two that stand in the same
            place, the one that comes first in text order, or else as given, is the outer one.
        render: what is written for a mention, from the mention and its text, in which the
            mentions inside it are already rewritten. Called once a mention, the inner ones first.
        escape: what is written for each stretch of text that no ``render`` has written, such as
            ``html.escape``; None leaves it as it is. A page is escaped already.

    Raises:
        TypeError: when ``escape`` is given with a page.
        ValueError: when two mentions overlap and neither contains the other, or when a mention
            does not stand in this text.

    >>> from ubnd_digest import parse
    >>> text = "Theo Quyết định số 921/QĐ-UBND ngày 30/5/2022 & phụ lục"
    >>> print(annotate(text, parse(text).mentions, lambda mention, inner: f"<{inner}>", escape=str.upper))
    THEO <QUYẾT ĐỊNH SỐ 921/QĐ-UBND <NGÀY 30/5/2022>> & PHỤ LỤC
    """
    if not isinstance(text, str):
        from ubnd_digest.formats.html.rewrite import annotate_html

        if escape is not None:
            raise TypeError("a page is escaped already: leave out escape")
        return annotate_html(text, mentions, render)
    placed = ((mention, mention.span) for mention in checked(text, sorted(mentions, key=text_order)))
    return rewritten(text, placed, render, escape=escape)


def checked(text: str, mentions: Iterable[_M]) -> Iterator[_M]:
    """The same mentions.

    Raises:
        ValueError: at one that does not stand in this text.
    """
    for mention in mentions:
        if len(mention.text) != mention.span.length or not text.startswith(mention.text, mention.span.start):
            raise ValueError(
                f"the mention at {mention.span} is of another text: {mention.text!r}; those of a digest, and of its "
                "items, are of digest.source"
            )
        yield mention


def rewritten(
    text: str,
    placed: Iterable[tuple[_M, Span]],
    render: Callable[[_M, str], str],
    *,
    escape: Callable[[str], str] | None = None,
) -> str:
    """A text with something rewritten in each of these places, which come in text order, outer ones first.

    Raises:
        ValueError: when two places overlap and neither contains the other.
    """
    pieces: list[str] = []
    opened: list[tuple[_M, Span, int]] = []  # each with the number of pieces before it
    done = 0

    def write(end: int) -> None:
        nonlocal done
        if done < end:
            stretch = text[done:end]
            pieces.append(stretch if escape is None else escape(stretch))
            done = end

    def close() -> None:
        mention, span, first = opened.pop()
        write(span.end)
        pieces[first:] = [render(mention, "".join(pieces[first:]))]

    for mention, span in placed:
        # Empty mentions in one place nest as others do, although the outer one ends where the inner one begins.
        while opened and opened[-1][1].end <= span.start and opened[-1][1] != span:
            close()
        if opened and opened[-1][1].end < span.end:
            raise ValueError(f"mentions cross: {opened[-1][1]} and {span}")
        write(span.start)
        opened.append((mention, span, len(pieces)))
    while opened:
        close()
    write(len(text))
    return "".join(pieces)
