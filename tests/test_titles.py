"""Which line is the title: each kind of evidence just enough, and just not enough."""

from __future__ import annotations

import pytest

import ubnd_digest as ud
from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.model.text import Area, View
from ubnd_digest.reading.evidence import Reason
from ubnd_digest.reading.structure.line_forms import Places, text_lines
from ubnd_digest.reading.structure.titles import TitleDates, TitleReader

FORM = "Chỉ đạo, điều hành của UBND tỉnh Thanh Lĩnh"
FORM_WORDS = f"{FORM} trong tuần"
FORM_DAY = f"{FORM} ngày 05/01/2026"
FORM_MONTH = f"{FORM} tháng 01/2026"
FORM_DAY_WORDS = f"{FORM} trong tuần, từ ngày 05/01/2026"
DAY = "Tin của tỉnh ngày 05/01/2026"
DAY_WORDS = "Tin của tỉnh trong tuần, từ ngày 05/01/2026"
WORDS = "Tin của tỉnh trong tuần"
MONTH_WORDS = "Tin của tỉnh tuần qua, tháng 01/2026"


def title(*lines: str) -> str | None:
    found = ud.parse("\n".join(lines)).title
    return found and found.text


@pytest.mark.parametrize("line", [FORM_WORDS, FORM_DAY, FORM_MONTH, FORM_DAY_WORDS, DAY_WORDS])
def test_form_and_a_date_or_words_of_a_period_make_a_title(line: str) -> None:
    assert title(line) == line


@pytest.mark.parametrize("line", [FORM, DAY, WORDS, MONTH_WORDS, f"{DAY_WORDS}."])
def test_less_makes_none(line: str) -> None:
    assert title(line) is None


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        (FORM_WORDS, FORM_DAY, FORM_DAY),
        (FORM_DAY, FORM_WORDS, FORM_DAY),
        (FORM_WORDS, DAY_WORDS, DAY_WORDS),
        (FORM_DAY, DAY_WORDS, FORM_DAY),
        (DAY_WORDS, FORM_DAY, DAY_WORDS),
        (FORM_DAY, FORM_DAY_WORDS, FORM_DAY_WORDS),
        (DAY_WORDS, FORM_DAY_WORDS, FORM_DAY_WORDS),
    ],
)
def test_of_two_the_one_with_more_evidence_is_the_title_else_the_first(first: str, second: str, chosen: str) -> None:
    assert title(first, second) == chosen


@pytest.mark.parametrize(("above", "found"), [(79, True), (80, False)])
def test_a_title_is_among_the_first_eighty_lines(above: int, found: bool) -> None:
    assert (title(*(f"Mục lục {number}" for number in range(above)), FORM_DAY) == FORM_DAY) is found


@pytest.mark.parametrize(("length", "found"), [(600, True), (601, False)])
def test_a_title_is_no_longer_than_a_heading(length: int, found: bool) -> None:
    line = FORM_DAY + " a" * 300
    assert (title(line[: length - 1] + "b") is not None) is found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("Tin chỉ đạo, điều hành của UBND tỉnh,", "Chủ tịch UBND tỉnh (từ ngày 17/11 - 23/11/2025)"), 2),
        (("Chỉ đạo, điều hành của HĐND,", "UBND,", "Ủy ban MTTQ tỉnh từ ngày 17/11 đến 23/11/2025"), 3),
        (("Chỉ đạo, điều hành của", "UBND tỉnh Sông Trà tuần từ 17/11 đến 23/11/2025"), 2),
        (("Chỉ đạo, điều hành của UBND tỉnh,", "", "Chủ tịch UBND tỉnh (từ ngày 18/11 - 23/11/2025)"), 0),
        (("Chỉ đạo, điều hành của UBND tỉnh (17/11 - 23/11/2025)", "Chủ tịch UBND tỉnh tiếp dân ngày 18/11/2025"), 1),
    ],
)
def test_a_line_that_is_unfinished_goes_on_below(lines: tuple[str, ...], found: int) -> None:
    assert title(*lines, "", "Sửa cầu", "", "UBND tỉnh ban hành Quyết định số 5/QĐ-UBND ngày 18/11/2025.") == (
        "\n".join(lines[:found]) or None
    )


