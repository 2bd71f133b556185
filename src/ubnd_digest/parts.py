"""One composed grammar, compiled once for all the parsers that are made of it.

Lark compiles the whole grammar anew for every parser; with a thousand alternatives of words
that is most of the time until the first parse.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING

from lark.grammar import NonTerminal, Rule, Symbol, Terminal
from lark.load_grammar import Grammar as ComposedGrammar

if TYPE_CHECKING:
    from lark.lexer import TerminalDef


def _plain(rule: Rule) -> Rule:
    """The same rule with plain strings for names.

    Lark's names are tokens of the grammar file; the parser compares them with those of the text's
    tokens at every step, which plain strings that are one object do without a call.
    """
    expansion: list[Symbol] = [
        Terminal(intern(str(symbol.name)), symbol.filter_out)
        if isinstance(symbol, Terminal)
        else NonTerminal(intern(str(symbol.name)))
        for symbol in rule.expansion
    ]
    return Rule(NonTerminal(intern(str(rule.origin.name))), expansion, rule.order, rule.alias, rule.options)


class Parts(ComposedGrammar):
    """A composed grammar whose parts are cut out of what was compiled once."""

    def __init__(self, composed: ComposedGrammar, starts: Collection[str]) -> None:
        super().__init__(composed.rule_defs, composed.term_defs, composed.ignore)
        self._all_terminals, rules, self._ignored = composed.compile(list(starts), "*")
        self._all_rules = [_plain(rule) for rule in rules]
        for terminal in self._all_terminals:
            terminal.name = intern(str(terminal.name))

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
