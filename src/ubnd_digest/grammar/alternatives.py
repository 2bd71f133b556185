"""Alternatives of a pattern, written so that few of them are tried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

# The first letter of a pattern, after what is to stand before it.
_FIRST = re.compile(r"(?P<looks>(?:\(\?<[=!](?:[^()\\]|\\.)*\))*)(?P<letter>\\[^\w]|[^\\.^$*+?()|\[\]{}\0])(?![*+?{])")
_LOOK = re.compile(r"(?P<sign>\(\?<[=!])(?P<words>(?:[^()\\]|\\.)*)\)")
# An escaped sign, a class of signs, a bracket, or any other sign.
_SIGN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
# A choice at the beginning of a pattern.
_CHOICE = re.compile(r"\(\?:(?P<choices>[^()\\\0]+)\)(?P<optional>\??)(?![*+?{])")


def grouped(patterns: Iterable[str], *, deep: bool = False) -> str:
    """One of several patterns, the first one that matches.

    Where it is tried very often it is ``deep``: of what is the same in several patterns nothing is tried twice, for
    twice the length.

    >>> grouped(["sở tài chính", "sở", "sông", "(?<!ngành )nội vụ"])
    '(?:s(?:ở(?: tài chính|)|ông)|n(?<!ngành n)ội vụ)'
    """
    patterns = list(patterns)
    if len(patterns) > 1:
        patterns = _factored(patterns, deep=deep)
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"


def flattened(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern, those of a choice with which one of them begins among them.

    What follows such a choice is written after each of its alternatives, and must hold no group with a name.

    >>> list(flattened("(?:(?:sở|ban)(?!x)|hội)"))
    ['sở(?!x)', 'ban(?!x)', 'hội']
    """
    depth, start, close = 0, 0, -1
    ends: list[tuple[int, int, int]] = []  # of the alternatives, and where the choice closes that one begins with
    for sign in _SIGN.finditer(f"{pattern}|"):
        if sign.group() == "(":
            depth += 1
        elif sign.group() == ")":
            depth -= 1
            close = sign.end() if close < 0 and not depth else close
        elif sign.group() == "|" and not depth:
            ends.append((start, sign.start(), close))
            start, close = sign.end(), -1
    for start, end, close in ends:
        rest = pattern[close:end]
        if pattern.startswith("(?:", start) and rest[:1] not in (*"?*+{",):
            yield from (f"{inner}{rest}" for inner in flattened(pattern[start + 3 : close - 1]))
        else:
            yield pattern[start:end]


def _factored(patterns: list[str], *, deep: bool) -> list[str]:
    """The same alternatives, those that begin with the same letter as one: the engine tries one after the other.

    What begins with another letter can never match at the same place, so only the order of the others matters.
    """
    found: list[str] = []
    by_letter: dict[str, list[str]] = {}
    if deep:
        patterns = [part for pattern in patterns for part in flattened(pattern)]
    for pattern in dict.fromkeys(chain.from_iterable(map(_spelt_out, patterns))):
        first = _FIRST.match(pattern)
        if first is None:  # of which it is not known how it begins: nothing passes it
            found += _with_letters(by_letter, deep=deep)
            by_letter = {}
            found.append(pattern)
        else:
            by_letter.setdefault(first["letter"], []).append(pattern)
    return [*found, *_with_letters(by_letter, deep=deep)]


def _spelt_out(pattern: str) -> Iterator[str]:
    """A pattern that begins with one of several, or with what may be missing, as one for each of these."""
    choice = _CHOICE.match(pattern)
    if choice is None:
        yield pattern
        return
    rest = pattern[choice.end() :]
    for begin in (*choice["choices"].split("|"), *([""] if choice["optional"] else [])):
        yield from _spelt_out(begin + rest) if begin + rest else [""]


def _with_letters(by_letter: dict[str, list[str]], *, deep: bool) -> Iterator[str]:
    """The letter first, then what is to stand before it: at most places the letter is another."""
    for letter, patterns in by_letter.items():
        rest: list[str] = []
        for pattern in patterns:
            first = _FIRST.match(pattern)
            assert first is not None
            looks = _LOOK.sub(lambda look, letter=letter: _before_letter(look, letter), first["looks"])
            rest.append(looks + pattern[first.end() :])
        yield letter + grouped(rest, deep=deep)


def _before_letter(look: re.Match[str], letter: str) -> str:
    words = look["words"]
    return f"{look['sign']}{f'(?:{words})' if '|' in words else words}{letter})"
