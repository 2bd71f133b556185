"""What is shown and written of texts that are seldom: circles of documents, very long ones, ones without items or a period."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ubnd_digest as ud
from ubnd_digest.cli import main
from ubnd_digest.formats.view.blocks import rows_of
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.papers import _MOST_NODES
from ubnd_digest.formats.view.small import _MOST_ITEMS, _MOST_LETTERS

TITLE = "Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 02/02 - 08/02/2026)\n\n"
Captured = pytest.CaptureFixture[str]


def decision(number: int) -> str:
    return f"Quyết định số {number}/2026/QĐ-TTg"


# ---- the page ------------------------------------------------------------------------------------


def lines_of(digest: ud.Digest) -> list[tuple[float, float]]:
    """From where to where each line of the graph of documents leads, across."""
    paths = re.findall(r'class=edge[^>]*>|<path d="M([-0-9.]+) [-0-9.]+C[^"]* ([-0-9.]+) [-0-9.]+"', digest.to_html())
    return [(float(one), float(other)) for one, other in paths if one]


def test_a_line_of_a_circle_of_documents_leads_back() -> None:
    circle = ud.parse(f"{decision(1)} thay thế {decision(2)}. {decision(2)} sửa đổi {decision(1)}.")
    assert sorted(one < other for one, other in lines_of(circle)) == [False, True]
    straight = ud.parse(f"{decision(1)} thay thế {decision(2)}. {decision(2)} sửa đổi {decision(3)}.")
    assert [one < other for one, other in lines_of(straight)] == [True, True]


def test_documents_without_relations_have_no_graph() -> None:
    digest = ud.parse(f"Theo {decision(1)}, {decision(2)}.")
    assert "<svg" not in digest.to_html() and lines_of(digest) == []


@pytest.mark.parametrize("count", [_MOST_NODES, _MOST_NODES + 1])
def test_of_very_many_documents_those_with_most_relations_are_drawn(count: int) -> None:
    others = ". ".join(f"{decision(1)} thay thế {decision(number)}" for number in range(2, count + 1))
    page = ud.parse(f"{others}.").to_html()
    assert (Labels("en").say("graph_part", shown=_MOST_NODES) in page) is (count > _MOST_NODES)
    assert len(re.findall("<marker", page)) == 1
    assert len(lines_of(ud.parse(f"{others}."))) == _MOST_NODES - 1


def test_the_head_of_a_section_has_its_row_once() -> None:
    digest = ud.parse(
        f"{TITLE}I. GIAO THÔNG\n\n1. Mở bến phà\n\nHọp.\n\n2. Sửa cầu\n\nHọp.\n\nII. Y TẾ\n\n1. Tiêm\n\nHọp.\n"
    )
    assert {item.section.text for item in digest.items if item.section} == {"I. GIAO THÔNG", "II. Y TẾ"}
    rows = list(rows_of(digest))
    assert [(row.start, row.end) for row in rows] == sorted({(row.start, row.end) for row in rows})
    assert " ".join(digest.source[row.start : row.end] for row in rows).split() == digest.source.split()


def test_blocks_that_overlap_are_shown_without_saying_anything_twice() -> None:
    source = "Sửa cầu Lam Điền"
    one, other = ud.Paragraph(ud.Span(0, 11), source[:11]), ud.Paragraph(ud.Span(4, 7), source[4:7])
    digest = ud.Digest(source, items=(ud.Item(None, (one,)), ud.Item(None, (other,))))
    assert "".join(source[row.start : row.end] for row in rows_of(digest)) == source


# ---- what a notebook shows -----------------------------------------------------------------------


def test_a_notebook_shows_a_text_without_items_and_no_period_where_there_is_none() -> None:
    shown = ud.parse("Sở Y tế báo cáo trước ngày 30/3/2026.")._repr_html_()
    assert "<table" not in shown and "<mark" in shown and "untitled" not in shown.lower()
    assert "2026-02-02" not in shown
    assert "2026-02-02" in ud.parse(f"{TITLE}1. Sửa cầu\n\nHọp.\n\n2. Họp\n\nHọp.\n")._repr_html_()


@pytest.mark.parametrize("count", [_MOST_ITEMS, _MOST_ITEMS + 3])
def test_a_notebook_says_how_many_items_it_leaves_out(count: int) -> None:
    items = "\n\n".join(f"{number}. Sửa cầu số {number} ở Lam Điền\n\nHọp." for number in range(1, count + 1))
    digest = ud.parse(TITLE + items)
    assert len(digest.items) == count
    shown = digest._repr_html_()
    assert len(re.findall("<tr", shown)) == _MOST_ITEMS + 1
    assert ("3 more" in shown) is (count > _MOST_ITEMS)


def test_a_notebook_cuts_what_is_long() -> None:
    long = "Họp bàn. " * _MOST_LETTERS
    digest = ud.parse(f"{TITLE}1. Sửa cầu\n\n{long}\n\n{long}\n\n2. Họp\n\nHọp.\n")
    shown = digest.items[0]._repr_html_()
    assert "\u2026" in shown and shown.count("Họp bàn.") * len("Họp bàn. ") <= _MOST_LETTERS


# ---- two digests side by side ----------------------------------------------------------------------


def test_a_page_of_two_digests_holds_what_went_and_what_came(tmp_path: Path, capsys: Captured) -> None:
    old, new, page = (tmp_path / name for name in ("old.txt", "new.txt", "page.html"))
    old.write_text(
        f"{TITLE}1. Mở bến phà\n\nGiao Sở Y tế báo cáo.\n\nHọp <b>.\n\n2. Dệt chiếu\n\n{'Họp. ' * 3000}\n", "utf-8"
    )
    new.write_text(f"{TITLE}1. Sửa cầu Lam Điền\n\nXong.\n\n2. Dệt chiếu\n\n{'Bàn. ' * 3000}\n", "utf-8")
    assert main(["diff", str(old), str(new), "-o", str(page)]) == 1
    shown = page.read_text("utf-8")
    assert shown.index("Removed") < shown.index("Mở bến phà") < shown.index("Added") < shown.index("Sửa cầu Lam Điền")
    assert "<del>1. Mở bến phà</del>" in shown and "<ins>1. Sửa cầu Lam Điền</ins>" in shown
    assert "<p><del>Họp &lt;b&gt;.</del></p>" in shown and "<b>" not in shown
    assert shown.count("<del>Họp. Họp.") == 1  # too long to be compared word by word: whole against whole


# ---- times of TimeML -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("quý II năm 2026", "DATE", "2026-Q2"),
        ("6 tháng đầu năm 2026", "DATE", "2026-H1"),
        ("6 tháng cuối năm 2026", "DATE", "2026-H2"),
        ("9 tháng đầu năm 2026", "DATE", "2026-01/2026-09"),
        ("tháng 5/2026", "DATE", "2026-05"),
        ("năm 2026", "DATE", "2026"),
        ("ngày 05/3/2026", "DATE", "2026-03-05"),
        ("hằng tuần", "SET", "P1W"),
        ("15 ngày", "DURATION", "P15D"),
    ],
)
def test_the_value_of_a_time(words: str, kind: str, value: str) -> None:
    written = ud.to_timeml(ud.parse(f"Sở Y tế họp {words}."))
    assert re.findall(r'<TIMEX3 [^>]*type="([A-Z]+)" value="([^"]+)"', written) == [(kind, value)]


def test_a_range_that_ends_before_it_begins_is_no_length() -> None:
    assert 'type="DURATION"' in ud.to_timeml(ud.parse("từ ngày 05/3/2026 đến ngày 09/3/2026"))
    assert 'type="DURATION"' not in ud.to_timeml(ud.parse("từ ngày 09/3/2026 đến ngày 05/3/2026"))
    assert 'type="DURATION"' not in ud.to_timeml(ud.parse("từ ngày 30/02/2026 đến ngày 05/3/2026"))


# ---- a document at a glance --------------------------------------------------------------------------


DOCUMENT = """ỦY BAN NHÂN DÂN
TỈNH LAM ĐIỀN

