"""Makes files of every kind from a text: a Word document, a PDF file, a web page."""

from __future__ import annotations

import html
import io
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest


def as_docx(text: str, *, headings: Iterable[str] = ()) -> bytes:
    """A Word document with a paragraph a line."""
    docx = pytest.importorskip("docx")
    document, marked = docx.Document(), set(headings)
    for line in text.split("\n"):
        document.add_paragraph(line, style="Heading 2" if line in marked else None)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_html(text: str) -> bytes:
    """A web page with a paragraph a line, and empty ones for blank lines."""
    lines = (f"<p>{html.escape(line, quote=False) or '&nbsp;'}</p>" for line in text.split("\n"))
    return f"<html><head><meta charset=utf-8></head><body><article>{''.join(lines)}</article></body></html>".encode()


@cache
def _fonts() -> tuple[str, str]:
    font_roboto = pytest.importorskip("font_roboto")
    pytest.importorskip("reportlab")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(font_roboto.__file__).parent / "files"
    for name in ("Roboto-Regular", "Roboto-Bold"):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    return "Roboto-Regular", "Roboto-Bold"


def as_pdf(text: str, *, columns: int = 1, flush: bool = True, indent: float = 24, space: float = 4) -> bytes:
    """A PDF file with a paragraph a line, set in columns, with page numbers."""
    font = _fonts()[0]
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

    style = ParagraphStyle(
        "body",
        fontName=font,
        fontSize=11,
        leading=15,
        alignment=4 if flush else 0,
        firstLineIndent=indent,
        spaceAfter=space,
    )
    width = (A4[0] - 72 - 20 * (columns - 1)) / columns
    frames = [Frame(36 + (width + 20) * n, 50, width, A4[1] - 100, 0, 0, 0, 0) for n in range(columns)]

    def number(canvas: object, document: object) -> None:
        canvas.setFont(font, 9)  # type: ignore[attr-defined]
        canvas.drawCentredString(A4[0] / 2, 30, str(document.page))  # type: ignore[attr-defined]

    stream = io.BytesIO()
    document = BaseDocTemplate(stream, pagesize=A4, pageTemplates=[PageTemplate(frames=frames, onPage=number)])
    document.build(
        [Paragraph(html.escape(line.strip()), style) if line.strip() else Spacer(1, 9) for line in text.split("\n")]
    )
    return stream.getvalue()


def drawn_across(columns: Iterable[Iterable[str]]) -> bytes:
    """A PDF file of columns whose lines are drawn row by row, across the columns."""
    font = _fonts()[0]
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.setFont(font, 10)
    for row, lines in enumerate(zip(*columns, strict=True)):
        for number, line in enumerate(lines):
            canvas.drawString(50 + 270 * number, 780 - 14 * row, line)
    canvas.save()
    return stream.getvalue()


def drawn_in_two_fonts(lines: Iterable[str]) -> bytes:
    """A PDF file whose letters with two marks are drawn after all others of their line, as where a font lacks them."""
    regular, bold = _fonts()
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    for row, line in enumerate(lines):
        drawn = "".join("  " if letter >= "\u1ea0" else letter for letter in line)
        canvas.setFont(regular, 10)
        canvas.drawString(50, 780 - 14 * row, drawn)
        canvas.setFont(bold, 8)  # as wide as its gap
        gaps = 0
        for at, letter in enumerate(line):
            if letter >= "\u1ea0":
                canvas.drawString(50 + stringWidth(drawn[: at + gaps], regular, 10), 780 - 14 * row, letter)
                gaps += 1
    canvas.save()
    return stream.getvalue()


def as_archive(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP file with these files in it."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return stream.getvalue()


def as_word_xml(body: str, styles: str = "", *, main: str = "word/document.xml", relations: str | None = None) -> bytes:
    """A Word document with a body, and styles, of elements whose names begin with ``w:``."""
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = {
        "[Content_Types].xml": "<x/>",
        main: f"<w:document {names}><w:body>{body}</w:body></w:document>",
        f"{main.rpartition('/')[0]}/styles.xml": f"<w:styles {names}>{styles}</w:styles>",
    }
    if relations is not None:
        parts["_rels/.rels"] = f"<Relationships>{relations}</Relationships>"
    return as_archive({name: text.encode() for name, text in parts.items()})
