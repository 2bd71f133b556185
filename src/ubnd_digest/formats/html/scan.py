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

from ubnd_digest.model.tuples import NamedTuple

WHITE = " \t\n\f\r"
_MARKUP = re.compile(r"<(?=[a-zA-Z!?]|/.)", re.DOTALL)
_NAME = re.compile(rf"</?([a-zA-Z][^{WHITE}/>]*)")
_ATTRIBUTE = re.compile(
    rf"[{WHITE}/]*(?:(>)|([^{WHITE}/>][^{WHITE}/>=]*)"
    rf"(?:[{WHITE}]*=[{WHITE}]*(?:\"([^\"]*)(?:\"|\Z)|'([^']*)(?:'|\Z)|([^{WHITE}>\"'][^{WHITE}>]*)?))?)"
)
_COMMENT_END = re.compile(r"-?>|.*?--!?>", re.DOTALL)


def names(of: str) -> frozenset[str]:
    """Names of elements or attributes."""
    return frozenset(of.split())


# The attributes that anything here asks for; a tag may have hundreds of thousands of others.
_KEPT = names("aria-hidden charset class content hidden http-equiv id itemprop name property role style type")
# Elements whose content is no markup: it reaches to the end tag, or to the end of the page.
# Those that hold no text of the page are passed over if they end; if not, their content is text.
_PASSED = names("datalist math noscript select svg template xml")
_NO_MARKUP = _PASSED | names("iframe noembed noframes script style textarea title xmp")
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
    tokens: list[Tag | Text] = []
    unclosed: set[str] = set()  # a page that opens one a thousand times is not searched a thousand times
    at = 0
    while at < len(page):
        markup = _MARKUP.search(page, at)
        start = markup.start() if markup else len(page)
        if start > at:
            tokens.append(Text(at, start))
        name = _NAME.match(page, start)
        if name is None:
            at = _after_comment(page, start)
            continue
        tag = _tag(page, start, name)
        if tag is None:
            break  # the page ends inside the tag
        tokens.append(tag)
        at = tag.end
        if tag.name not in _NO_MARKUP or tag.closing or tag.name in unclosed:
            continue
        end = re.compile(rf"</{tag.name}(?=[{WHITE}/>])", re.IGNORECASE).search(page, at)
        if end is None and tag.name in _PASSED:
            unclosed.add(tag.name)
            continue
        stop = end.start() if end else len(page)
        if tag.name == "title" and stop > at:
            tokens.append(Text(at, stop, title=True))
        at = stop
    return tokens


def _after_comment(page: str, start: int) -> int:
    """The offset after a comment, a declaration, or what the standard calls a bogus comment."""
    if not page.startswith("<!--", start):
        return page.find(">", start) + 1 or len(page)
    end = _COMMENT_END.match(page, start + 4)
    return end.end() if end else len(page)


def _tag(page: str, start: int, name: re.Match[str]) -> Tag | None:
    attributes: dict[str, str] = {}
    at = name.end()
    while found := _ATTRIBUTE.match(page, at):
        at = found.end()
        if found[1]:
            return Tag(start, at, name[1].lower(), page[start + 1] == "/", attributes or _NOTHING)
        key = found[2].lower()
        if key in _KEPT:
            attributes.setdefault(key, found[3] or found[4] or found[5] or "")
    return None


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
    """A text with its character references replaced."""
    return REFERENCE.sub(_meaning, text)


def _meaning(found: re.Match[str]) -> str:
    written = found[0]
    if written[1] != "#":
        return html.unescape(written)
    digits = written.strip("&#xX;").lstrip("0") or "0"
    # int() refuses thousands of digits, and no character has more than seven
    base = "x" if written[2] in "xX" else ""
    return html.unescape(f"&#{base}{digits};") if len(digits) <= _MOST_DIGITS else "\ufffd"