Số: 5/QĐ-UBND

QUYẾT ĐỊNH
Về việc mở bến phà Cồn Sậy

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH

Căn cứ Luật Đất đai;
Theo đề nghị của Giám đốc Sở Xây dựng.

QUYẾT ĐỊNH:

Chương I
QUY ĐỊNH CHUNG

Điều 1. Phạm vi
Bến phà Cồn Sậy.

Điều 2. Mở bến phà Cồn Sậy cho người đi bộ, xe đạp, xe máy và các loại xe có tải trọng dưới năm tấn qua lại hằng ngày.
1. Từ sáng.
2. Đến tối.

Chương II
THỰC HIỆN

Điều 3. Sở Xây dựng báo cáo trước ngày 30/3/2026.
"""


def test_a_document_at_a_glance_has_its_bases_and_its_outer_parts(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "document.txt"
    file.write_text(DOCUMENT, "utf-8")
    assert main(["parse", str(file)]) == 0
    shown = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    basis = shown.index("BASIS")
    assert shown[basis + 1 : basis + 3] == ["Căn cứ Luật Đất đai", "Theo đề nghị của Giám đốc Sở Xây dựng"]
    rows = [re.split(" {2,}", line, maxsplit=1) for line in shown[basis + 5 : basis + 10]]
    assert [row[0] for row in rows] == ["Chương I", "Điều 1", "Điều 2", "Chương II", "Điều 3"]
    assert rows[0][1] == "QUY ĐỊNH CHUNG" and rows[1][1] == "Phạm vi"
    assert rows[2][1].endswith("các loại xe có\u2026") and rows[4][1].endswith("30/3/2026.")


def test_a_document_shows_itself_in_one_line() -> None:
    shown = repr(ud.parse_document(DOCUMENT))
    assert shown.startswith("<LegalDocument 5/QĐ-UBND of UBND tỉnh Lam Điền, 'Về việc mở bến phà Cồn Sậy")
    assert repr(ud.parse_document("Họp.")).startswith("<LegalDocument without a number")
