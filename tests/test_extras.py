"""What is said where a package is missing, or where a file of its format cannot be read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ubnd_digest as ud
from ubnd_digest.formats.pdf import document, worker


@pytest.mark.parametrize(
    ("module", "call", "extra", "purpose"),
    [
        ("selectolax.lexbor", lambda _: ud.read_html("<p>a"), "html", "to read web pages"),
        ("xlsxwriter", lambda path: ud.write_tables((), path / "a.xlsx"), "xlsx", "to write Excel workbooks"),
        (
            "pyarrow",
            lambda path: ud.write_tables((), path / "a.parquet", tables=["dates"]),
            "arrow",
            "to write Parquet files",
        ),
        (
            "pyarrow",
            lambda path: ud.write_tables((), path / "a.arrow", tables=["dates"]),
            "arrow",
            "to write Arrow files",
        ),
        ("pyarrow", lambda _: ud.read_batches((), "dates"), "arrow", "to read record batches"),
        ("pypdfium2", lambda path: ud.read_file(path / "a.pdf"), "pdf", "to read PDF files"),
    ],
)
def test_a_package_that_is_missing_is_told_with_what_it_is_for(
    module: str, call: Callable[[Path], Any], extra: str, purpose: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr(document, "find_spec", lambda _: None)
    with pytest.raises(ud.MissingExtraError) as caught:
        call(tmp_path)
    assert (caught.value.extra, caught.value.purpose) == (extra, purpose)
    assert str(caught.value) == f'{purpose}, install the extra {extra}: pip install "ubnd-digest[{extra}]"'


# ---- PDF files -------------------------------------------------------------------------------

FOUND = {"pages": [], "images": [], "characters": 10, "unknown": 0}
OCR = "make text of it first, with a program that recognises letters, such as: ocrmypdf --force-ocr -l vie"


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"error": "password"}, "a PDF file that is locked by a password: save it without, with: qpdf --decrypt"),
        ({"error": "damaged"}, "a damaged PDF file: print it to a new one from a program that still shows it"),
        ({"error": "pages"}, "a PDF file of more than 5,000 pages: cut it first"),
        ({"error": "characters"}, "a PDF file of more than 5,000,000 characters: cut it first"),
        ({"images": [2]}, f"a PDF file with pages that are images (page 2): {OCR}"),
        ({"images": [1, 2, 3, 4, 5]}, f"a PDF file with pages that are images (page 1, 2, 3, 4, 5): {OCR}"),
        ({"images": [1, 2, 3, 4, 5, 7]}, f"a PDF file with pages that are images (page 1, 2, 3, 4, 5 …): {OCR}"),
        ({"unknown": 3}, f"a PDF file that does not tell which letters it draws: {OCR}"),
        ({"unknown": 2}, None),
        ({}, None),
    ],
)
def test_why_a_pdf_file_is_not_read_is_told(
    found: dict[str, Any], told: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "_read", lambda _name, _data: FOUND | found)
    if told is None:
        assert document.pdf_document("a.pdf", b"").text == ""
        return
    with pytest.raises(ud.UnreadableFileError) as caught:
        document.pdf_document("a.pdf", b"")
    assert caught.value.reason == told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((1, b""), "a PDF file that took more than 60 seconds and 2 GB of memory, or is damaged"),
        ((0, b"{}"), "a PDF file that took more than 60 seconds and 2 GB of memory, or is damaged"),
        (TimeoutError, "a PDF file that took more than 60 seconds and 2 GB of memory, or is damaged"),
        (OSError(7, "too many"), "no process can be started to read it: too many"),
        (OSError("none"), "no process can be started to read it: none"),
    ],
    ids=range(5),
)
def test_a_process_that_does_not_answer_is_told(answer: Any, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdfium2")

    def run(command: list[str], *, timeout: float, **_options: object) -> Any:
        assert command[0] == sys.executable and command[1:3] == ["-I", "-S"] and timeout == 2 * worker.SECONDS
        if answer is TimeoutError:
            raise document.subprocess.TimeoutExpired(command, timeout)
        if isinstance(answer, OSError):
            raise answer
        return document.subprocess.CompletedProcess(command, answer[0], answer[1])

    monkeypatch.setattr(document.subprocess, "run", run)
    with pytest.raises(ud.UnreadableFileError) as caught:
        document.pdf_document("a.pdf", b"")
    assert caught.value.reason == told
