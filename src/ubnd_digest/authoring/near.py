"""The terminals that nearly match at a place: how far each fits, and what it expected then.

The package ``regex`` tells of the beginning of a text whether an expression can still match when it goes on. So the
longest such beginning is how far a terminal fits, and what may stand behind it is found by trying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from ubnd_digest.authoring.check_reading import ON_LINES
from ubnd_digest.authoring.check_subject import SCANNED
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.errors import MissingExtraError
from ubnd_digest.model.tuples import NamedTuple

_MOST = 5
# How much of a line is tried, and how long a word of what was expected is made.
_REACH, _LONGEST = 200, 20
_SECONDS = 1.0
_WORDS, _MANY = 3, 16  # how many words before a place a terminal may begin; so many ways to go on say nothing


class Near(NamedTuple):
    """A terminal that fits a beginning: what it fits, and what it expected behind that; nothing where it is refused."""

    terminal: str
    fits: str
    expected: tuple[str, ...]
    found: str


def near_terminals(grammar: Grammar, folded: str, at: int, taken: frozenset[str]) -> list[Near]:
    """The terminals that fit the words at a place in part, those that fit most of them first."""
    scanned = {terminal.name for start in SCANNED for terminal in grammar.parts.compile([start], ())[0]}
    names = sorted((scanned | ON_LINES.keys()) & grammar.terminals.keys() - taken)
    found = [near for name in names for near in _near(grammar, name, folded, at)]
    return sorted(found, key=lambda near: -len(near.fits))[:_MOST]


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> Any:
    try:
        import regex  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("authoring", "to say which terminals nearly match") from error
    return regex.compile(pattern)


def _near(grammar: Grammar, name: str, folded: str, at: int) -> Iterator[Near]:
    """How a terminal fits from the beginning of one of the words before a place, or of the whole line."""
    line = folded.rfind("\n", 0, at) + 1
    stop = (folded.find("\n", at) + 1 or len(folded) + 1) - 1
    starts = [line]
    if name not in ON_LINES:
        starts = [line + word.start() for word in re.finditer(r"\w+", folded[line:stop]) if line + word.start() <= at]
    expression = _compiled(grammar.terminals[name])
    for start in starts[-_WORDS:]:
        if grammar.pattern(name).match(folded, start):
            continue
        end = start
        while end < min(stop, start + _REACH) and _fits(expression, folded[: end + 1], start):
            end += 1
        if end <= at:
            continue
        fits, rest = folded[start:end], folded[end:stop]
        expected = tuple(_expected(expression, grammar.terminals[name], folded[:end], start))
        found = rest.partition(" ")[0] or rest[:1]
        # a letter or two of a word are a matter of chance, unless the rest of the word is meant
        whole = (
            fits[-1:] == " " or not rest[:1].isalnum() or (len(fits) > 1 and get_close_matches(repr(found), expected))
        )
        if whole and len(expected) < _MANY:  # where any word could go on, it fits whatever stands there
            yield Near(name, fits, expected, found)
            return


def _fits(expression: Any, text: str, start: int) -> bool:
    """Whether what begins at a place and goes to the end of a text is a beginning of what an expression finds."""
    try:
        return expression.fullmatch(text, start, partial=True, timeout=_SECONDS) is not None
    except TimeoutError:
        return False


def _expected(expression: Any, pattern: str, text: str, start: int) -> list[str]:
    """What could go on: each first character that fits, followed as long as there is one way only."""
    characters = sorted(
        {"0" if character.isdigit() else character for character in pattern.lower() if character != "\n"}
    )
    words = []
    for first in (character for character in characters if _fits(expression, text + character, start)):
        word = first
        while len(word) < _LONGEST and word[-1].isalpha():
            then = [c for c in characters if _fits(expression, text + word + c, start)]
            if len(then) != 1:
                break
            word += then[0]
        words.append("a digit" if word == "0" else repr(word))
    return words
