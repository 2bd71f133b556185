"""Signs that a terminal obeys, in all that the command may be given: none of them is printed."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

import ubnd_digest as ud
from ubnd_digest.cli import main

SIGNS = "\x1b[31m\x07\x9b2J\x00\x08\x7f\u202e\u2066"
TEXT = f"""Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 - 11/01/2026)

Mở lại {SIGNS} bến phà

UBND tỉnh {SIGNS} ban hành Quyết định số 9/QĐ-UBND ngày 08/01/2026 {SIGNS}. Giao Sở Y tế {SIGNS} báo cáo {SIGNS} trước ngày \
31/02/2026, Sở Xây dựng kiểm tra {SIGNS} cầu trước ngày 30/01/2026; đồng chí Trần {SIGNS} An, Chủ tịch UBND tỉnh dự họp.
"""
TABLES = ("overview", "deadlines", "duties", "references", "documents", "dates", "check", "explain", "diff")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    try:
        Path("\x1b[31m.txt").write_text(TEXT, encoding="utf-8")
    except OSError:  # pragma: no cover
        pytest.skip("files have no such names here")
    Path("a.txt").write_text(TEXT.replace(f"Trần {SIGNS}", "Lê").replace("30/01", "29/01"), encoding="utf-8")
    content = ud.to_dict(ud.parse(TEXT))
    Path("\x1b[31m.json").write_text(json.dumps({**content, f"{SIGNS}\n": 1}), encoding="utf-8")
    Path("lie.json").write_text(json.dumps({**content, "anchor": SIGNS}), encoding="utf-8")
    Path("\x1b.lark").write_text(
        f'// {SIGNS}\n%extend OPENNING: /x/\n%extend DAY: "{SIGNS}"\nX{SIGNS}: (\n', encoding="utf-8"
    )
    return tmp_path


def obeyed(text: str) -> set[str]:
    """The signs in a text that are neither letters nor the ends of lines."""
    return {sign for sign in text if sign != "\n" and not sign.isprintable() and sign not in "\u00a0\u200b\u00ad"}


@pytest.mark.parametrize("command", TABLES)
def test_control_signs_do_not_reach_a_terminal(
    command: str, folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    given = {"explain": ["a.txt", "3:5"], "diff": ["a.txt", "\x1b[31m.txt"]}
    for names in (given.get(command, ["\x1b[31m.txt"]), ["\x1b[31m.json"], ["lie.json"], ["\x1b[32m.txt"]):
        more = names * 2 if command == "diff" and len(names) == 1 else names
        more = [*names, "3:5"] if command == "explain" and len(names) == 1 else more
        with contextlib.suppress(SystemExit):
            main([command, *more])
        told = capsysbinary.readouterr()
        assert obeyed((told.out + told.err).decode()) == set(), more


def test_control_signs_of_a_grammar_do_not_reach_a_terminal(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    main(["check-grammar", "\x1b.lark"])
    main(["check-grammar", "\x1b.lark", "--sample", "\x1b[31m.txt"])
    told = capsysbinary.readouterr()
    assert told.out
    assert obeyed((told.out + told.err).decode()) == set()
