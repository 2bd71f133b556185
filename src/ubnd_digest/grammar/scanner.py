"""Finds the islands of a text: the lexer of the grammars.

Lark's own lexers read every character of the prose between two mentions. This one builds a
regular expression of the ways in which the grammar's terminals can begin, lets the regular
expression engine skip the prose, and tries at each place only what can begin so: what is found lies in
the prose like islands. An island begins after a separator (a character that is no letter, digit
or underscore), or directly after another island; terminals that begin with a space or a comma can
therefore only stand after another one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from lark.exceptions import GrammarError
from lark.lexer import Lexer, Token

from ubnd_digest.grammar.beginnings import Choice, beginnings, only_punctuation
from ubnd_digest.grammar.checks import can_be_empty
from ubnd_digest.grammar.expressions import compiled
from ubnd_digest.grammar.files import GAP

if TYPE_CHECKING:
    from lark.common import LexerConf
    from lark.lexer import LexerState

_GROUP_NAME = re.compile(r"\(\?P<\w+>")
# Terminals whose pattern begins with any digit are tried after all others, whatever their priority.
_BEGINS_WITH_DIGIT = re.compile(r"(?:\(\?<?[=!](?:[^()\\]|\\.)*\)|\(\?:|[|)])*\[0-9\]")
# What is no letter, digit or underscore: spelt out for the blocks of characters that texts have, which
# the engine tests faster than "\W".
SEPARATOR = (
    r"[\x00-/:-@\[-^`{-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u2000-\u2070\u20a0-\u20cf"
    r"\u2190-\u245f\u2500-\u2bff\u3000-\u3004\u3008-\u3020\ufe00-\ufe6f\uff00-\uff0f\U0001f000-\U0001faff]"
)
# After a digit, these characters do not begin anything new: 5.000/2022, 9,5, Km93+160/QL, 1/2/3
_AT_A_WORD = r"(?<![0-9][.,/+:-])(?=\w)"


class Island(Token):
    """A token that can be taken apart: ``match`` has the groups that the grammar names.

    ``names`` are the groups of its terminal, those that took no part in the match included.
    """

    __slots__ = ("match",)

    match: re.Match[str]

    @property
    def names(self) -> AbstractSet[str]:
        """The names of the groups of its terminal."""
        return self.match.re.groupindex.keys()


class _Terminal:
    """One terminal: its pattern, compiled when a text first has one of its beginnings."""

    def __init__(self, name: str, pattern: str) -> None:
        self.name, self.pattern = name, pattern

    def begins_with_digit(self) -> bool:
        return bool(_BEGINS_WITH_DIGIT.match(_GROUP_NAME.sub("(?:", self.pattern)))

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        return compiled(self.pattern).match


# Prose after an island that ends in a space and so promised that something follows.
_PROSE = re.compile("(?s:.*)")


def _island(name: str, match: re.Match[str]) -> Island:
    """An island of a text; made without Lark's constructor, which takes as long as the match."""
    words = match.group()
    island = str.__new__(Island, words)
    island.type, island.value = name, words
    island.start_pos, island.end_pos = match.span()
    island.line = island.column = island.end_line = island.end_column = None
    island.match = match
    return island


class Scanner(Lexer):
    """A lexer for Lark that yields islands and passes over everything between them."""

    __future_interface__ = 1

    def __init__(self, conf: LexerConf) -> None:
        in_order = sorted(conf.terminals, key=lambda terminal: -terminal.priority)
        terminals = [_Terminal(terminal.name, terminal.pattern.to_regexp()) for terminal in in_order]
        terminals.sort(key=lambda terminal: terminal.begins_with_digit())
        ways = [(terminal, beginnings(terminal.pattern)) for terminal in terminals]
        for terminal, begins in ways:
            if can_be_empty(begins):
                raise GrammarError(f"Terminal '{terminal.name}' can match where nothing stands")
        self._here = Choice(ways)
        self._next = Choice((terminal, begins) for terminal, begins in ways if not only_punctuation(begins))
        self._here_gate = compiled(self._here.look_ahead)
        self._next_gate = compiled(SEPARATOR + self._next.look_ahead + _AT_A_WORD)

    def lex(self, lexer_state: LexerState, parser_state: object) -> Iterator[Token]:  # noqa: ARG002 - Lark's interface
        """Yield the tokens of the text."""
        text = lexer_state.text.text
        assert isinstance(text, str)
        return self.tokens(text)

    def tokens(self, text: str) -> Iterator[Island]:
        """The islands of a folded text in order, and a GAP after one that may have promised something to follow.

        Such a one ends in a space or a sign: what ends in a letter or a digit is complete.
        """
        end = 0
        for name, match in self.found(text):
            start = match.start()
            if start > end and end and not text[end - 1].isalnum():
                gap = _PROSE.match(text, end, start)
                assert gap is not None
                yield _island(GAP, gap)
            yield _island(name, match)
            end = match.end()

    def islands(self, text: str) -> Iterator[Island]:
        """The islands of a folded text; ``start_pos`` and ``end_pos`` are offsets in it."""
        return (_island(name, match) for name, match in self.found(text))

    def found(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """The islands of a folded text, as the names of their terminals and the matches of these."""
        here, directly, apart = self._here_gate.match, self._here, self._next
        end = 0  # of the last island
        for gate in chain((here(text),), self._next_gate.finditer(text)):
            if gate is None:
                continue
            at = gate.end()
            if at <= end and end:  # inside it
                continue
            terminals = (apart if at else directly)[gate[1]]
            while terminals:
                for terminal in terminals:
                    match = terminal.match(text, at)
                    if match:
                        break
                else:
                    break
                at = match.end()
                if at == match.start():  # a terminal that matches nothing, of a publisher's
                    break
                yield terminal.name, match
                end = at
                follow = here(text, end)
                terminals = directly[follow[1]] if follow else ()
