"""Texts made of each terminal's own words, repeated: none makes the parse slower than it is long."""

from __future__ import annotations

import gc
import sys
from itertools import islice
from pathlib import Path

import pytest

import ubnd_digest as ud
from ubnd_digest.publishers.registry import grammar_of

sys.path.append(str(Path(__file__).parents[1]))
from benchmarks import pumped

PARTS = 24


def test_a_quadratic_step_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The measure itself: a loop over all pairs is steep, a parse of words that mean nothing is not."""

    monkeypatch.setattr(pumped, "_LARGE", 2_500)

    def pairs(text: str) -> int:
        words = text.split()
        return sum(one is other for one in words for other in words)

    assert pumped.is_steep(pairs, lambda length: ("ab " * length)[:length])
    assert not pumped.is_steep(ud.parse, lambda length: ("a " * length)[:length])


def test_what_is_drawn_is_of_the_terminal() -> None:
    """Most terminals find something in what is drawn of them: the others want something around it."""
    import random
    import re

    draw = random.Random(7)
    patterns = [*pumped.terminals().values()]
    assert len(patterns) > 1_000
    found = [bool(re.search(p, pumped.sample(p, draw))) for p in patterns[::20]]
    assert sum(found) > 0.7 * len(found)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_no_terminal_makes_a_text_slow(part: int) -> None:
    """Four times the text takes less than seven times the time: what is linear takes four, what is quadratic sixteen."""
    names = [*grammar_of(None).terminals][part::PARTS]
    assert list(islice(pumped.steep(names, most=6), 3)) == []
    assert gc.isenabled()
