"""Texts as a grammar reads them, to ask which terminals they reach."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.authoring.check_subject import Subject
from ubnd_digest.authoring.check_total import Walk
from ubnd_digest.grammar.grammar import scanner_of
from ubnd_digest.model.text import View
from ubnd_digest.reading.inline import inline_parser

if TYPE_CHECKING:
    from ubnd_digest.grammar.grammar import Grammar

# How the terminals that are asked for by name are matched on a line: structure.py.
ON_LINES = {
    "TITLE": "match", "OWN_TITLE": "match", "PERIOD_WORDS": "search", "LEAD_TAIL": "search", "LEAD_HEAD": "match",
    "IMAGE": "fullmatch", "CAPTION": "fullmatch", "CHROME": "fullmatch", "PAGE_HEAD": "fullmatch",
    "PAGE_FOOT": "fullmatch", "BANNER": "fullmatch", "OWN_SECTION": "fullmatch", "OWN_HEADING": "fullmatch",
    "OPENING": "match", "CONTINUING": "match", "TASK": "match",
}  # fmt: skip
# Those that are matched around the number of a document: issued.py.
_BEFORE_NUMBERS = ("ISSUED_BEFORE", "CITED_BEFORE")
_BEHIND_NUMBERS = ("FOREIGN_BEHIND",)
_NUMBERS = ("TYPED_NUMBER", "NAMED_LAW_NUMBER", "UNTYPED_NUMBER", "NUMBER", "TYPED_SERIAL")
_NEAR = 70
# How far a terminal may look beyond the token that holds it.
_BEYOND = 200


class Found(NamedTuple):
    """A token of a text; ``kind`` is its terminal."""

    kind: str
    start: int
    end: int


class Reading:
    """One text as a grammar reads it."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.grammar = grammar
        self.folded = View(text, grammar.pattern("SYMBOL_RUN")).folded
        self.inline = self._inline()
        self.clauses: list[Found] = []
        self.lines: list[str] = []
        start = 0
        for line in self.folded.split("\n"):
            self.lines.append(line.strip(" "))
            islands = grammar.scanner("clauses").islands(line)
            self.clauses += [Found(i.type, start + (i.start_pos or 0), start + (i.end_pos or 0)) for i in islands]
            start += len(line) + 1

    def _inline(self) -> list[Found]:
        """The tokens of the inline grammar, those between islands included."""
        from lark.lexer import LexerState
        from lark.utils import TextSlice

        scanner = scanner_of(inline_parser(self.grammar))
        tokens = scanner.lex(LexerState(TextSlice.cast_from(self.folded)), None)
        return [Found(token.type, token.start_pos or 0, token.end_pos or 0) for token in tokens]

    @property
    def found(self) -> list[Found]:
        """All tokens."""
        return self.inline + self.clauses

    def completed(self) -> set[tuple[str, tuple[str, ...]]]:
        """The rules of the inline grammar that the text completes: their names, and what they consist of."""
        walk = Walk(self.grammar)
        stack, found = walk.start, set()
        for token in [*(token.kind for token in self.inline), "$END"]:
            behind, completed = walk.step(stack, token)
            found |= {(rule.origin.name, tuple(symbol.name for symbol in rule.expansion)) for rule in completed}
            if behind is None:
                break
            stack = behind
        return found


def reaches(readings: Iterable[Reading], subject: Subject, name: str, pattern: str) -> bool:
    """Whether a text reaches a terminal, or a form of it with a pattern of its own.

    A terminal of a rule is reached by a token of its kind; one inside others, by a token of theirs with a
    match in it; one that is asked for by name, where it is asked for.
    """
    expression = re.compile(pattern)
    holders = subject.holders.get(name, set())
    return any(_in_tokens(r, name, holders, expression) or _by_name(r, name, holders, expression) for r in readings)


def _in_tokens(reading: Reading, name: str, holders: set[str], expression: re.Pattern[str]) -> bool:
    for token in reading.found:
        if token.kind == name:
            match = expression.match(reading.folded, token.start)
            if match and match.end() == token.end:
                return True
        elif token.kind in holders:
            match = expression.search(reading.folded, token.start, token.end + _BEYOND)
            if match and match.start() <= token.end:
                return True
    return False


def _by_name(reading: Reading, name: str, holders: set[str], expression: re.Pattern[str]) -> bool:
    scanned = {token.kind for token in reading.found}
    if name in ON_LINES:
        return any(getattr(expression, ON_LINES[name])(line) for line in reading.lines if line)
    if name in _BEFORE_NUMBERS:
        folded = reading.folded
        return any(expression.search(folded[max(0, n.start - _NEAR) : n.start]) for n in _numbers(reading))
    if name in _BEHIND_NUMBERS:
        return any(expression.match(reading.folded, end) for end in _ends_of_references(reading))
    for holder in holders & ON_LINES.keys():
        outer = reading.grammar.pattern(holder)
        held = [line for line in reading.lines if line and getattr(outer, ON_LINES[holder])(line)]
        if any(expression.search(line) for line in held):
            return True
    if name == "FOREIGN_SYMBOL" or "FOREIGN_SYMBOL" in holders:
        return any(expression.search(reading.folded[number.start : number.end]) for number in _numbers(reading))
    asked_for = not holders and name not in scanned and name not in _terminals_of_rules(reading.grammar)
    return asked_for and expression.search(reading.folded) is not None


def _terminals_of_rules(grammar: Grammar) -> set[str]:
    scanners = (scanner_of(inline_parser(grammar)), grammar.scanner("clauses"))
    return {name for scanner in scanners for name in scanner._terminals}  # noqa: SLF001 - its terminals by name


def _ends_of_references(reading: Reading) -> Iterator[int]:
    """Where references may end: behind a number, a joint, the date behind it."""
    for at, token in enumerate(reading.inline):
        if token.kind in _NUMBERS:
            yield from (behind.end for behind in reading.inline[at : at + 3])


def _numbers(reading: Reading) -> list[Found]:
    return [token for token in reading.inline if token.kind in _NUMBERS]
