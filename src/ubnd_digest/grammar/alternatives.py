"""Alternatives of a pattern, written so that few of them are tried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

# The first letter of a pattern, after what stands before it.
_FIRST = re.compile(r"(?:\(\?<[=!](?:[^()\\]|\\.)*\))*(?P<letter>\\[^\w]|[^\\.^$*+?()|\[\]{}\0])(?![*+?{])")
# A choice at the beginning of a pattern.
_CHOICE = re.compile(r"\(\?:(?P<choices>[^()\\\0]+)\)(?P<optional>\??)(?![*+?{])")


def grouped(patterns: Iterable[str]) -> str:
    """One of several patterns, the first one that matches.

    >>> grouped(["sở tài chính", "sở", "sông", "(?<!ngành )nội vụ"])
    '(?:s(?:ở(?: tài chính|)|ông)|(?<!ngành )nội vụ)'
    """
    patterns = _factored(list(patterns))
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"


def _factored(patterns: list[str]) -> list[str]:
    """The same alternatives, those that begin with the same letter as one: the engine tries one after the other.

    What begins with another letter can never match at the same place, so only the order of the others matters.
    """
    found: list[str] = []
    by_letter: dict[str, list[str]] = {}
    for pattern in dict.fromkeys(chain.from_iterable(map(_spelt_out, patterns))):
        first = _FIRST.match(pattern)
        if first is None:  # of which it is not known how it begins: nothing passes it
            found += _with_letters(by_letter)
            by_letter = {}
            found.append(pattern)
        else:
            by_letter.setdefault(first["letter"], []).append(pattern)
    return [*found, *_with_letters(by_letter)]


def _spelt_out(pattern: str) -> Iterator[str]:
    """A pattern that begins with one of several, or with what may be missing, as one for each of these."""
    choice = _CHOICE.match(pattern)
    if choice is None:
        yield pattern
        return
    rest = pattern[choice.end() :]
    for begin in (*choice["choices"].split("|"), *([""] if choice["optional"] else [])):
        yield from _spelt_out(begin + rest) if begin + rest else [""]


def _with_letters(by_letter: dict[str, list[str]]) -> Iterator[str]:
    for letter, patterns in by_letter.items():
        rest: list[str] = []
        for pattern in [*patterns, ""]:
            if pattern.startswith(letter):
                rest.append(pattern.removeprefix(letter))
                continue
            if rest:  # the end of those that begin with the letter itself
                yield letter + grouped(rest)
                rest = []
            if pattern:
                yield pattern
