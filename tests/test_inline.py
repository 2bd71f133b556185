"""Mentions in a sentence: references, provisions, dates, ranges.

Each table is one family of forms, each row one way in which a writer puts it. All texts are made up.
"""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from strategies import days, document_numbers
from ubnd_digest import (
    DocumentNumber,
    DocumentType,
    ProvisionLevel,
    find_dates,
    find_provisions,
    find_ranges,
    find_references,
)

# ---- references ----------------------------------------------------------------------------

QD = "Quyết định"
CV = "Công văn"


def references(text: str) -> list[tuple[str, str, str, str | None]]:
    return [
        (r.text, r.type_text, str(r.number), r.date.start.isoformat() if r.date and r.date.start else None)
        for r in find_references(text)
    ]


@pytest.mark.parametrize(
    ("text", "mention", "kind", "number", "date"),
    [
        # type, "số", number, date
        ("tại Quyết định số 1187/QĐ-UBND ngày 14/6/2021 phê duyệt quy hoạch", "Quyết định số 1187/QĐ-UBND ngày 14/6/2021", QD, "1187/QĐ-UBND", "2021-06-14"),
        ("Công văn số 402/UBND-NC, ngày 7/9/2023, về phòng cháy", "Công văn số 402/UBND-NC, ngày 7/9/2023", CV, "402/UBND-NC", "2023-09-07"),
        ("(Quyết định số: 88/QĐ-UBND ngày 05/4/2024)", "Quyết định số: 88/QĐ-UBND ngày 05/4/2024", QD, "88/QĐ-UBND", "2024-04-05"),
        ("theo kế hoạch 58/KH-UBND ngày 02 tháng 3 năm 2020", "kế hoạch 58/KH-UBND ngày 02 tháng 3 năm 2020", "kế hoạch", "58/KH-UBND", "2020-03-02"),
        ("xét Tờ trình số 215 /TTr-SNV ngày 9.11.2022 của Sở Nội vụ", "Tờ trình số 215 /TTr-SNV ngày 9.11.2022", "Tờ trình", "215/TTr-SNV", "2022-11-09"),
        ("Thông báo số 77/TB-UBND ngày 12-10-2020", "Thông báo số 77/TB-UBND ngày 12-10-2020", "Thông báo", "77/TB-UBND", "2020-10-12"),
        ("QUYẾT ĐỊNH SỐ 5/QĐ-UBND NGÀY 3/2/2020", "QUYẾT ĐỊNH SỐ 5/QĐ-UBND NGÀY 3/2/2020", "QUYẾT ĐỊNH", "5/QĐ-UBND", "2020-02-03"),
        ("Quyết định số 640/QĐ-UBND 14 tháng 08 năm 2024", "Quyết định số 640/QĐ-UBND 14 tháng 08 năm 2024", QD, "640/QĐ-UBND", "2024-08-14"),
        ("Quyết định số 640/QĐ-UBND, 14/8/2024", "Quyết định số 640/QĐ-UBND, 14/8/2024", QD, "640/QĐ-UBND", "2024-08-14"),
        ("Chỉ thị số 06/CT-UBND ngày 15 tháng 01, năm 2023", "Chỉ thị số 06/CT-UBND ngày 15 tháng 01, năm 2023", "Chỉ thị", "06/CT-UBND", "2023-01-15"),
        ("Công văn Số 31/UBND-TH ngày 4 /5/ 2021", "Công văn Số 31/UBND-TH ngày 4 /5/ 2021", CV, "31/UBND-TH", "2021-05-04"),
        ("Quyết định số 19/QĐ-UBND của UBND tỉnh ngày 21/02/2022", "Quyết định số 19/QĐ-UBND của UBND tỉnh ngày 21/02/2022", QD, "19/QĐ-UBND", "2022-02-21"),
        ("Quyết định số 19/QĐ-UBND ký ngày 21/02/2022", "Quyết định số 19/QĐ-UBND ký ngày 21/02/2022", QD, "19/QĐ-UBND", "2022-02-21"),
        # signs and spaces of other keyboards
        ("Quyết định\u00a0số\u00a019/QĐ–UBND\u00a0ngày\u00a021/02/2022", "Quyết định\u00a0số\u00a019/QĐ–UBND\u00a0ngày\u00a021/02/2022", QD, "19/QĐ-UBND", "2022-02-21"),
        ("Quyết  định số 19/QÐ-UBND", "Quyết  định số 19/QÐ-UBND", "Quyết  định", "19/QĐ-UBND", None),
        ("Quyết định số 19/QĐ - UBND ngày 21/02/2022", "Quyết định số 19/QĐ - UBND ngày 21/02/2022", QD, "19/QĐ-UBND", "2022-02-21"),
        ("công văn số 19/ubnd-kt ngày 21/02/2022", "công văn số 19/ubnd-kt ngày 21/02/2022", "công văn", "19/ubnd-kt", "2022-02-21"),
        # words between the type and the number
        ("Công điện khẩn số 02/CĐ-UBND", "Công điện khẩn số 02/CĐ-UBND", "Công điện", "02/CĐ-UBND", None),
        ("công văn hỏa tốc số 512/UBND-NN ngày 8/9/2024", "công văn hỏa tốc số 512/UBND-NN ngày 8/9/2024", "công văn", "512/UBND-NN", "2024-09-08"),
        ("Thông báo kết luận số 130/TB-VP", "Thông báo kết luận số 130/TB-VP", "Thông báo", "130/TB-VP", None),
        ("Văn bản chỉ đạo số 44/UBND-KGVX", "Văn bản chỉ đạo số 44/UBND-KGVX", "Văn bản", "44/UBND-KGVX", None),
        ("Công điện số 03/CĐ-UBND hồi 15 giờ ngày 8/9/2024", "Công điện số 03/CĐ-UBND hồi 15 giờ ngày 8/9/2024", "Công điện", "03/CĐ-UBND", "2024-09-08"),
        # the date has a problem or is a year only: it is no part of the reference, or no day
        ("Quyết định số 19/QĐ-UBND năm 2022 của tỉnh", "Quyết định số 19/QĐ-UBND", QD, "19/QĐ-UBND", None),
        ("Quyết định số 19/QĐ-UBND và từ ngày 21/02/2022 áp dụng", "Quyết định số 19/QĐ-UBND", QD, "19/QĐ-UBND", None),
        ("số 12/QĐ-UBND, ngày 3 tháng sau", "số 12/QĐ-UBND", QD, "12/QĐ-UBND", None),
    ],
)  # fmt: skip
def test_a_reference_runs_from_its_type_to_its_date(
    text: str, mention: str, kind: str, number: str, date: str | None
) -> None:
    assert references(text) == [(mention, kind, number, date)]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("Công văn số 318/UBND-NC", DocumentType.OFFICIAL_LETTER, "318/UBND-NC"),
        ("Quyết định số 1045/QĐ-UBND", DocumentType.DECISION, "1045/QĐ-UBND"),
        ("Quyết định số 07/2023/QĐ-UBND", DocumentType.DECISION, "07/2023/QĐ-UBND"),
        ("Nghị quyết số 19/2022/NQ-HĐND", DocumentType.RESOLUTION, "19/2022/NQ-HĐND"),
        ("Luật số 41/2019/QH14", DocumentType.LAW, "41/2019/QH14"),
        ("Kết luận số 61-KL/TW", DocumentType.CONCLUSION, "61-KL/TW"),
        ("Kế hoạch số 203-KH/TU", DocumentType.PLAN, "203-KH/TU"),
        ("Nghị quyết số 12b/NQ-CP", DocumentType.RESOLUTION, "12b/NQ-CP"),
        ("Thông tư liên tịch số 08/2016/TTLT-BNV-BTC", DocumentType.JOINT_CIRCULAR, "08/2016/TTLT-BNV-BTC"),
        ("Quyết định số 512/QĐ-VSDTTƯ", DocumentType.DECISION, "512/QĐ-VSDTTƯ"),
        ("Công văn số 77/BNV-UBQG50", DocumentType.OFFICIAL_LETTER, "77/BNV-UBQG50"),
        ("Công văn số 604/TTg-KSTT", DocumentType.OFFICIAL_LETTER, "604/TTg-KSTT"),
        ("Công điện số 11/CĐ-UBND", DocumentType.TELEGRAM, "11/CĐ-UBND"),
        ("Công văn số 86/BCĐ-NTM", DocumentType.OFFICIAL_LETTER, "86/BCĐ-NTM"),
        ("Nghị định số 143-HĐBT", DocumentType.DECREE, "143-HĐBT"),
        ("Nghị quyết số 980/2018/UBTVQH14", DocumentType.RESOLUTION, "980/2018/UBTVQH14"),
        ("Văn bản hợp nhất số 21/VBHN-BCT", DocumentType.CONSOLIDATED_TEXT, "21/VBHN-BCT"),
        ("Nghị quyết số 80.4/2025/NQ-CP", DocumentType.RESOLUTION, "80.4/2025/NQ-CP"),
        ("văn bản số 415/PĐ-UBND", DocumentType.DOCUMENT, "415/PĐ-UBND"),
        ("Tờ trình số 33/TTr-SNN&PTNT", DocumentType.SUBMISSION, "33/TTr-SNN&PTNT"),
        ("Chương trình số 9-CTr/TU", DocumentType.PROGRAMME, "9-CTr/TU"),
        ("Hướng dẫn số 14-HD/BTGTU", DocumentType.GUIDANCE, "14-HD/BTGTU"),
        ("Quy định số 70-QĐ/TW", DocumentType.RULE, "70-QĐ/TW"),
        ("Giấy mời số 201/GM-UBND", DocumentType.INVITATION, "201/GM-UBND"),
        ("Bộ luật số 45/2019/QH14", DocumentType.CODE, "45/2019/QH14"),
        ("Pháp lệnh số 02/2020/UBTVQH14", DocumentType.ORDINANCE, "02/2020/UBTVQH14"),
        ("Quyết định số 33/2021/QĐ-TTg", DocumentType.DECISION, "33/2021/QĐ-TTg"),
        ("Công văn số 2290/BTNMT-TCMT", DocumentType.OFFICIAL_LETTER, "2290/BTNMT-TCMT"),
    ],
)
def test_every_shape_of_number(text: str, kind: DocumentType, number: str) -> None:
    (found,) = find_references(f"Thực hiện {text} ngày 03/02/2020, Sở Tư pháp có ý kiến.")
    assert (found.type, str(found.number), found.text) == (kind, number, f"{text} ngày 03/02/2020")


