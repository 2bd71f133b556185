"""A composed grammar: its terminals, and the parsers that are compiled of it when they are first asked for."""

from __future__ import annotations

from functools import cached_property, lru_cache
from threading import RLock
from typing import TYPE_CHECKING, cast

from ubnd_digest.grammar.expressions import compiled
from ubnd_digest.grammar.files import STARTS, GrammarFile, common_files

if TYPE_CHECKING:
    import re

    from lark import Lark
    from lark.lexer import Lexer

    from ubnd_digest.grammar.scanner import Scanner

_VERSION_LENGTH = 12


class Grammar:
    """A composed grammar, each part compiled when it is first used."""

    def __init__(self, grammar_files: tuple[GrammarFile, ...]) -> None:
        from ubnd_digest.grammar.checks import check_groups
        from ubnd_digest.grammar.composed import parts_of

        self.files = grammar_files
        self.parts = parts_of(grammar_files, STARTS)
        added = [file for file in grammar_files if file not in common_files()]
        check_groups(self.parts.patterns, added, lambda: common_grammar().terminals)
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._lock = RLock()
        self._compiled: dict[str, Lark] = {}

    def __reduce__(self) -> tuple[type[Grammar], tuple[tuple[GrammarFile, ...]]]:
        return Grammar, (self.files,)

    @cached_property
    def version(self) -> str:
        """A digest of the text of all files: another text, another version."""
        from hashlib import sha256

        return sha256("\0".join(part for file in self.files for part in file).encode()).hexdigest()[:_VERSION_LENGTH]

    @property
    def terminals(self) -> dict[str, str]:
        """The regular expression of every terminal of all files."""
        return self.parts.patterns

    def pattern(self, terminal: str) -> re.Pattern[str]:
        """The compiled regular expression of one terminal."""
        found = self._patterns.get(terminal)
        if found is None:
            found = self._patterns[terminal] = compiled(self.terminals[terminal])
        return found

    def compiled(self, start: str, transformer: object = None, lexer: type[Lexer] | None = None) -> Lark:
        """The parser of one of the ``STARTS``; the first who asks for it says what becomes of its trees and tokens.

        That is, Lark's callbacks, or None for trees; and the class of the lexer, or None for the scanner of islands.
        """
        from lark import Lark
        from lark.exceptions import LarkError

        from ubnd_digest.grammar.error_places import located
        from ubnd_digest.grammar.lark_internals import SharedTable
        from ubnd_digest.grammar.scanner import Scanner

        with self._lock:  # threads that ask at the same time share one
            if start not in self._compiled:
                try:
                    self._compiled[start] = Lark(
                        self.parts,
                        parser="lalr",
                        lexer=lexer or Scanner,
                        start=start,
                        transformer=transformer,
                        maybe_placeholders=False,
                        _plugins={"LALR_Parser": SharedTable},
                    )
                except LarkError as error:
                    raise located(error, self.files) from error
            return self._compiled[start]

    def scanner(self, start: str) -> Scanner:
        """The lexer of one start, for what needs its tokens only."""
        return scanner_of(self.compiled(start))


def scanner_of(parser: Lark) -> Scanner:
    """The scanner inside a compiled parser."""
    from ubnd_digest.grammar.lark_internals import lexer_of

    return cast("Scanner", lexer_of(parser))


@lru_cache(maxsize=1)
def common_grammar() -> Grammar:
    """The grammar that every publisher shares, compiled once a process."""
    return Grammar(common_files())
