"""Every weight, threshold and distance of the reading of sentences, by two texts: just inside it and just outside.

Those of headings, titles and roles stand in the tests of the structure.
"""

from __future__ import annotations

import datetime as dt

import pytest

import ubnd_digest as ud
from support.forms import read
from ubnd_digest.model.fields import document_of
from ubnd_digest.reading.structure.line_forms import text_lines

DUE = " hoàn thành trước ngày 30/6/2026."


def parties(text: str) -> list[str | None]:
    return [deadline.responsible for deadline in ud.find_deadlines(text)]


def days(text: str, anchor: dt.date | None = None) -> list[str]:
    return [date.edtf for date in ud.find_dates(text, anchor=anchor)]


# ---- distances and counts ------------------------------------------------------------------


@pytest.mark.parametrize(("letters", "found"), [(7, True), (8, False)])
def test_completion_after_a_limit_stands_within_ten_characters(letters: int, found: bool) -> None:
    text = f"Rà soát hồ sơ đến hết ngày 31/12/2026 {'x' * letters} hoàn thành việc đo đạc."
    assert bool(ud.find_deadlines(text)) == found


@pytest.mark.parametrize("letters", [1, 300, 5000])
def test_a_subject_after_the_last_limit_is_found_however_far_it_stands(letters: int) -> None:
    text = f"Trước ngày 30/6/2026, {'a' * letters}, Sở Y tế báo cáo."
    assert parties(text) == ["Sở Y tế"]
    assert parties(f"{text[:-1]}, nộp trước ngày 30/7/2026.")[0] == "Sở Y tế"


@pytest.mark.parametrize(("letters", "found"), [(58, ["2024-08-12", "2024-08-20"]), (59, ["2024-08-20"])])
def test_a_day_takes_the_month_of_a_date_within_sixty_characters(letters: int, found: list[str]) -> None:
    assert days(f"Họp ngày 12 {'a' * letters} ngày 20/8/2024.") == found


@pytest.mark.parametrize(("year", "found"), [(2025, 2), (2027, 2), (2024, 1), (2028, 1)])
def test_a_day_takes_the_month_of_a_date_within_a_year_of_the_anchor(year: int, found: int) -> None:
    text = f"Họp ngày 12 và kết thúc ngày 20/8/{year}."
    assert days(text, dt.date(2026, 6, 1)).count(f"{year}-08-12") == found - 1


@pytest.mark.parametrize(("letters", "found"), [(148, "2026-01-02"), (149, "2025-01-02")])
def test_a_day_is_near_a_date_up_to_a_hundred_and_fifty_characters_before_it(letters: int, found: str) -> None:
    assert days(f"Họp ngày 30/12/2025 {'a' * letters} ngày 02/01.", dt.date(2025, 3, 1))[-1] == found


def test_a_day_takes_no_month_over_the_end_of_its_sentence() -> None:
    assert days("Họp ngày 12, xong ngày 20/8/2024.") == ["2024-08-12", "2024-08-20"]
    assert days("Họp ngày 12. Xong ngày 20/8/2024.") == ["XXXX-XX-12", "2024-08-20"]


@pytest.mark.parametrize(("words", "cut"), [(14, 14), (15, 14)])
def test_a_name_after_which_no_verb_is_known_has_at_most_fourteen_more_words(words: int, cut: int) -> None:
    assert parties(f"Tổ {' '.join(['mây'] * words)}.{DUE.replace(' h', ' H', 1)}") == [f"Tổ{' mây' * cut}"]


@pytest.mark.parametrize(("duties", "found"), [(39, False), (40, True)])
def test_the_forty_nearest_words_before_a_limit_are_weighed(duties: int, found: bool) -> None:
    assert bool(ud.find_deadlines(f"Phấn đấu {'nộp, ' * duties}trước ngày 30/6/2026.")) == found


@pytest.mark.parametrize(("others", "found"), [(39, True), (40, False)])
def test_the_forty_nearest_words_after_a_limit_are_weighed(others: int, found: bool) -> None:
    assert bool(ud.find_deadlines(f"Trước tháng 9/2026, {'tăng, ' * others}rà soát.")) == found