@given(document_numbers(), days)
def test_every_number_is_found_behind_its_type(number: DocumentNumber, day: dt.date) -> None:
    (found,) = find_references(f"căn cứ Văn bản số {number} ngày {day:%d/%m/%Y} của cấp trên")
    assert found.number == number
    assert found.date
    assert found.date.start == day


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (
            "các Quyết định số 15/QĐ-UBND ngày 6/1/2023, số 16/QĐ-UBND ngày 9/1/2023 và số 21/QĐ-UBND",
            [("Quyết định số 15/QĐ-UBND ngày 6/1/2023", QD, "15/QĐ-UBND", "2023-01-06"), ("số 16/QĐ-UBND ngày 9/1/2023", QD, "16/QĐ-UBND", "2023-01-09"), ("số 21/QĐ-UBND", QD, "21/QĐ-UBND", None)],
        ),
        (
            "các Công văn số 310/UBND-KT, 311/UBND-KT ngày 2/5/2022; số 340/UBND-NC",
            [("Công văn số 310/UBND-KT", CV, "310/UBND-KT", None), ("311/UBND-KT ngày 2/5/2022", CV, "311/UBND-KT", "2022-05-02"), ("số 340/UBND-NC", CV, "340/UBND-NC", None)],
        ),
        (
            "Các kế hoạch: số 12/KH-UBND ngày 5/3/2021; số 13/KH-UBND, ngày 6/3/2021",
            [("kế hoạch: số 12/KH-UBND ngày 5/3/2021", "kế hoạch", "12/KH-UBND", "2021-03-05"), ("số 13/KH-UBND, ngày 6/3/2021", "kế hoạch", "13/KH-UBND", "2021-03-06")],
        ),
        (
            "Nghị định số 12/2021/NĐ-CP và Thông tư số 35/2023/TT-BTC",
            [("Nghị định số 12/2021/NĐ-CP", "Nghị định", "12/2021/NĐ-CP", None), ("Thông tư số 35/2023/TT-BTC", "Thông tư", "35/2023/TT-BTC", None)],
        ),
        (
            "Nghị quyết số 05-NQ/TU ngày 3/4/2021 cùng số 06-NQ/TU ngày 4/4/2021",
            [("Nghị quyết số 05-NQ/TU ngày 3/4/2021", "Nghị quyết", "05-NQ/TU", "2021-04-03"), ("số 06-NQ/TU ngày 4/4/2021", "Nghị quyết", "06-NQ/TU", "2021-04-04")],
        ),
        (
            "Quyết định số 1/QĐ-UBND ngày 04/01/2022 và Quyết định số 2/QĐ-UBND cùng ngày",
            [("Quyết định số 1/QĐ-UBND ngày 04/01/2022", QD, "1/QĐ-UBND", "2022-01-04"), ("Quyết định số 2/QĐ-UBND", QD, "2/QĐ-UBND", None)],
        ),
        (
            "Quyết định số 1/QĐ-UBND, số 2/QĐ-UBND cùng ngày 04/01/2022",
            [("Quyết định số 1/QĐ-UBND", QD, "1/QĐ-UBND", None), ("số 2/QĐ-UBND cùng ngày 04/01/2022", QD, "2/QĐ-UBND", "2022-01-04")],
        ),
        (
            "các công văn: 71/UBND-TH, 72/UBND-TH và 73/UBND-TH",
            [("công văn: 71/UBND-TH", "công văn", "71/UBND-TH", None), ("72/UBND-TH", "công văn", "72/UBND-TH", None), ("73/UBND-TH", "công văn", "73/UBND-TH", None)],
        ),
    ],
)  # fmt: skip
def test_members_of_a_list_share_its_type(text: str, members: list[tuple[str, str, str, str | None]]) -> None:
    assert references(text) == members


