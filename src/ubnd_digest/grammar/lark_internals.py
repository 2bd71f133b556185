"""What is used of Lark beyond its documented interface, in one place: checked with Lark 1.2 and 1.3.

``pyproject.toml`` names the versions that are allowed; a new one is tried here first.
"""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lark.exceptions import GrammarError
from lark.grammar import NonTerminal, Rule, Symbol, Terminal
from lark.lexer import Lexer, PatternRE
from lark.load_grammar import Grammar as ComposedGrammar
from lark.load_grammar import (
    GrammarBuilder,
    PrepareLiterals,
    TerminalTreeToPattern,
    _literal_to_pattern,
    _parse_grammar,
)
from lark.parsers.lalr_analysis import Shift
from lark.parsers.lalr_parser import LALR_Parser, _Parser
from lark.tree import Tree

# The parser of the standard library's regular expressions: its module has changed its name between versions of Python.
from lark.utils import sre_parse  # type: ignore[attr-defined]

from ubnd_digest.grammar.expressions import without_looks
from ubnd_digest.grammar.sre_internals import expression_tree
from ubnd_digest.grammar.tables import MadeRule, Table, written_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lark import Lark
    from lark.common import ParserConf
    from lark.lexer import LexerState, Pattern, Token
    from lark.parsers.lalr_analysis import IntParseTable

# Of Lark's own names those that others may take from here, beside what is defined below.
__all__ = ["ComposedGrammar", "NonTerminal", "Rule", "Shift", "Symbol", "Terminal", "sre_parse"]


class Builder(GrammarBuilder):
    """A builder of one namespace that makes the pattern of each terminal once, from the patterns it names.

    Lark puts the tree of a terminal in the place of its name, file by file, and makes the pattern of a tree
    anew wherever it stands. So an ``%override`` in a later file is seen by nobody, and much is done many times.
    """

    def load_grammar(self, grammar_text: str, grammar_name: str = "<?>", mangle: Any = None) -> None:
        """Take in the definitions of a file; names are looked up when all files are there."""
        statements = syntax_tree(grammar_text, grammar_name).children
        if any(statement.data == "import" for statement in statements):
            for known in self._definitions.values():  # whose trees Lark changes then, and other grammars share
                known.tree = deepcopy(known.tree)
            super().load_grammar(grammar_text, grammar_name, mangle)
            return
        for statement in statements:
            if statement.data in ("term", "rule"):
                self._define(*self._unpack_definition(statement, mangle))  # type: ignore[no-untyped-call]
            elif statement.data == "override":
                self._define(*self._unpack_definition(statement.children[0], mangle), override=True)  # type: ignore[no-untyped-call]
            elif statement.data == "extend":
                self._extend(*self._unpack_definition(statement.children[0], mangle))  # type: ignore[no-untyped-call]
            elif statement.data == "ignore":
                self._ignore(*statement.children)  # type: ignore[no-untyped-call]
            else:
                for symbol in statement.children:
                    self._define(symbol.name, isinstance(symbol, Terminal), None)  # type: ignore[no-untyped-call]

    def _extend(self, name: str, *definition: Any) -> None:
        known = self._definitions.get(name)
        if known is not None and known.tree is not None:  # which Lark changes, and other grammars share
            known.tree = Tree(known.tree.data, list(known.tree.children))
        super()._extend(name, *definition)  # type: ignore[no-untyped-call]

    def build(self) -> ComposedGrammar:
        """The grammar, each terminal a pattern."""
        terms = {name: known for name, known in self._definitions.items() if known.is_term}
        patterns = _Patterns({name: known.tree for name, known in terms.items()})
        trees = {name: known.tree and Tree("pattern", [patterns.of(name)]) for name, known in terms.items()}
        self._definitions = _Rules(self._definitions)  # what terminals name was looked up for their patterns
        self.validate()
        terminals = [(name, (trees[name], known.options)) for name, known in terms.items()]
        rules = [(n, d.params, d.tree, d.options) for n, d in self._definitions.items()]
        return ComposedGrammar(rules, terminals, self._ignore_names)


class _Rules(dict[str, Any]):
    """All definitions by their names, of which one sees the rules."""

    def items(self) -> Any:
        return [(name, known) for name, known in super().items() if not known.is_term]


_MOST_TABLES = 32
_tables: dict[tuple[Any, ...], tuple[list[Rule], Any]] = {}


class SharedTable(LALR_Parser):
    """Lark's parser; grammars with the same rules share the table that is computed of them."""

    def __init__(self, conf: ParserConf, *, debug: bool = False, strict: bool = False) -> None:
        key = (*conf.start, *map(_said, conf.rules))
        if key not in _tables:
            super().__init__(conf, debug, strict)
            if len(_tables) == _MOST_TABLES:
                del _tables[next(iter(_tables))]
            _tables[key] = conf.rules, self._parse_table
            return
        rules, self._parse_table = _tables[key]
        # by the rules of the table: a parser that finds its own there, which are equal, compares them at each step
        callbacks: dict[Any, Any] = dict(conf.callbacks)
        of_rules = {known: callbacks.pop(rule) for known, rule in zip(rules, conf.rules, strict=True)}
        self.parser_conf, self.parser = conf, _Parser(self._parse_table, callbacks | of_rules, debug)


def _said(rule: Rule) -> tuple[str, ...]:
    return rule.origin.name, str(rule.order), str(rule.options), *(symbol.name for symbol in rule.expansion)


