"""Expressions without what they look at: they begin as before, and are as wide."""

from __future__ import annotations

import pytest
from lark.utils import sre_parse  # type: ignore[attr-defined]

from ubnd_digest.grammar.expressions import compiled, without_looks
from ubnd_digest.grammar.grammar import common_grammar


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("(?=a)b", "b"),
        ("a(?!b)", "a"),
        ("(?<=a)b(?<!c)", "b"),
        ("(?=(?:a|(b))c)d", "d"),
        ("(?=(?!a)b)c", "c"),
        (r"(?=\))a\(b", r"a\(b"),
        ("(?=[)])a[(]b", "a[(]b"),
        ("[]()]a(?=[^])])b", "[]()]ab"),
        (r"[\](]a(?=b)c", r"[\](]ac"),
        ("(?!)a", "(?!)a"),
        ("a(?=b)*c", "a(?:)*c"),
        ("(?:a)(?P<day>b)", "(?:a)(?P<day>b)"),
        ("", ""),
    ],
)
def test_what_is_looked_at_is_left_out(pattern: str, left: str) -> None:
    assert without_looks(pattern) == left


@pytest.mark.slow  # each terminal
# The longest have shorter ones inside, and are read among the slow tests.
@pytest.mark.parametrize("longest", [20_000, pytest.param(10**9, marks=pytest.mark.slow)])
def test_every_terminal_is_as_wide_without_what_it_looks_at(longest: int) -> None:
    patterns = {name: text for name, text in common_grammar().terminals.items() if len(text) <= longest}
    assert len(patterns) > 1000
    for name, pattern in patterns.items():
        left = without_looks(pattern)
        assert sre_parse.parse(left).getwidth() == sre_parse.parse(pattern).getwidth(), name


def test_an_expression_is_compiled_once() -> None:
    assert compiled("ngày [0-9]") is compiled("ngày [0-9]")
