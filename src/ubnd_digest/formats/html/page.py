"""A web page as the parser reads it: its main text, and where in the page that stands."""

from __future__ import annotations

from attrs import field, frozen

from ubnd_digest.formats.html.places import Places
from ubnd_digest.model.spans import Span


@frozen
class HtmlPage:
    """A web page: what it says, and where.

    Attributes:
        source: the page as it was given, or its bytes decoded; without its byte order mark.
        text: its main text, a line for each line that a reader sees.
        title: what the page calls itself in its element ``title``; None where it has none.
        headings: the lines of ``text`` that are marked up as headings: those in ``h1`` to ``h6``, or where there are
            hardly any, those that are wholly bold.
        encoding: in which encoding its bytes were read, by Python's name; None for a page that was given as text.

    >>> page = read_html("<title>Tin</title><nav>Menu</nav><p>S&ocirc;ng <b>Trà</b> dâng cao, các xã theo dõi.</p>")
    >>> page.text
    'Sông Trà dâng cao, các xã theo dõi.'
    >>> start, end = page.span(Span(0, 8)).start, page.span(Span(0, 8)).end
    >>> page.source[start:end]
    'S&ocirc;ng <b>Trà'
    """

    source: str = field(repr=False)
    text: str = field(repr=False)
    title: str | None
    headings: tuple[Span, ...] = field(repr=False)
    encoding: str | None
    _places: Places = field(repr=False, eq=False)

    def offset(self, at: int) -> int:
        """The offset in the page of the character that stands at an offset of the text.

        Both count code points. A character that the page does not write, such as the line end between two
        paragraphs, stands where a tag makes it.

        Raises:
            ValueError: when the offset is none of this text.

        >>> page = read_html("<p>a&amp;b</p>")
        >>> [page.offset(at) for at in range(4)]
        [3, 4, 9, 10]
        """
        if not 0 <= at <= len(self.text):
            raise ValueError(f"the text has {len(self.text)} characters, and none at {at}")
        return self._places.offset(at)

    def span(self, span: Span) -> Span:
        """Where in the page a span of the text stands; tags may stand within it.

        Raises:
            ValueError: when the span reaches beyond this text.

        >>> read_html("<p>a&amp;b</p>").span(Span(1, 2))
        Span(start=4, end=9)
        """
        start = self.offset(span.start)
        self.offset(span.end)
        return Span(start, max(start, self._places.end(span.end)) if span.length else start)

    def stretches(self, span: Span) -> tuple[Span, ...]:
        """The stretches of the page that hold a span of the text, in order, without the tags between them.

        Raises:
            ValueError: when the span reaches beyond this text.

        >>> read_html("<p>a<b>b</b></p>").stretches(Span(0, 2))
        (Span(start=3, end=4), Span(start=7, end=8))
        """
        self.offset(span.end)
        return tuple(Span(*stretch) for stretch in self._places.stretches(span.start, span.end))


def read_html(html: str | bytes, *, content_type: str | None = None, whole: bool = False) -> HtmlPage:
    r"""Read a web page; any string, and any bytes, are one.

    The main text is what remains without menus, side bars, footers and what is hidden. See docs/html.md.

    Args:
        html: the page, or its bytes.
        content_type: the header ``Content-Type`` that came with the bytes, such as ``"text/html; charset=utf-8"``.
        whole: read all the text of the page, menus and footers included, where the main text is not found.

    Raises:
        TypeError: when ``html`` is neither ``str`` nor ``bytes``, or the header is no ``str``.
        MissingExtraError: when the extra ``html`` is not installed.

    >>> page = read_html(b"<h1>S\xc3\xb4ng Tr\xc3\xa0</h1>M&#7921;c n&#432;&#7899;c<br>9&nbsp;m")
    >>> page.text, page.encoding
    ('Sông Trà\nMực nước\n9\xa0m', 'utf-8')
    """
    # most programs read no pages: they need not load this
    from ubnd_digest.formats.html.charset import decode
    from ubnd_digest.formats.html.lines import write
    from ubnd_digest.formats.html.main_text import select
    from ubnd_digest.formats.html.scan import scan
    from ubnd_digest.formats.html.titles import title
    from ubnd_digest.formats.html.tree import grow

    if content_type is not None and not isinstance(content_type, str):
        raise TypeError(f"content_type is a header as str, not {type(content_type).__name__}")
    encoding = None
    if isinstance(html, (bytes, bytearray)):
        source, encoding = decode(bytes(html), content_type)
    elif isinstance(html, str):
        source = html
    else:
        raise TypeError(f"a page is str or bytes, or what read_html made of them, not {type(html).__name__}")
    tokens = scan(source)
    tree = grow(source, tokens)
    written = write(source, tokens, tree, select(source, tokens, tree, whole=whole))
    return HtmlPage(source, written.text, title(source, tokens), written.headings, encoding, written.places)
