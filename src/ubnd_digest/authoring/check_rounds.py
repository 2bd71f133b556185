"""Whether the rounds of a repetition can be told apart in more than one way: what makes an expression exponential.

What a repetition repeats is made into an automaton with one state for each sign of the expression (Glushkov's).
Two ways through it that read the same signs, part and come together again are two ways to read one text; in a
repetition they can do so in each round, and the engine tries all of the ways before it gives up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

# An expression with more signs than this in a repetition is not looked at: pairs of them are.
_MOST_STATES = 120
_SINGLE = ("LITERAL", "NOT_LITERAL", "ANY", "IN")
# Repetitions beyond this count as without end.
_MANY = 8

SignsOf = Callable[[Any], frozenset[str]]


class _TooMuch(Exception):  # noqa: N818 - no error: nothing is said of such an expression
    """It is too large, or looks around itself, which an automaton does not."""


class _Part(NamedTuple):
    """A part of an expression: whether it can be empty, and its first and last states."""

    empty: bool
    first: frozenset[int]
    last: frozenset[int]


_NOTHING = _Part(empty=True, first=frozenset(), last=frozenset())
_NEVER = _Part(empty=False, first=frozenset(), last=frozenset())


class _Automaton:
    """The states of an expression: the signs of each, and those that can follow it."""

    def __init__(self, signs_of: SignsOf) -> None:
        self._signs_of = signs_of
        self.signs: list[frozenset[str]] = []
        self.follow: list[set[int]] = []

    def repeated(self, nodes: Sequence[Any]) -> None:
        """Make it of what is repeated without end."""
        part = self._sequence(nodes)
        self._join(part.last, part.first)

    def _join(self, before: Iterable[int], behind: frozenset[int]) -> None:
        for state in before:
            self.follow[state] |= behind

    def _sequence(self, nodes: Iterable[Any]) -> _Part:
        whole = _NOTHING
        for node in nodes:
            whole = self._behind(whole, self._node(node))
        return whole

    def _behind(self, one: _Part, other: _Part) -> _Part:
        self._join(one.last, other.first)
        return _Part(
            one.empty and other.empty,
            one.first | other.first if one.empty else one.first,
            one.last | other.last if other.empty else other.last,
        )

    def _node(self, node: Any) -> _Part:
        kind, value = str(node[0]), node[1]
        if kind in _SINGLE:
            if len(self.signs) == _MOST_STATES:
                raise _TooMuch
            self.signs.append(self._signs_of(node))
            self.follow.append(set())
            state = frozenset({len(self.signs) - 1})
            return _Part(empty=False, first=state, last=state)
        if kind == "SUBPATTERN":
            return self._sequence(value[3])
        if kind == "BRANCH":
            ways = [self._sequence(branch) for branch in value[1]]
            return _Part(
                any(way.empty for way in ways),
                frozenset().union(*(way.first for way in ways)),
                frozenset().union(*(way.last for way in ways)),
            )
        if kind in ("MAX_REPEAT", "MIN_REPEAT"):
            return self._repeat(*value)
        if kind == "FAILURE" or (kind == "ASSERT_NOT" and not len(value[1])):
            return _NEVER
        # what is only looked at may keep the ways apart; what is possessive gives nothing back
        raise _TooMuch

    def _repeat(self, least: int, most: int, inner: Sequence[Any]) -> _Part:
        if most > _MANY:
            part = self._sequence(inner)
            self._join(part.last, part.first)
            return part._replace(empty=part.empty or not least)
        whole = _NOTHING
        before: frozenset[int] = frozenset()
        # one round behind another: what may be left out is left out from the end, or it could be so in many ways
        for count, part in enumerate([self._sequence(inner) for _ in range(most)], 1):
            if count > 1:
                self._join(before, part.first)
            before = part.last | before if part.empty and count > 1 else part.last
            whole = _Part(
                part.empty or not least,
                whole.first | part.first if count == 1 or part.empty else whole.first,
                whole.last | part.last if count >= max(least, 1) or part.empty else frozenset(),
            )
        return whole


def is_ambiguous(nodes: Sequence[Any], signs_of: SignsOf) -> bool:
    """Whether a text can be read in more than one way as rounds of a repetition.

    What cannot be known is taken for unambiguous: an expression that looks ahead, or a very long one.

    Args:
        nodes: what is repeated, as a parsed expression.
        signs_of: the signs that can stand for a node.

    >>> from lark.utils import sre_parse
    >>> signs_of = lambda node: frozenset(chr(node[1]))
    >>> [is_ambiguous(sre_parse.parse(pattern), signs_of) for pattern in ("a|aa", "ab|cd")]
    [True, False]
    """
    automaton = _Automaton(signs_of)
    try:
        automaton.repeated(nodes)
    except _TooMuch:
        return False
    alike = [[bool(one & other) for other in automaton.signs] for one in automaton.signs]
    behind: dict[tuple[int, int], set[tuple[int, int]]] = {}
    before: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for one, ones in enumerate(automaton.follow):
        for other, others in enumerate(automaton.follow[one:], one):
            if not alike[one][other]:
                continue
            for pair in {(min(a, b), max(a, b)) for a in ones for b in others if alike[a][b]}:
                behind.setdefault((one, other), set()).add(pair)
                before.setdefault(pair, set()).add((one, other))
    return bool(_parted(behind, len(alike)) & _parted(before, len(alike)))


def _parted(steps: dict[tuple[int, int], set[tuple[int, int]]], states: int) -> set[tuple[int, int]]:
    """The pairs of different states to which two ways come that were one."""
    waiting = [pair for state in range(states) for pair in steps.get((state, state), ())]
    found: set[tuple[int, int]] = set()
    while waiting:
        pair = waiting.pop()
        if pair[0] != pair[1] and pair not in found:
            found.add(pair)
            waiting += steps.get(pair, ())
    return found
