"""The terminals that could have begun where another one did, or where none did, and why they did not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from ubnd_digest.authoring.explain_reading import Leaf, Reading, order_of
from ubnd_digest.authoring.explain_words import quoted
from ubnd_digest.authoring.partial_match import Partial, missing, names_of, partial_match
from ubnd_digest.grammar.beginnings import beginnings, only_punctuation
from ubnd_digest.grammar.definitions import Definition
from ubnd_digest.model.spans import Span

if TYPE_CHECKING:
    from ubnd_digest.grammar.grammar import Grammar

_MOST = 8
# A terminal that is longer than this is a list of words, and no name says what it wants better.
_LONGEST_NAMED = 5_000
# From how many words before a place in the water a terminal may reach it.
_WORDS_BEFORE = 3
_WORD = re.compile(r"\w+")
_LONGEST_WORD = 60
# So few letters of a longer word are a coincidence.
_LITTLE = 2
# Behind a digit, these signs begin nothing new: what the scanner looks for.
_INSIDE_A_NUMBER = re.compile(r"[0-9][.,/+:-]")


@frozen
class Neighbour:
    """A terminal that fits a place, whole or in part, and was not taken there.

    Attributes:
        terminal: its name.
        defined: where it is defined, then what extends it.
        span: what it fits, in the text as given.
        text: the same, as written.
        whole: whether it matches.
        why: why it was not taken, as the rest of a sentence that begins with what it fits.
    """

    terminal: str
    defined: tuple[Definition, ...]
    span: Span
    text: str
    whole: bool
    why: str


def neighbours(reading: Reading, at: int, taken: Leaf | None) -> tuple[Neighbour, ...]:
    """The neighbours of a place, those that fit most first.

    Args:
        reading: the text.
        at: the place in the folded view.
        taken: the island that covers it, or None.

    >>> from ubnd_digest import Parser
    >>> reading = Reading("x 12/3/26", Parser())
    >>> [(found.terminal, found.text) for found in neighbours(reading, 2, None)][:1]
    [('PLAIN_DAY', '12/3/2')]
    """
    places = [taken.start] if taken else _places(reading, at)
    found = [
        neighbour
        for start in places
        for neighbour in _at(reading, start, taken)
        if start == places[-1] or neighbour[0] >= at  # what begins before the place has to reach it
    ]
    # what fits a part of a word says little where something else fits more
    more = [neighbour for _, less, neighbour in found if not less]
    if not more and not taken:
        parts = [neighbour for _, _, neighbour in found]
        longest = max((neighbour.span.length for neighbour in parts), default=0)
        more = [neighbour for neighbour in parts if neighbour.span.length == longest]
    best: dict[str, Neighbour] = {}
    for neighbour in sorted(more, key=lambda neighbour: (not neighbour.whole, -neighbour.span.length)):
        best.setdefault(neighbour.terminal, neighbour)
    return tuple(best.values())[:_MOST]


def _places(reading: Reading, at: int) -> list[int]:
    """Where something could begin that covers a place in the water: its word, and a few words before it."""
    folded = reading.folded
    line, end = reading.line(at)
    free = max((leaf.end for leaf in reading.leaves if leaf.end <= at), default=0)
    first = max(line, free, at - _LONGEST_WORD * (_WORDS_BEFORE + 1))
    words = [word.start() for word in _WORD.finditer(folded, first, min(end, at + 1))]
    if first and words and words[0] == first and first > free and folded[first - 1].isalnum():
        del words[0]  # the rest of a word that is longer than words are
    places = words[-_WORDS_BEFORE - 1 :]
    # directly behind an island, something may begin with a sign
    return list(dict.fromkeys([free, *places] if free == at and free else places))


def _at(reading: Reading, start: int, taken: Leaf | None) -> Iterator[tuple[int, bool, Neighbour]]:
    """The neighbours at one place, each with the end of what it fits, and whether that is less than a word."""
    folded, grammar = reading.folded, reading.grammar
    direct = not start or any(leaf.end == start for leaf in reading.leaves)
    for terminal, (_, priority) in order_of(grammar).items():
        if (taken and terminal == taken.terminal) or (not direct and _is_joint(grammar.terminals[terminal])):
            continue
        match = grammar.pattern(terminal).match(folded, start)
        if match:
            end = match.end()
            why = _why_lost(reading, start, taken, priority)
        else:
            partial = partial_match(grammar.terminals[terminal], folded, start, _names(grammar))
            end = partial.end
            why = missing(partial, folded)
            if end - start <= _LITTLE and not _is_spelt_alike(partial, folded, start):
                continue
        fits = folded[start:end]
        if not any(map(str.isalnum, fits)):
            continue
        less = match is None and fits.isalpha() and folded[end : end + 1].isalpha()
        span = reading.span(start, end)
        defined = reading.defined(terminal)
        yield end, less, Neighbour(terminal, defined, span, reading.shown(span), match is not None, why)


def _is_spelt_alike(partial: Partial, folded: str, start: int) -> bool:
    """Whether a fit of a few letters says something: it is a number, a whole word, or all but the marks of a word."""
    word = _WORD.match(folded, start)
    if word is None or word.end() <= partial.end or not folded[start : partial.end].isalpha():
        return True
    wished = (wish.words[1:-1].rstrip() for wish in partial.wishes if wish.how == "here")
    return any(_bare(folded[partial.end : partial.end + len(rest)]) == _bare(rest) for rest in wished)


def _bare(word: str) -> str:
    """A word without its marks, but for the stroke of a letter."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


def _why_lost(reading: Reading, start: int, taken: Leaf | None, priority: int) -> str:
    if taken is None:
        if _INSIDE_A_NUMBER.match(reading.folded, max(0, start - 2)) and start >= 2:
            return "matches, but nothing begins behind a digit and a sign"
        return "matches, but nothing can begin here"
    higher = order_of(reading.grammar)[taken.terminal][1]
    if higher > priority:
        return f"matches too, but {taken.terminal} has the higher priority ({higher} over {priority})"
    if higher == priority:
        return f"matches too, but comes later in the order than {taken.terminal} (both have priority {priority})"
    return f"matches too, but comes later than {taken.terminal}: what begins with a digit is tried last"


@lru_cache(maxsize=512)
def _is_joint(pattern: str) -> bool:
    """Whether a terminal can begin only with a space or a sign, so that it stands only behind another one."""
    return only_punctuation(beginnings(pattern))


@lru_cache(maxsize=4)
def _names(grammar: Grammar) -> dict[str, str]:
    return names_of({name: pattern for name, pattern in grammar.terminals.items() if 0 < len(pattern) < _LONGEST_NAMED})


def sentence(neighbour: Neighbour) -> str:
    """A neighbour in words.

    >>> neighbour = Neighbour("DAY", (), Span(0, 2), "30", False, "then '/' was expected, found 'x'")
    >>> sentence(neighbour)
    "'30' fits, then '/' was expected, found 'x'"
    """
    return f"{quoted(neighbour.text)} {'' if neighbour.whole else 'fits, '}{neighbour.why}"
