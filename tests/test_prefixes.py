"""The look-ahead in front of the scanner's expression."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import inline_terminals, matched_by
from ubnd_digest.grammar.beginnings import beginnings, look_ahead, only_punctuation

TERMINALS = sorted(inline_terminals())


def look_ahead_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(look_ahead(map(beginnings, patterns)))


@pytest.fixture(scope="module")
def ahead() -> re.Pattern[str]:
    return look_ahead_of(inline_terminals().values())


def _compiles(pattern: str) -> bool:
    try:
        return bool(re.compile(pattern))
    except re.error:
        return False


@given(st.sampled_from(TERMINALS).flatmap(lambda name: st.tuples(st.just(name), matched_by(name))))
def test_it_holds_wherever_a_terminal_matches(ahead: re.Pattern[str], case: tuple[str, str]) -> None:
    name, text = case
    for match in re.finditer(inline_terminals()[name], text):
        assert ahead.match(text, match.start())


@given(st.sampled_from(TERMINALS).flatmap(lambda name: st.tuples(st.just(name), matched_by(name))))
def test_a_terminal_of_signs_never_matches_at_a_letter_or_digit(case: tuple[str, str]) -> None:
    name, text = case
    pattern = inline_terminals()[name]
    if only_punctuation(beginnings(pattern)):
        assert not [match for match in re.finditer(pattern, text) if re.match(r"\w", match.group())]


@given(
    st.lists(
        st.from_regex(r"(?:[a-cđ]{1,3}\??|\[a-c1\]|\(?:?a\|bc\)){1,3}", fullmatch=True).filter(_compiles),
        min_size=1,
    )
)
def test_it_holds_for_any_expression(patterns: list[str]) -> None:
    found = look_ahead_of(patterns)
    for text in ("abc", "aabc", "bca", "cab", "đab", "1ab", "ccb"):
        if any((match := re.match(pattern, text)) and match.group() for pattern in patterns):
            assert found.match(text)


@pytest.mark.parametrize("text", ["hộ nghèo", "xã", "zalo", "karaoke", "!", "?"])
def test_it_refuses_most_words(ahead: re.Pattern[str], text: str) -> None:
    assert not ahead.match(text)


@pytest.mark.parametrize(
    ("patterns", "held", "refused"),
    [
        (["ngày [0-9]"], ["ngày 5"], ["năm", "5"]),
        (["(?:tháng|quý) "], ["tháng 5", "quý 1"], ["năm"]),
        (["(?:các )?số"], ["các số", "số"], ["của"]),
        (["[0-9]{1,2}h"], ["5h", "15h"], ["h"]),
        (["(?<=từ )[0-9]"], ["5"], ["từ"]),
        (["a.c"], ["abc", "azc"], ["b"]),
        (["[^a]b", "cd"], ["xb", "cd"], []),
        ([" và ", "của"], ["của", " và "], ["và"]),
        (["(?:ban|bàn) (?:giao|hành)"], ["ban hành", "bàn giao"], ["bàn ghế", "ban ngày"]),
        (["(?:a?){2,3}b"], ["aab", "b"], ["ax", "e"]),
        (["(?:c|)+d"], ["ccd", "d"], []),
        (["(?>an|a)b", "c++d"], ["anb", "ab", "cd"], ["x"]),
    ],
)
def test_beginnings(patterns: list[str], held: list[str], refused: list[str]) -> None:
    found = look_ahead_of(patterns)
    assert [text for text in held if not found.match(text)] == []
    assert [text for text in refused if found.match(text)] == []


def test_the_ways_to_begin_are_the_same_in_every_process() -> None:
    letters = "".join(map(chr, range(ord("a"), ord("z") + 1)))
    script = (
        "from ubnd_digest.grammar.beginnings import beginnings\n"
        f"for pattern in ('[{letters}]{{2,4}}', '(?:[{letters}]|[{letters[:9]}][{letters}0-9&]+)[- ]?x'):\n"
        "    print(*sorted(beginnings(pattern)))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            encoding="utf8",
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
