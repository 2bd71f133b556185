"""A text as a parser reads it, with what the parser does not keep: islands, the rules they went into, the outline."""

# ruff: noqa: SLF001 - what is explained are the parser's own steps

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lark import Lark, Token, Tree

from ubnd_digest.grammar.definitions import Definition, definitions
from ubnd_digest.grammar.grammar import scanner_of
from ubnd_digest.grammar.scanner import Scanner
from ubnd_digest.model.spans import Span
from ubnd_digest.reading.inline import inline_parser
from ubnd_digest.reading.parser import _numbers, _title_dates

if TYPE_CHECKING:
    from ubnd_digest.grammar.grammar import Grammar
    from ubnd_digest.reading.drafts import Draft
    from ubnd_digest.reading.parser import Parser
    from ubnd_digest.reading.structure import Outline


class Leaf(NamedTuple):
    """An island in the folded view, and the rules it was put into, the outermost first; none when it was left over."""

    terminal: str
    start: int
    end: int
    rules: tuple[str, ...]


class Reading:
    """What a parser makes of one text.

    Offsets are those of the folded view where nothing else is said.

    >>> from ubnd_digest import Parser
    >>> [(leaf.terminal, leaf.rules) for leaf in Reading("12/3/2026", Parser()).leaves]
    [('PLAIN_DAY', ('date',))]
    """

    def __init__(self, text: str, parser: Parser, anchor: dt.date | None = None) -> None:
        self.text = text
        self.parser = parser
        self.grammar: Grammar = parser._grammar
        self.view = parser._view(text)
        self.folded = self.view.folded
        self.digest = parser.parse(text, anchor=anchor)

    @cached_property
    def drafts(self) -> list[Draft]:
        """What the inline grammar found, before anything was filled in."""
        return self.parser._drafts(self.view)

    @cached_property
    def numbers(self) -> list[int]:
        """Where references begin."""
        return _numbers(self.drafts)

    @cached_property
    def outline(self) -> Outline:
        """The lines, and what they are."""
        return self.parser._outliner.outline(self.folded, self.view.cased, _title_dates(self.drafts), self.numbers)

    @cached_property
    def leaves(self) -> list[Leaf]:
        """The islands, in the order of the text."""
        return list(_leaves(_tree_parser(self.grammar).parse(self.folded)))

    @cached_property
    def starts(self) -> list[int]:
        """Where the islands begin."""
        return [leaf.start for leaf in self.leaves]

    def at(self, offset: int) -> int:
        """The place in the folded view of an offset of the text; what the view drops belongs to what stands before."""
        return max(0, bisect_right(range(len(self.folded) + 1), offset, key=self.view.offset) - 1)

    def span(self, start: int, end: int) -> Span:
        """The span in the text of a stretch of the view."""
        return (
            Span(*self.view.span(start, end)) if start < end else Span(self.view.offset(start), self.view.offset(start))
        )

    def shown(self, span: Span) -> str:
        """The text of a span, as given."""
        return self.text[span.start : span.end]

    def line(self, at: int) -> tuple[int, int]:
        """Where the line of a place begins and ends."""
        end = self.folded.find("\n", at)
        return self.folded.rfind("\n", 0, at) + 1, len(self.folded) if end < 0 else end

    def defined(self, terminal: str) -> tuple[Definition, ...]:
        """Where a terminal is defined: the definition in force, then what extends it."""
        return _definitions(self.grammar).get(terminal, ())


@lru_cache(maxsize=4)
def _tree_parser(grammar: Grammar) -> Lark:
    """The inline grammar without its callbacks, so that it makes trees."""
    return Lark(grammar._parts, parser="lalr", lexer=Scanner, start="inline", maybe_placeholders=False)


@lru_cache(maxsize=4)
def _definitions(grammar: Grammar) -> dict[str, tuple[Definition, ...]]:
    found: dict[str, tuple[Definition, ...]] = {}
    for file in grammar.files:
        for definition in definitions(file):
            before = found.get(definition.name, ()) if definition.directive == "extend" else ()
            found[definition.name] = (*before, definition)
    return found


@lru_cache(maxsize=4)
def order_of(grammar: Grammar) -> dict[str, tuple[int, int]]:
    """The terminals of the inline grammar in the order in which they are tried: the place in it, and the priority.

    >>> from ubnd_digest.grammar.grammar import common_grammar
    >>> order = order_of(common_grammar())
    >>> order["DAY"] < order["LONE_DAY"], order["DAY"][1]
    (True, 9)
    """
    # one big expression: its groups have the names of the terminals
    tried = scanner_of(inline_parser(grammar))._here.groupindex
    priorities = {terminal.name: terminal.priority for terminal in inline_parser(grammar).terminals}
    return {name: (place, priorities[name]) for name, place in tried.items()}


def _leaves(tree: Tree[Token]) -> list[Leaf]:
    found: list[Leaf] = []
    waiting: list[tuple[Tree[Token] | Token, tuple[str, ...]]] = [(child, ()) for child in reversed(tree.children)]
    while waiting:
        node, rules = waiting.pop()
        if isinstance(node, Tree):
            inner = (*rules, str(node.data))
            waiting += [(child, inner) for child in reversed(node.children)]
        elif node.type != "GAP":
            found.append(Leaf(node.type, node.start_pos or 0, node.end_pos or 0, rules))
    return found