@pytest.mark.parametrize(
    ("text", "kind", "type_text"),
    [
        ("đã được phê duyệt (số 64/QĐ-UBND)", DocumentType.DECISION, "Quyết định"),
        ("theo số 9/KH-UBND ngày 1/2/2023", DocumentType.PLAN, "Kế hoạch"),
        ("thực hiện 61-KL/TW", DocumentType.CONCLUSION, "Kết luận"),
        ("như đã nêu tại số 05/2022/NQ-HĐND", DocumentType.RESOLUTION, "Nghị quyết"),
        ("xem số 21/VBHN-BCT", DocumentType.CONSOLIDATED_TEXT, "Văn bản hợp nhất"),
    ],
)
def test_a_number_alone_has_the_type_that_its_symbol_names(text: str, kind: DocumentType, type_text: str) -> None:
    (found,) = find_references(text)
    assert (found.type, found.type_text) == (kind, type_text)


@pytest.mark.parametrize(
    "text",
    [
        "tại Km45+700/Quốc lộ 3",
        "tại Km12+300/Đường tỉnh 235",
        "Km 7/Quốc lộ 4B đã thông xe",
        "lô số 15/Khu B của chợ",
        "dự thảo Quyết định ban hành quy chế phối hợp",
        "Quyết định của UBND tỉnh về bảng giá đất",
        "tỷ lệ 1/2.000, bản đồ 1/500",
        "đạt 11/14 xã, 12/15 tiêu chí",
        "trực 24/7, bình quân 3,5/10 điểm",
        "quyết định số lượng 12 người",
        "số 12 đường Hùng Vương",
        "kế hoạch năm 2025, chương trình 30a",
        "giá 5.000/6.200 đồng",
        "tốc độ 60km/h, liều 1/2/3",
        "hộp thư tinhuy@vidu.vn/ABC-XYZ",
        "Thông báo kết luận của Chủ tịch UBND tỉnh",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert references(text) == []


# ---- provisions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mention", "document"),
    [
        ("điểm b khoản 2 Điều 31 Nghị định số 45/2020/NĐ-CP", "điểm b khoản 2 Điều 31", "45/2020/NĐ-CP"),
        ("theo khoản 4 Điều 12 của Nghị định số 45/2020/NĐ-CP ngày 8/4/2020", "khoản 4 Điều 12", "45/2020/NĐ-CP"),
        ("các điểm a, b và c khoản 4 Điều 12 Luật Đầu tư công năm 2019", "các điểm a, b và c khoản 4 Điều 12", "Luật Đầu tư công năm 2019"),
        ("khoản 1, khoản 2 Điều 5 Luật Đê điều", "khoản 1, khoản 2 Điều 5", "Luật Đê điều"),
        ("các khoản 1, 3 và 4 Điều 8", "các khoản 1, 3 và 4 Điều 8", None),
        ("từ Điều 5 đến Điều 9 Thông tư số 03/2022/TT-BNV", "Điều 5 đến Điều 9", "03/2022/TT-BNV"),
        ("Điều 7, 8 và 11 Quyết định số 14/2021/QĐ-UBND", "Điều 7, 8 và 11", "14/2021/QĐ-UBND"),
        ("tại Mục II Phần thứ nhất của Kế hoạch số 20/KH-UBND", "Mục II Phần thứ nhất", "20/KH-UBND"),
        ("Phụ lục I ban hành kèm theo Quyết định số 9/QĐ-UBND", "Phụ lục I", "9/QĐ-UBND"),
        ("Phụ lục II, III kèm theo Quyết định số 9/QĐ-UBND", "Phụ lục II, III", "9/QĐ-UBND"),
        ("Điều 5, Điều 6, Điều 7 Nghị định số 45/2020/NĐ-CP", "Điều 5, Điều 6, Điều 7", "45/2020/NĐ-CP"),
        ("Phụ lục số 02 kèm theo Công văn số 51/UBND-TH", "Phụ lục số 02", "51/UBND-TH"),
        ("Chương III Luật Thủy lợi năm 2017", "Chương III", "Luật Thủy lợi năm 2017"),
        ("khoản 2a Điều 7 Bộ luật Lao động năm 2019", "khoản 2a Điều 7", "Bộ luật Lao động năm 2019"),
        ("quy định tại khoản 3, Điều 10 Luật Cư trú", "khoản 3, Điều 10", "Luật Cư trú"),
        ("KHOẢN 3 ĐIỀU 10", "KHOẢN 3 ĐIỀU 10", None),
        ("khoản\u00a03 Điều\u00a010", "khoản\u00a03 Điều\u00a010", None),
        ("điểm đ khoản 1 Điều 2 của Luật sửa đổi, bổ sung một số điều của Luật Đê điều", "điểm đ khoản 1 Điều 2", "Luật sửa đổi, bổ sung một số điều của Luật Đê điều"),
        ("điểm a mục 2 phần I của Hướng dẫn số 5/HD-SNV", "điểm a mục 2 phần I", "5/HD-SNV"),
        ("khoản 1 Điều 3 Quy chế ban hành kèm theo Quyết định số 6/2020/QĐ-UBND", "khoản 1 Điều 3", "6/2020/QĐ-UBND"),
        ("Điều 4 Hiến pháp năm 2013", "Điều 4", "Hiến pháp năm 2013"),
        ("khoản 6 Điều 1 của Luật số 61/2020/QH14", "khoản 6 Điều 1", "61/2020/QH14"),
        ("Điều 20 Luật Phòng, chống thiên tai năm 2013", "Điều 20", "Luật Phòng, chống thiên tai năm 2013"),
    ],
)  # fmt: skip
def test_a_provision_and_its_document(text: str, mention: str, document: str | None) -> None:
    assert [(p.text, p.document) for p in find_provisions(text)] == [(mention, document)]


def test_the_units_of_a_provision_keep_their_order_and_labels() -> None:
    (found,) = find_provisions("các điểm a, b và đ khoản 2a Điều 14 Chương III")
    assert [(unit.level, unit.labels) for unit in found.units] == [
        (ProvisionLevel.POINT, ("a", "b", "đ")),
        (ProvisionLevel.CLAUSE, ("2a",)),
        (ProvisionLevel.ARTICLE, ("14",)),
        (ProvisionLevel.CHAPTER, ("III",)),
    ]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("khoản 2 Điều 5 và khoản 1 Điều 7 Luật Đê điều", ["khoản 2 Điều 5", "khoản 1 Điều 7"]),
        ("điểm a khoản 1 Điều 2; điểm c khoản 3 Điều 4", ["điểm a khoản 1 Điều 2", "điểm c khoản 3 Điều 4"]),
        ("Điều 3. Điều 4", ["Điều 3", "Điều 4"]),
    ],
)
def test_from_a_larger_unit_back_to_a_smaller_one_is_another_place(text: str, mentions: list[str]) -> None:
    assert [p.text for p in find_provisions(text)] == mentions


