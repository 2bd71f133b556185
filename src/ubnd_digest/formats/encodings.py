"""The bytes of a text -> its characters: in the encoding that is given, or that the bytes decide."""

from __future__ import annotations

import codecs
from typing import Final

from ubnd_digest.formats.letters import TCVN3, VNI, converted, in_unicode, old_letters, weight
from ubnd_digest.formats.pages import TextFile

AUTO: Final = "auto"
_MARKS = (
    *((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")),
    *((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
)
# The bytes that the fonts of TCVN3 and VNI draw are those of this encoding, by their names.
_WESTERN: Final = "cp1252"
_BEFORE_UNICODE: Final = "cp1258"
# How many bytes are looked at for the zeros of UTF-16 without a mark, and what part of either half they are.
_HEAD, _ZEROS = 4096, 0.4


class UndecidedError(ValueError):
    """Bytes that are no text of an encoding, or of none that they decide; the message is the reason."""


def checked(encoding: str) -> str:
    """An encoding, by Python's name; a ``LookupError`` for one that is none of texts.

    >>> checked("UTF8"), checked("TCVN3"), checked("auto")
    ('utf-8', 'tcvn3', 'auto')
    """
    if not isinstance(encoding, str):
        raise TypeError(f"an encoding is a str, not {type(encoding).__name__}")
    name = encoding.strip().lower()
    if name in (AUTO, TCVN3, VNI):
        return name
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError) as error:
        raise LookupError(f"unknown encoding {encoding!r}: auto, tcvn3, vni, or one that Python knows") from error
    if not found._is_text_encoding:  # noqa: SLF001 - as str.encode asks it
        raise LookupError(f"{encoding!r} is no encoding of texts")
    return found.name


def text_file(data: bytes, encoding: str = AUTO) -> TextFile:
    r"""A file of text.

    A byte order mark decides, then the zeros of UTF-16. What is valid UTF-8 is UTF-8, whose mark stays; other bytes
    are windows-1258, TCVN3 or VNI, whichever gives frequent words of Vietnamese. A text whose letters are those of an
    old font, in whatever encoding, is brought to Unicode.

    >>> text_file("Quyết định".encode("utf-16")).encoding, text_file(b"S\xe8 7 c\xf1a UBND").text
    ('utf-16-le', 'Số 7 của UBND')
    """
    if encoding in (TCVN3, VNI):
        text, name = characters(data, _western_or_unicode(data))
        return _of_letters(text, encoding)
    text, name = characters(data, encoding)
    if name in (TCVN3, VNI):
        return _of_letters(text, name)
    letters = old_letters(text) if encoding == AUTO else None
    return _of_letters(text, letters) if letters else TextFile(text, text, name)


def _of_letters(source: str, letters: str) -> TextFile:
    text, places = converted(source, letters)
    return TextFile(source, text, letters, places=places)


def characters(data: bytes, encoding: str = AUTO) -> tuple[str, str]:
    """The characters of a text, and the encoding; of one in old letters as they are written, and the letters' name.

    An ``UndecidedError`` tells that the bytes are no text of the encoding, or decide none.
    """
    if encoding != AUTO:
        return _strictly(data, encoding), encoding
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], name), name
    zeros = _zeros(data[:_HEAD])
    if zeros:
        return _strictly(data, zeros), zeros
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        wrong = f"not UTF-8: {error.reason} at byte {error.start}"
    western = data.decode(_WESTERN, "replace")
    windows = data.decode(_BEFORE_UNICODE, "replace")
    weights = {
        _BEFORE_UNICODE: weight(windows),
        TCVN3: weight(in_unicode(western, TCVN3)),
        VNI: weight(in_unicode(western, VNI)),
    }
    best = max(weights, key=lambda name: weights[name])
    if weights[best] <= 2 * max(weights[other] for other in weights if other != best):
        advice = "name it (--encoding, encoding=)"
        raise UndecidedError(f"{wrong}, and its bytes decide no other encoding, such as cp1258, tcvn3, vni: {advice}")
    return (windows if best == _BEFORE_UNICODE else western), best


def _western_or_unicode(data: bytes) -> str:
    """In what the characters of old letters are encoded: a text that was copied may be in Unicode."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _WESTERN if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else AUTO
    return AUTO


def _zeros(head: bytes) -> str | None:
    """UTF-16 without a mark, by the zero bytes of its ASCII letters."""
    pairs = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if pairs and odd >= _ZEROS * pairs and not even:
        return "utf-16-le"
    return "utf-16-be" if pairs and even >= _ZEROS * pairs and not odd else None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        if encoding == _WESTERN:  # which leaves five bytes without a character
            return data.decode(encoding, "replace")
        return data.decode(encoding).removeprefix("\ufeff" if encoding.startswith("utf-16") else "")
    except UnicodeError as error:
        place = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        reason = error.reason if isinstance(error, UnicodeDecodeError) else str(error)
        shown = "UTF-8" if encoding == "utf-8" else encoding
        raise UndecidedError(f"not {shown}: {reason}{place}") from error
