"""Single conditions of the reading: a text for which one holds, beside one that differs from it in nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

import ubnd_digest as ud

TITLE = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 - 11/01/2026)"
HEAD = """ỦY BAN NHÂN DÂN
TỈNH LAM ĐIỀN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 5/{symbol}

Lam Điền, ngày 05 tháng 3 năm 2026

"""


# ---- dates --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("20/12", "05/01/2026", "2025-12-20"),
        ("20/8", "20/12/2026", "2026-08-20"),
        ("20/8", "05/01/2026", "2025-08-20"),
        ("5/7", "31/12/2026", "2026-07-05"),
    ],
)
def test_a_day_without_a_year_is_that_before_the_next_one_if_it_is_nearer(first: str, last: str, found: str) -> None:
    assert next(date.edtf for date in ud.find_dates(f"Họp ngày {first}, xong ngày {last}.")) == found


@pytest.mark.parametrize(
    ("unit", "found"), [("tháng 12", "XXXX-12"), ("quý IV", "XXXX-36"), ("ngày 20/12", "2025-12-20")]
)
def test_only_days_take_the_year_of_the_next_day(unit: str, found: str) -> None:
    assert next(date.edtf for date in ud.find_dates(f"Họp trong {unit}, xong ngày 05/01/2026.")) == found


@pytest.mark.parametrize(("before", "year"), [("", 2024), ("Trong ", 2024), ("Kế hoạch ", 2026)])
def test_a_year_that_begins_a_sentence_is_that_of_what_follows(before: str, year: int) -> None:
    dates = ud.find_dates(f"{before}năm 2024, từ ngày 5/3 họp.", anchor=dt.date(2026, 3, 9))
    assert [date.edtf for date in dates] == ["2024", f"{year}-03-05"]


@pytest.mark.parametrize("clock", ["16.30 giờ", "16 giờ 30", "16h30", "16:30"])
def test_the_minutes_of_a_limit_are_read_however_they_are_written(clock: str) -> None:
    (deadline,) = ud.find_deadlines(f"UBND phường Bến Gỗ nộp hồ sơ chậm nhất {clock} ngày 20/3/2026.")
    assert deadline.time and deadline.time.isoformat("minutes") == "16:30"


@pytest.mark.parametrize(("sentence", "found"), [("Các dự án", True), ("Xây dựng các dự án", False)])
def test_what_must_be_done_may_begin_any_sentence(sentence: str, found: bool) -> None:
    text = f"Sở Y tế họp. {sentence} hoàn thành trước ngày 30/6/2026."
    assert [bool(ud.find_deadlines(one)) for one in (text, text.partition(". ")[2])] == [found, found]


@pytest.mark.parametrize("offset", [0, 8, 18])
def test_who_is_responsible_is_explained_wherever_the_limit_is_pointed_at(offset: int) -> None:
    text = "Giao Sở Y tế báo cáo trước ngày 30/4/2026."
    decisions = ud.explain(text, text.index("trước") + offset).decisions
    assert [decision.question for decision in decisions][-2:] == ["deadline", "responsible"]


# ---- documents ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("behind", "numbers"), [("", ["61/UBND-KT", "62/UBND-KT"]), (" của Bộ Y tế", []), (" của Thủ tướng Chính phủ", [])]
)
def test_who_stands_behind_a_list_issued_all_of_it(behind: str, numbers: list[str]) -> None:
    listed = "Công văn số 61/UBND-KT ngày 06/01/2026, Công văn số 62/UBND-KT ngày 06/01/2026"
    (item,) = ud.parse(f"{TITLE}\n\nChấn chỉnh bến bãi\n\nUBND tỉnh chỉ đạo {listed}{behind}.").items
    assert [str(reference.number) for reference in item.issued] == numbers


@pytest.mark.parametrize(("word", "found"), [(" ", True), (" của ", True), (" khiến ", False)])
def test_a_place_is_in_the_document_directly_behind_it(word: str, found: bool) -> None:
    text = f"UBND tỉnh ban hành Quyết định số 5/QĐ-UBND. Điều 5{word}Quyết định này được bãi bỏ."
    (place,) = ud.parse(text).provisions
    assert (str(place.document) == "5/QĐ-UBND") is found


@pytest.mark.parametrize(
    ("named", "called"), [("Bộ Y tế", ["Bộ Y tế"]), ("UBND tỉnh", []), ("UBND tỉnh và Bộ Y tế", []), ("Sở Y tế", [])]
)
def test_the_ministry_is_the_one_that_is_named_first(named: str, called: list[str]) -> None:
    digest = ud.parse(f"Chỉ đạo, điều hành của {named} trong tuần (từ ngày 05/01 - 11/01/2026)\n\nBộ yêu cầu báo cáo.")
    assert [agency.name for agency in digest.agencies if agency.text == "Bộ"] == called


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        ("\nMở bến phà Cồn Sậy", "CỦA BAN THƯỜNG VỤ TỈNH ỦY"),
        ("Mở bến phà Cồn Sậy", "Mở bến phà Cồn Sậy"),
        ("Căn cứ Luật Đất đai;", "CỦA BAN THƯỜNG VỤ TỈNH ỦY"),
        ("I. TÌNH HÌNH", "CỦA BAN THƯỜNG VỤ TỈNH ỦY"),
    ],
)
def test_whose_a_report_is_stands_directly_over_its_subject(lines: str, subject: str) -> None:
    report = f"BÁO CÁO\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\n{lines}\n\nUBND tỉnh báo cáo như sau:\n"
    found = ud.parse_document(HEAD.format(symbol="BC-UBND") + report).subject
    assert found and found.text == subject


@pytest.mark.parametrize(
    ("second", "heading"), [("VÀ ÁP DỤNG", "QUY ĐỊNH CHUNG\nVÀ ÁP DỤNG"), ("Phạm vi của chương này", "QUY ĐỊNH CHUNG")]
)
def test_a_heading_in_capitals_goes_on_in_capitals(second: str, heading: str) -> None:
    decision = "QUYẾT ĐỊNH\nVề việc mở bến phà\n\nCăn cứ Luật Đất đai;\n\nQUYẾT ĐỊNH:\n\n"
    chapter = f"Chương I\nQUY ĐỊNH CHUNG\n{second}\n\nĐiều 1. Mở bến."
    part = ud.parse_document(HEAD.format(symbol="QĐ-UBND") + decision + chapter).parts[0]
    assert part.heading and part.heading.text == heading


def test_what_was_decided_of_the_first_paragraph_of_an_item_is_told_once() -> None:
    first = "Ngày 05/01/2026, UBND tỉnh ban hành Công văn số 60/UBND-KT về cát."
    second = "Ngày 06/01/2026, UBND tỉnh ban hành Công văn số 61/UBND-KT về đất."
    text = f"{TITLE}\n\n1. Cát trên sông Lĩnh\n\n{first}\n\n{second}"
    for number in ("số 60", "số 61"):
        decisions = [(one.question, one.answer) for one in ud.explain(text, text.index(number)).decisions]
        assert decisions.count(("role", "issued")) == 1
    marked = f"{TITLE}\n- {first}\n- {second}"
    decisions = [(one.question, one.answer) for one in ud.explain(marked, marked.index("ban hành")).decisions]
    assert decisions == [("heading", "opener")]


@pytest.mark.parametrize(
    ("school", "name"), [("LÊ LỢI", "Lê Lợi"), ("Lê Lợi", "Lê Lợi"), ("LÊ Lợi", "LÊ Lợi"), ("SAO", "SAO")]
)
def test_capitals_that_stand_together_in_a_letterhead_are_a_name(school: str, name: str) -> None:
    lines = f"Trường THPT {school}\nSố: 5/QĐ-THPT\nBa Xã, ngày 05 tháng 3 năm 2026\nQUYẾT ĐỊNH\nVề việc mở lớp\n"
    (issuer,) = ud.parse_document(f"ỦY BAN NHÂN DÂN XÃ BA XÃ\n{lines}Căn cứ Luật Đất đai;\n").issuers
    assert issuer.name == f"Trường THPT {name}"


# ---- who must do what, and where ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("task", "helper"),
    [
        ("phối hợp với Sở Nội vụ rà soát hồ sơ", "Sở Nội vụ"),
        ("phối hợp rà soát hồ sơ của Sở Nội vụ", None),
        ("phối hợp tuyên truyền, báo cáo UBND tỉnh", None),
    ],
)
def test_who_helps_stands_directly_behind_the_word_for_it(task: str, helper: str | None) -> None:
    (duty,) = ud.parse(f"Giao Sở Y tế {task}.").duties
    assert duty.supporting == helper


@pytest.mark.parametrize(
    ("words", "found"),
    [("Chỉ đạo, điều hành nổi bật của UBND tỉnh", True), ("Họp của UBND tỉnh chỉ đạo, điều hành", False)],
)
def test_the_title_of_a_second_digest_is_in_the_form_of_one(words: str, found: bool) -> None:
    second = f"{words} trong tuần (từ ngày 12/01 - 18/01/2026)"
    text = f"{TITLE}\nBến bãi.\nBến bãi\nSở Y tế họp.\n{second}\nĐường sá\nSở Xây dựng họp.\n"
    assert any(one.code == "several-digests" for one in ud.parse(text).diagnostics) is found


@pytest.mark.parametrize(("short", "known"), [("SYT", True), ("S\x07YT", False)])
def test_a_short_name_is_one_that_can_be_printed(short: str, known: bool) -> None:
    names = [agency.text for agency in ud.parse(f"Sở Y tế ({short}) họp. {short} báo cáo.").agencies]
    assert (short in names) is known


@pytest.mark.parametrize(("place", "person"), [("Ba Tơ", True), ("BA Tơ", False)])
def test_no_person_is_looked_for_behind_a_place_in_capitals(place: str, person: bool) -> None:
    officials = ud.parse(f"Bí thư Huyện ủy {place} Nguyễn Văn An chủ trì.").officials
    assert [str(one).partition(",")[0] for one in officials] == ["Nguyễn Văn An"] * person


@pytest.mark.parametrize("text", ["{}, ngày 10/3/2026, họp.", "{} (ngày 10/3/2026) họp.", "Họp ngày 10/3/2026 ({})."])
@pytest.mark.parametrize(
    ("weekday", "right"), [("Thứ hai", False), ("Thứ ba", True), ("thứ ba", True), ("thứ tư", False)]
)
def test_a_day_of_the_week_that_is_another_one_is_doubted(text: str, weekday: str, right: bool) -> None:
    codes = [one.code for one in ud.parse(text.format(weekday)).diagnostics]
    assert ("wrong-weekday" not in codes) is right


@pytest.mark.parametrize(("month", "days"), [*enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1)])
def test_a_day_of_each_year_is_one_that_its_month_can_have(month: int, days: int) -> None:
    rules = [ud.parse(f"Họp ngày {day}/{month} hằng năm.").sets[0].rule for day in (days, days + 1)]
    assert rules == [f"RRULE:FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={days}", None]
