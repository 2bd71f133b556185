"""Prose that is no digest has no title: news, decisions, laws, tables, letters, with days and weeks in them."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest

import ubnd_digest as ud

PLACES = ("huyện Thanh Lĩnh", "xã Lam Điền", "tỉnh Sông Trà", "thị trấn Vàm Sỏi", "phường Bến Đò")
BODIES = ("Sở Y tế", "Sở Xây dựng", "Công an tỉnh", "UBND huyện Thanh Lĩnh", "Ban Quản lý chợ Bến Đò")
SPANS = (
    "từ ngày 03/3 - 09/3/2025",
    "từ ngày 05/5 đến hết ngày 11/5/2026",
    "trong tuần từ ngày 10 đến 16/3/2025",
    "từ ngày 28/2 đến ngày 02/3/2025",
)
DAYS = ("ngày 04/3/2025", "sáng 11/5/2026", "chiều ngày 12/3", "ngày 01/3/2025")

PASSAGES = (
    # news
    "Theo thống kê {day}, do mưa lớn {span}, {place} có 120 ha lúa bị ngập",
    "{body} thông báo\nTiêm nhắc lại {span} tại các trạm y tế\nMời bà con đến tiêm.",
    "Phiên chợ hàng Việt tại {place} diễn ra {span}, thu hút 5.000 lượt khách",
    "Nắng nóng {span}\nNhiệt độ cao nhất tại {place} là 38 độ, {day}.",
    "Hoạt động của các chợ đêm tại {place} tạm dừng {span}",
    "Chỉ đạo, điều hành sản xuất tại {place} {span} là yêu cầu của vụ xuân.",
    "Trong tuần qua, {span}, {body} đã kiểm tra 12 cơ sở tại {place}",
    "Tin từ {body}: {span}, có 20 ca mắc sởi tại {place}.",
    "Giá lúa tuần này tại {place} tăng nhẹ, {day} là 7.200 đồng/kg",
    "Lịch cắt điện\n{place}: {span}, từ 7 giờ 30 đến 11 giờ\nMong quý khách thông cảm.",
    # decisions, plans, letters
    "QUYẾT ĐỊNH\nVề việc cấm đường tại {place} {span}\nĐiều 1. Cấm xe tải trên 5 tấn {span}.",
    "KẾ HOẠCH\nTổ chức Tuần lễ văn hóa tại {place}\nThời gian: {span}.\nĐịa điểm: {place}.",
    "Kính gửi: {body}\nĐề nghị quý cơ quan báo cáo kết quả {span} trước {day}",
    "Điều 4. Thời gian thực hiện\nĐợt cao điểm {span} do {body} chủ trì",
    "GIẤY MỜI\nHọp giao ban tuần, {day}, tại {place}\nThành phần: {body}",
    "THÔNG BÁO\nKết quả thi tuyển {span} của {body}\nDanh sách kèm theo.",
    # tables, lists
    "STT\tNội dung\tThời gian\n1\tKhảo sát tại {place}\t{span}\n2\tNghiệm thu\t{day}",
    "Ngày | Giờ | Việc\n{day} | 08:00 | Họp tại {place}\n{day} | 14:00 | {body} kiểm tra",
    "- Đợt 1: {span}\n- Đợt 2: sau {day}\n- Đơn vị: {body}",
    "Số liệu {body} tuần 11 năm 2025, {day}: 35 hồ sơ tại {place}",
)


def passages() -> list[str]:
    fillings = list(itertools.product(PLACES, BODIES, SPANS, DAYS))[::37][:10]
    return [
        passage.format(place=place, body=body, span=span, day=day)
        for passage in PASSAGES
        for place, body, span, day in fillings
    ]


def test_prose_has_no_title() -> None:
    texts = passages()
    titled = [(digest.title.text, text) for text in texts if (digest := ud.parse(text)).title]
    assert len(texts) == 200
    assert titled == []


# passages of all kinds that were written one by one, parted by lines of three dashes
WRITTEN = (Path(__file__).parent / "prose.txt").read_text("utf8").strip().split("\n---\n")
ONE_IN = 200


def test_written_prose_has_no_title() -> None:
    titled = [
        (digest.title.text, passage)
        for passage in WRITTEN
        for text in (passage, passage.upper())
        if (digest := ud.parse(text, anchor=dt.date(2025, 9, 16))).title
    ]
    assert len(WRITTEN) >= ONE_IN
    assert len(titled) <= 2 * len(WRITTEN) // ONE_IN, titled


TITLES = (
    "Chỉ đạo, điều hành nổi bật của UBND tỉnh {span}",
    "Hoạt động của lãnh đạo UBND tỉnh Sông Trà {span}",
    "Tổng hợp chỉ đạo, điều hành ({span})",
    "Bản tin tuần ({span})",
    "Thông cáo báo chí tuần 11/2025 ({span})",
    "Lịch công tác của lãnh đạo UBND tỉnh {span}",
    "UBND tỉnh Sông Trà: Các chỉ đạo, điều hành {span}",
)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_beside_it_is_one(title: str) -> None:
    for span in SPANS:
        found = ud.parse(
            f"{title.format(span=span)}\n\nSửa cầu Bến Đò\nUBND tỉnh giao Sở Xây dựng sửa cầu Bến Đò."
        ).title
        assert found and found.text == title.format(span=span)
