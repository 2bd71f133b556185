"""The command ``documents``: one row a document, over all files, and graphs."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from ubnd_digest.cli import main

TEXT = """Chỉ đạo, điều hành của UBND tỉnh Lạng Sơn trong tuần (từ ngày 02/02 - 08/02/2026)

Giá đất

UBND tỉnh ban hành Quyết định số 12/2026/QĐ-UBND ngày 03/02/2026 thay thế Quyết định số 45/2024/QĐ-UBND.
Theo Luật Đất đai năm 2024.
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(TEXT, encoding="utf-8")
    return ["a.txt", "b.txt"]


def output(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(["documents", *arguments]) == status
    return capsys.readouterr().out


def test_a_document_of_several_files_is_one_row(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(StringIO(output(capsys, "--format", "csv", *files))))
    assert [(row["number"], row["items"], row["mentions"]) for row in rows] == [
        ("12/2026/QĐ-UBND", "a.txt:0; b.txt:0", "2"),
        ("45/2024/QĐ-UBND", "a.txt:0; b.txt:0", "2"),
        ("31/2024/QH15", "a.txt:0; b.txt:0", "2"),
    ]
    assert rows[0]["relations"].startswith("replaces 45/2024/QĐ-UBND")


def test_the_formats_hold_the_same(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(output(capsys, "--format", "json", files[0]))
    lines = [json.loads(line) for line in output(capsys, "--format", "jsonl", files[0]).splitlines()]
    assert listed == lines
    assert listed[0]["items"] == ["0"]
    table = output(capsys, files[0]).splitlines()
    assert table[0].split() == ["DATE", "TYPE", "DOCUMENT", "ISSUER", "ITEMS", "RELATIONS"]
    assert len(table) == len(lines) + 1


def test_what_rests_on_what_is_drawn(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    dot = output(capsys, "--format", "dot", *files)
    assert dot.startswith("digraph documents {")
    assert dot.count('d0 -> d1 [label="replaces"];') == 1
    mermaid = output(capsys, "--format", "mermaid", *files)
    assert mermaid.startswith("flowchart LR")
    assert "d0 -->|replaces| d1" in mermaid


def test_what_cannot_be_read_is_told(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", "--format", "jsonl", "missing.txt", files[0]]) == 2
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 3
    assert "missing.txt: No such file or directory" in captured.err
    assert "1 of 2 files could not be read" in captured.err


def test_without_documents_there_is_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Một dòng.", encoding="utf-8")
    assert output(capsys, "a.txt") == ""
    assert json.loads(output(capsys, "--format", "json", "a.txt")) == []
