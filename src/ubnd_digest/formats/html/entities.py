"""Character references: ``&nbsp;``, ``&#7879;``, ``&#x1EC7;`` -> characters.

Only those of the HTML standard are known. Entities that a page declares for itself (``<!ENTITY …>``)
are neither expanded nor fetched: no browser does so.
"""

from __future__ import annotations

import html
import re
from html.entities import html5

# The longest name has 32 characters, its semicolon included.
REFERENCE = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]+|[0-9]+);?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
_SHORTEST = 2
_MOST_DIGITS = 7
_REPLACEMENT = "\ufffd"


def character(page: str, found: re.Match[str]) -> tuple[str, int]:
    r"""What a match of ``REFERENCE`` stands for, and the offset after it; ``&`` itself if for nothing.

    >>> [character(text, REFERENCE.match(text)) for text in ("&eacute;", "&#7879;", "&notit;", "&xyz;", "&#99999999;")]
    [('é', 8), ('ệ', 7), ('¬', 4), ('&', 1), ('\ufffd', 11)]
    """
    start, end = found.span()
    name = page[start + 1 : end]
    if name.startswith("#"):
        base = "x" if name[1] in "xX" else ""
        digits = name.strip("#xX;").lstrip("0")
        # int() refuses thousands of digits, and no character has more than seven
        return (html.unescape(f"&#{base}{digits or 0};") if len(digits) <= _MOST_DIGITS else _REPLACEMENT), end
    if name in html5:
        return html5[name], end
    # A few names are known without their semicolon, whatever follows them.
    for length in range(len(name) - 1, _SHORTEST - 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], start + 1 + length
    return "&", start + 1


def unescaped(text: str) -> str:
    """A text with its character references replaced.

    >>> unescaped("S&ocirc;ng &amp;lt; Tr&agrave;")
    'Sông &lt; Trà'
    """
    pieces: list[str] = []
    done = 0
    for found in REFERENCE.finditer(text):
        replaced, end = character(text, found)
        pieces += (text[done : found.start()], replaced)
        done = end
    pieces.append(text[done:])
    return "".join(pieces)
