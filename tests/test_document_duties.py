"""Who must do what in a single document: under headings that are a party, and not where it says to whom it goes."""

from __future__ import annotations

import pytest

import ubnd_digest as ud

HEAD = """\
ỦY BAN NHÂN DÂN
TỈNH SƠN LA
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 45/KH-UBND
Sơn La, ngày 05 tháng 3 năm 2025

KẾ HOẠCH
Phòng, chống hạn vụ mùa

I. MỤC ĐÍCH
Bảo đảm nước tưới.
"""
LETTER = """\
UBND TỈNH SƠN LA
SỞ XÂY DỰNG
Số: 45/SXD-QLN
V/v sửa chữa cầu treo
Sơn La, ngày 05 tháng 3 năm 2025
"""
END = "\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nLê Hoài An\n"


def told(text: str) -> list[tuple[str, str]]:
    return [(duty.responsible, duty.text) for duty in ud.parse_document(text).duties]


# ---- headings that are a party ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "right"),
    [
        # the name alone, behind its number
        (
            "1. Sở Xây dựng\n- Sửa các cầu treo.\n- Báo cáo trước ngày 10/4.\n2. Công an tỉnh\nPhân luồng xe.\n",
            [
                ("Sở Xây dựng", "Sửa các cầu treo"),
                ("Sở Xây dựng", "Báo cáo trước ngày 10/4"),
                ("Công an tỉnh", "Phân luồng xe"),
            ],
        ),
        (
            "2. Sở Y tế\n\na) Kiểm tra nguồn nước.\n\nb) Cấp thuốc khử khuẩn.\n",
            [("Sở Y tế", "Kiểm tra nguồn nước"), ("Sở Y tế", "Cấp thuốc khử khuẩn")],
        ),
        ("1. SỞ XÂY DỰNG\n- Sửa các cầu treo.\n", [("SỞ XÂY DỰNG", "Sửa các cầu treo")]),
        ("a) UBND các xã, phường\n- Nạo vét kênh.\n", [("UBND các xã, phường", "Nạo vét kênh")]),
        ("1. Sở Xây dựng, Công an tỉnh\n- Kiểm tra các cầu.\n", [("Sở Xây dựng, Công an tỉnh", "Kiểm tra các cầu")]),
        # what it is charged with, by a noun or by who orders it
        ("1. Trách nhiệm của Sở Y tế\na) Kiểm tra nguồn nước.\n", [("Sở Y tế", "Kiểm tra nguồn nước")]),
        (
            "Điều 4. Trách nhiệm của UBND các xã trong bảo vệ kênh\n1. Nạo vét kênh.\n",
            [("UBND các xã", "Nạo vét kênh")],
        ),
        ("Điều 4. Trách nhiệm thi hành của Sở Y tế\nKiểm tra nguồn nước.\n", [("Sở Y tế", "Kiểm tra nguồn nước")]),
        ("Điều 2. Giao Giám đốc Sở Y tế\n1. Tổ chức tiêm phòng.\n", [("Giám đốc Sở Y tế", "Tổ chức tiêm phòng")]),
        (
            "3. Đề nghị Hội Nông dân tỉnh\nVận động hội viên tiết kiệm nước.\n",
            [("Hội Nông dân tỉnh", "Vận động hội viên tiết kiệm nước")],
        ),
        # which one it is, or that it acts, said beside its name; what has nothing below it is no heading
        ("1. Sở Y tế (cơ quan thường trực)\n- Tiêm phòng.\n", [("Sở Y tế", "Tiêm phòng")]),
        ("1. Sở Y tế - cơ quan thường trực\n- Tiêm phòng.\n", [("Sở Y tế", "Tiêm phòng")]),
        ("Điều 2. Sở Y tế có trách nhiệm\n1. Tiêm phòng.\n", [("Sở Y tế", "Tiêm phòng")]),
        ("1. Giao Sở Y tế thực hiện các nhiệm vụ sau\n- Tiêm phòng.\n", [("Sở Y tế", "Tiêm phòng")]),
        (
            "1. Sở Y tế kiểm tra nguồn nước\n2. Công an tỉnh phân luồng xe\n3. Tiến độ\n- Khảo sát các hồ.\n",
            [("Sở Y tế", "Sở Y tế kiểm tra nguồn nước"), ("Công an tỉnh", "Công an tỉnh phân luồng xe")],
        ),
        ("1. Thanh tra, kiểm tra\n- Khảo sát các hồ.\n", []),
        # headings with a deeper number only part what it must do
        (
            "1. Sở Y tế\n1.1. Tiêm phòng.\n1.2. Kiểm tra nguồn nước.\n",
            [("Sở Y tế", "Tiêm phòng"), ("Sở Y tế", "Kiểm tra nguồn nước")],
        ),
        (
            "1. Sở Y tế\na) Về tiêm chủng\n- Tiêm phòng.\nb) Về nước\n- Kiểm tra nguồn nước.\n",
            [("Sở Y tế", "Tiêm phòng"), ("Sở Y tế", "Kiểm tra nguồn nước")],
        ),
        # another heading ends what it must do; a right, an aim, what was done and what the committee does is no duty
        ("1. Sở Y tế\n- Tiêm phòng.\n2. Tiến độ\n- Khảo sát các hồ.\n", [("Sở Y tế", "Tiêm phòng")]),
        (
            "Điều 5. Trách nhiệm của Sở Y tế\n1. Tiêm phòng.\nĐiều 6. Tổ chức thực hiện\n1. Theo dõi tiến độ.\n",
            [("Sở Y tế", "Tiêm phòng")],
        ),
        ("Điều 9. Quyền của Hội Nông dân tỉnh\n1. Kinh doanh giống cây.\n", []),
        ("1. Sở Y tế\n- Đã tiêm 300 liều vắc xin.\n- Phấn đấu năm 2025 hết dịch.\n", []),
        ("1. UBND tỉnh\n- Ban hành 3 kế hoạch.\n", []),
        ("1. Mạng lưới của Sở Y tế\n- Khảo sát các hồ.\n", []),
    ],
)
def test_under_a_heading_that_is_a_party_it_is_told(text: str, right: list[tuple[str, str]]) -> None:
    assert told(f"{HEAD}II. TỔ CHỨC THỰC HIỆN\n{text}") == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "Điều 2. Trách nhiệm của Sở Y tế\n1. Kiểm tra nguồn nước.\n2. Cấp thuốc.\n",
            [("Sở Y tế", "Kiểm tra nguồn nước"), ("Sở Y tế", "Cấp thuốc")],
        ),
        ("1. Trách nhiệm của UBND các xã:\na) Nạo vét kênh.\n", [("UBND các xã", "Nạo vét kênh")]),
        ("Điều 2. Trách nhiệm của Sở Y tế\n1. Cấp thuốc.\nĐiều 3. Tổ chức thực hiện\n", [("Sở Y tế", "Cấp thuốc")]),
        # numbers of another depth are another list
        (
            "1. Sở Y tế kiểm tra:\n1.1. Cấp thuốc.\n2. UBND các xã chỉ đạo các thôn:\n2.1. Nạo vét kênh.\n2.2. Báo cáo.\n",
            [
                ("Sở Y tế", "Sở Y tế kiểm tra"),
                ("Sở Y tế", "Cấp thuốc"),
                ("UBND các xã", "UBND các xã chỉ đạo các thôn"),
                ("UBND các xã", "Nạo vét kênh"),
                ("UBND các xã", "Báo cáo"),
            ],
        ),
        (
            "Giao Giám đốc Sở Y tế:\n1. Quyết định cho học sinh nghỉ học.\n",
            [("Giám đốc Sở Y tế", "Quyết định cho học sinh nghỉ học")],
        ),
        ("Giao Sở Y tế:\n- Quyết định cho thuê đất có hiệu lực.\n- Quyết định số 5/QĐ-UBND có hiệu lực.\n", []),
        # in a sentence it is charged with nothing that stands below
        ("1. Rà soát trách nhiệm của Sở Y tế\na) Cấp thuốc.\n", []),
        ("1. Trách nhiệm của Sở Y tế đã được làm rõ.\na) Cấp thuốc.\n", []),
    ],
)
def test_what_a_body_is_charged_with_stands_below_in_any_text(text: str, right: list[tuple[str, str]]) -> None:
    assert [(duty.responsible, duty.text) for duty in ud.find_duties(text)] == right


