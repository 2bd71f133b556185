"""A page with the mentions in its text rewritten in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from ubnd_digest.formats.annotate import in_text_order, rewritten
from ubnd_digest.formats.html.page import HtmlPage, read_html
from ubnd_digest.model.spans import Mention, Span

_M = TypeVar("_M", bound=Mention)


def annotate_html(html: HtmlPage | str | bytes, mentions: Iterable[_M], render: Callable[[_M, str], str]) -> str:
    """Rewrite each mention of a page in place; all else in the page stays as it is.

    A mention that tags cut is rewritten piece by piece, so that what is written around a piece nests well with the
    tags: ``<b>số 12</b>/QĐ-UBND`` becomes ``<b><a>số 12</a></b><a>/QĐ-UBND</a>``.

    Args:
        html: the page, or what ``read_html`` made of it.
        mentions: found in the text of the page, by ``parse_html(page)`` or by ``find_references(page.text)`` and the
            like; in any order, they may nest or stand side by side.
        render: what is written for a piece of a mention, from the mention and the piece as the page writes it, with
            its character references and with the pieces of the mentions inside it already rewritten. Called once a
            piece, the inner ones first. What it adds is markup: an attribute's value is for it to escape.

    Returns:
        The page.

    Raises:
        ValueError: when two mentions overlap and neither contains the other, or when a mention does not stand in the
            text of this page.
        TypeError: when ``html`` is no page, ``mentions`` are none, or ``render`` is no function.
        MissingExtraError: when the extra ``html`` is not installed.

    >>> from ubnd_digest import find_references
    >>> page = read_html("<p>Theo <b>Quyết định</b> số&nbsp;921/QĐ-UBND &amp; phụ lục</p>")
    >>> print(annotate_html(page, find_references(page.text), lambda mention, inner: f"<a href='#'>{inner}</a>"))
    <p>Theo <b><a href='#'>Quyết định</a></b><a href='#'> số&nbsp;921/QĐ-UBND</a> &amp; phụ lục</p>
    """
    page = html if isinstance(html, HtmlPage) else read_html(html)
    places: list[tuple[Span, int, _M]] = []
    for number, mention in enumerate(in_text_order(page.text, mentions)):
        stretches = page.stretches(mention.span)
        # white space between two tags needs no link
        places += ((at, number, mention) for at in stretches if not page.source[at.start : at.end].isspace())
    # Of two pieces in one place, that of the outer mention comes first, as the mentions do.
    places.sort(key=lambda place: (place[0].start, -place[0].end, place[1]))
    return rewritten(page.source, ((mention, stretch) for stretch, _, mention in places), render)
