"""Texts that the terminals and rules of the grammar match."""

from __future__ import annotations

import re
from copy import copy
from functools import cache
from typing import Any, cast

from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark.lexer import PatternRE, TerminalDef
from lark.load_grammar import Grammar

from ubnd_digest.grammar.grammar import common_grammar

_POSITIVE_ASSERTION = re.compile(r"\(\?<?=")
_LETTERS = "abcdeghiklmnopqrstuvxyăâđêôơưáàảãạéíóúý"


@cache
def inline_terminals() -> dict[str, str]:
    """The pattern of every terminal that the scanner of mentions looks for."""
    grammar = common_grammar()
    return {name: grammar.terminals[name] for name in grammar.table("inline").terminals}


@cache
def _alphabet() -> st.SearchStrategy[str]:
    signs = {sign for pattern in inline_terminals().values() for sign in pattern if sign.isprintable()}
    return st.sampled_from(
        sorted(signs | set(_LETTERS) | set(_LETTERS.upper()) | set("0123456789ABCDEGHIKLMNOPQRSTUVXY \n"))
    )


def _known_to_hypothesis(pattern: str) -> str:
    """A pattern with another spelling of "never": (?!) parses into an opcode that Hypothesis lacks, from Python 3.13 on."""
    return pattern.replace("(?!)", "(?!a?)")


@cache
def matched_by(terminal: str) -> st.SearchStrategy[str]:
    """Texts in which a terminal matches: what it wants to see before and behind itself is written out."""
    pattern = inline_terminals()[terminal]
    written_out = _POSITIVE_ASSERTION.sub("(?:", _known_to_hypothesis(pattern))
    return st.from_regex(written_out, fullmatch=True, alphabet=_alphabet()).filter(re.compile(pattern).search)


def islands() -> st.SearchStrategy[str]:
    """Texts of one to four mentions or pieces of mentions, close together or with prose between them."""
    one = st.deferred(lambda: st.sampled_from(sorted(inline_terminals()))).flatmap(matched_by)
    joints = st.sampled_from((" ", "", ", ", " tại xã ", ".\n", " và "))
    return st.lists(st.tuples(one, joints), min_size=1, max_size=4).map(
        lambda pairs: "".join(text + joint for text, joint in pairs)
    )


_LOOKAROUND = re.compile(r"\(\?<?[=!]")


def _without_lookarounds(pattern: str) -> str:
    """A pattern without what it wants to see, or not to see, around itself."""
    kept: list[str] = []
    at = 0
    while at < len(pattern):
        if not _LOOKAROUND.match(pattern, at):
            step = 2 if pattern[at] == "\\" else 1
            kept.append(pattern[at : at + step])
            at += step
            continue
        depth = 0
        in_class = False
        while True:
            sign = pattern[at]
            at += 2 if sign == "\\" else 1
            if sign == "[":
                in_class = True
            elif sign == "]":
                in_class = False
            elif not in_class:
                depth += (sign == "(") - (sign == ")")
            if not depth:
                break
    return "".join(kept)


class _Rules:
    """The rules of a grammar; Hypothesis is told what to draw for each terminal, and need not read their long patterns."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def compile(self, start: Any, terminals_to_keep: Any) -> tuple[Any, ...]:
        terminals, *others = self._grammar.compile(start, terminals_to_keep)
        return [TerminalDef(t.name, PatternRE("a"), t.priority) for t in terminals], *others


def sentences(rule: str) -> st.SearchStrategy[str]:
    """Sentences of a rule of the inline grammar, drawn from the grammar itself; what that takes is made when they are."""
    return st.deferred(lambda: _sentences(rule))


@cache
def _sentences(rule: str) -> st.SearchStrategy[str]:
    grammar = common_grammar().compiled("inline")
    terminals, _, _ = grammar.grammar.compile([rule], ())
    explicit = {
        t.name: st.from_regex(_without_lookarounds(t.pattern.to_regexp()), fullmatch=True, alphabet=_alphabet())
        for t in terminals
    }
    if rule == "inline":
        explicit["GAP"] = st.sampled_from((" xã ", "tại ", ". "))
    known = copy(grammar)
    known.grammar = cast("Grammar", _Rules(grammar.grammar))
    return from_lark(known, start=rule, explicit=explicit)


@cache
def words_of(terminal: str) -> st.SearchStrategy[str]:
    """What a terminal itself matches, without what it wants to see around itself."""
    pattern = _without_lookarounds(inline_terminals()[terminal])
    return st.from_regex(pattern, fullmatch=True, alphabet=_alphabet()).map(str.strip)
