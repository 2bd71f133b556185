"""The lexer of mentions: islands in a sea of prose."""

from __future__ import annotations

import pytest
from hypothesis import given

from strategies import inline_terminals, islands, snippets
from ubnd_digest.grammar.beginnings import Beginning
from ubnd_digest.grammar.files import common_files
from ubnd_digest.grammar.grammar import Grammar, common_grammar
from ubnd_digest.grammar.kept import Kept
from ubnd_digest.grammar.scanner import Scanner
from ubnd_digest.model.text import View


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    return common_grammar().scanner("inline")


@pytest.fixture(scope="module")
def slow_scanner() -> Scanner:
    """The same, which tries all terminals at every word."""
    with pytest.MonkeyPatch.context() as patch:
        anything = frozenset({Beginning("", closed=True)})
        patch.setattr("ubnd_digest.grammar.tables.kept", lambda: Kept(None))
        patch.setattr("ubnd_digest.grammar.scanner.beginnings", lambda pattern: anything)
        made = Grammar(common_files()).scanner("inline")
        assert made.texts  # which are made when they are first asked for
        return made


def found(scanner: Scanner, text: str) -> list[tuple[str, str]]:
    return [(island.type, str(island)) for island in scanner.islands(View(text).folded)]


@given(islands() | snippets())
def test_islands_stand_in_order_and_do_not_overlap(scanner: Scanner, text: str) -> None:
    at = 0
    for island in scanner.islands(text):
        assert at <= island.start_pos < island.end_pos <= len(text)
        assert text[island.start_pos : island.end_pos] == island
        at = island.end_pos


@given(islands() | snippets())
def test_an_island_is_a_match_of_its_terminal(scanner: Scanner, text: str) -> None:
    for island in scanner.islands(text):
        assert island.match.span() == (island.start_pos, island.end_pos)
        assert island.match.re.pattern == inline_terminals()[island.type]


@given(islands() | snippets())
def test_the_look_ahead_hides_nothing(scanner: Scanner, slow_scanner: Scanner, text: str) -> None:
    assert found(scanner, text) == found(slow_scanner, text)


@pytest.mark.parametrize(
    "text", ["", " ", "ủy ban nhân dân xã họp bàn về cấp nước sạch", "số hộ nghèo, tháng qua, ngày nay"]
)
def test_prose_has_no_islands(scanner: Scanner, text: str) -> None:
    assert found(scanner, text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("từ ngày 3/2 đến ngày 5/2/2020", ["DAY", "TO", "DAY"]),
        ("trước 16 giờ ngày 3/2/2020", ["BEFORE", "CLOCK", "DAY"]),
        ("khoản 3 điều 7 luật đất đai năm 2024", ["CLAUSE", "NEXT_UNIT", "ARTICLE", "LAW", "LAW_YEAR"]),
    ],
)
def test_a_mention_is_found_piece_by_piece(scanner: Scanner, text: str, names: list[str]) -> None:
    assert [name for name, _text in found(scanner, text)] == names


def test_an_island_begins_behind_a_separator_only(scanner: Scanner) -> None:
    assert found(scanner, "xquý hai tháng 6/2021") == [("MONTH", "tháng 6/2021")]
    assert found(scanner, "5.000/2022") == []


def test_two_islands_may_touch(scanner: Scanner) -> None:
    assert found(scanner, "năm 2021, 2022") == [("YEAR", "năm 2021"), ("AND_YEAR", ", 2022")]