@pytest.mark.parametrize(
    "text",
    [
        "khoản 15 tỷ đồng từ ngân sách",
        "khoản 2,5 triệu đồng",
        "điểm nóng về môi trường, 5 điểm du lịch",
        "điều kiện, điều 50 xe cứu hộ",
        "mục tiêu, phần việc, chương trình",
        "100 phần trăm, 3 phần 4",
        "khoảng 3 điều cần làm",
        "điểm cầu cấp xã",
    ],
)
def test_what_is_no_provision(text: str) -> None:
    assert [p.text for p in find_provisions(text)] == []


# ---- dates ---------------------------------------------------------------------------------

ANCHOR = dt.date(2022, 6, 1)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        # days
        ("họp ngày 30/5/2022 tại xã", [("ngày 30/5/2022", "2022-05-30")]),
        ("ngày 05/06/2022", [("ngày 05/06/2022", "2022-06-05")]),
        ("Ngày 30-5-2022, UBND tỉnh", [("Ngày 30-5-2022", "2022-05-30")]),
        ("ngày 30.5.2022", [("ngày 30.5.2022", "2022-05-30")]),
        ("ngày 14 tháng 08 năm 2024", [("ngày 14 tháng 08 năm 2024", "2024-08-14")]),
        ("ngày 14 tháng 8/2024", [("ngày 14 tháng 8/2024", "2024-08-14")]),
        ("ngày 14/8, năm 2024", [("ngày 14/8, năm 2024", "2024-08-14")]),
        ("14 tháng 08 năm 2024", [("14 tháng 08 năm 2024", "2024-08-14")]),
        ("ngày 9 / 8 / 2023", [("ngày 9 / 8 / 2023", "2023-08-09")]),
        ("sáng 30/5, đoàn công tác", [("30/5", "2022-05-30")]),
        ("ngày 30/5", [("ngày 30/5", "2022-05-30")]),
        ("ngày 30-5", [("ngày 30-5", "2022-05-30")]),
        ("chiều ngày 2/6, Chủ tịch", [("ngày 2/6", "2022-06-02")]),
        ("(23/4/2022)", [("23/4/2022", "2022-04-23")]),
        ("mùng 3 tháng 3 năm 2022", [("mùng 3 tháng 3 năm 2022", "2022-03-03")]),
        ("mồng 10 tháng 3", [("mồng 10 tháng 3", "2022-03-10")]),
        ("ngày mùng 5 tháng 7", [("ngày mùng 5 tháng 7", "2022-07-05")]),
        ("NGÀY 30 THÁNG 5 NĂM 2022", [("NGÀY 30 THÁNG 5 NĂM 2022", "2022-05-30")]),
        ("ngày\u00a030/5/2022", [("ngày\u00a030/5/2022", "2022-05-30")]),
        # several days
        ("ngày 8 và sáng ngày 11/4/2022", [("ngày 8", "2022-04-08"), ("ngày 11/4/2022", "2022-04-11")]),
        ("các ngày 7, 8 và 11/4/2022", [("ngày 7", "2022-04-07"), ("8", "2022-04-08"), ("11/4/2022", "2022-04-11")]),
        ("trong hai ngày 5 và 6/5/2022", [("ngày 5", "2022-05-05"), ("6/5/2022", "2022-05-06")]),
        ("ngày 28/5, 29/5 và 02/6/2022", [("ngày 28/5", "2022-05-28"), ("29/5", "2022-05-29"), ("02/6/2022", "2022-06-02")]),
        ("ngày 12, 13 tháng 5", [("ngày 12", "2022-05-12"), ("13 tháng 5", "2022-05-13")]),
        ("chiều ngày 3 và ngày 4 tháng 5 năm 2022", [("ngày 3", "2022-05-03"), ("ngày 4 tháng 5 năm 2022", "2022-05-04")]),
        # months
        ("kết quả tháng 5/2021", [("tháng 5/2021", "2021-05")]),
        ("tháng 10 năm 2024", [("tháng 10 năm 2024", "2024-10")]),
        ("tháng 10, năm 2024", [("tháng 10, năm 2024", "2024-10")]),
        ("Tháng 05-2021", [("Tháng 05-2021", "2021-05")]),
        ("trong tháng 7 tới", [("tháng 7", "2022-07")]),
        ("các tháng 7, 8 và 9 năm 2024", [("tháng 7", "2024-07"), ("8", "2024-08"), ("9 năm 2024", "2024-09")]),
        ("tháng 5 và tháng 6/2021", [("tháng 5", "2021-05"), ("tháng 6/2021", "2021-06")]),
        # quarters
        ("quý II năm 2022", [("quý II năm 2022", "2022-34")]),
        ("Quý 2/2022", [("Quý 2/2022", "2022-34")]),
        ("quí IV-2021", [("quí IV-2021", "2021-36")]),
        ("quý III", [("quý III", "2022-35")]),
        ("quý I, II và III năm 2023", [("quý I", "2023-33"), ("II", "2023-34"), ("III năm 2023", "2023-35")]),
        ("quý 3, năm 2023", [("quý 3, năm 2023", "2023-35")]),
        # halves and months of a year
        ("6 tháng đầu năm", [("6 tháng đầu năm", "2022-01/2022-06")]),
        ("06 tháng cuối năm 2023", [("06 tháng cuối năm 2023", "2023-07/2023-12")]),
        ("2 tháng cuối năm 2024", [("2 tháng cuối năm 2024", "2024-11/2024-12")]),
        ("chín tháng đầu năm 2023", [("chín tháng đầu năm 2023", "2023-01/2023-09")]),
        ("nửa đầu năm 2023", [("nửa đầu năm 2023", "2023-01/2023-06")]),
        ("11 tháng đầu của năm 2023", [("11 tháng đầu của năm 2023", "2023-01/2023-11")]),
        # years
        ("tầm nhìn đến năm 2050", [("năm 2050", "2050")]),
        ("Năm 2030, tỉnh có 5 khu công nghiệp", [("Năm 2030", "2030")]),
        ("năm 2025, 2026 và 2027", [("năm 2025", "2025"), ("2026", "2026"), ("2027", "2027")]),
        ("dự toán năm 2023 và năm 2024", [("năm 2023", "2023"), ("năm 2024", "2024")]),
        ("đợt 1 năm 2025", [("năm 2025", "2025")]),
        ("05 năm 2021 - 2025", [("2021", "2021"), ("2025", "2025")]),
        ("năm học 2024-2025", [("2024", "2024"), ("2025", "2025")]),
        ("3 năm 2021, 2022, 2023", [("2021", "2021"), ("2022", "2022"), ("2023", "2023")]),
        # with a problem
        ("ngày 31/02/2024", [("ngày 31/02/2024", "")]),
        ("ngày 31 tháng 4 năm 2023", [("ngày 31 tháng 4 năm 2023", "")]),
    ],
)  # fmt: skip
def test_dates(text: str, dates: list[tuple[str, str]]) -> None:
    assert [(date.text, date.edtf) for date in find_dates(text, anchor=ANCHOR)] == dates


