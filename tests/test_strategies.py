"""The strategies draw what they are named for, so that a law over them can fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import ubnd_digest as ud
from strategies import KINDS, full_texts, held, sentences_with, texts_with
from support.budgets import PROFILE
from ubnd_digest import testing

pytestmark = pytest.mark.hypothesis  # counted once more where the laws have all of their examples
DRAWS = 60 if PROFILE == "ci" else 200
ENOUGH = DRAWS * 9 // 10

VALUES: dict[str, tuple[st.SearchStrategy[Any], Callable[[str], tuple[Any, ...]]]] = {
    "references": (testing.references(), ud.find_references),
    "dates": (testing.date_expressions(), ud.find_dates),
    "ranges": (testing.date_ranges(), ud.find_ranges),
    "deadlines": (testing.deadlines(), ud.find_deadlines),
    "provisions": (testing.provisions(), ud.find_provisions),
}


def drawn(strategy: st.SearchStrategy[Any]) -> list[Any]:
    """So many draws, the same ones always."""
    found: list[Any] = []

    @seed(10)
    @settings(
        max_examples=DRAWS,
        derandomize=False,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(value: Any) -> None:
        found.append(value)

    draw()
    return found


@pytest.mark.slow  # very many texts
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("strategy", [texts_with, sentences_with])
def test_nine_of_ten_texts_hold_what_they_are_drawn_for(
    strategy: Callable[[str], st.SearchStrategy[str]], kind: str
) -> None:
    texts = drawn(strategy(kind))
    assert len(texts) == DRAWS
    assert sum(bool(held(text, kind)) for text in texts) >= ENOUGH
    assert len({held(text, kind) for text in texts}) > DRAWS / 5


def test_nine_of_ten_full_texts_hold_every_kind() -> None:
    digests = [ud.parse(text) for text in drawn(full_texts())]
    assert len(digests) == DRAWS
    assert {kind: sum(bool(getattr(digest, kind)) for digest in digests) >= ENOUGH for kind in KINDS} == dict.fromkeys(
        KINDS, True
    )
    assert 0.3 * DRAWS < sum(bool(digest.items) for digest in digests) < 0.7 * DRAWS


@pytest.mark.parametrize("kind", VALUES)
def test_values_are_found_where_they_are_written(kind: str) -> None:
    strategy, find = VALUES[kind]
    assert sum(bool(find(str(value))) for value in drawn(strategy)) == DRAWS


@pytest.mark.slow  # very many texts
def test_most_digests_have_items_and_every_kind_of_mention_is_common() -> None:
    digests = drawn(testing.digests())
    assert sum(bool(digest.items) for digest in digests) > DRAWS / 2
    counts = {kind: sum(bool(getattr(digest, kind)) for digest in digests) for kind in KINDS}
    assert all(count > DRAWS / 8 for kind, count in counts.items() if kind != "effective_dates"), counts
