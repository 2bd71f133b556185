"""The text with each mention in it rewritten in place: links, mark-up, redactions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeVar, overload

from ubnd_digest.model.kinds import text_order
from ubnd_digest.model.spans import Mention, Span

_M = TypeVar("_M", bound=Mention)


@overload
def annotate(
    text: str, mentions: Iterable[_M], render: Callable[[_M, str], str], *, escape: Callable[[str], str] | None = None
) -> str: ...
@overload
def annotate(text: str, mentions: Iterable[Mention], *, style: Literal["html"]) -> str: ...
def annotate(
    text: str,
    mentions: Iterable[Any],
    render: Callable[[Any, str], str] | None = None,
    *,
    escape: Callable[[str], str] | None = None,
    style: str | None = None,
) -> str:
    """Rewrite each mention of a text in place; :func:`ubnd_digest.annotate_html` does so with a web page.

    The cost grows with the text and with what ``render`` is given and gives back.

    Args:
        text: the text in which the mentions were found.
        mentions: in any order; they may nest or stand side by side. Of two that stand in the same
            place, the one that comes first in text order, or else as given, is the outer one.
        render: what is written for a mention, from the mention and its text, in which the
            mentions inside it are already rewritten. Called once a mention, the inner ones first.
        escape: what is written for each stretch of text that no ``render`` has written, such as
            ``html.escape``; None leaves it as it is.
        style: ``"html"`` in the place of ``render`` and ``escape``: the text escaped, its mentions highlighted by
            kind, with a legend and its style, for a notebook or a page of one's own. There mentions may cross.

    Raises:
        TypeError: when ``text`` is no ``str``, ``mentions`` are none, ``render`` is no function, or stands beside
            a ``style``.
        ValueError: for another ``style``, when two mentions overlap and neither contains the other, or when a mention
            does not stand in this text.

    >>> from ubnd_digest import parse
    >>> text = "Theo Quyết định số 921/QĐ-UBND ngày 30/5/2022 & phụ lục"
    >>> print(annotate(text, parse(text).mentions, lambda mention, inner: f"<{inner}>", escape=str.upper))
    THEO <QUYẾT ĐỊNH SỐ 921/QĐ-UBND <NGÀY 30/5/2022>> & PHỤ LỤC
    >>> "<mark" in annotate(text, parse(text).mentions, style="html")
    True
    """
    if not isinstance(text, str):
        raise TypeError(f"annotate takes a text as str, not {type(text).__name__}; a page is for annotate_html")
    found = in_text_order(text, mentions)
    if style is not None:
        return _highlighted(text, found, style, given=(render, escape))
    if not callable(render):
        raise TypeError(f"render is a function of a mention and its text, not {type(render).__name__}")
    return rewritten(text, [(mention, mention.span) for mention in found], render, escape=escape)


def _highlighted(text: str, found: list[Mention], style: str, given: tuple[object, object]) -> str:
    from ubnd_digest.formats.view.small import annotated

    if style != "html":
        raise ValueError(f'there is the style "html", and not {style!r}')
    if given != (None, None):
        raise TypeError("render and escape do not go with a style")
    return annotated(text, found)


def in_text_order(text: str, mentions: Iterable[_M]) -> list[_M]:
    """The same mentions, in text order; an error where they are none, or at the first one of another text."""
    if not isinstance(mentions, Iterable):
        raise TypeError(f"mentions are wanted, such as digest.references, not {type(mentions).__name__}")
    found = list(mentions)
    for mention in found:
        if not isinstance(mention, Mention):
            raise TypeError(f"mentions are wanted, such as digest.references; one is of {type(mention).__name__}")
    found.sort(key=text_order)
    for mention in found:
        if len(mention.text) != mention.span.length or not text.startswith(mention.text, mention.span.start):
            raise ValueError(
                f"the mention at {mention.span} is of another text: {mention.text!r}; those of a digest, and of its "
                "items, are of digest.source"
            )
    return found


def rewritten(
    text: str,
    placed: Iterable[tuple[_M, Span]],
    render: Callable[[_M, str], str],
    *,
    escape: Callable[[str], str] | None = None,
) -> str:
    """A text with something rewritten in each of these places, which come in text order, outer ones first."""
    if not callable(render):
        raise TypeError(f"render is a function of a mention and its text, not {type(render).__name__}")
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
