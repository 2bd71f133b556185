"""Days, lengths and recurrences that cannot be, or are at the edge of what can be counted: nothing wrong is said of them."""

from __future__ import annotations

import datetime as dt

import pytest

import ubnd_digest as ud

YEAR = dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("hằng tháng, trước ngày 25", "RRULE:FREQ=MONTHLY;BYMONTHDAY=25"),
        ("hằng tháng, trước ngày 45", None),
        ("định kỳ hằng tháng, chậm nhất ngày 32", None),
        ("hằng năm, trước ngày 20/3", "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=20"),
        ("hằng năm, trước ngày 45/3", None),
        ("hằng năm trước ngày 30/02", None),
        ("hằng năm trước ngày 29/02", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
    ],
)
def test_a_day_that_never_comes_is_in_no_rule(words: str, rule: str | None) -> None:
    (limit,) = ud.find_deadlines(f"Các xã báo cáo {words}.")
    assert (limit.rule, limit.due, limit.reckoning) == (rule, None, ud.Reckoning.RECURRING)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("trong 2 tháng kể từ ngày 05/3/2026", dt.date(2026, 5, 5)),
        ("trong 99999 tháng kể từ ngày 05/3/2026", None),
        ("trong 3 ngày kể từ ngày 30/12/9999", None),
        ("trong 20000 ngày làm việc kể từ ngày 05/3/2026", None),
        ("trong 5 ngày làm việc kể từ ngày 30/12/9999", None),
        ("trong nửa tuần kể từ ngày 05/3/2026", None),
        ("trong nửa năm kể từ ngày 05/3/2026", dt.date(2026, 9, 5)),
        ("trong 5 ngày kể từ ngày 31/02/2026", None),
    ],
)
def test_what_cannot_be_counted_has_no_last_day(words: str, due: dt.date | None) -> None:
    found = ud.find_deadlines(f"Sở Y tế báo cáo {words}.")
    assert {limit.due for limit in found} <= {due} and (due is None or found)


@pytest.mark.parametrize(
    ("words", "month", "day", "year"),
    [
        ("mùng 5 tháng Giêng năm 2026", 1, 5, 2026),
        ("rằm tháng Giêng năm Bính Ngọ", 1, 15, 2026),
        ("rằm tháng Giêng năm Giáp Sửu", 1, 15, None),  # no year has this name
        ("5 tháng 13 âm lịch năm 2026", 13, 5, 2026),
        ("45 tháng 3 âm lịch", 3, 45, None),
    ],
)
def test_a_lunar_day_that_never_comes_has_no_day(words: str, month: int, day: int, year: int | None) -> None:
    (found,) = ud.parse(f"Lễ hội mở ngày {words}.", anchor=YEAR).lunar_dates
    assert (found.month, found.day, found.year) == (month, day, year)
    possible = year is not None and month <= 12 and day <= 30
    assert (found.start is not None) is possible and (found.problem is None) is possible
    assert str(found)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("6 tháng đầu năm - 6 tháng cuối năm 2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
        ("từ 6 tháng cuối năm 2025 đến 6 tháng đầu năm", dt.date(2025, 7, 1), dt.date(2026, 6, 30)),
    ],
)
def test_a_half_of_a_year_lies_before_the_other(words: str, first: dt.date, last: dt.date) -> None:
    (found,) = ud.parse(f"Giai đoạn {words}.", anchor=YEAR).ranges
    assert (found.start, found.end) == (first, last)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Quyết định số 5/QĐ-UBND và Quyết định số 6/QĐ-UBND, cùng ngày 05/3/2026.", ["2026-03-05", "2026-03-05"]),
        ("Quyết định số 5/QĐ-UBND ngày 02/3/2026 và Quyết định số 6/QĐ-UBND, cùng ngày 05/3/2026.", ["2026-03-02", "2026-03-05"]),
    ],
)  # fmt: skip
def test_a_day_of_several_documents_is_not_that_of_one_with_its_own(text: str, days: list[str]) -> None:
    assert [found.date and found.date.edtf for found in ud.find_references(text)] == days


def test_the_columns_of_a_table_say_by_when_wherever_its_head_is_short_enough() -> None:
    rows = "1 | Mở bến | 30/3/2026\n2 | Dệt chiếu | 30/4/2026\n"
    head = "STT | Nhiệm vụ | Thời gian hoàn thành\n"
    assert [str(limit.due) for limit in ud.find_deadlines(head + rows)] == ["2026-03-30", "2026-04-30"]
    assert ud.find_deadlines(f"STT | {'Nhiệm vụ ' * 200}| Thời gian hoàn thành\n{rows}") == ()


def test_whoever_is_only_written_to_owes_nothing() -> None:
    assert ud.parse("Sở Y tế đã gửi văn bản đến các bệnh viện đề nghị.").duties == ()