@pytest.mark.parametrize(
    ("text", "mention", "part"),
    [
        ("đầu tháng 9/2022", "tháng 9/2022", "early"),
        ("vào cuối năm 2025", "năm 2025", "late"),
        ("giữa quý II/2023", "quý II/2023", "mid"),
        ("khoảng cuối tháng 10", "tháng 10", "late"),
        ("đầu năm 2024", "năm 2024", "early"),
        ("tháng 9/2022", "tháng 9/2022", None),
    ],
)
def test_a_part_of_a_unit_is_said_beside_it(text: str, mention: str, part: str | None) -> None:
    (found,) = find_dates(text, anchor=ANCHOR)
    assert (found.text, found.part and found.part.value) == (mention, part)


@pytest.mark.parametrize(
    "text",
    [
        "đạt 11/11 huyện, 5/9 xã",
        "tỷ lệ 1/2.000 và 1/500",
        "tỷ lệ 1/2000",
        "trong năm qua, thời gian tới, hằng năm",
        "trong 15 ngày, sau 5 tháng, 3 năm liền",
        "kỷ niệm 30 năm thành lập",
        "hỗ trợ 2.021 hộ, 2024 con giống",
        "trực 24/7, điểm số 8/10",
        "Luật số 41/2019/QH14",
        "căn hộ số 5/12 đường Lê Lợi",
        "chi 12,5 tỷ đồng, tăng 3/4",
        "ngày hội, tháng hành động, năm mới",
        "cấp 1/5 định mức",
        "quý vị, quý khách",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [date.text for date in find_dates(text, anchor=ANCHOR)] == []


@given(days)
def test_a_day_is_read_in_every_way_of_writing_it(day: dt.date) -> None:
    d, m, y = day.day, day.month, day.year
    for written in (
        f"ngày {d}/{m}/{y}", f"ngày {d:02}/{m:02}/{y}", f"ngày {d} tháng {m} năm {y}", f"ngày {d:02} tháng {m:02} năm {y}",
        f"ngày {d}-{m}-{y}", f"ngày {d}.{m}.{y}", f"{d} tháng {m} năm {y}", f"{d:02}/{m:02}/{y}",
    ):  # fmt: skip
        (found,) = find_dates(f"Họp {written}, tại xã.")
        assert (found.text, found.start, found.end) == (written, day, day)


@given(days, st.booleans())
def test_a_month_a_quarter_and_a_year_are_read_too(day: dt.date, zero: bool) -> None:
    month = f"{day.month:02}" if zero else f"{day.month}"
    quarter = (day.month + 2) // 3
    roman = ("I", "II", "III", "IV")[quarter - 1]
    for written, edtf in (
        (f"tháng {month}/{day.year}", f"{day.year}-{day.month:02}"),
        (f"tháng {month} năm {day.year}", f"{day.year}-{day.month:02}"),
        (f"quý {roman} năm {day.year}", f"{day.year}-{32 + quarter}"),
        (f"quý {quarter}/{day.year}", f"{day.year}-{32 + quarter}"),
        (f"năm {day.year}", f"{day.year}"),
    ):
        (found,) = find_dates(f"trong {written}, tại xã")
        assert (found.text, found.edtf) == (written, edtf)


# ---- ranges --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mention", "start", "end"),
    [
        ("giai đoạn 2021 - 2030", "2021 - 2030", "2021-01-01", "2030-12-31"),
        ("giai đoạn 2021-2025", "2021-2025", "2021-01-01", "2025-12-31"),
        ("giai đoạn 2021–2025, định hướng đến 2030", "2021–2025", "2021-01-01", "2025-12-31"),
        ("nhiệm kỳ 2020 — 2025", "2020 — 2025", "2020-01-01", "2025-12-31"),
        ("từ năm 2021 đến năm 2025", "năm 2021 đến năm 2025", "2021-01-01", "2025-12-31"),
        ("từ năm 2021 đến hết 2025", "năm 2021 đến hết 2025", "2021-01-01", "2025-12-31"),
        ("05 năm 2021 - 2025", "2021 - 2025", "2021-01-01", "2025-12-31"),
        ("(từ ngày 03/02/2025 - 09/02/2025)", "ngày 03/02/2025 - 09/02/2025", "2025-02-03", "2025-02-09"),
        ("từ ngày 30/12 đến ngày 05/01/2025", "ngày 30/12 đến ngày 05/01/2025", "2024-12-30", "2025-01-05"),
        ("ngày 15/10 đến ngày 15/11/2024", "ngày 15/10 đến ngày 15/11/2024", "2024-10-15", "2024-11-15"),
        ("từ 12/8 - 18/8/2019", "12/8 - 18/8/2019", "2019-08-12", "2019-08-18"),
        ("từ ngày 12 - 18/8/2019", "ngày 12 - 18/8/2019", "2019-08-12", "2019-08-18"),
        ("từ ngày 12 đến 18 tháng 8 năm 2019", "ngày 12 đến 18 tháng 8 năm 2019", "2019-08-12", "2019-08-18"),
        ("từ ngày 25/11 đến hết ngày 01/12/2024", "ngày 25/11 đến hết ngày 01/12/2024", "2024-11-25", "2024-12-01"),
        ("từ tháng 02/2025 đến 6/2025", "tháng 02/2025 đến 6/2025", "2025-02-01", "2025-06-30"),
        ("từ tháng 10 đến tháng 12 năm 2024", "tháng 10 đến tháng 12 năm 2024", "2024-10-01", "2024-12-31"),
        ("từ tháng 11/2023 đến hết tháng 02/2024", "tháng 11/2023 đến hết tháng 02/2024", "2023-11-01", "2024-02-29"),
        ("từ quý I đến quý III/2023", "quý I đến quý III/2023", "2023-01-01", "2023-09-30"),
        ("từ ngày 01/3/2022 cho đến ngày 15/3/2022", "ngày 01/3/2022 cho đến ngày 15/3/2022", "2022-03-01", "2022-03-15"),
        ("kể từ ngày 05 tháng 3 năm 2022 tới ngày 09 tháng 4 năm 2022", "ngày 05 tháng 3 năm 2022 tới ngày 09 tháng 4 năm 2022", "2022-03-05", "2022-04-09"),
        ("từ sáng ngày 05/3 đến chiều ngày 06/3/2022", "ngày 05/3 đến chiều ngày 06/3/2022", "2022-03-05", "2022-03-06"),
        ("ngày 30/5/2022-05/6/2022", "ngày 30/5/2022-05/6/2022", "2022-05-30", "2022-06-05"),
        ("từ ngày 01/4 đến ngày 30/6", "ngày 01/4 đến ngày 30/6", "2022-04-01", "2022-06-30"),
    ],
)  # fmt: skip
def test_ranges(text: str, mention: str, start: str, end: str) -> None:
    (found,) = find_ranges(text, anchor=ANCHOR)
    assert found.text == mention
    assert found.start
    assert found.end
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "năm học 2024-2025",
        "ngày 5/3/2022 và ngày 6/3/2022",
        "năm 2021, 2022",
        "từ ngày 31/02/2024 đến ngày 05/3/2024",
        "ngày 05/3/2024 đến ngày 01/3/2024",
        "Công văn số 2021-CV/TU",
        "0205.3812 - 2025",
        "ngày 30/5/2022 - 12 người",
    ],
)
def test_what_is_no_range(text: str) -> None:
    assert [found.text for found in find_ranges(text)] == []


