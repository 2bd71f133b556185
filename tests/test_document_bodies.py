"""Bodies of letterheads as they are written in sentences: with their own capitals and dashes."""

from __future__ import annotations

import pytest

import ubnd_digest as ud

BELOW = "Số: 5/QĐ-ABC\nBa Xã, ngày 3 tháng 4 năm 2024\nQUYẾT ĐỊNH\nVề việc cấp bằng\nĐiều 1. Cấp bằng.\nĐiều 2. "


@pytest.mark.parametrize(
    ("head", "sentence", "name"),
    [
        # as the text has it
        ("TRƯỜNG CAO ĐẲNG LÝ TỰ TRỌNG", "Trường Cao đẳng Lý Tự Trọng thi hành.", "Trường Cao đẳng Lý Tự Trọng"),
        ("CÔNG TY TNHH HOA SEN VÀNG", "Phòng của Công ty TNHH Hoa Sen Vàng lưu.", "Công ty TNHH Hoa Sen Vàng"),
        ("HỘI KHUYẾN HỌC PHƯỜNG AN", "Gửi Hội Khuyến học\nphường An.", "Hội Khuyến học phường An"),
        ("CHI NHÁNH CẤP NƯỚC SUỐI MƠ", "Chi nhánh Cấp nước Suối Mơ làm.", "Chi nhánh Cấp nước Suối Mơ"),
        ("HỢP TÁC XÃ RAU QUẢ THANH BÌNH", "Nay Hợp tác xã Rau quả Thanh Bình nhận.", "Hợp tác xã Rau quả Thanh Bình"),
        # or has its end as a name of its own
        (
            "CHI CỤC HẢI QUAN CỬA KHẨU CẢNG ĐÌNH VŨ",
            "Chi cục HQ Cảng Đình Vũ.",
            "Chi cục Hải quan cửa khẩu Cảng Đình Vũ",
        ),
        ("CÔNG TY TNHH HOA SEN VÀNG", "Công ty Hoa Sen Vàng làm.", "Công ty TNHH Hoa Sen Vàng"),
        ("BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP", "Tại Khu công nghiệp A.", "Ban Quản lý các khu công nghiệp"),
        # not in small letters, nor within another word, nor where all is in capitals
        ("CÔNG TY TNHH HOA SEN", "công ty tnhh hoa sen làm.", "Công ty TNHH Hoa sen"),
        ("CÔNG TY TNHH HOA SEN", "Công ty TNHH Hoa Senlan làm.", "Công ty TNHH Hoa sen"),
        ("CÔNG TY TNHH HOA SEN", "CÔNG TY TNHH HOA SEN làm.", "Công ty TNHH Hoa sen"),
        # a place behind these
        ("ĐIỆN LỰC BA TƠ", "Làm.", "Điện lực Ba Tơ"),
        ("BƯU ĐIỆN AN KHÊ", "Làm.", "Bưu điện An Khê"),
        ("ĐỒN BIÊN PHÒNG MỸ Á", "Làm.", "Đồn biên phòng Mỹ Á"),
        ("VƯỜN QUỐC GIA CÔN SƠN", "Làm.", "Vườn quốc gia Côn Sơn"),
        ("CHI NHÁNH ĐIỆN LỰC BA TƠ", "Làm.", "Chi nhánh Điện lực Ba Tơ"),
        ("TỔNG CÔNG TY ĐIỆN LỰC MIỀN NAM", "Làm.", "Tổng công ty Điện lực miền Nam"),
        # in capitals a name is no slip of the pen: behind the class of a place, or where the text has it as a name
        ("ỦY BAN NHÂN DÂN\nXÃ TÂN CÔNG", "Làm.", "UBND xã Tân Công"),
        ("UBND PHƯỜNG ĐÔNG ĐIỆN", "Làm.", "UBND phường Đông Điện"),
        ("UBND HUYỆN AN ĐỊNH", "Làm.", "UBND huyện An Định"),
        ("TRƯỜNG TIỂU HỌC TÂN THÀNH", "Làm.", "Trường Tiểu học Tân Thành"),
        ("CÔNG TY TNHH PHỤC HÒA", "Công ty TNHH Phục Hòa làm.", "Công ty TNHH Phục Hòa"),
        ("SỞ Y TẾ TỈNH QUẢNG BINH", "Làm.", "Sở Y tế tỉnh Quảng Bình"),
        ("UBND HUYÊN BA TƠ", "Làm.", "UBND huyện Ba Tơ"),
        # names of the Highlands, and the class of a place, which the place of the day may have with a capital
        ("ỦY BAN NHÂN DÂN\nTỈNH ĐẮK LẮK", "Làm.", "UBND tỉnh Đắk Lắk"),
        ("ỦY BAN NHÂN DÂN XÃ KRÔNG BÚK", "Làm.", "UBND xã Krông Búk"),
        # an abbreviation in the midst of a name
        ("BAN QLDA ĐẦU TƯ XÂY DỰNG", "Làm.", "Ban Quản lý dự án đầu tư xây dựng"),
        ("BAN CHQS XÃ BA TƠ", "Làm.", "Ban Chỉ huy quân sự xã Ba Tơ"),
        # one class behind another
        ("TRƯỜNG ĐẠI HỌC SƯ PHẠM", "Làm.", "Trường Đại học Sư phạm"),
        ("ĐẠI HỌC MỞ", "Làm.", "Đại học Mở"),
        ("CÔNG ĐOÀN TRƯỜNG CAO ĐẲNG NGHỀ", "Làm.", "Công đoàn Trường Cao đẳng Nghề"),
        ("BAN QUẢN LÝ KHU KINH TẾ DUNG QUẤT", "Làm.", "Ban Quản lý khu kinh tế Dung Quất"),
        ("BAN QUẢN LÝ KHU KINH TẾ CỬA KHẨU", "Làm.", "Ban Quản lý khu kinh tế cửa khẩu"),
        # a dash at the end of a line, or at the beginning of the next one
        ("TRƯỜNG CAO ĐẲNG KINH TẾ -\nKỸ THUẬT", "Làm.", "Trường Cao đẳng Kinh tế - kỹ thuật"),
        ("TRUNG TÂM VĂN HÓA\n- THỂ THAO", "Làm.", "Trung tâm Văn hóa - thể thao"),
        ("TRUNG TÂM VĂN HÓA -\nTHỂ THAO", "Trung tâm Văn hóa - Thể thao.", "Trung tâm Văn hóa - Thể thao"),
        ("TRẠM KHUYẾN NÔNG - \nKHUYẾN NGƯ", "Làm.", "Trạm Khuyến nông - khuyến ngư"),
        ("VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI -", "Làm.", "Văn phòng đăng ký đất đai"),
    ],
)
def test_a_body_is_written_as_in_a_sentence(head: str, sentence: str, name: str) -> None:
    issuer = ud.parse_document(f"{head}\n{BELOW}{sentence}\n").issuer
    assert issuer is not None
    assert issuer.name == name


def test_the_class_of_a_place_is_small_though_the_day_names_it_with_the_place() -> None:
    below = BELOW.replace("Ba Xã, ngày", "Thành phố Sông Trà, ngày")
    issuer = ud.parse_document(f"HỘI ĐỒNG NHÂN DÂN\nTHÀNH PHỐ SÔNG TRÀ\n{below}Làm.\n").issuer
    assert issuer is not None
    assert issuer.name == "Hội đồng nhân dân thành phố Sông Trà"


@pytest.mark.parametrize("count", [200, 2000])
def test_a_name_that_comes_again_and_again_is_looked_for_so_often(count: int) -> None:
    text = f"CÔNG TY TNHH HOA SEN\n{BELOW}" + "CÔNG TY TNHH HOA SEN " * count
    issuer = ud.parse_document(text).issuer
    assert issuer is not None
    assert issuer.name == "Công ty TNHH Hoa sen"
