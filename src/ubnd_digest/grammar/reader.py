"""Reads texts by the tables that Lark makes of a grammar, in less time than Lark does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ubnd_digest.grammar.grammar import scanner_of
from ubnd_digest.grammar.lark_internals import Shift, callbacks_of, parse_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from lark import Lark

_END = "$END"


class _Step(NamedTuple):
    """What is done with a token in a state: it is put aside, or what was put aside becomes what a rule makes of it.

    ``to`` is the next state of the former; of the latter, ``size`` is how many it takes, ``rule`` the name of the rule.
    """

    to: int
    made: Callable[[Any], Any] | None = None
    size: int = 0
    rule: str = ""


class Reader:
    """What reads texts by one compiled grammar, whose rules have callbacks."""

    def __init__(self, parser: Lark, start: str) -> None:
        table, callbacks = parse_table(parser), callbacks_of(parser)
        self._parser, self._scanner = parser, scanner_of(parser)
        self._first, self._last = table.start_states[start], table.end_states[start]
        # Lark looks a callback up by its rule, whose hash is computed anew each time
        self._steps = {
            state: {
                name: _Step(to, callbacks.get(name))
                if action is Shift
                else _Step(0, callbacks[to], len(to.expansion), to.origin.name)
                for name, (action, to) in actions.items()
            }
            for state, actions in table.states.items()
        }

    def read(self, text: str) -> Any:
        """What the callbacks make of a folded text."""
        steps = self._steps
        states = [self._first]
        values: list[Any] = []
        for token in self._scanner.tokens(text):
            name = token.type
            while True:
                step = steps[states[-1]].get(name)
                if step is None:
                    return self._parser.parse(text)  # which says what it does not understand
                if not step.rule:
                    break
                self._reduce(step, states, values)
            states.append(step.to)
            values.append(step.made(token) if step.made else token)
        while states[-1] != self._last:
            step = steps[states[-1]].get(_END)
            if step is None or not step.rule:
                return self._parser.parse(text)
            self._reduce(step, states, values)
        return values[-1]

    def _reduce(self, step: _Step, states: list[int], values: list[Any]) -> None:
        _, made, size, rule = step
        taken: list[Any] = []
        if size:
            taken = values[-size:]
            del states[-size:], values[-size:]
        states.append(self._steps[states[-1]][rule].to)
        values.append(made(taken) if made else taken)
