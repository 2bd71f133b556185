"""Reads a PDF file in a process of its own: ``python worker.py FOLDER…``, the file on standard input; prints JSON.

The file is somebody else's, and what reads it is a large library in C++. Here it can take neither the time nor the
memory of the program that asks, nor end it. Nothing of this package is imported: the folders are those of pypdfium2.
"""

from __future__ import annotations

import ctypes
import json
import sys
import unicodedata
from itertools import islice, pairwise
from typing import Any, Final

# What this process may use: seconds of a processor, and bytes of memory, where the system can hold it to them.
SECONDS: Final = 60
MEMORY: Final = 2 << 30
# What is read at most.
MOST_PAGES: Final = 5_000
MOST_CHARACTERS: Final = 5_000_000
_IMAGE: Final = 3  # FPDF_PAGEOBJ_IMAGE
_MOST_OBJECTS: Final = 1_000  # of a page without text, which are looked at for an image
_LINE_ENDS: Final = "\r\n"
# What part of the height of a line the next character stands lower, or further left, where a line ends.
_LOWER: Final = 0.6
_SPACE: Final = 0.15  # how wide a gap between two letters is, as a part of that height, where a space stands in it
# How far back, as a part of it, the next letter begins before the end of the last one where it is drawn after its turn.
_BACK: Final = 0.9


def _bounded() -> None:
    try:
        import resource
    except ImportError:  # Windows: there the time alone is bounded, by who asks
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def lines_of(data: bytes) -> dict[str, Any]:
    """The lines of all pages in their order, each with its lower and upper edge, and the edges of its characters."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if "password" in str(error).lower() else "damaged"}
    count = len(document)
    if count > MOST_PAGES:
        return {"error": "pages"}
    pages: list[Any] = []
    images: list[int] = []
    characters = unknown = 0
    for number in range(count):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            return {"error": "damaged"}
        characters += text.count_chars()
        if characters > MOST_CHARACTERS:
            return {"error": "characters"}
        lines, strange = _lines(text)
        unknown += strange
        pages.append(lines)
        if not lines and any(found.type == _IMAGE for found in islice(page.get_objects(), _MOST_OBJECTS)):
            images.append(number + 1)
        text.close()
        page.close()
    return {"pages": pages, "images": images, "characters": characters, "unknown": unknown}


def _lines(text: Any) -> tuple[list[Any], int]:
    from pypdfium2 import raw

    lines: list[Any] = []
    letters: list[str] = []
    edges: list[float] = []
    bottom = top = base = 0.0
    x, y = ctypes.c_double(), ctypes.c_double()
    unknown = 0

    def end() -> None:
        nonlocal letters, edges
        if "".join(letters).strip():
            low, high, line = bottom, top, round(base, 1)
            if lines and lines[-1][3] == line and lines[-1][4][0] < edges[0] < lines[-1][4][-1]:
                before, low, high, _, places = lines.pop()
                letters, edges = [*before, *letters], [*places, *edges]
            words, places = _from_left(letters, edges, high - low)
            lines.append([words, round(low, 1), round(high, 1), line, places])
        letters, edges = [], []

    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        is_hyphen = raw.FPDFText_IsHyphen(text, index) == 1
        character = "-" if is_hyphen else chr(code) if code else ""
        if not character or 0xD800 <= code < 0xE000:
            unknown += 1
            continue
        if character in _LINE_ENDS:
            end()
            continue
        unknown += raw.FPDFText_HasUnicodeMapError(text, index) == 1 or 0xE000 <= code < 0xF900 or code == 0xFFFD
        left, low, right, high = text.get_charbox(index, loose=True)
        if letters and not character.isspace() and low < bottom - _LOWER * (top - bottom) and left < edges[-2]:
            end()  # behind a hyphen there is no line end
        if not letters or (high - low > top - bottom and not character.isspace()):
            bottom, top = low, high
            # the edges are those of the ink in some fonts: only the base line is the same for every word
            base = y.value if raw.FPDFText_GetCharOrigin(text, index, x, y) else low
        letters.append(character)
        edges += (round(left, 1), round(right, 1))
    end()
    return lines, unknown


def _from_left(letters: list[str], edges: list[float], height: float) -> tuple[str, list[float]]:
    """The characters of a line from left to right.

    Those of a second font may be drawn after all others of the line, as where the first one lacks the letters with two
    marks; then no space is where it was, and one stands wherever there is a gap.
    """
    clusters: list[tuple[float, float, str]] = []  # a letter with the marks after it
    for letter, left, right in zip(letters, edges[::2], edges[1::2], strict=True):
        if clusters and unicodedata.combining(letter):
            clusters[-1] = (*clusters[-1][:2], clusters[-1][2] + letter)
        elif not letter.isspace():
            clusters.append((left, right, letter))
    backwards = (right - left for (_, right, _), (left, _, _) in pairwise(clusters))
    if height <= 0 or max(backwards, default=0.0) < _BACK * height:
        return "".join(letters), edges
    clusters.sort(key=lambda cluster: cluster[0])
    words, places, end = "", list[float](), clusters[0][0]
    for left, right, cluster in clusters:
        if left - end > _SPACE * height:
            words, places = f"{words} ", [*places, end, left]
        words += cluster
        places += (left, right) * len(cluster)
        end = right
    return words, places


if __name__ == "__main__":
    _bounded()
    sys.path[:0] = sys.argv[1:]
    sys.stdout.write(json.dumps(lines_of(sys.stdin.buffer.read())))
