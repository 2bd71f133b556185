"""What XML needs of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from ubnd_digest.formats.annotate import rewritten
from ubnd_digest.model.spans import Mention, Span

_M = TypeVar("_M", bound=Mention)
# What XML 1.0 has no way to write.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_VALUES = str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def written(text: str) -> str:
    r"""A text as XML; signs that it cannot have become U+FFFD, so that its length stays.

    >>> written("a < b\0")
    'a &lt; b\ufffd'
    """
    return _FORBIDDEN.sub("\ufffd", text).translate(_IN_TEXT)


def tag(name: str, **values: str | None) -> str:
    """The beginning of an element, with those attributes that have a value.

    >>> tag("date", date="2025-03-14", type=None)
    '<date date="2025-03-14">'
    """
    told = (f' {key}="{written(value).translate(_IN_VALUES)}"' for key, value in values.items() if value)
    return f"<{name}{''.join(told)}>"


def marked(text: str, start: int, mentions: Iterable[_M], render: Callable[[_M, str], str]) -> str:
    """A stretch of a text, which begins at an offset, as XML, with mentions in it rendered."""
    placed = [(found, Span(found.span.start - start, found.span.end - start)) for found in mentions]
    return rewritten(text, placed, render, escape=written)