# ---- to whom it goes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "entries",
    [
        "- Văn phòng Trung ương và các Ban của Đảng;\n- Hội đồng Dân tộc và các Ủy ban của Quốc hội;\n",
        "- Sở Tư pháp; (để phối hợp)\n- Bộ Xây dựng; (để báo cáo)\n- Cơ quan Trung ương của các đoàn thể;\n",
        "- Văn phòng UBND tỉnh: lãnh đạo, các phòng chuyên môn;\n- Trưởng phòng: KT, NV;\n",
        "Như trên;\nThủ trưởng các ban, ngành thực hiện;\nBan Bí thư Trung ương Đoàn;\n",
    ],
)
def test_who_gets_a_document_is_told_nothing(entries: str) -> None:
    text = f"{HEAD}II. TỔ CHỨC THỰC HIỆN\nGiao Sở Y tế tiêm phòng./.\nNơi nhận:\n{entries}- Lưu: VT.{END}"
    assert told(text) == [("Sở Y tế", "Sở Y tế tiêm phòng")]


@pytest.mark.parametrize(
    "to",
    [
        "Kính gửi:\n- Các cơ quan báo, đài;\n- Thủ trưởng các ban, ngành tỉnh;\n- Bộ Tài chính; - Bộ Xây dựng.\n",
        "Kính gửi: - Các công ty cấp nước; - Thủ trưởng các ban, ngành tỉnh.\n",
        "Kính gửi:\nCác cơ quan báo, đài;\nTrưởng phòng Quản lý đô thị các phường.\n",
    ],
)
def test_to_whom_a_letter_is_addressed_is_told_below(to: str) -> None:
    text = (
        f"{LETTER}{to}Sở Xây dựng đề nghị UBND các xã sửa cầu trước ngày 30/4.\nNơi nhận:\n- Như trên;\n- Lưu: VT.{END}"
    )
    assert told(text) == [("UBND các xã", "UBND các xã sửa cầu trước ngày 30/4")]