@pytest.mark.parametrize(("letters", "found"), [(600, 1), (601, 0)])
def test_the_head_of_a_table_is_read_up_to_its_six_hundredth_letter(letters: int, found: int) -> None:
    table = f"{'a' * letters} | Thời hạn\nSửa cầu | Sở Y tế | ngày 30/6/2026\n"
    assert len(ud.find_deadlines(table)) == found


@pytest.mark.parametrize(("letters", "found"), [(200, True), (201, False)])
def test_a_line_of_up_to_two_hundred_letters_may_be_in_capitals(letters: int, found: bool) -> None:
    (line,) = text_lines("a" * letters, "A" * letters)
    assert line.capitals == found


# ---- whether a date is a deadline ----------------------------------------------------------


@pytest.mark.parametrize(
    ("deadline", "none"),
    [
        # what happened stands after the last duty, or before it
        ("Các vụ phát sinh, Sở Y tế báo cáo trước ngày 30/6/2026.", "Sở Y tế báo cáo các vụ phát sinh trước ngày 30/6/2026."),
        # a target: somebody is told to strive for it in the same task
        ("Giao Sở Y tế phấn đấu hoàn thành trước ngày 30/6/2026.", "Giao Sở Y tế theo dõi; phấn đấu hoàn thành trước ngày 30/6/2026."),
        # before a day: a limit always; before a month: where something is to be done
        ("Mưa lớn trước ngày 30/9/2026.", "Mưa lớn trước tháng 9/2026."),
        ("Lúa rà soát trước tháng 9/2026.", "Lúa tốt trước tháng 9/2026."),
        ("Giao Sở Y tế theo dõi; mưa lớn trước tháng 9/2026.", "Giao Sở Y tế theo dõi. Mưa lớn trước tháng 9/2026."),
        ("Trước tháng 9/2026, cầu đẹp, kiểm tra đường.", "Trước tháng 9/2026, cầu đẹp; kiểm tra đường."),
        ("Trước tháng 9/2026, cầu đẹp, giao Sở Y tế đón khách.", "Trước tháng 9/2026, cầu đẹp; giao Sở Y tế đón khách."),
        # within: a target is none, whoever is told
        ("Giao Sở Y tế hoàn thành trong tháng 5/2026.", "Giao Sở Y tế phấn đấu hoàn thành trong tháng 5/2026."),
        # what is reported on, runs or happened, after the completion or before it
        ("Tình hình, giao Sở Y tế báo cáo trong tháng 5/2026.", "Giao Sở Y tế báo cáo tình hình trong tháng 5/2026."),
        ("Giao Sở Y tế duy trì, báo cáo trong tháng 5/2026.", "Giao Sở Y tế báo cáo, duy trì trong tháng 5/2026."),
        ("Giao Sở Y tế lấy phần đã có, nộp trong tháng 5/2026.", "Giao Sở Y tế nộp phần đã có trong tháng 5/2026."),
        ("Tình hình, Sở Y tế kiểm tra trong tháng 5/2026.", "Sở Y tế kiểm tra tình hình trong tháng 5/2026."),
        # until: somebody who is told, a completion before it, or directly after it
        ("Sở Y tế rà soát đến hết ngày 31/12/2026.", "Sở Y tế rà soát đến hết năm 2026."),
        ("Nộp hồ sơ đến hết ngày 31/12/2026.", "Rà soát hồ sơ đến hết ngày 31/12/2026."),
        ("Nộp hồ sơ trong năm 2026.", "Rà soát hồ sơ trong năm 2026."),
        ("Rà soát hồ sơ đến hết năm 2026, xong.", "Đến hết năm 2026, rà soát hồ sơ xong."),
        # within a day, a month, a quarter: a completion, or somebody who is told
        ("Sở Y tế kiểm tra trong tháng 5/2026.", "Mưa lớn kiểm tra trong tháng 5/2026."),
        ("Mưa lớn báo cáo trong tháng 5/2026.", "Mưa lớn kiểm tra trong quý II/2026."),
        ("Sở Y tế kiểm tra trong 6 tháng đầu năm 2026.", "Mưa lớn kiểm tra trong 6 tháng đầu năm 2026."),
        ("Sở Y tế kiểm tra trong ngày 5/5/2026.", "Sở Y tế kiểm tra trong năm 2026."),
        ("Sở Y tế nộp trong năm 2026.", "Sở Y tế họp trong năm 2026."),
        # where it opens its sentence: both, after it, in its task
        ("Trong tháng 5/2026, Sở Y tế hoàn thành hồ sơ.", "Trong tháng 5/2026, Sở Y tế kiểm tra."),
        ("Trong tháng 5/2026, Sở Y tế nộp.", "Trong tháng 5/2026, hoàn thành hồ sơ."),
        ("Trong tháng 5/2026, Sở Y tế kiểm tra, các xã hoàn thành.", "Trong tháng 5/2026, Sở Y tế kiểm tra; các xã hoàn thành."),
    ],
)  # fmt: skip
def test_a_deadline_and_what_is_nearly_one(deadline: str, none: str) -> None:
    assert (len(ud.find_deadlines(deadline)), len(ud.find_deadlines(none))) == (1, 0)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Sở Y tế báo cáo trước ngày 30/5/2022.", dt.date(2022, 5, 30)),
        ("Sở Y tế báo cáo chậm nhất ngày 30/5/2022.", dt.date(2022, 5, 30)),
        ("Sở Y tế báo cáo trong tháng 5/2022.", dt.date(2022, 5, 31)),
    ],
)
def test_a_limit_that_is_past_where_the_anchor_begins_is_no_deadline(text: str, last: dt.date) -> None:
    assert len(ud.find_deadlines(text, anchor=last)) == 1
    assert ud.find_deadlines(text, anchor=last + dt.timedelta(days=1)) == ()


