"""The sample digests: what a reader finds in them, the parser finds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import ubnd_digest as ud

EXAMPLES = Path(__file__).parents[1] / "examples"

Due = tuple[int, str, str, str | None, str | None]


def source(name: str) -> str:
    """The text of a sample, with nothing translated."""
    return (EXAMPLES / name).read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def clean() -> ud.Digest:
    return ud.parse(source("clean.txt"))


@pytest.fixture(scope="module")
def slips() -> ud.Digest:
    return ud.parse(source("slips.txt"))


def headings(digest: ud.Digest) -> list[str]:
    return [item.heading.text for item in digest.items]


def issued(digest: ud.Digest) -> list[list[str]]:
    return [list(dict.fromkeys(str(reference.number) for reference in item.issued)) for item in digest.items]


def due(digest: ud.Digest) -> list[Due]:
    return [
        (
            number,
            deadline.due.isoformat() if deadline.due else "",
            deadline.relation.value,
            deadline.time.isoformat("minutes") if deadline.time else None,
            deadline.responsible,
        )
        for number, item in enumerate(digest.items)
        for deadline in item.deadlines
    ]


# ---- the clean one --------------------------------------------------------------------------


def test_clean_has_nothing_to_doubt(clean: ud.Digest) -> None:
    assert [doubt for doubt in clean.diagnostics if doubt.severity is not ud.Severity.INFO] == []


def test_clean_can_be_read_strictly() -> None:
    assert ud.parse(source("clean.txt"), strict=True).items


def test_clean_covers_its_week(clean: ud.Digest) -> None:
    assert clean.period is not None
    assert (clean.period.start, clean.period.end) == (dt.date(2025, 3, 10), dt.date(2025, 3, 16))


def test_clean_has_an_item_for_each_entry_of_the_lead(clean: ud.Digest) -> None:
    assert headings(clean) == [entry.text for entry in clean.lead]
    assert len(clean.items) == 8
    assert [len(item.paragraphs) for item in clean.items] == [2, 2, 2, 2, 1, 1, 2, 2]


def test_clean_tells_what_was_issued(clean: ud.Digest) -> None:
    assert issued(clean) == [
        [],
        ["301/QĐ-UBND"],
        ["14/2025/QĐ-UBND"],
        ["1207/UBND-KTN"],
        ["318/QĐ-UBND"],
        ["322/QĐ-UBND"],
        ["03/CĐ-UBND"],
        ["64/KH-UBND"],
    ]


def test_clean_tells_what_is_only_cited(clean: ud.Digest) -> None:
    cited = [str(reference.number) for reference in clean.references if reference.role is ud.Role.CITED]
    assert cited == ["09/2019/QĐ-UBND", "21/CT-TTg"]


def test_clean_tells_who_owes_what_by_when(clean: ud.Digest) -> None:
    assert due(clean) == [
        (0, "2025-03-20", "by", None, "Sở Xây dựng"),
        (1, "2025-04-14", "before", None, "UBND các huyện, thành phố"),
        (3, "2025-03-28", "by", "16:00", "UBND huyện Lam Điền"),
        (3, "2025-04-30", "within", None, "Ban Quản lý dự án giao thông tỉnh"),
        (6, "2025-03-24", "before", None, "Chi cục Kiểm lâm"),
        (7, "2025-06-30", "within", None, "Sở Nông nghiệp và Môi trường"),
    ]


def test_clean_tells_what_takes_effect(clean: ud.Digest) -> None:
    assert [effect.date.start for effect in clean.effective_dates] == [dt.date(2025, 3, 25)]


def test_clean_names_one_provision(clean: ud.Digest) -> None:
    assert [(place.text, str(place.document)) for place in clean.provisions] == [
        ("khoản 2 Điều 87", "Luật Đất đai năm 2024")
    ]


# ---- the one with slips ---------------------------------------------------------------------


def test_slips_hold_each_doubt_that_a_dated_digest_can_raise(slips: ud.Digest) -> None:
    assert {doubt.code for doubt in slips.diagnostics} == {
        "unclosed-bracket",
        "lead-entry-without-item",
        "impossible-date",
        "number-without-symbol",
        "type-symbol-mismatch",
        "reversed-range",
        "heading-not-in-lead",
        "duplicate-item",
    }


def test_slips_without_their_title_hold_the_others() -> None:
    untitled = "\n".join(line for line in source("slips.txt").splitlines() if "17/3" not in line)
    codes = {doubt.code for doubt in ud.parse(untitled).diagnostics}
    assert {"no-title", "no-period", "undetermined-date"} <= codes


def test_slips_stop_a_strict_reader() -> None:
    with pytest.raises(ud.DigestSyntaxError, match="impossible-date") as caught:
        ud.parse(source("slips.txt"), strict=True)
    assert source("slips.txt")[caught.value.offset :].startswith("ngày 31/02/2026")


def test_slips_are_pointed_at(slips: ud.Digest) -> None:
    def pointed_at(code: str) -> list[str]:
        return [slips.source[d.span.start : d.span.end] for d in slips.diagnostics if d.code == code]

    assert pointed_at("unclosed-bracket") == ["(", "("]
    assert pointed_at("lead-entry-without-item") == ["Xây cầu Vàm Sỏi"]
    assert pointed_at("number-without-symbol") == ["Quyết định số 345 ngày 19/3/2025"]
    assert pointed_at("type-symbol-mismatch") == ["Công văn số 88/KH-UBND ngày 20/3/2025"]
    assert pointed_at("heading-not-in-lead") == ["Đón đoàn công tác tỉnh kết nghĩa"]
    assert pointed_at("duplicate-item") == ["Hỗ trợ giống lúa vụ hè thu"]


def test_slips_cover_their_week(slips: ud.Digest) -> None:
    assert slips.period is not None
    assert (slips.period.start, slips.period.end) == (dt.date(2025, 3, 17), dt.date(2025, 3, 23))


def test_slips_do_not_hide_the_entries_of_the_lead(slips: ud.Digest) -> None:
    assert [entry.text for entry in slips.lead] == [
        "Giao ban công tác quí I năm 2025",
        "Tuần lễ đọc sách; trao đổi sách cũ tại các trường",
        "Tăng cường kiểm tra an toàn hồ chứa",
        "Quy hoạch chi tiết khu dân cư Bến Đò",
        "Hỗ trợ giống lúa vụ hè thu",
        "Xây cầu Vàm Sỏi",
        "Thi tuyển công chức cấp xã,  năm 2025",
        "Điều hoà nguồn nước kênh Ba Xã",
    ]


def test_slips_do_not_hide_the_items(slips: ud.Digest) -> None:
    import unicodedata

    assert [unicodedata.normalize("NFC", heading) for heading in headings(slips)] == [
        "Giao ban công tác quý I năm 2025",
        "Tuần lễ đọc sách; trao đổi sách cũ tại các trường",
        "TĂNG CƯỜNG KIỂM TRA AN TOÀN CÁC HỒ CHỨA",
        "Quy hoạch chi tiết khu dân cư Bến Đò",
        "Hỗ trợ giống lúa vụ hè thu",
        "Đón đoàn công tác tỉnh kết nghĩa",
        "Hỗ trợ giống lúa vụ hè thu",
        "Thi tuyển công chức cấp xã, năm 2025",
        "Điều hòa nguồn nước kênh Ba Xã",
    ]
    assert [len(item.paragraphs) for item in slips.items] == [2, 2, 2, 1, 1, 1, 1, 2, 2]


def test_slips_do_not_hide_what_was_issued(slips: ud.Digest) -> None:
    assert issued(slips) == [
        [],
        ["71/KH-UBND"],
        ["1250/UBND-KT"],
        ["345"],
        ["88/KH-UBND"],
        [],
        ["352/QĐ-UBND"],
        ["74/KH-UBND"],
        ["1263/UBND-KT"],
    ]


def test_slips_do_not_hide_the_deadlines(slips: ud.Digest) -> None:
    assert due(slips) == [
        (0, "2025-03-25", "by", None, "Văn phòng UBND tỉnh"),
        (2, "2025-04-29", "before", None, "Sở\u00a0Nông nghiệp và Môi trường"),
        (7, "2025-04-04", "before", None, "Uỷ ban nhân dân các xã"),
        (8, "2025-03-28", "by", "17:00", "UBND thị xã Trà Bình"),
    ]


# ---- both -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["clean.txt", "slips.txt"])
def test_records_point_at_the_source(name: str) -> None:
    digest = ud.parse(source(name))
    for record in ud.to_annotations(digest):
        assert record["text"] == digest.source[record["start"] : record["end"]]


def test_samples_keep_their_line_ends() -> None:
    assert b"\r" not in (EXAMPLES / "clean.txt").read_bytes()
    slips = (EXAMPLES / "slips.txt").read_bytes()
    assert slips.count(b"\r\n") == slips.count(b"\n") > 0
