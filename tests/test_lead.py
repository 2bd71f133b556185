"""The lead is cut into entries, and the lines that repeat them are found."""

from __future__ import annotations

import pytest

from ubnd_digest.reading.lead import Entry, TextLine, aligned, entry_of, matches, may_be_heading, words_of


def entries(*texts: str) -> list[Entry]:
    found, at = [], 0
    for text in texts:
        found.append(Entry(at, at + len(text), 0, text, words_of(text)))
        at += len(text) + 2
    return found


def lines(*texts: str) -> list[TextLine]:
    return [TextLine(0, len(text), text, blank_before=False, capital=True) for text in texts]


@pytest.mark.parametrize("part", ["mở bến phà", "  mở bến phà .", "; mở bến phà…", "mở bến phà./."])
def test_what_surrounds_an_entry_is_left_out(part: str) -> None:
    found = entry_of(0, 100, part, 0, len(part))
    assert found is not None
    assert (found.text, found.start) == ("mở bến phà", 100 + part.index("mở"))


def test_an_entry_of_signs_is_none() -> None:
    assert entry_of(0, 0, " ;. ", 0, 4) is None


def test_the_same_words_match_whatever_the_signs() -> None:
    assert matches(entries("sửa đê, kè"), lines("sửa đê kè")) == {0: 0}


def test_an_entry_that_comes_twice_is_matched_in_order() -> None:
    assert matches(entries("sửa đê kè", "trồng cây", "sửa đê kè"), lines("sửa đê kè", "trồng cây", "sửa đê kè")) == {
        0: 0,
        1: 1,
        2: 2,
    }


def test_a_word_more_or_less_does_not_matter() -> None:
    entry = "tăng cường phòng cháy rừng mùa khô"
    assert matches(entries(entry), lines("tăng cường phòng cháy rừng mùa khô hanh")) == {0: 0}
    assert matches(entries(entry), lines("mở bến phà")) == {}


def test_parts_that_together_are_a_heading_are_joined() -> None:
    found = list(aligned(entries("họp báo", "trao giải", "sửa đê"), {words_of("họp báo; trao giải"), ("sửa", "đê")}))
    assert [entry.words for entry in found] == [("họp", "báo", "trao", "giải"), ("sửa", "đê")]


def test_a_part_that_holds_two_headings_is_split() -> None:
    found = aligned(entries("họp báo, trao giải, sửa đê"), {words_of("họp báo"), words_of("sửa đê")})
    assert [entry.text for entry in found] == ["họp báo", "trao giải", "sửa đê"]


def test_a_part_without_a_heading_stays_whole() -> None:
    assert [entry.text for entry in aligned(entries("họp báo, trao giải"), set())] == ["họp báo, trao giải"]


@pytest.mark.parametrize("text", ["mở bến phà.", "mở bến phà:", "- mở bến phà", "phà", "a b" * 300])
def test_a_heading_has_a_form(text: str) -> None:
    (line,) = lines(text)
    assert not may_be_heading(line)
    assert may_be_heading(lines("mở bến phà")[0])
