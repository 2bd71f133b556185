"""The bytes of a PDF file -> its lines, and where they stand on its pages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from ubnd_digest.formats.letters import converted, old_letters
from ubnd_digest.formats.pages import PdfDocument, PdfLine
from ubnd_digest.formats.pdf import layout, paragraphs, worker
from ubnd_digest.formats.pdf.layout import RawLine
from ubnd_digest.model.errors import MissingExtraError, UnreadableFileError

_PACKAGES: Final = ("pypdfium2", "pypdfium2_raw")
# So much longer than it may compute, the other process may take altogether, on a machine with much to do.
_PATIENCE: Final = 2
# What part of the characters may be unknown, in a text.
_MOST_UNKNOWN: Final = 0.2
_OCR: Final = "make text of it first, with a program that recognises letters, such as: ocrmypdf --force-ocr -l vie"
_LIMITS: Final = f"{worker.SECONDS} seconds and {worker.MEMORY >> 30} GB of memory"
_WRONG: Final = {
    "password": "a PDF file that is locked by a password: save it without, with: qpdf --decrypt",
    "damaged": "a damaged PDF file: print it to a new one from a program that still shows it",
    "pages": f"a PDF file of more than {worker.MOST_PAGES:,} pages: cut it first",
    "characters": f"a PDF file of more than {worker.MOST_CHARACTERS:,} characters: cut it first",
}


def pdf_document(name: str, data: bytes) -> PdfDocument:
    """The text of a PDF file; a ``MissingExtraError`` without the extra ``pdf``.

    An ``UnreadableFileError`` tells that it is damaged, locked, has pages that are images, or takes too much.
    """
    found = _read(name, data)
    if "error" in found:
        raise UnreadableFileError(name, _WRONG[found["error"]])
    if found["images"]:
        pages = ", ".join(map(str, found["images"][:5])) + (" …" if len(found["images"]) > len("12345") else "")
        raise UnreadableFileError(name, f"a PDF file with pages that are images (page {pages}): {_OCR}")
    if found["unknown"] > _MOST_UNKNOWN * found["characters"]:
        raise UnreadableFileError(name, f"a PDF file that does not tell which letters it draws: {_OCR}")
    lines = [
        [RawLine(number, text, bottom, top, base, tuple(zip(edges[::2], edges[1::2], strict=True)))
         for text, bottom, top, base, edges in page]
        for number, page in enumerate(found["pages"], 1)
    ]  # fmt: skip
    return _written(_in_unicode(lines))


def _folders() -> list[str]:
    """Where the packages that the other process needs are installed."""
    found = []
    for package in _PACKAGES:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise MissingExtraError("pdf", "to read PDF files")
        found.append(str(Path(spec.origin).parents[1]))
    return sorted(set(found))


def _read(name: str, data: bytes) -> dict[str, Any]:
    command = [sys.executable, "-I", "-S", worker.__file__, *_folders()]
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter, and a file of this package
            command, input=data, capture_output=True, check=False, timeout=_PATIENCE * worker.SECONDS
        )
        found: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except subprocess.TimeoutExpired:
        found = {}
    except OSError as error:
        raise UnreadableFileError(name, f"no process can be started to read it: {error.strerror or error}") from error
    if not found:
        raise UnreadableFileError(name, f"a PDF file that took more than {_LIMITS}, or is damaged")
    return found


def _in_unicode(pages: list[list[RawLine]]) -> list[list[RawLine]]:
    """The lines, those in letters of old fonts in Unicode."""
    letters = old_letters("\n".join(line.text for page in pages for line in page))
    return [[_converted(line, letters) for line in page] for page in pages] if letters else pages


def _converted(line: RawLine, letters: str) -> RawLine:
    text, places = converted(line.text, letters)
    areas = (places.of(at) for at in range(len(text)))
    edges = tuple((line.edges[area.start][0], line.edges[max(area.start, area.end - 1)][1]) for area in areas)
    return line._replace(text=text, edges=edges)


def _written(pages: Sequence[Sequence[RawLine]]) -> PdfDocument:
    placed = [
        line for page in layout.without_furniture(pages) for line in paragraphs.columns(layout.in_reading_order(page))
    ]
    pieces: list[str] = []
    lines: list[PdfLine] = []
    at = 0
    for (line, *_), joint in zip(placed, [*paragraphs.joints(placed), ""], strict=False):
        text = line.text.rstrip()
        lines.append(PdfLine(at, line.page, line.bottom, line.top, line.edges[: len(text)]))
        pieces += (text, joint)
        at += len(text) + len(joint)
    return PdfDocument("".join(pieces), (), len(pages), tuple(lines))
