"""Whether every text can be read: every sequence of terminals must be a sentence of the inline grammar.

What an LALR parser does next depends on its stack of states alone. Sequences that lead to equal
stacks go on alike, so it is enough to try every terminal on every stack that can be reached. The rules
of the common grammar repeat on their left, so there are few.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from lark.parsers.lalr_analysis import Shift

from ubnd_digest.authoring.check_subject import Subject, rules_of
from ubnd_digest.authoring.findings import Finding
from ubnd_digest.grammar.definitions import Token, names_in
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.grammar.lark_internals import parse_table

_START = "inline"
_END = "$END"
# Deeper stacks than this are made by a rule that repeats on its right, and more than this are not looked at.
_DEEPEST = 20
_MOST = 20_000
_SHOWN_TOKENS = 3

Stack = tuple[int, ...]


class Walk:
    """The states of the inline parser of a grammar, walked through token by token."""

    def __init__(self, grammar: Grammar) -> None:
        table: Any = parse_table(grammar.compiled(_START))
        self._states: dict[int, dict[str, tuple[Any, Any]]] = table.states
        first: dict[object, int] = {}
        self._same = {state: first.setdefault(self._kind_of(state), state) for state in self._states}
        self._last = self._same[table.end_states[_START]]
        self.start: Stack = (table.start_states[_START],)
        self._columns: dict[str, list[tuple[int, object]]] = {}
        for state in set(self._same.values()):
            for token, (action, what) in self._states[state].items():
                done = self._same[what] if action is Shift else (what.origin.name, len(what.expansion))
                self._columns.setdefault(token, []).append((state, done))

    def _kind_of(self, state: int) -> object:
        """What states have in common that complete rules of one name and length, whatever these consist of."""
        actions = self._states[state].items()
        if any(action is Shift for _, (action, _) in actions):
            return state
        return frozenset((token, rule.origin.name, len(rule.expansion)) for token, (_, rule) in actions)

    def alike(self, tokens: Iterable[str]) -> list[list[str]]:
        """Tokens with which the same is done everywhere."""
        found: dict[object, list[str]] = {}
        for token in tokens:
            found.setdefault(tuple(self._columns.get(token, (token,))), []).append(token)
        return list(found.values())

    def after(self, stack: Stack, token: str) -> Stack | None:
        """The stack after one more token; None where it is refused."""
        while True:
            action, what = self._states[stack[-1]].get(token, (None, None))
            if what is None:
                return None
            if action is Shift:
                return (*stack, self._same[what])
            stack = stack[: -len(what.expansion)] if what.expansion else stack
            stack = (*stack, self._same[self._states[stack[-1]][what.origin.name][1]])
            if token == _END and stack[-1] == self._last:
                return stack


def total_findings(subject: Subject) -> Iterator[Finding]:
    """The tokens that stop the reading of a text, with the place that lets them in."""
    walk = Walk(subject.after)
    rules = rules_of(subject.parts, _START)
    tokens = sorted({symbol.name for rule in rules for symbol in rule.expansion if symbol.is_term})
    groups = [*walk.alike(tokens), [_END]]
    way: dict[Stack, tuple[str, ...]] = {walk.start: ()}
    fresh = deque(way)
    refused: dict[str, tuple[str, ...]] = {}
    while fresh and len(way) < _MOST:
        stack = fresh.popleft()
        if len(stack) > _DEEPEST:
            yield _repeats_on_the_right(subject)
            break
        for alike, longer in ((alike, walk.after(stack, alike[0])) for alike in groups):
            if longer is None:
                for token in alike:
                    refused.setdefault(token, way[stack])
            elif alike != [_END] and longer not in way:
                way[longer] = (*way[stack], alike[0])
                fresh.append(longer)
    yield from _refusals(subject, refused)


def _refusals(subject: Subject, refused: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
    """A finding for what is refused everywhere, and one for each way behind which other tokens are refused."""
    ways: dict[tuple[str, ...], list[str]] = {}
    for token, way in refused.items():
        ways.setdefault(way[-1:], []).append(token)
    for way, tokens in sorted(ways.items()):
        named = sorted(token for token in tokens if token != _END)
        if way:
            behind = " ".join(refused[tokens[0]])
            few = (named or ["the end of the text"])[:_SHOWN_TOKENS]
            more = f" and {len(named) - len(few)} more" if len(named) > len(few) else ""
            at = _use_of(subject, (*reversed(refused[tokens[0]]), *named))
            told = {"refused": f"{', '.join(few)}{more}", "behind": behind, "last": way[-1]}
            yield subject.finding("not-total", at, **told)
        else:
            told = {"refused": " and ".join(named), "choice": " | ".join(named)}
            yield subject.finding("not-total/alone", _use_of(subject, tuple(named)), **told)


def _use_of(subject: Subject, names: tuple[str, ...]) -> Token:
    """Where a rule of the file uses the first of some names that one uses, or else the first rule."""
    uses = {token.text: token for rule in reversed(subject.rules) for token in reversed(rule.tokens)}
    return next((uses[name] for name in names if name in uses), subject.rules[0].place)


def _repeats_on_the_right(subject: Subject) -> Finding:
    own = [rule for rule in subject.rules if any(names_in(form)[-1:] == (rule.name,) for form in rule.alternatives)]
    at = (own or subject.rules)[0].place
    return subject.finding("repeats-on-the-right", at, name=at.text)
