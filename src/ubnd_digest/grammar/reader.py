"""Reads texts by the tables that Lark makes of a grammar, in less time than Lark does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from ubnd_digest.grammar.lark_internals import Made, Shift, callbacks_of, lexer_of, made_of, parse_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lark import Lark
    from lark.lexer import Token

_END = "$END"
_AS_IT_IS = Made(None)


class _Step(NamedTuple):
    """What is done with a token in a state: it is put aside, or what was put aside becomes what a rule makes of it.

    Attributes:
        to: the next state, where a token is put aside.
        token: what becomes of that token; None where it stays what it is.
        size: how many values a rule takes.
        rule: its name; empty where a token is put aside.
        made: what becomes of the values.
    """

    to: int
    token: Callable[[Any], Any] | None = None
    size: int = 0
    rule: str = ""
    made: Made = _AS_IT_IS


class Tokens(Protocol):
    """A lexer that gives tokens of what it is given, and needs nothing of the parser."""

    def tokens(self, given: Any, /) -> Iterable[Token]:
        """The tokens, in order."""


class Reader:
    """What reads texts by one compiled grammar, whose rules have callbacks; its lexer has ``tokens``."""

    def __init__(self, parser: Lark, start: str) -> None:
        table, callbacks = parse_table(parser), callbacks_of(parser)
        self._parser, self._lexer = parser, cast("Tokens", lexer_of(parser))
        self._first, self._last = table.start_states[start], table.end_states[start]
        of_rules: dict[int, _Step] = {}  # by identity: Lark computes the hash of a rule anew each time

        def step(name: str, action: object, to: Any) -> _Step:
            if action is Shift:
                return _Step(to, callbacks.get(name))
            if id(to) not in of_rules:
                made = made_of(to, callbacks[to])
                of_rules[id(to)] = _Step(0, None, len(to.expansion), to.origin.name, made)
            return of_rules[id(to)]

        self._steps = {
            state: {name: step(name, *action) for name, action in actions.items()}
            for state, actions in table.states.items()
        }

    def read(self, text: Any) -> Any:
        """What the callbacks make of a folded text, or of what else the lexer takes."""
        steps = self._steps
        states = [self._first]
        values: list[Any] = []
        for token in self._lexer.tokens(text):
            name = token.type
            while True:
                step = steps[states[-1]].get(name)
                if step is None:
                    return self._parser.parse(text)  # which says what it does not understand
                if not step.rule:
                    break
                self._reduce(step, states, values)
            states.append(step.to)
            values.append(step.token(token) if step.token else token)
        while states[-1] != self._last:
            step = steps[states[-1]].get(_END)
            if step is None or not step.rule:
                return self._parser.parse(text)
            self._reduce(step, states, values)
        return values[-1]

    def _reduce(self, step: _Step, states: list[int], values: list[Any]) -> None:
        _, _, size, rule, made = step
        by, kept, single = made
        if size == 1 and single and not kept:
            states[-1] = self._steps[states[-2]][rule].to
            return
        taken: list[Any] = []
        if size:
            taken = values[-size:]
            del states[-size:], values[-size:]
        states.append(self._steps[states[-1]][rule].to)
        if kept is not None:
            taken = _kept(taken, kept)
        values.append(taken[0] if single and len(taken) == 1 else by(taken) if by else taken)


def _kept(taken: list[Any], kept: tuple[tuple[int, bool], ...]) -> list[Any]:
    """The values that a rule keeps; the first list is used again, since a list of all mentions grows one by one."""
    found: list[Any] | None = None
    for place, is_list in kept:
        if found is None:
            found = taken[place] if is_list else [taken[place]]
        elif is_list:
            found += taken[place]
        else:
            found.append(taken[place])
    return [] if found is None else found
