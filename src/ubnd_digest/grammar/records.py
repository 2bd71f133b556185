"""How much that is kept is written so that it is read in little time: many small values in one text."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import chain

try:
    from _blake2 import blake2b  # hashlib loads OpenSSL as well, which takes longer than all that is hashed here
except ImportError:  # another interpreter
    from hashlib import blake2b

_KEY_LENGTH = 16
_FIRST_NUMBER = 0x100  # what stands for a number is a letter, from this one on
_FIRST_BETWEEN = 0xE000  # where texts are joined by a sign that none of them has, it is one of these, for private use


def key_of(text: str) -> str:
    """What stands for a text, short, and the same in every process."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_LENGTH).hexdigest()


def numbered(number: int) -> str:
    """A number as one character: of many, a text is read and held in less time than a list.

    >>> numbered(0), ord(numbered(7))
    ('Ā', 263)
    """
    return chr(_FIRST_NUMBER + number)


def number_of(character: str) -> int:
    """The number that a character stands for; below 0 for one that stands for none."""
    return ord(character) - _FIRST_NUMBER


def in_one(texts: Mapping[str, str]) -> str:
    """Texts by texts in one text; :func:`apart` reads it.

    >>> apart(in_one({"ngày": "a", "": "b"}))
    {'ngày': 'a', '': 'b'}
    """
    parts = [*chain.from_iterable(texts.items())]
    known = {*"".join(parts)}
    between = next(sign for sign in map(chr, range(_FIRST_BETWEEN, sys.maxunicode)) if sign not in known)
    return between + between.join(parts) if parts else ""


def apart(text: str) -> dict[str, str]:
    """What :func:`in_one` has made one; a ``ValueError`` where it is no such text."""
    if not isinstance(text, str):
        raise ValueError("no texts")  # noqa: TRY004 - as of a text that is none
    parts = iter(text[1:].split(text[0]) if text else ())
    return dict(zip(parts, parts, strict=True))