@given(days, days)
def test_a_range_has_its_ends_in_order(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    (found,) = find_ranges(f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}")
    assert (found.start, found.end) == (first, last)
    assert (one <= other) == bool(find_ranges(f"từ ngày {one:%d/%m/%Y} đến ngày {other:%d/%m/%Y}"))


@pytest.mark.parametrize("text", ["tuần 3 tháng 4/2027", "đợt 2 tháng 4 năm 2027", "lần 1 tháng 4/2027"])
def test_a_number_that_counts_months_or_weeks_is_no_day(text: str) -> None:
    assert [date.edtf for date in ud.find_dates(text)] == ["2027-04"]


@pytest.mark.parametrize("text", ["Hóa đơn 12/5 mẫu đạt; họp ngày 28/02/2027", "đạt 9/8 xã, họp ngày 28/02/2027"])
def test_a_ratio_beside_a_date_is_none(text: str) -> None:
    assert [date.edtf for date in ud.find_dates(text)] == ["2027-02-28"]


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("Điều 5 Luật Cán bộ, công chức năm 2008", "Luật Cán bộ, công chức năm 2008"),
        ("Điều 2 Luật Thủ đô 2024 thì", "Luật Thủ đô 2024"),
        ("Điều 9 của Luật này", None),
        ("khoản 1 Điều 4 Luật Bảo vệ quyền lợi người tiêu dùng;", "Luật Bảo vệ quyền lợi người tiêu dùng"),
    ],
)
def test_the_name_of_a_law_ends_where_it_ends(text: str, document: str | None) -> None:
    assert [provision.document for provision in ud.find_provisions(text)] == [document]


