"""Limits that are counted or come again, working days, and the table that says what is a deadline."""

from __future__ import annotations

import datetime as dt
import itertools
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from strategies import days
from ubnd_digest.reading.dates import working_days
from ubnd_digest.reading.duties.circumstances import VALUES, Circumstances, row_for, rows

# ---- the table -----------------------------------------------------------------------------


def test_every_cell_of_the_table_is_decided_and_every_row_is_reached() -> None:
    reached = {row_for(Circumstances(*cell)).number for cell in itertools.product(*VALUES.values())}
    assert [row.example for row in rows() if row.number not in reached] == []


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"row {row.number}")
def test_the_example_of_a_row_is_decided_by_it(row: object) -> None:
    number, deadline, example = row.number, row.deadline, row.example  # type: ignore[attr-defined]
    decisions = [
        decision
        for offset in range(len(example))
        for decision in ud.explain(example, offset).decisions
        if decision.question == "deadline" and len(decision.because) > 1
    ]
    assert {decision.because[1].name for decision in decisions} == {f"limits.csv, row {number}: {example}"}
    assert bool(ud.find_deadlines(example)) == deadline


def test_values_that_a_column_does_not_have_are_refused() -> None:
    from ubnd_digest.reading.duties.circumstances import _cell

    with pytest.raises(ValueError, match=r"limits\.csv: the column unit has no value 'week'"):
        _cell("week", "unit")


# ---- counted -------------------------------------------------------------------------------


@given(days, st.integers(1, 300))
def test_the_first_day_of_a_counted_period_does_not_count(day: dt.date, count: int) -> None:
    (found,) = ud.find_deadlines(f"Sở Y tế báo cáo trong vòng {count} ngày kể từ ngày {day:%d/%m/%Y}.")
    assert (found.due, found.limit, found.named) == (day + dt.timedelta(count), day + dt.timedelta(count), None)
    assert (found.reckoning, found.count, found.unit) == (ud.Reckoning.COUNTED, count, ud.CountUnit.DAY)
    assert found.start and found.start.start == day


@pytest.mark.parametrize(
    ("length", "start", "due", "moved"),
    [
        ("01 tháng", "31/01/2026", dt.date(2026, 2, 28), dt.date(2026, 3, 2)),
        ("một tuần", "10/3/2026", dt.date(2026, 3, 17), None),
        ("nửa năm", "01/4/2026", dt.date(2026, 10, 1), None),
        ("15 ngày", "18/8/2025", dt.date(2025, 9, 2), dt.date(2025, 9, 3)),
        ("05 ngày làm việc", "22/4/2026", dt.date(2026, 5, 4), None),
        ("03 ngày làm việc", "20/8/2026", dt.date(2026, 8, 24), None),
        # no calendar of that year: what is off is not known
        ("15 ngày", "18/8/2012", dt.date(2012, 9, 2), None),
    ],
)
def test_days_are_counted_as_the_civil_code_has_it(
    length: str, start: str, due: dt.date, moved: dt.date | None
) -> None:
    (found,) = ud.find_deadlines(f"Giao Sở Y tế báo cáo trong {length} kể từ ngày {start}.")
    assert (found.due, found.extended_to) == (due, moved)


@pytest.mark.parametrize(
    "start", ["ngày nhận được văn bản này", "ngày 31/02/2026", "tháng 3/2026", "ngày 20/3/2026 - 30/3/2026"]
)
def test_without_one_day_to_count_from_there_is_a_duration_only(start: str) -> None:
    digest = ud.parse(f"Giao Sở Y tế báo cáo trong vòng 10 ngày kể từ {start}.")
    assert (digest.deadlines, [found.value for found in digest.durations]) == ((), ["P10D"])


