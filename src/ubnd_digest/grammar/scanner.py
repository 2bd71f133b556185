"""Finds the islands of a text: the lexer of the grammars.

Lark's own lexers read every character of the prose between two mentions. This one builds a
single regular expression from the grammar's terminals and lets the regular expression engine
skip the prose: what is found lies in it like islands. An island begins after a separator (a
character that is no letter, digit or underscore), or directly after another island; terminals
that begin with a space or a comma can therefore only stand after another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING

from lark.exceptions import GrammarError
from lark.lexer import Lexer, Token

from ubnd_digest.grammar.beginnings import Beginning, beginnings, look_ahead, only_punctuation
from ubnd_digest.grammar.checks import can_be_empty
from ubnd_digest.grammar.files import GAP

if TYPE_CHECKING:
    from lark.common import LexerConf
    from lark.lexer import LexerState, TerminalDef

_GROUP_NAME = re.compile(r"\(\?P<\w+>")
# Terminals that can only begin with a digit share one look-ahead.
_BEGINS_WITH_DIGIT = re.compile(r"(?:\(\?<?[=!](?:[^()\\]|\\.)*\)|\(\?:|[|)])*\[0-9\]")
# What is no letter, digit or underscore: spelt out for the blocks of characters that texts have, which
# the engine tests faster than "\W".
SEPARATOR = (
    r"[\x00-/:-@\[-^`{-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u2000-\u2070\u20a0-\u20cf"
    r"\u2190-\u245f\u2500-\u2bff\u3000-\u3004\u3008-\u3020\ufe00-\ufe6f\uff00-\uff0f\U0001f000-\U0001faff]"
)
# After a digit, these characters do not begin anything new: 5.000/2022, 9,5, Km93+160/QL, 1/2/3
_AT_A_WORD = r"(?<![0-9][.,/+:-])(?=\w)"


# A pattern that begins with a look-behind.
_LOOKS_BACK = re.compile(r"(?:\(\?:)*\(\?<[=!]")


class Island(Token):
    """A token that can be taken apart: ``match`` has the groups that the grammar names.

    ``names`` are the groups of its terminal, those that took no part in the match included.
    """

    __slots__ = ("_match", "_terminal", "_text")

    _match: re.Match[str] | None
    _terminal: _Terminal
    _text: str

    @property
    def names(self) -> AbstractSet[str]:
        """The names of the groups of its terminal."""
        return self._terminal.names

    @property
    def match(self) -> re.Match[str]:
        """The match of its own terminal; made when it is first asked for, since many islands are joints."""
        if self._match is None:
            self._match = self._terminal.exact.match(self._text, self.start_pos or 0)
            assert self._match is not None
        return self._match


class _Terminal:
    """One terminal: its pattern, compiled when it is first needed."""

    def __init__(self, name: str, pattern: str) -> None:
        self.name, self.pattern = name, pattern

    @cached_property
    def exact(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def names(self) -> AbstractSet[str]:
        return frozenset(self.exact.groupindex)


# Prose after an island that ends in a space and so promised that something follows.
_GAP = _Terminal(GAP, "")


def _island(terminal: _Terminal, text: str, start: int, end: int) -> Island:
    """An island of a text; made without Lark's constructor, which takes as long as the match."""
    words = text[start:end]
    island = str.__new__(Island, words)
    island.type, island.value = terminal.name, words
    island.start_pos, island.end_pos = start, end
    island.line = island.column = island.end_line = island.end_column = None
    island._match, island._terminal, island._text = None, terminal, text  # noqa: SLF001 - its constructor
    return island


class Scanner(Lexer):
    """A lexer for Lark that yields islands and passes over everything between them."""

    __future_interface__ = 1

    def __init__(self, conf: LexerConf) -> None:
        terminals = sorted(conf.terminals, key=lambda terminal: -terminal.priority)
        self._terminals = {t.name: _Terminal(t.name, t.pattern.to_regexp()) for t in terminals}
        ways = {name: beginnings(terminal.pattern) for name, terminal in self._terminals.items()}
        for name, begins in ways.items():
            if can_be_empty(begins):
                raise GrammarError(f"Terminal '{name}' can match where nothing stands")
        starting = [terminal for terminal in terminals if not only_punctuation(ways[terminal.name])]
        self._here = re.compile(look_ahead(ways.values()) + _union(terminals, ways))
        ahead = look_ahead(ways[terminal.name] for terminal in starting)
        self._next = re.compile(SEPARATOR + ahead + _AT_A_WORD + _union(starting, ways))

    def lex(self, lexer_state: LexerState, parser_state: object) -> Iterator[Token]:  # noqa: ARG002 - Lark's interface
        """Yield the islands of the text in order, and a GAP after one that may have promised something to follow.

        Such a one ends in a space or a sign: what ends in a letter or a digit is complete.
        """
        text = lexer_state.text.text
        assert isinstance(text, str)
        end = 0
        for island in self.islands(text):
            start = island.start_pos or 0
            if start > end and end and not text[end - 1].isalnum():
                yield _island(_GAP, text, end, start)
            yield island
            end = island.end_pos or start

    def islands(self, text: str) -> Iterator[Island]:
        """The islands of a folded text; ``start_pos`` and ``end_pos`` are offsets in it."""
        here, search, terminals = self._here.match, self._next.search, self._terminals
        at = 0
        while True:
            match = here(text, at)
            if match is None:
                match = search(text, at)
                if match is None:
                    return
                start = match.start() + 1
            else:
                start = at
            at = match.end()
            if at == start:  # a terminal that matches nothing, of a publisher's: on, or out
                if at == len(text):
                    return
                at += 1
                continue
            yield _island(terminals[match.lastgroup or ""], text, start, at)


def _union(terminals: list[TerminalDef], ways: Mapping[str, Iterable[Beginning]]) -> str:
    """One alternative a terminal, its name in an empty group after it.

    An alternative that starts with a literal is refused by the engine in one step, which a
    group around it would prevent. One that looks at what stands before it first is refused by how it can begin.
    """
    digits: list[str] = []
    others: list[str] = []
    for terminal in terminals:
        pattern = _GROUP_NAME.sub("(?:", terminal.pattern.to_regexp())
        alternative = f"(?:{pattern})(?P<{terminal.name}>)"
        if _LOOKS_BACK.match(pattern):
            alternative = look_ahead([ways[terminal.name]]) + alternative
        (digits if _BEGINS_WITH_DIGIT.match(pattern) else others).append(alternative)
    if digits:
        others.append(f"(?=[0-9])(?:{'|'.join(digits)})")
    return f"(?:{'|'.join(others)})"