# ---- who must act --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "responsible"),
    [
        # what the one addressed is to pass on, and what replaces that one
        (f"Sở Xây dựng kiểm tra, yêu cầu các nhà thầu{DUE}", "Sở Xây dựng"),
        (f"Sở Xây dựng kiểm tra, giao các nhà thầu{DUE}", "các nhà thầu"),
        (f"Sở Xây dựng kiểm tra; yêu cầu các nhà thầu{DUE}", "các nhà thầu"),
        (f"Sở Xây dựng kiểm tra. Yêu cầu các nhà thầu{DUE}", "các nhà thầu"),
        (f"Sở Xây dựng kiểm tra, UBND tỉnh yêu cầu các nhà thầu{DUE}", "các nhà thầu"),
        (f"Sở Xây dựng kiểm tra, và yêu cầu các nhà thầu{DUE}", "Sở Xây dựng"),
        (f"Sở Xây dựng kiểm tra, UBND tỉnh cũng yêu cầu các nhà thầu{DUE}", "các nhà thầu"),
        # a new sentence may name somebody in small letters
        (f"Sở Xây dựng kiểm tra. Hôm nay, các nhà thầu{DUE}", "các nhà thầu"),
        # a new subject: with a capital, behind a task of some length, or at the head of one; people go on with a list
        (f"Sở Xây dựng kiểm tra, Sở Y tế{DUE}", "Sở Y tế"),
        (f"Sở Xây dựng kiểm tra, các nhà thầu{DUE}", "các nhà thầu"),
        (f"Sở Xây dựng gửi, các nhà thầu{DUE}", "Sở Xây dựng"),
        (f"Sở Xây dựng kiểm tra, người dân{DUE}", "Sở Xây dựng"),
        (f"Sở Xây dựng kiểm tra; các nhà thầu{DUE}", "các nhà thầu"),
        (f"Mưa lớn, các nhà thầu{DUE}", "các nhà thầu"),
        # called upon: directly after the call
        ("Giao Sở Y tế lo liệu, hoàn thành trước ngày 30/6/2026.", "Sở Y tế"),
        ("Giao vội Sở Y tế lo liệu, hoàn thành trước ngày 30/6/2026.", None),
        # acting: after an adverb or a comma, not amid words
        ("Theo đó Sở Y tế báo cáo trước ngày 30/6/2026.", "Sở Y tế"),
        ("Trên đó Sở Y tế báo cáo trước ngày 30/6/2026.", None),
        ("(Sở Y tế báo cáo trước ngày 30/6/2026) nhé", "Sở Y tế"),
        ("Hôm nay, Sở Y tế báo cáo trước ngày 30/6/2026.", "Sở Y tế"),
        # a name with a capital that opens a sentence or a task acts, whatever the verb
        ("Sở Y tế mây gió. Hoàn thành trước ngày 30/6/2026.", "Sở Y tế"),
        ("sở Y tế mây gió. Hoàn thành trước ngày 30/6/2026.", None),
        ("Mưa; Sở Y tế mây gió. Hoàn thành trước ngày 30/6/2026.", "Sở Y tế"),
        ("Mưa, Sở Y tế mây gió. Hoàn thành trước ngày 30/6/2026.", None),
        # behind a limit that opens its sentence, or before which nobody is named
        ("Các xã kiểm tra. Trước ngày 30/6/2026, Sở Y tế báo cáo.", "Sở Y tế"),
        ("Các xã kiểm tra. Mưa trước ngày 30/6/2026, Sở Y tế báo cáo.", "Các xã"),
        ("Mưa trước ngày 30/6/2026, Sở Y tế báo cáo.", "Sở Y tế"),
        ("Trước ngày 30/6/2026; Sở Y tế báo cáo.", None),
    ],
)
def test_the_party_and_who_is_nearly_it(text: str, responsible: str | None) -> None:
    assert parties(text) == [responsible]