@pytest.mark.parametrize(
    ("start", "fifth"),
    [
        ("2018-02-12", "2018-02-26"),
        ("2018-12-27", "2019-01-05"),  # a Saturday that was worked for the 31st of December
        ("2020-01-21", "2020-02-04"),
        ("2021-02-08", "2021-02-22"),
        ("2021-09-01", "2021-09-10"),
        ("2022-04-28", "2022-05-09"),
        ("2022-08-30", "2022-09-08"),
        ("2023-04-27", "2023-05-09"),
        ("2023-08-30", "2023-09-08"),
    ],
)
def test_the_days_off_of_each_announced_year_are_passed_over(start: str, fifth: str) -> None:
    assert working_days.after_working_days(dt.date.fromisoformat(start), 5) == dt.date.fromisoformat(fifth)


def test_working_days_of_a_year_that_is_not_announced_are_not_counted() -> None:
    digest = ud.parse("Giao Sở Y tế báo cáo trong 05 ngày làm việc kể từ ngày 28/12/2026.")
    assert digest.deadlines == ()
    assert "unknown-calendar" in {doubt.code for doubt in digest.diagnostics}


def test_without_the_package_working_days_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    working_days._holidays.cache_clear()
    try:
        digest = ud.parse("Giao Sở Y tế báo cáo trong 05 ngày làm việc kể từ ngày 12/3/2026.")
        assert digest.deadlines == ()
        assert "unknown-calendar" in {doubt.code for doubt in digest.diagnostics}
    finally:
        working_days._holidays.cache_clear()


@given(st.dates(dt.date(2025, 1, 1), dt.date(2025, 11, 1)), st.integers(1, 20))
def test_a_working_day_follows_each_working_day(day: dt.date, count: int) -> None:
    last = working_days.after_working_days(day, count)
    assert last is not None and not working_days.is_off(last)
    between = [day + dt.timedelta(n) for n in range(1, (last - day).days + 1)]
    assert sum(not working_days.is_off(one) for one in between) == count


# ---- again and again -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "after", "due"),
    [
        ("trước ngày 25 hằng tháng", dt.date(2026, 6, 23), dt.date(2026, 6, 24)),
        ("trước ngày 25 hằng tháng", dt.date(2026, 6, 24), dt.date(2026, 7, 24)),
        ("chậm nhất ngày 20/6 và 20/12 hằng năm", dt.date(2026, 6, 20), dt.date(2026, 12, 20)),
        ("trước 15 giờ thứ Năm hằng tuần", dt.date(2026, 3, 9), dt.date(2026, 3, 12)),
        ("trước ngày 15 của tháng cuối quý", dt.date(2026, 3, 20), dt.date(2026, 6, 14)),
        ("trước ngày 30/02 hằng năm", dt.date(2026, 3, 20), None),
    ],
)
def test_the_next_last_day_of_what_comes_again(limit: str, after: dt.date, due: dt.date | None) -> None:
    digest = ud.parse(f"Các xã báo cáo {limit}.")
    (found,) = digest.deadlines
    assert (found.reckoning, found.due, found.limit, found.next(after)) == (ud.Reckoning.RECURRING, None, None, due)
    assert [a["label"] for a in ud.to_annotations(digest)].count("DEADLINE") == 0
    assert len(digest.sets) == 1


def test_a_recurrence_before_a_limit_makes_it_one_unless_a_year_is_named() -> None:
    text = "Định kỳ hằng tháng, các xã báo cáo trước ngày 22{}."
    (found,) = ud.find_deadlines(text.format(""))
    assert (found.reckoning, found.rule) == (ud.Reckoning.RECURRING, "RRULE:FREQ=MONTHLY;BYMONTHDAY=22")
    (found,) = ud.find_deadlines(text.format("/5/2026"))
    assert (found.reckoning, found.due) == (ud.Reckoning.NAMED, dt.date(2026, 5, 21))


def test_a_recurrence_without_days_has_no_next_day() -> None:
    (found,) = ud.parse("Họp giao ban hằng tuần.").sets
    assert (found.value, found.rule, found.next(dt.date(2026, 1, 1))) == ("P1W", None, None)
    (found,) = ud.parse("Họp thứ Hai hằng tuần.").sets
    assert found.next(dt.date.max) is None
