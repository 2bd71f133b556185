"""What is found in a made-up sample of each shipped publisher, in its own form."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import NamedTuple

import pytest

import ubnd_digest as ud
from ubnd_digest.grammar.definitions import definitions
from ubnd_digest.grammar.files import common_files
from ubnd_digest.publishers.registry import grammar_of

ROOT = Path(__file__).parents[1]
PUBLISHERS = ROOT / "grammars" / "publishers"


class Expected(NamedTuple):
    publisher: str
    period: tuple[str, str]
    lead: int
    headings: list[str | None]
    issued: list[list[str]]
    deadlines: list[tuple[str, str | None]]


EXPECTED = {
    "central/sample-day": Expected(
        "central",
        ("2025-11-14", "2025-11-14"),
        0,
        ["Quy định về đăng ký phương tiện thủy nội địa", "Khắc phục sạt lở tuyến đê Tả Trà"],
        [["1417/2025/NĐ-CP"], ["3219/CĐ-TTg"]],
        [("2025-11-18", "Bộ Nông nghiệp và Môi trường"), ("2025-11-19", "EVN")],
    ),
    "central/sample-week": Expected(
        "central",
        ("2026-10-12", "2026-10-18"),
        3,
        [
            "Kế hoạch phát triển vận tải ven biển",
            "Thành lập Ban Chỉ đạo về dữ liệu đất đai",
            "Rà soát quy hoạch bến thủy",
        ],
        [["4816/QĐ-TTg"], ["4822/QĐ-TTg"], ["3906/TB-VPCP"]],
        [("2026-11-30", "Các bộ, ngành, UBND các tỉnh, thành phố trực thuộc Trung ương")],
    ),
    "central/sample-month": Expected(
        "central",
        ("2023-08-01", "2023-08-31"),
        2,
        ["Đẩy nhanh tiến độ cầu Lam Điền", "Phòng, chống hạn mặn ở vùng cửa sông"],
        [["9873/VPCP-CN"], ["8751/CĐ-TTg"]],
        [("2023-12-31", "Bộ Giao thông vận tải"), ("2023-09-14", "Chủ tịch UBND các tỉnh")],
    ),
    "vn-09/sample": Expected(
        "vn-09",
        ("2023-03-13", "2023-03-19"),
        3,
        [
            "Tăng cường phòng, chống cháy rừng mùa hanh khô",
            "Kế hoạch trồng cây phân tán năm 2023",
            "Bảo đảm an toàn hồ Bản Khuông trước mùa mưa",
        ],
        [["7311/UBND-KT"], ["719/KH-UBND"], ["7345/UBND-KT"]],
        [("2023-03-30", "Sở Nông nghiệp và Phát triển nông thôn"), ("2023-03-31", "UBND các huyện, thành phố")],
    ),
    "vn-09/sample-2026": Expected(
        "vn-09",
        ("2026-03-09", "2026-03-15"),
        3,
        [
            "Triển khai số hóa hồ sơ đất đai tại các xã, phường",
            "Quy định mức hỗ trợ nhà văn hóa thôn",
            "Chấn chỉnh việc khai thác cát trên sông Kỳ Bình",
        ],
        [["1123/KH-UBND"], ["77/2026/QĐ-UBND"], ["8452/UBND-KT"]],
        [
            ("2026-06-29", "UBND các xã, phường"),
            ("2026-07-15", "Sở Nông nghiệp và Môi trường"),
            ("2026-04-30", "Công an tỉnh"),
        ],
    ),
    "vn-26/sample": Expected(
        "vn-26",
        ("2023-02-25", "2023-03-03"),
        0,
        [
            "I. THÔNG TIN VỀ TÌNH HÌNH KINH TẾ - XÃ HỘI",
            "1. Lĩnh vực Nông nghiệp và Thủy sản",
            "2. Lĩnh vực Y tế",
            "II. HOẠT ĐỘNG CHỈ ĐẠO, ĐIỀU HÀNH",
            "1. Bảo tồn di sản",
        ],
        [[], ["5117/QĐ-UBND"], ["8206/UBND-YT"], [], ["4032/TB-UBND"]],
        [
            ("2023-04-29", "UBND huyện Phú Lâm"),
            ("2023-03-25", "Sở Y tế"),
            ("2023-05-14", "Trung tâm Bảo tồn Di tích Cố đô Huế"),
        ],
    ),
    "vn-29/sample": Expected(
        "vn-29",
        ("2023-08-28", "2023-09-01"),
        3,
        [
            "Chấn chỉnh việc lấn chiếm hành lang kênh Thạch Lâm",
            "Rà soát quỹ nhà ở công vụ cho giáo viên",
            "Tiêm phòng cho đàn trâu, bò vụ thu đông",
        ],
        [["9314/UBND-KTN"], ["9340/UBND-KTN"], ["1814/KH-UBND"]],
        [
            ("2023-09-29", "UBND huyện Sông Vệ"),
            ("2023-09-30", "Sở Nông nghiệp và Phát triển nông thôn"),
            ("2023-09-20", "Sở Xây dựng"),
            ("2023-10-14", "BQL KKT Dung Quất và các KCN"),
        ],
    ),
    "bo-tu-phap/sample": Expected(
        "bo-tu-phap",
        ("2023-03-01", "2023-03-31"),
        0,
        [
            "1. Nghị định số 1417/2023/NĐ-CP ngày 14/3/2023 của Chính phủ quy định về đăng ký phương tiện thủy nội địa",
            "2. Quyết định số 3318/2023/QĐ-TTg ngày 20/3/2023 của Thủ tướng Chính phủ về tiêu chí trạm bơm kiểu mẫu",
        ],
        [["1417/2023/NĐ-CP"], ["3318/2023/QĐ-TTg"]],
        [("2023-12-30", "Chủ phương tiện"), ("2023-06-30", "Bộ Nông nghiệp và Phát triển nông thôn")],
    ),
    "vn-21/sample": Expected("vn-21", ("2023-03-13", "2023-03-19"), 0, ["Thứ 2", "Thứ 3"], [[], []], []),
    "vn-25/sample": Expected(
        "vn-25",
        ("2023-03-13", "2023-03-19"),
        2,
        ["Khởi công kè Bến Hải Nam", "Rà soát quỹ đất công"],
        [["4127/QĐ-UBND"], ["5218/UBND-KT"]],
        [("2023-08-30", "Sở Nông nghiệp và Phát triển nông thôn"), ("2023-04-20", "Sở Tài nguyên và Môi trường")],
    ),
    "vn-31/sample": Expected(
        "vn-31",
        ("2023-03-10", "2023-03-17"),
        0,
        [None, None],
        [["3117/KH-UBND"], ["4188/QĐ-UBND"]],
        [("2023-04-14", "Sở Nông nghiệp và Phát triển nông thôn")],
    ),
    "vn-54/sample": Expected(
        "vn-54",
        ("2023-03-13", "2023-03-19"),
        0,
        ["Mở rộng bến xe Tân Lý", "Kiểm tra các hồ chứa ở Lục Thạch"],
        [["3156/TB-UBND"], ["4071/UBND-KTN"]],
        [("2023-04-29", "Sở Xây dựng"), ("2023-04-30", "UBND huyện Lục Thạch")],
    ),
    "vn-73/sample": Expected("vn-73", ("2023-03-13", "2023-03-17"), 0, ["THỨ HAI 13/3", "THỨ BA 14/3"], [[], []], []),
    "vn-hn/sample": Expected(
        "vn-hn",
        ("2023-03-13", "2023-03-20"),
        0,
        ["Số hóa hồ sơ địa chính các phường ven đê", "Thí điểm làn đường cho xe đạp ở tuyến Bạch Đào"],
        [["3187/KH-UBND"], ["4219/TB-UBND"]],
        [("2023-06-29", "Sở Tài nguyên và Môi trường"), ("2023-05-15", "Sở Giao thông vận tải")],
    ),
    "vn-dn/sample": Expected(
        "vn-dn",
        ("2023-06-12", "2023-06-16"),
        3,
        [
            "Tăng cường quản lý vỉa hè tuyến Bạch Hải",
            "Quy định giá cho thuê bãi đỗ xe Nam Ô",
            "Phương án chống ngập khu dân cư Hòa Phú",
        ],
        [["9062/UBND-SXD"], ["71/2023/QĐ-UBND"], ["8314/TB-UBND"]],
        [("2023-06-29", "UBND quận Thanh Hải"), ("2023-08-31", "Sở Xây dựng")],
    ),
}


def source(name: str) -> str:
    return (PUBLISHERS / f"{name}.txt").read_text(encoding="utf-8")


def test_every_sample_has_its_expectation_and_every_publisher_a_sample() -> None:
    samples = {path.relative_to(PUBLISHERS).with_suffix("").as_posix() for path in PUBLISHERS.glob("*/sample*.txt")}
    assert samples == EXPECTED.keys()
    assert {expected.publisher for expected in EXPECTED.values()} == registered_ids()
    assert {path.name for path in PUBLISHERS.iterdir() if path.is_dir()} - {"__pycache__"} == registered_ids()


def registered_ids() -> set[str]:
    """The publishers whose forms are known."""
    from ubnd_digest.publishers.registry import _written

    return set(_written())


@pytest.mark.slow  # a grammar is made for each
@pytest.mark.parametrize("name", EXPECTED)
def test_sample_is_read(name: str) -> None:
    expected = EXPECTED[name]
    digest = ud.parse(source(name), publisher=expected.publisher)
    assert digest.period and (digest.period.start.isoformat(), digest.period.end.isoformat()) == expected.period
    assert len(digest.lead) == expected.lead
    assert [item.heading and item.heading.text for item in digest.items] == expected.headings
    assert [[str(reference.number) for reference in item.issued] for item in digest.items] == expected.issued
    assert [(str(found.due), found.responsible) for found in digest.deadlines] == expected.deadlines
    assert digest.diagnostics == ()
    assert ud.parse(ud.render(digest), publisher=expected.publisher) == digest


# Their titles, or their items, are found by the grammar of their publisher only.
OWN = {"bo-tu-phap/sample", "vn-21/sample", "vn-31/sample", "vn-73/sample"}


@pytest.mark.parametrize("name", sorted(EXPECTED.keys() - OWN))
def test_common_grammar_does_not_fail_on_what_belongs_to_a_publisher(name: str) -> None:
    digest = ud.parse(source(name))
    assert digest.title and digest.period and digest.items


@pytest.mark.parametrize("publisher", sorted(registered_ids()))
def test_record_and_grammar_of_a_publisher(publisher: str) -> None:
    record = ud.get_publisher(publisher)
    assert record.id == publisher and record.grammar and record.grammar.name == f"{publisher}/grammar.lark"
    assert record.titles and record.names
    assert record.iso is None or record.iso.casefold() == publisher
    assert "Read before it was written" in record.grammar.text, "the pages that it was written from are named"
    assert set(record.abbreviations.values()) <= {*record.agencies, *record.abbreviations.values()}
    assert grammar_of(publisher).files[: len(common_files())] == common_files()
    for predecessor in record.predecessors:
        assert predecessor.until == dt.date(2024, 12, 31)


@pytest.mark.parametrize("publisher", sorted(registered_ids()))
def test_titles_of_a_record_are_in_the_form_of_one(publisher: str) -> None:
    from ubnd_digest.model.text import folded_words

    for title in ud.get_publisher(publisher).titles:
        assert grammar_of(publisher).pattern("TITLE").match(folded_words(title))


@pytest.mark.parametrize("publisher", sorted(registered_ids()))
def test_publisher_reads_what_the_common_grammar_reads(publisher: str) -> None:
    """It extends; what mentions there are in a text that is nobody's stays the same."""
    text = (ROOT / "examples" / "clean.txt").read_text(encoding="utf-8")
    own = [(type(found), found.span) for found in ud.parse(text, publisher=publisher).mentions]
    assert own == [(type(found), found.span) for found in ud.parse(text).mentions]


