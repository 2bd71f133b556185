"""Standoff annotations: flat records, beside the untouched text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from hypothesis import given

import ubnd_digest as ud
from strategies import texts
from ubnd_digest.model.kinds import kinds

TEXT = """Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 - 11/01/2026)

Mở lại bến phà Cồn Sậy; Khôi phục nghề dệt chiếu.

Mở lại bến phà Cồn Sậy

UBND tỉnh cho mở lại bến phà (Công văn số 61/UBND-KT, ngày 06/01/2026) từ cuối tháng 02/2026.

Giao Sở Xây dựng kiểm tra theo khoản 2 Điều 7 Nghị định số 23/2020/NĐ-CP, báo cáo trước 16 giờ ngày 30/01/2026.

Khôi phục nghề dệt chiếu

UBND tỉnh ban hành Quyết định số 9/2026/QĐ-UBND, ngày 08/01/2026, có hiệu lực từ ngày 20/01/2026.
"""


def records(label: str, text: str = TEXT) -> list[dict[str, Any]]:
    """The annotations of one label, without their offsets."""
    found = ud.to_annotations(ud.parse(text))
    return [{k: v for k, v in a.items() if k not in ("label", "start", "end")} for a in found if a["label"] == label]


def test_parts_are_annotated() -> None:
    assert records("TITLE") == [{"text": TEXT.split("\n", maxsplit=1)[0]}]
    assert records("PERIOD") == [{"text": "ngày 05/01 - 11/01/2026", "from": "2026-01-05", "to": "2026-01-11"}]
    assert [r["text"] for r in records("LEAD")] == ["Mở lại bến phà Cồn Sậy", "Khôi phục nghề dệt chiếu"]
    assert records("HEADING") == [
        {"text": "Mở lại bến phà Cồn Sậy", "item": 0},
        {"text": "Khôi phục nghề dệt chiếu", "item": 1},
    ]
    assert [r["item"] for r in records("PARAGRAPH")] == [0, 0, 1]


def test_reference_carries_type_number_date_role_and_item() -> None:
    letter, decree, decision = records("REFERENCE")
    assert letter == {
        "text": "Công văn số 61/UBND-KT, ngày 06/01/2026",
        "type": "Công văn",
        "number": "61/UBND-KT",
        "date": "2026-01-06",
        "role": "issued",
        "issuer": "UBND tỉnh",
        "issuer_from": "symbol",
        "item": 0,
    }
    assert (decree["type"], decree["date"], decree["role"], decree["item"]) == ("Nghị định", None, "cited", 0)
    assert (decision["number"], decision["role"], decision["item"]) == ("9/2026/QĐ-UBND", "issued", 1)


def test_reference_outside_items_has_no_item() -> None:
    (reference,) = records("REFERENCE", "Theo Quyết định số 5/QĐ-UBND.")
    assert reference["item"] is None


def test_date_carries_its_days_precision_and_part() -> None:
    assert {
        "text": "tháng 02/2026",
        "from": "2026-02-01",
        "to": "2026-02-28",
        "precision": "month",
        "part": "late",
    } in records("DATE")


def test_range_deadline_effect_and_provision_carry_their_fields() -> None:
    assert records("RANGE") == [{"text": "ngày 05/01 - 11/01/2026", "from": "2026-01-05", "to": "2026-01-11"}]
    assert records("DEADLINE") == [
        {
            "text": "trước 16 giờ ngày 30/01/2026",
            "relation": "by",
            "limit": "2026-01-30",
            "time": "16:00",
            "responsible": "Sở Xây dựng",
        }
    ]
    assert records("EFFECTIVE") == [{"text": "từ ngày 20/01/2026", "from": "2026-01-20"}]
    assert records("PROVISION") == [{"text": "khoản 2 Điều 7", "document": "23/2020/NĐ-CP"}]


def test_number_is_written_without_white_space() -> None:
    (reference,) = records("REFERENCE", "Quyết định số 927 / QĐ – UBND")
    assert reference["number"] == "927/QĐ-UBND"


def test_impossible_dates_are_not_annotated() -> None:
    assert records("DATE", "Họp ngày 31/02/2026.") == []


@given(texts())
def test_records_are_sorted_and_quote_the_source(text: str) -> None:
    found = ud.to_annotations(ud.parse(text))
    assert list(found) == sorted(found, key=lambda a: (a["start"], -a["end"], a["label"]))
    assert all(a["text"] == text[a["start"] : a["end"]] for a in found)


@given(texts())
def test_records_are_plain_json(text: str) -> None:
    found = ud.to_annotations(ud.parse(text))
    assert json.loads(json.dumps(found)) == list(found)


def test_the_page_tells_the_label_and_the_fields_of_each_kind() -> None:
    page = (Path(__file__).parents[1] / "docs/standoff.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z]+)` \|.*\|([^|]*)\|$", page, re.MULTILINE)
    told = {label: re.findall("`([a-z_]+)`", last) for label, last in rows}
    parts = ("TITLE", "PERIOD", "LEAD", "HEADING", "PARAGRAPH")
    assert {label: names for label, names in told.items() if label not in parts} == {
        kind.label: [*kind.fields, *(["item"] if kind.in_item else [])] for kind in kinds()
    }
