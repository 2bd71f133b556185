"""Texts made of each terminal's own words, which ``python -m benchmarks.pumped`` repeats and measures."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from benchmarks import pumped


def test_what_is_drawn_is_of_the_terminal() -> None:
    """Most terminals find something in what is drawn of them: the others want something around it."""
    import random
    import re

    draw = random.Random(7)
    patterns = [*pumped.terminals().values()]
    assert len(patterns) > 1_000
    found = [bool(re.search(p, pumped.sample(p, draw))) for p in patterns[::20]]
    assert sum(found) > 0.7 * len(found)
