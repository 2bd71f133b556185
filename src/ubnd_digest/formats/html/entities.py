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
_MOST_DIGITS = 7


def character(found: re.Match[str]) -> tuple[str, int]:
    r"""What a match of ``REFERENCE`` stands for, and the offset after it; ``&`` itself if for nothing.

    >>> [character(REFERENCE.match(text)) for text in ("&eacute;", "&#7879;", "&notit;", "&xyz;", "&#99999999;")]
    [('é', 8), ('ệ', 7), ('¬', 4), ('&', 1), ('\ufffd', 11)]
    """
    name, end = found[0][1:], found.end()
    if name in html5:
        return html5[name], end
    text = _meaning(found)
    if name.startswith("#"):
        return text, end
    # A few names are known without their semicolon, whatever follows them; each stands for one character.
    return ("&", found.start() + 1) if text == found[0] else (text[0], end - len(text) + 1)


def unescaped(text: str) -> str:
    """A text with its character references replaced.

    >>> unescaped("S&ocirc;ng &amp;lt; Tr&agrave;")
    'Sông &lt; Trà'
    """
    return REFERENCE.sub(_meaning, text)


def _meaning(found: re.Match[str]) -> str:
    written = found[0]
    if written[1] != "#":
        return html.unescape(written)
    digits = written.strip("&#xX;").lstrip("0") or "0"
    # int() refuses thousands of digits, and no character has more than seven
    base = "x" if written[2] in "xX" else ""
    return html.unescape(f"&#{base}{digits};") if len(digits) <= _MOST_DIGITS else "\ufffd"
