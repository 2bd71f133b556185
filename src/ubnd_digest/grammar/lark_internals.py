"""What is used of Lark beyond its documented interface, in one place: checked with Lark 1.2 and 1.3.

``pyproject.toml`` names the versions that are allowed; a new one is tried here first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lark.exceptions import GrammarError
from lark.grammar import NonTerminal, Rule, Symbol, Terminal
from lark.lexer import PatternRE
from lark.load_grammar import Grammar as ComposedGrammar
from lark.load_grammar import (
    GrammarBuilder,
    PrepareLiterals,
    TerminalTreeToPattern,
    _literal_to_pattern,
    _parse_grammar,
)
from lark.parse_tree_builder import ChildFilterLALR_NoPlaceholders, ExpandSingleChild
from lark.parsers.lalr_analysis import Shift
from lark.parsers.lalr_parser import LALR_Parser, _Parser
from lark.tree import Tree

# The parser of the standard library's regular expressions: its module has changed its name between versions of Python.
from lark.utils import sre_parse  # type: ignore[attr-defined]

from ubnd_digest.grammar.expressions import without_looks

if TYPE_CHECKING:
    from lark import Lark
    from lark.common import ParserConf
    from lark.lexer import Lexer, Pattern
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
        self.validate()
        terminals = [(name, (trees[name], known.options)) for name, known in terms.items()]
        rules = [(n, d.params, d.tree, d.options) for n, d in self._definitions.items() if not d.is_term]
        return ComposedGrammar(rules, terminals, self._ignore_names)


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
            if not any(True for _value in tree.find_data("value")):
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


def expression_tree(pattern: str) -> Any:
    """The tree of a regular expression, as the standard library reads it."""
    return sre_parse.parse(pattern)


def lexer_of(parser: Lark) -> Lexer:
    """The lexer inside a compiled parser."""
    return parser.parser.lexer.lexer  # type: ignore[no-any-return]


def parse_table(parser: Lark) -> IntParseTable:
    """The table of a compiled LALR parser: what it does with a token in a state."""
    return parser.parser.parser._parse_table  # type: ignore[no-any-return]  # noqa: SLF001


def callbacks_of(parser: Lark) -> dict[Any, Any]:
    """What a compiled LALR parser makes of each rule, and of terminals by their names."""
    return parser.parser.parser.parser.callbacks  # type: ignore[no-any-return]


class Made(NamedTuple):
    """What becomes of the values of a rule.

    Attributes:
        by: the callback, which takes them in a list; None where they stay one, as those of a rule with ``_`` do.
        kept: the places of those that are kept, and whether each is a list whose members are; None for all as they are.
        single: whether a value that stands alone stays what it is.
    """

    by: Callable[[list[Any]], Any] | None
    kept: tuple[tuple[int, bool], ...] | None = None
    single: bool = False


def made_of(rule: Rule, callback: Any) -> Made:
    """What Lark's callback of a rule does, for who calls it without the trees between."""
    kept, single = None, False
    if isinstance(callback, ChildFilterLALR_NoPlaceholders):
        kept, callback = tuple(callback.to_include), callback.node_builder
    if isinstance(callback, ExpandSingleChild):
        single, callback = True, callback.node_builder
    return Made(None if rule.origin.name.startswith("_") else callback, kept, single)


@lru_cache(maxsize=64)
def syntax_tree(text: str, name: str) -> Any:
    """A grammar file as Lark reads it, nothing resolved; shared, so nobody may change it."""
    return _parse_grammar(text, name)  # type: ignore[no-untyped-call]


def literal_pattern(literal: Any) -> Any:
    """The pattern of a string or regular expression of a grammar file."""
    return _literal_to_pattern(literal)  # type: ignore[no-untyped-call]