def test_the_only_addressee_is_who_must_act() -> None:
    text = f"{LETTER}Kính gửi: Giám đốc Sở Y tế\nĐề nghị đồng chí báo cáo trước ngày 5/6/2025.\n"
    assert told(text) == [("Giám đốc Sở Y tế", "Đề nghị đồng chí báo cáo trước ngày 5/6/2025")]


def test_what_is_attached_behind_who_gets_it_tells_all_the_same() -> None:
    text = f"{HEAD}Nơi nhận:\n- Như trên;\n- Lưu: VT.{END}\nPHỤ LỤC I\nNHIỆM VỤ\n- Sở Y tế tiêm phòng cho trẻ.\n"
    assert told(text) == [("Sở Y tế", "Sở Y tế tiêm phòng cho trẻ")]


# ---- the bodies of the letterhead ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "right"),
    [
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÒA BÌNH", [("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÒA BÌNH", "UBND thành phố Hòa Bình")]),
        ("HỘI ĐỒNG NHÂN DÂN\nXÃ TRÀ BỒNG", [("HỘI ĐỒNG NHÂN DÂN\nXÃ TRÀ BỒNG", "Hội đồng nhân dân xã Trà Bồng")]),
        ("UỶ BAN NHÂN\nDÂN\nTỈNH SƠN LA", [("UỶ BAN NHÂN\nDÂN\nTỈNH SƠN LA", "UBND tỉnh Sơn La")]),
        ("ỦY\nBAN NHÂN DÂN TỈNH SƠN LA", [("ỦY\nBAN NHÂN DÂN TỈNH SƠN LA", "UBND tỉnh Sơn La")]),
        (
            "UBND TỈNH CAO BẰNG\nSỞ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG",
            [
                ("UBND TỈNH CAO BẰNG", "UBND tỉnh Cao Bằng"),
                ("SỞ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG", "Sở Nông nghiệp và Môi trường"),
            ],
        ),
        # the other column stands between: only the first line is of it, under its whole name
        (
            "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHÀNH PHỐ HÒA BÌNH",
            [("ỦY BAN NHÂN DÂN", "UBND thành phố Hòa Bình")],
        ),
        # the name of the state is nobody's, wherever it is broken
        ("BỘ Y TẾ\nCỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM", [("BỘ Y TẾ", "Bộ Y tế")]),
        ("BỘ Y TẾ\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc", [("BỘ Y TẾ", "Bộ Y tế")]),
    ],
)
def test_a_body_of_the_letterhead_is_mentioned_whole(head: str, right: list[tuple[str, str]]) -> None:
    text = f"{head}\nSố: 5/QĐ-ABC\nngày 3 tháng 4 năm 2024\nQUYẾT ĐỊNH\nVề việc họp\nĐiều 1. Họp.\n"
    document = ud.parse_document(text)
    assert [(agency.text, agency.name) for agency in document.agencies] == right
    assert str(document.issuer) == right[-1][1]