@pytest.mark.parametrize(
    "line",
    [
        "Điểm tin điều hành nổi bật của UBND tỉnh, Chủ tịch UBND tỉnh Sông Trà (17 – 23/11/2025)",
        "Điều hành trong tuần của Chủ tịch UBND tỉnh (17 – 23/11/2025)",
        "Công tác điều hành của lãnh đạo tỉnh Sông Trà từ ngày 17 đến ngày 23/11/2025",
        "Dấu ấn điều hành tuần 47/2025 của UBND tỉnh (17-23/11/2025)",
        "Tuần làm việc của UBND tỉnh Sông Trà (17 - 23/11/2025)",
        "Một số hoạt động trọng tâm của UBND phường Ba Xã trong tuần (17 - 23/11/2025)",
        "Sự kiện, văn bản nổi bật trong tuần của UBND tỉnh (17-23/11/2025)",
        # a body and a week, whatever is said of them
        "UBND tỉnh Sông Trà bàn gì, giao ai trong tuần (từ ngày 17 đến ngày 23/11/2025)?",
        "Từ ngày 17 tháng 11 đến ngày 23 tháng 11 năm 2025: UBND tỉnh Sông Trà làm những việc gì",
        "Bảy ngày của Chính phủ (17/11/2025 - 23/11/2025)",
        "UBND xã Ba Xã - việc giao, việc xong\nTừ thứ Hai, ngày 17/11 đến Chủ nhật, ngày 23/11/2025",
    ],
)
def test_a_title_may_be_in_many_words(line: str) -> None:
    assert title(*line.splitlines(), "", "Sửa cầu", "", "UBND tỉnh ban hành Quyết định số 5/QĐ-UBND.") == line


@pytest.mark.parametrize(
    "line",
    [
        "UBND tỉnh tổ chức Hội chợ OCOP (17 – 23/11/2025)",
        "UBND tỉnh dừng bán hàng từ ngày 18/11 đến ngày 24/11/2025",  # no Monday
        "UBND tỉnh dừng bán hàng từ ngày 17/11 đến ngày 19/11/2025",  # no whole week
        "Cửa hàng Ba Xã giảm giá (17 – 23/11/2025)",
        "Từ ngày 17/11 đến ngày 23/11/2025, UBND tỉnh đã tiếp 20 lượt công dân.",
    ],
)
def test_a_body_and_some_days_make_no_title(line: str) -> None:
    assert title(line, "", "Sửa cầu", "", "UBND tỉnh ban hành Quyết định số 5/QĐ-UBND.") is None


@pytest.mark.parametrize(("above", "found"), [(9, True), (10, False)])
def test_a_title_of_a_body_and_a_week_stands_near_the_top(above: int, found: bool) -> None:
    line = "Bảy ngày của Chính phủ (17/11/2025 - 23/11/2025)"
    assert (title(*(f"Mục lục {number}" for number in range(above)), line) == line) is found


@pytest.mark.parametrize(
    ("days", "found"), [("17/11 - 20/11", False), ("17/11 - 21/11", True), ("17/11 - 24/11", False)]
)
def test_a_week_in_a_title_has_five_to_seven_days(days: str, found: bool) -> None:
    line = f"Bảy ngày của Chính phủ ({days}/2025)"
    assert (title(line) == line) is found


def test_what_speaks_for_each_line_is_told() -> None:
    text = f"{FORM}\n{DAY}\n{FORM_WORDS}\n{FORM_DAY_WORDS}\nTin khác"
    view = View(text)
    days = [Area(at, at + 15) for at in range(len(text)) if text.startswith("ngày 05/01/2026", at)]
    _, place, _, decisions = TitleReader(common_grammar()).decide(
        tuple(text_lines(view.folded, view.cased)), TitleDates(Places(*zip(*days, strict=True)), Places())
    )
    assert place == 3
    told = [(d.answer, d.weight, d.needed, [reason.name for reason in d.because]) for d in decisions]
    assert told == [
        ("none", 1, 2, ["TITLE"]),
        ("none", 2, 3, ["day"]),
        ("none", 2, 2, ["TITLE", "PERIOD_WORDS", "another line is the title"]),
        ("title", 4, 2, ["TITLE", "day", "PERIOD_WORDS"]),
    ]
    assert decisions[3].because[1] == Reason("day", 2, *days[1])


def test_two_days_of_a_title_are_the_first_and_the_last_of_the_period() -> None:
    period = ud.parse(f"{FORM} ngày 05/01 và 07/01/2026\n\nSửa cầu\n\nUBND tỉnh họp.").period
    assert period and (period.start.day, period.end.day) == (5, 7)


def test_a_title_directly_below_the_title_begins_no_further_digest() -> None:
    lines = (FORM_DAY_WORDS, f"{FORM} trong tuần, từ ngày 12/01/2026", "", "Sửa cầu", "", "UBND tỉnh họp ngày 06/01.")
    digest = ud.parse("\n".join(lines))
    assert digest.title and digest.title.text == FORM_DAY_WORDS
    assert [doubt.code for doubt in digest.diagnostics if "title" in doubt.code or "digest" in doubt.code] == []
