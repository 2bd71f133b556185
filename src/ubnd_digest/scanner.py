"""Finds the islands of a text: the lexer of the grammars.

Lark's own lexers read every character of the water between two islands. This one builds a
single regular expression from the grammar's terminals and lets the regular expression engine
skip the water. An island begins behind a separator (a character that is no letter, digit or
underscore), or directly behind another island; terminals that begin with a space or a sign
can therefore only stand behind another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lark.lexer import Lexer, Token

from ubnd_digest.prefixes import beginnings, look_ahead, only_signs

if TYPE_CHECKING:
    from lark.common import LexerConf
    from lark.lexer import LexerState, TerminalDef

_GROUP_NAME = re.compile(r"\(\?P<\w+>")
# Terminals that can only begin with a digit share one look-ahead.
_BEGINS_WITH_DIGIT = re.compile(r"(?:\(\?<?[=!](?:[^()\\]|\\.)*\)|\(\?:|[|)])*\[0-9\]")
# Behind a digit, these signs do not begin anything new: 5.000/2022, 9,5, Km93+160/QL, 1/2/3
_SEPARATOR = r"[^\w]"
_AT_A_WORD = r"(?<![0-9][.,/+:-])(?=\w)"


# Water behind an island that ends in a space and so promised that something follows.
GAP = "GAP"


class Island(Token):
    """A token with the match of its own terminal: the groups that the grammar names."""

    __slots__ = ("match",)

    match: re.Match[str]


class Scanner(Lexer):
    """A lexer for Lark that yields islands and passes over everything between them."""

    __future_interface__ = 1

    def __init__(self, conf: LexerConf) -> None:
        terminals = sorted(conf.terminals, key=lambda terminal: -terminal.priority)
        self._patterns = {t.name: _pattern(t) for t in terminals}
        self._exact: dict[str, re.Pattern[str]] = {}
        ways = {name: beginnings(pattern) for name, pattern in self._patterns.items()}
        starting = [terminal for terminal in terminals if not only_signs(ways[terminal.name])]
        self._here = re.compile(look_ahead(ways.values()) + _union(terminals))
        ahead = look_ahead(ways[terminal.name] for terminal in starting)
        self._next = re.compile(_SEPARATOR + ahead + _AT_A_WORD + _union(starting))

    def lex(self, lexer_state: LexerState, parser_state: object) -> Iterator[Token]:
        """Yield the islands of the text in order, and a GAP behind one that promised something to follow."""
        text = lexer_state.text.text
        assert isinstance(text, str)
        end = 0
        for island in self.islands(text):
            start = island.start_pos or 0
            if start > end and end and text[end - 1] == " ":
                yield Island(GAP, "", end, end_pos=start)
            yield island
            end = island.end_pos or start

    def islands(self, text: str) -> Iterator[Island]:
        """The islands of a folded text; ``start_pos`` and ``end_pos`` are offsets in it."""
        here, search = self._here.match, self._next.search
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
            name = match.lastgroup
            assert name is not None
            exact = self._exact.get(name) or self._compile(name)
            island = Island(name, text[start:at], start, end_pos=at)
            taken_apart = exact.match(text, start)
            assert taken_apart is not None
            island.match = taken_apart
            yield island

    def _compile(self, name: str) -> re.Pattern[str]:
        exact = self._exact[name] = re.compile(self._patterns[name])
        return exact


def _pattern(terminal: TerminalDef) -> str:
    return terminal.pattern.to_regexp()


def _union(terminals: list[TerminalDef]) -> str:
    """One alternative a terminal, its name in an empty group behind it.

    An alternative that starts with a literal is refused by the engine in one step, which a
    group around it would prevent.
    """
    digits: list[str] = []
    others: list[str] = []
    for terminal in terminals:
        pattern = _GROUP_NAME.sub("(?:", _pattern(terminal))
        alternative = f"(?:{pattern})(?P<{terminal.name}>)"
        (digits if _BEGINS_WITH_DIGIT.match(pattern) else others).append(alternative)
    if digits:
        others.append(f"(?=[0-9])(?:{'|'.join(digits)})")
    return f"(?:{'|'.join(others)})"
