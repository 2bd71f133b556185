"""What every file becomes before it is parsed: a text, its headings, and the way back to the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol, TypeAlias, runtime_checkable

from attrs import field, frozen

from ubnd_digest.formats.html.places import Places
from ubnd_digest.model.spans import Span


@frozen
class RunStretch:
    """A stretch of a Word document.

    Attributes:
        paragraph: the paragraph (``w:p``), from 0, in the order of the file, those of tables and boxes included.
        run: the run (``w:r``) of that paragraph, from 0, those of links and of tracked changes included.
        start: where it begins in the text of the run, in code points.
        end: where it ends, exclusive.

    >>> RunStretch(0, 2, 0, 5).run
    2
    """

    paragraph: int
    run: int
    start: int
    end: int


@frozen
class Box:
    """A place of a PDF file: a box on a page, in points of 1/72 inch from the lower left corner of the page.

    Attributes:
        page: the page, from 1.
        left: its left edge.
        bottom: its lower edge.
        right: its right edge.
        top: its upper edge.

    >>> Box(1, 56.7, 700.0, 120.5, 712.0).page
    1
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float


Stretch: TypeAlias = Span | RunStretch | Box


@runtime_checkable
class Page(Protocol):
    """A text with its headings, and the way back to the file that it was read from.

    What :func:`ubnd_digest.read_file` gives is one, and :class:`ubnd_digest.HtmlPage`.

    >>> isinstance(TextFile("Sở Y tế", "Sở Y tế", "utf-8"), Page)
    True
    """

    @property
    def text(self) -> str:
        """The text that is parsed; spans of a digest are offsets in it, in code points."""

    @property
    def headings(self) -> tuple[Span, ...]:
        """The lines of the text that the file marks up as headings."""

    def stretches(self, span: Span) -> Sequence[Stretch]:
        """Where in the file a span of the text stands, in order; a ``ValueError`` for a span beyond the text."""


def _checked(text: str, span: Span) -> None:
    if span.end > len(text):
        raise ValueError(f"the text has {len(text)} characters, and none at {span.end}")


@frozen
class TextFile:
    """A file of plain text.

    Attributes:
        source: its characters, in the letters in which it is written.
        text: the same in Unicode: another one than ``source`` only where that is in TCVN3 or VNI.
        encoding: in which encoding its bytes were read, by Python's name, or ``tcvn3``, ``vni``.
        headings: none.

    >>> TextFile("Sở Y tế", "Sở Y tế", "utf-8").stretches(Span(3, 7))
    (Span(start=3, end=7),)
    """

    source: str = field(repr=False)
    text: str = field(repr=False)
    encoding: str
    headings: tuple[Span, ...] = ()
    _places: Places | None = field(default=None, repr=False, eq=False)

    def stretches(self, span: Span) -> tuple[Span, ...]:
        """The stretch of ``source`` that a span of the text stands for; none for an empty span.

        Raises:
            ValueError: when the span reaches beyond the text.
        """
        _checked(self.text, span)
        if self._places is None:
            return (span,) if span.length else ()
        return tuple(Span(*area) for area in self._places.stretches(span.start, span.end))


@frozen
class WordDocument:
    """A Word document (.docx): its paragraphs are lines, tracked changes are read as accepted.

    Attributes:
        text: what it says, a line a paragraph; the cells of a row of a table are one line, with tabs between them.
        headings: the lines with a style of headings, or where there are hardly any, those that are wholly bold.

    >>> WordDocument("Sở Y tế", (), (0, 2), (RunStretch(0, 0, 0, 2), RunStretch(0, 1, 0, 5))).stretches(Span(3, 7))
    (RunStretch(paragraph=0, run=1, start=1, end=5),)
    """

    text: str = field(repr=False)
    headings: tuple[Span, ...] = field(repr=False)
    # what the runs wrote: where in the text, and the run; then where in the run
    _starts: Sequence[int] = field(repr=False, eq=False)
    _runs: Sequence[RunStretch] = field(repr=False, eq=False)

    def stretches(self, span: Span) -> tuple[RunStretch, ...]:
        """The runs, or parts of them, that hold a span of the text, in order; line ends stand in none.

        Raises:
            ValueError: when the span reaches beyond the text.
        """
        _checked(self.text, span)
        found: list[RunStretch] = []
        for number in range(max(0, bisect_right(self._starts, span.start) - 1), len(self._starts)):
            at, run = self._starts[number], self._runs[number]
            if at >= span.end:
                break
            start, end = max(span.start, at) - at + run.start, min(span.end - at + run.start, run.end)
            if start < end:
                found.append(RunStretch(run.paragraph, run.run, start, end))
        return tuple(found)


@frozen
class PdfLine:
    """A line of a PDF file: where it begins in the text, its page, its edges, and those of its characters."""

    start: int
    page: int
    bottom: float
    top: float
    edges: Sequence[tuple[float, float]]


@frozen
class PdfDocument:
    """A PDF file with text.

    Attributes:
        text: its lines, as they stand on the pages; a blank line where more space parts them.
        headings: none: a PDF file does not tell them.
        pages: how many pages it has.

    >>> line = PdfLine(0, 1, 700.0, 712.0, ((56.0, 62.5), (62.5, 69.0)))
    >>> PdfDocument("Sở", (), 1, (line,)).stretches(Span(0, 2))
    (Box(page=1, left=56.0, bottom=700.0, right=69.0, top=712.0),)
    """

    text: str = field(repr=False)
    headings: tuple[Span, ...] = field(repr=False)
    pages: int
    _lines: Sequence[PdfLine] = field(repr=False, eq=False)

    def stretches(self, span: Span) -> tuple[Box, ...]:
        """The boxes that hold a span of the text, one a line, in order.

        Raises:
            ValueError: when the span reaches beyond the text.
        """
        _checked(self.text, span)
        found: list[Box] = []
        first = bisect_right(self._lines, span.start, key=lambda line: line.start) - 1
        for line in self._lines[max(0, first) :]:
            if line.start >= span.end:
                break
            edges = line.edges[max(0, span.start - line.start) : span.end - line.start]
            if edges:
                left, right = min(edge[0] for edge in edges), max(edge[1] for edge in edges)
                found.append(Box(line.page, left, line.bottom, right, line.top))
        return tuple(found)
