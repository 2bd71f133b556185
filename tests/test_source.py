"""The folded view, and the way back to the text."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import vietnamese
from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.model.positions import line_and_column
from ubnd_digest.model.text import View, fold_tones

LETTERS_OF_SYMBOLS = common_grammar().pattern("SYMBOL_RUN")


def folded(text: str) -> str:
    return View(text).folded


def tight(text: str) -> str:
    """The view without blanks beside signs: whether one is missing there depends on capitals, too (Sở VH,TT&DL)."""
    return re.sub(r" ?([,;:(-]) ?", r"\1", folded(text))


# ---- offsets -------------------------------------------------------------------------------


@given(vietnamese())
def test_offsets_lead_back_to_the_words(text: str) -> None:
    view = View(text)
    for word in re.finditer(r"\S+", view.folded):
        there = text[view.offset(word.start()) : view.end(word.end())]
        assert folded(there) == word.group()


@given(vietnamese(), st.data())
def test_a_stretch_of_words_leads_back_too(text: str, data: st.DataObject) -> None:
    view = View(text)
    words = list(re.finditer(r"\S+", view.folded))
    if words:
        first = data.draw(st.integers(0, len(words) - 1))
        last = data.draw(st.integers(first, len(words) - 1))
        start, end = words[first].start(), words[last].end()
        assert folded(text[view.offset(start) : view.end(end)]) == view.folded[start:end]


@given(vietnamese() | st.text())
def test_offsets_grow_and_stay_inside_the_text(text: str) -> None:
    view = View(text)
    offsets = [view.offset(at) for at in range(len(view.folded))]
    ends = [view.end(at + 1) for at in range(len(view.folded))]
    assert offsets == sorted(offsets)
    assert all(0 <= start < end <= len(text) for start, end in zip(offsets, ends, strict=True))


@given(vietnamese() | st.text())
def test_places_lead_from_the_text_to_the_view(text: str) -> None:
    view = View(text)
    offsets = [view.offset(at) for at in range(len(view.folded))]
    for offset in offsets:
        assert view.place(offset) == offsets.index(offset)  # a blank that was left out stands where its sign does
    assert view.place(len(text)) == len(view.folded)


@given(vietnamese() | st.text())
def test_the_cased_view_is_as_long_as_the_folded_one(text: str) -> None:
    view = View(text, LETTERS_OF_SYMBOLS)
    assert len(view.cased) == len(view.folded)


# ---- what the fold makes equal -------------------------------------------------------------


@given(vietnamese() | st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert tight(folded(text)) == tight(text)


@given(vietnamese())
def test_decomposed_letters_fold_like_composed_ones(text: str) -> None:
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))


@given(vietnamese())
def test_case_does_not_count(text: str) -> None:
    assert tight(text.upper()) == tight(text)


@given(vietnamese(gaps=(" ", "\n", ", ")))
def test_line_ends_of_windows_leave_the_lines_the_same(text: str) -> None:
    windows = [line.strip() for line in folded(text.replace("\n", "\r\n")).split("\n")]
    assert windows == [line.strip() for line in folded(text).split("\n")]


@given(vietnamese())
def test_a_byte_order_mark_is_not_seen(text: str) -> None:
    assert folded("\ufeff" + text) == folded(text)


@given(vietnamese(gaps=(" ", " - ", "\n")), st.data())
def test_what_is_invisible_is_not_seen(text: str, data: st.DataObject) -> None:
    text = unicodedata.normalize("NFC", text)  # not between a letter and its own mark
    at = data.draw(st.integers(0, len(text)))
    sign = data.draw(st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad"))
    assert folded(text[:at] + sign + text[at:]) == folded(text)


@pytest.mark.parametrize(
    "gap", ["  ", "\t", "\u00a0", "\u2003", "\u202f", "\u00a0 ", " \u200b ", "\u3000", "\u00ad "], ids=ascii
)
def test_every_kind_of_space_is_one_space(gap: str) -> None:
    assert folded(f"ngày{gap}5") == "ngày 5"


@pytest.mark.parametrize("dash", "-\u2010\u2011\u2012\u2013\u2014\u2212")
def test_every_dash_is_a_hyphen(dash: str) -> None:
    assert folded(f"2021 {dash} 2025") == "2021 - 2025"


@pytest.mark.parametrize("letter", ["Đ", "đ", "\u00d0", "\u00f0", "\u0189"], ids=ascii)
def test_every_barred_d_is_one_letter(letter: str) -> None:
    assert folded(f"{letter}ất") == "đất"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("uỷ ban", "ủy ban"),
        ("hoà giải", "hòa giải"),
        ("sức khoẻ", "sức khỏe"),
        ("xoá nhà tạm", "xóa nhà tạm"),
        ("thuỵ", "thụy"),
        ("quí III", "quý III"),
        ("HUỶ BỎ", "HỦY BỎ"),
        ("loè", "lòe"),
    ],
)
def test_both_spellings_of_the_tone_marks_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert folded(unicodedata.normalize("NFD", one)) == folded(other)


@given(vietnamese() | st.text())
def test_tones_are_folded_in_place(text: str) -> None:
    assert len(fold_tones(text)) == len(text)
    assert fold_tones(fold_tones(text)) == fold_tones(text)


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("Quyết định số 12/QĐ-UBND", "quyết định số 12/QĐ-UBND"),
        ("Công văn 7/TTg-KSTT CỦA", "công văn 7/TTg-KSTT của"),
        ("Kết luận số 94-KL/TW", "kết luận số 94-KL/TW"),
        ("UBND TỈNH", "ubnd tỉnh"),
    ],
)
def test_the_letters_of_numbers_keep_their_case(text: str, view: str) -> None:
    assert View(text, LETTERS_OF_SYMBOLS).folded == view


# ---- lines and columns ---------------------------------------------------------------------------------


@given(vietnamese() | st.text(), st.data())
def test_line_and_column_count_as_an_editor_does(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, start = 1, 0
    for row in text.splitlines(keepends=True):
        ended = row.splitlines()[0] != row
        if offset < start + len(row) or not ended:
            break
        line, start = line + 1, start + len(row)
    assert line_and_column(text, offset) == (line, offset - start + 1)


@pytest.mark.parametrize("mark", ["\u0344", "\u0340", "\u0301\u0344\u0344"])
def test_a_mark_that_is_composed_of_two_does_not_lengthen_the_view(mark: str) -> None:
    text = f"họp quý I{mark}"
    view = View(text)
    assert view.end(len(view.folded)) == len(text)
    assert view.offset(len(view.folded)) <= len(text)


def test_a_line_ends_behind_both_signs_of_its_end() -> None:
    assert [line_and_column("à\r\n\r", offset) for offset in range(5)] == [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1)]


# ---- blanks that are missing, and blanks that nobody writes there ----------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("các sở , ngành ; UBND xã : báo cáo", "các sở, ngành; UBND xã: báo cáo"),
        ("các sở  ,ngành;UBND xã", "các sở, ngành; UBND xã"),
        ("phòng, chống AIDS,ma túy,mại dâm", "phòng, chống AIDS, ma túy, mại dâm"),
        ("Ban Chỉ đạo( BCĐ )tỉnh", "Ban Chỉ đạo (BCĐ)tỉnh"),
        ("Ban Chỉ đạo(BCĐ) tỉnh", "Ban Chỉ đạo (BCĐ) tỉnh"),
        ("Vườn quốc gia Cúc Lâm-Đá Bàng", "Vườn quốc gia Cúc Lâm - Đá Bàng"),
        ("Công văn số 12/ UBND-KT", "Công văn số 12/UBND-KT"),
        ("\tSở Y tế \r\n  báo cáo ", "Sở Y tế\nbáo cáo"),
        ("Sở VH,TT&DL", "Sở VH,TT&DL"),
        ("Tờ trình số 5/TTr-UBND", "Tờ trình số 5/TTr-UBND"),
        ("lúc 8 :30, tỷ lệ 1 ,5", "lúc 8 :30, tỷ lệ 1 ,5"),
        ("điểm (a) Điều 5(a), Đoàn 3(B)", "điểm (a) Điều 5(a), Đoàn 3(B)"),
        ("Xi-ôn-cốp, COVID-19", "Xi-ôn-cốp, COVID-19"),
    ],
)
def test_blanks_stand_where_they_belong(written: str, meant: str) -> None:
    view = View(written)
    assert view.cased == meant
    for form in ("NFC", "NFD"):
        assert View(unicodedata.normalize(form, written)).cased == meant
    for word in re.finditer(r"\w+", view.cased):
        assert written[view.offset(word.start()) : view.end(word.end())] == word.group()
