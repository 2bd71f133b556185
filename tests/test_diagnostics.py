"""Every diagnostic: when it is given, how grave it is, where it points."""

from __future__ import annotations

import pytest

import ubnd_digest as ud

TITLE = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 - 11/01/2026)"
LEAD = "Mở lại bến phà Cồn Sậy; Khôi phục nghề dệt chiếu."
FERRY = ("Mở lại bến phà Cồn Sậy", "UBND tỉnh cho mở lại bến phà (Công văn số 61/UBND-KT, ngày 06/01/2026).")
MATS = ("Khôi phục nghề dệt chiếu", "UBND tỉnh ban hành Kế hoạch số 9/KH-UBND, ngày 08/01/2026.")
ERROR, WARNING, INFO = ud.Severity.ERROR, ud.Severity.WARNING, ud.Severity.INFO


def diagnostics(*lines: str) -> list[tuple[str, ud.Severity, str]]:
    """Code, severity and the text pointed at, of every diagnostic."""
    text = "\n\n".join(lines)
    return [(d.code, d.severity, text[d.span.start : d.span.end]) for d in ud.parse(text).diagnostics]


def test_clean_digest_has_no_diagnostics() -> None:
    assert diagnostics(TITLE, LEAD, *FERRY, *MATS) == []


def test_no_title_is_an_error() -> None:
    assert diagnostics(*FERRY) == [("no-title", ERROR, ""), ("no-period", ERROR, "")]


@pytest.mark.parametrize("words", ["trong tuần", "trong tuần (từ ngày 35/01 - 41/01/2026)", "trong tuần 02"])
def test_no_period_is_an_error_at_the_title(words: str) -> None:
    title = f"Chỉ đạo, điều hành nổi bật của UBND tỉnh {words}"
    assert ("no-period", ERROR, title) in diagnostics(title, *FERRY)


@pytest.mark.parametrize(
    "date",
    [
        "ngày 31/02/2026",
        "ngày 29/02/2025",
        "ngày 31 tháng 4 năm 2026",
        "ngày 00/5/2026",
        "ngày 5/13/2026",
        "tháng 13/2026",
    ],
)
def test_impossible_date_is_an_error(date: str) -> None:
    found = diagnostics(TITLE, LEAD, *FERRY, f"Bến phà đóng cửa {date}.", *MATS)
    assert found == [("impossible-date", ERROR, date)]


def test_date_without_a_year_is_noted_where_nothing_tells_it() -> None:
    assert ("undetermined-date", WARNING, "ngày 30/5") in diagnostics("Bến phà mở lại ngày 30/5.")
    assert diagnostics(TITLE, LEAD, *FERRY, "Bến phà mở lại ngày 30/5.", *MATS) == []


def test_range_that_ends_before_it_begins_is_noted() -> None:
    found = diagnostics(TITLE, LEAD, *FERRY, "Bến phà đóng từ ngày 10/3/2026 đến ngày 05/3/2026.", *MATS)
    assert found == [("reversed-range", WARNING, "ngày 10/3/2026 đến ngày 05/3/2026")]


@pytest.mark.parametrize("text", ["Bến phà (ở xã Cồn Sậy mở lại.", "Bến phà (xã Cồn Sậy) (huyện Lĩnh Hạ mở lại."])
def test_unclosed_bracket_is_noted_at_the_bracket(text: str) -> None:
    source = "\n\n".join((TITLE, LEAD, *FERRY, text, *MATS))
    (found,) = ud.parse(source).diagnostics
    assert (found.code, found.severity) == ("unclosed-bracket", WARNING)
    assert found.span.start == source.index(text) + text.rindex("(")


def test_title_with_an_unclosed_bracket_is_noted() -> None:
    assert diagnostics(TITLE[:-1], LEAD, *FERRY, *MATS) == [("unclosed-bracket", WARNING, "(")]


def test_number_without_a_symbol_is_noted() -> None:
    found = diagnostics(TITLE, LEAD, *FERRY, "Thực hiện Quyết định số 921 ngày 30/12/2025.", *MATS)
    assert found == [("number-without-symbol", WARNING, "Quyết định số 921 ngày 30/12/2025")]


@pytest.mark.parametrize("reference", ["Quyết định số 9/KH-UBND", "Tờ trình số 61/QĐ-UBND", "Nghị định số 4/NQ-CP"])
def test_type_word_against_the_symbol_is_noted(reference: str) -> None:
    assert diagnostics(TITLE, LEAD, *FERRY, f"Thực hiện {reference}.", *MATS) == [
        ("type-symbol-mismatch", WARNING, reference)
    ]


@pytest.mark.parametrize(
    "reference",
    [
        "Công văn số 61/UBND-KT",
        "Kết luận số 94-KL/TW",
        "Thông tri số 3-TT/TU",
        "Luật số 31/2024/QH15",
        "Nghị quyết số 66.7/2025/NQ-CP",
    ],
)
def test_type_words_that_fit_are_not_noted(reference: str) -> None:
    assert diagnostics(TITLE, LEAD, *FERRY, f"Thực hiện {reference}.", *MATS) == []


def test_entry_of_the_lead_without_an_item_is_noted() -> None:
    lead = "Mở lại bến phà Cồn Sậy; Trồng 20 ha rừng ngập mặn; Khôi phục nghề dệt chiếu."
    assert diagnostics(TITLE, lead, *FERRY, *MATS) == [
        ("lead-entry-without-item", WARNING, "Trồng 20 ha rừng ngập mặn")
    ]


def test_heading_that_the_lead_does_not_have_is_noted() -> None:
    assert diagnostics(TITLE, "Mở lại bến phà Cồn Sậy.", *FERRY, *MATS) == [("heading-not-in-lead", INFO, MATS[0])]


def test_item_that_comes_twice_is_noted_at_the_second() -> None:
    text = "\n\n".join((TITLE, LEAD, *FERRY, *MATS, *FERRY))
    (found,) = (d for d in ud.parse(text).diagnostics if d.code == "duplicate-item")
    assert (found.severity, found.span.start) == (INFO, text.rindex(FERRY[0]))


def test_diagnostics_come_in_text_order() -> None:
    text = "\n\n".join((TITLE[:-1], LEAD, *FERRY, "Ngày 31/02/2026 (Quyết định số 7 mở lại.", *MATS, *MATS))
    starts = [found.span.start for found in ud.parse(text).diagnostics]
    assert starts == sorted(starts) and len(starts) >= 4