# ---- days and years ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "anchor", "edtf"),
    [
        # the nearest year; of two that are as near, the earlier
        ("Họp ngày 01/01", dt.date(2024, 7, 2), "2024-01-01"),
        ("Họp ngày 01/01", dt.date(2024, 7, 3), "2025-01-01"),
        ("Báo cáo quý IV", dt.date(2024, 5, 16), "2023-36"),
        ("Báo cáo quý IV", dt.date(2024, 5, 17), "2024-36"),
        ("Kết quả tháng 12", dt.date(2024, 6, 16), "2023-12"),
        ("Kết quả tháng 12", dt.date(2024, 6, 17), "2024-12"),
        # the nearest month that has such a day
        ("Họp ngày 15", dt.date(2024, 1, 30), "2024-01-15"),
        ("Họp ngày 15", dt.date(2024, 1, 31), "2024-02-15"),
        ("Họp ngày 30", dt.date(2023, 2, 28), "2023-01-30"),
        ("Họp ngày 30", dt.date(2023, 3, 1), "2023-03-30"),
        # a leap day may be eight years away
        ("Họp ngày 29/2", dt.date(2022, 2, 28), "2020-02-29"),
        ("Họp ngày 29/2", dt.date(2022, 3, 1), "2024-02-29"),
        ("Họp ngày 29/2", dt.date(1900, 2, 28), "1896-02-29"),
        ("Họp ngày 29/2", dt.date(1900, 3, 1), "1904-02-29"),
    ],
)
def test_what_is_left_out_is_taken_so_that_the_day_is_near(text: str, anchor: dt.date, edtf: str) -> None:
    (date,) = ud.find_dates(text, anchor=anchor)
    assert (date.edtf, date.inferred) == (edtf, True)


