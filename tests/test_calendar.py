"""Drafts of dates become days of the calendar."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from strategies import anchors, days
from ubnd_digest.model.dates import DateExpression, Precision
from ubnd_digest.model.spans import Span
from ubnd_digest.reading.calendar import Anchor, expression
from ubnd_digest.reading.drafts import DateDraft

ONE_DAY = dt.timedelta(days=1)


def dated(
    precision: Precision, anchor: Anchor | None = None, *, deadline: bool = False, **fields: Any
) -> DateExpression:
    return expression(DateDraft(0, 1, precision, **fields), Span(0, 1), "…", anchor, deadline=deadline)


def distance(start: dt.date, end: dt.date, anchor: Anchor) -> int:
    return max((start - anchor.end).days, (anchor.start - end).days, 0)


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, Any]:
    """The fields of a draft of any precision, possible or not; the year is left out."""
    kind = draw(st.sampled_from([p for p in Precision if p is not Precision.YEAR]))
    fields: dict[str, Any] = {"precision": kind}
    if kind is Precision.DAY:
        fields |= {"day": draw(st.integers(0, 40)), "month": draw(st.integers(0, 14))}
    elif kind is Precision.MONTH:
        fields["month"] = draw(st.integers(1, 12))
    elif kind is Precision.QUARTER:
        fields["quarter"] = draw(st.integers(1, 4))
    else:
        fields |= {"months": draw(st.integers(1, 12)), "late": draw(st.booleans())}
    return fields


# ---- a year that is left out ---------------------------------------------------------------


@given(drafts(), anchors())
def test_no_other_year_is_nearer(fields: dict[str, Any], anchor: Anchor) -> None:
    found = dated(anchor=anchor, **fields)
    if found.start and found.end:
        assert found.inferred
        here = distance(found.start, found.end, anchor)
        for year in range(anchor.start.year - 9, anchor.start.year + 10):
            other = dated(year=year, **fields)
            assert not (other.start and other.end) or here <= distance(other.start, other.end, anchor)


@given(drafts(), anchors())
def test_a_deadline_is_the_first_one_not_yet_past(fields: dict[str, Any], anchor: Anchor) -> None:
    found = dated(anchor=anchor, deadline=True, **fields)
    if found.start and found.end:
        assert found.end >= anchor.start
        for year in range(anchor.start.year - 9, found.start.year):
            earlier = dated(year=year, **fields)
            assert earlier.end is None or earlier.end < anchor.start


@given(st.integers(1, 31), anchors())
def test_a_lone_day_is_in_the_nearest_month_that_has_it(day: int, anchor: Anchor) -> None:
    found = dated(Precision.DAY, anchor, day=day)
    assert found.start
    assert found.start.day == day
    around = [anchor.start + step * ONE_DAY for step in range(-70, 71)]
    nearest = min(distance(other, other, anchor) for other in around if other.day == day)
    assert distance(found.start, found.start, anchor) == nearest


@given(drafts())
def test_without_an_anchor_nothing_is_guessed(fields: dict[str, Any]) -> None:
    found = dated(**fields)
    assert (found.start, found.end, found.inferred) == (None, None, False)
    assert found.problem in ("undetermined", "impossible")


@pytest.mark.parametrize(
    ("day", "month", "anchor", "nearest", "deadline"),
    [
        (30, 12, dt.date(2025, 1, 2), dt.date(2024, 12, 30), dt.date(2025, 12, 30)),
        (3, 1, dt.date(2024, 12, 29), dt.date(2025, 1, 3), dt.date(2025, 1, 3)),
        (1, 6, dt.date(2022, 6, 1), dt.date(2022, 6, 1), dt.date(2022, 6, 1)),
        (29, 2, dt.date(2023, 3, 1), dt.date(2024, 2, 29), dt.date(2024, 2, 29)),
        (29, 2, dt.date(2025, 3, 1), dt.date(2024, 2, 29), dt.date(2028, 2, 29)),
    ],
)
def test_years_at_the_turn(day: int, month: int, anchor: dt.date, nearest: dt.date, deadline: dt.date) -> None:
    week = Anchor(anchor, anchor)
    assert dated(Precision.DAY, week, day=day, month=month).start == nearest
    assert dated(Precision.DAY, week, day=day, month=month, deadline=True).start == deadline


# ---- values are right or absent ------------------------------------------------------------


@given(st.integers(1900, 2100), st.integers(0, 99), st.integers(0, 99))
def test_an_impossible_day_never_becomes_another(year: int, month: int, day: int) -> None:
    found = dated(Precision.DAY, year=year, month=month, day=day)
    try:
        right = dt.date(year, month, day)
    except ValueError:
        assert (found.start, found.end, found.problem) == (None, None, "impossible")
    else:
        assert (found.start, found.end, found.problem) == (right, right, None)


@given(st.integers(13, 99), anchors())
def test_an_impossible_month_has_no_day(month: int, anchor: Anchor) -> None:
    for fields in ({"precision": Precision.MONTH}, {"precision": Precision.DAY, "day": 5}):
        assert dated(anchor=anchor, month=month, **fields).problem == "impossible"


@pytest.mark.parametrize(("day", "month"), [(30, 2), (31, 4), (32, 1), (0, 5), (5, 0)])
def test_an_impossible_day_stays_so_with_an_anchor(day: int, month: int) -> None:
    anchor = Anchor(dt.date(2024, 2, 26), dt.date(2024, 3, 3))
    found = dated(Precision.DAY, anchor, day=day, month=month)
    assert (found.start, found.problem) == (None, "impossible")


# ---- precision and EDTF --------------------------------------------------------------------

SHAPES = {
    Precision.DAY: r"(\d{4}|XXXX)-(\d\d|XX)-\d\d",
    Precision.MONTH: r"(\d{4}|XXXX)-\d\d",
    Precision.QUARTER: r"(\d{4}|XXXX)-3[3-6]",
    Precision.MONTHS: r"(\d{4}|XXXX)-\d\d/(\d{4}|XXXX)-\d\d",
    Precision.YEAR: r"\d{4}",
}


@given(drafts(), st.none() | anchors())
def test_edtf_has_the_shape_of_its_precision(fields: dict[str, Any], anchor: Anchor | None) -> None:
    found = dated(anchor=anchor, **fields)
    if found.problem == "impossible":
        assert found.edtf == ""
    else:
        assert re.fullmatch(SHAPES[found.precision], found.edtf)
        assert ("XXXX" in found.edtf) == (found.problem == "undetermined")


@given(days, st.sampled_from(Precision), st.booleans(), st.integers(1, 12))
def test_start_and_end_are_those_of_the_unit(day: dt.date, kind: Precision, late: bool, months: int) -> None:
    fields = {
        Precision.DAY: {"month": day.month, "day": day.day},
        Precision.MONTH: {"month": day.month},
        Precision.QUARTER: {"quarter": (day.month + 2) // 3},
        Precision.MONTHS: {"months": months, "late": late},
        Precision.YEAR: {},
    }[kind]
    found = dated(kind, year=day.year, **fields)
    assert found.start
    assert found.end
    assert found.start.year == found.end.year == day.year
    if kind is Precision.DAY:
        assert found.start == found.end == day
        return
    assert found.start.day == 1
    assert (found.end + ONE_DAY).day == 1
    length = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.MONTHS: months, Precision.YEAR: 12}[kind]
    assert found.end.month - found.start.month + 1 == length
    if kind is Precision.MONTHS:
        assert (found.end.month == 12) if late else (found.start.month == 1)
    else:
        assert found.start <= day <= found.end


@pytest.mark.parametrize(
    ("precision", "fields", "edtf"),
    [
        (Precision.DAY, {"year": 2022, "month": 5, "day": 9}, "2022-05-09"),
        (Precision.DAY, {"month": 5, "day": 9}, "XXXX-05-09"),
        (Precision.DAY, {"day": 9}, "XXXX-XX-09"),
        (Precision.QUARTER, {"year": 2022, "quarter": 2}, "2022-34"),
        (Precision.MONTHS, {"year": 2024, "months": 2, "late": True}, "2024-11/2024-12"),
        (Precision.MONTHS, {"months": 6}, "XXXX-01/XXXX-06"),
        (Precision.YEAR, {"year": 2030}, "2030"),
    ],
)
def test_edtf(precision: Precision, fields: dict[str, Any], edtf: str) -> None:
    assert dated(precision, **fields).edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        "mùng 10 tháng 3 âm lịch",
        "ngày 15 tháng 7 (âm lịch)",
        "tháng 3 âm lịch",
        "trước ngày 20/12 hằng năm",
        "trước 31/12 hàng năm",
        "trong tháng 12 mỗi năm",
    ],
)
def test_day_of_another_calendar_or_of_every_year_is_none(text: str) -> None:
    assert ud.find_dates(f"Lễ hội diễn ra {text}.", anchor=dt.date(2026, 3, 2)) == ()
