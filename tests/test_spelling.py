"""Slips of the pen in the words of the grammar, mended in the view; what the caller gets is the text as it was."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from ubnd_digest.grammar.files import TABLES
from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.grammar.spelling import Spelling
from ubnd_digest.model.text import View

NAMES = Path(__file__).parents[1] / "grammars" / "names"
SPELLING = Spelling(common_grammar())


def mended(text: str) -> str:
    return View(text, mended=SPELLING.mended).cased


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Bệnh viên Phổi tỉnh", "Bệnh viện Phổi tỉnh"),
        ("Quyêt định số 7/QĐ-UBND", "Quyết định số 7/QĐ-UBND"),
        ("THÔNG BAO KẾT LUẬN", "THÔNG BÁO KẾT LUẬN"),
        ("phối hơp với các ngành", "phối hợp với các ngành"),
        ("Trung tam Y tế", "Trung tâm Y tế"),
        ("Phó Chủ tich thường trực", "Phó Chủ tịch thường trực"),
        ("giao nhiêm vụ, thưc hiện", "giao nhiệm vụ, thực hiện"),
        ("Kê hoạch và Đâu tư", "Kế hoạch và Đầu tư"),
        ("“khân trương” rà soát", "“khẩn trương” rà soát"),
        ("trách nhiệm; bao cáo.", "trách nhiệm; báo cáo."),
        # behind a line end, where the last syllable above would make a word with it
        ("THÀNH AN\n\nCãn cứ Luật Giá", "THÀNH AN\n\nCăn cứ Luật Giá"),
        # one syllable before figures; before a number with its symbol another word, too
        ("Điêu 1, khoản 2", "Điều 1, khoản 2"),
        ("ngảy 5 thảng 3 nãm 2024", "ngày 5 tháng 3 năm 2024"),
        ("Nghị quyết sô 8/NQ-HĐND", "Nghị quyết số 8/NQ-HĐND"),
        ("Tờ trình sổ 61/2024/TTr-SYT", "Tờ trình số 61/2024/TTr-SYT"),
        # words with a small one
        ("Vê việc họp", "Về việc họp"),
        ("Noi nhận:", "Nơi nhận:"),
    ],
)
def test_a_wrong_mark_of_a_word_of_the_lists_is_mended(written: str, meant: str) -> None:
    assert mended(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "nghề truyền thống",  # not truyền thông
        "học viên của trường",  # not học viện
        "hỗ trợ công nhân",  # not công nhận
        "Trung tâm lưu trữ",
        "huyện Quang Bình",  # a name: not Quảng Bình
        "ông Trần Văn Hòa",  # not văn hóa
        "gia đình chính sách",  # not đính chính
        "đôn đốc thực hiện",  # not đốc thúc: the words beside it are words
        "ghi sổ 12 hiện vật",  # not số
        "hồ sơ 12/TTr-SYT",
        "cơ sở 2, nghỉ ngay 3 ngày, thắng 2 trận",
        "khoán 10 ở Nậm 5, nằm 2 tuần",
        "Hà Nội nhận hàng",  # not nơi nhận
        "thông.bao",  # no blank between them
        "bẹnh viên",  # two letters
        "Sở Y tế có bản đồ",
    ],
)
def test_what_is_no_slip_stays(written: str) -> None:
    assert mended(written) == written


@pytest.mark.parametrize("name", [*TABLES, "laws", "issuers"])
def test_no_name_of_the_tables_is_taken_for_a_slip(name: str) -> None:
    with (NAMES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.DictReader(file) for head, cell in row.items() if head != "source" and cell]
    assert cells
    assert [cell for cell in cells if mended(cell) != View(cell).cased] == []


def test_the_mentions_have_the_text_as_it_was() -> None:
    text = "Căn cứ Quyêt định số 12/QĐ-UBND,  Bệnh viên Nhi phối hơp với Sở Y tế báo cáo trước ngày 5/6/2024."
    digest = ud.parse(text)
    (reference,) = digest.references
    assert (reference.type, reference.text) == (ud.DocumentType.DECISION, "Quyêt định số 12/QĐ-UBND")
    hospital = digest.agencies[0]
    assert (hospital.text, hospital.name) == ("Bệnh viên Nhi", "Bệnh viện Nhi")
    assert all(text[one.span.start : one.span.end] == one.text for one in (*digest.agencies, *digest.duties))
    assert digest.duties[0].responsible == "Bệnh viên Nhi"


@given(
    st.lists(st.sampled_from(["bệnh", "viên", "viện", "phối", "hơp", "hợp", " ", " ", "\n", ",", "̣", "Sở", "đ", "İ"]))
)
def test_the_length_stays_and_twice_is_once(parts: list[str]) -> None:
    text = "".join(parts)
    view = View(text)
    once, _ = SPELLING.mended(view.cased, view.folded)
    assert len(once) == len(view.cased)
    assert mended(once) == mended(mended(once)) or "viên" in once or "hơp" in once


def test_many_words_that_nobody_knows_are_forgotten() -> None:
    spelling = Spelling(common_grammar())
    words = " ".join(f"a{chr(97 + at % 26)}{chr(97 + at // 26 % 26)}{chr(97 + at // 676 % 26)}" for at in range(40_000))
    assert spelling.mended(words, words) == (words, [])
    assert len(spelling._pairs) <= 1 << 15


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", " \n "])
def test_no_word_is_mended_over_the_end_of_a_line(end: str) -> None:
    text = f"công văn{end}ban hành"
    assert mended(text) == View(text).cased


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Đầu tưchủ trì", "Đầu tư chủ trì"),  # one way alone gives two syllables
        ("y tếchủ trì", "y tế chủ trì"),  # and not tếc hủ: y tế is a word
        ("kế hoạch thựchiện", "kế hoạch thực hiện"),  # and not thự chiện
        ("giao tỉnhgiao", "giao tỉnh giao"),
        ("hạn trướcngày 5/6", "hạn trước ngày 5/6"),
        ("các xã,phườngbáo cáo.", "các xã, phường báo cáo."),
        ("Sở KH&CNcùng VNPT", "Sở KH&CN cùng VNPT"),
        ("của UBNDtỉnh và HĐNDđã", "của UBND tỉnh và HĐND đã"),
        ("nhà trườngBộ Y tế", "nhà trường Bộ Y tế"),
    ],
)
def test_words_that_run_together_are_parted(written: str, meant: str) -> None:
    assert mended(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "huyện Đakrông, xã Êđê",  # names
        "ông Lênin, tỉnh Đắklắk",
        "trang online, video, vitamin",  # no word of the language
        "phong trào nghiêng khuya ngoằn ngoèo giêng quyết",  # one syllable each
        "văn phanhà",  # pha nhà, phan hà: either
        "văn " + "báo" * 40,  # no two words
        "ỦY BAN NHÂN DÂN TỈNHGIAO",
        "TTHC, UBTƯ, VNeID",
    ],
)
def test_what_may_be_one_word_stays_whole(written: str) -> None:
    assert mended(written) == View(written).cased


@given(
    st.lists(
        st.sampled_from(["Sở Kế hoạch và Đầu tưchủ", "Bo\u0323", " ", "  ", ",", "\u200b", "xãbáo", "\n", "12"]),
        max_size=12,
    )
)
def test_every_place_of_a_parted_view_is_one_of_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    view = View(text, mended=SPELLING.mended)
    offsets = [view.offset(at) for at in range(len(view.folded))]
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)
    missing = set(view.added())
    for at, sign in enumerate(view.cased):
        if at not in missing and sign.isalnum():
            assert text[offsets[at]] in (sign, "o")  # the letter, or that of a mark that stands behind it
