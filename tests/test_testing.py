"""The public strategies: what they draw has the variety that they promise."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import ubnd_digest as ud
from ubnd_digest import testing

# the first example that will do, not the smallest
FIRST = settings(max_examples=2000, phases=[Phase.generate])

WANTED: list[tuple[st.SearchStrategy[Any], Callable[[Any], bool]]] = [
    (testing.document_numbers(), lambda number: number.separator == "-"),
    (testing.document_numbers(), lambda number: number.year is not None),
    (testing.document_numbers(), lambda number: number.type is None and number.unit_code is not None),
    (testing.references(), lambda reference: reference.type is None),
    (testing.references(), lambda reference: reference.date is not None and reference.type is not None),
    *((testing.date_expressions(), lambda date, p=p: date.precision is p) for p in ud.Precision),
    *((testing.date_expressions(), lambda date, p=p: date.part is p) for p in ud.Part),
    (testing.date_ranges(), lambda found: found.first.precision is not found.last.precision),
    *((testing.deadlines(), lambda deadline, r=r: deadline.relation is r) for r in ud.Relation),
    (testing.deadlines(), lambda deadline: deadline.time is not None and deadline.responsible is not None),
    (testing.deadlines(), lambda deadline: deadline.due is None),
    (testing.provisions(), lambda place: len(place.units) == 3 and place.document is None),
    (testing.digests(), lambda digest: bool(digest.lead) and len(digest.items) > 1),
    (testing.digests(), lambda digest: not digest.lead and bool(digest.items)),
    (testing.digests(), lambda digest: bool(digest.deadlines)),
    (testing.digests(), lambda digest: bool(digest.items) and bool(digest.items[0].issued)),
]


@pytest.mark.parametrize(("strategy", "wanted"), WANTED)
def test_every_kind_is_drawn(strategy: st.SearchStrategy[Any], wanted: Callable[[Any], bool]) -> None:
    assert wanted(find(strategy, wanted, settings=FIRST))


@given(st.data())
def test_dates_are_of_the_years_and_precisions_that_are_wanted(data: st.DataObject) -> None:
    date = data.draw(testing.date_expressions(precisions=(ud.Precision.MONTH,), min_year=1990, max_year=1991))
    assert date.precision is ud.Precision.MONTH
    assert date.start is not None
    assert date.start.year in (1990, 1991)


@given(st.data())
def test_a_digest_has_no_more_items_than_are_wanted(data: st.DataObject) -> None:
    assert len(data.draw(testing.digests(max_items=1)).items) <= 1


TEXT = "Uỷ ban - hòa giải tại Sở Y tế, số 12/QĐ-UBND quý II\nKế hoạch"

NOISE: list[Callable[[str], bool]] = [
    lambda text: "\u00a0" in text,
    lambda text: "  " in text,
    lambda text: "\u200b" in text,
    lambda text: "\u2013" in text,
    lambda text: "Ủy ban" in text,
    lambda text: "hoà giải" in text,
    lambda text: "SỞ Y TẾ" in text,
    lambda text: "Kế Hoạch" in text,
    lambda text: "\r\n" in text,
    lambda text: "\u2028" in text,
    lambda text: unicodedata.is_normalized("NFD", text),
    lambda text: " \n" in text,
    lambda text: text == TEXT,
]


@pytest.mark.parametrize("wanted", NOISE)
def test_every_noise_is_drawn(wanted: Callable[[str], bool]) -> None:
    assert wanted(find(testing.noisy(TEXT), wanted, settings=FIRST))


@given(testing.noisy(TEXT))
def test_symbols_and_roman_numerals_keep_their_case(text: str) -> None:
    letters = "".join(sign for sign in unicodedata.normalize("NFC", text) if sign.isalnum())
    assert "12QĐUBND" in letters
    assert "II" in letters
    assert "II" in letters.replace("12QĐUBND", "")


@pytest.mark.parametrize(("first", "last"), [(1500, 1700), (1799, 1900), (1900, 2200), (1950, 1949)])
def test_years_are_those_that_are_read(first: int, last: int) -> None:
    with pytest.raises(ValueError, match=f"^years are from 1800 to 2199, in order, not from {first} to {last}"):
        find(testing.date_expressions(min_year=first, max_year=last), lambda _: True)
