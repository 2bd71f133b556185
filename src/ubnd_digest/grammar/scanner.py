"""Finds the islands of a text: the lexer of the grammars.

Lark's own lexers read every character of the prose between two mentions. This one builds a
regular expression of the ways in which the grammar's terminals can begin, lets the regular
expression engine skip the prose, and tries at each place only what can begin so: what is found lies in
the prose like islands. An island begins after a separator (a character that is no letter, digit
or underscore), or directly after another island; terminals that begin with a space or a comma can
therefore only stand after another one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache, partial
from itertools import chain
from typing import Any, TypeAlias

from ubnd_digest.grammar.beginnings import Choice, beginnings, can_be_empty, look_ahead, only_punctuation
from ubnd_digest.grammar.expressions import Expression, lazily
from ubnd_digest.grammar.files import GAP
from ubnd_digest.grammar.records import apart, in_one, numbered
from ubnd_digest.grammar.tables import kept_texts, kept_value

_GROUP_NAME = lazily(r"\(\?P<\w+>")
# Terminals whose pattern begins with any digit are tried after all others, whatever their priority.
_BEGINS_WITH_DIGIT = lazily(r"(?:\(\?<?[=!](?:[^()\\]|\\.)*\)|\(\?:|[|)])*\[0-9\]")
# What is no letter, digit or underscore: spelt out for the blocks of characters that texts have, which
# the engine tests faster than "\W".
SEPARATOR = (
    r"[\x00-/:-@\[-^`{-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u2000-\u2070\u20a0-\u20cf"
    r"\u2190-\u245f\u2500-\u2bff\u3000-\u3004\u3008-\u3020\ufe00-\ufe6f\uff00-\uff0f\U0001f000-\U0001faff]"
)
# After a digit, these characters do not begin anything new: 5.000/2022, 9,5, Km93+160/QL, 1/2/3
_AT_A_WORD = r"(?:(?<![0-9][.,/+:-])|(?<=[0-9]{4}\.)(?=[^\W\d_]{2}))(?=\w)"


class Island(str):
    """A token of a text: its words."""

    __slots__ = ("end_pos", "match", "start_pos", "type")

    type: str  # the name of its terminal
    start_pos: int  # where it begins
    end_pos: int  # where it ends
    match: re.Match[str]  # the match of its terminal, with the groups that the grammar names

    @property
    def names(self) -> AbstractSet[str]:
        """The names of the groups of its terminal, those included that took no part in the match."""
        return self.match.re.groupindex.keys()


class Terminal:
    """One terminal; ``match`` matches it at a place of a text."""

    match: Callable[[str, int], re.Match[str] | None]

    def __init__(self, name: str, expression: Expression) -> None:
        self.name, self.expression = name, expression
        self.match = self._first_match

    def _first_match(self, text: str, at: int) -> re.Match[str] | None:
        """Compiled when a text first has one of its beginnings."""
        self.match = self.expression.match
        return self.match(text, at)


# Where terminals can stand behind a separator, in text order, and which.
Places: TypeAlias = Iterable[tuple[int, tuple[Terminal, ...]]]

_PROSE = lazily("(?s:.*)")  # prose after an island that ends in a space and so promised that something follows


def _island(name: str, match: re.Match[str]) -> Island:
    """An island of a text; made without a constructor, which takes as long as the match."""
    island = str.__new__(Island, match.group())
    island.type = name
    island.start_pos, island.end_pos = match.span()
    island.match = match
    return island


def in_order(terminals: Iterable[tuple[str, str, int]]) -> list[str]:
    """The names of terminals, given as name, pattern and priority, in the order in which they are to be tried."""
    by_priority = sorted(terminals, key=lambda terminal: -terminal[2])
    by_priority.sort(key=lambda one: bool(_BEGINS_WITH_DIGIT.match(_GROUP_NAME.sub("(?:", one[1]))))
    return [name for name, _, _ in by_priority]


class EmptyTerminalError(ValueError):
    """A terminal can match where nothing stands."""


# The numbers of the terminals that can begin with a text, and of those that can stand behind a separator.
_Begins: TypeAlias = "tuple[dict[str, str], str]"


@lru_cache(maxsize=8)  # who asks for one of both asks for the other one later
def _gates(terminals: tuple[tuple[str, Expression], ...]) -> tuple[dict[str, str], _Begins]:
    """The look-aheads for where an island may begin, directly behind another one, and behind a separator."""
    ways = [(name, beginnings(expression.written())) for name, expression in terminals]
    texts: dict[str, str] = {}
    for order, (name, begins) in enumerate(ways):
        if can_be_empty(begins):
            raise EmptyTerminalError(f"Terminal '{name}' can match where nothing stands")
        for text in sorted({way.text for way in begins}):
            texts[text] = texts.get(text, "") + numbered(order)
    words = [(order, begins) for order, (_, begins) in enumerate(ways) if not only_punctuation(begins)]
    apart = SEPARATOR + look_ahead(begins for _, begins in words) + _AT_A_WORD
    gates = {"here": look_ahead(begins for _, begins in ways), "apart": apart}
    return gates, (texts, "".join(numbered(order) for order, _ in words))


def _begins(terminals: tuple[tuple[str, Expression], ...]) -> tuple[str, str]:
    texts, words = _gates(terminals)[1]
    return in_one(texts), words


def _read_begins(record: Any) -> _Begins:
    texts, words = record
    if type(words) is not str:
        raise ValueError("no beginnings")
    return apart(texts), words


class Scanner:
    """Finds the islands of texts, and passes over everything between them.

    Its terminals are names and expressions, in the order in which they are tried; an ``EmptyTerminalError`` where one
    of them can match where nothing stands. What is ``matched`` may be written otherwise, for another view, which
    :meth:`found` is given then. Where ``places`` are given, a
    :class:`~ubnd_digest.grammar.places.PlaceFinder` has looked already where its terminals can stand behind a
    separator.

    Attributes:
        source: what stands for all that it is made of.
        terminals: its terminals.
    """

    def __init__(
        self, terminals: Sequence[tuple[str, Expression]], matched: Sequence[Expression] | None = None
    ) -> None:
        self.source = " ".join(f"{name} {expression.key}" for name, expression in terminals)
        self._given = given = tuple(terminals)
        gates = kept_texts("gates", self.source, lambda: _gates(given)[0])  # long, and only read to be compiled
        names = (name for name, _ in terminals)
        self.terminals = [*map(Terminal, names, matched or (expression for _, expression in terminals))]
        self._here_gate, self._next_gate = (
            Expression(gates.key(name), partial(gates.__getitem__, name)) for name in ("here", "apart")
        )

    @cached_property
    def _known(self) -> _Begins:
        return kept_value("begins", self.source, _read_begins, partial(_begins, self._given))

    @property
    def texts(self) -> dict[str, str]:
        """Which of its terminals can begin with a text, by their numbers."""
        return self._known[0]

    @property
    def words(self) -> str:
        """The numbers of those that can stand behind a separator."""
        return self._known[1]

    @cached_property
    def _here(self) -> Choice[Terminal]:
        return Choice(self.terminals, self.texts)

    @cached_property
    def _next(self) -> Choice[Terminal]:
        texts = {text: "".join(filter(self.words.__contains__, numbers)) for text, numbers in self.texts.items()}
        return Choice(self.terminals, texts)

    def tokens(self, text: str, places: Places | None = None) -> Iterator[Island]:
        """The islands of a folded text in order, and a GAP after one that may have promised something to follow.

        Such a one ends in a space or a sign: what ends in a letter or a digit is complete.
        """
        end = 0
        for name, match in self.found(text, places):
            start = match.start()
            if start > end and end and not text[end - 1].isalnum():
                gap = _PROSE.match(text, end, start)
                assert gap is not None
                yield _island(GAP, gap)
            yield _island(name, match)
            end = match.end()

    def islands(self, text: str) -> Iterator[Island]:
        """The islands of a folded text; ``start_pos`` and ``end_pos`` are offsets in it."""
        return (_island(name, match) for name, match in self.found(text))

    def found(
        self, text: str, places: Places | None = None, view: str | None = None
    ) -> Iterator[tuple[str, re.Match[str]]]:
        """The islands of a folded text, as the names of their terminals and the matches of these in another view."""
        view = view or text
        here = self._here_gate.match
        first = here(text)
        begin = [(0, self._here[first[1]])] if first else []
        if places is None:
            apart = self._next
            places = ((gate.end(), apart[gate[1]]) for gate in self._next_gate.finditer(text))
        end = 0  # of the last island
        for place, some in chain(begin, places):
            if place <= end and end:  # inside it
                continue
            at, terminals = place, some
            while terminals:
                for terminal in terminals:
                    match = terminal.match(view, at)
                    if match:
                        break
                else:
                    break
                at = match.end()
                if at == match.start():  # a terminal that matches nothing, of a publisher's
                    break
                yield terminal.name, match
                end = at
                follow = here(text, end)
                terminals = self._here[follow[1]] if follow else ()
