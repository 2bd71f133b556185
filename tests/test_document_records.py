"""Documents as records, and what rests on what as graphs for other programs."""

from __future__ import annotations

import attrs
import pytest

import ubnd_digest as ud
from ubnd_digest.formats.documents import COLUMNS, SHOWN, document_records, dot_lines, mermaid_lines, shown_record
from ubnd_digest.model.resolution import Resolution

TEXT = (
    "Quyết định số 5/2026/QĐ-TTg ngày 03/3/2026 thay thế Quyết định số 4/2025/QĐ-TTg. Quyết định số 5/2026/QĐ-TTg"
    " thay thế Quyết định số 4/2025/QĐ-TTg và sửa đổi Luật Đất đai. Theo Nghị định số 7/2019/NĐ-CP."
)


@pytest.fixture(scope="module")
def resolution() -> Resolution:
    return ud.resolve(ud.parse(TEXT))


def test_a_record_tells_all_of_a_document(resolution: Resolution) -> None:
    first, *_, last = document_records(resolution, ["a"])
    assert first == {
        "number": "5/2026/QĐ-TTg",
        "name": None,
        "type": "Quyết định",
        "date": "2026-03-03",
        "issuer": "Thủ tướng Chính phủ",
        "roles": ["cited"],
        "items": [],
        "mentions": 2,
        "relations": ["replaces 4/2025/QĐ-TTg", "amends Luật Đất đai"],
        "key": resolution.documents[0].key,
        "iri": resolution.documents[0].iri,
    }
    assert list(first) == list(COLUMNS) and set(SHOWN) <= {*COLUMNS, "document"}
    names = {record["name"] for record in document_records(resolution, ["a"]) if record["number"] is None}
    assert names == {"Luật Đất đai"}
    assert last["relations"] == []


def test_items_are_told_with_their_files_where_there_are_several() -> None:
    text = "1. Sửa cầu\n\nTheo Nghị định số 7/2019/NĐ-CP.\n\n2. Họp\n\nTheo Nghị định số 7/2019/NĐ-CP."
    title = "Chỉ đạo, điều hành của UBND tỉnh Sông Trà trong tuần (từ ngày 02/3 - 08/3/2026)"
    digest = ud.parse(f"{title}\n\n{text}")
    (one,) = document_records(ud.resolve(digest), ["a"])
    (both,) = document_records(ud.resolve([digest, digest]), ["a", "b"])
    assert (one["items"], both["items"]) == (["0", "1"], ["a:0", "a:1", "b:0", "b:1"])
    assert (one["mentions"], both["mentions"]) == (2, 4)


def test_a_table_tells_lists_as_one_text(resolution: Resolution) -> None:
    shown = [shown_record(record) for record in document_records(resolution, ["a"])]
    assert shown[0]["relations"] == "replaces 4/2025/QĐ-TTg; amends Luật Đất đai"
    assert shown[0]["items"] is None and shown[0]["roles"] == "cited"
    assert {record["document"] for record in shown} == {
        *("5/2026/QĐ-TTg", "4/2025/QĐ-TTg", "Luật Đất đai", "7/2019/NĐ-CP"),
    }


def test_graphs_tell_each_relation_once_and_no_document_without_one(resolution: Resolution) -> None:
    places = {str(document): number for number, document in enumerate(resolution.documents)}
    new, old, law = (places[name] for name in ("5/2026/QĐ-TTg", "4/2025/QĐ-TTg", "Luật Đất đai"))
    labels = {new: "Quyết định 5/2026/QĐ-TTg", old: "Quyết định 4/2025/QĐ-TTg", law: "Luật Đất đai"}
    assert list(dot_lines(resolution)) == [
        "digraph documents {",
        "  rankdir=LR; node [shape=box];",
        *(f'  d{number} [label="{labels[number]}"];' for number in sorted(labels)),
        f'  d{new} -> d{old} [label="replaces"];',
        f'  d{new} -> d{law} [label="amends"];',
        "}",
    ]
    assert list(mermaid_lines(resolution)) == [
        "flowchart LR",
        *(f'  d{number}["{labels[number]}"]' for number in sorted(labels)),
        f"  d{new} -->|replaces| d{old}",
        f"  d{new} -->|amends| d{law}",
    ]


def test_a_name_ends_no_label() -> None:
    digest = ud.parse("Nghị định số 5/2026/NĐ-CP sửa đổi Luật Đất đai.")
    resolution = ud.resolve(digest)
    odd = [
        attrs.evolve(document, name='Luật "Đất\n \\ đai"') if document.name else document
        for document in resolution.documents
    ]
    for lines in (dot_lines, mermaid_lines):
        assert any("\"Luật 'Đất / đai'\"" in line for line in lines(attrs.evolve(resolution, documents=tuple(odd))))
