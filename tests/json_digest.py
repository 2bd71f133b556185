"""A digest with something of each kind, and what the tests of its JSON do with it."""

from __future__ import annotations

import json
from typing import Any

import attrs

import ubnd_digest as ud
from ubnd_digest.formats.json.serialize import from_dict, from_json, to_dict, to_json

TEXT = """Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 - 11/01/2026)

Mở lại bến phà Cồn Sậy; Khôi phục nghề dệt chiếu.

Mở lại bến phà Cồn Sậy

UBND tỉnh cho mở lại bến phà (Công văn số 61/UBND-KT, ngày 06/01/2026).

Giao Sở Xây dựng kiểm tra theo khoản 2 Điều 7 Nghị định số 23/2020/NĐ-CP, báo cáo trước 16 giờ ngày 30/01/2026.

Khôi phục nghề dệt chiếu

UBND tỉnh ban hành Quyết định số 9/2026/QĐ-UBND, ngày 08/01/2026, có hiệu lực từ ngày 20/01/2026; họp ngày 31/02/2026.
"""
DIGEST = ud.parse(TEXT)
LISTS = ["references", "dates", "ranges", "deadlines", "effective_dates", "expiry_dates"]
LISTS += ["provisions", "durations", "sets", "lunar_dates", "agencies", "officials", "duties", "laws", "anaphora"]
EMPTY = {name: [] for name in LISTS}


def at(value: Any, path: str) -> Any:
    """What stands at a path."""
    for step in path.replace("[", ".").replace("]", "").split("."):
        value = value[int(step) if step.isdigit() else step]
    return value


def changed(path: str, *value: Any) -> dict[str, Any]:
    """The digest as a dictionary, with another value at a path; without one, the key is left out."""
    content = to_dict(DIGEST)
    owner, _, key = path.rpartition(".")
    key, _, index = key.partition("[")
    place: Any = at(content, owner) if owner else content
    if index:
        place, key = place[key], int(index.rstrip("]"))
    if value:
        place[key] = value[0]
    else:
        del place[key]
    return content


def assert_comes_back(digest: ud.Digest) -> None:
    written = to_json(digest)
    again = from_json(written)
    assert again == digest
    assert attrs.asdict(again) == attrs.asdict(digest)  # what equality does not regard: spans, source, roles
    assert to_json(again) == written
    assert to_dict(from_dict(to_dict(digest))) == to_dict(digest) == json.loads(written)
    assert len(written.splitlines()) == 1
