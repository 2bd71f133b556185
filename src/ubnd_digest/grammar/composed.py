"""The grammar files composed into one namespace, and compiled once for all the parsers that are made of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property, lru_cache
from sys import intern
from typing import TYPE_CHECKING

from lark.exceptions import LarkError

from ubnd_digest.grammar.definitions import definitions
from ubnd_digest.grammar.error_places import located
from ubnd_digest.grammar.files import GrammarFile, common_files
from ubnd_digest.grammar.lark_internals import Builder, ComposedGrammar, NonTerminal, Rule, Symbol, Terminal
from ubnd_digest.grammar.plain import plain_files
from ubnd_digest.model.errors import GrammarError

if TYPE_CHECKING:
    from lark.lexer import TerminalDef


def compose(grammar_files: Iterable[GrammarFile]) -> ComposedGrammar:
    """All files in one namespace, so that a later one can extend and override an earlier one.

    Lark's ``%import`` would make two terminals of one that two files import, and an ``%extend``
    of an imported terminal has no effect. A ``GrammarError`` has the file, and line and column where Lark knows them.
    """
    return _compose(tuple(grammar_files))


@lru_cache(maxsize=8)  # who checks a file asks several times
def _compose(grammar_files: tuple[GrammarFile, ...]) -> ComposedGrammar:
    builder = Builder()
    name = ""
    try:
        for name, text in plain_files(grammar_files):
            builder.load_grammar(text, name)
        return builder.build()
    except LarkError as error:
        raise located(error, grammar_files, name) from error
    except AssertionError as error:  # Lark does not expect a terminal without a pattern there
        raise GrammarError("a terminal that is only declared stands inside another terminal", file=name) from error
    except OSError as error:  # %import looks for a file
        raise GrammarError(f"no such file to import: {error.filename}", file=name) from error


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
        self, start: Iterable[str], terminals_to_keep: Collection[str]
    ) -> tuple[list[TerminalDef], list[Rule], list[str]]:
        """The rules that can be reached from ``start``, and the terminals in them."""
        held: defaultdict[str, set[str]] = defaultdict(set)
        for rule in self._all_rules:
            held[rule.origin.name].update(symbol.name for symbol in rule.expansion)
        reached, waiting = set(start), list(start)
        while waiting:
            new = held[waiting.pop()] - reached
            reached |= new
            waiting += new
        rules = [rule for rule in self._all_rules if rule.origin.name in reached]
        terminals = [t for t in self._all_terminals if t.name in reached or t.name in terminals_to_keep]
        return terminals, rules, self._ignored


def parts_of(grammar_files: tuple[GrammarFile, ...], starts: Collection[str]) -> Parts:
    """The parts of composed files, compiled for some starts; a ``GrammarError`` has file, line and column."""
    composed = compose(grammar_files)
    try:
        parts = Parts(composed, starts)
    except LarkError as error:
        raise located(error, grammar_files) from error
    # Lark leaves some patterns unread, and reads others with the module regex, where it is installed.
    added = (item for file in grammar_files if file not in common_files() for item in definitions(file))
    for name in dict.fromkeys(item.name for item in added if item.is_terminal):
        pattern = parts.patterns.get(name, "")
        try:
            re.compile(pattern)
        except re.error as error:
            raise located(re.error(error.msg, pattern), grammar_files) from error
    return parts