@pytest.mark.parametrize(
    "text",
    [
        "HỘI ĐỒNG NHÂN DÂN\nPHƯỜNG TRÀ BÌNH\n\nVăn phòng họp./.\nNơi nhận:\n- Lưu: VT.",
        "SỞ Y TẾ\nTHÔNG BÁO SỐ 12/TB-SYT\nNGÀY 3/4/2024\nQUYẾT ĐỊNH\nVề việc họp\nĐiều 1. Họp.",
        "UBND HUYỆN BA XÃ CÔNG VĂN SỐ\n12/UBND-NV NGÀY 3/4/2024\nQUYẾT ĐỊNH\nVề việc họp\nĐiều 1. Họp.",
        "TRƯỜNG CHÍNH TRỊ\nVIỆN KIỂM SÁT NHÂN DÂN\nPHÒNG 1 THANH TRA\nQUYẾT ĐỊNH\nVề việc họp\nĐiều 1. Họp.",
    ],
)
def test_a_head_in_another_form_can_be_written_and_read_back(text: str) -> None:
    document = ud.parse_document(text)
    assert ud.document_from_json(ud.to_json(document)) == document
    assert document.duties == ()


@pytest.mark.parametrize("broken", ["XÃ HỘI\nCHỦ NGHĨA", "XÃ\nHỘI CHỦ NGHĨA", "\nXÃ HỘI CHỦ NGHĨA\n"])
def test_the_name_of_the_state_is_no_part_of_who_issued(broken: str) -> None:
    document = ud.parse_document(
        f"HỘI ĐỒNG NHÂN DÂN\nTỈNH CAO BẰNG\nCỘNG HÒA {broken} VIỆT NAM\nSố: 5/NQ-HĐND\nNGHỊ QUYẾT\nVề họp\n"
    )
    assert str(document.issuer) == "Hội đồng nhân dân tỉnh Cao Bằng"


def test_a_bare_committee_is_that_of_the_letterhead() -> None:
    text = "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÒA BÌNH\nSố: 5/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc họp\nĐiều 1. UBND đã họp.\n"
    assert ud.parse_document(text).agencies[-1].name == "UBND thành phố"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("BIÊN BẢN\nHọp giao ban\nThời gian: 8 giờ 00 phút, ngày 5/3/2024\nĐịa điểm: hội trường.", "2024-03-05"),
        ("BIÊN BẢN\nHọp giao ban\nThời gian bắt đầu: 14h00 ngày 5 tháng 3 năm 2024.", "2024-03-05"),
        ("BIÊN BẢN\nHọp giao ban\nThời gian nộp hồ sơ: trước ngày 5/3/2024.", None),
        ("KẾ HOẠCH\nHọp giao ban\nThời gian: ngày 5/3/2024.", None),
    ],
)
def test_minutes_have_the_day_on_which_it_was_met(text: str, right: str | None) -> None:
    date = ud.parse_document(f"SỞ Y TẾ\nSố: 5/BB-SYT\n{text}\n1. Kết luận.\n").date
    assert (date and date.edtf) == right


# ---- this decision, without a number ---------------------------------------------------------------


def test_a_document_without_a_number_is_none_that_it_cites() -> None:
    text = (
        "UBND TỈNH SƠN LA\nSơn La, ngày 3 tháng 4 năm 2024\nQUYẾT ĐỊNH\nVề việc họp\n"
        "Căn cứ Quyết định số 18/QĐ-UBND ngày 5/1/2024;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Họp theo Điều 5 Quyết định này.\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\n"
    )
    document = ud.parse_document(text)
    assert [found.document for found in document.anaphora] == [None, None]
    assert [found.document for found in document.provisions] == [None]
    numbered = ud.parse_document(text.replace("Sơn La, ngày", "Số: 7/QĐ-UBND\nSơn La, ngày"))
    assert [str(found.document) for found in numbered.anaphora] == ["7/QĐ-UBND"] * 2
