"""The body of a Word document, written line by line as its elements come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import define, field

from ubnd_digest.formats.docx.xml import Attributes, local
from ubnd_digest.formats.marked_lines import MarkedLine
from ubnd_digest.formats.pages import RunStretch
from ubnd_digest.model.tuples import NamedTuple

# What tracked changes took away, what repeats for old programs, and what is an instruction: no text of the document.
_LEFT_OUT: Final = frozenset(
    ("del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rubyBase", "annotation", "sectPr")
)
# What stands for a character.
_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OFF: Final = ("0", "false", "off")


class Piece(NamedTuple):
    """Characters that a run wrote: the run, where in it, and whether they are bold."""

    text: str
    paragraph: int
    run: int
    start: int
    bold: bool


@define
class _Paragraph:
    """A paragraph as it is read."""

    number: int
    pieces: list[Piece] = field(factory=list)
    level: int | None = None
    style: str = ""
    runs: int = 0
    goes_on: bool = False  # its mark was taken away: what follows belongs to it


@define
class _Row:
    """A row of a table as it is read: the paragraphs of each cell."""

    cells: list[list[_Paragraph]] = field(factory=list)


@define
class _Run:
    """A run as it is read."""

    number: int
    written: int = 0
    bold: bool | None = None
    hidden: bool = False


class Body:
    """Takes the elements of a body, and writes its lines."""

    def __init__(self, level: Callable[[str], int], is_bold: Callable[[str], bool]) -> None:
        self.starts: list[int] = []
        self.runs: list[RunStretch] = []
        self._level, self._is_bold = level, is_bold
        self._open: list[_Paragraph] = []  # a box stands within a paragraph
        self._rows: list[_Row] = []  # a table may stand in a cell
        self._run: list[_Run] = []
        self._done: list[tuple[_Paragraph, ...]] = []  # those of one line
        self._paragraphs = 0
        self._left_out = 0
        self._path: list[str] = []
        self._text = False

    # ---- elements -------------------------------------------------------------------------------

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        kind = local(tag)
        inside = self._path[-1] if self._path else ""
        self._path.append(kind)
        if self._left_out or (kind in _LEFT_OUT and inside != "rPr"):  # there it says what became of a mark
            self._left_out += 1
        elif kind == "p":
            self._open.append(_Paragraph(self._paragraphs))
            self._paragraphs += 1
        elif kind == "tr":
            self._rows.append(_Row())
        elif kind == "tc" and self._rows:
            self._rows[-1].cells.append([])
        elif kind == "r" and self._open:
            self._run.append(_Run(self._open[-1].runs))
            self._open[-1].runs += 1
        elif kind == "t":
            self._text = True
        elif inside in ("r", "pPr", "rPr"):
            self._property(kind, inside, attributes)

    def _property(self, kind: str, inside: str, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        paragraph = self._open[-1] if self._open else None
        if inside == "r" and kind in _SIGNS:
            self._write(_SIGNS[kind])
        elif inside == "pPr" and paragraph:
            if kind == "pStyle":
                paragraph.style = value
            elif kind == "outlineLvl" and value.isascii() and value.isdigit():
                paragraph.level = int(value) + 1 if int(value) < len("123456789") else 0
        elif inside == "rPr" and self._path[-3:-2] == ["pPr"] and paragraph:
            paragraph.goes_on |= kind == "del"
        elif inside == "rPr" and self._run and kind == "b":
            self._run[-1].bold = value not in _OFF
        elif inside == "rPr" and self._run and kind == "vanish":
            self._run[-1].hidden = value not in _OFF

    def end(self, tag: str) -> None:
        """An element ends."""
        kind = local(tag)
        self._path.pop()
        if self._left_out:
            self._left_out -= 1
        elif kind == "t":
            self._text = False
        elif kind == "r" and self._run:
            self._run.pop()
        elif kind == "p" and self._open:
            paragraph = self._open.pop()
            if self._rows and self._rows[-1].cells:
                self._rows[-1].cells[-1].append(paragraph)
            else:
                self._done.append((paragraph,))
        elif kind == "tr" and self._rows:
            self._end_row(self._rows.pop())

    def data(self, text: str) -> None:
        """Characters."""
        if self._text and not self._left_out:
            self._write(text)

    def _write(self, text: str) -> None:
        if not (self._open and self._run) or self._run[-1].hidden:
            return
        paragraph, run = self._open[-1], self._run[-1]
        bold = self._is_bold(paragraph.style) if run.bold is None else run.bold
        paragraph.pieces.append(Piece(text, paragraph.number, run.number, run.written, bold))
        run.written += len(text)

    def _end_row(self, row: _Row) -> None:
        """The cells of a row are one line, unless one of them holds several lines: then each paragraph is one."""
        is_line = all(len(cell) <= 1 and not any("\n" in p.text for q in cell for p in q.pieces) for cell in row.cells)
        within = self._rows[-1].cells[-1] if self._rows and self._rows[-1].cells else None
        paragraphs = [paragraph for cell in row.cells for paragraph in cell]
        if within is not None:  # a table for the layout
            within += paragraphs
        elif is_line and len(row.cells) > 1:
            self._done.append(tuple(paragraphs))
        else:
            self._done += [(paragraph,) for paragraph in paragraphs]

    # ---- lines ----------------------------------------------------------------------------------

    def written(self) -> tuple[str, list[MarkedLine]]:
        """The text, and its lines."""
        pieces: list[str] = []
        lines: list[MarkedLine] = []
        at = start = 0
        row: list[_Paragraph] = []
        for number, paragraphs in enumerate(self._done):
            for place, paragraph in enumerate(paragraphs):
                if place:
                    pieces.append("\t")
                    at += 1
                at = self._add(paragraph, at, pieces)
            row += paragraphs
            last = number == len(self._done) - 1
            if not last and len(paragraphs) == 1 and paragraphs[0].goes_on:
                continue
            lines.append(self._line(row, start, at, cells=len(paragraphs) > 1))
            row = []
            if not last:
                pieces.append("\n")
                at += 1
            start = at
        return "".join(pieces), lines

    def _add(self, paragraph: _Paragraph, at: int, pieces: list[str]) -> int:
        for piece in paragraph.pieces:
            self.starts.append(at)
            end = piece.start + len(piece.text)
            self.runs.append(RunStretch(piece.paragraph, piece.run, piece.start, end))
            pieces.append(piece.text)
            at += len(piece.text)
        return at

    def _line(self, paragraphs: list[_Paragraph], start: int, end: int, *, cells: bool) -> MarkedLine:
        first = paragraphs[0]
        level = self._level(first.style) if first.level is None else first.level
        words = [piece for paragraph in paragraphs for piece in paragraph.pieces if piece.text.strip()]
        return MarkedLine(start, end, 0 if cells else level, bool(words) and all(piece.bold for piece in words), cells)
