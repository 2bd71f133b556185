"""JSON that lies is refused: the lies are made from the schema, one in each field of a digest and of a document."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import ubnd_digest as ud
from ubnd_digest.model.errors import SerializationError

DIGEST = """Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 - 11/01/2026)

Mở lại bến phà Cồn Sậy; Khôi phục nghề dệt chiếu.

1. Mở lại bến phà Cồn Sậy

UBND tỉnh cho mở lại bến phà (Công văn số 61/UBND-KT, ngày 06/01/2026). Chủ tịch UBND tỉnh Trần Văn An giao Sở Xây dựng phối hợp với \
Sở Tài chính kiểm tra theo khoản 2 Điều 7 Nghị định số 23/2020/NĐ-CP, báo cáo trước 16 giờ ngày 30/01/2026; UBND các xã báo cáo trước \
ngày 25 hằng tháng, trong thời gian 10 ngày kể từ ngày 12/01/2026, trong quý II năm 2026 và đầu tháng 5/2026, giai đoạn 2021 - 2025.

2. Khôi phục nghề dệt chiếu

UBND tỉnh ban hành Quyết định số 9/2026/QĐ-UBND, ngày 08/01/2026, có hiệu lực từ ngày 20/01/2026; Quyết định này thay thế Quyết định \
số 12/2019/QĐ-UBND, hết hiệu lực từ ngày 19/01/2026. Lễ hội mở ngày mùng 5 tháng Giêng năm 2026, họp hằng tuần, theo Luật Đất đai năm \
2024; họp ngày 31/02/2026.
"""
DOCUMENTS = Path(__file__).parent / "documents"


Path_ = tuple[str | int, ...]


class Place(NamedTuple):
    """A value, where it stands, what the schema says of it, and the name of its field: ``Deadline.due``."""

    path: Path_
    value: Any
    schema: dict[str, Any]
    nullable: bool
    field: str


class Sample(NamedTuple):
    """Something in JSON, and the definition of the schema that it is one of."""

    content: dict[str, Any]
    schema: dict[str, Any]
    read: Any

    def places(self) -> Iterator[Place]:
        return places(self.content, self.schema, self.schema, field=f"{self.schema['title']}.")


@cache
def samples() -> dict[str, Sample]:
    names = ("01-decision", "03-letter-of-a-department", "05-telegram")
    texts = [(DOCUMENTS / f"{name}.txt").read_text("utf8") for name in names]
    documents = [ud.to_dict(ud.parse_document(text)) for text in texts]
    of_documents = ud.json_schema("document")
    return {
        "digest": Sample(ud.to_dict(ud.parse(DIGEST)), ud.json_schema(), ud.from_dict),
        **{
            name: Sample(content, of_documents, ud.document_from_dict)
            for name, content in zip(names, documents, strict=True)
        },
    }


# ---- the schema beside what it describes ------------------------------------------------------


def places(
    value: Any, schema: dict[str, Any], root: dict[str, Any], path: Path_ = (), field: str = ""
) -> Iterator[Place]:
    owner = field.partition(".")[0] if "." in field else ""
    nullable = False
    while True:
        if "$ref" in schema:
            owner = schema["$ref"].rpartition("/")[2]
            schema = root["$defs"][owner]
        elif "anyOf" in schema:
            nullable = True
            kinds = [one for one in schema["anyOf"] if one.get("type") != "null"]
            schema = kinds[0] if value is None else max(kinds, key=lambda one: likeness(value, one, root))
        else:
            break
    yield Place(path, value, schema, nullable, field or owner)
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in schema["properties"]:
                yield from places(inner, schema["properties"][key], root, (*path, key), f"{owner}.{key}")
    elif isinstance(value, list) and schema["items"].get("type") != "integer":
        for number, inner in enumerate(value):
            yield from places(inner, schema["items"], root, (*path, number), field)


def likeness(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> int:
    found = root["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return len(value.keys() & found.get("properties", {}).keys()) if isinstance(value, dict) else 0


def with_value(content: dict[str, Any], path: Path_, *value: Any) -> dict[str, Any]:
    """A copy with another value in one place, or without it; what does not lie on the way there is shared."""
    changed = copy.copy(content)
    owner: Any = changed
    for step in path[:-1]:
        owner[step] = copy.copy(owner[step])
        owner = owner[step]
    if value:
        owner[path[-1]] = value[0]
    else:
        del owner[path[-1]]
    return changed


# ---- the lies -----------------------------------------------------------------------------------

WRONG: list[Any] = [5, -1, 1.5, True, "x", "", [], [1], {}, {"a": 1}, None, "2026-02-30", [0, 10**30]]


def misfits(place: Place) -> Iterator[Any]:
    """Values that are none of the type."""
    kind = place.schema.get("type", "enum")
    for value in WRONG:
        if value is None:
            fits = place.nullable
        elif kind == "enum":
            fits = value in place.schema["enum"]
        elif place.schema.keys() & {"format", "pattern", "maxItems"}:  # days, times, spans
            fits = False
        else:
            fits = {
                "string": isinstance(value, str),
                "integer": isinstance(value, int) and not isinstance(value, bool),
                "boolean": isinstance(value, bool),
                "array": value == [],
                "object": False,
            }[kind]
        if not fits:
            yield value
    if kind == "array" and place.schema["items"].get("type") == "integer":
        start, end = place.value
        yield from (
            [start],
            [start, end, end],
            [end, start] if start != end else [1, 0],
            [-1, end],
            [start, float(end)],
        )


def refused(sample: Sample, content: dict[str, Any]) -> bool:
    """Whether JSON is refused with the documented error; what is not comes back as it was written."""
    try:
        read = sample.read(content)
    except SerializationError:
        return True
    assert json.loads(ud.to_json(read)) == ud.to_dict(read)
    return False


# Keys that digests of older versions lack: new lists, all that has a default in them, and a few.
LATER = (
    "agencies",
    "officials",
    "duties",
    "laws",
    "anaphora",
    "lunar_dates",
    "issuer",
    "issuer_from",
    "number",
    "section",
)
LATER_KINDS = ("Agency", "Official", "Duty", "Law", "Anaphora", "LunarDate")


@pytest.mark.slow  # every value of some digests
@pytest.mark.parametrize("name", ["digest", "01-decision", "03-letter-of-a-department", "05-telegram"])
def test_no_value_of_another_type_is_read(name: str) -> None:
    sample = samples()[name]
    seen: dict[tuple[str, str], int] = {}
    for place in sample.places():
        key = (place.field, str(type(place.value)))
        seen[key] = seen.get(key, 0) + 1
        if not place.path or seen[key] > 2:  # each field twice is enough
            continue
        for value in misfits(place):
            if place.field == "Provision.document" and isinstance(value, str):  # as older versions have it
                continue
            assert refused(sample, with_value(sample.content, place.path, value)), (place.path, value)
        late = place.path[-1] in LATER or place.field.partition(".")[0] in LATER_KINDS
        if isinstance(place.path[-1], str) and not late:
            assert refused(sample, with_value(sample.content, place.path)), place.path


def other_values(place: Place) -> Iterator[Any]:
    """Values that fit the type, and are not what stands there."""
    value, kind = place.value, place.schema.get("type")
    if place.nullable and value is not None:
        yield None
    if "enum" in place.schema:
        yield from (other for other in place.schema["enum"] if other != value)
    elif place.schema.get("format") == "date":
        if value is None:
            yield "2026-01-06"
        else:
            day = dt.date.fromisoformat(value)
            yield from ((day + dt.timedelta(days)).isoformat() for days in (-400, -1, 1, 400))
    elif "pattern" in place.schema:
        yield "23:59:58"
    elif kind == "string":
        yield f"{value or ''}9"
    elif kind == "integer":
        yield (value or 0) + 1
    elif kind == "boolean":
        yield not value
    elif kind == "array" and place.schema["items"].get("type") == "integer":
        start, end = value
        yield from ([start, end + 1], [start + 1, end], [start + 1, end + 1], [start, start], [0, end + 10**6])


def fields(owner: str, names: str) -> set[str]:
    return {f"{owner}.{name}" for name in names.split()}


# What no text contradicts, or not always: what is absent, meanings, full names, what was taken from elsewhere.
BELIEVED = {
    *fields("Agency", "kind level name successor territory"),
    *fields("Anaphora", "document type"),
    *fields("DateExpression", "edtf inferred part precision"),
    *fields("Diagnostic", "code message severity"),
    *fields("Digest", "anchor grammar period source title"),
    *fields("DocumentNumber", "separator serial symbol year"),
    *fields("DocumentPart", "level span"),
    *fields("Duration", "working"),
    *fields("Duty", "ordered_by responsible supporting"),
    *fields("GrammarIdentity", "id version"),
    *fields("Item", "heading number"),
    *fields("Law", "inferred name number year"),
    *fields("LegalDocument", "authority date governing number place secrecy subject type urgency"),
    *fields("LunarDate", "day end inferred leap month start year"),
    *fields("Official", "offices"),
    *fields("Period", "end start"),
    *fields("Provision", "document"),
    *fields("ProvisionUnit", "labels level"),
    *fields("Reference", "date issuer issuer_from role type type_text"),
    *fields("SetExpression", "rule"),
    *fields("Signature", "capacities office person"),
}


@pytest.mark.slow  # every value of some digests
def test_what_a_text_can_contradict_is_not_believed() -> None:
    believed: dict[str, Any] = {}
    for sample in samples().values():
        for place in sample.places():
            for value in () if place.field in believed else other_values(place):
                if not refused(sample, with_value(sample.content, place.path, value)):
                    believed[place.field] = place.path, place.value, value
                    break
    assert believed.keys() == BELIEVED, {field: believed[field] for field in believed.keys() - BELIEVED}


def test_the_samples_have_every_field() -> None:
    seen = {place.field for sample in samples().values() for place in sample.places()}
    for definitions in (ud.json_schema()["$defs"], ud.json_schema("document")["$defs"]):
        for name, definition in definitions.items():
            fields = {f"{name}.{field}" for field in definition.get("properties", ())}
            assert fields - seen <= {"NamedDocument.name", "Digest.file"}, name


def test_a_key_stands_once_in_an_object() -> None:
    written = ud.to_json(ud.parse(DIGEST))
    for key in ("source", "period", "span"):
        twice = written.replace(f'"{key}":', f'"{key}": [0, 0], "{key}":', 1)
        with pytest.raises(SerializationError, match=f"the key '{key}' stands twice"):
            ud.from_json(twice)
