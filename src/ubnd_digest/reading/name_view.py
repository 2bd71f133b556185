"""The view in which names are matched: small letters, and "^" for a space before a capital."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ubnd_digest.grammar.beginnings import beginnings, look_ahead
from ubnd_digest.grammar.expressions import compiled
from ubnd_digest.grammar.scanner import SEPARATOR, Scanner
from ubnd_digest.grammar.tables import kept_value, read_text
from ubnd_digest.model.tones import fold_tones

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ubnd_digest.grammar.grammar import Grammar

CAPITALS = "".join(filter(str.isupper, map(chr, range(0x41, 0x1EFA))))
_LINE_START = re.compile(r"(\n+)( +)")
# The space first: the engine looks for a sign that it knows much faster than it looks back everywhere.
_SHOUTED = compiled(f" (?=[{CAPITALS}]{{2,}}(?!\\w))(?<=[^\\W\\d_{CAPITALS}] )")
_BEFORE_CAPITAL = compiled(f" (?=[{CAPITALS}])")

# A space of a pattern that stands for one before a small letter only.
_SMALL = "\\ "
_NO_SPACE = "\\\0"


def name_view(cased: str) -> str:
    """The same length as the view in its own case; in a line all in capitals they say nothing.

    >>> name_view("Sở Y tế tỉnh Lạng Sơn")
    'sở^y tế tỉnh^lạng^sơn'
    """
    if "\n " in cased:
        cased = _LINE_START.sub(r"\2\1", cased)  # a line begins with its first word; the length stays
    marked = _BEFORE_CAPITAL.sub("^", cased)
    lines = cased.split("\n")
    if any(map(str.isupper, lines)):
        pairs = zip(lines, marked.split("\n"), strict=True)
        marked = "\n".join(line if line.isupper() else other for line, other in pairs)
    return fold_tones(marked.lower())


def with_shouted(marked: str, cased: str, verbs: re.Pattern[str]) -> str:
    """A name view in which a verb wholly in capitals, behind a small word, belongs to no name: Sở Y tế TRÌNH hồ sơ.

    ``verbs`` is their expression for that view.
    """
    ends = [found.start() for found in _SHOUTED.finditer(cased) if verbs.match(marked, found.end())]
    pieces = [marked[start + 1 : end] for start, end in pairwise([-1, *ends, len(marked)])]
    return " ".join(pieces)


def pattern_of_names(grammar: Grammar, terminal: str) -> re.Pattern[str]:
    """The expression of a terminal, for that view: a space of it stands for both kinds."""
    return compiled(_either(grammar.terminals[terminal]))


def beginnings_of_names(grammar: Grammar, terminal: str) -> re.Pattern[str]:
    """What ends where a match of a terminal may begin, found much faster than the terminal: a separator before it."""
    return _gate(grammar.terminals[terminal])


def found_of_names(grammar: Grammar, terminal: str, view: str) -> Iterator[re.Match[str]]:
    """Where a terminal matches in that view; one that can begin in one way only is found by these letters."""
    pattern = pattern_of_names(grammar, terminal)
    begin = _only_beginning(grammar.terminals[terminal])
    at = view.find(begin) if begin else -1
    if not begin:
        yield from pattern.finditer(view)
    while at >= 0:
        match = pattern.match(view, at)
        if match:
            yield match
        at = view.find(begin, match.end() if match else at + 1)


@lru_cache(maxsize=64)
def _only_beginning(pattern: str) -> str:
    """The letters with which each match begins, as far as they are the same; empty where they are not."""
    either = _either(pattern)

    def made() -> str:
        ways = {way.text for way in beginnings(either)}
        return ways.pop().partition("0")[0] if len(ways) == 1 else ""

    return kept_value("beginning", either, read_text, made)


@lru_cache(maxsize=64)
def _gate(pattern: str) -> re.Pattern[str]:
    either = _either(pattern)
    return compiled(SEPARATOR + kept_value("look-ahead", either, read_text, lambda: look_ahead([beginnings(either)])))


@lru_cache(maxsize=256)
def _either(pattern: str) -> str:
    return pattern.replace(_SMALL, _NO_SPACE).replace(" ", "[ ^]").replace(_NO_SPACE, _SMALL)


class NameScanner(Scanner):
    """A scanner for that view: a space of its terminals stands for both kinds."""

    def __init__(self, terminals: Sequence[tuple[str, str]]) -> None:
        super().__init__([(name, _either(pattern)) for name, pattern in terminals])
