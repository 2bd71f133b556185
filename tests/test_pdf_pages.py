"""Pages of PDF files: what the other process answers, columns, letters of old fonts."""

from __future__ import annotations

import io
import json

import pytest

import ubnd_digest as ud
from support.files import as_pdf, drawn_across
from ubnd_digest.formats.pdf import document, worker
from ubnd_digest.formats.pdf.layout import RawLine, in_reading_order

TEXT = "Giao Sở Y tế kiểm tra các chợ, báo cáo trước ngày 15/4/2025.\nSở Xây dựng sửa cầu Lam Điền."


@pytest.fixture(autouse=True)
def _reader() -> None:
    pytest.importorskip("pypdfium2")


# ---- the other process ----------------------------------------------------------------------


@pytest.mark.parametrize("columns", [1, 2])
def test_the_other_process_answers_what_the_reader_says_here(columns: int) -> None:
    data = as_pdf(f"{TEXT}\n" * 5, columns=columns)
    found = worker.lines_of(data)
    assert json.loads(json.dumps(found)) == document._read("a.pdf", data)
    words = " ".join(text for page in found["pages"] for text, *_ in page).split()
    assert words[: 1 + len(TEXT.split())] == ["1", *TEXT.split()]  # the number of the page is drawn first
    assert (found["images"], found["unknown"]) == ([], 0)
    assert found["characters"] >= len("".join(words))


def test_a_hyphen_at_the_end_of_a_line_is_one_and_the_line_ends() -> None:
    data = drawn_across([["Quyết định số 12/QĐ-", "UBND, và Sở Y-", "tế họp."]])
    (lines,) = worker.lines_of(data)["pages"]
    assert [text.strip() for text, *_ in lines] == ["Quyết định số 12/QĐ-", "UBND, và Sở Y-", "tế họp."]
    assert [str(found.number) for found in ud.find_references(document.pdf_document("a.pdf", data).text)] == [
        "12/QĐ-UBND"
    ]


def test_a_file_that_is_none_or_too_long_is_told_by_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worker.lines_of(b"%PDF-1.7\nx") == {"error": "damaged"}
    data = as_pdf(f"{TEXT}\n" * 60)
    count = len(worker.lines_of(data)["pages"])
    monkeypatch.setattr(worker, "MOST_PAGES", count - 1)
    assert worker.lines_of(data) == {"error": "pages"}
    monkeypatch.setattr(worker, "MOST_PAGES", count)
    assert "error" not in worker.lines_of(data)
    characters = worker.lines_of(data)["characters"]
    monkeypatch.setattr(worker, "MOST_CHARACTERS", characters)
    assert "error" not in worker.lines_of(data)
    monkeypatch.setattr(worker, "MOST_CHARACTERS", characters - 1)
    assert worker.lines_of(data) == {"error": "characters"}


def test_pages_with_images_are_told_by_their_numbers_and_locked_files_by_a_word() -> None:
    canvases, image = pytest.importorskip("reportlab.pdfgen.canvas"), pytest.importorskip("PIL.Image")
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.utils import ImageReader

    def drawn(**how: object) -> bytes:
        stream = io.BytesIO()
        canvas = canvases.Canvas(stream, **how)
        canvas.drawString(50, 700, "So Y te hop.")
        canvas.showPage()
        canvas.drawImage(ImageReader(image.new("RGB", (8, 8))), 0, 0, 500, 800)
        canvas.showPage()
        canvas.save()
        return stream.getvalue()

    assert worker.lines_of(drawn())["images"] == [2]
    assert worker.lines_of(drawn(encrypt=StandardEncryption("x", "y"))) == {"error": "password"}


# ---- columns --------------------------------------------------------------------------------------


def line(row: int, *pieces: tuple[float, str]) -> RawLine:
    """A line in letters 5 points wide, with pieces that begin so far from the left; a blank stands in each gap."""
    text, edges = "", list[tuple[float, float]]()
    for left, words in pieces:
        if text:
            edges.append((edges[-1][1], left))
            text += " "
        text += words
        edges += [(left + 5 * at, left + 5 * at + 5) for at in range(len(words))]
    base = 700.0 - 15 * row
    return RawLine(1, text, base, base + 8, base, edges)


def test_what_goes_over_both_columns_parts_what_is_above_from_what_is_below() -> None:
    both = [line(row, (50, f"trai {row}"), (300, f"phai {row}")) for row in range(4)]
    wide = line(4, (50, "mot dong dai hon ca hai cot va dung giua trang giay nay"))
    below = [line(row, (50, f"trai {row}"), (300, f"phai {row}")) for row in range(5, 8)]
    alone = [line(8, (50, "chi ben trai")), line(9, (300, "chi ben phai"))]
    read = [found.text for found in in_reading_order([*both, wide, *below, *alone])]
    assert read == [
        *(f"trai {row}" for row in range(4)),
        *(f"phai {row}" for row in range(4)),
        wide.text,
        *(f"trai {row}" for row in range(5, 8)),
        "chi ben trai",
        *(f"phai {row}" for row in range(5, 8)),
        "chi ben phai",
    ]


def test_a_few_gaps_are_no_gutter() -> None:
    page = [line(0, (50, "STT"), (300, "Ten")), *(line(row, (50, "mot doan van ban thuong")) for row in range(1, 8))]
    assert in_reading_order(page) == page


def test_letters_of_old_fonts_are_in_unicode_and_stand_where_they_stood() -> None:
    drawn = "QuyÕt ®Þnh sè 7 cña UBND tØnh"
    old = line(0, (50, drawn))
    ((new,),) = document._in_unicode([[old]])
    assert new.text == "Quyết định số 7 của UBND tỉnh"
    assert new.edges == tuple(old.edges)
    ((same,),) = document._in_unicode([[new]])
    assert same is new
