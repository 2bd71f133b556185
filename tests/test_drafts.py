"""A date takes from its neighbours what it leaves out."""

from __future__ import annotations

import pytest

from ubnd_digest.model.dates import Precision
from ubnd_digest.reading.drafts import DateDraft, complete


def day(day: int, month: int | None = None, year: int | None = None) -> DateDraft:
    return DateDraft(0, 0, Precision.DAY, year=year, month=month, day=day)


def month(month: int, year: int | None = None) -> DateDraft:
    return DateDraft(0, 0, Precision.MONTH, year=year, month=month)


@pytest.mark.parametrize(
    ("dates", "ranges", "wanted"),
    [
        ([day(10, 11), day(10, 12, 2024)], [0], [(2024, 11, 10), (2024, 12, 10)]),
        ([day(30, 12), day(5, 1, 2025)], [0], [(2024, 12, 30), (2025, 1, 5)]),
        ([day(30, 12, 2024), day(5, 1)], [0], [(2024, 12, 30), (2025, 1, 5)]),
        ([day(7), day(8), day(11, 4, 2022)], [], [(2022, 4, 7), (2022, 4, 8), (2022, 4, 11)]),
        ([day(30), day(2, 6, 2022)], [], [(2022, 5, 30), (2022, 6, 2)]),
        ([month(11), month(2, 2026)], [], [(2025, 11, None), (2026, 2, None)]),
        ([day(5, 3), day(6, 3)], [], [(None, 3, 5), (None, 3, 6)]),
    ],
)
def test_neighbours_complete_each_other(
    dates: list[DateDraft], ranges: list[int], wanted: list[tuple[int | None, int, int | None]]
) -> None:
    complete(dates, ranges)
    assert [(date.year, date.month, date.day) for date in dates] == wanted


def test_what_was_taken_from_a_neighbour_is_inferred() -> None:
    dates = [day(10, 11), day(10, 12, 2024)]
    complete(dates, [])
    assert [date.inferred for date in dates] == [True, False]


def test_a_year_is_no_neighbour_to_be_in_order_with() -> None:
    dates = [day(2, 9), DateDraft(0, 0, Precision.YEAR, year=2025)]
    complete(dates, [])
    assert dates[0].year == 2025
