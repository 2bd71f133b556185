"""The bytes of a page -> its characters, and the name of the encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from ubnd_digest.formats.html.scan import Tag, scan

# The standard looks for a declaration in the first 1024 bytes, and lets a later one change its mind.
_DECLARED_WITHIN: Final = 8192
# Byte order marks; and a tag in UTF-16 without a mark, whose bytes would pass for UTF-8.
_BEGINNINGS = (
    *((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
    *((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,>]+)", re.IGNORECASE)
_XML = re.compile(r"\A\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([^\"'>]{1,40})[\"']")
# Browsers read these as windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
_WESTERN = frozenset(("ascii", "iso8859-1", "cp1252"))
# What the standard knows beside those, by Python's names. Others, such as UTF-7, are no encoding of a page.
_KNOWN = frozenset(
    (
        *("utf-8", "cp866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "gbk", "gb2312", "gb18030"),
        *("big5", "big5hkscs", "euc_jp", "iso2022_jp", "shift_jis", "euc_kr"),
        *(f"cp125{digit}" for digit in "01345678"),
        *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)),
    )
)
_FALLBACK: Final = "cp1258"  # what browsers take where nothing is declared, for readers of Vietnamese
# So many letters that are valid UTF-8 for one that is not.
_SOUND: Final = 10
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def decode(data: bytes, content_type: str | None = None) -> tuple[str, str]:
    r"""The characters of a page, and the name of the encoding that they were read in.

    A byte order mark decides, then the bytes: those that are valid UTF-8, but for a letter in ten, are UTF-8, whatever
    is declared, since no text of another encoding is so by accident. Then what is declared counts, in the header or
    else in the page; then windows-1258. What the encoding does not know becomes U+FFFD.

    >>> decode("Sông Trà".encode(), "text/html; charset=iso-8859-1")
    ('Sông Trà', 'utf-8')
    >>> decode(b'<meta charset="latin1">S\xf4ng Tr\xe0')[1]
    'cp1252'
    """
    for beginning, name in _BEGINNINGS:
        if data.startswith(beginning):
            return data.decode(name, "replace").removeprefix("\ufeff"), name
    try:
        text, used = codecs.utf_8_decode(data, "strict", False)  # noqa: FBT003 - the codec takes it by place
    except UnicodeDecodeError:
        pass
    else:
        # a page that was cut within a character is UTF-8 still, if it has others
        if used == len(data) or not text.isascii():
            return text + "\ufffd" * (used < len(data)), "utf-8"
    # text of another encoding has hardly a character that is valid UTF-8; a teaser cut by bytes leaves half a letter
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    if sum(map(len, _NOT_ASCII.findall(text))) - wrong >= _SOUND * wrong:
        return text, "utf-8"
    labels = _labels(data[:_DECLARED_WITHIN].decode("latin-1"), content_type or "")
    name = next(filter(None, map(known, labels)), _FALLBACK)
    return data.decode(name, "replace"), name


def _labels(head: str, content_type: str) -> Iterator[str]:
    """What the header says, or else the declaration of XML and the elements ``meta``."""
    yield from _CHARSET.findall(content_type)[:1]
    yield from _XML.findall(head)[:1]
    for token in scan(head):
        if isinstance(token, Tag) and token.name == "meta" and not token.closing:
            attributes = token.attributes
            if "charset" in attributes:
                yield attributes["charset"]
            elif attributes.get("http-equiv", "").lower() == "content-type":
                yield from _CHARSET.findall(attributes.get("content", ""))


def known(label: str) -> str | None:
    """Python's name of an encoding of pages, None for a label that is none."""
    label = label.strip().lower()
    if "\0" in label or not label.isascii():
        return None
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    if name in _WESTERN:
        return "cp1252"
    if name.startswith("utf-16"):
        return "utf-8"  # the declaration was read as ASCII, so UTF-16 it is not
    return name if name in _KNOWN else None