def test_twelve_at_night_is_the_end_of_the_day() -> None:
    (deadline,) = ud.find_deadlines("Sở Y tế báo cáo trước 12 giờ đêm ngày 5/5/2027.")
    assert deadline.time is not None
    assert deadline.time.isoformat("minutes") == "23:59"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("khoản 1, khoản 2a Điều 5", [("1", "2a"), ("5",)]),
        ("khoản 1, 2a Điều 5", [("1", "2a"), ("5",)]),
        ("Điều 5 đến Điều 9", [("5-9",)]),
        ("Điều 5 - 9 và Điều 11", [("5-9", "11")]),
        ("từ Điều 5, 7 đến Điều 9, Điều 11", [("5", "7-9", "11")]),
        ("điểm a đến điểm c khoản 1-3 Điều 10", [("a-c",), ("1-3",), ("10",)]),
        ("Mục II – IV, VI Chương IX", [("II-IV", "VI"), ("IX",)]),
        ("Mục I đến Mục III Phần thứ hai", [("I-III",), ("thứ hai",)]),
        ("Phần thứ nhất và thứ hai của Luật Đê điều", [("thứ nhất", "thứ hai")]),
        ("Phụ lục I - V kèm theo Quyết định số 5/QĐ-UBND", [("I-V",)]),
    ],
)
def test_labels_of_a_provision_are_single_ones_and_ranges(text: str, labels: list[tuple[str, ...]]) -> None:
    (found,) = ud.find_provisions(text)
    assert [unit.labels for unit in found.units] == labels
    assert ud.find_provisions(str(found)) == (found,)


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("theo Điều 5 Hiến pháp 2013 quy định", "Hiến pháp 2013"),
        ("tại khoản 2 Điều 9 Pháp lệnh 2012.", "Pháp lệnh 2012"),
        ("khoản 2 Điều 3 Quyết định số 77 ngày 3/4/2031", "77"),
        ("Điều 3 Quyết định 77 /QĐ-UBND ngày 3/4/2031", "77/QĐ-UBND"),
    ],
)
def test_a_year_behind_a_law_is_no_number(text: str, document: str) -> None:
    (found,) = ud.find_provisions(text)
    assert found.document == document
    assert ud.find_provisions(str(found)) == (found,)


@pytest.mark.parametrize("text", ["điểm 9 phụ lục", "Đạt điểm 5 phần thi"])
def test_a_score_is_no_provision(text: str) -> None:
    assert ud.find_provisions(text) == ()