@pytest.mark.parametrize(
    ("limit", "anchor", "due"),
    [
        ("chậm nhất ngày 15/01", dt.date(2026, 1, 15), dt.date(2026, 1, 15)),
        ("chậm nhất ngày 15/01", dt.date(2026, 1, 16), dt.date(2027, 1, 15)),
        ("chậm nhất ngày 30", dt.date(2023, 1, 30), dt.date(2023, 1, 30)),
        ("chậm nhất ngày 30", dt.date(2023, 1, 31), dt.date(2023, 3, 30)),
        ("trong tháng 5", dt.date(2022, 5, 31), dt.date(2022, 5, 31)),
        ("trong tháng 5", dt.date(2022, 6, 1), dt.date(2023, 5, 31)),
        ("chậm nhất ngày 29/2", dt.date(1896, 2, 29), dt.date(1896, 2, 29)),
        ("chậm nhất ngày 29/2", dt.date(1896, 3, 1), dt.date(1904, 2, 29)),
    ],
)
def test_a_deadline_is_the_first_such_day_that_is_not_past(limit: str, anchor: dt.date, due: dt.date) -> None:
    (deadline,) = ud.find_deadlines(f"Sở Y tế báo cáo {limit}.", anchor=anchor)
    assert (deadline.due, deadline.named.inferred) == (due, True)


@pytest.mark.parametrize(("day", "edtf"), [("22/12", "2022-12-22"), ("23/12", "2021-12-23")])
def test_the_week_of_a_digest_is_near_from_both_its_ends(day: str, edtf: str) -> None:
    title = "Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 20/6 - 26/6/2022)"
    digest = ud.parse(f"{title}\n\nMở lại bến phà\n\nHọp ngày {day}.")
    assert digest.dates[-1].edtf == edtf


@pytest.mark.parametrize(
    ("first", "last", "edtf"),
    [
        # two such days lie in it: the earlier
        ("15/5", "20/6", "2022-05-15"),
        # one in it and one a day before it or after it
        ("16/5", "20/6", "2022-06-15"),
        ("16/5", "15/6", "2022-06-15"),
        ("15/5", "14/6", "2022-05-15"),
        # one a day before it and one a day after it: the earlier
        ("16/5", "14/6", "2022-05-15"),
    ],
)
def test_a_day_of_the_digest_itself_is_nearer_than_one_beside_it(first: str, last: str, edtf: str) -> None:
    title = f"Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày {first} - {last}/2022)"
    assert ud.parse(f"{title}\n\nMở lại bến phà\n\nHọp ngày 15.").dates[-1].edtf == edtf


@pytest.mark.parametrize(("month", "last"), list(enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1)))
def test_each_month_of_every_year_ends_with_its_last_day(month: int, last: int) -> None:
    assert f"BYMONTHDAY={last}" in read(f"báo cáo ngày {last}/{month} hằng năm", None, "sets")
    assert "BYMONTHDAY" not in read(f"báo cáo ngày {last + 1}/{month} hằng năm", None, "sets")


@pytest.mark.parametrize(
    ("inside", "outside"), [("năm 1800", "năm 1799"), ("năm 2199", "năm 2200"), ("sáng 5/9", "đạt 5/9")]
)
def test_a_date_and_what_is_nearly_one(inside: str, outside: str) -> None:
    assert (len(days(inside)), len(days(outside))) == (1, 0)


@pytest.mark.parametrize("joint", ".,+:/")
def test_after_a_digit_and_a_joint_nothing_new_begins(joint: str) -> None:
    assert days(f"xã a{joint}30/5/2022") == ["2022-05-30"]
    assert days(f"xã 5{joint}30/5/2022") == []


@pytest.mark.parametrize(("before", "found"), [("(", 1), (";", 1), (" ", 1), ("x", 0), ("_", 0), ("5", 0)])
def test_a_date_begins_where_a_word_begins(before: str, found: int) -> None:
    assert len(days(f"xã {before}30/5/2022")) == found


@pytest.mark.parametrize(("inside", "outside"), [("Họp 6/5", "Họp 5/5"), ("trước 5/6", "Họp 5/6")])
def test_a_ratio_is_a_date_where_its_first_number_is_the_greater_or_a_limit_stands_before_it(
    inside: str, outside: str
) -> None:
    assert (len(days(inside)), len(days(outside))) == (1, 0)


def test_a_range_may_be_a_single_day_and_does_not_end_before_it_begins() -> None:
    assert len(ud.find_ranges("từ ngày 5/3/2024 đến ngày 5/3/2024")) == 1
    assert ud.find_ranges("từ ngày 5/3/2024 đến ngày 4/3/2024") == ()