def test_common_grammar_knows_no_publisher() -> None:
    # neither the table of the names of all provinces nor a comment
    own = (file for file in common_files() if file.name.endswith(".lark"))
    words = " ".join(definition.body for file in own for definition in definitions(file)).casefold()
    # the command of the capital bears the capital's name
    for publisher in sorted(registered_ids() - {"central", "vn-hn"}):
        for name in ud.get_publisher(publisher).names:
            assert not re.search(rf"\b{name.casefold()}\b", words), name


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Chỉ đạo, điều hành của UBND tỉnh ngày 10/10/2025", ("2025-10-10", "2025-10-10")),
        ("Thông tin chỉ đạo, điều hành trong ngày 5 tháng 3 năm 2024", ("2024-03-05", "2024-03-05")),
        ("Chỉ đạo, điều hành nổi bật tuần từ 12 - 18/4/2025", ("2025-04-12", "2025-04-18")),
        ("Chỉ đạo, điều hành nổi bật tuần từ 29/12/2025 - 04/01/2026", ("2025-12-29", "2026-01-04")),
        ("Chỉ đạo, điều hành nổi bật tuần từ 28/9 - 4/10/2026", ("2026-09-28", "2026-10-04")),
        (
            "Hoạt động của lãnh đạo UBND tỉnh trong tuần 9/2020 (từ ngày 24/02 đến 01/3/2020)",
            ("2020-02-24", "2020-03-01"),
        ),
        ("Chỉ đạo, điều hành nổi bật tháng 2/2021", ("2021-02-01", "2021-02-28")),
        ("Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tháng 2 năm 2024", ("2024-02-01", "2024-02-29")),
        ("Kết quả chỉ đạo, điều hành tháng 12/2025 của UBND thành phố", ("2025-12-01", "2025-12-31")),
        ("Văn bản chỉ đạo, điều hành quý II năm 2022 của UBND tỉnh", ("2022-04-01", "2022-06-30")),
        ("Chỉ đạo, điều hành thực hiện kế hoạch năm 2025 ngày 10/10/2025", ("2025-10-10", "2025-10-10")),
    ],
)
@pytest.mark.parametrize("publisher", [None, "central", "vn-09"])
def test_periods_of_other_lengths(publisher: str | None, title: str, period: tuple[str, str]) -> None:
    text = f"{title}\n\nMở bến phà\n\nUBND tỉnh mở bến phà (Công văn số 6/UBND-KT)."
    digest = ud.parse(text, publisher=publisher)
    assert digest.title and digest.title.text == title
    assert digest.period and (digest.period.start.isoformat(), digest.period.end.isoformat()) == period
    span = digest.period.span
    assert title[span.start : span.end]
    assert [item.heading.text for item in digest.items] == ["Mở bến phà"]


