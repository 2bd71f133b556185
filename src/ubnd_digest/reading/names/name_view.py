"""The view in which names are matched: small letters, and "^" for a space before a capital."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from ubnd_digest.grammar.beginnings import beginnings
from ubnd_digest.grammar.expressions import Expression, lazily
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.grammar.tables import kept_value, read_text
from ubnd_digest.model.capitals import CAPITALS

# The space first: the engine looks for a sign that it knows much faster than it looks back everywhere.
_SHOUTED = lazily(f" (?=[{CAPITALS}]{{2,}}(?!\\w))(?<=[^\\W\\d_{CAPITALS}] )")

# A space of a pattern that stands for one before a small letter only.
_SMALL = "\\ "
_NO_SPACE = "\\\0"
_STOP = "\x1d"  # an end of a line, which no view has


def with_shouted(marked: str, cased: str, verbs: re.Pattern[str]) -> str:
    """A name view in which a verb wholly in capitals, behind a small word, belongs to no name: Sở Y tế TRÌNH hồ sơ.

    ``verbs`` is their expression for that view.
    """
    ends = [found.start() for found in _SHOUTED.finditer(cased) if verbs.match(marked, found.end())]
    pieces = [marked[start + 1 : end] for start, end in pairwise([-1, *ends, len(marked)])]
    return " ".join(pieces)


def with_stops(marked: str, stops: Sequence[int]) -> str:
    """A name view in which no name runs over a place where something else begins: (UBND huyện A) Nghị định số 5.

    Args:
        marked: the name view.
        stops: these places, in text order; what stands directly before one is written as a sign that no name holds.
    """
    ends = [stop - 1 for stop in stops if stop and marked[stop - 1] in " ^"]
    return _STOP.join(marked[start + 1 : end] for start, end in pairwise([-1, *ends, len(marked)]))


def pattern_of_names(grammar: Grammar, terminal: str) -> re.Pattern[str]:
    """The expression of a terminal, for that view: a space of it stands for both kinds."""
    return grammar.pattern(terminal, of_names)


def found_of_names(grammar: Grammar, terminal: str, view: str) -> Iterator[re.Match[str]]:
    """Where a terminal matches in that view; one that can begin in one way only is found by these letters."""
    pattern = pattern_of_names(grammar, terminal)
    begin = _only_beginning(grammar.expression(terminal, of_names))
    at = view.find(begin) if begin else -1
    if not begin:
        yield from pattern.finditer(view)
    while at >= 0:
        match = pattern.match(view, at)
        if match:
            yield match
        at = view.find(begin, match.end() if match else at + 1)


@lru_cache(maxsize=64)
def _only_beginning(expression: Expression) -> str:
    """The letters with which each match begins, as far as they are the same; empty where they are not."""

    def made() -> str:
        ways = {way.text for way in beginnings(expression.written())}
        return ways.pop().partition("0")[0] if len(ways) == 1 else ""

    return kept_value("beginning", expression.key, read_text, made)


def of_names(pattern: str) -> str:
    """A pattern for that view: a space of it stands for both kinds."""
    return pattern.replace(_SMALL, _NO_SPACE).replace(" ", "[ ^]").replace(_NO_SPACE, _SMALL)
