"""What the command shows agrees with the digest."""

from __future__ import annotations

import json
from pathlib import Path

import ubnd_digest as ud
from ubnd_digest.cli import differences, report
from ubnd_digest.cli.tables import plain

SAMPLE = Path(__file__).parent.parent / "examples" / "slips.txt"


def test_each_diagnostic_has_the_line_and_column_of_its_span() -> None:
    digest = ud.parse(SAMPLE.read_bytes().decode("utf-8"))
    shown = list(report.diagnostic_lines("slips.txt", digest))
    assert len(shown) == len(digest.diagnostics)
    for line, doubt in zip(shown, digest.diagnostics, strict=True):
        name, row, column, rest = line.split(":", 3)
        before = digest.source[: doubt.span.start].splitlines(keepends=True) or [""]
        at_start = before[-1].endswith(("\n", "\r"))
        assert (name, int(row)) == ("slips.txt", len(before) + at_start)
        assert int(column) == (1 if at_start else len(before[-1]) + 1)
        assert rest.strip().startswith(f"{doubt.severity.value} {doubt.code} ")


def test_the_table_shows_every_heading() -> None:
    digest = ud.parse((SAMPLE.parent / "clean.txt").read_text("utf-8"))
    shown = " ".join(plain(report.overview(digest)))
    assert all(" ".join(item.heading.text.split()) in shown for item in digest.items)


OLD = """\
Chỉ đạo, điều hành của UBND tỉnh Lam Điền trong tuần (từ ngày 05/01 - 11/01/2026)

Trồng rừng phòng hộ; Bến thủy nội địa; Chợ đêm.

Trồng rừng phòng hộ
Giao Sở Y tế báo cáo trước ngày 20/01/2026; giao Sở Tài chính báo cáo trước 16 giờ ngày 21/01/2026.

Bến thủy nội địa
UBND tỉnh rà soát bến.

Chợ đêm
UBND tỉnh mở chợ.
"""
NEW = (
    OLD.replace("Bến thủy nội địa", "Cảng cạn")
    .replace("20/01", "25/01")
    .replace(
        "giao Sở Tài chính báo cáo trước 16 giờ ngày 21/01/2026", "giao Công an tỉnh báo cáo trước cuối tháng 02/2026"
    )
)


def test_differences_are_lines_to_read() -> None:
    old, new = ud.parse(OLD), ud.parse(NEW)
    assert list(differences.diff_lines(old, new, ud.diff(old, new))) == [
        "- 1  Bến thủy nội địa",
        "+ 1  Cảng cạn",
        "~ 0  Trồng rừng phòng hộ  (paragraphs, dates, deadlines, agencies, duties)",
        "    deadline 2026-01-19 -> 2026-01-24 (+5 days)  Sở Y tế",
        "    deadline - 2026-01-21 16:00  Sở Tài chính",
        "    deadline + 2026-02-27  Công an tỉnh",
    ]


def test_differences_are_plain_data_for_programs() -> None:
    old, new = ud.parse(OLD), ud.parse(NEW)
    found = differences.diff_object(old, new, ud.diff(old, new))
    assert json.loads(json.dumps(found)) == found
    assert found["removed"] == [{"old": 1, "heading": "Bến thủy nội địa"}]
    assert found["added"] == [{"new": 1, "heading": "Cảng cạn"}]
    (change,) = found["changed"]
    assert (change["old"], change["new"], change["fields"]) == (
        0,
        0,
        ["paragraphs", "dates", "deadlines", "agencies", "duties"],
    )
    assert [deadline["time"] for deadline in change["deadlines_removed"]] == ["16:00"]
    assert [deadline["due"] for deadline in change["deadlines_added"]] == ["2026-02-27"]
    (move,) = found["moved"]
    assert (move["new"], move["days"]) == (0, 5)
    assert (move["before"]["due"], move["after"]["due"]) == ("2026-01-19", "2026-01-24")
    assert NEW[slice(*move["after"]["span"])] == move["after"]["text"]
