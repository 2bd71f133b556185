"""A grammar that was compiled once gives each parser its own part."""

from __future__ import annotations

from ubnd_digest.grammar.composed import Parts, compose
from ubnd_digest.grammar.files import common_files

STARTS = ("inline", "clauses", "structure")


def test_a_part_has_the_rules_and_terminals_that_compiling_it_alone_gives() -> None:
    composed = compose(common_files())
    parts = Parts(composed, STARTS)
    for start in STARTS:
        terminals, rules, ignored = parts.compile([start], ())
        alone = composed.compile([start], ())
        assert {t.name: t.pattern.to_regexp() for t in terminals} == {t.name: t.pattern.to_regexp() for t in alone[0]}
        assert {str(rule) for rule in rules} == {str(rule) for rule in alone[1]}
        assert ignored == alone[2]


def test_terminals_that_no_rule_uses_have_patterns() -> None:
    parts = Parts(compose(common_files()), STARTS)
    assert {"TITLE", "SYMBOL_RUN", "SENTENCE_END"} <= parts.patterns.keys()


def test_what_is_to_be_kept_is_kept() -> None:
    terminals, _rules, _ignored = Parts(compose(common_files()), STARTS).compile(["structure"], {"TITLE", "DAY"})
    assert {"TITLE", "DAY"} <= {terminal.name for terminal in terminals}
