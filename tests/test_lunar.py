"""Days of the moon: the table is that of other programs, and days of ours follow from it."""

from __future__ import annotations

import datetime as dt

import pytest

import ubnd_digest as ud
from ubnd_digest.reading.dates.lunar import days_of, lunar_years

# first days of years that are known from public holidays; those of 1985 and 2007 are a month and a day before China's
KNOWN = {
    1985: "1985-01-21",
    2000: "2000-02-05",
    2007: "2007-02-17",
    2024: "2024-02-10",
    2026: "2026-02-17",
    2030: "2030-02-02",
}


@pytest.mark.parametrize("year", KNOWN)
def test_the_first_days_of_years_are_those_of_the_holidays(year: int) -> None:
    assert lunar_years()[year].first.isoformat() == KNOWN[year]


def test_the_years_begin_with_the_holiday() -> None:
    holidays = pytest.importorskip("holidays")
    feast = "Tết Nguyên Đán"
    for number, year in lunar_years().items():
        days = holidays.country_holidays("VN", years=number, language="vi").items()
        assert [day for day, name in days if name == feast] == [year.first]


def test_each_year_begins_where_the_one_before_ends() -> None:
    years = lunar_years()
    assert sorted(years) == list(range(1976, 2054))
    for number, year in years.items():
        assert set(year.days) <= {29, 30} and len(year.days) == (13 if year.leap else 12)
        if number + 1 in years:
            assert year.first + dt.timedelta(sum(year.days)) == years[number + 1].first


@pytest.mark.parametrize(("package", "name"), [("vnlunar", "get_lunar_date"), ("lunar_vn", "solar_to_lunar")])
def test_other_programs_give_the_same_days(package: str, name: str) -> None:
    converted = getattr(pytest.importorskip(package), name)
    for number, year in lunar_years().items():
        months = [(month, False) for month in range(1, 13)]
        if year.leap:
            months.insert(year.leap, (year.leap, True))
        for (month, leap), length in zip(months, year.days, strict=True):
            area = days_of(number, month, None, leap=leap)
            assert area and (area[1] - area[0]).days + 1 == length
            for place, day in ((1, area[0]), (length, area[1])):
                found = converted(day.day, day.month, day.year) if package == "vnlunar" else converted(day)
                read = (
                    found
                    if isinstance(found, dict)
                    else {key: getattr(found, key) for key in ("day", "month", "year", "leap")}
                )
                assert (read["day"], read["month"], read["year"], bool(read["leap"])) == (place, month, number, leap)


def test_a_day_of_the_moon_is_no_date_and_says_where_it_has_no_day_of_ours() -> None:
    digest = ud.parse("Giỗ tổ ngày 12/8 (âm lịch). Hội mở rằm tháng Giêng năm 2026.", anchor=dt.date(2025, 9, 16))
    assert digest.dates == ()
    assert [(one.text, one.problem) for one in digest.lunar_dates] == [
        ("ngày 12/8 (âm lịch)", "undetermined"),
        ("rằm tháng Giêng năm 2026", None),
    ]
    doubts = [doubt for doubt in digest.diagnostics if doubt.code == "lunar-date"]
    assert [digest.source[doubt.span.start : doubt.span.end] for doubt in doubts] == ["ngày 12/8 (âm lịch)"]


def test_annotations_of_a_day_of_the_moon() -> None:
    (found,) = (
        one for one in ud.to_annotations(ud.parse("Hội mở rằm tháng Giêng năm 2026.")) if one["label"] == "LUNAR"
    )
    assert {key: found[key] for key in ("day", "month", "year", "leap", "from", "to")} == {
        "day": 15,
        "month": 1,
        "year": 2026,
        "leap": False,
        "from": "2026-03-03",
        "to": "2026-03-03",
    }
    digest = ud.parse("Hội mở rằm tháng Giêng năm 2026.")
    assert ud.from_json(ud.to_json(digest)) == digest
