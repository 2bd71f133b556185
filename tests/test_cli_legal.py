"""The command on single documents: told by their text, or by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ubnd_digest as ud
from ubnd_digest.cli import main

LETTER = str(Path(__file__).parent / "documents" / "03-letter-of-a-department.txt")
DIGEST = str(Path(__file__).resolve().parents[1] / "examples" / "clean.txt")
Captured = pytest.CaptureFixture[str]


def test_a_document_is_shown_as_one(capsys: Captured) -> None:
    assert main(["parse", LETTER]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "type     Công văn",
        "number   1456/SXD-QLHT",
        "date     2025-08-18, Đồng Tháp",
        "issuer   Sở Xây dựng (UBND tỉnh Đồng Tháp)",
    ]


def test_what_it_is_can_be_said(capsys: Captured) -> None:
    assert main(["parse", "--as", "digest", LETTER]) == 0
    assert capsys.readouterr().out.startswith("title   -")
    assert main(["parse", "--as", "document", DIGEST]) == 0
    assert capsys.readouterr().out.startswith("type     -")


def test_a_summary_says_which_document_it_is(capsys: Captured) -> None:
    assert main([LETTER]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["type     Công văn", "number   1456/SXD-QLHT"]
    assert not any(line.startswith(("title", "period")) for line in lines)
    assert "DUE         RESPONSIBLE" in "\n".join(lines)


@pytest.mark.parametrize("command", ["deadlines", "duties"])
def test_what_it_says_stands_under_itself(command: str, capsys: Captured) -> None:
    assert main([command, "--format", "jsonl", LETTER]) == 0
    found = [json.loads(line)["document"] for line in capsys.readouterr().out.splitlines()]
    assert set(found) == {"1456/SXD-QLHT"}


@pytest.mark.parametrize("command", ["overview", "duties", "references", "dates", "annotations", "check", "explain"])
def test_each_command_takes_what_it_is(command: str, capsys: Captured) -> None:
    said = []
    for kind in ("digest", "document", "auto"):
        more = ["--at", "1:1"] if command == "explain" else []
        main([command, "--as", kind, *more, LETTER])
        said.append(capsys.readouterr().out)
    assert said[1] == said[2]
    if command in ("overview", "check", "explain"):
        assert said[0] != said[1]


def test_a_place_of_a_document_is_explained_as_the_document_was_read(capsys: Captured) -> None:
    text = Path(LETTER).read_text("utf-8")
    (found,) = ud.parse_document(text).deadlines
    line = text.count("\n", 0, found.span.start) + 1
    column = found.span.start - text.rfind("\n", 0, found.span.start)
    assert main(["explain", "--at", f"{line}:{column}", LETTER]) == 0
    assert f"responsible: party  '{found.responsible}'" in capsys.readouterr().out
    why = ud.explain(text, found.span.start, document=True)
    assert found in why.mentions


def test_json_leads_back(capsys: Captured, tmp_path: Path) -> None:
    assert main(["parse", "--format", "json", LETTER]) == 0
    written = tmp_path / "letter.json"
    written.write_text(capsys.readouterr().out, "utf8")
    assert ud.document_from_json(written.read_text("utf8")) == ud.parse_document_file(LETTER)
    assert ud.parse_document_file(written) == ud.parse_document_file(LETTER)
    assert main(["deadlines", "--format", "jsonl", str(written)]) == 0
    assert json.loads(capsys.readouterr().out)["due"] == "2025-08-29"


def test_several_files_are_told_apart(capsys: Captured) -> None:
    assert main(["parse", "--format", "jsonl", LETTER, DIGEST]) == 0
    letter, digest = map(json.loads, capsys.readouterr().out.splitlines())
    assert (letter["file"], letter["kind"], digest["file"]) == (LETTER, "document", DIGEST)
    assert "kind" not in digest


@pytest.mark.parametrize("command", ["deadlines", "duties", "references", "dates", "annotations", "documents"])
def test_the_other_commands_read_it(command: str, capsys: Captured) -> None:
    assert main([command, LETTER]) == 0
    assert capsys.readouterr().out


def test_there_is_a_schema_of_documents(capsys: Captured) -> None:
    assert main(["schema", "document"]) == 0
    assert json.loads(capsys.readouterr().out) == ud.json_schema("document")
    assert main(["schema", "document", "--format", "csv"]) == 0
    assert "LegalDocument,number," in capsys.readouterr().out
