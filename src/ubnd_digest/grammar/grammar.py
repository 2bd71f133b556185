"""A composed grammar: its terminals, and the tables and scanners that are made of it when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from ubnd_digest.grammar.files import STARTS, GrammarFile, common_files

if TYPE_CHECKING:
    import re

    from lark import Lark
    from lark.lexer import Lexer

    from ubnd_digest.grammar.composed import Parts
    from ubnd_digest.grammar.expressions import Expression
    from ubnd_digest.grammar.scanner import Scanner
    from ubnd_digest.grammar.tables import Table

_VERSION_LENGTH = 12
# Writes a pattern for another view, by a name of its own.
Change: TypeAlias = "Callable[[str], str]"


class Patterns(dict[str, "re.Pattern[str]"]):
    """The regular expressions of terminals by their names, each looked up when it is first asked for."""

    def __init__(self, grammar: Grammar, change: Change | None) -> None:
        self._grammar, self._change = grammar, change

    def __missing__(self, terminal: str) -> re.Pattern[str]:
        found = self[terminal] = self._grammar.pattern(terminal, self._change)
        return found


class Grammar:
    """A composed grammar, each part made when it is first used; an earlier process may have made it."""

    def __init__(self, grammar_files: tuple[GrammarFile, ...]) -> None:
        from ubnd_digest.grammar.records import key_of
        from ubnd_digest.grammar.tables import kept_texts

        self.files = grammar_files
        self._sum = key_of(self._all())
        self._lock = RLock()
        self._tables: dict[str, Table] = {}
        self._scanners: dict[tuple[str, Change | None, Change | None], Scanner] = {}
        self._expressions: dict[tuple[str, Change | None], Expression] = {}
        self._patterns: dict[Change | None, Patterns] = {}
        self._compiled: dict[tuple[str, type, type[Lexer]], Lark] = {}
        # the regular expression of every terminal of all files
        self.terminals = kept_texts("terminals", self._sum, self._composed)

    def __reduce__(self) -> tuple[type[Grammar], tuple[tuple[GrammarFile, ...]]]:
        return Grammar, (self.files,)

    def _all(self) -> str:
        return "\0".join(part for file in self.files for part in file)

    @cached_property
    def version(self) -> str:
        """A digest of the text of all files: another text, another version."""
        from ubnd_digest.grammar.tables import kept_value, read_text

        def made() -> str:
            from hashlib import sha256

            return sha256(self._all().encode()).hexdigest()

        return kept_value("version", self._sum, read_text, made)[:_VERSION_LENGTH]

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

    def expression(self, terminal: str, change: Change | None = None) -> Expression:
        """The regular expression of one terminal, compiled when it is first used.

        For another view than the folded one, a ``change`` says how it is written there.
        """
        known = terminal, change
        found = self._expressions.get(known)
        if found is None:
            from ubnd_digest.grammar.expressions import Expression

            key, terminals = self.terminals.key(terminal), self.terminals
            if change is None:
                found = Expression(key, lambda: terminals[terminal])
            else:
                found = Expression(f"{change.__name__} {key}", lambda: change(terminals[terminal]))
            self._expressions[known] = found
        return found

    def pattern(self, terminal: str, change: Change | None = None) -> re.Pattern[str]:
        """The same, for who does not care when it is compiled."""
        return cast("re.Pattern[str]", self.expression(terminal, change))

    def patterns(self, change: Change | None = None) -> Patterns:
        """Those of all terminals, by their names."""
        return self._patterns.setdefault(change, Patterns(self, change))

    def table(self, start: str) -> Table:
        """The table of one of the ``STARTS``."""
        from ubnd_digest.grammar.tables import kept_value, read_table

        with self._lock:  # threads that ask at the same time share one
            if start not in self._tables:
                self._tables[start] = kept_value(
                    "table", f"{start} {self._sum}", read_table, lambda: self._plain_table(start)
                )
            return self._tables[start]

    def _plain_table(self, start: str) -> list[Any]:
        from ubnd_digest.grammar.lark_internals import plain_table
        from ubnd_digest.grammar.scanner import in_order
        from ubnd_digest.grammar.tables import record_of

        parser = self.compiled(start)
        terminals = in_order([(one.name, self.terminals[one.name], one.priority) for one in parser.terminals])
        return record_of(plain_table(parser, start, terminals))

    def scanner(self, start: str, change: Change | None = None, matched: Change | None = None) -> Scanner:
        """What finds the terminals of one start in a text.

        In another view than the folded one with a ``change``; what is ``matched`` may be changed otherwise.
        """
        from ubnd_digest.grammar.scanner import EmptyTerminalError, Scanner

        with self._lock:
            key = start, change, matched
            if key not in self._scanners:
                names = self.table(start).terminals
                terminals = [(name, self.expression(name, change)) for name in names]
                others = matched and [self.expression(name, matched) for name in names]
                try:
                    self._scanners[key] = Scanner(terminals, others)
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