@pytest.mark.parametrize(
    "line",
    [
        "Kế hoạch trồng cây tháng 5/2026",
        "Tổ chức hội nghị giao ban báo chí tháng 12/2025",
        "Rà soát hộ nghèo quý I năm 2026",
        "Họp bàn việc mở bến phà ngày 10/10/2025",
        "Nộp hồ sơ trước ngày 15/5/2026",
    ],
)
def test_month_in_a_heading_makes_no_title(line: str) -> None:
    assert ud.parse(f"{line}\n\nUBND tỉnh đồng ý (Công văn số 6/UBND-KT).").title is None


def test_period_at_the_end_of_the_lead() -> None:
    lead = "Mở bến phà; Sửa chợ… là những chỉ đạo điều hành nổi bật tuần 24, từ ngày 12-6 đến 16-6-2023."
    body = "Mở bến phà\nUBND thành phố mở bến phà.\nSửa chợ\nUBND thành phố sửa chợ."
    digest = ud.parse(f"Chỉ đạo điều hành của UBND thành phố tuần 24\n\n{lead}\n\n{body}")
    assert digest.period and digest.period.days == 5
    span = digest.period.span
    assert digest.source[span.start : span.end] == "từ ngày 12-6 đến 16-6-2023"[3:]
    without_year = ud.parse(digest.source.replace("-2023", ""), anchor=dt.date(2024, 6, 1))
    assert without_year.period and without_year.period.start == dt.date(2024, 6, 12)


def test_title_has_precedence_over_the_lead() -> None:
    lead = "Mở bến phà; Sửa chợ… là những chỉ đạo điều hành nổi bật tuần qua, từ ngày 12/6 đến 16/6/2023."
    digest = ud.parse(f"Chỉ đạo, điều hành tuần từ 05 - 09/6/2023\n{lead}\nMở bến phà\nUBND tỉnh mở bến phà.")
    assert digest.period and digest.period.start == dt.date(2023, 6, 5)


@pytest.mark.slow  # a grammar is made for each
@pytest.mark.parametrize("publisher", sorted(registered_ids()))
def test_grammar_of_a_publisher_has_no_finding(publisher: str) -> None:
    from ubnd_digest.authoring.check import check_grammar

    record = ud.get_publisher(publisher)
    assert record.grammar
    samples = [(name, source(name)) for name, expected in EXPECTED.items() if expected.publisher == publisher]
    others = [file for file in record.files if file not in common_files() and file != record.grammar]
    assert check_grammar(record.grammar, samples, others=others) == ()