def test_dates_of_one_phrase_have_one_year_and_those_of_two_the_nearest_each() -> None:
    anchor = dt.date(2022, 7, 2)
    assert days("từ ngày 30/12 đến ngày 02/01", anchor) == ["2022-12-30", "2023-01-02"]
    assert days("Họp ngày 30/12. Họp ngày 02/01", anchor) == ["2022-12-30", "2022-01-02"]


@pytest.mark.parametrize(
    ("limit", "named"),
    [
        ("trước ngày 10/6/2026 và ngày 20/6/2026", ["2026-06-10", "2026-06-20"]),
        ("trước ngày 10 và ngày 20/6/2026", ["2026-06-20"]),
        ("trước ngày 10/6 - 20/6/2026", ["2026-06-20"]),
    ],
)
def test_each_whole_date_of_a_limit_is_one_but_for_the_beginning_of_a_range(limit: str, named: list[str]) -> None:
    assert [deadline.named.edtf for deadline in ud.find_deadlines(f"Sở Y tế báo cáo {limit}.")] == named


# ---- references and provisions -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("quyết định số 1/QĐ-UBND. Xem số 2/QĐ-UBND.", ["quyết định", "quyết định"]),
        ("quyết định số 1/QĐ-UBND.\nXem số 2/QĐ-UBND.", ["quyết định", "Quyết định"]),
        ("quyết định số 1/QĐ-UBND. Xem số 2/KH-UBND.", ["quyết định", "Kế hoạch"]),
        ("công văn số 1/UBND-KT. Xem số 2/UBND-KT.", ["công văn", "công văn"]),
        ("công văn số 1/UBND-KT.\nXem số 2/UBND-KT.", ["công văn", ""]),
    ],
)
def test_a_number_alone_has_the_type_of_the_reference_before_it_in_its_line(text: str, types: list[str]) -> None:
    assert [reference.type_text for reference in ud.find_references(text)] == types


@pytest.mark.parametrize(("inside", "outside"), [("số 61/UBND-KT", "số 61/UBND"), ("số 61/2020/UBND", "số 61/UBND")])
def test_a_number_without_a_type_has_a_year_or_a_symbol_of_two_parts(inside: str, outside: str) -> None:
    assert (len(ud.find_references(inside)), len(ud.find_references(outside))) == (1, 0)


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        ("Điều 5", "điều 5"),
        ("điều 5 Luật Đất đai", "điều 5"),
        ("điểm a", "điểm 5"),
        ("điểm 5 khoản 2", "điểm 5 Luật Đất đai"),
        ("Chương V", "Chương 5"),
        ("chương 5 của Luật Đất đai", "chương 5"),
        ("mục V", "mục 5"),
        ("mục 5 chương 2", "mục 5"),
        ("phần II", "phần 2"),
    ],
)
def test_a_lone_unit_and_what_only_counts(inside: str, outside: str) -> None:
    assert (len(ud.find_provisions(inside)), len(ud.find_provisions(outside))) == (1, 0)


@pytest.mark.parametrize("level", ["khoản 5", "phụ lục 5", "Điều 5"])
def test_a_lone_unit_that_counts_nothing_else(level: str) -> None:
    assert read(level, None, "provisions")


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("nêu tại Điều 7, còn Điều 8 Luật Đê điều", ["Luật Đê điều", "Luật Đê điều"]),
        ("nêu tại Điều 7. Theo Điều 8 Luật Đê điều", [None, "Luật Đê điều"]),
        ("nêu tại Điều 7\nTheo Điều 8 Luật Đê điều", [None, "Luật Đê điều"]),
        ("theo Điều 7 Luật Đê điều, còn Điều 8", ["Luật Đê điều", None]),
    ],
)
def test_a_provision_has_the_document_of_the_next_one_in_its_sentence(text: str, documents: list[str | None]) -> None:
    assert [document_of(provision) for provision in ud.find_provisions(text)] == documents
