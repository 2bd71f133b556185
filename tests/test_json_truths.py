"""JSON that says, everywhere alike, what no text says: it is refused with the path of the lie."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

import ubnd_digest as ud
from ubnd_digest.model.errors import SerializationError

TEXT = """Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 - 11/01/2026)

Mở lại bến phà Cồn Sậy theo Công văn số 60/UBND-KT; Khôi phục nghề dệt chiếu.

I. GIAO THÔNG

1. Mở lại bến phà Cồn Sậy

UBND tỉnh cho mở lại bến phà, thực hiện Công văn số 60/UBND-KT. Giao Sở Xây dựng kiểm tra, báo cáo trước ngày 30/01/2026; UBND các xã \
báo cáo trước ngày 25 hằng tháng; Sở Tài chính báo cáo trong thời gian 10 ngày kể từ ngày 12/01/2026. Giai đoạn 2021 - 2025, họp ngày \
31/02/2026 và ngày 30/02/2026.

2. Khôi phục nghề dệt chiếu

UBND tỉnh ban hành Quyết định số 9/2026/QĐ-UBND, ngày 08/01/2026.
"""
Record = dict[str, Any]


@cache
def _content() -> Record:
    return ud.to_dict(ud.parse(TEXT))


def digest() -> Record:
    return copy.deepcopy(_content())


def at(content: Any, path: str) -> Any:
    """What stands at a path such as ``items[1].dates[0]``."""
    for step in path.replace("]", "").replace("[", ".").split("."):
        content = content[int(step) if isinstance(content, list) else step]
    return content


def everywhere(content: Any, found: Record, **changes: Any) -> Any:
    """The content with each record that is as one found changed, so that no copy contradicts another one."""
    if isinstance(content, list):
        return [everywhere(inner, found, **changes) for inner in content]
    if isinstance(content, dict):
        changed = {key: everywhere(inner, found, **changes) for key, inner in content.items()}
        return changed | changes if content == found else changed
    return content


def placed(words: str, after: str = "") -> Record:
    """A span, and the text in it."""
    start = TEXT.index(words, TEXT.index(after))
    return {"span": [start, start + len(words)], "text": words}


NAMED, RECURRING, COUNTED = (f"items[1].deadlines[{place}]" for place in range(3))
DATE = "items[1].dates[0]"
# A place, what is changed in all that is as what stands there, and the path of the lie.
LIES: list[tuple[str, Record, str]] = [
    ("period", placed("ngày 08/01/2026"), "period.span"),
    ("outside_items.references[0]", {"role": "issued"}, "outside_items.references[0].role"),
    ("lead[0]", {"span": [82, 82], "text": ""}, "lead[0].span"),
    ("lead[1]", placed("Sậy theo Công văn số 60/UBND-KT; Khôi phục"), "lead[1].span"),
    (DATE, {"span": [304, 304], "text": ""}, f"{DATE}.span"),
    (DATE, placed("30/01/2026; UBND các"), f"{DATE}.span"),
    (DATE, placed("họp"), "items[1].deadlines[0].named.span"),
    (DATE, {"edtf": "2026-01-31"}, f"{DATE}.edtf"),
    (DATE, {"problem": "lost", "start": None, "end": None, "edtf": ""}, f"{DATE}.problem"),
    (DATE, {"end": None}, f"{DATE}.end"),
    (DATE, {"start": None}, f"{DATE}.start"),
    (DATE, {"problem": "impossible"}, f"{DATE}.problem"),
    (DATE, {"end": "2026-01-31"}, f"{DATE}.end"),
    ("items[1].dates[2]", placed("họp"), "items[1].ranges[0].first.span"),
    (
        "items[1].dates[3]",
        {"start": "2019-01-01", "end": "2019-12-31", "edtf": "2019"},
        "items[1].ranges[0].last.end",
    ),
    (NAMED, {"count": 10}, f"{NAMED}.count"),
    (NAMED, {"unit": "day"}, f"{NAMED}.count"),
    (NAMED, {"reckoning": "counted"}, f"{NAMED}.count"),
    (NAMED, {"reckoning": "recurring", "due": None}, f"{NAMED}.reckoning"),
    (NAMED, {"reckoning": "vague"}, f"{NAMED}.due"),
    (NAMED, {"rule": "RRULE:FREQ=YEARLY"}, f"{NAMED}.rule"),
    (NAMED, {"due": "2026-01-30"}, f"{NAMED}.due"),
    (NAMED, {"due": None}, f"{NAMED}.due"),
    (NAMED, {"relation": "by"}, f"{NAMED}.due"),
    (NAMED, {"extended_to": "2026-01-29"}, f"{NAMED}.extended_to"),
    (RECURRING, {"due": "2026-01-24"}, f"{RECURRING}.due"),
    (RECURRING, {"reckoning": "vague"}, f"{RECURRING}.rule"),
    (RECURRING, {"extended_to": "2026-01-29"}, f"{RECURRING}.extended_to"),
    (COUNTED, {"count": None}, f"{COUNTED}.count"),
    (COUNTED, {"count": 11}, f"{COUNTED}.due"),
    (COUNTED, {"unit": "week"}, f"{COUNTED}.due"),
    (COUNTED, {"reckoning": "named"}, f"{COUNTED}.count"),
    (COUNTED, {"count": None, "unit": None, "reckoning": "named"}, f"{COUNTED}.reckoning"),
    ("items[1].durations[0]", {"value": "ten days"}, "items[1].durations[0].value"),
    ("items[1].sets[0]", {"rule": "monthly"}, "items[1].sets[0].rule"),
    ("items[1].duties[0]", {"task": "trả lời"}, "items[1].duties[0].task"),
]


def refused(content: Record) -> str:
    with pytest.raises(SerializationError) as refusal:
        ud.from_dict(content)
    return refusal.value.path


@pytest.mark.parametrize("place, changes, path", LIES)
def test_a_lie_is_told_by_its_path(place: str, changes: Record, path: str) -> None:
    content = digest()
    assert refused(everywhere(content, at(content, place), **changes)) == path


def _twice(content: Record) -> None:
    content["items"][1]["dates"].insert(0, content["items"][1]["dates"][0])


def _diagnostics_turned(content: Record) -> None:
    content["diagnostics"].reverse()


def _below_its_item(content: Record) -> None:
    content["items"][1]["section"] = placed("Giao Sở Xây dựng")


def _of_another_number(content: Record) -> None:
    content["items"][1]["number"] = "7"


def _of_nothing(content: Record) -> None:
    content["items"][0]["heading"] = None


def _ends_before_it_begins(content: Record) -> None:
    of_range = content["items"][1]["ranges"][0]
    of_range["last"] = of_range["first"]


@pytest.mark.parametrize(
    "lie, path",
    [
        (_twice, "items[1].dates[1].span"),
        (_diagnostics_turned, "diagnostics[1].span"),
        (_below_its_item, "items[1].section.span"),
        (_of_another_number, "items[1].number"),
        (_of_nothing, "items[0].paragraphs"),
        (_ends_before_it_begins, "items[1].ranges[0].last.span"),
    ],
)
def test_what_stands_in_another_place_or_twice_is_refused(lie: Callable[[Record], None], path: str) -> None:
    content = digest()
    lie(content)
    assert refused(content) == path


def test_what_is_believed_of_limits_is_what_a_text_may_say() -> None:
    """The last day of a limit that is moved, of one that is counted beyond the calendar, and of one in working days."""
    content = digest()
    found = at(content, COUNTED)
    for changes in (
        {"extended_to": "2026-01-23"},
        {"count": 10**9, "due": None},
        {"unit": "month", "due": "2026-11-12"},
        {"start": None, "due": "2026-02-03"},
    ):
        assert ud.to_dict(ud.from_dict(everywhere(content, found, **changes)))["items"][1]["deadlines"][2] == (
            found | changes
        )


DOCUMENT = """ỦY BAN NHÂN DÂN\nTỈNH LAM ĐIỀN\n\nQUYẾT ĐỊNH\nVề việc mở bến phà

Căn cứ Luật Tổ chức chính quyền địa phương;
Căn cứ Nghị định số 23/2020/NĐ-CP;

Điều 1. Mở bến
Mở bến phà Cồn Sậy.

Điều 2. Hiệu lực
Quyết định này có hiệu lực kể từ ngày ký.
"""


def _bases_turned(document: Record) -> None:
    document["bases"].reverse()


def _heading_of_another(document: Record) -> None:
    document["parts"][0]["heading"] = document["parts"][1]["heading"]


@pytest.mark.parametrize(
    "lie, path", [(_bases_turned, "bases[1].span"), (_heading_of_another, "parts[0].heading.span")]
)
def test_a_lie_of_a_document_is_told_by_its_path(lie: Callable[[Record], None], path: str) -> None:
    document = ud.to_dict(ud.parse_document(DOCUMENT))
    lie(document)
    with pytest.raises(SerializationError) as refusal:
        ud.document_from_dict(document)
    assert refusal.value.path == path


def test_a_lie_is_told_with_what_is_expected() -> None:
    content = digest()
    _twice(content)
    with pytest.raises(
        SerializationError, match=r"^items\[1\]\.dates\[1\]\.span: expected each mention once, found \["
    ):
        ud.from_dict(content)
