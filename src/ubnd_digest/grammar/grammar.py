"""A composed grammar: its terminals, and the tables and scanners that are made of it when they are first asked for."""

from __future__ import annotations

from functools import cached_property, lru_cache
from threading import RLock
from typing import TYPE_CHECKING

from ubnd_digest.grammar.files import STARTS, GrammarFile, common_files

if TYPE_CHECKING:
    import re

    from lark import Lark
    from lark.lexer import Lexer

    from ubnd_digest.grammar.composed import Parts
    from ubnd_digest.grammar.scanner import Scanner
    from ubnd_digest.grammar.tables import Table

_VERSION_LENGTH = 12


class Grammar:
    """A composed grammar, each part made when it is first used; an earlier process may have made it."""

    def __init__(self, grammar_files: tuple[GrammarFile, ...]) -> None:
        from hashlib import sha256

        from ubnd_digest.grammar.tables import kept_texts

        self.files = grammar_files
        self._sum = sha256("\0".join(part for file in self.files for part in file).encode()).hexdigest()
        self._lock = RLock()
        self._tables: dict[str, Table] = {}
        self._scanners: dict[tuple[str, type[Scanner] | None], Scanner] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._compiled: dict[tuple[str, type, type[Lexer]], Lark] = {}
        # the regular expression of every terminal of all files
        self.terminals = kept_texts("terminals", self._sum, self._composed)

    def __reduce__(self) -> tuple[type[Grammar], tuple[tuple[GrammarFile, ...]]]:
        return Grammar, (self.files,)

    @property
    def version(self) -> str:
        """A digest of the text of all files: another text, another version."""
        return self._sum[:_VERSION_LENGTH]

    @cached_property
    def parts(self) -> Parts:
        """The rules and terminals that Lark makes of the files; a ``GrammarError`` has the place of a mistake."""
        from ubnd_digest.grammar.composed import parts_of

        return parts_of(self.files, STARTS)

    def _composed(self) -> dict[str, str]:
        from ubnd_digest.grammar.checks import check_groups, check_repetitions

        added = [file for file in self.files if file not in common_files()]
        for check in (check_groups, check_repetitions):
            check(self.parts.patterns, added, lambda: common_grammar().terminals)
        return self.parts.patterns

    def pattern(self, terminal: str) -> re.Pattern[str]:
        """The compiled regular expression of one terminal."""
        found = self._patterns.get(terminal)
        if found is None:
            from ubnd_digest.grammar.expressions import compiled

            found = self._patterns[terminal] = compiled(self.terminals[terminal])
        return found

    def table(self, start: str) -> Table:
        """The table of one of the ``STARTS``."""
        from ubnd_digest.grammar.tables import kept_value, read_table

        with self._lock:  # threads that ask at the same time share one
            if start not in self._tables:
                self._tables[start] = kept_value(
                    "table", f"{start} {self._sum}", read_table, lambda: self._plain_table(start)
                )
            return self._tables[start]

    def _plain_table(self, start: str) -> Table:
        from ubnd_digest.grammar.lark_internals import plain_table
        from ubnd_digest.grammar.scanner import in_order

        parser = self.compiled(start)
        terminals = in_order([(one.name, self.terminals[one.name], one.priority) for one in parser.terminals])
        return plain_table(parser, start, terminals)

    def scanner(self, start: str, kind: type[Scanner] | None = None) -> Scanner:
        """What finds the terminals of one start in a text; a scanner of a ``kind`` of its own, where one is given."""
        from ubnd_digest.grammar.scanner import EmptyTerminalError, Scanner

        with self._lock:
            key = start, kind
            if key not in self._scanners:
                terminals = [(name, self.terminals[name]) for name in self.table(start).terminals]
                try:
                    self._scanners[key] = (kind or Scanner)(terminals)
                except EmptyTerminalError as error:
                    from ubnd_digest.grammar.error_places import located

                    raise located(error, self.files) from error
            return self._scanners[key]

    def compiled(self, start: str, callbacks: object = None, lexer: type[Lexer] | None = None) -> Lark:
        """Lark's own parser of one start, for who wants to see its rules, or what it says of a text.

        The first who asks for callbacks of a class gives them; the lexer is by default one that is given the tokens.
        """
        from lark import Lark
        from lark.exceptions import LarkError

        from ubnd_digest.grammar.error_places import located
        from ubnd_digest.grammar.lark_internals import GivenTokens, SharedTable

        key = start, type(callbacks), lexer or GivenTokens
        with self._lock:
            if key not in self._compiled:
                try:
                    self._compiled[key] = Lark(
                        self.parts,
                        parser="lalr",
                        lexer=key[-1],
                        start=start,
                        transformer=callbacks,
                        maybe_placeholders=False,
                        _plugins={"LALR_Parser": SharedTable},
                    )
                except LarkError as error:
                    raise located(error, self.files) from error
            return self._compiled[key]


@lru_cache(maxsize=1)
def common_grammar() -> Grammar:
    """The grammar that every publisher shares, made once a process."""
    return Grammar(common_files())
