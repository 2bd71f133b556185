"""A page -> its tags and its stretches of text, each with offsets; character references -> characters.

The rules are those of the HTML standard (WHATWG, section "Tokenization"), mistakes included: what a
browser takes for a comment is a comment here, and an unclosed one reaches to the end of the page.
Parsers of trees do not tell where in the page a text stands, and the standard library's ``html.parser``
reads broken pages differently from one version of Python to the next; hence this module.

Linear: nothing is looked at again once a tag, a comment or a stretch of text has ended, and whatever
does not end reaches to the end of the page. Of character references only those of the standard are known:
entities that a page declares for itself (``<!ENTITY …>``) are neither expanded nor fetched; no browser does so.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from html.entities import html5
from typing import NamedTuple

WHITE = " \t\n\f\r"
_MARKUP = re.compile(r"<(?=[a-zA-Z!?]|/.)", re.DOTALL)
_NAME = re.compile(rf"</?([a-zA-Z][^{WHITE}/>]*)")
_ATTRIBUTE = re.compile(
    rf"[{WHITE}/]*(?:(>)|([^{WHITE}/>][^{WHITE}/>=]*)"
    rf"(?:[{WHITE}]*=[{WHITE}]*(?:\"([^\"]*)(?:\"|\Z)|'([^']*)(?:'|\Z)|([^{WHITE}>\"'][^{WHITE}>]*)?))?)"
)
_COMMENT_END = re.compile(r"--!?>")


def names(of: str) -> frozenset[str]:
    """Names of elements or attributes.

    >>> sorted(names("td th"))
    ['td', 'th']
    """
    return frozenset(of.split())


# The attributes that anything here asks for; a tag may have hundreds of thousands of others.
_KEPT = names("aria-hidden charset class content hidden http-equiv id itemprop name property role style type")
# Elements whose content is no markup: it reaches to the end tag, or to the end of the page.
_RAW = names("iframe noembed noframes script style textarea title xmp")
# Elements that hold no text of the page. Their content is passed over if they end; if not, it is text.
_PASSED = names("datalist math noscript select svg template xml")
_NOTHING: Mapping[str, str] = {}


class Tag(NamedTuple):
    """A start tag or an end tag: its offsets, its name in small letters, and those of its attributes that matter."""

    start: int
    end: int
    name: str
    closing: bool
    attributes: Mapping[str, str]


class Text(NamedTuple):
    """A stretch of text; ``title`` when it is the content of the element ``title``."""

    start: int
    end: int
    title: bool = False


def scan(page: str) -> list[Tag | Text]:
    """The tags and the stretches of text of a page, in order; comments, scripts and the like are left out.

    >>> for token in scan("a<!-- b --><P CLASS=x>c &amp; d</p"):
    ...     print(token)
    Text(start=0, end=1, title=False)
    Tag(start=11, end=22, name='p', closing=False, attributes={'class': 'x'})
    Text(start=22, end=31, title=False)
    """
    return _Scan(page).tokens


class _Scan:
    """One walk over a page."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._unclosed: set[str] = set()
        self.tokens: list[Tag | Text] = []
        at = 0
        while at < len(page):
            markup = _MARKUP.search(page, at)
            start = markup.start() if markup else len(page)
            if start > at:
                self.tokens.append(Text(at, start))
            at = self._markup(start) if markup else start

    def _markup(self, start: int) -> int:
        """Read the markup that begins here; return the offset after it."""
        page = self._page
        name = _NAME.match(page, start)
        if name:
            return self._tag(start, name.end(), name[1].lower())
        if page.startswith("<!--", start):
            for short in (">", "->"):
                if page.startswith(short, start + 4):
                    return start + 4 + len(short)
            end = _COMMENT_END.search(page, start + 4)
            return end.end() if end else len(page)
        # a declaration, or what the standard calls a bogus comment
        return page.find(">", start) + 1 or len(page)

    def _tag(self, start: int, at: int, name: str) -> int:
        attributes: dict[str, str] = {}
        while True:
            found = _ATTRIBUTE.match(self._page, at)
            if found is None:
                return len(self._page)  # the page ends inside the tag
            at = found.end()
            if found[1]:
                break
            key = found[2].lower()
            if key in _KEPT:
                attributes.setdefault(key, found[3] or found[4] or found[5] or "")
        closing = self._page[start + 1] == "/"
        self.tokens.append(Tag(start, at, name, closing, attributes or _NOTHING))
        return at if closing else self._content(name, at)

    def _content(self, name: str, at: int) -> int:
        """The offset after the content of an element that holds no markup, or ``at``."""
        if not (name in _RAW or (name in _PASSED and name not in self._unclosed)):
            return at
        end = re.compile(rf"</{name}(?=[{WHITE}/>])", re.IGNORECASE).search(self._page, at)
        if end is None and name in _PASSED:
            self._unclosed.add(name)  # a page that opens it a thousand times is not searched a thousand times
            return at
        stop = end.start() if end else len(self._page)
        if name == "title" and stop > at:
            self.tokens.append(Text(at, stop, title=True))
        return stop


# ---- character references -------------------------------------------------------------------

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
