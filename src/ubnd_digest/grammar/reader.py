"""Reads tokens by the tables that Lark makes of a grammar, in less time than Lark does, and without loading it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.grammar.tables import MadeRule, Table

_END = "$END"
_new = tuple.__new__  # in a third of the time that a named tuple takes


class ReadToken(Protocol):
    """A token: ``type`` is the name of its terminal."""

    @property
    def type(self) -> str:
        """The name of its terminal."""
        ...


class Branch(NamedTuple):
    """What a rule without a callback makes: its values."""

    rule: str
    children: list[Any]


class _Actions(dict[int, dict[str, int]]):
    """What is done in each state, written out when it is first reached: most never are."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, state: int) -> dict[str, int]:
        self[state] = found = self._table.actions(state)
        return found


class Reader:
    """What reads the tokens of one start of a grammar: ``callbacks`` has a method a rule, by its name."""

    def __init__(self, grammar: Grammar, start: str, callbacks: object) -> None:
        table = grammar.table(start)
        self._grammar, self._start, self._callbacks = grammar, start, callbacks
        self._actions, self._first, self._last = _Actions(table), table.first, table.last
        self._rules = [(rule.origin, rule.size, _maker(rule, callbacks)) for rule in table.rules]

    def read(self, tokens: Iterable[ReadToken]) -> Any:
        """What the callbacks make of tokens; an error of Lark's where the grammar does not allow them."""
        actions = self._actions
        states = [self._first]
        values: list[Any] = []
        taken: list[ReadToken] = []
        waiting = iter(tokens)
        for token in waiting:
            taken.append(token)
            to = actions[states[-1]].get(token.type)
            while to is not None and to < 0:
                self._reduce(to, states, values)
                to = actions[states[-1]].get(token.type)
            if to is None:
                return self._refused([*taken, *waiting])
            states.append(to)
            values.append(token)
        while states[-1] != self._last:
            to = actions[states[-1]].get(_END)
            if to is None or to >= 0:
                return self._refused(taken)
            self._reduce(to, states, values)
        return values[-1]

    def _reduce(self, number: int, states: list[int], values: list[Any]) -> None:
        origin, size, made = self._rules[-1 - number]
        if made is None:  # one value, which stays as it is
            states[-1] = self._actions[states[-2]][origin]
            return
        took: list[Any] = []
        if size:
            took = values[-size:]
            del states[-size:], values[-size:]
        states.append(self._actions[states[-1]][origin])
        values.append(made(took))

    def _refused(self, tokens: list[ReadToken]) -> Any:
        """Let Lark say what it does not understand."""
        from ubnd_digest.grammar.lark_internals import GivenTokens

        parser: Any = self._grammar.compiled(self._start, self._callbacks, GivenTokens)
        return parser.parse(tokens)


def _maker(rule: MadeRule, callbacks: object) -> Callable[[list[Any]], Any] | None:
    """What makes a value of those that a rule takes; None where it takes one, which is its value."""
    callback = getattr(callbacks, rule.callback, None)
    name, taken, single = rule.callback, rule.taken, rule.single
    if single and rule.size == 1 and taken is None:
        return None

    def made(values: list[Any]) -> Any:
        if taken is not None:
            values = _chosen(values, taken)
        if single and len(values) == 1:
            return values[0]
        return _new(Branch, (name, values)) if callback is None else callback(values)

    return callback if callback is not None and taken is None and not single else made


def _chosen(values: list[Any], taken: Iterable[tuple[int, bool]]) -> list[Any]:
    chosen: list[Any] = []
    for at, own in taken:
        if not own:
            chosen.append(values[at])
        elif chosen:
            chosen += values[at].children
        else:  # nobody else has them: what repeats on its left grows in place
            chosen = values[at].children
    return chosen
