"""The main text of a page, line by line, as a reader sees it, with the way back and the marked-up headings.

Nothing is written that the page does not have, except white space: a line end where a block begins or
ends, a tab between the cells of a row. Runs of white space are one space. So what stands in the text
stands in the page in the same order.
"""

from __future__ import annotations

import re

from ubnd_digest.formats.html.elements import BLOCKS, CELLS, HEADINGS, Kind
from ubnd_digest.formats.html.main_text import Selection
from ubnd_digest.formats.html.places import Places
from ubnd_digest.formats.html.scan import REFERENCE, WHITE, Tag, Text, character
from ubnd_digest.formats.html.tree import NOWHERE, Tree
from ubnd_digest.formats.marked_lines import MarkedLine, heading_spans
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import Area

# Words with single spaces between them are the same in the text as in the page.
_PIECE = re.compile(rf"[^{WHITE}&]+(?: [^{WHITE}&]+)*|[{WHITE}]+|&")
_ROWS = frozenset(("tr",))
_LINE_END = re.compile(r"\r\n?|\n")
_WORD = re.compile(r"\w")


def write(
    page: str, tokens: list[Tag | Text], tree: Tree, selection: Selection
) -> tuple[str, Places, tuple[Span, ...]]:
    r"""Write the text that was selected: that text, the way back, and the lines that are marked up as headings.

    >>> from ubnd_digest.formats.html.main_text import select
    >>> from ubnd_digest.formats.html.scan import scan
    >>> from ubnd_digest.formats.html.tree import grow
    >>> page = "<div><b>Sở&nbsp;Y  tế</b><br>1<sup>a</sup><table><tr><td>x<td>y</table>"
    >>> tokens = scan(page)
    >>> tree = grow(page, tokens)
    >>> write(page, tokens, tree, select(page, tokens, tree))[0]
    'Sở\xa0Y tế\n1a\nx\ty'
    """
    runs = tree.numbers_of_runs(tokens)
    writer = _Writer(page, tree, selection, _boxed_rows(tokens, runs, tree, selection))
    for token, run in zip(tokens, runs, strict=True):
        if isinstance(token, Tag):
            writer.tag(token)
        elif run is None:
            if not token.title:
                writer.space(token.start, token.end)
        elif selection.kept[run]:
            writer.run(token, tree.owners[run])
    return writer.written()


def _boxed_rows(tokens: list[Tag | Text], runs: list[int | None], tree: Tree, selection: Selection) -> set[int]:
    """The rows that are no line of a table but boxes of a page: a cell of theirs has several lines."""
    rows, cells = tree.nearest_named(_ROWS), tree.nearest_named(CELLS)
    boxed = {rows[parent] for number, parent in enumerate(tree.parents) if rows[number] == number}
    last = NOWHERE
    broken = False
    owner = NOWHERE
    for token, run in zip(tokens, runs, strict=True):
        if isinstance(token, Tag):
            broken = broken or token.name == "br" or token.name in BLOCKS
            if token.name in HEADINGS:
                boxed.add(rows[owner])
        elif run is not None:
            owner = tree.owners[run]
            if selection.kept[run]:
                cell = cells[owner]
                if broken and cell == last != NOWHERE:
                    boxed.add(rows[cell])
                last, broken = cell, False
    return boxed


class _Writer:
    """Writes the text of one page, in order."""

    def __init__(self, page: str, tree: Tree, selection: Selection, boxed: set[int]) -> None:
        self._page = page
        self._rows = tree.nearest_named(_ROWS)
        self._headings = tree.nearest_named(HEADINGS)
        self._elements = tree.elements
        self._boxed = boxed
        self._bold = tree.inherited(Kind.BOLD in own for own in selection.kinds)
        self._preformatted = tree.inherited(Kind.PREFORMATTED in own for own in selection.kinds)
        self._text: list[str] = []
        self._places = Places()
        self._lines: list[MarkedLine] = []
        # the line that is being written
        self._start = 0
        self._words = self._all_bold = self._cells = False
        self._heading = 0
        self._row = NOWHERE
        # what stands between it and what comes next
        self._breaks: list[int] = []
        self._line_is_empty = True
        self._cell: int | None = None
        self._space: Area | None = None

    # ---- what stands between words --------------------------------------------------------------

    def tag(self, tag: Tag) -> None:
        """Take note of a tag."""
        name = tag.name
        if name == "br":
            self._break(tag.start)
        elif name in CELLS:
            self._cell = tag.start
        elif name in BLOCKS and not self._line_is_empty:
            self._break(tag.start)

    def _break(self, at: int) -> None:
        """End the line, or where it is empty leave it so; of several empty lines one is kept."""
        if len(self._breaks) < 2:
            self._breaks.append(at)
        self._line_is_empty = True

    def space(self, start: int, end: int) -> None:
        """Take note of white space."""
        if self._space is None and not self._line_is_empty:
            self._space = Area(start, end)

    def _write_between(self, at: int, row: int) -> None:
        """Write what stands between the words before and those that begin here."""
        if self._text:
            is_row = row == self._row != NOWHERE and row not in self._boxed
            if self._cell is not None and is_row:
                self._add("\t", self._cell, self._cell)
                self._cells = True
            elif self._breaks or self._cell is not None:
                self._end_line()
                for place in self._breaks or [at]:
                    self._add("\n", place, place)
            elif self._space is not None:
                self._add(" ", *self._space)
        self._breaks.clear()
        self._line_is_empty = False
        self._cell = self._space = None
        self._row = row

    def _end_line(self) -> None:
        if self._words:
            self._lines.append(MarkedLine(self._start, self._places.length, self._heading, self._all_bold, self._cells))
        self._words = self._all_bold = self._cells = False
        self._heading = 0

    # ---- words ----------------------------------------------------------------------------------

    def run(self, run: Text, owner: int) -> None:
        """Write a stretch of text that stands in an element."""
        page = self._page
        at = run.start
        while at < run.end:
            piece = _PIECE.match(page, at, run.end)
            assert piece  # the three alternatives begin with every character
            text, end = piece[0], piece.end()
            reference = REFERENCE.match(page, at, run.end) if text == "&" else None
            if reference:
                text, end = character(reference)
            if text[:1] and text[0] in WHITE:
                self._white(text, at, end, preformatted=self._preformatted[owner])
            elif text:
                self._word(text, at, end, owner)
            at = end

    def _white(self, text: str, start: int, end: int, *, preformatted: bool) -> None:
        ends = [start + found.start() for found in _LINE_END.finditer(text)] if preformatted else []
        for place in ends[:2]:  # no more are kept
            self._break(place)
        if not ends:
            self.space(start, end)

    def _word(self, text: str, start: int, end: int, owner: int) -> None:
        self._write_between(start, self._rows[owner])
        if _WORD.search(text):
            if not self._words:
                self._words = self._all_bold = True
                heading = self._headings[owner]
                self._heading = 0 if heading == NOWHERE else int(self._elements[heading].name[1])
            self._all_bold &= self._bold[owner]
        self._add(text, start, end)

    def _add(self, text: str, start: int, end: int) -> None:
        self._text.append(text)
        self._places.add(text, start, end)
        if text == "\n":
            self._start = self._places.length

    def written(self) -> tuple[str, Places, tuple[Span, ...]]:
        """What was written."""
        self._end_line()
        text = "".join(self._text)
        return text, self._places, heading_spans(text, self._lines)
