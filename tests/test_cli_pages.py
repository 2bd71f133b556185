"""Web pages on the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import ubnd_digest as ud
from ubnd_digest.cli import main

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
pytest.importorskip("selectolax")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_is_read_as_the_library_reads_it(path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["parse", "--format", "json", str(path)]) == 0
    assert json.loads(capfdbinary.readouterr().out) == json.loads(ud.to_json(ud.parse_html(path.read_bytes())))


def test_folder_holds_texts_and_pages(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for path in PAGES[:2]:
        (tmp_path / path.name.replace(".html", ".HTM")).write_bytes(path.read_bytes())
    (tmp_path / "a.txt").write_text("Giao Sở Y tế báo cáo trước ngày 03/5/2026.", encoding="utf-8")
    (tmp_path / "other.odg").write_bytes(b"PK")
    assert main(["annotations", str(tmp_path)]) == 0
    files = {json.loads(line)["file"] for line in capfdbinary.readouterr().out.decode().splitlines()}
    assert {Path(name).suffix for name in files} == {".txt", ".HTM"} and len(files) == 3


def test_page_without_the_extra_fails_and_texts_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setitem(sys.modules, "selectolax", None)
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    text = tmp_path / "a.txt"
    text.write_text("Giao Sở Y tế báo cáo trước ngày 03/5/2026.", encoding="utf-8")
    assert main(["deadlines", "--format", "csv", str(PAGES[0]), str(text)]) == 2
    told = capfdbinary.readouterr()
    assert b"ubnd-digest[html]" in told.err and "Sở Y tế" in told.out.decode()


def test_explain_reads_the_main_text_of_a_page(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    page = ud.read_html(PAGES[0].read_bytes())
    line = page.text.splitlines()[0]
    assert main(["explain", str(PAGES[0]), "--at", "1:1"]) == 0
    assert line[:20] in capfdbinary.readouterr().out.decode()
    assert main(["explain", "missing.html", "--at", "1:1"]) == 2
