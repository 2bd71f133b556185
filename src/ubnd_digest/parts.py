"""One composed grammar, compiled once for all the parsers that are made of it.

Lark compiles the whole grammar anew for every parser; with a thousand alternatives of words
that is most of the time until the first parse.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from lark.load_grammar import Grammar as ComposedGrammar

if TYPE_CHECKING:
    from lark.grammar import Rule
    from lark.lexer import TerminalDef


class Parts(ComposedGrammar):
    """A composed grammar whose parts are cut out of what was compiled once."""

    def __init__(self, composed: ComposedGrammar, starts: Collection[str]) -> None:
        super().__init__(composed.rule_defs, composed.term_defs, composed.ignore)
        self._all_terminals, self._all_rules, self._ignored = composed.compile(list(starts), "*")

    @cached_property
    def patterns(self) -> dict[str, str]:
        """The regular expression of every terminal."""
        return {terminal.name: terminal.pattern.to_regexp() for terminal in self._all_terminals}

    def compile(
        self,
        start: Iterable[str],
        terminals_to_keep: Collection[str],
    ) -> tuple[list[TerminalDef], list[Rule], list[str]]:
        """The rules that can be reached from ``start``, and the terminals in them."""
        of_origin: dict[str, list[Rule]] = {}
        for rule in self._all_rules:
            of_origin.setdefault(rule.origin.name, []).append(rule)
        reached = set(start)
        waiting = list(reached)
        while waiting:
            for rule in of_origin.get(waiting.pop(), ()):
                new = {symbol.name for symbol in rule.expansion} - reached
                reached |= new
                waiting += new
        rules = [rule for rule in self._all_rules if rule.origin.name in reached]
        terminals = [t for t in self._all_terminals if t.name in reached or t.name in terminals_to_keep]
        return terminals, rules, self._ignored
