"""What is made of a page: a digest, why it was read so, and the page with mentions rewritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TypeVar

from ubnd_digest.formats.annotate import in_text_order, rewritten
from ubnd_digest.formats.html.page import HtmlPage, read_html
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.explanation import Explanation
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.publishers.record import Publisher
from ubnd_digest.reading.choice import parser_for

_M = TypeVar("_M", bound=Mention)


def parse_html(
    html: HtmlPage | str | bytes,
    *,
    content_type: str | None = None,
    publisher: str | Publisher | None = None,
    anchor: dt.date | None = None,
    strict: bool = False,
) -> Digest:
    """Parse the digest on a web page; any page gives one.

    Args:
        html: the page, its bytes, or what ``read_html`` made of them. Whoever wants the way back to the page reads
            it first, and parses what was read.
        content_type: the header ``Content-Type`` that came with the bytes.
        publisher: as for ``parse``.
        anchor: as for ``parse``.
        strict: as for ``parse``; lines and columns are those of the text.

    Returns:
        The digest; its ``source`` is the text of the page, and its spans are offsets in it. ``page.span(…)`` leads
        to the page. Lines that the page marks up as headings are likely to be headings of items.

    Raises:
        TypeError: when ``html`` is no page.
        MissingExtraError: when the extra ``html`` is not installed.
        DigestSyntaxError, UnknownPublisherError, PublisherError: as ``parse`` does.

    >>> page = read_html(
    ...     "<h1>Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 02/3 - 08/3/2020)</h1>"
    ...     "<p><strong>Kế hoạch trồng cây</strong></p><p>Mỗi xã trồng 300 cây, xong trong quý II năm 2020.</p>"
    ... )
    >>> digest = parse_html(page)
    >>> digest.items[0].heading.text, digest.source == page.text
    ('Kế hoạch trồng cây', True)
    >>> page.span(digest.items[0].heading.span)
    Span(start=90, end=108)
    """
    page = html if isinstance(html, HtmlPage) else read_html(html, content_type=content_type)
    parser = parser_for(page.text, publisher)
    return parser.parse(page.text, anchor=anchor, strict=strict, headings=page.headings)


def explain_html(
    html: HtmlPage | str | bytes,
    offset: int,
    *,
    content_type: str | None = None,
    publisher: str | Publisher | None = None,
    anchor: dt.date | None = None,
) -> Explanation:
    """Say why a place of a web page is read as it is by :func:`parse_html`, which heeds what the page marks up.

    Args:
        html: as for :func:`parse_html`.
        offset: the place in the text of the page, ``page.text``, in code points; so are all places in the answer.
        content_type: as for :func:`parse_html`.
        publisher: as for :func:`ubnd_digest.parse`.
        anchor: as for :func:`ubnd_digest.parse`.

    Raises:
        ValueError: when the text of the page has no such offset.
        TypeError, MissingExtraError, UnknownPublisherError, PublisherError: as :func:`parse_html` does.

    >>> page = read_html("<p>UBND tỉnh họp.</p><p><b>Giao Sở Y tế kiểm tra</b></p><p>Mỗi xã trồng 300 cây.</p>")
    >>> found = explain_html(page, page.text.index("Giao"))
    >>> [(decision.question, decision.answer) for decision in found.decisions if decision.question == "heading"]
    [('heading', 'heading')]
    """
    page = html if isinstance(html, HtmlPage) else read_html(html, content_type=content_type)
    parser = parser_for(page.text, publisher)
    return parser.explain(page.text, offset, anchor=anchor, headings=page.headings)


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
