"""References to documents; their forms are in ``forms/references.tsv``."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

import ubnd_digest as ud
from strategies import days, document_numbers


@given(document_numbers(), days)
def test_every_number_is_found_after_its_type(number: ud.DocumentNumber, day: dt.date) -> None:
    (found,) = ud.find_references(f"căn cứ Văn bản số {number} ngày {day:%d/%m/%Y} của cấp trên")
    assert found.number == number
    assert found.date
    assert found.date.start == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Quyết định số 921 ngày 5/3/2022", "number-without-symbol"),
        ("Quyết định số 12/KH-UBND", "type-symbol-mismatch"),
        ("Quyết định số 12/QĐ-UBND ngày 30/02/2022", "impossible-date"),
    ],
)
def test_what_is_odd_about_a_reference_is_told(text: str, code: str) -> None:
    digest = ud.parse(text)
    assert len(digest.references) == 1
    assert code in [doubt.code for doubt in digest.diagnostics]


@pytest.mark.parametrize(
    "text", ["Quyết định số 12/QĐ-UBND", "Công văn số 12/UBND-KT", "Luật số 12/2020/QH14", "Quy định số 70-QĐ/TW"]
)
def test_what_is_usual_about_a_reference_is_not_doubted(text: str) -> None:
    assert {doubt.code for doubt in ud.parse(text).diagnostics} == {"no-title", "no-period", "not-a-digest"}


def test_a_date_with_a_problem_is_no_date_of_issue() -> None:
    (found,) = ud.find_references("Quyết định số 12/QĐ-UBND ngày 30/02/2022")
    assert found.date is None
    assert found.text == "Quyết định số 12/QĐ-UBND ngày 30/02/2022"


def test_the_units_of_a_provision_keep_their_order_and_labels() -> None:
    (found,) = ud.find_provisions("các điểm a, b và đ khoản 2a Điều 14 Chương III")
    assert [(unit.level, unit.labels) for unit in found.units] == [
        (ud.ProvisionLevel.POINT, ("a", "b", "đ")),
        (ud.ProvisionLevel.CLAUSE, ("2a",)),
        (ud.ProvisionLevel.ARTICLE, ("14",)),
        (ud.ProvisionLevel.CHAPTER, ("III",)),
    ]


# ---- the document of a place -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("theo Điều 4 Nghị định số 7/2031/NĐ-CP", [ud.DocumentNumber("7", 2031, "NĐ-CP")]),
        ("theo Điều 41 Quy chế làm việc của UBND tỉnh", [ud.NamedDocument("Quy chế làm việc")]),
        ("theo Điều 3 của tỉnh", [None]),
        (
            "ban hành Quyết định số 8/QĐ-UBND. Điều 3 Quyết định này hết hiệu lực",
            [ud.DocumentNumber("8", None, "QĐ-UBND")],
        ),
    ],
)
def test_the_document_of_a_place_is_typed(text: str, documents: list[object]) -> None:
    assert [place.document for place in ud.find_provisions(text)] == documents


@pytest.mark.parametrize("text", ["Điều 8 Luật Đê điều năm 2006", "Điều 8 và Điều 9 Luật Đê điều năm 2006"])
def test_a_law_that_a_place_is_in_is_the_mention_of_it(text: str) -> None:
    digest = ud.parse(f"Căn cứ {text}.")
    assert {place.document for place in digest.provisions} == set(digest.laws)
    assert ud.from_json(ud.to_json(digest)).provisions == digest.provisions
