"""Text and data in a page: nothing of a digest is ever read as markup or as a script."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from typing import Any

# What HTML cannot hold: controls, halves of characters, and signs that are none.
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SHOWN_INSTEAD = "\ufffd"
# Values of attributes that need no quotes: a third of what marks weigh.
_BARE = re.compile(r"[A-Za-z0-9#_.-]+")
# White space as scripts know it.
_BLANKS = re.compile("[ \t-\r\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")


@cache
def written(name: str) -> str:
    """A style or a script that lies beside this module."""
    from importlib.resources import files

    return (files("ubnd_digest.formats.view") / name).read_text(encoding="utf-8")


def escaped(text: str) -> str:
    """A text as it stands in a page, between tags and in attributes.

    >>> escaped('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(_UNSHOWN.sub(_SHOWN_INSTEAD, text))


def as_shown(text: str) -> str:
    r"""A text as a script reads it in the page, with its white space folded.

    >>> as_shown("a\x00 \n b")
    'a\ufffd b'
    """
    return _BLANKS.sub(" ", _UNSHOWN.sub(_SHOWN_INSTEAD, text)).strip(" ")


def tag(name: str, inner: str = "", /, **attributes: str | float | None) -> str:
    """An element; what is in it is markup, what its attributes hold is text.

    A name ends with ``_`` where Python has a word of its own, and has ``_`` for ``-``. An attribute without a value is
    left out, one that is empty is only named; quotes stand where HTML needs them.

    >>> tag("a", escaped("1 < 2"), href="#x", data_row=3, hidden="", class_=None, title="a b")
    '<a href=#x data-row=3 hidden title="a b">1 &lt; 2</a>'
    """
    return f"<{name}{_attributes(attributes)}>{inner}</{name}>"


def lone(name: str, /, **attributes: str | float | None) -> str:
    """An element that has no end.

    >>> lone("input", type="search")
    '<input type=search>'
    """
    return f"<{name}{_attributes(attributes)}>"


def _attributes(given: dict[str, str | float | None]) -> str:
    parts = []
    for name, value in given.items():
        if value is not None:
            named = name.rstrip("_").replace("_", "-")
            parts.append(f" {named}={_quoted(str(value))}" if value != "" else f" {named}")
    return "".join(parts)


def _quoted(value: str) -> str:
    return value if _BARE.fullmatch(value) else f'"{escaped(value)}"'


def data(value: Any) -> str:
    r"""A value as JSON that ends no element, whatever its texts hold.

    >>> data(["</script>", "&"])
    '["\\u003c/script\\u003e","\\u0026"]'
    """
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    line = _UNSHOWN.sub(_SHOWN_INSTEAD, line)
    for sign in "<>&\u2028\u2029":
        line = line.replace(sign, f"\\u{ord(sign):04x}")
    return line


def cut(text: str, most: int) -> str:
    """A text on one line, of at most so many letters.

    >>> cut("one  two three", 8)
    'one two\u2026'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}\u2026"
