"""What is used of Lark beyond its documented interface, in one place: checked with Lark 1.2 and 1.3.

``pyproject.toml`` names the versions that are allowed; a new one is tried here first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from lark.grammar import NonTerminal, Rule, Symbol, Terminal
from lark.load_grammar import Grammar as ComposedGrammar
from lark.load_grammar import GrammarBuilder

# The parser of the standard library's regular expressions: its module has changed its name between versions of Python.
from lark.utils import sre_parse  # type: ignore[attr-defined]

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lark import Lark
    from lark.lexer import Lexer
    from lark.parsers.lalr_analysis import IntParseTable

__all__ = [
    "Builder",
    "ComposedGrammar",
    "NonTerminal",
    "Rule",
    "Symbol",
    "Terminal",
    "expression_tree",
    "lexer_of",
    "literal_pattern",
    "parse_table",
    "sre_parse",
    "syntax_tree",
]


class Builder(GrammarBuilder):
    """A builder whose ``%override`` of a terminal reaches the terminals that use it, in files loaded before as well.

    Lark puts the tree of a terminal in the place of its name when a file has been loaded; a new tree
    for the name is then seen by nobody. So the tree stays, with other children.
    """

    def _define(
        self,
        name: str,
        is_term: bool,
        exp: Any,
        params: Any = (),
        options: Any = None,
        *,
        override: bool = False,
    ) -> None:
        known = self._definitions.get(name)
        if override and is_term and known and known.is_term and known.tree is not None:
            known.tree.children[:] = exp.children
            exp = known.tree
        super()._define(name, is_term, exp, params, options, override=override)  # type: ignore[no-untyped-call]


def expression_tree(pattern: str) -> Iterable[Any]:
    """The tree of a regular expression, as the standard library reads it."""
    return cast("Iterable[Any]", sre_parse.parse(pattern))


def lexer_of(parser: Lark) -> Lexer:
    """The lexer inside a compiled parser."""
    return parser.parser.lexer.lexer  # type: ignore[no-any-return]


def parse_table(parser: Lark) -> IntParseTable:
    """The table of a compiled LALR parser: what it does with a token in a state."""
    return parser.parser.parser._parse_table  # type: ignore[no-any-return]


def syntax_tree(text: str, name: str) -> Any:
    """A grammar file as Lark reads it, nothing resolved."""
    from lark.load_grammar import _parse_grammar

    return _parse_grammar(text, name)  # type: ignore[no-untyped-call]


def literal_pattern(literal: Any) -> Any:
    """The pattern of a string or regular expression of a grammar file."""
    from lark.load_grammar import _literal_to_pattern

    return _literal_to_pattern(literal)  # type: ignore[no-untyped-call]