class _Patterns:
    """The patterns of terminals, each made once of its tree."""

    def __init__(self, trees: dict[str, Any]) -> None:
        self._trees = trees
        self._known: dict[str, Pattern | None] = {}
        self._joiner = TerminalTreeToPattern()
        self._literals = PrepareLiterals()

    def of(self, name: str) -> Pattern:
        if name not in self._known:
            if name not in self._trees:
                raise GrammarError(f"Terminal used but not defined: {name}")
            tree = self._trees[name]
            assert tree is not None  # only declared
            if not _has_value(tree):
                raise GrammarError(f"Terminals cannot be empty ({name})")
            self._known[name] = None
            self._known[name] = self._made(tree, name)
        found = self._known[name]
        if found is None:
            raise GrammarError(f"Recursion in terminal '{name}' (recursion is only allowed in rules, not terminals)")
        return found

    def _made(self, node: Any, name: str) -> Any:
        if isinstance(node, NonTerminal):
            raise GrammarError(f"Rules aren't allowed inside terminals ({node} in {name})")
        if isinstance(node, Terminal):
            return self.of(node.name)
        if not isinstance(node, Tree):
            return node  # the sign of a repetition
        if node.data == "literal":
            return _literal(*node.children)
        if node.data == "range":
            return self._literals.range(*node.children).children[0]  # type: ignore[no-untyped-call]
        if node.data == "template_usage":
            raise GrammarError(f"Rules aren't allowed inside terminals ({node.children[0]} in {name})")
        made = [self._made(child, name) for child in node.children]
        if node.data == "expansions" and len(made) > 1:
            for pattern in made:
                _measure(pattern)
        try:
            return getattr(self._joiner, node.data)(made)
        except GrammarError:
            raise
        except Exception:  # noqa: BLE001 - which one depends on whether the module regex is installed
            # one has no width: it is no regular expression, and whoever compiles it will say why
            return PatternRE("|".join(pattern.to_regexp() for pattern in made))


def _has_value(tree: Any) -> bool:
    return tree.data == "value" or any(_has_value(child) for child in tree.children if isinstance(child, Tree))


@lru_cache(maxsize=8192)
def _literal(literal: Any) -> Any:
    return literal_pattern(literal)


def _measure(pattern: Any) -> None:
    """Tell a pattern its width, by which alternatives are sorted, where that is known at less cost than Lark's."""
    if isinstance(pattern, PatternRE) and pattern._width is None:  # noqa: SLF001 - Lark keeps it there
        try:
            pattern._width = _width(pattern.to_regexp())  # noqa: SLF001
        except re.error:
            return  # Lark says what is wrong with it


@lru_cache(maxsize=1024)
def _width(pattern: str) -> list[int]:
    return [int(width) for width in expression_tree(without_looks(pattern)).getwidth()]


class GivenTokens(Lexer):
    """A lexer that yields the tokens that it is given in the place of a text."""

    __future_interface__ = 1

    def __init__(self, conf: object) -> None:
        pass

    def lex(self, lexer_state: LexerState, parser_state: object) -> Iterator[Token]:  # noqa: ARG002 - Lark's interface
        """Yield the tokens."""
        yield from lexer_state.text  # type: ignore[misc]


def parse_table(parser: Lark) -> IntParseTable:
    """The table of a compiled LALR parser: what it does with a token in a state."""
    return parser.parser.parser._parse_table  # type: ignore[no-any-return]  # noqa: SLF001


def plain_table(parser: Lark, start: str, terminals: list[str]) -> Table:
    """The table of a compiled LALR parser as plain values; ``terminals`` are their names in their order."""
    table = parse_table(parser)
    rules: dict[int, tuple[int, Rule]] = {}  # by identity: what rules are equal to, Lark computes anew each time
    numbers: dict[str, int] = {}
    states = [""] * len(table.states)
    for state, actions in table.states.items():
        by_action: dict[int, list[int]] = {}
        for name, (action, to) in actions.items():
            done = to if action is Shift else -1 - rules.setdefault(id(to), (len(rules), to))[0]
            by_action.setdefault(done, []).append(numbers.setdefault(str(name), len(numbers)))
        states[state] = written_state(by_action, len(states))
    made = [_made_rule(rule) for _, rule in rules.values()]
    return Table(terminals, made, list(numbers), states, table.start_states[start], table.end_states[start])


def _made_rule(rule: Rule) -> MadeRule:
    """What Lark's builder of trees does with the values of a rule."""
    options = rule.options
    taken = tuple(
        (place, not symbol.is_term and symbol.name.startswith("_"))
        for place, symbol in enumerate(rule.expansion)
        if options.keep_all_tokens or not (isinstance(symbol, Terminal) and symbol.filter_out)
    )
    as_they_are = len(taken) == len(rule.expansion) and not any(own for _, own in taken)
    callback = str(rule.alias or options.template_source or rule.origin.name)
    single = bool(options.expand1 and not rule.alias)
    return MadeRule(str(rule.origin.name), len(rule.expansion), callback, None if as_they_are else taken, single)


@lru_cache(maxsize=64)
def syntax_tree(text: str, name: str) -> Any:
    """A grammar file as Lark reads it, nothing resolved; shared, so nobody may change it."""
    return _parse_grammar(text, name)  # type: ignore[no-untyped-call]


def literal_pattern(literal: Any) -> Any:
    """The pattern of a string or regular expression of a grammar file."""
    return _literal_to_pattern(literal)  # type: ignore[no-untyped-call]
