"""Dates and ranges: every way of writing a day is read, what is left out is taken from what is near, no day becomes another."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import ubnd_digest as ud
from strategies import days
from ubnd_digest import Precision

ONE_DAY = dt.timedelta(days=1)


def only(text: str, anchor: dt.date | None = None) -> ud.DateExpression:
    (date,) = ud.find_dates(f"Họp {text}, tại xã.", anchor=anchor)
    assert date.text == text
    return date


def distance(date: ud.DateExpression, anchor: dt.date) -> int:
    assert date.start and date.end
    return max((date.start - anchor).days, (anchor - date.end).days, 0)


# ---- units of the calendar that are written out ----------------------------------------------


@given(days)
def test_a_day_is_read_in_every_way_of_writing_it(day: dt.date) -> None:
    d, m, y = day.day, day.month, day.year
    for written in (
        f"ngày {d}/{m}/{y}", f"ngày {d:02}/{m:02}/{y}", f"ngày {d} tháng {m} năm {y}", f"ngày {d:02} tháng {m:02} năm {y}",
        f"ngày {d}-{m}-{y}", f"ngày {d}.{m}.{y}", f"{d} tháng {m} năm {y}", f"{d:02}/{m:02}/{y}",
    ):  # fmt: skip
        found = only(written)
        assert (found.start, found.end, found.precision) == (day, day, Precision.DAY)
        assert (found.edtf, found.inferred, found.problem) == (day.isoformat(), False, None)


@given(days, st.booleans(), st.integers(1, 12), st.booleans())
def test_a_longer_unit_runs_from_its_first_day_to_its_last(day: dt.date, zero: bool, months: int, late: bool) -> None:
    month, year = f"{day.month:02}" if zero else f"{day.month}", day.year
    quarter = (day.month + 2) // 3
    roman = ("I", "II", "III", "IV")[quarter - 1]
    first, last = (13 - months, 12) if late else (1, months)
    half = f"{months} tháng {'cuối' if late else 'đầu'} năm {year}"
    for written, precision, begin, end, edtf in (
        (f"tháng {month}/{year}", Precision.MONTH, day.month, day.month, f"{year}-{day.month:02}"),
        (f"tháng {month} năm {year}", Precision.MONTH, day.month, day.month, f"{year}-{day.month:02}"),
        (f"quý {roman} năm {year}", Precision.QUARTER, quarter * 3 - 2, quarter * 3, f"{year}-{32 + quarter}"),
        (f"quý {quarter}/{year}", Precision.QUARTER, quarter * 3 - 2, quarter * 3, f"{year}-{32 + quarter}"),
        (half, Precision.MONTHS, first, last, f"{year}-{first:02}/{year}-{last:02}"),
        (f"năm {year}", Precision.YEAR, 1, 12, f"{year}"),
    ):
        found = only(written)
        assert (found.precision, found.edtf) == (precision, edtf)
        assert found.start == dt.date(year, begin, 1)
        assert found.end is not None
        after = found.end + ONE_DAY
        assert (found.end.month, after.day, found.end.year) == (end, 1, year)


# ---- what is left out ------------------------------------------------------------------------

UNITS: dict[str, st.SearchStrategy[Callable[[int | None], str]]] = {
    "day": days.map(lambda day: lambda year: f"ngày {day.day}/{day.month}" + (f"/{year}" if year else "")),
    "month": st.integers(1, 12).map(lambda month: lambda year: f"tháng {month}" + (f"/{year}" if year else "")),
    "quarter": st.integers(1, 4).map(lambda quarter: lambda year: f"quý {quarter}" + (f"/{year}" if year else "")),
    "months": st.integers(1, 12).map(lambda n: lambda year: f"{n} tháng đầu năm" + (f" {year}" if year else "")),
    "late months": st.integers(1, 12).map(lambda n: lambda year: f"{n} tháng cuối năm" + (f" {year}" if year else "")),
}
units = pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
# Months of a year are of the year of the text, whichever is nearest.
_OF_THE_YEAR = ("months", "late months")
near = pytest.mark.parametrize("unit", [UNITS[name] for name in UNITS if name not in _OF_THE_YEAR])
of_the_year = pytest.mark.parametrize("unit", [UNITS[name] for name in _OF_THE_YEAR], ids=_OF_THE_YEAR)


@of_the_year
@given(data=st.data(), anchor=days)
def test_months_of_a_year_are_of_the_year_of_the_text(
    unit: st.SearchStrategy[Callable[[int | None], str]], data: st.DataObject, anchor: dt.date
) -> None:
    found = only(data.draw(unit)(None), anchor)
    assert found.start and found.start.year == anchor.year and found.inferred


@near
@given(data=st.data(), anchor=days)
def test_no_other_year_is_nearer(
    unit: st.SearchStrategy[Callable[[int | None], str]], data: st.DataObject, anchor: dt.date
) -> None:
    written = data.draw(unit)
    found = only(written(None), anchor)
    assert found.inferred and found.problem is None
    here = distance(found, anchor)
    for year in range(anchor.year - 9, anchor.year + 10):
        other = only(written(year))
        assert not other.start or here <= distance(other, anchor)
    assert found.start and found == only(written(found.start.year))


@near
@given(data=st.data(), anchor=days)
def test_a_deadline_is_the_first_one_not_yet_past(
    unit: st.SearchStrategy[Callable[[int | None], str]], data: st.DataObject, anchor: dt.date
) -> None:
    written = data.draw(unit)
    (deadline,) = ud.find_deadlines(f"Sở Y tế báo cáo chậm nhất {written(None)}.", anchor=anchor)
    found = deadline.named
    assert found.start and found.end and found.end >= anchor
    for year in range(anchor.year - 9, found.start.year):
        earlier = only(written(year))
        assert earlier.end is None or earlier.end < anchor


@given(st.integers(1, 31), days)
def test_a_lone_day_is_in_the_nearest_month_that_has_it(day: int, anchor: dt.date) -> None:
    found = only(f"ngày {day}", anchor)
    assert found.start and found.start.day == day and found.inferred
    around = (anchor + step * ONE_DAY for step in range(-70, 71))
    assert distance(found, anchor) == min(abs((other - anchor).days) for other in around if other.day == day)


@units
@given(data=st.data())
def test_without_an_anchor_nothing_is_guessed(
    unit: st.SearchStrategy[Callable[[int | None], str]], data: st.DataObject
) -> None:
    found = only(data.draw(unit)(None))
    assert (found.start, found.end, found.inferred, found.problem) == (None, None, False, "undetermined")
    assert "XXXX" in found.edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Ngày 31/5, UBND tỉnh họp.", "2022-05-31"),
        ("Họp sơ kết quý I.", "2022-33"),
        ("Kết quả 5 tháng đầu năm.", "2022-01/2022-05"),
        ("Báo cáo tháng 8.", "2022-08"),
        ("Ngày 20/12, đoàn đã kiểm tra.", "2021-12-20"),
        ("UBND tỉnh tổ chức hội thi từ ngày 20/12 đến ngày 10/01/2024.", "2023-12-20"),
    ],
)
def test_a_year_left_out_is_taken_from_a_neighbour_or_from_the_period(text: str, edtf: str) -> None:
    title = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 30/5 - 05/6/2022)"
    digest = ud.parse(f"{title}\n\nChuẩn bị phòng, chống thiên tai\nUBND tỉnh có văn bản chỉ đạo.\n{text}")
    (found, *_) = digest.items[0].dates
    assert (found.edtf, found.inferred) == (edtf, True)


def test_what_nothing_tells_is_told_by_a_diagnostic() -> None:
    digest = ud.parse("Ngày 31/5 họp.")
    assert [(date.start, date.problem) for date in digest.dates] == [(None, "undetermined")]
    assert "undetermined-date" in [doubt.code for doubt in digest.diagnostics]


# ---- values are right or absent --------------------------------------------------------------


@given(st.integers(1900, 2100), st.integers(0, 99), st.integers(0, 99))
def test_an_impossible_day_never_becomes_another(year: int, month: int, day: int) -> None:
    dates = ud.find_dates(f"Họp ngày {day}/{month}/{year}, tại xã.")
    try:
        right = dt.date(year, month, day)
    except ValueError:
        assert all(
            date.start is None and date.problem == "impossible" for date in dates if date.precision is Precision.DAY
        )
    else:
        assert [(date.start, date.end, date.problem) for date in dates] == [(right, right, None)]


@pytest.mark.parametrize(("day", "month"), [(30, 2), (31, 4), (32, 1), (0, 5), (5, 0), (5, 13)])
def test_an_impossible_day_stays_so_with_an_anchor(day: int, month: int) -> None:
    anchor = dt.date(2024, 2, 26)
    for date in ud.find_dates(f"Họp ngày {day}/{month}, tại xã.", anchor=anchor):
        assert (date.start, date.problem) == (None, "impossible")


@given(days, st.integers(13, 99))
def test_an_impossible_month_has_no_day(anchor: dt.date, month: int) -> None:
    assert all(
        date.problem for date in ud.find_dates(f"Họp tháng {month}/2024.", anchor=anchor) if str(month) in date.text
    )


@pytest.mark.parametrize(
    ("text", "problem"), [("0 tháng đầu năm 2024", "impossible"), ("13 tháng cuối năm 2024", "impossible")]
)
def test_months_of_a_year_are_one_to_twelve(text: str, problem: str) -> None:
    assert [date.problem for date in ud.find_dates(text) if date.precision is Precision.MONTHS] == [problem]


SHAPES = {
    Precision.DAY: r"([0-9]{4}|XXXX)-([0-9]{2}|XX)-[0-9]{2}",
    Precision.MONTH: r"([0-9]{4}|XXXX)-[0-9]{2}",
    Precision.QUARTER: r"([0-9]{4}|XXXX)-3[3-6]",
    Precision.MONTHS: r"([0-9]{4}|XXXX)-[0-9]{2}/([0-9]{4}|XXXX)-[0-9]{2}",
    Precision.YEAR: r"[0-9]{4}",
}


@units
@given(data=st.data(), anchor=st.none() | days, year=st.none() | st.integers(1800, 2199))
def test_edtf_has_the_shape_of_its_precision(
    unit: st.SearchStrategy[Callable[[int | None], str]], data: st.DataObject, anchor: dt.date | None, year: int | None
) -> None:
    found = only(data.draw(unit)(year), anchor)
    if found.problem == "impossible":
        assert found.edtf == ""
    else:
        assert re.fullmatch(SHAPES[found.precision], found.edtf)
        assert ("XXXX" in found.edtf) == (found.problem == "undetermined") == (year is None and anchor is None)


# ---- ranges ----------------------------------------------------------------------------------


@given(days, days)
def test_a_range_has_its_ends_in_order(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    (found,) = ud.find_ranges(f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}")
    assert (found.start, found.end) == (first, last)


@given(days, days)
def test_a_range_that_ends_before_it_begins_is_none_and_a_diagnostic_says_so(one: dt.date, other: dt.date) -> None:
    assume(one != other)
    first, last = sorted((one, other))
    digest = ud.parse(f"từ ngày {last:%d/%m/%Y} đến ngày {first:%d/%m/%Y}")
    assert digest.ranges == ()
    assert [doubt.code for doubt in digest.diagnostics].count("reversed-range") == 1
